//! The officer's desk in depth: results per point of the checklist, document requests that reopen named fields, a
//! later deadline for one applicant, and what officers judged about hints of double funding.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::columns::*;
use crate::m20261122_000017_places::audit_place;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns that existing tables get: one a statement, SQLite takes no more.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("application_check_item", text("result").default("OPEN").take()),
        ("document_request", text("fields").default("").take()),
        ("document_request", instant_null("closed_at")),
        ("document_request", uuid_null("closed_by")),
        ("document_request", text("close_note").default("").take()),
        // the document request whose answer this edition holds
        ("application_snapshot", uuid_null("request_id")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            let alter = Table::alter().table(table).add_column(column).take();
            manager.alter_table(alter).await?;
        }
        let db = manager.get_connection();
        db.execute_unprepared(
            "UPDATE application_check_item SET result = CASE WHEN fulfilled THEN 'FULFILLED' ELSE 'OPEN' END",
        )
        .await?;
        let fulfilled = Table::alter()
            .table("application_check_item")
            .drop_column("fulfilled")
            .take();
        manager.alter_table(fulfilled).await?;
        for table in [change(), extension(), judgement()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("document_request_change", &["request_id"], false),
            index("deadline_extension", &["call_id", "body_id"], false),
            index("case_judgement", &["application_id", "kind", "subject"], true),
        ] {
            manager.create_index(index).await?;
        }
        append_only(manager, "document_request_change").await?;
        // an extension for one body belongs to its call's programme
        place(
            manager,
            &[("deadline_extension", "deadline_extension", "call", "call_id")],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        place(manager, &[]).await?;
        for table in ["case_judgement", "deadline_extension", "document_request_change"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        let fulfilled = Table::alter()
            .table("application_check_item")
            .add_column(bool("fulfilled").default(false).take())
            .take();
        manager.alter_table(fulfilled).await?;
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE application_check_item SET fulfilled = (result IN ('FULFILLED', 'NOT_APPLICABLE'))",
            )
            .await?;
        for (table, column) in [
            ("application_snapshot", "request_id"),
            ("document_request", "close_note"),
            ("document_request", "closed_by"),
            ("document_request", "closed_at"),
            ("document_request", "fields"),
            ("application_check_item", "result"),
        ] {
            let alter = Table::alter().table(table).drop_column(column).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

/// Tells the audit trail again whose what is.
async fn place(manager: &SchemaManager<'_>, more: &[(&str, &str, &str, &str)]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    db.execute_unprepared("DROP VIEW audit_place").await?;
    let view = audit_place(manager.get_database_backend(), more);
    db.execute_unprepared(&view).await?;
    Ok(())
}

/// Old and new value of a field that an answer changed. Never altered.
fn change() -> TableCreateStatement {
    Table::create()
        .table("document_request_change")
        .col(id())
        .col(uuid("request_id"))
        .col(text("field"))
        .col(text("old_value"))
        .col(text("new_value"))
        .col(instant("changed_at"))
        .foreign_key(&mut references(
            "document_request_change",
            "request_id",
            "document_request",
        ))
        .take()
}

/// A later end of the application phase for one body, proposed by one person and decided by another.
fn extension() -> TableCreateStatement {
    Table::create()
        .table("deadline_extension")
        .col(id())
        .col(uuid("call_id"))
        .col(uuid("body_id"))
        .col(date("due_on"))
        .col(instant("due_at"))
        .col(text("reason"))
        .col(uuid_null("proposed_by"))
        .col(text("proposed_by_name"))
        .col(instant("proposed_at"))
        .col(uuid_null("decided_by"))
        .col(instant_null("decided_at"))
        .col(text_null("outcome"))
        .col(text("remark"))
        .foreign_key(&mut references("deadline_extension", "call_id", "call"))
        .foreign_key(&mut references("deadline_extension", "body_id", "body"))
        .check(Expr::cust(
            "decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by OR outcome = 'DECLINED'",
        ))
        .take()
}

/// What an officer found about a hint (handbook 2.11): no double funding, complementary, or a conflict.
fn judgement() -> TableCreateStatement {
    Table::create()
        .table("case_judgement")
        .col(id())
        .col(uuid("application_id"))
        .col(text("kind"))
        // the other case, or what else the hint is about
        .col(text("subject"))
        .col(text("verdict"))
        .col(text("reason"))
        .col(uuid_null("judged_by"))
        .col(text("judged_by_name"))
        .col(instant("judged_at"))
        .foreign_key(&mut references("case_judgement", "application_id", "application"))
        .check(Expr::cust("verdict IN ('NONE', 'COMPLEMENTARY', 'CONFLICT')"))
        .take()
}
