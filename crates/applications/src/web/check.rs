//! `/applications/{application}/check`: the officer's formal check with its checklist.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Block, Cell, Choice, Facts, Field, Form, Notice, Page, Tone};
use base_web::{ApiJson, FormData, Reply, Visit};

use super::desk_json::{CheckPointJson, ChecklistJson, SaveCheckJson};
use super::requests::unanswered_blocks;
use super::{path, title};
use crate::access;
use crate::answers::{self, OpenPoint};
use crate::model::{
    Application, ApplicationId, ApplicationState, CheckOutcome, CheckPoint, CheckResult, Checked,
    CheckedPoint,
};
use crate::rules::{checklist, reopen};
use crate::usecases::{self, SaveCheck};
use crate::{queries, rules};

pub(super) async fn show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_officer(&visit.ctx, &application)?;
    if application.state != ApplicationState::InCheck {
        return visit.go(&path(&application));
    }
    visit.page(check_page(&visit, &application, &FormData::default(), None).await?)
}

/// The page; `problem` belongs to the form whose fields `data` holds.
pub(super) async fn check_page(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let call = calls::call(db, application.call_id).await?;
    let recorded = queries::checklist(db, application.id).await?;
    let points = queries::check_points(db, application).await?;
    let requests = queries::document_requests(db, application.id).await?;
    let open = answers::open_points(db, application, visit.lang()).await?;
    let objections = rules::objections(application, &call);
    let here = path(application);
    let mut page = Page::new(visit.t("applications-check"))
        .kicker(format!("{} · {}", application.label(), application.lead_name))
        .crumb("/applications", visit.t("applications-title"))
        .crumb(&here, application.label())
        .lead(title(visit, application));
    for code in objections {
        let text = visit.tw(
            &format!("applications-objection-{code}"),
            &[
                ("lead", &application.lead_name),
                ("minimum", &visit.money(call.minimum)),
            ],
        );
        page = page.block(Notice::new(
            Tone::Danger,
            format!("{code}: {}", visit.t(&format!("applications-reason-{code}"))),
            text,
        ));
    }
    page = page.block(found_by_system(visit, &open));
    let doubtful = answers::doubts_of(db, application, &call, visit.lang()).await?;
    page = page.blocks(doubts(visit, &doubtful));
    if let Some(request) = requests.iter().find(|one| one.is_unanswered()) {
        page = page.blocks(unanswered_blocks(visit, application, request));
    }
    page = page.blocks(outcome_block(visit, application, &points, &recorded));
    page = page.blocks(super::hints::blocks(visit, application).await?);
    let is_request = data.has("items");
    let checklist = checklist_form(
        visit,
        application,
        &points,
        &recorded,
        (!is_request).then_some(data),
        problem.filter(|_| !is_request),
    )
    .await?;
    page = page.block(checklist);
    if checklist::outcome(&points, &recorded) == Some(CheckOutcome::Ineligible) {
        return Ok(page);
    }
    let missing: Vec<&str> = recorded
        .iter()
        .filter(|one| one.result == CheckResult::Curable)
        .map(|one| one.remark.as_str())
        .collect();
    let days = super::requests::completion_days(visit, call.programme_id).await?;
    let has_plan = !crate::plan::plan(db, application.id).await?.is_empty();
    let request = request_form(
        visit,
        application,
        (&missing.join("\n"), days, has_plan),
        data,
        problem.filter(|_| is_request),
    );
    Ok(page.section(
        "request",
        visit.t("applications-request-documents"),
        vec![request.into()],
    ))
}

/// What the program found missing; the officer decides what it means.
fn found_by_system(visit: &Visit, open: &[OpenPoint]) -> Block {
    if open.is_empty() {
        return Notice::new(Tone::Success, visit.t("applications-nothing-open"), "").into();
    }
    let mut facts = Facts::new();
    for point in open {
        facts = facts.row(point.label.clone(), Cell::text(visit.say(&point.problem.text)));
    }
    let summary = visit.tw("applications-open-points", &[("count", &open.len().to_string())]);
    Block::Details(summary, vec![facts.into()])
}

