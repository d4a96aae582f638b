//! Table `notice_delivery`.

use applications::ApplicationId;
use base::PersonId;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::{Channel, DeliveryId, DeliveryState, GrantId, NoticeKind, RemedyOutcome};

/// How one act reaches its addressee and becomes final.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeliveryId,
    /// Of a grant, or of a case without one.
    pub notice_id: Uuid,
    pub kind: NoticeKind,
    pub grant_id: Option<GrantId>,
    pub application_id: ApplicationId,
    pub programme_id: Uuid,
    /// Of the application.
    pub number: String,
    pub body_id: BodyId,
    pub body_name: String,
    /// The version of the award that an amendment brought.
    pub award: Option<i64>,
    pub state: DeliveryState,
    pub channel: Channel,
    /// How often it was sent.
    pub attempt: i64,
    pub issued_on: Date,
    /// The day it was posted or made available.
    pub sent_on: Date,
    /// Who noted the day it was really posted.
    pub posted_by: Option<PersonId>,
    /// The last day for fetching it from the portal.
    pub fetch_until_on: Option<Date>,
    pub fetched_at: Option<DateTimeUtc>,
    /// The day of receipt that was proven.
    pub proven_on: Option<Date>,
    pub delivered_on: Option<Date>,
    pub remedy_until_on: Option<Date>,
    pub remedy_flawed: bool,
    pub waived_on: Option<Date>,
    pub objected_on: Option<Date>,
    pub remedy_settled_on: Option<Date>,
    pub outcome: Option<RemedyOutcome>,
    /// The first day on which it could no longer be contested.
    pub final_on: Option<Date>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
