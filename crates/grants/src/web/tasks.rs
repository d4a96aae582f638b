//! What waits for a person: grants to prepare, to countersign, to issue, to accept.

use applications::ApplicationState;
use base::calendar::day_start;
use base::{Ctx, Problem, Role, Scope, texts};
use base_web::App;
use base_web::app::Task;
use calls::{CallState, ProgrammeId};

use crate::model::{Grant, GrantMode, GrantState};
use crate::{access, queries, rules};

pub(super) async fn of(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let mut tasks = to_prepare(app, ctx).await?;
    if !ctx.has_any_role(&[Role::RL, Role::BfdH, Role::KZ]) {
        return Ok(tasks);
    }
    let states = [
        GrantState::Prepared,
        GrantState::Countersigned,
        GrantState::Issued,
        GrantState::Delivered,
    ];
    let waiting = queries::waiting(app.db.reader(), ctx, &states).await?;
    let signs = |grant: &&Grant| {
        grant.state == GrantState::Prepared
            && !rules::hands(grant).contains(&ctx.person_id())
            && rules::signs_as(grant, &access::offices(ctx, grant), None).is_ok()
    };
    let issues = |grant: &&Grant| {
        grant.state == GrantState::Countersigned && access::require_issuer(ctx, grant).is_ok()
    };
    let answers = |grant: &&Grant| {
        ctx.has(Role::KZ, Scope::Body(grant.body_id.0))
            && (grant.state == GrantState::Delivered
                || grant.state == GrantState::Issued && grant.mode == GrantMode::InKind)
    };
    tasks.extend(task(
        ctx,
        "grants-task-countersign",
        waiting.iter().filter(signs).collect(),
    ));
    tasks.extend(task(
        ctx,
        "grants-task-issue",
        waiting.iter().filter(issues).collect(),
    ));
    tasks.extend(task(
        ctx,
        "grants-task-accept",
        waiting.iter().filter(answers).collect(),
    ));
    Ok(tasks)
}

/// One link: to the grant when it is one, else to the first call's list.
fn task(ctx: &Ctx, key: &str, grants: Vec<&Grant>) -> Option<Task> {
    let first = grants.first()?;
    let href = match grants.as_slice() {
        [one] => format!("/grants/{}", one.id),
        _ if access::is_grantee(ctx, first) => "/my-applications".to_owned(),
        _ => format!("/calls/{}/grants", first.call_id),
    };
    let count = grants.len() as u64;
    let due_on = grants.iter().filter_map(|grant| grant.accept_until_on).min();
    Some(Task {
        text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
        href,
        count,
        due_at: due_on.map(|day| day_start(day + chrono::Days::new(1))),
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
            let selected = queries::to_prepare(app.db.reader(), ctx, call.id).await?;
            let decisions = selection::decisions(app.db.reader(), call.id).await?;
            let released = |application: &&applications::Application| {
                application.state == ApplicationState::Selected
                    && decisions.iter().any(|decision| {
                        decision.application_id == application.id && decision.released_at.is_some()
                    })
            };
            let count = selected.iter().filter(released).count() as u64;
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
