//! Claiming, handing over, settling; crashes and failures in between.
#![allow(clippy::unwrap_used)] // tests may

mod setup;

use std::collections::HashSet;

use base::{Ctx, Problem};
use base_mail::sending::{MAX_ATTEMPTS, claim, settle};
use base_mail::{Failure, Mail, MailState, MailsSeen, Memory, Transport, flush, send_due};
use base_testing::db::databases;
use chrono::Duration;
use sea_orm::sea_query::Query;
use setup::{all, applicant, enqueue_one, receipt, texts, time_passes};
use uuid::Uuid;

#[tokio::test]
async fn i01_one_mail_only() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let folder = tempfile::tempdir().unwrap();
        let transport = Transport::file(folder.path()).unwrap();
        enqueue_one(db, receipt(1, applicant())).await;

        // The worker hands the mail over and dies before it can say so.
        let claimed = claim(db, &transport, Uuid::now_v7(), 10).await.unwrap();
        assert_eq!(claimed.len(), 1, "{}", test.name);
        transport.deliver(&claimed[0]).await.unwrap();

        let restarted = Uuid::now_v7();
        assert_eq!(
            send_due(db, &transport, restarted).await.unwrap(),
            0,
            "the lease still runs"
        );
        time_passes(db).await;
        assert_eq!(flush(db, &transport, restarted).await.unwrap(), 1);

        let mail = all(db).await.remove(0);
        assert_eq!(
            (mail.state, mail.attempts, mail.maybe_doubled),
            (MailState::Sent, 2, false),
            "{}",
            test.name
        );
        assert_eq!(mail.due_at, None);
        let names: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, [format!("{}.eml", mail.id).as_str()]);
    }
}

#[tokio::test]
async fn i01_after_an_unknown_outcome_the_message_id_stays() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let memory = Memory::default();
        let transport = Transport::Memory(memory.clone());
        enqueue_one(db, receipt(1, applicant())).await;
        enqueue_one(db, receipt(2, applicant())).await;

        // The first crashes after handing over, the second loses the server's answer.
        let claimed = claim(db, &transport, Uuid::now_v7(), 1).await.unwrap();
        transport.deliver(&claimed[0]).await.unwrap();
        memory.fail_next(Failure::Unknown("no answer after the message".into()));
        flush(db, &transport, Uuid::now_v7()).await.unwrap();
        assert_eq!(all(db).await[1].state, MailState::Retry, "{}", test.name);
        time_passes(db).await;
        flush(db, &transport, Uuid::now_v7()).await.unwrap();

        let mails = all(db).await;
        assert!(
            mails
                .iter()
                .all(|mail| mail.state == MailState::Sent && mail.maybe_doubled),
            "{mails:#?}"
        );
        let sent = memory.sent();
        assert_eq!(sent.len(), 4);
        let ids: HashSet<_> = sent.iter().map(|mail| &mail.message_id).collect();
        let expected: Vec<_> = mails
            .iter()
            .map(|mail| format!("<{}@portal.example>", mail.id))
            .collect();
        assert_eq!(ids, expected.iter().collect());
        let raw = String::from_utf8(sent[0].raw.clone()).unwrap();
        assert!(
            raw.contains(&format!("Message-ID: {}\r\n", sent[0].message_id)),
            "{raw}"
        );
        assert!(raw.contains("Auto-Submitted: auto-generated\r\n"), "{raw}");
        // Within the two minutes of real time between making the id and now, whatever a demo's clock says.
        assert!(raw.contains("Date: "), "{raw}");
    }
}

#[tokio::test]
async fn a_failure_waits_longer_each_time_and_ends() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let memory = Memory::default();
        let transport = Transport::Memory(memory.clone());
        let worker = Uuid::now_v7();
        enqueue_one(db, receipt(1, applicant())).await;
        for attempt in 1..=MAX_ATTEMPTS {
            memory.fail_next(Failure::Temporary("451 later".into()));
            let before = db.server_now().await.unwrap();
            assert_eq!(
                send_due(db, &transport, worker).await.unwrap(),
                1,
                "{} attempt {attempt}",
                test.name
            );
            assert_eq!(
                send_due(db, &transport, worker).await.unwrap(),
                0,
                "it is not due at once"
            );
            let mail = all(db).await.remove(0);
            assert_eq!(
                (mail.attempts, mail.last_error.as_deref()),
                (attempt, Some("451 later"))
            );
            if attempt < MAX_ATTEMPTS {
                assert_eq!(mail.state, MailState::Retry);
                let pause = mail.due_at.unwrap() - before;
                let minutes = Ord::min(1_i64 << (attempt - 1), 360);
                let (least, most) = (Duration::minutes(minutes), Duration::seconds(minutes * 72 + 5));
                assert!(pause >= least && pause <= most, "attempt {attempt}: {pause}");
            } else {
                assert_eq!(
                    (mail.state, mail.due_at),
                    (MailState::Failed, None),
                    "{}",
                    test.name
                );
            }
            time_passes(db).await;
        }
        assert_eq!(send_due(db, &transport, worker).await.unwrap(), 0);
        assert!(memory.sent().is_empty());
    }
}

