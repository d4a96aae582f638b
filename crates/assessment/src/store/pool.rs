//! Table `call_assessor`: who was asked to assess a call, and what came back.

use base::{PersonId, Problem};
use calls::CallId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, IntoActiveModel, QueryOrder};

use crate::model::{AssessorId, PoolState};

/// An invitation to assess a call, and its answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_assessor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AssessorId,
    pub call_id: CallId,
    pub person_id: PersonId,
    pub state: PoolState,
    /// Until when the invitation is to be answered, inclusive.
    pub answer_by: Option<Date>,
    /// Until when reviews are wanted, inclusive.
    pub due_on: Option<Date>,
    /// Applications at most; `None`: as many as needed.
    pub most: Option<i64>,
    pub invited_by: Option<PersonId>,
    pub invited_at: DateTimeUtc,
    pub answered_at: Option<DateTimeUtc>,
    /// Why it was declined.
    pub reason: String,
    /// For the optimistic lock.
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Error: not found.
pub(crate) async fn get(db: &impl ConnectionTrait, id: AssessorId) -> Result<Model, Problem> {
    Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("invitation"))
}

pub(crate) async fn of_call(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::CallId.eq(call))
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

pub(crate) async fn of_person(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::PersonId.eq(person))
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

pub(crate) async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), Problem> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Writes everything that changes over `before`, guarded by its version. Error: stale.
pub(crate) async fn update(db: &impl ConnectionTrait, before: &Model, after: Model) -> Result<(), Problem> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(after.state))
        .col_expr(Column::AnswerBy, Expr::value(after.answer_by))
        .col_expr(Column::DueOn, Expr::value(after.due_on))
        .col_expr(Column::Most, Expr::value(after.most))
        .col_expr(Column::InvitedBy, Expr::value(after.invited_by))
        .col_expr(Column::InvitedAt, Expr::value(after.invited_at))
        .col_expr(Column::AnsweredAt, Expr::value(after.answered_at))
        .col_expr(Column::Reason, Expr::value(after.reason))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .exec(db)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}
