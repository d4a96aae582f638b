//! What can be done with proofs, claims and samples, one verb per file.

mod attach;
mod claim_money;
mod close;
mod draw_sample;
mod drop_hearing;
mod examine;
mod extend;
mod fall_due;
mod hear;
mod interim;
mod issue_claim;
mod know;
mod open;
mod propose_claim;
mod publish_rates;
mod remind;
mod reopen;
mod save_report;
mod send_back;
mod settle;
mod settle_claim;
mod start_audit;
mod submit;
pub(crate) mod vouchers;
mod watch;

pub(crate) use attach::takes_parts;
pub use attach::{AttachFile, attach, detach};
pub use claim_money::{RecordReceipt, RecordStatement, record_receipt, record_statement};
pub use close::close;
pub use draw_sample::{Draw, draw_sample, drawable};
pub use drop_hearing::drop_hearing;
pub use examine::{Examine, examine};
pub use extend::{AskExtension, DecideExtension, ask_extension, decide_extension};
pub use fall_due::fall_due;
pub use hear::{Hear, hear};
pub use interim::{NoteInterim, SaveInterim, note_interim, save_interim};
pub(crate) use interim::{
    content as interim_content, interim_due, interim_escalate, interim_overdue, interim_remind,
};
pub use issue_claim::{IssueClaim, issue_claim};
pub(crate) use know::remind_clock;
pub use know::{CorrectKnowledge, RecordKnowledge, correct_knowledge, decide_correction, record_knowledge};
pub use open::{open, open_early};
pub use propose_claim::{ProposeClaim, propose_claim};
pub(crate) use publish_rates::publish_in;
pub use publish_rates::{PublishRates, confirm_rates, publish_rates};
pub(crate) use remind::{escalate, overdue, remind};
pub use reopen::reopen;
pub(crate) use save_report::MAX_TEXT;
pub use save_report::{SaveReport, save_report};
pub use send_back::{SendBack, send_back};
pub use settle::{return_note, settle};
pub use settle_claim::settle_claim;
pub use start_audit::start_audit;
pub use submit::submit;
pub(crate) use submit::{missing, voucher_json};
pub use vouchers::remove_vouchers;
pub(crate) use watch::watch;

use applications::Application;
use base::calendar::local_date;
use base::{Ctx, Problem, Text, texts};
use base_db::{Entry, Unit};
use base_letters::{Letter, LetterError, Pdf};
use grants::{Grant, GrantState};
use serde_json::{Value, json};

use fall_due::plan_reminders;

use crate::model::{Claim, ClaimId, ClaimState, Proof, ProofId, ProofState};
use crate::{queries, store};

/// Every night: proofs for grants that became final. The migration plans the first one.
pub const WATCH_JOB: &str = "proof-watch";
/// The award period is over.
pub const DUE_JOB: &str = "proof-due";
pub const REMIND_JOB: &str = "proof-remind";
pub const OVERDUE_JOB: &str = "proof-overdue";
pub const ESCALATE_JOB: &str = "proof-escalate";
/// Sixty days before a revocation is no longer possible; its subject is a record of knowledge.
pub const CLOCK_JOB: &str = "claim-clock";
pub const INTERIM_DUE_JOB: &str = "proof-interim-due";
pub const INTERIM_REMIND_JOB: &str = "proof-interim-remind";
pub const INTERIM_OVERDUE_JOB: &str = "proof-interim-overdue";
pub const INTERIM_ESCALATE_JOB: &str = "proof-interim-escalate";

/// The proof, held, with its grant and case, as the person may see them and as the person saw it.
/// Error: not found, `Stale`.
async fn load(
    unit: &Unit<'_>,
    id: ProofId,
    version: Option<i64>,
) -> Result<(Proof, Grant, Application), Problem> {
    store::hold(unit, id).await?;
    let (proof, grant, application) = queries::seen(unit.conn(), unit.ctx(), id).await?;
    if version.is_none_or(|version| version == proof.version) {
        Ok((proof, grant, application))
    } else {
        Err(Problem::Stale)
    }
}

/// The claim, held, with its proof and grant. Error: not found, `Stale`.
async fn load_claim(
    unit: &Unit<'_>,
    id: ClaimId,
    version: Option<i64>,
) -> Result<(Claim, Proof, Grant, Application), Problem> {
    store::hold_claim(unit, id).await?;
    let claim = queries::claim(unit.conn(), unit.ctx(), id).await?;
    let (proof, grant, application) = load(unit, claim.proof_id, None).await?;
    if version.is_none_or(|version| version == claim.version) {
        Ok((claim, proof, grant, application))
    } else {
        Err(Problem::Stale)
    }
}

/// Error: refused (`wrong-state`).
fn require_state(proof: &Proof, states: &[ProofState]) -> Result<(), Problem> {
    if states.contains(&proof.state) {
        return Ok(());
    }
    let text = Text::new(format!("proofs-wrong-state-{}", proof.state));
    Err(Problem::refused("wrong-state", text))
}

