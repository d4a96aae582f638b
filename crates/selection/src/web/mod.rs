//! Pages and their JSON twins.

mod allocation;
mod api;
mod api_meetings;
mod api_reserve;
mod api_scenarios;
mod api_session;
mod balance;
mod by_hand;
mod case;
mod circular;
mod committees;
mod concern;
mod decisions;
mod declaration;
mod evidence;
mod invitations;
mod item;
mod meeting;
mod minutes;
mod papers;
mod recuse;
mod reserve;
mod routes;
mod scenario;
mod scenarios;
mod screen;
mod session;

use base::{Cents, Problem};
use base_web::view::{Badge, Cell, Form, Tone};
use base_web::{FormData, Visit};
use calls::{Call, CallId};

use crate::access;
use crate::model::{CommitteeId, MeetingId, MeetingState, Outcome};

pub(crate) use case::{parts, tasks};
pub(crate) use evidence::evidence;
pub(crate) use routes::routes;

/// A call of the path, for the offices of its programme. An id that is none names nothing.
async fn call(visit: &Visit, text: &str) -> Result<Call, Problem> {
    let id: CallId = text.parse().map_err(|_| Problem::not_found("call"))?;
    let call = calls::call(visit.app.db.reader(), id).await?;
    if access::holds(&visit.ctx, access::OFFICES, call.programme_id) {
        Ok(call)
    } else {
        Err(Problem::not_found("call"))
    }
}

fn meeting_id(text: &str) -> Result<MeetingId, Problem> {
    text.parse().map_err(|_| Problem::not_found("meeting"))
}

fn committee_id(text: &str) -> Result<CommitteeId, Problem> {
    text.parse().map_err(|_| Problem::not_found("committee"))
}

fn badge(visit: &Visit, state: MeetingState) -> Badge {
    let tone = match state {
        MeetingState::Planned | MeetingState::Invited => Tone::Info,
        MeetingState::InSession
        | MeetingState::Circular
        | MeetingState::Decided
        | MeetingState::MinutesDraft => Tone::Warning,
        MeetingState::MinutesSigned => Tone::Success,
        MeetingState::NotQuorate => Tone::Danger,
        MeetingState::Cancelled => Tone::Neutral,
    };
    Badge::new(tone, visit.t(&format!("meetings-state-{state}")))
}

fn outcome(visit: &Visit, result: Outcome, position: Option<i64>) -> Cell {
    let tone = match result {
        Outcome::Selected => Tone::Success,
        Outcome::Reserve => Tone::Info,
        Outcome::Rejected => Tone::Danger,
        Outcome::Deferred => Tone::Neutral,
    };
    let label = visit.t(&format!("decisions-result-{result}"));
    let label = position.map_or(label.clone(), |position| format!("{label} {position}"));
    Cell::badge(tone, label)
}

fn amount(visit: &Visit, cents: Cents) -> Cell {
    if cents.is_zero() {
        Cell::Empty
    } else {
        Cell::money(visit.lang(), cents)
    }
}

/// A form that was refused, shown again with what was typed.
struct Again<'a> {
    verb: &'static str,
    data: &'a FormData,
    problem: &'a Problem,
}

/// Fills the form of the refused verb.
fn again(form: Form, verb: &'static str, refused: Option<&Again<'_>>) -> Form {
    match refused {
        Some(refused) if refused.verb == verb => form.fill(refused.data).problem(refused.problem),
        _ => form,
    }
}

/// Whether a form can show the problem.
fn is_shown(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale
    )
}
