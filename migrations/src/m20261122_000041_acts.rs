//! Every administrative act has its own delivery and finality; the portal needs the recipient's consent (§ 41 Abs. 2a
//! LVwVfG); reinstatement after a missed period (§ 32 LVwVfG); the answer to an offer of a part; bookings of the cash desk
//! that belong to no payment. What the use cases promise holds against plain SQL as well.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{
    append_only, bool, date, date_null, id, index, instant, instant_null, int, references, text, text_null,
    uuid, uuid_null, widen_check,
};
use crate::m20261122_000017_places::audit_place;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            delivery(),
            consent(),
            reinstatement(),
            answer(),
            cash_line(),
            correction(),
            stop(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("notice_delivery", &["notice_id"], true),
            index("notice_delivery", &["application_id"], false),
            index("notice_delivery", &["grant_id"], false),
            index("portal_consent", &["body_id"], false),
            index("reinstatement", &["application_id"], false),
            index("offer_answer", &["notice_id"], true),
            index("offer_answer", &["application_id"], false),
            index("cash_line", &["fingerprint"], true),
            index("cash_line", &["programme_id", "state"], false),
            index("payment_correction", &["payment_id"], false),
            index("payment_stop", &["grant_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        let db = manager.get_connection();
        for unique in [
            // one consent in force for each body
            "CREATE UNIQUE INDEX ix_portal_consent_in_force ON portal_consent (body_id) WHERE revoked_on IS NULL",
            // one request for reinstatement open for each act, the award among them
            "CREATE UNIQUE INDEX ix_reinstatement_open ON reinstatement (notice_id) \
             WHERE state IN ('REQUESTED', 'PROPOSED')",
            "CREATE UNIQUE INDEX ix_payment_stop_in_force ON payment_stop (grant_id) WHERE lifted_at IS NULL",
            "CREATE UNIQUE INDEX ix_payment_correction_open ON payment_correction (payment_id) WHERE state = 'RECORDED'",
        ] {
            db.execute_unprepared(unique).await?;
        }
        append_only(manager, "offer_answer").await?;
        drop_guards(manager, &["payment_request_steps", "payment_request_account"]).await?;
        place(manager).await?;
        widen_check(manager, "grant", GRANT_BEFORE, GRANT_STATES).await?;
        widen_check(manager, "proof", PROOF_BEFORE, PROOF_STATES).await?;
        guards(manager).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("changes go forward only".to_owned()))
    }
}

const GRANT_BEFORE: &str = "state IN ('PREPARED', 'COUNTERSIGNED', 'ISSUED', 'DELIVERED', 'ACCEPTED', 'DECLINED', \
     'REISSUE', 'OBJECTED', 'FINAL', 'IN_PAYMENT', 'REPORT_DUE', 'OVERDUE', 'REPORT_SUBMITTED', 'IN_AUDIT', \
     'HEARING', 'RECLAIMED', 'SETTLED_OK', 'REVOKED', 'CLOSED')";
const GRANT_STATES: &str = "state IN ('PREPARED', 'COUNTERSIGNED', 'ISSUED', 'DELIVERED', 'ACCEPTED', 'DECLINED', \
     'REISSUE', 'OBJECTED', 'FINAL', 'IN_PAYMENT', 'REPORT_DUE', 'OVERDUE', 'REPORT_SUBMITTED', 'IN_AUDIT', \
     'HEARING', 'RECLAIMED', 'REVOKED_PART', 'SETTLED_OK', 'REVOKED', 'CLOSED')";
const PROOF_BEFORE: &str = "state IN ('PLANNED', 'REPORT_DUE', 'OVERDUE', 'REPORT_SUBMITTED', 'IN_AUDIT', 'HEARING', \
     'RECLAIMED', 'SETTLED_OK', 'REVOKED', 'CLOSED')";
const PROOF_STATES: &str = "state IN ('PLANNED', 'REPORT_DUE', 'OVERDUE', 'REPORT_SUBMITTED', 'IN_AUDIT', 'HEARING', \
     'RECLAIMED', 'REVOKED_PART', 'SETTLED_OK', 'REVOKED', 'CLOSED')";

