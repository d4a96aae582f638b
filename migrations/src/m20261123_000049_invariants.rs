//! Invariants of handbook 12 that only the program kept so far: an award that binds money is borne by the ledger (no. 2), a
//! plan that is handed in balances (no. 5), approved hours stay within what the contract says is used and are billed once
//! (no. 6 and 7), whoever prepared does not approve (no. 8). A part of an unpaid award can be revoked, and what was awarded
//! before an annulled amendment is known.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{append_only, change_check, widen_check};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let uuid = match manager.get_database_backend() {
            DbBackend::Postgres => "uuid",
            _ => "uuid_text",
        };
        for column in [
            // by how much the award falls beside what is repaid: of what is not paid yet
            "claim ADD COLUMN cut_cents bigint NOT NULL DEFAULT 0 CHECK (cut_cents >= 0)".to_owned(),
            // JSON: what the grant said before the amendment
            "grant_amendment ADD COLUMN said_before text".to_owned(),
            format!("practice_report ADD COLUMN published_by {uuid}"),
        ] {
            db.execute_unprepared(&format!("ALTER TABLE {column}")).await?;
        }
        change_check(
            manager,
            "claim",
            "ck_claim_principal",
            "%(principal_cents > 0)%",
            "principal_cents > 0 OR (principal_cents = 0 AND (is_whole OR ground = 'LATE_USE'))",
            "principal_cents > 0 OR (principal_cents = 0 AND (is_whole OR ground = 'LATE_USE' OR cut_cents > 0))",
        )
        .await?;
        widen_check(manager, "grant_amendment", AMENDMENT_BEFORE, AMENDMENT_STATES).await?;
        append_only(manager, "hours_invoice").await?;
        guards(manager).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("changes go forward only".to_owned()))
    }
}

const AMENDMENT_BEFORE: &str =
    "state IN ('DRAFT', 'REQUESTED', 'CHECKED', 'COUNTERSIGNED', 'ISSUED', 'REFUSED', 'WITHDRAWN')";
const AMENDMENT_STATES: &str = "state IN ('DRAFT', 'REQUESTED', 'CHECKED', 'COUNTERSIGNED', 'ISSUED', 'REFUSED', 'WITHDRAWN', 'ANNULLED')";

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

/// Kinds of a plan that are money coming in; all others are costs.
const FINANCING: &str = "('REQUESTED', 'OWN', 'THIRD_PARTY', 'INCOME')";

fn guard_list() -> Vec<Guard> {
    let mut guards = of_grants();
    guards.extend(of_plans());
    guards.extend(of_hours());
    guards.extend(of_persons());
    guards
}

/// Σ tranches ≤ means: the pot's CHECK bounds what is committed, and no award binds money that the ledger did not commit
/// for exactly its years. The use cases charge the pots before the grant names another version of its award.
fn of_grants() -> Vec<Guard> {
    let tranches = "SELECT t.year, t.kind, SUM(t.amount_cents) AS cents FROM grant_tranche t \
         WHERE t.grant_id = NEW.id AND t.award = NEW.award GROUP BY t.year, t.kind";
    let ledger = "SELECT p.year, p.kind, SUM(l.committed_delta_cents) AS cents FROM budget_ledger l \
         JOIN budget_pot p ON p.id = l.pot_id AND p.line_id = NEW.budget_line_id \
         WHERE l.subject_kind = 'grant' AND l.subject_id = NEW.id GROUP BY p.year, p.kind";
    let uncovered = format!(
        "EXISTS (SELECT 1 FROM ({tranches}) a LEFT JOIN ({ledger}) b ON b.year = a.year AND b.kind = a.kind \
         WHERE a.cents > COALESCE(b.cents, 0))"
    );
    vec![
        Guard {
            name: "grant_is_covered",
            table: "grant",
            event: "UPDATE OF state, award",
            refused: format!(
                "((OLD.state IN ('PREPARED', 'COUNTERSIGNED') AND NEW.state NOT IN ('PREPARED', 'COUNTERSIGNED', 'DECLINED')) \
                 OR (OLD.state <> 'PREPARED' AND NEW.award <> OLD.award)) AND {uncovered}"
            ),
            message: "the means of a grant are not committed",
        },
        Guard {
            name: "grant_stays_its_own",
            table: "grant",
            event: "UPDATE",
            refused: format!(
                "OLD.state <> 'PREPARED' AND ({})",
                changed(&[
                    "application_id",
                    "programme_id",
                    "body_id",
                    "budget_line_id",
                    "mode",
                    "prepared_by"
                ])
            ),
            message: "a signed grant stays with its project and budget line",
        },
        Guard {
            name: "grant_kept",
            table: "grant",
            event: "DELETE",
            refused: "1 = 1".to_owned(),
            message: "grants are kept",
        },
        Guard {
            name: "claim_cut_kept",
            table: "claim",
            event: "UPDATE",
            refused: "OLD.state IN ('ISSUED', 'SETTLED', 'DROPPED') AND NEW.cut_cents <> OLD.cut_cents"
                .to_owned(),
            message: "claim is kept",
        },
    ]
}

