//! ISSUED → DELIVERED (cash): the notice has become effective. Done by the system on the day; a later receipt that is
//! proven moves the day.

use base::calendar::{day_start, local_date};
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};
use chrono::{Days, NaiveDate};
use serde_json::json;

use super::{ACCEPTANCE_OVER_JOB, finality, load, step};
use crate::model::{Channel, Grant, GrantId, GrantState};
use crate::{access, queries, rules, store};

/// The job that runs on the day of delivery.
pub const DELIVERED_JOB: &str = "grant-delivered";

/// Notes the delivery; the periods for remedy and acceptance begin. Does nothing when the grant is past that or the day
/// has not come; safe to run twice.
pub async fn deliver(db: &Db, ctx: &Ctx, id: GrantId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = store::load(&unit, id).await?;
    if before.state != GrantState::Issued {
        return Ok(());
    }
    let state = rules::after(&before, "deliver")?;
    let day = queries::delivered_on(unit.conn(), &before).await?;
    let Some(day) = day.filter(|day| *day <= local_date(ctx.now)) else {
        return Ok(());
    };
    let mut after = dated(&unit, &before, day).await?;
    after.state = state;
    let data = json!({
        "delivered_on": day, "accept_until_on": after.accept_until_on, "remedy_until_on": after.remedy_until_on,
        "channel": after.channel,
    });
    step(&unit, &before, &after, "deliver", "", data).await?;
    plan(&unit, after).await?;
    unit.commit().await
}

/// The grant with the periods that begin with this day of delivery, one version on.
pub(super) async fn dated(unit: &Unit<'_>, before: &Grant, day: NaiveDate) -> Result<Grant, Problem> {
    let programme = calls::ProgrammeId(before.programme_id);
    let parameters = calls::parameters(unit.conn(), programme, day).await?;
    Ok(Grant {
        delivered_on: Some(day),
        accept_until_on: rules::accept_until(day, parameters.acceptance_weeks),
        remedy_until_on: Some(rules::remedy_until(
            day,
            parameters.remedy_months,
            before.remedy_flawed,
        )),
        version: before.version + 1,
        ..before.clone()
    })
}

/// Plans the ends of the periods.
pub(super) async fn plan(unit: &Unit<'_>, grant: Grant) -> Result<Grant, Problem> {
    unit.unschedule(ACCEPTANCE_OVER_JOB, grant.id).await?;
    if let Some(last) = grant
        .accept_until_on
        .filter(|_| grant.state == GrantState::Delivered)
    {
        let over = day_start(last + Days::new(1));
        unit.schedule(ACCEPTANCE_OVER_JOB, grant.id, over).await?;
    }
    finality::settle(unit, grant).await
}

/// A proof of receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prove {
    pub grant: GrantId,
    pub version: Option<i64>,
    pub received_on: NaiveDate,
    /// Where the proof is.
    pub remark: String,
}

/// Records when a posted notice was received. Later than deemed it counts and moves all periods; earlier it shortens
/// nothing (handbook 0.5). SB, until the notice is final. Error: `Invalid`, denied, refused, `Stale`.
pub async fn prove(db: &Db, ctx: &Ctx, command: Prove) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.grant, command.version).await?;
    access::require_officer(ctx, &before)?;
    let state = rules::after(&before, "prove")?;
    if before.channel != Some(Channel::Post) {
        return Err(Problem::refused("not-posted", Text::new("grants-not-posted")));
    }
    super::check_day("received_on", command.received_on, before.sent_on, ctx)?;
    let remark = super::required("remark", &command.remark)?;
    let proven = Grant {
        proven_on: Some(command.received_on),
        ..before.clone()
    };
    let day = queries::delivered_on(unit.conn(), &proven).await?;
    let after = match (before.state, day) {
        (GrantState::Issued, _) => Grant {
            version: before.version + 1,
            ..proven
        },
        (_, Some(day)) if Some(day) != before.delivered_on => dated(&unit, &proven, day).await?,
        _ => Grant {
            version: before.version + 1,
            ..proven
        },
    };
    let after = Grant { state, ..after };
    let data = json!({ "received_on": command.received_on, "delivered_on": day });
    step(&unit, &before, &after, "prove", &remark, data).await?;
    let after = if after.state != GrantState::Issued {
        plan(&unit, after).await?
    } else {
        unit.unschedule(DELIVERED_JOB, after.id).await?;
        unit.schedule(DELIVERED_JOB, after.id, day.map_or(ctx.now, day_start))
            .await?;
        after
    };
    unit.commit().await?;
    Ok(after)
}
