//! Whether grants, their tranches and the ledger say the same.

use std::collections::BTreeMap;

use applications::{ApplicationId, ApplicationState};
use base::{Cents, Ctx, Problem};
use base_db::Db;
use budget::LedgerRow;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::model::{Grant, GrantId, GrantMode, GrantState, Tranche, TrancheAccount};
use crate::store::grant;
use crate::{queries, rules};

/// Grants looked at per round.
const BATCH: u64 = 500;

/// Findings for the operator, each naming the grant's number; empty means clean. Tranches and shares add up to the award
/// (handbook 12, no. 2 and 4), the ledger commits exactly the tranches of every grant that binds money, and grant,
/// tranches and ledger agree on what is ordered and paid (no. 1).
pub async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let mut findings = kept_reservations(db).await?;
    let mut last = GrantId(uuid::Uuid::nil());
    loop {
        let grants = grant::Entity::find()
            .filter(grant::Column::Id.gt(last))
            .order_by_asc(grant::Column::Id)
            .limit(BATCH)
            .all(db.reader())
            .await?;
        let Some(end) = grants.last() else {
            return Ok(findings);
        };
        last = end.id;
        let ids: Vec<GrantId> = grants.iter().map(|grant| grant.id).collect();
        let accounts = queries::accounts(db.reader(), &ids).await?;
        for grant in &grants {
            let parts = accounts.get(&grant.id).map(Vec::as_slice).unwrap_or_default();
            findings.extend(of_tranches(grant, parts));
            findings.extend(of_shares(db, grant).await?);
            let rows = budget::of_application(db.reader(), grant.application_id.0).await?;
            findings.extend(of_ledger(db, grant, parts, &rows).await?);
            findings.extend(of_spending(grant, parts, &rows));
        }
    }
}

/// Only a selected case holds a reservation: whichever way it ended, the money is free again.
async fn kept_reservations(db: &Db) -> Result<Vec<String>, Problem> {
    let held = budget::reserved_by_application(db.reader()).await?;
    let system = Ctx::system("check", db.now());
    let mut findings = Vec::new();
    for chunk in held.chunks(1_000) {
        let ids: Vec<ApplicationId> = chunk.iter().map(|(id, _)| ApplicationId(*id)).collect();
        let cases = applications::applications(db.reader(), &system, &ids).await?;
        for (id, cents) in chunk {
            let case = cases.get(&ApplicationId(*id));
            if case.is_some_and(|case| case.state == ApplicationState::Selected) {
                continue;
            }
            let state = case.map_or_else(|| "gone".to_owned(), |case| case.state.to_string());
            findings.push(format!(
                "application {id} ({state}): {} cents are still reserved for it",
                cents.0
            ));
        }
    }
    Ok(findings)
}

fn of_tranches(grant: &Grant, accounts: &[TrancheAccount]) -> Option<String> {
    let sum: Cents = accounts.iter().map(|account| account.tranche.amount).sum();
    (sum != grant.amount).then(|| {
        format!(
            "grant {}: tranches add up to {} cents, the award is {} cents",
            grant.number, sum.0, grant.amount.0
        )
    })
}

async fn of_shares(db: &Db, grant: &Grant) -> Result<Option<String>, Problem> {
    if grant.share_basis.is_none() {
        return Ok(None);
    }
    let shares = queries::shares_of(db.reader(), grant).await?;
    let sum: Cents = shares.iter().map(|share| share.amount).sum();
    Ok((sum != grant.amount).then(|| {
        format!(
            "grant {}: shares add up to {} cents, the award is {} cents",
            grant.number, sum.0, grant.amount.0
        )
    }))
}

async fn of_ledger(
    db: &Db,
    grant: &Grant,
    accounts: &[TrancheAccount],
    rows: &[LedgerRow],
) -> Result<Option<String>, Problem> {
    let pots = queries::pots(db.reader(), grant.budget_line_id).await?;
    let mine = rows
        .iter()
        .filter(|row| row.subject_kind == "grant" && row.subject_id == grant.id.0);
    let mut committed: BTreeMap<_, Cents> = BTreeMap::new();
    for row in mine {
        let pot = pots
            .iter()
            .find(|pot| pot.id == row.pot_id)
            .map(|pot| (pot.year, pot.kind));
        let place = pot.unwrap_or((0, budget::PotKind::Cash)); // another line's pot: a difference in any case
        *committed.entry(place).or_default() += Cents(row.delta.committed);
    }
    committed.retain(|_, cents| !cents.is_zero());
    let tranches: Vec<Tranche> = accounts.iter().map(|account| account.tranche).collect();
    let bound = if grant.state.binds_money() {
        rules::sum_by_pot(&tranches)
    } else {
        BTreeMap::new()
    };
    let said = |sums: &BTreeMap<_, Cents>| sums.values().map(|cents| cents.0).sum::<i64>();
    Ok((committed != bound).then(|| {
        format!(
            "grant {} ({}): the ledger commits {} cents, its tranches bind {} cents, or in other years",
            grant.number,
            grant.state,
            said(&committed),
            said(&bound)
        )
    }))
}

/// What is ordered and paid: of the grant, of its tranches, and in the ledger of the case. Support in kind is ordered by
/// its engagement, not from the grant.
fn of_spending(grant: &Grant, accounts: &[TrancheAccount], rows: &[LedgerRow]) -> Option<String> {
    if grant.mode == GrantMode::InKind || grant.state == GrantState::Declined {
        return None;
    }
    let of_grant = (grant.ordered.0, grant.paid.0);
    let sum = |of: fn(&TrancheAccount) -> Cents| accounts.iter().map(of).sum::<Cents>().0;
    let of_tranches = (sum(|account| account.ordered), sum(|account| account.paid));
    let sum = |of: fn(&LedgerRow) -> i64| rows.iter().map(of).sum::<i64>();
    let of_ledger = (sum(|row| row.delta.ordered), sum(|row| row.delta.paid));
    (of_grant != of_tranches || of_grant != of_ledger).then(|| {
        format!(
            "grant {}: ordered and paid are {of_grant:?} cents, of its tranches {of_tranches:?}, in the ledger {of_ledger:?}",
            grant.number
        )
    })
}
