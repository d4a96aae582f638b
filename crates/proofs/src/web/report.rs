//! `/proofs/{proof}/report`: the municipality's form, with its files; and handing it in.

use axum::extract::Path;
use base::{Problem, Text};
use base_web::view::{Action, Block, Cell, Field, FieldKind, Form, Page, Table};
use base_web::{FormData, Reply, Upload, Visit};
use grants::Grant;
use uuid::Uuid;

use super::{Failed, figures, id, show, version};
use crate::access;
use crate::model::{Proof, ProofForm, ProofId, Report, Source};
use crate::queries;
use crate::rules::reduction::{Item, Units};
use crate::usecases::{self, AttachFile, MAX_TEXT, SaveReport};

const ACCEPT: &str = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png";

pub async fn show(visit: Visit, Path(proof): Path<String>) -> Reply {
    let page = page(&visit, id(&proof, "proof")?, None).await?;
    visit.page(page)
}

/// The form's page. Error: refused when nothing can be written now.
async fn page(visit: &Visit, id: ProofId, failed: Option<&Failed<'_>>) -> Result<Page, Problem> {
    let conn = visit.app.db.reader();
    let (proof, grant, application) = queries::seen(conn, &visit.ctx, id).await?;
    access::require_writer(&visit.ctx, &proof, &application)?;
    let mut page = Page::new(visit.t("proofs-report-title"))
        .kicker(&proof.number)
        .lead(format!("{} – {}", proof.body_name, proof.title))
        .crumb(format!("/applications/{}", application.id), application.label())
        .crumb(format!("/proofs/{id}"), visit.t("proofs-one"));
    if usecases::takes_parts(&proof) && !proof.state.is_open() {
        // a sampled proof: only vouchers and files are added
        return Ok(page
            .text(visit.t("proofs-parts-only"))
            .section(
                "vouchers",
                visit.t("proofs-vouchers"),
                vouchers(visit, &proof).await?,
            )
            .section(
                "files",
                visit.t("proofs-files"),
                files(visit, &proof, failed).await?,
            ));
    }
    if !proof.state.is_open() {
        let text = Text::new(format!("proofs-wrong-state-{}", proof.state));
        return Err(Problem::refused("wrong-state", text));
    }
    let report = queries::report(conn, &proof, &grant).await?;
    let form = Failed::on(
        failed,
        "report",
        form(visit, &proof, &grant, &report).fill(&filled(&report)),
    );
    page = page
        .text(visit.tw("proofs-report-lead", &[("due", &visit.date(proof.due_on))]))
        .text(visit.t(&format!("proofs-form-{}-hint", proof.form)));
    if let Some(reason) = &proof.returned_reason {
        page = page.block(base_web::view::Notice::new(
            base_web::view::Tone::Warning,
            visit.t("proofs-returned"),
            reason.clone(),
        ));
    }
    page = page.block(form);
    if proof.form == ProofForm::Full {
        let vouchers = vouchers(visit, &proof).await?;
        page = page.section("vouchers", visit.t("proofs-vouchers"), vouchers);
    }
    page = page.section(
        "files",
        visit.t("proofs-files"),
        files(visit, &proof, failed).await?,
    );
    if access::may_sign(&visit.ctx, &proof, &application) && proof.state.is_due() {
        let mut blocks = Vec::new();
        if let Some(failed) = failed.filter(|failed| failed.form == "submit") {
            blocks.extend(show::refusal(visit, failed.problem));
        }
        blocks.push(Block::Text(visit.t("proofs-submit-hint")));
        let submit = Action::post(visit.t("proofs-submit"), format!("/proofs/{id}/submit"))
            .with("version", proof.version)
            .primary()
            .confirm(visit.t("proofs-submit-sure"));
        blocks.push(Block::Actions(vec![submit]));
        page = page.section("submit", visit.t("proofs-submit"), blocks);
    } else if !proof.state.is_due() {
        page = page.text(visit.tw(
            "proofs-submit-from",
            &[("day", &visit.date(proof.period_until_on))],
        ));
    } else {
        page = page.text(visit.t("proofs-submit-signatory"));
    }
    Ok(page)
}

