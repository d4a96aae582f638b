//! `/imports`: choose a kind, upload, read the report, apply.

use axum::extract::Path;
use base::{Cents, Ctx, Problem, Role};
use base_db::PageRequest;
use uuid::Uuid;

use super::report::{ImportReport, ReportRow, RowStatus};
use super::{ImportKind, apply, check, kind_of, store};
use crate::app::ClosedCase;
use crate::view::{Action, Block, Cell, Facts, Field, Notice, Page, Table, Tone};
use crate::{App, FormData, May, Reply, Routes, Upload, Visit};

/// Rows of a report shown on the page at most; the whole report is in the download.
const SHOWN_ROWS: usize = 2_000;

/// Who reads the reports of all imports of the own programmes (handbook 13).
const AUDITORS: &[Role] = &[Role::RH];

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/imports", May::SignedIn, index)
        .get("/imports/{import_kind}", May::SignedIn, new)
        .post("/imports/{import_kind}", May::SignedIn, upload)
        .get("/imports/runs/{import_run}", May::SignedIn, show)
        .get("/imports/runs/{import_run}/report.json", May::SignedIn, download)
        .post("/imports/runs/{import_run}/apply", May::SignedIn, apply_run)
}

fn allowed<'a>(app: &'a App, ctx: &Ctx) -> Vec<&'a ImportKind> {
    app.imports
        .iter()
        .filter(|kind| ctx.has_any_role(kind.roles))
        .collect()
}

/// The kind, if the person may import it; otherwise it does not exist for them.
fn allowed_kind<'a>(app: &'a App, ctx: &Ctx, kind: &str) -> Result<&'a ImportKind, Problem> {
    let kind = kind_of(app, kind)?;
    if ctx.has_any_role(kind.roles) {
        Ok(kind)
    } else {
        Err(Problem::not_found("import kind"))
    }
}

/// The programmes in which the person may import kinds of money.
fn money_programmes(app: &App, ctx: &Ctx) -> Vec<Uuid> {
    app.imports
        .iter()
        .filter(|kind| store::FOUR_EYES.contains(&kind.kind))
        .flat_map(|kind| ctx.scopes_of(kind.roles, "programme"))
        .collect()
}

fn seen<'a>(
    visit: &Visit,
    kinds: &'a [&'a str],
    programmes: &'a [Uuid],
    audited: &'a [Uuid],
) -> Result<store::Seen<'a>, Problem> {
    Ok(store::Seen {
        person: visit.ctx.person()?.id,
        kinds,
        programmes,
        audited,
    })
}

fn title(visit: &Visit, kind: &str) -> String {
    visit.t(&format!("imports-kind-{kind}"))
}

async fn index(visit: Visit) -> Reply {
    let kinds = allowed(&visit.app, &visit.ctx);
    let names: Vec<&str> = kinds.iter().map(|kind| kind.kind).collect();
    let programmes = money_programmes(&visit.app, &visit.ctx);
    let audited = visit.ctx.scopes_of(AUDITORS, "programme");
    let seen = seen(&visit, &names, &programmes, &audited)?;
    let mut runs = store::latest(visit.app.db.reader(), &seen, PageRequest::default().limit()).await?;
    let closed = visit.app.closed_cases_of(&visit.ctx).await?;
    runs.retain(|run| !speaks_of(run, &closed));
    let links = kinds
        .iter()
        .map(|kind| {
            (
                format!("/imports/{}", kind.kind),
                title(&visit, kind.kind),
                visit.t(&format!("imports-kind-{}-hint", kind.kind)),
            )
        })
        .collect();
    let mut table = Table::new(visit.lang(), visit.t("imports-runs"))
        .column(visit.t("imports-at"))
        .column(visit.t("imports-kind"))
        .column(visit.t("imports-call"))
        .number_column(visit.t("imports-accepted"))
        .column(visit.t("imports-state"));
    for run in runs {
        table = table.row(vec![
            Cell::link(
                format!("/imports/runs/{}", run.id),
                visit.datetime(run.created_at),
            ),
            Cell::text(title(&visit, &run.kind)),
            Cell::text(run.call_code.clone().unwrap_or_default()),
            Cell::integer(visit.lang(), run.accepted.unwrap_or(0)),
            state(&visit, &run.state),
        ]);
    }
    visit.page(
        Page::new(visit.t("imports-title"))
            .lead(visit.t("imports-lead"))
            .block(Block::Links(links))
            .block(table),
    )
}

fn state(visit: &Visit, state: &str) -> Cell {
    let tone = if state == "APPLIED" {
        Tone::Success
    } else {
        Tone::Info
    };
    Cell::badge(tone, visit.t(&format!("imports-state-{state}")))
}

