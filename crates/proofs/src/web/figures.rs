//! The tables of figures: plan and use, the calculation line by line, interest by segment.

use base::{Cents, Lang, Rate, texts};
use base_web::view::{Cell, Facts, Table};

use crate::model::{InterestLine, Report};
use crate::rules::reduction::{Calculation, Item};

fn tr(lang: Lang, key: &str) -> String {
    texts::tr(lang, key)
}

/// The name of a kind of cost.
pub(super) fn item_name(lang: Lang, kind: &str) -> String {
    if kind == crate::queries::ALL_COSTS {
        tr(lang, "proofs-item-TOTAL")
    } else {
        tr(lang, &format!("applications-plan-kind-{kind}"))
    }
}

/// The name of a source of money.
pub(super) fn source_name(lang: Lang, kind: &str) -> String {
    tr(lang, &format!("proofs-source-{kind}"))
}

/// Expenditure and financing, planned and actual, with the difference.
pub(super) fn of_report(lang: Lang, report: &Report) -> [Table; 2] {
    let columns = |caption: &str| {
        Table::new(lang, tr(lang, caption))
            .column(tr(lang, "proofs-kind"))
            .number_column(tr(lang, "proofs-planned"))
            .number_column(tr(lang, "proofs-actual"))
            .number_column(tr(lang, "proofs-difference"))
    };
    let row = |name: String, planned: Cents, actual: Cents| {
        vec![
            Cell::text(name),
            Cell::money(lang, planned),
            Cell::money(lang, actual),
            Cell::money(lang, actual - planned),
        ]
    };
    let sum = |items: &[Item]| -> (Cents, Cents) {
        (
            items.iter().map(|item| item.planned).sum(),
            items.iter().map(|item| item.actual).sum(),
        )
    };
    let (planned, actual) = sum(&report.items);
    let shown = report
        .items
        .iter()
        .filter(|item| !item.planned.is_zero() || !item.actual.is_zero());
    let costs = columns("proofs-costs")
        .empty(tr(lang, "proofs-nothing-spent"))
        .rows(shown.map(|item| row(item_name(lang, &item.kind), item.planned, item.actual)))
        .footer(row(tr(lang, "proofs-sum"), planned, actual));
    let sources = columns("proofs-financing").rows(
        report
            .sources
            .iter()
            .map(|source| row(source_name(lang, &source.kind), source.planned, source.actual)),
    );
    [costs, sources]
}

/// How the grant becomes what it is, step by step.
pub(super) fn of_calculation(lang: Lang, calculation: &Calculation) -> Facts {
    let money = |amount: Cents| Cell::money(lang, amount);
    let (part, whole) = calculation.share;
    let share = base::money::mul_div_half_up(part.into(), Rate::WHOLE.0.into(), i128::from(whole.max(1)));
    let share = Rate(i64::try_from(share).unwrap_or_default());
    let mut facts = Facts::new()
        .row(tr(lang, "proofs-award"), money(calculation.amount))
        .row(tr(lang, "proofs-planned-eligible"), money(calculation.planned))
        .row(tr(lang, "proofs-spent"), money(calculation.spent));
    for (key, amount) in [
        ("proofs-overrun", calculation.overrun),
        ("proofs-rejected", calculation.rejected),
    ] {
        if !amount.is_zero() {
            facts = facts.row(tr(lang, key), money(-amount));
        }
    }
    facts = facts
        .row(tr(lang, "proofs-recognised"), money(calculation.recognised))
        .row(
            tr(lang, "proofs-income-planned"),
            money(calculation.income_planned),
        )
        .row(tr(lang, "proofs-income-actual"), money(calculation.income_actual))
        .row(tr(lang, "proofs-improvement"), money(calculation.improvement))
        .row(tr(lang, "proofs-share"), Cell::rate(lang, share));
    if !calculation.over_financing.is_zero() {
        facts = facts.row(
            tr(lang, "proofs-over-financing"),
            money(calculation.over_financing),
        );
    }
    facts
        .row(tr(lang, "proofs-reduction"), money(calculation.reduction))
        .row(tr(lang, "proofs-accepted-amount"), money(calculation.accepted))
        .wide()
}

/// Each payment with its segments and the rounded sum.
pub(super) fn of_interest(lang: Lang, lines: &[InterestLine]) -> Table {
    let mut table = Table::new(lang, tr(lang, "proofs-interest"))
        .column(tr(lang, "proofs-period"))
        .number_column(tr(lang, "proofs-principal"))
        .number_column(tr(lang, "proofs-days"))
        .number_column(tr(lang, "proofs-base-rate"))
        .number_column(tr(lang, "proofs-rate"))
        .number_column(tr(lang, "proofs-interest-amount"));
    for line in lines {
        for part in &line.segments {
            let days = (
                base::fmt::date(lang, part.from_on),
                base::fmt::date(lang, part.until_on),
            );
            table = table.row(vec![
                Cell::text(format!("{} – {}", days.0, days.1)),
                Cell::money(lang, part.principal),
                Cell::text(format!("{} / {}", part.days, part.year_days)),
                Cell::rate(lang, part.base_rate),
                Cell::rate(lang, part.rate),
                Cell::Number(part.shown(lang)),
            ]);
        }
        let paid_on = base::fmt::date(lang, line.paid_on);
        let label = texts::tr_with(lang, "proofs-interest-of", &[("day", &paid_on)]);
        table = table.row(vec![
            Cell::text(label),
            Cell::money(lang, line.principal),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::money(lang, line.amount),
        ]);
    }
    let sum: Cents = lines.iter().map(|line| line.amount).sum();
    table.footer(vec![
        Cell::text(tr(lang, "proofs-sum")),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::money(lang, sum),
    ])
}
