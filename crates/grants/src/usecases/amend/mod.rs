//! Amendments of an award, one verb per file (handbook 5.5 "AMENDED", field study 2.14).

mod close;
mod draft;
mod fetch;
mod issue;
mod sign;

pub use close::{Close, refuse_amendment, return_amendment, withdraw_amendment};
pub use draft::{
    AmendmentFile, DraftAmendment, Options, Request, draft_amendment, options, request_amendment,
};
pub use fetch::fetch_amendment;
pub use issue::{IssueAmendment, issue_amendment, preview_amendment};
pub use sign::{CheckAmendment, SignAmendment, check_amendment, countersign_amendment};
pub(crate) use sign::{hands, signs_as};

use base::{Problem, Text};
use base_db::{Entry, Unit};
use sea_orm::ConnectionTrait;
use serde_json::Value;

use crate::model::{Amendment, AmendmentId, AmendmentKind, AmendmentState, Change, Effect, Grant, Share};
use crate::rules::{self, Limits};
use crate::{queries, store};

/// The amendment, held, with its grant, held as well, as the person may see them and as it was when the person saw it.
/// Error: not found, `Stale`.
async fn load(
    unit: &Unit<'_>,
    id: AmendmentId,
    version: Option<i64>,
) -> Result<(Amendment, Grant, applications::Application), Problem> {
    let known = queries::amendment(unit.conn(), id).await?;
    // the grant first, as every other verb does: two units never wait for each other
    let (grant, application) = super::load(unit, known.grant_id, None).await?;
    let amendment = store::load_amendment(unit, id).await?;
    if version.is_none_or(|version| version == amendment.version) {
        Ok((amendment, grant, application))
    } else {
        Err(Problem::Stale)
    }
}

/// Error: refused unless it is in one of these states.
fn require_state(amendment: &Amendment, states: &[AmendmentState]) -> Result<(), Problem> {
    if states.contains(&amendment.state) {
        return Ok(());
    }
    let key = format!("grants-amend-wrong-state-{}", amendment.state);
    Err(Problem::refused("wrong-state", Text::new(key)))
}

/// Writes the change with its audit entry.
pub(super) async fn step(
    unit: &Unit<'_>,
    before: &Amendment,
    after: &Amendment,
    action: &'static str,
    reason: &str,
    data: Value,
) -> Result<(), Problem> {
    store::update_amendment(unit, before, after).await?;
    if !after.state.is_open() {
        store::close_items(unit, after.id).await?;
    }
    let entry = Entry::new("grant_amendment", after.id, action)
        .case(after.application_id)
        .states(before.state, after.state)
        .reason(reason)
        .data(data);
    unit.audit(entry).await
}

/// What these changes do to the award as it is now. Error: `Invalid`, every finding at its field.
pub(crate) async fn effect_of(
    db: &impl ConnectionTrait,
    grant: &Grant,
    changes: &[Change],
) -> Result<Effect, Problem> {
    let before = queries::terms(db, grant).await?;
    let limits = limits(db, grant, changes).await?;
    rules::effect(&before, changes, &limits)
}

/// What bounds an amendment of this grant.
pub(crate) async fn limits(
    db: &impl ConnectionTrait,
    grant: &Grant,
    changes: &[Change],
) -> Result<Limits, Problem> {
    let call = calls::call(db, grant.call_id).await?;
    let programme = calls::ProgrammeId(grant.programme_id);
    // the rule of the day the award was made (2.12: every parameter has a date)
    let day = grant.sent_on.unwrap_or(grant.from_on);
    let parameters = calls::parameters(db, programme, day).await?;
    let is_fixed = grant.financing_type == calls::FinancingType::FixedAmount.code();
    let mut joining = Vec::new();
    for change in changes {
        if let Change::Partner { join, .. } = change {
            for body in municipalities::bodies(db, join).await?.into_values() {
                joining.push(Share {
                    body_id: body.id,
                    name: body.name,
                    population: body.population,
                    amount: base::Cents::ZERO,
                });
            }
        }
    }
    Ok(Limits {
        from_on: grant.from_on,
        item_overrun: (!is_fixed).then_some(parameters.item_overrun_limit),
        means: super::content::means(&call),
        joining,
    })
}

/// Kinds that cannot be asked for now, each with the reason.
pub(crate) async fn hidden(
    db: &impl ConnectionTrait,
    grant: &Grant,
    but: Option<AmendmentId>,
) -> Result<Vec<(AmendmentKind, Text)>, Problem> {
    let open = queries::open_kinds(db, grant.id, but).await?;
    let mut hidden: Vec<(AmendmentKind, Text)> = open
        .into_iter()
        .map(|(kind, number)| (kind, Text::new("grants-amend-hidden-open").with("number", number)))
        .collect();
    let mut hide = |kind, key: &str| {
        if hidden.iter().all(|(known, _)| *known != kind) {
            hidden.push((kind, Text::new(key)));
        }
    };
    if queries::plan_of(db, grant).await?.is_empty() {
        hide(AmendmentKind::PlanShift, "grants-amend-no-plan");
    }
    let call = calls::call(db, grant.call_id).await?;
    if super::content::means(&call).len() < 2 {
        hide(AmendmentKind::TrancheShift, "grants-amend-hidden-years");
    }
    if (grant.amount - grant.ordered - grant.paid).is_zero() {
        hide(AmendmentKind::AmountDown, "grants-amend-hidden-spent");
    }
    Ok(hidden)
}
