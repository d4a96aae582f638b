//! Another team takes over (handbook 5.6: REPLACED).

use base::{Ctx, Problem};
use base_db::Db;

use super::propose::propose_in;
use super::{Propose, load, step, words};
use crate::access;
use crate::mails;
use crate::model::{EngagementId, EngagementState, FacilitatorId};

/// The next team of a project.
#[derive(Debug, Clone)]
pub struct Replace {
    pub engagement: EngagementId,
    pub team: Vec<FacilitatorId>,
    pub reason: String,
}

/// Ends the engagement (M-F08) and proposes another team with what is left of the contingent: what was approved stays with
/// the first team, billed or not (F10). Error: as for proposing; refused (`wrong-state`) when it has ended.
pub async fn replace(db: &Db, ctx: &Ctx, command: Replace) -> Result<EngagementId, Problem> {
    let reason = words(&command.reason)?;
    let unit = db.write(ctx).await?;
    let (engagement, members) = load(&unit, command.engagement).await?;
    access::may_coordinate(ctx, engagement.programme_id)?;
    let ended = step(
        &unit,
        &engagement,
        EngagementState::Terminated,
        "replace",
        |row| {
            row.reason = Some(reason);
        },
    )
    .await?;
    mails::both(&unit, "M-F08", &ended, &members).await?;
    let next = Propose {
        grant: ended.grant_id,
        team: command.team,
    };
    let id = propose_in(&unit, next, Some(&ended)).await?;
    unit.commit().await?;
    Ok(id)
}
