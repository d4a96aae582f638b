//! COUNTERSIGNED → PREPARED: something of it is wrong and must be put right before it can be issued.

use base::{Ctx, Problem};
use base_db::{Db, retrying};
use budget::LedgerEntry;
use serde_json::json;

use super::{charge, load, step};
use crate::model::{Grant, GrantId};
use crate::rules::{self, Movement};
use crate::{access, queries};

/// The way back to the officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendBack {
    pub grant: GrantId,
    pub version: Option<i64>,
    /// What is to be put right.
    pub reason: String,
}

/// Sends it back. RL. Both signatures are void; what they committed is reserved for the case again, so that nobody takes
/// its money meanwhile. Error: `Invalid` without reason, denied, refused, `Stale`.
pub async fn send_back(db: &Db, ctx: &Ctx, command: SendBack) -> Result<Grant, Problem> {
    let reason = super::required("reason", &command.reason)?;
    retrying(|| async {
        let unit = db.write(ctx).await?;
        let (before, _) = load(&unit, command.grant, command.version).await?;
        access::require_head(ctx, &before)?;
        let after = Grant {
            state: rules::after(&before, "send_back")?,
            rl_signed_by: None,
            rl_signed_at: None,
            bfdh_signed_by: None,
            bfdh_signed_at: None,
            version: before.version + 1,
            ..before.clone()
        };
        let data = json!({ "amount_cents": after.amount, "version": after.version });
        step(&unit, &before, &after, "send_back", &reason, data).await?;
        let tranches = queries::tranches_of(unit.conn(), after.id).await?;
        let mut movements = rules::releases(&tranches);
        let reserve = |release: &Movement| Movement {
            entry: LedgerEntry::Reserve,
            ..*release
        };
        let reserved: Vec<Movement> = movements.iter().map(reserve).collect();
        movements.extend(reserved);
        charge(&unit, &after, movements).await?;
        unit.commit().await?;
        Ok(after)
    })
    .await
}
