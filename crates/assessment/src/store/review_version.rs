//! Table `review_version`: every review as it was handed in, append-only.

use base::Problem;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, IntoActiveModel, QueryOrder};

use crate::model::ReviewId;

/// A review as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub review_id: ReviewId,
    pub edition: i64,
    pub scores: String,
    pub weighted: i64,
    pub comment: String,
    pub recommendation: String,
    pub submitted_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn insert(db: &impl ConnectionTrait, version: Model) -> Result<(), Problem> {
    Entity::insert(version.into_active_model().reset_all())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub(crate) async fn of_review(db: &impl ConnectionTrait, review: ReviewId) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::ReviewId.eq(review))
        .order_by_asc(Column::Edition)
        .all(db)
        .await?)
}
