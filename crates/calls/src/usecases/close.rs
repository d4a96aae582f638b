//! The system closes a call at its deadline. Whether an application is late is judged by the deadline alone, never by
//! this state (architecture 4, "time of receipt").

use base::{Ctx, Problem};
use base_db::Db;

use super::open::open_if_due;
use super::transition::step;
use crate::model::CallId;
use crate::{CallState, Verb, cases, mails, queries};

/// OPEN → CLOSED if the deadline has come, M-C06 to SB and RL. A second run, or one for a deadline that has moved since,
/// does nothing. A call whose opening is overdue as well is opened first.
pub async fn close(db: &Db, ctx: &Ctx, call: CallId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let mut call = queries::call(unit.conn(), call).await?;
    if ctx.now < call.deadline.instant() {
        return Ok(());
    }
    if open_if_due(&unit, &call).await? {
        call = queries::call(unit.conn(), call.id).await?;
    }
    if call.state != CallState::Open {
        return Ok(());
    }
    step(&unit, &call, Verb::Close, None, |update| update).await?;
    let counts = cases::counts(&unit, call.id).await?;
    mails::closed(&unit, &call, counts).await?;
    unit.commit().await
}
