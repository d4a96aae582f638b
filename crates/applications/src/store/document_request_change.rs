//! Table `document_request_change`.

use sea_orm::entity::prelude::*;

/// A field that the answer to a document request changed: both values, as text. Never altered.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_request_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    /// Name of a field, see [`crate::rules::reopen::FIELDS`].
    pub field: String,
    pub old_value: String,
    pub new_value: String,
    pub changed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