/// Delivery, remedy period and finality of one act other than the award, which carries its own.
fn delivery() -> TableCreateStatement {
    Table::create()
        .table("notice_delivery")
        .col(id())
        // in grant_notice or, for a case without a grant, in case_notice
        .col(uuid("notice_id"))
        .col(text("kind"))
        .col(uuid_null("grant_id"))
        .col(uuid("application_id"))
        .col(uuid("programme_id"))
        .col(text("number"))
        .col(uuid("body_id"))
        .col(text("body_name"))
        // the version of the award that an amendment brought
        .col(crate::columns::int_null("award"))
        .col(text("state"))
        .col(text("channel"))
        .col(int("attempt"))
        .col(date("issued_on"))
        .col(date("sent_on"))
        .col(uuid_null("posted_by"))
        .col(date_null("fetch_until_on"))
        .col(instant_null("fetched_at"))
        .col(date_null("proven_on"))
        .col(date_null("delivered_on"))
        .col(date_null("remedy_until_on"))
        .col(bool("remedy_flawed"))
        .col(date_null("waived_on"))
        .col(date_null("objected_on"))
        .col(date_null("remedy_settled_on"))
        .col(text_null("outcome"))
        .col(date_null("final_on"))
        .col(int("version"))
        .foreign_key(&mut references("notice_delivery", "grant_id", "grant"))
        .foreign_key(&mut references("notice_delivery", "application_id", "application"))
        .foreign_key(&mut references("notice_delivery", "programme_id", "programme"))
        .foreign_key(&mut references("notice_delivery", "body_id", "body"))
        .check(Expr::cust(
            "kind IN ('AMENDMENT', 'REJECTION', 'CLAIM', 'REVOCATION')",
        ))
        .check(Expr::cust(
            "state IN ('ISSUED', 'REISSUE', 'DELIVERED', 'OBJECTED', 'FINAL', 'ANNULLED')",
        ))
        .check(Expr::cust("channel IN ('PORTAL', 'POST')"))
        .check(Expr::cust(
            "outcome IS NULL OR outcome IN ('WITHDRAWN', 'DECIDED', 'ANNULLED')",
        ))
        .check(Expr::cust("attempt > 0"))
        // nothing is deemed delivered before it went out, and nothing is final that was not delivered
        .check(Expr::cust("delivered_on IS NULL OR delivered_on >= sent_on"))
        .check(Expr::cust(
            "state NOT IN ('DELIVERED', 'OBJECTED', 'FINAL') OR (delivered_on IS NOT NULL AND remedy_until_on IS NOT NULL)",
        ))
        .check(Expr::cust("(state = 'FINAL') = (final_on IS NOT NULL)"))
        .check(Expr::cust("state <> 'OBJECTED' OR objected_on IS NOT NULL"))
        .check(Expr::cust("(state = 'ANNULLED') = (COALESCE(outcome, '') = 'ANNULLED')"))
        .check(Expr::cust(
            "final_on IS NULL OR final_on > remedy_until_on OR waived_on IS NOT NULL",
        ))
        .take()
}

/// The agreement of a body to be served through the portal, until it is revoked.
fn consent() -> TableCreateStatement {
    Table::create()
        .table("portal_consent")
        .col(id())
        .col(uuid("body_id"))
        .col(date("given_on"))
        .col(uuid_null("given_by"))
        // where the signed paper is, when an officer recorded it
        .col(text("paper_note"))
        .col(instant("recorded_at"))
        .col(date_null("revoked_on"))
        .col(uuid_null("revoked_by"))
        .col(text("revoked_note"))
        .foreign_key(&mut references("portal_consent", "body_id", "body"))
        .check(Expr::cust("revoked_on IS NULL OR revoked_on >= given_on"))
        .take()
}

