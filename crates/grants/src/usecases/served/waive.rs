//! The addressee gives up its remedies against an act, so that it is final at once.

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::Db;
use chrono::NaiveDate;
use serde_json::json;

use super::{check_day, finality, load, step};
use crate::model::{DeliveryId, NoticeDelivery};
use crate::{access, rules};

/// A waiver of remedies against an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiveDelivery {
    pub delivery: DeliveryId,
    pub version: Option<i64>,
    /// The day a written waiver arrived; today when it is declared in the portal.
    pub arrived_on: Option<NaiveDate>,
    /// Where the paper is, when an officer records it.
    pub remark: String,
}

/// Waives. KZ in the portal, counting today; SB records a signed paper with the day it arrived.
/// Error: `Invalid`, denied, refused, `Stale`.
pub async fn waive_delivery(db: &Db, ctx: &Ctx, command: WaiveDelivery) -> Result<NoticeDelivery, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.delivery, command.version).await?;
    access::require_act_waiver(ctx, &before)?;
    let state = rules::after_served(&before, "waive")?;
    if before.waived_on.is_some() {
        return Err(Problem::refused(
            "waived-already",
            Text::new("grants-waived-already"),
        ));
    }
    let today = local_date(ctx.now);
    let (waived_on, remark) = if access::signs_for(ctx, before.body_id) {
        (today, base::names::clean_multiline(&command.remark))
    } else {
        let arrived_on = command.arrived_on.unwrap_or(today);
        check_day("arrived_on", arrived_on, before.delivered_on, ctx)?;
        (arrived_on, super::super::required("remark", &command.remark)?)
    };
    let after = NoticeDelivery {
        state,
        waived_on: Some(waived_on),
        ..before.clone()
    };
    let data = json!({ "waived_on": waived_on });
    let after = step(&unit, &before, after, "waive", &remark, data).await?;
    let after = finality::settle(&unit, after).await?;
    unit.commit().await?;
    Ok(after)
}
