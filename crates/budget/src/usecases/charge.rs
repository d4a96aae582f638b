//! Charging a pot: the guarded UPDATE decides, the ledger remembers.

use std::collections::BTreeMap;

use base::{Cents, Problem, Text};
use base_db::Unit;
use uuid::Uuid;

use crate::model::{BudgetLineId, Charge, LedgerEntry, PotId, PotKind};
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

/// Several charges in one order for everybody (line, year, kind), so that two units never wait for each other. Charges of
/// the same pot and entry become one guarded UPDATE, their ledger rows a few INSERTs: a selection of a thousand projects
/// holds the pot for a moment only. Error: as [`charge`]; either all are charged or none.
pub async fn charge_all(unit: &Unit<'_>, mut charges: Vec<Charge>) -> Result<(), Problem> {
    charges.sort_by_key(pot_and_entry);
    let groups: Vec<&[Charge]> = charges
        .chunk_by(|left, right| pot_and_entry(left) == pot_and_entry(right))
        .collect();
    for group in groups {
        charge_group(unit, group).await?;
    }
    Ok(())
}

/// Gives back all that is still reserved for a case, whichever pots hold it; the last thing of the unit that ends the
/// case. Gives how much it was. `subject_kind` and `subject_id` say what ended it.
pub async fn release_reserved(
    unit: &Unit<'_>,
    application: Uuid,
    subject_kind: &'static str,
    subject_id: Uuid,
) -> Result<Cents, Problem> {
    let mut held: BTreeMap<PotId, Cents> = BTreeMap::new();
    for row in store::of_application(unit.conn(), application).await? {
        *held.entry(row.pot_id).or_default() += Cents(row.delta.reserved);
    }
    held.retain(|_, amount| *amount > Cents::ZERO);
    let pots: Vec<PotId> = held.keys().copied().collect();
    let pots = store::pots_by_ids(unit.conn(), &pots).await?;
    let charges = pots.iter().map(|pot| Charge {
        line: pot.line_id,
        year: pot.year,
        kind: pot.kind,
        entry: LedgerEntry::Release,
        amount: held.get(&pot.id).copied().unwrap_or_default(),
        from_reserved: true,
        subject_kind,
        subject_id,
        application_id: Some(application),
    });
    charge_all(unit, charges.collect()).await?;
    Ok(held.into_values().sum())
}

fn pot_and_entry(charge: &Charge) -> (BudgetLineId, i64, PotKind, &'static str, bool) {
    (
        charge.line,
        charge.year,
        charge.kind,
        charge.entry.code(),
        charge.from_reserved,
    )
}

async fn charge_group(unit: &Unit<'_>, group: &[Charge]) -> Result<(), Problem> {
    let [first, ..] = group else { return Ok(()) };
    let total = Cents::checked_sum(group.iter().map(|charge| charge.amount)).unwrap_or(Cents(i64::MAX));
    let each_fits = group.iter().all(|charge| charge.amount.0 >= 1);
    if !each_fits || total.0 > MAX_CENTS {
        return Err(Problem::refused("amount", Text::new("budget-amount-positive")));
    }
    let delta = Delta::of(first.entry, first.from_reserved, total);
    let charged = store::charge(unit.conn(), first.line, first.year, first.kind, delta).await?;
    let pot = store::get(unit.conn(), first.line, first.year, first.kind).await?;
    let Some(pot) = pot.as_ref().filter(|_| charged) else {
        return Err(rules::refusal(pot.as_ref(), first.entry, first.from_reserved));
    };
    store::append_all(unit, rows_of(pot.id, group)).await
}

fn rows_of(pot: PotId, group: &[Charge]) -> Vec<NewRow<'static>> {
    let row = |charge: &Charge| NewRow {
        pot,
        entry: charge.entry.code(),
        amount: charge.amount,
        delta: Delta::of(charge.entry, charge.from_reserved, charge.amount),
        subject_kind: charge.subject_kind,
        subject_id: charge.subject_id,
        application_id: charge.application_id,
        reason: None,
    };
    group.iter().map(row).collect()
}
