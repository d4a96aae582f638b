//! What an application consists of beside its form: attachments, what partners say, the plan of costs and financing,
//! other grants, the request for a signature, and the letters made of a snapshot. Files learn about virus scans.

use sea_orm_migration::prelude::*;

use crate::columns::{
    append_only, bool, bool_null, date_null, id, index, instant, instant_null, int, int_null, references,
    text, text_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // one column a statement: SQLite takes no more
        for column in [
            text("scan_state").default("NONE").take(),
            text_null("scan_finding"),
            instant_null("scanned_at"),
        ] {
            let alter = Table::alter().table("stored_file").add_column(column).take();
            manager.alter_table(alter).await?;
        }
        for table in [
            attachment(),
            partner(),
            plan_item(),
            other_grant(),
            finance(),
            signature(),
            snapshot_file(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("application_attachment", &["application_id"], false),
            index("application_attachment", &["file_id"], true),
            index("application_partner", &["application_id", "body_id"], true),
            index("application_partner", &["body_id", "state"], false),
            index("application_plan_item", &["application_id", "year", "kind"], true),
            index("application_other_grant", &["application_id", "position"], true),
            index("application_finance", &["application_id"], true),
            index("application_signature", &["application_id"], false),
            index("application_snapshot", &["sha256"], false),
            index("application_snapshot_file", &["snapshot_id", "kind"], true),
            index("application_snapshot_file", &["sha256"], false),
        ] {
            manager.create_index(index).await?;
        }
        append_only(manager, "application_snapshot_file").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "application_snapshot_file",
            "application_signature",
            "application_finance",
            "application_other_grant",
            "application_plan_item",
            "application_partner",
            "application_attachment",
        ] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        manager
            .drop_index(
                Index::drop()
                    .name("ix_application_snapshot_sha256")
                    .table("application_snapshot")
                    .to_owned(),
            )
            .await?;
        for column in ["scan_state", "scan_finding", "scanned_at"] {
            let alter = Table::alter().table("stored_file").drop_column(column).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

fn of_application(table: &'static str) -> ForeignKeyCreateStatement {
    references(table, "application_id", "application")
}

fn attachment() -> TableCreateStatement {
    Table::create()
        .table("application_attachment")
        .col(id())
        .col(uuid("application_id"))
        .col(uuid("file_id"))
        // what it is: a code of the call's document checklist, or OTHER
        .col(text("document"))
        .col(text("label"))
        // one agreement per partner (B4)
        .col(uuid_null("body_id"))
        .col(uuid_null("added_by"))
        .col(instant("added_at"))
        .foreign_key(&mut of_application("application_attachment"))
        .foreign_key(&mut references(
            "application_attachment",
            "file_id",
            "stored_file",
        ))
        .take()
}

/// What belongs to a partner but not to the list of parties, which the form writes anew each time.
fn partner() -> TableCreateStatement {
    Table::create()
        .table("application_partner")
        .col(id())
        .col(uuid("application_id"))
        .col(uuid("body_id"))
        .col(text("task"))
        .col(text("state"))
        .col(uuid_null("asked_by"))
        .col(instant_null("asked_at"))
        .col(uuid_null("answered_by"))
        .col(instant_null("answered_at"))
        .col(text("remark"))
        // what exactly was confirmed: another share or task needs another confirmation
        .col(int_null("confirmed_share_cents"))
        .col(text("confirmed_task"))
        .col(date_null("resolution_on"))
        .foreign_key(&mut of_application("application_partner"))
        .foreign_key(&mut references("application_partner", "body_id", "body"))
        .check(Expr::cust("state IN ('OPEN', 'ASKED', 'CONFIRMED', 'REFUSED')"))
        .take()
}

fn plan_item() -> TableCreateStatement {
    Table::create()
        .table("application_plan_item")
        .col(id())
        .col(uuid("application_id"))
        .col(int("year"))
        .col(text("kind"))
        .col(int("cents"))
        .foreign_key(&mut of_application("application_plan_item"))
        .check(Expr::cust("cents >= 0"))
        .take()
}

fn other_grant() -> TableCreateStatement {
    Table::create()
        .table("application_other_grant")
        .col(id())
        .col(uuid("application_id"))
        .col(int("position"))
        .col(text("provider"))
        .col(text("programme"))
        .col(int("cents"))
        .col(text("status"))
        .foreign_key(&mut of_application("application_other_grant"))
        .check(Expr::cust("cents >= 0"))
        .take()
}

fn finance() -> TableCreateStatement {
    Table::create()
        .table("application_finance")
        .col(id())
        .col(uuid("application_id"))
        .col(bool_null("vat_deduct"))
        .col(bool("no_other_grants"))
        .col(bool("early_start"))
        .col(date_null("early_start_on"))
        .col(text("early_start_reason"))
        .foreign_key(&mut of_application("application_finance"))
        .take()
}

/// The editor asks the signatory; the signatory signs by handing in, or sends it back with a reason.
fn signature() -> TableCreateStatement {
    Table::create()
        .table("application_signature")
        .col(id())
        .col(uuid("application_id"))
        .col(text("remark"))
        .col(uuid_null("asked_by"))
        .col(instant("asked_at"))
        .col(text_null("outcome"))
        .col(text("reason"))
        .col(uuid_null("answered_by"))
        .col(instant_null("answered_at"))
        .foreign_key(&mut of_application("application_signature"))
        .check(Expr::cust(
            "outcome IS NULL OR outcome IN ('SIGNED', 'RETURNED', 'DROPPED')",
        ))
        .take()
}

fn snapshot_file() -> TableCreateStatement {
    Table::create()
        .table("application_snapshot_file")
        .col(id())
        .col(uuid("snapshot_id"))
        .col(text("kind"))
        .col(uuid("file_id"))
        // of the PDF; also in stored_file, here for the public question
        .col(text("sha256"))
        .foreign_key(&mut references(
            "application_snapshot_file",
            "snapshot_id",
            "application_snapshot",
        ))
        .foreign_key(&mut references(
            "application_snapshot_file",
            "file_id",
            "stored_file",
        ))
        .check(Expr::cust("kind IN ('APPLICATION', 'RECEIPT')"))
        .take()
}
