//! Proofs of use, their examination and sampling, claims with interest, and the published base rates.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::prelude::{ChronoDateTimeUtc, Uuid};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{
    append_only, bool, date, date_null, id, index, instant, instant_null, int, int_null, references, text,
    text_null, uuid, uuid_null, widen_check,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            base_rate_table(),
            base_rate(),
            sample_run(),
            proof(),
            report(),
            submission(),
            voucher(),
            file(),
            audit_note(),
            claim(),
            interest(),
            receipt(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("base_rate_table", &["version"], true),
            index("base_rate", &["table_id", "valid_from"], true),
            index("sample_run", &["programme_id", "year"], false),
            index("proof", &["grant_id"], true),
            index("proof", &["application_id"], false),
            index("proof", &["programme_id", "state", "due_on"], false),
            index("proof", &["body_id"], false),
            index("proof_submission", &["proof_id", "edition"], true),
            index("proof_voucher", &["proof_id", "number"], true),
            index("proof_file", &["proof_id"], false),
            index("proof_audit_note", &["proof_id", "edition"], true),
            index("claim", &["proof_id"], false),
            index("claim", &["programme_id", "state"], false),
            index("claim_interest", &["claim_id", "edition", "payment_id"], true),
            index("claim_receipt", &["claim_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        for table in [
            "base_rate",
            "sample_run",
            "proof_submission",
            "proof_audit_note",
            "claim_interest",
            "claim_receipt",
        ] {
            append_only(manager, table).await?;
        }
        keep_submitted(manager).await?;
        keep_decided(manager).await?;
        award_of_nothing(manager).await?;
        let db = manager.get_connection();
        // one claim at a time: what was dropped or settled stays beside it
        db.execute_unprepared(
            "CREATE UNIQUE INDEX ix_claim_living ON claim (proof_id) WHERE state IN ('HEARING', 'PROPOSED', 'ISSUED')",
        )
        .await?;
        first_watch(manager).await?;
        published_rates(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "claim_receipt",
            "claim_interest",
            "claim",
            "proof_audit_note",
            "proof_file",
            "proof_voucher",
            "proof_submission",
            "proof_report",
            "proof",
            "sample_run",
            "base_rate",
            "base_rate_table",
        ] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

/// The rates from a table's version on stay as they were used: a correction is a new version.
fn base_rate_table() -> TableCreateStatement {
    Table::create()
        .table("base_rate_table")
        .col(id())
        .col(int("version"))
        .col(text("source"))
        .col(uuid_null("created_by"))
        .col(instant("created_at"))
        // in force once another person confirmed it (handbook 12, no. 8)
        .col(uuid_null("confirmed_by"))
        .col(instant_null("confirmed_at"))
        .check(Expr::cust(
            "confirmed_by IS NULL OR created_by IS NULL OR confirmed_by <> created_by",
        ))
        .take()
}

fn base_rate() -> TableCreateStatement {
    Table::create()
        .table("base_rate")
        .col(id())
        .col(uuid("table_id"))
        .col(date("valid_from"))
        .col(int("rate"))
        .foreign_key(&mut references("base_rate", "table_id", "base_rate_table"))
        // § 247 BGB: on 1 January and 1 July, and on no other day
        .check(Expr::cust(
            "CAST(valid_from AS text) LIKE '%-01-01' OR CAST(valid_from AS text) LIKE '%-07-01'",
        ))
        .check(Expr::cust("rate BETWEEN -10000 AND 10000"))
        .take()
}

/// A draw with all that is needed to draw it again (handbook 2.6, X9).
fn sample_run() -> TableCreateStatement {
    Table::create()
        .table("sample_run")
        .col(id())
        .col(uuid("programme_id"))
        .col(int("year"))
        .col(text("method"))
        .col(text("seed"))
        .col(int("rate"))
        // ids of grants, as JSON
        .col(text("list"))
        .col(text("list_sha256"))
        .col(text("drawn"))
        .col(int("listed"))
        .col(int("drawn_count"))
        .col(uuid_null("created_by"))
        .col(instant("created_at"))
        .foreign_key(&mut references("sample_run", "programme_id", "programme"))
        .check(Expr::cust("drawn_count BETWEEN 1 AND listed"))
        .check(Expr::cust("length(list_sha256) = 64"))
        .take()
}

fn proof() -> TableCreateStatement {
    Table::create()
        .table("proof")
        .col(id())
        .col(uuid("grant_id"))
        .col(uuid("application_id"))
        .col(uuid("call_id"))
        .col(uuid("programme_id"))
        // copied from the grant, because lists sort by them
        .col(text("number"))
        .col(text("title"))
        .col(uuid("body_id"))
        .col(text("body_name"))
        .col(text("state"))
        .col(text("form"))
        .col(date("period_until_on"))
        // a row, never recomputed while it is overdue
        .col(date("due_on"))
        .col(date_null("received_on"))
        .col(int("edition"))
        .col(uuid_null("sample_run_id"))
        .col(date_null("vouchers_until_on"))
        .col(text_null("returned_reason"))
        .col(uuid_null("examined_by"))
        .col(instant_null("examined_at"))
        .col(int_null("accepted_cents"))
        .col(uuid_null("accepted_by"))
        .col(instant_null("accepted_at"))
        .col(uuid_null("closed_by"))
        .col(instant_null("closed_at"))
        .col(instant("created_at"))
        .col(int("version"))
        .foreign_key(&mut references("proof", "grant_id", "grant"))
        .foreign_key(&mut references("proof", "application_id", "application"))
        .foreign_key(&mut references("proof", "sample_run_id", "sample_run"))
        .check(Expr::cust(
            "state IN ('PLANNED', 'REPORT_DUE', 'OVERDUE', 'REPORT_SUBMITTED', 'IN_AUDIT', 'HEARING', 'RECLAIMED', \
             'SETTLED_OK', 'REVOKED', 'CLOSED')",
        ))
        .check(Expr::cust("form IN ('CONFIRMATION', 'SIMPLE', 'FULL')"))
        .check(Expr::cust("due_on > period_until_on"))
        .check(Expr::cust("accepted_cents IS NULL OR accepted_cents >= 0"))
        // whoever examined it does not accept it (handbook 12, no. 8)
        .check(Expr::cust(
            "accepted_by IS NULL OR (examined_by IS NOT NULL AND accepted_by <> examined_by)",
        ))
        .check(Expr::cust(
            "closed_by IS NULL OR accepted_by IS NULL OR examined_by IS NULL OR closed_by <> examined_by",
        ))
        .check(Expr::cust(
            "state NOT IN ('REPORT_SUBMITTED', 'IN_AUDIT') OR received_on IS NOT NULL",
        ))
        .take()
}

/// What is being written; what was handed in is a `proof_submission`.
fn report() -> TableCreateStatement {
    Table::create()
        .table("proof_report")
        .col(id())
        .col(text("content"))
        .col(uuid_null("saved_by"))
        .col(instant("saved_at"))
        .foreign_key(&mut references("proof_report", "id", "proof"))
        .take()
}

fn submission() -> TableCreateStatement {
    Table::create()
        .table("proof_submission")
        .col(id())
        .col(uuid("proof_id"))
        .col(int("edition"))
        .col(text("form"))
        .col(text("content"))
        .col(text("content_sha256"))
        .col(bool("on_paper"))
        .col(uuid_null("submitted_by"))
        .col(instant("submitted_at"))
        .foreign_key(&mut references("proof_submission", "proof_id", "proof"))
        .check(Expr::cust("form IN ('CONFIRMATION', 'SIMPLE', 'FULL')"))
        .check(Expr::cust("length(content_sha256) = 64"))
        .take()
}

fn voucher() -> TableCreateStatement {
    Table::create()
        .table("proof_voucher")
        .col(id())
        .col(uuid("proof_id"))
        .col(text("number"))
        .col(date_null("invoiced_on"))
        .col(date("paid_on"))
        .col(text("payee"))
        .col(text("reason"))
        .col(text("kind"))
        .col(int("gross_cents"))
        .col(int("eligible_cents"))
        .col(uuid_null("added_by"))
        .col(instant("added_at"))
        .foreign_key(&mut references("proof_voucher", "proof_id", "proof"))
        .check(Expr::cust("eligible_cents BETWEEN 0 AND gross_cents"))
        .check(Expr::cust("number <> ''"))
        .take()
}

fn file() -> TableCreateStatement {
    Table::create()
        .table("proof_file")
        .col(id())
        .col(uuid("proof_id"))
        .col(uuid("file_id"))
        .col(text("label"))
        .col(uuid_null("added_by"))
        .col(instant("added_at"))
        .foreign_key(&mut references("proof_file", "proof_id", "proof"))
        .foreign_key(&mut references("proof_file", "file_id", "stored_file"))
        .take()
}

/// The Prüfvermerk: word for word, for good; a later one is another edition.
fn audit_note() -> TableCreateStatement {
    Table::create()
        .table("proof_audit_note")
        .col(id())
        .col(uuid("proof_id"))
        .col(int("edition"))
        .col(uuid("submission_id"))
        .col(text("content"))
        .col(text("content_sha256"))
        .col(uuid_null("examined_by"))
        .col(instant("examined_at"))
        .foreign_key(&mut references("proof_audit_note", "proof_id", "proof"))
        .foreign_key(&mut references(
            "proof_audit_note",
            "submission_id",
            "proof_submission",
        ))
        .check(Expr::cust("length(content_sha256) = 64"))
        .take()
}

fn claim() -> TableCreateStatement {
    Table::create()
        .table("claim")
        .col(id())
        .col(uuid("proof_id"))
        .col(uuid("grant_id"))
        .col(uuid("application_id"))
        .col(uuid("programme_id"))
        .col(text("number"))
        .col(uuid("body_id"))
        .col(text("body_name"))
        .col(text("state"))
        .col(text("ground"))
        .col(text("reason"))
        .col(int("principal_cents"))
        // the whole award falls, not only a part of it
        .col(bool("is_whole"))
        // when the authority knew the facts: the one-year clock (§ 49 Abs. 3, § 48 Abs. 4 LVwVfG)
        .col(date("known_on"))
        // since when the notice is ineffective by itself: interest on a reduction runs from there (§ 49a Abs. 3 LVwVfG)
        .col(date_null("ineffective_on"))
        .col(date("hearing_until_on"))
        .col(uuid_null("heard_by"))
        .col(instant("heard_at"))
        .col(text("statement"))
        .col(date_null("statement_on"))
        .col(text("discretion"))
        .col(bool("interest_waived"))
        .col(text("waiver_reason"))
        .col(uuid_null("proposed_by"))
        .col(instant_null("proposed_at"))
        .col(uuid_null("issued_by"))
        .col(instant_null("issued_at"))
        .col(date_null("payable_until_on"))
        .col(date_null("limitation_on"))
        .col(uuid_null("hearing_notice_id"))
        .col(uuid_null("act_notice_id"))
        .col(uuid_null("settled_by"))
        .col(instant_null("settled_at"))
        .col(int("version"))
        .foreign_key(&mut references("claim", "proof_id", "proof"))
        .foreign_key(&mut references("claim", "hearing_notice_id", "grant_notice"))
        .foreign_key(&mut references("claim", "act_notice_id", "grant_notice"))
        .check(Expr::cust(
            "state IN ('HEARING', 'PROPOSED', 'ISSUED', 'SETTLED', 'DROPPED')",
        ))
        .check(Expr::cust(
            "ground IN ('REDUCTION', 'PURPOSE', 'OBLIGATION', 'UNLAWFUL', 'LATE_USE')",
        ))
        // interest for late use is claimed without the money itself (§ 49a Abs. 4 LVwVfG)
        .check(Expr::cust(
            "principal_cents > 0 OR (principal_cents = 0 AND (is_whole OR ground = 'LATE_USE'))",
        ))
        .check(Expr::cust("ground <> 'REDUCTION' OR ineffective_on IS NOT NULL"))
        .check(Expr::cust("reason <> ''"))
        // no act without a hearing, an author and another person who issues it
        .check(Expr::cust(
            "issued_by IS NULL OR (proposed_by IS NOT NULL AND issued_by <> proposed_by)",
        ))
        .check(Expr::cust(
            "state NOT IN ('ISSUED', 'SETTLED') OR (issued_by IS NOT NULL AND act_notice_id IS NOT NULL \
             AND payable_until_on IS NOT NULL)",
        ))
        .check(Expr::cust("NOT interest_waived OR waiver_reason <> ''"))
        .check(Expr::cust("state <> 'SETTLED' OR settled_by IS NOT NULL"))
        .take()
}

/// Interest exists only with payment, days, rates, their table and the way of counting (handbook 12, no. 14).
fn interest() -> TableCreateStatement {
    Table::create()
        .table("claim_interest")
        .col(id())
        .col(uuid("claim_id"))
        .col(int("edition"))
        .col(uuid("payment_id"))
        .col(date("paid_on"))
        .col(int("principal_cents"))
        .col(date("until_on"))
        .col(text("day_count"))
        .col(int("spread"))
        .col(uuid("base_rate_table_id"))
        .col(text("segments"))
        .col(int("amount_cents"))
        .col(instant("computed_at"))
        .foreign_key(&mut references("claim_interest", "claim_id", "claim"))
        .foreign_key(&mut references(
            "claim_interest",
            "base_rate_table_id",
            "base_rate_table",
        ))
        .check(Expr::cust("day_count IN ('ACT_ACT', 'ACT_365', 'THIRTY_360')"))
        .check(Expr::cust("amount_cents = 0 OR segments LIKE '[{%}]'"))
        .check(Expr::cust("until_on >= paid_on"))
        .take()
}

fn receipt() -> TableCreateStatement {
    Table::create()
        .table("claim_receipt")
        .col(id())
        .col(uuid("claim_id"))
        .col(int("amount_cents"))
        .col(date("received_on"))
        .col(text("reference"))
        .col(uuid("recorded_by"))
        .col(instant("recorded_at"))
        .foreign_key(&mut references("claim_receipt", "claim_id", "claim"))
        .check(Expr::cust("amount_cents > 0"))
        .take()
}

/// The job that makes proofs for grants that became final; it plans itself from then on.
const WATCH: &str = "proof-watch";

async fn first_watch(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let new_year = ChronoDateTimeUtc::from_timestamp(1_767_222_000, 0); // 01.01.2026 in Berlin
    let first = Query::insert()
        .into_table("job")
        .columns(["id", "kind", "subject", "due_at", "attempts"])
        .values_panic([
            Expr::val(Uuid::from_u128(39)),
            Expr::val(WATCH),
            Expr::val(""),
            Expr::val(new_year.unwrap_or_default()),
            Expr::val(0_i64),
        ])
        .to_owned();
    manager.get_connection().execute(&first).await?;
    Ok(())
}

/// An award of which nothing was recognised, or that was revoked as a whole, is worth nothing once its money came back.
async fn award_of_nothing(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    const BEFORE: &str = "amount_cents > 0 AND amount_cents <= cap_cents AND amount_cents <= selected_cents";
    const AFTER: &str = "(amount_cents > 0 OR (amount_cents = 0 AND state IN ('SETTLED_OK', 'REVOKED', 'CLOSED'))) \
         AND amount_cents <= cap_cents AND amount_cents <= selected_cents";
    if manager.get_database_backend() != DbBackend::Postgres {
        return widen_check(manager, "grant", BEFORE, AFTER).await;
    }
    let db = manager.get_connection();
    db.execute_unprepared(
        "DO $$ DECLARE found text; BEGIN \
         SELECT conname INTO STRICT found FROM pg_constraint \
         WHERE conrelid = '\"grant\"'::regclass AND contype = 'c' \
         AND pg_get_constraintdef(oid) LIKE '%amount_cents <= cap_cents%'; \
         EXECUTE format('ALTER TABLE \"grant\" DROP CONSTRAINT %I', found); END $$",
    )
    .await?;
    db.execute_unprepared(&format!(
        "ALTER TABLE \"grant\" ADD CONSTRAINT ck_grant_amount CHECK ({AFTER})"
    ))
    .await?;
    Ok(())
}

/// What was handed in stays: its vouchers and files are neither changed nor taken away while it lies with the office.
/// Vouchers and files of a sampled proof may still be added.
async fn keep_submitted(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    const OPEN: &str = "('PLANNED', 'REPORT_DUE', 'OVERDUE')";
    match manager.get_database_backend() {
        DbBackend::Postgres => {
            db.execute_unprepared(&format!(
                "CREATE FUNCTION proof_part_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 IF NOT EXISTS (SELECT 1 FROM proof WHERE id = OLD.proof_id AND state IN {OPEN}) THEN \
                 RAISE EXCEPTION 'a proof that was handed in is kept'; END IF; \
                 IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
            ))
            .await?;
            db.execute_unprepared(&format!(
                "CREATE FUNCTION proof_report_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 IF NOT EXISTS (SELECT 1 FROM proof WHERE id = OLD.id AND state IN {OPEN}) THEN \
                 RAISE EXCEPTION 'a proof that was handed in is kept'; END IF; \
                 IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
            ))
            .await?;
            for (table, function) in [
                ("proof_voucher", "proof_part_kept"),
                ("proof_file", "proof_part_kept"),
                ("proof_report", "proof_report_kept"),
            ] {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} \
                     FOR EACH ROW EXECUTE FUNCTION {function}()"
                ))
                .await?;
            }
        }
        _ => {
            for (table, key) in [
                ("proof_voucher", "proof_id"),
                ("proof_file", "proof_id"),
                ("proof_report", "id"),
            ] {
                for verb in ["UPDATE", "DELETE"] {
                    db.execute_unprepared(&format!(
                        "CREATE TRIGGER {table}_kept_{} BEFORE {verb} ON {table} \
                         WHEN NOT EXISTS (SELECT 1 FROM proof WHERE id = OLD.{key} AND state IN {OPEN}) \
                         BEGIN SELECT RAISE(ABORT, 'a proof that was handed in is kept'); END",
                        verb.to_lowercase()
                    ))
                    .await?;
                }
            }
        }
    }
    Ok(())
}

