//! Sending, failing to arrive, sending again.

use base::calendar::{day_start, local_date};
use base::{Ctx, Problem};
use base_db::{Db, Unit};
use chrono::Days;
use serde_json::{Value, json};

use super::{SERVED_FINAL_JOB, SERVED_JOB, delivered_on, load, require_channel, step};
use crate::model::{Channel, DeliveryId, DeliveryState, NoticeDelivery};
use crate::{access, mails, rules, store};

/// The job that runs when the time for fetching an act from the portal is over.
pub const SERVED_FETCH_OVER_JOB: &str = "notice-fetch-over";

/// Plans what a dispatch leads to: the deemed day of a posted act, the end of the provision in the portal.
pub(super) async fn plan(unit: &Unit<'_>, delivery: &NoticeDelivery) -> Result<(), Problem> {
    for job in [SERVED_JOB, SERVED_FETCH_OVER_JOB, SERVED_FINAL_JOB] {
        unit.unschedule(job, delivery.id).await?;
    }
    if let Some(day) = delivered_on(unit.conn(), delivery).await? {
        unit.schedule(SERVED_JOB, delivery.id, day_start(day)).await?;
    } else if let Some(last) = delivery.fetch_until_on {
        let over = day_start(last + Days::new(1));
        unit.schedule(SERVED_FETCH_OVER_JOB, delivery.id, over).await?;
    }
    Ok(())
}

/// Ends the provision of an act that nobody fetched within ten days (T07). Does nothing when it was fetched or sent again
/// meanwhile; safe to run twice.
pub async fn served_fetch_over(db: &Db, ctx: &Ctx, id: DeliveryId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = store::load_delivery(&unit, id).await?;
    let over = before.state == DeliveryState::Issued
        && before.channel == Channel::Portal
        && before.fetched_at.is_none()
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

/// The act did not arrive: whatever was deemed is void. M-G02.
pub(super) async fn failed(
    unit: &Unit<'_>,
    before: &NoticeDelivery,
    action: &'static str,
    reason: &str,
    data: Value,
) -> Result<NoticeDelivery, Problem> {
    let after = NoticeDelivery {
        state: rules::after_served(before, "undelivered")?,
        fetched_at: None,
        fetch_until_on: None,
        proven_on: None,
        posted_by: None,
        delivered_on: None,
        remedy_until_on: None,
        ..before.clone()
    };
    let after = step(unit, before, after, action, reason, data).await?;
    for job in [SERVED_JOB, SERVED_FETCH_OVER_JOB, SERVED_FINAL_JOB] {
        unit.unschedule(job, after.id).await?;
    }
    mails::act_undelivered(unit, &after).await?;
    Ok(after)
}

/// Another dispatch of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resend {
    pub delivery: DeliveryId,
    pub version: Option<i64>,
    pub channel: Channel,
}

/// REISSUE → ISSUED: sends the act again, unchanged; all periods begin anew. SB or RL.
/// Error: denied, refused (`wrong-state`, `no-portal-consent`), `Stale`.
pub async fn resend(db: &Db, ctx: &Ctx, command: Resend) -> Result<NoticeDelivery, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.delivery, command.version).await?;
    access::require_act_sender(ctx, &before)?;
    let state = rules::after_served(&before, "resend")?;
    require_channel(unit.conn(), before.body_id, command.channel).await?;
    let today = local_date(ctx.now);
    let after = NoticeDelivery {
        state,
        attempt: before.attempt + 1,
        channel: command.channel,
        sent_on: today,
        posted_by: None,
        fetch_until_on: (command.channel == Channel::Portal).then(|| rules::fetch_until(today)),
        ..before.clone()
    };
    let data = json!({ "channel": command.channel, "sent_on": today, "attempt": after.attempt });
    let after = step(&unit, &before, after, "resend", "", data).await?;
    plan(&unit, &after).await?;
    unit.commit().await?;
    Ok(after)
}
