//! Reads of what belongs to an application beside its row: attachments, what partners said, plan, signature.

use std::collections::HashMap;

use base::{FieldProblem, Lang, Problem};
use base_files::StoredFile;
use calls::{Call, FundingMode};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::model::{Application, ApplicationId, Attachment, DocumentKind, SignatureRequest};
use crate::store::attachment;
use crate::usecases::{attach, signature};
use crate::{joint, plan};

/// The attachments of a case with their files, oldest first; at most twenty.
pub async fn attachments(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<(Attachment, StoredFile)>, Problem> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::ApplicationId.eq(id))
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.file_id).collect();
    let files = base_files::files(db, &ids).await?;
    let mut files: HashMap<Uuid, StoredFile> = files.into_iter().map(|file| (file.id, file)).collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| files.remove(&row.file_id).map(|file| (row, file)))
        .collect())
}

/// What the parts lack before the application may be handed in: each with the field it belongs to, see
/// [`page_of_field`]. The form's own points come from the form.
pub async fn open_points_of_parts(
    db: &impl ConnectionTrait,
    application: &Application,
    call: &Call,
    lang: Lang,
) -> Result<Vec<FieldProblem>, Problem> {
    let partners = joint::partners(db, application.id).await?;
    let mut points = joint::open_points(application, &partners, call);
    let plan = plan::plan(db, application.id).await?;
    points.extend(plan::open_points(application, &plan, call));
    points.extend(attach::open_points(db, application, call, lang).await?);
    Ok(points)
}

/// The editor's open request for a signature, if there is one.
pub async fn signature_request(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<SignatureRequest>, Problem> {
    signature::open_request(db, id).await
}

/// The page of a case, below its address, on which a field stands.
#[must_use]
pub fn page_of_field(field: &str, call: &Call) -> &'static str {
    let is_cash = call.funding_mode == FundingMode::CashGrant;
    match field {
        "plan" | "vat_deduct" | "other_grants" => "plan",
        "requested" | "total_cost" | "own_share" | "other_funding" if is_cash => "plan",
        "partners" | "places" | "shares" => "partners",
        field if field.starts_with("task_") || field.starts_with("share_") => "partners",
        "attachments" => "attachments",
        _ => "edit",
    }
}

/// What an attachment of this application can be: what its call asks for, then the usual kinds.
pub async fn document_kinds(
    db: &impl ConnectionTrait,
    application: &Application,
) -> Result<Vec<DocumentKind>, Problem> {
    let call = calls::call_head(db, application.call_id).await?;
    let asked = call.documents.iter().map(DocumentKind::from);
    let usual = ["AGREEMENT", "RESOLUTION", "COVER_SHEET", "PLAN", "OTHER"];
    let label = |lang, code: &str| base::texts::tr(lang, &format!("applications-document-{code}"));
    let usual = usual.iter().map(|code| DocumentKind {
        code: (*code).to_owned(),
        label_de: label(Lang::De, code),
        label_en: label(Lang::En, code),
        is_asked: false,
        is_required: false,
        kinds: Vec::new(),
    });
    Ok(asked.chain(usual).collect())
}
