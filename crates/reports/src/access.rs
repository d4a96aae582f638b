//! Who may read which report (handbook 13): as a report repeats what its rows are made of, so do its readers.

use base::{Ctx, Problem, Role, Scope};
use base_db::Db;
use calls::Call;

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
        ReportCode::X5 | ReportCode::R5 => MONEY,
        ReportCode::R9 | ReportCode::X10 => HOURS,
    }
}

/// Whether the report on this call is for the person.
pub(crate) fn may_read(ctx: &Ctx, call: &Call, report: ReportCode) -> bool {
    ctx.has_any(readers(report), scope(call)) || is_for_committee(ctx, report)
}

/// Whether the person reads the report as a member of a steering group only.
pub(crate) fn is_guest(ctx: &Ctx, call: &Call, report: ReportCode) -> bool {
    !ctx.has_any(readers(report), scope(call)) && is_for_committee(ctx, report)
}

fn is_for_committee(ctx: &Ctx, report: ReportCode) -> bool {
    matches!(report, ReportCode::R2 | ReportCode::X3) && ctx.has_any_role(COMMITTEE)
}

/// Error: not found for a call out of sight, else denied without a role for the report.
pub(crate) fn require(ctx: &Ctx, call: &Call, report: ReportCode) -> Result<(), Problem> {
    calls::access::require_sight(ctx, call)?;
    if may_read(ctx, call, report) {
        Ok(())
    } else {
        ctx.require(readers(report), scope(call))
    }
}

pub(crate) fn sight(ctx: &Ctx, call: &Call) -> Sight {
    let holds = |roles| ctx.has_any(roles, scope(call));
    Sight {
        scores: holds(CASES) || ctx.has_any_role(COMMITTEE),
        money: holds(MONEY),
        hours: holds(HOURS),
        contacts: holds(CONTACTS),
    }
}

/// The call of an address or command, by id or by code. Error: not found, also when it is out of sight.
pub(crate) async fn call(db: &Db, ctx: &Ctx, text: &str) -> Result<Call, Problem> {
    match text.parse() {
        Ok(id) => calls::call_for(db.reader(), ctx, id).await,
        Err(_) => {
            let found = calls::find_by_code(db.reader(), text)
                .await?
                .ok_or(Problem::not_found("call"))?;
            calls::access::require_sight(ctx, &found)?;
            Ok(found)
        }
    }
}
