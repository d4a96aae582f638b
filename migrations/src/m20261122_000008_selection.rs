//! Steering groups with their members, meetings as recorded, allocations, decisions.

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
            committee(),
            member(),
            meeting(),
            attendance(),
            item(),
            exclusion(),
            allocation(),
            allocation_entry(),
            decision(),
            decision_share(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("committee", &["programme_id"], false),
            index("committee_member", &["committee_id", "position"], false),
            index("committee_member", &["person_id"], false),
            index("meeting", &["call_id"], false),
            index("meeting", &["committee_id"], false),
            index("meeting_attendance", &["meeting_id", "member_id"], true),
            index("meeting_item", &["meeting_id", "application_id"], true),
            index("meeting_item", &["meeting_id", "position"], false),
            index("item_exclusion", &["item_id", "member_id"], true),
            index("allocation", &["call_id", "version"], true),
            index("allocation_entry", &["allocation_id", "position"], true),
            index("decision", &["application_id"], true),
            index("decision", &["call_id", "result"], false),
            index("decision_share", &["decision_id", "year", "kind"], true),
        ] {
            manager.create_index(index).await?;
        }
        append_only(manager, "allocation_entry").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "decision_share",
            "decision",
            "allocation_entry",
            "allocation",
            "item_exclusion",
            "meeting_item",
            "meeting_attendance",
            "meeting",
            "committee_member",
            "committee",
        ] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn committee() -> TableCreateStatement {
    Table::create()
        .table("committee")
        .col(id())
        .col(uuid("programme_id"))
        .col(text("name"))
        .col(instant("created_at"))
        .foreign_key(&mut references("committee", "programme_id", "programme"))
        .take()
}

fn member() -> TableCreateStatement {
    Table::create()
        .table("committee_member")
        .col(id())
        .col(uuid("committee_id"))
        .col(int("position"))
        .col(uuid_null("person_id"))
        .col(text("name"))
        .col(text("institution"))
        .col(text("email"))
        .col(bool("has_vote"))
        .col(bool("is_chair"))
        .col(bool("is_secretary"))
        .col(text("deputy_name"))
        .col(date("from_on"))
        .col(date_null("until_on"))
        .foreign_key(&mut references("committee_member", "committee_id", "committee"))
        .take()
}

fn meeting() -> TableCreateStatement {
    Table::create()
        .table("meeting")
        .col(id())
        .col(uuid("committee_id"))
        .col(uuid("call_id"))
        .col(text("state"))
        .col(instant("starts_at"))
        .col(text("place"))
        // an earlier meeting on the same subject was not quorate (§ 90 LVwVfG)
        .col(bool("second_invitation"))
        .col(uuid_null("earlier_id"))
        .col(uuid_null("ranking_id"))
        .col(uuid_null("allocation_id"))
        .col(uuid_null("chair_id"))
        .col(instant_null("invited_at"))
        .col(instant_null("opened_at"))
        .col(instant_null("decided_at"))
        // the report as data, from which page and PDF are made
        .col(text_null("minutes"))
        .col(text_null("minutes_sha256"))
        .col(text("minutes_remark"))
        .col(instant_null("minutes_at"))
        .col(uuid_null("chair_signed_by"))
        .col(instant_null("chair_signed_at"))
        .col(uuid_null("secretary_signed_by"))
        .col(instant_null("secretary_signed_at"))
        .col(instant_null("applied_at"))
        .col(instant("created_at"))
        .col(int("version"))
        .foreign_key(&mut references("meeting", "committee_id", "committee"))
        .foreign_key(&mut references("meeting", "call_id", "call"))
        .foreign_key(&mut references("meeting", "ranking_id", "ranking_version"))
        .check(Expr::cust("chair_signed_by IS NULL OR secretary_signed_by IS NULL OR chair_signed_by <> secretary_signed_by"))
        .check(Expr::cust("state <> 'MINUTES_SIGNED' OR (chair_signed_by IS NOT NULL AND secretary_signed_by IS NOT NULL)"))
        .take()
}

fn attendance() -> TableCreateStatement {
    Table::create()
        .table("meeting_attendance")
        .col(id())
        .col(uuid("meeting_id"))
        .col(uuid("member_id"))
        // in person or through the deputy named here
        .col(text("deputy_name"))
        .foreign_key(&mut references("meeting_attendance", "meeting_id", "meeting"))
        .foreign_key(&mut references(
            "meeting_attendance",
            "member_id",
            "committee_member",
        ))
        .take()
}

