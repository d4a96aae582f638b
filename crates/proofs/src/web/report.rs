//! `/proofs/{proof}/report`: the municipality's form. Figures, words, files and the list of vouchers are one form: each of
//! its buttons saves what was typed, and what was chosen, before it does anything else.

use axum::extract::Path;
use base::problem::FieldProblem;
use base::{Problem, Text};
use base_web::view::{Block, Choice, Field, FieldKind, Form, Notice, Page, Tone};
use base_web::{FormData, Reply, Upload, Visit};
use grants::Grant;
use uuid::Uuid;

use super::{figures, id, version};
use crate::access;
use crate::model::{Proof, ProofFile, ProofForm, ProofId, Report, Source};
use crate::queries;
use crate::rules::reduction::{Item, Units};
use crate::usecases::{self, AttachFile, MAX_TEXT, SaveReport};

const ACCEPT: &str = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png";
/// The box that empties the list of vouchers; the others are the ids of files.
const ALL_VOUCHERS: &str = "vouchers";

/// What was typed, and everything that is wrong with it.
struct Typed {
    data: FormData,
    problems: Vec<Problem>,
}

pub async fn show(visit: Visit, Path(proof): Path<String>) -> Reply {
    let page = page(&visit, id(&proof, "proof")?, None).await?;
    visit.page(page)
}

/// The form's page. Error: refused when nothing can be written now.
async fn page(visit: &Visit, id: ProofId, typed: Option<&Typed>) -> Result<Page, Problem> {
    let conn = visit.app.db.reader();
    let (proof, grant, application) = queries::seen(conn, &visit.ctx, id).await?;
    access::require_writer(&visit.ctx, &proof, &application)?;
    if !usecases::takes_parts(&proof) {
        let text = Text::new(format!("proofs-wrong-state-{}", proof.state));
        return Err(Problem::refused("wrong-state", text));
    }
    let mut page = Page::new(visit.t("proofs-report-title"))
        .kicker(&proof.number)
        .lead(format!("{} – {}", proof.body_name, proof.title))
        .crumb(format!("/applications/{}", application.id), application.label())
        .crumb(format!("/proofs/{id}"), visit.t("proofs-one"));
    if proof.state.is_open() {
        page = page
            .text(visit.tw("proofs-report-lead", &[("due", &visit.date(proof.due_on))]))
            .text(visit.t(&format!("proofs-form-{}-hint", proof.form)));
    } else {
        // a sampled proof: only vouchers and files are added
        page = page.text(visit.t("proofs-parts-only"));
    }
    if let Some(reason) = &proof.returned_reason {
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("proofs-returned"),
            reason.clone(),
        ));
    }
    let report = queries::report(conn, &proof, &grant).await?;
    let files = queries::files(conn, id).await?;
    let vouchers = queries::vouchers(conn, id).await?.len();
    let mut form = form(visit, &proof, &grant, &report, &files, vouchers).fill(&filled(&report));
    if let Some(typed) = typed {
        form = typed
            .problems
            .iter()
            .fold(form.fill(&typed.data), |form, problem| form.problem(problem));
    }
    page = page.block(form);
    if !files.is_empty() {
        let links = files.into_iter().map(|file| {
            let href = format!("/proofs/{id}/files/{}", file.id);
            (href, file.name, file.label)
        });
        let links = Block::Links(links.collect());
        page = page.section("files", visit.t("proofs-files"), vec![links]);
    }
    Ok(page)
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

/// Everything that can be written now.
fn form(
    visit: &Visit,
    proof: &Proof,
    grant: &Grant,
    report: &Report,
    files: &[ProofFile],
    vouchers: usize,
) -> Form {
    let mut form =
        Form::upload(visit.lang(), format!("/proofs/{}/report", proof.id)).hidden("version", proof.version);
    if proof.state.is_open() {
        form = words(visit, proof, numbers(visit, grant, report, form));
    }
    form = parts(visit, proof, files, vouchers, form);
    if proof.state.is_open() {
        form = form
            .field(Field::group(visit.t("proofs-confirmation")))
            .field(Field::checkbox("is_confirmed", visit.t("proofs-is-confirmed")));
    }
    form = form.submit(visit.t("form-save"));
    if takes_vouchers(proof, vouchers) {
        form = form.button(visit.t("proofs-save-vouchers"), "do", "vouchers");
    }
    if proof.state.is_open() && vouchers > 0 {
        form = form.button(visit.t("proofs-save-sums"), "do", "sums");
    }
    if proof.state.is_due() {
        form = form.button(visit.t("proofs-save-review"), "do", "review");
    }
    form.cancel(visit.t("form-cancel"), format!("/proofs/{}", proof.id))
}

