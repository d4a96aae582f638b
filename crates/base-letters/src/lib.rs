//! Letters and reports as accessible PDF, set by typst in this process.
//!
//! A caller fills [`Letter`] or [`Report`] with text that is already formatted ("40.000,00 €", "28.05.2026") and gets a
//! [`Pdf`]: PDF/A-2a and PDF/UA-1 at once, tagged, with language and title. The exporter refuses anything that does not
//! conform, so a `Pdf` in hand is a conforming one.
//!
//! * Values reach the template as JSON strings and are set as text, never as markup: nothing a person types can run.
//! * The template sees no clock, no network and no file system; the same data and the same instant give the same bytes.
//! * One typeface, Libertinus Serif, ships inside the binary; a character it (and its fallback) lacks becomes `�` and is
//!   named in [`Pdf::replaced`].
//! * [`render_letter`] and [`render_report`] block a core for a moment; async code calls [`letter_pdf`] and [`report_pdf`].

mod batch;
mod block;
mod clean;
mod labels;
mod letter;
mod pdf;
mod render;
mod report;
mod words;
mod world;

pub use batch::Batch;
pub use block::{Align, Bar, Block, Column, KeyValue};
pub use letter::{Letter, Letterhead};
pub use pdf::{LetterError, Pdf};
pub use render::{batch_pdf, letter_pdf, render_batch, render_letter, render_report, report_pdf};
pub use report::Report;
pub use words::amount_in_words_de;

#[cfg(test)]
mod tests;
