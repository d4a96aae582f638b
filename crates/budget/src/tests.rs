#![allow(clippy::unwrap_used)] // tests may

use base::calendar::local_date;
use base::{Cents, Ctx, Problem, Role, Scope};
use base_db::{Db, Unit, retrying};
use base_testing::app::{ctx, person};
use base_testing::db::databases;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::*;
use crate::rules::Delta;

mod pages;

fn now() -> DateTime<Utc> {
    "2026-03-06T09:00:00Z".parse().unwrap()
}

fn officer(programme: Uuid) -> Ctx {
    ctx(
        &person("Haushalt", &[(Role::BfdH, Scope::Programme(programme))]),
        now(),
    )
}

async fn new_line(db: &Db, ctx: &Ctx, programme_id: Uuid, title: &str) -> BudgetLineId {
    let (chapter, purpose) = ("0919".to_owned(), "Prozessbegleitung".to_owned());
    create_line(
        db,
        ctx,
        NewLine {
            programme_id,
            chapter,
            title: title.to_owned(),
            purpose,
        },
    )
    .await
    .unwrap()
}

async fn means(db: &Db, ctx: &Ctx, line: BudgetLineId, cents: i64) -> Result<(), Problem> {
    let (kind, reason) = (PotKind::Cash, "Staatshaushaltsplan".to_owned());
    set_means(
        db,
        ctx,
        SetMeans {
            line,
            year: 2026,
            kind,
            means: Cents(cents),
            reason,
        },
    )
    .await
}

/// A line with cash for 2026.
async fn line_with(db: &Db, ctx: &Ctx, programme: Uuid, cents: i64) -> BudgetLineId {
    let line = new_line(db, ctx, programme, "534 01").await;
    means(db, ctx, line, cents).await.unwrap();
    line
}

fn charge_of(line: BudgetLineId, entry: LedgerEntry, from_reserved: bool, cents: i64) -> Charge {
    Charge {
        line,
        year: 2026,
        kind: PotKind::Cash,
        entry,
        amount: Cents(cents),
        from_reserved,
        subject_kind: "grant",
        subject_id: Uuid::now_v7(),
        application_id: None,
    }
}

async fn charged(db: &Db, ctx: &Ctx, new: Charge) -> Result<(), Problem> {
    retrying(|| async {
        let unit: Unit<'_> = db.write(ctx).await?;
        charge(&unit, new.clone()).await?;
        unit.commit().await
    })
    .await
}

async fn pot(db: &Db, line: BudgetLineId) -> Pot {
    pots(db.reader(), line).await.unwrap().remove(0)
}

fn left_of(problem: &Problem) -> &str {
    let Problem::Refused {
        code: "over-budget",
        text,
    } = problem
    else {
        panic!("{problem}")
    };
    &text.args[0].1
}

