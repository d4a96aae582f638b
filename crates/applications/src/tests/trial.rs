//! Test applications of a call that is tried out (decision 0010): the office writes them and hands them in, and nothing
//! else finds them.

use base::{Ctx, Problem, Role};
use base_db::Db;
use base_testing::ctx;
use base_testing::db::databases;
use calls::{CallId, Create, TryOut};

use super::world::{World, body, draft, hand_in, mails, terms, utc};
use crate::model::{ApplicationState, Filter};
use crate::queries;
use crate::usecases::{CreateDraft, create_draft, start_check, submit};

async fn tried_out(db: &Db, world: &World) -> CallId {
    let officer = world.officer_at(utc("2026-01-03T08:00:00Z"));
    let create = Create {
        programme: world.programme,
        code: "IBZ-2026A".to_owned(),
        number_prefix: String::new(),
        terms: terms(),
    };
    let call = calls::create(db, &officer, create).await.unwrap();
    calls::try_out(db, &officer, TryOut { call, version: 1 })
        .await
        .unwrap()
}

#[tokio::test]
async fn a_test_application_is_handed_in_by_the_office_and_found_nowhere_else() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc("2026-01-02T08:00:00Z")).await;
        let call = tried_out(db, &world).await;
        let now = utc("2026-02-01T09:00:00Z");
        let town = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &town, &[Role::KE, Role::KZ]).await;
        let (officer, applicant) = (world.officer_at(now), ctx(&editor, now));

        let refused = create_draft(
            db,
            &applicant,
            CreateDraft {
                call,
                lead: town.id,
                fields: super::world::fields(),
                lead_share: None,
            },
        )
        .await;
        assert!(matches!(refused, Err(Problem::Denied(_))), "{refused:?}");
        let written = draft(db, &world.officer, now, call, &town).await;
        let by_head = draft(db, &world.head, now, call, &town).await;
        let receipt = submit(db, &officer, hand_in(&written)).await.unwrap();
        assert_eq!(receipt.number, "IBZ-2026A-T-0001", "{}", test.name);
        assert_eq!(receipt.state, ApplicationState::Submitted);
        // as often as wanted, also for the same town
        submit(db, &ctx(&world.head, now), hand_in(&by_head))
            .await
            .unwrap();

        let system = Ctx::system("test", now);
        for who in [&officer, &applicant, &system] {
            let all = Filter::default();
            assert_eq!(queries::count(db.reader(), who, &all).await.unwrap(), 0);
            let hits = queries::search(db.reader(), who, "Mössinger").await.unwrap();
            assert!(hits.is_empty());
            let of_call = queries::of_call(db.reader(), who, call, &[]).await.unwrap();
            assert!(of_call.is_empty());
        }
        assert!(mails(db, written.id).await.is_empty());
        assert!(
            crate::proof::find(db.reader(), base::Lang::De, &receipt.sha256)
                .await
                .unwrap()
                .is_none()
        );
        let found = queries::find(db.reader(), &applicant, written.id).await.unwrap();
        assert!(found.is_none(), "not even for the town it names");
        let listed = queries::trials(db.reader(), &officer, call).await.unwrap();
        assert_eq!(listed.len(), 2);
        let refused = start_check(db, &officer, written.id).await;
        assert!(
            matches!(refused, Err(Problem::Refused { code: "trial", .. })),
            "{refused:?}"
        );
    }
}
