//! Amounts of money in euro → cents (handbook 7.3 nos. 5–14, 0.5, scenario H03).

use super::{Context, Parsed, Reading, written};
use crate::finding::Flaw;
use crate::model::Cell;

/// Larger amounts are a slip of the pen (one hundred billion euro), and floats would lose cents.
const MAX_EURO: f64 = 1e11;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Any,
    /// Negative amounts are errors.
    NotNegative,
}

/// Reads an amount in euro; the value is cents.
pub fn parse(cell: &Cell, sign: Sign, context: &Context) -> Reading<i64> {
    let parsed = match cell {
        Cell::Empty => Parsed::empty(),
        Cell::Number(n) => Parsed::sure(from_number(*n)?),
        Cell::Text(_) | Cell::Error(_) => match written(cell)? {
            Some(text) => from_text(&text, context.english)?,
            None => Parsed::empty(),
        },
        Cell::Percent(_) | Cell::DateTime(_) | Cell::Duration(_) | Cell::Bool(_) => {
            return Err(Flaw::error("AMOUNT_UNREADABLE"));
        }
    };
    match parsed.value {
        Some(cents) if cents < 0 && sign == Sign::NotNegative => Err(Flaw::error("AMOUNT_NEGATIVE")),
        _ => Ok(parsed),
    }
}

fn from_number(n: f64) -> Result<i64, Flaw> {
    if !n.is_finite() || n.abs() > MAX_EURO {
        return Err(Flaw::error("AMOUNT_RANGE"));
    }
    let cents = (n * 100.0).round();
    // a float near 10¹¹ has steps of 1.5e-5
    if (n - cents / 100.0).abs() > f64::max(1e-6, n.abs() * 1e-15) {
        return Err(Flaw::error("AMOUNT_DECIMALS").propose(format(cents as i64)));
    }
    Ok(cents as i64)
}

fn from_text(text: &str, english: bool) -> Reading<i64> {
    let lower = text.to_lowercase();
    if is_approximate(&lower) {
        return Err(Flaw::error("AMOUNT_APPROXIMATE"));
    }
    if ["chf", "usd", "gbp", "$", "£", "fr.", "dm"]
        .iter()
        .any(|other| lower.contains(other))
    {
        return Err(Flaw::error("AMOUNT_CURRENCY"));
    }
    if let Some(flaw) = with_unit(&lower) {
        return Err(flaw);
    }
    let (negative, body) = sign(&lower)?;
    let body = without_euro(&body);
    let (negative, body) = if negative { (true, body) } else { sign(&body)? };
    let apply = |cents: i64| if negative { -cents } else { cents };
    let spelling = |cents: i64| Flaw::error("AMOUNT_SPELLING").propose(format(apply(cents)));
    let parts = Parts::of(&body).ok_or_else(|| Flaw::error("AMOUNT_UNREADABLE"))?;
    let (cents, warning) = match parts.shape(english) {
        Shape::German => (parts.cents()?, None),
        Shape::OneDotThreeDigits if parts.groups.last().is_some_and(|g| g == "000") => (parts.cents()?, None),
        Shape::OneDotThreeDigits => {
            let cents = parts.cents()?;
            (
                cents,
                Some(Flaw::warning("AMOUNT_THOUSANDS").with("read", format(apply(cents)))),
            )
        }
        Shape::English if english => (parts.cents()?, None),
        Shape::English => {
            return Err(Flaw::error("AMOUNT_ENGLISH").propose(format(apply(parts.cents()?))));
        }
        Shape::TooManyDecimals => return Err(Flaw::error("AMOUNT_DECIMALS")),
        Shape::Guessable => return Err(spelling(parts.cents()?)),
        Shape::Unreadable => return Err(Flaw::error("AMOUNT_UNREADABLE")),
    };
    if cents as f64 > MAX_EURO * 100.0 {
        return Err(Flaw::error("AMOUNT_RANGE"));
    }
    Ok(Parsed {
        value: Some(apply(cents)),
        warning,
    })
}

