//! Dated parameters say where they come from and who set them, and no value ever changes again; the letterhead of a
//! programme gets a version for the optimistic lock.

use sea_orm_migration::prelude::*;

use crate::columns::{append_only, instant_null, int, text, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, mut column) in [
            ("programme", int("version").default(1).take()),
            ("programme_parameter", text("source").default("").take()),
            ("programme_parameter", uuid_null("set_by")),
            ("programme_parameter", instant_null("set_at")),
        ] {
            manager
                .alter_table(Table::alter().table(table).add_column(&mut column).take())
                .await?;
        }
        append_only(manager, "programme_parameter").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("programme_parameter", "set_at"),
            ("programme_parameter", "set_by"),
            ("programme_parameter", "source"),
            ("programme", "version"),
        ] {
            manager
                .alter_table(Table::alter().table(table).drop_column(column).take())
                .await?;
        }
        Ok(())
    }
}
