//! people: who can sign in, and as what.
//!
//! * **Account**: a natural person with an e-mail address (lower case, unique). INVITED → ACTIVE ↔ LOCKED.
//! * **Role in a scope**: KE/KZ a body; SB RL BfdH GS PK RH DS a programme; AS a call; SM/SV a committee; PB the person
//!   itself; AD the system. From a day until a day, or until it is ended. Nobody gives roles to themselves.
//! * **Deputy**: between two days somebody holds another person's roles, marked `deputy_of`; four eyes is judged by
//!   person (handbook 0.5). Deputies have no deputies, locked persons neither.
//! * **Invitation** (M-U01, 72 h) and **reset** (M-U03, 2 h): links that work once; only their hash is kept.
//! * **Password**: at least 12 characters, none that everybody tries first, argon2id. **Second factor**: TOTP; outside a
//!   demo the roles SB, RL, BfdH and AD do not count without it. A code counts once; its secret is kept sealed.
//!   AD takes it from a person who lost the device; the person is told (M-U04).
//! * **Session**: in the database, 60 minutes without a request, 12 hours in all, on the machine's clock. Raising the
//!   account's `session_epoch` signs out everywhere, on every instance, at once.
//! * **Throttling**: an attempt is counted before it is judged; after five the pause grows from 30 s to 15 minutes.
//! * **API token** (`fp_…`): reading or reading and writing, with an end, shown once.
//! * AD keeps accounts and sees no case; DS reads the list of accounts; SB creates the accounts of bodies (KE).
//! * **Signatory** (KZ): the first one of a body is proposed by SB with the appointment and admitted by RL, who is another
//!   person; a signatory appoints further ones (handbook 0.5).

mod access;
mod feature;
mod identify;
mod links;
mod mails;
mod model;
mod queries;
pub mod rules;
mod scopes;
mod secret;
mod store;
mod tasks;
mod totp;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

pub use feature::feature;
pub use identify::identify;
pub use links::{hash_link, new_link, throttle};
pub use model::{
    Account, AccountState, Affiliation, Assign, Deputy, HeldRole, NewAccount, NewToken, Session, Signatory,
    SignatoryState, Token, TokenAccess,
};
pub use queries::{
    account, affiliations, deputies, find_account, find_by_email, holders, holders_of_bodies, list_accounts,
    names, person, recipient, recipients, roles_of, sessions, tokens,
};
pub use scopes::{ScopeAnswer, ScopeNames, ScopeSearch, ScopeSource, install_scopes};
pub use usecases::affiliate::affiliate;
pub use usecases::assign::{assign, assign_in, end_role, end_role_in, end_roles_in};
pub use usecases::colleagues::{Colleague, colleagues, invite_colleague, join_body_in, remove_colleague};
pub use usecases::create_account::{create_account, create_account_in, create_account_with, open_account_in};
pub use usecases::create_token::{create_token, create_token_for, revoke_token};
pub use usecases::deputise::{deputise, end_deputy};
pub use usecases::invite::invite;
pub use usecases::lock::{lock, unlock};
pub use usecases::password::{
    change_password, choose_password, forgot_password, set_password, set_password_in,
};
pub use usecases::second_factor::{
    confirm_second_factor, propose_second_factor, remove_second_factor, seal_plain_secrets,
    second_factor_picture,
};
pub use usecases::sign_in::{SignIn, SignInFrom, SignedIn, give_second_factor, sign_in};
pub use usecases::sign_out::{sign_out, sign_out_everywhere};
pub use usecases::signatories::{
    ProposeSignatory, admit_signatory, appointment, propose_signatory, refuse_signatory, signatories,
};
pub use usecases::update_profile::update_profile;

/// Mails whose link opens an account: their text is shown to nobody but the recipient.
pub const SECRET_MAILS: [&str; 3] = ["M-U01", "M-U03", "M-U06"];

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
