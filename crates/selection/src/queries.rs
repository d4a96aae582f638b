//! Reads for pages, the API and later crates. Whatever takes a [`Ctx`] shows only cases that person may see.

mod allocations;
mod concerns;

use std::collections::{BTreeMap, HashMap, HashSet};

use applications::{Application, ApplicationId, ApplicationState};
use assessment::Ranking;
use base::{Ctx, Problem, calendar};
use calls::{Call, CallId, ProgrammeId};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

pub use self::allocations::{allocation, allocations, latest_allocation, proposal};
pub(crate) use self::allocations::{allocation_of, calls_to_approve, line_of, open_proposal};
pub use self::concerns::concerns;
pub(crate) use self::concerns::{concern_of, must_rule, open_concerns};
use crate::access;
use crate::model::{
    AllocationId, AllocationVersion, Ballot, Committee, CommitteeId, Decision, DeclaredMember, Essential,
    Invitation, Item, Meeting, MeetingId, MeetingRecord, MeetingState, Member, MemberId, MinutesComment,
    Motion, Movement, Outcome, SavedAllocation, SavedLine, Share,
};
use crate::rules::agenda::{Conflicts, order};
use crate::rules::allocation::Candidate;
use crate::store::{
    allocation as version, allocation_line as line, attendance, ballot, comment, committee as group,
    decision as decided, decision_share as share, declaration, exclusion, invitation, item,
    meeting as session, member as seat, motion, movement, recusal,
};

