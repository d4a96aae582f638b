//! The head of unit cancels a call that is not closed yet.

use base::{Ctx, Problem, Role};
use base_db::Db;

use super::approve::{CLOSE_JOB, OPEN_JOB};
use super::transition::{load, step};
use crate::model::CallId;
use crate::{Verb, mails, rules};

/// A call to be cancelled.
#[derive(Debug, Clone)]
pub struct Cancel {
    pub call: CallId,
    pub version: i64,
    pub reason: String,
}

/// DRAFT, IN_REVIEW, PUBLISHED or OPEN → CANCELLED, M-C07 to all applicants. Error: `NotFound`, `Denied`, `Stale`,
/// `Invalid` (reason), `Refused`.
pub async fn cancel(db: &Db, ctx: &Ctx, command: Cancel) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let call = load(&unit, command.call, command.version, &[Role::RL]).await?;
    rules::after(call.state, Verb::Cancel)?;
    let reason = rules::reason(&command.reason)?;
    step(&unit, &call, Verb::Cancel, Some(&reason), |update| update).await?;
    unit.unschedule(OPEN_JOB, call.id).await?;
    unit.unschedule(CLOSE_JOB, call.id).await?;
    mails::cancelled(&unit, &call, &reason).await?;
    unit.commit().await
}
