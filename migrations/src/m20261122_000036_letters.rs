//! Letters: the clauses of notices in versions, which of them a grant takes, and the letters to applicants without a grant.
//! A grant that ends before its issue, because its application is withdrawn, needs no signatures.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{
    append_only, change_check, date, id, index, instant, int, references, text, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [clause(), chosen(), case_notice()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("programme_clause", &["programme_id", "code", "version"], true),
            index("grant_clause", &["grant_id", "code"], true),
            index("case_notice", &["application_id"], false),
            index("case_notice", &["call_id", "kind"], false),
        ] {
            manager.create_index(index).await?;
        }
        // an application is rejected once, however often it was offered something before
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ix_case_notice_rejection ON case_notice (application_id) \
                 WHERE kind = 'REJECTION'",
            )
            .await?;
        // who last chose its clauses has a hand in what is signed, beside who prepared it (handbook 12 no. 8)
        let db = manager.get_connection();
        let uuid = match manager.get_database_backend() {
            DbBackend::Postgres => "uuid",
            _ => "uuid_text",
        };
        db.execute_unprepared(&format!(
            "ALTER TABLE \"grant\" ADD COLUMN clauses_by {uuid} CHECK (clauses_by IS NULL OR \
             ((rl_signed_by IS NULL OR rl_signed_by <> clauses_by) AND \
             (bfdh_signed_by IS NULL OR bfdh_signed_by <> clauses_by) AND \
             (issued_by IS NULL OR issued_by <> clauses_by)))"
        ))
        .await?;
        append_only(manager, "programme_clause").await?;
        append_only(manager, "case_notice").await?;
        change_check(
            manager,
            "grant",
            "ck_grant_signed",
            "%(rl_signed_by IS NOT NULL) AND (bfdh_signed_by IS NOT NULL)%",
            "state = 'PREPARED' OR (rl_signed_by IS NOT NULL AND bfdh_signed_by IS NOT NULL)",
            "state IN ('PREPARED', 'DECLINED') OR (rl_signed_by IS NOT NULL AND bfdh_signed_by IS NOT NULL)",
        )
        .await?;
        change_check(
            manager,
            "grant",
            "ck_grant_issued",
            "%OR (issued_by IS NOT NULL)%",
            "state IN ('PREPARED', 'COUNTERSIGNED') OR issued_by IS NOT NULL",
            "state IN ('PREPARED', 'COUNTERSIGNED', 'DECLINED') OR issued_by IS NOT NULL",
        )
        .await
    }
}

/// One version of a clause of a programme's notices (§ 36 LVwVfG).
fn clause() -> TableCreateStatement {
    Table::create()
        .table("programme_clause")
        .col(id())
        .col(uuid("programme_id"))
        .col(text("code"))
        .col(int("version"))
        .col(text("kind"))
        .col(text("usage"))
        .col(text("grantees"))
        .col(text("financing_type"))
        .col(text("title"))
        .col(text("text"))
        .col(date("valid_from"))
        .col(crate::columns::bool("in_use"))
        .col(uuid_null("set_by"))
        .col(instant("set_at"))
        .foreign_key(&mut references("programme_clause", "programme_id", "programme"))
        .check(Expr::cust(
            "kind IN ('TIME_LIMIT', 'CONDITION', 'REVOCATION', 'OBLIGATION', 'OBLIGATION_RESERVE', 'REFERENCE')",
        ))
        .check(Expr::cust("usage IN ('ALWAYS', 'USUAL', 'ON_CHOICE')"))
        .check(Expr::cust("grantees IN ('ALL', 'MUNICIPAL', 'OTHERS')"))
        .check(Expr::cust(
            "financing_type IN ('', 'SHARE', 'DEFICIT', 'FIXED_AMOUNT', 'FULL')",
        ))
        .check(Expr::cust("version > 0"))
        .take()
}

/// The clauses an officer chose for a grant.
fn chosen() -> TableCreateStatement {
    Table::create()
        .table("grant_clause")
        .col(id())
        .col(uuid("grant_id"))
        .col(text("code"))
        .foreign_key(&mut references("grant_clause", "grant_id", "grant"))
        .take()
}

/// A letter to an applicant without a grant, word for word, and the file it became.
fn case_notice() -> TableCreateStatement {
    Table::create()
        .table("case_notice")
        .col(id())
        .col(uuid("application_id"))
        .col(uuid("call_id"))
        .col(text("kind"))
        .col(text("content"))
        .col(text("content_sha256"))
        .col(uuid("file_id"))
        .col(text("file_sha256"))
        .col(int("pages"))
        .col(text("channel"))
        .col(date("sent_on"))
        .col(uuid_null("issued_by"))
        .col(instant("issued_at"))
        .foreign_key(&mut references("case_notice", "application_id", "application"))
        .foreign_key(&mut references("case_notice", "call_id", "call"))
        .foreign_key(&mut references("case_notice", "file_id", "stored_file"))
        .check(Expr::cust("kind IN ('REJECTION', 'PARTIAL_OFFER')"))
        .check(Expr::cust("channel IN ('PORTAL', 'POST')"))
        .take()
}
