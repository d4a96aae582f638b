//! Evidence packets: who asked for one, how far it is, which file it became, and which cases are in it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [packet(), case()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("evidence_packet", &["call_id"], false),
            index("evidence_packet", &["application_id"], false),
            index("evidence_packet_case", &["packet_id", "application_id"], true),
            index("evidence_packet_case", &["application_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        let db = manager.get_connection();
        // one packet of a call at a time for each person, also when it is asked for twice at the same moment
        db.execute_unprepared(
            "CREATE UNIQUE INDEX ix_evidence_packet_running ON evidence_packet (call_id, requested_by) \
             WHERE application_id IS NULL AND state IN ('REQUESTED', 'BUILDING')",
        )
        .await?;
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        for trigger in triggers {
            db.execute_unprepared(trigger).await?;
        }
        append_only(manager, "evidence_packet_case").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["evidence_packet_case", "evidence_packet"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        if manager.get_database_backend() == DbBackend::Postgres {
            let db = manager.get_connection();
            db.execute_unprepared("DROP FUNCTION evidence_packet_kept()")
                .await?;
        }
        Ok(())
    }
}

/// A packet that is ready is what the audit trail names: its file and hash stay.
const POSTGRES: &[&str] = &[
    "CREATE FUNCTION evidence_packet_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     RAISE EXCEPTION 'a packet that is ready is kept'; END $$",
    "CREATE TRIGGER evidence_packet_kept BEFORE UPDATE OR DELETE ON evidence_packet FOR EACH ROW \
     WHEN (OLD.state = 'READY') EXECUTE FUNCTION evidence_packet_kept()",
];

const SQLITE: &[&str] = &[
    "CREATE TRIGGER evidence_packet_kept_update BEFORE UPDATE ON evidence_packet WHEN OLD.state = 'READY' \
     BEGIN SELECT RAISE(ABORT, 'a packet that is ready is kept'); END",
    "CREATE TRIGGER evidence_packet_kept_delete BEFORE DELETE ON evidence_packet WHEN OLD.state = 'READY' \
     BEGIN SELECT RAISE(ABORT, 'a packet that is ready is kept'); END",
];

/// A packet of one case, or of all cases of a call that the person sees.
fn packet() -> TableCreateStatement {
    Table::create()
        .table("evidence_packet")
        .col(id())
        .col(uuid("programme_id"))
        .col(uuid("call_id"))
        .col(uuid_null("application_id"))
        .col(text("state"))
        // the office in which it was asked for
        .col(text("role"))
        .col(uuid("requested_by"))
        .col(text("requested_by_name"))
        .col(instant("requested_at"))
        .col(int("cases_total"))
        .col(int("cases_done"))
        .col(uuid_null("file_id"))
        .col(text_null("sha256"))
        .col(int_null("size_bytes"))
        .col(int_null("files"))
        .col(instant_null("finished_at"))
        .col(text_null("failure"))
        .foreign_key(&mut references("evidence_packet", "call_id", "call"))
        .foreign_key(&mut references(
            "evidence_packet",
            "application_id",
            "application",
        ))
        .foreign_key(&mut references("evidence_packet", "file_id", "stored_file"))
        .check(Expr::cust(
            "state IN ('REQUESTED', 'BUILDING', 'READY', 'FAILED')",
        ))
        .check(Expr::cust("cases_done >= 0 AND cases_done <= cases_total"))
        // what is ready can be had and checked
        .check(Expr::cust(
            "(state = 'READY') = (file_id IS NOT NULL AND sha256 IS NOT NULL AND size_bytes IS NOT NULL \
             AND files IS NOT NULL)",
        ))
        .check(Expr::cust(
            "(state IN ('READY', 'FAILED')) = (finished_at IS NOT NULL)",
        ))
        .check(Expr::cust("(state = 'FAILED') = (failure IS NOT NULL)"))
        .take()
}

/// A case that belongs to a packet: who is barred from it has no part in the packet.
fn case() -> TableCreateStatement {
    Table::create()
        .table("evidence_packet_case")
        .col(id())
        .col(uuid("packet_id"))
        .col(uuid("application_id"))
        .foreign_key(&mut references(
            "evidence_packet_case",
            "packet_id",
            "evidence_packet",
        ))
        .foreign_key(&mut references(
            "evidence_packet_case",
            "application_id",
            "application",
        ))
        .take()
}
