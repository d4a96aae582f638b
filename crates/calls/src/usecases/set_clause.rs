//! A clause gets a new text from a day on; notices that are out keep theirs.

use base::problem::Checks;
use base::{Ctx, Problem, Role, Scope, Text, calendar, names};
use base_db::{Db, Entry, is_unique_violation};
use chrono::NaiveDate;
use serde_json::json;

use crate::clauses::{self, Clause, ClauseKind, ClauseUse, Grantees};
use crate::{FinancingType, ProgrammeId, queries, store};

/// Characters of a clause at most.
pub(crate) const MAX_TEXT: usize = 4_000;
/// Of its title.
pub(crate) const MAX_TITLE: usize = 120;
/// Of its code.
pub(crate) const MAX_CODE: usize = 40;

/// A version of a clause; a code that is not known yet begins a new clause.
#[derive(Debug, Clone)]
pub struct SetClause {
    pub programme: ProgrammeId,
    pub code: String,
    pub kind: ClauseKind,
    pub usage: ClauseUse,
    pub grantees: Grantees,
    pub financing_type: Option<FinancingType>,
    pub title: String,
    pub text: String,
    pub valid_from: NaiveDate,
    pub in_use: bool,
}

/// Stores the next version. Role: RL of the programme. Error: `Denied`, `Invalid` (a day that has passed, an empty text),
/// `Stale` when somebody else did at the same moment.
pub async fn set_clause(db: &Db, ctx: &Ctx, command: SetClause) -> Result<Clause, Problem> {
    ctx.require(&[Role::RL], Scope::Programme(command.programme.0))?;
    let today = calendar::local_date(ctx.now);
    let mut new = Clause {
        code: names::clean(&command.code).to_uppercase(),
        version: 1,
        kind: command.kind,
        usage: command.usage,
        grantees: command.grantees,
        financing_type: command.financing_type,
        title: names::clean(&command.title),
        text: names::clean_multiline(&command.text),
        valid_from: command.valid_from,
        in_use: command.in_use,
        set_by: ctx.person_id(),
        set_at: Some(ctx.now),
    };
    check(&new, today)?;
    let unit = db.write(ctx).await?;
    queries::programme(unit.conn(), command.programme).await?;
    let known = clauses::history(store::clauses(unit.conn(), command.programme).await?, &new.code);
    new.version = known.iter().map(|clause| clause.version).max().unwrap_or(0) + 1;
    store::insert_clause(&unit, command.programme, &new)
        .await
        .map_err(|error| match is_unique_violation(&error) {
            true => Problem::Stale,
            false => error.into(),
        })?;
    let data = json!({
        "code": new.code, "version": new.version, "kind": new.kind, "usage": new.usage, "grantees": new.grantees,
        "financing_type": new.financing_type.map(FinancingType::code), "title": new.title, "text": new.text,
        "valid_from": new.valid_from, "in_use": new.in_use,
    });
    unit.audit(Entry::new("programme", command.programme, "set_clause").data(data))
        .await?;
    unit.commit().await?;
    Ok(new)
}

fn check(new: &Clause, today: NaiveDate) -> Result<(), Problem> {
    let mut checks = Checks::new();
    let is_code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let fits = (1..=MAX_CODE).contains(&new.code.len()) && new.code.chars().all(is_code);
    checks.ensure(fits, "code", || Text::new("calls-wrong-clause-code"));
    for (field, text, most) in [("title", &new.title, MAX_TITLE), ("text", &new.text, MAX_TEXT)] {
        checks.ensure(!text.is_empty(), field, || Text::new("field-required"));
        let count = names::char_count(text);
        checks.ensure(count <= most, field, || {
            Text::new("field-too-long").with("max", most).with("count", count)
        });
    }
    checks.ensure(new.valid_from >= today, "valid_from", || {
        Text::new("calls-wrong-clause-past")
    });
    checks.finish()
}