/// An act says for good what it said when it was issued, and a table of base rates when it was confirmed.
async fn keep_decided(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    const ACT: [&str; 17] = [
        "proof_id",
        "ground",
        "reason",
        "principal_cents",
        "is_whole",
        "known_on",
        "ineffective_on",
        "statement",
        "discretion",
        "interest_waived",
        "waiver_reason",
        "heard_by",
        "proposed_by",
        "issued_by",
        "issued_at",
        "payable_until_on",
        "act_notice_id",
    ];
    let changed = ACT.map(|column| format!("NEW.{column} IS DISTINCT FROM OLD.{column}"));
    let claim = format!(
        "OLD.state IN ('SETTLED', 'DROPPED') OR OLD.state = 'ISSUED' AND (NEW.state NOT IN ('ISSUED', 'SETTLED') OR {})",
        changed.join(" OR ")
    );
    let db = manager.get_connection();
    for (table, kept) in [
        ("claim", claim.as_str()),
        ("base_rate_table", "OLD.confirmed_at IS NOT NULL"),
    ] {
        match manager.get_database_backend() {
            DbBackend::Postgres => {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({kept}) \
                     EXECUTE FUNCTION refuse_change()"
                ))
                .await?;
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
                ))
                .await?;
            }
            _ => {
                for (verb, when) in [("UPDATE", format!("WHEN {kept} ")), ("DELETE", String::new())] {
                    db.execute_unprepared(&format!(
                        "CREATE TRIGGER {table}_kept_{} BEFORE {verb} ON {table} {when}\
                         BEGIN SELECT RAISE(ABORT, '{table} is kept'); END",
                        verb.to_lowercase()
                    ))
                    .await?;
                }
            }
        }
    }
    Ok(())
}

