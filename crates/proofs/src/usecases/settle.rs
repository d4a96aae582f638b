//! The head of unit accepts the proof, on the officer's note: IN_AUDIT → SETTLED_OK. The grant becomes what the note
//! says, and the final instalment goes to payments.

use base::{Cents, Ctx, Problem, Text};
use base_db::{Db, Unit, retrying};
use base_files::{Files, Staged};
use base_letters::Pdf;
use grants::{Grant, NoticeKind};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{load, note, pdf, require_state, step};
use crate::model::{Claim, ClaimState, Examination, Ground, Proof, ProofId, ProofState};
use crate::{access, letters, mails, queries, store};

/// What was set before the unit.
struct Ready {
    proof: Proof,
    examination: Examination,
    content: String,
    pdf: Pdf,
    staged: Staged,
}

/// Accepts. Error: denied, refused (`four-eyes`, `not-examined`, `repayment-due`, `not-for-purpose`, `late-use-open`,
/// `wrong-state`), `Stale`.
pub async fn settle(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    id: ProofId,
    version: Option<i64>,
) -> Result<Proof, Problem> {
    let (proof, grant, _) = queries::seen(db.reader(), ctx, id).await?;
    access::require_acceptor(ctx, &proof)?;
    if version.is_some_and(|version| version != proof.version) {
        return Err(Problem::Stale);
    }
    require_state(&proof, &[ProofState::InAudit])?;
    let examination = examined(db, &proof).await?;
    let letter = letters::acceptance(db.reader(), ctx, &grant, &proof, &examination).await?;
    let content = serde_json::to_string(&letter).map_err(Problem::broken)?;
    let pdf = pdf(letter, ctx).await?;
    let staged = files.stage(pdf.bytes.clone().into()).await?;
    let ready = Ready {
        proof,
        examination,
        content,
        pdf,
        staged,
    };
    retrying(|| write(db, files, ctx, &ready)).await
}

/// The note that waits for the head of unit, without anything to repay. Error: refused.
async fn examined(db: &Db, proof: &Proof) -> Result<Examination, Problem> {
    if proof.examined_by.is_none() {
        return Err(Problem::refused("not-examined", Text::new("proofs-not-examined")));
    }
    let notes = queries::audit_notes(db.reader(), proof.id).await?;
    let examination = notes.into_iter().next().map(|(_, examination)| examination);
    let examination = examination.ok_or_else(|| Problem::broken("an examined proof has no note"))?;
    if examination.repay.0 > 0 {
        let text = Text::new("proofs-repayment-due").with("amount", examination.repay.format_de());
        return Err(Problem::refused("repayment-due", text));
    }
    if !examination.is_for_purpose {
        return Err(Problem::refused(
            "not-for-purpose",
            Text::new("proofs-not-for-purpose"),
        ));
    }
    require_late_decided(db.reader(), proof, &examination).await?;
    Ok(examination)
}

/// Interest for late use came in, or the note says why it is not claimed. Error: refused (`late-use-open`).
pub(super) async fn require_late_decided(
    conn: &impl ConnectionTrait,
    proof: &Proof,
    examination: &Examination,
) -> Result<(), Problem> {
    if !is_late_open(conn, proof, examination).await? {
        return Ok(());
    }
    let text = Text::new("proofs-late-use-open").with("amount", examination.late_interest.format_de());
    Err(Problem::refused("late-use-open", text))
}

/// Whether interest for late use is neither waived nor paid.
pub(super) async fn is_late_open(
    conn: &impl ConnectionTrait,
    proof: &Proof,
    examination: &Examination,
) -> Result<bool, Problem> {
    if examination.late_interest.is_zero() || !examination.late_waiver.is_empty() {
        return Ok(false);
    }
    let claims = queries::claims_of(conn, proof.id).await?;
    let is_paid = |claim: &Claim| claim.ground == Ground::LateUse && claim.state == ClaimState::Settled;
    Ok(!claims.iter().any(is_paid))
}

async fn write(db: &Db, files: &Files, ctx: &Ctx, ready: &Ready) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, application) = load(&unit, ready.proof.id, Some(ready.proof.version)).await?;
    let examination = &ready.examination;
    // somebody was paid since the note was written: it no longer says what is left
    if grant.paid != examination.paid {
        return Err(Problem::refused("paid-since", Text::new("proofs-paid-since")));
    }
    let accepted = examination.calculation.accepted;
    let data = json!({ "accepted_cents": accepted, "final_cents": examination.last });
    let (proof, grant) = step(&unit, &before, &grant, "settle", "", data, |proof| {
        proof.accepted = Some(accepted);
        proof.accepted_by = ctx.person_id();
        proof.accepted_at = Some(ctx.now);
    })
    .await?;
    let name = format!("Anerkennung Verwendungsnachweis {}.pdf", grant.number);
    grants::letters::file(
        &unit,
        files,
        &grant,
        NoticeKind::Acceptance,
        &name,
        ready.content.clone(),
        ready.pdf.clone(),
        ready.staged.clone(),
    )
    .await?;
    mails::accepted(&unit, &proof, &application).await?;
    // money last: the pot's row is what everybody waits for
    let grant = cut(&unit, &grant, accepted).await?;
    if examination.last.0 > 0 {
        payments::release_retention(&unit, &grant, examination.last).await?;
    }
    unit.commit().await?;
    Ok(proof)
}

/// The award as accepted; unchanged when nothing is cut.
async fn cut(unit: &Unit<'_>, grant: &Grant, accepted: Cents) -> Result<Grant, Problem> {
    if accepted < grant.amount {
        grants::reduce(unit, grant, accepted, "settle", "").await
    } else {
        Ok(grant.clone())
    }
}

/// The head of unit does not follow the note: back to the officer, who writes another one.
/// Error: denied, refused (`four-eyes`, `not-examined`), `Invalid` without a reason.
pub async fn return_note(
    db: &Db,
    ctx: &Ctx,
    id: ProofId,
    version: Option<i64>,
    reason: &str,
) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (before, ..) = load(&unit, id, version).await?;
    access::require_acceptor(ctx, &before)?;
    require_state(&before, &[ProofState::InAudit])?;
    if before.examined_by.is_none() {
        return Err(Problem::refused("not-examined", Text::new("proofs-not-examined")));
    }
    if reason.trim().is_empty() {
        return Err(Problem::field("reason", Text::new("field-required")));
    }
    let after = Proof {
        examined_by: None,
        examined_at: None,
        ..before.clone()
    };
    let after = store::update(&unit, after).await?;
    note(&unit, &before, &after, "return_note", reason, json!({})).await?;
    unit.commit().await?;
    Ok(after)
}
