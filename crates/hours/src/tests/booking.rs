//! Booking, correcting, submitting.

use base::{Minutes, Problem, Role, Scope, Text};
use base_testing::db::databases;
use base_testing::{ctx, person};
use facilitation::EngagementState;

use super::world::*;
use crate::model::{Activity, EntryState};
use crate::queries;
use crate::usecases::*;

fn refused(problem: Problem) -> &'static str {
    match problem {
        Problem::Refused { code, .. } => code,
        other => panic!("{other}"),
    }
}

fn wrong(problem: Problem) -> String {
    match problem {
        Problem::Invalid(fields) => fields[0].text.key.clone(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn f03_an_entry_is_kept_with_its_time_and_what_counts() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let with_break = Booking {
            break_minutes: Minutes(45),
            ..booking("2026-07-02", "09:00", "17:30")
        };
        let entry = world.try_book(db, with_break).await.unwrap();
        assert_eq!(
            (entry.minutes, entry.billable_minutes),
            (Minutes(465), Minutes(465)),
            "{}",
            test.name
        );
        let stored = queries::entry(db.reader(), &ctx(&world.pb, now()), entry.id)
            .await
            .unwrap();
        assert_eq!(stored, entry, "{}", test.name);
        assert_eq!(stored.from_time().format("%H:%M").to_string(), "09:00");

        let travel = Booking {
            activity: Activity::Travel,
            ..booking("2026-07-03", "07:30", "10:00")
        };
        assert_eq!(
            world.try_book(db, travel).await.unwrap().billable_minutes,
            Minutes(75),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn f08_a_night_entry_belongs_to_the_day_it_starts_on() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let later = "2026-11-02T08:00:00Z".parse().unwrap();
        let night = Book {
            engagement: world.engagement,
            booking: booking("2026-10-24", "22:00", "04:00"),
        };
        let entry = book(db, &ctx(&world.pb, later), night).await.unwrap();
        assert_eq!(
            (entry.minutes, entry.worked_on),
            (Minutes(420), day("2026-10-24")),
            "{}",
            test.name
        );
        let morning = Book {
            engagement: world.engagement,
            booking: booking("2026-10-25", "03:30", "06:00"),
        };
        let overlap = book(db, &ctx(&world.pb, later), morning).await.unwrap_err();
        assert_eq!(
            wrong(overlap),
            "hours-overlap",
            "{}: the night reaches into the next day",
            test.name
        );
    }
}

#[tokio::test]
async fn bookings_keep_the_rules_of_day_period_and_person() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        world.book(db, "2026-07-02", "09:00", "12:00").await;
        for (attempt, key) in [
            (booking("2026-07-02", "11:00", "13:00"), "hours-overlap"),
            (booking("2026-07-02", "12:00", "21:15"), "hours-day-too-long"),
            (booking("2026-09-16", "08:00", "09:00"), "hours-future"),
            (booking("2026-06-30", "08:00", "09:00"), "hours-outside-period"),
            (booking("2026-07-02", "13:00", "13:20"), "hours-step"),
        ] {
            assert_eq!(
                wrong(world.try_book(db, attempt).await.unwrap_err()),
                key,
                "{}",
                test.name
            );
        }
        // another project on the same day: the same person, the same hours
        let second = world.engage(&test, "Nehren", 6_000, 0, &[world.pb.id]).await;
        let both = Book {
            engagement: second,
            booking: booking("2026-07-02", "10:00", "11:00"),
        };
        assert_eq!(
            wrong(book(db, &ctx(&world.pb, now()), both).await.unwrap_err()),
            "hours-overlap"
        );
        world.book(db, "2026-07-02", "12:00", "21:00").await;
    }
}

