//! ISSUED → DELIVERED: the act has become effective; the remedy period begins.

use base::calendar::local_date;
use base::{Ctx, Problem};
use base_db::{Db, Unit};
use chrono::NaiveDate;
use serde_json::json;

use super::{delivered_on, finality, step};
use crate::model::{DeliveryId, DeliveryState, NoticeDelivery};
use crate::{rules, store};

/// The job that runs on the day of delivery.
pub const SERVED_JOB: &str = "notice-delivered";

/// Notes the delivery. Does nothing when the act is past that or the day has not come; safe to run twice.
pub async fn serve(db: &Db, ctx: &Ctx, id: DeliveryId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = store::load_delivery(&unit, id).await?;
    if before.state != DeliveryState::Issued {
        return Ok(());
    }
    let day = delivered_on(unit.conn(), &before).await?;
    let Some(day) = day.filter(|day| *day <= local_date(ctx.now)) else {
        return Ok(());
    };
    let after = NoticeDelivery {
        state: rules::after_served(&before, "deliver")?,
        ..dated(&unit, &before, day).await?
    };
    let data =
        json!({ "delivered_on": day, "remedy_until_on": after.remedy_until_on, "channel": after.channel });
    let after = step(&unit, &before, after, "deliver", "", data).await?;
    finality::settle(&unit, after).await?;
    unit.commit().await
}

/// The act with the remedy period that begins with this day of delivery.
pub(super) async fn dated(
    unit: &Unit<'_>,
    before: &NoticeDelivery,
    day: NaiveDate,
) -> Result<NoticeDelivery, Problem> {
    let programme = calls::ProgrammeId(before.programme_id);
    let parameters = calls::parameters(unit.conn(), programme, day).await?;
    Ok(NoticeDelivery {
        delivered_on: Some(day),
        remedy_until_on: Some(rules::remedy_until(
            day,
            parameters.remedy_months,
            before.remedy_flawed,
        )),
        ..before.clone()
    })
}
