//! Reads of amendments, versions of an award, plan and shares.

use std::collections::{BTreeMap, HashMap};

use applications::{ApplicationId, PartyRole};
use base::{Cents, Ctx, Problem};
use municipalities::BodyId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::accounts_of;
use crate::model::{
    Amendment, AmendmentId, AmendmentKind, AmendmentState, Change, Circle, Grant, GrantId, PlanAmount, Share,
    Terms, Tranche, Version,
};
use crate::rules;
use crate::store::{amendment, amendment_item, share, tranche};

/// An amendment, without asking who wants it. Error: not found.
pub async fn amendment(db: &impl ConnectionTrait, id: AmendmentId) -> Result<Amendment, Problem> {
    amendment::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("amendment"))
}

/// An amendment with its grant and case, as the person may see them. Error: not found.
pub async fn amendment_seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: AmendmentId,
) -> Result<(Amendment, Grant, applications::Application), Problem> {
    let amendment = amendment(db, id).await?;
    let (grant, application) = super::seen(db, ctx, amendment.grant_id).await?;
    Ok((amendment, grant, application))
}

/// The amendments of a grant, the latest first.
pub async fn amendments_of(db: &impl ConnectionTrait, id: GrantId) -> Result<Vec<Amendment>, Problem> {
    Ok(amendment::Entity::find()
        .filter(amendment::Column::GrantId.eq(id))
        .order_by_desc(amendment::Column::Number)
        .all(db)
        .await?)
}

/// What an amendment wants, in the order of the kinds.
pub async fn changes_of(db: &impl ConnectionTrait, id: AmendmentId) -> Result<Vec<Change>, Problem> {
    let mut rows = amendment_item::Entity::find()
        .filter(amendment_item::Column::AmendmentId.eq(id))
        .all(db)
        .await?;
    rows.sort_unstable_by_key(|row| row.kind);
    rows.iter().map(amendment_item::Model::change).collect()
}

/// The kinds that another open request of the grant has, with that request.
pub(crate) async fn open_kinds(
    db: &impl ConnectionTrait,
    grant: GrantId,
    but: Option<AmendmentId>,
) -> Result<BTreeMap<AmendmentKind, i64>, Problem> {
    let rows = amendment_item::Entity::find()
        .filter(amendment_item::Column::GrantId.eq(grant))
        .filter(amendment_item::Column::IsOpen.eq(true))
        .all(db)
        .await?;
    let numbers: BTreeMap<AmendmentId, i64> = amendments_of(db, grant)
        .await?
        .into_iter()
        .map(|amendment| (amendment.id, amendment.number))
        .collect();
    let others = rows.iter().filter(|row| Some(row.amendment_id) != but);
    Ok(others
        .filter_map(|row| Some((row.kind, *numbers.get(&row.amendment_id)?)))
        .collect())
}

/// The amendments in these states that the person may see; for the home page.
pub(crate) async fn amendments_waiting(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    states: &[AmendmentState],
) -> Result<Vec<(Amendment, Grant)>, Problem> {
    let rows = amendment::Entity::find()
        .filter(amendment::Column::State.is_in(states.iter().copied()))
        .order_by_asc(amendment::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<GrantId> = rows.iter().map(|row| row.grant_id).collect();
    let mut grants = BTreeMap::new();
    for chunk in ids.chunks(1_000) {
        let found = super::visible(ctx)
            .filter(crate::store::grant::Column::Id.is_in(chunk.iter().copied()))
            .all(db)
            .await?;
        grants.extend(found.into_iter().map(|grant| (grant.id, grant)));
    }
    let pair = |row: Amendment| grants.get(&row.grant_id).cloned().map(|grant| (row, grant));
    Ok(rows.into_iter().filter_map(pair).collect())
}

/// The plan's costs in force: of the application, or as the latest amendment shifted them. Empty without a plan.
pub async fn plan_of(db: &impl ConnectionTrait, grant: &Grant) -> Result<Vec<PlanAmount>, Problem> {
    let issued = amendments_of(db, grant.id).await?;
    for amendment in issued.iter().filter(|one| one.state == AmendmentState::Issued) {
        for change in changes_of(db, amendment.id).await? {
            if let Change::PlanShift { items } = change {
                return Ok(rules::by_kind(&items));
            }
        }
    }
    let plan = applications::plan::plan(db, grant.application_id).await?;
    let items: Vec<PlanAmount> = plan
        .items
        .into_iter()
        .filter(|(_, kind, _)| kind.is_cost())
        .map(|(_, kind, amount)| PlanAmount { kind, amount })
        .collect();
    Ok(rules::by_kind(&items))
}

/// What the bodies of a joint grant get of the award in force, the lead first; empty for a single grantee.
pub async fn shares_of(db: &impl ConnectionTrait, grant: &Grant) -> Result<Vec<Share>, Problem> {
    let rows = share::Entity::find()
        .filter(share::Column::GrantId.eq(grant.id))
        .filter(share::Column::Award.eq(grant.award))
        .order_by_asc(share::Column::Position)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Share::from).collect())
}

