//! Records the decision on one item: exclusions, quorum, votes, result (handbook 4.4, 4.5).

use applications::{Access, Application, ApplicationId, ReasonCode};
use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::concern::require_ruled;
use super::{words, write};
use crate::model::{
    Ballot, Excluded, Exclusion, Item, MeetingId, MeetingRecord, MeetingState, MemberId, Motion, Outcome,
    SavedLine, Votes,
};
use crate::rules::vote;
use crate::store::{exclusion, insert_all, item, meeting, motion};
use crate::{access, queries, reserve};

/// The motion is `result`; `amount` for SELECTED (`None`: what can be funded), `reserve_position` for RESERVE, reason
/// codes for REJECTED.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordItem {
    pub application: ApplicationId,
    pub excluded: Vec<Excluded>,
    pub votes: Votes,
    /// How the presiding chair voted, among the votes; `None` without a vote.
    pub chair_vote: Option<Ballot>,
    pub result: Outcome,
    pub amount: Option<Cents>,
    pub reserve_position: Option<i64>,
    pub reason_codes: Vec<ReasonCode>,
    pub reason: String,
    /// What a member moved; needed where `result` or `amount` is not what the allocation proposes.
    pub motion: Option<Moved>,
}

/// A motion of a member, in its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub by: MemberId,
    pub text: String,
}

/// Gives the recorded result: a proposal to select or to reserve that is lost rejects the application. A member's motion is
/// kept with its votes whether it is carried or lost; `None`: it was lost, and the item stays as it was. Recording an item
/// again replaces it, until the meeting is closed. Members who declared to be excluded are always counted out. Roles: SV,
/// GS. Error: invalid votes or amounts, or another decision than the proposed one without a motion; refused without
/// quorum, under an excluded chair, for an application that fell away, over the call's means, and for a lost proposal to
/// reject or to defer, and while a concern of bias about it waits.
pub async fn record_item(
    db: &Db,
    ctx: &Ctx,
    meeting: MeetingId,
    command: RecordItem,
) -> Result<Option<Outcome>, Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, meeting).await?;
    let item = require_recordable(ctx, &record, command.application)?.clone();
    // an excluded person neither presides nor records this item
    let case = applications::application(unit.conn(), ctx, item.application_id).await?;
    require_open(&case)?;
    require_ruled(&unit, &record, &[item.application_id]).await?;
    let excluded = all_excluded(&unit, &record, &item, &command.excluded).await?;
    require_unbiased_chair(&record, &excluded)?;
    let second = record.is_repeated(&item);
    let poll = poll(&record, &excluded, command.votes, command.chair_vote, second)?;
    let line = match record.meeting.allocation_id {
        Some(allocation) => queries::line_of(unit.conn(), allocation, item.application_id).await?,
        None => None,
    };
    let moved = moved(&record, &excluded, &command, &item, line.as_ref())?;
    if let Some(moved) = &moved {
        // whoever comes or leaves at the same moment waits, and is counted or not counted as a whole
        write(&unit, &record.meeting, meeting::Entity::update_many()).await?;
        let amount = amount(&item, command.result, command.amount)?;
        keep(&unit, &item, moved, &command, &poll, amount).await?;
        if !poll.carried {
            replace_exclusions(&unit, &record, &item, &excluded).await?;
            unit.commit().await?;
            return Ok(None);
        }
    }
    let result = match (poll.carried, command.result) {
        (true, result) => result,
        (false, Outcome::Selected | Outcome::Reserve) => Outcome::Rejected,
        (false, _) => {
            return Err(Problem::refused(
                "motion-lost",
                Text::new("meetings-refused-lost"),
            ));
        }
    };
    let amount = amount(&item, result, command.amount)?;
    if let Some(amount) = amount {
        require_means(&unit, &record, &[(item.id, amount)]).await?;
    }
    let mut checks = Checks::new();
    checks.ensure(
        result != Outcome::Rejected || !command.reason_codes.is_empty(),
        "reason_codes",
        || Text::new("meetings-reason-codes-missing"),
    );
    checks.ensure(
        command.reserve_position.is_none_or(|position| position > 0),
        "reserve_position",
        || Text::new("field-range").with("min", 1).with("max", 9_999),
    );
    checks.finish()?;
    if moved.is_none() {
        write(&unit, &record.meeting, meeting::Entity::update_many()).await?;
    }
    replace_exclusions(&unit, &record, &item, &excluded).await?;
    let decided = Item {
        base: Some(poll.base),
        present: Some(poll.present),
        votes_yes: Some(command.votes.yes),
        votes_no: Some(command.votes.no),
        votes_abstain: Some(command.votes.abstain),
        chair_vote: command.chair_vote,
        result: Some(result),
        amount,
        reserve_position: command.reserve_position.filter(|_| result == Outcome::Reserve),
        reason_codes: item::joined(if result == Outcome::Rejected {
            &command.reason_codes
        } else {
            &[]
        }),
        reason: base::names::clean_multiline(&command.reason),
        decided_at: Some(ctx.now),
        chair_id: record.meeting.chair_id,
        ..item
    };
    save(&unit, &decided).await?;
    unit.audit(entry(&decided)).await?;
    unit.commit().await?;
    Ok(Some(result))
}

