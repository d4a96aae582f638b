//! Who was given a case or barred from it.

use std::collections::HashSet;

use base::{Ctx, PersonId, Problem, Role};
use base_web::app::ClosedCase;
use calls::CallId;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::model::{Access, ApplicationId, CaseRow};
use crate::store::{application, case_access, committee_access};

/// The cases a person must not see.
pub async fn barred(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ApplicationId>, Problem> {
    with_access(db, person, Access::Barred).await
}

/// The cases given to a person.
pub async fn assigned(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ApplicationId>, Problem> {
    with_access(db, person, Access::Assigned).await
}

/// The cases in which a member declared to be free of bias.
pub async fn declared(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ApplicationId>, Problem> {
    with_access(db, person, Access::Declared).await
}

/// Which of these cases the person sees through a seat in a steering group, whatever else shows them.
pub async fn seen_as_member(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    ids: &[ApplicationId],
) -> Result<HashSet<ApplicationId>, Problem> {
    let found = application::Entity::find()
        .filter(application::Column::Id.is_in(ids.iter().copied()))
        .filter(application::Column::Id.in_subquery(crate::access::seen_by_committee(ctx)))
        .select_only()
        .column(application::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

/// Whether the person is barred from any case of a call: ranks of the others would say where that one stands.
pub async fn is_barred_in(db: &impl ConnectionTrait, ctx: &Ctx, call: CallId) -> Result<bool, Problem> {
    let Some(person) = ctx.person_id() else {
        return Ok(false);
    };
    let of_call = Query::select()
        .column(application::Column::Id)
        .from(application::Entity)
        .and_where(application::Column::CallId.eq(call))
        .take();
    let one = case_access::Entity::find()
        .filter(case_access::Column::PersonId.eq(person))
        .filter(case_access::Column::Access.eq(Access::Barred))
        .filter(case_access::Column::ApplicationId.in_subquery(of_call))
        .one(db)
        .await?;
    Ok(one.is_some())
}

/// Whether the papers of a call were released to a steering group in which the person has one of `roles`. The seat in
/// another group opens nothing.
pub async fn papers_released(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    roles: &[Role],
    call: CallId,
) -> Result<bool, Problem> {
    let committees = ctx.scopes_of(roles, "committee");
    if committees.is_empty() {
        return Ok(false);
    }
    let one = committee_access::Entity::find()
        .filter(committee_access::Column::CallId.eq(call))
        .filter(committee_access::Column::CommitteeId.is_in(committees))
        .one(db)
        .await?;
    Ok(one.is_some())
}

/// The cases a person is barred from, as other pages know them.
pub(crate) async fn closed_cases(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<ClosedCase>, Problem> {
    let Some(me) = ctx.person_id() else {
        return Ok(Vec::new());
    };
    let rows: Vec<CaseRow> = application::Entity::find()
        .filter(application::Column::Id.in_subquery(crate::access::barred_cases(me)))
        .into_partial_model()
        .all(db)
        .await?;
    let case = |row: CaseRow| ClosedCase {
        id: row.id.0,
        number: row.label().to_owned(),
        title: row.title,
        applicant: row.lead_name,
    };
    Ok(rows.into_iter().map(case).collect())
}

/// Who is barred from which of these cases, for use cases that bring persons and cases together.
pub async fn barred_persons(
    db: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, PersonId)>, Problem> {
    let mut all = Vec::new();
    for chunk in ids.chunks(1_000) {
        let rows = case_access::Entity::find()
            .filter(case_access::Column::ApplicationId.is_in(chunk.iter().copied()))
            .filter(case_access::Column::Access.eq(Access::Barred))
            .all(db)
            .await?;
        all.extend(rows.into_iter().map(|row| (row.application_id, row.person_id)));
    }
    Ok(all)
}

/// Who was given access to a case or barred from it, for the office.
pub(crate) async fn access_of(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<(PersonId, Access)>, Problem> {
    let rows = case_access::Entity::find()
        .filter(case_access::Column::ApplicationId.eq(id))
        .order_by_asc(case_access::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.access)).collect())
}

async fn with_access(
    db: &impl ConnectionTrait,
    person: PersonId,
    access: Access,
) -> Result<Vec<ApplicationId>, Problem> {
    let rows = case_access::Entity::find()
        .filter(case_access::Column::PersonId.eq(person))
        .filter(case_access::Column::Access.eq(access))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.application_id).collect())
}
