//! The formal check: points, document requests with their answers, proposals, notes.

use base::Problem;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::parties_of;
use crate::model::{
    Application, ApplicationId, CheckPoint, CheckedPoint, DocumentRequest, FieldChange, Note, Proposal,
};
use crate::store::{check_item, document_request, document_request_change, judgement, note, proposal};

/// The recorded points of the formal check.
pub async fn checklist(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<CheckedPoint>, Problem> {
    Ok(check_item::Entity::find()
        .filter(check_item::Column::ApplicationId.eq(id))
        .order_by_asc(check_item::Column::Code)
        .all(db)
        .await?)
}

/// What is to be checked of a case.
pub async fn check_points(
    db: &impl ConnectionTrait,
    application: &Application,
) -> Result<Vec<CheckPoint>, Problem> {
    let parties = parties_of(db, application.id).await?;
    let call = calls::call_head(db, application.call_id).await?;
    Ok(crate::rules::checklist::points(&parties, &call.documents))
}

/// The document requests of a case, newest first.
pub async fn document_requests(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<DocumentRequest>, Problem> {
    Ok(document_request::Entity::find()
        .filter(document_request::Column::ApplicationId.eq(id))
        .order_by_desc(document_request::Column::Id)
        .all(db)
        .await?)
}

/// What the answers to document requests changed, in order.
pub async fn changes(
    db: &impl ConnectionTrait,
    requests: &[DocumentRequest],
) -> Result<Vec<FieldChange>, Problem> {
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    Ok(document_request_change::Entity::find()
        .filter(document_request_change::Column::RequestId.is_in(requests.iter().map(|one| one.id)))
        .order_by_asc(document_request_change::Column::Id)
        .all(db)
        .await?)
}

/// The proposals of a case, newest first.
pub async fn proposals(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Proposal>, Problem> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::ApplicationId.eq(id))
        .order_by_desc(proposal::Column::Id)
        .all(db)
        .await?)
}

/// The proposal that waits for a decision, if any.
pub async fn open_proposal(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<Proposal>, Problem> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::ApplicationId.eq(id))
        .filter(proposal::Column::DecidedAt.is_null())
        .order_by_desc(proposal::Column::Id)
        .one(db)
        .await?)
}

/// What officers found about hints of double funding and repetition, oldest first.
pub(crate) async fn judgements(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<judgement::Model>, Problem> {
    Ok(judgement::Entity::find()
        .filter(judgement::Column::ApplicationId.eq(id))
        .order_by_asc(judgement::Column::Id)
        .all(db)
        .await?)
}

/// The notes of a case, newest first.
pub async fn notes(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Note>, Problem> {
    Ok(note::Entity::find()
        .filter(note::Column::ApplicationId.eq(id))
        .order_by_desc(note::Column::Id)
        .limit(200)
        .all(db)
        .await?)
}
