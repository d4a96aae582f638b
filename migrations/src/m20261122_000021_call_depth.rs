//! What a call says beyond its first form: grace, documents to attach, own mail texts, worked examples; each published
//! edition of it; and the try-out of a draft.

use sea_orm_migration::prelude::*;

use crate::columns::{append_only, id, index, instant, int, references, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in [
            int("grace_minutes").default(0).take(),
            // lists of small records, read and written as a whole: JSON
            text("documents").default("[]").take(),
            text("mail_texts").default("[]").take(),
            text("examples").default("[]").take(),
            // the draft that this call tries out, and the call it was copied from
            uuid_null("preview_of"),
            uuid_null("cloned_from"),
        ] {
            manager
                .alter_table(Table::alter().table("call").add_column(&mut column).take())
                .await?;
        }
        manager.create_index(index("call", &["preview_of"], true)).await?;
        manager.create_table(call_version()).await?;
        manager
            .create_index(index("call_version", &["call_id", "edition"], true))
            .await?;
        append_only(manager, "call_version").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("call_version").take())
            .await?;
        manager
            .drop_index(Index::drop().name("ix_call_preview_of").table("call").to_owned())
            .await?;
        for column in [
            "cloned_from",
            "preview_of",
            "examples",
            "mail_texts",
            "documents",
            "grace_minutes",
        ] {
            manager
                .alter_table(Table::alter().table("call").drop_column(column).take())
                .await?;
        }
        Ok(())
    }
}

/// One row per edition: the terms as they were published, never changed again.
fn call_version() -> TableCreateStatement {
    Table::create()
        .table("call_version")
        .col(id())
        .col(uuid("call_id"))
        .col(int("edition"))
        .col(text("content"))
        .col(text("reason"))
        .col(uuid_null("made_by"))
        .col(instant("made_at"))
        .foreign_key(&mut references("call_version", "call_id", "call"))
        .check(Expr::cust("edition >= 1"))
        .take()
}
