//! R1: the programme report of one call. What was applied for and by whom, what became of it, money, hours, exchange.

use std::collections::BTreeMap;

use applications::{Application, ApplicationState};
use base::Cents;
use base_sheets::write::{Kind, Value};

use crate::counting::{Counting, count};
use crate::facts::Facts;
use crate::model::Chart;
use crate::small_cells::{self, Counted, Words};
use crate::tables::{cents, column, figure, hours_figures, money, money_figures};
use crate::{KeyFigure, Report, ReportCode, ReportTable};

pub(crate) fn report(facts: &Facts) -> Report {
    let mut steps: Vec<(&'static str, i64)> = facts.funnel().steps().to_vec();
    if !facts.sight.money {
        steps.pop(); // what was awarded shows in the grants, which this reader does not see
    }
    let figures = figures(facts, &steps);
    // this report goes to the ministry and to parliament: breakdowns say nothing about single applicants
    let words = Words {
        sum: facts.t("reports-sum"),
        hidden: facts.t("reports-hidden"),
    };
    let (mut states, mut regions_table) = (by_state(facts), by_region(facts));
    let limit = facts.small_cell_limit;
    let mut is_hidden = small_cells::protect(&mut states, &BY_STATE, limit, &words);
    let by_region_counts = if facts.sight.money {
        &BY_REGION[..]
    } else {
        &BY_REGION[..1]
    };
    is_hidden |= small_cells::protect(&mut regions_table, by_region_counts, limit, &words);
    let region_bars = bars_of(&regions_table, facts);
    let mut tables = vec![overview(facts, &figures), counted(facts), states, regions_table];
    if facts.sight.money {
        tables.push(by_year(facts));
    }
    let mut report = facts.report(ReportCode::R1, tables);
    let bars = steps
        .iter()
        .map(|(step, n)| (facts.t(&format!("reports-figure-{step}")), Value::Int(*n)));
    report.charts.push(Chart {
        title: facts.t("reports-chart-funnel"),
        bars: bars.collect(),
    });
    report.charts.push(Chart {
        title: facts.t("reports-chart-regions"),
        bars: region_bars,
    });
    report.figures = figures;
    if facts.sight.money {
        report.notes.push("reports-note-paid");
    }
    if is_hidden {
        report.notes.push("reports-note-small-cells");
    }
    report
}

/// Counts of the breakdowns, with the amounts beside them.
const BY_STATE: [Counted; 1] = [Counted {
    count: 1,
    along: &[2],
}];
const BY_REGION: [Counted; 2] = [
    Counted {
        count: 1,
        along: &[2],
    },
    Counted {
        count: 3,
        along: &[4],
    },
];

/// The bars of a breakdown as its table shows it, without the row of sums.
fn bars_of(table: &ReportTable, facts: &Facts) -> Vec<(String, Value)> {
    table
        .rows
        .iter()
        .filter_map(|row| match row.as_slice() {
            [Value::Text(name), count, ..] if *name != facts.t("reports-sum") => {
                Some((name.clone(), count.clone()))
            }
            _ => None,
        })
        .collect()
}

fn figures(facts: &Facts, steps: &[(&'static str, i64)]) -> Vec<KeyFigure> {
    let counted = facts.counting(false);
    let mut figures: Vec<KeyFigure> = steps
        .iter()
        .map(|(step, n)| figure(if *step == "awarded" { "awards" } else { step }, Value::Int(*n)))
        .collect();
    figures.extend([
        figure("projects", Value::Int(counted.projects)),
        figure("applicants", Value::Int(counted.applicants)),
        figure("places", Value::Int(counted.places)),
        figure("districts", Value::Int(counted.districts)),
        figure("associations", Value::Int(counted.associations)),
        figure("joint", Value::Int(counted.joint)),
        figure("maximum", cents(counted.maximum)),
        figure(
            "requested",
            cents(facts.cases.iter().map(|case| case.requested).sum()),
        ),
    ]);
    if facts.sight.money {
        figures.extend(money_figures(facts));
    }
    if facts.sight.hours {
        figures.extend(hours_figures(facts));
    }
    figures.extend([
        figure("events-held", Value::Int(facts.events.0)),
        figure("events", Value::Int(facts.events.1)),
        figure("practice-reports", Value::Int(facts.practice_reports)),
    ]);
    figures
}

/// All key figures with their definitions: the first table, and so what a CSV file holds.
fn overview(facts: &Facts, figures: &[KeyFigure]) -> ReportTable {
    let columns = vec![
        column(facts, "figure", Kind::Text),
        column(facts, "figure-value", Kind::Text),
        column(facts, "definition", Kind::LongText),
    ];
    let mut table = ReportTable::new(facts.t("reports-sheet-overview"), columns);
    table.rows = figures
        .iter()
        .map(|figure| {
            let label = facts.t(&format!("reports-figure-{}", figure.code));
            let definition = facts.t(&format!("reports-def-{}", figure.code));
            vec![Value::Text(label), figure.value.clone(), Value::Text(definition)]
        })
        .collect();
    table
}

/// Projects, applicants, places … of everything received and of what was awarded.
fn counted(facts: &Facts) -> ReportTable {
    let mut columns = vec![
        column(facts, "counted", Kind::Text),
        column(facts, "of-received", Kind::Int),
    ];
    if facts.sight.money {
        columns.push(column(facts, "of-awarded", Kind::Int));
    }
    let (received, awarded) = (facts.counting(false), facts.counting(true));
    let of = |counting: &Counting| {
        [
            counting.projects,
            counting.applicants,
            counting.places,
            counting.districts,
            counting.associations,
            counting.joint,
        ]
    };
    let names = [
        "projects",
        "applicants",
        "places",
        "districts",
        "associations",
        "joint",
    ];
    let mut table = ReportTable::new(facts.t("reports-sheet-counted"), columns);
    for ((name, received), awarded) in names.into_iter().zip(of(&received)).zip(of(&awarded)) {
        let mut row = vec![
            Value::Text(facts.t(&format!("reports-figure-{name}"))),
            Value::Int(received),
        ];
        if facts.sight.money {
            row.push(Value::Int(awarded));
        }
        table.rows.push(row);
    }
    table
}

fn by_state(facts: &Facts) -> ReportTable {
    let columns = vec![
        column(facts, "state", Kind::Text),
        applications(facts),
        money(facts, "requested"),
    ];
    let mut table = ReportTable::new(facts.t("reports-sheet-states"), columns);
    for state in ApplicationState::ALL {
        let cases: Vec<&Application> = facts.cases.iter().filter(|case| case.state == *state).collect();
        if !cases.is_empty() {
            table.rows.push(vec![
                Value::Text(facts.t(&format!("applications-state-{state}"))),
                Value::Int(count(cases.len())),
                cents(requested(&cases)),
            ]);
        }
    }
    table
}

fn by_region(facts: &Facts) -> ReportTable {
    let mut columns = vec![
        column(facts, "region", Kind::Text),
        applications(facts),
        money(facts, "requested"),
    ];
    if facts.sight.money {
        columns.extend([
            column(facts, "awards", Kind::Int).summed(),
            money(facts, "awarded"),
        ]);
    }
    let mut table = ReportTable::new(facts.t("reports-sheet-regions"), columns);
    for (name, cases) in regions(facts) {
        let mut row = vec![
            Value::Text(name),
            Value::Int(count(cases.len())),
            cents(requested(&cases)),
        ];
        if facts.sight.money {
            let mine: Vec<Cents> = facts
                .awards
                .iter()
                .filter(|award| cases.iter().any(|case| case.id == award.application_id))
                .map(|award| award.amount)
                .collect();
            row.extend([Value::Int(count(mine.len())), cents(mine.into_iter().sum())]);
        }
        table.rows.push(row);
    }
    table
}

fn by_year(facts: &Facts) -> ReportTable {
    let columns = vec![column(facts, "year", Kind::Text), money(facts, "awarded")];
    let mut years: BTreeMap<i64, Cents> = BTreeMap::new();
    for tranche in facts.tranches.values().flatten() {
        let sum = years.entry(tranche.year).or_default();
        *sum += tranche.amount;
    }
    let mut table = ReportTable::new(facts.t("reports-sheet-years"), columns);
    table.rows = years
        .into_iter()
        .map(|(year, sum)| vec![Value::Text(year.to_string()), cents(sum)])
        .collect();
    table
}

fn applications(facts: &Facts) -> base_sheets::write::Column {
    column(facts, "applications", Kind::Int).summed()
}

fn requested(cases: &[&Application]) -> Cents {
    cases.iter().map(|case| case.requested).sum()
}

/// The cases of each Regierungsbezirk, by its number; those of no region last.
fn regions(facts: &Facts) -> Vec<(String, Vec<&Application>)> {
    let mut by_region: BTreeMap<i64, Vec<&Application>> = BTreeMap::new();
    for case in &facts.cases {
        by_region
            .entry(case.region.unwrap_or(i64::MAX))
            .or_default()
            .push(case);
    }
    let name = |region: i64| match region {
        i64::MAX => facts.t("reports-no-region"),
        known => facts.t(&format!("bodies-region-{known}")),
    };
    by_region
        .into_iter()
        .map(|(region, cases)| (name(region), cases))
        .collect()
}
