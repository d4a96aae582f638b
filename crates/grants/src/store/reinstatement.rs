//! Table `reinstatement`.

use applications::ApplicationId;
use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{DeliveryId, GrantId, ReinstatementId, ReinstatementState};

/// A request to be put back into the remedy period of an act.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reinstatement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReinstatementId,
    pub notice_id: Uuid,
    /// The award of this grant is meant, else the act of `delivery_id`.
    pub grant_id: Option<GrantId>,
    pub delivery_id: Option<DeliveryId>,
    pub application_id: ApplicationId,
    pub programme_id: Uuid,
    pub state: ReinstatementState,
    /// The last day of the period that was missed.
    pub missed_on: Date,
    /// When the obstacle was gone.
    pub ceased_on: Date,
    /// When the request arrived.
    pub requested_on: Date,
    /// When the remedy itself was filed: it has to be made up within the same time.
    pub filed_on: Date,
    pub grounds: String,
    pub recorded_by: Option<PersonId>,
    pub recorded_at: DateTimeUtc,
    pub proposes_grant: Option<bool>,
    pub reasons: String,
    pub proposed_by: Option<PersonId>,
    pub proposed_at: Option<DateTimeUtc>,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
