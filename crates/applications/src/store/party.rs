//! Table `application_party`.

use base::Cents;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::{ApplicationId, PartyRole};

/// A body of a project, the lead included. The cap holds per project, not per body (C03).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_party")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub body_id: BodyId,
    pub role: PartyRole,
    /// 0 is the lead; further ones in the order of the form, which also decides odd cents.
    pub position: i64,
    pub name: String,
    pub key: String,
    #[sea_orm(column_name = "share_cents")]
    pub share: Option<Cents>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
