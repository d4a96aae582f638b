//! A value in a table or a list of facts.

use askama::Template;
use base::{Cents, Lang, Minutes, Rate, fmt};
use chrono::{DateTime, NaiveDate, Utc};

use super::Action;

/// The meaning of a colour; the word beside it carries the meaning as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
}

impl Tone {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Info => "info",
            Tone::Success => "success",
            Tone::Warning => "warning",
            Tone::Danger => "danger",
        }
    }
}

/// A state shown as a small label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    pub tone: Tone,
    pub text: String,
}

impl Badge {
    #[must_use]
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self {
            tone,
            text: text.into(),
        }
    }

    /// Too long to keep to one line in a table beside other columns.
    fn is_long(&self) -> bool {
        self.text.chars().count() > 20
    }
}

/// One value.
#[derive(Debug, Clone, Template)]
#[template(path = "cell.html")]
pub enum Cell {
    Empty,
    Text(String),
    /// Several lines, kept as typed.
    Lines(String),
    /// Right-aligned figures.
    Number(String),
    Link {
        href: String,
        text: String,
    },
    Badge(Badge),
    /// File numbers, hashes, account numbers.
    Mono(String),
    Actions(Vec<Action>),
    /// A box to tick that belongs to the form with this id elsewhere on the page.
    Tick {
        form: &'static str,
        name: &'static str,
        value: String,
        /// What it chooses, for screen readers.
        label: String,
    },
    Many(Vec<Cell>),
}

impl Cell {
    #[must_use]
    pub fn text(text: impl ToString) -> Self {
        let text = text.to_string();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    #[must_use]
    pub fn link(href: impl Into<String>, text: impl ToString) -> Self {
        Self::Link {
            href: href.into(),
            text: text.to_string(),
        }
    }

    #[must_use]
    pub fn badge(tone: Tone, text: impl Into<String>) -> Self {
        Self::Badge(Badge::new(tone, text))
    }

    #[must_use]
    pub fn money(lang: Lang, cents: Cents) -> Self {
        Self::Number(fmt::money(lang, cents))
    }

    #[must_use]
    pub fn hours(lang: Lang, minutes: Minutes) -> Self {
        Self::Number(fmt::hours(lang, minutes))
    }

    #[must_use]
    pub fn rate(lang: Lang, rate: Rate) -> Self {
        Self::Number(fmt::rate(lang, rate))
    }

    #[must_use]
    pub fn integer(lang: Lang, number: i64) -> Self {
        Self::Number(fmt::integer(lang, number))
    }

    #[must_use]
    pub fn date(lang: Lang, date: NaiveDate) -> Self {
        Self::Text(fmt::date(lang, date))
    }

    #[must_use]
    pub fn instant(lang: Lang, at: DateTime<Utc>) -> Self {
        Self::Text(fmt::datetime(lang, at))
    }

    /// The value, or an empty cell.
    #[must_use]
    pub fn maybe(cell: Option<Cell>) -> Self {
        cell.unwrap_or(Self::Empty)
    }

    /// A number of a case or a payment, or a moment: one piece, in which no line breaks.
    fn is_one_piece(text: &str) -> bool {
        let is_number = text.len() <= 16
            && text.contains('-')
            && !text.contains(' ')
            && text.ends_with(|last: char| last.is_ascii_digit());
        is_number || text.len() <= 22 && text.ends_with(" Uhr")
    }

    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) | Self::Number(text) => text.is_empty(),
            _ => false,
        }
    }

    #[must_use]
    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_and_a_number_stay_in_one_piece() {
        for (text, whole) in [
            ("IBZ-2026A-0001", true),
            ("23.11.2026, 12:18 Uhr", true),
            ("Mittwoch, 23. Dezember 2026, 24:00 Uhr", false),
            ("Meßkirch", false),
        ] {
            let html = Cell::text(text).to_string();
            assert_eq!(html.contains("nowrap"), whole, "{html}");
        }
    }

    #[test]
    fn a_short_state_keeps_its_line_in_a_table() {
        let short = Cell::badge(Tone::Info, "In Vorbereitung").to_string();
        assert!(!short.contains("badge--long"), "{short}");
        let long = Cell::badge(Tone::Info, "Bewilligungszeitraum läuft").to_string();
        assert!(long.contains("badge--long"), "{long}");
    }

    #[test]
    fn a_button_in_a_row_says_what_it_is_about() {
        let html = Action::post("Sitz beenden", "/end").about("Vorsitz").to_string();
        assert!(html.contains("aria-label=\"Sitz beenden: Vorsitz\""), "{html}");
        assert!(html.contains(">Sitz beenden</span>"), "{html}");
    }
}