/// What was decided about an application, if its minutes are signed; whether it is released stands in it.
pub async fn decision(
    db: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Option<Decision>, Problem> {
    let row = decided::Entity::find()
        .filter(decided::Column::ApplicationId.eq(application))
        .one(db)
        .await?;
    Ok(row.map(decided_from))
}

/// All decisions of a call, in ranking order. The caller checks who may read them.
pub async fn decisions(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Decision>, Problem> {
    let rows = decided::Entity::find()
        .filter(decided::Column::CallId.eq(call))
        .order_by_asc(decided::Column::Rank)
        .order_by_asc(decided::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(decided_from).collect())
}

/// The calls with decisions that wait to be released, and how many of cases that the person may see.
pub(crate) async fn calls_to_release(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
) -> Result<Vec<(CallId, u64)>, Problem> {
    let rows: Vec<(CallId, i64)> = decided::Entity::find()
        .select_only()
        .column(decided::Column::CallId)
        .column_as(decided::Column::Id.count(), "waiting")
        .filter(decided::Column::ReleasedAt.is_null())
        .filter(decided::Column::Result.ne(Outcome::Deferred))
        .filter(decided::Column::ApplicationId.in_subquery(applications::seen_cases(ctx)))
        .group_by(decided::Column::CallId)
        .into_tuple()
        .all(db)
        .await?;
    let counted = |(call, count): (CallId, i64)| (call, count.unsigned_abs());
    Ok(rows.into_iter().map(counted).collect())
}

pub(crate) fn decided_from(row: decided::Model) -> Decision {
    Decision {
        id: row.id,
        application_id: row.application_id,
        call_id: row.call_id,
        meeting_id: row.meeting_id,
        result: row.result,
        rank: row.rank,
        amount: row.amount,
        position: row.reserve_position,
        reason_codes: item::codes(&row.reason_codes),
        reason: row.reason,
        valid_until: row.valid_until,
        prepared_by: row.prepared_by,
        decided_at: row.decided_at,
        released_by: row.released_by,
        released_at: row.released_at,
    }
}

/// The ranking that a meeting decided on.
pub(crate) async fn decided_on(
    db: &impl ConnectionTrait,
    meeting: MeetingId,
) -> Result<Option<Ranking>, Problem> {
    let meeting = session::Entity::find_by_id(meeting).one(db).await?;
    match meeting.and_then(|meeting| meeting.ranking_id) {
        Some(ranking) => Ok(Some(assessment::ranking(db, ranking).await?)),
        None => Ok(None),
    }
}

/// The lowest ranked application of a call that was selected.
pub(crate) async fn last_funded(
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Option<ApplicationId>, Problem> {
    let row = decided::Entity::find()
        .filter(decided::Column::CallId.eq(call))
        .filter(decided::Column::Result.eq(Outcome::Selected))
        .filter(decided::Column::ReleasedAt.is_not_null())
        .order_by_desc(decided::Column::Rank)
        .one(db)
        .await?;
    Ok(row.map(|row| row.application_id))
}

/// What a decision rests on: the own score and the last that is funded, never whose (§ 39 LVwVfG, handbook 4.6). None
/// before the release, and where nothing was ranked.
pub async fn essential(db: &impl ConnectionTrait, decision: &Decision) -> Result<Option<Essential>, Problem> {
    if decision.released_at.is_none() {
        return Ok(None);
    }
    let Some(ranking) = decided_on(db, decision.meeting_id).await? else {
        return Ok(None);
    };
    let last = last_funded(db, decision.call_id).await?;
    let score = |application: ApplicationId| {
        let mut entries = ranking.entries.iter();
        let entry = entries.find(|entry| entry.application_id == application);
        entry.map(|entry| entry.score_hundredths)
    };
    Ok(Some(Essential {
        own: score(decision.application_id),
        last_funded: last.and_then(score),
    }))
}

/// What the release reserved for an application, by year and kind; empty before. The commit of an award releases exactly
/// these reservations.
pub async fn shares(db: &impl ConnectionTrait, application: ApplicationId) -> Result<Vec<Share>, Problem> {
    let Some(decision) = decision(db, application).await? else {
        return Ok(Vec::new());
    };
    let rows = share::Entity::find()
        .filter(share::Column::DecisionId.eq(decision.id))
        .order_by_asc(share::Column::Year)
        .order_by_asc(share::Column::Kind)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let kind = budget::PotKind::from_code(&row.kind)
                .ok_or_else(|| Problem::broken(format!("unknown pot kind {}", row.kind)))?;
            Ok(Share {
                year: row.year,
                kind,
                amount: row.amount,
            })
        })
        .collect()
}

/// The committees that the person may see.
pub async fn committees(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Committee>, Problem> {
    let seen = Condition::any()
        .add(
            group::Column::ProgrammeId.is_in(
                ctx.scopes_of(access::OFFICES, "programme")
                    .into_iter()
                    .map(ProgrammeId),
            ),
        )
        .add(
            group::Column::Id.is_in(
                ctx.scopes_of(&[base::Role::SM, base::Role::SV], "committee")
                    .into_iter()
                    .map(CommitteeId),
            ),
        );
    Ok(group::Entity::find()
        .filter(seen)
        .order_by_asc(group::Column::Name)
        .all(db)
        .await?)
}

/// Error: not found, also for whoever may not see it.
pub async fn committee(db: &impl ConnectionTrait, ctx: &Ctx, id: CommitteeId) -> Result<Committee, Problem> {
    let committee = group::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("committee"))?;
    access::require_sight(ctx, &committee)?;
    Ok(committee)
}

/// The seats on a day, in their order.
pub async fn members(
    db: &impl ConnectionTrait,
    id: CommitteeId,
    day: NaiveDate,
) -> Result<Vec<Member>, Problem> {
    Ok(seat::Entity::find()
        .filter(seat::Column::CommitteeId.eq(id))
        .filter(seat::Column::FromOn.lte(day))
        .filter(
            Condition::any()
                .add(seat::Column::UntilOn.is_null())
                .add(seat::Column::UntilOn.gte(day)),
        )
        .order_by_asc(seat::Column::Position)
        .order_by_asc(seat::Column::Id)
        .all(db)
        .await?)
}

/// The meetings of the committees that the person may see, the latest first.
pub async fn meetings(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Meeting>, Problem> {
    let ids: Vec<CommitteeId> = committees(db, ctx)
        .await?
        .into_iter()
        .map(|committee| committee.id)
        .collect();
    Ok(session::Entity::find()
        .filter(session::Column::CommitteeId.is_in(ids))
        .order_by_desc(session::Column::StartsAt)
        .all(db)
        .await?)
}

/// A meeting. Error: not found, also for whoever may not see its committee.
pub async fn meeting(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: MeetingId,
) -> Result<(Meeting, Committee), Problem> {
    let meeting = session::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("meeting"))?;
    let committee = committee(db, ctx, meeting.committee_id)
        .await
        .map_err(|problem| match problem {
            Problem::NotFound { .. } => Problem::not_found("meeting"),
            other => other,
        })?;
    Ok((meeting, committee))
}

/// Whether the person may see every case on the agenda of a meeting.
pub(crate) async fn sees_agenda(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: MeetingId,
) -> Result<bool, Problem> {
    let hidden = item::Entity::find()
        .filter(item::Column::MeetingId.eq(id))
        .filter(item::Column::ApplicationId.not_in_subquery(applications::seen_cases(ctx)))
        .one(db)
        .await?;
    Ok(hidden.is_none())
}

/// A meeting with everything recorded, as far as the person may see the cases: items of a case the person is barred from
/// are not in it. Error: not found.
pub async fn record(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: MeetingId,
) -> Result<(MeetingRecord, HashMap<ApplicationId, Application>), Problem> {
    let mut record = whole_record(db, ctx, id).await?;
    let ids: Vec<ApplicationId> = record.items.iter().map(|item| item.application_id).collect();
    let mut cases = applications::applications(db, ctx, &ids).await?;
    if cases.len() < ids.len() {
        cases.extend(withdrawn(db, ctx, &ids).await?);
    }
    record
        .items
        .retain(|item| cases.contains_key(&item.application_id));
    if record.items.len() < ids.len() {
        // a gap in the ranks would say where the hidden case stands
        for item in &mut record.items {
            item.rank = None;
        }
    }
    record
        .exclusions
        .retain(|exclusion| record.items.iter().any(|item| item.id == exclusion.item_id));
    Ok((record, cases))
}

/// Cases of an agenda that were withdrawn since: whoever decides on it learns that they were, unless barred from them.
async fn withdrawn(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Application>, Problem> {
    let barred: HashSet<ApplicationId> = match ctx.person_id() {
        Some(me) => applications::barred(db, me).await?.into_iter().collect(),
        None => HashSet::new(),
    };
    let all = Ctx::system("selection", ctx.now);
    let mut cases = applications::applications(db, &all, ids).await?;
    cases.retain(|id, case| case.state == ApplicationState::Withdrawn && !barred.contains(id));
    Ok(cases)
}

/// The same with every item, for use cases.
pub(crate) async fn whole_record(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: MeetingId,
) -> Result<MeetingRecord, Problem> {
    let (meeting, committee) = meeting(db, ctx, id).await?;
    let day = calendar::local_date(meeting.starts_at);
    let members = members(db, committee.id, day).await?;
    let present = attendance::Entity::find()
        .filter(attendance::Column::MeetingId.eq(id))
        .all(db)
        .await?;
    let items = item::Entity::find()
        .filter(item::Column::MeetingId.eq(id))
        .order_by_asc(item::Column::Position)
        .all(db)
        .await?;
    let mut exclusions = Vec::new();
    for chunk in items.chunks(1_000) {
        let ids = chunk.iter().map(|item| item.id);
        exclusions.extend(
            exclusion::Entity::find()
                .filter(exclusion::Column::ItemId.is_in(ids))
                .all(db)
                .await?,
        );
    }
    let repeated = match meeting.earlier_id {
        Some(earlier) => left_open(db, earlier).await?,
        None => Vec::new(),
    };
    let away = present
        .iter()
        .filter(|row| row.left_at.is_some())
        .map(|row| row.member_id)
        .collect();
    let present = present
        .into_iter()
        .map(|row| (row.member_id, row.deputy_name))
        .collect();
    Ok(MeetingRecord {
        meeting,
        committee,
        members,
        present,
        away,
        items,
        exclusions,
        repeated,
    })
}

/// What a meeting did not come to decide.
async fn left_open(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<ApplicationId>, Problem> {
    let open = item::Entity::find()
        .filter(item::Column::MeetingId.eq(id))
        .filter(item::Column::Result.is_null())
        .all(db)
        .await?;
    Ok(open.into_iter().map(|item| item.application_id).collect())
}

/// Who was invited to a meeting, and how.
pub async fn invitations(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<Invitation>, Problem> {
    Ok(invitation::Entity::find()
        .filter(invitation::Column::MeetingId.eq(id))
        .order_by_asc(invitation::Column::RecordedAt)
        .order_by_asc(invitation::Column::Id)
        .all(db)
        .await?)
}

/// The applications of a meeting's agenda on which a person has not declared yet.
pub(crate) async fn undeclared(
    db: &impl ConnectionTrait,
    record: &MeetingRecord,
    person: base::PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<ApplicationId>, Problem> {
    let agenda: Vec<ApplicationId> = if record.items.is_empty() {
        let all = Ctx::system("selection", now);
        let Some(ranking) = assessment::latest_ranking(db, record.meeting.call_id).await? else {
            return Ok(Vec::new());
        };
        let open = applications::of_call(db, &all, record.meeting.call_id, OPEN).await?;
        let open: HashSet<ApplicationId> = open.iter().map(|case| case.id).collect();
        let ranked = ranking.entries.iter().map(|entry| entry.application_id);
        ranked.filter(|id| open.contains(id)).collect()
    } else {
        record.items.iter().map(|item| item.application_id).collect()
    };
    let mut settled: HashSet<ApplicationId> = applications::declared(db, person).await?.into_iter().collect();
    settled.extend(applications::barred(db, person).await?);
    Ok(agenda.into_iter().filter(|id| !settled.contains(id)).collect())
}

/// What a member is shown of cases before declaring, in the order given: number and applicant; and what the data say
/// against taking part.
pub(crate) async fn to_declare(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    person: base::PersonId,
    ids: &[ApplicationId],
) -> Result<(Vec<Application>, Vec<assessment::Hint>), Problem> {
    let all = Ctx::system("selection", ctx.now);
    let mut found = applications::applications(db, &all, ids).await?;
    let cases: Vec<Application> = ids.iter().filter_map(|id| found.remove(id)).collect();
    let hints = assessment::hints_of(db, calendar::local_date(ctx.now), person, &cases).await?;
    Ok((cases, hints))
}

/// Who declared on the agenda of a meeting, in order of time.
pub async fn declarations(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<DeclaredMember>, Problem> {
    Ok(declaration::Entity::find()
        .filter(declaration::Column::MeetingId.eq(id))
        .order_by_asc(declaration::Column::DeclaredAt)
        .order_by_asc(declaration::Column::Id)
        .all(db)
        .await?)
}

/// The items of a meeting that fell away.
pub(crate) async fn lapsed(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<Item>, Problem> {
    Ok(item::Entity::find()
        .filter(item::Column::MeetingId.eq(id))
        .filter(item::Column::LapsedAt.is_not_null())
        .order_by_asc(item::Column::Position)
        .all(db)
        .await?)
}

/// The cases of a meeting's agenda that a person is excluded from.
pub(crate) async fn hidden_from(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    person: base::PersonId,
    record: &MeetingRecord,
) -> Result<Vec<Application>, Problem> {
    let barred: HashSet<ApplicationId> = applications::barred(db, person).await?.into_iter().collect();
    let ids: Vec<ApplicationId> = record
        .items
        .iter()
        .map(|item| item.application_id)
        .filter(|id| barred.contains(id))
        .collect();
    let all = Ctx::system("selection", ctx.now);
    let mut cases = applications::applications(db, &all, &ids).await?;
    Ok(ids.iter().filter_map(|id| cases.remove(id)).collect())
}

/// The motions of members on these items, as they were put to the vote.
pub async fn motions(db: &impl ConnectionTrait, items: &[Item]) -> Result<Vec<Motion>, Problem> {
    let mut all = Vec::new();
    for chunk in items.chunks(1_000) {
        let rows = motion::Entity::find()
            .filter(motion::Column::ItemId.is_in(chunk.iter().map(|item| item.id)))
            .order_by_asc(motion::Column::VotedAt)
            .order_by_asc(motion::Column::Id)
            .all(db)
            .await?;
        all.extend(rows);
    }
    Ok(all)
}

/// Who came late, left or came back, in order of time.
pub async fn movements(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<Movement>, Problem> {
    Ok(movement::Entity::find()
        .filter(movement::Column::MeetingId.eq(id))
        .order_by_asc(movement::Column::MovedAt)
        .order_by_asc(movement::Column::Id)
        .all(db)
        .await?)
}

/// Members who take no part in these applications: as they declared themselves, as assessors, because a concern of theirs
/// waits, or because they are barred.
/// Application, member, reason.
pub(crate) async fn known_exclusions(
    db: &impl ConnectionTrait,
    members: &[Member],
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, MemberId, String)>, Problem> {
    let wanted: HashSet<ApplicationId> = ids.iter().copied().collect();
    let mut reasons: BTreeMap<(MemberId, ApplicationId), String> = BTreeMap::new();
    let recused = recusal::Entity::find()
        .filter(recusal::Column::MemberId.is_in(members.iter().map(|member| member.id)))
        .all(db)
        .await?;
    for one in recused {
        reasons.insert((one.member_id, one.application_id), one.reason);
    }
    let persons = members.iter().filter_map(|member| member.person_id);
    for one in open_concerns(db, persons).await? {
        let doubtful = base::texts::tr_with(base::Lang::De, "concerns-waits-of", &[("reason", &one.reason)]);
        let seats = members
            .iter()
            .filter(|member| member.person_id == Some(one.person_id));
        for seat in seats {
            reasons
                .entry((seat.id, one.application_id))
                .or_insert_with(|| doubtful.clone());
        }
    }
    let declared = assessment::declarations_of(db, ids).await?;
    for member in members {
        let Some(person) = member.person_id else { continue };
        let own = declared
            .iter()
            .filter(|one| one.person_id == person && one.excludes());
        for one in own {
            let reason = one.reason.clone();
            reasons.entry((member.id, one.application_id)).or_insert(reason);
        }
        for application in applications::barred(db, person).await? {
            let reason = || base::texts::tr(base::Lang::De, "meetings-exclusion-barred");
            reasons.entry((member.id, application)).or_insert_with(reason);
        }
    }
    let all = reasons
        .into_iter()
        .filter(|((_, application), _)| wanted.contains(application))
        .map(|((member, application), reason)| (application, member, reason));
    Ok(all.collect())
}

/// Applications that another meeting decided on whose results are not taken over yet: they are not decided twice.
async fn decided_elsewhere(
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<HashSet<ApplicationId>, Problem> {
    let pending = [
        MeetingState::InSession,
        MeetingState::Decided,
        MeetingState::MinutesDraft,
        MeetingState::MinutesSigned,
    ];
    let meetings = session::Entity::find()
        .filter(session::Column::CallId.eq(call))
        .filter(session::Column::State.is_in(pending))
        .filter(session::Column::AppliedAt.is_null())
        .all(db)
        .await?;
    if meetings.is_empty() {
        return Ok(HashSet::new());
    }
    let items = item::Entity::find()
        .filter(item::Column::MeetingId.is_in(meetings.iter().map(|meeting| meeting.id)))
        .filter(item::Column::Result.is_not_null())
        .all(db)
        .await?;
    Ok(items.into_iter().map(|item| item.application_id).collect())
}

/// One application that can be decided on, in the order of the agenda.
#[derive(Debug, Clone)]
pub struct AgendaEntry {
    pub rank: i64,
    pub case: Application,
    /// Members who are known to take no part.
    pub excluded: Vec<MemberId>,
}

/// What a meeting on the call decides on if it begins now: the ranked applications without a decision, so ordered that
/// excluded members leave the room as seldom as possible. All of them; the caller leaves out what may not be seen.
/// `None` without a frozen ranking.
pub(crate) async fn agenda(
    db: &impl ConnectionTrait,
    call: CallId,
    members: &[Member],
    now: DateTime<Utc>,
) -> Result<Option<(Ranking, Vec<AgendaEntry>)>, Problem> {
    let Some(ranking) = assessment::latest_ranking(db, call).await? else {
        return Ok(None);
    };
    let all = Ctx::system("selection", now);
    let elsewhere = decided_elsewhere(db, call).await?;
    let mut cases: HashMap<ApplicationId, Application> = applications::of_call(db, &all, call, OPEN)
        .await?
        .into_iter()
        .filter(|case| !elsewhere.contains(&case.id))
        .map(|case| (case.id, case))
        .collect();
    let mut entries: Vec<Option<AgendaEntry>> = ranking
        .entries
        .iter()
        .filter_map(|entry| Some((entry.rank, cases.remove(&entry.application_id)?)))
        .map(|(rank, case)| {
            Some(AgendaEntry {
                rank,
                case,
                excluded: Vec::new(),
            })
        })
        .collect();
    let ids: Vec<ApplicationId> = entries.iter().flatten().map(|entry| entry.case.id).collect();
    let places: HashMap<ApplicationId, usize> = ids.iter().copied().zip(0..).collect();
    for (application, member, _) in known_exclusions(db, members, &ids).await? {
        let entry = places
            .get(&application)
            .and_then(|place| entries[*place].as_mut());
        if let Some(entry) = entry {
            entry.excluded.push(member);
        }
    }
    let conflicts: Vec<Conflicts<MemberId>> = entries
        .iter()
        .flatten()
        .map(|entry| entry.excluded.iter().copied().collect())
        .collect();
    let ordered = order(&conflicts)
        .into_iter()
        .filter_map(|place| entries[place].take());
    Ok(Some((ranking, ordered.collect())))
}

/// The comments on the minutes of a meeting, in order of time.
pub async fn comments(db: &impl ConnectionTrait, id: MeetingId) -> Result<Vec<MinutesComment>, Problem> {
    Ok(comment::Entity::find()
        .filter(comment::Column::MeetingId.eq(id))
        .order_by_asc(comment::Column::WrittenAt)
        .order_by_asc(comment::Column::Id)
        .all(db)
        .await?)
}

/// The ballots of a circular vote: item, member, ballot.
pub(crate) async fn ballots(
    db: &impl ConnectionTrait,
    record: &MeetingRecord,
) -> Result<Vec<(Uuid, MemberId, Ballot)>, Problem> {
    let mut all = Vec::new();
    for chunk in record.items.chunks(1_000) {
        let rows = ballot::Entity::find()
            .filter(ballot::Column::ItemId.is_in(chunk.iter().map(|item| item.id)))
            .all(db)
            .await?;
        all.extend(
            rows.into_iter()
                .map(|row| (row.item_id, row.member_id, row.ballot)),
        );
    }
    Ok(all)
}

/// The states in which the steering group decides on an application: for the first time, or after it was put off.
pub(crate) const OPEN: &[ApplicationState] = &[ApplicationState::Assessed, ApplicationState::Deferred];