/// What may be right and still wants a look (handbook 3.3: A4, A9).
fn doubts(visit: &Visit, doubtful: &[OpenPoint]) -> Vec<Block> {
    let notice = |point: &OpenPoint| {
        Notice::new(Tone::Info, point.label.clone(), visit.say(&point.problem.text)).into()
    };
    doubtful.iter().map(notice).collect()
}

async fn checklist_form(
    visit: &Visit,
    application: &Application,
    points: &[CheckPoint],
    recorded: &[CheckedPoint],
    typed: Option<&FormData>,
    problem: Option<&Problem>,
) -> Result<Form, Problem> {
    let people: Vec<_> = recorded.iter().filter_map(|one| one.checked_by).collect();
    let names = people::names(visit.app.db.reader(), &people).await?;
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let mut stored = FormData::default()
        .with("first_contract_on", date(application.first_contract_on))
        .with("early_start_from", date(application.early_start_from));
    let mut form = visit
        .form(format!("{}/check", path(application)))
        .heading(visit.t("applications-checklist"))
        .hidden("version", application.version);
    for point in points {
        let known = recorded.iter().find(|one| one.code == point.code);
        let result = known.map_or(CheckResult::Open, |one| one.result);
        stored = stored.with(&format!("result_{}", point.code), result).with(
            &format!("remark_{}", point.code),
            known.map_or("", |one| one.remark.as_str()),
        );
        let results = CheckResult::ALL
            .iter()
            .filter(|result| point.is_curable || **result != CheckResult::Curable)
            .map(|result| Choice::new(result, visit.t(&format!("applications-check-{result}"))))
            .collect();
        let mut field =
            Field::select(format!("result_{}", point.code), label(visit, point), results).required();
        if let Some(one) = known {
            let name = one.checked_by.and_then(|person| names.get(&person));
            field = field.hint(visit.tw(
                "applications-checked-by",
                &[
                    ("name", name.map_or("–", String::as_str)),
                    ("at", &visit.datetime(one.checked_at)),
                ],
            ));
        }
        form = form.field(field).field(
            Field::text(
                format!("remark_{}", point.code),
                visit.t("applications-check-remark"),
            )
            .max(1_000),
        );
    }
    form = form
        .field(
            Field::date("first_contract_on", visit.t("applications-first-contract"))
                .hint(visit.t("applications-first-contract-hint")),
        )
        .field(Field::date(
            "early_start_from",
            visit.t("applications-early-start"),
        ))
        .submit(visit.t("applications-save-check"))
        .button(visit.t("applications-complete"), "then", "complete")
        .fill(typed.filter(|typed| !typed.0.is_empty()).unwrap_or(&stored));
    Ok(match problem {
        Some(problem) => form.problem(problem),
        None => form,
    })
}

/// The call's own words, or those of a standard point.
fn label(visit: &Visit, point: &CheckPoint) -> String {
    match &point.document {
        Some(document) => document.label(visit.lang()),
        None => visit.t(&format!("applications-item-{}", point.code)),
    }
}

/// What the check comes to so far, and what follows from it.
fn outcome_block(
    visit: &Visit,
    application: &Application,
    points: &[CheckPoint],
    recorded: &[CheckedPoint],
) -> Vec<Block> {
    let Some(outcome) = checklist::outcome(points, recorded) else {
        let open = checklist::open(points, recorded).to_string();
        return vec![Block::Text(
            visit.tw("applications-outcome-open", &[("count", &open)]),
        )];
    };
    let tone = match outcome {
        CheckOutcome::Complete => Tone::Success,
        CheckOutcome::Curable => Tone::Warning,
        CheckOutcome::Ineligible => Tone::Danger,
    };
    let mut blocks = vec![
        Notice::new(
            tone,
            visit.t(&format!("applications-outcome-{outcome}")),
            visit.t(&format!("applications-outcome-{outcome}-next")),
        )
        .into(),
    ];
    if outcome == CheckOutcome::Ineligible {
        let propose = format!("{}/propose", path(application));
        blocks.push(Block::Actions(vec![base_web::view::Action::link(
            visit.t("applications-propose"),
            propose,
        )]));
    }
    blocks
}

