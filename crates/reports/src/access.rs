//! Who may read which report (handbook 13): as a report repeats what its rows are made of, so do its readers.

use base::{Ctx, Problem, Role, Scope};
use base_db::Db;
use calls::{Call, CallId};
use facilitation::EngagementState;

use crate::ReportCode;

/// Everybody who may come to the reports at all.
pub(crate) const READERS: &[Role] = &[
    Role::SB,
    Role::RL,
    Role::BfdH,
    Role::SM,
    Role::SV,
    Role::GS,
    Role::PK,
    Role::PB,
    Role::RH,
];

/// The steering group, for whom the overview and the ranking are made: once it was let in, and only its cases.
const COMMITTEE: &[Role] = &[Role::SM, Role::SV];

/// Who sees every application of the programme.
const CASES: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::GS, Role::RH];
/// Who sees grants and payments.
const MONEY: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH];
/// Who sees engagements and their hours.
const HOURS: &[Role] = &[Role::SB, Role::RL, Role::PK, Role::RH];
/// Who works with the applicants and may therefore have their contacts in a list.
const CONTACTS: &[Role] = &[Role::SB];

/// What of a call's life the reader may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sight {
    pub scores: bool,
    pub money: bool,
    pub hours: bool,
    pub contacts: bool,
}

fn scope(call: &Call) -> Scope {
    Scope::Programme(call.programme_id.0)
}

/// The readers of a report.
fn readers(report: ReportCode) -> &'static [Role] {
    match report {
        ReportCode::R1 | ReportCode::R2 | ReportCode::X1 | ReportCode::X3 => CASES,
        ReportCode::X5 | ReportCode::R4 | ReportCode::R5 => MONEY,
        ReportCode::R9 | ReportCode::X10 => HOURS,
    }
}

/// Whether the report on this call is for the person.
pub(crate) fn may_read(ctx: &Ctx, call: &Call, report: ReportCode) -> bool {
    ctx.has_any(readers(report), scope(call)) || is_for_committee(ctx, report) || is_own(ctx, report)
}

/// Whether the person reads only what their own cases are: as a member of a steering group, or as a facilitator.
pub(crate) fn is_guest(ctx: &Ctx, call: &Call, report: ReportCode) -> bool {
    !ctx.has_any(readers(report), scope(call)) && (is_for_committee(ctx, report) || is_own(ctx, report))
}

/// Whether the person reads it as a member of a steering group alone.
pub(crate) fn is_member_only(ctx: &Ctx, call: &Call, report: ReportCode) -> bool {
    !ctx.has_any(readers(report), scope(call)) && is_for_committee(ctx, report)
}

fn is_for_committee(ctx: &Ctx, report: ReportCode) -> bool {
    matches!(report, ReportCode::R2 | ReportCode::X3) && ctx.has_any_role(COMMITTEE)
}

/// Facilitators read of their own engagements (handbook 13: "CRU own").
fn is_own(ctx: &Ctx, report: ReportCode) -> bool {
    matches!(report, ReportCode::R9 | ReportCode::X10) && ctx.has_role(Role::PB)
}

/// The calls in which the person accompanies a project.
async fn accompanied(db: &Db, ctx: &Ctx) -> Result<Vec<CallId>, Problem> {
    let Some(person) = ctx.person_id().filter(|_| ctx.has_role(Role::PB)) else {
        return Ok(Vec::new());
    };
    let states: Vec<EngagementState> = EngagementState::ALL
        .iter()
        .copied()
        .filter(|state| state.is_living())
        .collect();
    let own = facilitation::engagements_of_person(db.reader(), person, &states).await?;
    let mut calls: Vec<CallId> = own.into_iter().map(|engagement| engagement.call_id).collect();
    calls.sort_unstable();
    calls.dedup();
    Ok(calls)
}

/// Error: not found.
async fn require_sight(db: &Db, ctx: &Ctx, call: &Call) -> Result<(), Problem> {
    match calls::access::require_sight(ctx, call) {
        Err(_) if accompanied(db, ctx).await?.contains(&call.id) => Ok(()),
        answer => answer,
    }
}

/// Error: not found for a call out of sight, else denied without a role for the report.
pub(crate) async fn require(db: &Db, ctx: &Ctx, call: &Call, report: ReportCode) -> Result<(), Problem> {
    require_sight(db, ctx, call).await?;
    if may_read(ctx, call, report) {
        Ok(())
    } else {
        ctx.require(readers(report), scope(call))
    }
}

/// Id and code of the calls on which the person may read something, the latest deadline first, own accompaniments last.
pub(crate) async fn calls_of(db: &Db, ctx: &Ctx) -> Result<Vec<(CallId, String)>, Problem> {
    let mut known = calls::codes(db.reader(), ctx).await?;
    let mut more = accompanied(db, ctx).await?;
    more.retain(|id| known.iter().all(|(seen, _)| seen != id));
    let more = calls::calls(db.reader(), &more).await?;
    known.extend(more.into_iter().map(|call| (call.id, call.code)));
    Ok(known)
}

pub(crate) fn sight(ctx: &Ctx, call: &Call) -> Sight {
    let holds = |roles| ctx.has_any(roles, scope(call));
    Sight {
        scores: holds(CASES) || ctx.has_any_role(COMMITTEE),
        money: holds(MONEY),
        hours: holds(HOURS) || ctx.has_role(Role::PB),
        contacts: holds(CONTACTS),
    }
}

/// The call of an address or command, by id or by code. Error: not found, also when it is out of sight.
pub(crate) async fn call(db: &Db, ctx: &Ctx, text: &str) -> Result<Call, Problem> {
    let found = match text.parse() {
        Ok(id) => calls::call(db.reader(), id).await?,
        Err(_) => calls::find_by_code(db.reader(), text)
            .await?
            .ok_or(Problem::not_found("call"))?,
    };
    require_sight(db, ctx, &found).await?;
    Ok(found)
}
