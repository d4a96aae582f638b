//! Delivery that fails and is proven, remedies, amendments of an award, and the shares of a joint grant.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{
    date_null, id, index, instant, instant_null, int, int_null, references, text, text_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        let uuid = if postgres { "uuid" } else { "uuid_text" };
        for column in [
            // how often it was sent; each failed delivery brings another one
            "attempt bigint NOT NULL DEFAULT 1 CHECK (attempt > 0)",
            // the last day for fetching it from the portal (§ 41 Abs. 2a LVwVfG)
            "fetch_until_on date",
            // the day of receipt that was proven for a posted notice
            "proven_on date",
            // missing or wrong: one year instead of one month (§ 58 Abs. 2 VwGO)
            "remedy_flawed boolean NOT NULL DEFAULT FALSE",
            // the day on which a remedy was withdrawn or finally decided
            "remedy_settled_on date CHECK (remedy_settled_on IS NULL OR objected_on IS NOT NULL)",
            // who noted the day a letter was really posted; null: it counts as posted on the day of the click
            &format!("posted_by {uuid}"),
            // how a joint grant is split over its bodies; null for a single grantee
            "share_basis text CHECK (share_basis IN ('AGREED', 'EQUAL', 'POPULATION'))",
        ] {
            db.execute_unprepared(&format!("ALTER TABLE \"grant\" ADD COLUMN {column}"))
                .await?;
        }
        for table in [share(), amendment(), item(), information()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("grant_share", &["grant_id", "award", "body_id"], true),
            index("grant_amendment", &["grant_id", "number"], true),
            index("grant_amendment", &["state"], false),
            index("grant_amendment_item", &["amendment_id", "kind"], true),
            index("grant_information", &["grant_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        // of each kind one open wish per grant, however many ask at once
        db.execute_unprepared(
            "CREATE UNIQUE INDEX ix_grant_amendment_item_open ON grant_amendment_item (grant_id, kind) WHERE is_open",
        )
        .await?;
        for statement in if postgres { POSTGRES } else { SQLITE } {
            db.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

/// What a body of a joint grant gets of one version of the award.
fn share() -> TableCreateStatement {
    Table::create()
        .table("grant_share")
        .col(id())
        .col(uuid("grant_id"))
        .col(int("award"))
        // the lead first; also decides who carries an odd cent
        .col(int("position"))
        .col(uuid("body_id"))
        .col(text("name"))
        .col(int_null("population"))
        .col(int("amount_cents"))
        .foreign_key(&mut references("grant_share", "grant_id", "grant"))
        .foreign_key(&mut references("grant_share", "body_id", "body"))
        .check(Expr::cust("amount_cents >= 0"))
        .take()
}

fn amendment() -> TableCreateStatement {
    Table::create()
        .table("grant_amendment")
        .col(id())
        .col(uuid("grant_id"))
        .col(uuid("application_id"))
        .col(int("number"))
        .col(text("state"))
        .col(text("reason"))
        .col(uuid_null("file_id"))
        // who wrote it, and who handed it in
        .col(uuid_null("drafted_by"))
        .col(uuid_null("requested_by"))
        .col(instant("requested_at"))
        .col(uuid_null("checked_by"))
        .col(instant_null("checked_at"))
        // what the office says of it: of the check, or why it was given back or refused
        .col(text("remark"))
        .col(uuid_null("rl_signed_by"))
        .col(instant_null("rl_signed_at"))
        .col(uuid_null("bfdh_signed_by"))
        .col(instant_null("bfdh_signed_at"))
        .col(uuid_null("issued_by"))
        .col(instant_null("issued_at"))
        .col(text_null("channel"))
        .col(date_null("sent_on"))
        // the version of the award it brought, and the letter
        .col(int_null("award"))
        .col(uuid_null("notice_id"))
        .col(int("version"))
        .foreign_key(&mut references("grant_amendment", "grant_id", "grant"))
        .foreign_key(&mut references("grant_amendment", "application_id", "application"))
        .foreign_key(&mut references("grant_amendment", "file_id", "stored_file"))
        .foreign_key(&mut references("grant_amendment", "notice_id", "grant_notice"))
        .check(Expr::cust(
            "state IN ('DRAFT', 'REQUESTED', 'CHECKED', 'COUNTERSIGNED', 'ISSUED', 'REFUSED', 'WITHDRAWN')",
        ))
        // four eyes, and three persons in all (handbook 5.5, 12 no. 8)
        .check(Expr::cust(
            "rl_signed_by IS NULL OR (rl_signed_by <> checked_by AND (requested_by IS NULL OR rl_signed_by <> requested_by))",
        ))
        .check(Expr::cust(
            "bfdh_signed_by IS NULL OR (bfdh_signed_by <> checked_by AND (requested_by IS NULL OR bfdh_signed_by <> requested_by))",
        ))
        .check(Expr::cust(
            "rl_signed_by IS NULL OR bfdh_signed_by IS NULL OR rl_signed_by <> bfdh_signed_by",
        ))
        .check(Expr::cust(
            "drafted_by IS NULL OR ((rl_signed_by IS NULL OR rl_signed_by <> drafted_by) \
             AND (bfdh_signed_by IS NULL OR bfdh_signed_by <> drafted_by) AND (issued_by IS NULL OR issued_by <> drafted_by))",
        ))
        .check(Expr::cust(
            "issued_by IS NULL OR (issued_by <> bfdh_signed_by AND issued_by <> checked_by)",
        ))
        .check(Expr::cust(
            "state NOT IN ('CHECKED', 'COUNTERSIGNED', 'ISSUED') OR checked_by IS NOT NULL",
        ))
        .check(Expr::cust(
            "state NOT IN ('COUNTERSIGNED', 'ISSUED') OR (rl_signed_by IS NOT NULL AND bfdh_signed_by IS NOT NULL)",
        ))
        .check(Expr::cust(
            "state <> 'ISSUED' OR (issued_by IS NOT NULL AND award IS NOT NULL AND notice_id IS NOT NULL)",
        ))
        .take()
}

/// One wish of an amendment.
fn item() -> TableCreateStatement {
    Table::create()
        .table("grant_amendment_item")
        .col(id())
        .col(uuid("amendment_id"))
        .col(uuid("grant_id"))
        .col(text("kind"))
        // JSON: what is wanted
        .col(text("wanted"))
        .col(crate::columns::bool("is_open"))
        .foreign_key(&mut references(
            "grant_amendment_item",
            "amendment_id",
            "grant_amendment",
        ))
        .foreign_key(&mut references("grant_amendment_item", "grant_id", "grant"))
        .check(Expr::cust(
            "kind IN ('TIME', 'PLAN_SHIFT', 'PARTNER', 'SCOPE', 'AMOUNT_DOWN', 'TRANCHE_SHIFT')",
        ))
        .take()
}

/// What a grantee has to tell at once (handbook 2.8), and who of the office has taken note.
fn information() -> TableCreateStatement {
    Table::create()
        .table("grant_information")
        .col(id())
        .col(uuid("grant_id"))
        .col(uuid("application_id"))
        .col(text("kind"))
        .col(text("text"))
        .col(uuid_null("told_by"))
        .col(instant("told_at"))
        .col(uuid_null("noted_by"))
        .col(instant_null("noted_at"))
        // what follows from it
        .col(text("note"))
        .foreign_key(&mut references("grant_information", "grant_id", "grant"))
        .foreign_key(&mut references(
            "grant_information",
            "application_id",
            "application",
        ))
        .check(Expr::cust(
            "kind IN ('OTHER_GRANT', 'PURPOSE', 'COSTS', 'UNUSED', 'INSOLVENCY')",
        ))
        .check(Expr::cust("noted_at IS NULL OR note <> ''"))
        .take()
}

/// Σ partner shares = award, to the cent (handbook 12, no. 4), and the shares of an award never change. The award itself
/// never exceeds its cap, nor does an amendment raise that.
const POSTGRES: &[&str] = &[
    // an awarded tranche neither goes nor comes by an update
    "CREATE OR REPLACE FUNCTION grant_tranche_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     IF EXISTS (SELECT 1 FROM \"grant\" g WHERE g.state <> 'PREPARED' AND \
        (TG_OP <> 'DELETE' AND g.id = NEW.grant_id AND g.award >= NEW.award \
        OR TG_OP <> 'INSERT' AND g.id = OLD.grant_id AND g.award >= OLD.award)) \
     THEN RAISE EXCEPTION 'an awarded tranche does not change'; END IF; \
     RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END $$",
    "CREATE FUNCTION grant_shares_add_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     IF COALESCE((SELECT SUM(amount_cents) FROM grant_share WHERE grant_id = NEW.id AND award = NEW.award), \
        CASE WHEN NEW.share_basis IS NULL THEN NEW.amount_cents ELSE -1 END) <> NEW.amount_cents \
     THEN RAISE EXCEPTION 'the shares of grant % do not add up to its award', NEW.number; END IF; \
     RETURN NEW; END $$",
    "CREATE TRIGGER grant_shares_add_up BEFORE UPDATE OF state, amount_cents, award, share_basis ON \"grant\" FOR EACH ROW \
     WHEN (NEW.state <> 'PREPARED') EXECUTE FUNCTION grant_shares_add_up()",
    "CREATE FUNCTION grant_share_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     IF EXISTS (SELECT 1 FROM \"grant\" g WHERE g.state <> 'PREPARED' AND \
        (TG_OP <> 'DELETE' AND g.id = NEW.grant_id AND g.award >= NEW.award \
        OR TG_OP <> 'INSERT' AND g.id = OLD.grant_id AND g.award >= OLD.award)) \
     THEN RAISE EXCEPTION 'the share of an award does not change'; END IF; \
     RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END $$",
    "CREATE TRIGGER grant_share_stays BEFORE INSERT OR DELETE OR UPDATE ON grant_share \
     FOR EACH ROW EXECUTE FUNCTION grant_share_stays()",
    "CREATE FUNCTION grant_cap_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     RAISE EXCEPTION 'the cap of grant % does not change', NEW.number; END $$",
    "CREATE TRIGGER grant_cap_stays BEFORE UPDATE OF cap_cents, selected_cents ON \"grant\" FOR EACH ROW \
     WHEN (OLD.state <> 'PREPARED' AND (NEW.cap_cents <> OLD.cap_cents OR NEW.selected_cents <> OLD.selected_cents)) \
     EXECUTE FUNCTION grant_cap_stays()",
];

const SQLITE: &[&str] = &[
    "DROP TRIGGER grant_tranche_stays_update",
    // an awarded tranche neither goes nor comes by an update
    "CREATE TRIGGER grant_tranche_stays_update BEFORE UPDATE OF grant_id, award, year, kind, amount_cents ON grant_tranche \
     WHEN EXISTS (SELECT 1 FROM \"grant\" g WHERE g.state <> 'PREPARED' AND \
        (g.id = NEW.grant_id AND g.award >= NEW.award OR g.id = OLD.grant_id AND g.award >= OLD.award)) \
     BEGIN SELECT RAISE(ABORT, 'an awarded tranche does not change'); END",
    "CREATE TRIGGER grant_shares_add_up BEFORE UPDATE OF state, amount_cents, award, share_basis ON \"grant\" \
     WHEN NEW.state <> 'PREPARED' AND NEW.amount_cents <> \
        COALESCE((SELECT SUM(amount_cents) FROM grant_share WHERE grant_id = NEW.id AND award = NEW.award), \
        CASE WHEN NEW.share_basis IS NULL THEN NEW.amount_cents ELSE -1 END) \
     BEGIN SELECT RAISE(ABORT, 'the shares of a grant do not add up to its award'); END",
    "CREATE TRIGGER grant_share_stays_insert BEFORE INSERT ON grant_share \
     WHEN EXISTS (SELECT 1 FROM \"grant\" g WHERE g.id = NEW.grant_id AND g.state <> 'PREPARED' AND g.award >= NEW.award) \
     BEGIN SELECT RAISE(ABORT, 'the share of an award does not change'); END",
    "CREATE TRIGGER grant_share_stays_update BEFORE UPDATE ON grant_share \
     WHEN EXISTS (SELECT 1 FROM \"grant\" g WHERE g.state <> 'PREPARED' AND \
        (g.id = NEW.grant_id AND g.award >= NEW.award OR g.id = OLD.grant_id AND g.award >= OLD.award)) \
     BEGIN SELECT RAISE(ABORT, 'the share of an award does not change'); END",
    "CREATE TRIGGER grant_share_stays_delete BEFORE DELETE ON grant_share \
     WHEN EXISTS (SELECT 1 FROM \"grant\" g WHERE g.id = OLD.grant_id AND g.state <> 'PREPARED' AND g.award >= OLD.award) \
     BEGIN SELECT RAISE(ABORT, 'the share of an award does not change'); END",
    "CREATE TRIGGER grant_cap_stays BEFORE UPDATE OF cap_cents, selected_cents ON \"grant\" \
     WHEN OLD.state <> 'PREPARED' AND (NEW.cap_cents <> OLD.cap_cents OR NEW.selected_cents <> OLD.selected_cents) \
     BEGIN SELECT RAISE(ABORT, 'the cap of a grant does not change'); END",
];
