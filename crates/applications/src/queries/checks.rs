//! The formal check: points, document requests with their answers, proposals, notes.

use base::{Ctx, Problem};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::parties_of;
use crate::access::visible_to;
use crate::model::{
    Application, ApplicationId, ApplicationState, CheckPoint, CheckedPoint, DocumentRequest, FieldChange,
    Note, Proposal,
};
use crate::store::{
    application, check_item, document_request, document_request_change, judgement, note, proposal,
};

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

/// The other cases of the call in the formal check, in the order in which they follow this one; the last is followed by
/// the first. Whose case it is stays among their own.
pub(crate) async fn next_to_check(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    case: &Application,
) -> Result<Vec<ApplicationId>, Problem> {
    let mut query = application::Entity::find()
        .filter(visible_to(ctx))
        .filter(application::Column::CallId.eq(case.call_id))
        .filter(application::Column::State.eq(ApplicationState::InCheck))
        .filter(application::Column::Id.ne(case.id));
    if let Some(officer) = case
        .officer_id
        .filter(|officer| Some(*officer) == ctx.person_id())
    {
        query = query.filter(application::Column::OfficerId.eq(officer));
    }
    let mut rest: Vec<(ApplicationId, Option<String>)> = query
        .select_only()
        .column(application::Column::Id)
        .column(application::Column::Number)
        .into_tuple()
        .all(db)
        .await?;
    rest.sort_unstable_by(|(_, one), (_, other)| one.cmp(other));
    let following = rest.partition_point(|(_, number)| *number <= case.number);
    rest.rotate_left(following);
    Ok(rest.into_iter().map(|(id, _)| id).collect())
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
