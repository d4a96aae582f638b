//! REISSUE → ISSUED (cash): the notice, which is unchanged, is sent once more.

use base::calendar::local_date;
use base::{Ctx, Problem};
use base_db::{Db, Unit};
use serde_json::json;

use super::{DELIVERED_JOB, FETCH_OVER_JOB, load, served, step};
use crate::model::{Channel, Grant, GrantId};
use crate::{access, mails, queries, rules};

/// Another dispatch of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reissue {
    pub grant: GrantId,
    pub version: Option<i64>,
    pub channel: Channel,
}

/// Sends the notice again, by post or through the portal; all periods begin anew. SB or RL; M-G01 tells the
/// municipality. Error: denied, refused (`no-portal-consent`), `Stale`.
pub async fn reissue(db: &Db, ctx: &Ctx, command: Reissue) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, application) = load(&unit, command.grant, command.version).await?;
    access::require_sender(ctx, &before)?;
    let today = local_date(ctx.now);
    let state = rules::after(&before, "reissue")?;
    served::require_channel(unit.conn(), before.body_id, command.channel).await?;
    let after = Grant {
        state,
        attempt: before.attempt + 1,
        channel: Some(command.channel),
        sent_on: Some(today),
        posted_by: None,
        fetch_until_on: fetch_until(command.channel, today),
        version: before.version + 1,
        ..before.clone()
    };
    let data = json!({ "channel": command.channel, "sent_on": today, "attempt": after.attempt });
    step(&unit, &before, &after, "reissue", "", data).await?;
    plan(&unit, &after).await?;
    mails::issued(&unit, &after, &application).await?;
    unit.commit().await?;
    Ok(after)
}

/// The last day for fetching, where a notice is fetched.
pub(super) fn fetch_until(channel: Channel, sent_on: chrono::NaiveDate) -> Option<chrono::NaiveDate> {
    (channel == Channel::Portal).then(|| rules::fetch_until(sent_on))
}

/// Plans what a dispatch leads to: the deemed day of a posted notice, the end of the provision in the portal.
pub(super) async fn plan(unit: &Unit<'_>, grant: &Grant) -> Result<(), Problem> {
    use base::calendar::day_start;
    if let Some(day) = queries::delivered_on(unit.conn(), grant).await? {
        unit.schedule(DELIVERED_JOB, grant.id, day_start(day)).await?;
    }
    if let Some(last) = grant.fetch_until_on {
        let over = day_start(last + chrono::Days::new(1));
        unit.schedule(FETCH_OVER_JOB, grant.id, over).await?;
    }
    Ok(())
}
