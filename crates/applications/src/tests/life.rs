//! From the draft to the receipt and back: deadlines, idempotency, numbers, recall, withdrawal.

use base::{Cents, Problem, Role};
use base_testing::ctx;
use base_testing::db::databases;
use calls::Terms;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Statement};
use sha2::{Digest, Sha256};

use super::world::{World, body, date, draft, fields, hand_in, mails, row, submitted, terms, utc, withdraw};
use crate::model::{ApplicationState as S, Declared, DraftFields, PartyInput, PartyRole, Source};
use crate::queries;
use crate::usecases::{
    Arrival, CreateDraft, UpdateDraft, create_draft, recall, remind_draft, submit, update_draft,
};

const START: &str = "2026-01-10T08:00:00Z";
const DAY: &str = "2026-02-10T08:00:00Z";

fn fields_of(problem: &Problem) -> Vec<&str> {
    match problem {
        Problem::Invalid(fields) => fields.iter().map(|field| field.field.as_str()).collect(),
        other => panic!("not a list of fields: {other}"),
    }
}

#[tokio::test]
async fn t01_the_deadline_decides_to_the_millisecond_and_never_the_calls_state() {
    let cases: [(&str, S, &str); 3] = [
        ("2026-03-06T22:59:59.999Z", S::Submitted, "M-A02"),
        ("2026-03-06T23:00:00Z", S::Late, "M-A03"),
        ("2026-03-06T23:00:01Z", S::Late, "M-A03"),
    ];
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await; // stays OPEN: its closing job never runs here
        for (number, (received, state, code)) in cases.into_iter().enumerate() {
            let lead = body(db, ["08416025", "08226041", "08317065"][number]).await;
            let editor = world
                .municipal(db, &format!("t01-{number}"), &lead, &[Role::KE, Role::KZ])
                .await;
            let draft = draft(db, &editor, utc(DAY), call.id, &lead).await;
            let receipt = submit(db, &ctx(&editor, utc(received)), hand_in(&draft))
                .await
                .unwrap();
            assert_eq!(
                (receipt.state, receipt.received_at),
                (state, utc(received)),
                "{}",
                test.name
            );
            assert_eq!(row(db, draft.id).await.received_at, Some(utc(received)));
            assert_eq!(mails(db, draft.id).await, ["M-A01", code], "{}", test.name);
        }
    }
}

#[tokio::test]
async fn t02_t03_t04_deadlines_in_summer_time_and_over_the_clock_change() {
    // deadline, received, on time
    let cases = [
        ("2026-03-31", "2026-03-31T21:59:59Z", true),
        ("2026-03-31", "2026-03-31T22:30:00Z", false),
        ("2026-03-29", "2026-03-29T22:00:00Z", false),
        ("2026-10-25", "2026-10-25T00:30:00Z", true),
        ("2026-10-25", "2026-10-25T01:30:00Z", true),
        ("2026-10-25", "2026-10-25T23:00:00Z", false),
    ];
    let test = base_testing::db::sqlite().await; // pure time arithmetic: one database is enough
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    for (number, (deadline, received, on_time)) in cases.into_iter().enumerate() {
        let terms = Terms {
            deadline: base::Deadline::end_of(date(deadline)),
            ..terms()
        };
        let call = world.call(db, &format!("IBZ-2026{number}"), terms).await;
        let draft = draft(db, &editor, utc(DAY), call.id, &lead).await;
        let receipt = submit(db, &ctx(&editor, utc(received)), hand_in(&draft))
            .await
            .unwrap();
        assert_eq!(receipt.state == S::Submitted, on_time, "{deadline} {received}");
    }
}

