//! The circular vote (§ 90 Abs. 1 LVwVfG): in writing, until a closing date, unless a member objects.

use std::collections::{HashMap, HashSet};

use applications::ApplicationId;
use base::{Cents, Ctx, Deadline, Problem, Text, calendar};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::attend::agenda_items;
use super::concern::require_ruled;
use super::invite::by_mail;
use super::lapse::note_lapsed;
use super::record_item::{entry, known_exclusions, replace_exclusions, save};
use super::record_list::{below_threshold, unfunded};
use super::{step, words};
use crate::model::{
    Ballot, Excluded, Invitation, Item, Meeting, MeetingId, MeetingRecord, MeetingState, Member, MemberId,
    Outcome, SavedLine,
};
use crate::rules::vote;
use crate::store::{attendance, ballot, insert_all, invitation, item, meeting, objection};
use crate::{access, mails, queries};

/// Closing dates at least this many days ahead, so that everybody has the time to object.
const LEAST_DAYS: i64 = 3;

/// PLANNED or INVITED → CIRCULAR: every member is asked by mail (M-S05) to vote until the end of `until` on what the saved
/// allocation proposes. Role: SV. Error: invalid date; refused without ranking, members or an allocation in the call's mode,
/// and while a member can't be asked, who could not object either.
pub async fn start_circular(db: &Db, ctx: &Ctx, id: MeetingId, until: NaiveDate) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_chair(ctx, &record.committee)?;
    if (until - calendar::local_date(ctx.now)).num_days() < LEAST_DAYS {
        let text = Text::new("circular-too-soon").with("days", LEAST_DAYS);
        return Err(Problem::field("until", text));
    }
    let Some(chair) = record.members.iter().find(|member| member.is_chair) else {
        return Err(Problem::refused(
            "no-members",
            Text::new("meetings-refused-members"),
        ));
    };
    let call = calls::call(unit.conn(), record.meeting.call_id).await?;
    let (ranking, items) = agenda_items(&unit, &record, &call).await?;
    let allocation = queries::latest_allocation(unit.conn(), call.id).await?;
    let allocation = allocation
        .filter(|saved| saved.version.ranking_id == ranking.id)
        .filter(|saved| saved.version.mode() == call.allocation_mode);
    let Some(allocation) = allocation else {
        return Err(Problem::refused(
            "allocation-missing",
            Text::new("meetings-refused-allocation"),
        ));
    };
    if items.is_empty() {
        return Err(Problem::refused(
            "nothing-to-decide",
            Text::new("meetings-refused-empty"),
        ));
    }
    let asked = newly_asked(&unit, &record).await?;
    let lines: HashMap<ApplicationId, &SavedLine> = allocation
        .lines
        .iter()
        .map(|line| (line.application_id, line))
        .collect();
    let moved = items
        .into_iter()
        .map(|item| with_motion(&item, lines.get(&item.application_id).copied()));
    let end = Deadline::end_of(until).instant();
    step(
        &unit,
        &record.meeting,
        MeetingState::Circular,
        "start_circular",
        "",
        |update| {
            update
                .col_expr(meeting::Column::OpenedAt, Expr::value(ctx.now))
                .col_expr(meeting::Column::AnswerUntil, Expr::value(end))
                .col_expr(meeting::Column::ChairId, Expr::value(chair.id))
                .col_expr(meeting::Column::RankingId, Expr::value(ranking.id))
                .col_expr(meeting::Column::AllocationId, Expr::value(allocation.version.id))
        },
    )
    .await?;
    insert_all::<item::Entity, _>(unit.conn(), moved.collect()).await?;
    insert_all::<invitation::Entity, _>(unit.conn(), asked).await?;
    applications::admit_committee(&unit, record.committee.id.0, call.id).await?;
    let asked = Meeting {
        answer_until: Some(end),
        ..record.meeting.clone()
    };
    mails::to_members(&unit, "M-S05", &asked, &record.members).await?;
    unit.commit().await
}

