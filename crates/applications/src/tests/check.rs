//! The formal check: checklist, documents, four eyes, late ones, bulk.

use base::{Cents, Problem, Role};
use base_testing::ctx;
use base_testing::db::databases;
use calls::{DeadlineKind, Terms};

use super::world::{
    World, account, body, date, draft, fields, hand_in, mails, row, submitted, terms, utc, withdraw,
};
use crate::model::{
    ApplicationState as S, CheckItem, CheckResult, Checked, DraftFields, ProposalVerb, ReasonCode,
};
use crate::queries;
use crate::usecases::{
    AnswerDocuments, AnswerFile, CreateDraft, Decide, Propose, RequestDocuments, SaveCheck, answer_documents,
    complete, complete_all, create_draft, decide, expire_request, propose, remind_documents,
    request_documents, save_check, start_all_checks, start_check, submit,
};

const START: &str = "2026-01-10T08:00:00Z";
const DAY: &str = "2026-02-10T08:00:00Z";
const AFTER: &str = "2026-03-09T08:00:00Z";

fn all_points() -> Vec<Checked> {
    CheckItem::ALL
        .iter()
        .filter(|item| **item != CheckItem::Partners)
        .map(|item| Checked::fulfilled(*item))
        .collect()
}

fn code_of(problem: &Problem) -> &str {
    match problem {
        Problem::Refused { code, .. } => code,
        other => panic!("not refused: {other}"),
    }
}

#[tokio::test]
async fn the_check_begins_after_the_deadline_and_ends_with_every_point_confirmed() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let id = submitted(db, &editor, utc(DAY), call.id, &lead).await.application;
        let early = start_check(db, &world.officer_at(utc(DAY)), id)
            .await
            .unwrap_err();
        assert_eq!(code_of(&early), "deadline-ahead");
        let officer = world.officer_at(utc(AFTER));
        let case = start_check(db, &officer, id).await.unwrap();
        assert_eq!(
            code_of(&complete(db, &officer, id).await.unwrap_err()),
            "checklist-open"
        );
        let mut items = all_points();
        items[2].result = CheckResult::Open;
        let check = |version, items| SaveCheck {
            application: id,
            version,
            items,
            first_contract_on: None,
            early_start_from: None,
        };
        let case = save_check(db, &officer, check(case.version, items))
            .await
            .unwrap();
        assert_eq!(
            code_of(&complete(db, &officer, id).await.unwrap_err()),
            "checklist-open",
            "one is left"
        );
        save_check(db, &officer, check(case.version, all_points()))
            .await
            .unwrap();
        assert_eq!(
            complete(db, &officer, id).await.unwrap().state,
            S::Complete,
            "{}",
            test.name
        );
        assert_eq!(mails(db, id).await, ["M-A01", "M-A02", "M-A10"], "{}", test.name);
    }
}

#[tokio::test]
async fn c05_below_minimum_grant() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    for (number, (requested, is_complete)) in [(249_999, false), (250_000, true)].into_iter().enumerate() {
        let lead = body(db, ["08416025", "08226041"][number]).await;
        let editor = world
            .municipal(db, &format!("ke{number}"), &lead, &[Role::KE, Role::KZ])
            .await;
        let form = DraftFields {
            requested: Cents(requested),
            ..fields()
        };
        let new = CreateDraft {
            call: call.id,
            lead: lead.id,
            fields: form,
            lead_share: None,
        };
        let draft = create_draft(db, &ctx(&editor, utc(DAY)), new).await.unwrap();
        submit(db, &ctx(&editor, utc(DAY)), hand_in(&draft))
            .await
            .unwrap();
        let officer = world.officer_at(utc(AFTER));
        start_check(db, &officer, draft.id).await.unwrap();
        let results = complete_all(db, &officer, &[draft.id]).await.unwrap();
        assert_eq!(results[0].problem.is_none(), is_complete, "{requested}");
        let found = crate::rules::objections(&row(db, draft.id).await, &call);
        assert_eq!(
            found,
            if is_complete {
                vec![]
            } else {
                vec![ReasonCode::BelowMinimum]
            }
        );
    }
}

