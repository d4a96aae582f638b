//! Setting the means of a pot (Ansatz, Verpflichtungsermächtigung).

use base::{Cents, Ctx, Problem, Text, names};
use base_db::{Db, Entry, Unit, retrying};

use crate::model::{BudgetLineId, PotKind};
use crate::rules::{Delta, MAX_CENTS};
use crate::store::{self, NewRow};
use crate::{access, queries};

/// The means of one line, year and kind from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetMeans {
    pub line: BudgetLineId,
    pub year: i64,
    pub kind: PotKind,
    pub means: Cents,
    /// Why: Haushaltsplan, Nachtrag, Umschichtung.
    pub reason: String,
}

/// Sets the means, making the pot where there is none. BfdH or RL of the programme; the operator
/// as long as nothing is bound.
/// Error: refused with `below-bound` when more than that is reserved and committed.
pub async fn set_means(db: &Db, ctx: &Ctx, command: SetMeans) -> Result<(), Problem> {
    retrying(|| async {
        let unit = db.write(ctx).await?;
        set_means_in(&unit, &command).await?;
        unit.commit().await
    })
    .await
}

/// The same within the caller's unit. The same means again change and record nothing.
pub async fn set_means_in(unit: &Unit<'_>, command: &SetMeans) -> Result<(), Problem> {
    let line = queries::line(unit.conn(), command.line).await?;
    access::may_change(unit.ctx(), line.programme_id)?;
    if !(0..=MAX_CENTS).contains(&command.means.0) {
        return Err(Problem::field("means", Text::new("budget-means-range")));
    }
    if !(2000..=2100).contains(&command.year) {
        return Err(Problem::field(
            "year",
            Text::new("field-range").with("min", 2000).with("max", 2100),
        ));
    }
    store::ensure(unit.conn(), command.line, command.year, command.kind).await?;
    let pot = store::get(unit.conn(), command.line, command.year, command.kind)
        .await?
        .ok_or_else(|| Problem::broken("a pot made a moment ago is missing"))?;
    if pot.means_cents == command.means {
        return Ok(());
    }
    if pot.bound() > Cents::ZERO {
        access::may_change_bound(unit.ctx(), line.programme_id)?;
    }
    if !store::set_means(unit.conn(), pot.id, pot.means_cents, command.means).await? {
        let now = store::get(unit.conn(), command.line, command.year, command.kind).await?;
        let bound = now.as_ref().map_or(Cents::ZERO, |pot| pot.bound());
        if bound <= command.means {
            return Err(Problem::Stale); // somebody else set them at the same moment
        }
        let text = Text::new("budget-below-bound").with("bound", bound.format_de());
        return Err(Problem::refused("below-bound", text));
    }
    let reason = Some(names::clean(&command.reason)).filter(|reason| !reason.is_empty());
    let row = NewRow {
        pot: pot.id,
        entry: "MEANS",
        amount: command.means,
        delta: Delta {
            means: command.means.0 - pot.means_cents.0,
            ..Delta::default()
        },
        subject_kind: "budget_line",
        subject_id: command.line.0,
        application_id: None,
        reason: reason.clone(),
    };
    store::append(unit, row).await?;
    let data = serde_json::json!({
        "year": command.year, "kind": command.kind.code(),
        "from_cents": pot.means_cents, "to_cents": command.means,
    });
    let entry = Entry::new("budget_line", command.line, "set_means").data(data);
    unit.audit(entry.reason(reason.unwrap_or_default())).await
}
