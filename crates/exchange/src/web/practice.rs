//! Pages of practice reports. Published ones are for everybody.

use applications::ApplicationId;
use axum::extract::{Path, Query};
use base::{Problem, Role, Scope};
use base_db::PageRequest;
use base_web::view::{Action, Badge, Block, Cell, Field, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use serde::Deserialize;

use crate::access;
use crate::model::{PracticeReport, PracticeReportId, PracticeReportState};
use crate::queries;
use crate::rules::MAX_PART;
use crate::usecases::report::{self, ReportText};

#[derive(Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: u64,
}

fn id(text: &str) -> Result<PracticeReportId, Problem> {
    text.parse().map_err(|_| Problem::not_found("practice report"))
}

fn badge(visit: &Visit, state: PracticeReportState) -> Badge {
    let tone = match state {
        PracticeReportState::Draft => Tone::Neutral,
        PracticeReportState::Submitted | PracticeReportState::Approved => Tone::Info,
        PracticeReportState::ChangesRequested => Tone::Warning,
        PracticeReportState::Published => Tone::Success,
        PracticeReportState::Withdrawn => Tone::Danger,
    };
    Badge::new(tone, visit.t(&format!("practice-state-{state}")))
}

pub async fn list(visit: Visit, Query(query): Query<PageQuery>) -> Reply {
    let conn = visit.app.db.reader();
    let published = queries::published(conn, PageRequest::number(query.page)).await?;
    let mut page = Page::new(visit.t("practice-title")).lead(visit.t("practice-lead"));
    let state = PracticeReportState::from_code(&query.state);
    let open = match visit.ctx.find_person() {
        Some(_) => queries::reports_of(conn, &visit.ctx, state).await?,
        None => Vec::new(),
    };
    if !open.is_empty() {
        let mut table = Table::new(visit.lang(), visit.t("practice-open"))
            .column(visit.t("practice-name"))
            .column(visit.t("practice-organisation"))
            .column(visit.t("practice-state"));
        for report in &open {
            table = table.row(vec![
                Cell::link(format!("/practice/{}", report.id), &report.title),
                Cell::text(&report.organisation),
                Cell::Badge(badge(&visit, report.state)),
            ]);
        }
        page = page.block(table);
    }
    let mut table = Table::new(visit.lang(), visit.t("practice-published"))
        .column(visit.t("practice-name"))
        .column(visit.t("practice-organisation"))
        .column(visit.t("practice-published-on"))
        .empty(visit.t("practice-none"))
        .paged(&published, "/practice");
    for report in &published.items {
        table = table.row(vec![
            Cell::link(format!("/practice/{}", report.id), &report.title),
            Cell::text(&report.organisation),
            Cell::maybe(
                report
                    .published_at
                    .map(|at| Cell::text(visit.date(base::calendar::local_date(at)))),
            ),
        ]);
    }
    visit.page(page.block(table))
}

pub async fn show(visit: Visit, Path(report): Path<String>) -> Reply {
    let report = queries::report(visit.app.db.reader(), &visit.ctx, id(&report)?).await?;
    visit.page(report_page(&visit, &report, &FormData::default(), None).await?)
}

async fn report_page(
    visit: &Visit,
    report: &PracticeReport,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let mut page = Page::new(&report.title)
        .crumb("/practice", visit.t("practice-title"))
        .kicker(report.organisation.clone())
        .badge(badge(visit, report.state));
    if report.state == PracticeReportState::Withdrawn {
        return Ok(page.text(visit.t("practice-withdrawn")));
    }
    if let Some(comment) = report
        .comment
        .as_deref()
        .filter(|_| report.state == PracticeReportState::ChangesRequested)
    {
        page = page.section(
            "comment",
            visit.t("practice-comment"),
            vec![Block::Text(comment.to_owned())],
        );
    }
    for (key, text) in [
        ("practice-easy", &report.easy),
        ("practice-situation", &report.situation),
        ("practice-approach", &report.approach),
        ("practice-result", &report.result),
        ("practice-experience", &report.experience),
        ("practice-tips", &report.tips),
    ] {
        if !text.is_empty() {
            page = page.heading(visit.t(key)).text(text.clone());
        }
    }
    if visit.ctx.find_person().is_some() {
        page = page.blocks(verbs(visit, report, typed, problem).await?);
    }
    Ok(page)
}