fn takes_vouchers(proof: &Proof, vouchers: usize) -> bool {
    proof.form == ProofForm::Full || vouchers > 0
}

fn numbers(visit: &Visit, grant: &Grant, report: &Report, mut form: Form) -> Form {
    let lang = visit.lang();
    let planned = |amount| visit.tw("proofs-planned-hint", &[("amount", &visit.money(amount))]);
    form = form.field(Field::new(FieldKind::Group, "items", visit.t("proofs-costs")));
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
    form
}

fn words(visit: &Visit, proof: &Proof, mut form: Form) -> Form {
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
}

/// The list of vouchers and the files: what comes, and what goes, with the next button that is pressed.
fn parts(visit: &Visit, proof: &Proof, files: &[ProofFile], vouchers: usize, mut form: Form) -> Form {
    let mut leaving = Vec::new();
    if takes_vouchers(proof, vouchers) {
        let group = Field::new(FieldKind::Group, "vouchers", visit.t("proofs-vouchers"));
        let count = visit.tw("proofs-vouchers-count", &[("count", &vouchers.to_string())]);
        form = form
            .field(group)
            .field(Field::note(visit.t("proofs-vouchers-hint")))
            .field(Field::note(count.clone()));
        if vouchers > 0 {
            leaving.push(Choice::new(ALL_VOUCHERS, count));
        }
    }
    leaving.extend(files.iter().map(|file| {
        let label = [file.name.as_str(), file.label.as_str()];
        Choice::new(file.id, label.join(" ").trim_end().to_owned())
    }));
    form = form
        .field(Field::group(visit.t("proofs-files")))
        .field(Field::file("file", visit.t("proofs-files-add"), ACCEPT).multiple())
        .field(
            Field::text("label", visit.t("proofs-file-label"))
                .hint(visit.t("proofs-file-label-hint"))
                .max(120),
        );
    if proof.state.is_open() && !leaving.is_empty() {
        form = form.field(Field::checkboxes(
            "remove",
            visit.t("proofs-remove-on-save"),
            leaving,
        ));
    }
    form
}

/// What was typed, and each figure that is none.
fn read(data: &FormData, planned: &Report) -> (Report, Option<Problem>) {
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
    if units_planned.is_some() != units_held.is_some() {
        let empty = if units_held.is_none() {
            "units_held"
        } else {
            "units_planned"
        };
        read.fail(empty, Text::new("proofs-units-range"));
    }
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
    (report, read.finish().err())
}

/// Takes a problem that is shown with the form; the others end the request.
fn take<T>(problems: &mut Vec<Problem>, done: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            problems.push(problem);
            Ok(None)
        }
        Err(problem) => Err(problem),
    }
}

/// Every button of the form: saves what was typed, keeps the files that were chosen, takes away what was ticked; then
/// goes where the button says. What is wrong is shown all at once, beside everything that was typed.
pub async fn save(visit: Visit, Path(proof): Path<String>, upload: Upload) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let (proof, grant, _) = queries::seen(visit.app.db.reader(), &visit.ctx, id).await?;
    let mut typed = Typed {
        data: upload.form.clone(),
        problems: Vec::new(),
    };
    if proof.state.is_open() {
        write(&visit, &proof, &grant, &mut typed).await?;
        remove(&visit, id, &mut typed).await?;
    }
    attach(&visit, id, &upload, &mut typed).await?;
    let next = upload.form.get("do");
    if next == "review" {
        complete(&visit, &proof, &grant, &mut typed).await?;
    }
    if let Some(first) = typed.problems.first().cloned() {
        let page = page(&visit, id, Some(&typed)).await?;
        return visit.again(first, |_| page);
    }
    match next {
        "vouchers" => visit.done("/imports/vouchers", "proofs-done-saved"),
        "review" => visit.done(&format!("/proofs/{id}"), "proofs-done-complete"),
        "sums" => visit.done(&format!("/proofs/{id}/report"), "proofs-done-sums"),
        _ => visit.done(&format!("/proofs/{id}/report"), "proofs-done-saved"),
    }
}

