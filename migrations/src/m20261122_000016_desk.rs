//! The officer's desk: who is responsible for a case, and follow-ups (Wiedervorlage).

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let officer = Table::alter()
            .table("application")
            .add_column(uuid_null("officer_id"))
            .take();
        manager.alter_table(officer).await?;
        manager.create_table(follow_up()).await?;
        for index in [
            index("application", &["officer_id"], false),
            index("follow_up", &["person_id", "due_on"], false),
            index("follow_up", &["application_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("follow_up").take())
            .await?;
        let mut on_officer = Index::drop();
        on_officer.name("ix_application_officer_id").table("application");
        manager.drop_index(on_officer).await?;
        let officer = Table::alter()
            .table("application")
            .drop_column("officer_id")
            .take();
        manager.alter_table(officer).await
    }
}

fn follow_up() -> TableCreateStatement {
    Table::create()
        .table("follow_up")
        .col(id())
        .col(uuid("application_id"))
        // in whose list it shows
        .col(uuid("person_id"))
        .col(date("due_on"))
        .col(text("note"))
        .col(uuid_null("created_by"))
        .col(instant("created_at"))
        .col(uuid_null("done_by"))
        .col(instant_null("done_at"))
        .foreign_key(&mut references("follow_up", "application_id", "application"))
        .take()
}
