//! Table `review`.

use std::collections::HashMap;

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem};
use calls::CallId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{ConnectionTrait, IntoActiveModel, JoinType, PaginatorTrait, QueryOrder, QuerySelect, Select};

use super::standing;
use crate::access;
use crate::model::{ReviewId, ReviewState};

/// One assessor's review of one application. `weighted` is Σ weight·points (0..=500) of what was handed in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReviewId,
    pub call_id: CallId,
    pub application_id: ApplicationId,
    pub assessor_id: PersonId,
    pub state: ReviewState,
    pub due_on: Option<Date>,
    /// JSON, see [`Model::weights`].
    pub(crate) weights: String,
    /// JSON, see [`Model::scores`].
    pub(crate) scores: String,
    /// JSON, see [`Model::field_versions`].
    pub(crate) field_versions: String,
    pub weighted: Option<i64>,
    pub comment: String,
    pub recommendation: String,
    /// How often it was handed in.
    pub edition: i64,
    /// Why it was declined, reopened or made void.
    pub reason: String,
    pub assigned_by: Option<PersonId>,
    pub assigned_at: DateTimeUtc,
    pub submitted_at: Option<DateTimeUtc>,
    /// For the optimistic lock.
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Error: not found.
pub(crate) async fn get(db: &impl ConnectionTrait, id: ReviewId) -> Result<Model, Problem> {
    Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("review"))
}

/// The person's own review, unless the person is barred from its case. Error: not found.
pub(crate) async fn own(db: &impl ConnectionTrait, ctx: &Ctx, id: ReviewId) -> Result<Model, Problem> {
    let found = own_of(ctx, id)?.one(db).await?;
    let found = found.ok_or(Problem::not_found("review"))?;
    access::require_own(ctx, &found)?;
    Ok(found)
}

/// The same, locked until the unit ends: two fields saved at the same moment are written one after the other.
pub(crate) async fn own_to_write(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ReviewId,
) -> Result<Model, Problem> {
    let found = own_of(ctx, id)?.lock_exclusive().one(db).await?;
    let found = found.ok_or(Problem::not_found("review"))?;
    access::require_own(ctx, &found)?;
    Ok(found)
}

/// The same with the standing of its application, both locked until the unit ends: two assessors who hand in at once
/// count one after the other.
pub(crate) async fn own_locked(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ReviewId,
) -> Result<(Model, standing::Model), Problem> {
    let standing = Entity::belongs_to(standing::Entity)
        .from(Column::ApplicationId)
        .to(standing::Column::Id);
    let query = own_of(ctx, id)?
        .join(JoinType::InnerJoin, standing.into())
        .select_also(standing::Entity)
        .lock_exclusive();
    let Some((found, Some(standing))) = query.one(db).await? else {
        return Err(Problem::not_found("review"));
    };
    access::require_own(ctx, &found)?;
    Ok((found, standing))
}

fn own_of(ctx: &Ctx, id: ReviewId) -> Result<Select<Entity>, Problem> {
    let me = ctx.person()?.id;
    Ok(Entity::find_by_id(id)
        .filter(Column::AssessorId.eq(me))
        .filter(Column::ApplicationId.not_in_subquery(applications::barred_cases(me))))
}

pub(crate) async fn of_assessor(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::AssessorId.eq(person))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

pub(crate) async fn of_call(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::CallId.eq(call))
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// How many reviews of a call, of the cases in `seen`, are in a state.
pub(crate) async fn count(
    db: &impl ConnectionTrait,
    call: CallId,
    seen: SelectStatement,
    is_meant: fn(ReviewState) -> bool,
) -> Result<u64, Problem> {
    let states = ReviewState::ALL.iter().copied().filter(|state| is_meant(*state));
    Ok(Entity::find()
        .filter(Column::CallId.eq(call))
        .filter(Column::State.is_in(states))
        .filter(Column::ApplicationId.in_subquery(seen))
        .count(db)
        .await?)
}

pub(crate) async fn of_application(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::ApplicationId.eq(id))
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

pub(crate) async fn of_applications(
    db: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::ApplicationId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// What each valid review of these applications gave: Σ weight·points.
pub(crate) async fn totals(
    db: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<i64>>, Problem> {
    let mut totals: HashMap<ApplicationId, Vec<i64>> = HashMap::new();
    for chunk in ids.chunks(1_000) {
        let found: Vec<(ApplicationId, Option<i64>)> = Entity::find()
            .select_only()
            .column(Column::ApplicationId)
            .column(Column::Weighted)
            .filter(Column::ApplicationId.is_in(chunk.iter().copied()))
            .filter(Column::State.is_in([ReviewState::Submitted, ReviewState::Frozen]))
            .into_tuple()
            .all(db)
            .await?;
        for (application, weighted) in found {
            totals.entry(application).or_default().extend(weighted);
        }
    }
    Ok(totals)
}

pub(crate) async fn find_of(
    db: &impl ConnectionTrait,
    application: ApplicationId,
    person: PersonId,
) -> Result<Option<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::ApplicationId.eq(application))
        .filter(Column::AssessorId.eq(person))
        .one(db)
        .await?)
}

pub(crate) async fn insert(db: &impl ConnectionTrait, reviews: Vec<Model>) -> Result<(), Problem> {
    for chunk in reviews.chunks(500) {
        let rows = chunk
            .iter()
            .map(|review| review.clone().into_active_model().reset_all());
        Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Writes everything that changes over `before`, guarded by its state and version. Error: stale.
pub(crate) async fn update(db: &impl ConnectionTrait, before: &Model, after: Model) -> Result<(), Problem> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(after.state))
        .col_expr(Column::Scores, Expr::value(after.scores))
        .col_expr(Column::FieldVersions, Expr::value(after.field_versions))
        .col_expr(Column::Weighted, Expr::value(after.weighted))
        .col_expr(Column::Comment, Expr::value(after.comment))
        .col_expr(Column::Recommendation, Expr::value(after.recommendation))
        .col_expr(Column::Edition, Expr::value(after.edition))
        .col_expr(Column::Reason, Expr::value(after.reason))
        .col_expr(Column::SubmittedAt, Expr::value(after.submitted_at))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(before.id))
        .filter(Column::State.eq(before.state))
        .filter(Column::Version.eq(before.version))
        .exec(db)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}

/// Moves reviews that the unit has read to `to`.
pub(crate) async fn move_all(
    db: &impl ConnectionTrait,
    ids: &[ReviewId],
    to: ReviewState,
    reason: Option<&str>,
) -> Result<(), Problem> {
    for chunk in ids.chunks(1_000) {
        let mut update = Entity::update_many()
            .col_expr(Column::State, Expr::value(to))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::Id.is_in(chunk.iter().copied()));
        if let Some(reason) = reason {
            update = update.col_expr(Column::Reason, Expr::value(reason));
        }
        update.exec(db).await?;
    }
    Ok(())
}
