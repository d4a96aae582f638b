//! Table `application_attachment`.

use base::PersonId;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::ApplicationId;

/// A file of the application and what it is.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    /// In `stored_file`.
    pub file_id: Uuid,
    /// Code of the call's document checklist, or of [`crate::model::DocumentKind`].
    pub document: String,
    /// In the applicant's words; may be empty.
    pub label: String,
    /// The partner it comes from (B4).
    pub body_id: Option<BodyId>,
    pub added_by: Option<PersonId>,
    pub added_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