/// The invitations of those who are asked by M-S05 for the first time. Error: refused for members who can't be reached and
/// were not invited by hand.
async fn newly_asked(unit: &Unit<'_>, record: &MeetingRecord) -> Result<Vec<Invitation>, Problem> {
    let known = queries::invitations(unit.conn(), record.meeting.id).await?;
    let new = record
        .members
        .iter()
        .filter(|member| !known.iter().any(|one| one.member_id == member.id));
    let (asked, missing): (Vec<&Member>, Vec<&Member>) = new.partition(|member| mails::reaches(member));
    if missing.is_empty() {
        let rows = asked.into_iter();
        return Ok(rows
            .map(|member| by_mail(unit, record.meeting.id, member))
            .collect());
    }
    let names: Vec<&str> = missing.iter().map(|member| member.name.as_str()).collect();
    let text = Text::new("meetings-refused-uninvited").with("names", names.join(", "));
    Err(Problem::refused("not-invited", text))
}

/// What the allocation proposes; an application that is not in it is below the threshold.
fn with_motion(item: &Item, line: Option<&SavedLine>) -> Item {
    let amount = line.map(|line| line.amount).filter(|amount| amount.0 > 0);
    let motion = match (line, amount) {
        (_, Some(_)) => Outcome::Selected,
        (Some(_), None) => Outcome::Reserve,
        (None, _) => Outcome::Rejected,
    };
    Item {
        motion: Some(motion),
        motion_amount: amount,
        reserve_position: line.and_then(|line| line.reserve_position),
        ..item.clone()
    }
}

/// A member's votes by application; what is left out stays as it was. For the own seat (SM, SV), or for `member` without an
/// account, whose written answer the secretary (GS) enters. Error: refused after the closing date; not found for a case
/// the seat is excluded from.
pub async fn cast(
    db: &Db,
    ctx: &Ctx,
    id: MeetingId,
    member: Option<MemberId>,
    votes: Vec<(ApplicationId, Ballot)>,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    let seat = acting_seat(ctx, &record, member)?
        .filter(|seat| seat.has_vote)
        .ok_or(Problem::not_found("member"))?;
    require_running(&record.meeting)?;
    require_in_time(ctx, &record.meeting)?;
    if votes.is_empty() {
        return Err(Problem::field("ballot", Text::new("circular-choose")));
    }
    let ids: Vec<ApplicationId> = votes.iter().map(|(application, _)| *application).collect();
    if let Some(person) = seat.person_id {
        let pending = queries::undeclared(unit.conn(), &record, person, ctx.now).await?;
        if ids.iter().any(|id| pending.contains(id)) {
            let text = Text::new("declaration-refused-missing").with("names", &seat.name);
            return Err(Problem::refused("undeclared", text));
        }
    }
    let excluded = known_exclusions(&unit, &record, &ids).await?;
    for (application, ballot) in votes {
        let item = record
            .items
            .iter()
            .find(|item| item.application_id == application);
        let out = excluded
            .iter()
            .any(|(from, who, _)| (*from, *who) == (application, seat.id));
        let item = item.filter(|_| !out).ok_or(Problem::not_found("meeting item"))?;
        ballot::Entity::delete_many()
            .filter(ballot::Column::ItemId.eq(item.id))
            .filter(ballot::Column::MemberId.eq(seat.id))
            .exec(unit.conn())
            .await?;
        let row = ballot::Model {
            id: Uuid::now_v7(),
            item_id: item.id,
            member_id: seat.id,
            ballot,
            given_at: ctx.now,
        };
        insert_all::<ballot::Entity, _>(unit.conn(), vec![row]).await?;
    }
    let data = serde_json::json!({ "member": seat.id, "count": ids.len() });
    unit.audit(Entry::new("meeting", id, "cast").data(data)).await?;
    unit.commit().await
}

