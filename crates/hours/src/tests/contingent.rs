//! Approval and the contingent.

use base::{Minutes, Problem, Role, Scope};
use base_testing::ctx;
use base_testing::db::databases;
use chrono::Days;
use futures::future::join_all;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::Query;

use super::world::*;
use crate::model::{Activity, EntryState, InvoiceState, PlaceSum};
use crate::queries;
use crate::usecases::*;

#[tokio::test]
async fn f04_sums_are_of_minutes_and_the_value_is_rounded_once() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let pk = ctx(&world.pk, now());
        for (date, from, until) in [
            ("2026-07-01", "09:00", "16:30"),
            ("2026-07-02", "09:00", "16:45"),
            ("2026-07-03", "09:00", "12:15"),
            ("2026-07-06", "09:00", "13:30"),
            ("2026-07-03", "13:00", "13:15"),
        ] {
            let entry = world.submitted(db, date, from, until).await;
            approve(db, &pk, entry.id).await.unwrap();
        }
        let sum = queries::approved_minutes(db.reader(), world.engagement)
            .await
            .unwrap();
        assert_eq!(sum, Minutes(1_395), "{}", test.name);
        assert_eq!(used(db, &world).await, sum, "{}", test.name);
        assert_eq!(
            sum.value_per_day(base::Cents(95_000), Minutes::DAY),
            base::Cents(276_094)
        );
    }
}

#[tokio::test]
async fn f06_the_contingent_is_a_hard_stop_and_says_what_is_left() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 240 * 60, 236 * 60 + 30).await);
        let pk = ctx(&world.pk, now());
        let four = world.submitted(db, "2026-07-02", "09:00", "13:00").await;
        let Err(Problem::Refused { code, text }) = approve(db, &pk, four.id).await else {
            panic!("approved")
        };
        assert_eq!(code, "over-contingent", "{}", test.name);
        assert!(
            text.args.contains(&("rest", "3,50\u{a0}Std.".to_owned())),
            "{text:?}"
        );
        let after = queries::entry(db.reader(), &pk, four.id).await.unwrap();
        assert_eq!(
            after.state,
            EntryState::Submitted,
            "{}: nothing happened",
            test.name
        );
        assert_eq!(used(db, &world).await, Minutes(236 * 60 + 30), "{}", test.name);

        let fitting = world.submitted(db, "2026-07-03", "09:00", "12:30").await;
        approve(db, &pk, fitting.id).await.unwrap();
        assert_eq!(used(db, &world).await, Minutes(240 * 60), "{}", test.name);
        assert!(matches!(
            approve(db, &pk, fitting.id).await,
            Err(Problem::Refused {
                code: "wrong-state",
                ..
            })
        ));
    }
}

#[tokio::test]
async fn f06_without_hard_stop_the_excess_is_approved_and_flagged() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 240 * 60, 236 * 60 + 30).await);
        world.parameter(&test, "contingent_hard_stop", "false").await;
        let pk = ctx(&world.pk, now());
        for (date, until, used, over) in [
            ("2026-07-02", "12:30", 239 * 60 + 60, 0),
            ("2026-07-03", "11:00", 242 * 60, 120),
            ("2026-07-06", "10:00", 243 * 60, 180),
        ] {
            let entry = world.submitted(db, date, "09:00", until).await;
            approve(db, &pk, entry.id).await.unwrap();
            let team = ctx(&world.pb, now());
            let engagement = facilitation::engagement(db.reader(), &team, world.engagement)
                .await
                .unwrap();
            assert_eq!(engagement.approved_minutes, Minutes(used), "{} {date}", test.name);
            assert_eq!(engagement.over_minutes, Minutes(over), "{} {date}", test.name);
            assert_eq!(engagement.rest(), Minutes(0), "{}", test.name);
        }
        assert!(
            mails(db, &world).await.contains(&"M-F12".to_owned()),
            "{}: told at 100 %",
            test.name
        );
    }
}

