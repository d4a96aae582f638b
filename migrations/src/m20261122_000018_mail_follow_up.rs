//! Mails that never arrived wait for somebody: when it was followed up (handbook 6: a bounce makes a task).

use sea_orm_migration::prelude::*;

use crate::columns::instant_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table("outbox_mail")
            .add_column(instant_null("followed_up_at"))
            .take();
        manager.alter_table(table).await
    }
}
