//! Table `application_check_item`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{ApplicationId, CheckResult};

/// One point of the formal check.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_check_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    /// Code of a [`crate::model::CheckItem`] or of a document of the call.
    pub code: String,
    pub result: CheckResult,
    pub remark: String,
    pub checked_by: Option<PersonId>,
    pub checked_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
