//! A member finds the own impartiality doubtful; the others decide without the member (handbook 4.3; §§ 20 Abs. 4, 21
//! LVwVfG).

use applications::{Access, ApplicationId};
use assessment::Ruling;
use base::{Ctx, PersonId, Problem, Text};
use base_db::{Db, Entry, Unit};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::words;
use crate::model::{Concern, ConcernId, MeetingId, MeetingRecord, MeetingState, MemberId};
use crate::rules::vote;
use crate::store::{concern, exclusion, insert_all, recusal};
use crate::{access, queries};

/// What was decided about a concern, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleOnConcern {
    pub meeting: MeetingId,
    pub concern: ConcernId,
    pub ruling: Ruling,
    pub reason: String,
}

/// Notes the concern; until it is ruled on, the person sees nothing of the case and no vote counts the seat. Error:
/// refused for a second concern about the same case.
pub(super) async fn note_concern(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    person: PersonId,
    application: ApplicationId,
    reason: String,
) -> Result<(), Problem> {
    if queries::concern_of(unit.conn(), person, application)
        .await?
        .is_some()
    {
        return Err(Problem::refused(
            "concern-known",
            Text::new("concerns-refused-known"),
        ));
    }
    let id = ConcernId::new();
    let entry = Entry::new("member_concern", id, "declare")
        .case(application)
        .reason(&reason);
    let row = Concern {
        id,
        meeting_id: record.meeting.id,
        application_id: application,
        person_id: person,
        member_id: record.seat_of(person).map(|seat| seat.id),
        reason,
        declared_at: unit.now(),
        ruling: None,
        ruling_reason: None,
        ruled_by: None,
        ruled_at: None,
    };
    insert_all::<concern::Entity, _>(unit.conn(), vec![row]).await?;
    applications::grant_access(unit, person, application, Access::Barred).await?;
    unit.audit(entry).await
}

/// CLEARED: the member takes part and sees the case; EXCLUDED: the member does not, as if declared so. Roles: SV, GS, who
/// enter what the group decided without the member; never the person concerned. Error: not found for whoever is barred
/// from the case; refused once it is ruled on or the application is decided, and to clear whom something else excludes.
pub async fn rule_on_concern(db: &Db, ctx: &Ctx, command: RuleOnConcern) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, command.meeting).await?;
    access::require_recorder(ctx, &record.committee)?;
    if !is_open(&record) {
        return Err(vote::wrong_state(record.meeting.state));
    }
    let known = queries::concerns(unit.conn(), &record.meeting).await?;
    let concern = known
        .into_iter()
        .find(|one| one.id == command.concern)
        .ok_or(Problem::not_found("concern"))?;
    let (person, application) = (concern.person_id, concern.application_id);
    applications::application(unit.conn(), ctx, application).await?;
    ctx.require_other_person(&[Some(person)])?;
    let item = record
        .items
        .iter()
        .find(|item| item.application_id == application);
    if concern.ruling.is_some() || item.is_some_and(|item| item.result.is_some()) {
        return Err(Problem::refused(
            "concern-ruled",
            Text::new("concerns-refused-ruled"),
        ));
    }
    let reason = words("reason", &command.reason)?;
    rule(&unit, &concern, command.ruling, &reason).await?;
    let seats: Vec<MemberId> = record
        .members
        .iter()
        .filter(|seat| seat.person_id == Some(person))
        .map(|seat| seat.id)
        .collect();
    match command.ruling {
        Ruling::Cleared => {
            require_nothing_else(&unit, person, application).await?;
            applications::revoke_access(&unit, person, application, Access::Barred).await?;
            applications::open_declared(&unit, person, &[application]).await?;
            // who had to leave the room when the item was called is back and counts
            if let Some(item) = item {
                exclusion::Entity::delete_many()
                    .filter(exclusion::Column::ItemId.eq(item.id))
                    .filter(exclusion::Column::MemberId.is_in(seats))
                    .exec(unit.conn())
                    .await?;
            }
        }
        Ruling::Excluded => {
            let rows = seats.into_iter().map(|member_id| recusal::Model {
                id: Uuid::now_v7(),
                member_id,
                application_id: application,
                reason: concern.reason.clone(),
                declared_at: ctx.now,
            });
            insert_all::<recusal::Entity, _>(unit.conn(), rows.collect()).await?;
        }
    }
    unit.commit().await
}

async fn rule(unit: &Unit<'_>, before: &Concern, ruling: Ruling, reason: &str) -> Result<(), Problem> {
    let done = concern::Entity::update_many()
        .col_expr(concern::Column::Ruling, Expr::value(ruling))
        .col_expr(concern::Column::RulingReason, Expr::value(reason))
        .col_expr(concern::Column::RuledBy, Expr::value(unit.ctx().person_id()))
        .col_expr(concern::Column::RuledAt, Expr::value(unit.now()))
        .filter(concern::Column::Id.eq(before.id))
        .filter(concern::Column::Ruling.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    unit.audit(
        Entry::new("member_concern", before.id, "rule")
            .case(before.application_id)
            .to(ruling)
            .reason(reason),
    )
    .await
}

/// Whether concerns are ruled on now.
pub(crate) fn is_open(record: &MeetingRecord) -> bool {
    matches!(
        record.meeting.state,
        MeetingState::Invited | MeetingState::InSession | MeetingState::Circular
    )
}

/// The bar of a concern is lifted only where nothing else bars the person, e.g. as an assessor.
async fn require_nothing_else(
    unit: &Unit<'_>,
    person: PersonId,
    application: ApplicationId,
) -> Result<(), Problem> {
    let declared = assessment::declarations_of(unit.conn(), &[application]).await?;
    if declared
        .iter()
        .any(|one| one.person_id == person && one.excludes())
    {
        return Err(Problem::refused(
            "excluded-otherwise",
            Text::new("concerns-refused-otherwise"),
        ));
    }
    Ok(())
}

/// Who takes part in an item is decided before it is voted on. Error: refused while a concern of a member about one of
/// these applications waits.
pub(super) async fn require_ruled(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    applications: &[ApplicationId],
) -> Result<(), Problem> {
    let persons = record.members.iter().filter_map(|member| member.person_id);
    let open = queries::open_concerns(unit.conn(), persons).await?;
    let names: Vec<&str> = open
        .iter()
        .filter(|one| applications.contains(&one.application_id))
        .filter_map(|one| record.seat_of(one.person_id))
        .map(|seat| seat.name.as_str())
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    let text = Text::new("concerns-refused-open").with("names", names.join(", "));
    Err(Problem::refused("concern-open", text))
}
