//! Deletes what has had its day: over sessions, forgotten failures, used or expired links. Network addresses are kept
//! no longer than they are needed (Art. 5 (1) e GDPR).

use base::{Ctx, Problem, calendar};
use base_db::{Db, Unit};
use chrono::{Days, Duration};

use crate::{rules, store};

pub(crate) const JOB: &str = "people-sweep";

/// Plans the sweep of the coming night; planned by every sign-in, it is one job.
pub(crate) async fn schedule(unit: &Unit<'_>) -> Result<(), Problem> {
    let tomorrow = calendar::local_date(unit.now()) + Days::new(1);
    unit.schedule(JOB, "", calendar::day_start(tomorrow)).await
}

/// By the worker. Running it twice does no harm.
pub(crate) async fn sweep(db: &Db, ctx: &Ctx) -> Result<(), Problem> {
    let machine_now = db.machine_now();
    let unit = db.write(ctx).await?;
    store::sessions::sweep(unit.conn(), machine_now - Duration::hours(rules::SESSION_HOURS)).await?;
    store::throttle::sweep(
        unit.conn(),
        ctx.now - Duration::hours(rules::FORGET_FAILURES_HOURS),
    )
    .await?;
    store::links::sweep(unit.conn(), ctx.now).await?;
    unit.commit().await
}