#[tokio::test]
async fn the_granularity_of_the_programme_holds() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let quarter = world.try_book(db, booking("2026-07-01", "09:00", "09:20")).await;
        assert!(
            matches!(quarter, Err(Problem::Invalid(_))),
            "{}: quarters",
            test.name
        );
        world.parameter(&test, "hours_granularity_min", "5").await;
        let five = world
            .try_book(db, booking("2026-07-01", "09:00", "09:20"))
            .await
            .unwrap();
        assert_eq!(five.minutes, Minutes(20), "{}", test.name);
        let Err(Problem::Invalid(fields)) = world.try_book(db, booking("2026-07-02", "09:00", "09:21")).await
        else {
            panic!("{}: booked", test.name)
        };
        assert!(
            fields[0].text.args.contains(&("step", "5".to_owned())),
            "{fields:?}"
        );
    }
}

/// Approves entries of 228.50 hours in all, at 120 € an hour (960 € a day).
async fn approved(db: &base_db::Db, world: &World) {
    let pk = ctx(&world.pk, now());
    let mut day = day("2026-07-01");
    // 22 days of ten hours, one of eight and a half
    for until in std::iter::repeat_n("19:00", 22).chain(["17:30"]) {
        let entry = world.submitted(db, &day.to_string(), "09:00", until).await;
        approve(db, &pk, entry.id).await.unwrap();
        day = day + Days::new(1);
    }
}

/// Somebody who sees the engagement and is an officer; the case itself is another crate's.
fn officer(world: &World) -> base::Ctx {
    let mut person = world.pb.clone();
    person.assignments.push(base::Assignment {
        role: Role::SB,
        scope: Scope::Programme(world.programme),
        deputy_of: None,
    });
    ctx(&person, now())
}

fn invoice(world: &World, number: &str, claimed: i64) -> Bill {
    Bill {
        engagement: world.engagement,
        number: number.to_owned(),
        received_on: day("2026-09-01"),
        until_on: day("2026-08-31"),
        claimed: Minutes(claimed),
    }
}

#[tokio::test]
async fn f07_an_invoice_over_what_was_approved_goes_back() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        approved(db, &world).await;
        let sb = officer(&world);
        let over = bill(db, &sb, invoice(&world, "R-1", 232 * 60)).await.unwrap();
        assert_eq!(over.state, InvoiceState::Returned, "{}", test.name);
        assert_eq!(over.approved_minutes, Minutes(228 * 60 + 30), "{}", test.name);
        assert_eq!(
            (over.net_cents, over.gross_cents),
            (base::Cents(42_000), base::Cents(49_980))
        );

        let right = bill(db, &sb, invoice(&world, "R-1", 228 * 60 + 30))
            .await
            .unwrap();
        assert_eq!(right.state, InvoiceState::Accepted, "{}", test.name);
        assert_eq!(right.net_cents, base::Cents(2_742_000));
        let again = bill(db, &sb, invoice(&world, "R-2", 228 * 60 + 30))
            .await
            .unwrap();
        assert_eq!(
            again.state,
            InvoiceState::Returned,
            "{}: billed once only",
            test.name
        );
        assert_eq!(again.approved_minutes, Minutes(0));
        let pk = ctx(&world.pk, now());
        assert!(matches!(
            bill(db, &pk, invoice(&world, "R-3", 60)).await,
            Err(Problem::Denied(_) | Problem::NotFound { .. })
        ));
    }
}

#[tokio::test]
async fn f05_an_invoice_by_half_days_counts_each_day_for_itself() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let terms = Query::update()
            .table("engagement")
            .value("half_day_steps", true)
            .to_owned();
        let pk = ctx(&world.pk, now());
        let unit = db.write(&pk).await.unwrap();
        unit.conn().execute(&terms).await.unwrap();
        unit.commit().await.unwrap();
        for (date, from, until) in [
            ("2026-07-01", "09:00", "16:30"),
            ("2026-07-02", "09:00", "16:45"),
            ("2026-07-03", "09:00", "12:15"),
            ("2026-07-03", "13:00", "13:15"),
            ("2026-07-06", "09:00", "13:30"),
        ] {
            let entry = world.submitted(db, date, from, until).await;
            approve(db, &pk, entry.id).await.unwrap();
        }
        let row = bill(db, &officer(&world), invoice(&world, "R-1", 23 * 60 + 15))
            .await
            .unwrap();
        assert_eq!(row.state, InvoiceState::Accepted, "{}", test.name);
        assert_eq!(row.net_cents, base::Cents(336_000), "{}: 3.5 days", test.name);
    }
}

