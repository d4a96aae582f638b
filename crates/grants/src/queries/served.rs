//! Reads of deliveries, consents, requests for reinstatement, answers to offers, and of what may flow of an award.

use std::collections::{BTreeMap, HashMap, HashSet};

use applications::{Application, ApplicationId};
use base::{Cents, Ctx, Problem, Role, Scope};
use municipalities::BodyId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::access;
use crate::model::{
    CaseNotice, Channel, DeliveryId, DeliveryState, Grant, GrantId, NoticeDelivery, NoticeKind, OfferAnswer,
    Payable, PortalConsent, Reinstatement, ReinstatementId, ReinstatementState,
};
use crate::store::{case_notice as letter, consent, delivery, offer_answer, reinstatement, tranche};

/// The delivery of an act, without asking who wants it. Error: not found.
pub async fn delivery(db: &impl ConnectionTrait, id: DeliveryId) -> Result<NoticeDelivery, Problem> {
    delivery::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("delivery"))
}

/// The delivery of an act with its case, as the person may see them: the office and the addressee. Error: not found.
pub async fn delivery_seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: DeliveryId,
) -> Result<(NoticeDelivery, Application), Problem> {
    let row = delivery(db, id).await?;
    let case = applications::find(db, ctx, row.application_id).await?;
    let is_office = ctx.is_system() || ctx.has_any(access::OFFICE, Scope::Programme(row.programme_id));
    let is_addressee = ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(row.body_id.0));
    match case {
        Some(case) if is_office || is_addressee => Ok((row, case)),
        _ => Err(Problem::not_found("delivery")),
    }
}

/// The delivery of a letter, when it is an act that has one of its own.
pub async fn delivery_of(db: &impl ConnectionTrait, notice: Uuid) -> Result<Option<NoticeDelivery>, Problem> {
    Ok(delivery::Entity::find()
        .filter(delivery::Column::NoticeId.eq(notice))
        .one(db)
        .await?)
}

/// The deliveries of the acts of a case, with or without a grant, the first one first.
pub async fn deliveries_of(
    db: &impl ConnectionTrait,
    case: ApplicationId,
) -> Result<Vec<NoticeDelivery>, Problem> {
    Ok(delivery::Entity::find()
        .filter(delivery::Column::ApplicationId.eq(case))
        .order_by_asc(delivery::Column::Id)
        .all(db)
        .await?)
}

/// The deliveries of the acts of these cases. One statement per 1,000.
pub(crate) async fn deliveries_of_cases(
    db: &impl ConnectionTrait,
    cases: &[ApplicationId],
) -> Result<Vec<NoticeDelivery>, Problem> {
    let mut all = Vec::new();
    for chunk in cases.chunks(1_000) {
        let found = delivery::Entity::find()
            .filter(delivery::Column::ApplicationId.is_in(chunk.iter().copied()))
            .order_by_asc(delivery::Column::Id)
            .all(db)
            .await?;
        all.extend(found);
    }
    Ok(all)
}

/// The acts of these programmes that came back or were not fetched, and wait to be sent again.
pub(crate) async fn undelivered(
    db: &impl ConnectionTrait,
    programmes: &[Uuid],
) -> Result<Vec<NoticeDelivery>, Problem> {
    Ok(delivery::Entity::find()
        .filter(delivery::Column::ProgrammeId.is_in(programmes.iter().copied()))
        .filter(delivery::Column::State.eq(DeliveryState::Reissue))
        .order_by_asc(delivery::Column::Id)
        .all(db)
        .await?)
}

/// The consent of a body to be served through the portal, if one is in force.
pub async fn consent_of(db: &impl ConnectionTrait, body: BodyId) -> Result<Option<PortalConsent>, Problem> {
    Ok(consent::Entity::find()
        .filter(consent::Column::BodyId.eq(body))
        .filter(consent::Column::RevokedOn.is_null())
        .one(db)
        .await?)
}

