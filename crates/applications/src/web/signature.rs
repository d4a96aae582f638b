//! The way of a draft to its signatory, and the proof of what was handed in: PDFs and the public page `/verify`.

use axum::extract::{Path, Query};
use base::{Problem, Role, Scope};
use base_web::api::ok;
use base_web::view::{Block, Cell, Facts, Field, Form, Notice, Page, Section, Tone};
use base_web::{FormData, Reply, Upload, Visit};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::parts_json::ProofJson;
use super::path;
use crate::model::{Application, ApplicationId, ApplicationState, SnapshotKind, Source, received_text};
use crate::proof::{self, Proof};
use crate::{access, queries, usecases};

/// What the review page says about the signature, by who looks at it.
pub(super) async fn sections(
    visit: &Visit,
    application: &Application,
    typed: Option<(&FormData, &Problem)>,
) -> Result<Vec<Block>, Problem> {
    if application.state != ApplicationState::Draft || application.source != Source::Portal {
        return Ok(Vec::new());
    }
    let db = visit.app.db.reader();
    let open = queries::signature_request(db, application.id).await?;
    let signs = visit.ctx.has(Role::KZ, Scope::Body(application.lead_body_id.0));
    let here = path(application);
    let with = |form: Form| match typed {
        Some((data, problem)) => form.fill(data).problem(problem),
        None => form,
    };
    let mut blocks: Vec<Block> = Vec::new();
    match open {
        Some(request) => {
            let at = visit.datetime(request.asked_at);
            let mut text = visit.tw("applications-signature-since", &[("at", &at)]);
            if application.updated_at > request.asked_at {
                let changed = visit.datetime(application.updated_at);
                text = format!(
                    "{text} {}",
                    visit.tw("applications-signature-changed", &[("at", &changed)])
                );
            }
            blocks.push(Notice::new(Tone::Info, text, request.remark).into());
            if signs {
                let form = visit
                    .form(format!("{here}/return"))
                    .field(
                        Field::textarea("reason", visit.t("applications-signature-reason"), 3)
                            .required()
                            .max(1_000),
                    )
                    .submit(visit.t("applications-signature-return"));
                let heading = visit.t("applications-signature-return-heading");
                blocks.push(Block::Details(heading, vec![with(form).into()]));
            }
        }
        None if !signs && access::require_editor(&visit.ctx, application).is_ok() => {
            let form = visit
                .form(format!("{here}/ask-signature"))
                .field(Field::textarea("remark", visit.t("applications-signature-remark"), 2).max(1_000))
                .submit(visit.t("applications-signature-ask"));
            blocks.push(
                Section {
                    id: "signature".to_owned(),
                    heading: visit.t("applications-signature"),
                    blocks: vec![
                        Block::Text(visit.t("applications-signature-lead")),
                        with(form).into(),
                    ],
                }
                .into(),
            );
        }
        None => {}
    }
    Ok(blocks)
}

pub(super) async fn ask(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    usecases::ask_signature(&visit.app.db, &visit.ctx, id, data.get("remark")).await?;
    visit.done(&crate::mails::case_path(id), "applications-done-signature-asked")
}