/// How the list comes in, and how a wrong one goes while it is written.
async fn vouchers(visit: &Visit, proof: &Proof) -> Result<Vec<Block>, Problem> {
    let count = queries::vouchers(visit.app.db.reader(), proof.id).await?.len();
    let mut actions = vec![Action::link(
        visit.t("imports-kind-vouchers"),
        "/imports/vouchers",
    )];
    if proof.state.is_open() && count > 0 {
        let remove = Action::post(
            visit.t("proofs-vouchers-remove"),
            format!("/proofs/{}/vouchers/remove", proof.id),
        );
        let remove = remove.with("version", proof.version).danger();
        actions.push(remove.confirm(visit.t("proofs-vouchers-remove-sure")));
    }
    Ok(vec![
        Block::Text(visit.t("proofs-vouchers-hint")),
        Block::Text(visit.tw("proofs-vouchers-count", &[("count", &count.to_string())])),
        Block::Actions(actions),
    ])
}

/// The figures as they are stored, as the form's fields hold them.
fn filled(report: &Report) -> FormData {
    let mut data = FormData::default();
    for item in &report.items {
        data = data.with(&format!("item_{}", item.kind), item.actual.plain_de());
    }
    for source in &report.sources {
        data = data.with(&format!("source_{}", source.kind), source.actual.plain_de());
    }
    if let Some(units) = report.units {
        data = data
            .with("units_planned", units.planned)
            .with("units_held", units.held);
    }
    data = data
        .with("activities", &report.activities)
        .with("results", &report.results)
        .with("deviations", &report.deviations)
        .with("outlook", &report.outlook);
    if report.is_confirmed {
        data = data.with("is_confirmed", "true");
    }
    data
}

fn form(visit: &Visit, proof: &Proof, grant: &Grant, report: &Report) -> Form {
    let lang = visit.lang();
    let planned = |amount| visit.tw("proofs-planned-hint", &[("amount", &visit.money(amount))]);
    let mut form = visit
        .form(format!("/proofs/{}/report", proof.id))
        .hidden("version", proof.version)
        .field(Field::group(visit.t("proofs-costs")));
    for item in &report.items {
        let name = figures::item_name(lang, &item.kind);
        form = form.field(Field::money(format!("item_{}", item.kind), name).hint(planned(item.planned)));
    }
    form = form.field(Field::group(visit.t("proofs-financing")));
    for source in &report.sources {
        let name = figures::source_name(lang, &source.kind);
        form =
            form.field(Field::money(format!("source_{}", source.kind), name).hint(planned(source.planned)));
    }
    if grant.financing_type == calls::FinancingType::FixedAmount.code() {
        form = form
            .field(Field::group(visit.t("proofs-units")))
            .field(Field::note(visit.t("proofs-units-hint")))
            .field(Field::number(
                "units_planned",
                visit.t("proofs-units-planned"),
                "",
            ))
            .field(Field::number("units_held", visit.t("proofs-units-held"), ""));
    }
    let text = |name: &str, rows: u8| {
        Field::textarea(name, visit.t(&format!("proofs-{name}")), rows)
            .hint(visit.t(&format!("proofs-{name}-hint")))
            .count(MAX_TEXT)
    };
    form = form.field(Field::group(visit.t("proofs-narrative")));
    if proof.form != ProofForm::Confirmation {
        form = form.field(text("activities", 8));
    }
    form.field(text("results", 6))
        .field(text("deviations", 4))
        .field(text("outlook", 4))
        .field(Field::checkbox("is_confirmed", visit.t("proofs-is-confirmed")))
        .submit(visit.t("form-save"))
        .cancel(visit.t("form-cancel"), format!("/proofs/{}", proof.id))
}

async fn files(visit: &Visit, proof: &Proof, failed: Option<&Failed<'_>>) -> Result<Vec<Block>, Problem> {
    let lang = visit.lang();
    let files = queries::files(visit.app.db.reader(), proof.id).await?;
    let mut table = Table::new(lang, visit.t("proofs-files"))
        .hidden_caption()
        .empty(visit.t("proofs-files-empty"))
        .column(visit.t("proofs-file"))
        .column(visit.t("proofs-file-label"))
        .column(visit.t("proofs-file-remove"));
    for file in files {
        let remove = Action::post(
            visit.t("proofs-file-remove"),
            format!("/proofs/{}/files/{}/remove", proof.id, file.id),
        );
        let actions = if proof.state.is_open() {
            vec![remove.danger()]
        } else {
            Vec::new()
        };
        table = table.row(vec![
            Cell::link(format!("/proofs/{}/files/{}", proof.id, file.id), &file.name),
            Cell::text(&file.label),
            Cell::Actions(actions),
        ]);
    }
    let form = Form::upload(lang, format!("/proofs/{}/attachments", proof.id))
        .field(
            Field::new(
                FieldKind::File {
                    accept: ACCEPT,
                    multiple: false,
                },
                "file",
                visit.t("proofs-file"),
            )
            .required(),
        )
        .field(Field::text("label", visit.t("proofs-file-label")).max(120))
        .submit(visit.t("proofs-file-add"));
    Ok(vec![table.into(), Failed::on(failed, "file", form).into()])
}