#[tokio::test]
async fn c06_started_too_early() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let id = submitted(db, &editor, utc("2026-02-20T10:00:00Z"), call.id, &lead)
        .await
        .application;
    let officer = world.officer_at(utc(AFTER));
    let case = start_check(db, &officer, id).await.unwrap();
    let mut check = SaveCheck {
        application: id,
        version: case.version,
        items: all_points(),
        first_contract_on: Some(date("2026-02-02")),
        early_start_from: None,
    };
    let case = save_check(db, &officer, check.clone()).await.unwrap();
    assert_eq!(crate::rules::objections(&case, &call), [ReasonCode::AlreadyBegun]);
    assert_eq!(
        code_of(&complete(db, &officer, id).await.unwrap_err()),
        "objection"
    );
    check.version = case.version;
    check.early_start_from = Some(date("2026-02-01"));
    save_check(db, &officer, check).await.unwrap();
    assert_eq!(
        complete(db, &officer, id).await.unwrap().state,
        S::Complete,
        "early start was allowed"
    );
}

#[tokio::test]
async fn a_rejection_needs_two_persons_whatever_roles_one_holds() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let id = submitted(db, &editor, utc(DAY), call.id, &lead).await.application;
        let both = ctx(&world.colleague, utc(AFTER)); // SB and RL in one person
        start_check(db, &both, id).await.unwrap();
        let proposal = Propose {
            application: id,
            verb: ProposalVerb::Reject,
            reason_code: ReasonCode::OutOfScope,
            reason: "Das Vorhaben betrifft den Straßenbau.".to_owned(),
        };
        let unreasoned = Propose {
            reason: "  ".to_owned(),
            ..proposal.clone()
        };
        assert!(matches!(
            propose(db, &both, unreasoned).await,
            Err(Problem::Invalid(_))
        ));
        assert_eq!(
            propose(db, &both, proposal.clone()).await.unwrap().state,
            S::Ineligible
        );
        let yes = Decide {
            application: id,
            confirm: true,
            remark: String::new(),
        };
        assert_eq!(
            code_of(&decide(db, &both, yes.clone()).await.unwrap_err()),
            "four-eyes"
        );
        let officer = decide(db, &world.officer_at(utc(AFTER)), yes.clone())
            .await
            .unwrap_err();
        assert!(matches!(officer, Problem::Denied(_)));
        // first not followed, then proposed again and confirmed
        let head = ctx(&world.head, utc(AFTER));
        let no = Decide {
            application: id,
            confirm: false,
            remark: "Bitte nochmals prüfen".to_owned(),
        };
        assert_eq!(decide(db, &head, no).await.unwrap().state, S::InCheck);
        propose(db, &both, proposal).await.unwrap();
        assert_eq!(
            decide(db, &head, yes.clone()).await.unwrap().state,
            S::Rejected,
            "{}",
            test.name
        );
        assert_eq!(mails(db, id).await, ["M-A01", "M-A02", "M-A09"]);
        assert_eq!(
            code_of(&decide(db, &head, yes).await.unwrap_err()),
            "nothing-proposed"
        );
    }
}

#[tokio::test]
async fn a_withdrawal_leaves_nothing_to_decide() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let id = submitted(db, &editor, utc(DAY), call.id, &lead).await.application;
        let officer = world.officer_at(utc(AFTER));
        start_check(db, &officer, id).await.unwrap();
        let proposal = Propose {
            application: id,
            verb: ProposalVerb::Reject,
            reason_code: ReasonCode::OutOfScope,
            reason: "Das Vorhaben betrifft den Straßenbau.".to_owned(),
        };
        propose(db, &officer, proposal).await.unwrap();
        withdraw(db, &ctx(&editor, utc(AFTER)), id, "anders finanziert")
            .await
            .unwrap();
        let waiting = queries::open_proposal(db.reader(), id).await.unwrap();
        assert!(waiting.is_none(), "{}", test.name);
    }
}

