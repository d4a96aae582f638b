//! What can be done with the register, one verb per file.

mod add_alias;
mod add_body;
mod edit_contact;
mod end_body;
pub(crate) mod import_addresses;
pub(crate) mod import_register;
mod load_bodies;
mod official;
pub(crate) mod put;
pub(crate) mod request_account;

pub use add_alias::{add_alias, remove_alias};
pub use add_body::{NewBody, add_body};
pub use edit_contact::{Contact, edit_contact};
pub use end_body::{EndBody, end_body};
pub use load_bodies::load_bodies;
pub use put::Outcome;
pub use request_account::{
    OpenRequest, RequestAccount, confirm_request, decline_request, open_request, request_account,
};
