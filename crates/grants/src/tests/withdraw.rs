//! A withdrawn application keeps no money, at whatever step it is withdrawn.

use applications::{Application, ApplicationState};
use base::{Cents, Ctx, Problem};
use base_db::Db;
use base_files::Files;
use base_testing::ctx;
use base_testing::db::databases;
use budget::PotKind;
use calls::FundingMode;

use super::world::*;
use crate::model::{Channel, GrantState, Tranche};
use crate::queries;
use crate::usecases::*;

const HALF: Cents = Cents(2_000_000);

fn shares() -> [Tranche; 2] {
    [(2026, PotKind::Cash), (2027, PotKind::Commitment)].map(|(year, kind)| Tranche {
        year,
        kind,
        amount: HALF,
    })
}

/// A selected case of 40.000,00 €, reserved over two years as a release does, and its signatory.
async fn reserved(db: &Db, world: &World) -> (Application, Ctx) {
    let town = body(db, "08415061").await;
    let signatory = world.municipal(db, &town).await;
    let case = world.selected(db, &signatory, &town, Cents(4_000_000)).await;
    world.reserve(db, case.id, &shares()).await;
    (case, ctx(&signatory, now()))
}

/// Nothing of either year is bound any more.
async fn assert_free(db: &Db, world: &World, step: &str) {
    for year in [2026, 2027] {
        let pot = world.pot(db, year).await;
        assert_eq!(pot.bound(), Cents::ZERO, "{step}: {year} {pot:?}");
    }
    assert_clean(db).await;
}

#[tokio::test]
async fn a_selected_application_that_is_withdrawn_gives_its_reservation_back() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let (case, signatory) = reserved(db, &world).await;
        assert_eq!(world.pot(db, 2026).await.reserved_cents, HALF);
        let stranger = withdraw(db, &world.officer(), case.id, "").await;
        assert!(
            matches!(stranger, Err(Problem::Denied(_))),
            "{}: {stranger:?}",
            test.name
        );
        withdraw(db, &signatory, case.id, "Der Gemeinderat hat anders entschieden.")
            .await
            .unwrap();
        assert_eq!(state(db, case.id).await, ApplicationState::Withdrawn);
        assert_free(db, &world, test.name).await;
        let told = mails(db, case.id).await;
        assert_eq!(
            told, ["M-G06"; 3],
            "{}: officer and both heads look at the reserve list",
            test.name
        );
        let again = withdraw(db, &signatory, case.id, "").await;
        assert!(matches!(
            again,
            Err(Problem::Refused {
                code: "wrong-state",
                ..
            })
        ));
    }
}

#[tokio::test]
async fn a_grant_that_is_not_issued_ends_with_its_application() {
    for signed in [false, true] {
        for test in databases().await {
            let db = &test.db;
            let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
            let (case, signatory) = reserved(db, &world).await;
            let grant = if signed {
                world.countersigned(db, case.id).await
            } else {
                world.prepared(db, case.id).await
            };
            withdraw(db, &signatory, case.id, "").await.unwrap();
            let ended = stored(db, grant.id).await;
            assert_eq!(ended.state, GrantState::Declined, "{} {signed}", test.name);
            assert_free(db, &world, test.name).await;
            let seen = queries::seen(db.reader(), &signatory, grant.id).await;
            assert!(
                matches!(seen, Err(Problem::NotFound { .. })),
                "{}: nobody outside the office knew of it",
                test.name
            );
            let late = countersign(db, &ctx(&world.budget, now()), sign(&ended)).await;
            assert!(
                matches!(
                    late,
                    Err(Problem::Refused {
                        code: "wrong-state",
                        ..
                    })
                ),
                "{late:?}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_issued_is_declined_and_not_withdrawn() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let (case, signatory) = reserved(db, &world).await;
        let grant = world.countersigned(db, case.id).await;
        let command = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Portal,
        };
        issue(db, &Files::memory(), &ctx(&world.head, now()), command)
            .await
            .unwrap();
        let refused = withdraw(db, &signatory, case.id, "").await;
        assert!(
            matches!(refused, Err(Problem::Refused { code: "issued", .. })),
            "{}: {refused:?}",
            test.name
        );
        assert_eq!(state(db, case.id).await, ApplicationState::Selected);
        assert_eq!(world.pot(db, 2026).await.committed_cents, HALF);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_kept_reservation_is_found_by_the_check() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
    let (case, signatory) = reserved(db, &world).await;
    let unit = db.write(&signatory).await.unwrap();
    applications::withdraw_in(&unit, case.id, "").await.unwrap(); // as if nobody had thought of the money
    unit.commit().await.unwrap();
    let found = crate::check(db).await.unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("WITHDRAWN") && found[0].contains("4000000 cents"),
        "{found:?}"
    );
}
