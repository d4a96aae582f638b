//! Which programme a thing belongs to, for lists over all things (audit trail, mails, import runs): nobody reads what is
//! another programme's.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{references, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A UUID as text, as `audit_entry.subject_id` holds it: SQLite keeps UUIDs as 16 bytes.
fn text_of(backend: DbBackend, column: &str) -> String {
    if backend == DbBackend::Postgres {
        return format!("CAST({column} AS text)");
    }
    let part = |from: u8, length: u8| format!("substr(hex({column}), {from}, {length})");
    let parts = [part(1, 8), part(9, 4), part(13, 4), part(17, 4), part(21, 12)];
    format!("lower({})", parts.join(" || '-' || "))
}

/// The view `audit_place`: the programme of everything that audit entries name. `more`: kind, table, the table that
/// knows the programme, and the column that leads there.
pub(crate) fn audit_place(backend: DbBackend, more: &[(&str, &str, &str, &str)]) -> String {
    let id = |column: &str| text_of(backend, column);
    let own = [
        ("call", "call"),
        ("committee", "committee"),
        ("committee_access", "committee"),
        ("event", "exchange_event"),
        ("facilitator", "facilitator"),
        ("budget_line", "budget_line"),
    ]
    .map(|(kind, table)| {
        let id = id("t.id");
        format!("SELECT '{kind}', {id}, t.programme_id FROM {table} t")
    });
    let through = [
        ("allocation", "allocation", "call", "call_id"),
        ("ranking", "ranking_version", "call", "call_id"),
        ("meeting", "meeting", "committee", "committee_id"),
        (
            "committee_member",
            "committee_member",
            "committee",
            "committee_id",
        ),
        ("registration", "event_registration", "exchange_event", "event_id"),
    ];
    let through = through.iter().chain(more).map(|(kind, table, owner, key)| {
        let id = id("t.id");
        format!("SELECT '{kind}', {id}, o.programme_id FROM {table} t JOIN {owner} o ON o.id = t.{key}")
    });
    let (programme, account, run) = (id("t.id"), id("t.person_id"), id("t.run_id"));
    let parts = [
        format!("SELECT 'programme', {programme}, t.id FROM programme t"),
        format!("SELECT 'account', {account}, t.programme_id FROM account_programme t"),
        format!("SELECT 'import_run', {run}, t.programme_id FROM import_run_place t"),
        format!(
            "SELECT 'practice_report', {programme}, t.programme_id FROM practice_report t \
             WHERE t.programme_id IS NOT NULL"
        ),
    ];
    let first =
        "SELECT 'x' AS subject_kind, 'x' AS subject_id, p.id AS programme_id FROM programme p WHERE 1 = 0";
    let all: Vec<String> = std::iter::once(first.to_owned())
        .chain(own)
        .chain(through)
        .chain(parts)
        .collect();
    format!("CREATE VIEW audit_place AS {}", all.join(" UNION ALL "))
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        // The programmes whose figures an import changes; none for what belongs to no programme.
        let table = Table::create()
            .table("import_run_programme")
            .col(uuid("run_id"))
            .col(uuid("programme_id"))
            .primary_key(
                Index::create()
                    .col(Alias::new("run_id"))
                    .col(Alias::new("programme_id")),
            )
            .foreign_key(&mut references("import_run_programme", "run_id", "import_run"))
            .take();
        manager.create_table(table).await?;
        db.execute_unprepared(
            "CREATE VIEW import_run_place AS SELECT run_id, programme_id FROM import_run_programme \
             UNION SELECT r.id, c.programme_id FROM import_run r JOIN call c ON c.code = r.call_code",
        )
        .await?;
        // Persons with an office of a programme, its calls or its committees, now or ever.
        db.execute_unprepared(
            "CREATE VIEW account_programme AS \
             SELECT a.person_id, a.scope_id AS programme_id FROM role_assignment a WHERE a.scope_kind = 'programme' \
             UNION SELECT a.person_id, c.programme_id FROM role_assignment a JOIN call c ON c.id = a.scope_id \
               WHERE a.scope_kind = 'call' \
             UNION SELECT a.person_id, c.programme_id FROM role_assignment a JOIN committee c ON c.id = a.scope_id \
               WHERE a.scope_kind = 'committee'",
        )
        .await?;
        db.execute_unprepared(&audit_place(manager.get_database_backend(), &[]))
            .await?;
        Ok(())
    }
}
