//! What a draft and the page of a grant say before and after the signatures.

use base::Cents;
use base_testing::ctx;
use calls::FundingMode;
use sea_orm::ConnectionTrait as _;

use super::acts::*;
use super::world::*;
use crate::model::Channel;
use crate::usecases::*;

#[tokio::test]
async fn the_page_of_a_grant_says_at_its_top_how_it_stands() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let app = app(db);
    let (world, mayor, grant) = final_grant(&app, false).await;
    let by = base::Ctx::system("test", now());
    let unit = db.write(&by).await.unwrap();
    let paid = "UPDATE \"grant\" SET paid_cents = 1500000, ordered_cents = 500000";
    unit.conn().execute_unprepared(paid).await.unwrap();
    unit.commit().await.unwrap();
    for person in [&world.officer, &mayor] {
        let page = app.get(&format!("/grants/{}", grant.id), Some(person)).await;
        let text = page.text().replace('\u{a0}', " ");
        let top = &text[..text.find("class=\"steps").unwrap_or(text.len())];
        for said in [
            "40.000,00 €",
            "15.000,00 €",
            "angeordnet: 5.000,00 €",
            "20.000,00 €",
            "Ende des Bewilligungszeitraums",
        ] {
            assert!(top.contains(said), "{said}: {top}");
        }
    }
}

#[tokio::test]
async fn a_draft_says_what_it_lacks_before_anybody_signs() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let app = app(db);
    let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
    let town = body(db, "08415061").await;
    let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
    let grant = world.prepared(db, case.id).await;
    let path = format!("/grants/{}", grant.id);
    let whole = app.get(&path, Some(&world.head)).await;
    assert!(
        !whole.text().contains("noch nicht vollständig"),
        "{}",
        whole.text()
    );
    let by = base::Ctx::system("test", now());
    let unit = db.write(&by).await.unwrap();
    let blank = "UPDATE \"grant\" SET objectives = ''";
    unit.conn().execute_unprepared(blank).await.unwrap();
    unit.commit().await.unwrap();
    let page = app.get(&path, Some(&world.head)).await;
    assert!(
        page.text().contains("Das Schreiben ist noch nicht vollständig"),
        "{}",
        page.text()
    );
    let lacks = missing(
        db.reader(),
        &ctx(&world.head, now()),
        crate::seen(db.reader(), &ctx(&world.head, now()), grant.id)
            .await
            .unwrap(),
    )
    .await
    .unwrap();
    assert!(page.text().contains(&lacks), "{lacks}");
    let draft = preview(db, &world.officer(), grant.id).await.unwrap();
    if let Some(text) = super::letters::text_of("draft", &draft.bytes) {
        assert!(text.contains("Noch nicht vollständig"), "{text}");
    }
    for person in [&world.budget, &world.head] {
        countersign(db, &ctx(person, now()), sign(&stored(db, grant.id).await))
            .await
            .unwrap();
    }
    let send = Issue {
        grant: grant.id,
        version: None,
        channel: Channel::Post,
    };
    let refused = issue(db, &app.app.files, &ctx(&world.head, now()), send).await;
    assert_eq!(code(refused), "missing-parts");
}

#[tokio::test]
async fn who_is_no_municipality_gets_anbest_p_and_the_subsidy_relevant_facts() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
    let town = body(db, "08415061").await;
    let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
    let grant = world.prepared(db, case.id).await;
    let conn = db.reader();
    assert_eq!(
        crate::letters::conditions_of(conn, &grant).await.unwrap(),
        "ANBest-K"
    );
    let by = base::Ctx::system("test", now());
    let unit = db.write(&by).await.unwrap();
    let other = "UPDATE body SET body_type = 'ASSOCIATION' WHERE key = '08415061'";
    unit.conn().execute_unprepared(other).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(
        crate::letters::conditions_of(conn, &grant).await.unwrap(),
        "ANBest-P"
    );
    let draft = preview(db, &world.officer(), grant.id).await.unwrap();
    if let Some(text) = super::letters::text_of("association", &draft.bytes) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("ANBest-P") && !text.contains("ANBest-K"), "{text}");
        assert!(text.contains("Landessubventionsgesetzes"), "{text}");
    }
}
