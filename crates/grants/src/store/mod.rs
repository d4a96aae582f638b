//! The only place that names the ORM's entities.

mod amend;
pub(crate) mod amendment;
pub(crate) mod amendment_item;
pub(crate) mod case_notice;
pub(crate) mod consent;
pub(crate) mod delivery;
pub(crate) mod download;
pub(crate) mod grant;
pub(crate) mod grant_clause;
mod inform;
pub(crate) mod information;
pub(crate) mod notice;
pub(crate) mod offer_answer;
pub(crate) mod reinstatement;
mod served;
pub(crate) mod share;
pub(crate) mod tranche;
mod write;

pub(crate) use amend::{
    close_items, insert_amendment, insert_shares, insert_shares_of, load_amendment, replace_items,
    replace_shares, update_amendment,
};
pub(crate) use inform::{insert_information, note_information};
pub(crate) use served::{
    insert_answer, insert_consent, insert_delivery, insert_reinstatement, load_delivery, load_reinstatement,
    revoke_consent, update_delivery, update_reinstatement,
};
pub(crate) use write::{
    choose_clauses, fetched, file_case_notice, file_notice, insert, insert_award, load, replace_tranches,
    spend, update,
};