#[tokio::test]
async fn late_ones_are_admitted_only_under_a_soft_deadline_and_by_two_persons() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let soft = Terms {
            deadline_kind: DeadlineKind::Soft,
            ..terms()
        };
        let soft = world.call(db, "IBZ-2026A", soft).await;
        let hard = world.call(db, "IBZ-2026B", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let officer = world.officer_at(utc(AFTER));
        let head = ctx(&world.head, utc(AFTER));
        let admit = |application| Propose {
            application,
            verb: ProposalVerb::Admit,
            reason_code: ReasonCode::Deadline,
            reason: "Krankheit der einzigen Fachkraft".to_owned(),
        };
        let late = submitted(db, &editor, utc("2026-03-07T08:00:00Z"), soft.id, &lead)
            .await
            .application;
        assert!(
            start_check(db, &officer, late).await.is_err(),
            "four eyes cannot be bypassed"
        );
        assert_eq!(
            propose(db, &officer, admit(late)).await.unwrap().state,
            S::Late,
            "only proposed"
        );
        let waits = propose(db, &officer, admit(late)).await.unwrap_err();
        assert_eq!(code_of(&waits), "proposal-waits");
        let yes = Decide {
            application: late,
            confirm: true,
            remark: String::new(),
        };
        assert_eq!(
            decide(db, &head, yes).await.unwrap().state,
            S::InCheck,
            "{}",
            test.name
        );
        assert_eq!(mails(db, late).await, ["M-A01", "M-A03", "M-A05"]);

        let late = submitted(db, &editor, utc("2026-03-07T08:00:00Z"), hard.id, &lead)
            .await
            .application;
        assert_eq!(
            code_of(&propose(db, &officer, admit(late)).await.unwrap_err()),
            "cut-off"
        );
        let reject = Propose {
            verb: ProposalVerb::Reject,
            reason_code: ReasonCode::OutOfScope,
            ..admit(late)
        };
        propose(db, &officer, reject).await.unwrap();
        let waiting = queries::open_proposal(db.reader(), late).await.unwrap().unwrap();
        assert_eq!(
            waiting.reason_code,
            ReasonCode::Deadline,
            "a late one is rejected for being late: R01"
        );
        let yes = Decide {
            application: late,
            confirm: true,
            remark: String::new(),
        };
        assert_eq!(decide(db, &head, yes).await.unwrap().state, S::Rejected);
    }
}

