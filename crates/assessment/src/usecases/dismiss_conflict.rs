//! Sets a suggested conflict aside: the data suggest it, a person judges it (handbook 4.3).

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem, Text};
use base_db::{Db, Entry};

use super::reason;
use crate::conflicts::Ground;
use crate::model::{Basis, Dismissal};
use crate::{access, store};

/// Which suggestion, and why it is no conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismiss {
    pub application: ApplicationId,
    pub person: PersonId,
    pub basis: Basis,
    pub subject: String,
    pub reason: String,
}

/// Roles: SB, GS, never the person concerned. Error: refused when nothing of the kind is suggested or it was set aside
/// already; not found.
pub async fn dismiss_conflict(db: &Db, ctx: &Ctx, command: Dismiss) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let case = applications::application(unit.conn(), ctx, command.application).await?;
    let call = calls::call(unit.conn(), case.call_id).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    ctx.require_other_person(&[Some(command.person)])?;
    let reason = reason(&command.reason)?;
    let today = base::calendar::local_date(ctx.now);
    let ground = Ground::load(unit.conn(), today, &[command.person], &[case.id]).await?;
    let is_open = ground.hints(&case, command.person).iter().any(|hint| {
        hint.basis == command.basis && hint.subject == command.subject && hint.dismissed.is_none()
    });
    if !is_open {
        return Err(Problem::refused(
            "no-conflict",
            Text::new("conflicts-refused-none"),
        ));
    }
    let row = Dismissal {
        id: uuid::Uuid::now_v7(),
        application_id: case.id,
        person_id: command.person,
        basis: command.basis,
        subject: command.subject,
        reason: reason.clone(),
        dismissed_by: ctx.person_id(),
        dismissed_at: ctx.now,
    };
    let data = serde_json::json!({ "person": row.person_id, "basis": row.basis, "subject": row.subject });
    store::dismissal::insert(unit.conn(), row).await?;
    unit.audit(
        Entry::new("interest_declaration", case.id, "dismiss")
            .case(case.id)
            .reason(&reason)
            .data(data),
    )
    .await?;
    unit.commit().await
}
