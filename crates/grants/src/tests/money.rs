//! The pots: what a selection reserved, what an award commits, and two at the same moment.

use base::{Cents, Problem, texts};
use base_testing::ctx;
use base_testing::db::databases;
use budget::PotKind;
use calls::FundingMode;

use super::world::*;
use crate::model::{GrantState, Tranche};
use crate::usecases::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn b08_of_two_officers_at_the_same_time_exactly_one_gets_the_last_40_000_euros() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let mut prepared = Vec::new();
        for key in ["08415061", "08111000"] {
            let town = body(db, key).await;
            let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
            let proposal = propose(db.reader(), &world.officer(), case.id).await.unwrap();
            let mut content = proposal.content;
            content.tranches = vec![Tranche {
                year: 2026,
                kind: PotKind::Cash,
                amount: Cents(4_000_000),
            }];
            let command = Prepare {
                application: case.id,
                content,
                version: None,
            };
            let grant = prepare(db, &world.officer(), command).await.unwrap();
            countersign(db, &ctx(&world.head, now()), sign(&grant))
                .await
                .unwrap();
            prepared.push(grant);
        }
        let (by_one, by_other) = (ctx(&world.budget, now()), ctx(&world.second_head, now()));
        let other = people_budget(db, &world).await;
        let by_other = base::Ctx {
            actor: base::Actor::Person(other),
            ..by_other
        };
        let (one, other) = tokio::join!(
            countersign(db, &by_one, sign(&prepared[0])),
            countersign(db, &by_other, sign(&prepared[1]))
        );
        let refusals: Vec<Problem> = [one.clone(), other.clone()]
            .into_iter()
            .filter_map(Result::err)
            .collect();
        assert_eq!(refusals.len(), 1, "{}: {one:?} {other:?}", test.name);
        let Problem::Refused {
            code: "over-budget",
            text,
        } = &refusals[0]
        else {
            panic!("{}", refusals[0])
        };
        let said = texts::say(base::Lang::De, text).replace('\u{a0}', " ");
        assert_eq!(said, "Haushaltsmittel nicht ausreichend: verfügbar 0,00 €");
        assert_eq!(world.pot(db, 2026).await.available(), Cents(0));
        assert_clean(db).await;
    }
}

/// A second budget officer.
async fn people_budget(db: &base_db::Db, world: &World) -> base::Person {
    account(
        db,
        "Haushalt zwei",
        &[(base::Role::BfdH, base::Scope::Programme(world.programme.0))],
    )
    .await
}

#[tokio::test]
async fn an_award_turns_the_reservation_of_its_selection_into_a_commitment() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::InKind, Means(30_000, 10_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let reserved = [
            Tranche {
                year: 2026,
                kind: PotKind::Cash,
                amount: Cents(3_000_000),
            },
            Tranche {
                year: 2027,
                kind: PotKind::Commitment,
                amount: Cents(1_000_000),
            },
        ];
        world.reserve(db, case.id, &reserved).await;
        let grant = world.prepared(db, case.id).await;
        assert_eq!(
            crate::tranches_of(db.reader(), grant.id).await.unwrap(),
            reserved,
            "{}",
            test.name
        );
        for person in [&world.head, &world.budget] {
            countersign(db, &ctx(person, now()), sign(&grant)).await.unwrap();
        }
        let pot = world.pot(db, 2026).await;
        assert_eq!(
            (pot.reserved_cents, pot.committed_cents),
            (Cents(0), Cents(3_000_000))
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn the_check_names_a_grant_whose_tranches_or_ledger_were_changed_behind_its_back() {
    use sea_orm::ConnectionTrait as _;
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let grant = world.countersigned(db, case.id).await;
        assert_eq!(grant.state, GrantState::Countersigned);
        assert_clean(db).await;
        let by = world.officer();
        let change = "UPDATE grant_tranche SET amount_cents = amount_cents - 1 WHERE year = 2027";
        let unit = db.write(&by).await.unwrap();
        let refused = unit.conn().execute_unprepared(change).await.unwrap_err();
        assert!(
            refused.to_string().contains("an awarded tranche does not change"),
            "{refused}"
        );
        drop(unit);
        // whoever may drop a trigger can still do harm: `check` finds it
        let trigger = match db.reader().get_database_backend() {
            sea_orm::DbBackend::Postgres => "ALTER TABLE grant_tranche DISABLE TRIGGER grant_tranche_stays",
            _ => "DROP TRIGGER grant_tranche_stays_update",
        };
        let unit = db.write(&by).await.unwrap();
        unit.conn().execute_unprepared(trigger).await.unwrap();
        unit.conn().execute_unprepared(change).await.unwrap();
        unit.commit().await.unwrap();
        let findings = crate::check(db).await.unwrap();
        assert_eq!(findings.len(), 2, "{}: {findings:?}", test.name);
        assert!(
            findings[0].contains("tranches add up to 3999999 cents"),
            "{findings:?}"
        );
        assert!(
            findings[1].contains("the ledger commits 4000000 cents"),
            "{findings:?}"
        );
    }
}