#[tokio::test]
async fn a_permanent_refusal_ends_it_at_once() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let memory = Memory::default();
        let transport = Transport::Memory(memory.clone());
        memory.fail_next(Failure::Permanent("550 no such mailbox".into()));
        enqueue_one(db, receipt(1, applicant())).await;
        let nowhere = base_mail::Recipient {
            email: "kein Postfach".into(),
            ..applicant()
        };
        flush(db, &transport, Uuid::now_v7()).await.unwrap();
        enqueue_one(db, receipt(2, nowhere)).await;
        flush(db, &transport, Uuid::now_v7()).await.unwrap();
        let mails = all(db).await;
        assert!(
            mails
                .iter()
                .all(|mail| mail.state == MailState::Failed && mail.attempts == 1),
            "{mails:#?}"
        );
        assert_eq!(
            mails[0].last_error.as_deref(),
            Some("550 no such mailbox"),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_demo_clock_moves_no_mail() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let ctx = Ctx::system("test", db.now());
        let unit = db.write(&ctx).await.unwrap();
        base_db::settings::mark_demo(&unit).await.unwrap();
        unit.commit().await.unwrap();
        db.advance_clock(&ctx, 90 * 86_400).await.unwrap();
        enqueue_one(db, receipt(1, applicant())).await;
        let memory = Memory::default();
        assert_eq!(
            flush(db, &Transport::Memory(memory.clone()), Uuid::now_v7())
                .await
                .unwrap(),
            1,
            "{}",
            test.name
        );
        let mail = all(db).await.remove(0);
        assert!(
            mail.sent_at.unwrap() - db.machine_now() > Duration::days(89),
            "people see the demo's time"
        );

        memory.fail_next(Failure::Temporary("451".into()));
        enqueue_one(db, receipt(2, applicant())).await;
        flush(db, &Transport::Memory(memory), Uuid::now_v7())
            .await
            .unwrap();
        let retry = all(db).await.remove(1).due_at.unwrap();
        assert!(
            retry - db.server_now().await.unwrap() < Duration::minutes(2),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_worker_that_lost_its_lease_does_not_undo_the_next_ones_success() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let transport = Transport::Memory(Memory::default());
        let (slow, quick) = (Uuid::now_v7(), Uuid::now_v7());
        enqueue_one(db, receipt(1, applicant())).await;
        let late = claim(db, &transport, slow, 1).await.unwrap().remove(0);
        time_passes(db).await;
        assert_eq!(send_due(db, &transport, quick).await.unwrap(), 1);
        settle(db, slow, &[(late, Err(Failure::Temporary("timed out".into())))])
            .await
            .unwrap();
        let mail = all(db).await.remove(0);
        assert_eq!(
            (mail.state, mail.last_error),
            (MailState::Sent, None),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn several_workers_at_once_send_each_mail_once() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let ctx = Ctx::system("test", db.now());
        let unit = db.write(&ctx).await.unwrap();
        for event in 0..200 {
            base_mail::enqueue(&unit, receipt(event, applicant()))
                .await
                .unwrap();
        }
        unit.commit().await.unwrap();
        let memory = Memory::default();
        let transport = Transport::Memory(memory.clone());
        let workers = (0..4).map(|_| flush(db, &transport, Uuid::now_v7()));
        let tried: usize = futures::future::join_all(workers)
            .await
            .into_iter()
            .map(Result::unwrap)
            .sum();
        assert_eq!(tried, 200, "{}", test.name);
        let ids: HashSet<_> = memory.sent().into_iter().map(|mail| mail.message_id).collect();
        assert_eq!((ids.len(), memory.sent().len()), (200, 200), "{}", test.name);
        assert_eq!(
            base_mail::counts(db).await.unwrap(),
            [(MailState::Sent, 200)],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_mail_that_failed_for_good_waits_until_somebody_looks_after_it() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let memory = Memory::default();
        let transport = Transport::Memory(memory.clone());
        for event in 1..=2 {
            memory.fail_next(Failure::Permanent("550 no such mailbox".into()));
            enqueue_one(db, Mail::new("M-C01", event, applicant()).arg("title", "Brücken")).await;
            flush(db, &transport, Uuid::now_v7()).await.unwrap();
        }
        let seen = MailsSeen {
            cases: Query::select().column("id").from("application").take(),
            programmes: vec![],
        };
        let open = async || base_mail::count_open_failures(db.reader(), &seen).await.unwrap();
        assert_eq!(open().await, 2, "{}", test.name);
        let mails = all(db).await;
        let ctx = Ctx::system("test", db.now());
        let unit = db.write(&ctx).await.unwrap();
        base_mail::follow_up(&unit, mails[0].id).await.unwrap();
        let again = base_mail::follow_up(&unit, mails[0].id).await.unwrap_err();
        assert!(
            matches!(
                again,
                Problem::Refused {
                    code: "mail-not-open",
                    ..
                }
            ),
            "{again:?}"
        );
        unit.commit().await.unwrap();
        assert_eq!(open().await, 1, "{}", test.name);
        let unit = db.write(&ctx).await.unwrap();
        base_mail::resend(&unit, mails[1].id).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(open().await, 0, "{}: sent again", test.name);
        flush(db, &transport, Uuid::now_v7()).await.unwrap();
        assert_eq!(memory.sent().len(), 1, "{}", test.name);
    }
}

#[tokio::test]
async fn nonsense_of_a_mail_server_holds_up_no_other_mail() {
    texts();
    for test in databases().await {
        let db = &test.db;
        enqueue_one(db, receipt(1, applicant())).await;
        let memory = Memory::default();
        let noise = format!("451 \0\u{1b}[2J{}", "x".repeat(100_000));
        memory.fail_next(Failure::Temporary(noise));
        let transport = Transport::Memory(memory);
        assert_eq!(
            send_due(db, &transport, Uuid::now_v7()).await.unwrap(),
            1,
            "{}",
            test.name
        );
        let mail = all(db).await.remove(0);
        assert_eq!(mail.state, MailState::Retry, "{}", test.name);
        let kept = mail.last_error.unwrap();
        assert!(
            kept.starts_with("451") && kept.chars().count() <= 1_000,
            "{}",
            kept.len()
        );
    }
}
