//! What-if allocations of a call, and the moves up its reserve list.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [scenario(), offer()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("allocation_scenario", &["call_id", "number"], true),
            index("reserve_offer", &["decision_id"], false),
            index("reserve_offer", &["call_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        append_only(manager, "allocation_scenario").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["reserve_offer", "allocation_scenario"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

/// Never a decision: an allocation that is looked at and compared.
fn scenario() -> TableCreateStatement {
    Table::create()
        .table("allocation_scenario")
        .col(id())
        .col(uuid("call_id"))
        .col(int("number"))
        .col(uuid("ranking_id"))
        .col(text("name"))
        // a mode of handbook 4.7, or OPTIMISED
        .col(text("kind"))
        .col(int("budget_cents"))
        .col(int("total_cents"))
        // amounts, quotas, and why (JSON)
        .col(text("content"))
        .col(uuid_null("prepared_by"))
        .col(instant("prepared_at"))
        .foreign_key(&mut references("allocation_scenario", "call_id", "call"))
        .foreign_key(&mut references(
            "allocation_scenario",
            "ranking_id",
            "ranking_version",
        ))
        .check(Expr::cust("total_cents BETWEEN 0 AND budget_cents"))
        .take()
}

/// The next of the reserve list is asked, and answers.
fn offer() -> TableCreateStatement {
    Table::create()
        .table("reserve_offer")
        .col(id())
        .col(uuid("call_id"))
        .col(uuid("decision_id"))
        .col(int("amount_cents"))
        .col(instant("answer_until"))
        // why places before it were left out; empty in order
        .col(text("skip_reason"))
        .col(uuid_null("offered_by"))
        .col(instant("offered_at"))
        .col(bool_null("accepted"))
        .col(text("answer_remark"))
        .col(uuid_null("answered_by"))
        .col(instant_null("answered_at"))
        .col(uuid_null("approved_by"))
        .col(instant_null("approved_at"))
        .foreign_key(&mut references("reserve_offer", "call_id", "call"))
        .foreign_key(&mut references("reserve_offer", "decision_id", "decision"))
        .check(Expr::cust("amount_cents > 0"))
        // four eyes
        .check(Expr::cust(
            "approved_by IS NULL OR offered_by IS NULL OR approved_by <> offered_by",
        ))
        .check(Expr::cust("approved_at IS NULL OR accepted"))
        .take()
}
