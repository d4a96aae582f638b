//! Table `application_signature`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ApplicationId;

/// The editor's request to the signatory, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_signature")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub remark: String,
    pub asked_by: Option<PersonId>,
    pub asked_at: DateTimeUtc,
    /// `SIGNED`, `RETURNED`, `DROPPED`; none while it is open.
    pub outcome: Option<String>,
    pub reason: String,
    pub answered_by: Option<PersonId>,
    pub answered_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
