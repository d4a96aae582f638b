//! Payment requests, bank details, runs and returned money, as pages, the API and later crates see them.

use base::Cents;
use chrono::NaiveDate;
use grants::GrantId;

pub use crate::store::account::Model as BankAccount;
pub use crate::store::cash_line::Model as CashLine;
pub use crate::store::correction::Model as Correction;
pub use crate::store::request::Model as PaymentRequest;
pub use crate::store::returned::Model as PaymentReturn;
pub use crate::store::run::Model as PaymentRun;
pub use crate::store::stop::Model as PaymentStop;

base::typed_id!(
    /// One payment request (Mittelabruf).
    PaymentId,
    /// Bank details as entered once.
    BankAccountId,
    /// One file for the cash desk.
    PaymentRunId,
    /// Money that came back, as recorded once.
    PaymentReturnId,
    /// One line of the cash desk that belongs to no payment yet.
    CashLineId,
    /// One confirmation that is taken back.
    CorrectionId,
    /// One stop of the payments of a grant.
    PaymentStopId,
);

base_db::codes! {
    /// The life of a payment request (handbook 5.5, sub-machine); the steps stand in [`crate::rules::STEPS`].
    PaymentState {
        Draft = "DRAFT",
        Submitted = "SUBMITTED",
        /// Sachlich richtig.
        Factual = "CERTIFIED_FACTUAL",
        /// Rechnerisch richtig.
        Arithmetic = "CERTIFIED_ARITHMETIC",
        Ordered = "ORDERED",
        Paid = "PAID",
        /// Sent back with a reason; the municipality makes a new one.
        Returned = "RETURNED",
        Cancelled = "CANCELLED",
    }
}

base_db::codes! {
    /// What is asked for.
    PaymentKind {
        /// Teilbetrag, while the project runs.
        Instalment = "INSTALMENT",
        /// Schlussrate: what was retained, once the statement of use is accepted.
        Final = "FINAL",
    }
}

base_db::codes! {
    /// Bank details: entered by one person, in force once another one confirmed them.
    BankAccountState {
        Entered = "ENTERED",
        Confirmed = "CONFIRMED",
        Refused = "REFUSED",
        /// Others took its place.
        Replaced = "REPLACED",
    }
}

base_db::codes! {
    /// Where bank details come from.
    AccountSource {
        /// As the application said them (E5).
        Application = "APPLICATION",
        Municipality = "MUNICIPALITY",
        Office = "OFFICE",
    }
}

base_db::codes! {
    /// Returned money: recorded by one officer, in the books once another one confirmed it.
    ReturnState { Recorded = "RECORDED", Confirmed = "CONFIRMED", Discarded = "DISCARDED" }
}

base_db::codes! {
    /// A line of the cash desk that the import could not match.
    CashLineState {
        /// Ungeklärt.
        Open = "OPEN",
        /// Matched with a payment by hand.
        Matched = "MATCHED",
        /// Has nothing to do with the programme's payments.
        Dismissed = "DISMISSED",
    }
}

impl PaymentState {
    /// Whether the request holds money of the award.
    #[must_use]
    pub fn holds(self) -> bool {
        !matches!(
            self,
            PaymentState::Draft | PaymentState::Returned | PaymentState::Cancelled
        )
    }
}

/// A payment that was made, for later crates: interest runs from its value date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    pub id: PaymentId,
    pub reference: String,
    pub kind: PaymentKind,
    pub year: i64,
    pub amount: Cents,
    /// Of `amount`, what came back and was confirmed.
    pub returned: Cents,
    /// Value date.
    pub paid_on: NaiveDate,
}

/// Money that came back, for later crates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    pub id: PaymentReturnId,
    pub payment: PaymentId,
    pub amount: Cents,
    /// Value date.
    pub received_on: NaiveDate,
}

/// Whose bank details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The grantee's, for one grant.
    Grant(GrantId),
    /// The cash desk's, from which a programme pays.
    Programme(uuid::Uuid),
}

/// Bank details as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    pub holder: String,
    pub iban: String,
    pub bic: String,
    pub bank: String,
    pub payee_reference: String,
}
