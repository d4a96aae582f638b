//! Reminds an assessor of open reviews, five days and one day before they are due (handbook 5.3).

use base::{Ctx, PersonId, Problem};
use base_db::Db;
use calls::CallId;
use chrono::NaiveDate;

use crate::{mails, store};

/// M-R04 for a job whose subject is `call/day/person`; nothing when everything is handed in. Error: broken subject.
pub(crate) async fn remind(db: &Db, ctx: &Ctx, subject: &str) -> Result<(), Problem> {
    let broken = || Problem::broken(format!("no reminder: {subject}"));
    let mut parts = subject.split('/');
    let mut next = || parts.next().ok_or_else(broken);
    let call: CallId = next()?.parse().map_err(|_| broken())?;
    let due_on: NaiveDate = next()?.parse().map_err(|_| broken())?;
    let person: PersonId = next()?.parse().map_err(|_| broken())?;
    let unit = db.write(ctx).await?;
    let reviews = store::review::of_assessor(unit.conn(), person).await?;
    let open = reviews
        .iter()
        .filter(|review| review.call_id == call && review.due_on == Some(due_on) && review.state.is_open())
        .count();
    if open > 0 {
        let today = base::calendar::local_date(ctx.now);
        for to in people::recipients(unit.conn(), &[person]).await? {
            mails::reminder(&unit, format!("{subject}/{today}"), to, open, due_on).await?;
        }
    }
    unit.commit().await
}
