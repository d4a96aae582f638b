//! From a cookie or token to the acting person: one statement, seen alike by every instance.

use base::{Access, Ctx, Person, Problem, calendar};
use base_db::Db;
use base_web::identity::{Credential, Identity};
use chrono::{DateTime, Duration, Utc};
use futures::FutureExt as _;
use futures::future::BoxFuture;

use crate::{rules, secret, store};

/// The seam to base-web: `Parts { identify: people::identify, … }`.
///
/// Roles and deputies are judged by `now` (a demo's clock counts); the session's life by the machine's clock, so that
/// moving the demo's clock signs nobody out.
#[must_use]
pub fn identify<'a>(
    db: &'a Db,
    credential: Credential<'a>,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<Option<Identity>, Problem>> {
    recognise(db, credential, now, db.machine_now()).boxed()
}

pub(crate) async fn recognise(
    db: &Db,
    credential: Credential<'_>,
    now: DateTime<Utc>,
    machine_now: DateTime<Utc>,
) -> Result<Option<Identity>, Problem> {
    let today = calendar::local_date(now);
    let (found, session) = match credential {
        Credential::Session(cookie) => {
            let found = store::identity::of_session(db, &secret::hash(cookie), today).await?;
            let live = |f: &store::identity::Found| {
                f.verified && rules::is_live(true, f.started_at, f.seen_at, machine_now)
            };
            let Some(found) = found.filter(live) else {
                return Ok(None);
            };
            if machine_now >= found.seen_at + Duration::minutes(rules::SEEN_EVERY_MINUTES) {
                see(db, &found, machine_now).await;
            }
            let session = found.credential_id;
            (found, Some(session))
        }
        Credential::Token(token) => {
            let found = store::identity::of_token(db, &secret::hash(token), today).await?;
            let Some(found) = found.filter(|f| f.expires_at.is_some_and(|end| machine_now < end)) else {
                return Ok(None);
            };
            (found, None)
        }
    };
    let access = if found.is_read_only {
        Access::ReadOnly
    } else {
        Access::ReadWrite
    };
    let person = Person {
        id: found.person_id,
        name: found.name,
        email: found.email,
        assignments: rules::effective(found.assignments, found.second_factor),
    };
    Ok(Some(Identity {
        person,
        access,
        session,
    }))
}

/// Writes "last seen". When that fails the visit goes on; only the session may end a little earlier.
async fn see(db: &Db, found: &store::identity::Found, machine_now: DateTime<Utc>) {
    let ctx = Ctx::system("session", machine_now);
    let written = async {
        let unit = db.write(&ctx).await?;
        store::sessions::set_seen(unit.conn(), found.credential_id, machine_now).await?;
        unit.commit().await
    };
    if let Err(problem) = written.await {
        tracing::warn!(%problem, "last seen was not written");
    }
}
