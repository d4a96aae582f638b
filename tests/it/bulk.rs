//! Many rows at once are the same rows as one by one.

use base::Ctx;
use base_db::audit::{AuditEntry, content_hash, of_case};
use base_db::{Entry, insert_new};
use base_testing::db::databases;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait, PaginatorTrait};
use uuid::Uuid;

/// What a text may hold that a format in between could spoil.
const SPOILT: &str = "\"Müller\" & 'Söhne'\\n\t\u{1F600}\n{[,]} %_ null";

#[tokio::test]
async fn forty_entries_at_once_keep_every_value_and_their_order() {
    for test in databases().await {
        let (db, case) = (&test.db, Uuid::now_v7());
        let ctx = Ctx::system("test", db.now());
        let unit = db.write(&ctx).await.unwrap();
        let entries = (0..40).map(|number| {
            let entry = Entry::new("thing", number, "make").case(case).reason(SPOILT);
            match number % 2 {
                0 => entry.data(serde_json::json!({ "amount_cents": i64::MAX, "text": SPOILT })),
                _ => entry.states("DRAFT", "SUBMITTED"),
            }
        });
        unit.audit_many(entries.collect()).await.unwrap();
        unit.commit().await.unwrap();
        let mut stored = of_case(db.reader(), case, 100).await.unwrap();
        stored.sort_by_key(|entry| entry.id);
        let subjects: Vec<String> = stored.iter().map(|entry| entry.subject_id.clone()).collect();
        let expected: Vec<String> = (0..40).map(|number: i32| number.to_string()).collect();
        assert_eq!(subjects, expected, "{}", test.name);
        for entry in &stored {
            assert_eq!(entry.content_hash, content_hash(entry), "{}", test.name);
            assert_eq!(entry.reason.as_deref(), Some(SPOILT), "{}", test.name);
        }
        assert_eq!(
            (&stored[0].to_state, stored[0].at),
            (&None, ctx.now),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn rows_that_exist_already_are_left_out_and_not_counted() {
    for test in databases().await {
        let db = &test.db;
        let ctx = Ctx::system("test", db.now());
        let unit = db.write(&ctx).await.unwrap();
        unit.audit_many(
            (0..20)
                .map(|number| Entry::new("thing", number, "make"))
                .collect(),
        )
        .await
        .unwrap();
        let all = <AuditEntry as ModelTrait>::Entity::find()
            .all(unit.conn())
            .await
            .unwrap();
        let mut rows = all.clone();
        rows.extend(all.iter().map(|entry| AuditEntry {
            id: Uuid::now_v7(),
            ..entry.clone()
        }));
        let rows = rows
            .into_iter()
            .map(|row| row.into_active_model().reset_all())
            .collect();
        let inserted = insert_new(unit.conn(), rows).await.unwrap();
        let count = <AuditEntry as ModelTrait>::Entity::find()
            .count(unit.conn())
            .await
            .unwrap();
        assert_eq!((inserted, count), (20, 40), "{}", test.name);
    }
}
