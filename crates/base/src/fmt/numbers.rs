//! Decimals with two places: how they are written and, strictly, read.

use super::Lang;

/// A number of hundredths as a decimal with two places and no unit: 4000000 → `40.000,00` or `40,000.00`.
pub fn hundredths(lang: Lang, value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", unsigned_hundredths(lang, value))
}

pub(super) fn unsigned_hundredths(lang: Lang, value: i64) -> String {
    let value = value.unsigned_abs();
    format!(
        "{}{}{:02}",
        grouped(lang, value / 100),
        marks(lang).decimal,
        value % 100
    )
}

pub(super) fn grouped(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(marks(lang).thousands);
        }
        out.push(digit);
    }
    out
}

struct Marks {
    decimal: char,
    thousands: char,
}

fn marks(lang: Lang) -> Marks {
    match lang {
        Lang::De => Marks {
            decimal: ',',
            thousands: '.',
        },
        Lang::En => Marks {
            decimal: '.',
            thousands: ',',
        },
    }
}

/// Why a typed number was refused. The house never guesses another number (handbook 0.5, 7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    #[error("no value")]
    Empty,
    #[error("not a number")]
    NotANumber,
    #[error("more than two decimals")]
    TooManyDecimals,
    #[error("could be read as two different numbers")]
    Ambiguous,
    #[error("beyond the supported range")]
    OutOfRange,
}

impl NumberError {
    /// The key of the sentence for people, the same in every feature.
    pub fn key(self) -> &'static str {
        match self {
            NumberError::Empty => "number-empty",
            NumberError::NotANumber => "number-not-a-number",
            NumberError::TooManyDecimals => "number-too-many-decimals",
            NumberError::Ambiguous => "number-ambiguous",
            NumberError::OutOfRange => "number-out-of-range",
        }
    }
}

/// The largest magnitude read from text, in hundredths: just below a million millions. Sums of thousands of such
/// values still fit an `i64`.
pub const LARGEST_READ: i64 = 99_999_999_999_999;

/// Reads a decimal of at most two places as hundredths: `40.000,00`, `40000`, `40 000,5` (German).
///
/// Thousands may be marked by the language's mark or by blanks, in complete groups of three. The other language's
/// spelling (`40,000.00`, `40.00`) is `Ambiguous`, never reinterpreted.
pub fn parse_hundredths(lang: Lang, text: &str) -> Result<i64, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let (negative, unsigned) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mark = marks(lang);
    let (whole, decimals) = match unsigned.split_once(mark.decimal) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (unsigned, None),
    };
    let whole = read_whole(whole, mark.thousands, decimals)?;
    let fraction = read_decimals(decimals, &mark)?;
    let value = whole
        .checked_mul(100)
        .and_then(|w| w.checked_add(fraction))
        .ok_or(NumberError::OutOfRange)?;
    if value > LARGEST_READ {
        return Err(NumberError::OutOfRange);
    }
    Ok(if negative { -value } else { value })
}

fn read_whole(text: &str, thousands: char, decimals: Option<&str>) -> Result<i64, NumberError> {
    let separator = text.chars().find(|c| !c.is_ascii_digit());
    let groups: Vec<&str> = match separator {
        None => vec![text],
        Some(mark) if mark == thousands || mark.is_whitespace() => text.split(mark).collect(),
        Some(_) => return Err(NumberError::NotANumber),
    };
    if groups
        .iter()
        .any(|group| group.is_empty() || !group.bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(NumberError::NotANumber);
    }
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
    {
        let complete = first.len() <= 3 && *first != "0" && rest.iter().all(|group| group.len() == 3);
        if !complete {
            // "40.00" may mean forty; "1.23.456" means nothing
            let one_mark = rest.len() == 1 && decimals.is_none() && separator == Some(thousands);
            return Err(if one_mark {
                NumberError::Ambiguous
            } else {
                NumberError::NotANumber
            });
        }
    }
    groups.concat().parse().map_err(|_| NumberError::OutOfRange)
}

fn read_decimals(text: Option<&str>, mark: &Marks) -> Result<i64, NumberError> {
    let Some(text) = text else { return Ok(0) };
    if text.contains([mark.decimal, mark.thousands]) {
        return Err(NumberError::Ambiguous); // the other language's "40,000.00"
    }
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NumberError::NotANumber);
    }
    match text.len() {
        1 => text.parse::<i64>().map(|tenths| tenths * 10),
        2 => text.parse::<i64>(),
        _ => return Err(NumberError::TooManyDecimals),
    }
    .map_err(|_| NumberError::NotANumber)
}
