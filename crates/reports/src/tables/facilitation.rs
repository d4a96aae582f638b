//! R9 (with values) and X10 (hours only): the accompaniment of the projects.

use base::{Cents, Minutes, Rate};
use base_sheets::write::{Kind, Value};
use facilitation::Engagement;
use facilitation::rules::gross_value;

use super::{cents, column, figure, money};
use crate::counting::count;
use crate::facts::Facts;
use crate::model::Chart;
use crate::{KeyFigure, Report, ReportCode, ReportTable};

/// Value of the approved hours at the engagement's day rate, VAT included (F04).
fn value(engagement: &Engagement) -> Cents {
    gross_value(
        engagement.approved_minutes,
        engagement.day_rate_cents,
        engagement.vat_rate,
    )
}

fn share(part: Minutes, whole: Minutes) -> Rate {
    if whole.0 <= 0 {
        return Rate(0);
    }
    let points = base::money::mul_div_half_up(part.0.into(), 10_000, whole.0.into());
    Rate(i64::try_from(points).unwrap_or(i64::MAX))
}

pub(crate) fn facilitation(facts: &Facts, code: ReportCode) -> Report {
    let with_value = code == ReportCode::R9;
    let hours = |key| column(facts, key, Kind::Hours).summed();
    let mut columns = vec![
        column(facts, "number", Kind::Text),
        column(facts, "municipality", Kind::Text),
        column(facts, "team", Kind::Text),
        column(facts, "state", Kind::Text),
        hours("contingent"),
        hours("approved"),
        hours("rest"),
        column(facts, "used", Kind::Percent),
    ];
    if with_value {
        columns.extend([
            money(facts, "value"),
            money(facts, "contingent-value"),
            column(facts, "until", Kind::Date),
        ]);
    }
    let mut table = ReportTable::new(facts.t("reports-sheet-facilitation"), columns);
    for (engagement, team) in &facts.engagements {
        let mut row = vec![
            engagement.number.as_str().into(),
            engagement.body_name.as_str().into(),
            team.join("; ").into(),
            Value::Text(facts.t(&format!("facilitation-state-{}", engagement.state))),
            Value::Minutes(engagement.contingent_minutes.0),
            Value::Minutes(engagement.approved_minutes.0),
            Value::Minutes(engagement.rest().0),
            Value::BasisPoints(share(engagement.approved_minutes, engagement.contingent_minutes).0),
        ];
        if with_value {
            row.extend([
                cents(value(engagement)),
                cents(engagement.value()),
                engagement.until_on.into(),
            ]);
        }
        table.rows.push(row);
        table.links.push(format!("/engagements/{}", engagement.id));
    }
    let mut report = facts.report(code, vec![table]);
    report.figures = hours_figures(facts);
    if with_value {
        let spent: Cents = facts
            .engagements
            .iter()
            .map(|(engagement, _)| value(engagement))
            .sum();
        report.figures.push(figure("hours-value", cents(spent)));
    }
    let bar = |(engagement, _): &(Engagement, Vec<String>)| {
        (
            engagement.body_name.clone(),
            Value::Minutes(engagement.approved_minutes.0),
        )
    };
    report.charts = vec![Chart {
        title: facts.t("reports-chart-hours"),
        bars: facts.engagements.iter().map(bar).collect(),
    }];
    report
}

/// The figures on hours that every report shows alike.
pub(crate) fn hours_figures(facts: &Facts) -> Vec<KeyFigure> {
    let sum = |of: fn(&Engagement) -> Minutes| {
        Minutes(
            facts
                .engagements
                .iter()
                .map(|(engagement, _)| of(engagement).0)
                .sum(),
        )
    };
    let (contingent, approved) = (sum(|one| one.contingent_minutes), sum(|one| one.approved_minutes));
    vec![
        figure("engagements", Value::Int(count(facts.engagements.len()))),
        figure("contingent", Value::Minutes(contingent.0)),
        figure("approved", Value::Minutes(approved.0)),
        figure("rest", Value::Minutes(contingent.0 - approved.0)),
    ]
}
