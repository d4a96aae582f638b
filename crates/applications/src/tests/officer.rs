//! The officer's check in depth: results per point, reopened fields, more time, unanswered requests, hints.

use axum::http::{Method, StatusCode};
use base::{Cents, Problem, Role};
use base_db::Db;
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use calls::{DeadlineKind, Terms};
use serde_json::json;

use super::world::{World, body, date, draft, hand_in, mails, row, submitted, terms, terms_around, utc};
use crate::model::{
    Application, ApplicationState as S, CheckItem, CheckOutcome, CheckResult, Checked, DraftFields, Filter,
};
use crate::queries;
use crate::rules::checklist;
use crate::usecases::{
    AnswerDocuments, CreateDraft, ExtendRequest, ProposeExtension, RequestDocuments, SaveCheck,
    answer_documents, complete, confirm_complete, continue_unanswered, create_draft, decide_extension,
    expire_request, extend_request, propose_extension, remind_documents, request_documents, save_check,
    start_check, submit,
};

pub(super) const START: &str = "2026-01-10T08:00:00Z";
pub(super) const DAY: &str = "2026-02-10T08:00:00Z";
pub(super) const AFTER: &str = "2026-03-09T08:00:00Z";

pub(super) fn code_of(problem: &Problem) -> &str {
    match problem {
        Problem::Refused { code, .. } => code,
        other => panic!("not refused: {other}"),
    }
}

/// An application in the formal check, its editor, and the world around it.
pub(super) async fn in_check(db: &Db) -> (World, base::Person, Application) {
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let id = submitted(db, &editor, utc(DAY), call.id, &lead).await.application;
    let case = start_check(db, &world.officer_at(utc(AFTER)), id).await.unwrap();
    (world, editor, case)
}

pub(super) fn check(case: &Application, items: Vec<(CheckItem, CheckResult, &str)>) -> SaveCheck {
    SaveCheck {
        application: case.id,
        version: case.version,
        items: items
            .into_iter()
            .map(|(item, result, remark)| Checked {
                item: item.code().to_owned(),
                result,
                remark: remark.to_owned(),
            })
            .collect(),
        first_contract_on: None,
        early_start_from: None,
    }
}

pub(super) async fn outcome(db: &Db, case: &Application) -> Option<CheckOutcome> {
    let recorded = queries::checklist(db.reader(), case.id).await.unwrap();
    let points = queries::check_points(db.reader(), case).await.unwrap();
    checklist::outcome(&points, &recorded)
}

#[tokio::test]
pub(super) async fn the_check_ends_complete_incomplete_or_ineligible() {
    for test in databases().await {
        let db = &test.db;
        let (world, _, case) = in_check(db).await;
        let officer = world.officer_at(utc(AFTER));
        assert_eq!(outcome(db, &case).await, None, "{}", test.name);
        for (item, result, remark) in [
            (CheckItem::EntitledBody, CheckResult::Curable, "falscher Kreis"),
            (CheckItem::Contents, CheckResult::Curable, " "),
            (CheckItem::Partners, CheckResult::Fulfilled, ""),
        ] {
            let wrong = save_check(db, &officer, check(&case, vec![(item, result, remark)])).await;
            assert!(
                matches!(wrong, Err(Problem::Invalid(_))),
                "not curable, without a remark, or no point of this case: {item}"
            );
        }
        let missing = vec![(
            CheckItem::AuthorisedSignature,
            CheckResult::Curable,
            "Unterschrift fehlt",
        )];
        let case = save_check(db, &officer, check(&case, missing)).await.unwrap();
        let refused = confirm_complete(db, &officer, case.id).await.unwrap_err();
        assert_eq!(code_of(&refused), "checklist-defects");
        let others = CheckItem::ALL
            .iter()
            .filter(|item| !matches!(item, CheckItem::Partners | CheckItem::AuthorisedSignature))
            .map(|item| (*item, CheckResult::Fulfilled, ""))
            .collect();
        let case = save_check(db, &officer, check(&case, others)).await.unwrap();
        assert_eq!(outcome(db, &case).await, Some(CheckOutcome::Curable));
        let begun = vec![(
            CheckItem::NotBegun,
            CheckResult::NotCurable,
            "Vertrag vom 02.02.2026",
        )];
        let case = save_check(db, &officer, check(&case, begun)).await.unwrap();
        assert_eq!(outcome(db, &case).await, Some(CheckOutcome::Ineligible));
        let ask = RequestDocuments {
            application: case.id,
            items: "Unterschrift".to_owned(),
            fields: Vec::new(),
            due_on: date("2026-03-23"),
        };
        let refused = request_documents(db, &officer, ask).await.unwrap_err();
        assert_eq!(code_of(&refused), "not-curable");
        let all = vec![
            (CheckItem::NotBegun, CheckResult::Fulfilled, ""),
            (CheckItem::AuthorisedSignature, CheckResult::NotApplicable, ""),
        ];
        let case = save_check(db, &officer, check(&case, all)).await.unwrap();
        assert_eq!(outcome(db, &case).await, Some(CheckOutcome::Complete));
        let recorded = queries::checklist(db.reader(), case.id).await.unwrap();
        assert!(
            recorded
                .iter()
                .all(|one| one.checked_by == Some(world.officer.id))
        );
        assert_eq!(complete(db, &officer, case.id).await.unwrap().state, S::Complete);
    }
}

