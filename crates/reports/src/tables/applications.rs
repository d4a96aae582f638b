//! R2 and X1: all applications of a call. X1 carries the headings of the import (I1), so that it can come back.

use std::collections::HashMap;

use ::applications::{Application, ApplicationId, PartyRole, fundable};
use assessment::RankedEntry;
use base::{Cents, fmt};
use base_sheets::write::{Column, Kind, Value};

use super::{cents, column, figure, heading, local, money, yes_no};
use crate::counting::count;
use crate::facts::Facts;
use crate::{Report, ReportCode, ReportTable};

/// One column of a list of applications and what stands in it.
type Cell<'a> = (Column, Box<dyn Fn(&Application) -> Value + 'a>);

pub(crate) fn applications(facts: &Facts, code: ReportCode) -> Report {
    let ranked: HashMap<ApplicationId, &RankedEntry> = facts
        .ranked
        .iter()
        .map(|entry| (entry.application_id, entry))
        .collect();
    let cells = match code {
        ReportCode::X1 => import_columns(facts, &ranked),
        _ => overview_columns(facts, &ranked),
    };
    let (columns, values): (Vec<Column>, Vec<_>) = cells.into_iter().unzip();
    let mut table = ReportTable::new(facts.t("reports-sheet-applications"), columns);
    table.rows = facts
        .cases
        .iter()
        .map(|case| values.iter().map(|value| value(case)).collect())
        .collect();
    table.links = facts
        .cases
        .iter()
        .map(|case| format!("/applications/{}", case.id))
        .collect();

    let counted = facts.counting(false);
    let requested: Cents = facts.cases.iter().map(|case| case.requested).sum();
    let possible: Cents = facts.cases.iter().map(|case| fundable(case, &facts.call)).sum();
    let late = count(facts.cases.iter().filter(|case| facts.is_late(case)).count());
    let mut report = facts.report(code, vec![table]);
    report.figures = vec![
        figure("projects", Value::Int(counted.projects)),
        figure("applicants", Value::Int(counted.applicants)),
        figure("joint", Value::Int(counted.joint)),
        figure("late", Value::Int(late)),
        figure("requested", cents(requested)),
        figure("fundable", cents(possible)),
    ];
    if code == ReportCode::X1 {
        report.notes.push("reports-note-import");
    }
    if facts.sight.scores {
        report.notes.push("reports-note-score");
    }
    report
}

fn overview_columns<'a>(facts: &'a Facts, ranked: &'a HashMap<ApplicationId, &RankedEntry>) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = vec![
        (
            column(facts, "number", Kind::Text),
            Box::new(|case| case.label().into()),
        ),
        (
            column(facts, "municipality", Kind::Text),
            Box::new(|case| case.lead_name.as_str().into()),
        ),
        (
            column(facts, "key", Kind::Text),
            Box::new(|case| case.lead_key.as_str().into()),
        ),
        (
            column(facts, "type", Kind::Text),
            Box::new(|case| kind(facts, case)),
        ),
        (
            column(facts, "district", Kind::Text),
            Box::new(|case| case.district_name.clone().into()),
        ),
        (
            column(facts, "population", Kind::Int),
            Box::new(|case| case.population.map_or(Value::Empty, Value::Int)),
        ),
        (
            column(facts, "region", Kind::Text),
            Box::new(|case| region(facts, case)),
        ),
        (
            column(facts, "title", Kind::Text),
            Box::new(|case| case.title.as_str().into()),
        ),
        (money(facts, "requested"), Box::new(|case| cents(case.requested))),
        (
            money(facts, "fundable"),
            Box::new(|case| cents(fundable(case, &facts.call))),
        ),
        (column(facts, "received", Kind::DateTime), Box::new(received)),
        (
            column(facts, "late", Kind::Text),
            Box::new(|case| yes_no(facts, facts.is_late(case))),
        ),
        (
            column(facts, "state", Kind::Text),
            Box::new(|case| state(facts, case)),
        ),
    ];
    cells.extend(score_columns(facts, ranked));
    cells
}

