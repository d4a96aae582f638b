//! Table `application`.

use base::{Cents, PersonId, names};
use calls::CallId;
use municipalities::BodyId;
use sea_orm::DerivePartialModel;
use sea_orm::entity::prelude::*;

use crate::model::{ApplicationId, ApplicationState, Source, Support};

/// An application with everything a list sorts or filters by. Amounts are cents; a cost of 0 means "not stated".
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApplicationId,
    pub call_id: CallId,
    pub programme_id: Uuid,
    /// `IBZ-2026A-0001`, from the first submission on.
    pub number: Option<String>,
    /// The number's running part within its call.
    pub serial: Option<i64>,
    /// What a draft is called before it has a number.
    pub draft_code: String,
    pub state: ApplicationState,
    pub source: Source,
    pub title: String,
    pub summary: String,
    pub lead_body_id: BodyId,
    pub lead_name: String,
    /// Official key (AGS 8, district 5, association 9 digits).
    pub lead_key: String,
    /// Code of [`municipalities::BodyType`], see [`Model::lead_type`].
    pub body_type: String,
    pub district_key: Option<String>,
    pub district_name: Option<String>,
    /// Regierungsbezirk 1..=4.
    pub region: Option<i64>,
    pub population: Option<i64>,
    pub contact_name: String,
    pub contact_role: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub project_from: Option<Date>,
    pub project_until: Option<Date>,
    pub support: Support,
    /// Wanted days of facilitation, in tenths of a day.
    pub support_tenths: Option<i64>,
    #[sea_orm(column_name = "requested_cents")]
    pub requested: Cents,
    #[sea_orm(column_name = "total_cost_cents")]
    pub total_cost: Cents,
    #[sea_orm(column_name = "own_share_cents")]
    pub own_share: Cents,
    #[sea_orm(column_name = "other_funding_cents")]
    pub other_funding: Cents,
    pub not_begun: bool,
    pub no_double_funding: bool,
    pub true_and_complete: bool,
    pub privacy_read: bool,
    pub exchange_willing: bool,
    /// The first contract, as the officer found it (C06).
    pub first_contract_on: Option<Date>,
    /// From when an early start was allowed.
    pub early_start_from: Option<Date>,
    /// The server's time of receipt; for paper and imported rows the time they arrived.
    pub received_at: Option<DateTimeUtc>,
    /// When the selection's decision on it was released; before, applicants see it as assessed (handbook 5.2).
    pub released_at: Option<DateTimeUtc>,
    /// False where only the day of receipt is known; `received_at` is then the day's first instant.
    pub received_time_known: bool,
    pub remark: String,
    /// The officer who is responsible for the case (Zuständig).
    pub officer_id: Option<PersonId>,
    pub search_text: String,
    pub created_by: Option<PersonId>,
    pub created_at: DateTimeUtc,
    pub submitted_by: Option<PersonId>,
    pub updated_at: DateTimeUtc,
    /// For the optimistic lock.
    pub version: i64,
}

/// A case as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct CaseRow {
    pub id: ApplicationId,
    pub programme_id: Uuid,
    pub number: Option<String>,
    pub draft_code: String,
    pub state: ApplicationState,
    pub title: String,
    pub lead_name: String,
    pub district_name: Option<String>,
    pub requested: Cents,
    pub received_at: Option<DateTimeUtc>,
    pub received_time_known: bool,
    pub released_at: Option<DateTimeUtc>,
    pub officer_id: Option<PersonId>,
}

impl CaseRow {
    /// The number, or the short code of a draft.
    #[must_use]
    pub fn label(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.draft_code)
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Puts the number and its running part.
    pub(crate) fn set_number(&mut self, number: String) {
        self.serial = number.rsplit('-').next().and_then(|part| part.parse().ok());
        self.number = Some(number);
    }

    /// The words the search box finds it by.
    pub(crate) fn words(&self) -> String {
        let number = self.number.as_deref().unwrap_or_default();
        let words = [
            number,
            &self.draft_code,
            &self.lead_name,
            &self.lead_key,
            &self.title,
        ]
        .join(" ");
        names::search_text(&words)
    }
}
