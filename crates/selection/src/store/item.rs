//! Table `meeting_item`.

use applications::ApplicationId;
use base::Cents;
use sea_orm::entity::prelude::*;

use crate::model::{Ballot, MeetingId, MemberId, Outcome};

/// One application on the agenda and what was decided.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: MeetingId,
    pub application_id: ApplicationId,
    pub position: i64,
    pub rank: Option<i64>,
    #[sea_orm(column_name = "fundable_cents")]
    pub fundable: Cents,
    /// Voting members that are not excluded, and those of them present.
    pub base: Option<i64>,
    pub present: Option<i64>,
    pub votes_yes: Option<i64>,
    pub votes_no: Option<i64>,
    pub votes_abstain: Option<i64>,
    pub chair_vote: Option<Ballot>,
    pub result: Option<Outcome>,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Option<Cents>,
    pub reserve_position: Option<i64>,
    /// Separated by blanks, see [`Model::reason_codes`].
    pub(crate) reason_codes: String,
    pub reason: String,
    pub decided_at: Option<DateTimeUtc>,
    /// What a circular vote is about, and its amount.
    pub motion: Option<Outcome>,
    #[sea_orm(column_name = "motion_cents")]
    pub motion_amount: Option<Cents>,
    /// The seat that presided over the item.
    pub chair_id: Option<MemberId>,
    /// Since when the application can't be selected any more, and what had become of it (code of
    /// [`applications::ApplicationState`]).
    pub lapsed_at: Option<DateTimeUtc>,
    pub lapsed_state: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Neither decided nor fallen away.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.result.is_none() && self.lapsed_at.is_none()
    }

    /// The reason codes of handbook 4.6, in the order given.
    #[must_use]
    pub fn reason_codes(&self) -> Vec<applications::ReasonCode> {
        codes(&self.reason_codes)
    }
}

/// Codes that are separated by blanks.
pub(crate) fn codes(text: &str) -> Vec<applications::ReasonCode> {
    text.split_whitespace()
        .filter_map(applications::ReasonCode::from_code)
        .collect()
}

/// The codes as stored.
pub(crate) fn joined(codes: &[applications::ReasonCode]) -> String {
    codes.iter().map(|code| code.code()).collect::<Vec<_>>().join(" ")
}
