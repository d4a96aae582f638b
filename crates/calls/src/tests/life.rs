//! From the draft to the completed call, on both databases.

use base::Ctx;
use base_db::{Db, PageRequest, audit, jobs};
use base_mail::MailFilter;
use base_testing::{TestApp, ctx, db::databases};
use chrono::{NaiveDate, TimeDelta};

use super::world::{World, get, texts, utc};
use crate::{
    Approve, CallId, CallState, Complete, Correct, Extend, SendBack, StartSelection, SubmitForReview,
};

const START: &str = "2026-01-10T08:00:00Z";

async fn mails(db: &Db, code: &str) -> Vec<(String, String)> {
    let all = base_mail::list(
        db.reader(),
        &MailFilter::default(),
        PageRequest {
            page: 1,
            per_page: 100,
        },
    )
    .await
    .unwrap();
    let mut mails: Vec<(String, String)> = all
        .items
        .into_iter()
        .filter(|mail| mail.code == code)
        .map(|mail| (mail.recipient, mail.subject))
        .collect();
    mails.sort();
    mails
}

async fn planned(db: &Db, kind: &str, call: CallId) -> Vec<chrono::DateTime<chrono::Utc>> {
    jobs::planned(db.reader(), kind, &call.to_string())
        .await
        .unwrap()
        .into_iter()
        .map(|job| job.due_at)
        .collect()
}

#[tokio::test]
async fn a_call_lives_from_draft_to_completion() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc(START)).await;
        let now = |days: i64| world.start + TimeDelta::days(days);

        // drafted, submitted, sent back, submitted again
        let call = world.draft(db, "IBZ-2026A", world.terms()).await;
        assert_eq!(
            get(db, call).await.terms,
            world.terms(),
            "{name}: what was typed is what is stored"
        );
        let version = get(db, call).await.version;
        crate::submit_for_review(
            db,
            &ctx(&world.officer, now(0)),
            SubmitForReview { call, version },
        )
        .await
        .unwrap();
        let subject = "Ausschreibung „Aufruf 2026“ zur Prüfung vorgelegt".to_owned();
        let expected = [
            ("rl-bfdh@land.example".to_owned(), subject.clone()),
            ("rl@land.example".to_owned(), subject),
        ];
        assert_eq!(mails(db, "M-C01").await, expected, "{name}");

        let version = get(db, call).await.version;
        crate::approve(
            db,
            &ctx(&world.head, now(1)),
            Approve {
                call,
                version,
                role: None,
            },
        )
        .await
        .unwrap();
        let version = get(db, call).await.version;
        let back = SendBack {
            call,
            version,
            reason: "Bitte Fördersatz erläutern.".to_owned(),
        };
        crate::send_back(db, &ctx(&world.head, now(1)), back)
            .await
            .unwrap();
        let sent_back = get(db, call).await;
        assert_eq!(
            (sent_back.state, sent_back.rl_approval),
            (CallState::Draft, None),
            "{name}: approvals are void"
        );
        assert_eq!(mails(db, "M-C02").await.len(), 1, "{name}");
        let version = sent_back.version;
        crate::submit_for_review(
            db,
            &ctx(&world.officer, now(2)),
            SubmitForReview { call, version },
        )
        .await
        .unwrap();
        assert_eq!(
            mails(db, "M-C01").await.len(),
            4,
            "{name}: each submission is told"
        );

        // approved by two offices, published, opened
        let version = get(db, call).await.version;
        let state = crate::approve(
            db,
            &ctx(&world.budget, now(3)),
            Approve {
                call,
                version,
                role: None,
            },
        )
        .await
        .unwrap();
        assert_eq!(state, CallState::InReview, "{name}");
        let version = get(db, call).await.version;
        let state = crate::approve(
            db,
            &ctx(&world.head, now(3)),
            Approve {
                call,
                version,
                role: None,
            },
        )
        .await
        .unwrap();
        assert_eq!(state, CallState::Published, "{name}");
        let published = get(db, call).await;
        assert_eq!(published.published_at, Some(now(3)), "{name}");
        assert_eq!(
            planned(db, "call-open", call).await,
            [published.opens_at],
            "{name}"
        );
        assert_eq!(
            planned(db, "call-close", call).await,
            [utc("2026-03-06T23:00:00Z")],
            "{name}: T01"
        );
        let early = Ctx::system("call-open", published.opens_at - TimeDelta::microseconds(1));
        crate::open(db, &early, call).await.unwrap();
        assert_eq!(
            get(db, call).await.state,
            CallState::Published,
            "{name}: not before its time"
        );
        for _ in 0..2 {
            crate::open(db, &Ctx::system("call-open", published.opens_at), call)
                .await
                .unwrap();
        }
        assert_eq!(get(db, call).await.state, CallState::Open, "{name}");

        // a text is corrected: a new edition
        let open = get(db, call).await;
        let mut terms = open.terms.clone();
        terms.how_de = "Im Portal, bis zur Frist.".to_owned();
        let command = Correct {
            call,
            version: open.version,
            terms,
            reason: "Frist ergänzt.".to_owned(),
        };
        crate::correct(db, &ctx(&world.officer, now(10)), command)
            .await
            .unwrap();
        assert_eq!(get(db, call).await.edition, 2, "{name}");

        // the deadline moves before it has passed; the old job does nothing
        let extend = |version: i64, day: u32| Extend {
            call,
            version,
            deadline_on: NaiveDate::from_ymd_opt(2026, 3, day).unwrap(),
            deadline_time: None,
            reason: "Störung des Portals.".to_owned(),
        };
        let version = get(db, call).await.version;
        crate::extend(db, &ctx(&world.head, now(40)), extend(version, 13))
            .await
            .unwrap();
        assert_eq!(
            planned(db, "call-close", call).await,
            [utc("2026-03-13T23:00:00Z")],
            "{name}"
        );
        crate::close(db, &Ctx::system("call-close", utc("2026-03-06T23:00:00Z")), call)
            .await
            .unwrap();
        assert_eq!(
            get(db, call).await.state,
            CallState::Open,
            "{name}: the old deadline closes nothing"
        );
        for _ in 0..2 {
            crate::close(db, &Ctx::system("call-close", utc("2026-03-13T23:00:00Z")), call)
                .await
                .unwrap();
        }
        assert_eq!(get(db, call).await.state, CallState::Closed, "{name}");
        let subject = "Bewerbungsfrist beendet – 0 Anträge eingegangen".to_owned();
        let told = ["rl-bfdh@land.example", "rl@land.example", "sb@land.example"]
            .map(|to| (to.to_owned(), subject.clone()));
        assert_eq!(mails(db, "M-C06").await, told, "{name}: once each");

        // and after it has passed: open again, closed again
        let version = get(db, call).await.version;
        crate::extend(
            db,
            &ctx(&world.head, utc("2026-03-14T08:00:00Z")),
            extend(version, 31),
        )
        .await
        .unwrap();
        assert_eq!(get(db, call).await.state, CallState::Open, "{name}");
        assert_eq!(
            planned(db, "call-close", call).await,
            [utc("2026-03-31T22:00:00Z")],
            "{name}: T02"
        );
        crate::close(db, &Ctx::system("call-close", utc("2026-03-31T22:00:00Z")), call)
            .await
            .unwrap();

        // selection, decision, completion
        let at = ctx(&world.officer, utc("2026-04-02T08:00:00Z"));
        let version = get(db, call).await.version;
        crate::begin_selection(db, &at, StartSelection { call, version })
            .await
            .unwrap();
        let unit = db.write(&at).await.unwrap();
        crate::mark_decided(&unit, call).await.unwrap();
        unit.commit().await.unwrap();
        let version = get(db, call).await.version;
        crate::complete(
            db,
            &ctx(&world.head, utc("2028-06-30T08:00:00Z")),
            Complete { call, version },
        )
        .await
        .unwrap();
        assert_eq!(get(db, call).await.state, CallState::Completed, "{name}");

        // every change has exactly one entry (invariant 12)
        let entries = audit::of_subject(db.reader(), "call", &call.to_string(), 100)
            .await
            .unwrap();
        let actions: Vec<&str> = entries.iter().rev().map(|entry| entry.action.as_str()).collect();
        let expected = [
            "create",
            "submit_for_review",
            "approve",
            "send_back",
            "submit_for_review",
            "approve",
            "publish",
            "open",
            "correct",
            "extend",
            "close",
            "extend",
            "close",
            "start_selection",
            "decide",
            "complete",
        ];
        assert_eq!(actions, expected, "{name}");
        let reopened = entries
            .iter()
            .find(|entry| entry.from_state.as_deref() == Some("CLOSED"))
            .unwrap();
        assert_eq!(
            (reopened.actor_name.as_str(), reopened.channel.as_str()),
            ("Stelle sb (Test)", "web"),
            "{name}"
        );
    }
}

