//! `/calls/{call}/versions`: every published edition; one edition beside the one before it, field by field.

use axum::extract::Path;
use base::{AwardRounding, Cents, Lang, PersonId, Problem, Rate, fmt};
use base_web::view::{Cell, Facts, Notice, Page, Table, Tone};
use base_web::{Reply, Visit, api};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::seen;
use crate::{Call, Edition, TermsJson, access, queries};

/// A published edition of a call.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallEditionJson {
    pub edition: i64,
    pub made_at: DateTime<Utc>,
    /// Empty for the first.
    pub reason: String,
    pub terms: TermsJson,
}

/// All editions, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallEditionListJson {
    pub items: Vec<CallEditionJson>,
}

async fn of(visit: &Visit, call: &str) -> Result<(Call, Vec<Edition>), Problem> {
    let call = seen(visit, call).await?;
    access::require_office(&visit.ctx, &call)?;
    let editions = queries::editions(visit.app.db.reader(), call.id).await?;
    Ok((call, editions))
}

pub(super) async fn json(visit: Visit, Path(call): Path<String>) -> Reply {
    let (_, editions) = of(&visit, &call).await?;
    let items = editions
        .into_iter()
        .map(|edition| CallEditionJson {
            edition: edition.edition,
            made_at: edition.made_at,
            reason: edition.reason,
            terms: edition.terms,
        })
        .collect();
    api::ok(CallEditionListJson { items })
}

pub(super) async fn list(visit: Visit, Path(call): Path<String>) -> Reply {
    let (call, editions) = of(&visit, &call).await?;
    let lang = visit.lang();
    let makers: Vec<PersonId> = editions.iter().filter_map(|edition| edition.made_by).collect();
    let names = people::names(visit.app.db.reader(), &makers).await?;
    let table = Table::new(lang, visit.t("calls-versions"))
        .hidden_caption()
        .column(visit.t("calls-edition"))
        .column(visit.t("calls-version-at"))
        .column(visit.t("calls-version-by"))
        .column(visit.t("calls-reason"))
        .column(visit.t("calls-version-changed"))
        .rows(editions.iter().enumerate().map(|(index, edition)| {
            let changed = match editions.get(index + 1) {
                Some(before) => changes(&visit, &before.terms, &edition.terms)
                    .into_iter()
                    .map(|change| change.label)
                    .collect::<Vec<_>>()
                    .join(", "),
                None => visit.t("calls-version-first"),
            };
            vec![
                Cell::link(
                    format!("/calls/{}/versions/{}", call.id, edition.edition),
                    edition.edition,
                ),
                Cell::instant(lang, edition.made_at),
                Cell::text(
                    edition
                        .made_by
                        .and_then(|by| names.get(&by).cloned())
                        .unwrap_or_default(),
                ),
                Cell::text(&edition.reason),
                Cell::text(changed),
            ]
        }))
        .empty(visit.t("calls-versions-none"));
    visit.page(
        Page::new(visit.t("calls-versions"))
            .kicker(&call.code)
            .crumb("/calls", visit.t("calls-title"))
            .crumb(format!("/calls/{}", call.id), &call.code)
            .lead(visit.t("calls-versions-lead"))
            .block(table),
    )
}