/// What was typed. Error: `Invalid`, each figure that is none.
fn read(data: &FormData, planned: &Report) -> Result<Report, Problem> {
    let mut read = data.read();
    let items = planned
        .items
        .iter()
        .map(|item| Item {
            actual: read
                .optional_money(&format!("item_{}", item.kind))
                .unwrap_or_default(),
            ..item.clone()
        })
        .collect();
    let sources = planned
        .sources
        .iter()
        .map(|source| Source {
            actual: read
                .optional_money(&format!("source_{}", source.kind))
                .unwrap_or_default(),
            ..source.clone()
        })
        .collect();
    let units_planned = read.optional_integer("units_planned", 1..=1_000_000);
    let units_held = read.optional_integer("units_held", 0..=1_000_000);
    let report = Report {
        items,
        sources,
        units: units_planned
            .zip(units_held)
            .map(|(planned, held)| Units { planned, held }),
        activities: read.long_text("activities", MAX_TEXT),
        results: read.long_text("results", MAX_TEXT),
        deviations: read.long_text("deviations", MAX_TEXT),
        outlook: read.long_text("outlook", MAX_TEXT),
        is_confirmed: read.ticked("is_confirmed"),
    };
    read.finish()?;
    Ok(report)
}

/// On to the form, or the same form again with what is wrong.
async fn answer(
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
            let page = page(visit, id, Some(&failed)).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub async fn save(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let conn = visit.app.db.reader();
    let (proof, grant, _) = queries::seen(conn, &visit.ctx, id).await?;
    let planned = queries::report(conn, &proof, &grant).await?;
    let saved = async {
        let command = SaveReport {
            proof: id,
            version: version(&data),
            report: read(&data, &planned)?,
        };
        usecases::save_report(&visit.app.db, &visit.ctx, command).await?;
        Ok(format!("/proofs/{id}/report"))
    };
    let saved = saved.await;
    answer(&visit, id, "report", &data, saved, "proofs-done-saved").await
}

pub async fn attach(visit: Visit, Path(proof): Path<String>, upload: Upload) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let attached = async {
        let file = upload.file("file")?;
        let command = AttachFile {
            proof: id,
            label: upload.form.get("label").to_owned(),
            name: file.name.clone(),
            bytes: file.bytes.clone().into(),
        };
        usecases::attach(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
        Ok(format!("/proofs/{id}/report"))
    };
    let attached = attached.await;
    answer(&visit, id, "file", &upload.form, attached, "proofs-done-attached").await
}

pub async fn detach(visit: Visit, Path((proof, file)): Path<(String, String)>, data: FormData) -> Reply {
    let (id, file): (ProofId, Uuid) = (id(&proof, "proof")?, id(&file, "file")?);
    let removed = usecases::detach(&visit.app.db, &visit.ctx, id, file)
        .await
        .map(|()| format!("/proofs/{id}/report"));
    answer(&visit, id, "file", &data, removed, "proofs-done-detached").await
}

pub async fn remove_vouchers(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let removed = usecases::remove_vouchers(&visit.app.db, &visit.ctx, id, version(&data))
        .await
        .map(|()| format!("/proofs/{id}/report"));
    answer(
        &visit,
        id,
        "vouchers",
        &data,
        removed,
        "proofs-done-vouchers-removed",
    )
    .await
}

pub async fn submit(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let submitted = usecases::submit(&visit.app.db, &visit.ctx, id, version(&data))
        .await
        .map(|_| format!("/proofs/{id}"));
    answer(&visit, id, "submit", &data, submitted, "proofs-done-submitted").await
}

pub async fn download(visit: Visit, Path((proof, file)): Path<(String, String)>) -> Reply {
    let conn = visit.app.db.reader();
    let (proof, _, application) = queries::seen(conn, &visit.ctx, id(&proof, "proof")?).await?;
    if !access::may_read_parts(&visit.ctx, &proof, &application) {
        return Err(Problem::not_found("file").into());
    }
    let wanted: Uuid = id(&file, "file")?;
    let files = queries::files(conn, proof.id).await?;
    let file = files
        .into_iter()
        .find(|file| file.id == wanted)
        .ok_or(Problem::not_found("file"))?;
    let stored = base_files::file(conn, file.file_id).await?;
    let bytes = visit.app.files.read(&stored).await?;
    visit.download(&stored.name, &stored.media_type, bytes.to_vec())
}
