//! What an officer records of an act: posting, receipt, return, remedies, a flaw of its instruction on remedies.

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};
use chrono::NaiveDate;
use serde_json::json;

use super::deliver::dated;
use super::dispatch::{failed, plan};
use super::restore::restore;
use super::{SERVED_FINAL_JOB, check_day, delivered_on, finality, load, step};
use crate::model::{Channel, DeliveryId, DeliveryState, NoticeDelivery, NoticeKind, RemedyOutcome};
use crate::{access, mails, rules};

/// What happened to an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// The day the letter was really posted.
    Posted { on: NaiveDate },
    /// A proof of receipt: later than deemed it counts.
    Received { on: NaiveDate, remark: String },
    /// It came back by post.
    CameBack { on: NaiveDate, remark: String },
    /// An action or objection was filed.
    Filed { on: NaiveDate, remark: String },
    /// The remedy ended.
    Ended {
        outcome: RemedyOutcome,
        on: NaiveDate,
        remark: String,
    },
    /// The instruction on remedies is missing or wrong: a year instead of a month (§ 58 Abs. 2 VwGO).
    Flawed { reason: String },
}

/// A record about an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordDelivery {
    pub delivery: DeliveryId,
    pub version: Option<i64>,
    pub what: Record,
}

/// Records it; delivery, remedy period and finality follow, and where an amendment is annulled the award that was in force
/// before it. SB. Error: `Invalid` at its field, denied, refused (`wrong-state`, `not-posted`, `restore-spent`,
/// `over-budget`), `Stale`.
pub async fn record_delivery(db: &Db, ctx: &Ctx, command: RecordDelivery) -> Result<NoticeDelivery, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.delivery, command.version).await?;
    access::require_act_officer(ctx, &before)?;
    let after = match command.what {
        Record::Posted { on } => posted(&unit, &before, on).await?,
        Record::Received { on, remark } => received(&unit, &before, on, &remark).await?,
        Record::CameBack { on, remark } => came_back(&unit, &before, on, &remark).await?,
        Record::Filed { on, remark } => {
            let last = before.remedy_until_on;
            if before.waived_on.is_some() || last.is_some_and(|last| last < on) {
                rules::after_served(&before, "object")?;
                return Err(Problem::field("on", Text::new("grants-remedy-too-late")));
            }
            filed(&unit, &before, on, &remark).await?
        }
        Record::Ended { outcome, on, remark } => ended(&unit, &before, outcome, on, &remark).await?,
        Record::Flawed { reason } => flawed(&unit, &before, &reason).await?,
    };
    unit.commit().await?;
    Ok(after)
}

fn require_posted(delivery: &NoticeDelivery) -> Result<(), Problem> {
    match delivery.channel {
        Channel::Post => Ok(()),
        Channel::Portal => Err(Problem::refused("not-posted", Text::new("grants-not-posted"))),
    }
}

/// The delivery with the day that is known now; one whose day has not come is taken back.
async fn redated(
    unit: &Unit<'_>,
    before: &NoticeDelivery,
    changed: NoticeDelivery,
    action: &'static str,
    remark: &str,
) -> Result<NoticeDelivery, Problem> {
    let day = delivered_on(unit.conn(), &changed).await?;
    let has_come = day.is_some_and(|day| day <= local_date(unit.now()));
    let changed = match (before.state, day) {
        (DeliveryState::Delivered, Some(day)) if has_come => dated(unit, &changed, day).await?,
        (DeliveryState::Delivered, _) => NoticeDelivery {
            state: DeliveryState::Issued,
            delivered_on: None,
            remedy_until_on: None,
            ..changed
        },
        _ => changed,
    };
    let data = json!({ "sent_on": changed.sent_on, "proven_on": changed.proven_on, "delivered_on": day });
    let after = step(unit, before, changed, action, remark, data).await?;
    if after.state == DeliveryState::Issued {
        plan(unit, &after).await?;
        return Ok(after);
    }
    finality::settle(unit, after).await
}

