//! Audit trail and its seal, timed jobs, leases, settings, the mail outbox, stored files, import runs.

use sea_orm_migration::prelude::*;

use crate::columns::{
    append_only, bool, id, index, instant, instant_null, int, int_null, text, text_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            Table::create()
                .table("audit_entry")
                .col(id())
                .col(instant("at"))
                .col(text("actor_kind"))
                .col(uuid_null("actor_id"))
                .col(text("actor_name"))
                .col(text("channel"))
                .col(uuid("request_id"))
                .col(text("subject_kind"))
                .col(text("subject_id"))
                .col(uuid_null("application_id"))
                .col(text("action"))
                .col(text_null("from_state"))
                .col(text_null("to_state"))
                .col(text_null("reason"))
                .col(text("data"))
                .col(text("content_hash"))
                .take(),
            Table::create()
                .table("audit_seal")
                .col(ColumnDef::new("seq").big_integer().not_null().primary_key())
                .col(uuid("entry_id"))
                .col(text("prev_hash"))
                .col(text("hash"))
                .take(),
            Table::create()
                .table("job")
                .col(id())
                .col(text("kind"))
                .col(text("subject"))
                .col(instant("due_at"))
                .col(instant_null("done_at"))
                .col(instant_null("leased_until"))
                .col(int("attempts"))
                .col(text_null("last_error"))
                .take(),
            Table::create()
                .table("lease")
                .col(ColumnDef::new("name").text().not_null().primary_key())
                .col(uuid("holder"))
                .col(instant("until_at"))
                .take(),
            Table::create()
                .table("setting")
                .col(ColumnDef::new("key").text().not_null().primary_key())
                .col(text("value"))
                .take(),
            Table::create()
                .table("outbox_mail")
                .col(id())
                .col(text("event_id"))
                .col(text("code"))
                .col(text("recipient"))
                .col(text("recipient_name"))
                .col(uuid_null("person_id"))
                .col(uuid_null("application_id"))
                .col(text("subject"))
                .col(text("body_text"))
                .col(text("body_html"))
                .col(text("attachments"))
                .col(text("state"))
                .col(int("attempts"))
                .col(bool("maybe_doubled"))
                .col(instant("created_at"))
                // when somebody may take it (again): at once, after the lease, after the pause; null when it is done
                .col(instant_null("due_at"))
                .col(uuid_null("leased_by"))
                .col(instant_null("sent_at"))
                .col(text_null("last_error"))
                .take(),
            Table::create()
                .table("stored_file")
                .col(id())
                .col(text("sha256"))
                .col(int("size_bytes"))
                .col(text("name"))
                .col(text("media_type"))
                .col(text("purpose"))
                .col(uuid_null("application_id"))
                .col(uuid_null("created_by"))
                .col(instant("created_at"))
                .take(),
            Table::create()
                .table("import_run")
                .col(id())
                .col(text("kind"))
                .col(text_null("call_code"))
                .col(uuid("file_id"))
                .col(text("sha256"))
                .col(text("state"))
                .col(int_null("accepted"))
                .col(text("report"))
                .col(uuid_null("created_by"))
                .col(instant("created_at"))
                .col(instant_null("applied_at"))
                .col(uuid_null("applied_by"))
                .take(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in [
            index("audit_entry", &["subject_kind", "subject_id"], false),
            index("audit_entry", &["application_id"], false),
            index("audit_entry", &["at"], false),
            index("audit_seal", &["entry_id"], true),
            index("job", &["kind", "subject", "due_at"], true),
            index("job", &["done_at", "due_at"], false),
            index("outbox_mail", &["event_id", "recipient", "code"], true),
            index("outbox_mail", &["due_at"], false),
            index("outbox_mail", &["application_id"], false),
            index("stored_file", &["sha256"], false),
            index("stored_file", &["application_id"], false),
            index("import_run", &["sha256"], false),
        ] {
            manager.create_index(index).await?;
        }
        append_only(manager, "audit_entry").await?;
        append_only(manager, "audit_seal").await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "the first schema has no earlier one to return to".to_owned(),
        ))
    }
}