pub(super) fn ask(case: &Application, fields: &[&str]) -> RequestDocuments {
    RequestDocuments {
        application: case.id,
        items: "Gemeinderatsbeschluss".to_owned(),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        due_on: date("2026-03-22"),
    }
}

pub(super) fn reply(case: &Application, fields: &[(&str, &str)]) -> AnswerDocuments {
    AnswerDocuments {
        application: case.id,
        text: "Berichtigt.".to_owned(),
        files: Vec::new(),
        fields: fields
            .iter()
            .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

#[tokio::test]
pub(super) async fn a_request_reopens_only_the_named_fields_and_the_original_stays() {
    for test in databases().await {
        let db = &test.db;
        let (world, editor, case) = in_check(db).await;
        let officer = world.officer_at(utc(AFTER));
        let files = base_files::Files::memory();
        let original = queries::latest_submission(db.reader(), case.id)
            .await
            .unwrap()
            .unwrap();
        let amount = request_documents(db, &officer, ask(&case, &["requested"])).await;
        assert!(
            matches!(amount, Err(Problem::Invalid(_))),
            "the amount is not curable: {}",
            test.name
        );
        request_documents(db, &officer, ask(&case, &["contact_phone", "own_share"]))
            .await
            .unwrap();
        let ke = ctx(&editor, utc("2026-03-20T08:00:00Z"));
        for wrong in [
            reply(&case, &[("contact_email", "neu@kommune.example")]),
            reply(&case, &[("own_share", "viel")]),
        ] {
            let refused = answer_documents(db, &files, &ke, wrong).await;
            assert!(matches!(refused, Err(Problem::Invalid(_))));
        }
        let after = answer_documents(
            db,
            &files,
            &ke,
            reply(&case, &[("contact_phone", "030 99"), ("own_share", "1.500,00")]),
        )
        .await
        .unwrap();
        assert_eq!((after.state, after.own_share), (S::InCheck, Cents(150_000)));
        assert_eq!(after.contact_email, case.contact_email);
        let requests = queries::document_requests(db.reader(), case.id).await.unwrap();
        let changes: Vec<_> = queries::changes(db.reader(), &requests)
            .await
            .unwrap()
            .into_iter()
            .map(|change| (change.field, change.old_value, change.new_value))
            .collect();
        let own = (
            "own_share".to_owned(),
            case.own_share.0.to_string(),
            "150000".to_owned(),
        );
        assert!(changes.len() == 2 && changes.contains(&own), "{changes:?}");
        let latest = queries::latest_snapshot(db.reader(), case.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(latest.edition, original.edition + 1, "{}", test.name);
        assert!(latest.content.contains("030 99") && !original.content.contains("030 99"));
        let proof = queries::latest_submission(db.reader(), case.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            proof.sha256, original.sha256,
            "the receipt proves what was handed in"
        );
    }
}

/// 3.4 no. 5: the resolution and slips in what the form asks of the applicant are curable as well, the project is not.
#[tokio::test]
pub(super) async fn a_request_reopens_curable_answers_of_the_form() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let terms = Terms {
            form_version: 2,
            ..terms()
        };
        let call = world.call(db, "IBZ-2026A", terms).await;
        let lead = body(db, "08416025").await;
        let by_hand = ctx(&world.officer, utc(DAY));
        let paper = draft(db, &world.officer, utc(DAY), call.id, &lead).await;
        submit(db, &by_hand, hand_in(&paper)).await.unwrap();
        let officer = world.officer_at(utc(AFTER));
        let case = start_check(db, &officer, paper.id).await.unwrap();
        for frozen in ["C3", "E2a", "F1"] {
            let refused = request_documents(db, &officer, ask(&case, &[frozen])).await;
            assert!(
                matches!(refused, Err(Problem::Invalid(_))),
                "{frozen} {}",
                test.name
            );
        }
        request_documents(db, &officer, ask(&case, &["A7", "F5a", "F5b"]))
            .await
            .unwrap();
        let files = base_files::Files::memory();
        let wrong = reply(&case, &[("F5b", "bald")]);
        let refused = answer_documents(db, &files, &officer, wrong).await.unwrap_err();
        assert!(
            matches!(&refused, Problem::Invalid(of) if of[0].field == "field_F5b"),
            "{refused}"
        );
        let right = reply(
            &case,
            &[
                ("A7", "Stabsstelle Integration"),
                ("F5a", "PRESENT"),
                ("F5b", "2026-02-03"),
            ],
        );
        answer_documents(db, &files, &officer, right).await.unwrap();
        let said = crate::answers::answers_of(db.reader(), &row(db, case.id).await)
            .await
            .unwrap();
        assert_eq!(said["F5b"], json!("2026-02-03"));
        let requests = queries::document_requests(db.reader(), case.id).await.unwrap();
        let changes = queries::changes(db.reader(), &requests).await.unwrap();
        let of = |field: &str| changes.iter().find(|change| change.field == field);
        assert_eq!(of("A7").unwrap().new_value, "Stabsstelle Integration");
        assert_eq!((changes.len(), of("F5b").unwrap().old_value.as_str()), (3, ""));
        let latest = queries::latest_snapshot(db.reader(), case.id)
            .await
            .unwrap()
            .unwrap();
        assert!(latest.content.contains("Stabsstelle Integration"));
    }
}

#[tokio::test]
pub(super) async fn a_request_gets_more_time_before_and_after_its_end() {
    for test in databases().await {
        let db = &test.db;
        let (world, editor, case) = in_check(db).await;
        let officer = world.officer_at(utc(AFTER));
        request_documents(db, &officer, ask(&case, &[])).await.unwrap();
        let more = |due: &str, reason: &str| ExtendRequest {
            application: case.id,
            due_on: date(due),
            reason: reason.to_owned(),
        };
        for wrong in [more("2026-03-22", "Sitzung"), more("2026-04-10", " ")] {
            let refused = extend_request(db, &officer, wrong).await;
            assert!(matches!(refused, Err(Problem::Invalid(_))), "{}", test.name);
        }
        extend_request(db, &officer, more("2026-03-29", "Sitzung am 26.03."))
            .await
            .unwrap();
        let request = queries::document_requests(db.reader(), case.id)
            .await
            .unwrap()
            .remove(0);
        // the clocks go forward on this day: it ends at 22:00 UTC
        assert_eq!(request.due_at, utc("2026-03-29T22:00:00Z"));
        // the job of the first end finds nothing to end
        expire_request(db, request.id, utc("2026-03-22T23:00:00Z"))
            .await
            .unwrap();
        assert_eq!(row(db, case.id).await.state, S::DocumentsRequested);
        remind_documents(db, request.id, utc("2026-03-26T22:00:00Z"))
            .await
            .unwrap();
        expire_request(db, request.id, request.due_at).await.unwrap();
        assert_eq!(row(db, case.id).await.state, S::InCheck);
        let later = world.officer_at(utc("2026-03-31T08:00:00Z"));
        let back = extend_request(db, &later, more("2026-04-10", "§ 31 Abs. 7"))
            .await
            .unwrap();
        assert_eq!(back.state, S::DocumentsRequested, "also after it expired");
        let ke = ctx(&editor, utc("2026-04-09T08:00:00Z"));
        let answered = answer_documents(db, &base_files::Files::memory(), &ke, reply(&case, &[]))
            .await
            .unwrap();
        assert_eq!(answered.state, S::InCheck);
        let sent = mails(db, case.id).await;
        let of = |code: &str| sent.iter().filter(|mail| *mail == code).count();
        assert_eq!((of("M-A06"), of("M-A08")), (3, 1), "{sent:?}");
    }
}

#[tokio::test]
pub(super) async fn an_unanswered_request_is_the_officers_choice() {
    for test in databases().await {
        let db = &test.db;
        let (world, editor, case) = in_check(db).await;
        let officer = world.officer_at(utc(AFTER));
        request_documents(db, &officer, ask(&case, &[])).await.unwrap();
        let early = continue_unanswered(db, &officer, case.id, "weiter")
            .await
            .unwrap_err();
        assert_eq!(code_of(&early), "wrong-state");
        let request = queries::document_requests(db.reader(), case.id)
            .await
            .unwrap()
            .remove(0);
        expire_request(db, request.id, request.due_at).await.unwrap();
        let later = world.officer_at(utc("2026-03-24T08:00:00Z"));
        let incomplete = Filter {
            incomplete: true,
            ..Filter::default()
        };
        assert_eq!(
            queries::all(db.reader(), &later, &incomplete)
                .await
                .unwrap()
                .len(),
            1
        );
        let silent = continue_unanswered(db, &later, case.id, " ").await;
        assert!(matches!(silent, Err(Problem::Invalid(_))), "{}", test.name);
        // the page goes on with what was judged on it in the same step
        let app = TestApp::new(
            db,
            vec![
                people::feature(),
                municipalities::feature(),
                budget::feature(),
                calls::feature(),
                crate::feature(),
            ],
        );
        let version = row(db, case.id).await.version.to_string();
        let judged = [
            ("version", version.as_str()),
            ("result_CONTENTS", "FULFILLED"),
            ("note", "Beschluss liegt im Amt vor."),
            ("then", "go-on"),
        ];
        let here = format!("/applications/{}/check", case.id);
        let gone_on = app.post_form(&here, &judged, Some(&world.officer)).await;
        assert_eq!(
            gone_on.location(),
            format!("{here}?done=applications-done-continued"),
            "{}",
            gone_on.text()
        );
        let recorded = queries::checklist(db.reader(), case.id).await.unwrap();
        assert_eq!(recorded[0].result, CheckResult::Fulfilled, "{}", test.name);
        assert!(
            queries::all(db.reader(), &later, &incomplete)
                .await
                .unwrap()
                .is_empty()
        );
        let notes = queries::notes(db.reader(), case.id).await.unwrap();
        assert_eq!(notes[0].text, "Beschluss liegt im Amt vor.");
        let ke = ctx(&editor, utc("2026-03-25T08:00:00Z"));
        let too_late = answer_documents(db, &base_files::Files::memory(), &ke, reply(&case, &[]))
            .await
            .unwrap_err();
        assert_eq!(code_of(&too_late), "nothing-requested");
        assert_eq!(
            confirm_complete(db, &later, case.id).await.unwrap().state,
            S::Complete
        );
    }
}

#[tokio::test]
pub(super) async fn one_applicant_gets_more_time_by_two_persons_where_the_deadline_is_soft() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let soft = Terms {
            deadline_kind: DeadlineKind::Soft,
            ..terms()
        };
        let soft = world.call(db, "IBZ-2026S", soft).await;
        let hard = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let other = body(db, "08226041").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let neighbour = world.municipal(db, "ke2", &other, &[Role::KE, Role::KZ]).await;
        let new = |call, due: &str| ProposeExtension {
            call,
            body: lead.id,
            due_on: date(due),
            reason: "Hochwasser im Rathaus".to_owned(),
        };
        let officer = world.officer_at(utc("2026-03-05T08:00:00Z"));
        let cut_off = propose_extension(db, &officer, new(hard.id, "2026-03-13"))
            .await
            .unwrap_err();
        assert_eq!(code_of(&cut_off), "cut-off", "{}", test.name);
        let not_later = propose_extension(db, &officer, new(soft.id, "2026-03-06")).await;
        assert!(matches!(not_later, Err(Problem::Invalid(_))));
        let both = ctx(&world.colleague, utc("2026-03-05T08:00:00Z"));
        let one = propose_extension(db, &both, new(soft.id, "2026-03-13"))
            .await
            .unwrap();
        let waits = propose_extension(db, &officer, new(soft.id, "2026-03-14"))
            .await
            .unwrap_err();
        assert_eq!(code_of(&waits), "proposal-waits");
        let alone = decide_extension(db, &both, one.id, true, "").await.unwrap_err();
        assert_eq!(code_of(&alone), "four-eyes");
        // late before the decision, on time after it
        let at = utc("2026-03-08T08:00:00Z");
        let early_bird = draft(db, &editor, utc(DAY), soft.id, &lead).await;
        let late = submit(db, &ctx(&editor, at), hand_in(&early_bird)).await.unwrap();
        assert_eq!(late.state, S::Late);
        let head = ctx(&world.head, utc("2026-03-09T08:00:00Z"));
        decide_extension(db, &head, one.id, true, "").await.unwrap();
        assert_eq!(row(db, late.application).await.state, S::Submitted);
        // until its own end it may be taken back, and the home page says that end
        let early = start_check(
            db,
            &world.officer_at(utc("2026-03-10T08:00:00Z")),
            late.application,
        )
        .await
        .unwrap_err();
        assert_eq!(code_of(&early), "deadline-ahead", "{}", test.name);
        let cases = [row(db, late.application).await];
        let calls = calls::calls(db.reader(), &[soft.id]).await.unwrap();
        let ends = queries::deadlines_for(db.reader(), &calls, &cases).await.unwrap();
        assert_eq!(ends[&late.application].date(), date("2026-03-13"));
        let twice = decide_extension(db, &head, one.id, true, "").await.unwrap_err();
        assert_eq!(code_of(&twice), "nothing-proposed");
        // nobody else gains by it
        let theirs = draft(db, &neighbour, utc(DAY), soft.id, &other).await;
        let theirs = submit(db, &ctx(&neighbour, at), hand_in(&theirs)).await.unwrap();
        assert_eq!(theirs.state, S::Late, "{}", test.name);
        // the call is closed for all others; who was given more time may still begin
        calls::close(
            db,
            &base::Ctx::system("call-close", utc("2026-03-06T23:00:00Z")),
            soft.id,
        )
        .await
        .unwrap();
        let begin = |lead: &municipalities::Body| CreateDraft {
            call: soft.id,
            lead: lead.id,
            fields: DraftFields::default(),
            lead_share: None,
        };
        let now = utc("2026-03-10T08:00:00Z");
        create_draft(db, &ctx(&editor, now), begin(&lead)).await.unwrap();
        let closed = create_draft(db, &ctx(&neighbour, now), begin(&other))
            .await
            .unwrap_err();
        assert_eq!(code_of(&closed), "call-not-open", "{}", test.name);
    }
}

