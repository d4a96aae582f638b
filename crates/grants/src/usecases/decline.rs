//! → DECLINED: not wanted, or (cash) not accepted in time. The money goes back to the pots, for the reserve list.

use applications::{ApplicationState, Source};
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit, retrying};
use serde_json::json;

use super::{FINAL_JOB, charge, load, step};
use crate::model::{Grant, GrantId, GrantState};
use crate::{access, mails, queries, rules, store};

/// The job that runs when the term for the declaration is over.
pub const ACCEPTANCE_OVER_JOB: &str = "grant-acceptance-over";

/// A refusal by the municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decline {
    pub grant: GrantId,
    pub version: Option<i64>,
    pub reason: String,
}

/// Declines. KZ of the grantee; SB where it has no portal account. The application counts as withdrawn; M-G06 asks
/// officers and head of unit to look at the reserve list. Error: `Invalid` without reason, denied, refused, `Stale`.
pub async fn decline(db: &Db, ctx: &Ctx, command: Decline) -> Result<Grant, Problem> {
    let reason = base::names::clean_multiline(&command.reason);
    if reason.is_empty() {
        return Err(Problem::field("reason", Text::new("field-required")));
    }
    retrying(|| async {
        let unit = db.write(ctx).await?;
        let (before, application) = load(&unit, command.grant, command.version).await?;
        access::require_answerer(ctx, &before, &application)?;
        let after = release(&unit, &before, "decline", &reason).await?;
        unit.commit().await?;
        Ok(after)
    })
    .await
}

/// Declines in place of the municipality when the term for the declaration of acceptance is over. Support in kind has
/// no such term; a declaration on paper may have arrived on the last day, so that for a case without the portal an officer
/// records it or declines. Does nothing when it was answered meanwhile; safe to run twice.
pub async fn acceptance_over(db: &Db, ctx: &Ctx, id: GrantId) -> Result<(), Problem> {
    retrying(|| async {
        let unit = db.write(ctx).await?;
        let before = store::load(&unit, id).await?;
        let today = base::calendar::local_date(ctx.now);
        let over =
            before.state == GrantState::Delivered && before.accept_until_on.is_some_and(|last| last < today);
        if !over {
            return Ok(());
        }
        let case = applications::application(unit.conn(), ctx, before.application_id).await?;
        if case.source != Source::Portal {
            return Ok(());
        }
        release(&unit, &before, "decline_overdue", "").await?;
        unit.commit().await
    })
    .await
}

async fn release(
    unit: &Unit<'_>,
    before: &Grant,
    action: &'static str,
    reason: &str,
) -> Result<Grant, Problem> {
    let after = Grant {
        state: rules::after(before, "decline")?,
        answered_by: unit.ctx().person_id(),
        answered_at: Some(unit.now()),
        answer_remark: reason.to_owned(),
        version: before.version + 1,
        ..before.clone()
    };
    step(
        unit,
        before,
        &after,
        action,
        reason,
        json!({ "amount_cents": after.amount }),
    )
    .await?;
    let selected = [ApplicationState::Selected];
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    applications::transition(
        unit,
        after.application_id,
        &selected,
        ApplicationState::Withdrawn,
        action,
        reason,
    )
    .await?;
    for job in [ACCEPTANCE_OVER_JOB, FINAL_JOB] {
        unit.unschedule(job, after.id).await?;
    }
    mails::declined(unit, &after).await?;
    let tranches = queries::tranches_of(unit.conn(), after.id).await?;
    charge(unit, &after, rules::releases(&tranches)).await?;
    Ok(after)
}
