//! A new line of the budget.

use base::problem::Checks;
use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry, Unit, is_unique_violation};
use uuid::Uuid;

use crate::model::{BudgetLine, BudgetLineId};
use crate::{access, store};

/// Chapter and title as the budget plan writes them (`0919`, `633 01`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    pub programme_id: Uuid,
    pub chapter: String,
    pub title: String,
    pub purpose: String,
}

/// Creates a line without means. BfdH or RL of the programme. Error: refused when the programme has it already.
pub async fn create_line(db: &Db, ctx: &Ctx, new: NewLine) -> Result<BudgetLineId, Problem> {
    let unit = db.write(ctx).await?;
    let id = create_line_in(&unit, new).await?;
    unit.commit().await?;
    Ok(id)
}

/// The same within the caller's unit.
pub async fn create_line_in(unit: &Unit<'_>, new: NewLine) -> Result<BudgetLineId, Problem> {
    access::may_change(unit.ctx(), new.programme_id)?;
    let line = BudgetLine {
        id: BudgetLineId::new(),
        programme_id: new.programme_id,
        chapter: names::clean(&new.chapter),
        title: names::clean(&new.title),
        purpose: names::clean(&new.purpose),
    };
    let mut checks = Checks::new();
    let required = || Text::new("field-required");
    checks.ensure(!line.chapter.is_empty(), "chapter", required);
    checks.ensure(!line.title.is_empty(), "title", required);
    checks.ensure(!line.purpose.is_empty(), "purpose", required);
    checks.finish()?;
    let known = || {
        let text = Text::new("budget-line-known").with("line", line.label());
        Problem::refused("line-known", text)
    };
    if store::find_by_label(unit.conn(), line.programme_id, &line.chapter, &line.title)
        .await?
        .is_some()
    {
        return Err(known());
    }
    store::insert(unit.conn(), &line).await.map_err(|error| {
        if is_unique_violation(&error) {
            known()
        } else {
            error.into()
        }
    })?;
    let data = serde_json::json!({ "chapter": line.chapter, "title": line.title, "purpose": line.purpose });
    unit.audit(Entry::new("budget_line", line.id, "create").data(data))
        .await?;
    Ok(line.id)
}
