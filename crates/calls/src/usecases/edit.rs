//! An officer changes a draft.

use base::{Ctx, Problem, Role, Text};
use base_db::{Db, Entry, Unit};
use sea_orm::Set;
use serde_json::{Value, json};

use super::transition::load;
use crate::json::TermsJson;
use crate::model::{CallId, ProgrammeId, Terms};
use crate::{CallState, rules, store};

/// New terms for a draft.
#[derive(Debug, Clone)]
pub struct Edit {
    pub call: CallId,
    pub version: i64,
    pub terms: Terms,
}

/// Changes a draft. What was published is corrected instead ([`super::correct`]). Error: `NotFound`, `Denied`,
/// `Stale`, `Invalid`, `Refused` (`call-frozen`).
pub async fn edit(db: &Db, ctx: &Ctx, command: Edit) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let call = load(&unit, command.call, command.version, &[Role::SB]).await?;
    if call.state != CallState::Draft {
        return Err(Problem::refused("call-frozen", Text::new("calls-refused-frozen")));
    }
    rules::check_draft(&command.terms)?;
    check_line(&unit, call.programme_id, &command.terms).await?;
    let editor = ctx.person_id();
    store::replace_terms(&unit, &call, &command.terms, |mut row| {
        row.edited_by = Set(editor);
        row
    })
    .await?;
    unit.audit(Entry::new("call", call.id, "edit").data(changes(&call.terms, &command.terms)))
        .await?;
    unit.commit().await
}

/// A budget line must be one of the programme's.
pub(super) async fn check_line(
    unit: &Unit<'_>,
    programme: ProgrammeId,
    terms: &Terms,
) -> Result<(), Problem> {
    let Some(id) = terms.budget_line_id else {
        return Ok(());
    };
    let lines = budget::lines_of(unit.conn(), programme.0).await?;
    if lines.iter().any(|line| line.id == id) {
        return Ok(());
    }
    Err(Problem::field("budget_line_id", Text::new("field-choice")))
}

/// Old and new value of every changed field, for the audit trail.
pub(super) fn changes(old: &Terms, new: &Terms) -> Value {
    let (before, after) = (TermsJson::from(old).to_value(), TermsJson::from(new).to_value());
    rules::changed_fields(old, new)
        .into_iter()
        .map(|field| {
            let change = json!({ "old": before.get(field.as_str()), "new": after.get(field.as_str()) });
            (field, change)
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}
