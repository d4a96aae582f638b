//! Table `application_snapshot`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ApplicationId;

/// What was handed in, unchangeable: the data as JSON and its hash. Each submission adds one.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_snapshot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    /// 1 at the first submission.
    pub edition: i64,
    /// JSON, exactly the bytes that were hashed.
    pub content: String,
    /// SHA-256 of `content`, lower-case hex.
    pub sha256: String,
    pub received_at: DateTimeUtc,
    pub created_by: Option<PersonId>,
    /// The document request whose answer this edition holds; `None` for what was handed in.
    pub request_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
