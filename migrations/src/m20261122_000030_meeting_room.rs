//! The meeting as it goes on: who comes and leaves, what is being decided on, who declared to be biased beforehand, the
//! circular vote, and comments on the minutes.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns that existing tables get: one a statement, SQLite takes no more.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        // the item that is called, and since when
        ("meeting", uuid_null("current_item_id")),
        ("meeting", instant_null("called_at")),
        // the end of a circular vote
        ("meeting", instant_null("answer_until")),
        // a seat that was taken and is out of the room now
        ("meeting_attendance", instant_null("left_at")),
        // what a circular vote is about
        ("meeting_item", text_null("motion")),
        ("meeting_item", int_null("motion_cents")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            let alter = Table::alter().table(table).add_column(column).take();
            manager.alter_table(alter).await?;
        }
        for table in [movement(), recusal(), ballot(), objection(), comment()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("meeting_movement", &["meeting_id"], false),
            index("member_recusal", &["member_id", "application_id"], true),
            index("member_recusal", &["application_id"], false),
            index("circular_ballot", &["item_id", "member_id"], true),
            index("circular_objection", &["meeting_id", "member_id"], true),
            index("minutes_comment", &["meeting_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        for table in [
            "meeting_movement",
            "member_recusal",
            "circular_objection",
            "minutes_comment",
        ] {
            append_only(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "minutes_comment",
            "circular_objection",
            "circular_ballot",
            "member_recusal",
            "meeting_movement",
        ] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        for (table, column) in columns().into_iter().rev() {
            let alter = Table::alter()
                .table(table)
                .drop_column(column.get_column_name())
                .take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

/// Somebody came late, left or came back.
fn movement() -> TableCreateStatement {
    Table::create()
        .table("meeting_movement")
        .col(id())
        .col(uuid("meeting_id"))
        .col(uuid("member_id"))
        .col(bool("present"))
        .col(instant("moved_at"))
        .foreign_key(&mut references("meeting_movement", "meeting_id", "meeting"))
        .foreign_key(&mut references(
            "meeting_movement",
            "member_id",
            "committee_member",
        ))
        .take()
}

/// A member who declared to take no part in an application (§§ 20, 21 LVwVfG).
fn recusal() -> TableCreateStatement {
    Table::create()
        .table("member_recusal")
        .col(id())
        .col(uuid("member_id"))
        .col(uuid("application_id"))
        .col(text("reason"))
        .col(instant("declared_at"))
        .foreign_key(&mut references("member_recusal", "member_id", "committee_member"))
        .foreign_key(&mut references("member_recusal", "application_id", "application"))
        .take()
}

/// One member's vote on one item of a circular vote; it may be changed until the closing date.
fn ballot() -> TableCreateStatement {
    Table::create()
        .table("circular_ballot")
        .col(id())
        .col(uuid("item_id"))
        .col(uuid("member_id"))
        .col(text("ballot"))
        .col(instant("given_at"))
        .foreign_key(&mut references("circular_ballot", "item_id", "meeting_item"))
        .foreign_key(&mut references(
            "circular_ballot",
            "member_id",
            "committee_member",
        ))
        .check(Expr::cust("ballot IN ('YES', 'NO', 'ABSTAIN')"))
        .take()
}

/// One objection ends a circular vote (§ 90 Abs. 1 LVwVfG).
fn objection() -> TableCreateStatement {
    Table::create()
        .table("circular_objection")
        .col(id())
        .col(uuid("meeting_id"))
        .col(uuid("member_id"))
        .col(text("reason"))
        .col(instant("objected_at"))
        .foreign_key(&mut references("circular_objection", "meeting_id", "meeting"))
        .foreign_key(&mut references(
            "circular_objection",
            "member_id",
            "committee_member",
        ))
        .take()
}

/// What a member says about the draft of the minutes; `sha256` names the wording it is about.
fn comment() -> TableCreateStatement {
    Table::create()
        .table("minutes_comment")
        .col(id())
        .col(uuid("meeting_id"))
        .col(uuid("member_id"))
        .col(text("sha256"))
        .col(text("text"))
        .col(instant("written_at"))
        .foreign_key(&mut references("minutes_comment", "meeting_id", "meeting"))
        .foreign_key(&mut references(
            "minutes_comment",
            "member_id",
            "committee_member",
        ))
        .take()
}
