//! Concerns of bias that members declared, and what was decided about them.

use base::PersonId;

use super::*;
use crate::model::Concern;
use crate::store::concern;

/// The concerns about cases of a meeting's call, of this meeting or an earlier one of the same group, in order of time.
/// All of them; the caller leaves out what may not be seen.
pub async fn concerns(db: &impl ConnectionTrait, meeting: &Meeting) -> Result<Vec<Concern>, Problem> {
    let meetings = session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .filter(session::Column::CallId.eq(meeting.call_id))
        .filter(session::Column::CommitteeId.eq(meeting.committee_id))
        .into_query();
    Ok(concern::Entity::find()
        .filter(concern::Column::MeetingId.in_subquery(meetings))
        .order_by_asc(concern::Column::DeclaredAt)
        .order_by_asc(concern::Column::Id)
        .all(db)
        .await?)
}

/// What these persons declared and nobody has ruled on yet.
pub(crate) async fn open_concerns(
    db: &impl ConnectionTrait,
    persons: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<Concern>, Problem> {
    Ok(concern::Entity::find()
        .filter(concern::Column::PersonId.is_in(persons))
        .filter(concern::Column::Ruling.is_null())
        .all(db)
        .await?)
}

/// A person's concern about a case.
pub(crate) async fn concern_of(
    db: &impl ConnectionTrait,
    person: PersonId,
    application: ApplicationId,
) -> Result<Option<Concern>, Problem> {
    Ok(concern::Entity::find()
        .filter(concern::Column::PersonId.eq(person))
        .filter(concern::Column::ApplicationId.eq(application))
        .one(db)
        .await?)
}

/// Whether the person may decide about a concern that waits: one about somebody else, in a case that the person sees.
pub(crate) async fn must_rule(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    meeting: &Meeting,
) -> Result<bool, Problem> {
    let open: Vec<ApplicationId> = concerns(db, meeting)
        .await?
        .into_iter()
        .filter(|one| one.ruling.is_none() && Some(one.person_id) != ctx.person_id())
        .map(|one| one.application_id)
        .collect();
    Ok(!applications::case_rows(db, ctx, &open).await?.is_empty())
}