async fn write(visit: &Visit, proof: &Proof, grant: &Grant, typed: &mut Typed) -> Result<(), Problem> {
    let planned = queries::report(visit.app.db.reader(), proof, grant).await?;
    let (mut report, unreadable) = read(&typed.data, &planned);
    if let Some(problem) = unreadable {
        typed.problems.push(problem);
        return Ok(());
    }
    if typed.data.get("do") == "sums" {
        let vouchers = queries::vouchers(visit.app.db.reader(), proof.id).await?;
        report.take_sums(&vouchers);
    }
    let command = SaveReport {
        proof: proof.id,
        version: version(&typed.data),
        report,
    };
    let saved = usecases::save_report(&visit.app.db, &visit.ctx, command).await;
    take(&mut typed.problems, saved)?;
    Ok(())
}

async fn remove(visit: &Visit, id: ProofId, typed: &mut Typed) -> Result<(), Problem> {
    let ticked: Vec<String> = typed.data.all("remove").map(str::to_owned).collect();
    for what in ticked {
        let removed = if what == ALL_VOUCHERS {
            usecases::remove_vouchers(&visit.app.db, &visit.ctx, id, None).await
        } else {
            match what.parse::<Uuid>() {
                Ok(file) => usecases::detach(&visit.app.db, &visit.ctx, id, file).await,
                Err(_) => Err(Problem::not_found("file")),
            }
        };
        match removed {
            // another person was faster
            Err(Problem::NotFound { what: "file" }) => {}
            other => {
                take(&mut typed.problems, other)?;
            }
        }
    }
    Ok(())
}

/// A file cannot be shown again in the field it was chosen in: it is kept whatever else is wrong.
async fn attach(visit: &Visit, id: ProofId, upload: &Upload, typed: &mut Typed) -> Result<(), Problem> {
    let mut is_kept = true;
    for file in upload.files.iter().filter(|file| file.field == "file") {
        let command = AttachFile {
            proof: id,
            label: upload.form.get("label").to_owned(),
            name: file.name.clone(),
            bytes: file.bytes.clone().into(),
        };
        let attached = usecases::attach(&visit.app.db, &visit.app.files, &visit.ctx, command).await;
        is_kept &= take(&mut typed.problems, attached)?.is_some();
    }
    if is_kept && !upload.files.is_empty() {
        typed.data.0.retain(|(name, _)| name != "label");
    }
    Ok(())
}

/// What is missing, beside what is wrong.
async fn complete(visit: &Visit, proof: &Proof, grant: &Grant, typed: &mut Typed) -> Result<(), Problem> {
    let conn = visit.app.db.reader();
    let planned = queries::report(conn, proof, grant).await?;
    let (report, unreadable) = read(&typed.data, &planned);
    let vouchers = queries::vouchers(conn, proof.id).await?;
    let mut missing = usecases::missing(proof.form, &report, &vouchers);
    if unreadable.is_some() {
        // a figure that can't be read is not one that is missing
        missing.retain(|part| part.field != "items");
    }
    if !missing.is_empty() {
        typed.problems.push(Problem::Invalid(missing));
    }
    Ok(())
}

pub async fn submit(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    match usecases::submit(&visit.app.db, &visit.ctx, id, version(&data)).await {
        Ok(_) => visit.done(&format!("/proofs/{id}"), "proofs-done-submitted"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            // what is stored, with everything that is missing
            let typed = Typed {
                data: FormData::default(),
                problems: vec![problem.clone()],
            };
            let page = page(&visit, id, Some(&typed)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// What a person learns of missing parts before they hand it in, one line each.
pub(super) fn missing_parts(visit: &Visit, missing: &[FieldProblem]) -> String {
    let sentences = missing.iter().map(|part| {
        let name = match part.field.as_str() {
            "items" => visit.t("proofs-costs"),
            "vouchers" => visit.t("proofs-vouchers"),
            "is_confirmed" => visit.t("proofs-confirmation"),
            field => visit.t(&format!("proofs-{field}")),
        };
        format!("{name}: {}", visit.say(&part.text))
    });
    sentences.collect::<Vec<_>>().join(" ")
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
