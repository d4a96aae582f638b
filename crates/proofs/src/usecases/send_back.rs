//! Back for completion, with a reason and a new day: what was handed in stays, a new edition follows.

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::Db;
use chrono::{Days, NaiveDate};
use serde_json::json;

use super::fall_due::plan_reminders;
use super::{load, require_state, step};
use crate::model::{Proof, ProofId, ProofState};
use crate::{access, mails};

/// Days for what is missing at most.
const MAX_DAYS: u64 = 366;

/// What is missing, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendBack {
    pub proof: ProofId,
    pub version: Option<i64>,
    pub reason: String,
    pub due_on: NaiveDate,
}

/// Error: denied, refused (`wrong-state`), `Invalid` for a day that is not ahead.
pub async fn send_back(db: &Db, ctx: &Ctx, command: SendBack) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, application) = load(&unit, command.proof, command.version).await?;
    access::require_officer(ctx, before.programme_id)?;
    require_state(&before, &[ProofState::Submitted, ProofState::InAudit])?;
    if command.reason.trim().is_empty() {
        return Err(Problem::field("reason", Text::new("field-required")));
    }
    let (today, last) = (local_date(ctx.now), local_date(ctx.now) + Days::new(MAX_DAYS));
    if command.due_on <= today || command.due_on > last {
        let text = Text::new("proofs-day-within").with("last", base::fmt::date_de(last));
        return Err(Problem::field("due_on", text));
    }
    let data = json!({ "before_on": before.due_on, "due_on": command.due_on });
    let (due_on, reason) = (command.due_on, command.reason.clone());
    let (proof, _) = step(
        &unit,
        &before,
        &grant,
        "report_back",
        &command.reason,
        data,
        |proof| {
            proof.due_on = due_on;
            proof.received_on = None;
            proof.returned_reason = Some(reason);
            proof.examined_by = None;
            proof.examined_at = None;
        },
    )
    .await?;
    plan_reminders(&unit, &proof).await?;
    mails::due(&unit, &proof, &application, &command.reason).await?;
    unit.commit().await?;
    Ok(proof)
}