#[tokio::test]
async fn a_double_click_gives_one_record_one_number_and_one_mail() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let draft = draft(db, &editor, utc(DAY), call.id, &lead).await;
        let ctx = ctx(&editor, utc(DAY));
        let (one, two) = tokio::join!(
            submit(db, &ctx, hand_in(&draft)),
            submit(db, &ctx, hand_in(&draft))
        );
        let again = submit(db, &ctx, hand_in(&draft)).await.unwrap();
        assert_eq!(
            (one.unwrap(), two.unwrap()),
            (again.clone(), again.clone()),
            "{}",
            test.name
        );
        assert_eq!(again.number, "IBZ-2026A-0001");
        assert_eq!(
            mails(db, draft.id)
                .await
                .iter()
                .filter(|code| *code == "M-A02")
                .count(),
            1,
            "{}",
            test.name
        );
        let entries = base_db::audit::of_case(db.reader(), draft.id.0, 100)
            .await
            .unwrap();
        assert_eq!(
            entries.iter().filter(|entry| entry.action == "submit").count(),
            1,
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_snapshot_is_hashed_as_stored_and_cannot_be_changed() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let receipt = submitted(db, &editor, utc(DAY), call.id, &lead).await;
        let snapshot = queries::latest_snapshot(db.reader(), receipt.application)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(receipt.sha256, hex::encode(Sha256::digest(&snapshot.content)));
        assert!(
            snapshot.content.contains("Mössinger Runde")
                && snapshot.content.contains("\"requested_cents\":3150050")
        );
        let change = "UPDATE application_snapshot SET content = ''";
        let backend = db.reader().get_database_backend();
        let changed = db
            .reader()
            .execute_raw(Statement::from_string(backend, change))
            .await;
        assert!(changed.is_err(), "{}: a snapshot was changed", test.name);
    }
}

/// I02 by the programme's own values: a page that says a day says which value it came from.
#[tokio::test]
async fn i02_how_long_a_case_is_kept_follows_the_parameters() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let defaults = calls::parameters(db.reader(), world.programme, date("2026-03-31"))
        .await
        .unwrap();
    let kept = |state, was_handed_in, parameters: &calls::Parameters| {
        let days = (date("2026-03-31"), date("2026-05-16"));
        crate::rules::retention::of_case(state, was_handed_in, days, parameters)
    };
    let draft = (date("2026-09-30"), "retention_months_draft");
    assert_eq!(kept(S::Draft, false, &defaults), Some(draft));
    let rejected = (date("2030-01-01"), "retention_years_rejected");
    assert_eq!(kept(S::Rejected, true, &defaults), Some(rejected));
    assert_eq!(kept(S::InCheck, true, &defaults), None, "still runs");
    let longer = calls::Parameters {
        retention_months_draft: 12,
        retention_years_rejected: 5,
        ..defaults
    };
    assert_eq!(kept(S::Draft, false, &longer).unwrap().0, date("2027-03-31"));
    assert_eq!(kept(S::Withdrawn, true, &longer).unwrap().0, date("2032-01-01"));
}

#[tokio::test]
async fn every_open_point_is_said_at_once() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let empty = CreateDraft {
        call: call.id,
        lead: lead.id,
        fields: DraftFields::default(),
        lead_share: None,
    };
    let draft = create_draft(db, &ctx(&editor, utc(DAY)), empty).await.unwrap();
    let command = crate::usecases::Submit {
        declarations: Declared::default(),
        ..hand_in(&draft)
    };
    let problem = submit(db, &ctx(&editor, utc(DAY)), command).await.unwrap_err();
    assert_eq!(
        fields_of(&problem),
        [
            "contact_name",
            "contact_role",
            "contact_email",
            "contact_phone",
            "title",
            "summary",
            "project_from",
            "project_until",
            "exchange_willing",
            "requested",
            "not_begun",
            "no_double_funding",
            "true_and_complete",
            "privacy_read",
        ]
    );
    assert_eq!(
        row(db, draft.id).await.state,
        S::Draft,
        "a refused submission is no submission"
    );
    assert_eq!(row(db, draft.id).await.number, None, "and takes no number");
}