/// Who takes part in these projects, the lead first, with what they agreed on; places of action get nothing.
pub(crate) async fn circles(
    db: &impl ConnectionTrait,
    cases: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Circle>, Problem> {
    let mut parties = applications::parties(db, cases).await?;
    for list in parties.values_mut() {
        list.retain(|party| party.role != PartyRole::PlaceOfAction);
    }
    let ids: Vec<BodyId> = parties.values().flatten().map(|party| party.body_id).collect();
    let mut bodies = HashMap::new();
    for chunk in ids.chunks(1_000) {
        bodies.extend(municipalities::bodies(db, chunk).await?);
    }
    let circle = |list: Vec<applications::Party>| {
        let is_agreed = list
            .iter()
            .all(|party| party.share.is_some_and(|share| share.0 > 0));
        let share = |party: applications::Party| Share {
            body_id: party.body_id,
            population: bodies.get(&party.body_id).and_then(|body| body.population),
            name: party.name,
            amount: party.share.unwrap_or(Cents::ZERO),
        };
        Circle {
            bodies: list.into_iter().map(share).collect(),
            is_agreed,
        }
    };
    Ok(parties.into_iter().map(|(id, list)| (id, circle(list))).collect())
}

/// The award in force as an amendment sees it.
pub(crate) async fn terms(db: &impl ConnectionTrait, grant: &Grant) -> Result<Terms, Problem> {
    let mut shares = shares_of(db, grant).await?;
    if shares.is_empty() {
        let body = municipalities::body(db, grant.body_id).await?;
        shares.push(Share {
            body_id: grant.body_id,
            name: grant.body_name.clone(),
            population: body.population,
            amount: grant.amount,
        });
    }
    Ok(Terms {
        amount: grant.amount,
        eligible: grant.eligible,
        until_on: grant.until_on,
        purpose: grant.purpose.clone(),
        objectives: grant.objectives.clone(),
        tranches: accounts_of(db, grant.id).await?,
        plan: plan_of(db, grant).await?,
        share_basis: grant.share_basis,
        shares,
    })
}

/// Every version of the award, the latest first: what it was and what brought it.
pub async fn versions_of(db: &impl ConnectionTrait, grant: &Grant) -> Result<Vec<Version>, Problem> {
    let rows = tranche::Entity::find()
        .filter(tranche::Column::GrantId.eq(grant.id))
        .filter(tranche::Column::Award.lte(grant.award))
        .all(db)
        .await?;
    let mut by_award: BTreeMap<i64, Vec<Tranche>> = BTreeMap::new();
    for row in rows {
        by_award.entry(row.award).or_default().push(row.tranche()?);
    }
    let amendments = amendments_of(db, grant.id).await?;
    let version = |(award, mut tranches): (i64, Vec<Tranche>)| {
        tranches.sort_unstable();
        let brought = amendments.iter().find(|one| one.award == Some(award));
        Version {
            award,
            amount: tranches.iter().map(|part| part.amount).sum(),
            tranches,
            amendment: brought.map(|one| one.id),
            notice_id: brought.and_then(|one| one.notice_id),
        }
    };
    Ok(by_award.into_iter().rev().map(version).collect())
}
