//! Opens the meeting: who is present, who presides, which ranking is decided on.

use applications::ApplicationId;
use assessment::Ranking;
use base::{Ctx, PersonId, Problem, Text, calendar, fmt};
use base_db::{Db, Unit};
use calls::Call;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::declare::ask;
use super::step;
use crate::model::{Item, MeetingId, MeetingRecord, MeetingState, MemberId};
use crate::store::{attendance, insert_all, item, meeting};
use crate::{access, queries};

/// Present seats, with the name of the deputy where one sits there (empty: the member), and who presides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opened {
    pub present: Vec<(MemberId, String)>,
    pub chair: Option<MemberId>,
    /// Whoever is present and has not declared in the portal was asked before anything is dealt with.
    pub asked: bool,
}

/// INVITED → IN_SESSION. The newest ranking and allocation (in the mode that the call fixes) are fixed; each ranked
/// application that is not decided yet becomes an item. Roles: SV, GS. Error: invalid attendance; refused before its day,
/// while an absent member was not invited (§ 90 Abs. 1 LVwVfG), while a present one has not declared (handbook 4.3), and
/// without anything to decide.
pub async fn open(db: &Db, ctx: &Ctx, id: MeetingId, command: Opened) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_recorder(ctx, &record.committee)?;
    if calendar::local_date(ctx.now) < calendar::local_date(record.meeting.starts_at) {
        let day = fmt::date(ctx.lang, calendar::local_date(record.meeting.starts_at));
        let text = Text::new("meetings-refused-early").with("date", day);
        return Err(Problem::refused("too-early", text));
    }
    let seat = |id: MemberId| record.members.iter().find(|member| member.id == id);
    let mut present = command.present.clone();
    present.sort_by_key(|(member, _)| *member);
    present.dedup_by_key(|(member, _)| *member);
    if present.is_empty() || present.iter().any(|(member, _)| seat(*member).is_none()) {
        return Err(Problem::field("present", Text::new("meetings-choose-present")));
    }
    require_invited(&unit, &record, &present).await?;
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
    let silent = undeclared(&unit, &record, &present, &items).await?;
    if !silent.is_empty() && !command.asked {
        return Err(not_declared(&record, &silent));
    }
    let allocation = queries::allocations(unit.conn(), call.id)
        .await?
        .into_iter()
        .next();
    let allocation = allocation
        .filter(|version| version.ranking_id == ranking.id && version.mode() == call.allocation_mode)
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
    ask(&unit, &record, &silent).await?;
    unit.commit().await
}

/// A seat that has not declared on everything: the account, if it is the member's own, and what is left.
pub(super) type Silent = (MemberId, Option<PersonId>, Vec<ApplicationId>);

/// The refusal that names them.
pub(super) fn not_declared(record: &MeetingRecord, silent: &[Silent]) -> Problem {
    let names: Vec<&str> = record
        .members
        .iter()
        .filter(|member| silent.iter().any(|(seat, _, _)| *seat == member.id))
        .map(|member| member.name.as_str())
        .collect();
    let text = Text::new("declaration-refused-missing").with("names", names.join(", "));
    Problem::refused("undeclared", text)
}

/// Present seats that have not declared on everything: those without an account or through a deputy, and accounts with
/// applications left.
pub(super) async fn undeclared(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    present: &[(MemberId, String)],
    items: &[Item],
) -> Result<Vec<Silent>, Problem> {
    let opened = MeetingRecord {
        items: items.to_vec(),
        ..record.clone()
    };
    let mut silent = Vec::new();
    for (seat, deputy) in present {
        let member = record.members.iter().find(|member| member.id == *seat);
        let person = member
            .and_then(|member| member.person_id)
            .filter(|_| deputy.is_empty());
        let pending = match person {
            Some(person) => queries::undeclared(unit.conn(), &opened, person, unit.now()).await?,
            None => items.iter().map(|item| item.application_id).collect(),
        };
        if person.is_none() || !pending.is_empty() {
            silent.push((*seat, person, pending));
        }
    }
    Ok(silent)
}

/// Whoever was not invited and is not here either could neither come nor object: the meeting would decide nothing that
/// stands. Who came in spite of it takes part; the minutes say so.
async fn require_invited(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    present: &[(MemberId, String)],
) -> Result<(), Problem> {
    let invited = queries::invitations(unit.conn(), record.meeting.id).await?;
    let names: Vec<&str> = record
        .members
        .iter()
        .filter(|member| !invited.iter().any(|one| one.member_id == member.id))
        .filter(|member| !present.iter().any(|(seat, _)| *seat == member.id))
        .map(|member| member.name.as_str())
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    let text = Text::new("meetings-refused-uninvited").with("names", names.join(", "));
    Err(Problem::refused("not-invited", text))
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
        chair_id: None,
        lapsed_at: None,
        lapsed_state: None,
    });
    Ok((ranking, items.collect()))
}
