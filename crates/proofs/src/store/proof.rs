//! Table `proof`.

use applications::ApplicationId;
use base::{Cents, PersonId};
use calls::CallId;
use grants::GrantId;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::{ProofForm, ProofId, ProofState, SampleRunId};

/// One proof of use. Number, title and body are copied from the grant.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProofId,
    pub grant_id: GrantId,
    pub application_id: ApplicationId,
    pub call_id: CallId,
    pub programme_id: Uuid,
    pub number: String,
    pub title: String,
    pub body_id: BodyId,
    pub body_name: String,
    pub state: ProofState,
    pub form: ProofForm,
    /// The last day of the award period.
    pub period_until_on: Date,
    pub due_on: Date,
    /// When the latest edition was handed in.
    pub received_on: Option<Date>,
    /// Of the latest submission; 0 before the first.
    pub edition: i64,
    pub sample_run_id: Option<SampleRunId>,
    /// Until when a sampled proof gives its vouchers.
    pub vouchers_until_on: Option<Date>,
    pub returned_reason: Option<String>,
    /// Who wrote the latest audit note; none while nothing waits for the head of unit.
    pub examined_by: Option<PersonId>,
    pub examined_at: Option<DateTimeUtc>,
    #[sea_orm(column_name = "accepted_cents")]
    pub accepted: Option<Cents>,
    pub accepted_by: Option<PersonId>,
    pub accepted_at: Option<DateTimeUtc>,
    pub closed_by: Option<PersonId>,
    pub closed_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    /// The municipality asked for this due date, and nobody decided yet.
    pub extension_wanted_on: Option<Date>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
