//! → REISSUE (cash): the notice did not arrive. A posted one came back, or one in the portal was not fetched in time.

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};
use chrono::NaiveDate;
use serde_json::json;

use super::{ACCEPTANCE_OVER_JOB, DELIVERED_JOB, FINAL_JOB, load, step};
use crate::model::{Channel, Grant, GrantId, GrantState};
use crate::{access, mails, rules, store};

/// The job that runs when the time for fetching a notice from the portal is over.
pub const FETCH_OVER_JOB: &str = "grant-fetch-over";

/// A notice that came back by post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    pub grant: GrantId,
    pub version: Option<i64>,
    /// The day it came back.
    pub returned_on: NaiveDate,
    /// Why, as the envelope says ("Empfänger unter der Anschrift nicht zu ermitteln").
    pub remark: String,
}

/// Records that a posted notice came back: whatever was deemed is void, for it never arrived (§ 41 Abs. 2 S. 3 LVwVfG).
/// SB; M-G02. Error: `Invalid`, denied, refused, `Stale`.
pub async fn returned(db: &Db, ctx: &Ctx, command: Returned) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.grant, command.version).await?;
    access::require_officer(ctx, &before)?;
    rules::after(&before, "undelivered")?;
    if before.channel != Some(Channel::Post) {
        return Err(Problem::refused("not-posted", Text::new("grants-not-posted")));
    }
    super::check_day("returned_on", command.returned_on, before.sent_on, ctx)?;
    let remark = super::required("remark", &command.remark)?;
    let data = json!({ "returned_on": command.returned_on, "attempt": before.attempt });
    let after = failed(&unit, &before, "return", &remark, data).await?;
    unit.commit().await?;
    Ok(after)
}

/// Ends the provision of a notice that nobody fetched within ten days (T07). Does nothing when it was fetched, sent
/// again or answered meanwhile; safe to run twice.
pub async fn fetch_over(db: &Db, ctx: &Ctx, id: GrantId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = store::load(&unit, id).await?;
    let over = before.state == GrantState::Issued
        && before.channel == Some(Channel::Portal)
        && before.downloaded_at.is_none()
        && before
            .fetch_until_on
            .is_some_and(|last| last < local_date(ctx.now));
    if !over {
        return Ok(());
    }
    let data = json!({ "fetch_until_on": before.fetch_until_on, "attempt": before.attempt });
    failed(&unit, &before, "fetch_over", "", data).await?;
    unit.commit().await
}

async fn failed(
    unit: &Unit<'_>,
    before: &Grant,
    action: &'static str,
    reason: &str,
    data: serde_json::Value,
) -> Result<Grant, Problem> {
    let after = Grant {
        state: rules::after(before, "undelivered")?,
        downloaded_at: None,
        fetch_until_on: None,
        proven_on: None,
        posted_by: None,
        delivered_on: None,
        accept_until_on: None,
        remedy_until_on: None,
        version: before.version + 1,
        ..before.clone()
    };
    step(unit, before, &after, action, reason, data).await?;
    for job in [DELIVERED_JOB, FETCH_OVER_JOB, ACCEPTANCE_OVER_JOB, FINAL_JOB] {
        unit.unschedule(job, after.id).await?;
    }
    mails::undelivered(unit, &after).await?;
    Ok(after)
}
