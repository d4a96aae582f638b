//! Proposals of the automatic assignment, kept as evidence once applied; which fields of a review changed in which version.

use sea_orm_migration::prelude::*;

use crate::columns::{date_null, id, index, instant, instant_null, int, references, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(proposal()).await?;
        manager
            .create_index(index("assignment_proposal", &["call_id", "made_at"], false))
            .await?;
        // {"points_K1":7,…}: the version in which a field was last written, for saving field by field
        manager
            .alter_table(
                Table::alter()
                    .table("review")
                    .add_column(text("field_versions").default("{}"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("review")
                    .drop_column("field_versions")
                    .take(),
            )
            .await?;
        manager
            .drop_table(Table::drop().table("assignment_proposal").take())
            .await
    }
}

fn proposal() -> TableCreateStatement {
    Table::create()
        .table("assignment_proposal")
        .col(id())
        .col(uuid("call_id"))
        // assessors wanted per application
        .col(int("target"))
        .col(date_null("due_on"))
        // [["application","assessor","OTHER"],…]: pairs and the assessor's district, in the order of the numbers
        .col(text("pairs"))
        .col(uuid_null("made_by"))
        .col(instant("made_at"))
        .col(uuid_null("applied_by"))
        .col(instant_null("applied_at"))
        .foreign_key(&mut references("assignment_proposal", "call_id", "call"))
        .check(Expr::cust("target > 0"))
        .take()
}
