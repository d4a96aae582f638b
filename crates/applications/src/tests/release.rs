//! Applicants learn the result by the release, all at once, and not before (handbook 5.2).

use base::{Ctx, Role};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::world::{self, World};
use crate::model::{ApplicationState, Filter};
use crate::store::application;
use crate::{mark_released, queries};

#[tokio::test]
async fn an_unreleased_result_is_assessed_for_applicants_in_detail_list_filter_and_search() {
    world::texts();
    for test in base_testing::db::databases().await {
        let db = &test.db;
        let now = world::utc("2026-02-02T09:00:00Z");
        let world = World::new(db, world::utc("2026-01-05T09:00:00Z")).await;
        let call = world.call(db, "IBZ-2026A", world::terms()).await;
        let body = world::body(db, "08416025").await;
        let editor = world
            .municipal(db, "moessingen", &body, &[Role::KE, Role::KZ])
            .await;
        world::submitted(db, &editor, now, call.id, &body).await;
        let applicant = base_testing::ctx(&editor, now);
        let system = Ctx::system("test", now);
        let case = queries::all(db.reader(), &system, &Filter::default())
            .await
            .unwrap()
            .remove(0);

        let unit = db.write(&system).await.unwrap();
        application::Entity::update_many()
            .col_expr(application::Column::State, Expr::value("SELECTED"))
            .filter(application::Column::Id.eq(case.id))
            .exec(unit.conn())
            .await
            .unwrap();
        unit.commit().await.unwrap();

        let state = async |who: &Ctx| {
            queries::application(db.reader(), who, case.id)
                .await
                .unwrap()
                .state
        };
        let filtered = async |who: &Ctx, wanted| {
            let filter = Filter {
                states: vec![wanted],
                ..Filter::default()
            };
            queries::all(db.reader(), who, &filter).await.unwrap().len()
        };
        assert_eq!(
            state(&world.officer_at(now)).await,
            ApplicationState::Selected,
            "{}",
            test.name
        );
        assert_eq!(
            state(&applicant).await,
            ApplicationState::Assessed,
            "{}",
            test.name
        );
        assert_eq!(
            filtered(&applicant, ApplicationState::Selected).await,
            0,
            "{}",
            test.name
        );
        assert_eq!(
            filtered(&applicant, ApplicationState::Assessed).await,
            1,
            "{}",
            test.name
        );
        let hits = queries::search(db.reader(), &applicant, "Mössingen")
            .await
            .unwrap();
        assert_eq!(hits[0].state, ApplicationState::Assessed, "{}", test.name);

        let unit = db.write(&system).await.unwrap();
        mark_released(&unit, &[case.id]).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(
            state(&applicant).await,
            ApplicationState::Selected,
            "{}",
            test.name
        );
        assert_eq!(
            filtered(&applicant, ApplicationState::Selected).await,
            1,
            "{}",
            test.name
        );
    }
}