/// Error: refused (`wrong-state`).
fn require_claim_state(claim: &Claim, states: &[ClaimState]) -> Result<(), Problem> {
    if states.contains(&claim.state) {
        return Ok(());
    }
    let text = Text::new(format!("proofs-claim-wrong-state-{}", claim.state));
    Err(Problem::refused("wrong-state", text))
}

/// Moves grant and proof together. The grant has its own audit entry; this one says what happened to the proof.
async fn step(
    unit: &Unit<'_>,
    before: &Proof,
    grant: &Grant,
    verb: &'static str,
    reason: &str,
    data: Value,
    change: impl FnOnce(&mut Proof),
) -> Result<(Proof, Grant), Problem> {
    let grant = grants::advance(unit, grant, verb, reason, data.clone()).await?;
    let mut after = Proof {
        // nothing is due while the grant is paid
        state: ProofState::of_grant(grant.state).unwrap_or(ProofState::Planned),
        ..before.clone()
    };
    change(&mut after);
    let after = store::update(unit, after).await?;
    note(unit, before, &after, verb, reason, data).await?;
    Ok((after, grant))
}

/// The proof's part of what is heard and decided before a grant is final: the grant stays on its way to finality.
async fn stay(
    unit: &Unit<'_>,
    before: &Proof,
    verb: &'static str,
    reason: &str,
    data: Value,
) -> Result<Proof, Problem> {
    let after = store::update(unit, before.clone()).await?;
    note(unit, before, &after, verb, reason, data).await?;
    Ok(after)
}

/// Where a grant became final while the municipality is heard, the hearing holds it up from now on.
async fn catch_up(unit: &Unit<'_>, proof: Proof, grant: Grant) -> Result<(Proof, Grant), Problem> {
    match grant.state {
        GrantState::Final | GrantState::InPayment => {
            step(unit, &proof, &grant, "hear", "", json!({}), |_| ()).await
        }
        _ => Ok((proof, grant)),
    }
}

/// Back to where a grant stands of which nothing was handed in: its award period runs on, or its proof is awaited.
async fn resume(
    unit: &Unit<'_>,
    before: &Proof,
    grant: &Grant,
    reason: &str,
    data: Value,
) -> Result<(Proof, Grant), Problem> {
    let is_held = matches!(
        grant.state,
        GrantState::Hearing | GrantState::Reclaimed | GrantState::RevokedPart
    );
    if !is_held {
        // it was heard about before it was final, and went on meanwhile
        let proof = stay(unit, before, "resume", reason, data).await?;
        return Ok((proof, grant.clone()));
    }
    let today = local_date(unit.now());
    if today <= grant.until_on {
        let is_first = grant.state == GrantState::Hearing && grant.paid.is_zero();
        let verb = if is_first { "resume_unpaid" } else { "resume" };
        return step(unit, before, grant, verb, reason, data, |_| ()).await;
    }
    let (proof, grant) = step(unit, before, grant, "await", reason, data, |_| ()).await?;
    let (proof, grant) = if today > proof.due_on {
        step(
            unit,
            &proof,
            &grant,
            "overdue",
            "",
            json!({ "due_on": proof.due_on }),
            |_| (),
        )
        .await?
    } else {
        (proof, grant)
    };
    plan_reminders(unit, &proof).await?;
    Ok((proof, grant))
}

/// The audit entry of a proof.
async fn note(
    unit: &Unit<'_>,
    before: &Proof,
    after: &Proof,
    action: &'static str,
    reason: &str,
    data: Value,
) -> Result<(), Problem> {
    let entry = Entry::new("proof", after.id, action)
        .case(after.application_id)
        .states(before.state, after.state)
        .reason(reason)
        .data(data);
    unit.audit(entry).await
}

/// The audit entry of a claim.
async fn note_claim(
    unit: &Unit<'_>,
    from: Option<ClaimState>,
    after: &Claim,
    action: &'static str,
    reason: &str,
    data: Value,
) -> Result<(), Problem> {
    let entry = Entry::new("claim", after.id, action)
        .case(after.application_id)
        .reason(reason)
        .data(data);
    let entry = match from {
        Some(from) => entry.states(from, after.state),
        None => entry.to(after.state),
    };
    unit.audit(entry).await
}

/// The letter as PDF. Error: refused, saying that something is missing; everything else is ours.
async fn pdf(letter: Letter, ctx: &Ctx) -> Result<Pdf, Problem> {
    base_letters::letter_pdf(letter, ctx.now)
        .await
        .map_err(|error| match error {
            LetterError::MissingParts(parts) => {
                let named = parts
                    .iter()
                    .map(|part| texts::tr(ctx.lang, &format!("grants-part-{part}")));
                let named = named.collect::<Vec<_>>().join(", ");
                Problem::refused(
                    "missing-parts",
                    Text::new("proofs-missing-parts").with("parts", named),
                )
            }
            other => Problem::broken(other),
        })
}
