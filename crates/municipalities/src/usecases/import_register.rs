//! Import of the official register (I2, Destatis GV-ISys): cover sheet, headings merged over three rows, the key split
//! over five columns, all Länder in one sheet. Only the bodies of Baden-Württemberg are taken.

mod found;
mod lines;
mod notes;

use std::collections::{HashMap, HashSet};

use base::{Ctx, Lang, Problem, Text};
use base_sheets::{Heading, Limits, Plan, Table, Workbook};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportReport, ReportRow, RowStatus, finish};
use chrono::NaiveDate;

use self::found::{Found, body, is_association};
use self::lines::{Line, cell, cell_text, days, line, part, whole};
use self::notes::{Counts, notes};
use super::official::{Official, TERRITORY, split_name};
use super::put::{change, put_bodies};
use crate::{Body, access, store};

const HEADINGS: &[Heading<'static>] = &[
    Heading::required("record", &["Satzart"]),
    Heading::optional("mark", &["Textkennzeichen"]),
    Heading::required("land", &["Land"]),
    Heading::optional("region", &["RB"]),
    Heading::optional("district", &["Kreis"]),
    Heading::optional("association", &["VB"]),
    Heading::optional("municipality", &["Gem"]),
    Heading::required("name", &["Gemeindename"]),
    Heading::optional("population", &["Bevölkerung insgesamt", "insgesamt"]),
    Heading::optional("postcode", &["Postleitzahl", "PLZ"]),
    Heading::optional("longitude", &["Längengrad"]),
    Heading::optional("latitude", &["Breitengrad"]),
];

/// The size of the whole sheet is known: 16,000 rows of 20 columns, twice in some editions.
pub(crate) fn limits() -> Limits {
    Limits {
        rows: 60_000,
        columns: 64,
        ..Limits::default()
    }
}

pub(crate) async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    access::may_edit(ctx)?;
    let known = store::body::all(app.db.reader()).await?;
    let (report, bodies, state_on) = read(ctx.lang, &input.workbook, &known);
    let Some(apply) = apply.filter(|_| report.unreadable.is_none()) else {
        return Ok(report);
    };
    base_db::retrying(|| async {
        let unit = app.db.write(ctx).await?;
        put_bodies(&unit, bodies.clone(), state_on).await?;
        finish(&unit, &apply, &input.file_name, &report).await?;
        unit.commit().await
    })
    .await?;
    Ok(report)
}

/// What the rows say of each other.
struct Frame {
    /// District key → name.
    districts: HashMap<String, String>,
    associations: HashSet<String>,
    /// Inhabitants of the municipalities of a district or an association, by its key.
    inhabitants: HashMap<String, i64>,
}

