//! Rows of programmes and calls. The only place of this crate that names the database's columns.

mod calls;
mod counter;
mod programmes;
mod rows;

pub(crate) use calls::{assemble, change, insert, replace_terms, select};
pub(crate) use counter::{next, start_at_zero};
pub(crate) use programmes::{
    find_programme, find_programme_by_code, insert_parameter, insert_programme, parameters_of, programmes,
};
pub(crate) use rows::call;
