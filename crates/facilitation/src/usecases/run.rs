//! From the first talk to the end.

use base::{Ctx, Problem};
use base_db::Db;
use chrono::NaiveDate;

use super::{load, step, words};
use crate::access;
use crate::mails;
use crate::model::{EngagementId, EngagementState};

/// The day of the first talk (Erstgespräch).
#[derive(Debug, Clone, Copy)]
pub struct Start {
    pub engagement: EngagementId,
    pub first_talk_on: NaiveDate,
}

/// A member of the team starts (M-F05). Error: not found for others.
pub async fn start(db: &Db, ctx: &Ctx, command: Start) -> Result<(), Problem> {
    let me = ctx.person()?.id;
    let unit = db.write(ctx).await?;
    let (engagement, members) = load(&unit, command.engagement).await?;
    if !members.iter().any(|member| member.person_id == Some(me.0)) {
        return Err(Problem::not_found("engagement"));
    }
    let after = step(&unit, &engagement, EngagementState::Running, "start", |row| {
        row.first_talk_on = Some(command.first_talk_on);
    })
    .await?;
    mails::both(&unit, "M-F05", &after, &members).await?;
    unit.commit().await
}

async fn coordinate(
    db: &Db,
    ctx: &Ctx,
    id: EngagementId,
    to: EngagementState,
    action: &'static str,
    mail: &'static str,
    reason: Option<&str>,
) -> Result<(), Problem> {
    let reason = reason.map(words).transpose()?;
    let unit = db.write(ctx).await?;
    let (engagement, members) = load(&unit, id).await?;
    access::may_coordinate(ctx, engagement.programme_id)?;
    let after = step(&unit, &engagement, to, action, |row| {
        row.reason = reason;
    })
    .await?;
    mails::both(&unit, mail, &after, &members).await?;
    unit.commit().await
}

/// Interrupts (M-F06); needs a reason.
pub async fn suspend(db: &Db, ctx: &Ctx, id: EngagementId, reason: &str) -> Result<(), Problem> {
    coordinate(
        db,
        ctx,
        id,
        EngagementState::Suspended,
        "suspend",
        "M-F06",
        Some(reason),
    )
    .await
}

/// Goes on after an interruption (M-F06).
pub async fn resume(db: &Db, ctx: &Ctx, id: EngagementId) -> Result<(), Problem> {
    coordinate(db, ctx, id, EngagementState::Running, "resume", "M-F06", None).await
}

/// Ends regularly (M-F09).
pub async fn complete(db: &Db, ctx: &Ctx, id: EngagementId) -> Result<(), Problem> {
    coordinate(db, ctx, id, EngagementState::Completed, "complete", "M-F09", None).await
}

/// Breaks off (M-F10); the used value stays. Needs a reason.
pub async fn terminate(db: &Db, ctx: &Ctx, id: EngagementId, reason: &str) -> Result<(), Problem> {
    coordinate(
        db,
        ctx,
        id,
        EngagementState::Terminated,
        "terminate",
        "M-F10",
        Some(reason),
    )
    .await
}
