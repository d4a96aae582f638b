//! Table `proof_interim`.

use applications::ApplicationId;
use base::{Cents, PersonId};
use grants::GrantId;
use sea_orm::entity::prelude::*;

use crate::model::{InterimState, ProofId};

/// The interim statement of one budget year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof_interim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proof_id: ProofId,
    pub grant_id: GrantId,
    pub application_id: ApplicationId,
    pub programme_id: Uuid,
    pub year: i64,
    pub state: InterimState,
    pub due_on: Date,
    /// In this budget year.
    #[sea_orm(column_name = "spent_cents")]
    pub spent: Option<Cents>,
    #[sea_orm(column_name = "income_cents")]
    pub income: Option<Cents>,
    pub activities: String,
    pub outlook: String,
    pub received_on: Option<Date>,
    pub submitted_by: Option<PersonId>,
    pub submitted_at: Option<DateTimeUtc>,
    /// Of what was handed in, as JSON.
    pub content_sha256: Option<String>,
    /// What the officer noted.
    pub remark: String,
    pub noted_by: Option<PersonId>,
    pub noted_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
