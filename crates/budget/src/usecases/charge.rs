//! Charging a pot: the guarded UPDATE decides, the ledger remembers.

use base::{Problem, Text};
use base_db::Unit;

use crate::model::Charge;
use crate::rules::{self, Delta, MAX_CENTS};
use crate::store::{self, NewRow};

/// Moves money of one pot within the caller's unit; the caller's use case writes the audit entry.
///
/// The UPDATE asks and answers in one statement, so that of two at the same moment the second sees what the first
/// left (B08). Call it first in the money part of a unit, and run that unit in [`base_db::retrying`].
/// Error: refused with `over-budget` (`over-reserved`, `over-committed`, `over-ordered`, `over-paid`) and what is left.
pub async fn charge(unit: &Unit<'_>, charge: Charge) -> Result<(), Problem> {
    if !(1..=MAX_CENTS).contains(&charge.amount.0) {
        return Err(Problem::refused("amount", Text::new("budget-amount-positive")));
    }
    let delta = Delta::of(charge.entry, charge.from_reserved, charge.amount);
    let charged = store::charge(unit.conn(), charge.line, charge.year, charge.kind, delta).await?;
    let pot = store::get(unit.conn(), charge.line, charge.year, charge.kind).await?;
    let Some(pot) = pot.as_ref().filter(|_| charged) else {
        return Err(rules::refusal(pot.as_ref(), charge.entry, charge.from_reserved));
    };
    let row = NewRow {
        pot: pot.id,
        entry: charge.entry.code(),
        amount: charge.amount,
        delta,
        subject_kind: charge.subject_kind,
        subject_id: charge.subject_id,
        application_id: charge.application_id,
        reason: None,
    };
    store::append(unit, row).await
}

/// Several charges in one order for everybody (line, year, kind), so that two units never wait for each other.
pub async fn charge_all(unit: &Unit<'_>, mut charges: Vec<Charge>) -> Result<(), Problem> {
    charges.sort_by_key(|charge| (charge.line, charge.year, charge.kind));
    for one in charges {
        charge(unit, one).await?;
    }
    Ok(())
}
