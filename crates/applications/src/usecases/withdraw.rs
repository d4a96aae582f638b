//! Withdrawal by the municipality's signatory, at any time before the award. The verb itself is `grants::withdraw`, which
//! also gives back the money that is held for the case.

use base::Problem;
use base_db::Unit;

use super::propose::withdraw_open;
use super::transition::moved;
use crate::model::{Application, ApplicationId, ApplicationState};
use crate::store::save;
use crate::{access, mails, queries};

/// Withdraws within the caller's unit; M-A14. Error: refused when it is ended already; denied without KZ (or SB for what
/// came on paper).
pub async fn withdraw_in(unit: &Unit<'_>, id: ApplicationId, reason: &str) -> Result<Application, Problem> {
    let seen = queries::application(unit.conn(), unit.ctx(), id).await?;
    access::require_withdrawer(unit.ctx(), &seen)?;
    // the applicant does not see a decision before its release; the case itself has it already
    let before = save::load(unit, id).await?;
    let after = Application {
        state: ApplicationState::Withdrawn,
        ..before.clone()
    };
    let after = moved(unit, &before, after, "withdraw", Some(reason)).await?;
    // there is nothing left to decide
    withdraw_open(unit, id).await?;
    mails::withdrawn(unit, &after).await?;
    Ok(after)
}
