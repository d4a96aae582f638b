//! Table `application_proposal`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{ApplicationId, ProposalVerb, ReasonCode};

/// What one person prepared and another one decides.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub verb: ProposalVerb,
    /// For an admission the reason code it speaks against: R01.
    pub reason_code: ReasonCode,
    pub reason: String,
    pub proposed_by: Option<PersonId>,
    pub proposed_by_name: String,
    pub proposed_at: DateTimeUtc,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTimeUtc>,
    /// `CONFIRMED` or `DECLINED`.
    pub outcome: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
