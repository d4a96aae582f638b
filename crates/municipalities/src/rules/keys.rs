//! The key repair table of handbook 3.2: what Excel and people do to official keys, and what may be undone without
//! guessing.

use base::Text;

use crate::BodyType;

/// A key as the register writes it, and whether digits had to be restored (flag `REPAIRED`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairedKey {
    pub key: String,
    pub repaired: bool,
}

/// Why a key is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyError {
    Empty,
    /// Letters, decimals, or a number no key can have.
    Unreadable,
    /// A number of digits from which nothing follows for certain.
    Length,
    /// Well formed, but not in the register.
    Unknown,
}

impl KeyError {
    /// The stable code of import reports.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            KeyError::Empty => "AGS_EMPTY",
            KeyError::Unreadable => "AGS_UNREADABLE",
            KeyError::Length => "AGS_LENGTH",
            KeyError::Unknown => "AGS_UNKNOWN",
        }
    }

    /// The sentence for `value` as it was written.
    #[must_use]
    pub fn text(self, value: &str) -> Text {
        let key = match self {
            KeyError::Empty => "bodies-key-empty",
            KeyError::Unreadable => "bodies-key-unreadable",
            KeyError::Length => "bodies-key-length",
            KeyError::Unknown => "bodies-key-unknown",
        };
        Text::new(key).with("key", value)
    }
}

/// Excel's numbers are exact up to 15 digits.
const EXACT_DIGITS: usize = 15;

/// Brings a written key into the register's form, or says why it can't be one. Never looks anything up.
///
/// Bodies without an official key (Zweckverband, association, abroad) keep theirs as written.
pub fn repair_key(written: &str, body_type: Option<BodyType>) -> Result<RepairedKey, KeyError> {
    let text = base::names::clean(written);
    let text = text.trim_start_matches(['\'', '’']).trim();
    if text.is_empty() {
        return Err(KeyError::Empty);
    }
    if body_type.is_some_and(|kind| !kind.has_official_key()) {
        return Ok(RepairedKey {
            key: text.to_owned(),
            repaired: false,
        });
    }
    let digits = digits_of(text).ok_or(KeyError::Unreadable)?;
    let key = padded(&digits.text, body_type).ok_or(KeyError::Length)?;
    let repaired = digits.was_number || key != digits.text;
    Ok(RepairedKey { key, repaired })
}

/// Restores the one zero that a key loses as a number. Every Baden-Württemberg key begins with `08`.
fn padded(digits: &str, body_type: Option<BodyType>) -> Option<String> {
    let is_district = matches!(body_type, Some(BodyType::Landkreis | BodyType::Stadtkreis));
    let is_association = body_type.is_some_and(BodyType::is_association_of_municipalities);
    let lost_zero = digits.starts_with('8');
    match digits.len() {
        4 if is_district && lost_zero => Some(format!("0{digits}")),
        7 if lost_zero => Some(format!("0{digits}")),
        // an association's nine digits without their zero; never an AGS (handbook 0.5)
        8 if is_association => lost_zero.then(|| format!("0{digits}")),
        11 if lost_zero => Some(format!("0{digits}")),
        5 | 8 | 9 | 12 => Some(digits.to_owned()),
        _ => None,
    }
}

struct Digits {
    text: String,
    /// Written as a number with decimals or an exponent.
    was_number: bool,
}

/// The digits of `8 116 078`, `08-116-078`, `8.111.000`, `8,111,000.00`, `8,116078E+06`, `8111000.0`.
fn digits_of(text: &str) -> Option<Digits> {
    if text.starts_with('-') {
        return None; // a negative number is no key
    }
    let compact: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '–' | '/' | '_'))
        .collect();
    if compact.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Digits {
            text: compact,
            was_number: false,
        });
    }
    // From here on blanks and strokes would hide what the number was.
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    if let Some((mantissa, exponent)) = text.split_once(['e', 'E']) {
        let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
        let (whole, fraction) = mantissa.split_once([',', '.']).unwrap_or((mantissa, ""));
        return number(whole, fraction, exponent);
    }
    let dots = text.matches('.').count();
    let commas = text.matches(',').count();
    // dots between groups as in `08.116.078`: the parts of a key, or German thousands
    if commas == 0 && dots > 1 {
        let digits = text.replace('.', "");
        return all_digits(&digits).then_some(Digits {
            text: digits,
            was_number: false,
        });
    }
    let (whole, fraction) = match text.rfind([',', '.']) {
        Some(at) if dots + commas == 1 && text[at + 1..].len() == 3 && at <= 3 => {
            (text.replace(['.', ','], ""), String::new()) // one group of thousands: `8.111`
        }
        Some(at) if dots + commas == 1 || dots.min(commas) == 1 => {
            (text[..at].replace(['.', ','], ""), text[at + 1..].to_owned())
        }
        Some(_) if dots == 0 => (text.replace(',', ""), String::new()), // `8,111,000`
        _ => return None,
    };
    number(&whole, &fraction, 0)
}

/// A number without a remainder, of at most 15 digits.
fn number(whole: &str, fraction: &str, exponent: usize) -> Option<Digits> {
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || exponent > EXACT_DIGITS {
        return None;
    }
    let significant = fraction.trim_end_matches('0');
    if significant.len() > exponent {
        return None;
    }
    let digits = format!("{whole}{significant}{}", "0".repeat(exponent - significant.len()));
    (digits.len() <= EXACT_DIGITS).then_some(Digits {
        text: digits,
        was_number: true,
    })
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The AGS within a 12-digit ARS (handbook 3.2): the first five and the last three digits.
#[must_use]
pub fn ags_of_ars(ars: &str) -> Option<String> {
    (ars.len() == 12 && all_digits(ars)).then(|| format!("{}{}", &ars[..5], &ars[9..]))
}

/// Whether a key is one of the official forms (handbook 12, no. 15).
#[must_use]
pub fn is_official(key: &str) -> bool {
    all_digits(key) && matches!(key.len(), 5 | 8 | 9 | 12)
}

#[cfg(test)]
mod tests;
