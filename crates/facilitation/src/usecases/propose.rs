//! The coordination proposes a team for a project.

use base::{Cents, Ctx, Minutes, PersonId, Problem, Rate, Text};
use base_db::{Db, Entry, Unit};
use grants::GrantId;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use uuid::Uuid;

use crate::access;
use crate::mails;
use crate::model::{Answer, Engagement, EngagementId, EngagementState, Facilitator, FacilitatorId, Member};
use crate::queries;
use crate::rules;
use crate::store::{engagement, member};

/// A team for an issued grant in kind.
#[derive(Debug, Clone)]
pub struct Propose {
    pub grant: GrantId,
    pub team: Vec<FacilitatorId>,
}

/// Proposes the team (M-F01). Error: refused when the project is accompanied already (`engaged`), a member is not in the
/// pool (`not-in-pool`) or in a conflict (`conflict`: home town, employer, earlier work for the municipality).
pub async fn propose(db: &Db, ctx: &Ctx, command: Propose) -> Result<EngagementId, Problem> {
    let unit = db.write(ctx).await?;
    let id = propose_in(&unit, command, None).await?;
    unit.commit().await?;
    Ok(id)
}

/// The same within a unit; an engagement that takes over from `before` gets what is left there.
pub(crate) async fn propose_in(
    unit: &Unit<'_>,
    command: Propose,
    before: Option<&Engagement>,
) -> Result<EngagementId, Problem> {
    let ctx = unit.ctx();
    let grant = grants::grant(unit.conn(), command.grant).await?;
    access::may_coordinate(ctx, grant.programme_id)?;
    applications::application(unit.conn(), ctx, grant.application_id).await?;
    let open = queries::to_fill(unit.conn(), grant.programme_id).await?;
    if !open.iter().any(|open| open.id == grant.id) {
        return Err(Problem::refused("engaged", Text::new("facilitation-engaged")));
    }
    if !rules::TEAM.contains(&command.team.len()) {
        return Err(Problem::field("team", Text::new("facilitation-team-size")));
    }
    let pool = queries::by_ids(unit.conn(), &command.team).await?;
    let team: Vec<&Facilitator> = command.team.iter().filter_map(|id| pool.get(id)).collect();
    if team.len() != command.team.len()
        || team
            .iter()
            .any(|one| !one.active || one.programme_id != grant.programme_id)
    {
        return Err(Problem::refused(
            "not-in-pool",
            Text::new("facilitation-not-in-pool"),
        ));
    }
    refuse_conflicts(unit, grant.application_id, &team).await?;
    let lead = team[0];
    let row = Engagement {
        id: EngagementId::new(),
        grant_id: grant.id,
        application_id: grant.application_id,
        call_id: grant.call_id,
        programme_id: grant.programme_id,
        body_id: grant.body_id,
        body_name: grant.body_name,
        number: grant.number,
        title: grant.title,
        state: EngagementState::Proposed,
        contract_no: None,
        contingent_minutes: before.map_or(Minutes(0), Engagement::rest),
        approved_minutes: Minutes(0),
        over_minutes: Minutes(0),
        warned_percent: 0,
        day_rate_cents: lead.day_rate_cents,
        vat_rate: if lead.vat_liable { rules::VAT } else { Rate(0) },
        day_minutes: Minutes::DAY, // the contract's terms come with the contract
        half_day_steps: false,
        value_cap_cents: grant.amount,
        from_on: Some(grant.from_on),
        until_on: Some(grant.until_on),
        first_talk_on: None,
        reason: None,
        proposed_by: ctx.person_id().map(|id| id.0),
        prepared_by: None,
        assigned_by: None,
        replaces: before.map(|before| before.id),
        created_at: ctx.now,
        version: 1,
    };
    engagement::Entity::insert(active(&row))
        .exec_without_returning(unit.conn())
        .await?;
    let members: Vec<Member> = team
        .iter()
        .map(|one| Member {
            id: Uuid::now_v7(),
            engagement_id: row.id,
            facilitator_id: one.id,
            person_id: one.person_id,
            answer: Answer::Open,
        })
        .collect();
    let rows = members.iter().map(|one| member::ActiveModel {
        id: Set(one.id),
        engagement_id: Set(one.engagement_id),
        facilitator_id: Set(one.facilitator_id),
        person_id: Set(one.person_id),
        answer: Set(one.answer),
    });
    member::Entity::insert_many(rows)
        .exec_without_returning(unit.conn())
        .await?;
    mails::proposed(unit, &row, &members).await?;
    unit.audit(
        Entry::new("engagement", row.id, "propose")
            .case(row.application_id)
            .to(row.state),
    )
    .await?;
    Ok(row.id)
}

/// Home town, employer and earlier dependency exclude (handbook 4.3, 5.6); having facilitated there before does not.
async fn refuse_conflicts(
    unit: &Unit<'_>,
    case: applications::ApplicationId,
    team: &[&Facilitator],
) -> Result<(), Problem> {
    let persons: Vec<PersonId> = team
        .iter()
        .filter_map(|one| one.person_id)
        .map(PersonId)
        .collect();
    let bodies: Vec<Uuid> = applications::parties(unit.conn(), &[case])
        .await?
        .remove(&case)
        .unwrap_or_default()
        .iter()
        .map(|party| party.body_id.0)
        .collect();
    let today = base::calendar::local_date(unit.now());
    for tie in people::affiliations(unit.conn(), &persons).await? {
        let holds = tie.until_on.is_none_or(|until| until >= today);
        if holds && tie.kind != "FACILITATOR" && bodies.contains(&tie.body_id) {
            let name = team
                .iter()
                .find(|one| one.person_id == Some(tie.person.0))
                .map_or("", |one| &one.name);
            return Err(Problem::refused(
                "conflict",
                Text::new("facilitation-conflict").with("name", name),
            ));
        }
    }
    Ok(())
}

fn active(row: &Engagement) -> engagement::ActiveModel {
    engagement::ActiveModel {
        id: Set(row.id),
        grant_id: Set(row.grant_id),
        application_id: Set(row.application_id),
        call_id: Set(row.call_id),
        programme_id: Set(row.programme_id),
        body_id: Set(row.body_id),
        body_name: Set(row.body_name.clone()),
        number: Set(row.number.clone()),
        title: Set(row.title.clone()),
        state: Set(row.state),
        contract_no: Set(None),
        contingent_minutes: Set(row.contingent_minutes),
        approved_minutes: Set(row.approved_minutes),
        over_minutes: Set(row.over_minutes),
        warned_percent: Set(0),
        day_rate_cents: Set(row.day_rate_cents),
        vat_rate: Set(row.vat_rate),
        day_minutes: Set(row.day_minutes),
        half_day_steps: Set(row.half_day_steps),
        value_cap_cents: Set(Cents(row.value_cap_cents.0)),
        from_on: Set(row.from_on),
        until_on: Set(row.until_on),
        first_talk_on: Set(None),
        reason: Set(None),
        proposed_by: Set(row.proposed_by),
        prepared_by: Set(None),
        assigned_by: Set(None),
        replaces: Set(row.replaces),
        created_at: Set(row.created_at),
        version: Set(1),
    }
}
