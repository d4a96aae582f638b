//! An officer corrects the texts of a published call: a new edition, and M-C08 to all with drafts (handbook 5.1).

use base::{Ctx, Problem, Role, Text};
use base_db::{Db, Entry};
use sea_orm::Set;

use super::edit::changes;
use super::transition::load;
use crate::model::{CallId, Terms};
use crate::{CallState, mails, rules, store};

/// Corrected terms of a published call.
#[derive(Debug, Clone)]
pub struct Correct {
    pub call: CallId,
    pub version: i64,
    /// Only the texts may differ.
    pub terms: Terms,
    /// What changed, for the applicants.
    pub reason: String,
}

/// Corrects the texts. Error: `NotFound`, `Denied`, `Stale`, `Invalid` (also naming frozen fields), `Refused`.
pub async fn correct(db: &Db, ctx: &Ctx, command: Correct) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let mut call = load(&unit, command.call, command.version, &[Role::SB]).await?;
    if call.state == CallState::Draft {
        return Err(Problem::refused("call-state", Text::new("calls-refused-correct")));
    }
    rules::frozen(call.state, &call.terms, &command.terms)?;
    rules::check_draft(&command.terms)?;
    let reason = rules::reason(&command.reason)?;
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
    mails::corrected(&unit, &call, &reason).await?;
    unit.commit().await
}