/// `ca. 40.000`, `max. 40.000`, `bis zu 40.000`: no guess, no proposal (7.3 no. 13).
fn is_approximate(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "ca",
        "circa",
        "zirka",
        "etwa",
        "rd",
        "rund",
        "max",
        "maximal",
        "min",
        "mind",
        "mindestens",
        "höchstens",
        "bis",
        "ab",
        "über",
        "unter",
        "ungefähr",
        "ungef",
        "je",
        "von",
    ];
    let first = lower
        .split(|c: char| !c.is_alphabetic())
        .find(|w| !w.is_empty())
        .unwrap_or_default();
    lower.starts_with(['~', '≈', '<', '>', '≤', '≥', '±']) || WORDS.contains(&first)
}

/// `TEUR 40`, `40 T€`, `40k`, `1,2 Mio. €`: an error with a proposal (7.3 no. 11).
fn with_unit(lower: &str) -> Option<Flaw> {
    const UNITS: &[(&str, i64)] = &[
        ("tausend", 1_000),
        ("teur", 1_000),
        ("tsd.", 1_000),
        ("tsd", 1_000),
        ("mio.", 1_000_000),
        ("mio", 1_000_000),
        ("mrd.", 1_000_000_000),
        ("mrd", 1_000_000_000),
        ("t€", 1_000),
        ("t €", 1_000),
        ("t eur", 1_000),
        ("k€", 1_000),
        ("keur", 1_000),
    ];
    let (unit, factor) = UNITS
        .iter()
        .find(|(unit, _)| lower.contains(unit))
        .copied()
        .or_else(|| lower.ends_with('k').then_some(("k", 1_000)))?;
    let rest = lower.replacen(unit, " ", 1);
    let rest = without_euro(rest.trim_matches(|c: char| c.is_whitespace() || c == '.'));
    let flaw = Flaw::error("AMOUNT_UNIT");
    let proposal = Parts::of(&rest)
        .filter(|p| matches!(p.shape(false), Shape::German))
        .and_then(|p| p.cents().ok());
    Some(match proposal.and_then(|cents| cents.checked_mul(factor)) {
        Some(cents) => flaw.propose(format(cents)),
        None => flaw,
    })
}

/// A leading minus of any kind, or brackets (7.3 no. 12). A minus behind the amount is not in the catalogue.
fn sign(text: &str) -> Result<(bool, String), Flaw> {
    if let Some(inner) = text.strip_prefix('(') {
        return match inner.trim_end_matches(['€', ' ']).strip_suffix(')') {
            Some(inner) if !inner.trim().starts_with(MINUS) => Ok((true, inner.trim().to_owned())),
            _ => Err(Flaw::error("AMOUNT_UNREADABLE")),
        };
    }
    match text.strip_prefix(MINUS) {
        Some(rest) => Ok((true, rest.trim().to_owned())),
        None => Ok((false, text.to_owned())),
    }
}

const MINUS: [char; 4] = ['-', '−', '–', '‐'];

/// Takes `€`, `EUR`, `Euro` from one end; another currency stays and makes the amount unreadable.
fn without_euro(text: &str) -> String {
    let text = text.trim();
    for name in ["euro", "eur", "€"] {
        if let Some(rest) = text.strip_prefix(name).or_else(|| text.strip_suffix(name)) {
            return rest.trim().to_owned();
        }
    }
    text.to_owned()
}

/// Digits and separators of an amount without sign and currency.
#[derive(Debug, Default)]
struct Parts {
    /// Groups of digits before the decimal sign.
    groups: Vec<String>,
    group_sign: Option<char>,
    decimals: Option<String>,
    decimal_sign: Option<char>,
}

#[derive(Debug, PartialEq, Eq)]
enum Shape {
    German,
    /// `40.000`: one dot, three digits.
    OneDotThreeDigits,
    English,
    TooManyDecimals,
    /// Not in the catalogue, though it has only one likely meaning.
    Guessable,
    Unreadable,
}

