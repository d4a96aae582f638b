//! The proof is handed in: what it consists of is frozen with its hash, for good.

use base::calendar::local_date;
use base::problem::FieldProblem;
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::extend::settle_request;
use super::fall_due::drop_reminders;
use super::{load, require_state, step};
use crate::model::{Proof, ProofFile, ProofForm, ProofId, ProofState, Report, Submission, Voucher};
use crate::{access, mails, queries, store};

/// What an edition says, word for word.
#[derive(Serialize)]
struct Content<'a> {
    number: &'a str,
    grant: Uuid,
    award_cents: i64,
    edition: i64,
    form: ProofForm,
    report: &'a Report,
    vouchers: Vec<serde_json::Value>,
    files: Vec<serde_json::Value>,
}

/// REPORT_DUE, OVERDUE → REPORT_SUBMITTED by KZ, or by an officer for what came on paper; M-V03.
/// Error: denied, refused (`wrong-state`), `Invalid` with every part that is missing.
pub async fn submit(db: &Db, ctx: &Ctx, id: ProofId, version: Option<i64>) -> Result<Submission, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, application) = load(&unit, id, version).await?;
    access::require_signer(ctx, &before, &application)?;
    require_state(&before, &[ProofState::Due, ProofState::Overdue])?;
    let report = queries::report(unit.conn(), &before, &grant).await?;
    let vouchers = queries::vouchers(unit.conn(), id).await?;
    let files = queries::files(unit.conn(), id).await?;
    let missing = missing(before.form, &report, &vouchers);
    if !missing.is_empty() {
        return Err(Problem::Invalid(missing));
    }
    // with the figures of the plan in force, which an amendment may have shifted since it was saved
    store::save_report(&unit, id, &report).await?;

    let edition = before.edition + 1;
    let content = Content {
        number: &before.number,
        grant: grant.id.0,
        award_cents: grant.amount.0,
        edition,
        form: before.form,
        report: &report,
        vouchers: vouchers.iter().map(voucher_json).collect(),
        files: files.iter().map(file_json).collect(),
    };
    let content = serde_json::to_string(&content).map_err(Problem::broken)?;
    let submission = Submission {
        id: Uuid::now_v7(),
        proof_id: id,
        edition,
        form: before.form,
        content_sha256: hex::encode(Sha256::digest(&content)),
        content,
        on_paper: access::is_paper_officer(ctx, &before, &application),
        submitted_by: ctx.person_id(),
        submitted_at: ctx.now,
    };
    store::insert(&unit, submission.clone()).await?;
    let received_on = local_date(ctx.now);
    let data = json!({
        "edition": edition, "sha256": submission.content_sha256, "spent_cents": report.spent(),
        "on_paper": submission.on_paper,
    });
    let mut before = before;
    settle_request(&unit, &mut before).await?;
    let (proof, _) = step(&unit, &before, &grant, "report", "", data, |proof| {
        proof.edition = edition;
        proof.received_on = Some(received_on);
        proof.returned_reason = None;
        proof.examined_by = None;
        proof.examined_at = None;
    })
    .await?;
    drop_reminders(&unit, &proof).await?;
    told(&unit, &proof, &application).await?;
    unit.commit().await?;
    Ok(submission)
}

async fn told(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &applications::Application,
) -> Result<(), Problem> {
    mails::submitted(unit, proof, application).await
}

pub(crate) fn voucher_json(voucher: &Voucher) -> serde_json::Value {
    json!({
        "number": voucher.number, "invoiced_on": voucher.invoiced_on, "paid_on": voucher.paid_on,
        "payee": voucher.payee, "reason": voucher.reason, "kind": voucher.kind,
        "gross_cents": voucher.gross, "eligible_cents": voucher.eligible,
    })
}

pub(crate) fn file_json(file: &ProofFile) -> serde_json::Value {
    json!({ "name": file.name, "label": file.label, "sha256": file.sha256, "size_bytes": file.size_bytes })
}

/// Every part that a form needs and that is not there yet.
pub(crate) fn missing(form: ProofForm, report: &Report, vouchers: &[Voucher]) -> Vec<FieldProblem> {
    let mut missing = Vec::new();
    let mut ensure = |there: bool, field: &str, key: &str| {
        if !there {
            missing.push(FieldProblem::new(field, Text::new(key)));
        }
    };
    ensure(report.is_confirmed, "is_confirmed", "field-must-be-ticked");
    ensure(report.spent().0 > 0, "items", "proofs-no-figures");
    if form != ProofForm::Confirmation {
        ensure(!report.activities.is_empty(), "activities", "field-required");
    }
    // whether the aims were reached is asked in every form (main check, handbook 2.6)
    ensure(!report.results.is_empty(), "results", "field-required");
    if form == ProofForm::Full {
        ensure(!vouchers.is_empty(), "vouchers", "proofs-vouchers-missing");
    }
    missing
}
