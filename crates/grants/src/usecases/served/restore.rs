//! An amendment that did not last: what was in force before it is in force again, as a further version of the award with its
//! years, shares, means, words and end. Due dates follow the end, as they do with an amendment.

use std::collections::BTreeSet;

use base::{Problem, Text};
use base_db::Unit;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::super::{amend, charge, step};
use crate::model::{
    Amendment, AmendmentKind, AmendmentState, Grant, GrantState, NoticeDelivery, Said, Share, Tranche,
};
use crate::{queries, rules, store};

/// Annuls the amendment that was served by this delivery. What later acts did to the award stays; a grant that is over has
/// no award to restore. Error: refused (`restore-spent`, `over-budget` with what is left), `Stale`.
pub(super) async fn restore(unit: &Unit<'_>, delivery: &NoticeDelivery, remark: &str) -> Result<(), Problem> {
    let (Some(grant), Some(award)) = (delivery.grant_id, delivery.award) else {
        return Ok(());
    };
    let grant = store::load(unit, grant).await?;
    let amendments = queries::amendments_of(unit.conn(), grant.id).await?;
    let amendment = amendments.iter().find(|one| one.award == Some(award));
    let amendment = amendment.ok_or(Problem::not_found("amendment"))?;
    let annulled = Amendment {
        state: AmendmentState::Annulled,
        version: amendment.version + 1,
        ..amendment.clone()
    };
    let data = json!({ "award": award });
    amend::step(unit, amendment, &annulled, "annul", remark, data).await?;
    let is_over = matches!(
        grant.state,
        GrantState::Declined | GrantState::Settled | GrantState::Revoked | GrantState::Closed
    );
    if is_over {
        return Ok(());
    }
    let versions = queries::versions_of(unit.conn(), &grant).await?;
    let of = |award: i64| {
        let found = versions.iter().find(|version| version.award == award);
        found.map(|version| version.tranches.clone()).unwrap_or_default()
    };
    let accounts = queries::accounts_of(unit.conn(), grant.id).await?;
    let parts = rules::without(&accounts, &of(award - 1), &of(award)).ok_or_else(|| {
        let text = Text::new("grants-restore-spent").with("number", grant.number.as_str());
        Problem::refused("restore-spent", text)
    })?;
    let (next, mut shares) = said_again(unit.conn(), &grant, amendment, &amendments).await?;
    let next = Grant {
        award: grant.award + 1,
        amount: parts.iter().map(|account| account.tranche.amount).sum(),
        version: grant.version + 1,
        ..next
    };
    store::insert_award(unit, next.id, next.award, &parts).await?;
    if next.share_basis.is_some() {
        shares = rules::split(next.amount, next.share_basis, shares.clone(), &shares);
        store::insert_shares(unit, next.id, next.award, &shares).await?;
    }
    let was: Vec<Tranche> = accounts.iter().map(|account| account.tranche).collect();
    let is: Vec<Tranche> = parts.iter().map(|account| account.tranche).collect();
    let movements = rules::differences(&was, &is);
    if !movements.is_empty() {
        charge(unit, &next, movements).await?;
    }
    let data = json!({
        "annulled": award, "award": next.award, "from_cents": grant.amount, "to_cents": next.amount,
    });
    step(unit, &grant, &next, "restore", remark, data).await
}

/// The grant with what it said before the amendment, and its circle; what a later amendment said anew stays.
async fn said_again(
    db: &impl ConnectionTrait,
    grant: &Grant,
    amendment: &Amendment,
    amendments: &[Amendment],
) -> Result<(Grant, Vec<Share>), Problem> {
    let mut undone: BTreeSet<AmendmentKind> = BTreeSet::new();
    for change in queries::changes_of(db, amendment.id).await? {
        undone.insert(change.kind());
    }
    let is_later = |one: &&Amendment| one.state == AmendmentState::Issued && one.award > amendment.award;
    let mut has_other_circle = false;
    for later in amendments.iter().filter(is_later) {
        for change in queries::changes_of(db, later.id).await? {
            undone.remove(&change.kind());
            has_other_circle |= change.kind() == AmendmentKind::Partner;
        }
    }
    let mut next = grant.clone();
    if let Some(said) = &amendment.said_before {
        let said: Said = serde_json::from_str(said).map_err(Problem::broken)?;
        if undone.contains(&AmendmentKind::Time) {
            next.until_on = said.until_on;
        }
        if undone.contains(&AmendmentKind::Scope) {
            next.purpose = said.purpose;
            next.objectives = said.objectives;
        }
        if undone.contains(&AmendmentKind::AmountDown) {
            next.eligible = said.eligible;
        }
        if undone.contains(&AmendmentKind::Partner) {
            next.share_basis = said.share_basis;
        }
    }
    let of = Grant {
        award: match (has_other_circle, amendment.award) {
            (false, Some(award)) => award - 1,
            _ => grant.award,
        },
        ..grant.clone()
    };
    Ok((next, queries::shares_of(db, &of).await?))
}
