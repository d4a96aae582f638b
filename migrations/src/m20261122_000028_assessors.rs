//! Who assesses a call: the pool with its invitations, what assessors declare once for all, conflicts the office set aside.

use sea_orm_migration::prelude::*;

use crate::columns::{
    date_null, id, index, instant, instant_null, int, int_null, references, text, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [call_assessor(), assessor_interest(), conflict_dismissal()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("call_assessor", &["call_id", "person_id"], true),
            index("call_assessor", &["person_id"], false),
            index("assessor_interest", &["person_id"], false),
            index(
                "conflict_dismissal",
                &["application_id", "person_id", "basis", "subject"],
                true,
            ),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["conflict_dismissal", "assessor_interest", "call_assessor"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn call_assessor() -> TableCreateStatement {
    Table::create()
        .table("call_assessor")
        .col(id())
        .col(uuid("call_id"))
        .col(uuid("person_id"))
        .col(text("state"))
        // until when the invitation is to be answered, and the reviews are wanted
        .col(date_null("answer_by"))
        .col(date_null("due_on"))
        // applications at most
        .col(int_null("most"))
        .col(uuid_null("invited_by"))
        .col(instant("invited_at"))
        .col(instant_null("answered_at"))
        .col(text("reason"))
        .col(int("version"))
        .foreign_key(&mut references("call_assessor", "call_id", "call"))
        .foreign_key(&mut references("call_assessor", "person_id", "account"))
        .check(Expr::cust("state IN ('INVITED', 'ACCEPTED', 'DECLINED')"))
        .check(Expr::cust("most IS NULL OR most > 0"))
        .check(Expr::cust("state <> 'DECLINED' OR reason <> ''"))
        .take()
}

fn assessor_interest() -> TableCreateStatement {
    Table::create()
        .table("assessor_interest")
        .col(id())
        .col(uuid("person_id"))
        .col(text("basis"))
        .col(uuid("body_id"))
        .col(text("detail"))
        .col(instant("declared_at"))
        // the last day; empty while it lasts
        .col(date_null("until_on"))
        .foreign_key(&mut references("assessor_interest", "person_id", "account"))
        .foreign_key(&mut references("assessor_interest", "body_id", "body"))
        .take()
}

fn conflict_dismissal() -> TableCreateStatement {
    Table::create()
        .table("conflict_dismissal")
        .col(id())
        .col(uuid("application_id"))
        .col(uuid("person_id"))
        .col(text("basis"))
        // the body's id, or the mail domain
        .col(text("subject"))
        .col(text("reason"))
        .col(uuid_null("dismissed_by"))
        .col(instant("dismissed_at"))
        .foreign_key(&mut references(
            "conflict_dismissal",
            "application_id",
            "application",
        ))
        .check(Expr::cust("reason <> ''"))
        .check(Expr::cust("dismissed_by IS NULL OR dismissed_by <> person_id"))
        .take()
}
