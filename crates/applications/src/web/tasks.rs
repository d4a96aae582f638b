//! What waits on the home page: drafts and document requests for municipalities, checks for officers, proposals for
//! the head of unit. Each number counts only what the person sees.

use base::{Ctx, Problem, Role};
use base_web::App;
use base_web::app::Task;
use calls::CallId;

use crate::mails::case_path;
use crate::model::{Application, ApplicationState as S, Filter};
use crate::queries;
use crate::store::waiting;

/// Single cases named on the home page at most.
const NAMED: u64 = 20;

pub(super) async fn of(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let mut tasks = Vec::new();
    if ctx.has_any_role(&[Role::KE, Role::KZ]) {
        tasks.extend(drafts(app, ctx).await?);
        tasks.extend(requests(app, ctx).await?);
    }
    if ctx.has_role(Role::KZ) {
        tasks.extend(signatures(app, ctx).await?);
        tasks.extend(confirmations(app, ctx).await?);
    }
    if ctx.has_role(Role::SB) {
        for (state, key) in [
            (S::Submitted, "applications-task-start"),
            (S::InCheck, "applications-task-check"),
            (S::Late, "applications-task-late"),
        ] {
            tasks.extend(counted(app, ctx, state, key).await?);
        }
        tasks.extend(unanswered(app, ctx).await?);
    }
    if ctx.has_any_role(crate::access::NOTE_WRITERS) {
        tasks.extend(super::follow_ups::tasks(app, ctx).await?);
    }
    if ctx.has_role(Role::RL) {
        tasks.extend(proposals(app, ctx).await?);
        tasks.extend(extensions(app, ctx).await?);
    }
    Ok(tasks)
}

fn say(ctx: &Ctx, key: &str, args: &[(&str, &str)]) -> String {
    base::texts::tr_with(ctx.lang, key, args)
}

/// Each draft of the person's bodies, with the deadline.
async fn drafts(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let drafts = waiting::own_cases(db, ctx, S::Draft, NAMED).await?;
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<CallId> = drafts.iter().map(|draft| draft.call_id).collect();
    let calls = calls::calls(db, &ids).await?;
    let deadlines = queries::deadlines_for(db, &calls, &drafts).await?;
    Ok(drafts
        .iter()
        .map(|draft| Task {
            text: say(ctx, "applications-task-draft", &[("title", called(draft))]),
            href: case_path(draft.id),
            count: 1,
            due_at: deadlines.get(&draft.id).map(base::Deadline::instant),
        })
        .collect())
}

/// The title says more than a draft's code.
fn called(draft: &Application) -> &str {
    if draft.title.is_empty() {
        draft.label()
    } else {
        &draft.title
    }
}

/// Each document request that the person's bodies have to answer.
async fn requests(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let cases = waiting::own_cases(db, ctx, S::DocumentsRequested, NAMED).await?;
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let open = waiting::open_requests(db, &cases).await?;
    Ok(cases
        .iter()
        .map(|case| Task {
            text: say(ctx, "applications-task-documents", &[("label", case.label())]),
            href: format!("{}/answer", case_path(case.id)),
            count: 1,
            due_at: open
                .iter()
                .find(|request| request.application_id == case.id)
                .map(|request| request.due_at),
        })
        .collect())
}

/// Each draft that waits for the person's signature.
async fn signatures(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let bodies = ctx.scopes_of(&[Role::KZ], "body");
    let mut drafts = waiting::own_cases(db, ctx, S::Draft, NAMED).await?;
    drafts.retain(|draft| bodies.contains(&draft.lead_body_id.0));
    let asked = crate::usecases::signature::waiting_for(db, &drafts).await?;
    Ok(drafts
        .iter()
        .filter(|draft| asked.contains(&draft.id))
        .map(|draft| Task {
            text: say(
                ctx,
                "applications-task-sign",
                &[("label", draft.label()), ("title", &draft.title)],
            ),
            href: format!("{}/submit", case_path(draft.id)),
            count: 1,
            due_at: None,
        })
        .collect())
}

