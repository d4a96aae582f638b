//! The day a letter was really posted: the printed round leaves the house later than the click that issued it, and the day
//! of deemed delivery counts from the post office (handbook 2.7 no. 1, T05).

use base::calendar::{day_start, local_date};
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};
use calls::CallId;
use chrono::NaiveDate;
use serde_json::json;

use super::served::{Record, RecordDelivery, record_delivery};
use super::{ACCEPTANCE_OVER_JOB, DELIVERED_JOB, FINAL_JOB, Outcome, deliver, load, step};
use crate::model::{Channel, DeliveryState, Grant, GrantId, GrantMode, GrantState, NoticeDelivery};
use crate::{access, queries, rules};

/// When a letter was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub grant: GrantId,
    pub version: Option<i64>,
    pub posted_on: NaiveDate,
}

/// Notes the day of posting; delivery and all periods are reckoned from it. A delivery that was noted for an earlier day
/// is taken back when its day has not come. SB, until the notice is final.
/// Error: `Invalid` before the day of issue, in the future or after a proven receipt, denied, refused, `Stale`.
pub async fn note_posting(db: &Db, ctx: &Ctx, command: Posting) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.grant, command.version).await?;
    access::require_officer(ctx, &before)?;
    let state = rules::after(&before, "posted")?;
    if before.channel != Some(Channel::Post) {
        return Err(Problem::refused("not-posted", Text::new("grants-not-posted")));
    }
    super::check_day("posted_on", command.posted_on, first_day(&before), ctx)?;
    if let Some(proven) = before.proven_on.filter(|proven| *proven < command.posted_on) {
        let text = Text::new("grants-posted-after-receipt").with("proven", base::fmt::date(ctx.lang, proven));
        return Err(Problem::field("posted_on", text));
    }
    let posted = Grant {
        state,
        sent_on: Some(command.posted_on),
        posted_by: ctx.person_id(),
        version: before.version + 1,
        ..before.clone()
    };
    let day = queries::delivered_on(unit.conn(), &posted).await?;
    let has_come = day.is_some_and(|day| day <= local_date(ctx.now));
    let after = match before.state {
        GrantState::Issued => posted,
        GrantState::Delivered if !has_come => undelivered(posted),
        _ if day == before.delivered_on => posted,
        _ => match day {
            Some(day) => Grant {
                version: before.version + 1,
                ..deliver::dated(&unit, &posted, day).await?
            },
            None => posted,
        },
    };
    let data = json!({ "posted_on": command.posted_on, "delivered_on": day });
    step(&unit, &before, &after, "posted", "", data).await?;
    let after = plan(&unit, after, day).await?;
    unit.commit().await?;
    Ok(after)
}

/// The first letter was issued on a known day; a further one on that of its dispatch.
fn first_day(grant: &Grant) -> Option<NaiveDate> {
    match grant.attempt {
        1 => grant.issued_at.map(local_date),
        _ => grant.sent_on,
    }
}

/// The notice has not arrived yet, after all.
fn undelivered(grant: Grant) -> Grant {
    Grant {
        state: GrantState::Issued,
        delivered_on: None,
        accept_until_on: None,
        remedy_until_on: None,
        ..grant
    }
}

async fn plan(unit: &Unit<'_>, after: Grant, day: Option<NaiveDate>) -> Result<Grant, Problem> {
    if after.state != GrantState::Issued {
        return deliver::plan(unit, after).await;
    }
    for job in [DELIVERED_JOB, ACCEPTANCE_OVER_JOB, FINAL_JOB] {
        unit.unschedule(job, after.id).await?;
    }
    if let Some(day) = day {
        unit.schedule(DELIVERED_JOB, after.id, day_start(day)).await?;
    }
    Ok(after)
}

/// The notices of a call that went by post and whose day of posting nobody has noted, as far as the person sees them.
pub(crate) async fn unposted(
    db: &impl sea_orm::ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
) -> Result<Vec<Grant>, Problem> {
    let mut grants = queries::of_call(db, ctx, call, &[]).await?;
    grants.retain(|grant| {
        grant.mode == GrantMode::CashGrant
            && grant.channel == Some(Channel::Post)
            && grant.posted_by.is_none()
            && rules::after(grant, "posted").is_ok()
    });
    Ok(grants)
}

/// The later acts and rejections of a call that went by post and whose day of posting nobody has noted.
pub(crate) async fn unposted_acts(
    db: &impl sea_orm::ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
) -> Result<Vec<NoticeDelivery>, Problem> {
    let cases = applications::of_call(db, ctx, call, &[]).await?;
    let ids: Vec<_> = cases.iter().map(|case| case.id).collect();
    let mut acts = queries::deliveries_of_cases(db, &ids).await?;
    acts.retain(|act| {
        act.channel == Channel::Post && act.posted_by.is_none() && rules::after_served(act, "posted").is_ok()
    });
    Ok(acts)
}

/// Notes the day for a whole round: every notice and act by post that was out on that day and has none yet, each in its own
/// unit with its own result. SB. Error: denied.
pub async fn note_postings(
    db: &Db,
    ctx: &Ctx,
    call: CallId,
    posted_on: NaiveDate,
) -> Result<Vec<Outcome>, Problem> {
    let call = calls::call_for(db.reader(), ctx, call).await?;
    calls::access::require(ctx, &call, &[base::Role::SB])?;
    super::check_day("posted_on", posted_on, None, ctx)?;
    let mut outcomes = Vec::new();
    for grant in unposted(db.reader(), ctx, call.id).await? {
        if grant.sent_on.is_some_and(|sent| sent > posted_on) {
            continue; // of a later round
        }
        let command = Posting {
            grant: grant.id,
            version: Some(grant.version),
            posted_on,
        };
        match note_posting(db, ctx, command).await {
            Err(problem @ Problem::Broken { .. }) => return Err(problem),
            result => outcomes.push(Outcome::of(&grant, result.map(|after| after.state))),
        }
    }
    for act in unposted_acts(db.reader(), ctx, call.id).await? {
        if act.sent_on > posted_on {
            continue;
        }
        let command = RecordDelivery {
            delivery: act.id,
            version: Some(act.version),
            what: Record::Posted { on: posted_on },
        };
        match record_delivery(db, ctx, command).await {
            Err(problem @ Problem::Broken { .. }) => return Err(problem),
            result => outcomes.push(Outcome {
                application_id: act.application_id.0,
                grant_id: act.grant_id,
                number: act.number.clone(),
                body_name: act.body_name.clone(),
                result: result.map(|after| match after.state {
                    DeliveryState::Issued => GrantState::Issued,
                    DeliveryState::Final => GrantState::Final,
                    _ => GrantState::Delivered,
                }),
            }),
        }
    }
    Ok(outcomes)
}
