//! Notes the talk about totals that lie far apart (handbook 4.2).

use applications::ApplicationId;
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};

use super::reason;
use super::recount::advance;
use crate::{access, store};

/// The note goes to the case as well. Roles: SB, GS. Error: refused when there is no alarm.
pub async fn clear_alarm(db: &Db, ctx: &Ctx, application: ApplicationId, note: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let application = applications::application(unit.conn(), ctx, application).await?;
    let call = calls::call(unit.conn(), application.call_id).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    let note = reason(note)?;
    let standing = store::standing::lock(unit.conn(), application.id).await?;
    if !standing.has_alarm() {
        return Err(Problem::refused(
            "no-alarm",
            Text::new("reviews-refused-no-alarm"),
        ));
    }
    store::standing::clear(unit.conn(), standing.id, ctx.person_id(), ctx.now, &note).await?;
    applications::add_note_in(&unit, application.id, &note).await?;
    unit.audit(
        Entry::new("standing", standing.id, "clear_alarm")
            .case(standing.id)
            .reason(&note),
    )
    .await?;
    let cleared = store::standing::Model {
        cleared_at: Some(ctx.now),
        ..standing.clone()
    };
    advance(&unit, &standing, &cleared).await?;
    unit.commit().await
}