/// CIRCULAR → CANCELLED: a member wants a meeting. For the own seat (SM, SV), or for `member` without an account, whose
/// written objection the secretary (GS) enters. Everybody is told (M-S06). Error: refused after the closing date.
pub async fn object(
    db: &Db,
    ctx: &Ctx,
    id: MeetingId,
    member: Option<MemberId>,
    reason: &str,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    let seat = acting_seat(ctx, &record, member)?.ok_or(Problem::not_found("member"))?;
    require_running(&record.meeting)?;
    require_in_time(ctx, &record.meeting)?;
    let reason = words("reason", reason)?;
    let row = objection::Model {
        id: Uuid::now_v7(),
        meeting_id: id,
        member_id: seat.id,
        reason: reason.clone(),
        objected_at: ctx.now,
    };
    insert_all::<objection::Entity, _>(unit.conn(), vec![row]).await?;
    let to = MeetingState::Cancelled;
    step(&unit, &record.meeting, to, "object", &reason, |update| update).await?;
    mails::to_members(&unit, "M-S06", &record.meeting, &record.members).await?;
    unit.commit().await
}

/// CIRCULAR → DECIDED after the closing date, or as soon as every entitled member has voted on everything. An item counts
/// those who voted on it as present. A lost motion defers the application to a meeting; an item in which too few took part
/// stays open. Gives the new state: NOT_QUORATE when that is so of every item. Role: SV. Error: refused while the vote goes
/// on, and while a concern of bias waits.
pub async fn close_circular(db: &Db, ctx: &Ctx, id: MeetingId) -> Result<MeetingState, Problem> {
    let unit = db.write(ctx).await?;
    let mut record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_chair(ctx, &record.committee)?;
    require_running(&record.meeting)?;
    note_lapsed(&unit, &mut record).await?;
    let open: Vec<ApplicationId> = record.open_items().map(|item| item.application_id).collect();
    require_ruled(&unit, &record, &open).await?;
    let ids: Vec<ApplicationId> = record.items.iter().map(|item| item.application_id).collect();
    let known = known_exclusions(&unit, &record, &ids).await?;
    let ballots = queries::ballots(unit.conn(), &record).await?;
    let polls: Vec<Poll<'_>> = record
        .open_items()
        .map(|item| Poll::of(&record, item, &known, &ballots))
        .collect();
    let is_over = record.meeting.answer_until.is_some_and(|until| ctx.now >= until);
    let all_voted = polls.iter().all(|poll| poll.present == poll.base);
    if !is_over && !all_voted {
        return Err(Problem::refused(
            "circular-running",
            Text::new("circular-running"),
        ));
    }
    let count = polls.len();
    let quorate: Vec<Poll<'_>> = polls
        .into_iter()
        .filter(|poll| vote::is_quorate(poll.base, poll.present, record.is_repeated(poll.item)))
        .collect();
    let is_missing = quorate.len() < count;
    // with nothing left to decide the vote ends as decided: the minutes say what fell away
    let is_decided = !quorate.is_empty() || !is_missing;
    let (to, action) = if is_decided {
        (MeetingState::Decided, "close_circular")
    } else {
        (MeetingState::NotQuorate, "declare_not_quorate")
    };
    step(&unit, &record.meeting, to, action, "", |update| {
        update
            .col_expr(
                meeting::Column::DecidedAt,
                Expr::value(is_decided.then_some(ctx.now)),
            )
            .col_expr(
                meeting::Column::NotQuorateAt,
                Expr::value(is_missing.then_some(ctx.now)),
            )
    })
    .await?;
    if is_decided {
        let below = below_threshold(&unit, &record).await?;
        note_voters(&unit, &record, &ballots).await?;
        for poll in &quorate {
            decide(&unit, &record, poll, &below).await?;
        }
    }
    unit.commit().await?;
    Ok(to)
}

/// Whoever voted took part: the minutes name them.
async fn note_voters(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    ballots: &[(Uuid, MemberId, Ballot)],
) -> Result<(), Problem> {
    let voted = |seat: &MemberId| ballots.iter().any(|(_, member, _)| member == seat);
    let seats = record.members.iter().map(|member| member.id).filter(voted);
    let rows = seats.map(|member_id| attendance::Model {
        id: Uuid::now_v7(),
        meeting_id: record.meeting.id,
        member_id,
        deputy_name: String::new(),
        left_at: None,
    });
    insert_all::<attendance::Entity, _>(unit.conn(), rows.collect()).await
}

