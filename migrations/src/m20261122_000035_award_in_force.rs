//! The whole life of a grant (handbook 5.5): its later states, the award in force with its versions, and what of it is
//! ordered and paid. The database itself refuses to pay more than was awarded and tranches that do not add up.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::widen_check;

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES_BEFORE: &str =
    "state IN ('PREPARED', 'COUNTERSIGNED', 'ISSUED', 'DELIVERED', 'ACCEPTED', 'DECLINED')";
const STATES: &str = "state IN ('PREPARED', 'COUNTERSIGNED', 'ISSUED', 'DELIVERED', 'ACCEPTED', 'DECLINED', \
     'REISSUE', 'OBJECTED', 'FINAL', 'IN_PAYMENT', 'REPORT_DUE', 'OVERDUE', 'REPORT_SUBMITTED', 'IN_AUDIT', \
     'HEARING', 'RECLAIMED', 'SETTLED_OK', 'REVOKED', 'CLOSED')";
const NOTICES_BEFORE: &str = "kind IN ('AWARD', 'AGREEMENT')";
const NOTICES: &str = "kind IN ('AWARD', 'AGREEMENT', 'AMENDMENT', 'REJECTION', 'HEARING', 'CLAIM', 'REVOCATION', \
     'ACCEPTANCE', 'PARTIAL_OFFER')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        for column in [
            "\"grant\" ADD COLUMN award bigint NOT NULL DEFAULT 1",
            "\"grant\" ADD COLUMN ordered_cents bigint NOT NULL DEFAULT 0 CHECK (ordered_cents >= 0)",
            // Σ payments ≤ award in force (handbook 12, no. 1)
            "\"grant\" ADD COLUMN paid_cents bigint NOT NULL DEFAULT 0 \
             CHECK (paid_cents >= 0 AND ordered_cents + paid_cents <= amount_cents)",
            "\"grant\" ADD COLUMN retention bigint NOT NULL DEFAULT 1000 CHECK (retention BETWEEN 0 AND 10000)",
            "\"grant\" ADD COLUMN remedy_until_on date",
            "\"grant\" ADD COLUMN waived_on date",
            "\"grant\" ADD COLUMN objected_on date",
            "\"grant\" ADD COLUMN final_on date",
            "grant_tranche ADD COLUMN award bigint NOT NULL DEFAULT 1",
            "grant_tranche ADD COLUMN ordered_cents bigint NOT NULL DEFAULT 0 CHECK (ordered_cents >= 0)",
            "grant_tranche ADD COLUMN paid_cents bigint NOT NULL DEFAULT 0 \
             CHECK (paid_cents >= 0 AND ordered_cents + paid_cents <= amount_cents)",
        ] {
            db.execute_unprepared(&format!("ALTER TABLE {column}")).await?;
        }
        widen_check(manager, "grant", STATES_BEFORE, STATES).await?;
        widen_check(manager, "grant_notice", NOTICES_BEFORE, NOTICES).await?;
        for statement in [
            "DROP INDEX ix_grant_tranche_grant_id_year_kind",
            "CREATE UNIQUE INDEX ix_grant_tranche_award ON grant_tranche (grant_id, award, year, kind)",
        ] {
            db.execute_unprepared(statement).await?;
        }
        for statement in if postgres { POSTGRES } else { SQLITE } {
            db.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

/// Σ tranches = award in force (handbook 12, no. 2), and a tranche that was awarded never changes: an amendment brings
/// tranches of a new version.
const POSTGRES: &[&str] = &[
    "CREATE FUNCTION grant_award_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     IF (SELECT COALESCE(SUM(amount_cents), 0) FROM grant_tranche WHERE grant_id = NEW.id AND award = NEW.award) \
        <> NEW.amount_cents \
     THEN RAISE EXCEPTION 'the tranches of grant % do not add up to its award', NEW.number; END IF; \
     RETURN NEW; END $$",
    "CREATE TRIGGER grant_award_adds_up BEFORE UPDATE OF state, amount_cents, award ON \"grant\" FOR EACH ROW \
     WHEN (NEW.state <> 'PREPARED') EXECUTE FUNCTION grant_award_adds_up()",
    "CREATE FUNCTION grant_tranche_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     IF EXISTS (SELECT 1 FROM \"grant\" g WHERE g.id = CASE TG_OP WHEN 'INSERT' THEN NEW.grant_id ELSE OLD.grant_id END \
        AND g.state <> 'PREPARED' AND g.award >= CASE TG_OP WHEN 'INSERT' THEN NEW.award ELSE OLD.award END) \
     THEN RAISE EXCEPTION 'an awarded tranche does not change'; END IF; \
     RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END $$",
    "CREATE TRIGGER grant_tranche_stays BEFORE INSERT OR DELETE OR UPDATE OF grant_id, award, year, kind, amount_cents \
     ON grant_tranche FOR EACH ROW EXECUTE FUNCTION grant_tranche_stays()",
];

const SQLITE: &[&str] = &[
    "CREATE TRIGGER grant_award_adds_up BEFORE UPDATE OF state, amount_cents, award ON \"grant\" \
     WHEN NEW.state <> 'PREPARED' AND NEW.amount_cents <> \
        (SELECT COALESCE(SUM(amount_cents), 0) FROM grant_tranche WHERE grant_id = NEW.id AND award = NEW.award) \
     BEGIN SELECT RAISE(ABORT, 'the tranches of a grant do not add up to its award'); END",
    "CREATE TRIGGER grant_tranche_stays_insert BEFORE INSERT ON grant_tranche \
     WHEN EXISTS (SELECT 1 FROM \"grant\" g WHERE g.id = NEW.grant_id AND g.state <> 'PREPARED' AND g.award >= NEW.award) \
     BEGIN SELECT RAISE(ABORT, 'an awarded tranche does not change'); END",
    "CREATE TRIGGER grant_tranche_stays_update BEFORE UPDATE OF grant_id, award, year, kind, amount_cents ON grant_tranche \
     WHEN EXISTS (SELECT 1 FROM \"grant\" g WHERE g.id = OLD.grant_id AND g.state <> 'PREPARED' AND g.award >= OLD.award) \
     BEGIN SELECT RAISE(ABORT, 'an awarded tranche does not change'); END",
    "CREATE TRIGGER grant_tranche_stays_delete BEFORE DELETE ON grant_tranche \
     WHEN EXISTS (SELECT 1 FROM \"grant\" g WHERE g.id = OLD.grant_id AND g.state <> 'PREPARED' AND g.award >= OLD.award) \
     BEGIN SELECT RAISE(ABORT, 'an awarded tranche does not change'); END",
];
