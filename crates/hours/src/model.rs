//! Entries, their states and kinds of work, and the sums that reports show.

use base::{Minutes, PersonId};
use chrono::{NaiveDate, NaiveTime};
use facilitation::EngagementId;

pub use crate::store::entry::Model as HoursEntry;
pub use crate::store::invoice::Model as Invoice;

base::typed_id!(
    /// One entry of hours.
    HoursEntryId,
    /// One invoice.
    InvoiceId
);

base_db::codes! {
    /// Handbook 5.7 up to the approval; billing belongs to the invoice.
    EntryState {
        Draft = "DRAFT", Submitted = "SUBMITTED", Approved = "APPROVED", Rejected = "REJECTED", Discarded = "DISCARDED",
    }
}
base_db::codes! {
    /// What became of an invoice: as many hours as approved, or back to the facilitator (F07).
    InvoiceState { Accepted = "ACCEPTED", Returned = "RETURNED" }
}
base_db::codes! {
    /// Kinds of work (handbook 5.7).
    Activity {
        OnSite = "VOR_ORT", Online = "ONLINE", Preparation = "VORBEREITUNG", FollowUp = "NACHBEREITUNG",
        Travel = "REISEZEIT", Team = "TEAM", NetworkMeeting = "NETZWERKTREFFEN",
    }
}

impl EntryState {
    /// Whether the entry occupies its time: nothing else may be booked over it.
    pub const OCCUPYING: [EntryState; 3] = [Self::Draft, Self::Submitted, Self::Approved];
}

impl HoursEntry {
    /// When it began, on the clock in Berlin.
    #[must_use]
    pub fn from_time(&self) -> NaiveTime {
        base::calendar::local_datetime(self.starts_at).time()
    }

    /// When it ended, on the clock in Berlin, possibly on the next day.
    #[must_use]
    pub fn until_time(&self) -> NaiveTime {
        base::calendar::local_datetime(self.ends_at).time()
    }
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub engagement: Option<EngagementId>,
    pub person: Option<PersonId>,
    /// Empty: all but discarded ones.
    pub states: Vec<EntryState>,
    /// Any day of the month.
    pub month: Option<NaiveDate>,
}

/// Approved time of one kind of work in one engagement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActivitySum {
    pub engagement: EngagementId,
    pub activity: Activity,
    pub minutes: Minutes,
    pub billable: Minutes,
}

/// The billable time of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthSum {
    /// The first day of the month.
    pub month: NaiveDate,
    pub submitted: Minutes,
    pub approved: Minutes,
}

/// The approved billable time at one place; an empty place is „ohne Ortsangabe“.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceSum {
    pub place: String,
    pub approved: Minutes,
}
