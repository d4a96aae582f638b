//! The notice on remedies is missing or wrong: a year instead of a month (§ 58 Abs. 2 VwGO).

use base::{Ctx, Problem, Text};
use base_db::Db;
use serde_json::json;

use super::{deliver, load, step};
use crate::model::{Grant, GrantId, GrantState};
use crate::{access, rules};

/// A flaw of the notice on remedies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlawRemedy {
    pub grant: GrantId,
    pub version: Option<i64>,
    /// What is missing or wrong.
    pub reason: String,
}

/// Records the flaw and moves the end of the remedy period. SB. A notice taken for final is not, after all: it goes back,
/// as long as nothing was paid and nobody has waived; what is ordered waits until it is final.
/// Error: `Invalid`, denied, refused, `Stale`.
pub async fn flaw_remedy(db: &Db, ctx: &Ctx, command: FlawRemedy) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command.grant, command.version).await?;
    access::require_officer(ctx, &before)?;
    let mut state = rules::after(&before, "flaw_remedy")?;
    if before.state == GrantState::Final {
        require_reversible(&before)?;
        if before.answered_at.is_none() {
            state = GrantState::Delivered;
        }
    }
    let reason = super::required("reason", &command.reason)?;
    let mut after = Grant {
        state,
        remedy_flawed: true,
        final_on: None,
        version: before.version + 1,
        ..before.clone()
    };
    // the months don't matter: with the flaw it is a year
    after.remedy_until_on = before.delivered_on.map(|day| rules::remedy_until(day, 1, true));
    let data = json!({ "remedy_until_on": after.remedy_until_on });
    step(&unit, &before, &after, "flaw_remedy", &reason, data).await?;
    let after = match after.delivered_on {
        Some(_) => deliver::plan(&unit, after).await?,
        None => after,
    };
    unit.commit().await?;
    Ok(after)
}

fn require_reversible(grant: &Grant) -> Result<(), Problem> {
    if grant.waived_on.is_some() {
        return Err(Problem::refused(
            "waived-already",
            Text::new("grants-waived-already"),
        ));
    }
    if grant.paid.is_zero() {
        return Ok(());
    }
    Err(Problem::refused(
        "money-moved",
        Text::new("grants-flaw-after-payment"),
    ))
}
