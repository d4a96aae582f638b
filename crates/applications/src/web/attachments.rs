//! `/applications/{application}/attachments`: the files of an application, in a draft to be changed.

use axum::extract::Path;
use base::Problem;
use base_files::{ScanState, StoredFile};
use base_web::api::{created, done, ok};
use base_web::view::{Action, Badge, Block, Cell, Choice, Field, FieldKind, Form, Page, Table, Tone};
use base_web::{FormData, Reply, Upload, Visit};
use municipalities::BodyId;
use uuid::Uuid;

use super::parts_json::{AttachmentJson, AttachmentListJson};
use super::{draft, path};
use crate::access;
use crate::model::{Application, ApplicationId, ApplicationState, Attachment, PartyRole};
use crate::queries;
use crate::usecases::{self, AnswerFile, Attach, MAX_FILES};

/// The page beside the sections of the form.
pub(super) const ATTACHMENTS: &str = "attachments";
const ACCEPT: &str = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png";

pub(super) async fn show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    visit.page(attachments_page(&visit, &application, &FormData::default(), None).await?)
}

async fn attachments_page(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let all = queries::attachments(db, application.id).await?;
    let edits = application.state == ApplicationState::Draft
        && access::require_editor(&visit.ctx, application).is_ok();
    let mut page = Page::new(visit.t("applications-attachments"))
        .kicker(format!("{} · {}", application.label(), application.lead_name))
        .lead(visit.t("applications-attachments-lead"));
    page = draft::in_sections(visit, page, application, ATTACHMENTS).await?;
    let asked = asked(visit, application, &all).await?;
    page = page
        .blocks(asked)
        .block(table(visit, application, &all, edits).await?);
    if edits && all.len() < MAX_FILES {
        page = page.block(form(visit, application, data, problem).await?);
    } else if edits {
        page = page.text(visit.t("applications-attachments-full"));
    }
    Ok(page)
}

/// Whether each document that the call asks for is there.
async fn asked(
    visit: &Visit,
    application: &Application,
    all: &[(Attachment, StoredFile)],
) -> Result<Option<Block>, Problem> {
    let kinds = queries::document_kinds(visit.app.db.reader(), application).await?;
    let mut table = Table::new(visit.lang(), visit.t("applications-documents-asked"))
        .column(visit.t("applications-attach-document"))
        .column(visit.t("applications-document-files"))
        .column(visit.t("applications-state"));
    let mut is_any = false;
    for kind in kinds.iter().filter(|kind| kind.is_asked) {
        is_any = true;
        let is_there = all.iter().any(|(one, _)| one.document == kind.code);
        let (tone, key) = match (is_there, kind.is_required) {
            (true, _) => (Tone::Success, "applications-document-there"),
            (false, true) => (Tone::Warning, "applications-document-needed"),
            (false, false) => (Tone::Neutral, "applications-document-optional"),
        };
        table = table.row(vec![
            Cell::text(kind.label(visit.lang())),
            Cell::text(kind.kinds_text()),
            Cell::badge(tone, visit.t(key)),
        ]);
    }
    Ok(is_any.then(|| table.into()))
}