fn import_columns<'a>(facts: &'a Facts, ranked: &'a HashMap<ApplicationId, &RankedEntry>) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = vec![
        (
            heading("Antragsnummer", Kind::Text),
            Box::new(|case| case.label().into()),
        ),
        (
            heading("AGS", Kind::Text),
            Box::new(|case| case.lead_key.as_str().into()),
        ),
        (
            heading("Kommune", Kind::Text),
            Box::new(|case| case.lead_name.as_str().into()),
        ),
        (heading("Art", Kind::Text), Box::new(|case| kind(facts, case))),
        (
            heading("Landkreis", Kind::Text),
            Box::new(|case| case.district_name.clone().into()),
        ),
        (
            heading("Einwohner", Kind::Int),
            Box::new(|case| case.population.map_or(Value::Empty, Value::Int)),
        ),
        (
            column(facts, "region", Kind::Text),
            Box::new(|case| region(facts, case)),
        ),
        (
            heading("Projekttitel", Kind::Text),
            Box::new(|case| case.title.as_str().into()),
        ),
        (
            heading("Kurzbeschreibung", Kind::LongText),
            Box::new(|case| case.summary.as_str().into()),
        ),
        (
            heading("Beantragte Summe", Kind::Money).summed(),
            Box::new(|case| cents(case.requested)),
        ),
        (
            heading("Gesamtkosten", Kind::Money).summed(),
            Box::new(|case| cents(case.total_cost)),
        ),
        (
            heading("Eigenanteil", Kind::Money).summed(),
            Box::new(|case| cents(case.own_share)),
        ),
        (
            money(facts, "fundable"),
            Box::new(|case| cents(fundable(case, &facts.call))),
        ),
        (heading("Eingang am", Kind::DateTime), Box::new(received)),
        (
            column(facts, "late", Kind::Text),
            Box::new(|case| yes_no(facts, facts.is_late(case))),
        ),
        (
            heading("Partner", Kind::Text),
            Box::new(|case| partners(facts, case)),
        ),
        (
            column(facts, "state", Kind::Text),
            Box::new(|case| state(facts, case)),
        ),
    ];
    cells.extend(score_columns(facts, ranked));
    if facts.sight.contacts {
        let contacts: [Cell<'a>; 3] = [
            (
                heading("Ansprechpartner/in", Kind::Text),
                Box::new(|case| case.contact_name.as_str().into()),
            ),
            (
                heading("E-Mail", Kind::Text),
                Box::new(|case| case.contact_email.as_str().into()),
            ),
            (
                heading("Telefon", Kind::Text),
                Box::new(|case| case.contact_phone.as_str().into()),
            ),
        ];
        cells.extend(contacts);
    }
    cells
}

fn score_columns<'a>(facts: &'a Facts, ranked: &'a HashMap<ApplicationId, &RankedEntry>) -> Vec<Cell<'a>> {
    if !facts.sight.scores {
        return Vec::new();
    }
    let score = |case: &Application| {
        ranked
            .get(&case.id)
            .map_or(Value::Empty, |entry| points(facts, entry))
    };
    let rank = |case: &Application| {
        ranked
            .get(&case.id)
            .map_or(Value::Empty, |entry| Value::Int(entry.rank))
    };
    vec![
        (column(facts, "score", Kind::Text), Box::new(score)),
        (column(facts, "rank", Kind::Int), Box::new(rank)),
    ]
}

/// A score as written in minutes and letters: `78,50`. Points are neither money nor per cent, so they stay text.
pub(super) fn points(facts: &Facts, entry: &RankedEntry) -> Value {
    Value::Text(fmt::hundredths(facts.lang, entry.score_hundredths))
}

pub(super) fn kind(facts: &Facts, case: &Application) -> Value {
    Value::Text(facts.t(&format!("bodies-type-{}", case.body_type)))
}

pub(super) fn region(facts: &Facts, case: &Application) -> Value {
    case.region.map_or(Value::Empty, |region| {
        Value::Text(facts.t(&format!("bodies-region-{region}")))
    })
}

fn state(facts: &Facts, case: &Application) -> Value {
    Value::Text(facts.t(&format!("applications-state-{}", case.state)))
}

/// The time of receipt; only the date where no more is known.
fn received(case: &Application) -> Value {
    match case.received_at.map(local) {
        Some(at) if case.received_time_known => Value::DateTime(at),
        Some(at) => Value::Date(at.date()),
        None => Value::Empty,
    }
}

/// Keys of the partners, separated as the import reads them.
fn partners(facts: &Facts, case: &Application) -> Value {
    let parties = facts.parties.get(&case.id).map(Vec::as_slice).unwrap_or_default();
    let keys = parties
        .iter()
        .filter(|party| party.role == PartyRole::Partner)
        .map(|party| party.key.as_str());
    keys.collect::<Vec<_>>().join("; ").into()
}
