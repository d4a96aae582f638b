//! Table `item_motion`.

use base::Cents;
use sea_orm::entity::prelude::*;

use crate::model::{Ballot, MemberId, Outcome};

/// What a member moved on an item, and how it was voted on.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "item_motion")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub item_id: Uuid,
    pub member_id: MemberId,
    pub text: String,
    pub result: Outcome,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Option<Cents>,
    pub reserve_position: Option<i64>,
    /// Voting members that are not excluded, and those of them present.
    pub base: i64,
    pub present: i64,
    pub votes_yes: i64,
    pub votes_no: i64,
    pub votes_abstain: i64,
    pub chair_vote: Option<Ballot>,
    pub carried: bool,
    pub voted_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