#[tokio::test]
async fn f06_the_warning_at_eighty_percent_comes_once() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 240 * 60, 191 * 60).await);
        let pk = ctx(&world.pk, now());
        for date in ["2026-07-02", "2026-07-03"] {
            let entry = world.submitted(db, date, "09:00", "10:00").await;
            approve(db, &pk, entry.id).await.unwrap();
        }
        let warnings = mails(db, &world)
            .await
            .into_iter()
            .filter(|code| code == "M-F11")
            .count();
        assert_eq!(warnings, 1, "{}: to the team, once", test.name);
    }
}

#[tokio::test]
async fn f09_nobody_approves_their_own_hours_whatever_their_roles() {
    for test in databases().await {
        let (db, mut world) = (&test.db, World::new(&test, 14_400, 0).await);
        let entry = world.submitted(db, "2026-07-02", "09:00", "13:00").await;
        let others = world.submitted(db, "2026-07-03", "09:00", "10:00").await;
        world.pb.assignments.push(base::Assignment {
            role: Role::PK,
            scope: Scope::Programme(world.programme),
            deputy_of: Some(world.pk.id),
        });
        let both = ctx(&world.pb, now());
        assert!(
            matches!(
                approve(db, &both, entry.id).await,
                Err(Problem::Refused {
                    code: "four-eyes",
                    ..
                })
            ),
            "{}",
            test.name
        );
        let results = approve_all(db, &both, &[entry.id]).await;
        assert!(
            matches!(
                results[0].1,
                Err(Problem::Refused {
                    code: "four-eyes",
                    ..
                })
            ),
            "{}",
            test.name
        );
        let why = Reject {
            entry: entry.id,
            reason: "Doppelt gebucht".to_owned(),
        };
        assert!(matches!(
            reject(db, &both, why).await,
            Err(Problem::Refused {
                code: "four-eyes",
                ..
            })
        ));
        assert_eq!(used(db, &world).await, Minutes(0), "{}", test.name);

        // and the database itself refuses
        use sea_orm::ConnectionTrait;
        let unit = db.write(&both).await.unwrap();
        let forged = "UPDATE hours_entry SET state = 'APPROVED', approved_by = person_id";
        let done = unit.conn().execute_unprepared(forged).await;
        assert!(done.is_err(), "{}: {done:?}", test.name);
        drop(unit);

        approve(db, &ctx(&world.pk, now()), others.id).await.unwrap();
    }
}

#[tokio::test]
async fn f11_a_district_project_counts_its_places_together() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 240 * 60, 0).await);
        let (pb, pk) = (ctx(&world.pb, now()), ctx(&world.pk, now()));
        let mut date = day("2026-07-01");
        for (place, hundredths) in [("Ehingen", 8_000), ("Laichingen", 6_450), ("Langenau", 7_125)] {
            let mut left = hundredths * 60 / 100;
            while left > 0 {
                let minutes = left.min(480);
                let until = chrono::NaiveTime::from_hms_opt(9 + minutes / 60, minutes % 60, 0).unwrap();
                let whole = booking(&date.to_string(), "09:00", &until.format("%H:%M").to_string());
                let entry = world
                    .try_book(
                        db,
                        Booking {
                            place: Some(place.to_owned()),
                            ..whole
                        },
                    )
                    .await
                    .unwrap();
                submit(db, &pb, entry.id).await.unwrap();
                approve(db, &pk, entry.id).await.unwrap();
                left -= minutes;
                date = date + Days::new(1);
            }
        }
        let entries = queries::of_engagement(db.reader(), world.engagement)
            .await
            .unwrap();
        let sum = |place: &str, hundredths: i64| PlaceSum {
            place: place.to_owned(),
            approved: Minutes(hundredths * 60 / 100),
        };
        let expected = [
            sum("Ehingen", 8_000),
            sum("Laichingen", 6_450),
            sum("Langenau", 7_125),
        ];
        assert_eq!(queries::places(&entries), expected, "{}", test.name);
        let approved = queries::approved_minutes(db.reader(), world.engagement)
            .await
            .unwrap();
        assert_eq!(base::fmt::hours_de(approved), "215,75\u{a0}Std.", "{}", test.name);
        let engagement = facilitation::engagement(db.reader(), &pb, world.engagement)
            .await
            .unwrap();
        assert_eq!(
            base::fmt::hours_de(engagement.rest()),
            "24,25\u{a0}Std.",
            "{}",
            test.name
        );
        let by_month = queries::month_overview(&entries);
        assert_eq!(by_month.iter().map(|sum| sum.approved).sum::<Minutes>(), approved);
    }
}

