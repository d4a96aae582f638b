//! Opens the meeting: who is present, who presides, which ranking is decided on.

use assessment::Ranking;
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};
use calls::Call;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::step;
use crate::model::{Item, MeetingId, MeetingRecord, MeetingState, MemberId};
use crate::store::{attendance, insert_all, item, meeting};
use crate::{access, queries};

/// Present seats, with the name of the deputy where one sits there (empty: the member), and who presides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opened {
    pub present: Vec<(MemberId, String)>,
    pub chair: Option<MemberId>,
}

/// INVITED → IN_SESSION. The newest ranking and allocation are fixed; each ranked application that is not decided yet
/// becomes an item. Roles: SV, GS. Error: invalid attendance, refused without anything to decide.
pub async fn open(db: &Db, ctx: &Ctx, id: MeetingId, command: Opened) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_recorder(ctx, &record.committee)?;
    let seat = |id: MemberId| record.members.iter().find(|member| member.id == id);
    let mut present = command.present;
    present.sort_by_key(|(member, _)| *member);
    present.dedup_by_key(|(member, _)| *member);
    if present.is_empty() || present.iter().any(|(member, _)| seat(*member).is_none()) {
        return Err(Problem::field("present", Text::new("meetings-choose-present")));
    }
    let chair = command.chair.or_else(|| {
        record
            .members
            .iter()
            .find(|member| member.is_chair)
            .map(|member| member.id)
    });
    let presides = chair.filter(|chair| present.iter().any(|(member, _)| member == chair));
    let Some(chair) = presides else {
        return Err(Problem::field("chair", Text::new("meetings-chair-absent")));
    };
    let call = calls::call(unit.conn(), record.meeting.call_id).await?;
    let (ranking, items) = agenda_items(&unit, &record, &call).await?;
    if items.is_empty() {
        return Err(Problem::refused(
            "nothing-to-decide",
            Text::new("meetings-refused-empty"),
        ));
    }
    let allocation = queries::allocations(unit.conn(), call.id)
        .await?
        .into_iter()
        .next();
    let allocation = allocation
        .filter(|version| version.ranking_id == ranking.id)
        .map(|version| version.id);
    step(
        &unit,
        &record.meeting,
        MeetingState::InSession,
        "open",
        "",
        |update| {
            update
                .col_expr(meeting::Column::OpenedAt, Expr::value(ctx.now))
                .col_expr(meeting::Column::ChairId, Expr::value(chair))
                .col_expr(meeting::Column::RankingId, Expr::value(ranking.id))
                .col_expr(meeting::Column::AllocationId, Expr::value(allocation))
        },
    )
    .await?;
    let attended = present
        .into_iter()
        .map(|(member_id, deputy_name)| attendance::Model {
            id: Uuid::now_v7(),
            meeting_id: id,
            member_id,
            deputy_name,
            left_at: None,
        });
    insert_all::<attendance::Entity, _>(unit.conn(), attended.collect()).await?;
    insert_all::<item::Entity, _>(unit.conn(), items).await?;
    unit.commit().await
}

/// The items of the meeting in the order of the agenda, and the ranking they come from. Error: refused without a ranking.
pub(super) async fn agenda_items(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    call: &Call,
) -> Result<(Ranking, Vec<Item>), Problem> {
    let (ranking, entries) = queries::agenda(unit.conn(), call.id, &record.members, unit.now())
        .await?
        .ok_or_else(|| Problem::refused("ranking-missing", Text::new("meetings-refused-ranking")))?;
    let items = entries.iter().zip(1..).map(|(entry, position)| Item {
        id: Uuid::now_v7(),
        meeting_id: record.meeting.id,
        application_id: entry.case.id,
        position,
        rank: Some(entry.rank),
        fundable: applications::fundable(&entry.case, call),
        base: None,
        present: None,
        votes_yes: None,
        votes_no: None,
        votes_abstain: None,
        chair_vote: None,
        result: None,
        amount: None,
        reserve_position: None,
        reason_codes: String::new(),
        reason: String::new(),
        decided_at: None,
        motion: None,
        motion_amount: None,
    });
    Ok((ranking, items.collect()))
}