impl Frame {
    fn of(table: &Table, lines: &[Line<'_>]) -> Self {
        let mut inhabitants: HashMap<String, i64> = HashMap::new();
        for line in lines.iter().filter(|line| line.record == "60") {
            let population = whole(cell(table, line.row, "population")).unwrap_or(0);
            let association = format!("{}{}", line.district, line.association);
            for key in [line.district.clone(), association] {
                *inhabitants.entry(key).or_default() += population;
            }
        }
        Self {
            districts: lines
                .iter()
                .filter(|line| line.record == "40")
                .map(|line| (line.district.clone(), split_name(&line.name).0))
                .collect(),
            associations: lines
                .iter()
                .filter(|line| is_association(line))
                .map(|line| line.district.clone() + &line.association)
                .collect(),
            inhabitants,
        }
    }
}

/// The report, the bodies to be written and the day the sheet describes. Pure.
pub(crate) fn read(
    lang: Lang,
    workbook: &Workbook,
    known: &[Body],
) -> (ImportReport, Vec<Body>, Option<NaiveDate>) {
    let plan = Plan {
        headings: HEADINGS,
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(lang, workbook, &plan) {
        Ok(open) => open,
        Err(report) => return (*report, Vec::new(), None),
    };
    let (state_on, population_on) = days(workbook, &table);
    let (lines, others) = territory(lang, &table, &mut report);
    let frame = Frame::of(&table, &lines);
    let mut reading = Reading {
        lang,
        table: &table,
        by_key: known.iter().map(|body| (body.key.as_str(), body)).collect(),
        frame,
        population_on,
        counts: Counts::default(),
        seen: HashSet::new(),
        bodies: Vec::new(),
    };
    for line in &lines {
        if let Some(row) = reading.row(line) {
            report.push(row);
        }
    }
    notes(lang, &mut report, &reading.counts, others, known, &reading.seen);
    (report.in_order(), reading.bodies, state_on)
}

/// The rows of the territory, and how many belong to other Länder. A row whose key is none becomes an error.
fn territory<'a>(lang: Lang, table: &'a Table, report: &mut ImportReport) -> (Vec<Line<'a>>, u64) {
    let (mut lines, mut others) = (Vec::new(), 0);
    for row in &table.rows {
        if part(cell(table, row, "land"), 2).as_deref() != Some(TERRITORY) {
            others += 1;
            continue;
        }
        match line(table, row) {
            Ok(found) => lines.extend(found),
            Err((column, value)) => {
                let mut failed = ReportRow::at(table, row.number, RowStatus::Error);
                let text = Text::new("bodies-import-key-part").with("value", &value);
                let heading = table.column(column).map(|column| column.heading.as_str());
                failed.fail(lang, "KEY_PART", heading, Some(&value), &text);
                report.push(failed);
            }
        }
    }
    (lines, others)
}

/// Goes through the rows once and collects the bodies.
struct Reading<'a> {
    lang: Lang,
    table: &'a Table,
    by_key: HashMap<&'a str, &'a Body>,
    frame: Frame,
    population_on: Option<NaiveDate>,
    counts: Counts,
    seen: HashSet<String>,
    bodies: Vec<Body>,
}

impl Reading<'_> {
    /// The report of one row; `None` for a row that stands for no body.
    fn row(&mut self, line: &Line<'_>) -> Option<ReportRow> {
        let at = |column: &str| cell(self.table, line.row, column);
        let found = body(
            line,
            &self.frame.districts,
            &self.frame.associations,
            whole(at("population")),
            |column| cell_text(at(column)),
        );
        let mut row = ReportRow::of(self.lang, self.table, line.row, &[]);
        row.name = Some(line.name.clone());
        match found {
            Found::Nothing => return None,
            Found::Body(official) => self.take(&mut row, *official),
            Found::CityDistrict => {
                // its one municipality is the body; the row gives it its district
                row.key = Some(line.district.clone());
                self.counts.city_districts += 1;
                let city = format!("{}000", line.district);
                let district = self.frame.districts.get(&line.district);
                let city = self.by_key.get(city.as_str());
                if city.is_some_and(|body| body.district_name.as_ref() == district) {
                    self.unchanged(&mut row);
                }
            }
            Found::Unknown => {
                let text = Text::new("bodies-import-mark").with("value", &line.mark);
                let heading = self.table.column("mark").map(|column| column.heading.as_str());
                row.fail(self.lang, "MARK_UNKNOWN", heading, Some(&line.mark), &text);
            }
        }
        Some(row)
    }

    fn take(&mut self, row: &mut ReportRow, mut official: Official) {
        official.population_on = self.population_on;
        if official.ars.is_none() {
            official.population = self.frame.inhabitants.get(&official.key).copied();
        }
        row.key = Some(official.key.clone());
        if !official.may_apply {
            let text = Text::new("bodies-import-uninhabited");
            row.remark(self.lang, "UNINHABITED", None, None, &text);
        }
        let body = official.into_body();
        if !self.seen.insert(body.key.clone()) {
            let text = Text::new("bodies-import-key-twice");
            row.fail(self.lang, "KEY_TWICE", None, Some(&body.key), &text);
            return;
        }
        self.counts.add(&body);
        if change(self.by_key.get(body.key.as_str()).copied(), &body).is_none() {
            self.unchanged(row);
        }
        self.bodies.push(body);
    }

    fn unchanged(&self, row: &mut ReportRow) {
        row.status = RowStatus::Duplicate;
        let text = Text::new("bodies-import-unchanged");
        row.remark(self.lang, "UNCHANGED", None, None, &text);
    }
}
