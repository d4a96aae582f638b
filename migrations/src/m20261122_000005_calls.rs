//! Programmes with their dated parameters; calls with criteria, means per year and the counter of case numbers.

use sea_orm_migration::prelude::*;

use crate::columns::{
    date, date_null, id, index, instant, instant_null, int, int_null, references, text, text_null, uuid,
    uuid_null,
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
            programme(),
            programme_parameter(),
            call(),
            call_criterion(),
            call_year(),
            call_counter(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("programme", &["code"], true),
            index(
                "programme_parameter",
                &["programme_id", "name", "valid_from"],
                true,
            ),
            index("call", &["code"], true),
            index("call", &["number_prefix"], true),
            index("call", &["programme_id", "deadline_at"], false),
            index("call", &["state"], false),
            index("call_criterion", &["call_id", "code"], true),
            index("call_year", &["call_id", "year"], true),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "call_counter",
            "call_year",
            "call_criterion",
            "call",
            "programme_parameter",
            "programme",
        ] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn programme() -> TableCreateStatement {
    Table::create()
        .table("programme")
        .col(id())
        .col(text("code"))
        .col(text("name_de"))
        .col(text("name_en"))
        // the issuing authority, as it stands on letters
        .col(text("authority"))
        .col(text("department"))
        .col(text("street"))
        .col(text("postcode"))
        .col(text("place"))
        .col(text("phone"))
        .col(text("email"))
        .col(text("web"))
        .col(text("remedy_kind"))
        .col(text("court"))
        .col(date("valid_from"))
        .col(date_null("valid_until"))
        .col(instant("created_at"))
        .check(Expr::cust("valid_until IS NULL OR valid_until >= valid_from"))
        .take()
}

fn programme_parameter() -> TableCreateStatement {
    Table::create()
        .table("programme_parameter")
        .col(id())
        .col(uuid("programme_id"))
        .col(text("name"))
        .col(text("value"))
        .col(date("valid_from"))
        .foreign_key(&mut references(
            "programme_parameter",
            "programme_id",
            "programme",
        ))
        .take()
}

fn call() -> TableCreateStatement {
    Table::create()
        .table("call")
        .col(id())
        .col(uuid("programme_id"))
        .col(text("code"))
        .col(text("number_prefix"))
        .col(text("state"))
        .col(text("title_de"))
        .col(text("title_en"))
        .col(text("purpose_de"))
        .col(text("purpose_en"))
        .col(text("eligible_de"))
        .col(text("eligible_en"))
        .col(text("how_de"))
        .col(text("how_en"))
        .col(text("easy_de"))
        .col(instant("opens_at"))
        // as published: a date, and a time unless it is the end of the day; the instant is derived from both
        .col(date("deadline_on"))
        .col(text_null("deadline_time"))
        .col(instant("deadline_at"))
        .col(text("deadline_kind"))
        .col(text("funding_mode"))
        .col(text("financing_type"))
        .col(int("rate"))
        .col(int("cap_cents"))
        .col(int("minimum_cents"))
        .col(text("rounding"))
        .col(text("allocation_mode"))
        .col(uuid_null("budget_line_id"))
        // codes of body types, separated by blanks
        .col(text("body_types"))
        .col(text("territory"))
        .col(date_null("project_from"))
        .col(date_null("project_until"))
        .col(int("reviews_min"))
        .col(int("reviews_target"))
        .col(int_null("threshold_total"))
        .col(int_null("threshold_criterion"))
        .col(int("form_version"))
        .col(int("edition"))
        .col(uuid_null("created_by"))
        .col(uuid_null("edited_by"))
        .col(uuid_null("submitted_by"))
        .col(instant_null("submitted_at"))
        .col(uuid_null("rl_approved_by"))
        .col(instant_null("rl_approved_at"))
        .col(uuid_null("bfdh_approved_by"))
        .col(instant_null("bfdh_approved_at"))
        .col(instant_null("published_at"))
        .col(instant("created_at"))
        .col(int("version"))
        .foreign_key(&mut references("call", "programme_id", "programme"))
        .check(Expr::cust("rate BETWEEN 0 AND 10000"))
        .check(Expr::cust("cap_cents >= 0"))
        .check(Expr::cust("minimum_cents >= 0"))
        .check(Expr::cust("reviews_min >= 1 AND reviews_target >= reviews_min"))
        .check(Expr::cust("published_at IS NULL OR (rl_approved_by IS NOT NULL AND bfdh_approved_by IS NOT NULL AND rl_approved_by <> bfdh_approved_by)"))
        .take()
}

fn call_criterion() -> TableCreateStatement {
    Table::create()
        .table("call_criterion")
        .col(id())
        .col(uuid("call_id"))
        .col(int("position"))
        .col(text("code"))
        .col(text("label_de"))
        .col(text("label_en"))
        .col(int("weight"))
        .col(text("anchor_de"))
        .col(text("anchor_en"))
        .foreign_key(&mut references("call_criterion", "call_id", "call"))
        .check(Expr::cust("weight BETWEEN 0 AND 100"))
        .take()
}

fn call_year() -> TableCreateStatement {
    Table::create()
        .table("call_year")
        .col(id())
        .col(uuid("call_id"))
        .col(int("year"))
        .col(int("cash_cents"))
        .col(int("commitment_cents"))
        .foreign_key(&mut references("call_year", "call_id", "call"))
        .check(Expr::cust("cash_cents >= 0 AND commitment_cents >= 0"))
        .take()
}

/// Beside the call, so that giving a number never makes the call's own version stale.
fn call_counter() -> TableCreateStatement {
    Table::create()
        .table("call_counter")
        .col(id())
        .col(int("last_number"))
        .foreign_key(&mut references("call_counter", "id", "call"))
        .check(Expr::cust("last_number >= 0"))
        .take()
}