/// All consents of a body, the latest first.
pub async fn consents_of(db: &impl ConnectionTrait, body: BodyId) -> Result<Vec<PortalConsent>, Problem> {
    Ok(consent::Entity::find()
        .filter(consent::Column::BodyId.eq(body))
        .order_by_desc(consent::Column::Id)
        .all(db)
        .await?)
}

/// Which of these bodies consented to the portal. One statement per 1,000.
pub(crate) async fn consenting(
    db: &impl ConnectionTrait,
    bodies: &[BodyId],
) -> Result<HashSet<BodyId>, Problem> {
    let mut all = HashSet::new();
    for chunk in bodies.chunks(1_000) {
        let found = consent::Entity::find()
            .filter(consent::Column::BodyId.is_in(chunk.iter().copied()))
            .filter(consent::Column::RevokedOn.is_null())
            .all(db)
            .await?;
        all.extend(found.into_iter().map(|row| row.body_id));
    }
    Ok(all)
}

/// How an act reaches a body when nobody chose: through the portal where it agreed to that, else by post.
pub(crate) async fn channel_of(db: &impl ConnectionTrait, body: BodyId) -> Result<Channel, Problem> {
    let consent = consent_of(db, body).await?;
    Ok(consent.map_or(Channel::Post, |_| Channel::Portal))
}

/// The requests for reinstatement of a case, the latest first.
pub async fn reinstatements_of(
    db: &impl ConnectionTrait,
    case: ApplicationId,
) -> Result<Vec<Reinstatement>, Problem> {
    Ok(reinstatement::Entity::find()
        .filter(reinstatement::Column::ApplicationId.eq(case))
        .order_by_desc(reinstatement::Column::Id)
        .all(db)
        .await?)
}

/// A request with its case, as the person may see them: the office and whoever acts for the applicant. Error: not found.
pub async fn reinstatement_seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ReinstatementId,
) -> Result<(Reinstatement, Application), Problem> {
    let row = reinstatement::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("reinstatement"))?;
    let case = applications::find(db, ctx, row.application_id)
        .await?
        .ok_or(Problem::not_found("reinstatement"))?;
    let is_office = ctx.is_system() || ctx.has_any(access::OFFICE, Scope::Programme(row.programme_id));
    let is_applicant = ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(case.lead_body_id.0));
    if is_office || is_applicant {
        Ok((row, case))
    } else {
        Err(Problem::not_found("reinstatement"))
    }
}

/// Requests of these programmes that wait in one of these states.
pub(crate) async fn reinstatements_waiting(
    db: &impl ConnectionTrait,
    programmes: &[Uuid],
    states: &[ReinstatementState],
) -> Result<Vec<Reinstatement>, Problem> {
    Ok(reinstatement::Entity::find()
        .filter(reinstatement::Column::ProgrammeId.is_in(programmes.iter().copied()))
        .filter(reinstatement::Column::State.is_in(states.iter().copied()))
        .order_by_asc(reinstatement::Column::Id)
        .all(db)
        .await?)
}

/// The answer to an offer of a part, if there is one.
pub async fn answer_to(db: &impl ConnectionTrait, notice: Uuid) -> Result<Option<OfferAnswer>, Problem> {
    Ok(offer_answer::Entity::find()
        .filter(offer_answer::Column::NoticeId.eq(notice))
        .one(db)
        .await?)
}

