//! Table `committee_member`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{CommitteeId, MemberId};

/// One seat of a committee, with its deputy.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "committee_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MemberId,
    pub committee_id: CommitteeId,
    pub position: i64,
    /// The account, if there is one: only then can the person sign in, be barred and sign.
    pub person_id: Option<PersonId>,
    pub name: String,
    pub institution: String,
    pub email: String,
    pub has_vote: bool,
    pub is_chair: bool,
    pub is_secretary: bool,
    pub deputy_name: String,
    pub from_on: Date,
    pub until_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
