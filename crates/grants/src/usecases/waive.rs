//! The municipality gives up its remedies, so that the notice is final at once (handbook 2.7 no. 5).

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::Db;
use chrono::NaiveDate;
use serde_json::json;

use super::{finality, load, step};
use crate::model::{Grant, GrantId};
use crate::{access, rules};

/// A waiver of remedies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waive {
    pub grant: GrantId,
    pub version: Option<i64>,
    /// The day a written waiver arrived; today when it is declared in the portal.
    pub arrived_on: Option<NaiveDate>,
    /// Where the paper is, when an officer records it.
    pub remark: String,
}

/// Waives. KZ in the portal, counting today; SB records a signed paper with the day it arrived. The notice is final on
/// that day, or with its acceptance. Error: `Invalid`, denied, refused, `Stale`.
pub async fn waive(db: &Db, ctx: &Ctx, command: Waive) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.grant, command.version).await?;
    access::require_waiver(ctx, &before)?;
    let state = rules::after(&before, "waive")?;
    if before.waived_on.is_some() {
        return Err(Problem::refused(
            "waived-already",
            Text::new("grants-waived-already"),
        ));
    }
    let today = local_date(ctx.now);
    let (waived_on, remark) = if access::is_signatory(ctx, &before) {
        (today, base::names::clean_multiline(&command.remark))
    } else {
        let arrived_on = command.arrived_on.unwrap_or(today);
        super::check_day("arrived_on", arrived_on, before.delivered_on, ctx)?;
        (arrived_on, super::required("remark", &command.remark)?)
    };
    let after = Grant {
        state,
        waived_on: Some(waived_on),
        version: before.version + 1,
        ..before.clone()
    };
    step(
        &unit,
        &before,
        &after,
        "waive",
        &remark,
        json!({ "waived_on": waived_on }),
    )
    .await?;
    let after = finality::settle(&unit, after).await?;
    unit.commit().await?;
    Ok(after)
}