/// A request to be put back into a missed period: requested, proposed by one person, decided by another one.
fn reinstatement() -> TableCreateStatement {
    Table::create()
        .table("reinstatement")
        .col(id())
        // the act whose remedy was missed: the award of a grant, or one with a delivery of its own
        .col(uuid("notice_id"))
        .col(uuid_null("grant_id"))
        .col(uuid_null("delivery_id"))
        .col(uuid("application_id"))
        .col(uuid("programme_id"))
        .col(text("state"))
        .col(date("missed_on"))
        .col(date("ceased_on"))
        .col(date("requested_on"))
        .col(date("filed_on"))
        .col(text("grounds"))
        .col(uuid_null("recorded_by"))
        .col(instant("recorded_at"))
        .col(crate::columns::bool_null("proposes_grant"))
        .col(text("reasons"))
        .col(uuid_null("proposed_by"))
        .col(instant_null("proposed_at"))
        .col(uuid_null("decided_by"))
        .col(instant_null("decided_at"))
        .col(int("version"))
        .foreign_key(&mut references("reinstatement", "grant_id", "grant"))
        .foreign_key(&mut references("reinstatement", "delivery_id", "notice_delivery"))
        .foreign_key(&mut references("reinstatement", "application_id", "application"))
        .foreign_key(&mut references("reinstatement", "programme_id", "programme"))
        .check(Expr::cust("(grant_id IS NULL) <> (delivery_id IS NULL)"))
        .check(Expr::cust(
            "state IN ('REQUESTED', 'PROPOSED', 'GRANTED', 'REFUSED')",
        ))
        .check(Expr::cust("grounds <> ''"))
        .check(Expr::cust(
            "state = 'REQUESTED' OR (proposed_by IS NOT NULL AND proposed_at IS NOT NULL AND proposes_grant IS NOT NULL \
             AND reasons <> '')",
        ))
        // two persons decide (handbook 12 no. 8)
        .check(Expr::cust(
            "state NOT IN ('GRANTED', 'REFUSED') OR (decided_by IS NOT NULL AND decided_at IS NOT NULL \
             AND decided_by <> proposed_by)",
        ))
        .check(Expr::cust("state <> 'GRANTED' OR proposes_grant"))
        .check(Expr::cust("state <> 'REFUSED' OR NOT proposes_grant"))
        .take()
}

/// What became of an offer of a part; one answer, never changed.
fn answer() -> TableCreateStatement {
    Table::create()
        .table("offer_answer")
        .col(id())
        .col(uuid("notice_id"))
        .col(uuid("application_id"))
        .col(text("answer"))
        .col(uuid_null("answered_by"))
        .col(instant("answered_at"))
        .col(text("remark"))
        .foreign_key(&mut references("offer_answer", "notice_id", "case_notice"))
        .foreign_key(&mut references("offer_answer", "application_id", "application"))
        .check(Expr::cust("answer IN ('ACCEPTED', 'DECLINED', 'EXPIRED')"))
        .take()
}

/// A line of the cash desk's list that belongs to no payment.
fn cash_line() -> TableCreateStatement {
    Table::create()
        .table("cash_line")
        .col(id())
        .col(uuid("programme_id"))
        .col(uuid("import_run_id"))
        .col(text("file_name"))
        .col(int("row"))
        .col(date_null("booked_on"))
        .col(date_null("value_on"))
        .col(text("reference"))
        .col(text("payee"))
        .col(text("iban"))
        .col(int("amount_cents"))
        .col(text("purpose"))
        .col(text("status"))
        .col(text("finding"))
        .col(text("fingerprint"))
        .col(text("state"))
        .col(uuid_null("payment_id"))
        .col(text("note"))
        .col(uuid_null("recorded_by"))
        .col(instant("recorded_at"))
        .col(uuid_null("resolved_by"))
        .col(instant_null("resolved_at"))
        .col(int("version"))
        .foreign_key(&mut references("cash_line", "programme_id", "programme"))
        .foreign_key(&mut references("cash_line", "payment_id", "payment_request"))
        .check(Expr::cust("state IN ('OPEN', 'MATCHED', 'DISMISSED')"))
        .check(Expr::cust("(state = 'MATCHED') = (payment_id IS NOT NULL)"))
        .check(Expr::cust(
            "state = 'OPEN' OR (note <> '' AND resolved_by IS NOT NULL \
             AND (recorded_by IS NULL OR resolved_by <> recorded_by))",
        ))
        .take()
}

/// A cash confirmation that is taken back: recorded by one person, done by another one.
fn correction() -> TableCreateStatement {
    Table::create()
        .table("payment_correction")
        .col(id())
        .col(uuid("payment_id"))
        .col(uuid("grant_id"))
        .col(uuid("application_id"))
        .col(uuid("programme_id"))
        .col(int("paid_version"))
        .col(int("amount_cents"))
        .col(date("paid_on"))
        .col(text("reason"))
        .col(text("state"))
        .col(uuid("recorded_by"))
        .col(instant("recorded_at"))
        .col(uuid_null("decided_by"))
        .col(instant_null("decided_at"))
        .col(int("version"))
        .foreign_key(&mut references(
            "payment_correction",
            "payment_id",
            "payment_request",
        ))
        .foreign_key(&mut references("payment_correction", "grant_id", "grant"))
        .foreign_key(&mut references(
            "payment_correction",
            "application_id",
            "application",
        ))
        .check(Expr::cust("state IN ('RECORDED', 'CONFIRMED', 'DISCARDED')"))
        .check(Expr::cust("reason <> ''"))
        .check(Expr::cust(
            "state <> 'CONFIRMED' OR (decided_by IS NOT NULL AND decided_by <> recorded_by)",
        ))
        .take()
}

