//! Table `grant_information`.

use applications::ApplicationId;
use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{GrantId, InformationId, InformationKind};

/// Something the grantee told the office.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_information")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InformationId,
    pub grant_id: GrantId,
    pub application_id: ApplicationId,
    pub kind: InformationKind,
    pub text: String,
    pub told_by: Option<PersonId>,
    pub told_at: DateTimeUtc,
    /// The officer who has taken note.
    pub noted_by: Option<PersonId>,
    pub noted_at: Option<DateTimeUtc>,
    /// What follows from it.
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
