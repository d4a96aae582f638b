//! M-P05 and M-P06.

use base::{Cents, Ctx};
use base_db::jobs;
use base_testing::db::databases;

use super::world::*;
use crate::reminders::{USE_JOB, YEAR_END_JOB, use_over, year_end};

fn on(date: &str) -> Ctx {
    Ctx::system("test", base::calendar::day_start(day(date)))
}

#[tokio::test]
async fn an_open_tranche_is_reminded_of_60_and_14_days_before_the_last_day() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.granted(db, &[(2026, 15_000), (2027, 25_000)]).await;
        let sent = async || {
            let mails = mails(db, grant.application_id).await;
            mails.iter().filter(|code| *code == "M-P05").count()
        };
        year_end(db, &on("2026-09-30")).await.unwrap();
        assert_eq!(sent().await, 0, "{}", test.name);
        for _ in 0..2 {
            year_end(db, &on("2026-10-01")).await.unwrap(); // a job may run twice
        }
        assert_eq!(sent().await, 1, "{}: 60 days before 30.11., to KE", test.name);
        year_end(db, &on("2026-10-31")).await.unwrap();
        assert_eq!(sent().await, 1);
        year_end(db, &on("2026-11-16")).await.unwrap();
        assert_eq!(sent().await, 2, "14 days before");
        let all = base_mail::of_case(db.reader(), grant.application_id.0, 100)
            .await
            .unwrap();
        let text = &all.iter().find(|mail| mail.code == "M-P05").unwrap().body_text;
        assert!(text.replace('\u{a0}', " ").contains("15.000,00 €"), "{text}");
        let planned = jobs::planned(db.reader(), YEAR_END_JOB, "").await.unwrap();
        let days: Vec<String> = planned
            .iter()
            .map(|job| base::calendar::local_date(job.due_at).to_string())
            .collect();
        assert_eq!(
            days[0], "2026-01-01",
            "the first is planned with the schema: {days:?}"
        );
        assert!(
            days.contains(&"2026-10-01".to_owned()) && days.contains(&"2026-11-16".to_owned()),
            "{days:?}"
        );
    }
}

#[tokio::test]
async fn a_tranche_that_was_asked_for_is_not_reminded_of() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.granted(db, &[(2026, 15_000), (2027, 25_000)]).await;
        world.bank(db, grant.id, IBAN).await;
        world.submitted(db, grant.id, Cents(1_500_000)).await;
        year_end(db, &on("2026-11-16")).await.unwrap();
        assert!(
            !mails(db, grant.application_id)
                .await
                .contains(&"M-P05".to_owned()),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn two_months_after_the_payment_its_use_is_asked_for() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let paid = world.paid(db, grant.id, Cents(1_000_000), "2026-09-15").await;
        let planned = jobs::planned(db.reader(), USE_JOB, &paid.id.to_string())
            .await
            .unwrap();
        assert_eq!(
            base::calendar::local_date(planned[0].due_at),
            day("2026-11-16"),
            "{}: the last permitted day is over",
            test.name
        );
        let all = base_mail::of_case(db.reader(), grant.application_id.0, 100)
            .await
            .unwrap();
        let told = all.iter().find(|mail| mail.code == "M-P04").unwrap();
        assert!(
            told.body_text.contains("bis zum 15.11.2026"),
            "{}",
            told.body_text
        );
        for _ in 0..2 {
            use_over(db, &on("2026-11-15"), paid.id).await.unwrap();
        }
        let asked = mails(db, grant.application_id).await;
        assert_eq!(
            asked.iter().filter(|code| *code == "M-P06").count(),
            1,
            "{}",
            test.name
        );
    }
}
