//! The Prüfvermerk: what the officer found and what the grant becomes, kept for good.

use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text, names};
use base_db::Db;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::submit::voucher_json;
use super::{load, note, require_state};
use crate::model::{AuditNote, Examination, Proof, ProofForm, ProofId, ProofState, Report};
use crate::queries::{self, awarded, used};
use crate::rules::reduction::{Units, calculate};
use crate::{access, mails, money, store};

/// What the officer found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examine {
    pub proof: ProofId,
    pub version: Option<i64>,
    /// Spent, but not recognised.
    pub rejected: Cents,
    pub rejected_reason: String,
    /// For a fixed amount by unit: planned as in the notice, held as found.
    pub units: Option<Units>,
    pub is_complete: bool,
    pub is_for_purpose: bool,
    pub are_aims_reached: bool,
    pub vouchers_checked: i64,
    /// Why interest for late use is not claimed.
    pub late_waiver: String,
    pub note: String,
}

/// Writes the note and lays it before the head of unit. May be repeated: each is an edition of its own.
/// Error: denied, refused (`wrong-state`), `Invalid`.
pub async fn examine(db: &Db, ctx: &Ctx, command: Examine) -> Result<AuditNote, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.proof, command.version).await?;
    access::require_officer(ctx, before.programme_id)?;
    require_state(&before, &[ProofState::InAudit])?;
    let report = queries::report(unit.conn(), &before, &grant).await?;
    let vouchers = queries::vouchers(unit.conn(), before.id).await?;
    check(&command, &before, &report, vouchers.len())?;
    let submission = queries::submissions(unit.conn(), before.id).await?;
    let submission = submission
        .first()
        .ok_or_else(|| Problem::broken("a proof in audit was never handed in"))?;

    let terms = queries::terms(unit.conn(), &grant).await?;
    let calculation = calculate(
        &awarded(&grant, &report, &terms)?,
        &used(&report, command.units, command.rejected),
    );
    let late = queries::late_uses(unit.conn(), &grant, &terms, &vouchers).await?;
    let listed: Vec<Value> = vouchers.iter().map(voucher_json).collect();
    let listed_bytes = serde_json::to_vec(&listed).map_err(Problem::broken)?;
    let paid: Cents = money::payments_of(unit.conn(), grant.id)
        .await?
        .iter()
        .map(|payment| payment.amount)
        .sum();
    let difference = calculation.accepted - paid;
    let examination = Examination {
        paid,
        last: Ord::max(difference, Cents::ZERO),
        repay: Ord::max(-difference, Cents::ZERO),
        calculation,
        is_complete: command.is_complete,
        is_for_purpose: command.is_for_purpose,
        are_aims_reached: command.are_aims_reached,
        vouchers_checked: command.vouchers_checked,
        note: command.note,
        rejected_reason: command.rejected_reason,
        units: command.units,
        late_interest: queries::late_interest(&late, &terms)?,
        late_waiver: names::clean_multiline(&command.late_waiver),
        vouchers: listed,
        vouchers_sha256: hex::encode(Sha256::digest(listed_bytes)),
    };
    let content = serde_json::to_string(&examination).map_err(Problem::broken)?;
    let edition = queries::audit_notes(unit.conn(), before.id).await?.len() as i64 + 1;
    let row = AuditNote {
        id: Uuid::now_v7(),
        proof_id: before.id,
        edition,
        submission_id: submission.id,
        content_sha256: hex::encode(Sha256::digest(&content)),
        content,
        examined_by: ctx.person_id(),
        examined_at: ctx.now,
    };
    store::insert(&unit, row.clone()).await?;
    let after = Proof {
        examined_by: ctx.person_id(),
        examined_at: Some(ctx.now),
        ..before.clone()
    };
    let after = store::update(&unit, after).await?;
    let data = json!({
        "edition": edition, "sha256": row.content_sha256, "accepted_cents": examination.calculation.accepted,
        "final_cents": examination.last, "repay_cents": examination.repay,
        "late_interest_cents": examination.late_interest,
    });
    note(&unit, &before, &after, "examine", "", data).await?;
    if examination.repay.is_zero() && examination.is_for_purpose {
        mails::to_accept(&unit, &after).await?;
    }
    unit.commit().await?;
    Ok(row)
}

fn check(command: &Examine, proof: &Proof, report: &Report, vouchers: usize) -> Result<(), Problem> {
    let mut checks = Checks::new();
    let spent = report.spent();
    // what was agreed stands in the notice, whatever the municipality says of it
    checks.ensure(
        report.units.is_none() || command.units.is_some(),
        "units_planned",
        || Text::new("proofs-units-range"),
    );
    let are_units = command
        .units
        .is_none_or(|units| units.planned > 0 && units.held >= 0);
    checks.ensure(are_units, "units_planned", || Text::new("proofs-units-range"));
    checks.ensure(
        command.rejected.0 >= 0 && command.rejected <= spent,
        "rejected",
        || Text::new("proofs-rejected-range").with("max", spent.format_de()),
    );
    checks.ensure(
        command.rejected.is_zero() || !command.rejected_reason.trim().is_empty(),
        "rejected_reason",
        || Text::new("field-required"),
    );
    checks.ensure(!command.note.trim().is_empty(), "note", || {
        Text::new("field-required")
    });
    let most = i64::try_from(vouchers).unwrap_or(i64::MAX);
    checks.ensure(
        (0..=most).contains(&command.vouchers_checked),
        "vouchers_checked",
        || Text::new("field-range").with("min", 0).with("max", most),
    );
    // the depth check of a sampled proof goes through vouchers
    let is_deep = proof.form != ProofForm::Full || command.vouchers_checked > 0;
    checks.ensure(is_deep, "vouchers_checked", || {
        Text::new("proofs-depth-needs-vouchers")
    });
    checks.ensure(command.is_complete, "is_complete", || {
        Text::new("proofs-incomplete-send-back")
    });
    checks.finish()
}
