//! What waits for a person: grants to prepare, to countersign, to issue, to accept.

use applications::Source;
use base::calendar::day_start;
use base::{Ctx, Problem, Role, texts};
use base_web::App;
use base_web::app::Task;
use calls::{CallId, CallState, ProgrammeId};
use chrono::{DateTime, NaiveDate, Utc};

use crate::model::{Amendment, AmendmentState, Grant, GrantState, ReinstatementState};
use crate::queries::Waiting;
use crate::usecases::amend;
use crate::{access, queries, rules};

pub(super) async fn of(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let mut tasks = to_prepare(app, ctx).await?;
    tasks.extend(amendments(app, ctx).await?);
    if ctx.has_any_role(&[Role::SB]) {
        let told = queries::unnoted(app.db.reader(), ctx).await?;
        let mine: Vec<&Grant> = told
            .iter()
            .filter(|grant| access::is_officer(ctx, grant))
            .collect();
        // the list of a call does not say which grants it is about
        let first = mine.first().map(|grant| format!("/grants/{}", grant.id));
        let all = task(ctx, "grants-task-note", mine);
        tasks.extend(all.zip(first).map(|(all, href)| Task { href, ..all }));
    }
    tasks.extend(acts(app, ctx).await?);
    if !ctx.has_any_role(&[Role::SB, Role::RL, Role::BfdH, Role::KZ]) {
        return Ok(tasks);
    }
    if ctx.has_role(Role::SB) {
        let overdue = unanswered(app, ctx).await?;
        tasks.extend(task(ctx, "grants-task-answer-overdue", overdue.iter().collect()));
    }
    let waiting = queries::waiting(app.db.reader(), ctx).await?;
    for (state, key) in [
        (GrantState::Prepared, "grants-task-countersign"),
        (GrantState::Countersigned, "grants-task-issue"),
        (GrantState::Reissue, "grants-task-reissue"),
    ] {
        let here: Vec<Waiting> = waiting.iter().filter(|one| one.state == state).copied().collect();
        tasks.extend(by_call(app, ctx, key, &here).await?);
    }
    let answers = [GrantState::Delivered, GrantState::Issued];
    let here: Vec<Waiting> = waiting
        .iter()
        .filter(|one| answers.contains(&one.state))
        .copied()
        .collect();
    tasks.extend(to_answer(app, ctx, &here).await?);
    Ok(tasks)
}

/// A task for each call, because that is the list it leads to: to the grant itself when it is one.
async fn by_call(app: &App, ctx: &Ctx, key: &str, waiting: &[Waiting]) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let ids: Vec<CallId> = waiting.iter().map(|one| one.call_id).collect();
    // which call it is only matters where there are several
    let calls = if ids.len() > 1 {
        calls::calls(db, &ids).await?
    } else {
        Vec::new()
    };
    let mut tasks = Vec::new();
    for one in waiting {
        let only = if one.count == 1 {
            queries::waiting_one(db, ctx, one).await?
        } else {
            None
        };
        let mut text = texts::tr_with(ctx.lang, key, &[("count", &one.count.to_string())]);
        if let Some(call) = calls.iter().find(|call| call.id == one.call_id) {
            text = format!("{text} ({})", call.code);
        }
        tasks.push(Task {
            text,
            href: match only {
                Some(id) => format!("/grants/{id}"),
                None => format!("/calls/{}/grants?state={}", one.call_id, one.state),
            },
            count: one.count,
            due_at: None,
        });
    }
    Ok(tasks)
}

/// What the municipality accepts or declines: one link, to the grant when it is one.
async fn to_answer(app: &App, ctx: &Ctx, waiting: &[Waiting]) -> Result<Option<Task>, Problem> {
    let count: u64 = waiting.iter().map(|one| one.count).sum();
    let only = match waiting {
        [] => return Ok(None),
        [one] if count == 1 => queries::waiting_one(app.db.reader(), ctx, one).await?,
        _ => None,
    };
    Ok(Some(Task {
        text: texts::tr_with(ctx.lang, "grants-task-accept", &[("count", &count.to_string())]),
        href: only.map_or_else(|| "/my-applications".to_owned(), |id| format!("/grants/{id}")),
        count,
        due_at: until(waiting.iter().filter_map(|one| one.accept_until_on).min()),
    }))
}

/// Until the end of the day.
fn until(last: Option<NaiveDate>) -> Option<DateTime<Utc>> {
    last.map(|day| day_start(day + chrono::Days::new(1)))
}

/// Paper cases whose term for the declaration of acceptance is over: an officer records it or declines.
async fn unanswered(app: &App, ctx: &Ctx) -> Result<Vec<Grant>, Problem> {
    let today = base::calendar::local_date(ctx.now);
    let mut overdue = queries::unanswered(app.db.reader(), ctx, today).await?;
    let ids: Vec<_> = overdue.iter().map(|grant| grant.application_id).collect();
    let cases = applications::applications(app.db.reader(), ctx, &ids).await?;
    overdue.retain(|grant| {
        let case = cases.get(&grant.application_id);
        case.is_some_and(|case| case.source != Source::Portal)
    });
    Ok(overdue)
}

