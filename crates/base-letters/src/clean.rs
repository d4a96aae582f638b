//! Makes any text printable: PDF/A refuses a whole document over one character without a glyph.

use std::collections::BTreeSet;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::world::prints;

const MISSING: char = '\u{FFFD}';

/// Cleans every string inside `value` and collects the characters that had to be replaced.
pub(crate) fn clean(value: &mut Value, replaced: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => *text = cleaned(text, replaced),
        Value::Array(items) => items.iter_mut().for_each(|item| clean(item, replaced)),
        Value::Object(fields) => fields.values_mut().for_each(|field| clean(field, replaced)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Composed (NFC), with plain line breaks, without control and invisible format characters.
fn cleaned(text: &str, replaced: &mut BTreeSet<char>) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}'], "\n");
    let text = text.replace('\u{2029}', "\n\n");
    text.nfc()
        .filter(|c| !is_invisible(*c))
        .map(|c| printable(c, replaced))
        .collect()
}

fn printable(c: char, replaced: &mut BTreeSet<char>) -> char {
    match c {
        '\n' => c,
        // soft hyphen: the layout turns it into a hyphen or nothing
        '\u{AD}' => c,
        '\t' => ' ',
        _ if prints(c) => c,
        // narrow no-break space, figure space: keep the lines together even without the exact width
        '\u{202F}' | '\u{2007}' => '\u{A0}',
        '\u{2011}' => '\u{2010}',
        _ if c.is_whitespace() => ' ',
        _ => {
            replaced.insert(c);
            MISSING
        }
    }
}

/// Control characters, zero-width and direction marks, variation selectors, byte order mark.
fn is_invisible(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => true,
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_printable_and_names_what_it_lost() {
        let cases = [
            (
                "40.000,00\u{A0}€ „Müller“ – § 44 ½ ≥ → ✓",
                "40.000,00\u{A0}€ „Müller“ – § 44 ½ ≥ → ✓",
                "",
            ),
            ("Mu\u{308}nchen", "München", ""),
            ("a\r\nb\rc\td\u{0}\u{200B}\u{FEFF}e", "a\nb\nc de", ""),
            ("Łódź, Ελλάδα, Київ", "Łódź, Ελλάδα, Київ", ""),
            ("gut 👍 \u{E000} 漢", "gut � � �", "漢\u{E000}👍"),
        ];
        for (input, expected, lost) in cases {
            let mut replaced = BTreeSet::new();
            assert_eq!(cleaned(input, &mut replaced), expected, "{input}");
            assert_eq!(replaced.into_iter().collect::<String>(), lost, "{input}");
        }
    }
}
