//! The buttons and small forms of a proof's page, and its letter.

use axum::extract::Path;
use base::{Problem, Text};
use base_web::{FormData, Reply, Visit};
use uuid::Uuid;

use super::{Failed, id, show, version};
use crate::model::{Ground, ProofId};
use crate::queries;
use crate::rules::reduction::Units;
use crate::usecases::{self, Examine, Hear, SendBack};

/// On to the next page with a good word, or the proof's page again with what is wrong.
pub(super) async fn answer(
    visit: &Visit,
    id: ProofId,
    form: &'static str,
    data: &FormData,
    done: Result<String, Problem>,
    key: &str,
) -> Reply {
    match done {
        Ok(href) => visit.done(&href, key),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let failed = Failed {
                form,
                data,
                problem: &problem,
            };
            let page = show::page(visit, id, Some(&failed)).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) fn here(id: ProofId) -> String {
    format!("/proofs/{id}")
}

/// A value that was required and checked is there.
pub(super) fn typed<T>(value: Option<T>, field: &str) -> Result<T, Problem> {
    value.ok_or_else(|| Problem::field(field, Text::new("field-required")))
}

pub async fn start_audit(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = usecases::start_audit(&visit.app.db, &visit.ctx, id, version(&data)).await;
    let done = done.map(|_| here(id));
    answer(&visit, id, "start-audit", &data, done, "proofs-done-started").await
}

pub async fn send_back(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = async {
        let mut read = data.read();
        let reason = read.required_long_text("reason", 2_000);
        let due_on = read.date("due_on");
        read.finish()?;
        let command = SendBack {
            proof: id,
            version: version(&data),
            reason,
            due_on: typed(due_on, "due_on")?,
        };
        usecases::send_back(&visit.app.db, &visit.ctx, command).await?;
        Ok(here(id))
    };
    let done = done.await;
    answer(&visit, id, "send-back", &data, done, "proofs-done-sent-back").await
}

pub async fn examine(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = async {
        let mut read = data.read();
        let planned = read.optional_integer("units_planned", 1..=1_000_000);
        let held = read.optional_integer("units_held", 0..=1_000_000);
        let command = Examine {
            proof: id,
            version: version(&data),
            rejected: read.optional_money("rejected").unwrap_or_default(),
            rejected_reason: read.long_text("rejected_reason", 2_000),
            units: planned.zip(held).map(|(planned, held)| Units { planned, held }),
            is_complete: read.ticked("is_complete"),
            is_for_purpose: read.ticked("is_for_purpose"),
            are_aims_reached: read.ticked("are_aims_reached"),
            vouchers_checked: read
                .optional_integer("vouchers_checked", 0..=1_000_000)
                .unwrap_or(0),
            late_waiver: read.long_text("late_waiver", 2_000),
            note: read.required_long_text("note", 6_000),
        };
        read.finish()?;
        usecases::examine(&visit.app.db, &visit.ctx, command).await?;
        Ok(here(id))
    };
    let done = done.await;
    answer(&visit, id, "examine", &data, done, "proofs-done-examined").await
}

pub async fn settle(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = usecases::settle(&visit.app.db, &visit.app.files, &visit.ctx, id, version(&data)).await;
    let done = done.map(|_| here(id));
    answer(&visit, id, "settle", &data, done, "proofs-done-settled").await
}

pub async fn return_note(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = async {
        let mut read = data.read();
        let reason = read.required_long_text("reason", 2_000);
        read.finish()?;
        usecases::return_note(&visit.app.db, &visit.ctx, id, version(&data), &reason).await?;
        Ok(here(id))
    };
    let done = done.await;
    answer(&visit, id, "return", &data, done, "proofs-done-returned").await
}

pub async fn hear(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = async {
        let mut read = data.read();
        let ground = read.choice::<Ground>("ground");
        let principal = read.optional_money("principal").unwrap_or_default();
        let cut = read.optional_money("cut").unwrap_or_default();
        let ineffective_on = read.optional_date("ineffective_on");
        let reason = read.required_long_text("reason", 6_000);
        let (known_on, until_on) = (read.date("known_on"), read.date("until_on"));
        let is_whole = read.ticked("is_whole");
        read.finish()?;
        let command = Hear {
            proof: id,
            version: version(&data),
            ground: typed(ground, "ground")?,
            principal,
            cut,
            is_whole,
            reason,
            known_on: typed(known_on, "known_on")?,
            until_on: typed(until_on, "until_on")?,
            ineffective_on,
        };
        let claim = usecases::hear(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
        Ok(format!("/claims/{}", claim.id))
    };
    let done = done.await;
    answer(&visit, id, "hear", &data, done, "proofs-done-heard").await
}

/// A grant that is not final yet: on to the page on which the municipality is heard.
pub async fn open_early(visit: Visit, Path(grant): Path<String>) -> Reply {
    let proof = usecases::open_early(&visit.app.db, &visit.ctx, id(&grant, "grant")?).await?;
    visit.done(&format!("{}#next", here(proof.id)), "proofs-done-early")
}

pub async fn close(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = usecases::close(&visit.app.db, &visit.ctx, id, version(&data)).await;
    let done = done.map(|_| here(id));
    answer(&visit, id, "close", &data, done, "proofs-done-closed").await
}

pub async fn reopen(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = async {
        let mut read = data.read();
        let reason = read.required_long_text("reason", 2_000);
        read.finish()?;
        usecases::reopen(&visit.app.db, &visit.ctx, id, version(&data), &reason).await?;
        Ok(here(id))
    };
    let done = done.await;
    answer(&visit, id, "reopen", &data, done, "proofs-done-reopened").await
}

/// The letter of acceptance.
pub async fn notice(visit: Visit, Path(proof): Path<String>) -> Reply {
    let conn = visit.app.db.reader();
    let (proof, ..) = queries::seen(conn, &visit.ctx, id(&proof, "proof")?).await?;
    let notices = grants::notices_of(conn, proof.grant_id).await?;
    let notice = notices
        .into_iter()
        .rev()
        .find(|notice| notice.kind == grants::NoticeKind::Acceptance)
        .ok_or(Problem::not_found("notice"))?;
    letter(&visit, notice.file_id).await
}

/// A letter as it was filed.
pub(super) async fn letter(visit: &Visit, file: Uuid) -> Reply {
    let stored = base_files::file(visit.app.db.reader(), file).await?;
    let bytes = visit.app.files.read(&stored).await?;
    visit.download(&stored.name, &stored.media_type, bytes.to_vec())
}
