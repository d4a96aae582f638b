//! The facilitator submits drafts; the coordination is told once a week.

use base::{Ctx, Problem, Text, fmt};
use base_db::jobs::Job;
use base_db::{Db, Unit};
use base_web::App;
use facilitation::EngagementId;

use super::step;
use crate::access;
use crate::mails;
use crate::model::{EntryState, HoursEntry, HoursEntryId};
use crate::queries;
use crate::rules;

/// The job that sends M-H01, one for each programme and week.
pub(crate) const DIGEST: &str = "hours-digest";

/// Submits one draft. Error: not found for others; refused (`description`) when the text is too short.
pub async fn submit(db: &Db, ctx: &Ctx, id: HoursEntryId) -> Result<HoursEntry, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::entry(unit.conn(), ctx, id).await?;
    access::may_change(ctx, &before)?;
    let after = submit_in(&unit, &before).await?;
    unit.commit().await?;
    Ok(after)
}

/// Submits all own drafts of an engagement, or none. Error: refused (`description`) naming the first one whose text is
/// too short, refused (`no-drafts`).
pub async fn submit_all(db: &Db, ctx: &Ctx, engagement: EngagementId) -> Result<usize, Problem> {
    let me = ctx.person()?.id;
    let unit = db.write(ctx).await?;
    let mut drafts = queries::of_engagement(unit.conn(), engagement).await?;
    drafts.retain(|entry| entry.person_id == me && entry.state == EntryState::Draft);
    if drafts.is_empty() {
        return Err(Problem::refused("no-drafts", Text::new("hours-no-drafts")));
    }
    for draft in &drafts {
        submit_in(&unit, draft).await?;
    }
    unit.commit().await?;
    Ok(drafts.len())
}

async fn submit_in(unit: &Unit<'_>, before: &HoursEntry) -> Result<HoursEntry, Problem> {
    if !rules::is_described(&before.description) {
        let text = Text::new("hours-description-short")
            .with("day", fmt::date(unit.ctx().lang, before.worked_on))
            .with("min", rules::DESCRIPTION_MIN);
        return Err(Problem::refused("description", text));
    }
    let after = step(unit, before, EntryState::Submitted, "submit", |row| {
        row.submitted_at = Some(unit.now());
        row.reason = None;
    })
    .await?;
    unit.schedule(DIGEST, before.programme_id, rules::digest_at(unit.now()))
        .await?;
    Ok(after)
}

/// Tells the coordination what waits (M-H01); nothing, if nothing does.
pub(crate) async fn remind_coordination(app: &App, job: &Job) -> Result<(), Problem> {
    let programme = job.subject.parse().map_err(Problem::broken)?;
    let ctx = Ctx::system(DIGEST, job.due_at);
    let unit = app.db.write(&ctx).await?;
    let waiting = queries::to_approve(unit.conn(), programme).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    mails::digest(&unit, programme, &waiting).await?;
    unit.commit().await
}
