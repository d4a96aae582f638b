//! Table `case_notice`, append-only: letters to applicants whose case has no grant.

use applications::ApplicationId;
use base::PersonId;
use calls::CallId;
use sea_orm::entity::prelude::*;

use crate::model::{Channel, NoticeKind};

/// A letter as issued: the data it was set from and the file it became.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub call_id: CallId,
    pub kind: NoticeKind,
    /// JSON: the facts and the letter, word for word.
    pub content: String,
    pub content_sha256: String,
    pub file_id: Uuid,
    pub file_sha256: String,
    pub pages: i64,
    pub channel: Channel,
    pub sent_on: Date,
    pub issued_by: Option<PersonId>,
    pub issued_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