/// No money of a grant, until another person lifts it.
fn stop() -> TableCreateStatement {
    Table::create()
        .table("payment_stop")
        .col(id())
        .col(uuid("grant_id"))
        .col(uuid("application_id"))
        .col(uuid("programme_id"))
        .col(text("reason"))
        .col(uuid("set_by"))
        .col(instant("set_at"))
        .col(uuid_null("lifted_by"))
        .col(instant_null("lifted_at"))
        .col(text("lift_note"))
        .foreign_key(&mut references("payment_stop", "grant_id", "grant"))
        .foreign_key(&mut references("payment_stop", "application_id", "application"))
        .check(Expr::cust("reason <> ''"))
        .check(Expr::cust("(lifted_by IS NULL) = (lifted_at IS NULL)"))
        .check(Expr::cust(
            "lifted_by IS NULL OR (lifted_by <> set_by AND lift_note <> '')",
        ))
        .take()
}

/// Whose entries in the audit trail are: what earlier changes said, and lines of the cash desk.
async fn place(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    db.execute_unprepared("DROP VIEW audit_place").await?;
    let more = [
        ("deadline_extension", "deadline_extension", "call", "call_id"),
        ("payment_run", "payment_run", "payment_run", "id"),
        ("bank_account", "bank_account", "bank_account", "id"),
        ("cash_line", "cash_line", "cash_line", "id"),
    ];
    let view = audit_place(manager.get_database_backend(), &more);
    db.execute_unprepared(&view).await?;
    Ok(())
}

/// Guards of an earlier change that come again with more allowed.
async fn drop_guards(manager: &SchemaManager<'_>, names: &[&str]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for name in names {
        if manager.get_database_backend() == DbBackend::Postgres {
            db.execute_unprepared(&format!("DROP TRIGGER {name} ON payment_request"))
                .await?;
            db.execute_unprepared(&format!("DROP FUNCTION {name}()")).await?;
        } else {
            db.execute_unprepared(&format!("DROP TRIGGER {name}_update"))
                .await?;
        }
    }
    Ok(())
}

/// A trigger that refuses what no use case does; its condition is written so that both databases read it.
struct Guard {
    name: &'static str,
    table: &'static str,
    /// With columns: `UPDATE OF state`.
    event: &'static str,
    refused: String,
    message: &'static str,
}

fn changed(columns: &[&str]) -> String {
    let each: Vec<String> = columns
        .iter()
        .map(|column| format!("NEW.{column} IS DISTINCT FROM OLD.{column}"))
        .collect();
    each.join(" OR ")
}

fn not_a_step(pairs: &[(&str, &str)]) -> String {
    let allowed: Vec<String> = pairs
        .iter()
        .map(|(from, to)| format!("(OLD.state = '{from}' AND NEW.state = '{to}')"))
        .collect();
    format!("OLD.state <> NEW.state AND NOT ({})", allowed.join(" OR "))
}

/// The steps of a payment request (see migration 38).
const PAYMENT_STEPS: &[(&str, &str)] = &[
    ("DRAFT", "DRAFT"),
    ("DRAFT", "SUBMITTED"),
    ("DRAFT", "CANCELLED"),
    ("SUBMITTED", "CERTIFIED_FACTUAL"),
    ("SUBMITTED", "RETURNED"),
    ("SUBMITTED", "CANCELLED"),
    ("CERTIFIED_FACTUAL", "CERTIFIED_ARITHMETIC"),
    ("CERTIFIED_FACTUAL", "RETURNED"),
    ("CERTIFIED_FACTUAL", "CANCELLED"),
    ("CERTIFIED_ARITHMETIC", "ORDERED"),
    ("CERTIFIED_ARITHMETIC", "RETURNED"),
    ("CERTIFIED_ARITHMETIC", "CANCELLED"),
    ("ORDERED", "ORDERED"),
    ("ORDERED", "PAID"),
    ("ORDERED", "RETURNED"),
];

