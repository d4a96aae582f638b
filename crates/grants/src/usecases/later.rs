//! What payments and proofs do to a grant, within their own units. None of it checks a permission: their use cases do.

use base::{Cents, Problem, Text};
use base_db::Unit;
use budget::{Charge, LedgerEntry, PotKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{charge, step};
use crate::model::{Grant, Tranche};
use crate::rules::{self, Spending};
use crate::{queries, store};

/// Takes a step of [`rules::LATER_STEPS`], with its audit entry. `pay` changes FINAL only: money that has
/// left is recorded whatever the grant has become meanwhile, and a grant that is being paid is not "first paid" again. Error: refused `wrong-state`, `Stale` when the grant changed since it was read.
pub async fn advance(
    unit: &Unit<'_>,
    before: &Grant,
    verb: &'static str,
    reason: &str,
    data: Value,
) -> Result<Grant, Problem> {
    if verb == "pay" && before.state != crate::GrantState::Final {
        return Ok(before.clone());
    }
    let after = Grant {
        state: rules::after_later(before, verb)?,
        version: before.version + 1,
        ..before.clone()
    };
    step(unit, before, &after, verb, reason, data).await?;
    Ok(after)
}

/// Orders, cancels, pays or takes back `amount` of the tranches of a year: award, tranche and pot move together. Money of
/// a commitment authority is ordered from the cash of its year, where it is committed and ordered at once, because the
/// authority was used up by the promise (handbook 2.3). `subject` is what the ledger names: the payment request.
/// Error: refused `over-award`, `over-tranche`, `amendment-open`, `over-budget`, each with what is left; `Stale`.
pub async fn spend(
    unit: &Unit<'_>,
    grant: &Grant,
    year: i64,
    spending: Spending,
    amount: Cents,
    subject_kind: &'static str,
    subject_id: Uuid,
) -> Result<Grant, Problem> {
    if amount.0 <= 0 {
        return Err(Problem::field("amount", Text::new("grants-amount-positive")));
    }
    let (ordered, paid) = spending.delta(amount);
    let after = Grant {
        ordered: Cents(grant.ordered.0 + ordered),
        paid: Cents(grant.paid.0 + paid),
        version: grant.version + 1,
        ..grant.clone()
    };
    if after.ordered + after.paid > after.amount {
        let left = grant.amount - grant.ordered - grant.paid;
        return Err(refused("over-award", left));
    }
    let parts = take(unit, grant, year, spending, amount).await?;
    let data = json!({
        "year": year, "amount_cents": amount, "subject": { "kind": subject_kind, "id": subject_id },
    });
    step(unit, grant, &after, spending.action(), "", data).await?;
    let line = grant
        .budget_line_id
        .ok_or_else(|| Problem::refused("no-budget-line", Text::new("grants-no-budget-line")))?;
    let charges = parts.into_iter().flat_map(|(kind, amount)| {
        let of = |entry| Charge {
            line,
            year,
            kind: PotKind::Cash,
            entry,
            amount,
            from_reserved: false,
            subject_kind,
            subject_id,
            application_id: Some(grant.application_id.0),
        };
        let from_authority = kind == PotKind::Commitment;
        let before = (from_authority && spending == Spending::Order).then(|| of(LedgerEntry::Commit));
        let gives_back = matches!(spending, Spending::Cancel | Spending::Return);
        let behind = (from_authority && gives_back).then(|| of(LedgerEntry::Release));
        let entries: Vec<Charge> = spending.entries().iter().map(|entry| of(*entry)).collect();
        before.into_iter().chain(entries).chain(behind)
    });
    // in this order: what is committed first can be ordered, what is given back can be released
    for each in charges {
        budget::charge(unit, each).await?;
    }
    Ok(after)
}

fn refused(code: &'static str, left: Cents) -> Problem {
    Problem::refused(
        code,
        Text::new(format!("grants-{code}")).with("left", Ord::max(left, Cents::ZERO).format_de()),
    )
}

/// What an amendment adds to a year or to the award is ordered once it is final (handbook 2.5).
/// Error: refused (`amendment-open`), with what can be ordered now.
async fn require_payable(
    unit: &Unit<'_>,
    grant: &Grant,
    year: i64,
    amount: Cents,
    accounts: &[crate::TrancheAccount],
) -> Result<(), Problem> {
    let payable = queries::payable(unit.conn(), std::slice::from_ref(grant)).await?;
    let payable = payable.get(&grant.id).cloned().unwrap_or_default();
    let of_year = accounts.iter().filter(|account| account.tranche.year == year);
    let spent: Cents = of_year.clone().map(crate::TrancheAccount::spent).sum();
    let granted: Cents = of_year.map(|account| account.tranche.amount).sum();
    let in_year = payable.of_year(year) - spent;
    let in_all = payable.award - grant.ordered - grant.paid;
    let left = in_year.min(in_all);
    let is_narrowed = payable.of_year(year) < granted || payable.award < grant.amount;
    if is_narrowed && amount > left {
        return Err(refused("amendment-open", left));
    }
    Ok(())
}

/// Takes the amount from the tranches of the year, cash before commitment; says how much came from which kind.
async fn take(
    unit: &Unit<'_>,
    grant: &Grant,
    year: i64,
    spending: Spending,
    amount: Cents,
) -> Result<Vec<(PotKind, Cents)>, Problem> {
    let accounts = queries::accounts_of(unit.conn(), grant.id).await?;
    let of_year = accounts.iter().filter(|account| account.tranche.year == year);
    if spending == Spending::Order {
        require_payable(unit, grant, year, amount, &accounts).await?;
    }
    let free = |account: &&crate::TrancheAccount| match spending {
        Spending::Order => account.open(),
        Spending::Cancel | Spending::Pay => account.ordered,
        Spending::Return | Spending::Unpay => account.paid,
    };
    let all: Cents = of_year.clone().map(|account| free(&account)).sum();
    if amount > all {
        return Err(refused("over-tranche", all));
    }
    let mut rest = amount;
    let mut parts = Vec::new();
    for account in of_year {
        let part = Ord::min(rest, free(&account));
        if part.0 <= 0 {
            continue;
        }
        let (ordered, paid) = spending.delta(part);
        if !store::spend(unit, grant, account.tranche, ordered, paid).await? {
            return Err(Problem::Stale);
        }
        parts.push((account.tranche.kind, part));
        rest -= part;
    }
    Ok(parts)
}

/// Cuts the award in force to `to`: a new version of it, the difference released in the pots. `cause` says which verb did
/// it (`settle`, `reclaim`, `revoke`, `amend`). Error: refused `over-spent` when more than that is ordered and paid;
/// `Stale`.
pub async fn reduce(
    unit: &Unit<'_>,
    grant: &Grant,
    to: Cents,
    cause: &'static str,
    reason: &str,
) -> Result<Grant, Problem> {
    let accounts = queries::accounts_of(unit.conn(), grant.id).await?;
    let Some(parts) = rules::cut(&accounts, to) else {
        return Err(refused("over-spent", grant.ordered + grant.paid));
    };
    let after = Grant {
        amount: to,
        award: grant.award + 1,
        version: grant.version + 1,
        ..grant.clone()
    };
    store::insert_award(unit, grant.id, after.award, &parts).await?;
    if grant.share_basis.is_some() {
        let shares = queries::shares_of(unit.conn(), grant).await?;
        let shares = rules::split(to, grant.share_basis, shares.clone(), &shares);
        store::insert_shares(unit, grant.id, after.award, &shares).await?;
    }
    let data = json!({
        "cause": cause, "from_cents": grant.amount, "to_cents": to, "award": after.award,
    });
    let was: Vec<Tranche> = accounts.iter().map(|account| account.tranche).collect();
    let is: Vec<Tranche> = parts.iter().map(|account| account.tranche).collect();
    charge(unit, &after, rules::differences(&was, &is)).await?;
    step(unit, grant, &after, "reduce", reason, data).await?;
    Ok(after)
}
