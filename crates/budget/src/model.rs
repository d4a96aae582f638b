//! Budget lines, pots and what can be charged.

use base::{Cents, PersonId};
use chrono::{DateTime, Utc};
use uuid::Uuid;

base::typed_id!(
    /// One line of the budget: chapter and title of a programme.
    BudgetLineId,
    /// The means of one line, year and kind.
    PotId,
);

/// A line of the budget plan (Kapitel, Titel, Zweckbestimmung) that a programme is paid from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    pub id: BudgetLineId,
    pub programme_id: Uuid,
    /// Kapitel, text: `0919`.
    pub chapter: String,
    /// Titel, text: `633 01`.
    pub title: String,
    /// Zweckbestimmung.
    pub purpose: String,
}

impl BudgetLine {
    /// `Kapitel 0919 Titel 633 01` without the words: `0919 / 633 01`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} / {}", self.chapter, self.title)
    }
}

/// What the means of a pot are (handbook 1.4): money of the year, or the right to commit money of that later year now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PotKind {
    /// Ansatz.
    Cash,
    /// Verpflichtungsermächtigung.
    Commitment,
}

impl PotKind {
    pub const ALL: [PotKind; 2] = [PotKind::Cash, PotKind::Commitment];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            PotKind::Cash => "CASH",
            PotKind::Commitment => "COMMITMENT",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<PotKind> {
        PotKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl std::fmt::Display for PotKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for PotKind {
    type Err = ();
    fn from_str(code: &str) -> Result<Self, ()> {
        PotKind::from_code(code).ok_or(())
    }
}

/// The means of one line, year and kind and how far they are bound. Always
/// `reserved + committed ≤ means` and `ordered + paid ≤ committed`, all ≥ 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pot {
    pub id: PotId,
    pub line_id: BudgetLineId,
    pub year: i64,
    pub kind: PotKind,
    pub means_cents: Cents,
    /// Bound by a selection that has no award yet.
    pub reserved_cents: Cents,
    /// Bound by awards.
    pub committed_cents: Cents,
    /// Ordered to be paid, not yet paid.
    pub ordered_cents: Cents,
    /// Paid, less what came back.
    pub paid_cents: Cents,
}

impl Pot {
    /// What can still be reserved or committed.
    #[must_use]
    pub fn available(&self) -> Cents {
        self.means_cents - self.bound()
    }

    /// What is reserved or committed.
    #[must_use]
    pub fn bound(&self) -> Cents {
        self.reserved_cents + self.committed_cents
    }
}

/// What happens to money of a pot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LedgerEntry {
    /// A selection holds it.
    Reserve,
    /// An award binds it.
    Commit,
    /// A reservation (`from_reserved`) or a commitment is given back.
    Release,
    /// A payment is ordered.
    Order,
    /// An ordered payment is carried out.
    Pay,
    /// Paid money comes back; it stays committed until it is released.
    Return,
    /// An order is given back before it was carried out.
    Cancel,
}

impl LedgerEntry {
    pub const ALL: [LedgerEntry; 7] = [
        LedgerEntry::Reserve,
        LedgerEntry::Commit,
        LedgerEntry::Release,
        LedgerEntry::Order,
        LedgerEntry::Pay,
        LedgerEntry::Return,
        LedgerEntry::Cancel,
    ];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            LedgerEntry::Reserve => "RESERVE",
            LedgerEntry::Commit => "COMMIT",
            LedgerEntry::Release => "RELEASE",
            LedgerEntry::Order => "ORDER",
            LedgerEntry::Pay => "PAY",
            LedgerEntry::Return => "RETURN",
            LedgerEntry::Cancel => "CANCEL",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<LedgerEntry> {
        LedgerEntry::ALL.into_iter().find(|entry| entry.code() == code)
    }
}

impl std::fmt::Display for LedgerEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// One movement on one pot. `amount` is positive; the entry says the direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    pub line: BudgetLineId,
    pub year: i64,
    pub kind: PotKind,
    pub entry: LedgerEntry,
    pub amount: Cents,
    /// A commit turns a reservation into a commitment; a release frees a reservation instead of a commitment.
    pub from_reserved: bool,
    /// What the money is for: `grant`, `decision`, `payment`.
    pub subject_kind: &'static str,
    pub subject_id: Uuid,
    pub application_id: Option<Uuid>,
}

/// A stored movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    pub id: Uuid,
    pub pot_id: PotId,
    /// A [`LedgerEntry`] code, or `MEANS` when the means were set.
    pub entry: String,
    pub amount_cents: Cents,
    pub delta: crate::rules::Delta,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub application_id: Option<Uuid>,
    pub reason: Option<String>,
    pub actor_id: Option<PersonId>,
    pub at: DateTime<Utc>,
}
