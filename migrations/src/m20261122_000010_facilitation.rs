//! The pool of facilitators and their engagements.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bool, date_null, id, index, instant, int, int_null, references, text, text_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let facilitator = Table::create()
            .table("facilitator")
            .col(id())
            .col(uuid("programme_id"))
            .col(uuid_null("person_id"))
            .col(text("name"))
            .col(text("firm"))
            .col(text("email"))
            .col(text("phone"))
            .col(text("regions"))
            .col(text("focus"))
            .col(text("languages"))
            .col(int("day_rate_cents"))
            .col(bool("vat_liable"))
            .col(date_null("available_from"))
            .col(int_null("max_days_month"))
            .col(bool("active"))
            .check(Expr::cust("day_rate_cents >= 0"))
            .take();
        // The engagement row is the lock on its contingent: approved minutes never exceed it (handbook 12, no. 6).
        let engagement = Table::create()
            .table("engagement")
            .col(id())
            .col(uuid("grant_id"))
            .col(uuid("application_id"))
            .col(uuid("call_id"))
            .col(uuid("programme_id"))
            .col(uuid("body_id"))
            .col(text("body_name"))
            .col(text("number"))
            .col(text("title"))
            .col(text("state"))
            .col(text_null("contract_no"))
            .col(int("contingent_minutes"))
            .col(int("approved_minutes"))
            .col(int("warned_percent"))
            .col(int("day_rate_cents"))
            .col(int("vat_rate"))
            .col(int("value_cap_cents"))
            .col(date_null("from_on"))
            .col(date_null("until_on"))
            .col(date_null("first_talk_on"))
            .col(text_null("reason"))
            .col(uuid_null("proposed_by"))
            .col(uuid_null("prepared_by"))
            .col(uuid_null("assigned_by"))
            .col(instant("created_at"))
            .col(int("version"))
            .foreign_key(&mut references("engagement", "grant_id", "grant"))
            .check(Expr::cust(
                "contingent_minutes >= 0 AND approved_minutes BETWEEN 0 AND contingent_minutes",
            ))
            .take();
        let member = Table::create()
            .table("engagement_member")
            .col(id())
            .col(uuid("engagement_id"))
            .col(uuid("facilitator_id"))
            .col(uuid_null("person_id"))
            .col(text("answer"))
            .foreign_key(&mut references(
                "engagement_member",
                "engagement_id",
                "engagement",
            ))
            .foreign_key(&mut references(
                "engagement_member",
                "facilitator_id",
                "facilitator",
            ))
            .take();
        for table in [facilitator, engagement, member] {
            manager.create_table(table).await?;
        }
        for index in [
            index("facilitator", &["programme_id", "email"], true),
            index("facilitator", &["person_id"], false),
            index("engagement", &["application_id"], false),
            index("engagement", &["programme_id", "state"], false),
            index("engagement_member", &["engagement_id", "facilitator_id"], true),
            index("engagement_member", &["person_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["engagement_member", "engagement", "facilitator"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
