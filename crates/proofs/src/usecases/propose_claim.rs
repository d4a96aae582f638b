//! The officer prepares the act, once the municipality was heard: HEARING → PROPOSED.

use base::calendar::local_date;
use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text, names};
use base_db::Db;
use serde_json::json;

use super::{load_claim, note_claim, require_claim_state};
use crate::model::{Claim, ClaimId, ClaimState, Ground};
use crate::{access, mails, store};

/// What the act says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeClaim {
    pub claim: ClaimId,
    pub version: Option<i64>,
    /// Never more than was heard about.
    pub principal: Cents,
    /// The considerations of discretion, as printed.
    pub discretion: String,
    /// Interest is waived: the municipality is not responsible, and pays in time (§ 49a Abs. 3 Satz 2).
    pub waiver_reason: String,
}

/// Error: denied, refused (`wrong-state`, `hearing-runs`), `Invalid`.
pub async fn propose_claim(db: &Db, ctx: &Ctx, command: ProposeClaim) -> Result<Claim, Problem> {
    let unit = db.write(ctx).await?;
    let (before, ..) = load_claim(&unit, command.claim, command.version).await?;
    access::require_officer(ctx, before.programme_id)?;
    require_claim_state(&before, &[ClaimState::Hearing])?;
    if before.statement_on.is_none() && local_date(ctx.now) <= before.hearing_until_on {
        let text = Text::new("proofs-hearing-runs").with("day", base::fmt::date_de(before.hearing_until_on));
        return Err(Problem::refused("hearing-runs", text));
    }
    let discretion = names::clean_multiline(&command.discretion);
    let waiver_reason = names::clean_multiline(&command.waiver_reason);
    let mut checks = Checks::new();
    checks.ensure(!discretion.is_empty(), "discretion", || {
        Text::new("field-required")
    });
    // a whole award, and what the examination found, is no matter of more or less
    let least = if before.is_whole || !before.ground.revokes() {
        before.principal
    } else if before.cut.0 > 0 {
        Cents::ZERO
    } else {
        Cents(1)
    };
    checks.ensure(
        command.principal >= least && command.principal <= before.principal,
        "principal",
        || Text::new("proofs-principal-heard").with("most", before.principal.format_de()),
    );
    // late use is interest alone: to waive it is to drop the claim
    checks.ensure(
        before.ground != Ground::LateUse || waiver_reason.is_empty(),
        "waiver_reason",
        || Text::new("proofs-late-use-waiver"),
    );
    checks.finish()?;
    let after = Claim {
        state: ClaimState::Proposed,
        principal: command.principal,
        discretion,
        interest_waived: !waiver_reason.is_empty(),
        waiver_reason,
        proposed_by: ctx.person_id(),
        proposed_at: Some(ctx.now),
        ..before.clone()
    };
    let after = store::update_claim(&unit, after).await?;
    let data = json!({ "principal_cents": after.principal, "interest_waived": after.interest_waived });
    note_claim(&unit, Some(before.state), &after, "propose", "", data).await?;
    mails::to_issue(&unit, &after).await?;
    unit.commit().await?;
    Ok(after)
}