#[tokio::test]
async fn reports_get_approved_time_by_kind_of_work() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let (pb, pk) = (ctx(&world.pb, now()), ctx(&world.pk, now()));
        world.submitted(db, "2026-07-01", "09:00", "10:00").await; // not approved
        for (date, activity) in [
            ("2026-07-02", Activity::Travel),
            ("2026-07-03", Activity::Travel),
            ("2026-07-04", Activity::Team),
        ] {
            let entry = world
                .try_book(
                    db,
                    Booking {
                        activity,
                        ..booking(date, "09:00", "11:00")
                    },
                )
                .await
                .unwrap();
            submit(db, &pb, entry.id).await.unwrap();
            approve(db, &pk, entry.id).await.unwrap();
        }
        let mut sums = queries::approved_by_activity(db.reader(), &[world.engagement])
            .await
            .unwrap();
        sums.sort_by_key(|sum| sum.activity.code());
        let found: Vec<_> = sums
            .iter()
            .map(|sum| (sum.activity, sum.minutes.0, sum.billable.0))
            .collect();
        assert_eq!(
            found,
            [(Activity::Travel, 240, 120), (Activity::Team, 120, 120)],
            "{}",
            test.name
        );
        assert_eq!(queries::approved_by_activity(db.reader(), &[]).await.unwrap(), []);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_two_approvals_never_exceed_the_contingent_at_once() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 20 * 240, 0).await);
        let mut entries = Vec::new();
        for offset in 0..32 {
            let date = day("2026-07-01") + Days::new(offset);
            entries.push(world.submitted(db, &date.to_string(), "09:00", "13:00").await.id);
        }
        let attempts = entries.into_iter().map(|id| {
            let (db, pk) = (db.clone(), ctx(&world.pk, now()));
            tokio::spawn(async move { approve(&db, &pk, id).await })
        });
        let results = join_all(attempts).await;
        let outcomes = results.into_iter().map(|joined| joined.unwrap());
        let (good, bad): (Vec<_>, Vec<_>) = outcomes.partition(Result::is_ok);
        assert_eq!((good.len(), bad.len()), (20, 12), "{}", test.name);
        for refusal in bad {
            assert!(
                matches!(
                    refusal,
                    Err(Problem::Refused {
                        code: "over-contingent",
                        ..
                    })
                ),
                "{}: {refusal:?}",
                test.name
            );
        }
        let approved = queries::approved_minutes(db.reader(), world.engagement)
            .await
            .unwrap();
        assert_eq!(
            (approved, used(db, &world).await),
            (Minutes(4_800), Minutes(4_800)),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_check_names_an_engagement_whose_use_is_not_what_was_approved() {
    for test in databases().await {
        let world = World::new(&test, 480, 0).await;
        let entry = world.submitted(&test.db, "2026-09-14", "09:00", "11:00").await;
        approve(&test.db, &ctx(&world.pk, now()), entry.id).await.unwrap();
        assert_eq!(
            crate::check(&test.db).await.unwrap(),
            Vec::<String>::new(),
            "{}",
            test.name
        );

        let by = ctx(&world.pk, now());
        for (tampered, said) in [
            ("UPDATE engagement SET approved_minutes = 180", "difference 60"),
            ("UPDATE engagement SET approved_minutes = 120", ""),
            (
                "UPDATE hours_entry SET activity = 'REISEZEIT'",
                "REISEZEIT with 120 minutes count 120",
            ),
        ] {
            let unit = test.db.write(&by).await.unwrap();
            unit.conn().execute_unprepared(tampered).await.unwrap();
            unit.commit().await.unwrap();
            let findings = crate::check(&test.db).await.unwrap().join("\n");
            assert_eq!(findings.is_empty(), said.is_empty(), "{}: {findings}", test.name);
            assert!(findings.contains(said), "{}: {findings}", test.name);
        }
    }
}

#[tokio::test]
async fn invariants_6_and_7_plain_sql_approves_no_more_than_the_contingent_and_bills_nothing_twice() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        approved(db, &world).await;
        world.submitted(db, "2026-08-03", "09:00", "11:00").await;
        let sb = officer(&world);
        bill(db, &sb, invoice(&world, "R-1", 228 * 60 + 30))
            .await
            .unwrap();
        bill(db, &sb, invoice(&world, "R-2", 60)).await.unwrap();
        let others = "(SELECT id FROM hours_invoice WHERE state = 'RETURNED')";
        for statement in [
            "UPDATE engagement SET approved_minutes = contingent_minutes + over_minutes + 1".to_owned(),
            "UPDATE engagement SET contingent_minutes = approved_minutes - 1".to_owned(),
            "UPDATE engagement SET approved_minutes = -1".to_owned(),
            "DELETE FROM engagement".to_owned(),
            // invariant 8: whoever prepared the team does not assign it
            "UPDATE engagement SET prepared_by = id, assigned_by = id".to_owned(),
            "UPDATE engagement SET proposed_by = id, assigned_by = id".to_owned(),
            // approved beside the contingent
            "UPDATE hours_entry SET state = 'APPROVED', approved_by = (SELECT h.approved_by FROM hours_entry h \
             WHERE h.state = 'APPROVED' LIMIT 1) WHERE state = 'SUBMITTED'"
                .to_owned(),
            "UPDATE hours_entry SET billable_minutes = 0 WHERE state = 'APPROVED'".to_owned(),
            "UPDATE hours_entry SET state = 'SUBMITTED' WHERE state = 'APPROVED'".to_owned(),
            "DELETE FROM hours_entry WHERE state = 'APPROVED'".to_owned(),
            // billed again, taken off its invoice, billed without approval
            format!("UPDATE hours_entry SET invoice_id = {others} WHERE invoice_id IS NOT NULL"),
            "UPDATE hours_entry SET invoice_id = NULL WHERE invoice_id IS NOT NULL".to_owned(),
            "UPDATE hours_entry SET invoice_id = (SELECT id FROM hours_invoice WHERE state = 'ACCEPTED') \
             WHERE state = 'SUBMITTED'"
                .to_owned(),
            "UPDATE hours_invoice SET approved_minutes = approved_minutes + 60, claimed_minutes = claimed_minutes + 60"
                .to_owned(),
            "DELETE FROM hours_invoice".to_owned(),
        ] {
            let unit = db.write(&sb).await.unwrap();
            let done = unit.conn().execute_unprepared(&statement).await;
            assert!(done.is_err(), "{} allows: {statement}", test.name);
        }
        assert_eq!(crate::check(db).await.unwrap(), Vec::<String>::new());
        // an invoice comes before its entries: one without them is named
        let id = match db.reader().get_database_backend() {
            sea_orm::DbBackend::Sqlite => "randomblob(16)",
            _ => "gen_random_uuid()",
        };
        let empty = format!(
            "INSERT INTO hours_invoice (id, engagement_id, application_id, number, received_on, until_on, claimed_minutes, \
             approved_minutes, net_cents, gross_cents, state, recorded_at) SELECT {id}, engagement_id, application_id, 'R-9', \
             received_on, until_on, 60, 60, 0, 0, 'ACCEPTED', recorded_at FROM hours_invoice WHERE number = 'R-1'"
        );
        let unit = db.write(&sb).await.unwrap();
        unit.conn().execute_unprepared(&empty).await.unwrap();
        unit.commit().await.unwrap();
        let findings = crate::check(db).await.unwrap().join("\n");
        assert!(
            findings.contains("(R-9) bills 60 minutes"),
            "{}: {findings}",
            test.name
        );
    }
}
