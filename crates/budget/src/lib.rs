//! Budget: what may be promised and paid, and that it is never more than there is.
//!
//! A *line* is chapter and title of the budget plan (Kapitel, Titel). A *pot* holds the means of a line for one year,
//! as cash (Ansatz) or as commitment authorisation (Verpflichtungsermächtigung). The *ledger* is append-only and says
//! how each pot came to its figures.
//!
//! * Reserved + committed never exceed the means; ordered + paid never exceed what is committed. The guarded UPDATE of
//!   the pot row asks and answers at once and is the lock on both databases; CHECK constraints stand behind it.
//! * A refusal always says what is left: „Haushaltsmittel nicht ausreichend: verfügbar 0,00 €“ (B08).
//! * Means are set by the budget officer or the head of unit, never below what is bound.
//! * [`check`] compares every pot with its ledger; [`as_of`] reads from the ledger how the pots stood on any past day.
//! * The budget list goes out as it comes in (I6): the export, imported again, changes nothing.

mod access;
mod model;
mod queries;
pub mod rules;
mod store;
#[cfg(test)]
mod tests;
mod usecases;
mod web;

use base_sheets::Limits;
use base_web::Feature;
use base_web::app::NavItem;
use base_web::imports::ImportKind;

pub use model::{BudgetLine, BudgetLineId, Charge, LedgerEntry, LedgerRow, Pot, PotId, PotKind};
pub use queries::{
    LineWithPots, as_of, line, lines, lines_of, of_application, overview, paid_by_application, pots,
    reserved_by_application, stand,
};
pub use rules::{Light, Shortfall, shortfalls};
pub use usecases::{
    NewLine, SetMeans, charge, charge_all, check, create_line, create_line_in, release_reserved, set_means,
    set_means_in,
};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));

/// What the binary adds.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: web::routes(),
        navigation: vec![NavItem {
            key: "budget-title",
            href: "/budget",
            roles: access::READERS,
        }],
        texts: vec![TEXTS],
        imports: vec![ImportKind {
            kind: "budget",
            roles: access::IMPORTERS,
            needs_call: false,
            limits: Limits {
                rows: 5_000,
                ..Limits::default()
            },
            run: |app, ctx, input, apply| Box::pin(usecases::import::run(app, ctx, input, apply)),
        }],
        check: Some(|db| Box::pin(check(db))),
        ..Feature::default()
    }
}
