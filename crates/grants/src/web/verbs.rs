//! The buttons and small forms of a grant's page, and its files.

use axum::extract::Path;
use base::{Problem, Role};
use base_web::{FormData, Reply, Visit};

use super::{id, show};
use crate::model::{Channel, GrantId, GrantState};
use crate::usecases::{self, Accept, Countersign, Decline, Issue, SendBack};

/// On to the grant with a good word, or its page again with what is wrong.
pub(super) async fn answer(
    visit: &Visit,
    grant: GrantId,
    data: &FormData,
    done: Result<&str, Problem>,
) -> Reply {
    match done {
        Ok(key) => visit.done(&format!("/grants/{grant}"), key),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = show::page(visit, grant, Some((data, &problem))).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) fn version(data: &FormData) -> Option<i64> {
    Some(data.read().version())
}

pub(super) async fn countersign(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let role = Role::from_code(data.get("role"));
    let command = Countersign {
        grant: id(&grant)?,
        version: version(&data),
        role,
    };
    let done = usecases::countersign(&visit.app.db, &visit.ctx, command)
        .await
        .map(|state| match state {
            GrantState::Countersigned => "grants-done-countersigned",
            _ => "grants-done-signed",
        });
    answer(&visit, command.grant, &data, done).await
}

pub(super) async fn issue(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let done = async {
        let mut read = data.read();
        let channel = read.choice::<Channel>("channel");
        read.finish()?;
        let channel = channel.ok_or_else(|| Problem::broken("a checked choice is missing"))?;
        let command = Issue {
            grant,
            version: version(&data),
            channel,
        };
        usecases::issue(&visit.app.db, &visit.app.files, &visit.ctx, command).await
    };
    let done = done.await.map(|_| "grants-done-issued");
    answer(&visit, grant, &data, done).await
}

pub(super) async fn accept(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let command = Accept {
        grant,
        version: version(&data),
        remark: data.get("remark").to_owned(),
    };
    let done = usecases::accept(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| "grants-done-accepted");
    answer(&visit, grant, &data, done).await
}

pub(super) async fn decline(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let command = Decline {
        grant,
        version: version(&data),
        reason: data.get("reason").to_owned(),
    };
    let done = usecases::decline(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| "grants-done-declined");
    answer(&visit, grant, &data, done).await
}

pub(super) async fn send_back(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let command = SendBack {
        grant,
        version: version(&data),
        reason: data.get("reason").to_owned(),
    };
    let done = usecases::send_back(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| "grants-done-sent-back");
    answer(&visit, grant, &data, done).await
}

pub(super) async fn notice(visit: Visit, Path(grant): Path<String>) -> Reply {
    let fetched = usecases::fetch(&visit.app.db, &visit.app.files, &visit.ctx, id(&grant)?).await?;
    visit.download(&fetched.name, "application/pdf", fetched.bytes.to_vec())
}

pub(super) async fn preview(visit: Visit, Path(grant): Path<String>) -> Reply {
    let pdf = usecases::preview(&visit.app.db, &visit.ctx, id(&grant)?).await?;
    visit.download(
        &format!("{}.pdf", visit.t("grants-preview-name")),
        "application/pdf",
        pdf.bytes,
    )
}
