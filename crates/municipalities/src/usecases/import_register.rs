//! Import of the official register (I2, Destatis GV-ISys): cover sheet, headings merged over three rows, the key split
//! over five columns, all Länder in one sheet. Only the bodies of Baden-Württemberg are taken.

use std::collections::{HashMap, HashSet};

use base::{Ctx, Lang, Problem, Text};
use base_sheets::{Cell, Heading, Limits, Plan, Table, TableRow, Workbook};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportReport, ReportMessage, ReportRow, RowStatus, finish};
use chrono::NaiveDate;

use super::official::{
    Official, TERRITORY, association_official, degrees_e6, district_official, municipality_kind, split_name,
};
use super::put::{change, put_bodies};
use crate::{Body, BodyType, access, store};

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

/// Rows of this many at most are named in a note.
const NAMED: usize = 10;

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
        finish(&unit, apply.run, &input.file_name, &report).await?;
        unit.commit().await
    })
    .await?;
    Ok(report)
}

/// One row of the territory as it stands there.
struct Line<'a> {
    row: &'a TableRow,
    record: String,
    mark: String,
    /// Land + RB + Kreis, five digits; empty parts are missing.
    district: String,
    association: String,
    municipality: String,
    name: String,
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
    let mut others = 0_u64;
    let mut lines = Vec::new();
    for row in &table.rows {
        let land = part(cell(&table, row, "land"), 2);
        match land.as_deref() {
            Some(TERRITORY) => lines.push(row),
            _ => others += 1,
        }
    }
    let mut parsed = Vec::with_capacity(lines.len());
    for row in lines {
        match line(&table, row) {
            Ok(Some(line)) => parsed.push(line),
            Ok(None) => {}
            Err((column, value)) => {
                let mut failed = ReportRow::at(&table, row.number, RowStatus::Error);
                let text = Text::new("bodies-import-key-part").with("value", &value);
                let heading = table.column(column).map(|column| column.heading.as_str());
                failed.fail(lang, "KEY_PART", heading, Some(&value), &text);
                report.push(failed);
            }
        }
    }
    let districts: HashMap<String, String> = parsed
        .iter()
        .filter(|line| line.record == "40")
        .map(|line| (line.district.clone(), split_name(&line.name).0))
        .collect();
    let associations: HashSet<String> = parsed
        .iter()
        .filter(|line| is_association(line))
        .map(|line| line.district.clone() + &line.association)
        .collect();
    let mut members: HashMap<String, i64> = HashMap::new();
    let mut found = Vec::new();
    for line in &parsed {
        let at = |column: &str| cell(&table, line.row, column);
        let population = whole(at("population"));
        if line.record == "60" {
            let ars = format!("{}{}", line.district, line.association);
            for key in [line.district.clone(), ars] {
                *members.entry(key).or_default() += population.unwrap_or(0);
            }
        }
        found.push(body(line, &districts, &associations, population, |column| {
            cell_text(at(column))
        }));
    }
    let by_key: HashMap<&str, &Body> = known.iter().map(|body| (body.key.as_str(), body)).collect();
    let (mut bodies, mut seen): (Vec<Body>, HashSet<String>) = (Vec::new(), HashSet::new());
    let mut counts = Counts::default();
    for (line, official) in parsed.iter().zip(found) {
        let mut row = ReportRow::of(lang, &table, line.row, &[]);
        row.name = Some(line.name.clone());
        match official {
            Found::Body(official) => {
                let is_group = official.ars.is_none();
                let mut official = *official;
                official.population_on = population_on;
                if is_group {
                    official.population = members.get(&official.key).copied();
                }
                row.key = Some(official.key.clone());
                if !official.may_apply {
                    row.remark(
                        lang,
                        "UNINHABITED",
                        None,
                        None,
                        &Text::new("bodies-import-uninhabited"),
                    );
                }
                let body = official.into_body();
                if !seen.insert(body.key.clone()) {
                    row.fail(
                        lang,
                        "KEY_TWICE",
                        None,
                        Some(&body.key),
                        &Text::new("bodies-import-key-twice"),
                    );
                } else {
                    counts.add(&body);
                    if change(by_key.get(body.key.as_str()).copied(), &body).is_none() {
                        row.status = RowStatus::Duplicate;
                        row.remark(
                            lang,
                            "UNCHANGED",
                            None,
                            None,
                            &Text::new("bodies-import-unchanged"),
                        );
                    }
                    bodies.push(body);
                }
            }
            Found::CityDistrict => {
                // its one municipality is the body; the row gives it its district
                row.key = Some(line.district.clone());
                counts.city_districts += 1;
                let city = format!("{}000", line.district);
                if by_key
                    .get(city.as_str())
                    .is_some_and(|body| body.district_name == districts.get(&line.district).cloned())
                {
                    row.status = RowStatus::Duplicate;
                    row.remark(
                        lang,
                        "UNCHANGED",
                        None,
                        None,
                        &Text::new("bodies-import-unchanged"),
                    );
                }
            }
            Found::Nothing => continue,
            Found::Unknown => {
                let text = Text::new("bodies-import-mark").with("value", &line.mark);
                let heading = table.column("mark").map(|column| column.heading.as_str());
                row.fail(lang, "MARK_UNKNOWN", heading, Some(&line.mark), &text);
            }
        }
        report.push(row);
    }
    notes(lang, &mut report, &counts, others, known, &seen);
    (report.in_order(), bodies, state_on)
}

