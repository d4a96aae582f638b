//! Table `follow_up`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ApplicationId;

/// A date on which somebody wants to see a case again (Wiedervorlage).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "follow_up")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    /// In whose list it shows.
    pub person_id: PersonId,
    pub due_on: Date,
    pub note: String,
    pub created_by: Option<PersonId>,
    pub created_at: DateTimeUtc,
    pub done_by: Option<PersonId>,
    pub done_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