async fn verbs(
    visit: &Visit,
    report: &PracticeReport,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Vec<Block>, Problem> {
    let case = applications::find(
        visit.app.db.reader(),
        &visit.ctx,
        ApplicationId(report.application_id),
    )
    .await?;
    let Some(case) = case else { return Ok(Vec::new()) };
    let path = |verb: &str| format!("/practice/{}/{verb}", report.id);
    let writes = access::may_write(&visit.ctx, &case).is_ok();
    let moderates = access::may_moderate(&visit.ctx, report.programme_id).is_ok();
    let signs = visit.ctx.has(Role::KZ, Scope::Body(case.lead_body_id.0));
    let mut blocks = Vec::new();
    let mut ask = |verb: &str, field: &str, label: &str, button: &str| {
        let mut form = visit
            .form(path(verb))
            .field(Field::textarea(field, visit.t(label), 3).required().max(1_000))
            .submit(visit.t(button))
            .fill(typed);
        if let Some(problem) = problem {
            form = form.problem(problem);
        }
        blocks.push(Block::Details(visit.t(button), vec![form.into()]));
    };
    match report.state {
        PracticeReportState::Submitted if moderates => ask(
            "request-changes",
            "comment",
            "practice-comment",
            "practice-request-changes",
        ),
        PracticeReportState::Published if moderates || signs => {
            ask("withdraw", "reason", "practice-reason", "practice-withdraw")
        }
        _ => {}
    }
    let mut actions = Vec::new();
    match report.state {
        PracticeReportState::Draft | PracticeReportState::ChangesRequested if writes => {
            actions.push(Action::post(visit.t("practice-submit"), path("submit")).primary());
            actions.push(Action::link(visit.t("practice-edit"), path("edit")));
        }
        PracticeReportState::Submitted if moderates => {
            actions.push(Action::post(visit.t("practice-approve"), path("approve")).primary())
        }
        PracticeReportState::Approved if moderates => {
            actions.push(Action::post(visit.t("practice-publish"), path("publish")).primary())
        }
        _ => {}
    }
    if let Some(problem) = problem {
        let sentence = base_web::failure::sentence(visit.lang(), problem);
        blocks.insert(
            0,
            base_web::view::Notice::new(
                Tone::Danger,
                base_web::failure::title(visit.lang(), problem),
                sentence,
            )
            .into(),
        );
    }
    blocks.insert(0, Block::Actions(actions));
    Ok(blocks)
}

fn form_page(
    visit: &Visit,
    title: String,
    action: &str,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Page {
    let part = |name: &str, key: &str| Field::textarea(name, visit.t(key), 6).max(MAX_PART);
    let mut form = visit
        .form(action)
        .field(Field::text("title", visit.t("practice-name")).required().max(160))
        .field(part("situation", "practice-situation"))
        .field(part("approach", "practice-approach"))
        .field(part("result", "practice-result"))
        .field(part("experience", "practice-experience"))
        .field(part("tips", "practice-tips"))
        .field(part("easy", "practice-easy").hint(visit.t("practice-easy-hint")))
        .field(Field::checkbox("consent", visit.t("practice-consent")))
        .submit(visit.t("form-save"))
        .cancel(visit.t("form-cancel"), "/practice");
    for name in ["version", "application"] {
        if typed.has(name) {
            form = form.hidden(name, typed.get(name));
        }
    }
    form = form.fill(typed);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(title)
        .crumb("/practice", visit.t("practice-title"))
        .lead(visit.t("practice-form-lead"))
        .block(form)
}

fn read(form: &FormData) -> Result<ReportText, Problem> {
    let mut read = form.read();
    let text = ReportText {
        title: read.required_text("title", 160),
        situation: read.long_text("situation", MAX_PART),
        approach: read.long_text("approach", MAX_PART),
        result: read.long_text("result", MAX_PART),
        experience: read.long_text("experience", MAX_PART),
        tips: read.long_text("tips", MAX_PART),
        easy: read.long_text("easy", MAX_PART),
        consent: read.ticked("consent"),
    };
    read.finish()?;
    Ok(text)
}

#[derive(Deserialize)]
pub struct NewQuery {
    #[serde(default)]
    application: String,
}

pub async fn new(visit: Visit, Query(query): Query<NewQuery>) -> Reply {
    let application = query
        .application
        .parse()
        .map_err(|_| Problem::not_found("application"))?;
    let case = applications::application(visit.app.db.reader(), &visit.ctx, application).await?;
    access::may_write(&visit.ctx, &case)?;
    let typed = FormData::default()
        .with("application", application)
        .with("title", &case.title);
    visit.page(form_page(
        &visit,
        visit.t("practice-new"),
        "/practice",
        &typed,
        None,
    ))
}

pub async fn create(visit: Visit, form: FormData) -> Reply {
    let created = async {
        let application = form
            .get("application")
            .parse()
            .map_err(|_| Problem::not_found("application"))?;
        report::write_report(&visit.app.db, &visit.ctx, application, read(&form)?).await
    };
    match created.await {
        Ok(id) => visit.done(&format!("/practice/{id}"), "practice-done-saved"),
        Err(problem) => visit.again(problem, |problem| {
            form_page(&visit, visit.t("practice-new"), "/practice", &form, Some(problem))
        }),
    }
}

pub async fn edit(visit: Visit, Path(report): Path<String>) -> Reply {
    let report = queries::report(visit.app.db.reader(), &visit.ctx, id(&report)?).await?;
    let case = applications::application(
        visit.app.db.reader(),
        &visit.ctx,
        ApplicationId(report.application_id),
    )
    .await?;
    access::may_write(&visit.ctx, &case)?;
    let mut typed = FormData::default()
        .with("version", report.version)
        .with("title", &report.title)
        .with("situation", &report.situation)
        .with("approach", &report.approach)
        .with("result", &report.result)
        .with("experience", &report.experience)
        .with("tips", &report.tips)
        .with("easy", &report.easy);
    if report.consent {
        typed = typed.with("consent", "true");
    }
    visit.page(form_page(
        &visit,
        report.title.clone(),
        &format!("/practice/{}/edit", report.id),
        &typed,
        None,
    ))
}

pub async fn save(visit: Visit, Path(report): Path<String>, form: FormData) -> Reply {
    let id = id(&report)?;
    let saved = async {
        let version = form.read().version();
        report::save_report(&visit.app.db, &visit.ctx, id, version, read(&form)?).await
    };
    match saved.await {
        Ok(()) => visit.done(&format!("/practice/{id}"), "practice-done-saved"),
        Err(problem) => {
            let action = format!("/practice/{id}/edit");
            visit.again(problem, |problem| {
                form_page(&visit, visit.t("practice-edit"), &action, &form, Some(problem))
            })
        }
    }
}

async fn answer(
    visit: &Visit,
    id: PracticeReportId,
    form: &FormData,
    outcome: Result<(), Problem>,
    done: &str,
) -> Reply {
    match outcome {
        Ok(()) => visit.done(&format!("/practice/{id}"), done),
        Err(problem) => {
            let report = queries::report(visit.app.db.reader(), &visit.ctx, id).await?;
            let page = report_page(visit, &report, form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub async fn submit(visit: Visit, Path(report): Path<String>, form: FormData) -> Reply {
    let id = id(&report)?;
    let outcome = report::submit_report(&visit.app.db, &visit.ctx, id).await;
    answer(&visit, id, &form, outcome, "practice-done-submitted").await
}

pub async fn request_changes(visit: Visit, Path(report): Path<String>, form: FormData) -> Reply {
    let id = id(&report)?;
    let comment = form.read().long_text("comment", 1_000);
    let outcome = report::request_changes(&visit.app.db, &visit.ctx, id, &comment).await;
    answer(&visit, id, &form, outcome, "practice-done-sent-back").await
}

pub async fn approve(visit: Visit, Path(report): Path<String>, form: FormData) -> Reply {
    let id = id(&report)?;
    let outcome = report::approve_report(&visit.app.db, &visit.ctx, id).await;
    answer(&visit, id, &form, outcome, "practice-done-approved").await
}

pub async fn publish(visit: Visit, Path(report): Path<String>, form: FormData) -> Reply {
    let id = id(&report)?;
    let outcome = report::publish_report(&visit.app.db, &visit.ctx, id).await;
    answer(&visit, id, &form, outcome, "practice-done-published").await
}

pub async fn withdraw(visit: Visit, Path(report): Path<String>, form: FormData) -> Reply {
    let id = id(&report)?;
    let reason = form.read().long_text("reason", 1_000);
    let outcome = report::withdraw_report(&visit.app.db, &visit.ctx, id, &reason).await;
    answer(&visit, id, &form, outcome, "practice-done-withdrawn").await
}
