//! The timed mails: open tranches before the year ends (M-P05), and whether a payment was used in time (M-P06).

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use base::calendar::{day_start, local_date};
use base::{Cents, Ctx, Problem};
use base_db::Db;
use base_db::jobs::Job;
use base_web::App;
use base_web::app::JobHandler;
use chrono::{Datelike, Days, NaiveDate};
use grants::{Grant, GrantMode, GrantState};

use crate::model::{PaymentId, PaymentState};
use crate::{mails, queries, rules};

/// The job that looks for open tranches; the migration planned the first, each plans the next.
pub(crate) const YEAR_END_JOB: &str = "payment-year-end";
/// The job that runs when the months of use are over.
pub(crate) const USE_JOB: &str = "payment-use";

/// The job looks again after this time at the latest, so that a changed parameter is noticed.
const LOOK_AGAIN: Days = Days::new(30);

pub(crate) fn handlers() -> Vec<JobHandler> {
    vec![
        JobHandler {
            kind: YEAR_END_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move { year_end(&app.db, &Ctx::system(YEAR_END_JOB, job.due_at)).await })
            },
        },
        JobHandler {
            kind: USE_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    let id = job
                        .subject
                        .parse()
                        .map_err(|_| Problem::broken(format!("job {} names no payment", job.id)))?;
                    use_over(&app.db, &Ctx::system(USE_JOB, job.due_at), id).await
                })
            },
        },
    ]
}

/// M-P05: 60 and 14 days before the last request day of the year, to every grantee whose tranche is still open. Safe to
/// run twice: the same reminder is one mail. Everything is read before anything is written.
pub(crate) async fn year_end(db: &Db, ctx: &Ctx) -> Result<(), Problem> {
    let today = local_date(ctx.now);
    let year = i64::from(today.year());
    let mut next = today + LOOK_AGAIN;
    let mut open = Vec::new();
    for programme in calls::programmes(db.reader()).await? {
        let last = calls::parameters(db.reader(), programme.id, today)
            .await?
            .last_request_day;
        let last_day_of = |year| rules::last_request_day(year, last);
        next = rules::next_reminder(today, last_day_of).map_or(next, |day| Ord::min(next, day));
        if let Some(last_day) = last_day_of(year)
            && let Some(days_before) = rules::reminder_on(today, last_day)
        {
            open.extend(open_tranches(db, ctx, programme.id, last_day, days_before).await?);
        }
    }
    let unit = db.write(ctx).await?;
    for tranche in &open {
        mails::year_ends(&unit, tranche).await?;
    }
    unit.schedule(YEAR_END_JOB, "", day_start(next)).await?;
    unit.commit().await
}

/// A grant whose tranche of the year is not asked for.
pub(crate) struct OpenTranche {
    pub grant: Grant,
    pub application: Application,
    pub open: Cents,
    pub last_day: NaiveDate,
    pub days_before: u64,
}

async fn open_tranches(
    db: &Db,
    ctx: &Ctx,
    programme: calls::ProgrammeId,
    last_day: NaiveDate,
    days_before: u64,
) -> Result<Vec<OpenTranche>, Problem> {
    let (conn, year) = (db.reader(), i64::from(last_day.year()));
    let states = [GrantState::Final, GrantState::InPayment];
    let mut all = Vec::new();
    for call in calls::calls_of(conn, programme).await? {
        let mut grants = grants::of_call(conn, ctx, call.id, &states).await?;
        grants.retain(|grant| grant.mode == GrantMode::CashGrant);
        if grants.is_empty() {
            continue;
        }
        let purses = queries::purses(conn, &grants, year).await?;
        let cases = applications::of_call(conn, ctx, call.id, &[]).await?;
        let mut cases: HashMap<ApplicationId, Application> =
            cases.into_iter().map(|case| (case.id, case)).collect();
        for (grant, purse) in grants.into_iter().zip(purses) {
            let open = purse.open();
            if open > Cents::ZERO
                && let Some(application) = cases.remove(&grant.application_id)
            {
                all.push(OpenTranche {
                    grant,
                    application,
                    open,
                    last_day,
                    days_before,
                });
            }
        }
    }
    Ok(all)
}

/// M-P06, unless the whole payment came back meanwhile. Safe to run twice.
pub(crate) async fn use_over(db: &Db, ctx: &Ctx, id: PaymentId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let request = queries::payment(unit.conn(), id).await?;
    let paid = queries::payments_of(unit.conn(), request.grant_id).await?;
    let is_kept = paid
        .iter()
        .any(|payment| payment.id == id && payment.returned < payment.amount);
    if request.state != PaymentState::Paid || !is_kept {
        return Ok(());
    }
    let application = applications::application(unit.conn(), ctx, request.application_id).await?;
    mails::confirm_use(&unit, &request, &application).await?;
    unit.commit().await
}
