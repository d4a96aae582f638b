//! The tables of this crate. Nothing outside names the entities.

mod ledger;
mod line;
mod pot;

pub(crate) use ledger::{
    NewRow, append, append_all, has_any, of_application, of_pots, paid_by_application,
    reserved_by_application, sums_before, sums_by_pot,
};
pub(crate) use line::{by_ids, find, find_by_label, insert, of_programme, of_programmes};
pub(crate) use pot::{all, by_ids as pots_by_ids, charge, ensure, get, of_line, of_lines, set_means};
