//! The answers of an application to the form of its call: where they stand, how they read, what is still open.

pub(crate) mod columns;
mod further;
mod load;
mod open;
mod view;

pub(crate) use further::{doubts, doubts_of, further_points};
pub use load::{Stored, answers_of, form_of};
pub(crate) use load::{answers_in, facts_of, form_for, stored_of};
pub use open::{OpenPoint, Progress, open_points, progress};
pub(crate) use open::{own_page, points_of};
pub(crate) use view::sections_json;
pub use view::{AnswerRow, SectionView, answers_view};
