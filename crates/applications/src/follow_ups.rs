//! Reads of follow-ups. Each one is shown with its case, so that nobody meets a case here that they may not see.

use base::{Ctx, PersonId, Problem};
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::model::{Application, ApplicationId, FollowUp};
use crate::queries;
use crate::store::follow_up::{Column, Entity};

/// Follow-ups of one list at most.
const MAX: u64 = 500;

/// Which follow-ups a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Which {
    /// In whose list; everybody's when empty.
    pub person: Option<PersonId>,
    pub done: bool,
    /// Due on or before this day.
    pub due_by: Option<NaiveDate>,
}

/// The follow-ups of cases the person may see, the earliest first (done ones: the latest first).
pub async fn list(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    which: Which,
) -> Result<Vec<(FollowUp, Application)>, Problem> {
    let mut query = Entity::find();
    if let Some(person) = which.person {
        query = query.filter(Column::PersonId.eq(person));
    }
    if let Some(day) = which.due_by {
        query = query.filter(Column::DueOn.lte(day));
    }
    query = if which.done {
        query
            .filter(Column::DoneAt.is_not_null())
            .order_by_desc(Column::DoneAt)
    } else {
        query.filter(Column::DoneAt.is_null()).order_by_asc(Column::DueOn)
    };
    let found = query.order_by_asc(Column::Id).limit(MAX).all(db).await?;
    let mut ids: Vec<ApplicationId> = found.iter().map(|one| one.application_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let cases = queries::applications(db, ctx, &ids).await?;
    Ok(found
        .into_iter()
        .filter_map(|one| cases.get(&one.application_id).cloned().map(|case| (one, case)))
        .collect())
}

/// The follow-ups of one case, open ones first.
pub async fn of_case(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<FollowUp>, Problem> {
    let mut found = Entity::find()
        .filter(Column::ApplicationId.eq(id))
        .order_by_asc(Column::DueOn)
        .limit(MAX)
        .all(db)
        .await?;
    found.sort_by_key(|one| one.done_at.is_some());
    Ok(found)
}

/// One follow-up. Error: not found.
pub(crate) async fn one(db: &impl ConnectionTrait, id: Uuid) -> Result<FollowUp, Problem> {
    Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("follow-up"))
}