async fn posted(unit: &Unit<'_>, before: &NoticeDelivery, on: NaiveDate) -> Result<NoticeDelivery, Problem> {
    let state = rules::after_served(before, "posted")?;
    require_posted(before)?;
    let first = match before.attempt {
        1 => before.issued_on,
        _ => before.sent_on,
    };
    check_day("on", on, Some(first), unit.ctx())?;
    if let Some(proven) = before.proven_on.filter(|proven| *proven < on) {
        let text =
            Text::new("grants-posted-after-receipt").with("proven", base::fmt::date(unit.ctx().lang, proven));
        return Err(Problem::field("on", text));
    }
    let changed = NoticeDelivery {
        state,
        sent_on: on,
        posted_by: unit.ctx().person_id(),
        ..before.clone()
    };
    redated(unit, before, changed, "posted", "").await
}

async fn received(
    unit: &Unit<'_>,
    before: &NoticeDelivery,
    on: NaiveDate,
    remark: &str,
) -> Result<NoticeDelivery, Problem> {
    let state = rules::after_served(before, "prove")?;
    require_posted(before)?;
    check_day("on", on, Some(before.sent_on), unit.ctx())?;
    let remark = super::super::required("remark", remark)?;
    let changed = NoticeDelivery {
        state,
        proven_on: Some(on),
        ..before.clone()
    };
    redated(unit, before, changed, "prove", &remark).await
}

async fn came_back(
    unit: &Unit<'_>,
    before: &NoticeDelivery,
    on: NaiveDate,
    remark: &str,
) -> Result<NoticeDelivery, Problem> {
    rules::after_served(before, "undelivered")?;
    require_posted(before)?;
    check_day("on", on, Some(before.sent_on), unit.ctx())?;
    let remark = super::super::required("remark", remark)?;
    let data = json!({ "returned_on": on, "attempt": before.attempt });
    failed(unit, before, "return", &remark, data).await
}

/// An action or objection in time, or one for which the period was restored. M-G04 tells the heads of unit.
pub(super) async fn filed(
    unit: &Unit<'_>,
    before: &NoticeDelivery,
    on: NaiveDate,
    remark: &str,
) -> Result<NoticeDelivery, Problem> {
    let state = rules::after_served(before, "object")?;
    check_day("on", on, before.delivered_on, unit.ctx())?;
    let remark = super::super::required("remark", remark)?;
    let after = NoticeDelivery {
        state,
        objected_on: Some(on),
        remedy_settled_on: None,
        outcome: None,
        final_on: None,
        ..before.clone()
    };
    let after = step(unit, before, after, "object", &remark, json!({ "filed_on": on })).await?;
    unit.unschedule(SERVED_FINAL_JOB, after.id).await?;
    mails::act_objected(unit, &after).await?;
    Ok(after)
}

async fn ended(
    unit: &Unit<'_>,
    before: &NoticeDelivery,
    outcome: RemedyOutcome,
    on: NaiveDate,
    remark: &str,
) -> Result<NoticeDelivery, Problem> {
    let verb = match outcome {
        RemedyOutcome::Annulled => "annul",
        RemedyOutcome::Withdrawn | RemedyOutcome::Decided => "settle",
    };
    let state = rules::after_served(before, verb)?;
    check_day("on", on, before.objected_on, unit.ctx())?;
    let remark = super::super::required("remark", remark)?;
    let after = NoticeDelivery {
        state,
        remedy_settled_on: Some(on),
        outcome: Some(outcome),
        ..before.clone()
    };
    let data = json!({ "settled_on": on, "outcome": outcome });
    let after = step(unit, before, after, verb, &remark, data).await?;
    if outcome == RemedyOutcome::Annulled && after.kind == NoticeKind::Amendment {
        restore(unit, &after, &remark).await?;
    }
    finality::settle(unit, after).await
}

async fn flawed(unit: &Unit<'_>, before: &NoticeDelivery, reason: &str) -> Result<NoticeDelivery, Problem> {
    let state = rules::after_served(before, "flaw")?;
    if before.waived_on.is_some() && before.state == DeliveryState::Final {
        return Err(Problem::refused(
            "waived-already",
            Text::new("grants-waived-already"),
        ));
    }
    let reason = super::super::required("reason", reason)?;
    let after = NoticeDelivery {
        state,
        remedy_flawed: true,
        final_on: None,
        // the months don't matter: with the flaw it is a year
        remedy_until_on: before.delivered_on.map(|day| rules::remedy_until(day, 1, true)),
        ..before.clone()
    };
    let data = json!({ "remedy_until_on": after.remedy_until_on });
    let after = step(unit, before, after, "flaw", &reason, data).await?;
    finality::settle(unit, after).await
}
