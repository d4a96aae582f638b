//! Paying a grant: bank details, payment requests, payment runs, returned money.
//!
//! What the use cases promise holds against plain SQL as well: three different persons, states in their order, never
//! more than the award, money only to an account that a second person confirmed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::prelude::{ChronoDateTimeUtc, Uuid};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{
    append_only, bool, date, date_null, id, index, instant, instant_null, int, references, text, uuid,
    uuid_null,
};
use crate::m20261122_000017_places::audit_place;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// States in which a request holds money of the award.
const HOLDING: &str = "('SUBMITTED', 'CERTIFIED_FACTUAL', 'CERTIFIED_ARITHMETIC', 'ORDERED', 'PAID')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [account(), run(), request(), returned(), counter()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("bank_account", &["grant_id"], false),
            index("bank_account", &["programme_id", "state"], false),
            index("payment_request", &["grant_id", "sequence"], true),
            index("payment_request", &["reference"], true),
            index("payment_request", &["application_id"], false),
            index("payment_request", &["programme_id", "state"], false),
            index("payment_request", &["run_id"], false),
            index("payment_run", &["programme_id", "number"], true),
            index("payment_return", &["payment_id"], false),
            index("payment_return", &["grant_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        let db = manager.get_connection();
        // one account in force and one waiting for each grant, and for the cash desk of each programme
        for state in ["CONFIRMED", "ENTERED"] {
            let name = state.to_lowercase();
            for (owner, only) in [("grant_id", ""), ("programme_id", " AND grant_id IS NULL")] {
                db.execute_unprepared(&format!(
                    "CREATE UNIQUE INDEX ix_bank_account_{owner}_{name} ON bank_account ({owner}) \
                     WHERE state = '{state}'{only}"
                ))
                .await?;
            }
        }
        guards(manager).await?;
        append_only(manager, "payment_run").await?;
        place(manager, PLACED).await?;
        reminder(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        place(manager, &PLACED[..1]).await?;
        for table in [
            "payment_counter",
            "payment_return",
            "payment_request",
            "payment_run",
            "bank_account",
        ] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        if manager.get_database_backend() == DbBackend::Postgres {
            for Guard { name, .. } in guard_list() {
                let drop = format!("DROP FUNCTION {name}()");
                manager.get_connection().execute_unprepared(&drop).await?;
            }
        }
        let delete = Query::delete()
            .from_table("job")
            .and_where(Expr::col("kind").eq(YEAR_END))
            .to_owned();
        manager.get_connection().execute(&delete).await?;
        Ok(())
    }
}

/// Whose entries in the audit trail are: what earlier changes said, then runs and the accounts of cash desks.
const PLACED: &[(&str, &str, &str, &str)] = &[
    ("deadline_extension", "deadline_extension", "call", "call_id"),
    ("payment_run", "payment_run", "payment_run", "id"),
    ("bank_account", "bank_account", "bank_account", "id"),
];

async fn place(manager: &SchemaManager<'_>, more: &[(&str, &str, &str, &str)]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    db.execute_unprepared("DROP VIEW audit_place").await?;
    let view = audit_place(manager.get_database_backend(), more);
    db.execute_unprepared(&view).await?;
    Ok(())
}

/// The job that reminds of open tranches before the year ends; it plans itself from then on.
const YEAR_END: &str = "payment-year-end";

async fn reminder(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let new_year = ChronoDateTimeUtc::from_timestamp(1_767_222_000, 0); // 01.01.2026 in Berlin
    let first = Query::insert()
        .into_table("job")
        .columns(["id", "kind", "subject", "due_at", "attempts"])
        .values_panic([
            Expr::val(Uuid::from_u128(38)),
            Expr::val(YEAR_END),
            Expr::val(""),
            Expr::val(new_year.unwrap_or_default()),
            Expr::val(0_i64),
        ])
        .to_owned();
    manager.get_connection().execute(&first).await?;
    Ok(())
}

/// An account that money may go to: a grantee's for one grant, or (without a grant) the cash desk's of a programme,
/// which pays. A change is a new row.
fn account() -> TableCreateStatement {
    Table::create()
        .table("bank_account")
        .col(id())
        .col(uuid("programme_id"))
        .col(uuid_null("grant_id"))
        .col(uuid_null("application_id"))
        .col(text("holder"))
        .col(text("iban"))
        .col(text("bic"))
        .col(text("bank"))
        .col(text("payee_reference"))
        .col(text("source"))
        .col(bool("is_change"))
        .col(text("state"))
        .col(uuid("entered_by"))
        .col(instant("entered_at"))
        .col(uuid_null("decided_by"))
        .col(instant_null("decided_at"))
        .col(text("call_back"))
        .col(instant_null("usable_from"))
        .col(int("version"))
        .foreign_key(&mut references("bank_account", "programme_id", "programme"))
        .foreign_key(&mut references("bank_account", "grant_id", "grant"))
        .foreign_key(&mut references("bank_account", "application_id", "application"))
        .check(Expr::cust("source IN ('APPLICATION', 'MUNICIPALITY', 'OFFICE')"))
        .check(Expr::cust(
            "state IN ('ENTERED', 'CONFIRMED', 'REFUSED', 'REPLACED')",
        ))
        .check(Expr::cust("length(iban) BETWEEN 15 AND 34 AND holder <> ''"))
        // four eyes, with a note of the call back (handbook 5.5)
        .check(Expr::cust(
            "state = 'ENTERED' OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)",
        ))
        .check(Expr::cust(
            "state IN ('ENTERED', 'REFUSED') OR decided_by <> entered_by",
        ))
        .check(Expr::cust(
            "state IN ('ENTERED', 'REFUSED') OR (call_back <> '' AND usable_from IS NOT NULL)",
        ))
        .take()
}

/// One file for the cash desk. Made once, never altered.
fn run() -> TableCreateStatement {
    Table::create()
        .table("payment_run")
        .col(id())
        .col(uuid("programme_id"))
        .col(int("number"))
        .col(text("message_id"))
        .col(date("execution_on"))
        .col(int("payments"))
        .col(int("total_cents"))
        .col(uuid("account_id"))
        .col(uuid("list_file_id"))
        .col(text("list_sha256"))
        .col(uuid("sepa_file_id"))
        .col(text("sepa_sha256"))
        .col(uuid_null("created_by"))
        .col(instant("created_at"))
        .foreign_key(&mut references("payment_run", "programme_id", "programme"))
        .foreign_key(&mut references("payment_run", "account_id", "bank_account"))
        .foreign_key(&mut references("payment_run", "list_file_id", "stored_file"))
        .foreign_key(&mut references("payment_run", "sepa_file_id", "stored_file"))
        .check(Expr::cust("payments > 0 AND total_cents > 0"))
        .take()
}

fn request() -> TableCreateStatement {
    Table::create()
        .table("payment_request")
        .col(id())
        .col(uuid("grant_id"))
        .col(uuid("application_id"))
        .col(uuid("programme_id"))
        .col(uuid("body_id"))
        // copied from the grant, because lists sort by them
        .col(text("body_name"))
        .col(text("number"))
        .col(int("sequence"))
        .col(text("reference"))
        .col(text("kind"))
        .col(int("year"))
        .col(int("amount_cents"))
        .col(text("expenditure"))
        .col(bool("needed"))
        .col(text("paper_note"))
        .col(text("state"))
        .col(uuid_null("drafted_by"))
        .col(instant("drafted_at"))
        .col(uuid_null("submitted_by"))
        .col(instant_null("submitted_at"))
        .col(uuid_null("factual_by"))
        .col(instant_null("factual_at"))
        .col(uuid_null("arithmetic_by"))
        .col(instant_null("arithmetic_at"))
        .col(uuid_null("ordered_by"))
        .col(instant_null("ordered_at"))
        .col(uuid_null("account_id"))
        .col(uuid_null("run_id"))
        .col(date_null("booked_on"))
        .col(date_null("paid_on"))
        .col(instant_null("closed_at"))
        .col(text("reason"))
        .col(int("version"))
        .foreign_key(&mut references("payment_request", "grant_id", "grant"))
        .foreign_key(&mut references(
            "payment_request",
            "application_id",
            "application",
        ))
        .foreign_key(&mut references("payment_request", "programme_id", "programme"))
        .foreign_key(&mut references("payment_request", "body_id", "body"))
        .foreign_key(&mut references("payment_request", "account_id", "bank_account"))
        .foreign_key(&mut references("payment_request", "run_id", "payment_run"))
        .check(Expr::cust("kind IN ('INSTALMENT', 'FINAL')"))
        .check(Expr::cust(
            "state IN ('DRAFT', 'SUBMITTED', 'CERTIFIED_FACTUAL', 'CERTIFIED_ARITHMETIC', 'ORDERED', 'PAID', \
             'RETURNED', 'CANCELLED')",
        ))
        .check(Expr::cust("amount_cents > 0"))
        .check(Expr::cust("year BETWEEN 2000 AND 2100 AND sequence > 0"))
        // the need within the months of use is declared (VV-LHO Nr. 1.4)
        .check(Expr::cust(
            "state IN ('DRAFT', 'CANCELLED') OR (submitted_at IS NOT NULL AND (needed OR kind = 'FINAL'))",
        ))
        // three different persons (handbook 12, no. 8), each where the state says that they acted
        .check(Expr::cust(
            "factual_by IS NULL OR arithmetic_by IS NULL OR factual_by <> arithmetic_by",
        ))
        .check(Expr::cust(
            "factual_by IS NULL OR ((drafted_by IS NULL OR factual_by <> drafted_by) \
             AND (submitted_by IS NULL OR factual_by <> submitted_by))",
        ))
        .check(Expr::cust(
            "ordered_by IS NULL OR (ordered_by <> factual_by AND ordered_by <> arithmetic_by)",
        ))
        .check(Expr::cust(
            "ordered_by IS NULL OR ((drafted_by IS NULL OR ordered_by <> drafted_by) \
             AND (submitted_by IS NULL OR ordered_by <> submitted_by))",
        ))
        .check(Expr::cust(
            "state NOT IN ('CERTIFIED_FACTUAL', 'CERTIFIED_ARITHMETIC', 'ORDERED', 'PAID') \
             OR (factual_by IS NOT NULL AND factual_at IS NOT NULL)",
        ))
        .check(Expr::cust(
            "state NOT IN ('CERTIFIED_ARITHMETIC', 'ORDERED', 'PAID') \
             OR (arithmetic_by IS NOT NULL AND arithmetic_at IS NOT NULL)",
        ))
        .check(Expr::cust(
            "state NOT IN ('ORDERED', 'PAID') \
             OR (ordered_by IS NOT NULL AND ordered_at IS NOT NULL AND account_id IS NOT NULL)",
        ))
        .check(Expr::cust(
            "state <> 'PAID' OR (paid_on IS NOT NULL AND run_id IS NOT NULL)",
        ))
        .check(Expr::cust("paid_on IS NULL OR state = 'PAID'"))
        .check(Expr::cust("state <> 'RETURNED' OR reason <> ''"))
        .take()
}

/// Money of one payment that came back.
fn returned() -> TableCreateStatement {
    Table::create()
        .table("payment_return")
        .col(id())
        .col(uuid("payment_id"))
        .col(uuid("grant_id"))
        .col(uuid("application_id"))
        .col(uuid("programme_id"))
        .col(int("year"))
        .col(int("amount_cents"))
        .col(date("received_on"))
        .col(text("note"))
        .col(text("state"))
        .col(uuid("recorded_by"))
        .col(instant("recorded_at"))
        .col(uuid_null("decided_by"))
        .col(instant_null("decided_at"))
        .col(int("version"))
        .foreign_key(&mut references("payment_return", "payment_id", "payment_request"))
        .foreign_key(&mut references("payment_return", "grant_id", "grant"))
        .foreign_key(&mut references("payment_return", "application_id", "application"))
        .foreign_key(&mut references("payment_return", "programme_id", "programme"))
        .check(Expr::cust("state IN ('RECORDED', 'CONFIRMED', 'DISCARDED')"))
        .check(Expr::cust("amount_cents > 0"))
        .check(Expr::cust(
            "state <> 'CONFIRMED' OR (decided_by IS NOT NULL AND decided_by <> recorded_by)",
        ))
        .take()
}

/// The row that everybody holds who asks for money of a grant, and the number of its last request.
fn counter() -> TableCreateStatement {
    Table::create()
        .table("payment_counter")
        .col(uuid("grant_id").primary_key().take())
        .col(int("sequence"))
        .foreign_key(&mut references("payment_counter", "grant_id", "grant"))
        .take()
}

/// A trigger that refuses what no use case does; its condition is written so that both databases read it.
struct Guard {
    name: &'static str,
    table: &'static str,
    /// `BEFORE` or `AFTER`
    when: &'static str,
    events: &'static [&'static str],
    refused: String,
    message: &'static str,
}

