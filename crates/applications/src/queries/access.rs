//! Who was given a case or barred from it.

use base::{PersonId, Problem};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::model::{Access, ApplicationId};
use crate::store::case_access;

/// The cases a person must not see.
pub async fn barred(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ApplicationId>, Problem> {
    with_access(db, person, Access::Barred).await
}

/// The cases given to a person.
pub async fn assigned(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ApplicationId>, Problem> {
    with_access(db, person, Access::Assigned).await
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
