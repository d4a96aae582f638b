//! Signs out: here, or everywhere.

use base::{Ctx, PersonId, Problem};
use base_db::{Db, Entry};
use uuid::Uuid;

use crate::{access, store};

/// Ends this session.
pub async fn sign_out(db: &Db, ctx: &Ctx, session: Uuid) -> Result<(), Problem> {
    let me = ctx.person()?.id;
    let unit = db.write(ctx).await?;
    store::sessions::delete(unit.conn(), session).await?;
    unit.audit(Entry::new("account", me, "sign_out")).await?;
    unit.commit().await
}

/// Ends all sessions of a person, on every instance at once. By the person, AD and the operator.
pub async fn sign_out_everywhere(db: &Db, ctx: &Ctx, person: PersonId) -> Result<(), Problem> {
    if ctx.person_id() != Some(person) {
        access::require_keeper(ctx)?;
    }
    let unit = db.write(ctx).await?;
    store::accounts::end_sessions(unit.conn(), person).await?;
    unit.audit(Entry::new("account", person, "sign_out_everywhere"))
        .await?;
    unit.commit().await
}
