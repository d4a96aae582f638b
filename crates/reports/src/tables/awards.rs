//! X5 (what was awarded) and R5 (what flowed out of it): both from the same awards.

use std::collections::BTreeSet;

use base::Cents;
use base_sheets::write::{Column, Kind, Value};
use grants::Grant;

use super::{cents, column, figure, money};
use crate::counting::count;
use crate::facts::Facts;
use crate::model::Chart;
use crate::{KeyFigure, Report, ReportCode, ReportTable};

/// X5.
pub(crate) fn awards(facts: &Facts) -> Report {
    let columns = vec![
        column(facts, "number", Kind::Text),
        column(facts, "municipality", Kind::Text),
        column(facts, "key", Kind::Text),
        column(facts, "district", Kind::Text),
        column(facts, "title", Kind::Text),
        column(facts, "mode", Kind::Text),
        money(facts, "awarded"),
        column(facts, "issued", Kind::Date),
        column(facts, "from", Kind::Date),
        column(facts, "until", Kind::Date),
        column(facts, "state", Kind::Text),
    ];
    let cases = facts.by_id();
    let mut table = ReportTable::new(facts.t("reports-sheet-awards"), columns);
    for award in &facts.awards {
        let case = cases.get(&award.application_id);
        table.rows.push(vec![
            award.number.as_str().into(),
            award.body_name.as_str().into(),
            case.map_or(Value::Empty, |case| case.lead_key.as_str().into()),
            case.and_then(|case| case.district_name.clone()).into(),
            award.title.as_str().into(),
            Value::Text(facts.t(&format!("reports-mode-{}", award.mode))),
            cents(award.amount),
            award.issued_at.map(base::calendar::local_date).into(),
            award.from_on.into(),
            award.until_on.into(),
            Value::Text(facts.t(&format!("grants-state-{}", award.state))),
        ]);
        table.links.push(format!("/grants/{}", award.id));
    }
    let mut report = facts.report(ReportCode::X5, vec![table]);
    report.figures = vec![
        figure("awards", Value::Int(count(facts.awards.len()))),
        figure("awarded", cents(facts.outflow_sum().awarded)),
    ];
    report
}

/// R5: per project the award, its tranches by year, what was paid and what is open.
pub(crate) fn outflow(facts: &Facts) -> Report {
    let years: BTreeSet<i64> = facts
        .tranches
        .values()
        .flatten()
        .map(|tranche| tranche.year)
        .collect();
    let mut columns = vec![
        column(facts, "number", Kind::Text),
        column(facts, "municipality", Kind::Text),
        column(facts, "title", Kind::Text),
        money(facts, "awarded"),
    ];
    columns.extend(
        years
            .iter()
            .map(|year| Column::new(year.to_string(), Kind::Money).summed()),
    );
    columns.extend([
        money(facts, "paid"),
        money(facts, "open"),
        column(facts, "drawn", Kind::Percent),
    ]);
    let mut table = ReportTable::new(facts.t("reports-sheet-outflow"), columns);
    for award in &facts.awards {
        let flow = facts.outflow(award);
        let mut row = vec![
            award.number.as_str().into(),
            award.body_name.as_str().into(),
            award.title.as_str().into(),
            cents(flow.awarded),
        ];
        row.extend(years.iter().map(|year| cents(due(facts, award, *year))));
        row.extend([
            cents(flow.paid),
            cents(flow.open()),
            Value::BasisPoints(flow.drawn().0),
        ]);
        table.rows.push(row);
        table.links.push(format!("/grants/{}", award.id));
    }
    let mut report = facts.report(ReportCode::R5, vec![table]);
    report.figures = money_figures(facts);
    let bar = |year: &i64| {
        (
            year.to_string(),
            cents(facts.awards.iter().map(|award| due(facts, award, *year)).sum()),
        )
    };
    report.charts = vec![Chart {
        title: facts.t("reports-chart-years"),
        bars: years.iter().map(bar).collect(),
    }];
    report.notes = vec!["reports-note-paid"];
    report
}

/// The figures on money that every report shows alike.
pub(crate) fn money_figures(facts: &Facts) -> Vec<KeyFigure> {
    let all = facts.outflow_sum();
    vec![
        figure("awarded", cents(all.awarded)),
        figure("paid", cents(all.paid)),
        figure("open", cents(all.open())),
        figure("drawn", Value::BasisPoints(all.drawn().0)),
    ]
}

/// What of an award falls due in a year.
fn due(facts: &Facts, award: &Grant, year: i64) -> Cents {
    let parts = facts
        .tranches
        .get(&award.id)
        .map(Vec::as_slice)
        .unwrap_or_default();
    parts
        .iter()
        .filter(|part| part.year == year)
        .map(|part| part.amount)
        .sum()
}