pub(super) fn entry(item: &Item) -> Entry {
    Entry::new("meeting_item", item.id, "record")
        .case(item.application_id)
        .to(item.result.map_or("", Outcome::code))
        .reason(&item.reason)
        .data(json!({
            "base": item.base, "present": item.present, "yes": item.votes_yes, "no": item.votes_no,
            "abstain": item.votes_abstain, "chair": item.chair_vote, "amount_cents": item.amount,
            "reason_codes": item.reason_codes,
        }))
}

pub(super) fn require_recordable<'a>(
    ctx: &Ctx,
    record: &'a MeetingRecord,
    application: ApplicationId,
) -> Result<&'a Item, Problem> {
    access::require_recorder(ctx, &record.committee)?;
    if record.meeting.state != MeetingState::InSession {
        return Err(vote::wrong_state(record.meeting.state));
    }
    let item = record
        .items
        .iter()
        .find(|item| item.application_id == application);
    item.ok_or(Problem::not_found("meeting item"))
}

/// Error: refused for an application that can't be selected any more.
pub(super) fn require_open(case: &Application) -> Result<(), Problem> {
    if queries::OPEN.contains(&case.state) {
        return Ok(());
    }
    Err(Problem::refused("lapsed", Text::new("meetings-refused-lapsed")))
}

/// Whoever is excluded does not preside either (§ 20 Abs. 4 LVwVfG): the chair is handed over for the item.
fn require_unbiased_chair(record: &MeetingRecord, excluded: &[Excluded]) -> Result<(), Problem> {
    let presides = |out: &Excluded| Some(out.member) == record.meeting.chair_id;
    if !excluded.iter().any(presides) {
        return Ok(());
    }
    Err(Problem::refused(
        "chair-excluded",
        Text::new("meetings-refused-chair-excluded"),
    ))
}

/// Σ of what is selected stays within what is left of the call's means (handbook 4.7). `new`: by item.
pub(super) async fn require_means(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    new: &[(Uuid, Cents)],
) -> Result<(), Problem> {
    let call = calls::call(unit.conn(), record.meeting.call_id).await?;
    let free = reserve::list(unit.conn(), unit.ctx(), &call).await?.free;
    let before = record
        .items
        .iter()
        .filter(|item| item.lapsed_at.is_none() && !new.iter().any(|(id, _)| *id == item.id))
        .filter_map(|item| item.amount);
    let total = Cents::checked_sum(before.chain(new.iter().map(|(_, amount)| *amount)));
    let total = total.unwrap_or(Cents(i64::MAX));
    if total <= free {
        return Ok(());
    }
    let text = Text::new("meetings-refused-means")
        .with("over", (total - free).format_de())
        .with("budget", free.format_de());
    Err(Problem::refused("over-budget", text))
}

/// What the allocation proposes for an item: an application that is not in it is below the threshold. `None`: nothing is
/// proposed.
fn proposed(record: &MeetingRecord, line: Option<&SavedLine>) -> Option<(Outcome, Option<Cents>)> {
    record.meeting.allocation_id?;
    Some(match line {
        Some(line) if line.amount > Cents::ZERO => (Outcome::Selected, Some(line.amount)),
        Some(_) => (Outcome::Reserve, None),
        None => (Outcome::Rejected, None),
    })
}

