//! One vote on all items that are still open, following the saved allocation.

use std::collections::{HashMap, HashSet};

use applications::{ApplicationId, ReasonCode};
use base::{Cents, Ctx, Problem, Text};
use base_db::{Db, Unit};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::lapse::note_lapsed;
use super::record_item::{entry, known_exclusions, poll, require_means, save};
use super::write;
use crate::model::{
    Ballot, Item, MeetingId, MeetingRecord, MeetingState, Outcome, SavedAllocation, SavedLine, Votes,
};
use crate::rules::vote;
use crate::store::{insert_all, item, meeting};
use crate::{access, queries};

/// The votes on the list as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RecordList {
    pub votes: Votes,
    pub chair_vote: Option<Ballot>,
}

/// Decides every open item from which nobody is excluded: with an amount SELECTED, waiting RESERVE, not in the allocation
/// REJECTED for missing the threshold (R07), or because there is nothing to fund (R09). Items with exclusions are voted on one by one. Gives how many were decided.
/// Roles: SV, GS. Error: refused without an allocation of this ranking, without quorum, or when the list is lost.
pub async fn record_list(
    db: &Db,
    ctx: &Ctx,
    meeting: MeetingId,
    command: RecordList,
) -> Result<usize, Problem> {
    let unit = db.write(ctx).await?;
    let mut record = queries::whole_record(unit.conn(), ctx, meeting).await?;
    access::require_recorder(ctx, &record.committee)?;
    if record.meeting.state != MeetingState::InSession {
        return Err(vote::wrong_state(record.meeting.state));
    }
    note_lapsed(&unit, &mut record).await?;
    let allocation = proposal(&unit, &record).await?;
    // whoever comes or leaves at the same moment waits; the proposal of the meeting is fixed by its first vote
    let bound = meeting::Entity::update_many()
        .col_expr(meeting::Column::AllocationId, Expr::value(allocation.version.id));
    write(&unit, &record.meeting, bound).await?;
    let lines: HashMap<ApplicationId, &SavedLine> = allocation
        .lines
        .iter()
        .map(|line| (line.application_id, line))
        .collect();
    let ids: Vec<ApplicationId> = record.items.iter().map(|item| item.application_id).collect();
    let excluded: Vec<ApplicationId> = known_exclusions(&unit, &record, &ids)
        .await?
        .into_iter()
        .map(|(application, _, _)| application)
        .collect();
    let open: Vec<&Item> = record
        .items
        .iter()
        .filter(|item| item.is_open() && !excluded.contains(&item.application_id))
        .filter(|item| record.exclusions_of(item.id).next().is_none())
        .collect();
    if open.is_empty() {
        return Err(Problem::refused(
            "nothing-to-decide",
            Text::new("meetings-refused-empty"),
        ));
    }
    let second = open.iter().all(|item| record.is_repeated(item));
    let poll = poll(&record, &[], command.votes, command.chair_vote, second)?;
    if !poll.carried {
        return Err(Problem::refused(
            "motion-lost",
            Text::new("meetings-refused-lost"),
        ));
    }
    let below = below_threshold(&unit, &record).await?;
    let decided: Vec<Item> = open
        .into_iter()
        .map(|open| {
            let is_below = below.contains(&open.application_id);
            let decided = by_allocation(open, lines.get(&open.application_id).copied(), is_below);
            Item {
                base: Some(poll.base),
                present: Some(poll.present),
                votes_yes: Some(command.votes.yes),
                votes_no: Some(command.votes.no),
                votes_abstain: Some(command.votes.abstain),
                chair_vote: command.chair_vote,
                decided_at: Some(ctx.now),
                chair_id: record.meeting.chair_id,
                ..decided
            }
        })
        .collect();
    let amounts: Vec<(Uuid, Cents)> = decided
        .iter()
        .filter_map(|item| Some((item.id, item.amount?)))
        .collect();
    require_means(&unit, &record, &amounts).await?;
    let count = decided.len();
    unit.audit_many(decided.iter().map(entry).collect()).await?;
    // what members moved refers to its item; nothing refers to the others, so that many can be replaced in few statements
    let moved: Vec<Uuid> = queries::motions(unit.conn(), &decided)
        .await?
        .into_iter()
        .map(|motion| motion.item_id)
        .collect();
    let (kept, decided): (Vec<Item>, Vec<Item>) =
        decided.into_iter().partition(|item| moved.contains(&item.id));
    for item in &kept {
        save(&unit, item).await?;
    }
    let ids: Vec<Uuid> = decided.iter().map(|item| item.id).collect();
    for chunk in ids.chunks(1_000) {
        item::Entity::delete_many()
            .filter(item::Column::Id.is_in(chunk.iter().copied()))
            .exec(unit.conn())
            .await?;
    }
    insert_all::<item::Entity, _>(unit.conn(), decided).await?;
    unit.commit().await?;
    Ok(count)
}

/// Why an application is not in an allocation: it misses the threshold, or nothing of it can be funded.
pub(super) fn unfunded(is_below: bool) -> ReasonCode {
    if is_below {
        ReasonCode::BelowThreshold
    } else {
        ReasonCode::BelowMinimum
    }
}

/// The applications below the threshold of the ranking that a meeting decides on.
pub(super) async fn below_threshold(
    unit: &Unit<'_>,
    record: &MeetingRecord,
) -> Result<HashSet<ApplicationId>, Problem> {
    let Some(id) = record.meeting.ranking_id else {
        return Ok(HashSet::new());
    };
    let ranking = assessment::ranking(unit.conn(), id).await?;
    let below = ranking.entries.iter().filter(|entry| entry.below_threshold);
    Ok(below.map(|entry| entry.application_id).collect())
}

/// The allocation that was fixed at the opening; where there was none, the newest of this ranking in the call's mode.
async fn proposal(unit: &Unit<'_>, record: &MeetingRecord) -> Result<SavedAllocation, Problem> {
    if let Some(fixed) = record.meeting.allocation_id {
        return queries::allocation_of(unit.conn(), fixed).await;
    }
    let call = calls::call(unit.conn(), record.meeting.call_id).await?;
    let newest = queries::latest_allocation(unit.conn(), call.id).await?;
    newest
        .filter(|saved| Some(saved.version.ranking_id) == record.meeting.ranking_id)
        .filter(|saved| saved.version.mode() == call.allocation_mode)
        .ok_or_else(|| Problem::refused("allocation-missing", Text::new("meetings-refused-allocation")))
}

/// `is_below`: of the ranking's threshold.
fn by_allocation(open: &Item, line: Option<&SavedLine>, is_below: bool) -> Item {
    match line {
        Some(line) if line.amount.0 > 0 => Item {
            result: Some(Outcome::Selected),
            amount: Some(line.amount),
            ..open.clone()
        },
        Some(line) => Item {
            result: Some(Outcome::Reserve),
            reserve_position: line.reserve_position,
            ..open.clone()
        },
        None => Item {
            result: Some(Outcome::Rejected),
            reason_codes: item::joined(&[unfunded(is_below)]),
            ..open.clone()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_misses_the_threshold_is_rejected_for_it() {
        assert_eq!(unfunded(true), ReasonCode::BelowThreshold);
        assert_eq!(unfunded(false), ReasonCode::BelowMinimum);
    }
}
