//! The seal of the audit trail covers every entry, in whatever order units commit.

use std::time::Duration;

use base::Ctx;
use base_db::audit::{AuditEntry, content_hash, of_subject};
use base_db::{Db, Entry, seal};
use base_testing::db::databases;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait};
use uuid::{Timestamp, Uuid};

async fn written(db: &Db) -> AuditEntry {
    let ctx = Ctx::system("test", db.now());
    let unit = db.write(&ctx).await.unwrap();
    unit.audit(Entry::new("thing", "1", "make")).await.unwrap();
    unit.commit().await.unwrap();
    of_subject(db.reader(), "thing", "1", 1).await.unwrap().remove(0)
}

/// The entry of a unit that began so long before this one and commits only now.
async fn committed_late(db: &Db, entry: &AuditEntry, by: Duration) {
    let (seconds, nanos) = entry.id.get_timestamp().unwrap().to_unix();
    let made_at = Timestamp::from_unix_time(seconds - by.as_secs(), nanos, 0, 0);
    let mut late = AuditEntry {
        id: Uuid::new_v7(made_at),
        ..entry.clone()
    };
    late.content_hash = content_hash(&late);
    <AuditEntry as ModelTrait>::Entity::insert(late.into_active_model().reset_all())
        .exec_without_returning(db.reader())
        .await
        .unwrap();
}

#[tokio::test]
async fn an_entry_committed_after_later_ones_were_sealed_is_sealed_too() {
    for test in databases().await {
        let (db, holder) = (&test.db, Uuid::now_v7());
        let entry = written(db).await;
        assert_eq!(seal::seal(db, holder).await.unwrap(), 1, "{}", test.name);
        committed_late(db, &entry, Duration::from_secs(60)).await;
        assert_eq!(seal::seal(db, holder).await.unwrap(), 1, "{}", test.name);
        committed_late(db, &entry, Duration::from_secs(3_600)).await;
        assert_eq!(seal::seal(db, holder).await.unwrap(), 0, "{}", test.name);
        assert_eq!(seal::seal_all(db, holder).await.unwrap(), 1, "{}", test.name);
        assert_eq!(seal::seal_all(db, holder).await.unwrap(), 0, "{}", test.name);
        let report = seal::verify(db.reader()).await.unwrap();
        assert_eq!(
            (report.sealed, report.unsealed, report.broken),
            (3, 0, None),
            "{}",
            test.name
        );
    }
}
