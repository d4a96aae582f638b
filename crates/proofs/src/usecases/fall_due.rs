//! The award period is over: the proof is due (M-V01), and the days of its reminders are fixed.

use base::calendar::{day_start, local_date};
use base::{Ctx, Problem};
use base_db::{Db, Unit};
use chrono::{Days, NaiveDate};
use grants::GrantState;
use serde_json::json;

use super::interim::drop_interims;
use super::open::is_behind;
use super::{DUE_JOB, ESCALATE_JOB, OVERDUE_JOB, REMIND_JOB, load, open, step};
use crate::mails;
use crate::model::{Proof, ProofId, ProofState};
use crate::rules::due;

/// FINAL, IN_PAYMENT → REPORT_DUE. Does nothing before the day or when it is done; safe to run twice.
pub async fn fall_due(db: &Db, ctx: &Ctx, id: ProofId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, application) = load(&unit, id, None).await?;
    // an amendment of the last day is not overtaken by the night
    if is_behind(unit.conn(), &before, &grant).await? {
        drop(unit);
        return open(db, ctx, grant.id).await;
    }
    if before.state != ProofState::Planned || local_date(ctx.now) <= before.period_until_on {
        return Ok(());
    }
    let is_open = grant.state.awaits_finality() || grant.state == GrantState::Reissue;
    if !is_open && !matches!(grant.state, GrantState::Final | GrantState::InPayment) {
        return Ok(()); // declined: there is nothing to prove
    }
    if is_open {
        // whether there is an award to prove is open: asked again tomorrow
        let tomorrow = local_date(ctx.now) + Days::new(1);
        unit.schedule(DUE_JOB, before.id, day_start(tomorrow)).await?;
        return unit.commit().await;
    }
    let data = json!({ "due_on": before.due_on, "form": before.form });
    let (proof, _) = step(&unit, &before, &grant, "report_due", "", data, |_| ()).await?;
    drop_interims(&unit, &proof).await?;
    plan_reminders(&unit, &proof).await?;
    mails::due(&unit, &proof, &application, "").await?;
    unit.commit().await
}

/// The reminders of a due date, in place of those of an earlier one.
pub(super) async fn plan_reminders(unit: &Unit<'_>, proof: &Proof) -> Result<(), Problem> {
    drop_reminders(unit, proof).await?;
    let due_on = proof.due_on;
    let mut days: Vec<(&str, NaiveDate)> = vec![
        (OVERDUE_JOB, due_on + Days::new(1)),
        (REMIND_JOB, due_on + Days::new(due::REMIND_AFTER)),
        (ESCALATE_JOB, due_on + Days::new(due::ESCALATE_AFTER)),
    ];
    let before = due_on - Days::new(due::REMIND_BEFORE);
    if before > local_date(unit.now()) {
        days.push((REMIND_JOB, before));
    }
    for (job, day) in days {
        unit.schedule(job, proof.id, day_start(day)).await?;
    }
    Ok(())
}

/// Nothing is reminded of any more.
pub(super) async fn drop_reminders(unit: &Unit<'_>, proof: &Proof) -> Result<(), Problem> {
    for job in [REMIND_JOB, OVERDUE_JOB, ESCALATE_JOB] {
        unit.unschedule(job, proof.id).await?;
    }
    Ok(())
}
