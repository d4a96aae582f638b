//! R4, the Haushaltsüberwachungsliste: every pot of the programme's lines, and the cash of this year month by month.

use base::{Cents, fmt};
use base_sheets::write::{Kind, Value};
use budget::{BudgetLine, Light, LineWithPots, Pot, PotKind};
use chrono::Datelike;

use super::{cents, column, figure, money};
use crate::facts::Facts;
use crate::model::Area;
use crate::{KeyFigure, Report, ReportCode, ReportTable};

/// R4. One row per pot with the figures of the pot itself, so that it agrees with the budget's page and ledger.
pub(crate) fn monitoring(facts: &Facts) -> Report {
    let mut report = facts.report(ReportCode::R4, vec![pots(facts), course(facts)]);
    report.figures = figures(facts);
    report.areas = vec![area(facts)];
    report.notes = vec!["reports-note-lines", "reports-note-forecast"];
    report
}

fn pots(facts: &Facts) -> ReportTable {
    let columns = vec![
        column(facts, "chapter", Kind::Text),
        column(facts, "line", Kind::Text),
        column(facts, "purpose", Kind::Text),
        column(facts, "year", Kind::Text),
        money(facts, "cash"),
        money(facts, "authority"),
        money(facts, "reserved"),
        // not summed: what is called up stands in two rows
        column(facts, "fixed", Kind::Money),
        money(facts, "ordered"),
        money(facts, "paid"),
        money(facts, "left"),
        money(facts, "forecast"),
        column(facts, "light", Kind::Text),
    ];
    let mut table = ReportTable::new(facts.t("reports-sheet-budget"), columns);
    for line in &facts.lines {
        for pot in &line.pots {
            table
                .rows
                .push(row(facts, &line.line, pot, forecast(facts, line, pot)));
            table
                .links
                .push(format!("/budget/{}?pot={}#ledger", line.line.id, pot.id));
        }
    }
    table
}

fn row(facts: &Facts, line: &BudgetLine, pot: &Pot, forecast: Cents) -> Vec<Value> {
    let of = |kind| {
        if pot.kind == kind {
            cents(pot.means_cents)
        } else {
            Value::Empty
        }
    };
    let light = Light::of(pot.means_cents, pot.bound());
    vec![
        line.chapter.as_str().into(),
        line.title.as_str().into(),
        line.purpose.as_str().into(),
        Value::Text(pot.year.to_string()),
        of(PotKind::Cash),
        of(PotKind::Commitment),
        cents(pot.reserved_cents),
        cents(pot.committed_cents),
        cents(pot.ordered_cents),
        cents(pot.paid_cents),
        cents(pot.available()),
        cents(forecast),
        Value::Text(facts.t(&format!("budget-light-{}", light.code()))),
    ]
}

/// What the year will probably take of a pot: everything bound; of cash also what was promised for the year under its
/// commitment authority and is not ordered yet (handbook 2.3: the promise uses up the authority, the payment the cash).
fn forecast(facts: &Facts, line: &LineWithPots, pot: &Pot) -> Cents {
    let promised = line
        .pots
        .iter()
        .filter(|other| pot.kind == PotKind::Cash && other.kind == PotKind::Commitment)
        .filter(|other| other.year == pot.year)
        .map(|other| {
            let called_up = facts.called_up.get(&(line.line.id, other.year));
            other.bound() - called_up.copied().unwrap_or_default()
        });
    pot.bound() + promised.sum::<Cents>()
}

/// The sums of the table by name.
fn figures(facts: &Facts) -> Vec<KeyFigure> {
    let sum = |figure: fn(&Pot) -> Cents, kind: Option<PotKind>| {
        let pots = facts.lines.iter().flat_map(|line| &line.pots);
        cents(
            pots.filter(|pot| kind.is_none_or(|kind| kind == pot.kind))
                .map(figure)
                .sum(),
        )
    };
    // what a commitment authority promised is committed once more from the cash when it is ordered: it counts once
    let committed: Cents = facts
        .lines
        .iter()
        .flat_map(|line| &line.pots)
        .map(|pot| pot.committed_cents)
        .sum();
    let fixed = cents(committed - facts.called_up.values().sum::<Cents>());
    vec![
        figure("cash", sum(|pot| pot.means_cents, Some(PotKind::Cash))),
        figure("authority", sum(|pot| pot.means_cents, Some(PotKind::Commitment))),
        figure("reserved", sum(|pot| pot.reserved_cents, None)),
        figure("fixed", fixed),
        figure("ordered", sum(|pot| pot.ordered_cents, None)),
        figure("paid", sum(|pot| pot.paid_cents, None)),
        figure("left", sum(Pot::available, None)),
    ]
}

/// The cash of this year, from the ledger.
fn course(facts: &Facts) -> ReportTable {
    let year = facts.today().year().to_string();
    let title = base::texts::tr_with(facts.lang, "reports-sheet-course", &[("year", &year)]);
    let columns = ["cash", "reserved", "fixed", "ordered", "paid"];
    let mut all = vec![column(facts, "as-of", Kind::Date)];
    all.extend(columns.map(|key| column(facts, key, Kind::Money)));
    let mut table = ReportTable::new(title, all);
    for (day, pots) in &facts.months {
        table.rows.push(vec![
            Value::Date(*day),
            sum(pots, |pot| pot.means_cents),
            sum(pots, |pot| pot.reserved_cents),
            sum(pots, |pot| pot.committed_cents),
            sum(pots, |pot| pot.ordered_cents),
            sum(pots, |pot| pot.paid_cents),
        ]);
    }
    table
}

fn sum(pots: &[Pot], figure: impl Fn(&Pot) -> Cents) -> Value {
    cents(pots.iter().map(figure).sum())
}

/// Paid, fixed and not paid, reserved: what of the cash is no longer free.
fn area(facts: &Facts) -> Area {
    let layer = |key: &str, figure: fn(&Pot) -> Cents| {
        let months = facts.months.iter();
        let sizes = months.map(|(_, pots)| pots.iter().map(figure).sum::<Cents>().0);
        (facts.t(&format!("reports-layer-{key}")), sizes.collect())
    };
    Area {
        title: course(facts).title,
        points: facts
            .months
            .iter()
            .map(|(day, _)| fmt::date(facts.lang, *day))
            .collect(),
        layers: vec![
            layer("paid", |pot| pot.paid_cents),
            layer("unpaid", |pot| pot.committed_cents - pot.paid_cents),
            layer("reserved", |pot| pot.reserved_cents),
        ],
    }
}
