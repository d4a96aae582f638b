//! One verb per file.

pub(crate) mod affiliate;
pub(crate) mod assign;
pub(crate) mod colleagues;
pub(crate) mod create_account;
pub(crate) mod create_token;
pub(crate) mod deputise;
pub(crate) mod invite;
pub(crate) mod lock;
pub(crate) mod password;
pub(crate) mod second_factor;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod signatories;
pub(crate) mod sweep;
pub(crate) mod update_profile;
