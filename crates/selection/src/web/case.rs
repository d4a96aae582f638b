//! The selection's part of the case page and of the home page.

use base::calendar::local_date;
use base::texts::{tr, tr_with};
use base::{Ctx, Deadline, Problem, Role, Scope};
use base_web::app::{App, CasePart, CaseRead, Task};
use base_web::view::{Cell, Facts};
use calls::{CallId, CallState};

use crate::minutes::comments_until;
use crate::model::{Committee, Meeting, MeetingState, Outcome};
use crate::{access, queries};

/// For the offices from the signed minutes on; for the applicant once it is released, without rank and reasons of
/// others.
pub(crate) async fn parts(app: &App, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<CasePart>, Problem> {
    let db = app.db.reader();
    let case = applications::read_for_page(case)?;
    let Some(decision) = queries::decision(db, case.id).await? else {
        return Ok(Vec::new());
    };
    let is_office = ctx.has_any(access::OFFICES, Scope::Programme(case.programme_id));
    if decision.released_at.is_none() && !is_office {
        return Ok(Vec::new());
    }
    let lang = ctx.lang;
    // a gap in the ranks or places would say where a case stands from which the person is barred
    let has_place = decision.rank.is_some() || decision.position.is_some();
    let hides_places = is_office && has_place && applications::is_barred_in(db, ctx, case.call_id).await?;
    let label = tr(lang, &format!("decisions-result-{}", decision.result));
    let mut facts = Facts::new().row(tr(lang, "minutes-result"), Cell::text(label));
    if !decision.amount.is_zero() {
        facts = facts.row(tr(lang, "minutes-amount"), Cell::money(lang, decision.amount));
    }
    facts = facts
        .maybe(
            tr(lang, "allocation-reserve"),
            decision
                .position
                .filter(|_| !hides_places)
                .map(|place| Cell::integer(lang, place)),
        )
        .maybe(
            tr(lang, "decisions-valid-until"),
            decision.valid_until.map(|day| Cell::date(lang, day)),
        );
    if decision.result == Outcome::Rejected
        && let Some(essential) = queries::essential(db, &decision).await?
    {
        let points = |hundredths| Cell::Number(base::fmt::hundredths(lang, hundredths));
        facts = facts
            .maybe(tr(lang, "decisions-own-score"), essential.own.map(points))
            .maybe(
                tr(lang, "decisions-last-score"),
                essential.last_funded.filter(|_| !hides_places).map(points),
            );
    }
    if crate::usecases::may_answer(ctx, case)
        && let Some(offer) = crate::reserve::offer_to(db, decision.id).await?
    {
        let label = tr(lang, "reserve-offer-title");
        let href = format!("/applications/{}/reserve-offer", case.id);
        facts = facts
            .row(tr(lang, "reserve-offered"), Cell::money(lang, offer.amount))
            .row(tr(lang, "reserve-answer"), Cell::link(href, label));
    }
    if decision.result == Outcome::Rejected && !is_office {
        let codes: Vec<String> = decision
            .reason_codes
            .iter()
            .map(|code| tr(lang, &format!("decisions-reason-{code}")))
            .collect();
        facts = facts.row(tr(lang, "decisions-reasons"), Cell::text(codes.join("; ")));
    }
    if is_office {
        let codes: Vec<String> = decision
            .reason_codes
            .iter()
            .map(|code| tr(lang, &format!("decisions-reason-{code}")))
            .collect();
        let rank = decision.rank.filter(|_| !hides_places);
        facts = facts
            .maybe(
                tr(lang, "minutes-rank"),
                rank.map(|rank| Cell::integer(lang, rank)),
            )
            .row(tr(lang, "decisions-reasons"), Cell::text(codes.join("; ")))
            .row(
                tr(lang, "meetings-one"),
                Cell::link(
                    format!("/meetings/{}", decision.meeting_id),
                    tr(lang, "meetings-one"),
                ),
            )
            .maybe(
                tr(lang, "decisions-released-at"),
                decision.released_at.map(|at| Cell::instant(lang, at)),
            );
    }
    Ok(vec![CasePart {
        position: 40,
        heading: tr(lang, "decisions-part"),
        blocks: vec![facts.into()],
    }])
}

/// What waits: meetings to go on with, concerns to rule on, allocations to approve, decisions to release.
pub(crate) async fn tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let mut tasks = Vec::new();
    if !ctx.has_any_role(access::READERS) {
        return Ok(tasks);
    }
    let db = app.db.reader();
    for meeting in queries::meetings(db, ctx).await?.into_iter().filter(is_going_on) {
        let (_, committee) = queries::meeting(db, ctx, meeting.id).await?;
        let is_secretary = access::holds(ctx, access::SECRETARIES, committee.programme_id);
        let mut keys: Vec<&str> = Vec::new();
        keys.extend(waits(
            ctx,
            &meeting,
            is_secretary,
            access::is_chair(ctx, &committee),
        ));
        if must_declare(app, ctx, &meeting, &committee).await? {
            keys.push("meetings-task-declare");
        }
        if must_rule(app, ctx, &meeting, &committee).await? {
            keys.push("meetings-task-concern");
        }
        if must_comment(app, ctx, &meeting, &committee).await? {
            keys.push("meetings-task-comment");
        }
        for key in keys {
            let date = base::fmt::date(ctx.lang, base::calendar::local_date(meeting.starts_at));
            let text = tr_with(ctx.lang, key, &[("date", &date)]);
            let due_at = match key {
                "meetings-task-declare" | "meetings-task-concern" => Some(meeting.starts_at),
                "meetings-task-comment" => Some(Deadline::end_of(comments_until(&meeting)).instant()),
                _ => None,
            };
            let page = if key == "meetings-task-comment" {
                "/minutes"
            } else {
                ""
            };
            tasks.push(Task {
                text,
                href: format!("/meetings/{}{page}", meeting.id),
                count: 1,
                due_at,
            });
        }
    }
    if ctx.has_any_role(&[Role::BfdH, Role::RL]) {
        tasks.extend(call_tasks(app, ctx).await?);
    }
    Ok(tasks)
}

