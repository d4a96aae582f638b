//! Table `document_request`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ApplicationId;

/// A request for missing documents with its date-certain end (handbook 3.4 no. 5).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    /// What is missing, one item per line.
    pub items: String,
    /// The fields that may be corrected, one name per line.
    pub fields: String,
    /// The last day.
    pub due_on: Date,
    /// The first instant after it.
    pub due_at: DateTimeUtc,
    pub requested_by: Option<PersonId>,
    pub requested_at: DateTimeUtc,
    pub answer: String,
    pub answered_by: Option<PersonId>,
    pub answered_at: Option<DateTimeUtc>,
    /// Set when the date passed without an answer.
    pub expired_at: Option<DateTimeUtc>,
    /// The officer went on without an answer, and why.
    pub closed_at: Option<DateTimeUtc>,
    pub closed_by: Option<PersonId>,
    pub close_note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
