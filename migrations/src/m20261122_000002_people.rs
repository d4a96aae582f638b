//! Accounts, their roles, deputies and affiliations; sessions, links by mail, API tokens, sign-in throttling.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bool, date, date_null, id, index, instant, instant_null, int, int_null, references, text, text_null,
    uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in [
            index("account", &["email"], true),
            index("account", &["search_text"], false),
            index("role_assignment", &["person_id"], false),
            index("role_assignment", &["role", "scope_kind", "scope_id"], false),
            index("deputy", &["deputy_id"], false),
            index("deputy", &["person_id"], false),
            index("session", &["token_hash"], true),
            index("session", &["person_id"], false),
            index("session", &["started_at"], false),
            index("sign_in_throttle", &["failed_at"], false),
            index("account_link", &["token_hash"], true),
            index("account_link", &["person_id"], false),
            index("recovery_code", &["person_id"], false),
            index("api_token", &["token_hash"], true),
            index("api_token", &["person_id"], false),
            index("affiliation", &["person_id"], false),
            index("affiliation", &["body_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "affiliation",
            "sign_in_throttle",
            "api_token",
            "recovery_code",
            "account_link",
            "session",
            "deputy",
            "role_assignment",
            "account",
        ] {
            manager
                .drop_table(Table::drop().table(Alias::new(table)).take())
                .await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        Table::create()
            .table("account")
            .col(id())
            .col(text("email")) // lower case
            .col(text("name"))
            .col(text_null("salutation"))
            .col(text("lang"))
            .col(text("state"))
            .col(text("search_text"))
            .col(text_null("password_hash"))
            .col(text_null("totp_secret"))
            .col(instant_null("totp_confirmed_at"))
            // the last 30-second step that was used: no code counts twice
            .col(int_null("totp_last_step"))
            // sessions carry the epoch they began in; raising it signs out everywhere
            .col(int("session_epoch"))
            .col(instant("created_at"))
            .col(instant_null("signed_in_at"))
            .check(Expr::cust("state IN ('INVITED', 'ACTIVE', 'LOCKED')"))
            .check(Expr::cust("email = lower(email)"))
            .take(),
        Table::create()
            .table("role_assignment")
            .col(id())
            .col(uuid("person_id"))
            .col(text("role"))
            .col(text("scope_kind"))
            .col(uuid_null("scope_id"))
            .col(date("from_on"))
            .col(date_null("until_on"))
            .col(instant("created_at"))
            .col(uuid_null("created_by"))
            .col(instant_null("ended_at"))
            .foreign_key(&mut references("role_assignment", "person_id", "account"))
            .check(Expr::cust("until_on IS NULL OR until_on >= from_on"))
            .take(),
        Table::create()
            .table("deputy")
            .col(id())
            // who is stood in for, and who stands in
            .col(uuid("person_id"))
            .col(uuid("deputy_id"))
            .col(date("from_on"))
            .col(date("until_on"))
            .col(instant("created_at"))
            .col(instant_null("ended_at"))
            .foreign_key(&mut references("deputy", "person_id", "account"))
            .foreign_key(&mut references("deputy", "deputy_id", "account"))
            .check(Expr::cust("until_on >= from_on"))
            .check(Expr::cust("person_id <> deputy_id"))
            .take(),
        Table::create()
            .table("session")
            .col(id())
            .col(text("token_hash"))
            .col(uuid("person_id"))
            .col(int("epoch"))
            // false while the second factor is still asked for
            .col(bool("verified"))
            .col(instant("started_at"))
            .col(instant("seen_at"))
            .col(text_null("address"))
            .col(text_null("agent"))
            .foreign_key(&mut references("session", "person_id", "account"))
            .take(),
        Table::create()
            .table("account_link")
            .col(id())
            .col(uuid("person_id"))
            .col(text("purpose"))
            .col(text("token_hash"))
            .col(instant("created_at"))
            .col(instant("expires_at"))
            .col(instant_null("used_at"))
            .foreign_key(&mut references("account_link", "person_id", "account"))
            .check(Expr::cust("purpose IN ('INVITATION', 'RESET')"))
            .take(),
        Table::create()
            .table("recovery_code")
            .col(id())
            .col(uuid("person_id"))
            .col(text("code_hash"))
            .col(instant_null("used_at"))
            .foreign_key(&mut references("recovery_code", "person_id", "account"))
            .take(),
        Table::create()
            .table("api_token")
            .col(id())
            .col(uuid("person_id"))
            .col(text("name"))
            .col(text("token_hash"))
            .col(text("access"))
            // made at the command line, for a machine that has no second factor
            .col(bool("by_operator"))
            .col(instant("created_at"))
            .col(instant("expires_at"))
            .col(instant_null("revoked_at"))
            .foreign_key(&mut references("api_token", "person_id", "account"))
            .check(Expr::cust("access IN ('READ', 'READ_WRITE')"))
            .take(),
        Table::create()
            .table("sign_in_throttle")
            .col(ColumnDef::new("key").text().not_null().primary_key())
            .col(int("failures"))
            .col(instant("failed_at"))
            .col(instant("blocked_until"))
            .take(),
        Table::create()
            .table("affiliation")
            .col(id())
            .col(uuid("person_id"))
            .col(uuid("body_id"))
            .col(text("kind"))
            .col(date_null("from_on"))
            .col(date_null("until_on"))
            .foreign_key(&mut references("affiliation", "person_id", "account"))
            .take(),
    ]
}