/// Whether anything can still wait for somebody: years of meetings that are over are not asked about one by one.
fn is_going_on(meeting: &Meeting) -> bool {
    let is_applied = meeting.state == MeetingState::MinutesSigned && meeting.applied_at.is_some();
    !is_applied && !matches!(meeting.state, MeetingState::NotQuorate | MeetingState::Cancelled)
}

/// Whether the member has applications of an invited meeting left to declare on (handbook 4.3).
async fn must_declare(
    app: &App,
    ctx: &Ctx,
    meeting: &Meeting,
    committee: &Committee,
) -> Result<bool, Problem> {
    let me = ctx.person_id().filter(|_| access::is_member(ctx, committee));
    let Some(me) = me.filter(|_| meeting.state == MeetingState::Invited) else {
        return Ok(false);
    };
    let db = app.db.reader();
    let record = queries::whole_record(db, ctx, meeting.id).await?;
    let left = queries::undeclared(db, &record, me, ctx.now).await?;
    Ok(!left.is_empty())
}

/// Whether chair or secretary have a member's concern of bias to decide about.
async fn must_rule(app: &App, ctx: &Ctx, meeting: &Meeting, committee: &Committee) -> Result<bool, Problem> {
    let open = matches!(
        meeting.state,
        MeetingState::Invited | MeetingState::InSession | MeetingState::Circular
    );
    if !open || access::require_recorder(ctx, committee).is_err() {
        return Ok(false);
    }
    queries::must_rule(app.db.reader(), ctx, meeting).await
}

/// Whether the member has not answered on the draft of the minutes while there is time for it (handbook 5.4).
async fn must_comment(
    app: &App,
    ctx: &Ctx,
    meeting: &Meeting,
    committee: &Committee,
) -> Result<bool, Problem> {
    let drafted = meeting.state == MeetingState::MinutesDraft
        && local_date(ctx.now) <= comments_until(meeting)
        && access::is_member(ctx, committee);
    let Some(me) = ctx.person_id().filter(|_| drafted) else {
        return Ok(false);
    };
    let db = app.db.reader();
    let seats = queries::members(db, committee.id, local_date(meeting.starts_at)).await?;
    let own = seats
        .iter()
        .find(|seat| seat.person_id == Some(me) && !seat.is_chair);
    let Some(own) = own else { return Ok(false) };
    let comments = queries::comments(db, meeting.id).await?;
    Ok(!comments
        .iter()
        .any(|one| one.member_id == own.id && Some(&one.sha256) == meeting.minutes_sha256.as_ref()))
}

fn waits(ctx: &Ctx, meeting: &Meeting, is_secretary: bool, is_chair: bool) -> Option<&'static str> {
    let me = ctx.person_id();
    let signed = [meeting.chair_signed_by, meeting.secretary_signed_by].contains(&me);
    match meeting.state {
        MeetingState::Planned if is_secretary => Some("meetings-task-invite"),
        MeetingState::InSession if is_chair || is_secretary => Some("meetings-task-session"),
        MeetingState::Circular => Some("meetings-task-circular"),
        MeetingState::Decided if is_secretary => Some("meetings-task-draft"),
        MeetingState::MinutesDraft if !signed && (is_chair || is_secretary) => Some("meetings-task-sign"),
        MeetingState::MinutesSigned if is_secretary && meeting.applied_at.is_none() => {
            Some("meetings-task-apply")
        }
        _ => None,
    }
}

/// Allocations to approve and decisions to release, whichever round of the selection they belong to.
async fn call_tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let mut waiting: Vec<(&str, &str, CallId, u64)> = Vec::new();
    if ctx.has_any_role(&[Role::BfdH]) {
        let calls = queries::calls_to_approve(db).await?;
        waiting.extend(
            calls
                .into_iter()
                .map(|call| ("allocation-task-approve", "allocation", call, 1)),
        );
    }
    if ctx.has_any_role(&[Role::RL]) {
        let calls = queries::calls_to_release(db, ctx).await?;
        waiting.extend(
            calls
                .into_iter()
                .map(|(call, count)| ("decisions-task-release", "decisions", call, count)),
        );
    }
    let mut tasks = Vec::new();
    for (key, page, call, count) in waiting {
        let call = calls::call(db, call).await?;
        let role = if page == "allocation" {
            Role::BfdH
        } else {
            Role::RL
        };
        let selects = matches!(call.state, CallState::InSelection | CallState::Decided);
        if !selects || !access::holds(ctx, &[role], call.programme_id) {
            continue;
        }
        let facts = [("code", call.code.as_str()), ("count", &count.to_string())];
        tasks.push(Task {
            text: tr_with(ctx.lang, key, &facts),
            href: format!("/calls/{}/{page}", call.id),
            count,
            due_at: None,
        });
    }
    Ok(tasks)
}
