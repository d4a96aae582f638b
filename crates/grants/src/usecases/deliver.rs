//! ISSUED → DELIVERED (cash): the notice has become effective. Done by the system on the day.

use base::calendar::{day_start, local_date};
use base::{Ctx, Problem};
use base_db::Db;
use chrono::Days;
use serde_json::json;

use super::{ACCEPTANCE_OVER_JOB, step};
use crate::model::{Grant, GrantId, GrantState};
use crate::{rules, store};

/// The job that runs on the day of delivery.
pub const DELIVERED_JOB: &str = "grant-delivered";

/// Notes the delivery and starts the term for the declaration of acceptance. Does nothing when the grant is past that
/// or the day has not come; safe to run twice.
pub async fn deliver(db: &Db, ctx: &Ctx, id: GrantId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = store::load(&unit, id).await?;
    if before.state != GrantState::Issued {
        return Ok(());
    }
    let state = rules::after(&before, "deliver")?;
    let delivered_on = match (before.channel, before.sent_on) {
        (Some(channel), Some(sent_on)) => rules::delivery(channel, sent_on, before.downloaded_at),
        _ => None,
    };
    let Some(delivered_on) = delivered_on.filter(|day| *day <= local_date(ctx.now)) else {
        return Ok(());
    };
    let programme = calls::ProgrammeId(before.programme_id);
    let weeks = calls::parameters(unit.conn(), programme, delivered_on)
        .await?
        .acceptance_weeks;
    let accept_until_on = rules::accept_until(delivered_on, weeks);
    let after = Grant {
        state,
        delivered_on: Some(delivered_on),
        accept_until_on: Some(accept_until_on),
        version: before.version + 1,
        ..before.clone()
    };
    let data =
        json!({ "delivered_on": delivered_on, "accept_until_on": accept_until_on, "channel": after.channel });
    step(&unit, &before, &after, "deliver", "", data).await?;
    unit.schedule(ACCEPTANCE_OVER_JOB, id, day_start(accept_until_on + Days::new(1)))
        .await?;
    unit.commit().await
}
