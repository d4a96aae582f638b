//! What handing in does with the parts of an application beside its form: their points are asked, their data is frozen
//! into the snapshot, the signature is noted, the PDFs are ordered.

use base::{Ctx, FieldProblem, Problem, Role, Scope, Text};
use base_db::Unit;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::signature;
use crate::model::{Application, Party, Snapshot, Source};
use crate::proof::PROOF_JOB;
use crate::{joint, plan, queries};

/// The code of the attachment that stands for a signature on paper (F8).
pub(crate) const COVER_SHEET: &str = "COVER_SHEET";

/// An editor without the right to sign needs the signed cover sheet among the attachments.
pub(super) async fn require_signed(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    application: &Application,
) -> Result<Option<FieldProblem>, Problem> {
    if application.source != Source::Portal || ctx.has(Role::KZ, Scope::Body(application.lead_body_id.0)) {
        return Ok(None);
    }
    let attached = queries::attachments(db, application.id).await?;
    let is_signed = attached.iter().any(|(one, _)| one.document == COVER_SHEET);
    Ok((!is_signed).then(|| FieldProblem::new("cover_sheet", Text::new("applications-cover-sheet-missing"))))
}

/// Partners with their confirmations, plan and attachments, as they go into the snapshot.
pub(super) async fn freeze(
    db: &impl ConnectionTrait,
    application: &Application,
    parties: &[Party],
    content: &mut Value,
) -> Result<(), Problem> {
    let partners = joint::partners(db, application.id).await?;
    let parties: Vec<Value> = parties
        .iter()
        .map(|party| {
            let partner = partners.iter().find(|one| one.party.id == party.id);
            json!({
                "key": party.key, "name": party.name, "role": party.role, "share_cents": party.share,
                "task": partner.map(|one| one.task.as_str()),
                "confirmed_at": partner.and_then(|one| one.answered_at),
                "resolution_on": partner.and_then(|one| one.resolution_on),
            })
        })
        .collect();
    content["parties"] = Value::Array(parties);
    let plan = plan::plan(db, application.id).await?;
    if !plan.is_empty() {
        content["plan"] = json!({
            "items": plan.items.iter().map(|(year, kind, amount)| json!({
                "year": year, "kind": kind, "cents": amount,
            })).collect::<Vec<_>>(),
            "vat_deduct": plan.vat_deduct,
            "no_other_grants": plan.no_other_grants,
            "other_grants": plan.other_grants.iter().map(|grant| json!({
                "provider": grant.provider, "programme": grant.programme,
                "cents": grant.amount, "status": grant.status,
            })).collect::<Vec<_>>(),
            "early_start_on": plan.early_start_on,
            "early_start_reason": plan.early_start_reason,
        });
    }
    let attached = queries::attachments(db, application.id).await?;
    content["attachments"] = attached
        .iter()
        .map(|(one, file)| {
            json!({
                "name": file.name, "document": one.document, "label": one.label,
                "size_bytes": file.size_bytes, "sha256": file.sha256,
            })
        })
        .collect();
    content["signed_by"] = json!(application.submitted_by);
    Ok(())
}

/// The signatory has signed, and the PDFs are to be made.
pub(super) async fn follow_up(
    unit: &Unit<'_>,
    application: &Application,
    snapshot: &Snapshot,
) -> Result<(), Problem> {
    signature::close(unit, application, "SIGNED", "").await?;
    unit.schedule(PROOF_JOB, snapshot.id, unit.now()).await
}
