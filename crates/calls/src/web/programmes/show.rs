//! The list of programmes, and one programme: letterhead, parameters of today, its calls.

use axum::extract::{Path, RawQuery};
use base::{PersonId, Role, calendar};
use base_db::PageRequest;
use base_web::view::{Action, Badge, Cell, Facts, Field, Form, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use chrono::NaiveDate;

use super::seen;
use crate::parameters::Value;
use crate::{Filter, Programme, access, queries};

pub(super) async fn list(visit: Visit) -> Reply {
    let programmes = queries::programmes_for(visit.app.db.reader(), &visit.ctx).await?;
    let today = calendar::local_date(visit.ctx.now);
    let lang = visit.lang();
    let table = Table::new(lang, visit.t("calls-programmes-title"))
        .hidden_caption()
        .column(visit.t("calls-code"))
        .column(visit.t("calls-programme-name"))
        .column(visit.t("calls-authority"))
        .column(visit.t("calls-valid"))
        .rows(programmes.iter().map(|programme| {
            vec![
                Cell::link(format!("/programmes/{}", programme.code), &programme.code),
                Cell::text(programme.name(lang)),
                Cell::text(&programme.authority.authority),
                Cell::Many(vec![
                    Cell::Badge(validity(&visit, programme, today)),
                    Cell::text(span(&visit, programme)),
                ]),
            ]
        }))
        .empty(visit.t("calls-programmes-empty"));
    let mut page = Page::new(visit.t("calls-programmes-title")).lead(visit.t("calls-programmes-lead"));
    if access::may_set_up(&visit.ctx) {
        page = page.action(Action::link(visit.t("calls-programme-new"), "/programmes/new").primary());
    }
    visit.page(page.block(table))
}

fn validity(visit: &Visit, programme: &Programme, today: NaiveDate) -> Badge {
    match programme.is_valid_on(today) {
        true => Badge::new(Tone::Success, visit.t("calls-valid-now")),
        false => Badge::new(Tone::Neutral, visit.t("calls-valid-not")),
    }
}

fn span(visit: &Visit, programme: &Programme) -> String {
    let from = visit.date(programme.valid_from);
    match programme.valid_until {
        Some(until) => format!("{from} – {}", visit.date(until)),
        None => visit.tw("calls-valid-since", &[("from", &from)]),
    }
}

pub(super) async fn index(visit: Visit, Path(programme): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let today = calendar::local_date(visit.ctx.now);
    let day = asked.read().optional_date("day").unwrap_or(today);
    let db = visit.app.db.reader();
    let lang = visit.lang();
    let values = queries::parameter_values(db, programme.id, day).await?;
    let setters: Vec<PersonId> = values
        .iter()
        .filter_map(|value| value.stored.as_ref()?.set_by)
        .collect();
    let names = people::names(db, &setters).await?;

    let lines = &programme.authority;
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let place = format!("{} {}", lines.postcode, lines.place);
    let letterhead = Facts::new()
        .row(visit.t("calls-authority"), lines.authority.as_str())
        .maybe(visit.t("calls-department"), given(&lines.department))
        .maybe(visit.t("calls-street"), given(&lines.street))
        .maybe(visit.t("calls-place"), given(place.trim()))
        .maybe(visit.t("calls-phone"), given(&lines.phone))
        .maybe(visit.t("calls-email"), given(&lines.email))
        .maybe(visit.t("calls-web"), given(&lines.web))
        .row(
            visit.t("calls-remedy"),
            visit.t(&format!("calls-remedy-{}", programme.remedy_kind)),
        )
        .maybe(visit.t("calls-court"), given(&programme.court))
        .row(visit.t("calls-valid"), span(&visit, &programme))
        .wide();

    let parameters = Table::new(
        lang,
        visit.tw("calls-parameters-on", &[("day", &visit.date(day))]),
    )
    .column(visit.t("calls-parameter"))
    .number_column(visit.t("calls-parameter-value"))
    .column(visit.t("calls-parameter-from"))
    .column(visit.t("calls-parameter-source"))
    .column(visit.t("calls-parameter-by"))
    .rows(values.iter().map(|value| {
        let stored = value.stored.as_ref();
        let by = stored.map(|stored| match stored.set_by {
            Some(person) => names.get(&person).cloned().unwrap_or_default(),
            None => visit.t("calls-set-up"),
        });
        vec![
            Cell::link(
                format!(
                    "/programmes/{}/parameters/{}",
                    programme.code, value.definition.name
                ),
                label(&visit, value.definition.name),
            ),
            shown(&visit, value),
            Cell::text(stored.map_or_else(
                || visit.t("calls-parameter-default"),
                |stored| visit.date(stored.valid_from),
            )),
            Cell::text(stored.map(|stored| stored.source.as_str()).unwrap_or_default()),
            Cell::text(by.unwrap_or_default()),
        ]
    }))
    .filter(
        Form::get(lang, format!("/programmes/{}", programme.code))
            .field(Field::date("day", visit.t("calls-parameter-day")).value(day))
            .submit(visit.t("list-filter")),
    );

    let filter = Filter {
        programme: Some(programme.id),
        ..Filter::default()
    };
    let calls = queries::list(db, &visit.ctx, &filter, PageRequest::number(1)).await?;
    let links = calls
        .items
        .iter()
        .map(|call| {
            let remark = visit.t(&format!("calls-state-{}", call.state));
            (
                format!("/calls/{}", call.id),
                format!("{} – {}", call.code, call.title(lang)),
                remark,
            )
        })
        .collect();

    let mut page = Page::new(programme.name(lang))
        .kicker(&programme.code)
        .badge(validity(&visit, &programme, today))
        .crumb("/programmes", visit.t("calls-programmes-title"));
    let clauses = format!("/programmes/{}/clauses", programme.code);
    page = page.action(Action::link(visit.t("calls-clauses"), clauses));
    // one table for all programmes, kept apart from their parameters
    if visit
        .ctx
        .has_any_role(&[Role::SB, Role::RL, Role::BfdH, Role::RH])
    {
        page = page.action(Action::link(visit.t("calls-base-rates"), "/base-rates"));
    }
    if access::may_set_up(&visit.ctx) {
        let href = format!("/programmes/{}/edit", programme.code);
        page = page.action(Action::link(visit.t("calls-programme-edit"), href));
    }
    page = page
        .section("letterhead", visit.t("calls-letterhead"), vec![letterhead.into()])
        .section("parameters", visit.t("calls-parameters"), vec![parameters.into()]);
    if !calls.items.is_empty() {
        page = page.section(
            "calls",
            visit.t("calls-title"),
            vec![base_web::view::Block::Links(links)],
        );
    }
    visit.page(page)
}

/// The name of a parameter in words.
pub(super) fn label(visit: &Visit, name: &str) -> String {
    visit.t(&format!("calls-parameter-{}", name.replace('_', "-")))
}

fn shown(visit: &Visit, value: &Value) -> Cell {
    match &value.value {
        Some(text) => Cell::text(value.definition.shown(visit.lang(), text)),
        None => Cell::Empty,
    }
}
