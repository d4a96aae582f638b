//! Grants in cash and in kind: their tranches per budget year, signatures, delivery, and the notices as issued.
//!
//! The table is called as the thing is called; `grant` is a word of SQL, so plain SQL writes it in double quotes.

use sea_orm_migration::prelude::*;

use crate::columns::{
    append_only, date, date_null, id, index, instant, instant_null, int, references, text, text_null, uuid,
    uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [grant(), tranche(), notice(), download()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("grant", &["application_id"], false),
            index("grant", &["call_id", "state"], false),
            index("grant", &["call_id", "number"], false),
            index("grant", &["programme_id", "state"], false),
            index("grant_tranche", &["grant_id", "year", "kind"], true),
            index("grant_notice", &["grant_id", "version"], true),
            index("grant_download", &["grant_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        // One living grant per project, however many officers prepare at once (handbook 12, no. 3).
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ix_grant_living ON \"grant\" (application_id) WHERE state <> 'DECLINED'",
            )
            .await?;
        append_only(manager, "grant_notice").await?;
        append_only(manager, "grant_download").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["grant_download", "grant_notice", "grant_tranche", "grant"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn grant() -> TableCreateStatement {
    Table::create()
        .table("grant")
        .col(id())
        .col(uuid("application_id"))
        .col(uuid("call_id"))
        .col(uuid("programme_id"))
        // copied from the application, because lists sort by them and notices keep them
        .col(text("number"))
        .col(text("title"))
        .col(uuid("body_id"))
        .col(text("body_name"))
        .col(text("mode"))
        .col(text("state"))
        .col(int("amount_cents"))
        // of the call and of the selection, as they were when it was prepared
        .col(int("cap_cents"))
        .col(int("selected_cents"))
        .col(uuid_null("budget_line_id"))
        .col(text("financing_type"))
        .col(int("rate"))
        .col(int("eligible_cents"))
        .col(date("from_on"))
        .col(date("until_on"))
        .col(text("purpose"))
        .col(text("objectives"))
        .col(text("conditions"))
        .col(text("double_funding"))
        .col(text("double_funding_reason"))
        .col(uuid_null("prepared_by"))
        .col(instant("prepared_at"))
        .col(uuid_null("rl_signed_by"))
        .col(instant_null("rl_signed_at"))
        .col(uuid_null("bfdh_signed_by"))
        .col(instant_null("bfdh_signed_at"))
        .col(uuid_null("issued_by"))
        .col(instant_null("issued_at"))
        .col(text_null("channel"))
        .col(date_null("sent_on"))
        .col(instant_null("downloaded_at"))
        .col(date_null("delivered_on"))
        .col(date_null("accept_until_on"))
        .col(uuid_null("answered_by"))
        .col(instant_null("answered_at"))
        .col(text("answer_remark"))
        .col(int("version"))
        .foreign_key(&mut references("grant", "application_id", "application"))
        .foreign_key(&mut references("grant", "call_id", "call"))
        .foreign_key(&mut references("grant", "programme_id", "programme"))
        .foreign_key(&mut references("grant", "body_id", "body"))
        .foreign_key(&mut references("grant", "budget_line_id", "budget_line"))
        .check(Expr::cust("mode IN ('IN_KIND', 'CASH_GRANT')"))
        .check(Expr::cust(
            "state IN ('PREPARED', 'COUNTERSIGNED', 'ISSUED', 'DELIVERED', 'ACCEPTED', 'DECLINED')",
        ))
        // cap per project, and never more than was selected (handbook 12, no. 3)
        .check(Expr::cust(
            "amount_cents > 0 AND amount_cents <= cap_cents AND amount_cents <= selected_cents",
        ))
        .check(Expr::cust("until_on >= from_on"))
        .check(Expr::cust("double_funding IN ('NONE', 'COMPLEMENTARY')"))
        // four eyes, and three persons in all (handbook 0.5, 12 no. 8)
        .check(Expr::cust(
            "rl_signed_by IS NULL OR prepared_by IS NULL OR rl_signed_by <> prepared_by",
        ))
        .check(Expr::cust(
            "bfdh_signed_by IS NULL OR prepared_by IS NULL OR bfdh_signed_by <> prepared_by",
        ))
        .check(Expr::cust(
            "rl_signed_by IS NULL OR bfdh_signed_by IS NULL OR rl_signed_by <> bfdh_signed_by",
        ))
        .check(Expr::cust(
            "issued_by IS NULL OR (issued_by <> bfdh_signed_by AND issued_by <> prepared_by)",
        ))
        .check(Expr::cust(
            "state = 'PREPARED' OR (rl_signed_by IS NOT NULL AND bfdh_signed_by IS NOT NULL)",
        ))
        .check(Expr::cust(
            "state IN ('PREPARED', 'COUNTERSIGNED') OR issued_by IS NOT NULL",
        ))
        .check(Expr::cust("state <> 'DELIVERED' OR delivered_on IS NOT NULL"))
        .take()
}

fn tranche() -> TableCreateStatement {
    Table::create()
        .table("grant_tranche")
        .col(id())
        .col(uuid("grant_id"))
        .col(int("year"))
        .col(text("kind"))
        .col(int("amount_cents"))
        .foreign_key(&mut references("grant_tranche", "grant_id", "grant"))
        .check(Expr::cust("kind IN ('CASH', 'COMMITMENT')"))
        .check(Expr::cust("year BETWEEN 2000 AND 2100"))
        .check(Expr::cust("amount_cents > 0"))
        .take()
}

/// What was issued, word for word, and the file it became.
fn notice() -> TableCreateStatement {
    Table::create()
        .table("grant_notice")
        .col(id())
        .col(uuid("grant_id"))
        .col(int("version"))
        .col(text("kind"))
        .col(text("content"))
        .col(text("content_sha256"))
        .col(uuid("file_id"))
        .col(text("file_sha256"))
        .col(int("pages"))
        .col(uuid_null("created_by"))
        .col(instant("created_at"))
        .foreign_key(&mut references("grant_notice", "grant_id", "grant"))
        .foreign_key(&mut references("grant_notice", "file_id", "stored_file"))
        .check(Expr::cust("kind IN ('AWARD', 'AGREEMENT')"))
        .take()
}

/// Who of the municipality fetched a notice from the portal, and when: the proof of receipt.
fn download() -> TableCreateStatement {
    Table::create()
        .table("grant_download")
        .col(id())
        .col(uuid("grant_id"))
        .col(uuid("notice_id"))
        .col(uuid_null("person_id"))
        .col(instant("at"))
        .foreign_key(&mut references("grant_download", "grant_id", "grant"))
        .foreign_key(&mut references("grant_download", "notice_id", "grant_notice"))
        .take()
}