fn request_form(
    visit: &Visit,
    application: &Application,
    (missing, days, has_plan): (&str, i64, bool),
    data: &FormData,
    problem: Option<&Problem>,
) -> Form {
    let due_on = base::calendar::local_date(visit.ctx.now) + chrono::Duration::days(days);
    let fields = reopen::offered(has_plan)
        .map(|name| Choice::new(name, visit.t(&format!("applications-field-{name}"))))
        .collect();
    let form = visit
        .form(format!("{}/request-documents", path(application)))
        .field(
            Field::textarea("items", visit.t("applications-request-items"), 4)
                .max(4_000)
                .value(missing)
                .hint(visit.t("applications-request-items-hint")),
        )
        .field(
            Field::checkboxes("fields", visit.t("applications-request-fields"), fields)
                .hint(visit.t("applications-request-fields-hint")),
        )
        .field(
            Field::date("due_on", visit.t("applications-request-until"))
                .required()
                .value(due_on)
                .hint(format!(
                    "{} {}",
                    visit.tw("applications-request-days", &[("days", &days.to_string())]),
                    visit.t("applications-request-until-hint")
                )),
        )
        .submit(visit.t("applications-request-send"))
        .fill(data);
    match problem {
        Some(problem) => form.problem(problem),
        None => form,
    }
}

pub(super) async fn save(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    let saved = async {
        let mut read = data.read();
        let version = read.version();
        let first_contract_on = read.optional_date("first_contract_on");
        let early_start_from = read.optional_date("early_start_from");
        read.finish()?;
        let points = queries::check_points(visit.app.db.reader(), &application).await?;
        let items = points
            .into_iter()
            .filter_map(|point| {
                let result = data.get(&format!("result_{}", point.code)).parse().ok()?;
                Some(Checked {
                    result,
                    remark: base::names::clean(data.get(&format!("remark_{}", point.code))),
                    item: point.code,
                })
            })
            .collect();
        let command = SaveCheck {
            application: id,
            version,
            items,
            first_contract_on,
            early_start_from,
        };
        usecases::save_check(&visit.app.db, &visit.ctx, command).await?;
        if data.get("then") == "complete" {
            usecases::complete(&visit.app.db, &visit.ctx, id).await?;
            return Ok(true);
        }
        Ok(false)
    };
    match saved.await {
        Ok(true) => visit.done(&path(&application), "applications-done-complete"),
        Ok(false) => visit.done(
            &format!("{}/check", path(&application)),
            "applications-done-checked",
        ),
        Err(problem) => {
            // the checklist may have been saved before completing was refused: show its new version
            let now = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
            let page = check_page(&visit, &now, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub(super) async fn complete(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = usecases::complete(&visit.app.db, &visit.ctx, id).await?;
    visit.done(&path(&application), "applications-done-complete")
}

/// The checklist as the API shows it.
async fn checklist_json(visit: &Visit, application: &Application) -> Result<ChecklistJson, Problem> {
    let db = visit.app.db.reader();
    let recorded = queries::checklist(db, application.id).await?;
    let points = queries::check_points(db, application).await?;
    Ok(ChecklistJson {
        version: application.version,
        outcome: checklist::outcome(&points, &recorded),
        points: points
            .into_iter()
            .map(|point| {
                let known = recorded.iter().find(|one| one.code == point.code);
                CheckPointJson {
                    is_curable: point.is_curable,
                    result: known.map_or(CheckResult::Open, |one| one.result),
                    remark: known.map(|one| one.remark.clone()).unwrap_or_default(),
                    checked_by: known.and_then(|one| one.checked_by).map(|person| person.0),
                    checked_at: known.map(|one| one.checked_at),
                    code: point.code,
                }
            })
            .collect(),
    })
}

pub(super) async fn api_show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_officer(&visit.ctx, &application)?;
    base_web::api::ok(checklist_json(&visit, &application).await?)
}

pub(super) async fn api_save(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<SaveCheckJson>,
) -> Reply {
    let command = SaveCheck {
        application: id,
        version: sent.version,
        items: sent.items,
        first_contract_on: sent.first_contract_on,
        early_start_from: sent.early_start_from,
    };
    let application = usecases::save_check(&visit.app.db, &visit.ctx, command).await?;
    base_web::api::ok(checklist_json(&visit, &application).await?)
}
