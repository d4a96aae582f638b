//! The words every crate shares: money, minutes, rates, deadlines, ids, who acts, and what can go wrong.
//!
//! Pure: no I/O, no async, no clock. Time, actor and ids come in through [`Ctx`].

pub mod calendar;
pub mod ctx;
pub mod deadline;
pub mod fmt;
pub mod ids;
pub mod minutes;
pub mod money;
pub mod names;
pub mod problem;
pub mod rate;
pub mod texts;

pub use ctx::{Access, Actor, Assignment, Channel, Ctx, Person, Role, Scope};
pub use deadline::Deadline;
pub use fmt::Lang;
pub use ids::PersonId;
pub use minutes::Minutes;
pub use money::{AwardRounding, Cents};
pub use problem::{FieldProblem, Problem, Text};
pub use rate::Rate;
