//! What later crates do to a grant: spending and reducing the award in force, on both databases (D01, D02, invariants 1
//! and 2 of handbook 12).

use base::{Cents, Problem};
use base_testing::ctx;
use base_testing::db::databases;
use budget::PotKind;
use calls::FundingMode;
use sea_orm::ConnectionTrait as _;
use uuid::Uuid;

use super::world::{Means, World, assert_clean, body, now};
use crate::{Spending, accounts_of, reduce, spend};

fn code(problem: &Problem) -> &'static str {
    match problem {
        Problem::Refused { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn award_tranche_and_pot_are_spent_together_and_never_beyond() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let grant = world.countersigned(db, case.id).await;
        let by = world.officer();
        let accounts = accounts_of(db.reader(), grant.id).await.unwrap();
        let first = accounts[0].tranche;
        let request = Uuid::now_v7();
        let unit = db.write(&by).await.unwrap();
        let year = first.year;
        let paid = spend(
            &unit,
            &grant,
            year,
            Spending::Order,
            Cents(1_000_000),
            "payment",
            request,
        )
        .await
        .unwrap();
        let paid = spend(
            &unit,
            &paid,
            year,
            Spending::Pay,
            Cents(1_000_000),
            "payment",
            request,
        )
        .await
        .unwrap();
        let over = spend(
            &unit,
            &paid,
            year,
            Spending::Order,
            first.amount,
            "payment",
            request,
        )
        .await
        .unwrap_err();
        assert_eq!(code(&over), "over-tranche", "{}", test.name);
        let over = spend(
            &unit,
            &paid,
            year,
            Spending::Order,
            Cents(3_000_001),
            "payment",
            request,
        )
        .await
        .unwrap_err();
        assert_eq!(code(&over), "over-award", "{}", test.name);
        unit.commit().await.unwrap();
        assert_clean(db).await;

        let unit = db.write(&by).await.unwrap();
        let less = reduce(&unit, &paid, Cents(1_500_000), "settle", "Weniger Ausgaben")
            .await
            .unwrap();
        let refused = reduce(&unit, &less, Cents(999_999), "settle", "")
            .await
            .unwrap_err();
        assert_eq!(code(&refused), "over-spent", "{}", test.name);
        unit.commit().await.unwrap();
        assert_clean(db).await;
        let accounts = accounts_of(db.reader(), grant.id).await.unwrap();
        let amounts: Cents = accounts.iter().map(|account| account.tranche.amount).sum();
        assert_eq!(amounts, Cents(1_500_000), "{}", test.name);

        for change in [
            "UPDATE \"grant\" SET paid_cents = amount_cents + 1",
            "UPDATE \"grant\" SET amount_cents = amount_cents - 1",
            "UPDATE \"grant\" SET award = award + 1",
            "UPDATE grant_tranche SET paid_cents = amount_cents + 1",
            "DELETE FROM grant_tranche",
        ] {
            let unit = db.write(&by).await.unwrap();
            assert!(
                unit.conn().execute_unprepared(change).await.is_err(),
                "{}: {change}",
                test.name
            );
        }
    }
}

#[tokio::test]
async fn what_a_commitment_authority_promised_is_paid_from_the_cash_of_its_year() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let grant = world.countersigned(db, case.id).await;
        let accounts = accounts_of(db.reader(), grant.id).await.unwrap();
        let Some(later) = accounts
            .iter()
            .find(|account| account.tranche.kind == PotKind::Commitment)
        else {
            panic!("the world awards over two years: {accounts:?}");
        };
        let by = world.officer();
        let (line, year) = (grant.budget_line_id.unwrap(), later.tranche.year);
        let unit = db.write(&by).await.unwrap();
        let none = spend(
            &unit,
            &grant,
            year,
            Spending::Order,
            Cents(100),
            "payment",
            Uuid::now_v7(),
        )
        .await
        .unwrap_err();
        assert_eq!(code(&none), "over-budget", "{}: no cash in {year} yet", test.name);
        drop(unit);
        let means = budget::SetMeans {
            line,
            year,
            kind: PotKind::Cash,
            means: Cents(5_000_000),
            reason: "Haushaltsplan".to_owned(),
        };
        budget::set_means(db, &ctx(&world.budget, now()), means)
            .await
            .unwrap();
        let unit = db.write(&by).await.unwrap();
        let ordered = spend(
            &unit,
            &grant,
            year,
            Spending::Order,
            Cents(100),
            "payment",
            Uuid::now_v7(),
        )
        .await
        .unwrap();
        spend(
            &unit,
            &ordered,
            year,
            Spending::Cancel,
            Cents(100),
            "payment",
            Uuid::now_v7(),
        )
        .await
        .unwrap();
        unit.commit().await.unwrap();
        assert_clean(db).await;
        let pots = budget::pots(db.reader(), line).await.unwrap();
        let cash = pots
            .iter()
            .find(|pot| (pot.year, pot.kind) == (year, PotKind::Cash))
            .unwrap();
        assert_eq!(
            (cash.committed_cents, cash.ordered_cents),
            (Cents::ZERO, Cents::ZERO)
        );
    }
}
