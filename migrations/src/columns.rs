//! The column kinds of this house, so that every table says money, instants and ids in the same way.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement};

/// The primary key: UUIDv7.
pub fn id() -> ColumnDef {
    ColumnDef::new("id").uuid().not_null().primary_key().take()
}

/// A reference to another row's id. Foreign keys are declared with [`references`].
pub fn uuid(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().take()
}

pub fn uuid_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().null().take()
}

pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

pub fn text_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().take()
}

/// Whole numbers: cents, minutes, basis points, counts, versions.
pub fn int(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

pub fn int_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().take()
}

pub fn bool(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

pub fn bool_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().null().take()
}

/// A UTC instant (`…_at`), microseconds.
pub fn instant(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().not_null().take()
}

pub fn instant_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().null().take()
}

/// A civil date (`…_on`).
pub fn date(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().not_null().take()
}

pub fn date_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().null().take()
}

/// A foreign key `table.column → target.id`, without cascade: nothing disappears by accident.
pub fn references(
    table: &'static str,
    column: &'static str,
    target: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(target), Alias::new("id"))
        .take()
}

/// An index; `unique` also enforces.
pub fn index(table: &'static str, columns: &[&'static str], unique: bool) -> IndexCreateStatement {
    let mut index = Index::create();
    index
        .name(format!("ix_{table}_{}", columns.join("_")))
        .table(Alias::new(table));
    for column in columns {
        index.col(Alias::new(*column));
    }
    if unique {
        index.unique();
    }
    index.take()
}

/// Refuses every UPDATE and DELETE on a table, on both databases, whoever asks.
pub async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    match manager.get_database_backend() {
        DbBackend::Postgres => {
            db.execute_unprepared(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
            )
            .await?;
            db.execute_unprepared(&format!(
                "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            ))
            .await?;
        }
        _ => {
            for verb in ["UPDATE", "DELETE"] {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_no_{} BEFORE {verb} ON {table} \
                     BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
                    verb.to_lowercase()
                ))
                .await?;
            }
        }
    }
    Ok(())
}

/// Lets a CHECK of a table allow more than before. PostgreSQL drops the one constraint that says `before` and adds
/// `after`; SQLite knows no such statement, so the text of the table is changed as its manual describes for constraints
/// that only loosen (lang_altertable, section 7).
///
/// Error: when the table does not say `before`, exactly once.
pub async fn widen_check(
    manager: &SchemaManager<'_>,
    table: &str,
    before: &str,
    after: &str,
) -> Result<(), DbErr> {
    let (column, _) = before
        .split_once(' ')
        .ok_or_else(|| DbErr::Migration(format!("{before}: no column")))?;
    // the server keeps its own wording of a check: the columns' first names identify it well enough
    let like = format!("CHECK (({column} = ANY (ARRAY[%");
    change_check(
        manager,
        table,
        &format!("ck_{table}_{column}"),
        &like,
        before,
        after,
    )
    .await
}

/// The same for any CHECK: `like` is how PostgreSQL's own wording of the present one is recognised, `name` the new one's.
pub async fn change_check(
    manager: &SchemaManager<'_>,
    table: &str,
    name: &str,
    like: &str,
    before: &str,
    after: &str,
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let text = |sql: &str| sql.replace('\'', "''");
    match manager.get_database_backend() {
        DbBackend::Postgres => {
            db.execute_unprepared(&format!(
                "DO $$ DECLARE found text; BEGIN \
                 SELECT conname INTO STRICT found FROM pg_constraint \
                 WHERE conrelid = '\"{table}\"'::regclass AND contype = 'c' \
                 AND pg_get_constraintdef(oid) LIKE '{like}'; \
                 EXECUTE format('ALTER TABLE \"{table}\" DROP CONSTRAINT %I', found); END $$"
            ))
            .await?;
            db.execute_unprepared(&format!(
                "ALTER TABLE \"{table}\" ADD CONSTRAINT {name} CHECK ({after})"
            ))
            .await?;
        }
        _ => {
            let row = db
                .query_one_raw(Statement::from_string(
                    DbBackend::Sqlite,
                    "SELECT schema_version AS version FROM pragma_schema_version".to_owned(),
                ))
                .await?
                .ok_or_else(|| DbErr::Migration("no schema version".to_owned()))?;
            let version: i64 = row.try_get("", "version")?;
            db.execute_unprepared("PRAGMA writable_schema = ON").await?;
            let changed = db
                .execute_unprepared(&format!(
                    "UPDATE sqlite_schema SET sql = replace(sql, '{before}', '{after}') \
                     WHERE type = 'table' AND name = '{table}' AND instr(sql, '{before}') > 0",
                    before = text(before),
                    after = text(after)
                ))
                .await?;
            db.execute_unprepared(&format!("PRAGMA schema_version = {}", version + 1))
                .await?;
            db.execute_unprepared("PRAGMA writable_schema = OFF").await?;
            if changed.rows_affected() != 1 {
                return Err(DbErr::Migration(format!("{table} does not check {before}")));
            }
        }
    }
    Ok(())
}