/// The base rates that the Deutsche Bundesbank published (§ 247 Abs. 2 BGB), in basis points, from the half-year on
/// that is named: first and second half-year. Later ones come by import (I12).
const PUBLISHED: [(i32, [i64; 2]); 24] = [
    (2002, [257, 247]),
    (2003, [197, 122]),
    (2004, [114, 113]),
    (2005, [121, 117]),
    (2006, [137, 195]),
    (2007, [270, 319]),
    (2008, [332, 319]),
    (2009, [162, 12]),
    (2010, [12, 12]),
    (2011, [12, 37]),
    (2012, [12, 12]),
    (2013, [-13, -38]),
    (2014, [-63, -73]),
    (2015, [-83, -83]),
    (2016, [-83, -88]),
    (2017, [-88, -88]),
    (2018, [-88, -88]),
    (2019, [-88, -88]),
    (2020, [-88, -88]),
    (2021, [-88, -88]),
    (2022, [-88, -88]),
    (2023, [162, 312]),
    (2024, [362, 337]),
    (2025, [227, 127]),
];

async fn published_rates(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    // fixed ids: the same table in every installation
    const TABLE: &str = "00000000-0000-7000-8000-00000000b247";
    let uuid = |text: &str| match manager.get_database_backend() {
        DbBackend::Postgres => format!("'{text}'"),
        _ => format!("X'{}'", text.replace('-', "")),
    };
    db.execute_unprepared(&format!(
        "INSERT INTO base_rate_table (id, version, source, created_by, created_at, confirmed_by, confirmed_at) VALUES \
         ({}, 1, 'Deutsche Bundesbank, § 247 Abs. 2 BGB', NULL, '2026-01-01 00:00:00+00:00', NULL, \
         '2026-01-01 00:00:00+00:00')",
        uuid(TABLE)
    ))
    .await?;
    for (year, rates) in PUBLISHED {
        for (month, rate) in [1, 7].into_iter().zip(rates) {
            let id = format!("00000000-0000-7000-8000-0000{year:04}{month:02}01");
            db.execute_unprepared(&format!(
                "INSERT INTO base_rate (id, table_id, valid_from, rate) VALUES ({}, {}, '{year:04}-{month:02}-01', {rate})",
                uuid(&id),
                uuid(TABLE)
            ))
            .await?;
        }
    }
    Ok(())
}
