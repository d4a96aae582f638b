//! What may exist only once at a time, also when two people ask at the same moment.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for index in [
            "CREATE UNIQUE INDEX ix_engagement_living ON engagement (grant_id) \
             WHERE state NOT IN ('DECLINED', 'TERMINATED')",
            "CREATE UNIQUE INDEX ix_deadline_extension_waits ON deadline_extension (call_id, body_id) \
             WHERE decided_at IS NULL",
        ] {
            db.execute_unprepared(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for index in ["ix_engagement_living", "ix_deadline_extension_waits"] {
            db.execute_unprepared(&format!("DROP INDEX {index}")).await?;
        }
        Ok(())
    }
}
