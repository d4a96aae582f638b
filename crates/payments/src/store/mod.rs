//! The only place that names the ORM's entities.

pub(crate) mod account;
pub(crate) mod cash_line;
pub(crate) mod correction;
pub(crate) mod counter;
pub(crate) mod request;
pub(crate) mod returned;
pub(crate) mod run;
pub(crate) mod stop;
mod write;

pub(crate) use write::{
    hold, insert_account, insert_cash_lines, insert_correction, insert_request, insert_return, insert_run,
    insert_stop, lift_stop, next_sequence, update_account, update_cash_line, update_correction,
    update_request, update_return,
};