fn item() -> TableCreateStatement {
    Table::create()
        .table("meeting_item")
        .col(id())
        .col(uuid("meeting_id"))
        .col(uuid("application_id"))
        .col(int("position"))
        .col(int_null("rank"))
        .col(int("fundable_cents"))
        // voting members not excluded, and those of them present
        .col(int_null("base"))
        .col(int_null("present"))
        .col(int_null("votes_yes"))
        .col(int_null("votes_no"))
        .col(int_null("votes_abstain"))
        .col(text_null("chair_vote"))
        .col(text_null("result"))
        .col(int_null("amount_cents"))
        .col(int_null("reserve_position"))
        .col(text("reason_codes"))
        .col(text("reason"))
        .col(instant_null("decided_at"))
        .foreign_key(&mut references("meeting_item", "meeting_id", "meeting"))
        .foreign_key(&mut references("meeting_item", "application_id", "application"))
        .check(Expr::cust("votes_yes IS NULL OR (votes_yes >= 0 AND votes_no >= 0 AND votes_abstain >= 0 AND votes_yes + votes_no + votes_abstain <= present)"))
        .check(Expr::cust("amount_cents IS NULL OR amount_cents BETWEEN 0 AND fundable_cents"))
        .take()
}

fn exclusion() -> TableCreateStatement {
    Table::create()
        .table("item_exclusion")
        .col(id())
        .col(uuid("item_id"))
        .col(uuid("member_id"))
        .col(text("reason"))
        .col(instant("left_at"))
        .col(instant_null("returned_at"))
        .foreign_key(&mut references("item_exclusion", "item_id", "meeting_item"))
        .foreign_key(&mut references("item_exclusion", "member_id", "committee_member"))
        .check(Expr::cust("returned_at IS NULL OR returned_at >= left_at"))
        .take()
}

fn allocation() -> TableCreateStatement {
    Table::create()
        .table("allocation")
        .col(id())
        .col(uuid("call_id"))
        .col(int("version"))
        .col(uuid("ranking_id"))
        .col(text("mode"))
        .col(int("budget_cents"))
        .col(int("total_cents"))
        .col(text("reason"))
        .col(uuid_null("prepared_by"))
        .col(instant("prepared_at"))
        .col(uuid_null("approved_by"))
        .col(instant_null("approved_at"))
        .foreign_key(&mut references("allocation", "call_id", "call"))
        .foreign_key(&mut references("allocation", "ranking_id", "ranking_version"))
        .check(Expr::cust("total_cents BETWEEN 0 AND budget_cents"))
        // four eyes (handbook 12, no. 8)
        .check(Expr::cust(
            "approved_by IS NULL OR prepared_by IS NULL OR approved_by <> prepared_by",
        ))
        .take()
}

fn allocation_entry() -> TableCreateStatement {
    Table::create()
        .table("allocation_entry")
        .col(id())
        .col(uuid("allocation_id"))
        .col(int("position"))
        .col(uuid("application_id"))
        .col(int("rank"))
        .col(int("fundable_cents"))
        .col(int("amount_cents"))
        .col(int_null("reserve_position"))
        .foreign_key(&mut references("allocation_entry", "allocation_id", "allocation"))
        .foreign_key(&mut references(
            "allocation_entry",
            "application_id",
            "application",
        ))
        .check(Expr::cust("amount_cents BETWEEN 0 AND fundable_cents"))
        .take()
}

fn decision() -> TableCreateStatement {
    Table::create()
        .table("decision")
        .col(id())
        .col(uuid("application_id"))
        .col(uuid("call_id"))
        .col(uuid("meeting_id"))
        .col(text("result"))
        .col(int_null("rank"))
        .col(int("amount_cents"))
        .col(int_null("reserve_position"))
        .col(text("reason_codes"))
        .col(text("reason"))
        // of the reserve list
        .col(date_null("valid_until"))
        .col(uuid_null("prepared_by"))
        .col(instant("decided_at"))
        .col(uuid_null("released_by"))
        .col(instant_null("released_at"))
        .foreign_key(&mut references("decision", "application_id", "application"))
        .foreign_key(&mut references("decision", "call_id", "call"))
        .foreign_key(&mut references("decision", "meeting_id", "meeting"))
        .check(Expr::cust(
            "result IN ('SELECTED', 'RESERVE', 'REJECTED', 'DEFERRED')",
        ))
        .check(Expr::cust(
            "amount_cents >= 0 AND (result <> 'SELECTED' OR amount_cents > 0)",
        ))
        .check(Expr::cust(
            "released_by IS NULL OR prepared_by IS NULL OR released_by <> prepared_by",
        ))
        .take()
}

/// What the release reserved of each pot for a selected project.
fn decision_share() -> TableCreateStatement {
    Table::create()
        .table("decision_share")
        .col(id())
        .col(uuid("decision_id"))
        .col(int("year"))
        .col(text("kind"))
        .col(int("amount_cents"))
        .foreign_key(&mut references("decision_share", "decision_id", "decision"))
        .check(Expr::cust("amount_cents > 0"))
        .take()
}
