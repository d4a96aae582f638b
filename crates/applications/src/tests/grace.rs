//! The declared grace after a deadline: T01 with and without a beginning before it.

use base::Role;
use base_testing::ctx;
use base_testing::db::databases;
use calls::Terms;

use super::world::{World, body, draft, hand_in, row, terms, utc};
use crate::model::{ApplicationState as S, Declared};
use crate::usecases::{Submit, ask_signature, submit};

const START: &str = "2026-01-10T08:00:00Z";
const DAY: &str = "2026-02-10T08:00:00Z";

#[tokio::test]
async fn t01_within_a_declared_grace_what_was_begun_before_the_deadline_is_on_time() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let terms = Terms {
            grace_minutes: 10,
            ..terms()
        };
        let call = world.call(db, "IBZ-2026A", terms).await; // ends on 06.03.2026, 23:00 UTC
        let at = |time: &str| utc(&format!("2026-03-{time}Z"));
        // when it was begun, when it was handed in, what became of it
        let cases = [
            ("08416025", Some("06T22:59:59"), "06T23:09:59", S::Submitted),
            ("08226041", Some("06T22:59:59"), "06T23:10:00", S::Late),
            ("08317065", None, "06T23:00:00", S::Late),
            ("08437078", Some("05T22:59:59"), "06T23:00:01", S::Late),
        ];
        for (number, (key, begun, received, state)) in cases.into_iter().enumerate() {
            let lead = body(db, key).await;
            let person = world
                .municipal(db, &format!("ke{number}"), &lead, &[Role::KE, Role::KZ])
                .await;
            let draft = draft(db, &person, utc(DAY), call.id, &lead).await;
            if let Some(begun) = begun {
                ask_signature(db, &ctx(&person, at(begun)), draft.id, "")
                    .await
                    .unwrap();
            }
            let by = ctx(&person, at(received));
            let receipt = submit(db, &by, hand_in(&row(db, draft.id).await)).await.unwrap();
            assert_eq!(receipt.state, state, "{} {key} {received}", test.name);
            assert_eq!(receipt.on_time, state == S::Submitted);
            let again = crate::usecases::receipt(db.reader(), &row(db, draft.id).await).await;
            assert_eq!(again.unwrap().unwrap().on_time, receipt.on_time, "frozen with it");
        }
        // a try that lacked something counts as begun as well
        let lead = body(db, "08416041").await;
        let person = world.municipal(db, "ke9", &lead, &[Role::KE, Role::KZ]).await;
        let draft = draft(db, &person, utc(DAY), call.id, &lead).await;
        let empty = Submit {
            declarations: Declared::default(),
            ..hand_in(&draft)
        };
        submit(db, &ctx(&person, at("06T22:58:00")), empty)
            .await
            .unwrap_err();
        let receipt = submit(db, &ctx(&person, at("06T23:05:00")), hand_in(&draft))
            .await
            .unwrap();
        assert_eq!(receipt.state, S::Submitted);
    }
}
