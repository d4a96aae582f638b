//! What waits for somebody: read for the home page.

use base::{Ctx, Problem, Role};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{application, deadline_extension, document_request, proposal};
use crate::access::visible_to;
use crate::model::{Application, ApplicationState, DeadlineExtension, DocumentRequest, Proposal, Source};

/// The cases of bodies the person acts for, as lead, at most `limit`. Drafts that an officer enters are the officer's.
pub(crate) async fn own_cases(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    state: ApplicationState,
    limit: u64,
) -> Result<Vec<Application>, Problem> {
    let mut cases = application::Entity::find()
        .filter(visible_to(ctx))
        .filter(application::Column::LeadBodyId.is_in(ctx.scopes_of(&[Role::KE, Role::KZ], "body")))
        .filter(application::Column::State.eq(state));
    if state == ApplicationState::Draft {
        cases = cases.filter(application::Column::Source.eq(Source::Portal));
    }
    Ok(cases
        .order_by_asc(application::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// The unanswered document requests of these cases.
pub(crate) async fn open_requests(
    db: &impl ConnectionTrait,
    cases: &[Application],
) -> Result<Vec<DocumentRequest>, Problem> {
    Ok(document_request::Entity::find()
        .filter(document_request::Column::ApplicationId.is_in(cases.iter().map(|case| case.id)))
        .filter(document_request::Column::AnsweredAt.is_null())
        .filter(document_request::Column::ClosedAt.is_null())
        .all(db)
        .await?)
}

/// Proposals that nobody decided yet, the oldest first, at most `limit`. The caller looks at the cases it may see.
pub(crate) async fn open_proposals(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Proposal>, Problem> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::DecidedAt.is_null())
        .order_by_asc(proposal::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// Requests whose date passed without an answer and about which nobody decided, the oldest first, at most `limit`.
pub(crate) async fn unanswered_requests(
    db: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<DocumentRequest>, Problem> {
    Ok(document_request::Entity::find()
        .filter(document_request::Column::ExpiredAt.is_not_null())
        .filter(document_request::Column::AnsweredAt.is_null())
        .filter(document_request::Column::ClosedAt.is_null())
        .order_by_asc(document_request::Column::DueAt)
        .limit(limit)
        .all(db)
        .await?)
}

/// Extensions for one body that nobody decided yet, the oldest first, at most `limit`.
pub(crate) async fn open_extensions(
    db: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<DeadlineExtension>, Problem> {
    Ok(deadline_extension::Entity::find()
        .filter(deadline_extension::Column::DecidedAt.is_null())
        .order_by_asc(deadline_extension::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}
