//! `/applications/{application}/check`: the officer's formal check with its checklist.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Block, Cell, Facts, Field, Form, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};

use super::{path, title};
use crate::access;
use crate::answers::{self, OpenPoint};
use crate::model::{Application, ApplicationId, ApplicationState, CheckItem, Checked};
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
    let is_request = data.has("items");
    let checklist = checklist_form(
        visit,
        application,
        &recorded,
        (!is_request).then_some(data),
        problem.filter(|_| !is_request),
    );
    let request = request_form(visit, application, data, problem.filter(|_| is_request));
    Ok(page
        .block(checklist)
        .block(Block::Heading(visit.t("applications-request-documents")))
        .block(request))
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

fn checklist_form(
    visit: &Visit,
    application: &Application,
    recorded: &[Checked],
    typed: Option<&FormData>,
    problem: Option<&Problem>,
) -> Form {
    let mut stored = FormData::default();
    for point in recorded {
        if point.fulfilled {
            stored = stored.with("fulfilled", point.item);
        }
        stored = stored.with(&format!("remark_{}", point.item), &point.remark);
    }
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    stored = stored
        .with("first_contract_on", date(application.first_contract_on))
        .with("early_start_from", date(application.early_start_from));
    let choices = CheckItem::ALL
        .iter()
        .map(|item| base_web::view::Choice::new(item, visit.t(&format!("applications-item-{item}"))))
        .collect();
    let mut form = visit
        .form(format!("{}/check", path(application)))
        .heading(visit.t("applications-checklist"))
        .hidden("version", application.version)
        .field(Field::checkboxes(
            "fulfilled",
            visit.t("applications-fulfilled"),
            choices,
        ))
        .field(
            Field::date("first_contract_on", visit.t("applications-first-contract"))
                .hint(visit.t("applications-first-contract-hint")),
        )
        .field(Field::date(
            "early_start_from",
            visit.t("applications-early-start"),
        ))
        .submit(visit.t("applications-save-check"))
        .button(visit.t("applications-complete"), "then", "complete");
    form = form.fill(typed.filter(|typed| !typed.0.is_empty()).unwrap_or(&stored));
    match problem {
        Some(problem) => form.problem(problem),
        None => form,
    }
}

fn request_form(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Form {
    // 14 days, date-certain (handbook 2.12, completion_days)
    let due_on = base::calendar::local_date(visit.ctx.now) + chrono::Duration::days(14);
    let form = visit
        .form(format!("{}/request-documents", path(application)))
        .field(
            Field::textarea("items", visit.t("applications-request-items"), 4)
                .required()
                .max(4_000)
                .hint(visit.t("applications-request-items-hint")),
        )
        .field(
            Field::date("due_on", visit.t("applications-request-until"))
                .required()
                .value(due_on)
                .hint(visit.t("applications-request-until-hint")),
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
        let items = CheckItem::ALL
            .iter()
            .map(|item| Checked {
                item: *item,
                fulfilled: data.all("fulfilled").any(|code| code == item.code()),
                remark: String::new(),
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