#[derive(Default)]
struct Counts {
    municipalities: u64,
    districts: u64,
    city_districts: u64,
    associations: u64,
}

impl Counts {
    fn add(&mut self, body: &Body) {
        match body.body_type {
            BodyType::Landkreis => self.districts += 1,
            kind if kind.is_association_of_municipalities() => self.associations += 1,
            _ if body.may_apply => self.municipalities += 1,
            _ => {}
        }
    }
}

fn notes(
    lang: Lang,
    report: &mut ImportReport,
    counts: &Counts,
    others: u64,
    known: &[Body],
    seen: &HashSet<String>,
) {
    let mut note = |code: &str, text: Text| {
        report
            .notes
            .push(ReportMessage::new(lang, code, None, None, &text))
    };
    note(
        "COUNTS",
        Text::new("bodies-import-counts")
            .with(
                "municipalities",
                base::fmt::integer(lang, counts.municipalities as i64),
            )
            .with("districts", counts.districts + counts.city_districts)
            .with("rural", counts.districts)
            .with("cities", counts.city_districts)
            .with("associations", counts.associations),
    );
    if others > 0 {
        note(
            "OTHER_LAND",
            Text::new("bodies-import-others").with("count", base::fmt::integer(lang, others as i64)),
        );
    }
    let mut gone: Vec<&str> = known
        .iter()
        .filter(|body| body.body_type.has_official_key() && body.valid_until.is_none())
        .filter(|body| body.key.starts_with(TERRITORY) && !seen.contains(&body.key))
        .map(|body| body.official_name.as_str())
        .collect();
    if !gone.is_empty() {
        let count = gone.len();
        gone.truncate(NAMED);
        note(
            "MISSING",
            Text::new("bodies-import-missing")
                .with("count", count)
                .with("names", gone.join(", ")),
        );
    }
}

enum Found {
    Body(Box<Official>),
    /// The district row of a Stadtkreis.
    CityDistrict,
    /// A row that stands for no body: Land, Regierungsbezirk, Region, a municipality without an association.
    Nothing,
    Unknown,
}

fn is_association(line: &Line<'_>) -> bool {
    line.record == "50" && !matches!(line.mark.as_str(), "50" | "")
}

fn body(
    line: &Line<'_>,
    districts: &HashMap<String, String>,
    associations: &HashSet<String>,
    population: Option<i64>,
    text: impl Fn(&str) -> Option<String>,
) -> Found {
    let (name, addition) = split_name(&line.name);
    let group = format!("{}{}", line.district, line.association);
    let district_name = districts.get(&line.district).cloned();
    let group_body = |key: String, body_type, official_name: String, designation: &str| Official {
        key,
        ars: None,
        body_type,
        name: name.clone(),
        official_name,
        designation: designation.to_owned(),
        district_name: district_name.clone(),
        association_key: None,
        population: None,
        population_on: None,
        postcode: None,
        longitude_e6: None,
        latitude_e6: None,
        may_apply: true,
    };
    match (line.record.as_str(), line.mark.as_str()) {
        ("40", "41" | "42") => Found::CityDistrict,
        ("40", "43" | "44") => {
            let official = district_official(&name);
            Found::Body(Box::new(group_body(
                line.district.clone(),
                BodyType::Landkreis,
                official,
                "Landkreis",
            )))
        }
        ("50", "50" | "") => Found::Nothing,
        ("50", "54") => {
            let (official, designation) =
                (association_official(&name), "Vereinbarte Verwaltungsgemeinschaft");
            Found::Body(Box::new(group_body(group, BodyType::Vvg, official, designation)))
        }
        ("50", "56") => {
            let (official, designation) = (association_official(&name), "Gemeindeverwaltungsverband");
            Found::Body(Box::new(group_body(group, BodyType::Gvv, official, designation)))
        }
        ("60", mark) => match municipality_kind(mark) {
            Some((body_type, designation, inhabited)) => Found::Body(Box::new(Official {
                key: format!("{}{}", line.district, line.municipality),
                ars: Some(format!("{group}{}", line.municipality)),
                body_type,
                official_name: match (&addition, body_type) {
                    _ if designation == "Gemeindefreies Gebiet" => format!("{designation} {name}"),
                    (Some(addition), _) => format!("{addition} {name}"),
                    (None, BodyType::Gemeinde) => format!("Gemeinde {name}"),
                    (None, _) => format!("Stadt {name}"),
                },
                name,
                designation: designation.to_owned(),
                district_name,
                association_key: Some(group).filter(|key| associations.contains(key)),
                population,
                population_on: None,
                postcode: text("postcode").map(|postcode| format!("{postcode:0>5}")),
                longitude_e6: text("longitude").and_then(|degrees| degrees_e6(&degrees)),
                latitude_e6: text("latitude").and_then(|degrees| degrees_e6(&degrees)),
                may_apply: inhabited,
            })),
            None => Found::Unknown,
        },
        ("10" | "20" | "30", _) => Found::Nothing,
        _ => Found::Unknown,
    }
}

