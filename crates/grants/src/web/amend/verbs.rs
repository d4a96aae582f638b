//! The buttons and small forms of an amendment's page, and its files.

use axum::extract::Path;
use base::{Problem, Role};
use base_web::{FormData, Reply, Visit};

use super::{path, seen, show};
use crate::model::{Amendment, AmendmentState, Channel};
use crate::usecases::amend::{
    self, CheckAmendment, Close, IssueAmendment, Request, SignAmendment, check_amendment,
    countersign_amendment, issue_amendment, refuse_amendment, request_amendment, return_amendment,
    withdraw_amendment,
};

type Of = Path<(String, String)>;

/// On to the amendment with a good word, or its page again with what is wrong.
async fn answer(visit: &Visit, of: &(String, String), done: Result<Amendment, Problem>, key: &str) -> Reply {
    match done {
        Ok(amendment) => visit.done(&path(&amendment), key),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = show::page(visit, &of.0, &of.1, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(in super::super) async fn request(visit: Visit, Path(of): Of, data: FormData) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let command = Request {
        amendment: amendment.id,
        version: data.read().version(),
    };
    let done = request_amendment(&visit.app.db, &visit.ctx, command).await;
    answer(&visit, &of, done, "grants-done-amend-requested").await
}

pub(in super::super) async fn check(visit: Visit, Path(of): Of, data: FormData) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let command = CheckAmendment {
        amendment: amendment.id,
        version: data.read().version(),
        remark: data.get("remark").to_owned(),
    };
    let done = check_amendment(&visit.app.db, &visit.ctx, command).await;
    answer(&visit, &of, done, "grants-done-amend-checked").await
}

pub(in super::super) async fn countersign(visit: Visit, Path(of): Of, data: FormData) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let command = SignAmendment {
        amendment: amendment.id,
        version: data.read().version(),
        role: Role::from_code(data.get("role")),
    };
    let done = countersign_amendment(&visit.app.db, &visit.ctx, command).await;
    let key = match done.as_ref().map(|amendment| amendment.state) {
        Ok(AmendmentState::Countersigned) => "grants-done-amend-countersigned",
        _ => "grants-done-signed",
    };
    answer(&visit, &of, done, key).await
}

pub(in super::super) async fn issue(visit: Visit, Path(of): Of, data: FormData) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let done = async {
        let mut read = data.read();
        let channel = read.choice::<Channel>("channel");
        read.finish()?;
        let command = IssueAmendment {
            amendment: amendment.id,
            version: data.read().version(),
            channel: channel.ok_or_else(|| Problem::broken("a checked choice is missing"))?,
        };
        issue_amendment(&visit.app.db, &visit.app.files, &visit.ctx, command).await
    };
    let done = done.await;
    answer(&visit, &of, done, "grants-done-amend-issued").await
}

fn close(amendment: &Amendment, data: &FormData) -> Close {
    Close {
        amendment: amendment.id,
        version: data.read().version(),
        reason: data.get("reason").to_owned(),
    }
}

pub(in super::super) async fn give_back(visit: Visit, Path(of): Of, data: FormData) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let done = return_amendment(&visit.app.db, &visit.ctx, close(&amendment, &data)).await;
    answer(&visit, &of, done, "grants-done-amend-returned").await
}

pub(in super::super) async fn refuse(visit: Visit, Path(of): Of, data: FormData) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let done = refuse_amendment(&visit.app.db, &visit.ctx, close(&amendment, &data)).await;
    answer(&visit, &of, done, "grants-done-amend-refused").await
}

pub(in super::super) async fn withdraw(visit: Visit, Path(of): Of, data: FormData) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let done = withdraw_amendment(&visit.app.db, &visit.ctx, close(&amendment, &data)).await;
    answer(&visit, &of, done, "grants-done-amend-withdrawn").await
}

/// The file that came with the request.
pub(in super::super) async fn file(visit: Visit, Path(of): Of) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let file = amendment.file_id.ok_or(Problem::not_found("file"))?;
    let file = base_files::file(visit.app.db.reader(), file).await?;
    let bytes = visit.app.files.read(&file).await?;
    visit.download(&file.name, &file.media_type, bytes.to_vec())
}

/// The Änderungsbescheid.
pub(in super::super) async fn notice(visit: Visit, Path(of): Of) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let (db, files) = (&visit.app.db, &visit.app.files);
    let fetched = amend::fetch_amendment(db, files, &visit.ctx, amendment.id).await?;
    visit.download(&fetched.name, "application/pdf", fetched.bytes.to_vec())
}

pub(in super::super) async fn preview(visit: Visit, Path(of): Of) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let pdf = amend::preview_amendment(&visit.app.db, &visit.ctx, amendment.id).await?;
    let name = format!("{}.pdf", visit.t("grants-preview-name"));
    visit.download(&name, "application/pdf", pdf.bytes)
}
