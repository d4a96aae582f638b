//! What a statement of use was lacking: the day on which facts were known, as a record of its own with corrections by two
//! persons (one-year clock, §§ 48 Abs. 4, 49 Abs. 3 LVwVfG); extensions of the due date; interim statements.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

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
        for table in [knowledge(), extension(), interim()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("proof_knowledge", &["root_id", "edition"], true),
            index("proof_knowledge", &["proof_id"], false),
            index("proof_extension", &["proof_id"], false),
            index("proof_interim", &["proof_id", "year"], true),
            index("proof_interim", &["programme_id", "state", "due_on"], false),
        ] {
            manager.create_index(index).await?;
        }
        let db = manager.get_connection();
        for unique in [
            // one correction, and one request, at a time
            "CREATE UNIQUE INDEX ix_proof_knowledge_open ON proof_knowledge (root_id) WHERE decided_at IS NULL",
            "CREATE UNIQUE INDEX ix_proof_extension_open ON proof_extension (proof_id) WHERE decided_at IS NULL",
        ] {
            db.execute_unprepared(unique).await?;
        }
        for table in ["proof_knowledge", "proof_extension"] {
            keep(manager, table, "OLD.decided_at IS NOT NULL").await?;
        }
        keep(manager, "proof_interim", INTERIM_KEPT).await?;
        for (table, column) in [
            ("claim", uuid_null("knowledge_id")),
            ("proof", date_null("extension_wanted_on")),
        ] {
            manager
                .alter_table(Table::alter().table(table).add_column(column).take())
                .await?;
        }
        known_before(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [("claim", "knowledge_id"), ("proof", "extension_wanted_on")] {
            manager
                .alter_table(Table::alter().table(table).drop_column(column).take())
                .await?;
        }
        for table in ["proof_interim", "proof_extension", "proof_knowledge"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

/// When the authority knew which facts. The first edition is in force at once; a correction needs a reason and another
/// person.
fn knowledge() -> TableCreateStatement {
    Table::create()
        .table("proof_knowledge")
        .col(id())
        // the id of the first edition
        .col(uuid("root_id"))
        .col(uuid("proof_id"))
        .col(int("edition"))
        .col(date("known_on"))
        .col(text("facts"))
        .col(text("reason"))
        .col(uuid_null("recorded_by"))
        .col(instant("recorded_at"))
        .col(bool("is_confirmed"))
        .col(uuid_null("decided_by"))
        .col(instant_null("decided_at"))
        .foreign_key(&mut references("proof_knowledge", "proof_id", "proof"))
        .check(Expr::cust("facts <> ''"))
        .check(Expr::cust("edition = 1 OR reason <> ''"))
        .check(Expr::cust("edition > 1 OR is_confirmed"))
        .check(Expr::cust("NOT is_confirmed OR decided_at IS NOT NULL"))
        .check(Expr::cust(
            "edition = 1 OR decided_at IS NULL OR decided_by IS NOT NULL",
        ))
        // whoever recorded a correction does not put it into force (handbook 12, no. 8)
        .check(Expr::cust(
            "edition = 1 OR NOT is_confirmed OR decided_by <> recorded_by",
        ))
        .take()
}

/// A later due date: asked for with a reason, granted or not. The row keeps the day that it replaced.
fn extension() -> TableCreateStatement {
    Table::create()
        .table("proof_extension")
        .col(id())
        .col(uuid("proof_id"))
        .col(date("before_on"))
        .col(date("wanted_on"))
        .col(text("reason"))
        .col(uuid_null("asked_by"))
        .col(instant("asked_at"))
        // none while it is open, and where it was refused
        .col(date_null("granted_on"))
        .col(text("answer"))
        .col(uuid_null("decided_by"))
        .col(instant_null("decided_at"))
        .foreign_key(&mut references("proof_extension", "proof_id", "proof"))
        .check(Expr::cust("reason <> ''"))
        .check(Expr::cust("wanted_on > before_on"))
        .check(Expr::cust("granted_on IS NULL OR granted_on > before_on"))
        .check(Expr::cust("granted_on IS NULL OR decided_at IS NOT NULL"))
        .check(Expr::cust(
            "decided_at IS NULL OR granted_on IS NOT NULL OR answer <> ''",
        ))
        .take()
}

/// A noted interim statement says for good what it said.
const INTERIM_KEPT: &str = "OLD.state = 'NOTED'";

/// The interim statement of one budget year (handbook 2.6).
fn interim() -> TableCreateStatement {
    Table::create()
        .table("proof_interim")
        .col(id())
        .col(uuid("proof_id"))
        .col(uuid("grant_id"))
        .col(uuid("application_id"))
        .col(uuid("programme_id"))
        .col(int("year"))
        .col(text("state"))
        .col(date("due_on"))
        .col(int_null("spent_cents"))
        .col(int_null("income_cents"))
        .col(text("activities"))
        .col(text("outlook"))
        .col(date_null("received_on"))
        .col(uuid_null("submitted_by"))
        .col(instant_null("submitted_at"))
        .col(text_null("content_sha256"))
        .col(text("remark"))
        .col(uuid_null("noted_by"))
        .col(instant_null("noted_at"))
        .col(int("version"))
        .foreign_key(&mut references("proof_interim", "proof_id", "proof"))
        .check(Expr::cust(
            "state IN ('PLANNED', 'DUE', 'OVERDUE', 'SUBMITTED', 'NOTED', 'DROPPED')",
        ))
        .check(Expr::cust("spent_cents IS NULL OR spent_cents >= 0"))
        .check(Expr::cust("income_cents IS NULL OR income_cents >= 0"))
        .check(Expr::cust(
            "state NOT IN ('SUBMITTED', 'NOTED') OR (spent_cents IS NOT NULL AND received_on IS NOT NULL \
             AND length(content_sha256) = 64)",
        ))
        .check(Expr::cust("state <> 'NOTED' OR noted_at IS NOT NULL"))
        .take()
}

/// Refuses changes of rows that are decided, and every DELETE.
async fn keep(manager: &SchemaManager<'_>, table: &str, kept: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(&format!(
            "CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({kept}) \
             EXECUTE FUNCTION refuse_change()"
        ))
        .await?;
        db.execute_unprepared(&format!(
            "CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        ))
        .await?;
        return Ok(());
    }
    for (verb, when) in [("UPDATE", format!("WHEN {kept} ")), ("DELETE", String::new())] {
        db.execute_unprepared(&format!(
            "CREATE TRIGGER {table}_kept_{} BEFORE {verb} ON {table} {when}\
             BEGIN SELECT RAISE(ABORT, '{table} is kept'); END",
            verb.to_lowercase()
        ))
        .await?;
    }
    Ok(())
}

/// Claims that revoke a notice have a day already: it becomes the record, by the latest claim of each proof.
async fn known_before(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    const REVOKES: &str = "ground IN ('PURPOSE', 'OBLIGATION', 'UNLAWFUL')";
    db.execute_unprepared(&format!(
        "INSERT INTO proof_knowledge (id, root_id, proof_id, edition, known_on, facts, reason, recorded_by, recorded_at, \
         is_confirmed, decided_by, decided_at) \
         SELECT claim.id, claim.id, claim.proof_id, 1, claim.known_on, claim.reason, '', claim.heard_by, claim.heard_at, \
         TRUE, NULL, claim.heard_at FROM claim WHERE claim.{REVOKES} AND NOT EXISTS (SELECT 1 FROM claim AS later \
         WHERE later.proof_id = claim.proof_id AND later.{REVOKES} AND later.heard_at > claim.heard_at)"
    ))
    .await?;
    db.execute_unprepared(
        "UPDATE claim SET knowledge_id = id WHERE state IN ('HEARING', 'PROPOSED') \
         AND EXISTS (SELECT 1 FROM proof_knowledge WHERE proof_knowledge.id = claim.id)",
    )
    .await?;
    Ok(())
}