/// The member's motion, where there is one. Error: an invalid field where the decision is not the proposed one and nobody
/// moved it, or where the mover is absent or excluded.
fn moved(
    record: &MeetingRecord,
    excluded: &[Excluded],
    command: &RecordItem,
    item: &Item,
    line: Option<&SavedLine>,
) -> Result<Option<Moved>, Problem> {
    let Some(moved) = &command.motion else {
        let amount = (command.result == Outcome::Selected).then(|| command.amount.unwrap_or(item.fundable));
        return match proposed(record, line) {
            Some(proposal) if proposal != (command.result, amount) => Err(Problem::field(
                "motion_text",
                Text::new("meetings-motion-missing"),
            )),
            _ => Ok(None),
        };
    };
    let text = words("motion_text", &moved.text)?;
    let takes_part =
        record.is_present(moved.by) && !excluded.iter().any(|excluded| excluded.member == moved.by);
    if !takes_part {
        return Err(Problem::field("motion_by", Text::new("meetings-motion-by")));
    }
    Ok(Some(Moved { by: moved.by, text }))
}

/// The motion with its votes, for the minutes.
async fn keep(
    unit: &Unit<'_>,
    item: &Item,
    moved: &Moved,
    command: &RecordItem,
    poll: &Poll,
    amount: Option<Cents>,
) -> Result<(), Problem> {
    let row = Motion {
        id: Uuid::now_v7(),
        item_id: item.id,
        member_id: moved.by,
        text: moved.text.clone(),
        result: command.result,
        amount,
        reserve_position: command
            .reserve_position
            .filter(|_| command.result == Outcome::Reserve),
        base: poll.base,
        present: poll.present,
        votes_yes: command.votes.yes,
        votes_no: command.votes.no,
        votes_abstain: command.votes.abstain,
        chair_vote: command.chair_vote,
        carried: poll.carried,
        voted_at: unit.now(),
    };
    let entry = Entry::new("meeting_item", item.id, "motion")
        .case(item.application_id)
        .reason(&moved.text)
        .data(json!({
            "member": moved.by, "result": command.result, "amount_cents": amount, "yes": command.votes.yes,
            "no": command.votes.no, "abstain": command.votes.abstain, "carried": poll.carried,
        }));
    insert_all::<motion::Entity, _>(unit.conn(), vec![row]).await?;
    unit.audit(entry).await
}

/// What the vote gives.
pub(super) struct Poll {
    pub base: i64,
    pub present: i64,
    pub carried: bool,
}

/// Base, presence and outcome of a vote. `second`: on what an earlier meeting left open (§ 90 Abs. 2). Error: refused with
/// `not-quorate`, invalid votes.
pub(super) fn poll(
    record: &MeetingRecord,
    excluded: &[Excluded],
    votes: Votes,
    chair_vote: Option<Ballot>,
    second: bool,
) -> Result<Poll, Problem> {
    let without: Vec<MemberId> = excluded.iter().map(|excluded| excluded.member).collect();
    let (base, present) = record.strength_without(&without);
    if !vote::is_quorate(base, present, second) {
        let text = Text::new("meetings-refused-quorum")
            .with("base", base)
            .with("present", present);
        return Err(Problem::refused("not-quorate", text));
    }
    vote::check_votes(votes, chair_vote, present)?;
    let chair_votes = record
        .chair()
        .is_some_and(|chair| chair.has_vote && !without.contains(&chair.id));
    if chair_vote.is_some() && !chair_votes {
        return Err(Problem::field(
            "chair_vote",
            Text::new("meetings-chair-has-no-vote"),
        ));
    }
    Ok(Poll {
        base,
        present,
        carried: vote::is_carried(votes, chair_vote),
    })
}