/// A letter to an applicant without a grant.
pub(crate) async fn case_notice(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<CaseNotice>, Problem> {
    Ok(letter::Entity::find_by_id(id).one(db).await?)
}

/// The latest offer of a part to a case, if one is out.
pub async fn offer_of(db: &impl ConnectionTrait, case: ApplicationId) -> Result<Option<CaseNotice>, Problem> {
    Ok(letter::Entity::find()
        .filter(letter::Column::ApplicationId.eq(case))
        .filter(letter::Column::Kind.eq(NoticeKind::PartialOffer))
        .order_by_desc(letter::Column::Id)
        .one(db)
        .await?)
}

/// What of these awards may flow, see [`Payable`]. One statement per 1,000, two where one was amended.
pub async fn payable(
    db: &impl ConnectionTrait,
    grants: &[Grant],
) -> Result<HashMap<GrantId, Payable>, Problem> {
    let mut open: HashMap<GrantId, i64> = HashMap::new();
    let mut parts: HashMap<GrantId, BTreeMap<i64, BTreeMap<i64, Cents>>> = HashMap::new();
    for chunk in grants.chunks(1_000) {
        let ids: Vec<GrantId> = chunk.iter().map(|grant| grant.id).collect();
        // a first award was never amended
        let amended = chunk.iter().filter(|grant| grant.award > 1);
        let amended: Vec<GrantId> = amended.map(|grant| grant.id).collect();
        if !amended.is_empty() {
            let contestable = delivery::Entity::find()
                .filter(delivery::Column::GrantId.is_in(amended))
                .filter(delivery::Column::Kind.eq(NoticeKind::Amendment))
                // where one was annulled, the award before it is in force again
                .filter(delivery::Column::State.is_not_in([DeliveryState::Final, DeliveryState::Annulled]))
                .all(db)
                .await?;
            for row in contestable {
                if let (Some(grant), Some(award)) = (row.grant_id, row.award) {
                    let first = open.entry(grant).or_insert(award);
                    *first = (*first).min(award);
                }
            }
        }
        let rows = tranche::Entity::find()
            .filter(tranche::Column::GrantId.is_in(ids))
            .all(db)
            .await?;
        for row in rows {
            let of_award = parts
                .entry(row.grant_id)
                .or_default()
                .entry(row.award)
                .or_default();
            *of_award.entry(row.year).or_default() += row.amount;
        }
    }
    let of_grant = |grant: &Grant| {
        let awards = parts.remove(&grant.id).unwrap_or_default();
        let last_final = open.get(&grant.id).map_or(grant.award, |first| first - 1);
        (
            grant.id,
            least(awards.range(last_final..=grant.award).map(|(_, years)| years)),
        )
    };
    Ok(grants.iter().map(of_grant).collect())
}

/// What all these versions of an award grant alike.
fn least<'a>(versions: impl Iterator<Item = &'a BTreeMap<i64, Cents>>) -> Payable {
    let mut versions = versions.peekable();
    let Some(first) = versions.next() else {
        return Payable::default();
    };
    let award = |years: &BTreeMap<i64, Cents>| years.values().copied().sum::<Cents>();
    let mut payable = Payable {
        award: award(first),
        years: first.clone(),
    };
    for years in versions {
        payable.award = payable.award.min(award(years));
        for (year, amount) in &mut payable.years {
            *amount = (*amount).min(years.get(year).copied().unwrap_or(Cents::ZERO));
        }
    }
    payable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_an_amendment_can_be_contested_only_what_all_versions_grant_flows() {
        let version = |years: &[(i64, i64)]| -> BTreeMap<i64, Cents> {
            years.iter().map(|(year, cents)| (*year, Cents(*cents))).collect()
        };
        let was = version(&[(2026, 1_500), (2027, 2_500)]);
        let moved = version(&[(2026, 2_500), (2027, 1_500)]);
        let both = least([&was, &moved].into_iter());
        assert_eq!(
            (both.award, both.of_year(2026), both.of_year(2027)),
            (Cents(4_000), Cents(1_500), Cents(1_500))
        );
        let less = version(&[(2026, 1_500), (2027, 500)]);
        assert_eq!(least([&was, &less].into_iter()).award, Cents(2_000));
        let later = version(&[(2026, 1_500), (2028, 2_500)]);
        let both = least([&was, &later].into_iter());
        assert_eq!(both.of_year(2028), Cents::ZERO, "a year of one version only");
        assert_eq!(both.of_year(2027), Cents::ZERO);
        assert_eq!(least([&was].into_iter()).of_year(2027), Cents(2_500));
    }
}
