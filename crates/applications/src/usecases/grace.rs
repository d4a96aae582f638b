//! The grace that a call may declare after its deadline: whoever began to hand in on the last day may finish within it.
//! What counts as begun stands in the audit trail: a try that lacked something, or the question for a signature.

use base::{Ctx, Problem};
use base_db::{Db, Entry, audit};
use calls::Call;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ConnectionTrait;

use crate::model::{Application, ApplicationId};
use crate::{access, queries};

const TRY: &str = "try_submit";
const BEGINNINGS: [&str; 2] = [TRY, "ask_signature"];
/// Begun longer before the deadline is not begun in its last moment.
const BEGUN_WITHIN: TimeDelta = TimeDelta::hours(24);
/// Entries looked at; the beginning is one of the latest.
const LATEST: u64 = 100;

/// Whether something received after the call's deadline was begun before it and is within the grace.
pub(super) async fn covers(
    db: &impl ConnectionTrait,
    application: &Application,
    call: &Call,
    received_at: DateTime<Utc>,
) -> Result<bool, Problem> {
    if !application.source.is_online() || received_at >= call.grace_until() {
        return Ok(false);
    }
    let from = call.deadline.instant() - BEGUN_WITHIN;
    let steps = audit::of_case(db, application.id.0, LATEST).await?;
    Ok(steps
        .iter()
        .filter(|step| step.at >= from && BEGINNINGS.contains(&step.action.as_str()))
        .any(|step| call.is_on_time(step.at, received_at)))
}

/// Notes that somebody tried to hand in a draft that lacked something, where a grace may come to ask for it.
pub(super) async fn note_try(db: &Db, ctx: &Ctx, id: ApplicationId) -> Result<(), Problem> {
    let application = queries::application(db.reader(), ctx, id).await?;
    let call = queries::call_of(db.reader(), &application).await?;
    let may_matter = call.grace_minutes > 0 && call.deadline.is_met_by(ctx.now);
    if !may_matter || !application.source.is_online() || access::is_trial(&application) {
        return Ok(());
    }
    let unit = db.write(ctx).await?;
    unit.audit(Entry::new("application", id, TRY).case(id)).await?;
    unit.commit().await
}
