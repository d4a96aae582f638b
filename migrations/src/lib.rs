//! The database schema, one dated file per change, the same on SQLite and PostgreSQL.
//!
//! A landed file never changes; corrections are new files (expand, move, contract). Every change runs in a transaction.

use sea_orm_migration::prelude::*;

mod columns;
mod m20261122_000001_foundation;
mod m20261122_000002_people;
mod m20261122_000003_municipalities;
mod m20261122_000004_budget;
mod m20261122_000005_calls;
mod m20261122_000006_applications;
mod m20261122_000007_assessment;
mod m20261122_000008_selection;
mod m20261122_000009_grants;
mod m20261122_000010_facilitation;
mod m20261122_000011_hours;
mod m20261122_000012_exchange;
mod m20261122_000013_programmes;
mod m20261122_000014_form;
mod m20261122_000015_case_parts;
mod m20261122_000016_desk;
mod m20261122_000017_places;
mod m20261122_000018_mail_follow_up;
mod m20261122_000021_call_depth;
mod m20261122_000025_desk_depth;
mod m20261122_000027_speed;
mod m20261122_000028_assessors;
mod m20261122_000029_assignment;
mod m20261122_000030_meeting_room;
mod m20261122_000031_scenarios;
mod m20261122_000034_search;
mod m20261122_000035_award_in_force;
mod m20261122_000036_letters;
mod m20261122_000037_grant_depth;
mod m20261122_000038_payments;
mod m20261122_000039_proofs;
mod m20261122_000040_evidence;
mod m20261122_000041_acts;
mod m20261122_000044_meeting_law;
mod m20261122_000045_declarations;
mod m20261122_000046_once;
mod m20261122_000047_support_terms;
mod m20261123_000042_proof_depth;
mod m20261123_000043_ranking;
mod m20261123_000048_concerns;
mod m20261123_000049_invariants;
mod m20261123_000051_admission;

/// All changes, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_foundation::Migration),
            Box::new(m20261122_000002_people::Migration),
            Box::new(m20261122_000003_municipalities::Migration),
            Box::new(m20261122_000004_budget::Migration),
            Box::new(m20261122_000005_calls::Migration),
            Box::new(m20261122_000006_applications::Migration),
            Box::new(m20261122_000007_assessment::Migration),
            Box::new(m20261122_000008_selection::Migration),
            Box::new(m20261122_000009_grants::Migration),
            Box::new(m20261122_000010_facilitation::Migration),
            Box::new(m20261122_000011_hours::Migration),
            Box::new(m20261122_000012_exchange::Migration),
            Box::new(m20261122_000013_programmes::Migration),
            Box::new(m20261122_000014_form::Migration),
            Box::new(m20261122_000015_case_parts::Migration),
            Box::new(m20261122_000016_desk::Migration),
            Box::new(m20261122_000017_places::Migration),
            Box::new(m20261122_000018_mail_follow_up::Migration),
            Box::new(m20261122_000021_call_depth::Migration),
            Box::new(m20261122_000025_desk_depth::Migration),
            Box::new(m20261122_000027_speed::Migration),
            Box::new(m20261122_000028_assessors::Migration),
            Box::new(m20261122_000029_assignment::Migration),
            Box::new(m20261122_000030_meeting_room::Migration),
            Box::new(m20261122_000031_scenarios::Migration),
            Box::new(m20261122_000034_search::Migration),
            Box::new(m20261122_000035_award_in_force::Migration),
            Box::new(m20261122_000036_letters::Migration),
            Box::new(m20261122_000037_grant_depth::Migration),
            Box::new(m20261122_000038_payments::Migration),
            Box::new(m20261122_000039_proofs::Migration),
            Box::new(m20261122_000040_evidence::Migration),
            Box::new(m20261122_000041_acts::Migration),
            Box::new(m20261122_000044_meeting_law::Migration),
            Box::new(m20261122_000045_declarations::Migration),
            Box::new(m20261122_000046_once::Migration),
            Box::new(m20261122_000047_support_terms::Migration),
            Box::new(m20261123_000042_proof_depth::Migration),
            Box::new(m20261123_000043_ranking::Migration),
            Box::new(m20261123_000048_concerns::Migration),
            Box::new(m20261123_000049_invariants::Migration),
            Box::new(m20261123_000051_admission::Migration),
        ]
    }
}