fn guard_list() -> Vec<Guard> {
    let steps = |pairs: &[(&str, &str)]| {
        let allowed: Vec<String> = pairs
            .iter()
            .map(|(from, to)| format!("(OLD.state = '{from}' AND NEW.state = '{to}')"))
            .collect();
        format!("NOT ({})", allowed.join(" OR "))
    };
    let request_steps = steps(&[
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
    ]);
    let changed = |columns: &[&str]| {
        let each: Vec<String> = columns
            .iter()
            .map(|column| format!("NEW.{column} IS DISTINCT FROM OLD.{column}"))
            .collect();
        each.join(" OR ")
    };
    let kept =
        |column: &str| format!("(OLD.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column})");
    let request_facts = changed(&["grant_id", "sequence", "reference", "kind", "application_id"]);
    let request_content = changed(&[
        "amount_cents",
        "year",
        "expenditure",
        "needed",
        "paper_note",
        "drafted_by",
    ]);
    let signatures: Vec<String> = ["submitted_by", "factual_by", "arithmetic_by", "run_id"]
        .map(kept)
        .to_vec();
    // an order is given anew only to follow the bank details, and before a file carries it
    let redirected = "(OLD.state = 'ORDERED' AND NEW.state = 'ORDERED' AND OLD.run_id IS NULL AND NEW.run_id IS NULL \
         AND NEW.account_id IS DISTINCT FROM OLD.account_id)";
    let order = format!(
        "(NOT {redirected} AND ({}))",
        ["ordered_by", "account_id"].map(kept).join(" OR ")
    );
    let over_award = format!(
        "NEW.state IN {HOLDING} AND \
         (SELECT COALESCE(SUM(r.amount_cents), 0) FROM payment_request r WHERE r.grant_id = NEW.grant_id AND r.state IN {HOLDING}) \
         - (SELECT COALESCE(SUM(b.amount_cents), 0) FROM payment_return b WHERE b.grant_id = NEW.grant_id AND b.state = 'CONFIRMED') \
         > (SELECT g.amount_cents FROM \"grant\" g WHERE g.id = NEW.grant_id)"
    );
    let over_order = "NEW.state = 'ORDERED' AND OLD.state <> 'ORDERED' AND \
         (SELECT COALESCE(SUM(r.amount_cents), 0) FROM payment_request r WHERE r.grant_id = NEW.grant_id AND r.state IN ('ORDERED', 'PAID')) \
         - (SELECT COALESCE(SUM(b.amount_cents), 0) FROM payment_return b WHERE b.grant_id = NEW.grant_id AND b.state = 'CONFIRMED') \
         > (SELECT g.amount_cents FROM \"grant\" g WHERE g.id = NEW.grant_id)"
        .to_owned();
    let foreign = "NOT EXISTS (SELECT 1 FROM payment_request r WHERE r.id = NEW.payment_id \
         AND r.grant_id = NEW.grant_id AND r.year = NEW.year)"
        .to_owned();
    let over_payment = "NEW.state <> 'DISCARDED' AND \
         (SELECT COALESCE(SUM(b.amount_cents), 0) FROM payment_return b WHERE b.payment_id = NEW.payment_id AND b.state <> 'DISCARDED') \
         > (SELECT COALESCE(SUM(r.amount_cents), 0) FROM payment_request r WHERE r.id = NEW.payment_id AND r.state = 'PAID')"
        .to_owned();
    let no_account = "NEW.state = 'ORDERED' \
         AND (OLD.state <> 'ORDERED' OR NEW.account_id IS DISTINCT FROM OLD.account_id) AND NOT EXISTS \
         (SELECT 1 FROM bank_account a WHERE a.id = NEW.account_id AND a.grant_id = NEW.grant_id \
          AND a.state = 'CONFIRMED' AND a.usable_from <= NEW.ordered_at)"
        .to_owned();
    let (account, payment, back) = ("bank_account", "payment_request", "payment_return");
    vec![
        Guard {
            name: "payment_request_steps",
            table: payment,
            when: "BEFORE",
            events: &["UPDATE"],
            refused: request_steps,
            message: "a payment request skips a step",
        },
        Guard {
            name: "payment_request_start",
            table: payment,
            when: "BEFORE",
            events: &["INSERT"],
            refused: "NEW.state NOT IN ('DRAFT', 'SUBMITTED')".to_owned(),
            message: "a payment request begins as a draft or submitted",
        },
        Guard {
            name: "payment_request_frozen",
            table: payment,
            when: "BEFORE",
            events: &["UPDATE"],
            refused: format!(
                "{request_facts} OR {} OR {order} OR (OLD.state <> 'DRAFT' AND ({request_content}))",
                signatures.join(" OR ")
            ),
            message: "what a payment request says is final once it is submitted",
        },
        Guard {
            name: "payment_request_account",
            table: payment,
            when: "BEFORE",
            events: &["UPDATE"],
            refused: no_account,
            message: "money goes only to a confirmed account that is not blocked",
        },
        Guard {
            name: "payment_request_award",
            table: payment,
            when: "AFTER",
            events: &["INSERT"],
            refused: over_award.clone(),
            message: "payments exceed the award",
        },
        // once it holds money its amount stays; an award that was cut since refuses the order
        Guard {
            name: "payment_request_award_asked",
            table: payment,
            when: "AFTER",
            events: &["UPDATE"],
            refused: format!("OLD.state = 'DRAFT' AND {over_award}"),
            message: "payments exceed the award",
        },
        Guard {
            name: "payment_request_award_ordered",
            table: payment,
            when: "AFTER",
            events: &["UPDATE"],
            refused: over_order,
            message: "payments exceed the award",
        },
        Guard {
            name: "payment_request_kept",
            table: payment,
            when: "BEFORE",
            events: &["DELETE"],
            refused: "1 = 1".to_owned(),
            message: "payment requests are kept",
        },
        Guard {
            name: "bank_account_frozen",
            table: account,
            when: "BEFORE",
            events: &["UPDATE"],
            refused: format!(
                "{} OR {}",
                changed(&[
                    "grant_id",
                    "programme_id",
                    "holder",
                    "iban",
                    "bic",
                    "payee_reference",
                    "entered_by",
                    "is_change"
                ]),
                steps(&[
                    ("ENTERED", "CONFIRMED"),
                    ("ENTERED", "REFUSED"),
                    ("CONFIRMED", "REPLACED")
                ])
            ),
            message: "bank details are replaced, not altered",
        },
        Guard {
            name: "bank_account_kept",
            table: account,
            when: "BEFORE",
            events: &["DELETE"],
            refused: "1 = 1".to_owned(),
            message: "bank details are kept",
        },
        Guard {
            name: "payment_return_frozen",
            table: back,
            when: "BEFORE",
            events: &["UPDATE"],
            refused: format!(
                "{} OR {}",
                changed(&[
                    "payment_id",
                    "grant_id",
                    "year",
                    "amount_cents",
                    "received_on",
                    "recorded_by"
                ]),
                steps(&[("RECORDED", "CONFIRMED"), ("RECORDED", "DISCARDED")])
            ),
            message: "returned money is discarded and recorded anew, not altered",
        },
        Guard {
            name: "payment_return_belongs",
            table: back,
            when: "BEFORE",
            events: &["INSERT"],
            refused: foreign,
            message: "returned money belongs to the grant and year of its payment",
        },
        Guard {
            name: "payment_return_payment",
            table: back,
            when: "AFTER",
            events: &["INSERT", "UPDATE"],
            refused: over_payment,
            message: "more comes back than was paid",
        },
        Guard {
            name: "payment_return_kept",
            table: back,
            when: "BEFORE",
            events: &["DELETE"],
            refused: "1 = 1".to_owned(),
            message: "returned money is kept",
        },
    ]
}

async fn guards(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for Guard {
        name,
        table,
        when,
        events,
        refused,
        message,
    } in guard_list()
    {
        if manager.get_database_backend() == DbBackend::Postgres {
            let back = if events.contains(&"DELETE") { "OLD" } else { "NEW" };
            db.execute_unprepared(&format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN IF {refused} THEN RAISE EXCEPTION '{message}'; END IF; RETURN {back}; END $$"
            ))
            .await?;
            db.execute_unprepared(&format!(
                "CREATE TRIGGER {name} {when} {} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
                events.join(" OR ")
            ))
            .await?;
        } else {
            for event in events {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {name}_{} {when} {event} ON {table} WHEN {refused} \
                     BEGIN SELECT RAISE(ABORT, '{message}'); END",
                    event.to_lowercase()
                ))
                .await?;
            }
        }
    }
    Ok(())
}
