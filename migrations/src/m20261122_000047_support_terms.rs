//! The terms of a contract of support are kept with it (handbook 2.12: day_minutes, day_rule), what was approved beyond a
//! contingent without hard stop is flagged (handbook 12, no. 6), hours may be booked in other steps than quarters, and
//! invoices bill approved hours once (handbook 12, no. 7).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::columns::{change_check, date, id, index, instant, int, references, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for column in [
            "engagement ADD COLUMN over_minutes bigint NOT NULL DEFAULT 0 CHECK (over_minutes >= 0)",
            "engagement ADD COLUMN day_minutes bigint NOT NULL DEFAULT 480 CHECK (day_minutes BETWEEN 60 AND 1440)",
            "engagement ADD COLUMN half_day_steps boolean NOT NULL DEFAULT false",
            "engagement ADD COLUMN replaces uuid",
        ] {
            db.execute_unprepared(&format!("ALTER TABLE {column}")).await?;
        }
        change_check(
            manager,
            "engagement",
            "ck_engagement_contingent",
            "CHECK (((contingent_minutes >= 0)%",
            "contingent_minutes >= 0 AND approved_minutes BETWEEN 0 AND contingent_minutes",
            "contingent_minutes >= 0 AND approved_minutes BETWEEN 0 AND contingent_minutes + over_minutes",
        )
        .await?;
        change_check(
            manager,
            "hours_entry",
            "ck_hours_entry_minutes",
            "%(minutes >= 15)%",
            "minutes BETWEEN 15 AND 720 AND minutes % 15 = 0",
            "minutes BETWEEN 1 AND 720",
        )
        .await?;
        let invoice = Table::create()
            .table("hours_invoice")
            .col(id())
            .col(uuid("engagement_id"))
            .col(uuid("application_id"))
            .col(text("number"))
            .col(date("received_on"))
            // hours worked until this day
            .col(date("until_on"))
            .col(int("claimed_minutes"))
            .col(int("approved_minutes"))
            // of what is billed; of a returned invoice: of the difference
            .col(int("net_cents"))
            .col(int("gross_cents"))
            .col(text("state"))
            .col(uuid_null("recorded_by"))
            .col(instant("recorded_at"))
            .foreign_key(&mut references("hours_invoice", "engagement_id", "engagement"))
            .check(Expr::cust("state IN ('ACCEPTED', 'RETURNED')"))
            .check(Expr::cust("claimed_minutes > 0 AND approved_minutes >= 0"))
            // billed minutes are the approved ones (handbook 12, no. 7)
            .check(Expr::cust(
                "state <> 'ACCEPTED' OR claimed_minutes = approved_minutes",
            ))
            .take();
        manager.create_table(invoice).await?;
        manager
            .create_index(index("hours_invoice", &["engagement_id"], false))
            .await?;
        // the same invoice is paid once; a returned one may come again
        db.execute_unprepared(
            "CREATE UNIQUE INDEX ix_hours_invoice_accepted ON hours_invoice (engagement_id, number) \
             WHERE state = 'ACCEPTED'",
        )
        .await?;
        db.execute_unprepared(
            "ALTER TABLE hours_entry ADD COLUMN invoice_id uuid REFERENCES hours_invoice (id)",
        )
        .await?;
        Ok(())
    }
}
