//! Table `offer_answer`, append-only: what became of the offer of a part.

use applications::ApplicationId;
use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::OfferOutcome;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offer_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The letter of the offer.
    pub notice_id: Uuid,
    pub application_id: ApplicationId,
    pub answer: OfferOutcome,
    pub answered_by: Option<PersonId>,
    pub answered_at: DateTimeUtc,
    pub remark: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
