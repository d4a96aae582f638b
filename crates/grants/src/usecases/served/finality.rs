//! DELIVERED → FINAL: the act can no longer be contested.

use base::calendar::{day_start, local_date};
use base::{Ctx, Problem};
use base_db::{Db, Unit};
use serde_json::json;

use super::step;
use crate::model::{DeliveryId, NoticeDelivery};
use crate::{rules, store};

/// The job that runs on the day from which an act is final.
pub const SERVED_FINAL_JOB: &str = "notice-final";

/// Makes an act final when its day has come. Does nothing before, or when something came in between; safe to run twice.
pub async fn make_served_final(db: &Db, ctx: &Ctx, id: DeliveryId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let row = store::load_delivery(&unit, id).await?;
    settle(&unit, row).await?;
    unit.commit().await
}

/// Makes the act final if it is by now, else plans the day.
pub(super) async fn settle(unit: &Unit<'_>, before: NoticeDelivery) -> Result<NoticeDelivery, Problem> {
    unit.unschedule(SERVED_FINAL_JOB, before.id).await?;
    let Some(day) = rules::served_final_from(&before) else {
        return Ok(before);
    };
    if day > local_date(unit.now()) {
        unit.schedule(SERVED_FINAL_JOB, before.id, day_start(day)).await?;
        return Ok(before);
    }
    let after = NoticeDelivery {
        state: rules::after_served(&before, "final")?,
        final_on: Some(day),
        ..before.clone()
    };
    let data =
        json!({ "final_on": day, "remedy_until_on": after.remedy_until_on, "waived_on": after.waived_on });
    step(unit, &before, after, "final", "", data).await
}
