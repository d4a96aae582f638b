//! The budget in JSON. Amounts are cents.

use axum::extract::{Path, RawQuery};
use base_db::PageRequest;
use base_web::{FormData, Reply, Visit, api};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::id;
use super::lines::{self, Chosen};
use crate::model::{LedgerRow, Pot};
use crate::queries::{self, LineWithPots};
use crate::rules::Light;

/// The means of one year and kind.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PotJson {
    id: Uuid,
    year: i64,
    /// `CASH` or `COMMITMENT`.
    kind: String,
    means_cents: i64,
    reserved_cents: i64,
    committed_cents: i64,
    available_cents: i64,
    ordered_cents: i64,
    paid_cents: i64,
    /// `GREEN`, `YELLOW` from 90 %, `RED` when nothing is left.
    light: String,
}

impl From<&Pot> for PotJson {
    fn from(pot: &Pot) -> Self {
        Self {
            id: pot.id.0,
            year: pot.year,
            kind: pot.kind.code().to_owned(),
            means_cents: pot.means_cents.0,
            reserved_cents: pot.reserved_cents.0,
            committed_cents: pot.committed_cents.0,
            available_cents: pot.available().0,
            ordered_cents: pot.ordered_cents.0,
            paid_cents: pot.paid_cents.0,
            light: Light::of(pot.means_cents, pot.bound()).code().to_owned(),
        }
    }
}

/// A budget line with its pots.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BudgetLineJson {
    id: Uuid,
    programme_id: Uuid,
    chapter: String,
    title: String,
    purpose: String,
    pots: Vec<PotJson>,
}

impl From<&LineWithPots> for BudgetLineJson {
    fn from(line: &LineWithPots) -> Self {
        Self {
            id: line.line.id.0,
            programme_id: line.line.programme_id,
            chapter: line.line.chapter.clone(),
            title: line.line.title.clone(),
            purpose: line.line.purpose.clone(),
            pots: line.pots.iter().map(PotJson::from).collect(),
        }
    }
}

/// All lines of the programmes the person may see.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BudgetListJson {
    items: Vec<BudgetLineJson>,
}

/// One movement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BudgetLedgerJson {
    id: Uuid,
    pot_id: Uuid,
    at: DateTime<Utc>,
    /// `MEANS`, `RESERVE`, `COMMIT`, `RELEASE`, `ORDER`, `PAY`, `RETURN`.
    entry: String,
    amount_cents: i64,
    means_delta_cents: i64,
    reserved_delta_cents: i64,
    committed_delta_cents: i64,
    ordered_delta_cents: i64,
    paid_delta_cents: i64,
    subject_kind: String,
    subject_id: Uuid,
    application_id: Option<Uuid>,
}

impl From<LedgerRow> for BudgetLedgerJson {
    fn from(row: LedgerRow) -> Self {
        Self {
            id: row.id,
            pot_id: row.pot_id.0,
            at: row.at,
            entry: row.entry,
            amount_cents: row.amount_cents.0,
            means_delta_cents: row.delta.means,
            reserved_delta_cents: row.delta.reserved,
            committed_delta_cents: row.delta.committed,
            ordered_delta_cents: row.delta.ordered,
            paid_delta_cents: row.delta.paid,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            application_id: row.application_id,
        }
    }
}

/// A line with one page of its ledger, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BudgetDetailJson {
    /// Pots and ledger as they stood when this day ended; null: as they stand now.
    as_of: Option<NaiveDate>,
    line: BudgetLineJson,
    /// The person is excluded from a case with entries here: pots as they stand now, no ledger.
    is_closed: bool,
    ledger: Vec<BudgetLedgerJson>,
    total: u64,
    page: u64,
    per_page: u64,
}

pub(super) async fn list(visit: Visit) -> Reply {
    let lines = queries::overview(visit.app.db.reader(), &visit.ctx).await?;
    api::ok(BudgetListJson {
        items: lines.iter().map(BudgetLineJson::from).collect(),
    })
}

pub(super) async fn show(visit: Visit, Path(line): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let db = visit.app.db.reader();
    let line = queries::seen(db, &visit.ctx, id(&line)?).await?;
    let is_closed = lines::is_closed(&visit, &line).await?;
    let chosen = if is_closed {
        Chosen::default()
    } else {
        Chosen::read(&query, &line)?
    };
    let line = chosen.then(db, line).await?;
    let request = PageRequest::number(query.get("page").parse().unwrap_or(1));
    let pots = if is_closed { Vec::new() } else { chosen.pots(&line) };
    let ledger = queries::ledger(db, &pots, chosen.as_of, request).await?;
    let (total, page, per_page) = (ledger.total, ledger.page, ledger.per_page);
    let ledger = ledger.items.into_iter().map(BudgetLedgerJson::from).collect();
    api::ok(BudgetDetailJson {
        as_of: chosen.as_of,
        line: BudgetLineJson::from(&line),
        is_closed,
        ledger,
        total,
        page,
        per_page,
    })
}
