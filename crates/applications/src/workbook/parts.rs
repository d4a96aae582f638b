//! What the workbook asks beside the form's own fields: partners and places of action, and the plan of costs and
//! financing where money is granted. Its rows are named like the inputs of those pages, so that both are read by the
//! same rules.

use std::collections::HashMap;

use base::texts::{tr, tr_with};
use base::{Cents, Lang, Text};
use base_sheets::write::{FormCell, FormRow};
use base_web::FormData;
use calls::form::Parts;
use calls::{Call, FundingMode};
use chrono::Datelike as _;

use crate::model::{OtherGrantStatus, PlanKind};
use crate::plan::MAX_YEARS;
use crate::usecases::{MAX_OTHER_GRANTS, MAX_PARTNERS};

/// The inputs of one partner, and of one other grant, before their number.
pub(super) const PARTNER: [&str; 3] = ["body", "task", "share"];
const GRANT: [&str; 4] = ["provider", "programme", "amount", "status"];
/// Boxes: an `x` or nothing.
const BOXES: [&str; 2] = ["no_other_grants", "early_start"];

/// The blank rows of a call.
pub(crate) fn blank(lang: Lang, call: &Call) -> Parts {
    parts(lang, call, &years(call), &FormData::default())
}

/// The rows with what `there` says, by the names of the inputs.
pub(crate) fn parts(lang: Lang, call: &Call, years: &[i64], there: &FormData) -> Parts {
    let is_cash = call.funding_mode == FundingMode::CashGrant;
    let rows = Rows { lang, there };
    let mut parts = Parts::from([("partners", rows.partners(is_cash))]);
    if is_cash {
        parts.insert("plan", rows.plan(years));
    }
    parts
}

/// The years a project of this call may touch.
fn years(call: &Call) -> Vec<i64> {
    let mut years: Vec<i64> = match (call.project_from, call.project_until) {
        (Some(from), Some(until)) if from <= until => (from.year()..=until.year()).map(i64::from).collect(),
        _ => call.budget_years.iter().map(|year| year.year).collect(),
    };
    if years.is_empty() {
        years.push(i64::from(
            base::calendar::local_date(call.deadline.instant()).year(),
        ));
    }
    years.sort_unstable();
    years.dedup();
    years.truncate(MAX_YEARS);
    years
}

/// The row with the difference between costs and money of a year.
pub(crate) fn difference_row(year: i64) -> String {
    format!("difference_{year}")
}

struct Rows<'a> {
    lang: Lang,
    there: &'a FormData,
}

