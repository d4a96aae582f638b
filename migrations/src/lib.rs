//! The database schema, one dated file per change, the same on SQLite and PostgreSQL.
//!
//! A landed file never changes; corrections are new files (expand, move, contract). Every change runs in a transaction.

use sea_orm_migration::prelude::*;

mod columns;
mod m20261122_000001_foundation;
mod m20261122_000002_people;

/// All changes, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_foundation::Migration),
            Box::new(m20261122_000002_people::Migration),
        ]
    }
}
