//! What waits for a person: calls to approve, closed calls to check.

use base::{Ctx, Problem, Role, texts};
use base_web::App;
use base_web::app::Task;

use crate::usecases::may_approve;
use crate::{Call, CallState, queries};

pub(super) async fn of(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let mut tasks = Vec::new();
    let mut in_review = queries::in_state_of(db, ctx, CallState::InReview, &[Role::RL, Role::BfdH]).await?;
    in_review.retain(|call| may_approve(ctx, call, Role::RL) || may_approve(ctx, call, Role::BfdH));
    tasks.extend(task(ctx, "calls-task-approve", CallState::InReview, &in_review));
    let closed = queries::in_state_of(db, ctx, CallState::Closed, &[Role::SB]).await?;
    tasks.extend(task(ctx, "calls-task-closed", CallState::Closed, &closed));
    Ok(tasks)
}

fn task(ctx: &Ctx, key: &str, state: CallState, calls: &[Call]) -> Option<Task> {
    let href = match calls {
        [] => return None,
        [one] => format!("/calls/{}", one.id),
        _ => format!("/calls?state={state}"),
    };
    let count = calls.len() as u64;
    Some(Task {
        text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
        href,
        count,
        due_at: (state == CallState::InReview)
            .then(|| calls.iter().map(|call| call.opens_at).min())
            .flatten(),
    })
}
