//! From a cookie or a token to the acting person. The tables belong to `people`; this is the seam.

use base::{Access, Person, Problem};
use base_db::Db;
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use uuid::Uuid;

/// What a request shows of who sends it.
#[derive(Debug, Clone, Copy)]
pub enum Credential<'a> {
    /// The session cookie's value.
    Session(&'a str),
    /// An API token: `Authorization: Bearer …`.
    Token(&'a str),
}

/// A recognised person.
#[derive(Debug, Clone)]
pub struct Identity {
    pub person: Person,
    pub access: Access,
    /// The session's id, to sign out; none for tokens.
    pub session: Option<Uuid>,
}

/// Looks a credential up in one statement. `None`: unknown, expired, revoked.
pub type Identify =
    for<'a> fn(&'a Db, Credential<'a>, DateTime<Utc>) -> BoxFuture<'a, Result<Option<Identity>, Problem>>;

/// The name of the session cookie; `__Host-` binds it to this host, which browsers accept over https only.
#[must_use]
pub fn session_cookie_name(public_url: &str) -> &'static str {
    if public_url.starts_with("https:") {
        "__Host-session"
    } else {
        "session"
    }
}