/// Σ expenditure = Σ financing per year, from the moment a plan that was written in the portal is handed in.
fn of_plans() -> Vec<Guard> {
    let unbalanced = format!(
        "EXISTS (SELECT 1 FROM application_plan_item i WHERE i.application_id = NEW.id GROUP BY i.year \
         HAVING SUM(CASE WHEN i.kind IN {FINANCING} THEN -i.cents ELSE i.cents END) <> 0)"
    );
    let handed_in = |row: &str| {
        format!(
            "EXISTS (SELECT 1 FROM application a WHERE a.id = {row}.application_id AND a.state <> 'DRAFT')"
        )
    };
    let kept = "the plan of an application that is handed in does not change";
    vec![
        Guard {
            name: "application_plan_balances",
            table: "application",
            event: "UPDATE OF state",
            refused: format!(
                "OLD.state = 'DRAFT' AND NEW.state IN ('SUBMITTED', 'LATE') AND NEW.source = 'PORTAL' AND {unbalanced}"
            ),
            message: "the plan of an application does not balance",
        },
        Guard {
            name: "application_plan_item_adds",
            table: "application_plan_item",
            event: "INSERT",
            refused: handed_in("NEW"),
            message: kept,
        },
        Guard {
            name: "application_plan_item_changes",
            table: "application_plan_item",
            event: "UPDATE",
            refused: format!("{} OR {}", handed_in("NEW"), handed_in("OLD")),
            message: kept,
        },
        Guard {
            name: "application_plan_item_goes",
            table: "application_plan_item",
            event: "DELETE",
            refused: handed_in("OLD"),
            message: kept,
        },
    ]
}

/// What is approved is what the engagement says is used, which never exceeds its contingent; what is billed is approved, of
/// the same engagement, billed once, and not more than the invoice says.
fn of_hours() -> Vec<Guard> {
    let over = "NEW.state = 'APPROVED' AND NEW.billable_minutes + \
         (SELECT COALESCE(SUM(h.billable_minutes), 0) FROM hours_entry h WHERE h.engagement_id = NEW.engagement_id \
          AND h.state = 'APPROVED' AND h.id <> NEW.id) \
         > (SELECT e.approved_minutes FROM engagement e WHERE e.id = NEW.engagement_id)";
    vec![
        Guard {
            name: "hours_entry_begins",
            table: "hours_entry",
            event: "INSERT",
            refused: format!("NEW.invoice_id IS NOT NULL OR ({over})"),
            message: "approved hours exceed what is used of the contingent",
        },
        Guard {
            name: "hours_entry_approved",
            table: "hours_entry",
            event: "UPDATE OF state, billable_minutes, engagement_id",
            refused: over.to_owned(),
            message: "approved hours exceed what is used of the contingent",
        },
        Guard {
            name: "hours_entry_billed",
            table: "hours_entry",
            event: "UPDATE OF invoice_id",
            refused: "(OLD.invoice_id IS NOT NULL AND NEW.invoice_id IS DISTINCT FROM OLD.invoice_id) OR \
                 (OLD.invoice_id IS NULL AND NEW.invoice_id IS NOT NULL AND (NEW.state <> 'APPROVED' OR NOT EXISTS \
                  (SELECT 1 FROM hours_invoice v WHERE v.id = NEW.invoice_id AND v.engagement_id = NEW.engagement_id \
                   AND v.state = 'ACCEPTED' AND NEW.billable_minutes + (SELECT COALESCE(SUM(h.billable_minutes), 0) \
                    FROM hours_entry h WHERE h.invoice_id = v.id AND h.id <> NEW.id) <= v.approved_minutes)))"
                .to_owned(),
            message: "hours are billed once, by an invoice of their engagement that covers them",
        },
        Guard {
            name: "hours_entry_stays",
            table: "hours_entry",
            event: "UPDATE",
            refused: format!(
                "OLD.state = 'APPROVED' AND ({})",
                changed(&[
                    "state",
                    "engagement_id",
                    "person_id",
                    "worked_on",
                    "minutes",
                    "billable_minutes",
                    "approved_by"
                ])
            ),
            message: "approved hours do not change",
        },
        Guard {
            name: "hours_entry_kept",
            table: "hours_entry",
            event: "DELETE",
            refused: "OLD.state = 'APPROVED'".to_owned(),
            message: "approved hours are kept",
        },
    ]
}

/// Whoever prepared does not approve: publication of a call, assignment of facilitators, publication of a practice report,
/// imports that move money.
fn of_persons() -> Vec<Guard> {
    let prepared = |by: &str| {
        format!(
            "(NEW.{by} IS NOT NULL AND NEW.{by} IS DISTINCT FROM OLD.{by} AND (NEW.{by} = NEW.created_by \
             OR NEW.{by} = NEW.edited_by OR NEW.{by} = NEW.submitted_by))"
        )
    };
    vec![
        Guard {
            name: "call_four_eyes",
            table: "call",
            event: "UPDATE",
            refused: format!("{} OR {}", prepared("rl_approved_by"), prepared("bfdh_approved_by")),
            message: "whoever prepared a call does not approve it",
        },
        Guard {
            name: "engagement_four_eyes",
            table: "engagement",
            event: "UPDATE",
            refused: "NEW.assigned_by IS NOT NULL AND NEW.assigned_by IS DISTINCT FROM OLD.assigned_by \
                 AND (NEW.assigned_by = NEW.prepared_by OR NEW.assigned_by = NEW.proposed_by)"
                .to_owned(),
            message: "whoever prepared a team does not assign it",
        },
        Guard {
            name: "practice_report_four_eyes",
            table: "practice_report",
            event: "UPDATE",
            refused: "OLD.state <> 'PUBLISHED' AND NEW.state = 'PUBLISHED' \
                 AND (NEW.published_by IS NULL OR NEW.approved_by IS NULL OR NEW.published_by = NEW.approved_by)"
                .to_owned(),
            message: "whoever approved a report does not publish it",
        },
        Guard {
            name: "import_four_eyes",
            table: "import_run",
            event: "UPDATE",
            refused: "NEW.kind IN ('budget', 'payments') AND NEW.applied_by IS NOT NULL AND NEW.applied_by = NEW.created_by"
                .to_owned(),
            message: "whoever checked a list of money does not apply it",
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
