//! How a body comes to its people: who is proposed as its signatory, and who asks for an account at its registered address.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::columns::{id, index, instant, instant_null, references, text, text_null, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let proposal = Table::create()
            .table("signatory_proposal")
            .col(id())
            .col(uuid("body_id"))
            .col(uuid("person_id"))
            .col(uuid("file_id"))
            .col(text("state"))
            .col(uuid("proposed_by"))
            .col(instant("proposed_at"))
            .col(uuid_null("decided_by"))
            .col(instant_null("decided_at"))
            .col(text_null("reason"))
            .foreign_key(&mut references("signatory_proposal", "person_id", "account"))
            .foreign_key(&mut references("signatory_proposal", "file_id", "stored_file"))
            .check(Expr::cust("state IN ('PROPOSED', 'ADMITTED', 'REFUSED')"))
            .check(Expr::cust("decided_by IS NULL OR decided_by <> proposed_by"))
            .take();
        manager.create_table(proposal).await?;
        let request = Table::create()
            .table("account_request")
            .col(id())
            .col(uuid("body_id"))
            .col(text("email"))
            .col(text("name"))
            .col(text("lang"))
            .col(text("token_hash"))
            .col(instant("created_at"))
            .col(instant("expires_at"))
            .foreign_key(&mut references("account_request", "body_id", "body"))
            .take();
        manager.create_table(request).await?;
        manager
            .create_index(index("account_request", &["token_hash"], true))
            .await?;
        manager
            .create_index(index("account_request", &["body_id"], false))
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ix_signatory_proposal_open ON signatory_proposal (body_id, person_id) \
                 WHERE state = 'PROPOSED'",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["account_request", "signatory_proposal"] {
            manager
                .drop_table(Table::drop().table(Alias::new(table)).take())
                .await?;
        }
        Ok(())
    }
}
