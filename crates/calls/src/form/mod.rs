//! The application form as data (handbook 3.3): sections, fields with types and limits, conditions.
//!
//! * A call points to a numbered version ([`crate::Terms::form_version`]); versions never change, a change is a new one.
//! * Version 1 asks for the least a first call needs, version 2 is the whole form of handbook 3.3.
//! * A condition on an answer that is not there yet is *undetermined*, not false ([`Truth`]).
//! * A version that was damaged by hand is refused with a sentence, never with a crash ([`load`]).
//!
//! Values are JSON: text, whole numbers (cents, basis points, tenths), dates `2026-03-06`, codes, lists of objects.

mod check;
mod condition;
mod edit;
mod example;
mod iban;
mod model;
mod read;
mod show;
mod store;
mod value;
mod web;
mod workbook;

#[cfg(test)]
mod tests;

pub use check::{Flaw, flaws};
pub use condition::{Condition, Facts, Truth};
pub use edit::{EditForm, FieldEdit, NewQuestion, edit_form};
pub use example::example;
pub use model::{Choice, Column, Field, FormDefinition, Kind, MAX_MONEY, Section, Words};
pub use read::{fill, from_json, from_text, read};
pub use show::{Shown, show, show_line};
pub(crate) use store::require_sound;
pub use store::{FormVersion, load};
pub use value::{Answers, is_empty, open_text};
pub(crate) use web::routes;
pub use workbook::{LEAD_ROW, MARK, Parts, workbook};

/// The whole form of handbook 3.3 as it ships; a new call begins with it.
pub const FULL: i64 = 2;
