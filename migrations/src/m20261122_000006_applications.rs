//! Applications with their parties, snapshots, checklist, document requests, proposals, notes, and who may see a case.

use sea_orm_migration::prelude::*;

use crate::columns::{
    append_only, bool, date, date_null, id, index, instant, instant_null, int, int_null, references, text,
    text_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            application(),
            party(),
            snapshot(),
            check_item(),
            document_request(),
            proposal(),
            note(),
            case_access(),
            committee_access(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("application", &["number"], true),
            index("application", &["draft_code"], true),
            index("application", &["call_id", "state"], false),
            index("application", &["call_id", "lead_name"], false),
            index("application", &["call_id", "serial"], false),
            index("application", &["programme_id", "state"], false),
            index("application", &["lead_body_id"], false),
            index("application", &["search_text"], false),
            index("application_party", &["application_id", "body_id", "role"], true),
            index("application_party", &["body_id", "role"], false),
            index("application_snapshot", &["application_id", "edition"], true),
            index("application_check_item", &["application_id", "code"], true),
            index("document_request", &["application_id"], false),
            index("application_proposal", &["application_id"], false),
            index("application_note", &["application_id"], false),
            index("case_access", &["person_id", "application_id", "access"], true),
            index("case_access", &["application_id"], false),
            index("committee_access", &["committee_id", "call_id"], true),
        ] {
            manager.create_index(index).await?;
        }
        append_only(manager, "application_snapshot").await?;
        append_only(manager, "application_note").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "committee_access",
            "case_access",
            "application_note",
            "application_proposal",
            "document_request",
            "application_check_item",
            "application_snapshot",
            "application_party",
            "application",
        ] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn application() -> TableCreateStatement {
    Table::create()
        .table("application")
        .col(id())
        .col(uuid("call_id"))
        .col(uuid("programme_id"))
        // given at the first submission, without gaps per call
        .col(text_null("number"))
        // the number's running part: lists sort by it, because 10000 comes after 9999
        .col(int_null("serial"))
        .col(text("draft_code"))
        .col(text("state"))
        .col(text("source"))
        .col(text("title"))
        .col(text("summary"))
        // copied from the register, because lists sort and filter by them
        .col(uuid("lead_body_id"))
        .col(text("lead_name"))
        .col(text("lead_key"))
        .col(text("body_type"))
        .col(text_null("district_key"))
        .col(text_null("district_name"))
        .col(int_null("region"))
        .col(int_null("population"))
        .col(text("contact_name"))
        .col(text("contact_role"))
        .col(text("contact_email"))
        .col(text("contact_phone"))
        .col(date_null("project_from"))
        .col(date_null("project_until"))
        .col(text("support"))
        .col(int_null("support_tenths"))
        .col(int("requested_cents"))
        .col(int("total_cost_cents"))
        .col(int("own_share_cents"))
        .col(int("other_funding_cents"))
        .col(bool("not_begun"))
        .col(bool("no_double_funding"))
        .col(bool("true_and_complete"))
        .col(bool("privacy_read"))
        .col(bool("exchange_willing"))
        .col(date_null("first_contract_on"))
        .col(date_null("early_start_from"))
        .col(instant_null("received_at"))
        .col(instant_null("released_at"))
        .col(bool("received_time_known"))
        .col(text("remark"))
        .col(text("search_text"))
        .col(uuid_null("created_by"))
        .col(instant("created_at"))
        .col(uuid_null("submitted_by"))
        .col(instant("updated_at"))
        .col(int("version"))
        .foreign_key(&mut references("application", "call_id", "call"))
        .foreign_key(&mut references("application", "programme_id", "programme"))
        .foreign_key(&mut references("application", "lead_body_id", "body"))
        .check(Expr::cust("requested_cents >= 0 AND total_cost_cents >= 0"))
        .check(Expr::cust("own_share_cents >= 0 AND other_funding_cents >= 0"))
        // whatever was submitted has a number and a time of receipt
        .check(Expr::cust(
            "state IN ('DRAFT', 'WITHDRAWN') OR received_at IS NOT NULL",
        ))
        .take()
}

