//! The buttons and small forms of a call's page.

use axum::extract::Path;
use base::{Problem, Role};
use base_web::{FormData, Reply, Visit};

use super::{seen, show};
use crate::usecases::{self, Approve, Cancel, Complete, Extend, SendBack, StartSelection, SubmitForReview};
use crate::{Call, CallState, Verb};

fn reason(data: &FormData, verb: Verb) -> String {
    data.get(&show::reason_field(verb)).to_owned()
}

/// On to the call with a good word, or the call's page again with what is wrong.
async fn answer(
    visit: &Visit,
    call: &Call,
    verb: Verb,
    data: &FormData,
    done: Result<&str, Problem>,
) -> Reply {
    match done {
        Ok(key) => visit.done(&format!("/calls/{}", call.id), key),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let call = seen(visit, &call.id.to_string()).await?;
            let failed = show::Failed {
                verb,
                data,
                problem: &problem,
            };
            let page = show::page(visit, &call, Some(failed)).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn submit_for_review(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    let command = SubmitForReview {
        call: call.id,
        version: data.read().version(),
    };
    let done = usecases::submit_for_review(&visit.app.db, &visit.ctx, command).await;
    answer(
        &visit,
        &call,
        Verb::SubmitForReview,
        &data,
        done.map(|()| "calls-done-submitted"),
    )
    .await
}

pub(super) async fn send_back(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    let command = SendBack {
        call: call.id,
        version: data.read().version(),
        reason: reason(&data, Verb::SendBack),
    };
    let done = usecases::send_back(&visit.app.db, &visit.ctx, command).await;
    answer(
        &visit,
        &call,
        Verb::SendBack,
        &data,
        done.map(|()| "calls-done-sent-back"),
    )
    .await
}

pub(super) async fn approve(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    let command = Approve {
        call: call.id,
        version: data.read().version(),
        role: Role::from_code(data.get("role")),
    };
    let done = usecases::approve(&visit.app.db, &visit.ctx, command)
        .await
        .map(|state| match state {
            CallState::Published => "calls-done-published",
            _ => "calls-done-approved",
        });
    answer(&visit, &call, Verb::Publish, &data, done).await
}

pub(super) async fn extend(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    let done = async {
        let mut read = data.read();
        let deadline_on = read.date("deadline_on");
        let deadline_time = read.optional_time("deadline_time");
        read.required_long_text(&show::reason_field(Verb::Extend), 2_000);
        let version = read.version();
        read.finish()?;
        let deadline_on = deadline_on.ok_or_else(|| Problem::broken("a checked date is missing"))?;
        let reason = reason(&data, Verb::Extend);
        let command = Extend {
            call: call.id,
            version,
            deadline_on,
            deadline_time,
            reason,
        };
        usecases::extend(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| "calls-done-extended");
    answer(&visit, &call, Verb::Extend, &data, done).await
}

pub(super) async fn start_selection(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    let command = StartSelection {
        call: call.id,
        version: data.read().version(),
    };
    let done = usecases::begin_selection(&visit.app.db, &visit.ctx, command).await;
    answer(
        &visit,
        &call,
        Verb::StartSelection,
        &data,
        done.map(|()| "calls-done-in-selection"),
    )
    .await
}

pub(super) async fn complete(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    let command = Complete {
        call: call.id,
        version: data.read().version(),
    };
    let done = usecases::complete(&visit.app.db, &visit.ctx, command).await;
    answer(
        &visit,
        &call,
        Verb::Complete,
        &data,
        done.map(|()| "calls-done-completed"),
    )
    .await
}

pub(super) async fn cancel(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    let command = Cancel {
        call: call.id,
        version: data.read().version(),
        reason: reason(&data, Verb::Cancel),
    };
    let done = usecases::cancel(&visit.app.db, &visit.ctx, command).await;
    answer(
        &visit,
        &call,
        Verb::Cancel,
        &data,
        done.map(|()| "calls-done-cancelled"),
    )
    .await
}
