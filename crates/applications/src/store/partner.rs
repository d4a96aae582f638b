//! Table `application_partner`.

use base::{Cents, PersonId};
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::{ApplicationId, PartnerState};

/// What belongs to a partner beside its row among the parties.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_partner")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub body_id: BodyId,
    /// B3.
    pub task: String,
    /// As answered; whether it still holds is up to [`crate::model::Partner::of`].
    pub state: PartnerState,
    pub asked_by: Option<PersonId>,
    pub asked_at: Option<DateTimeUtc>,
    pub answered_by: Option<PersonId>,
    pub answered_at: Option<DateTimeUtc>,
    /// Why it was refused, or a word along.
    pub remark: String,
    #[sea_orm(column_name = "confirmed_share_cents")]
    pub confirmed_share: Option<Cents>,
    pub confirmed_task: String,
    /// The day of the council's resolution.
    pub resolution_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
