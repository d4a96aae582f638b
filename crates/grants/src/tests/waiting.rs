//! The home page counts what the rules allow: the database reads them as the use cases do.

use base::{Cents, Ctx, Role, Scope};
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;

use super::world::*;
use crate::model::{Grant, GrantState};
use crate::usecases::countersign;
use crate::{access, queries, rules};

/// What the rules say about one grant.
fn waits(ctx: &Ctx, grant: &Grant) -> bool {
    match grant.state {
        GrantState::Prepared => {
            !rules::hands(grant).contains(&ctx.person_id())
                && rules::signs_as(grant, &access::offices(ctx, grant), None).is_ok()
        }
        GrantState::Countersigned => access::require_issuer(ctx, grant).is_ok(),
        GrantState::Issued => ctx.has(Role::KZ, Scope::Body(grant.body_id.0)),
        _ => false,
    }
}

#[tokio::test]
async fn the_home_page_counts_what_the_rules_allow() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::InKind, Means(200_000, 100_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let mut cases = Vec::new();
        for key in ["08416041", "08111000", "08115", "08415061"] {
            let lead = body(db, key).await;
            let by = if lead.id == town.id {
                &mayor
            } else {
                &world.officer
            };
            cases.push(world.selected(db, by, &lead, Cents(1_000_000)).await.id);
        }
        let open = world.prepared(db, cases[0]).await;
        let half = world.prepared(db, cases[1]).await;
        countersign(db, &ctx(&world.head, now()), sign(&half))
            .await
            .unwrap();
        let signed = world.countersigned(db, cases[2]).await;
        let sent = (crate::model::Channel::Portal, "2026-06-12T08:00:00Z");
        let issued = world.issued_case(db, &app.app.files, cases[3], sent).await;
        let mut grants = Vec::new();
        for grant in [open.id, half.id, signed.id, issued.id] {
            grants.push(stored(db, grant).await);
        }
        for person in [
            &world.officer,
            &world.head,
            &world.second_head,
            &world.budget,
            &mayor,
        ] {
            let by = ctx(person, utc("2026-06-13T08:00:00Z"));
            let expected: Vec<&Grant> = grants.iter().filter(|grant| waits(&by, grant)).collect();
            let counted = queries::waiting(db.reader(), &by).await.unwrap();
            for state in GrantState::ALL {
                let wanted: Vec<_> = expected.iter().filter(|grant| grant.state == *state).collect();
                let found = counted.iter().find(|waits| waits.state == *state);
                let found_n = found.map_or(0, |waits| waits.count);
                assert_eq!(
                    found_n,
                    wanted.len() as u64,
                    "{} {state} {}",
                    test.name,
                    person.name
                );
                if let (Some(found), [only]) = (found, wanted.as_slice()) {
                    let one = queries::waiting_one(db.reader(), &by, found).await.unwrap();
                    assert_eq!(one, Some(only.id), "{}", test.name);
                }
            }
        }
    }
}
