//! DELIVERED, ACCEPTED → OBJECTED → back or DECLINED: an action or objection against the notice, and what became of it.

use applications::ApplicationState;
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit, retrying};
use chrono::NaiveDate;
use serde_json::json;

use super::{ACCEPTANCE_OVER_JOB, FINAL_JOB, charge, deliver, load, step};
use crate::model::{Grant, GrantId, GrantState, RemedyOutcome};
use crate::{access, mails, queries, rules};

/// A remedy that was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    pub grant: GrantId,
    pub version: Option<i64>,
    pub filed_on: NaiveDate,
    /// At which court or office, and where it is in the file.
    pub remark: String,
}

/// Records an action or objection. SB; M-G04 tells the head of unit. A court serves an action weeks later, so that a
/// notice taken for final may still be reached by one that was filed in time, even when a payment was ordered or made:
/// what is ordered then waits, because a payment run asks the grant again.
/// Error: `Invalid` when it was filed after the period, denied, refused, `Stale`.
pub async fn object(db: &Db, ctx: &Ctx, command: Object) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.grant, command.version).await?;
    access::require_officer(ctx, &before)?;
    rules::after(&before, "object")?;
    super::check_day("filed_on", command.filed_on, before.delivered_on, ctx)?;
    if before.waived_on.is_some() || before.remedy_until_on.is_some_and(|last| last < command.filed_on) {
        return Err(Problem::field("filed_on", Text::new("grants-remedy-too-late")));
    }
    let after = file_remedy(&unit, &before, command.filed_on, &command.remark).await?;
    unit.commit().await?;
    Ok(after)
}

/// The remedy is on record, whether it came in time or its period was restored; finality falls.
pub(super) async fn file_remedy(
    unit: &Unit<'_>,
    before: &Grant,
    filed_on: NaiveDate,
    remark: &str,
) -> Result<Grant, Problem> {
    let remark = super::required("remark", remark)?;
    let after = Grant {
        state: rules::after(before, "object")?,
        objected_on: Some(filed_on),
        remedy_settled_on: None,
        final_on: None,
        version: before.version + 1,
        ..before.clone()
    };
    let data = json!({ "filed_on": filed_on });
    step(unit, before, &after, "object", &remark, data).await?;
    for job in [FINAL_JOB, ACCEPTANCE_OVER_JOB] {
        unit.unschedule(job, after.id).await?;
    }
    mails::objected(unit, &after).await?;
    Ok(after)
}

/// The end of a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleRemedy {
    pub grant: GrantId,
    pub version: Option<i64>,
    pub outcome: RemedyOutcome,
    pub settled_on: NaiveDate,
    pub remark: String,
}

/// Records the end of a remedy. SB. Withdrawn or decided: the grant goes back to where it was; where it was not accepted
/// yet, the term for that begins anew. Annulled: see [`annul`]. Error: `Invalid`, denied, refused, `Stale`.
pub async fn settle_remedy(db: &Db, ctx: &Ctx, command: SettleRemedy) -> Result<Grant, Problem> {
    retrying(|| once(db, ctx, command.clone())).await
}

async fn once(db: &Db, ctx: &Ctx, command: SettleRemedy) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.grant, command.version).await?;
    access::require_officer(ctx, &before)?;
    rules::after(&before, "settle_remedy")?;
    super::check_day("settled_on", command.settled_on, before.objected_on, ctx)?;
    let remark = super::required("remark", &command.remark)?;
    if command.outcome == RemedyOutcome::Annulled {
        let after = annul(&unit, &before, command.settled_on, &remark).await?;
        unit.commit().await?;
        return Ok(after);
    }
    let mut after = Grant {
        state: GrantState::Accepted,
        remedy_settled_on: Some(command.settled_on),
        version: before.version + 1,
        ..before.clone()
    };
    if before.answered_at.is_none() {
        let programme = calls::ProgrammeId(before.programme_id);
        let weeks = calls::parameters(unit.conn(), programme, command.settled_on)
            .await?
            .acceptance_weeks;
        after.state = GrantState::Delivered;
        after.accept_until_on = rules::accept_until(command.settled_on, weeks);
    }
    let data = json!({ "settled_on": command.settled_on, "outcome": command.outcome });
    step(&unit, &before, &after, "settle_remedy", &remark, data).await?;
    let after = deliver::plan(&unit, after).await?;
    unit.commit().await?;
    Ok(after)
}

/// The notice is void: its means are free, and the project stands where it was before the award, so that another one can be
/// prepared. Error: refused (`money-moved`) while money of it is ordered or paid: orders are sent back and payments come
/// back first, so that pots and ledger say where the money is.
async fn annul(unit: &Unit<'_>, before: &Grant, on: NaiveDate, remark: &str) -> Result<Grant, Problem> {
    if !(before.ordered + before.paid).is_zero() {
        return Err(Problem::refused(
            "money-moved",
            Text::new("grants-annul-after-payment"),
        ));
    }
    let after = Grant {
        state: rules::after(before, "annul")?,
        remedy_settled_on: Some(on),
        version: before.version + 1,
        ..before.clone()
    };
    let data = json!({ "settled_on": on, "outcome": RemedyOutcome::Annulled, "amount_cents": after.amount });
    step(unit, before, &after, "annul", remark, data).await?;
    let case = applications::application(unit.conn(), unit.ctx(), after.application_id).await?;
    if case.state == ApplicationState::Awarded {
        let (from, to) = ([ApplicationState::Awarded], ApplicationState::Selected);
        applications::transition(unit, case.id, &from, to, "annul", Some(remark)).await?;
    }
    let tranches = queries::tranches_of(unit.conn(), after.id).await?;
    charge(unit, &after, rules::releases(&tranches)).await?;
    Ok(after)
}
