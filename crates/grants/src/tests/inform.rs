//! Duty to inform: told once, noted once (handbook 2.8).

use axum::http::{Method, StatusCode};
use base::Problem;
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use super::world::*;
use crate::informations_of;
use crate::model::{Channel, InformationKind};
use crate::usecases::*;

#[tokio::test]
async fn what_the_municipality_tells_is_a_task_until_an_officer_says_what_follows() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let sent = (Channel::Post, "2026-05-28T08:00:00Z");
        let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
        let path = format!("/grants/{}", grant.id);
        let page = app.get(&path, Some(&mayor)).await.text();
        assert!(page.contains("Änderung mitteilen"), "{}", test.name);
        let empty = [("kind", "COSTS"), ("text", " ")];
        let wrong = app
            .post_form(&format!("{path}/information"), &empty, Some(&mayor))
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = [
            ("kind", "OTHER_GRANT"),
            ("text", "Der Bund fördert mit 5.000 Euro."),
        ];
        let done = app
            .post_form(&format!("{path}/information"), &told, Some(&mayor))
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

        let officer = ctx(&world.officer, now());
        let task = "Eine Mitteilung einer Kommune zur Kenntnis nehmen";
        let tasks = app.app.tasks_of(&officer).await.unwrap();
        assert!(
            tasks.iter().any(|one| one.text == task && one.href == path),
            "{tasks:?}"
        );
        let one = informations_of(db.reader(), grant.id).await.unwrap().remove(0);
        assert_eq!(one.kind, InformationKind::OtherGrant);
        let read = TakeNote {
            grant: grant.id,
            information: one.id,
            note: "Doppelförderung geprüft: ergänzend, Bescheid bleibt.".to_owned(),
        };
        let by_mayor = take_note(db, &ctx(&mayor, now()), read.clone()).await;
        assert!(matches!(by_mayor, Err(Problem::Denied(_))), "{by_mayor:?}");
        let silent = TakeNote {
            note: String::new(),
            ..read.clone()
        };
        assert!(matches!(
            take_note(db, &officer, silent).await,
            Err(Problem::Invalid(_))
        ));
        let api = format!("/api/v1{path}/information/{}/note", one.id);
        let body = json!({ "note": read.note.clone() });
        let noted = app
            .api(Method::POST, &api, Some(body), Some(&world.officer))
            .await;
        assert_eq!(noted.status, StatusCode::OK, "{}", noted.text());
        assert!(!noted.json()["items"][0]["noted_at"].is_null());
        assert_eq!(take_note(db, &officer, read).await, Err(Problem::Stale), "once");
        let tasks = app.app.tasks_of(&officer).await.unwrap();
        assert!(tasks.iter().all(|one| one.text != task), "{tasks:?}");
    }
}

#[tokio::test]
async fn a_stranger_tells_nothing_and_a_closed_case_takes_nothing() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let stranger = world.municipal(db, &body(db, "08111000").await).await;
        let sent = (Channel::Post, "2026-05-28T08:00:00Z");
        let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
        let word = Inform {
            grant: grant.id,
            kind: InformationKind::Unused,
            text: "Ein Rest bleibt übrig.".to_owned(),
        };
        let foreign = inform(db, &ctx(&stranger, now()), word.clone()).await;
        assert!(
            matches!(foreign, Err(Problem::NotFound { .. })),
            "{}: {foreign:?}",
            test.name
        );
        let listed = app
            .api(
                Method::GET,
                &format!("/api/v1/grants/{}/information", grant.id),
                None,
                Some(&stranger),
            )
            .await;
        assert_eq!(listed.status, StatusCode::NOT_FOUND, "{}", listed.text());
        let officer = world.officer();
        let unit = db.write(&officer).await.unwrap();
        let over = "UPDATE \"grant\" SET state = 'CLOSED'";
        unit.conn().execute_unprepared(over).await.unwrap();
        unit.commit().await.unwrap();
        let late = inform(db, &ctx(&mayor, now()), word).await;
        assert!(
            matches!(
                late,
                Err(Problem::Refused {
                    code: "not-running",
                    ..
                })
            ),
            "{}: {late:?}",
            test.name
        );
        assert!(informations_of(db.reader(), grant.id).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn of_two_officers_at_once_one_takes_note() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
        let mut words = Vec::new();
        for key in ["08415061", "08111000"] {
            let town = body(db, key).await;
            let mayor = world.municipal(db, &town).await;
            let sent = (Channel::Post, "2026-05-28T08:00:00Z");
            let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
            let word = Inform {
                grant: grant.id,
                kind: InformationKind::Costs,
                text: "Es wird günstiger.".to_owned(),
            };
            words.push(inform(db, &ctx(&mayor, now()), word).await.unwrap());
        }
        let officer = ctx(&world.officer, now());
        let tasks = app.app.tasks_of(&officer).await.unwrap();
        let first = format!("/grants/{}", words[0].grant_id);
        assert!(
            tasks.iter().any(|task| task.href == first && task.count == 2),
            "{}: the way leads to the first one told: {tasks:?}",
            test.name
        );
        let note = |text: &str| TakeNote {
            grant: words[0].grant_id,
            information: words[0].id,
            note: text.to_owned(),
        };
        let deputy = ctx(&world.second_head, now());
        let (one, other) = tokio::join!(
            take_note(db, &officer, note("Die Kürzung wird geprüft.")),
            take_note(db, &deputy, note("Kein Handlungsbedarf.")),
        );
        assert!(one.is_ok() != other.is_ok(), "{}: {one:?} {other:?}", test.name);
        assert!([one, other].contains(&Err(Problem::Stale)), "{}", test.name);
    }
}