/// One link: to the grant when it is one, else to the first call's list of those in the same state.
fn task(ctx: &Ctx, key: &str, grants: Vec<&Grant>) -> Option<Task> {
    let first = grants.first()?;
    let href = match grants.as_slice() {
        [one] => format!("/grants/{}", one.id),
        _ => format!("/calls/{}/grants?state={}", first.call_id, first.state),
    };
    let count = grants.len() as u64;
    let due_on = grants.iter().filter_map(|grant| grant.accept_until_on).min();
    Some(Task {
        text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
        href,
        count,
        due_at: until(due_on),
    })
}

/// Requests for an amendment that wait for this person: to examine, to sign, to issue.
async fn amendments(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    use AmendmentState::{Checked, Countersigned, Requested};
    if !ctx.has_any_role(&[Role::SB, Role::RL, Role::BfdH]) {
        return Ok(Vec::new());
    }
    let waiting =
        queries::amendments_waiting(app.db.reader(), ctx, &[Requested, Checked, Countersigned]).await?;
    let others = |hands: &[Option<base::PersonId>]| ctx.require_other_person(hands).is_ok();
    let refuses = |amendment: &Amendment, grant: &Grant| {
        let hands = [amendment.drafted_by, amendment.requested_by, amendment.checked_by];
        access::require_head(ctx, grant).is_ok() && others(&hands)
    };
    let mine = |(amendment, grant): &&(Amendment, Grant)| match amendment.state {
        Requested => access::is_officer(ctx, grant),
        Checked => {
            others(&amend::hands(amendment))
                && amend::signs_as(amendment, &access::offices(ctx, grant), None).is_ok()
        }
        _ => {
            access::require_head(ctx, grant).is_ok()
                && others(&[
                    amendment.drafted_by,
                    amendment.requested_by,
                    amendment.checked_by,
                    amendment.bfdh_signed_by,
                ])
        }
    };
    let (waiting, past): (Vec<_>, Vec<_>) = waiting
        .into_iter()
        .partition(|(_, grant)| rules::require_amendable(grant).is_ok());
    let past: Vec<_> = past.iter().filter(|(one, grant)| refuses(one, grant)).collect();
    let mut tasks = Vec::new();
    tasks.extend(amendment_task(ctx, "grants-task-amend-refuse", &past));
    for (state, key) in [
        (Requested, "grants-task-amend-check"),
        (Checked, "grants-task-amend-sign"),
        (Countersigned, "grants-task-amend-issue"),
    ] {
        let found: Vec<&(Amendment, Grant)> = waiting
            .iter()
            .filter(|(one, _)| one.state == state)
            .filter(mine)
            .collect();
        tasks.extend(amendment_task(ctx, key, &found));
    }
    Ok(tasks)
}

/// One link, to the first of them.
fn amendment_task(ctx: &Ctx, key: &str, found: &[&(Amendment, Grant)]) -> Option<Task> {
    let (first, _) = found.first()?;
    let count = found.len() as u64;
    Some(Task {
        text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
        href: format!("/grants/{}/amendments/{}", first.grant_id, first.id),
        count,
        due_at: None,
    })
}

/// Per call of the officer's programmes that was decided or is being selected.
async fn to_prepare(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let mut tasks = Vec::new();
    for programme in ctx.scopes_of(&[Role::SB], "programme") {
        for call in calls::calls_of(app.db.reader(), ProgrammeId(programme)).await? {
            if !matches!(call.state, CallState::InSelection | CallState::Decided) {
                continue;
            }
            let count = queries::count_to_prepare(app.db.reader(), ctx, call.id).await?;
            if count > 0 {
                tasks.push(Task {
                    text: texts::tr_with(ctx.lang, "grants-task-prepare", &[("count", &count.to_string())]),
                    href: format!("/calls/{}/grants", call.id),
                    count,
                    due_at: None,
                });
            }
        }
    }
    Ok(tasks)
}

/// Acts that did not arrive, and requests for reinstatement to examine or to decide.
async fn acts(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let mut tasks = Vec::new();
    let sends = ctx.scopes_of(access::SENDERS, "programme");
    if !sends.is_empty() {
        let back = queries::undelivered(db, &sends).await?;
        let first = back.first().map(|one| format!("/deliveries/{}", one.id));
        tasks.extend(counted(ctx, "grants-task-reissue", first, back.len()));
    }
    let examines = ctx.scopes_of(&[Role::SB], "programme");
    let decides = ctx.scopes_of(&[Role::RL], "programme");
    for (programmes, state, key) in [
        (
            examines,
            ReinstatementState::Requested,
            "grants-task-reinstatement",
        ),
        (
            decides,
            ReinstatementState::Proposed,
            "grants-task-reinstatement-decide",
        ),
    ] {
        if programmes.is_empty() {
            continue;
        }
        let waiting = queries::reinstatements_waiting(db, &programmes, &[state]).await?;
        let mine: Vec<_> = waiting
            .iter()
            .filter(|one| ctx.require_other_person(&[one.proposed_by]).is_ok())
            .collect();
        let first = mine.first().map(|one| format!("/reinstatements/{}", one.id));
        tasks.extend(counted(ctx, key, first, mine.len()));
    }
    Ok(tasks)
}

/// One link, to the first of them.
fn counted(ctx: &Ctx, key: &str, first: Option<String>, count: usize) -> Option<Task> {
    let count = count as u64;
    Some(Task {
        text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
        href: first?,
        count,
        due_at: None,
    })
}
