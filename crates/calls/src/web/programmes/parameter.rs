//! One parameter of a programme: every value it had, has and will have, and the form for the next one.

use axum::extract::Path;
use base::{PersonId, Problem, calendar};
use base_web::view::{Cell, Choice, Field, Page, Table};
use base_web::{FormData, Reply, Visit};

use super::{seen, show};
use crate::parameters::{Definition, Kind};
use crate::usecases::{self, MAX_SOURCE, SetParameter};
use crate::{Programme, access, queries};

fn definition(name: &str) -> Result<&'static Definition, Problem> {
    Definition::named(name).ok_or(Problem::NotFound { what: "parameter" })
}

pub(super) async fn index(visit: Visit, Path((programme, parameter)): Path<(String, String)>) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let definition = definition(&parameter)?;
    let page = page(&visit, &programme, definition, &FormData::default(), None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    programme: &Programme,
    definition: &'static Definition,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    let today = calendar::local_date(visit.ctx.now);
    let history = queries::parameter_history(db, programme.id, definition.name).await?;
    let setters: Vec<PersonId> = history.iter().filter_map(|row| row.set_by).collect();
    let names = people::names(db, &setters).await?;
    let in_force = history
        .iter()
        .find(|row| row.valid_from <= today)
        .map(|row| row.valid_from);
    let mut table = Table::new(lang, visit.t("calls-parameter-history"))
        .column(visit.t("calls-parameter-from"))
        .number_column(visit.t("calls-parameter-value"))
        .column(visit.t("calls-parameter-source"))
        .column(visit.t("calls-parameter-by"));
    for row in &history {
        let by = match row.set_by {
            Some(person) => names.get(&person).cloned().unwrap_or_default(),
            None => visit.t("calls-set-up"),
        };
        let by = match row.set_at {
            Some(at) => format!("{by}, {}", visit.datetime(at)),
            None => by,
        };
        let mut from = visit.date(row.valid_from);
        if in_force == Some(row.valid_from) {
            from = format!("{from} ({})", visit.t("calls-parameter-now"));
        } else if row.valid_from > today {
            from = format!("{from} ({})", visit.t("calls-parameter-later"));
        }
        table = table.row(vec![
            Cell::text(from),
            Cell::text(definition.shown(lang, &row.value)),
            Cell::text(&row.source),
            Cell::text(by),
        ]);
    }
    if let Some(default) = definition.default {
        table = table.row(vec![
            Cell::text(visit.t("calls-parameter-default")),
            Cell::text(definition.shown(lang, default)),
            Cell::Empty,
            Cell::Empty,
        ]);
    }
    let href = format!("/programmes/{}/parameters/{}", programme.code, definition.name);
    let mut page = Page::new(show::label(visit, definition.name))
        .kicker(&programme.code)
        .crumb("/programmes", visit.t("calls-programmes-title"))
        .crumb(format!("/programmes/{}", programme.code), &programme.code)
        .lead(visit.t("calls-parameter-lead"))
        .block(table.empty(visit.t("calls-parameter-none")));
    if access::may_set_up(&visit.ctx) {
        let mut form = visit
            .form(href)
            .heading(visit.t("calls-parameter-set"))
            .field(value_field(visit, definition))
            .field(
                Field::date("valid_from", visit.t("calls-parameter-from"))
                    .required()
                    .hint(visit.t("calls-parameter-from-hint")),
            )
            .field(
                Field::text("source", visit.t("calls-parameter-source"))
                    .required()
                    .max(MAX_SOURCE)
                    .hint(visit.t("calls-parameter-source-hint")),
            )
            .submit(visit.t("calls-parameter-save"))
            .fill(data);
        if let Some(problem) = problem {
            form = form.problem(problem);
        }
        page = page.block(form);
    }
    Ok(page)
}

fn value_field(visit: &Visit, definition: &Definition) -> Field {
    let label = visit.t("calls-parameter-value");
    let field = match definition.kind {
        Kind::Code(prefix, codes) => {
            let choices = codes
                .iter()
                .map(|code| Choice::new(code, visit.t(&format!("{prefix}-{code}"))))
                .collect();
            Field::select("value", label, choices).medium()
        }
        Kind::YesNo => {
            let choices = ["true", "false"]
                .map(|code| Choice::new(code, visit.t(&format!("calls-yes-no-{code}"))))
                .to_vec();
            Field::select("value", label, choices).medium()
        }
        Kind::Money => Field::money("value", label),
        Kind::Share => Field::number("value", label, "%"),
        Kind::Count(least, most, _) => Field::number("value", label, "").hint(visit.tw(
            "calls-parameter-bounds",
            &[("least", &least.to_string()), ("most", &most.to_string())],
        )),
        Kind::DayOfYear => Field::text("value", label)
            .short()
            .hint(visit.t("calls-parameter-day-hint")),
    };
    field.required()
}

pub(super) async fn save(
    visit: Visit,
    Path((programme, parameter)): Path<(String, String)>,
    data: FormData,
) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let definition = definition(&parameter)?;
    let set = async {
        let mut read = data.read();
        let typed = read.required_text("value", 40);
        let valid_from = read.date("valid_from");
        let source = read.required_text("source", MAX_SOURCE);
        let value = definition.typed(&typed);
        if value.is_none() && !typed.is_empty() {
            let text = base::Text::new("calls-wrong-parameter")
                .with("name", show::label(&visit, definition.name))
                .with("value", &typed);
            read.fail("value", text);
        }
        read.finish()?;
        let command = SetParameter {
            programme: programme.id,
            name: definition.name.to_owned(),
            value: value.unwrap_or_default(),
            valid_from: valid_from.ok_or_else(|| Problem::broken("a checked date is missing"))?,
            source,
        };
        usecases::set_parameter(&visit.app.db, &visit.ctx, command).await
    };
    let href = format!("/programmes/{}/parameters/{}", programme.code, definition.name);
    match set.await {
        Ok(()) => visit.done(&href, "calls-done-parameter"),
        Err(problem) => {
            let page = page(&visit, &programme, definition, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}
