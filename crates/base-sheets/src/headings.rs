//! Known headings and how a heading in a file is recognised as one of them (handbook 7.3 no. 1).

use unicode_normalization::UnicodeNormalization;

/// From this similarity on a heading counts as known.
pub const SIMILAR: f64 = 0.8;

/// A column that an import knows.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// The import's name for the column.
    pub key: &'a str,
    /// German headings, the usual one first; it stands in messages.
    pub names: &'a [&'a str],
    /// The column must be there and its cells must not be empty.
    pub required: bool,
}

impl<'a> Heading<'a> {
    pub const fn required(key: &'a str, names: &'a [&'a str]) -> Self {
        Self {
            key,
            names,
            required: true,
        }
    }
    pub const fn optional(key: &'a str, names: &'a [&'a str]) -> Self {
        Self {
            key,
            names,
            required: false,
        }
    }
}

/// Letters and digits only, lower case, one form of umlauts, no footnote mark, no hyphenation: `Beantragte Sum-⏎me 1)`
/// and `beantragte  SUMME` are the same.
pub fn normal(text: &str) -> String {
    let text = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfkc().collect::<String>().to_lowercase()
    };
    let text = without_footnote(text.trim());
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// `Bevölkerung2)` → `Bevölkerung`
pub(crate) fn without_footnote(text: &str) -> &str {
    match text.strip_suffix(')') {
        Some(rest) => {
            let without = rest.trim_end_matches(|c: char| c.is_ascii_digit());
            if without.len() < rest.len() && !without.ends_with('(') {
                without.trim_end()
            } else {
                text
            }
        }
        None => text,
    }
}

/// The ways a heading may be meant: as written, without what stands in brackets, without a unit.
pub(crate) fn readings(text: &str) -> Vec<String> {
    let mut all = vec![normal(text)];
    if let (Some(open), Some(close)) = (text.find(['(', '[']), text.rfind([')', ']']))
        && open < close
    {
        all.push(normal(&format!("{} {}", &text[..open], &text[close + 1..])));
        all.push(normal(&text[open + 1..close]));
    }
    let lower = text.to_lowercase();
    for unit in [
        " in €", " in eur", " in euro", " €", " eur", " euro", " in %", " %",
    ] {
        if let Some(rest) = lower.trim_end().strip_suffix(unit) {
            all.push(normal(rest));
        }
    }
    all.retain(|reading| !reading.is_empty());
    all.dedup();
    all
}

/// Similarity of two normal forms, 0 to 1. Digits must agree: `Ansatz 2026` is never `Ansatz 2027`.
pub fn similarity(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (shorter, longer) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if (shorter.len() as f64) < longer.len() as f64 * SIMILAR - 1.0 || !digits(a).eq(digits(b)) {
        return 0.0;
    }
    strsim::normalized_levenshtein(a, b)
}

fn digits(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_spite_of_case_umlauts_and_line_breaks() {
        for (written, known) in [
            ("GEMEINDESCHLÜSSEL", "Gemeindeschlüssel"),
            ("Gemeinde-\nschluessel", "Gemeindeschlu\u{308}ssel"),
            ("Lfd.Nr", "Lfd. Nr."),
            ("Bevölkerung2)", "Bevölkerung"),
            ("Fläche km2 1)", "Fläche km²"),
            ("Ansprechpartner/ in", "Ansprechpartner/in"),
        ] {
            assert!(
                similarity(&normal(written), &normal(known)) >= SIMILAR,
                "{written}"
            );
        }
        assert!(readings("Beantragte Summe (in €)").contains(&normal("Beantragte Summe")));
        assert!(readings("Betrag in EUR").contains(&normal("Betrag")));
    }

    #[test]
    fn years_and_numbers_make_headings_different() {
        assert_eq!(similarity(&normal("Ansatz 2026"), &normal("Ansatz 2027")), 0.0);
        assert_eq!(similarity(&normal("K1"), &normal("K2")), 0.0);
        assert!(similarity(&normal("Soll"), &normal("Ist")) < SIMILAR);
    }
}