impl Rows<'_> {
    fn t(&self, key: &str) -> String {
        tr(self.lang, key)
    }

    fn heading(&self, label: String) -> FormRow {
        FormRow {
            label,
            ..FormRow::default()
        }
    }

    fn text(&self, code: String, label: String, max: usize) -> FormRow {
        FormRow {
            value: self.there.get(&code).to_owned(),
            long: max > 200,
            max_chars: Some(max),
            code,
            label,
            ..FormRow::default()
        }
    }

    fn amount(&self, code: String, label: String) -> FormRow {
        let cents = Cents::parse_de(self.there.get(&code)).ok();
        FormRow {
            code,
            label,
            cell: FormCell::Amount(cents.map(|cents| cents.0)),
            ..FormRow::default()
        }
    }

    fn tick(&self, code: &str, label: String) -> FormRow {
        let value = if self.there.has(code) { "x" } else { "" };
        FormRow {
            code: code.to_owned(),
            label,
            hint: self.t("form-book-tick"),
            choices: vec!["x".to_owned()],
            value: value.to_owned(),
            ..FormRow::default()
        }
    }

    fn choice(&self, code: String, label: String) -> FormRow {
        let choices = choices(&code);
        let chosen = choices.iter().find(|(value, _)| value == self.there.get(&code));
        FormRow {
            value: chosen.map(|(_, key)| self.t(key)).unwrap_or_default(),
            choices: choices.iter().map(|(_, key)| self.t(key)).collect(),
            code,
            label,
            ..FormRow::default()
        }
    }

    fn partners(&self, is_cash: bool) -> Vec<FormRow> {
        let mut rows = Vec::new();
        if is_cash {
            rows.push(self.amount("lead_share".to_owned(), self.t("applications-partner-lead-share")));
        }
        for number in 1..=MAX_PARTNERS {
            let named = |key: &str| {
                let partner = tr_with(
                    self.lang,
                    "applications-partner-number",
                    &[("number", &number.to_string())],
                );
                format!("{partner}: {}", self.t(key))
            };
            let body = self.text(format!("body_{number}"), named("applications-partner-body"), 200);
            rows.push(FormRow {
                hint: self.t("applications-partner-body-hint"),
                ..body
            });
            rows.push(self.text(format!("task_{number}"), named("applications-partner-task"), 500));
            if is_cash {
                rows.push(self.amount(format!("share_{number}"), named("applications-share")));
            }
        }
        let places = self.text(
            "places".to_owned(),
            self.t("applications-role-PLACE_OF_ACTION"),
            4_000,
        );
        rows.push(FormRow {
            hint: self.t("applications-book-places"),
            value: self.there.get("places").replace('\n', "; "),
            ..places
        });
        rows
    }

    fn plan(&self, years: &[i64]) -> Vec<FormRow> {
        let mut rows = Vec::new();
        for year in years {
            rows.push(self.heading(format!("{} {year}", self.t("applications-plan-title"))));
            let of = |is_cost: bool| PlanKind::ALL.iter().filter(move |kind| kind.is_cost() == is_cost);
            let codes =
                |is_cost| -> Vec<String> { of(is_cost).map(|kind| format!("{kind}_{year}")).collect() };
            for is_cost in [true, false] {
                for kind in of(is_cost) {
                    let label = format!("{year}: {}", self.t(&format!("applications-plan-kind-{kind}")));
                    rows.push(self.amount(format!("{kind}_{year}"), label));
                }
                let (name, key) = if is_cost {
                    ("costs", "applications-plan-costs-sum")
                } else {
                    ("money", "applications-plan-money-sum")
                };
                rows.push(FormRow {
                    code: format!("{name}_{year}"),
                    label: format!("{year}: {}", self.t(key)),
                    cell: FormCell::Sum {
                        of: codes(is_cost),
                        less: Vec::new(),
                    },
                    ..FormRow::default()
                });
            }
            rows.push(FormRow {
                code: difference_row(*year),
                label: format!("{year}: {}", self.t("applications-plan-difference")),
                hint: self.t("applications-book-difference"),
                cell: FormCell::Sum {
                    of: codes(true),
                    less: codes(false),
                },
                ..FormRow::default()
            });
        }
        rows.push(self.heading(self.t("applications-other-grants")));
        rows.push(self.choice("vat_deduct".to_owned(), self.t("applications-vat")));
        rows.push(self.tick("no_other_grants", self.t("applications-no-other-grants")));
        for number in 1..=MAX_OTHER_GRANTS {
            let named = |key: &str| {
                let grant = tr_with(
                    self.lang,
                    "applications-other-grant-number",
                    &[("number", &number.to_string())],
                );
                format!("{grant}: {}", self.t(key))
            };
            rows.push(self.text(
                format!("provider_{number}"),
                named("applications-grant-provider"),
                200,
            ));
            rows.push(self.text(
                format!("programme_{number}"),
                named("applications-grant-programme"),
                200,
            ));
            rows.push(self.amount(format!("amount_{number}"), named("applications-grant-amount")));
            rows.push(self.choice(format!("status_{number}"), named("applications-grant-status")));
        }
        rows.push(self.heading(self.t("applications-early-start-heading")));
        rows.push(self.tick("early_start", self.t("applications-early-start-wanted")));
        rows.push(self.text(
            "early_start_on".to_owned(),
            self.t("applications-early-start-on"),
            20,
        ));
        rows.push(self.text(
            "early_start_reason".to_owned(),
            self.t("applications-early-start-reason"),
            1_000,
        ));
        rows
    }
}

