//! What can be done to programmes and calls, one verb per file.

mod approve;
mod cancel;
mod close;
mod complete;
mod correct;
mod create;
mod create_programme;
mod edit;
mod extend;
mod mark_decided;
mod next_number;
mod open;
mod send_back;
mod set_parameter;
mod start_selection;
mod submit_for_review;
mod transition;

pub use approve::{Approve, approve};
pub(crate) use approve::{CLOSE_JOB, OPEN_JOB, may_approve};
pub use cancel::{Cancel, cancel};
pub use close::close;
pub use complete::{Complete, complete};
pub use correct::{Correct, correct};
pub use create::{Create, create};
pub use create_programme::{NewProgramme, create_programme};
pub use edit::{Edit, edit};
pub use extend::{Extend, extend};
pub use mark_decided::mark_decided;
pub use next_number::{next_number, next_numbers};
pub use open::open;
pub use send_back::{SendBack, send_back};
pub use set_parameter::{SetParameter, set_parameter};
pub use start_selection::{StartSelection, begin_selection, start_selection};
pub use submit_for_review::{SubmitForReview, submit_for_review};
