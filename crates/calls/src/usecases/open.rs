//! The system opens a call at `opens_at`.

use base::{Ctx, Problem};
use base_db::{Db, Unit};

use super::transition::step;
use crate::model::{Call, CallId};
use crate::{CallState, Verb, queries};

/// PUBLISHED → OPEN if it is time. A second run, or one that comes too early, does nothing.
pub async fn open(db: &Db, ctx: &Ctx, call: CallId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let call = queries::call(unit.conn(), call).await?;
    if open_if_due(&unit, &call).await? {
        unit.commit().await?;
    }
    Ok(())
}

pub(super) async fn open_if_due(unit: &Unit<'_>, call: &Call) -> Result<bool, Problem> {
    if call.state != CallState::Published || unit.now() < call.opens_at {
        return Ok(false);
    }
    step(unit, call, Verb::Open, None, |update| update).await?;
    Ok(true)
}
