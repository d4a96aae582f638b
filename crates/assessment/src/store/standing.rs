//! Table `standing`: the ranking figures of an application in one row, kept in the score's own transaction.

use std::collections::HashSet;

use applications::ApplicationId;
use base::{PersonId, Problem};
use calls::CallId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, SelectStatement};
use sea_orm::{ConnectionTrait, IntoActiveModel, PaginatorTrait, QueryOrder, QuerySelect};

use crate::rules::{DIVERGENCE, Sums, mean_scaled};

/// The figures of the valid reviews. `weighted_sum` is Σ weight·points over all of them; the exact mean of the totals is
/// `weighted_sum / (5·reviews)`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "standing")]
pub struct Model {
    /// The application's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApplicationId,
    pub call_id: CallId,
    pub reviews_min: i64,
    pub reviews: i64,
    pub weighted_sum: i64,
    /// Millionths of a point, for the order in lists.
    pub mean_micro: Option<i64>,
    /// Lowest and highest Σ weight·points.
    pub lowest: Option<i64>,
    pub highest: Option<i64>,
    /// JSON, see [`Model::criterion_sums`].
    pub(crate) criterion_sums: String,
    /// JSON: Σ weight·points of each valid review, lowest first.
    pub(crate) totals: String,
    pub cleared_by: Option<PersonId>,
    pub cleared_at: Option<DateTimeUtc>,
    pub cleared_note: Option<String>,
    /// The call's ranking was frozen with it.
    pub frozen: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Empty rows for applications that have none yet.
pub(crate) async fn ensure(
    db: &impl ConnectionTrait,
    call: CallId,
    reviews_min: i64,
    applications: &[ApplicationId],
) -> Result<(), Problem> {
    for chunk in applications.chunks(500) {
        let rows = chunk.iter().map(|id| {
            let row = Model {
                id: *id,
                call_id: call,
                reviews_min,
                reviews: 0,
                weighted_sum: 0,
                mean_micro: None,
                lowest: None,
                highest: None,
                criterion_sums: "{}".to_owned(),
                totals: "[]".to_owned(),
                cleared_by: None,
                cleared_at: None,
                cleared_note: None,
                frozen: false,
            };
            row.into_active_model().reset_all()
        });
        Entity::insert_many(rows)
            .on_conflict(OnConflict::column(Column::Id).do_nothing().to_owned())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// The row, locked until the unit ends: two assessors who hand in at once count one after the other.
pub(crate) async fn lock(db: &impl ConnectionTrait, application: ApplicationId) -> Result<Model, Problem> {
    Entity::find_by_id(application)
        .lock_exclusive()
        .one(db)
        .await?
        .ok_or_else(|| Problem::broken(format!("application {application} has no standing")))
}

pub(crate) async fn find(
    db: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Option<Model>, Problem> {
    Ok(Entity::find_by_id(application).one(db).await?)
}

/// How many applications of a call, of those in `seen`, have totals too far apart and no note about it: the same as
/// [`crate::Standing::has_alarm`].
pub(crate) async fn count_alarms(
    db: &impl ConnectionTrait,
    call: CallId,
    seen: SelectStatement,
) -> Result<u64, Problem> {
    let apart = Expr::col(Column::Highest).sub(Expr::col(Column::Lowest)).mul(20);
    Ok(Entity::find()
        .filter(Column::CallId.eq(call))
        .filter(Column::ClearedAt.is_null())
        .filter(apart.gt(DIVERGENCE))
        .filter(Column::Id.in_subquery(seen))
        .count(db)
        .await?)
}

/// The calls that have any.
pub(crate) async fn calls(db: &impl ConnectionTrait) -> Result<Vec<CallId>, Problem> {
    Ok(Entity::find()
        .select_only()
        .column(Column::CallId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?)
}

/// Best first.
pub(crate) async fn of_call(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::CallId.eq(call))
        .order_by_desc(Column::MeanMicro)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

pub(crate) async fn of_applications(
    db: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// Best first, without the cases of `left_out` and those the person is barred from.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    call: CallId,
    person: Option<PersonId>,
    left_out: &HashSet<ApplicationId>,
    request: base_db::PageRequest,
) -> Result<base_db::Page<Model>, Problem> {
    let mut query = Entity::find().filter(Column::CallId.eq(call));
    if let Some(me) = person {
        query = query.filter(Column::Id.not_in_subquery(applications::barred_cases(me)));
    }
    if !left_out.is_empty() {
        query = query.filter(Column::Id.is_not_in(left_out.iter().copied()));
    }
    // both the same way, as the index has them
    let query = query.order_by_desc(Column::MeanMicro).order_by_desc(Column::Id);
    base_db::page::fetch(db, query, request).await
}

/// The figures as they are now, over the row that this unit has locked. A noted talk counts only as long as lowest and
/// highest stay what they were.
pub(crate) async fn put(db: &impl ConnectionTrait, before: &Model, sums: &Sums) -> Result<Model, Problem> {
    let same_spread = before.lowest == sums.lowest && before.highest == sums.highest;
    let after = Model {
        reviews: sums.reviews,
        weighted_sum: sums.weighted_sum,
        mean_micro: mean_scaled(sums.weighted_sum, sums.reviews, 1_000_000),
        lowest: sums.lowest,
        highest: sums.highest,
        criterion_sums: serde_json::to_string(&sums.criteria).map_err(Problem::broken)?,
        totals: serde_json::to_string(&sums.totals).map_err(Problem::broken)?,
        cleared_by: before.cleared_by.filter(|_| same_spread),
        cleared_at: before.cleared_at.filter(|_| same_spread),
        cleared_note: before.cleared_note.clone().filter(|_| same_spread),
        ..before.clone()
    };
    let mut update = Entity::update_many()
        .col_expr(Column::Reviews, Expr::value(after.reviews))
        .col_expr(Column::WeightedSum, Expr::value(after.weighted_sum))
        .col_expr(Column::MeanMicro, Expr::value(after.mean_micro))
        .col_expr(Column::Lowest, Expr::value(after.lowest))
        .col_expr(Column::Highest, Expr::value(after.highest))
        .col_expr(Column::CriterionSums, Expr::value(after.criterion_sums.as_str()))
        .col_expr(Column::Totals, Expr::value(after.totals.as_str()))
        .filter(Column::Id.eq(after.id));
    if after.cleared_at != before.cleared_at {
        update = update
            .col_expr(Column::ClearedBy, Expr::value(after.cleared_by))
            .col_expr(Column::ClearedAt, Expr::value(after.cleared_at))
            .col_expr(Column::ClearedNote, Expr::value(after.cleared_note.clone()));
    }
    update.exec(db).await?;
    Ok(after)
}

pub(crate) async fn clear(
    db: &impl ConnectionTrait,
    application: ApplicationId,
    by: Option<PersonId>,
    at: DateTimeUtc,
    note: &str,
) -> Result<(), Problem> {
    Entity::update_many()
        .col_expr(Column::ClearedBy, Expr::value(by))
        .col_expr(Column::ClearedAt, Expr::value(at))
        .col_expr(Column::ClearedNote, Expr::value(note))
        .filter(Column::Id.eq(application))
        .exec(db)
        .await?;
    Ok(())
}

pub(crate) async fn freeze(db: &impl ConnectionTrait, call: CallId) -> Result<(), Problem> {
    Entity::update_many()
        .col_expr(Column::Frozen, Expr::value(true))
        .filter(Column::CallId.eq(call))
        .exec(db)
        .await?;
    Ok(())
}
