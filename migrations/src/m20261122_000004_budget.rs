//! Budget lines, their pots per year, and the ledger that says how each pot came to its figures.

use sea_orm_migration::prelude::*;

use crate::columns::{append_only, id, index, instant, int, references, text, text_null, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let line = Table::create()
            .table("budget_line")
            .col(id())
            .col(uuid("programme_id"))
            .col(text("chapter"))
            .col(text("title"))
            .col(text("purpose"))
            .take();
        // The pot row is the lock and the last guard: no statement, however wrong, overdraws it (handbook 12, no. 2).
        let pot = Table::create()
            .table("budget_pot")
            .col(id())
            .col(uuid("line_id"))
            .col(int("year"))
            .col(text("kind"))
            .col(int("means_cents"))
            .col(int("reserved_cents"))
            .col(int("committed_cents"))
            .col(int("ordered_cents"))
            .col(int("paid_cents"))
            .foreign_key(&mut references("budget_pot", "line_id", "budget_line"))
            .check(Expr::cust("kind IN ('CASH', 'COMMITMENT')"))
            .check(Expr::cust("year BETWEEN 2000 AND 2100"))
            .check(Expr::cust("means_cents BETWEEN 0 AND 1000000000000000"))
            .check(Expr::cust("reserved_cents >= 0 AND committed_cents >= 0"))
            .check(Expr::cust("ordered_cents >= 0 AND paid_cents >= 0"))
            .check(Expr::cust("reserved_cents + committed_cents <= means_cents"))
            .check(Expr::cust("ordered_cents + paid_cents <= committed_cents"))
            .take();
        let ledger = Table::create()
            .table("budget_ledger")
            .col(id())
            .col(uuid("pot_id"))
            .col(text("entry"))
            .col(int("amount_cents"))
            .col(int("means_delta_cents"))
            .col(int("reserved_delta_cents"))
            .col(int("committed_delta_cents"))
            .col(int("ordered_delta_cents"))
            .col(int("paid_delta_cents"))
            .col(text("subject_kind"))
            .col(uuid("subject_id"))
            .col(uuid_null("application_id"))
            .col(text_null("reason"))
            .col(uuid_null("actor_id"))
            .col(instant("at"))
            .foreign_key(&mut references("budget_ledger", "pot_id", "budget_pot"))
            .take();
        for table in [line, pot, ledger] {
            manager.create_table(table).await?;
        }
        for index in [
            index("budget_line", &["programme_id", "chapter", "title"], true),
            index("budget_pot", &["line_id", "year", "kind"], true),
            index("budget_ledger", &["pot_id"], false),
            index("budget_ledger", &["application_id"], false),
            index("budget_ledger", &["subject_kind", "subject_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        append_only(manager, "budget_ledger").await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("changes go forward only".to_owned()))
    }
}
