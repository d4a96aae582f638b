//! Payments: how a cash grant reaches the municipality, and how money comes back.
//!
//! * **Payment request** (Mittelabruf): the municipality asks for what it needs within the months of use, once the notice
//!   is final. Asked for, ordered and paid together never exceed the award less the retention, nor the year's tranche
//!   (D01, D02); the last request day and the number of requests a year hold.
//! * Three persons let a payment out: factually right, arithmetically right (two SB), ordered (RL or BfdH), none of them
//!   who entered it (D04, § 70 LHO). Ordering moves grant, tranche and pot together ([`grants::spend`]).
//! * **Bank details** belong to a grant: entered by one person, in force once another one called back. Changed ones are
//!   blocked for a day ([`rules::BLOCK`]) and the municipality is told (M-U02). Who need not know an account number sees
//!   its last four digits.
//! * **Payment run**: everything ordered in a programme becomes one workbook (X7) and one SEPA message, filed with their
//!   hashes. A request is carried by one run, ever. Every order asks its grant again: a hearing, a remedy or a stop
//!   ([`stop_payments`]) since holds it back, listed with its reason.
//! * The cash desk's list (I8) makes requests PAID with their value date, or sends them back; who checked the list does
//!   not apply it. A line that belongs to no payment is kept until somebody else matches or dismisses it; a wrong match is
//!   taken back by two persons.
//! * **Returned money** is recorded by one officer and confirmed by another one.
//! * The final instalment ([`release_retention`]) is made by the office once the statement of use is accepted, and takes
//!   the same three steps.

mod access;
mod check;
mod evidence;
mod files;
mod import;
mod mails;
mod model;
mod queries;
mod reminders;
pub mod rules;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

pub use check::check;
pub use model::{
    AccountSource, BankAccount, BankAccountId, BankAccountState, CashLine, CashLineId, CashLineState,
    Correction, CorrectionId, Details, Owner, Paid, PaymentId, PaymentKind, PaymentRequest, PaymentReturn,
    PaymentReturnId, PaymentRun, PaymentRunId, PaymentState, PaymentStop, PaymentStopId, ReturnState,
    Returned,
};
pub use queries::{
    cash_line_seen, cash_lines, list, payment, payments_of, purse, requests_of_cases, requests_seen,
    returns_of, run_seen, runs, seen, stop_of,
};
pub use usecases::{
    Cancel, Certify, CreateRun, DecideAccount, DecideCorrection, DecideReturn, DismissLine, Draft, Edit,
    EnterAccount, LiftStop, MatchLine, Order, RecordCorrection, RecordReturn, Redirect, SendBack,
    StopPayments, Submit, TakeBack, cancel, certify_arithmetic, certify_factual, confirm_account,
    confirm_correction, confirm_return, create_run, discard_correction, discard_return, dismiss_line, draft,
    edit, enter_account, lift_stop, match_line, order, proposed_details, record_correction, record_return,
    redirect, refuse_account, release_retention, send_back, stop_payments, submit, take_back,
};
pub use web::feature;

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
