//! An officer corrects what may still change of a published call: a new edition, and M-C08 to everybody with a draft or
//! an application (handbook 5.1).

use base::{Ctx, Problem, Role, Text};
use base_db::{Db, Entry};
use sea_orm::Set;

use super::edit::changes;
use super::transition::load;
use crate::groups::{self, Group};
use crate::model::{CallId, Terms};
use crate::{CallState, mails, rules, store};

/// Corrected terms of a published call.
#[derive(Debug, Clone)]
pub struct Correct {
    pub call: CallId,
    pub version: i64,
    /// May differ in the parts that the state leaves open ([`Group::may_change`]).
    pub terms: Terms,
    /// What changed, for the applicants.
    pub reason: String,
}

/// Corrects the call. Error: `NotFound`, `Denied`, `Stale`, `Invalid` (also naming frozen fields), `Refused`
/// (`call-state`, `call-frozen`, `nothing-changed`).
pub async fn correct(db: &Db, ctx: &Ctx, command: Correct) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let mut call = load(&unit, command.call, command.version, &[Role::SB]).await?;
    if call.state == CallState::Draft {
        return Err(Problem::refused("call-state", Text::new("calls-refused-correct")));
    }
    groups::frozen(call.state, &call.terms, &command.terms)?;
    rules::check_draft(&command.terms)?;
    let reason = rules::reason(&command.reason)?;
    let changed = rules::changed_fields(&call.terms, &command.terms);
    if changed.is_empty() {
        return Err(Problem::refused(
            "nothing-changed",
            Text::new("calls-refused-nothing-changed"),
        ));
    }
    let edition = call.edition + 1;
    store::replace_terms(&unit, &call, &command.terms, |mut row| {
        row.edition = Set(edition);
        row
    })
    .await?;
    unit.audit(
        Entry::new("call", call.id, "correct")
            .reason(&reason)
            .data(changes(&call.terms, &command.terms)),
    )
    .await?;
    call.terms = command.terms;
    store::insert_version(&unit, call.id, edition, &call.terms, &reason).await?;
    let concerns = |field: &String| Group::of(field).is_none_or(Group::concerns_applicants);
    if changed.iter().any(concerns) {
        mails::corrected(&unit, &call, &reason).await?;
    }
    unit.commit().await
}