#[tokio::test]
async fn only_the_team_books_and_only_while_the_engagement_runs() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let stranger = person("Andere Begleitung", &[(Role::PB, Scope::Own)]);
        let command = Book {
            engagement: world.engagement,
            booking: booking("2026-07-02", "09:00", "12:00"),
        };
        let answer = book(db, &ctx(&stranger, now()), command.clone())
            .await
            .unwrap_err();
        assert_eq!(answer, Problem::not_found("engagement"), "{}", test.name);
        let answer = book(db, &ctx(&world.pk, now()), command.clone())
            .await
            .unwrap_err();
        assert!(
            matches!(answer, Problem::NotFound { .. }),
            "{}: {answer}",
            test.name
        );

        let entry = world.book(db, "2026-07-03", "09:00", "12:00").await;
        let seen = queries::entry(db.reader(), &ctx(&stranger, now()), entry.id).await;
        assert_eq!(
            seen.err(),
            Some(Problem::not_found("hours entry")),
            "{}",
            test.name
        );

        use sea_orm::ConnectionTrait;
        let by = ctx(&world.pk, now());
        let unit = db.write(&by).await.unwrap();
        let pause = format!("UPDATE engagement SET state = '{}'", EngagementState::Suspended);
        unit.conn().execute_unprepared(&pause).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(
            refused(book(db, &ctx(&world.pb, now()), command).await.unwrap_err()),
            "not-running"
        );
    }
}

#[tokio::test]
async fn two_bookings_of_the_same_time_at_once_are_one() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let attempts = (0..12).map(|_| world.try_book(db, booking("2026-07-02", "09:00", "12:00")));
        let results = futures::future::join_all(attempts).await;
        assert_eq!(
            results.iter().filter(|result| result.is_ok()).count(),
            1,
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_short_text_stays_a_draft_and_a_rejected_entry_comes_back() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let (pb, pk) = (ctx(&world.pb, now()), ctx(&world.pk, now()));
        let short = Booking {
            description: "Treffen".to_owned(),
            ..booking("2026-07-02", "09:00", "12:00")
        };
        let entry = world.try_book(db, short).await.unwrap();
        assert_eq!(
            refused(submit(db, &pb, entry.id).await.unwrap_err()),
            "description",
            "{}",
            test.name
        );
        assert_eq!(
            refused(submit_all(db, &pb, world.engagement).await.unwrap_err()),
            "description"
        );

        let better = Correct {
            entry: entry.id,
            version: entry.version,
            booking: booking("2026-07-02", "09:00", "12:00"),
        };
        let corrected = correct(db, &pb, better.clone()).await.unwrap();
        assert_eq!(corrected.version, entry.version + 1);
        assert_eq!(
            correct(db, &pb, better).await.err(),
            Some(Problem::Stale),
            "{}: read before",
            test.name
        );
        assert_eq!(
            submit_all(db, &pb, world.engagement).await,
            Ok(1),
            "{}",
            test.name
        );
        assert_eq!(
            refused(submit_all(db, &pb, world.engagement).await.unwrap_err()),
            "no-drafts"
        );
        assert_eq!(
            refused(discard(db, &pb, entry.id).await.unwrap_err()),
            "wrong-state",
            "submitted is submitted"
        );

        let silent = Reject {
            entry: entry.id,
            reason: " ".to_owned(),
        };
        assert_eq!(
            reject(db, &pk, silent).await.err(),
            Some(Problem::field("reason", Text::new("field-required")))
        );
        let why = Reject {
            entry: entry.id,
            reason: "Bitte den Ort angeben.".to_owned(),
        };
        assert!(
            matches!(reject(db, &pb, why.clone()).await, Err(Problem::Denied(_))),
            "{}: not the coordination",
            test.name
        );
        let rejected = reject(db, &pk, why).await.unwrap();
        assert_eq!(rejected.state, EntryState::Rejected);
        assert_eq!(mails(db, &world).await, ["M-H02"], "{}", test.name);

        // its time is free again; the corrected entry must fit beside what came meanwhile
        let other = world.book(db, "2026-07-02", "11:00", "13:00").await;
        let again = Correct {
            entry: entry.id,
            version: 0,
            booking: booking("2026-07-02", "09:00", "12:00"),
        };
        assert_eq!(
            wrong(correct(db, &pb, again.clone()).await.unwrap_err()),
            "hours-overlap",
            "{}",
            test.name
        );
        discard(db, &pb, other.id).await.unwrap();
        assert_eq!(correct(db, &pb, again).await.unwrap().state, EntryState::Draft);
    }
}
