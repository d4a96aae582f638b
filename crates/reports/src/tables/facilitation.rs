//! R9 (with values, travel and kinds of work) and X10 (hours only): the accompaniment of the projects.

use std::collections::HashMap;

use base::{Cents, Minutes, Rate};
use base_sheets::write::{Column, Kind, Value};
use facilitation::{Engagement, EngagementId};
use hours::Activity;

use super::{cents, column, figure, money};
use crate::counting::count;
use crate::facts::Facts;
use crate::model::Chart;
use crate::{KeyFigure, Report, ReportCode, ReportTable};

/// Value of the approved hours at the terms of the engagement's contract, VAT included (F04, F05).
fn value(facts: &Facts, engagement: &Engagement) -> Cents {
    let net = match facts.days.get(&engagement.id) {
        Some(days) => engagement.net(days),
        None => engagement.net(&[engagement.approved_minutes]),
    };
    engagement.with_vat(net)
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
            hours("travel"),
            column(facts, "until", Kind::Date),
            column(facts, "last-worked", Kind::Date),
            column(facts, "days-since", Kind::Int),
        ]);
    }
    let travel: HashMap<EngagementId, i64> = facts
        .activities
        .iter()
        .filter(|sum| sum.activity == Activity::Travel)
        .map(|sum| (sum.engagement, sum.minutes.0))
        .collect();
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
                cents(value(facts, engagement)),
                cents(engagement.value()),
                Value::Minutes(travel.get(&engagement.id).copied().unwrap_or_default()),
                engagement.until_on.into(),
                facts.last_worked.get(&engagement.id).copied().into(),
                days_since(facts, engagement),
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
            .map(|(engagement, _)| value(facts, engagement))
            .sum();
        report.figures.push(figure("hours-value", cents(spent)));
        report.tables.push(kinds_of_work(facts));
        report.tables.push(by_project(facts));
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

/// Days since somebody worked in the engagement; nothing before the first time.
fn days_since(facts: &Facts, engagement: &Engagement) -> Value {
    match facts.last_worked.get(&engagement.id) {
        Some(last) => Value::Int((facts.today() - *last).num_days()),
        None => Value::Empty,
    }
}

/// What the approved time was spent on: as worked, as counted (travel half), and the share of what counts.
fn kinds_of_work(facts: &Facts) -> ReportTable {
    let hours = |key| column(facts, key, Kind::Hours).summed();
    let columns = vec![
        column(facts, "activity", Kind::Text),
        hours("worked"),
        hours("approved"),
        column(facts, "share", Kind::Percent),
    ];
    let whole: Minutes = Minutes(facts.activities.iter().map(|sum| sum.billable.0).sum());
    let mut table = ReportTable::new(facts.t("reports-sheet-activities"), columns);
    for activity in Activity::ALL.iter().copied() {
        let (mut worked, mut billable) = (0, 0);
        for sum in facts.activities.iter().filter(|sum| sum.activity == activity) {
            worked += sum.minutes.0;
            billable += sum.billable.0;
        }
        table.rows.push(vec![
            Value::Text(facts.t(&format!("hours-activity-{activity}"))),
            Value::Minutes(worked),
            Value::Minutes(billable),
            Value::BasisPoints(share(Minutes(billable), whole).0),
        ]);
    }
    table
}

/// The share of each kind of work in the approved hours of each project.
fn by_project(facts: &Facts) -> ReportTable {
    let mut columns = vec![
        column(facts, "number", Kind::Text),
        column(facts, "municipality", Kind::Text),
        column(facts, "approved", Kind::Hours).summed(),
    ];
    for activity in Activity::ALL {
        let title = facts.t(&format!("hours-activity-{activity}"));
        columns.push(Column::new(title, Kind::Percent));
    }
    let billable: HashMap<(EngagementId, Activity), Minutes> = facts
        .activities
        .iter()
        .map(|sum| ((sum.engagement, sum.activity), sum.billable))
        .collect();
    let mut table = ReportTable::new(facts.t("reports-sheet-shares"), columns);
    for (engagement, _) in &facts.engagements {
        let of = |activity: &Activity| {
            billable
                .get(&(engagement.id, *activity))
                .copied()
                .unwrap_or(Minutes(0))
        };
        let whole = Minutes(Activity::ALL.iter().map(|activity| of(activity).0).sum());
        let mut row = vec![
            engagement.number.as_str().into(),
            engagement.body_name.as_str().into(),
            Value::Minutes(whole.0),
        ];
        row.extend(
            Activity::ALL
                .iter()
                .map(|activity| Value::BasisPoints(share(of(activity), whole).0)),
        );
        table.rows.push(row);
        table.links.push(format!("/engagements/{}", engagement.id));
    }
    table
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
        figure("rest", Value::Minutes(sum(Engagement::rest).0)),
    ]
}