/// Each joint application that waits for the person's signature as a partner.
async fn confirmations(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let ids = crate::joint::waiting_for(db, &ctx.scopes_of(&[Role::KZ], "body"), NAMED).await?;
    let mut cases: Vec<Application> = queries::applications(db, ctx, &ids)
        .await?
        .into_values()
        .collect();
    cases.retain(|case| case.state == S::Draft);
    cases.sort_by_key(|case| case.id);
    Ok(cases
        .iter()
        .map(|case| Task {
            text: say(
                ctx,
                "applications-task-confirm",
                &[("label", case.label()), ("lead", &case.lead_name)],
            ),
            href: format!("{}/partners", case_path(case.id)),
            count: 1,
            due_at: None,
        })
        .collect())
}

async fn counted(app: &App, ctx: &Ctx, state: S, key: &str) -> Result<Option<Task>, Problem> {
    let mut count = 0;
    for programme in ctx.scopes_of(&[Role::SB], "programme") {
        let filter = Filter {
            programme: Some(programme),
            states: vec![state],
            ..Filter::default()
        };
        count += queries::count(app.db.reader(), ctx, &filter).await?;
    }
    Ok((count > 0).then(|| Task {
        text: say(ctx, key, &[("count", &count.to_string())]),
        href: format!("/applications?state={state}"),
        count,
        due_at: None,
    }))
}

/// Proposals of others that this head of unit can decide.
async fn proposals(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let open = waiting::open_proposals(db, 200).await?;
    let ids: Vec<_> = open
        .iter()
        .filter(|proposal| proposal.proposed_by != ctx.person_id())
        .map(|proposal| proposal.application_id)
        .collect();
    let mut seen: Vec<Application> = queries::applications(db, ctx, &ids)
        .await?
        .into_values()
        .filter(|case| crate::access::require_head(ctx, case).is_ok())
        .filter(|case| matches!(case.state, S::Ineligible | S::Late))
        .collect();
    seen.sort_by_key(|case| case.id);
    Ok(seen
        .iter()
        .take(NAMED as usize)
        .map(|case| Task {
            text: say(
                ctx,
                "applications-task-decide",
                &[("label", case.label()), ("lead", &case.lead_name)],
            ),
            href: case_path(case.id),
            count: 1,
            due_at: None,
        })
        .collect())
}

/// Document requests that nobody answered: the officer decides what follows.
async fn unanswered(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let open = waiting::unanswered_requests(db, 200).await?;
    let ids: Vec<_> = open.iter().map(|request| request.application_id).collect();
    let cases = queries::applications(db, ctx, &ids).await?;
    Ok(open
        .iter()
        .filter_map(|request| cases.get(&request.application_id))
        .filter(|case| case.state == S::InCheck && crate::access::require_officer(ctx, case).is_ok())
        .take(NAMED as usize)
        .map(|case| Task {
            text: say(
                ctx,
                "applications-task-unanswered",
                &[("label", case.label()), ("lead", &case.lead_name)],
            ),
            href: format!("{}/check", case_path(case.id)),
            count: 1,
            due_at: None,
        })
        .collect())
}

/// Later deadlines for one applicant that this head of unit can decide.
async fn extensions(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let open = waiting::open_extensions(db, 200).await?;
    let ids: Vec<CallId> = open.iter().map(|one| one.call_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let calls = calls::calls(db, &ids).await?;
    Ok(open
        .iter()
        .filter(|one| one.proposed_by != ctx.person_id())
        .filter_map(|one| {
            let call = calls.iter().find(|call| call.id == one.call_id)?;
            let scope = base::Scope::Programme(call.programme_id.0);
            ctx.has(Role::RL, scope).then(|| Task {
                text: say(ctx, "applications-task-extension", &[("call", &call.code)]),
                href: format!("/applications/extensions/{}", one.id),
                count: 1,
                due_at: None,
            })
        })
        .collect())
}