impl Parts {
    /// Cuts at separators: the last one is the decimal sign when it differs from the others or stands alone as `,`.
    fn of(text: &str) -> Option<Self> {
        // `40.000,-` and `40.000,– €`: a dash stands for no cents
        let dashed = text.trim_end_matches(['-', '–', '—']);
        let (text, dash) = if dashed.len() < text.len() {
            (dashed.trim_end().strip_suffix(',')?, true)
        } else {
            (text, false)
        };
        if !text.starts_with(|c: char| c.is_ascii_digit()) || !text.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut signs = Vec::new();
        let mut groups = vec![String::new()];
        for c in text.chars() {
            match c {
                '0'..='9' => groups.last_mut()?.push(c),
                '.' | ',' | ' ' | '\'' | '’' => {
                    signs.push(c);
                    groups.push(String::new());
                }
                _ => return None,
            }
        }
        if groups.iter().any(String::is_empty) {
            return None;
        }
        let mut parts = Self {
            groups,
            ..Self::default()
        };
        let last = signs.last().copied();
        let alone = last.is_some_and(|l| signs.iter().filter(|s| **s == l).count() == 1);
        let differs = signs.len() > 1 && alone;
        // a comma standing alone is decimal, a dot standing alone only when no three digits follow
        let single = signs.len() == 1
            && (last == Some(',')
                || (last == Some('.') && parts.groups.last().is_some_and(|g| g.len() != 3)));
        if (differs || single) && last != Some(' ') && !dash {
            parts.decimals = parts.groups.pop();
            parts.decimal_sign = signs.pop();
        } else if dash {
            parts.decimal_sign = Some(',');
        }
        parts.group_sign = signs.first().copied();
        signs
            .iter()
            .all(|s| Some(*s) == parts.group_sign)
            .then_some(parts)
    }

    fn grouped_well(&self) -> bool {
        self.groups.len() == 1
            || (self.groups[0].len() <= 3
                && !self.groups[0].starts_with('0')
                && self.groups[1..].iter().all(|g| g.len() == 3))
    }

    fn shape(&self, english: bool) -> Shape {
        let decimals = self.decimals.as_ref().map_or(0, String::len);
        if !self.grouped_well() {
            return Shape::Unreadable;
        }
        match (self.group_sign, self.decimal_sign) {
            (_, Some(',')) if decimals > 2 => Shape::TooManyDecimals,
            (None | Some('.' | ' '), Some(',')) => Shape::German,
            (None | Some(' '), None) => Shape::German,
            (Some('.'), None) if self.groups.len() == 2 => Shape::OneDotThreeDigits,
            (Some('.'), None) => Shape::German,
            (Some(','), Some('.')) if decimals == 2 => Shape::English,
            (None, Some('.')) if decimals == 2 && english => Shape::English,
            (Some(','), Some('.')) | (None, Some('.')) if decimals > 2 => Shape::TooManyDecimals,
            (_, Some('.')) | (Some('\'' | '’' | ','), None) | (Some('\'' | '’'), Some(',')) => {
                Shape::Guessable
            }
            _ => Shape::Unreadable,
        }
    }

    fn cents(&self) -> Result<i64, Flaw> {
        let range = || Flaw::error("AMOUNT_RANGE");
        let euro: i64 = self.groups.concat().parse().map_err(|_| range())?;
        let decimals = self.decimals.as_deref().unwrap_or("0");
        let cents: i64 = decimals.parse().map_err(|_| range())?;
        let cents = if decimals.len() == 1 { cents * 10 } else { cents };
        euro.checked_mul(100)
            .and_then(|e| e.checked_add(cents))
            .ok_or_else(range)
    }
}

/// `-4000000` → `-40.000,00`: how a proposal is written.
pub fn format(cents: i64) -> String {
    let digits = (cents.unsigned_abs() / 100).to_string();
    let mut out = String::from(if cents < 0 { "-" } else { "" });
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    format!("{out},{:02}", cents.unsigned_abs() % 100)
}

/// Whether all text amounts of a column are English, and at least one of them certainly (`40,000.00`).
pub(crate) fn column_is_english<'a>(cells: impl Iterator<Item = &'a Cell>) -> bool {
    let mut certain = false;
    for cell in cells {
        let Ok(Some(text)) = written(cell) else { continue };
        let lower = text.to_lowercase();
        let Ok((_, body)) = sign(&lower) else { return false };
        match Parts::of(&without_euro(&body)) {
            Some(parts) if parts.shape(true) == Shape::English => certain |= parts.group_sign == Some(','),
            // a plain `500` fits both ways of writing
            Some(parts) if parts.groups.len() == 1 && parts.decimals.is_none() => {}
            _ => return false,
        }
    }
    certain
}