pub(super) async fn send_back(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    match usecases::return_unsigned(&visit.app.db, &visit.ctx, id, data.get("reason")).await {
        Ok(()) => visit.done(
            &crate::mails::case_path(id),
            "applications-done-signature-returned",
        ),
        Err(problem @ Problem::Invalid(_)) => {
            let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
            let page = Page::new(visit.t("applications-signature"));
            let page = super::in_case(&visit, page, &application)
                .blocks(sections(&visit, &application, Some((&data, &problem))).await?);
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn application_pdf(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    pdf(&visit, id, SnapshotKind::Application).await
}

pub(super) async fn receipt_pdf(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    pdf(&visit, id, SnapshotKind::Receipt).await
}

/// The cover sheet of a draft, to be printed and signed by hand.
pub(super) async fn cover_sheet_pdf(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_signatory(&visit.ctx, &application, true)?;
    if application.state != ApplicationState::Draft {
        return Err(Problem::not_found("cover sheet").into());
    }
    let bytes = proof::cover_sheet(&visit.app.db, &application).await?;
    let name = format!(
        "{} {}.pdf",
        visit.t("applications-pdf-COVER_SHEET"),
        application.label()
    );
    visit.download(&name, "application/pdf", bytes)
}

/// The PDF of the latest submission, for those who have the receipt.
async fn pdf(visit: &Visit, id: ApplicationId, kind: SnapshotKind) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let is_party =
        access::is_applicant(&visit.ctx, &application) || access::is_office(&visit.ctx, &application);
    let snapshot = queries::latest_snapshot(db, id).await?.filter(|_| is_party);
    let Some(snapshot) = snapshot else {
        return Err(Problem::not_found("receipt").into());
    };
    let app = &visit.app;
    let file = proof::pdf(&app.db, &app.files, &app.settings.public_url, &snapshot, kind).await?;
    let bytes = app.files.read(&file).await?;
    visit.download(&file.name, &file.media_type, bytes.to_vec())
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct VerifyQuery {
    hash: String,
}

pub(super) async fn verify_form(visit: Visit, Query(query): Query<VerifyQuery>) -> Reply {
    let page = if query.hash.trim().is_empty() {
        verify_page(&visit, None, "")
    } else {
        let found = proof::find(visit.app.db.reader(), visit.lang(), &query.hash).await?;
        verify_page(&visit, Some(found), &query.hash)
    };
    visit.page(page)
}

/// A hash that was typed, or the hash of a file that was sent; the file itself is forgotten at once.
pub(super) async fn verify(visit: Visit, upload: Upload) -> Reply {
    let hash = match upload.files.first() {
        Some(file) => hex::encode(Sha256::digest(&file.bytes)),
        None => upload.form.get("hash").to_owned(),
    };
    let found = proof::find(visit.app.db.reader(), visit.lang(), &hash).await?;
    visit.page(verify_page(&visit, Some(found), &hash))
}

fn verify_page(visit: &Visit, answer: Option<Option<Proof>>, hash: &str) -> Page {
    let mut page = Page::new(visit.t("applications-verify")).lead(visit.t("applications-verify-lead"));
    match answer {
        Some(Some(proof)) => {
            page = page
                .block(Notice::new(
                    Tone::Success,
                    visit.t("applications-verify-found"),
                    "",
                ))
                .block(
                    Facts::new()
                        .row(visit.t("applications-number"), Cell::Mono(proof.number))
                        .row(
                            visit.t("applications-received"),
                            received_text(visit.lang(), proof.received_at, proof.time_known),
                        )
                        .row(
                            visit.t("applications-call"),
                            format!("{} – {}", proof.call_code, proof.call_title),
                        ),
                );
        }
        Some(None) => {
            page = page.block(Notice::new(
                Tone::Warning,
                visit.t("applications-verify-unknown"),
                visit.t("applications-verify-unknown-text"),
            ));
        }
        None => {}
    }
    let form = Form::upload(visit.lang(), "/verify")
        .field(
            Field::text("hash", visit.t("applications-hash"))
                .max(200)
                .hint(visit.t("applications-verify-hash-hint"))
                .value(hash),
        )
        .field(
            Field::file("file", visit.t("applications-verify-file"), ".pdf")
                .hint(visit.t("applications-verify-file-hint")),
        )
        .submit(visit.t("applications-verify-now"));
    page.block(form)
}

pub(super) async fn api_verify(visit: Visit, Path(hash): Path<String>) -> Reply {
    let found = proof::find(visit.app.db.reader(), visit.lang(), &hash).await?;
    let found = found.ok_or(Problem::not_found("submission"))?;
    ok(ProofJson {
        number: found.number,
        received_at: found.received_at,
        call: found.call_code,
    })
}
