//! Shares of a joint cash grant: one cap, one award, to the cent (C03, C04; handbook 12 no. 4).

use base::{Cents, Problem};
use base_db::Db;
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;
use sea_orm::ConnectionTrait as _;

use super::world::*;
use crate::model::{Channel, Grant, ShareBasis};
use crate::usecases::*;

/// A joint project of Reutlingen and further bodies, selected with this amount.
async fn joint(
    db: &Db,
    amount: Cents,
    others: &[(&str, Option<Cents>)],
) -> (World, applications::Application) {
    let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
    let lead = body(db, "08415061").await;
    let case = world.selected(db, &world.officer, &lead, amount).await;
    for (position, (key, share)) in (1..).zip(others) {
        world
            .join(db, case.id, &body(db, key).await, position, *share)
            .await;
    }
    (world, case)
}

async fn amounts(db: &Db, grant: &Grant) -> Vec<i64> {
    let shares = crate::shares_of(db.reader(), grant).await.unwrap();
    shares.iter().map(|share| share.amount.0).collect()
}

async fn prepared(
    world: &World,
    db: &Db,
    case: &applications::Application,
    basis: ShareBasis,
) -> Result<Grant, Problem> {
    let proposal = propose(db.reader(), &world.officer(), case.id).await.unwrap();
    let mut content = proposal.content;
    content.share_basis = Some(basis);
    let command = Prepare {
        application: case.id,
        content,
        version: proposal.present.map(|grant| grant.version),
    };
    prepare(db, &world.officer(), command).await
}

#[tokio::test]
async fn c03_a_joint_project_has_one_cap_and_equal_parts_add_up_to_the_cent() {
    for test in databases().await {
        let db = &test.db;
        let (world, case) = joint(db, Cents(4_000_000), &[("08111000", None), ("08115", None)]).await;
        // nobody agreed on shares: split equally unless the officer says otherwise
        let grant = world.prepared(db, case.id).await;
        assert_eq!(grant.share_basis, Some(ShareBasis::Equal), "{}", test.name);
        assert_eq!(amounts(db, &grant).await, [1_333_334, 1_333_333, 1_333_333]);
        assert_eq!(
            (grant.amount, grant.cap),
            (Cents(4_000_000), Cents(4_000_000)),
            "not 120,000.00"
        );
        let nobody_agreed = prepared(&world, db, &case, ShareBasis::Agreed).await;
        assert!(
            matches!(nobody_agreed, Err(Problem::Invalid(_))),
            "{nobody_agreed:?}"
        );

        // prepared again by inhabitants, the first shares are gone
        let again = prepared(&world, db, &case, ShareBasis::Population).await.unwrap();
        let parts = amounts(db, &again).await;
        assert_eq!((parts.len(), parts.iter().sum::<i64>()), (3, 4_000_000));
        assert!(
            parts[1] > parts[0],
            "Stuttgart has more inhabitants than Reutlingen: {parts:?}"
        );
        for person in [&world.budget, &world.head] {
            countersign(db, &ctx(person, now()), sign(&again)).await.unwrap();
        }
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn c04_a_split_by_population_is_right_to_the_cent_and_stands_in_the_letter_and_on_the_page() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, case) = joint(db, Cents(3_800_001), &[("08111000", None)]).await;
        for (key, people) in [("08415061", 8_500), ("08111000", 7_000)] {
            let by = world.officer();
            let unit = db.write(&by).await.unwrap();
            let set = format!("UPDATE body SET population = {people} WHERE key = '{key}'");
            unit.conn().execute_unprepared(&set).await.unwrap();
            unit.commit().await.unwrap();
        }
        let grant = prepared(&world, db, &case, ShareBasis::Population).await.unwrap();
        assert_eq!(amounts(db, &grant).await, [2_083_872, 1_716_129], "{}", test.name);
        for person in [&world.budget, &world.head] {
            countersign(db, &ctx(person, now()), sign(&grant)).await.unwrap();
        }
        let issue_it = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Post,
        };
        let notice = issue(db, &app.app.files, &ctx(&world.head, now()), issue_it)
            .await
            .unwrap();
        let page = app
            .get(&format!("/grants/{}", grant.id), Some(&world.officer))
            .await
            .text();
        for said in ["20.838,72\u{a0}€", "17.161,29\u{a0}€"] {
            assert!(
                notice.content.contains(said),
                "{}: the letter says {said}",
                test.name
            );
            assert!(page.contains(said), "{}: the page says {said}", test.name);
        }
        let shown = app
            .api(
                axum::http::Method::GET,
                &format!("/api/v1/grants/{}", grant.id),
                None,
                Some(&world.officer),
            )
            .await
            .json();
        assert_eq!(shown["shares"][1]["amount_cents"], 1_716_129);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn what_the_bodies_agreed_keeps_its_proportions_also_when_the_award_is_cut() {
    for test in databases().await {
        let db = &test.db;
        let (world, case) = joint(db, Cents(4_000_000), &[("08111000", Some(Cents(1_000_000)))]).await;
        let by = world.officer();
        let unit = db.write(&by).await.unwrap();
        let set = "UPDATE application_party SET share_cents = 3000000 WHERE role = 'LEAD'";
        unit.conn().execute_unprepared(set).await.unwrap();
        unit.commit().await.unwrap();
        let grant = world.countersigned(db, case.id).await;
        assert_eq!(grant.share_basis, Some(ShareBasis::Agreed), "{}", test.name);
        assert_eq!(amounts(db, &grant).await, [3_000_000, 1_000_000]);
        let unit = db.write(&by).await.unwrap();
        let less = crate::reduce(&unit, &grant, Cents(2_000_001), "settle", "")
            .await
            .unwrap();
        unit.commit().await.unwrap();
        assert_eq!(amounts(db, &less).await, [1_500_001, 500_000]);
        assert_clean(db).await;
    }
}
