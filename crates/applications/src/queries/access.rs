//! Who was given a case or barred from it.

use base::{Ctx, PersonId, Problem};
use calls::CallId;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::model::{Access, ApplicationId};
use crate::store::{application, case_access};

/// The cases a person must not see.
pub async fn barred(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ApplicationId>, Problem> {
    with_access(db, person, Access::Barred).await
}

/// The cases given to a person.
pub async fn assigned(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ApplicationId>, Problem> {
    with_access(db, person, Access::Assigned).await
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