async fn form(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Form, Problem> {
    let db = visit.app.db.reader();
    let kinds = queries::document_kinds(db, application).await?;
    let parties = queries::parties_of(db, application.id).await?;
    let partners: Vec<Choice> = parties
        .iter()
        .filter(|party| party.role == PartyRole::Partner)
        .map(|party| Choice::new(party.body_id, &party.name))
        .collect();
    let here = path(application);
    let mut form = Form::upload(visit.lang(), format!("{here}/attachments"))
        .heading(visit.t("applications-attach"))
        .field(
            Field::new(
                FieldKind::File {
                    accept: ACCEPT,
                    multiple: true,
                },
                "files",
                visit.t("applications-attach-files"),
            )
            .required()
            .hint(visit.t("applications-attach-files-hint")),
        )
        .field(
            Field::select(
                "document",
                visit.t("applications-attach-document"),
                kinds
                    .iter()
                    .map(|kind| Choice::new(&kind.code, kind.label(visit.lang())))
                    .collect(),
            )
            .required(),
        );
    if !partners.is_empty() {
        let nobody = Choice::new("", visit.t("applications-attach-body-none"));
        let choices = std::iter::once(nobody).chain(partners).collect();
        form = form.field(
            Field::select("body", visit.t("applications-attach-body"), choices)
                .hint(visit.t("applications-attach-body-hint")),
        );
    }
    form = form
        .field(Field::text("label", visit.t("applications-attach-label")).max(120))
        .submit(visit.t("applications-attach-now"))
        .cancel(visit.t("applications-back"), &here)
        .fill(data);
    Ok(match problem {
        Some(problem) => form.problem(problem),
        None => form,
    })
}

/// The attachments as a table, with a button to take each off where that is possible.
pub(super) async fn table(
    visit: &Visit,
    application: &Application,
    all: &[(Attachment, StoredFile)],
    edits: bool,
) -> Result<Block, Problem> {
    let db = visit.app.db.reader();
    let kinds = queries::document_kinds(db, application).await?;
    let ids: Vec<BodyId> = all.iter().filter_map(|(one, _)| one.body_id).collect();
    let bodies = municipalities::names(db, &ids).await?;
    let mut table = Table::new(visit.lang(), visit.t("applications-attachments"))
        .hidden_caption()
        .column(visit.t("applications-file"))
        .column(visit.t("applications-attach-document"))
        .number_column(visit.t("applications-file-size"))
        .column(visit.t("applications-file-at"))
        .column("SHA-256")
        .empty(visit.t("applications-no-attachments"));
    if edits {
        table = table.column(visit.t("applications-next"));
    }
    let here = path(application);
    for (one, file) in all {
        let kind = kinds.iter().find(|kind| kind.code == one.document);
        let kind = kind.map_or_else(|| one.document.clone(), |kind| kind.label(visit.lang()));
        let mut about = vec![kind];
        about.extend(one.body_id.and_then(|body| bodies.get(&body).cloned()));
        about.extend(Some(one.label.clone()).filter(|label| !label.is_empty()));
        let mut row = vec![
            file_cell(visit, application, file),
            Cell::Lines(about.join("\n")),
            size_cell(visit, file),
            Cell::instant(visit.lang(), one.added_at),
            Cell::Mono(file.sha256.chars().take(12).collect()),
        ];
        if edits {
            row.push(Cell::Actions(vec![
                Action::post(
                    visit.t("applications-detach"),
                    format!("{here}/attachments/{}/remove", one.id),
                )
                .confirm(visit.tw("applications-detach-confirm", &[("name", &file.name)])),
            ]));
        }
        table = table.row(row);
    }
    Ok(table.into())
}

/// The name, as a link where the bytes may be had, with a word on the virus scan otherwise.
pub(super) fn file_cell(visit: &Visit, application: &Application, file: &StoredFile) -> Cell {
    match file.scan_state {
        ScanState::Pending => waiting(visit, file, Tone::Warning, "applications-scan-pending"),
        ScanState::Infected => waiting(visit, file, Tone::Danger, "applications-scan-infected"),
        ScanState::None | ScanState::Clean => {
            Cell::link(format!("{}/files/{}", path(application), file.id), &file.name)
        }
    }
}

fn waiting(visit: &Visit, file: &StoredFile, tone: Tone, key: &str) -> Cell {
    Cell::Many(vec![
        Cell::text(&file.name),
        Cell::Badge(Badge::new(tone, visit.t(key))),
    ])
}

pub(super) fn size_cell(visit: &Visit, file: &StoredFile) -> Cell {
    let kib = base::fmt::integer(visit.lang(), file.size_bytes.div_euclid(1024) + 1);
    Cell::Number(format!("{kib} KiB"))
}

fn command(id: ApplicationId, upload: &Upload) -> Result<Attach, Problem> {
    let mut read = upload.form.read();
    let document = read.text("document", 60);
    let label = read.text("label", 120);
    let body = read.optional::<Uuid>("body", "field-choice").map(BodyId);
    read.finish()?;
    let files = upload.files.iter().map(|file| AnswerFile {
        name: file.name.clone(),
        bytes: file.bytes.clone(),
    });
    Ok(Attach {
        application: id,
        document,
        label,
        body,
        files: files.collect(),
    })
}

pub(super) async fn attach(visit: Visit, Path(id): Path<ApplicationId>, upload: Upload) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    let attached = match command(id, &upload) {
        Ok(command) => usecases::attach(&visit.app.db, &visit.app.files, &visit.ctx, command).await,
        Err(problem) => Err(problem),
    };
    match attached {
        Ok(_) => visit.done(
            &format!("{}/attachments", path(&application)),
            "applications-done-attached",
        ),
        Err(problem) => {
            let page = attachments_page(&visit, &application, &upload.form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub(super) async fn detach(visit: Visit, Path((id, attachment)): Path<(ApplicationId, Uuid)>) -> Reply {
    usecases::detach(&visit.app.db, &visit.ctx, id, attachment).await?;
    visit.done(
        &format!("{}/attachments", crate::mails::case_path(id)),
        "applications-done-detached",
    )
}

pub(super) async fn api_list(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let items = queries::attachments(db, application.id).await?;
    ok(AttachmentListJson {
        items: items.into_iter().map(AttachmentJson::from).collect(),
    })
}

/// The body is a form with files, like that of the page.
pub(super) async fn api_attach(visit: Visit, Path(id): Path<ApplicationId>, upload: Upload) -> Reply {
    let command = command(id, &upload)?;
    usecases::attach(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
    let items = queries::attachments(visit.app.db.reader(), id).await?;
    created(AttachmentListJson {
        items: items.into_iter().map(AttachmentJson::from).collect(),
    })
}

pub(super) async fn api_detach(visit: Visit, Path((id, attachment)): Path<(ApplicationId, Uuid)>) -> Reply {
    usecases::detach(&visit.app.db, &visit.ctx, id, attachment).await?;
    done()
}
