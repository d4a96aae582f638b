//! Finding words (ops/benchmarks.md): SQLite takes the ids of the rows that hold them from an index alone. PostgreSQL
//! has its index of trigrams since migration 27, so that the plain one only slowed writing down.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let plain = Index::drop()
            .name("ix_application_search_text")
            .table("application")
            .to_owned();
        manager.drop_index(plain).await?;
        if manager.get_database_backend() == DbBackend::Sqlite {
            for table in ["application", "body"] {
                manager
                    .create_index(index(table, &["search_text", "id"], false))
                    .await?;
            }
        }
        Ok(())
    }
}
