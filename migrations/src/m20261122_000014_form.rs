//! The application form as numbered versions, and the answers that have no column of their own (handbook 3.3).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;
use sea_orm_migration::sea_orm::prelude::{ChronoDateTimeUtc, Uuid};
use sha2::{Digest, Sha256};

use crate::columns::{append_only, id, index, instant, int, references, text, text_null, uuid, uuid_null};

/// The versions every installation begins with: 1 asks for the least, 2 is all of handbook 3.3.
const SHIPPED: [(i64, &str); 2] = [
    (1, include_str!("forms/0001_short.json")),
    (2, include_str!("forms/0002_full.json")),
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(form_version()).await?;
        manager.create_table(answer()).await?;
        manager
            .create_index(index("form_version", &["number"], true))
            .await?;
        manager
            .create_index(index(
                "application_answer",
                &["application_id", "field_code"],
                true,
            ))
            .await?;
        let since: ChronoDateTimeUtc = ChronoDateTimeUtc::UNIX_EPOCH;
        for (number, content) in SHIPPED {
            let insert = Query::insert()
                .into_table("form_version")
                .columns(["id", "number", "content", "sha256", "created_at"])
                .values_panic([
                    Expr::val(Uuid::from_u128(number.unsigned_abs().into())),
                    Expr::val(number),
                    Expr::val(content),
                    Expr::val(hex::encode(Sha256::digest(content))),
                    Expr::val(since),
                ])
                .to_owned();
            manager.get_connection().execute(&insert).await?;
        }
        // what a published call asked for stays as it was: a change is a new version
        append_only(manager, "form_version").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["application_answer", "form_version"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn form_version() -> TableCreateStatement {
    Table::create()
        .table("form_version")
        .col(id())
        // what `call.form_version` says
        .col(int("number"))
        .col(text("content"))
        .col(text("sha256"))
        .col(uuid_null("created_by"))
        .col(instant("created_at"))
        .take()
}

fn answer() -> TableCreateStatement {
    Table::create()
        .table("application_answer")
        .col(id())
        .col(uuid("application_id"))
        .col(text("field_code"))
        // JSON; null where the value stands in a column of the application and only its version is kept here
        .col(text_null("value"))
        .col(int("version"))
        .col(uuid_null("changed_by"))
        .col(instant("changed_at"))
        .foreign_key(&mut references(
            "application_answer",
            "application_id",
            "application",
        ))
        .take()
}
