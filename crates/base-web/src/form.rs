//! Reading forms: every field is parsed once into its type, and all problems are collected before anything is done.

use std::ops::RangeInclusive;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use base::problem::Checks;
use base::{Cents, Minutes, Problem, Rate, Text, names};
use chrono::{Datelike as _, NaiveDate, NaiveTime};

use crate::Failure;

/// The largest amount a form takes: sums of a hundred thousand of them still fit into cents.
const MAX_AMOUNT: Cents = Cents(100_000_000_000_00);
/// Years of dates a form takes; a slip of the finger (`20266`) is found where it is made.
const YEARS: RangeInclusive<i32> = 1900..=2199;

/// Fields of one form at most: the largest pages of ours have a few thousand, and each takes many times its bytes.
pub(crate) const MAX_FIELDS: usize = 20_000;

/// The values of a form as they were sent, in order; kept so that a refused form shows what was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormData(pub Vec<(String, String)>);

impl FormData {
    /// Parses `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
        let fields = fields.into_iter();
        Self(
            fields
                .map(|(name, value)| (without_nul(name), without_nul(value)))
                .collect(),
        )
    }

    /// The first value of a field, empty if it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether the field was sent (a ticked box, a pressed button).
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Adds a value, e.g. what is shown before anything was typed.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }

    /// Starts reading.
    #[must_use]
    pub fn read(&self) -> FormReader<'_> {
        FormReader {
            data: self,
            checks: Checks::new(),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for FormData {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| too_large())?;
        if bytes.iter().filter(|&&byte| byte == b'&').count() >= MAX_FIELDS {
            return Err(too_large());
        }
        Ok(Self::parse(&bytes))
    }
}

fn too_large() -> Failure {
    Failure(Problem::TooLarge(Text::new("problem-body-too-large")))
}

/// PostgreSQL has no text with a NUL in it, and nobody types one.
pub(crate) fn without_nul(mut text: String) -> String {
    text.retain(|letter| letter != '\0');
    text
}

/// Reads typed values; a wrong one is noted and read as its empty value, so that all problems show at once.
#[derive(Debug)]
pub struct FormReader<'a> {
    data: &'a FormData,
    checks: Checks,
}

