//! What the ranking pages show stands beside the rows they read: the totals of an application's reviews, how an entry's
//! totals lie, what settled a tie. Indexes that a saved score had to change for nothing are gone.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{index, int_null, text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns by table.
const ADDED: [(&str, &[&str]); 2] = [
    (
        "ranking_entry",
        &["median_hundredths", "lowest_hundredths", "highest_hundredths"],
    ),
    ("ranking_version", &["open_ties", "entry_count"]),
];

/// Indexes before and after: the state of a review is never asked for alone, the mean never without the id.
const NARROWER: [(&str, &[&str], &[&str]); 2] = [
    ("review", &["assessor_id", "state"], &["assessor_id"]),
    ("review", &["call_id", "state"], &["call_id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in ADDED {
            for column in columns {
                let add = Table::alter().table(table).add_column(int_null(column)).take();
                manager.alter_table(add).await?;
            }
        }
        let settled = text_null("settled_by")
            .check(Expr::cust("settled_by IN ('BALANCE', 'LOT')"))
            .take();
        let add = Table::alter().table("ranking_entry").add_column(settled).take();
        manager.alter_table(add).await?;
        let totals = ColumnDef::new("totals").text().not_null().default("[]").take();
        let add = Table::alter().table("standing").add_column(totals).take();
        manager.alter_table(add).await?;
        let list = match manager.get_database_backend() {
            DbBackend::Postgres => "json_agg(weighted ORDER BY weighted)::text",
            _ => "json_group_array(weighted)",
        };
        manager
            .get_connection()
            .execute_unprepared(&format!(
                "UPDATE standing SET totals = COALESCE((SELECT {list} FROM review WHERE application_id = standing.id \
                 AND state IN ('SUBMITTED', 'FROZEN') AND weighted IS NOT NULL), '[]')"
            ))
            .await?;
        for (table, before, after) in NARROWER {
            drop_index(manager, table, before).await?;
            manager.create_index(index(table, after, false)).await?;
        }
        drop_index(manager, "standing", &["call_id", "mean_micro"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_index(index("standing", &["call_id", "mean_micro"], false))
            .await?;
        for (table, before, after) in NARROWER {
            drop_index(manager, table, after).await?;
            manager.create_index(index(table, before, false)).await?;
        }
        for (table, columns) in ADDED {
            for column in columns {
                let drop = Table::alter().table(table).drop_column(*column).take();
                manager.alter_table(drop).await?;
            }
        }
        for (table, column) in [("ranking_entry", "settled_by"), ("standing", "totals")] {
            let drop = Table::alter().table(table).drop_column(column).take();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }
}

async fn drop_index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let name = format!("ix_{table}_{}", columns.join("_"));
    manager
        .drop_index(Index::drop().name(name).table(Alias::new(table)).to_owned())
        .await
}
