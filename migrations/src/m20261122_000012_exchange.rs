//! Exchange events with registrations, and practice reports.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bool, id, index, instant, instant_null, int, references, text, text_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The event row is the lock on its places: no registration is confirmed beyond the capacity.
        let event = Table::create()
            .table("exchange_event")
            .col(id())
            .col(uuid("programme_id"))
            .col(text("title"))
            .col(text("agenda"))
            .col(text("place"))
            .col(text("link"))
            .col(text("access_info"))
            .col(instant("starts_at"))
            .col(instant("ends_at"))
            .col(instant("registration_until_at"))
            .col(int("capacity"))
            .col(int("per_body"))
            .col(int("registered"))
            .col(text("state"))
            .col(text("minutes"))
            .col(uuid_null("created_by"))
            .col(instant("created_at"))
            .col(int("version"))
            .check(Expr::cust("capacity BETWEEN 1 AND 10000"))
            .check(Expr::cust("registered BETWEEN 0 AND capacity"))
            .check(Expr::cust("ends_at > starts_at"))
            .take();
        let registration = Table::create()
            .table("event_registration")
            .col(id())
            .col(uuid("event_id"))
            .col(uuid_null("person_id"))
            .col(text("name"))
            .col(text("email"))
            .col(uuid_null("body_id"))
            .col(text("organisation"))
            .col(text("needs"))
            .col(text("state"))
            .col(ColumnDef::new("attended").boolean().null())
            .col(instant("registered_at"))
            .foreign_key(&mut references(
                "event_registration",
                "event_id",
                "exchange_event",
            ))
            .take();
        let report = Table::create()
            .table("practice_report")
            .col(id())
            .col(uuid("application_id"))
            .col(uuid("programme_id"))
            .col(text("organisation"))
            .col(text("title"))
            .col(text("situation"))
            .col(text("approach"))
            .col(text("result"))
            .col(text("experience"))
            .col(text("tips"))
            .col(text("easy"))
            .col(bool("consent"))
            .col(text("state"))
            .col(text_null("comment"))
            .col(uuid_null("written_by"))
            .col(uuid_null("approved_by"))
            .col(instant("created_at"))
            .col(instant_null("published_at"))
            .col(int("version"))
            .take();
        for table in [event, registration, report] {
            manager.create_table(table).await?;
        }
        for index in [
            index("exchange_event", &["programme_id", "starts_at"], false),
            index("event_registration", &["event_id", "email"], true),
            index("practice_report", &["state", "published_at"], false),
            index("practice_report", &["application_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["practice_report", "event_registration", "exchange_event"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