impl FormReader<'_> {
    /// Error: `Problem::Invalid` with every problem noted.
    pub fn finish(self) -> Result<(), Problem> {
        self.checks.finish()
    }

    /// Notes a problem of a field.
    pub fn fail(&mut self, field: &str, text: Text) {
        self.checks.fail(field, text);
    }

    fn raw(&self, name: &str) -> String {
        names::clean(self.data.get(name))
    }

    /// One line of text, at most `max` characters, possibly empty.
    pub fn text(&mut self, name: &str, max: usize) -> String {
        let value = self.raw(name);
        self.limit(name, &value, max);
        value
    }

    /// One line that must not be empty.
    pub fn required_text(&mut self, name: &str, max: usize) -> String {
        let value = self.text(name, max);
        self.require(name, &value);
        value
    }

    /// Several lines, at most `max` characters, possibly empty.
    pub fn long_text(&mut self, name: &str, max: usize) -> String {
        let value = names::clean_multiline(self.data.get(name));
        self.limit(name, &value, max);
        value
    }

    /// Several lines that must not be empty.
    pub fn required_long_text(&mut self, name: &str, max: usize) -> String {
        let value = self.long_text(name, max);
        self.require(name, &value);
        value
    }

    fn limit(&mut self, name: &str, value: &str, max: usize) {
        let count = names::char_count(value);
        if count > max {
            self.fail(
                name,
                Text::new("field-too-long").with("max", max).with("count", count),
            );
        }
    }

    fn require(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            self.fail(name, Text::new("field-required"));
        }
    }

    /// A value of any type with `FromStr`, wrong or missing ones noted with `key`.
    pub fn required<T: FromStr>(&mut self, name: &str, key: &'static str) -> Option<T> {
        let value = self.raw(name);
        if value.is_empty() {
            self.fail(name, Text::new("field-required"));
            return None;
        }
        self.parse(name, &value, key)
    }

    /// A value of any type with `FromStr`, if something was typed.
    pub fn optional<T: FromStr>(&mut self, name: &str, key: &'static str) -> Option<T> {
        let value = self.raw(name);
        if value.is_empty() {
            None
        } else {
            self.parse(name, &value, key)
        }
    }

    fn parse<T: FromStr>(&mut self, name: &str, value: &str, key: &'static str) -> Option<T> {
        let parsed = value.parse().ok();
        if parsed.is_none() {
            self.fail(name, Text::new(key).with("value", value));
        }
        parsed
    }

    /// One of the offered values (enums with `FromStr`).
    pub fn choice<T: FromStr>(&mut self, name: &str) -> Option<T> {
        self.required(name, "field-choice")
    }

    /// An amount of money, German or plain: `40.000,00`, `40000`.
    pub fn money(&mut self, name: &str) -> Cents {
        if self.raw(name).is_empty() {
            self.fail(name, Text::new("field-required"));
        }
        self.optional_money(name).unwrap_or(Cents(0))
    }

    /// An amount of money, if something was typed.
    pub fn optional_money(&mut self, name: &str) -> Option<Cents> {
        let value = self.raw(name);
        if value.is_empty() {
            return None;
        }
        match Cents::parse_de(&value) {
            Ok(cents) if cents.0.abs() <= MAX_AMOUNT.0 => Some(cents),
            _ => {
                self.fail(name, Text::new("field-money").with("value", value));
                None
            }
        }
    }

    /// A date, as the browser's date field sends it or as typed: `06.03.2026`.
    pub fn date(&mut self, name: &str) -> Option<NaiveDate> {
        if self.raw(name).is_empty() {
            self.fail(name, Text::new("field-required"));
        }
        self.optional_date(name)
    }

    /// A date, if something was typed.
    pub fn optional_date(&mut self, name: &str) -> Option<NaiveDate> {
        let value = self.raw(name);
        if value.is_empty() {
            return None;
        }
        let date = NaiveDate::parse_from_str(&value, "%Y-%m-%d")
            .or_else(|_| NaiveDate::parse_from_str(&value, "%d.%m.%Y"))
            .ok()
            .filter(|date| YEARS.contains(&date.year()));
        if date.is_none() {
            self.fail(name, Text::new("field-date").with("value", value));
        }
        date
    }

    /// A time of day, if something was typed: `14:00`.
    pub fn optional_time(&mut self, name: &str) -> Option<NaiveTime> {
        let value = self.raw(name);
        if value.is_empty() {
            return None;
        }
        let time = NaiveTime::parse_from_str(&value, "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(&value, "%H:%M:%S"))
            .ok();
        if time.is_none() {
            self.fail(name, Text::new("field-time").with("value", value));
        }
        time
    }

    /// A time of day.
    pub fn time(&mut self, name: &str) -> Option<NaiveTime> {
        if self.raw(name).is_empty() {
            self.fail(name, Text::new("field-required"));
        }
        self.optional_time(name)
    }

    /// A whole number within bounds.
    pub fn integer(&mut self, name: &str, bounds: RangeInclusive<i64>) -> i64 {
        match self.required::<i64>(name, "field-integer") {
            Some(number) if bounds.contains(&number) => number,
            Some(_) => {
                self.fail(
                    name,
                    Text::new("field-range")
                        .with("min", bounds.start())
                        .with("max", bounds.end()),
                );
                0
            }
            None => 0,
        }
    }

    /// A whole number within bounds, if something was typed.
    pub fn optional_integer(&mut self, name: &str, bounds: RangeInclusive<i64>) -> Option<i64> {
        if self.raw(name).is_empty() {
            None
        } else {
            Some(self.integer(name, bounds))
        }
    }

    /// Hours as `7,75` or `7:45`.
    pub fn minutes(&mut self, name: &str) -> Minutes {
        let value = self.raw(name);
        if value.is_empty() {
            self.fail(name, Text::new("field-required"));
            return Minutes(0);
        }
        Minutes::parse_de(&value).unwrap_or_else(|_| {
            self.fail(name, Text::new("field-hours").with("value", value));
            Minutes(0)
        })
    }

    /// A percentage: `80`, `80,00 %`.
    pub fn rate(&mut self, name: &str) -> Rate {
        let value = self.raw(name);
        if value.is_empty() {
            self.fail(name, Text::new("field-required"));
            return Rate(0);
        }
        Rate::parse_de(&value).unwrap_or_else(|_| {
            self.fail(name, Text::new("field-rate").with("value", value));
            Rate(0)
        })
    }

    /// An e-mail address: something@domain.tld, at most 254 characters.
    pub fn email(&mut self, name: &str) -> String {
        let value = self.required_text(name, 254).to_lowercase();
        let plausible = value.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
        }) && !value.contains(char::is_whitespace);
        if !value.is_empty() && !plausible {
            self.fail(name, Text::new("field-email").with("value", &value));
        }
        value
    }

    /// A box that was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        self.data.has(name)
    }

    /// A box that must be ticked.
    pub fn must_be_ticked(&mut self, name: &str) {
        if !self.ticked(name) {
            self.fail(name, Text::new("field-must-be-ticked"));
        }
    }

    /// The version the form was made from, for the optimistic lock; 0 if not sent.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.data.get("version").parse().unwrap_or(0)
    }
}
