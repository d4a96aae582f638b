//! Table `grant_amendment`.

use applications::ApplicationId;
use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{AmendmentId, AmendmentState, Channel, GrantId};

/// A request to amend an award, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_amendment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AmendmentId,
    pub grant_id: GrantId,
    pub application_id: ApplicationId,
    /// 1 for the first of the grant.
    pub number: i64,
    pub state: AmendmentState,
    /// Why it is wanted.
    pub reason: String,
    pub file_id: Option<Uuid>,
    /// Who wrote it; who hands it in may be another.
    pub drafted_by: Option<PersonId>,
    pub requested_by: Option<PersonId>,
    pub requested_at: DateTimeUtc,
    pub checked_by: Option<PersonId>,
    pub checked_at: Option<DateTimeUtc>,
    /// What the office says: result of the examination, or why it was given back or refused.
    pub remark: String,
    pub rl_signed_by: Option<PersonId>,
    pub rl_signed_at: Option<DateTimeUtc>,
    pub bfdh_signed_by: Option<PersonId>,
    pub bfdh_signed_at: Option<DateTimeUtc>,
    pub issued_by: Option<PersonId>,
    pub issued_at: Option<DateTimeUtc>,
    pub channel: Option<Channel>,
    pub sent_on: Option<Date>,
    /// The version of the award that it brought.
    pub award: Option<i64>,
    /// JSON: what the grant said before it, for the case that it is annulled.
    pub said_before: Option<String>,
    pub notice_id: Option<Uuid>,
    /// For the optimistic lock; as with grants, a first signature does not count.
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
