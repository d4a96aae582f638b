//! Hours of the facilitators.

use sea_orm_migration::prelude::*;

use crate::columns::{
    date, id, index, instant, instant_null, int, references, text, text_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let entry = Table::create()
            .table("hours_entry")
            .col(id())
            .col(uuid("engagement_id"))
            .col(uuid("application_id"))
            .col(uuid("programme_id"))
            .col(uuid("person_id"))
            .col(text("number"))
            .col(text("body_name"))
            .col(date("worked_on"))
            .col(instant("starts_at"))
            .col(instant("ends_at"))
            .col(int("break_minutes"))
            .col(int("minutes"))
            .col(int("billable_minutes"))
            .col(text("activity"))
            .col(text_null("place"))
            .col(text("description"))
            .col(text("state"))
            .col(text_null("reason"))
            .col(instant_null("submitted_at"))
            .col(uuid_null("approved_by"))
            .col(instant_null("approved_at"))
            .col(instant("created_at"))
            .col(int("version"))
            .foreign_key(&mut references("hours_entry", "engagement_id", "engagement"))
            .check(Expr::cust("minutes BETWEEN 15 AND 720 AND minutes % 15 = 0"))
            .check(Expr::cust(
                "break_minutes >= 0 AND billable_minutes BETWEEN 0 AND minutes",
            ))
            .check(Expr::cust(
                "state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'DISCARDED')",
            ))
            .check(Expr::cust("state <> 'APPROVED' OR approved_by IS NOT NULL"))
            // nobody approves their own hours (F09), whoever writes to the database
            .check(Expr::cust("approved_by IS NULL OR approved_by <> person_id"))
            .take();
        // One row per person: who books holds it, so that two bookings at once cannot overlap.
        let person = Table::create()
            .table("hours_person")
            .col(id())
            .col(int("bookings"))
            .take();
        for table in [entry, person] {
            manager.create_table(table).await?;
        }
        for index in [
            index("hours_entry", &["person_id", "worked_on"], false),
            index("hours_entry", &["engagement_id", "state"], false),
            index("hours_entry", &["programme_id", "state"], false),
            index("hours_entry", &["application_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["hours_person", "hours_entry"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
