//! Table `assignment_proposal`: what the automatic assignment proposed, and whether it was applied.

use base::{PersonId, Problem};
use calls::CallId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, IntoActiveModel, QueryOrder};

use crate::model::ProposalId;

/// Pairs as JSON, see [`crate::model::Proposal`].
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment_proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProposalId,
    pub call_id: CallId,
    pub target: i64,
    pub due_on: Option<Date>,
    pub pairs: String,
    pub made_by: Option<PersonId>,
    pub made_at: DateTimeUtc,
    pub applied_by: Option<PersonId>,
    pub applied_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The newest one of a call.
pub(crate) async fn newest(db: &impl ConnectionTrait, call: CallId) -> Result<Option<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::CallId.eq(call))
        .order_by_desc(Column::MadeAt)
        .order_by_desc(Column::Id)
        .one(db)
        .await?)
}

/// Takes the place of what was proposed for the call and not applied.
pub(crate) async fn put(db: &impl ConnectionTrait, row: Model) -> Result<(), Problem> {
    Entity::delete_many()
        .filter(Column::CallId.eq(row.call_id))
        .filter(Column::AppliedAt.is_null())
        .exec(db)
        .await?;
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Error: stale when it was applied already or replaced.
pub(crate) async fn apply(
    db: &impl ConnectionTrait,
    id: ProposalId,
    by: Option<PersonId>,
    at: DateTimeUtc,
) -> Result<(), Problem> {
    let done = Entity::update_many()
        .col_expr(Column::AppliedBy, Expr::value(by))
        .col_expr(Column::AppliedAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .filter(Column::AppliedAt.is_null())
        .exec(db)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}