/// `None` for a row without a record kind (footnotes). `Err`: the column and value that is no part of a key.
fn line<'a>(table: &Table, row: &'a TableRow) -> Result<Option<Line<'a>>, (&'static str, String)> {
    let Some(record) = cell_text(cell(table, row, "record")) else {
        return Ok(None);
    };
    let mark = cell_text(cell(table, row, "mark")).unwrap_or_default();
    let digits = |column: &'static str, width: usize| {
        let written = cell_text(cell(table, row, column)).unwrap_or_default();
        part(cell(table, row, column), width).ok_or((column, written))
    };
    let depth = record.as_str();
    // a Region (30) is numbered below its Regierungsbezirk in one digit; it is no district
    let district = match depth {
        "40" | "50" | "60" => format!("{TERRITORY}{}{}", digits("region", 1)?, digits("district", 2)?),
        _ => String::new(),
    };
    let association = if matches!(depth, "50" | "60") {
        digits("association", 4)?
    } else {
        String::new()
    };
    let municipality = if depth == "60" {
        digits("municipality", 3)?
    } else {
        String::new()
    };
    let name = cell_text(cell(table, row, "name"))
        .map(|name| base::names::clean(&name))
        .unwrap_or_default();
    Ok(Some(Line {
        row,
        record,
        mark,
        district,
        association,
        municipality,
        name,
    }))
}

fn cell<'a>(table: &Table, row: &'a TableRow, key: &str) -> &'a Cell {
    table
        .column(key)
        .and_then(|column| row.cells.get(column.index))
        .unwrap_or(&Cell::Empty)
}

/// The text of a cell; whole numbers without decimals.
fn cell_text(cell: &Cell) -> Option<String> {
    let text = match cell {
        Cell::Text(text) => base::names::clean(text),
        other => other.display(false),
    };
    (!text.is_empty()).then_some(text)
}

/// A part of the key with the zeros it lost as a number.
fn part(cell: &Cell, width: usize) -> Option<String> {
    let text = cell_text(cell)?;
    let fits = text.len() <= width && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| format!("{text:0>width$}"))
}

fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Number(number) if number.fract() == 0.0 && (0.0..1e9).contains(number) => Some(*number as i64),
        Cell::Text(text) => base::names::clean(text).replace([' ', '.'], "").parse().ok(),
        _ => None,
    }
}

/// The day the sheet describes ("Gebietsstand am 31.03.2023") and the day of the population figures.
fn days(workbook: &Workbook, table: &Table) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let population = table.column("population").map(|column| column.index);
    let (mut state, mut counted) = (None, None);
    let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet) else {
        return (None, None);
    };
    for row in sheet
        .rows
        .iter()
        .take_while(|row| row.number <= table.header.1 + 3)
    {
        for (index, cell) in row.cells.iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let Some(date) = date_in(text) else { continue };
            if text.contains("Gebietsstand") {
                state = state.or(Some(date));
            } else if Some(index) == population {
                counted = counted.or(Some(date));
            }
        }
    }
    (state, counted.or(state))
}

/// The first `31.12.2021` in a text.
fn date_in(text: &str) -> Option<NaiveDate> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.')
        .find_map(|word| NaiveDate::parse_from_str(word.trim_matches('.'), "%d.%m.%Y").ok())
}
