//! Table `grant_share`: what each body of a joint grant gets of a version of the award.

use base::Cents;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::{GrantId, Share};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_share")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub grant_id: GrantId,
    pub award: i64,
    /// The lead first.
    pub position: i64,
    pub body_id: BodyId,
    pub name: String,
    pub population: Option<i64>,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Share {
    fn from(row: Model) -> Self {
        Self {
            body_id: row.body_id,
            name: row.name,
            population: row.population,
            amount: row.amount,
        }
    }
}
