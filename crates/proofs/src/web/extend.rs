//! More time for a statement of use on its page: asked for, decided, and what became of it.

use axum::extract::Path;
use base::calendar::local_date;
use base_web::view::{Block, Cell, Field, Form, Page, Table};
use base_web::{FormData, Reply, Visit};

use super::verbs::{answer, here, typed};
use super::{Failed, id, version};
use crate::model::{Extension, Proof, ProofId};
use crate::usecases::{self, AskExtension, DecideExtension};

/// The municipality's request.
pub(super) fn asking(visit: &Visit, proof: &Proof, failed: Option<&Failed<'_>>) -> Option<Form> {
    if proof.extension_wanted_on.is_some() || !proof.state.is_due() {
        return None;
    }
    let form = visit
        .form(format!("/proofs/{}/ask-extension", proof.id))
        .field(Field::date("until_on", visit.t("proofs-extension-wanted")).required())
        .field(
            Field::textarea("reason", visit.t("proofs-reason"), 3)
                .required()
                .hint(visit.t("proofs-extension-reason-hint"))
                .max(2_000),
        )
        .submit(visit.t("proofs-extension-ask"));
    Some(Failed::on(failed, "ask-extension", form))
}

/// The officer's decision, or more time that nobody asked for.
pub(super) fn deciding(visit: &Visit, proof: &Proof, failed: Option<&Failed<'_>>) -> Option<Form> {
    if !proof.state.is_due() {
        return None;
    }
    let mut form = visit
        .form(format!("/proofs/{}/extension", proof.id))
        .hidden("version", proof.version)
        .field(Field::date("until_on", visit.t("proofs-new-due")))
        .field(
            Field::textarea("answer", visit.t("proofs-extension-answer"), 3)
                .hint(visit.t("proofs-extension-answer-hint"))
                .max(2_000),
        )
        .submit(visit.t("proofs-extension-grant"));
    if let Some(wanted) = proof.extension_wanted_on {
        let suggested = wanted.max(local_date(visit.ctx.now).succ_opt().unwrap_or(wanted));
        form = form
            .button(visit.t("proofs-extension-refuse"), "do", "refuse")
            .fill(&FormData::default().with("until_on", suggested));
    }
    Some(Failed::on(failed, "extension", form))
}

/// What was asked for and decided.
pub(super) fn section(visit: &Visit, page: Page, rows: &[Extension]) -> Page {
    if rows.is_empty() {
        return page;
    }
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("proofs-extensions"))
        .hidden_caption()
        .column(visit.t("proofs-extension-before"))
        .column(visit.t("proofs-extension-wanted"))
        .column(visit.t("proofs-reason"))
        .column(visit.t("proofs-extension-outcome"))
        .column(visit.t("proofs-extension-answer"));
    for row in rows {
        let outcome = match (row.granted_on, row.decided_at) {
            (Some(day), _) => visit.tw("proofs-extension-until", &[("day", &visit.date(day))]),
            (None, Some(_)) => visit.t("proofs-extension-refused"),
            (None, None) => visit.t("proofs-extension-waits"),
        };
        table = table.row(vec![
            Cell::date(lang, row.before_on),
            Cell::date(lang, row.wanted_on),
            Cell::Lines(row.reason.clone()),
            Cell::text(outcome),
            Cell::Lines(row.answer.clone()),
        ]);
    }
    page.section(
        "extensions",
        visit.t("proofs-extensions"),
        vec![Block::from(table)],
    )
}

pub async fn ask(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = async {
        let mut read = data.read();
        let until_on = read.date("until_on");
        let reason = read.required_long_text("reason", 2_000);
        read.finish()?;
        let command = AskExtension {
            proof: id,
            until_on: typed(until_on, "until_on")?,
            reason,
        };
        usecases::ask_extension(&visit.app.db, &visit.ctx, command).await?;
        Ok(here(id))
    };
    let done = done.await;
    answer(
        &visit,
        id,
        "ask-extension",
        &data,
        done,
        "proofs-done-extension-asked",
    )
    .await
}

pub async fn decide(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = async {
        let is_refused = data.get("do") == "refuse";
        let mut read = data.read();
        let until_on = if is_refused { None } else { read.date("until_on") };
        let answer = read.long_text("answer", 2_000);
        read.finish()?;
        let command = DecideExtension {
            proof: id,
            version: version(&data),
            until_on,
            answer,
        };
        usecases::decide_extension(&visit.app.db, &visit.ctx, command).await?;
        Ok(here(id))
    };
    let done = done.await;
    answer(&visit, id, "extension", &data, done, "proofs-done-extension").await
}