/// What was voted on one item.
struct Poll<'a> {
    item: &'a Item,
    excluded: Vec<Excluded>,
    ballots: Vec<(MemberId, Ballot)>,
    base: i64,
    present: i64,
}

impl<'a> Poll<'a> {
    fn of(
        record: &MeetingRecord,
        item: &'a Item,
        known: &[(ApplicationId, MemberId, String)],
        ballots: &[(Uuid, MemberId, Ballot)],
    ) -> Self {
        let at = record.meeting.opened_at.unwrap_or(record.meeting.created_at);
        let excluded: Vec<Excluded> = known
            .iter()
            .filter(|(application, _, _)| *application == item.application_id)
            .map(|(_, member, reason)| Excluded {
                member: *member,
                reason: reason.clone(),
                left_at: at,
                returned_at: None,
            })
            .collect();
        let entitled: Vec<MemberId> = record
            .members
            .iter()
            .filter(|seat| seat.has_vote && !excluded.iter().any(|out| out.member == seat.id))
            .map(|seat| seat.id)
            .collect();
        let ballots: Vec<(MemberId, Ballot)> = ballots
            .iter()
            .filter(|(of, member, _)| *of == item.id && entitled.contains(member))
            .map(|(_, member, ballot)| (*member, *ballot))
            .collect();
        Self {
            item,
            base: entitled.len() as i64,
            present: ballots.len() as i64,
            excluded,
            ballots,
        }
    }
}

async fn decide(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    poll: &Poll<'_>,
    below: &HashSet<ApplicationId>,
) -> Result<(), Problem> {
    let votes = vote::counted(poll.ballots.iter().map(|(_, ballot)| *ballot));
    let chair = poll
        .ballots
        .iter()
        .find(|(member, _)| Some(*member) == record.meeting.chair_id)
        .map(|(_, ballot)| *ballot);
    let result = match poll.item.motion {
        Some(motion) if vote::is_carried(votes, chair) => motion,
        _ => Outcome::Deferred,
    };
    let decided = Item {
        base: Some(poll.base),
        present: Some(poll.present),
        votes_yes: Some(votes.yes),
        votes_no: Some(votes.no),
        votes_abstain: Some(votes.abstain),
        chair_vote: chair,
        result: Some(result),
        amount: poll
            .item
            .motion_amount
            .filter(|amount| result == Outcome::Selected && *amount > Cents::ZERO),
        reserve_position: poll.item.reserve_position.filter(|_| result == Outcome::Reserve),
        reason_codes: if result == Outcome::Rejected {
            item::joined(&[unfunded(below.contains(&poll.item.application_id))])
        } else {
            String::new()
        },
        decided_at: Some(unit.now()),
        chair_id: record.meeting.chair_id,
        ..poll.item.clone()
    };
    replace_exclusions(unit, record, poll.item, &poll.excluded).await?;
    save(unit, &decided).await?;
    unit.audit(entry(&decided)).await
}

/// The own seat, or one without an account that the secretary acts for in writing.
pub(super) fn acting_seat<'a>(
    ctx: &Ctx,
    record: &'a MeetingRecord,
    member: Option<MemberId>,
) -> Result<Option<&'a Member>, Problem> {
    match member {
        None => Ok(record.seat_of(ctx.person()?.id)),
        Some(member) => {
            access::require_secretary(ctx, &record.committee)?;
            let mut seats = record.members.iter();
            Ok(seats.find(|seat| seat.id == member && seat.person_id.is_none()))
        }
    }
}

fn require_in_time(ctx: &Ctx, meeting: &Meeting) -> Result<(), Problem> {
    if meeting.answer_until.is_some_and(|until| ctx.now >= until) {
        return Err(Problem::refused("circular-over", Text::new("circular-over")));
    }
    Ok(())
}

fn require_running(meeting: &Meeting) -> Result<(), Problem> {
    if meeting.state == MeetingState::Circular {
        Ok(())
    } else {
        Err(vote::wrong_state(meeting.state))
    }
}
