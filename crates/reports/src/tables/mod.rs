//! One function per report: from the facts to rows and key figures.

mod applications;
mod awards;
mod budget;
mod facilitation;
mod ranking;

pub(crate) use self::applications::applications;
pub(crate) use self::budget::monitoring;
pub(crate) use awards::{awards, money_figures, outflow};
pub(crate) use facilitation::{facilitation, hours_figures};
pub(crate) use ranking::ranking;

use base::calendar::local_datetime;
use base::{Cents, texts};
use base_sheets::write::{Column, Kind, Value};

use crate::KeyFigure;
use crate::facts::Facts;

/// A column named by the text `reports-column-{key}`.
pub(crate) fn column(facts: &Facts, key: &str, kind: Kind) -> Column {
    Column::new(facts.t(&format!("reports-column-{key}")), kind)
}

/// A money column with its sum below.
pub(crate) fn money(facts: &Facts, key: &str) -> Column {
    column(facts, key, Kind::Money).summed()
}

/// A column whose heading stays German in every language, because the import of lists knows it by that name.
fn heading(name: &str, kind: Kind) -> Column {
    Column::new(name, kind)
}

pub(crate) fn cents(amount: Cents) -> Value {
    Value::Cents(amount.0)
}

pub(crate) fn figure(code: &'static str, value: Value) -> KeyFigure {
    KeyFigure { code, value }
}

fn yes_no(facts: &Facts, yes: bool) -> Value {
    Value::Text(texts::tr(
        facts.lang,
        if yes { "reports-yes" } else { "reports-no" },
    ))
}

/// Wall-clock time in Berlin, as files and pages show it.
fn local(at: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDateTime {
    local_datetime(at).naive_local()
}
