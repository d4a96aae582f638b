//! The data of the measurement: one programme, thirteen calls, 11,000 municipalities, in a schema the product migrated.
//!
//! Consistent as the product would have left it: numbers without gaps, means of the reviews, pots that equal their
//! ledger. The same ids on every database.

mod cases;
mod frame;
mod money;

use chrono::{DateTime, Duration, Timelike as _, Utc};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, TransactionTrait as _};
use uuid::Uuid;

use crate::ids::{Kind, id};

pub use cases::{number, review_body};
pub use frame::{body, districts, session};

/// A call of the measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    pub place: usize,
    pub code: &'static str,
    pub state: &'static str,
    pub applications: usize,
}

const fn call(place: usize, code: &'static str, state: &'static str, applications: usize) -> Call {
    Call {
        place,
        code,
        state,
        applications,
    }
}

/// Three reviews each, two of them handed in.
pub const LARGE: Call = call(0, "L11000", "IN_SELECTION", 11_000);
pub const SMALL: Call = call(1, "L1101", "IN_SELECTION", 1_101);
/// With a frozen ranking.
pub const FROZEN: Call = call(2, "F11000", "IN_SELECTION", 11_000);
/// Prepared grants that lack the budget officer's signature.
pub const AWARDS: Call = call(3, "A3000", "DECIDED", 3_000);
/// Decisions that wait for their release.
pub const SELECTION_23: Call = call(4, "S23", "IN_SELECTION", 23);
pub const SELECTION_1101: Call = call(5, "S1101", "IN_SELECTION", 1_101);
/// Countersigned grants that wait for their letter.
pub const LETTERS_23: Call = call(6, "B23", "DECIDED", 23);
pub const LETTERS_1101: Call = call(7, "B1101", "DECIDED", 1_101);
/// Drafts of as many municipalities.
pub const RUSH: Call = call(8, "R3000", "OPEN", 3_000);
/// Takes the list that is imported.
pub const IMPORT: Call = call(9, "I11000", "CLOSED", 0);

/// Complete, and waiting for their assessors.
pub const ASSIGN: Call = call(10, "P1101", "IN_SELECTION", 1_101);

/// With a frozen ranking, and wishes and sizes that differ.
pub const OPTIMISE: Call = call(11, "Q1101", "IN_SELECTION", 1_101);

/// Reviewed, countersigned grants, a trail: what an evidence packet is made of.
pub const EVIDENCE: Call = call(12, "E60", "DECIDED", 60);

pub const CALLS: [Call; 13] = [
    LARGE,
    SMALL,
    FROZEN,
    AWARDS,
    SELECTION_23,
    SELECTION_1101,
    LETTERS_23,
    LETTERS_1101,
    RUSH,
    IMPORT,
    ASSIGN,
    OPTIMISE,
    EVIDENCE,
];

impl Call {
    pub fn id(self) -> Uuid {
        id(Kind::Call, self.place)
    }

    /// The number of its first application among all.
    pub fn first(self) -> usize {
        CALLS[..self.place].iter().map(|call| call.applications).sum()
    }

    /// Its applications among all.
    pub fn cases(self) -> std::ops::Range<usize> {
        self.first()..self.first() + self.applications
    }
}

/// The office and others whose sessions the driver uses, as places in the list of accounts.
pub const OFFICER: usize = 0;
pub const HEAD: usize = 1;
pub const BUDGET: usize = 2;
pub const SECRETARY: usize = 3;
pub const ASSESSORS: std::ops::Range<usize> = 10..40;
/// Signatories of the municipalities 0, 1, …
pub const SIGNATORIES: usize = 100;

/// Every amount asked for and granted.
pub const AMOUNT: i64 = 40_000_00;
/// The budget year of all money.
pub const YEAR: i64 = 2027;

pub fn now() -> DateTime<Utc> {
    let now = Utc::now();
    now.with_nanosecond(0).unwrap_or(now)
}

/// Some days before the present, at most a year.
pub fn ago(days: i64) -> DateTime<Utc> {
    now() - Duration::days(days)
}

pub async fn connect(url: &str) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(8).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}

/// Fills a migrated, empty database, in one transaction.
pub async fn fill(url: &str) -> anyhow::Result<()> {
    let db = connect(url).await?;
    let transaction = db.begin().await?;
    frame::fill(&transaction).await?;
    cases::fill(&transaction).await?;
    money::fill(&transaction).await?;
    transaction.commit().await?;
    db.close().await?;
    // the trail is sealed before, so that no round begins with sealing
    let db = base_db::Db::connect(url).await?;
    let holder = id(Kind::Programme, 9);
    while base_db::seal::seal_all(&db, holder).await? > 0 {}
    Ok(())
}