fn guard_list() -> Vec<Guard> {
    vec![
        Guard {
            name: "notice_delivery_frozen",
            table: "notice_delivery",
            event: "UPDATE",
            refused: changed(&[
                "notice_id",
                "kind",
                "grant_id",
                "application_id",
                "body_id",
                "award",
                "issued_on",
            ]),
            message: "what was served does not change",
        },
        Guard {
            name: "notice_delivery_steps",
            table: "notice_delivery",
            event: "UPDATE",
            refused: not_a_step(&[
                ("ISSUED", "DELIVERED"),
                ("ISSUED", "REISSUE"),
                ("DELIVERED", "ISSUED"),
                ("DELIVERED", "REISSUE"),
                ("REISSUE", "ISSUED"),
                ("DELIVERED", "OBJECTED"),
                ("FINAL", "OBJECTED"),
                ("FINAL", "DELIVERED"),
                ("OBJECTED", "DELIVERED"),
                ("OBJECTED", "ANNULLED"),
                ("DELIVERED", "FINAL"),
            ]),
            message: "the delivery of a notice skips a step",
        },
        Guard {
            name: "notice_delivery_kept",
            table: "notice_delivery",
            event: "DELETE",
            refused: "1 = 1".to_owned(),
            message: "deliveries are kept",
        },
        Guard {
            name: "portal_consent_frozen",
            table: "portal_consent",
            event: "UPDATE",
            refused: format!(
                "OLD.revoked_on IS NOT NULL OR {}",
                changed(&["body_id", "given_on", "given_by", "paper_note", "recorded_at"])
            ),
            message: "a consent is revoked, not altered",
        },
        Guard {
            name: "portal_consent_kept",
            table: "portal_consent",
            event: "DELETE",
            refused: "1 = 1".to_owned(),
            message: "consents are kept",
        },
        Guard {
            name: "reinstatement_frozen",
            table: "reinstatement",
            event: "UPDATE",
            refused: format!(
                "OLD.state IN ('GRANTED', 'REFUSED') OR {}",
                changed(&[
                    "notice_id",
                    "grant_id",
                    "delivery_id",
                    "missed_on",
                    "ceased_on",
                    "requested_on",
                    "filed_on",
                    "grounds",
                    "recorded_by"
                ])
            ),
            message: "a request for reinstatement does not change",
        },
        Guard {
            name: "reinstatement_kept",
            table: "reinstatement",
            event: "DELETE",
            refused: "1 = 1".to_owned(),
            message: "requests for reinstatement are kept",
        },
        // no grant comes into being with signatures, money or finality (handbook 12, no. 1 and 8)
        Guard {
            name: "grant_begins",
            table: "grant",
            event: "INSERT",
            refused: "NEW.state <> 'PREPARED' OR NEW.ordered_cents <> 0 OR NEW.paid_cents <> 0".to_owned(),
            message: "a grant begins under preparation",
        },
        // what is ordered and paid by the requests never exceeds the award in force (handbook 12, no. 1)
        Guard {
            name: "grant_covers_payments",
            table: "grant",
            event: "UPDATE",
            refused: "NEW.amount_cents < OLD.amount_cents AND NEW.amount_cents < \
                (SELECT COALESCE(SUM(r.amount_cents), 0) FROM payment_request r \
                 WHERE r.grant_id = NEW.id AND r.state IN ('ORDERED', 'PAID')) \
                - (SELECT COALESCE(SUM(b.amount_cents), 0) FROM payment_return b \
                   WHERE b.grant_id = NEW.id AND b.state = 'CONFIRMED')"
                .to_owned(),
            message: "the award falls below what is ordered and paid",
        },
        // the steps of handbook 5.5; a payment is taken back once for each correction that two persons made
        Guard {
            name: "payment_request_steps",
            table: "payment_request",
            event: "UPDATE",
            refused: format!(
                "NOT ({}) AND NOT (OLD.state = 'PAID' AND NEW.state = 'ORDERED' AND EXISTS \
                 (SELECT 1 FROM payment_correction c WHERE c.payment_id = NEW.id AND c.state = 'CONFIRMED' \
                  AND c.paid_version = OLD.version))",
                PAYMENT_STEPS
                    .iter()
                    .map(|(from, to)| format!("(OLD.state = '{from}' AND NEW.state = '{to}')"))
                    .collect::<Vec<_>>()
                    .join(" OR ")
            ),
            message: "a payment request skips a step",
        },
        Guard {
            name: "payment_request_account",
            table: "payment_request",
            event: "UPDATE",
            refused: "NEW.state = 'ORDERED' AND OLD.state <> 'PAID' \
                AND (OLD.state <> 'ORDERED' OR NEW.account_id IS DISTINCT FROM OLD.account_id) AND NOT EXISTS \
                (SELECT 1 FROM bank_account a WHERE a.id = NEW.account_id AND a.grant_id = NEW.grant_id \
                 AND a.state = 'CONFIRMED' AND a.usable_from <= NEW.ordered_at)"
                .to_owned(),
            message: "money goes only to a confirmed account that is not blocked",
        },
        Guard {
            name: "payment_stop_frozen",
            table: "payment_stop",
            event: "UPDATE",
            refused: format!(
                "OLD.lifted_at IS NOT NULL OR {}",
                changed(&["grant_id", "reason", "set_by", "set_at"])
            ),
            message: "a stop is lifted, not altered",
        },
        Guard {
            name: "payment_stop_kept",
            table: "payment_stop",
            event: "DELETE",
            refused: "1 = 1".to_owned(),
            message: "stops are kept",
        },
        Guard {
            name: "cash_line_frozen",
            table: "cash_line",
            event: "UPDATE",
            refused: format!(
                "OLD.state <> 'OPEN' OR {}",
                changed(&[
                    "programme_id",
                    "reference",
                    "amount_cents",
                    "value_on",
                    "iban",
                    "fingerprint",
                    "recorded_by"
                ])
            ),
            message: "what the cash desk said does not change",
        },
        Guard {
            name: "cash_line_kept",
            table: "cash_line",
            event: "DELETE",
            refused: "1 = 1".to_owned(),
            message: "lines of the cash desk are kept",
        },
        Guard {
            name: "payment_correction_frozen",
            table: "payment_correction",
            event: "UPDATE",
            refused: format!(
                "OLD.state <> 'RECORDED' OR {}",
                changed(&[
                    "payment_id",
                    "grant_id",
                    "paid_version",
                    "amount_cents",
                    "paid_on",
                    "reason",
                    "recorded_by"
                ])
            ),
            message: "a correction is discarded and recorded anew, not altered",
        },
        Guard {
            name: "payment_correction_kept",
            table: "payment_correction",
            event: "DELETE",
            refused: "1 = 1".to_owned(),
            message: "corrections are kept",
        },
        // an order goes to the cash desk only while its grant lets money flow (handbook 5.5)
        Guard {
            name: "payment_request_run_open",
            table: "payment_request",
            event: "UPDATE",
            refused: "OLD.run_id IS NULL AND NEW.run_id IS NOT NULL AND (NOT EXISTS \
                (SELECT 1 FROM \"grant\" g WHERE g.id = NEW.grant_id AND \
                 (NEW.kind = 'INSTALMENT' AND g.state IN ('FINAL', 'IN_PAYMENT', 'REPORT_DUE') \
                  OR NEW.kind = 'FINAL' AND g.state = 'SETTLED_OK')) \
                OR EXISTS (SELECT 1 FROM payment_stop s WHERE s.grant_id = NEW.grant_id AND s.lifted_at IS NULL))"
                .to_owned(),
            message: "the grant lets no money flow",
        },
    ]
}

async fn guards(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for Guard {
        name,
        table,
        event,
        refused,
        message,
    } in guard_list()
    {
        if manager.get_database_backend() == DbBackend::Postgres {
            let back = if event == "DELETE" { "OLD" } else { "NEW" };
            db.execute_unprepared(&format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN IF {refused} THEN RAISE EXCEPTION '{message}'; END IF; RETURN {back}; END $$"
            ))
            .await?;
            db.execute_unprepared(&format!(
                "CREATE TRIGGER {name} BEFORE {event} ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION {name}()"
            ))
            .await?;
        } else {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER {name} BEFORE {event} ON \"{table}\" WHEN {refused} \
                 BEGIN SELECT RAISE(ABORT, '{message}'); END"
            ))
            .await?;
        }
    }
    Ok(())
}
