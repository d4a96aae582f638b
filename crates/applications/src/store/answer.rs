//! Table `application_answer`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ApplicationId;

/// The answer to one field of the form, with its own version: two people in one draft never overwrite each other.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub field_code: String,
    /// JSON; none where the value stands in a column of the application ([`crate::answers::columns`]).
    pub value: Option<String>,
    pub version: i64,
    pub changed_by: Option<PersonId>,
    pub changed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