fn party() -> TableCreateStatement {
    Table::create()
        .table("application_party")
        .col(id())
        .col(uuid("application_id"))
        .col(uuid("body_id"))
        .col(text("role"))
        .col(int("position"))
        .col(text("name"))
        .col(text("key"))
        .col(int_null("share_cents"))
        .foreign_key(&mut references(
            "application_party",
            "application_id",
            "application",
        ))
        .foreign_key(&mut references("application_party", "body_id", "body"))
        .check(Expr::cust("share_cents IS NULL OR share_cents >= 0"))
        .take()
}

fn snapshot() -> TableCreateStatement {
    Table::create()
        .table("application_snapshot")
        .col(id())
        .col(uuid("application_id"))
        .col(int("edition"))
        .col(text("content"))
        .col(text("sha256"))
        .col(instant("received_at"))
        .col(uuid_null("created_by"))
        .foreign_key(&mut references(
            "application_snapshot",
            "application_id",
            "application",
        ))
        .take()
}

fn check_item() -> TableCreateStatement {
    Table::create()
        .table("application_check_item")
        .col(id())
        .col(uuid("application_id"))
        .col(text("code"))
        .col(bool("fulfilled"))
        .col(text("remark"))
        .col(uuid_null("checked_by"))
        .col(instant("checked_at"))
        .foreign_key(&mut references(
            "application_check_item",
            "application_id",
            "application",
        ))
        .take()
}

fn document_request() -> TableCreateStatement {
    Table::create()
        .table("document_request")
        .col(id())
        .col(uuid("application_id"))
        .col(text("items"))
        .col(date("due_on"))
        .col(instant("due_at"))
        .col(uuid_null("requested_by"))
        .col(instant("requested_at"))
        .col(text("answer"))
        .col(uuid_null("answered_by"))
        .col(instant_null("answered_at"))
        // the date passed without an answer
        .col(instant_null("expired_at"))
        .foreign_key(&mut references(
            "document_request",
            "application_id",
            "application",
        ))
        .take()
}

/// What one person prepares and another one decides (four eyes): a rejection, the admission of a late application.
fn proposal() -> TableCreateStatement {
    Table::create()
        .table("application_proposal")
        .col(id())
        .col(uuid("application_id"))
        .col(text("verb"))
        .col(text("reason_code"))
        .col(text("reason"))
        .col(uuid_null("proposed_by"))
        .col(text("proposed_by_name"))
        .col(instant("proposed_at"))
        .col(uuid_null("decided_by"))
        .col(instant_null("decided_at"))
        .col(text_null("outcome"))
        .foreign_key(&mut references(
            "application_proposal",
            "application_id",
            "application",
        ))
        .check(Expr::cust(
            "decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by OR outcome = 'DECLINED'",
        ))
        .take()
}

fn note() -> TableCreateStatement {
    Table::create()
        .table("application_note")
        .col(id())
        .col(uuid("application_id"))
        .col(text("text"))
        .col(uuid_null("author_id"))
        .col(text("author_name"))
        .col(instant("created_at"))
        .foreign_key(&mut references(
            "application_note",
            "application_id",
            "application",
        ))
        .take()
}

/// Persons who see a case because it was given to them, or who must not see it whatever role they hold.
fn case_access() -> TableCreateStatement {
    Table::create()
        .table("case_access")
        .col(id())
        .col(uuid("person_id"))
        .col(uuid("application_id"))
        .col(text("access"))
        .col(instant("granted_at"))
        .foreign_key(&mut references("case_access", "application_id", "application"))
        .check(Expr::cust("access IN ('ASSIGNED', 'BARRED')"))
        .take()
}

/// Committees that see the assessed applications of a call, from the freezing of its ranking on.
fn committee_access() -> TableCreateStatement {
    Table::create()
        .table("committee_access")
        .col(id())
        .col(uuid("committee_id"))
        .col(uuid("call_id"))
        .col(instant("granted_at"))
        .foreign_key(&mut references("committee_access", "call_id", "call"))
        .take()
}