#[tokio::test]
pub(super) async fn the_desk_works_over_http_and_api() {
    for test in databases().await {
        let db = &test.db;
        let now = db.now();
        let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
        let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let id = submitted(db, &editor, now, call.id, &lead).await.application;
        let system = base::Ctx::system("test", db.now());
        let unit = db.write(&system).await.unwrap();
        base_db::settings::mark_demo(&unit).await.unwrap();
        unit.commit().await.unwrap();
        db.advance_clock(&system, 32 * 24 * 3_600).await.unwrap();
        let app = TestApp::new(
            db,
            vec![
                people::feature(),
                municipalities::feature(),
                budget::feature(),
                calls::feature(),
                crate::feature(),
            ],
        );
        let officer = Some(&world.officer);
        let ke = Some(&editor);
        let here = format!("/applications/{id}");
        let api = format!("/api/v1/applications/{id}");
        start_check(db, &world.officer_at(db.now()), id).await.unwrap();
        let list = app.get(&format!("{api}/checklist"), officer).await;
        assert_eq!(
            list.json()["points"].as_array().unwrap().len(),
            6,
            "{}",
            list.text()
        );
        let version = list.json()["version"].clone();
        let save = json!({ "version": version, "items": [
            { "item": "CONTENTS", "result": "CURABLE", "remark": "Telefonnummer falsch" } ] });
        let saved = app
            .api(Method::PUT, &format!("{api}/checklist"), Some(save), officer)
            .await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
        let page = app.get(&format!("{here}/check"), officer).await;
        assert!(page.text().contains("Telefonnummer falsch"), "{}", page.text());
        let due = (base::calendar::local_date(db.now()) + chrono::Days::new(14)).to_string();
        let form = [
            ("items", ""),
            ("fields", "contact_phone"),
            ("due_on", due.as_str()),
        ];
        let sent = app
            .post_form(&format!("{here}/request-documents"), &form, officer)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let answer = app.get(&format!("{here}/answer"), ke).await;
        assert!(
            answer.text().contains("name=\"field_contact_phone\""),
            "{}",
            answer.text()
        );
        assert!(!answer.text().contains("field_contact_email"));
        let typed = [("answer", ""), ("field_contact_phone", "07473 370-999")];
        let file = ("files", "Beschluss.pdf", b"%PDF-1.7 x".as_slice());
        let done = app.post_file(&format!("{here}/answer"), &typed, file, ke).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let case = app.get(&format!("{here}?part=application"), officer).await;
        for text in ["Was die Antwort geändert hat", "030 23125-100", "07473 370-999"] {
            assert!(case.text().contains(text), "{text}: {}", case.text());
        }
        let changes = app.get(&format!("{api}/changes"), ke).await;
        assert_eq!(changes.json()["items"][0]["new_value"], "07473 370-999");
        let hints = app.get(&format!("{api}/hints"), officer).await;
        assert_eq!(hints.status, StatusCode::OK, "{}", hints.text());
        let extensions = app.get("/applications/extensions?call=IBZ-2026A", officer).await;
        assert!(
            extensions.text().contains("Ausschlussfrist"),
            "{}",
            extensions.text()
        );
        let denied = app.get("/applications/extensions?call=IBZ-2026A", ke).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
    }
}
