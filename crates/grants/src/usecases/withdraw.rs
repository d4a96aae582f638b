//! A municipality withdraws its application, and what was held for it is free again (handbook 5.2: any before AWARDED →
//! WITHDRAWN; 4.5: the next of the reserve list can be asked).

use applications::{Application, ApplicationId};
use base::{Cents, Ctx, Problem, Text};
use base_db::{Db, Unit, retrying};
use serde_json::json;

use super::{charge, step};
use crate::model::{Grant, GrantState};
use crate::{mails, queries, rules, store};

/// Withdraws the application with everything that hangs on it in one unit: a grant that is not issued yet ends with it,
/// commitments and reservations go back to their pots. KZ; SB for what came on paper. M-A14; M-G06 when money became free.
/// Error: denied; refused when the case is ended, and `issued` when a notice is out: that one is declined instead.
pub async fn withdraw(db: &Db, ctx: &Ctx, id: ApplicationId, reason: &str) -> Result<Application, Problem> {
    retrying(|| async {
        let unit = db.write(ctx).await?;
        let after = applications::withdraw_in(&unit, id, reason).await?;
        let grant = match queries::grant_of(unit.conn(), id).await? {
            Some(grant) if grant.state.is_issued() => {
                return Err(Problem::refused("issued", Text::new("grants-withdraw-issued")));
            }
            Some(grant) => Some(store::load(&unit, grant.id).await?),
            None => None,
        };
        let ended = match &grant {
            Some(grant) => Some(end(&unit, grant, reason).await?),
            None => None,
        };
        give_back(&unit, &after, ended.as_ref()).await?;
        unit.commit().await?;
        Ok(after)
    })
    .await
}

/// PREPARED or COUNTERSIGNED → DECLINED: nobody outside the office has seen it.
async fn end(unit: &Unit<'_>, before: &Grant, reason: &str) -> Result<Grant, Problem> {
    let after = Grant {
        state: rules::after(before, "withdraw")?,
        version: before.version + 1,
        ..before.clone()
    };
    let data = json!({ "amount_cents": after.amount });
    step(unit, before, &after, "withdraw", reason, data).await?;
    if before.state == GrantState::Countersigned {
        let tranches = queries::tranches_of(unit.conn(), after.id).await?;
        charge(unit, &after, rules::releases(&tranches)).await?;
    }
    Ok(after)
}

/// The last of the unit, because everybody waits for the pots' rows.
async fn give_back(unit: &Unit<'_>, case: &Application, ended: Option<&Grant>) -> Result<(), Problem> {
    let freed = budget::release_reserved(unit, case.id.0, "application", case.id.0).await?;
    let committed = ended.is_some_and(|grant| grant.rl_signed_by.is_some() && grant.bfdh_signed_by.is_some());
    if freed > Cents::ZERO || committed {
        mails::given_back(unit, case).await?;
    }
    Ok(())
}
