//! Withdrawal by the municipality's signatory, at any time before the award.

use base::{Ctx, Problem};
use base_db::Db;

use super::transition::moved;
use crate::model::{Application, ApplicationId, ApplicationState};
use crate::{access, mails, queries};

/// Error: refused when it is ended already; denied without KZ (or SB for what came on paper).
pub async fn withdraw(db: &Db, ctx: &Ctx, id: ApplicationId, reason: &str) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, id).await?;
    access::require_withdrawer(ctx, &before)?;
    let after = Application {
        state: ApplicationState::Withdrawn,
        ..before.clone()
    };
    let after = moved(&unit, &before, after, "withdraw", Some(reason)).await?;
    mails::withdrawn(&unit, &after).await?;
    unit.commit().await?;
    Ok(after)
}
