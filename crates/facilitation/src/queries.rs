//! Reads for pages and for later crates.

use std::collections::HashMap;

use applications::ApplicationId;
use base::{Cents, Ctx, Minutes, PersonId, Problem};
use base_db::{Page, PageRequest, page};
use calls::ProgrammeId;
use chrono::NaiveDate;
use grants::{Grant, GrantId};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::access;
use crate::model::{Answer, Engagement, EngagementId, EngagementState, Facilitator, FacilitatorId, Member};
use crate::rules::SupportTerms;
use crate::store::{engagement, facilitator, member};

/// The pool of the programmes this person works for, by name.
pub async fn facilitators(conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Facilitator>, Problem> {
    Ok(facilitator::Entity::find()
        .filter(facilitator::Column::ProgrammeId.is_in(access::programmes(ctx)))
        .order_by_asc(facilitator::Column::Name)
        .limit(1_000)
        .all(conn)
        .await?)
}

/// A member of the pool. Error: not found for strangers of the programme.
pub async fn facilitator(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: FacilitatorId,
) -> Result<Facilitator, Problem> {
    let found = facilitator::Entity::find_by_id(id)
        .one(conn)
        .await?
        .ok_or(Problem::not_found("facilitator"))?;
    if access::is_staff(ctx, found.programme_id) {
        Ok(found)
    } else {
        Err(Problem::not_found("facilitator"))
    }
}

/// Staff see their programmes' engagements, facilitators their own. Whoever is barred from a case sees none of it.
fn visible(ctx: &Ctx) -> Condition {
    let own = ctx.person_id().map(|person| {
        member::Entity::find()
            .select_only()
            .column(member::Column::EngagementId)
            .filter(member::Column::PersonId.eq(person.0))
            .into_query()
    });
    let mut seen = Condition::any().add(engagement::Column::ProgrammeId.is_in(access::programmes(ctx)));
    if let Some(own) = own {
        seen = seen.add(engagement::Column::Id.in_subquery(own));
    }
    let open = ctx
        .person_id()
        .map(|me| engagement::Column::ApplicationId.not_in_subquery(applications::barred_cases(me)));
    Condition::all().add(seen).add_option(open)
}

/// The engagement, if the person may see it. Error: not found.
pub async fn engagement(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: EngagementId,
) -> Result<Engagement, Problem> {
    let found = engagement::Entity::find_by_id(id)
        .filter(visible(ctx))
        .one(conn)
        .await?;
    let found = found.ok_or(Problem::not_found("engagement"))?;
    let is_member = match ctx.person_id() {
        Some(person) => members(conn, &[id])
            .await?
            .iter()
            .any(|member| member.person_id == Some(person.0)),
        None => false,
    };
    // The case's own rule: barred persons do not see it, whatever their role.
    if is_member
        || applications::find(conn, ctx, found.application_id)
            .await?
            .is_some()
    {
        Ok(found)
    } else {
        Err(Problem::not_found("engagement"))
    }
}

/// Engagements the person may see, the latest first.
pub async fn engagements(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    states: &[EngagementState],
    request: PageRequest,
) -> Result<Page<Engagement>, Problem> {
    let mut query = engagement::Entity::find()
        .filter(visible(ctx))
        .order_by_desc(engagement::Column::Id);
    if !states.is_empty() {
        query = query.filter(engagement::Column::State.is_in(states.iter().copied()));
    }
    page::fetch(conn, query, request).await
}

/// The engagements of a facilitator's account in one of the states.
pub async fn engagements_of_person(
    conn: &impl ConnectionTrait,
    person: PersonId,
    states: &[EngagementState],
) -> Result<Vec<Engagement>, Problem> {
    let own = member::Entity::find()
        .select_only()
        .column(member::Column::EngagementId)
        .filter(member::Column::PersonId.eq(person.0))
        .into_query();
    Ok(engagement::Entity::find()
        .filter(engagement::Column::Id.in_subquery(own))
        .filter(engagement::Column::State.is_in(states.iter().copied()))
        .filter(engagement::Column::ApplicationId.not_in_subquery(applications::barred_cases(person)))
        .order_by_asc(engagement::Column::BodyName)
        .all(conn)
        .await?)
}

/// The living engagement of a case that was read before, if there is one.
pub async fn engagement_of(
    conn: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Option<Engagement>, Problem> {
    Ok(engagement::Entity::find()
        .filter(engagement::Column::ApplicationId.eq(application))
        .filter(engagement::Column::State.is_not_in([EngagementState::Declined, EngagementState::Terminated]))
        .order_by_desc(engagement::Column::Id)
        .one(conn)
        .await?)
}

/// Every engagement of a case that was read before, also those that came to nothing, the first one first.
pub(crate) async fn all_of(
    conn: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Vec<Engagement>, Problem> {
    Ok(engagement::Entity::find()
        .filter(engagement::Column::ApplicationId.eq(application))
        .order_by_asc(engagement::Column::Id)
        .all(conn)
        .await?)
}

/// The teams of several engagements.
pub async fn members(conn: &impl ConnectionTrait, ids: &[EngagementId]) -> Result<Vec<Member>, Problem> {
    Ok(member::Entity::find()
        .filter(member::Column::EngagementId.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// Facilitators by id.
pub async fn by_ids(
    conn: &impl ConnectionTrait,
    ids: &[FacilitatorId],
) -> Result<HashMap<FacilitatorId, Facilitator>, Problem> {
    let found = facilitator::Entity::find()
        .filter(facilitator::Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    Ok(found
        .into_iter()
        .map(|facilitator| (facilitator.id, facilitator))
        .collect())
}

/// Issued grants in kind that nobody accompanies yet („Begleitung zu besetzen“).
pub async fn to_fill(conn: &impl ConnectionTrait, programme: Uuid) -> Result<Vec<Grant>, Problem> {
    let mut grants = grants::issued_in_kind(conn, programme).await?;
    let taken: Vec<Engagement> = engagement::Entity::find()
        .filter(engagement::Column::ProgrammeId.eq(programme))
        .filter(engagement::Column::State.is_not_in([EngagementState::Declined, EngagementState::Terminated]))
        .all(conn)
        .await?;
    grants.retain(|grant| !taken.iter().any(|engagement| engagement.grant_id == grant.id));
    Ok(grants)
}

/// The same without cases the person is barred from.
pub(crate) async fn to_fill_by(
    conn: &impl ConnectionTrait,
    ctx: &base::Ctx,
    programme: Uuid,
) -> Result<Vec<Grant>, Problem> {
    let mut grants = to_fill(conn, programme).await?;
    if let Some(me) = ctx.person_id() {
        let barred = applications::barred(conn, me).await?;
        grants.retain(|grant| !barred.contains(&grant.application_id));
    }
    Ok(grants)
}

/// How many grants [`to_fill_by`] would give.
pub(crate) async fn count_to_fill(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    programme: Uuid,
) -> Result<u64, Problem> {
    let barred = match ctx.person_id() {
        Some(me) => applications::barred(conn, me).await?,
        None => Vec::new(),
    };
    if !barred.is_empty() {
        return Ok(to_fill_by(conn, ctx, programme).await?.len() as u64);
    }
    let taken = engagement::Entity::find()
        .select_only()
        .column(engagement::Column::GrantId)
        .filter(engagement::Column::ProgrammeId.eq(programme))
        .filter(engagement::Column::State.is_not_in([EngagementState::Declined, EngagementState::Terminated]))
        .into_query();
    grants::count_in_kind_without(conn, programme, taken).await
}

/// How many of a facilitator's engagements wait: those to answer, and those to start.
pub(crate) async fn count_of_person(
    conn: &impl ConnectionTrait,
    person: PersonId,
    state: EngagementState,
    answer: Option<Answer>,
) -> Result<u64, Problem> {
    let mut own = member::Entity::find()
        .select_only()
        .column(member::Column::EngagementId)
        .filter(member::Column::PersonId.eq(person.0));
    if let Some(answer) = answer {
        own = own.filter(member::Column::Answer.eq(answer));
    }
    Ok(engagement::Entity::find()
        .filter(engagement::Column::Id.in_subquery(own.into_query()))
        .filter(engagement::Column::State.eq(state))
        .count(conn)
        .await?)
}

/// How many engagements in a state the person may see.
pub(crate) async fn count(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    state: EngagementState,
) -> Result<u64, Problem> {
    Ok(engagement::Entity::find()
        .filter(visible(ctx))
        .filter(engagement::Column::State.eq(state))
        .count(conn)
        .await?)
}

/// Id, number and used minutes of every engagement, for the check of hours.
pub async fn used_minutes(
    conn: &impl ConnectionTrait,
) -> Result<Vec<(EngagementId, String, Minutes)>, Problem> {
    Ok(engagement::Entity::find()
        .select_only()
        .column(engagement::Column::Id)
        .column(engagement::Column::Number)
        .column(engagement::Column::ApprovedMinutes)
        .order_by_asc(engagement::Column::Number)
        .order_by_asc(engagement::Column::Id)
        .into_tuple()
        .all(conn)
        .await?)
}

/// What the programme says about support on a day.
pub async fn support_terms(
    conn: &impl ConnectionTrait,
    programme: Uuid,
    day: NaiveDate,
) -> Result<SupportTerms, Problem> {
    let parameters = calls::parameters(conn, ProgrammeId(programme), day).await?;
    Ok(SupportTerms {
        step: Minutes(parameters.hours_granularity_minutes),
        day: Minutes(parameters.day_minutes),
        half_day_steps: !parameters.days_in_proportion,
        hard_stop: parameters.contingent_hard_stop,
    })
}

/// What the ended engagements of a grant used of its value.
pub(crate) async fn used_value(conn: &impl ConnectionTrait, grant: GrantId) -> Result<Cents, Problem> {
    let ended = engagement::Entity::find()
        .filter(engagement::Column::GrantId.eq(grant))
        .filter(engagement::Column::State.eq(EngagementState::Terminated))
        .all(conn)
        .await?;
    Ok(ended
        .iter()
        .map(|one| one.with_vat(one.net(&[one.approved_minutes])))
        .sum())
}
