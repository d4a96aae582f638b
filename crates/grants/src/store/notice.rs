//! Table `grant_notice`, append-only.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{GrantId, NoticeKind};

/// A notice as issued: the data it was set from and the file it became.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub grant_id: GrantId,
    /// 1 for the first; amendments follow.
    pub version: i64,
    pub kind: NoticeKind,
    /// JSON: the facts of the grant and the letter, word for word.
    pub content: String,
    pub content_sha256: String,
    pub file_id: Uuid,
    pub file_sha256: String,
    pub pages: i64,
    pub created_by: Option<PersonId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
