//! Table `claim`.

use applications::ApplicationId;
use base::{Cents, PersonId};
use grants::GrantId;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::{ClaimId, ClaimState, Ground, ProofId};

/// One claim for money back, from the hearing on.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClaimId,
    pub proof_id: ProofId,
    pub grant_id: GrantId,
    pub application_id: ApplicationId,
    pub programme_id: Uuid,
    pub number: String,
    pub body_id: BodyId,
    pub body_name: String,
    pub state: ClaimState,
    pub ground: Ground,
    /// What happened, as the municipality reads it.
    pub reason: String,
    #[sea_orm(column_name = "principal_cents")]
    pub principal: Cents,
    /// By how much the award falls beside it: of what is not paid yet, when a part is revoked.
    #[sea_orm(column_name = "cut_cents")]
    pub cut: Cents,
    /// Nothing is left of the award.
    pub is_whole: bool,
    /// When the authority knew the facts (one-year clock).
    pub known_on: Date,
    /// Since when the notice is ineffective by itself; for a reduction.
    pub ineffective_on: Option<Date>,
    pub hearing_until_on: Date,
    pub heard_by: Option<PersonId>,
    pub heard_at: DateTimeUtc,
    pub statement: String,
    pub statement_on: Option<Date>,
    /// The considerations of discretion, as printed.
    pub discretion: String,
    pub interest_waived: bool,
    pub waiver_reason: String,
    pub proposed_by: Option<PersonId>,
    pub proposed_at: Option<DateTimeUtc>,
    pub issued_by: Option<PersonId>,
    pub issued_at: Option<DateTimeUtc>,
    pub payable_until_on: Option<Date>,
    pub limitation_on: Option<Date>,
    pub hearing_notice_id: Option<Uuid>,
    pub act_notice_id: Option<Uuid>,
    pub settled_by: Option<PersonId>,
    pub settled_at: Option<DateTimeUtc>,
    /// The record of the day from which the one-year clock runs; where the notice is revoked.
    pub knowledge_id: Option<Uuid>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
