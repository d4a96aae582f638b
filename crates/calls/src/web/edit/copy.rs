//! `/calls/{call}/copy`: a new call after an earlier one. The dates stand there a year later and are confirmed.

use axum::extract::Path;
use base::{Problem, Role, calendar};
use base_web::view::{Block, Field, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};
use chrono::Datelike;

use super::super::{seen, values};
use super::{fields, reading};
use crate::usecases::{self, CloneCall, a_year_later};
use crate::{Call, queries};

pub(in crate::web) async fn copy_form(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = seen(&visit, &call).await?;
    crate::access::require(&visit.ctx, &call, &[Role::SB])?;
    let db = visit.app.db.reader();
    let later = a_year_later(&call.terms);
    let programme = queries::programme(db, call.programme_id).await?;
    let code = queries::next_code(db, &programme, later.deadline.date().year()).await?;
    let mut data = values::filled(&later);
    data.0.push(("code".to_owned(), code));
    let page = page(&visit, &call, &data, None);
    visit.page(page)
}

fn page(visit: &Visit, call: &Call, data: &FormData, problem: Option<&Problem>) -> Page {
    let href = format!("/calls/{}", call.id);
    let mut form = visit
        .form(format!("{href}/copy"))
        .field(
            Field::text("code", visit.t("calls-code"))
                .required()
                .medium()
                .max(24)
                .hint(visit.t("calls-code-hint")),
        )
        .field(
            Field::text("number_prefix", visit.t("calls-prefix"))
                .medium()
                .max(24)
                .hint(visit.t("calls-prefix-hint")),
        )
        .field(Field::group(visit.t("calls-group-dates")))
        .fields(fields::first_dates(visit))
        .field(Field::date("project_from", visit.t("calls-project-from")))
        .field(Field::date("project_until", visit.t("calls-project-until")))
        .field(Field::checkbox("dates_checked", visit.t("calls-dates-checked")).required())
        .submit(visit.t("calls-create-draft"))
        .cancel(visit.t("form-cancel"), href.clone())
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let free = data
        .read()
        .optional_date("deadline_on")
        .is_some_and(|day| !calendar::is_working_day(day));
    let mut page = Page::new(visit.tw("calls-copy-title", &[("code", &call.code)]))
        .crumb("/calls", visit.t("calls-title"))
        .crumb(href, &call.code)
        .lead(visit.t("calls-copy-lead"));
    if free {
        page = page.block(Block::Notice(Notice::new(
            Tone::Warning,
            visit.t("calls-deadline-free-day"),
            visit.t("calls-deadline-free-day-hint"),
        )));
    }
    page.block(form)
}

pub(in crate::web) async fn copy(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    let copied = async {
        let mut read = data.read();
        let code = read.required_text("code", 24).to_uppercase();
        let number_prefix = read.text("number_prefix", 24).to_uppercase();
        let dates = reading::first_dates(&mut read);
        let (project_from, project_until) = (
            read.optional_date("project_from"),
            read.optional_date("project_until"),
        );
        read.must_be_ticked("dates_checked");
        read.finish()?;
        let (opens_at, deadline) = dates.ok_or_else(|| Problem::broken("a checked date is missing"))?;
        let command = CloneCall {
            call: call.id,
            code,
            number_prefix,
            opens_at,
            deadline_on: deadline.date(),
            deadline_time: deadline.time(),
            project_from,
            project_until,
        };
        usecases::clone_call(&visit.app.db, &visit.ctx, command).await
    };
    match copied.await {
        Ok(id) => visit.done(&format!("/calls/{id}/edit/texts"), "calls-done-copied"),
        Err(problem) => visit.again(problem, |problem| page(&visit, &call, &data, Some(problem))),
    }
}
