//! Table `grant_download`, append-only: who of the municipality fetched a notice from the portal.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::GrantId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_download")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub grant_id: GrantId,
    pub notice_id: Uuid,
    pub person_id: Option<PersonId>,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
