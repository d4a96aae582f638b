//! `/calls/{call}/ranking/robustness`: which places hang on one person, and how assessors lie beside each other.

use axum::extract::{Path, Query};
use base::Problem;
use base_web::view::{Cell, Field, Form, Notice, Page, Table, Tone};
use base_web::{Reply, Visit, api};
use calls::Call;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::robustness::{self, Robustness};

/// How many places there are; without it as many as the call's means reach for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Line {
    places: String,
}

impl Line {
    fn places(&self) -> Option<i64> {
        self.places
            .trim()
            .parse()
            .ok()
            .filter(|places| (0..=100_000).contains(places))
    }
}

pub(super) async fn show(visit: Visit, Path(call): Path<String>, Query(line): Query<Line>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let page = page(&visit, &call, &line).await?;
    visit.page(page)
}

/// Rows of one page at most; the twin has all of them.
const SHOWN: usize = 200;

async fn page(visit: &Visit, call: &Call, line: &Line) -> Result<Page, Problem> {
    let found = robustness::robustness(visit.app.db.reader(), &visit.ctx, call, line.places()).await?;
    let lang = visit.lang();
    let address = format!("/calls/{}/ranking/robustness", call.id);
    let crossing = found.shifts.iter().filter(|row| row.shift.crosses).count();
    let notice = if crossing > 0 {
        let count = crossing.to_string();
        Notice::new(
            Tone::Warning,
            visit.tw("robust-crossing", &[("count", &count)]),
            visit.t("robust-crossing-text"),
        )
    } else {
        Notice::new(Tone::Success, visit.t("robust-none"), visit.t("robust-none-text"))
    };
    Ok(Page::new(visit.tw("robust-title", &[("code", &call.code)]))
        .lead(visit.t("robust-lead"))
        .crumb(
            format!("/calls/{}/ranking", call.id),
            visit.tw("ranking-title", &[("code", &call.code)]),
        )
        .block(
            Form::get(lang, &address)
                .field(
                    Field::number("places", visit.t("robust-places"), "")
                        .hint(visit.t("robust-places-hint"))
                        .value(found.places),
                )
                .submit(visit.t("robust-show")),
        )
        .block(notice)
        .block(shifts(visit, &found))
        .block(leniency(visit, &found)))
}

fn shifts(visit: &Visit, found: &Robustness) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("robust-shifts"))
        .column(visit.t("reviews-number"))
        .column(visit.t("reviews-applicant"))
        .number_column(visit.t("ranking-rank"))
        .column(visit.t("robust-without"))
        .number_column(visit.t("robust-rank-without"))
        .column(visit.t("ranking-remark"))
        .empty(visit.t("robust-empty"));
    for row in found.shifts.iter().take(SHOWN) {
        let shift = &row.shift;
        let remark = match (shift.crosses, shift.rank <= found.places) {
            (false, _) => Cell::Empty,
            (true, true) => Cell::badge(Tone::Warning, visit.t("robust-falls-out")),
            (true, false) => Cell::badge(Tone::Warning, visit.t("robust-moves-in")),
        };
        table = table.row(vec![
            Cell::link(format!("/applications/{}", shift.application), &row.number),
            Cell::text(&row.lead_name),
            Cell::integer(lang, shift.rank),
            Cell::text(&row.assessor_name),
            Cell::maybe(shift.without.map(|rank| Cell::integer(lang, rank))),
            remark,
        ]);
    }
    table
}

fn leniency(visit: &Visit, found: &Robustness) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("robust-leniency"))
        .column(visit.t("reviews-assessor"))
        .number_column(visit.t("robust-compared"))
        .number_column(visit.t("robust-difference"));
    for (one, name) in &found.leniency {
        table = table.row(vec![
            Cell::text(name),
            Cell::integer(lang, one.compared),
            super::points(visit, one.difference_hundredths),
        ]);
    }
    table
}

/// A place that changes without one person; `rank_without` is empty when no review would be left.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShiftJson {
    pub application_id: Uuid,
    pub number: String,
    pub applicant: String,
    pub rank: i64,
    pub without_person_id: Uuid,
    pub without: String,
    pub rank_without: Option<i64>,
    /// In or out of the first `places` only because of this person.
    pub crosses: bool,
}

/// An assessor beside the others: mean difference in hundredths of a point.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeniencyJson {
    pub person_id: Uuid,
    pub name: String,
    pub compared: i64,
    pub difference_hundredths: i64,
}

/// What hangs on single persons.
#[derive(Debug, Serialize, ToSchema)]
pub struct RobustnessJson {
    pub places: i64,
    pub shifts: Vec<ShiftJson>,
    pub leniency: Vec<LeniencyJson>,
}

pub(super) async fn json(visit: Visit, Path(call): Path<String>, Query(line): Query<Line>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let found = robustness::robustness(visit.app.db.reader(), &visit.ctx, &call, line.places()).await?;
    api::ok(RobustnessJson {
        places: found.places,
        shifts: found
            .shifts
            .into_iter()
            .map(|row| ShiftJson {
                application_id: row.shift.application.0,
                number: row.number,
                applicant: row.lead_name,
                rank: row.shift.rank,
                without_person_id: row.shift.assessor.0,
                without: row.assessor_name,
                rank_without: row.shift.without,
                crosses: row.shift.crosses,
            })
            .collect(),
        leniency: found
            .leniency
            .into_iter()
            .map(|(one, name)| LeniencyJson {
                person_id: one.assessor.0,
                name,
                compared: one.compared,
                difference_hundredths: one.difference_hundredths,
            })
            .collect(),
    })
}