pub(super) async fn show(visit: Visit, Path((call, edition)): Path<(String, String)>) -> Reply {
    let (call, editions) = of(&visit, &call).await?;
    let number: i64 = edition.parse().map_err(|_| Problem::not_found("edition"))?;
    let place = editions
        .iter()
        .position(|edition| edition.edition == number)
        .ok_or(Problem::NotFound { what: "edition" })?;
    let (edition, before) = (&editions[place], editions.get(place + 1));
    let lang = visit.lang();
    let facts = Facts::new()
        .row(visit.t("calls-version-at"), visit.datetime(edition.made_at))
        .maybe(
            visit.t("calls-reason"),
            Some(edition.reason.clone()).filter(|reason| !reason.is_empty()),
        );
    let title = visit.tw("calls-version-title", &[("edition", &number.to_string())]);
    let mut page = Page::new(title)
        .kicker(&call.code)
        .crumb("/calls", visit.t("calls-title"))
        .crumb(format!("/calls/{}", call.id), &call.code)
        .crumb(format!("/calls/{}/versions", call.id), visit.t("calls-versions"))
        .block(facts);
    let old = before.map(|before| &before.terms);
    let empty = TermsJson::from(&crate::Terms::default());
    let rows = changes(&visit, old.unwrap_or(&empty), &edition.terms);
    if before.is_none() {
        page = page.block(Notice::new(
            Tone::Info,
            visit.t("calls-version-first"),
            visit.t("calls-version-first-hint"),
        ));
    }
    let mut table = Table::new(lang, visit.t("calls-version-changed")).column(visit.t("calls-field"));
    if let Some(before) = before {
        table = table.column(visit.tw(
            "calls-version-before",
            &[("edition", &before.edition.to_string())],
        ));
    }
    table = table.column(visit.tw("calls-version-after", &[("edition", &number.to_string())]));
    table = table.rows(rows.into_iter().map(|change| {
        let mut cells = vec![Cell::Text(change.label)];
        if before.is_some() {
            cells.push(Cell::Lines(change.old));
        }
        cells.push(Cell::Lines(change.new));
        cells
    }));
    visit.page(page.block(table))
}

/// One field in two editions, as people read it.
pub(super) struct Change {
    pub label: String,
    pub old: String,
    pub new: String,
}

/// The fields in which two editions differ.
pub(super) fn changes(visit: &Visit, old: &TermsJson, new: &TermsJson) -> Vec<Change> {
    let (old, new) = (old.to_value(), new.to_value());
    let Some(fields) = new.as_object() else {
        return Vec::new();
    };
    fields
        .iter()
        .filter(|(name, value)| old.get(name.as_str()) != Some(value))
        .map(|(name, value)| Change {
            label: visit.t(&format!("calls-field-{name}")),
            old: said(visit, name, old.get(name.as_str()).unwrap_or(&Value::Null)),
            new: said(visit, name, value),
        })
        .collect()
}

/// A stored value in words: money, rates, days and codes as on every page; a list one entry per line.
fn said(visit: &Visit, field: &str, value: &Value) -> String {
    let lang = visit.lang();
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(is) => visit.t(&format!("calls-yes-no-{is}")),
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or_default(); // the terms know whole numbers only
            match field {
                _ if field.ends_with("_cents") => fmt::money(lang, Cents(number)),
                "rate_basis_points" => fmt::rate(lang, Rate(number)),
                "threshold_total" | "threshold_criterion" => fmt::hundredths(lang, number),
                "year" => number.to_string(),
                _ => fmt::integer(lang, number),
            }
        }
        Value::String(text) => said_text(visit, field, text),
        Value::Array(items) => {
            let lines: Vec<String> = items.iter().map(|item| said(visit, field, item)).collect();
            lines.join("\n")
        }
        Value::Object(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|(part, value)| said(visit, part, value).replace('\n', ", "))
                .filter(|text| !matches!(text.as_str(), "" | "–"))
                .collect();
            parts.join(" · ")
        }
    }
}

fn said_text(visit: &Visit, field: &str, text: &str) -> String {
    let lang: Lang = visit.lang();
    let coded = |key: &str| visit.t(&format!("{key}-{text}"));
    if let Ok(day) = text.parse::<NaiveDate>() {
        return visit.date(day);
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return fmt::datetime(lang, at.with_timezone(&Utc));
    }
    match field {
        "deadline_kind" => coded("calls-deadline-kind"),
        "funding_mode" => coded("calls-funding-mode"),
        "financing_type" => coded("calls-financing-type"),
        "allocation_mode" => coded("calls-allocation"),
        "rounding" if AwardRounding::from_code(text).is_some() => coded("calls-rounding"),
        "body_types" | "body_type" => coded("calls-body-type"),
        "expected" => coded("calls-outcome"),
        "budget_line_id" => visit.t("calls-line"),
        _ => text.to_owned(),
    }
}