#[tokio::test]
async fn c03_a_joint_project_has_one_cap() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let (lead, partner) = (body(db, "08437078").await, body(db, "08437086").await);
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let parties = vec![PartyInput {
            body: partner.id,
            role: PartyRole::Partner,
            share: Some(Cents(4_000_000)),
        }];
        let joint = DraftFields {
            requested: Cents(8_000_000),
            parties,
            ..fields()
        };
        let new = CreateDraft {
            call: call.id,
            lead: lead.id,
            fields: joint,
            lead_share: Some(Cents(4_000_000)),
        };
        let draft = create_draft(db, &ctx(&editor, utc(DAY)), new).await.unwrap();
        assert_eq!(
            crate::fundable(&draft, &call),
            Cents(4_000_000),
            "one project, one cap"
        );
        let parties = crate::parties_of(db.reader(), draft.id).await.unwrap();
        let said: Vec<(&str, PartyRole)> = parties
            .iter()
            .map(|party| (party.name.as_str(), party.role))
            .collect();
        assert_eq!(
            said,
            [("Meßkirch", PartyRole::Lead), ("Ostrach", PartyRole::Partner)],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_same_partner_twice_or_the_lead_as_its_own_partner_is_refused() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let (lead, partner) = (body(db, "08437078").await, body(db, "08437086").await);
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    for bodies in [vec![partner.id, partner.id], vec![lead.id]] {
        let parties = bodies.iter().map(|body| PartyInput {
            body: *body,
            role: PartyRole::Partner,
            share: None,
        });
        let twice = DraftFields {
            parties: parties.collect(),
            ..fields()
        };
        let new = CreateDraft {
            call: call.id,
            lead: lead.id,
            fields: twice,
            lead_share: None,
        };
        let problem = create_draft(db, &ctx(&editor, utc(DAY)), new).await.unwrap_err();
        assert_eq!(fields_of(&problem), ["partners"]);
    }
}

#[tokio::test]
async fn numbers_have_no_gaps_and_survive_a_recall() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let mut numbers = Vec::new();
        for (index, key) in ["08416025", "08226041", "08317065"].into_iter().enumerate() {
            let lead = body(db, key).await;
            let editor = world
                .municipal(db, &format!("ke{index}"), &lead, &[Role::KE, Role::KZ])
                .await;
            let receipt = submitted(db, &editor, utc(DAY), call.id, &lead).await;
            if index == 1 {
                let back = recall(
                    db,
                    &ctx(&editor, utc("2026-02-11T08:00:00Z")),
                    receipt.application,
                )
                .await
                .unwrap();
                assert_eq!((back.state, back.received_at), (S::Draft, None));
                let later = ctx(&editor, utc("2026-02-12T08:00:00Z"));
                let again = submit(db, &later, hand_in(&back)).await.unwrap();
                assert_eq!(again.number, receipt.number, "the number is kept");
                assert_ne!(again.sha256, receipt.sha256, "a new snapshot");
                assert_eq!(
                    mails(db, receipt.application).await,
                    ["M-A01", "M-A02", "M-A04", "M-A02"]
                );
            }
            numbers.push(receipt.number);
        }
        assert_eq!(
            numbers,
            ["IBZ-2026A-0001", "IBZ-2026A-0002", "IBZ-2026A-0003"],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn after_the_deadline_nothing_is_taken_back_to_edit() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let receipt = submitted(db, &editor, utc(DAY), call.id, &lead).await;
    let late = ctx(&editor, utc("2026-03-06T23:00:00Z"));
    let problem = recall(db, &late, receipt.application).await.unwrap_err();
    assert!(
        matches!(
            problem,
            Problem::Refused {
                code: "deadline-passed",
                ..
            }
        ),
        "{problem}"
    );
}

