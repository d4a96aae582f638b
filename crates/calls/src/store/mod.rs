//! Rows of programmes and calls. The only place of this crate that names the database's columns.

mod calls;
mod clauses;
mod counter;
mod programmes;
mod rows;
mod versions;

pub(crate) use calls::{assemble, change, head, insert, replace_terms, select};
pub(crate) use clauses::{clauses, insert_clause};
pub(crate) use counter::{next, start_at_zero};
pub(crate) use programmes::{
    dated_values, find_programme, find_programme_by_code, insert_parameter, insert_programme, programmes,
    update_programme,
};
pub(crate) use rows::call;
pub use versions::Edition;
pub(crate) use versions::{insert_version, versions_of};