/// Those named now and those who declared it themselves or are barred. Whoever was noted before keeps reason and times.
async fn all_excluded(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    item: &Item,
    named: &[Excluded],
) -> Result<Vec<Excluded>, Problem> {
    let noted = |member: MemberId| {
        let mut rows = record.exclusions_of(item.id);
        rows.find(|row| row.member_id == member)
    };
    let mut all: Vec<Excluded> = Vec::new();
    for excluded in named {
        if !record.members.iter().any(|member| member.id == excluded.member) {
            return Err(Problem::field("excluded", Text::new("meetings-choose-present")));
        }
        let mut excluded = excluded.clone();
        if let Some(before) = noted(excluded.member) {
            excluded.left_at = before.left_at;
            excluded.returned_at = excluded.returned_at.or(before.returned_at);
            if excluded.reason.trim().is_empty() {
                excluded.reason.clone_from(&before.reason);
            }
        }
        require_sound(&excluded)?;
        all.push(excluded);
    }
    for (_, member, reason) in known_exclusions(unit, record, &[item.application_id]).await? {
        if !all.iter().any(|excluded| excluded.member == member) {
            let before = noted(member);
            all.push(Excluded {
                member,
                reason,
                left_at: before.map_or(unit.now(), |row| row.left_at),
                returned_at: before.and_then(|row| row.returned_at),
            });
        }
    }
    Ok(all)
}

/// Error: an invalid field without a reason, or for a return before leaving.
pub(super) fn require_sound(excluded: &Excluded) -> Result<(), Problem> {
    let too_early = excluded
        .returned_at
        .is_some_and(|returned| returned < excluded.left_at);
    if excluded.reason.trim().is_empty() || too_early {
        let text = Text::new("meetings-exclusion-reason");
        return Err(Problem::field("exclusion_reason", text));
    }
    Ok(())
}

/// Members excluded from these applications by declaration or bar: application, member, reason.
pub(super) async fn known_exclusions(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    applications: &[ApplicationId],
) -> Result<Vec<(ApplicationId, MemberId, String)>, Problem> {
    queries::known_exclusions(unit.conn(), &record.members, applications).await
}

fn amount(item: &Item, result: Outcome, given: Option<Cents>) -> Result<Option<Cents>, Problem> {
    if result != Outcome::Selected {
        return Ok(None);
    }
    let amount = given.unwrap_or(item.fundable);
    if amount.0 > 0 && amount <= item.fundable {
        return Ok(Some(amount));
    }
    let text = Text::new("allocation-over-fundable").with("fundable", item.fundable.format_de());
    Err(Problem::field("amount", text))
}

/// Excluded members with an account see nothing of the case from now on.
pub(super) async fn replace_exclusions(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    item: &Item,
    excluded: &[Excluded],
) -> Result<(), Problem> {
    exclusion::Entity::delete_many()
        .filter(exclusion::Column::ItemId.eq(item.id))
        .exec(unit.conn())
        .await?;
    let rows = excluded.iter().map(|excluded| Exclusion {
        id: Uuid::now_v7(),
        item_id: item.id,
        member_id: excluded.member,
        reason: base::names::clean_multiline(&excluded.reason),
        left_at: excluded.left_at,
        returned_at: excluded.returned_at,
    });
    insert_all::<exclusion::Entity, _>(unit.conn(), rows.collect()).await?;
    for excluded in excluded {
        let member = record.members.iter().find(|member| member.id == excluded.member);
        if let Some(person) = member.and_then(|member| member.person_id) {
            applications::grant_access(unit, person, item.application_id, Access::Barred).await?;
        }
    }
    Ok(())
}

pub(super) async fn save(unit: &Unit<'_>, decided: &Item) -> Result<(), Problem> {
    item::Entity::update_many()
        .col_expr(item::Column::Base, Expr::value(decided.base))
        .col_expr(item::Column::Present, Expr::value(decided.present))
        .col_expr(item::Column::VotesYes, Expr::value(decided.votes_yes))
        .col_expr(item::Column::VotesNo, Expr::value(decided.votes_no))
        .col_expr(item::Column::VotesAbstain, Expr::value(decided.votes_abstain))
        .col_expr(item::Column::ChairVote, Expr::value(decided.chair_vote))
        .col_expr(item::Column::Result, Expr::value(decided.result))
        .col_expr(item::Column::Amount, Expr::value(decided.amount))
        .col_expr(
            item::Column::ReservePosition,
            Expr::value(decided.reserve_position),
        )
        .col_expr(
            item::Column::ReasonCodes,
            Expr::value(decided.reason_codes.clone()),
        )
        .col_expr(item::Column::Reason, Expr::value(decided.reason.clone()))
        .col_expr(item::Column::DecidedAt, Expr::value(decided.decided_at))
        .col_expr(item::Column::ChairId, Expr::value(decided.chair_id))
        .filter(item::Column::Id.eq(decided.id))
        .exec(unit.conn())
        .await?;
    Ok(())
}
