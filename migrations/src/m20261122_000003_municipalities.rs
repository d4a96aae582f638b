//! Public bodies and all names they go or went by.

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
        let body = Table::create()
            .table("body")
            .col(id())
            // text, never a number: 5, 8 or 9 digits, or a register's own key for bodies without an official one
            .col(text("key"))
            .col(text_null("ars"))
            .col(text("body_type"))
            .col(text("name"))
            .col(text("official_name"))
            .col(text("designation"))
            .col(text_null("district_key"))
            .col(text_null("district_name"))
            .col(text_null("association_key"))
            .col(int_null("region"))
            .col(int_null("population"))
            .col(date_null("population_on"))
            .col(text_null("postcode"))
            .col(text_null("street"))
            .col(text_null("place"))
            .col(text_null("email"))
            .col(text_null("phone"))
            .col(text_null("head"))
            .col(int_null("longitude_e6"))
            .col(int_null("latitude_e6"))
            .col(bool("may_apply"))
            .col(date_null("valid_from"))
            .col(date_null("valid_until"))
            .col(uuid_null("successor_id"))
            .col(text("sort_name"))
            .col(text("search_text"))
            .col(int("version"))
            .col(instant("updated_at"))
            .foreign_key(&mut references("body", "successor_id", "body"))
            .check(Expr::cust("population IS NULL OR population >= 0"))
            .check(Expr::cust("region IS NULL OR region BETWEEN 1 AND 4"))
            .check(Expr::cust(
                "valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until",
            ))
            .check(Expr::cust("key <> ''"))
            .take();
        let body_name = Table::create()
            .table("body_name")
            .col(id())
            .col(uuid("body_id"))
            .col(text("kind"))
            .col(text("name"))
            .col(text("name_key"))
            .col(date_null("valid_until"))
            .foreign_key(&mut references("body_name", "body_id", "body"))
            .take();
        manager.create_table(body).await?;
        manager.create_table(body_name).await?;
        for index in [
            index("body", &["key"], true),
            index("body", &["district_key"], false),
            index("body", &["association_key"], false),
            index("body", &["sort_name"], false),
            index("body", &["successor_id"], false),
            index("body_name", &["body_id", "kind", "name_key"], true),
            index("body_name", &["name_key"], false),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("changes go forward only".to_owned()))
    }
}
