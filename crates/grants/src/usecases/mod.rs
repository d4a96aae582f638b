//! What can be done with grants, one verb per file.

mod accept;
mod check;
mod content;
mod countersign;
mod decline;
mod deliver;
mod fetch;
mod issue;
mod later;
mod prepare;
mod prepare_all;

pub use accept::{Accept, accept};
pub use check::check;
pub use content::{Proposal, propose};
pub use countersign::{Countersign, countersign, countersign_all};
pub use decline::{ACCEPTANCE_OVER_JOB, Decline, acceptance_over, decline};
pub use deliver::{DELIVERED_JOB, deliver};
pub use fetch::{Fetched, fetch};
pub use issue::{Issue, issue, issue_all, preview};
pub use later::{advance, reduce, spend};
pub use prepare::{Prepare, prepare};
pub use prepare_all::prepare_all;

use base::Problem;
use base_db::{Entry, Unit};
use budget::Charge;
use uuid::Uuid;

use crate::model::{Grant, GrantId, GrantState};
use crate::rules::Movement;
use crate::{queries, store};

/// What became of one record of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub application_id: Uuid,
    /// None when none was prepared.
    pub grant_id: Option<GrantId>,
    pub number: String,
    pub body_name: String,
    pub result: Result<GrantState, Problem>,
}

impl Outcome {
    fn of(grant: &Grant, result: Result<GrantState, Problem>) -> Self {
        Self {
            application_id: grant.application_id.0,
            grant_id: Some(grant.id),
            number: grant.number.clone(),
            body_name: grant.body_name.clone(),
            result,
        }
    }
}

/// The grant, held, as the person may see it and as it was when the person saw it. Error: not found, `Stale`.
async fn load(
    unit: &Unit<'_>,
    id: GrantId,
    version: Option<i64>,
) -> Result<(Grant, applications::Application), Problem> {
    let grant = store::load(unit, id).await?;
    let application = queries::seen_case(unit.conn(), unit.ctx(), &grant).await?;
    if version.is_none_or(|version| version == grant.version) {
        Ok((grant, application))
    } else {
        Err(Problem::Stale)
    }
}

/// Writes the change with its audit entry.
async fn step(
    unit: &Unit<'_>,
    before: &Grant,
    after: &Grant,
    action: &'static str,
    reason: &str,
    data: serde_json::Value,
) -> Result<(), Problem> {
    store::update(unit, before, after).await?;
    let entry = Entry::new("grant", after.id, action)
        .case(after.application_id)
        .states(before.state, after.state)
        .reason(reason)
        .data(data);
    unit.audit(entry).await
}

/// Moves money of the grant's budget line; the last thing of a unit, because the pot's row is what everybody waits for.
/// Error: refused with `over-budget` and what is left (B08), or because the call has no budget line.
async fn charge(unit: &Unit<'_>, grant: &Grant, movements: Vec<Movement>) -> Result<(), Problem> {
    let line = grant
        .budget_line_id
        .ok_or_else(|| Problem::refused("no-budget-line", base::Text::new("grants-no-budget-line")))?;
    let charges = movements.into_iter().map(|movement| Charge {
        line,
        year: movement.year,
        kind: movement.kind,
        entry: movement.entry,
        amount: movement.amount,
        from_reserved: movement.from_reserved,
        subject_kind: "grant",
        subject_id: grant.id.0,
        application_id: Some(grant.application_id.0),
    });
    budget::charge_all(unit, charges.collect()).await
}