#[tokio::test]
async fn ke_needs_the_signed_cover_sheet_and_kz_does_not() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE]).await;
    let signatory = world.municipal(db, "kz", &lead, &[Role::KZ]).await;
    let draft = draft(db, &editor, utc(DAY), call.id, &lead).await;
    let unsigned = crate::usecases::Submit {
        cover_sheet: false,
        ..hand_in(&draft)
    };
    let problem = submit(db, &ctx(&editor, utc(DAY)), unsigned.clone())
        .await
        .unwrap_err();
    assert_eq!(fields_of(&problem), ["cover_sheet"]);
    let update = UpdateDraft {
        application: draft.id,
        version: draft.version,
        fields: fields(),
        lead_share: None,
    };
    let denied = update_draft(db, &ctx(&signatory, utc(DAY)), update)
        .await
        .unwrap_err();
    assert!(matches!(denied, Problem::Denied(_)), "KZ signs, KE edits");
    assert_eq!(
        submit(db, &ctx(&signatory, utc(DAY)), unsigned)
            .await
            .unwrap()
            .state,
        S::Submitted
    );
}

#[tokio::test]
async fn a_stale_form_is_refused_and_changes_nothing() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let draft = draft(db, &editor, utc(DAY), call.id, &lead).await;
        let update = |title: &str| UpdateDraft {
            application: draft.id,
            version: draft.version,
            fields: DraftFields {
                title: title.to_owned(),
                ..fields()
            },
            lead_share: None,
        };
        let ctx = ctx(&editor, utc(DAY));
        update_draft(db, &ctx, update("Erste Fassung")).await.unwrap();
        assert_eq!(
            update_draft(db, &ctx, update("Zweite Fassung"))
                .await
                .unwrap_err(),
            Problem::Stale
        );
        assert_eq!(
            submit(db, &ctx, hand_in(&draft)).await.unwrap_err(),
            Problem::Stale,
            "what was seen is old"
        );
        assert_eq!(row(db, draft.id).await.title, "Erste Fassung", "{}", test.name);
    }
}

#[tokio::test]
async fn a_municipality_leads_one_application_per_call() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let first = submitted(db, &editor, utc(DAY), call.id, &lead).await;
    let second = draft(db, &editor, utc(DAY), call.id, &lead).await;
    let problem = submit(db, &ctx(&editor, utc(DAY)), hand_in(&second))
        .await
        .unwrap_err();
    assert_eq!(fields_of(&problem), ["lead"]);
    let withdrawn = withdraw(
        db,
        &ctx(&editor, utc(DAY)),
        first.application,
        "Neuer Antrag folgt",
    )
    .await
    .unwrap();
    assert_eq!(withdrawn.state, S::Withdrawn);
    assert!(
        submit(db, &ctx(&editor, utc(DAY)), hand_in(&second))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn only_the_signatory_withdraws_and_only_once() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE]).await;
    let signatory = world.municipal(db, "kz", &lead, &[Role::KZ]).await;
    let draft = draft(db, &editor, utc(DAY), call.id, &lead).await;
    let receipt = submit(db, &ctx(&signatory, utc(DAY)), hand_in(&draft))
        .await
        .unwrap();
    for person in [&editor, &world.officer] {
        let denied = withdraw(db, &ctx(person, utc(DAY)), receipt.application, "")
            .await
            .unwrap_err();
        assert!(matches!(denied, Problem::Denied(_)), "{denied}");
    }
    withdraw(db, &ctx(&signatory, utc(DAY)), receipt.application, "")
        .await
        .unwrap();
    let again = withdraw(db, &ctx(&signatory, utc(DAY)), receipt.application, "")
        .await
        .unwrap_err();
    assert!(matches!(
        again,
        Problem::Refused {
            code: "wrong-state",
            ..
        }
    ));
    let mut sent = mails(db, receipt.application).await;
    sent.retain(|code| code == "M-A14");
    assert_eq!(sent.len(), 2 + 2, "KE, KZ and the two officers");
}

