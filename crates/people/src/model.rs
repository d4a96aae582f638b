//! The things this crate keeps.

use base::{Lang, PersonId, Role, Scope};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// INVITED (no password yet) → ACTIVE ↔ LOCKED.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountState {
    #[sea_orm(string_value = "INVITED")]
    Invited,
    #[sea_orm(string_value = "ACTIVE")]
    Active,
    #[sea_orm(string_value = "LOCKED")]
    Locked,
}

impl AccountState {
    pub const ALL: [AccountState; 3] = [Self::Invited, Self::Active, Self::Locked];

    /// As stored and as used in texts (`accounts-state-ACTIVE`).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Invited => "INVITED",
            Self::Active => "ACTIVE",
            Self::Locked => "LOCKED",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl std::fmt::Display for AccountState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// A natural person who can sign in (or will, once invited).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: PersonId,
    /// Lower case, unique.
    pub email: String,
    pub name: String,
    /// Form of address and last name ("Frau Muster"), if the person gave it.
    pub salutation: Option<String>,
    pub lang: Lang,
    pub state: AccountState,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    pub created_at: DateTime<Utc>,
    pub signed_in_at: Option<DateTime<Utc>>,
}

/// What is needed for a new account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    pub email: String,
    pub name: String,
    pub salutation: Option<String>,
    pub lang: Lang,
}

impl NewAccount {
    /// A German-speaking account.
    #[must_use]
    pub fn new(email: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            email: email.into(),
            name: name.into(),
            salutation: None,
            lang: Lang::De,
        }
    }
}

/// Gives a role in a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assign {
    pub person: PersonId,
    pub role: Role,
    pub scope: Scope,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, inclusive; `None`: until it is ended.
    pub until_on: Option<NaiveDate>,
}

impl Assign {
    /// From this day on, without end.
    #[must_use]
    pub fn from(person: PersonId, role: Role, scope: Scope, from_on: NaiveDate) -> Self {
        Self {
            person,
            role,
            scope,
            from_on,
            until_on: None,
        }
    }
}

/// A role somebody holds, held or will hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    pub id: Uuid,
    pub person: PersonId,
    pub role: Role,
    pub scope: Scope,
    pub from_on: NaiveDate,
    pub until_on: Option<NaiveDate>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl HeldRole {
    /// Whether it counts on this day.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.ended_at.is_none() && self.from_on <= day && self.until_on.is_none_or(|until| day <= until)
    }
}

/// Who stands in for whom, both days inclusive (handbook 0.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deputy {
    pub id: Uuid,
    /// Who is stood in for.
    pub person: PersonId,
    /// Who stands in.
    pub deputy: PersonId,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub ended_at: Option<DateTime<Utc>>,
}

/// To which body a person belongs, for conflicts of interest (handbook 4.3). `kind` is free (`EMPLOYED`, `COUNCIL` …).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliation {
    pub person: PersonId,
    pub body_id: Uuid,
    pub kind: String,
    pub from_on: Option<NaiveDate>,
    pub until_on: Option<NaiveDate>,
}

/// What an API token allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TokenAccess {
    #[sea_orm(string_value = "READ")]
    Read,
    #[sea_orm(string_value = "READ_WRITE")]
    ReadWrite,
}

impl TokenAccess {
    pub const ALL: [TokenAccess; 2] = [Self::Read, Self::ReadWrite];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Read => "READ",
            Self::ReadWrite => "READ_WRITE",
        }
    }
}

impl std::str::FromStr for TokenAccess {
    type Err = ();
    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|access| access.code() == code)
            .ok_or(())
    }
}

/// A token as it can be shown again: without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub id: Uuid,
    pub name: String,
    pub access: TokenAccess,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// What is needed for a new token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    pub person: PersonId,
    pub name: String,
    pub access: TokenAccess,
    /// Whole days from now, 1 to 366.
    pub days: i64,
}

/// A session of a person, for the list on the account page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: Uuid,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub address: Option<String>,
    pub agent: Option<String>,
}

pub use crate::store::signatories::row::Model as Signatory;

base_db::codes! {
    /// Of a signatory of a body: proposed by one person, decided by another.
    SignatoryState { Proposed = "PROPOSED", Admitted = "ADMITTED", Refused = "REFUSED" }
}
