//! One vote on all items that are still open, following the saved allocation.

use std::collections::HashMap;

use applications::{ApplicationId, ReasonCode};
use base::{Ctx, Problem, Text};
use base_db::Db;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::record_item::{entry, known_exclusions, poll};
use crate::model::{Ballot, Item, MeetingId, MeetingState, Outcome, SavedLine, Votes};
use crate::rules::vote;
use crate::store::{insert_all, item};
use crate::{access, queries};

/// The votes on the list as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RecordList {
    pub votes: Votes,
    pub chair_vote: Option<Ballot>,
}

/// Decides every open item from which nobody is excluded: with an amount SELECTED, waiting RESERVE, not in the allocation
/// REJECTED for missing the threshold (R07). Items with exclusions are voted on one by one. Gives how many were decided.
/// Roles: SV, GS. Error: refused without an allocation of this ranking, without quorum, or when the list is lost.
pub async fn record_list(
    db: &Db,
    ctx: &Ctx,
    meeting: MeetingId,
    command: RecordList,
) -> Result<usize, Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, meeting).await?;
    access::require_recorder(ctx, &record.committee)?;
    if record.meeting.state != MeetingState::InSession {
        return Err(vote::wrong_state(record.meeting.state));
    }
    let allocation = queries::latest_allocation(unit.conn(), record.meeting.call_id).await?;
    let allocation = allocation.filter(|saved| Some(saved.version.ranking_id) == record.meeting.ranking_id);
    let Some(allocation) = allocation else {
        return Err(Problem::refused(
            "allocation-missing",
            Text::new("meetings-refused-allocation"),
        ));
    };
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
        .filter(|item| item.result.is_none() && !excluded.contains(&item.application_id))
        .filter(|item| record.exclusions_of(item.id).next().is_none())
        .collect();
    if open.is_empty() {
        return Err(Problem::refused(
            "nothing-to-decide",
            Text::new("meetings-refused-empty"),
        ));
    }
    let poll = poll(&record, &[], command.votes, command.chair_vote)?;
    if !poll.carried {
        return Err(Problem::refused(
            "motion-lost",
            Text::new("meetings-refused-lost"),
        ));
    }
    let decided: Vec<Item> = open
        .into_iter()
        .map(|open| {
            let decided = by_allocation(open, lines.get(&open.application_id).copied());
            Item {
                base: Some(poll.base),
                present: Some(poll.present),
                votes_yes: Some(command.votes.yes),
                votes_no: Some(command.votes.no),
                votes_abstain: Some(command.votes.abstain),
                chair_vote: command.chair_vote,
                decided_at: Some(ctx.now),
                ..decided
            }
        })
        .collect();
    let count = decided.len();
    unit.audit_many(decided.iter().map(entry).collect()).await?;
    // nothing refers to an item without exclusions, so that many can be replaced in few statements
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

fn by_allocation(open: &Item, line: Option<&SavedLine>) -> Item {
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
            reason_codes: item::joined(&[ReasonCode::BelowThreshold]),
            ..open.clone()
        },
    }
}
