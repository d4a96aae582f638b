//! Whether grants, their tranches and the ledger say the same.

use std::collections::BTreeMap;

use base::{Cents, Problem};
use base_db::Db;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::model::{Grant, GrantId, Tranche};
use crate::store::grant;
use crate::{queries, rules};

/// Grants looked at per round.
const BATCH: u64 = 500;

/// Findings for the operator, each naming the grant's number; empty means clean. Σ tranches = award (handbook 12,
/// no. 2), and the ledger commits exactly the tranches of every grant that is countersigned and not declined.
pub async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let mut findings = Vec::new();
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
        let tranches = queries::tranches(db.reader(), &ids).await?;
        for grant in &grants {
            let parts = tranches.get(&grant.id).map(Vec::as_slice).unwrap_or_default();
            findings.extend(of_tranches(grant, parts));
            findings.extend(of_ledger(db, grant, parts).await?);
        }
    }
}

fn of_tranches(grant: &Grant, tranches: &[Tranche]) -> Option<String> {
    let sum: Cents = tranches.iter().map(|part| part.amount).sum();
    (sum != grant.amount).then(|| {
        format!(
            "grant {}: tranches add up to {} cents, the award is {} cents",
            grant.number, sum.0, grant.amount.0
        )
    })
}

async fn of_ledger(db: &Db, grant: &Grant, tranches: &[Tranche]) -> Result<Option<String>, Problem> {
    let pots = queries::pots(db.reader(), grant.budget_line_id).await?;
    let rows = budget::of_application(db.reader(), grant.application_id.0).await?;
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
    let bound = if grant.state.binds_money() {
        rules::sum_by_pot(tranches)
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
