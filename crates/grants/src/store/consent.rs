//! Table `portal_consent`.

use base::PersonId;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::ConsentId;

/// The agreement of a body to be served through the portal (§ 41 Abs. 2a LVwVfG), until it is revoked.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "portal_consent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsentId,
    pub body_id: BodyId,
    pub given_on: Date,
    pub given_by: Option<PersonId>,
    /// Where the signed paper is, when an officer recorded it; else empty.
    pub paper_note: String,
    pub recorded_at: DateTimeUtc,
    pub revoked_on: Option<Date>,
    pub revoked_by: Option<PersonId>,
    pub revoked_note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
