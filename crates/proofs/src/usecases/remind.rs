//! Reminders of a proof that is not in: −14, +1 and +14 days to the municipality, after 30 days to the head of unit.

use base::calendar::local_date;
use base::{Ctx, Problem};
use base_db::Db;
use chrono::Days;
use serde_json::json;

use super::{load, step};
use crate::mails;
use crate::model::{ProofId, ProofState};
use crate::rules::due;

/// M-V02 fourteen days before and after the due date. Nothing when the proof is in or the day was moved.
pub(crate) async fn remind(db: &Db, ctx: &Ctx, id: ProofId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (proof, _, application) = load(&unit, id, None).await?;
    let today = local_date(ctx.now);
    let when = if today + Days::new(due::REMIND_BEFORE) == proof.due_on {
        "before"
    } else if today == proof.due_on + Days::new(due::REMIND_AFTER) {
        "late"
    } else {
        return Ok(());
    };
    if !proof.state.is_due() {
        return Ok(());
    }
    mails::reminder(&unit, &proof, &application, when).await?;
    unit.commit().await
}

/// REPORT_DUE → OVERDUE on the day after, with M-V02.
pub(crate) async fn overdue(db: &Db, ctx: &Ctx, id: ProofId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, application) = load(&unit, id, None).await?;
    if before.state != ProofState::Due || local_date(ctx.now) <= before.due_on {
        return Ok(());
    }
    let data = json!({ "due_on": before.due_on });
    let (proof, _) = step(&unit, &before, &grant, "overdue", "", data, |_| ()).await?;
    mails::reminder(&unit, &proof, &application, "overdue").await?;
    unit.commit().await
}

/// M-V04 to the head of unit.
pub(crate) async fn escalate(db: &Db, ctx: &Ctx, id: ProofId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (proof, ..) = load(&unit, id, None).await?;
    let since = proof.due_on + Days::new(due::ESCALATE_AFTER);
    if proof.state != ProofState::Overdue || local_date(ctx.now) < since {
        return Ok(());
    }
    mails::escalated(&unit, &proof).await?;
    unit.commit().await
}
