//! New lines, and setting means.

use axum::extract::Path;
use axum::extract::RawQuery;
use base::{Problem, Text};
use base_web::view::{Choice, Field, Form, Page};
use base_web::{FormData, Reply, Visit};
use chrono::Datelike;
use uuid::Uuid;

use super::id;
use super::lines::line_page;
use crate::access;
use crate::model::PotKind;
use crate::queries::{self, LineWithPots};
use crate::usecases::{self, NewLine, SetMeans};

pub(super) fn form(visit: &Visit, line: &LineWithPots, typed: &FormData, problem: Option<&Problem>) -> Form {
    let kinds =
        PotKind::ALL.map(|kind| Choice::new(kind.code(), visit.t(&format!("budget-kind-{}", kind.code()))));
    let year = base::calendar::local_date(visit.ctx.now).year();
    let form = visit
        .form(format!("/budget/{}/means", line.line.id))
        .field(
            Field::number("year", visit.t("budget-year"), "")
                .required()
                .value(year),
        )
        .field(Field::radio("kind", visit.t("budget-kind"), kinds.to_vec()).required())
        .field(
            Field::money("means", visit.t("budget-means"))
                .required()
                .hint(visit.t("budget-means-hint")),
        )
        .field(
            Field::text("reason", visit.t("budget-reason"))
                .required()
                .max(200)
                .hint(visit.t("budget-reason-hint")),
        )
        .submit(visit.t("budget-set-means"))
        .fill(typed);
    match problem {
        Some(problem) => form.problem(problem),
        None => form,
    }
}

pub(super) async fn set(visit: Visit, Path(line): Path<String>, form: FormData) -> Reply {
    let line = queries::seen(visit.app.db.reader(), &visit.ctx, id(&line)?).await?;
    let set = async {
        let mut read = form.read();
        let year = read.integer("year", 2000..=2100);
        let kind = read.choice::<PotKind>("kind");
        let means = read.money("means");
        let reason = read.required_text("reason", 200);
        read.finish()?;
        let kind = kind.ok_or_else(|| Problem::field("kind", Text::new("field-required")))?;
        let command = SetMeans {
            line: line.line.id,
            year,
            kind,
            means,
            reason,
        };
        usecases::set_means(&visit.app.db, &visit.ctx, command).await
    };
    match set.await {
        Ok(()) => visit.done(&format!("/budget/{}", line.line.id), "budget-done-means-set"),
        Err(problem) => {
            let page = line_page(&visit, &line, &FormData::default(), &form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

fn new_page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = visit
        .form("/budget")
        .hidden("programme", data.get("programme"))
        .field(
            Field::text("chapter", visit.t("budget-chapter"))
                .required()
                .short()
                .max(20),
        )
        .field(
            Field::text("title", visit.t("budget-line-title"))
                .required()
                .short()
                .max(20),
        )
        .field(
            Field::text("purpose", visit.t("budget-purpose"))
                .required()
                .max(200),
        )
        .submit(visit.t("budget-add-line"))
        .cancel(visit.t("budget-cancel"), "/budget")
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("budget-add-line"))
        .crumb("/budget", visit.t("budget-title"))
        .block(form)
}

pub(super) async fn new(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let data = FormData::parse(query.unwrap_or_default().as_bytes());
    visit.page(new_page(&visit, &data, None))
}

/// The programme the form came from, or the only one the person keeps the budget of.
fn programme(visit: &Visit, form: &FormData) -> Result<Uuid, Problem> {
    if let Ok(programme) = form.get("programme").parse() {
        return Ok(programme);
    }
    match visit.ctx.scopes_of(access::WRITERS, "programme").as_slice() {
        [only] => Ok(*only),
        _ => Err(Problem::refused(
            "programme-unclear",
            Text::new("budget-programme-unclear"),
        )),
    }
}

pub(super) async fn create(visit: Visit, form: FormData) -> Reply {
    let created = async {
        let mut read = form.read();
        let chapter = read.required_text("chapter", 20);
        let title = read.required_text("title", 20);
        let purpose = read.required_text("purpose", 200);
        read.finish()?;
        let programme_id = programme(&visit, &form)?;
        usecases::create_line(
            &visit.app.db,
            &visit.ctx,
            NewLine {
                programme_id,
                chapter,
                title,
                purpose,
            },
        )
        .await
    };
    match created.await {
        Ok(line) => visit.done(&format!("/budget/{line}"), "budget-done-line-created"),
        Err(problem) => visit.again(problem, |problem| new_page(&visit, &form, Some(problem))),
    }
}
