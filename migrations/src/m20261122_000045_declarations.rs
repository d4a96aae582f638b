//! No draft holds a declaration: the signatory makes each one when the application is handed in.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for change in [
            "UPDATE application SET not_begun = FALSE, no_double_funding = FALSE, true_and_complete = FALSE, \
             privacy_read = FALSE, exchange_willing = FALSE WHERE state = 'DRAFT'",
            "DELETE FROM application_answer WHERE field_code IN ('F2', 'F6b') \
             AND application_id IN (SELECT id FROM application WHERE state = 'DRAFT')",
        ] {
            db.execute_unprepared(change).await?;
        }
        Ok(())
    }

    /// What was ticked too early is not ticked again.
    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
