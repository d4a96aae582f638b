//! Entries, their states and kinds of work, and the sums that reports show.

use base::{Minutes, PersonId};
use chrono::{NaiveDate, NaiveTime};
use facilitation::EngagementId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use crate::store::entry::Model as HoursEntry;

base::typed_id!(
    /// One entry of hours.
    HoursEntryId
);

macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($value:ident = $code:tt),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        #[derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum)]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name { $(#[serde(rename = $code)] #[sea_orm(string_value = $code)] $value),+ }

        impl $name {
            /// All values in their usual order.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// As stored and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($name::$value => $code),+ }
            }

            /// The value of a stored code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(code: &str) -> Result<Self, ()> { Self::from_code(code).ok_or(()) }
        }
    };
}

codes!(
    /// Handbook 5.7 up to the approval; billing belongs to the invoice.
    EntryState {
        Draft = "DRAFT", Submitted = "SUBMITTED", Approved = "APPROVED", Rejected = "REJECTED", Discarded = "DISCARDED",
    }
);
codes!(
    /// Kinds of work (handbook 5.7).
    Activity {
        OnSite = "VOR_ORT", Online = "ONLINE", Preparation = "VORBEREITUNG", FollowUp = "NACHBEREITUNG",
        Travel = "REISEZEIT", Team = "TEAM", NetworkMeeting = "NETZWERKTREFFEN",
    }
);

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