/// The values of an input to choose from, each with the key of its words; none for any other input.
fn choices(name: &str) -> Vec<(String, String)> {
    if name == "vat_deduct" {
        return ["no", "yes"]
            .iter()
            .map(|value| ((*value).to_owned(), format!("applications-vat-{value}")))
            .collect();
    }
    if !name.starts_with("status_") {
        return Vec::new();
    }
    OtherGrantStatus::ALL
        .iter()
        .map(|status| (status.to_string(), format!("applications-grant-status-{status}")))
        .collect()
}

/// Whether a row holds an amount.
pub(super) fn is_amount(name: &str) -> bool {
    let is_numbered = |kind: &str| matches!(kind, "share" | "amount");
    name == "lead_share"
        || crate::plan::amount_of(name).is_some()
        || name.rsplit_once('_').is_some_and(|(kind, _)| is_numbered(kind))
}

/// What the input takes for a cell: the value of a choice, a tick, lines. `None` where the row is to be left out.
/// Error: what the cell says is none of the choices.
pub(super) fn value(name: &str, typed: &str) -> Result<Option<String>, Text> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let unknown = || Text::new("form-not-a-choice").with("value", typed.chars().take(60).collect::<String>());
    if BOXES.contains(&name) {
        let is_yes = ["x", "ja", "yes", "1"].contains(&typed.to_lowercase().as_str());
        return if is_yes {
            Ok(Some("true".to_owned()))
        } else {
            Err(unknown())
        };
    }
    let choices = choices(name);
    if choices.is_empty() {
        let lines = if name == "places" {
            typed.replace(';', "\n")
        } else {
            typed.to_owned()
        };
        return Ok(Some(lines));
    }
    choices
        .into_iter()
        .find(|(value, key)| {
            value == typed || [Lang::De, Lang::En].iter().any(|lang| tr(*lang, key) == typed)
        })
        .map(|(value, _)| Some(value))
        .ok_or_else(unknown)
}

/// Rows of partners and other grants, numbered without gaps as the pages number them; each input keeps its cell.
pub(super) fn close_gaps(data: FormData, cells: &mut HashMap<String, String>) -> FormData {
    let mut names: HashMap<String, String> = HashMap::new();
    for group in [&PARTNER[..], &GRANT[..]] {
        let used = (1..=MAX_OTHER_GRANTS)
            .filter(|number| group.iter().any(|name| data.has(&format!("{name}_{number}"))));
        for (place, number) in (1..).zip(used) {
            for name in group {
                names.insert(format!("{name}_{number}"), format!("{name}_{place}"));
            }
        }
    }
    let renamed = |name: String| names.get(&name).cloned().unwrap_or(name);
    *cells = std::mem::take(cells)
        .into_iter()
        // a row that nobody filled in gives its name to the one that follows
        .filter(|(name, _)| names.contains_key(name) || !is_numbered(name))
        .map(|(name, cell)| (renamed(name), cell))
        .collect();
    let pairs = data.0.into_iter().map(|(name, value)| (renamed(name), value));
    FormData(pairs.collect())
}

/// Whether it is an input of one of several partners or grants.
fn is_numbered(name: &str) -> bool {
    let mut names = PARTNER.iter().chain(&GRANT);
    name.rsplit_once('_')
        .is_some_and(|(name, _)| names.any(|one| *one == name))
}

/// The inputs that a problem makes unusable: those of the same partner or grant, or the field alone.
pub(super) fn left_out(field: &str) -> Vec<String> {
    if field.starts_with("early_start") {
        return ["early_start", "early_start_on", "early_start_reason"]
            .map(str::to_owned)
            .to_vec();
    }
    let (group, number): (&[&str], &str) = match field.rsplit_once('_') {
        Some(("body", number)) => (&PARTNER, number),
        Some((name, number)) if GRANT.contains(&name) => (&GRANT, number),
        _ => return vec![field.to_owned()],
    };
    group.iter().map(|name| format!("{name}_{number}")).collect()
}