#[tokio::test]
async fn documents_are_requested_reminded_and_answered() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let id = submitted(db, &editor, utc(DAY), call.id, &lead).await.application;
        let officer = world.officer_at(utc(AFTER));
        start_check(db, &officer, id).await.unwrap();
        let ask = |due: &str| RequestDocuments {
            application: id,
            items: "Gemeinderatsbeschluss\nUnterschrift".to_owned(),
            fields: Vec::new(),
            due_on: date(due),
        };
        assert!(matches!(
            request_documents(db, &officer, ask("2026-03-09")).await,
            Err(Problem::Invalid(_))
        ));
        assert_eq!(
            request_documents(db, &officer, ask("2026-03-23"))
                .await
                .unwrap()
                .state,
            S::DocumentsRequested
        );
        let request = queries::document_requests(db.reader(), id)
            .await
            .unwrap()
            .remove(0);
        assert_eq!(request.due_at, utc("2026-03-23T23:00:00Z"), "24:00 in Berlin");
        let reminder = utc("2026-03-20T23:00:00Z");
        remind_documents(db, request.id, reminder).await.unwrap();
        remind_documents(db, request.id, reminder).await.unwrap();
        let files = base_files::Files::memory();
        let pdf = AnswerFile {
            name: "Beschluss.pdf".to_owned(),
            bytes: b"%PDF-1.7 Beschluss".to_vec(),
        };
        let exe = AnswerFile {
            name: "Beschluss.pdf".to_owned(),
            bytes: b"MZ\x90\x00".to_vec(),
        };
        let answer = |files: Vec<AnswerFile>| AnswerDocuments {
            application: id,
            text: "Anbei.".to_owned(),
            files,
            fields: Vec::new(),
        };
        let ke = ctx(&editor, utc("2026-03-21T08:00:00Z"));
        let wrong = answer_documents(db, &files, &ke, answer(vec![exe]))
            .await
            .unwrap_err();
        assert!(
            matches!(wrong, Problem::Invalid(_)),
            "judged by content, not by name"
        );
        assert_eq!(
            answer_documents(db, &files, &ke, answer(vec![pdf]))
                .await
                .unwrap()
                .state,
            S::InCheck
        );
        expire_request(db, request.id, request.due_at).await.unwrap();
        let request = queries::document_requests(db.reader(), id)
            .await
            .unwrap()
            .remove(0);
        assert_eq!(
            (request.answered_at, request.expired_at),
            (Some(utc("2026-03-21T08:00:00Z")), None)
        );
        let filed = base_files::of_application(db.reader(), id.0).await.unwrap();
        assert_eq!(
            filed.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
            ["Beschluss.pdf"]
        );
        let sent = mails(db, id).await;
        assert_eq!(
            sent,
            ["M-A01", "M-A02", "M-A06", "M-A08", "M-A07", "M-A07"],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn an_unanswered_request_comes_back_marked_and_may_still_be_answered() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let id = submitted(db, &editor, utc(DAY), call.id, &lead).await.application;
        let officer = world.officer_at(utc(AFTER));
        start_check(db, &officer, id).await.unwrap();
        let ask = RequestDocuments {
            application: id,
            items: "Unterschrift".to_owned(),
            fields: Vec::new(),
            due_on: date("2026-03-23"),
        };
        request_documents(db, &officer, ask).await.unwrap();
        let request = queries::document_requests(db.reader(), id)
            .await
            .unwrap()
            .remove(0);
        for _ in 0..2 {
            expire_request(db, request.id, request.due_at).await.unwrap();
        }
        assert_eq!(row(db, id).await.state, S::InCheck);
        let marked = queries::document_requests(db.reader(), id)
            .await
            .unwrap()
            .remove(0);
        assert_eq!(marked.expired_at, Some(request.due_at), "{}", test.name);
        let late = ctx(&editor, utc("2026-03-25T08:00:00Z"));
        let answer = AnswerDocuments {
            application: id,
            text: "Leider erst jetzt.".to_owned(),
            files: Vec::new(),
            fields: Vec::new(),
        };
        assert_eq!(
            answer_documents(db, &base_files::Files::memory(), &late, answer)
                .await
                .unwrap()
                .state,
            S::InCheck
        );
        let answered = queries::document_requests(db.reader(), id)
            .await
            .unwrap()
            .remove(0);
        assert_eq!(
            answered.answered_at,
            Some(utc("2026-03-25T08:00:00Z")),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn bulk_actions_follow_the_rules_of_a_single_one_with_a_result_per_record() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let mut ids = Vec::new();
        for (number, key) in ["08416025", "08226041", "08317065"].into_iter().enumerate() {
            let lead = body(db, key).await;
            let editor = world
                .municipal(db, &format!("ke{number}"), &lead, &[Role::KE, Role::KZ])
                .await;
            let requested = if number == 1 {
                Cents(100_000)
            } else {
                Cents(2_000_000)
            };
            let form = DraftFields {
                requested,
                ..fields()
            };
            let new = CreateDraft {
                call: call.id,
                lead: lead.id,
                fields: form,
                lead_share: None,
            };
            let draft = create_draft(db, &ctx(&editor, utc(DAY)), new).await.unwrap();
            submit(db, &ctx(&editor, utc(DAY)), hand_in(&draft))
                .await
                .unwrap();
            ids.push(draft.id);
        }
        let officer = world.officer_at(utc(AFTER));
        let started = start_all_checks(db, &officer, call.id).await.unwrap();
        assert!(
            started.len() == 3 && started.iter().all(|result| result.problem.is_none()),
            "{}",
            test.name
        );
        let results = complete_all(db, &officer, &ids).await.unwrap();
        let done: Vec<bool> = results.iter().map(|result| result.problem.is_none()).collect();
        assert_eq!(done, [true, false, true], "the second one lies below the minimum");
        assert_eq!(row(db, ids[1]).await.state, S::InCheck);
        assert!(
            queries::checklist(db.reader(), ids[1]).await.unwrap().is_empty(),
            "and nothing was confirmed"
        );
        let again = complete_all(db, &officer, &ids).await.unwrap();
        assert!(again.iter().all(|result| result.problem.is_some()));
    }
}

#[tokio::test]
async fn other_programmes_officers_see_and_do_nothing() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let draft = draft(db, &editor, utc(DAY), call.id, &lead).await;
    submit(db, &ctx(&editor, utc(DAY)), hand_in(&draft))
        .await
        .unwrap();
    let elsewhere = base::Scope::Programme(uuid::Uuid::now_v7());
    let stranger = account(
        db,
        &base_testing::operator(utc(START)),
        "sb9",
        &[(Role::SB, elsewhere), (Role::RL, elsewhere)],
    )
    .await;
    let stranger = ctx(&stranger, utc(AFTER));
    for problem in [
        start_check(db, &stranger, draft.id).await.map(|_| ()),
        complete(db, &stranger, draft.id).await.map(|_| ()),
        crate::add_note(db, &stranger, draft.id, "x").await.map(|_| ()),
    ] {
        assert_eq!(problem.unwrap_err(), Problem::not_found("application"));
    }
    assert!(complete_all(db, &stranger, &[draft.id]).await.unwrap().is_empty());
}
