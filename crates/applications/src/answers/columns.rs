//! Which answers stand in columns of `application`: those that lists, letters and later steps read. The only place
//! that maps the codes of the form to columns.

use base::Cents;
use chrono::NaiveDate;
use serde_json::Value;

use crate::model::{Application, Support};

/// The column behind a code of the form, by its name in forms, problems and the API.
const COLUMNS: [(&str, &str); 20] = [
    ("A8b", "contact_name"),
    ("A8c", "contact_role"),
    ("A9", "contact_email"),
    ("A10", "contact_phone"),
    ("C1", "title"),
    ("C2", "summary"),
    ("C11a", "project_from"),
    ("C11b", "project_until"),
    ("C14", "exchange_willing"),
    ("C16", "remark"),
    ("D1", "support"),
    ("D2", "support_days"),
    ("E1", "total_cost"),
    ("E2a", "requested"),
    ("E2b", "own_share"),
    ("E2c", "other_funding"),
    ("F1", "not_begun"),
    ("F3", "no_double_funding"),
    ("F4", "true_and_complete"),
    ("F7", "privacy_read"),
];

/// The codes whose values are columns.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|(code, _)| *code)
}

/// The column's name, or the code itself: what a problem of this field is called.
pub(crate) fn name_of(code: &str) -> &str {
    COLUMNS
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, name)| name)
}

/// The code behind a name of [`name_of`].
pub(crate) fn code_of(name: &str) -> &str {
    COLUMNS
        .iter()
        .find(|(_, known)| *known == name)
        .map_or(name, |(code, _)| code)
}

pub(crate) fn is_column(code: &str) -> bool {
    COLUMNS.iter().any(|(known, _)| *known == code)
}

/// The value of a column as an answer; null where nothing was said. Amounts of 0 mean "not stated".
pub(crate) fn get(application: &Application, code: &str) -> Option<Value> {
    let text = |text: &str| Value::from(Some(text).filter(|text| !text.is_empty()));
    let date = |date: Option<NaiveDate>| Value::from(date.map(|date| date.to_string()));
    let money = |cents: Cents| Value::from(Some(cents.0).filter(|cents| *cents != 0));
    let ticked = |yes: bool| Value::from(Some(true).filter(|_| yes));
    Some(match code {
        "A8b" => text(&application.contact_name),
        "A8c" => text(&application.contact_role),
        "A9" => text(&application.contact_email),
        "A10" => text(&application.contact_phone),
        "C1" => text(&application.title),
        "C2" => text(&application.summary),
        "C11a" => date(application.project_from),
        "C11b" => date(application.project_until),
        "C14" => ticked(application.exchange_willing),
        "C16" => text(&application.remark),
        "D1" => Value::from(application.support.code()),
        "D2" => Value::from(application.support_tenths),
        "E1" => money(application.total_cost),
        "E2a" => money(application.requested),
        "E2b" => money(application.own_share),
        "E2c" => money(application.other_funding),
        "F1" => ticked(application.not_begun),
        "F3" => ticked(application.no_double_funding),
        "F4" => ticked(application.true_and_complete),
        "F7" => ticked(application.privacy_read),
        _ => return None,
    })
}

/// Puts a checked value into its column; null empties it.
pub(crate) fn put(application: &mut Application, code: &str, value: &Value) {
    let text = || value.as_str().unwrap_or_default().to_owned();
    let date = || value.as_str().and_then(|text| text.parse().ok());
    let money = || Cents(value.as_i64().unwrap_or_default());
    let ticked = value.as_bool().unwrap_or_default();
    match code {
        "A8b" => application.contact_name = text(),
        "A8c" => application.contact_role = text(),
        "A9" => application.contact_email = text(),
        "A10" => application.contact_phone = text(),
        "C1" => application.title = text(),
        "C2" => application.summary = text(),
        "C11a" => application.project_from = date(),
        "C11b" => application.project_until = date(),
        "C14" => application.exchange_willing = ticked,
        "C16" => application.remark = text(),
        // the column always says something; an emptied answer leaves it
        "D1" => application.support = Support::from_code(&text()).unwrap_or(application.support),
        "D2" => application.support_tenths = value.as_i64(),
        "E1" => application.total_cost = money(),
        "E2a" => application.requested = money(),
        "E2b" => application.own_share = money(),
        "E2c" => application.other_funding = money(),
        "F1" => application.not_begun = ticked,
        "F3" => application.no_double_funding = ticked,
        "F4" => application.true_and_complete = ticked,
        "F7" => application.privacy_read = ticked,
        _ => {}
    }
}
