//! The only place that names the ORM's entities.

pub(crate) mod account;
pub(crate) mod counter;
pub(crate) mod request;
pub(crate) mod returned;
pub(crate) mod run;
mod write;

pub(crate) use write::{
    hold, insert_account, insert_request, insert_return, insert_run, next_sequence, update_account,
    update_request, update_return,
};