fn upload_page(visit: &Visit, kind: &ImportKind, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = crate::view::Form::upload(visit.lang(), format!("/imports/{}", kind.kind))
        .field(
            Field::file("file", visit.t("imports-file"), ".xlsx,.xls,.xlsb,.ods,.csv,.txt")
                .required()
                .hint(visit.t("imports-file-hint")),
        )
        .submit(visit.t("imports-check"));
    if kind.needs_call {
        form = form.field(
            Field::text("call", visit.t("imports-call"))
                .required()
                .short()
                .hint(visit.t("imports-call-hint")),
        );
    }
    form = form.fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(title(visit, kind.kind))
        .crumb("/imports", visit.t("imports-title"))
        .lead(visit.t(&format!("imports-kind-{}-hint", kind.kind)))
        .block(form)
}

async fn new(
    visit: Visit,
    Path(kind): Path<String>,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Reply {
    let kind = allowed_kind(&visit.app, &visit.ctx, &kind)?;
    let data = FormData::parse(query.unwrap_or_default().as_bytes());
    visit.page(upload_page(&visit, kind, &data, None))
}

async fn upload(visit: Visit, Path(kind): Path<String>, upload: Upload) -> Reply {
    let kind = allowed_kind(&visit.app, &visit.ctx, &kind)?;
    let checked = async {
        let mut read = upload.form.read();
        let call = if kind.needs_call {
            Some(read.required_text("call", 40))
        } else {
            None
        };
        read.finish()?;
        let file = upload.file("file")?;
        check(&visit.app, &visit.ctx, kind, &file.name, file.bytes.clone(), call).await
    };
    match checked.await {
        Ok((run, _)) => visit.go(&format!("/imports/runs/{run}")),
        Err(problem) => visit.again(problem, |problem| {
            upload_page(&visit, kind, &upload.form, Some(problem))
        }),
    }
}

/// Whether the report of a run names a case that is closed to the person: neither its rows nor its counts may tell of it.
/// A list of no call (the register, say) may name the municipality.
fn speaks_of(run: &store::ImportRun, closed: &[ClosedCase]) -> bool {
    // as it is written within the report
    let says = |word: &str| {
        let quoted = serde_json::Value::from(word).to_string();
        let word = quoted.strip_prefix('"').and_then(|word| word.strip_suffix('"'));
        word.is_some_and(|word| !word.is_empty() && run.report.contains(word))
    };
    closed.iter().any(|case| {
        let by_name = run.call_code.is_some() && (says(&case.title) || says(&case.applicant));
        says(&case.number) || by_name
    })
}

/// A run of the person, or one that waits for a second pair of eyes in the own programmes, of a kind they may import
/// (handbook 13): a report shows what is its programme's.
async fn own_run(visit: &Visit, id: Uuid) -> Result<(store::ImportRun, ImportReport), Problem> {
    let kinds: Vec<&str> = allowed(&visit.app, &visit.ctx)
        .iter()
        .map(|kind| kind.kind)
        .collect();
    let programmes = money_programmes(&visit.app, &visit.ctx);
    let audited = visit.ctx.scopes_of(AUDITORS, "programme");
    let seen = seen(visit, &kinds, &programmes, &audited)?;
    let run = store::seen_run(visit.app.db.reader(), &seen, id).await?;
    if speaks_of(&run, &visit.app.closed_cases_of(&visit.ctx).await?) {
        return Err(Problem::not_found("import run"));
    }
    let report = serde_json::from_str(&run.report).map_err(Problem::broken)?;
    Ok((run, report))
}

async fn show(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    let (run, report) = own_run(&visit, id).await?;
    visit.page(run_page(&visit, &run, &report, None).await?)
}

async fn run_page(
    visit: &Visit,
    run: &store::ImportRun,
    report: &ImportReport,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let lang = visit.lang();
    let file = base_files::file(visit.app.db.reader(), run.file_id).await?;
    let mut page = Page::new(visit.tw("imports-run-title", &[("file", &file.name)]))
        .crumb("/imports", visit.t("imports-title"))
        .kicker(title(visit, &run.kind));
    if let Some(problem) = problem {
        page = page.block(Notice::new(
            Tone::Danger,
            crate::failure::title(lang, problem),
            crate::failure::sentence(lang, problem),
        ));
    }
    if let Some(unreadable) = &report.unreadable {
        return Ok(page.block(Notice::new(
            Tone::Danger,
            visit.t("imports-unreadable"),
            unreadable.reason.clone(),
        )));
    }
    if run.state == "CHECKED"
        && let Some(before) = store::applied_before(visit.app.db.reader(), &run.sha256).await?
    {
        let text = visit.tw("imports-before", &[("at", &visit.datetime(before))]);
        page = page.block(Notice::new(Tone::Warning, text, ""));
    }
    page = page.block(
        Facts::new()
            .row(visit.t("imports-state"), state(visit, &run.state))
            .row(
                visit.t("imports-accepted"),
                Cell::integer(lang, report.accepted as i64),
            )
            .row(
                visit.t("imports-amount"),
                Cell::money(lang, report.accepted_amount_cents),
            )
            .row(
                visit.t("imports-remarks"),
                Cell::integer(lang, report.remark_count() as i64),
            )
            .row(
                visit.t("imports-duplicates"),
                Cell::integer(lang, report.count(RowStatus::Duplicate) as i64),
            )
            .row(
                visit.t("imports-errors"),
                Cell::integer(lang, report.count(RowStatus::Error) as i64),
            )
            .row("SHA-256", Cell::Mono(run.sha256.clone()))
            .wide(),
    );
    for note in &report.notes {
        page = page.block(Notice::new(Tone::Info, note.text.clone(), ""));
    }
    for total in report
        .totals
        .iter()
        .filter(|total| total.stated_cents != total.computed_cents)
    {
        let difference = Cents((total.stated_cents.0 - total.computed_cents.0).abs());
        let text = visit.tw("imports-total-differs", &[("amount", &visit.money(difference))]);
        page = page.block(Notice::new(Tone::Warning, text, total.column.clone()));
    }
    if run.state == "CHECKED"
        && report.accepted > 0
        && allowed_kind(&visit.app, &visit.ctx, &run.kind).is_ok()
    {
        let question = visit.tw("imports-apply", &[("count", &report.accepted.to_string())]);
        let mut form = visit
            .form(format!("/imports/runs/{}/apply", run.id))
            .submit(question);
        if run.kind == "applications" {
            form = form.field(Field::checkbox("notify", visit.t("imports-notify")));
        }
        page = page.block(form);
    }
    let mut table = Table::new(lang, visit.t("imports-rows"))
        .column(visit.t("imports-row"))
        .column(visit.t("imports-status"))
        .column(visit.t("imports-key"))
        .column(visit.t("imports-name"))
        .number_column(visit.t("imports-amount"))
        .column(visit.t("imports-messages"))
        .export("JSON", format!("/imports/runs/{}/report.json", run.id));
    for row in report.rows.iter().take(SHOWN_ROWS) {
        table = table.row(row_cells(visit, row));
    }
    Ok(page.block(table))
}

fn row_cells(visit: &Visit, row: &ReportRow) -> Vec<Cell> {
    let (tone, key) = match row.status {
        RowStatus::Accepted if row.messages.is_empty() => (Tone::Success, "imports-status-accepted"),
        RowStatus::Accepted => (Tone::Success, "imports-status-accepted-remarks"),
        RowStatus::Duplicate => (Tone::Warning, "imports-status-duplicate"),
        RowStatus::Error => (Tone::Danger, "imports-status-error"),
        RowStatus::Ignored => (Tone::Neutral, "imports-status-ignored"),
    };
    let messages = row
        .messages
        .iter()
        .map(|message| match &message.column {
            Some(column) => format!("{column}: {}", message.text),
            None => message.text.clone(),
        })
        .collect::<Vec<_>>()
        .join("\n");
    vec![
        Cell::text(format!("{}, {}", row.sheet, row.row)),
        Cell::badge(tone, visit.t(key)),
        Cell::text(row.key.clone().unwrap_or_default()),
        Cell::text(row.name.clone().unwrap_or_default()),
        Cell::maybe(row.amount_cents.map(|cents| Cell::money(visit.lang(), cents))),
        if messages.is_empty() {
            Cell::Empty
        } else {
            Cell::Lines(messages)
        },
    ]
}

async fn download(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    let (run, _) = own_run(&visit, id).await?;
    visit.download("import.json", "application/json", run.report.into_bytes())
}

async fn apply_run(visit: Visit, Path(id): Path<Uuid>, form: FormData) -> Reply {
    let (run, report) = own_run(&visit, id).await?;
    allowed_kind(&visit.app, &visit.ctx, &run.kind)?;
    match apply(&visit.app, &visit.ctx, &run, form.has("notify")).await {
        Ok(_) => visit.done(&format!("/imports/runs/{id}"), "imports-done-applied"),
        Err(problem) => {
            let page = run_page(&visit, &run, &report, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// Used by pages that offer an import with the call filled in.
#[must_use]
pub fn import_action(visit: &Visit, kind: &str, call: &str) -> Action {
    let query = serde_urlencoded::to_string([("call", call)]).unwrap_or_default();
    Action::link(
        visit.t(&format!("imports-kind-{kind}")),
        format!("/imports/{kind}?{query}"),
    )
}
