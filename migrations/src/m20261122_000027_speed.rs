//! Indexes that the measurement asked for (ops/benchmarks.md): none of them changes what anything means.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // everything the number of visible cases of a call depends on: it is counted without reading a case
        let counted = ["call_id", "programme_id", "source", "state", "received_at", "id"];
        manager
            .create_index(index("application", &counted, false))
            .await?;
        // the running ranking in its order, ties included
        manager
            .create_index(index("standing", &["call_id", "mean_micro", "id"], false))
            .await?;
        // the lots that are still to be drawn, among eleven thousand entries
        manager
            .create_index(index("ranking_entry", &["ranking_id", "tied", "lot"], false))
            .await?;
        // the districts among eleven thousand bodies, for every filter
        manager.create_index(index("body", &["body_type"], false)).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            for table in ["application", "body"] {
                manager
                    .get_connection()
                    .execute_unprepared(&search(table))
                    .await?;
            }
        }
        Ok(())
    }
}

/// Finds parts of words without reading every row. Where the server lacks the extension, or its user may not install
/// it, the search reads every row as before.
fn search(table: &str) -> String {
    format!(
        "DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; \
         CREATE INDEX ix_{table}_search_trigrams ON {table} USING gin (search_text gin_trgm_ops); \
         EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN \
         RAISE NOTICE 'search of {table} without an index: %', SQLERRM; END $$"
    )
}