#[tokio::test]
async fn overdue_jobs_open_and_close_a_call_in_one_run_of_the_worker() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let start = db.now() - TimeDelta::days(40);
        let world = World::new(db, start).await;
        let mut terms = world.terms_around(start);
        terms.opens_at = start + TimeDelta::days(2);
        let call = world.published(db, "IBZ-2026A", terms).await;
        let deadline = get(db, call).await.deadline.instant();

        let app = TestApp::new(db, vec![people::feature(), budget::feature(), crate::feature()]);
        let mut claimed = jobs::claim(db, 100).await.unwrap();
        claimed.retain(|job| job.subject == call.to_string());
        assert_eq!(claimed.len(), 2, "{}", test.name);
        claimed.reverse(); // even if closing comes first
        for job in &claimed {
            let handler = app
                .app
                .jobs
                .iter()
                .find(|handler| handler.kind == job.kind)
                .unwrap();
            (handler.run)(&app.app, job).await.unwrap();
            jobs::done(db, job).await.unwrap();
        }
        assert_eq!(get(db, call).await.state, CallState::Closed, "{}", test.name);
        let entries = audit::of_subject(db.reader(), "call", &call.to_string(), 2)
            .await
            .unwrap();
        let last: Vec<_> = entries
            .iter()
            .rev()
            .map(|entry| (entry.action.as_str(), entry.at))
            .collect();
        assert_eq!(
            last,
            [("open", deadline), ("close", deadline)],
            "{}: effective when due",
            test.name
        );
    }
}