#[tokio::test]
async fn paper_counts_by_its_arrival_and_a_day_without_time_counts_in_full() {
    let arrivals = [
        ("2026-03-06", None, S::Submitted),
        ("2026-03-07", None, S::Late),
        ("2026-03-06", Some("23:59:59"), S::Submitted),
    ];
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let now: DateTime<Utc> = utc("2026-03-20T08:00:00Z");
        for (number, (on, time, state)) in arrivals.into_iter().enumerate() {
            let lead = body(db, ["08416025", "08226041", "08317065"][number]).await;
            let short = DraftFields {
                title: "Auf Papier".to_owned(),
                requested: Cents(1_000_000),
                ..DraftFields::default()
            };
            let new = CreateDraft {
                call: call.id,
                lead: lead.id,
                fields: short,
                lead_share: None,
            };
            let draft = create_draft(db, &world.officer_at(now), new).await.unwrap();
            assert_eq!(draft.source, Source::Officer);
            let arrived = Arrival {
                on: date(on),
                time: time.map(|time| time.parse().unwrap()),
            };
            let command = crate::usecases::Submit {
                arrived: Some(arrived),
                declarations: Declared::default(),
                ..hand_in(&draft)
            };
            let receipt = submit(db, &world.officer_at(now), command).await.unwrap();
            assert_eq!(receipt.state, state, "{on} {time:?} {}", test.name);
            assert_eq!(
                receipt.time_known,
                time.is_some(),
                "no time is invented for paper"
            );
            let stored = queries::latest_submission(db.reader(), draft.id).await.unwrap();
            let stored = stored.unwrap();
            assert_eq!(stored.time_known(), time.is_some());
            assert!(stored.declared().is_empty(), "nobody declared anything");
        }
    }
}

#[tokio::test]
async fn a_draft_is_called_to_mind_once_and_only_while_it_is_one() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let draft = draft(db, &editor, utc(DAY), call.id, &lead).await;
    let due = utc("2026-02-27T23:00:00Z");
    let planned = base_db::jobs::planned(db.reader(), crate::usecases::DRAFT_REMIND, &draft.id.to_string())
        .await
        .unwrap();
    assert_eq!(
        planned.iter().map(|job| job.due_at).collect::<Vec<_>>(),
        [due, utc("2026-03-04T23:00:00Z")]
    );
    remind_draft(db, draft.id, due).await.unwrap();
    remind_draft(db, draft.id, due).await.unwrap();
    assert_eq!(mails(db, draft.id).await, ["M-A01", "M-A01B"]);
    submit(db, &ctx(&editor, utc(DAY)), hand_in(&draft))
        .await
        .unwrap();
    remind_draft(db, draft.id, utc("2026-03-04T23:00:00Z"))
        .await
        .unwrap();
    assert_eq!(mails(db, draft.id).await, ["M-A01", "M-A01B", "M-A02"]);
}

#[tokio::test]
async fn a_moved_deadline_makes_late_ones_on_time() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let receipt = submitted(db, &editor, utc("2026-03-08T08:00:00Z"), call.id, &lead).await;
        assert_eq!(receipt.state, S::Late);
        let town = body(db, "08226041").await;
        let writer = world.municipal(db, "ke-draft", &town, &[Role::KE]).await;
        let unfinished = draft(db, &writer, utc(DAY), call.id, &town).await;
        let version = calls::call(db.reader(), call.id).await.unwrap().version;
        let extend = calls::Extend {
            call: call.id,
            version,
            deadline_on: date("2026-03-20"),
            deadline_time: None,
            reason: "Störung des Portals am letzten Tag".to_owned(),
        };
        calls::extend(db, &ctx(&world.head, utc("2026-03-09T08:00:00Z")), extend)
            .await
            .unwrap();
        assert_eq!(
            row(db, receipt.application).await.state,
            S::Submitted,
            "{}",
            test.name
        );
        let notes = queries::notes(db.reader(), receipt.application).await.unwrap();
        assert!(notes[0].text.contains("20. März 2026"), "{}", notes[0].text);
        let subject = unfinished.id.to_string();
        let planned = base_db::jobs::planned(db.reader(), crate::usecases::DRAFT_REMIND, &subject);
        let due: Vec<_> = planned.await.unwrap().iter().map(|job| job.due_at).collect();
        let again = [utc("2026-03-13T23:00:00Z"), utc("2026-03-18T23:00:00Z")];
        assert_eq!(due, again, "drafts are called to mind before the new end");
    }
}