#[tokio::test]
async fn b08_the_second_of_two_awards_hears_what_is_left() {
    for test in databases().await {
        let programme = Uuid::now_v7();
        let officer = officer(programme);
        let line = line_with(&test.db, &officer, programme, 4_000_000).await;
        let award = || {
            charged(
                &test.db,
                &officer,
                charge_of(line, LedgerEntry::Commit, false, 4_000_000),
            )
        };
        let (one, other) = tokio::join!(award(), award());
        let refused = match (one, other) {
            (Ok(()), Err(refused)) | (Err(refused), Ok(())) => refused,
            answers => panic!("{}: exactly one succeeds, not {answers:?}", test.name),
        };
        assert_eq!(left_of(&refused), "0,00\u{a0}€", "{}", test.name);
        base::texts::install(&[TEXTS]).unwrap();
        let Problem::Refused { text, .. } = &refused else {
            unreachable!()
        };
        let sentence = base::texts::say(base::Lang::De, text);
        assert_eq!(
            sentence, "Haushaltsmittel nicht ausreichend: verfügbar 0,00\u{a0}€",
            "{}",
            test.name
        );
        assert_eq!(
            check(&test.db).await.unwrap(),
            Vec::<String>::new(),
            "{}",
            test.name
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_clients_at_once_never_exceed_the_means_and_lose_nothing() {
    for test in databases().await {
        let programme = Uuid::now_v7();
        let officer = officer(programme);
        // room for 25 of 64 awards, and a rest that fits none
        let line = line_with(&test.db, &officer, programme, 25 * 4_000_000 + 1_500_000).await;
        let clients = (0..64).map(|_| {
            let (db, officer) = (test.db.clone(), officer.clone());
            tokio::spawn(async move {
                charged(
                    &db,
                    &officer,
                    charge_of(line, LedgerEntry::Commit, false, 4_000_000),
                )
                .await
            })
        });
        let mut granted = 0;
        for client in clients.collect::<Vec<_>>() {
            match client.await.unwrap() {
                Ok(()) => granted += 1,
                Err(refused) => assert_eq!(left_of(&refused), "15.000,00\u{a0}€", "{}", test.name),
            }
        }
        assert_eq!(granted, 25, "{}", test.name);
        assert_eq!(
            pot(&test.db, line).await.committed_cents,
            Cents(25 * 4_000_000),
            "{}",
            test.name
        );
        assert_eq!(
            check(&test.db).await.unwrap(),
            Vec::<String>::new(),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn pots_follow_the_pure_rule_and_equal_their_ledger_on_every_day() {
    let moves = (0..LedgerEntry::ALL.len(), any::<bool>(), 1_i64..400, 0_i64..40);
    let moves = proptest::collection::vec(moves, 0..25);
    for test in databases().await {
        let programme = Uuid::now_v7();
        let mut runner = TestRunner::deterministic();
        for case in 0..12 {
            let mut officer = officer(programme);
            let first = local_date(officer.now);
            let line = new_line(&test.db, &officer, programme, &format!("534 {case:02}")).await;
            means(&test.db, &officer, line, 1_000).await.unwrap();
            let mut expected = pot(&test.db, line).await;
            let mut history = vec![(officer.now, expected.clone())];
            for (entry, from_reserved, amount, hours) in moves.new_tree(&mut runner).unwrap().current() {
                officer.now += TimeDelta::hours(hours);
                let entry = LedgerEntry::ALL[entry];
                let answer = charged(&test.db, &officer, charge_of(line, entry, from_reserved, amount)).await;
                let after = Delta::of(entry, from_reserved, Cents(amount)).applied(&expected);
                assert_eq!(
                    answer.is_ok(),
                    after.is_some(),
                    "{}: {entry} {amount} on {expected:?}",
                    test.name
                );
                expected = after.unwrap_or(expected);
                assert!(rules::is_sound(&expected));
                assert_eq!(pot(&test.db, line).await, expected, "{}", test.name);
                history.push((officer.now, expected.clone()));
            }
            for day in first
                .iter_days()
                .take_while(|day| *day <= local_date(officer.now))
            {
                let end = base::Deadline::end_of(day).instant();
                let then = history.iter().rfind(|(at, _)| *at < end);
                let then = then.map(|(_, pot)| pot.clone()).unwrap();
                let read = as_of(test.db.reader(), line, day).await.unwrap();
                assert_eq!(read, [then], "{}: {day}", test.name);
            }
            let before = first.pred_opt().unwrap();
            let nothing = as_of(test.db.reader(), line, before).await.unwrap().remove(0);
            assert_eq!((nothing.means_cents, nothing.bound()), (Cents::ZERO, Cents::ZERO));
            let today = as_of(test.db.reader(), line, local_date(officer.now))
                .await
                .unwrap();
            assert_eq!(today, pots(test.db.reader(), line).await.unwrap());
        }
        assert_eq!(
            check(&test.db).await.unwrap(),
            Vec::<String>::new(),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_day_ends_at_midnight_in_berlin() {
    for test in databases().await {
        let programme = Uuid::now_v7();
        let mut officer = officer(programme);
        let line = line_with(&test.db, &officer, programme, 1_000).await;
        // 23:59:59 and 00:00:00 in Berlin; in summer time that is two hours before midnight UTC
        for (at, cents) in [("2026-07-01T21:59:59Z", 100), ("2026-07-01T22:00:00Z", 10)] {
            officer.now = at.parse().unwrap();
            let reserve = charge_of(line, LedgerEntry::Reserve, false, cents);
            charged(&test.db, &officer, reserve).await.unwrap();
        }
        for (day, reserved) in [("2026-06-30", 0), ("2026-07-01", 100), ("2026-07-02", 110)] {
            let pots = as_of(test.db.reader(), line, day.parse().unwrap()).await.unwrap();
            assert_eq!(pots[0].reserved_cents, Cents(reserved), "{}: {day}", test.name);
        }
    }
}

#[tokio::test]
async fn what_is_reserved_for_a_case_goes_back_whichever_pots_hold_it() {
    for test in databases().await {
        let programme = Uuid::now_v7();
        let officer = officer(programme);
        let line = line_with(&test.db, &officer, programme, 1_000).await;
        let (case, other) = (Uuid::now_v7(), Uuid::now_v7());
        for (application, entry, from_reserved, cents) in [
            (case, LedgerEntry::Reserve, false, 300),
            (case, LedgerEntry::Commit, true, 100),
            (other, LedgerEntry::Reserve, false, 50),
        ] {
            let charge = charge_of(line, entry, from_reserved, cents);
            let application_id = Some(application);
            charged(
                &test.db,
                &officer,
                Charge {
                    application_id,
                    ..charge
                },
            )
            .await
            .unwrap();
        }
        for left in [200, 0] {
            let unit = test.db.write(&officer).await.unwrap();
            let freed = release_reserved(&unit, case, "application", case).await.unwrap();
            assert_eq!(
                freed,
                Cents(left),
                "{}: the second time nothing is left",
                test.name
            );
            unit.commit().await.unwrap();
        }
        let pot = pot(&test.db, line).await;
        assert_eq!((pot.reserved_cents, pot.committed_cents), (Cents(50), Cents(100)));
        let held = reserved_by_application(test.db.reader()).await.unwrap();
        assert_eq!(held, [(other, Cents(50))], "{}", test.name);
        assert_eq!(check(&test.db).await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn means_never_fall_below_what_is_bound() {
    for test in databases().await {
        let programme = Uuid::now_v7();
        let officer = officer(programme);
        let line = line_with(&test.db, &officer, programme, 10_000_000).await;
        charged(
            &test.db,
            &officer,
            charge_of(line, LedgerEntry::Reserve, false, 4_000_000),
        )
        .await
        .unwrap();
        charged(
            &test.db,
            &officer,
            charge_of(line, LedgerEntry::Commit, true, 1_000_000),
        )
        .await
        .unwrap();
        let refused = means(&test.db, &officer, line, 3_999_999).await.unwrap_err();
        let Problem::Refused {
            code: "below-bound",
            text,
        } = refused
        else {
            panic!("{refused}")
        };
        assert_eq!(text.args[0].1, "40.000,00\u{a0}€", "{}", test.name);
        means(&test.db, &officer, line, 4_000_000).await.unwrap();
        let full = pot(&test.db, line).await;
        assert_eq!(
            (full.available(), full.reserved_cents),
            (Cents::ZERO, Cents(3_000_000)),
            "{}",
            test.name
        );
        assert_eq!(
            check(&test.db).await.unwrap(),
            Vec::<String>::new(),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_pot_that_does_not_exist_has_nothing_left() {
    for test in databases().await {
        let programme = Uuid::now_v7();
        let officer = officer(programme);
        let line = new_line(&test.db, &officer, programme, "534 01").await;
        let refused = charged(
            &test.db,
            &officer,
            charge_of(line, LedgerEntry::Reserve, false, 1),
        )
        .await;
        assert_eq!(left_of(&refused.unwrap_err()), "0,00\u{a0}€", "{}", test.name);
        let nothing = charged(
            &test.db,
            &officer,
            charge_of(line, LedgerEntry::Reserve, false, 0),
        )
        .await;
        assert!(
            matches!(nothing, Err(Problem::Refused { code: "amount", .. })),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_database_itself_refuses_overdrafts_and_changed_ledgers() {
    for test in databases().await {
        let programme = Uuid::now_v7();
        let officer = officer(programme);
        let line = line_with(&test.db, &officer, programme, 1_000).await;
        charged(
            &test.db,
            &officer,
            charge_of(line, LedgerEntry::Commit, false, 600),
        )
        .await
        .unwrap();
        let conn = test.db.reader();
        for overdraft in [
            "reserved_cents = 401",
            "means_cents = 599",
            "paid_cents = 601",
            "reserved_cents = -1",
        ] {
            let error = conn
                .execute_unprepared(&format!("UPDATE budget_pot SET {overdraft}"))
                .await
                .unwrap_err();
            assert!(
                base_db::is_check_violation(&error),
                "{}: {overdraft}: {error}",
                test.name
            );
        }
        for change in [
            "UPDATE budget_ledger SET amount_cents = 1",
            "DELETE FROM budget_ledger",
        ] {
            let error = conn.execute_unprepared(change).await.unwrap_err();
            assert!(
                error.to_string().contains("append-only"),
                "{}: {error}",
                test.name
            );
        }
        conn.execute_unprepared("UPDATE budget_pot SET committed_cents = 700")
            .await
            .unwrap();
        let findings = check(&test.db).await.unwrap();
        assert_eq!(findings.len(), 1, "{}: {findings:?}", test.name);
        assert!(
            findings[0].contains(
                "0919 / 534 01, 2026 CASH: committed is 700 cents, the ledger adds up to 600 (difference 100)"
            ),
            "{}: {findings:?}",
            test.name
        );
    }
}

#[tokio::test]
async fn only_budget_officer_and_head_of_the_programme_change_it() {
    for test in databases().await {
        let programme = Uuid::now_v7();
        let line = line_with(&test.db, &officer(programme), programme, 1_000).await;
        let acting = |role, scope| ctx(&person("Test", &[(role, scope)]), now());
        let stranger = acting(Role::BfdH, Scope::Programme(Uuid::now_v7()));
        let foreign = means(&test.db, &stranger, line, 2_000).await;
        assert!(
            matches!(foreign, Err(Problem::NotFound { .. })),
            "{}: {foreign:?}",
            test.name
        );
        for role in [Role::SB, Role::RH] {
            let denied = means(&test.db, &acting(role, Scope::Programme(programme)), line, 2_000).await;
            assert!(
                matches!(denied, Err(Problem::Denied(_))),
                "{}: {role:?} {denied:?}",
                test.name
            );
        }
        for role in [Role::RL, Role::BfdH] {
            means(&test.db, &acting(role, Scope::Programme(programme)), line, 2_000)
                .await
                .unwrap();
        }
        let again = NewLine {
            programme_id: programme,
            chapter: " 0919".to_owned(),
            title: "534 01".to_owned(),
            purpose: "Prozessbegleitung".to_owned(),
        };
        let doubled = create_line(&test.db, &officer(programme), again).await;
        assert!(
            matches!(
                doubled,
                Err(Problem::Refused {
                    code: "line-known",
                    ..
                })
            ),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_operator_sets_up_a_budget_but_leaves_bound_money_alone() {
    for test in databases().await {
        let programme = Uuid::now_v7();
        let operator = base_testing::operator(now());
        let line = line_with(&test.db, &operator, programme, 1_000).await;
        means(&test.db, &operator, line, 2_000).await.unwrap();
        charged(
            &test.db,
            &officer(programme),
            charge_of(line, LedgerEntry::Reserve, false, 1),
        )
        .await
        .unwrap();
        let denied = means(&test.db, &operator, line, 3_000).await;
        assert!(
            matches!(denied, Err(Problem::Denied(_))),
            "{}: {denied:?}",
            test.name
        );
    }
}
