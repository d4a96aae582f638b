//! Text as people type and paste it, brought into one form: for storing, counting and searching (handbook 3.3, 7.3).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// One line: NFC, without invisible characters, trimmed, inner white space (line breaks too) as single blanks.
pub fn clean(text: &str) -> String {
    let visible = text.chars().filter(|&c| !is_invisible(c)).map(blank_control);
    let visible: String = if is_composed(text) {
        visible.collect()
    } else {
        visible.nfc().collect()
    };
    let mut out = String::with_capacity(visible.len());
    for word in visible.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Below the first combining mark every character is its own NFC: nearly all German text, and lists have much of it.
fn is_composed(text: &str) -> bool {
    text.chars().all(|c| c < '\u{300}')
}

/// Several lines: each one as by [`clean`], line breaks kept as `\n`, no empty lines at the start or the end.
pub fn clean_multiline(text: &str) -> String {
    let unified = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<String> = unified.split('\n').map(clean).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The number of Unicode scalar values after NFC and trimming, the measure of all length limits (handbook 3.3).
/// A line break counts once, however the browser sent it.
pub fn char_count(text: &str) -> usize {
    text.replace("\r\n", "\n").trim().nfc().count()
}

/// The content of a `search_text` column: lower-case words without marks and punctuation, separated by blanks. A
/// word with an umlaut stands there twice, as `munchen` and as `muenchen`; compounds are taken apart at hyphens.
///
/// Only for finding. Never a key: "Neuenburg" and "Neuenbürg" are different towns (handbook 7.3 no. 29).
pub fn search_text(text: &str) -> String {
    search_words(text).concat().join(" ")
}

/// A query, word by word, each with the spellings of which one must occur in the `search_text`: `["munchen",
/// "muenchen"]`, or a single one for a word without umlauts.
pub fn search_words(query: &str) -> Vec<Vec<String>> {
    let cleaned = clean(query);
    let lower = if cleaned.is_ascii() {
        cleaned.to_ascii_lowercase()
    } else {
        cleaned.nfkc().collect::<String>().to_lowercase()
    };
    lower
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .map(|word| {
            if word.is_ascii() {
                return vec![word.to_owned()];
            }
            let plain = fold(word);
            let written_out = fold(&word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue"));
            if plain == written_out {
                vec![plain]
            } else {
                vec![plain, written_out]
            }
        })
        .filter(|spellings| !spellings[0].is_empty())
        .collect()
}

/// Base letters only. Letters that Unicode does not take apart are listed.
fn fold(lower: &str) -> String {
    let mut out = String::with_capacity(lower.len());
    for c in lower.nfd().filter(|&c| !is_combining_mark(c)) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            'þ' => out.push_str("th"),
            _ => out.push(c),
        }
    }
    out
}

/// Characters that show nothing but make two equal names different or reorder what is shown.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' // soft hyphen
        | '\u{180e}' | '\u{200b}'..='\u{200f}' // zero-width characters, direction marks
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' // direction overrides, joiners, isolates
        | '\u{feff}') // byte order mark
}

/// Control characters are no text (PostgreSQL refuses U+0000); they separate words.
fn blank_control(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pasted_name_is_cleaned() {
        assert_eq!(
            clean("  Stadt\u{a0}Meßkirch \t\r\n Gemeinde\u{200b} Ostrach\u{feff} "),
            "Stadt Meßkirch Gemeinde Ostrach"
        );
        assert_eq!(clean("Tu\u{308}bingen"), "Tübingen");
        assert_eq!(clean("Tu\u{200b}\u{308}bingen"), "Tübingen");
        assert_eq!(clean("a\u{0}b"), "a b");
        assert_eq!(clean("Zwie\u{ad}falten \u{202e}"), "Zwiefalten");
        assert_eq!(clean(" \u{200b} "), "");
    }

    #[test]
    fn what_is_taken_for_composed_is_its_own_nfc() {
        let all: String = ('\0'..'\u{300}').collect();
        assert!(is_composed(&all));
        assert_eq!(all.nfc().collect::<String>(), all);
        assert!(!is_composed("Tu\u{308}bingen"));
    }

    #[test]
    fn line_breaks_are_kept_in_long_text() {
        assert_eq!(
            clean_multiline("\r\n Erster  Satz.\t\r\n\r\nZweiter\rDritter \u{2028}\n"),
            "Erster Satz.\n\nZweiter\nDritter"
        );
        assert_eq!(clean_multiline("  "), "");
    }

    #[test]
    fn lengths_count_scalar_values_after_nfc_and_trimming() {
        assert_eq!(char_count("  Tu\u{308}bingen  "), 8);
        assert_eq!(char_count("a\r\nb"), 3);
        assert_eq!(char_count("👩‍👧"), 3);
        assert_eq!(char_count(" \n"), 0);
    }

    #[test]
    fn search_text_holds_both_spellings_of_an_umlaut() {
        assert_eq!(search_text("Landkreis München"), "landkreis munchen muenchen");
        assert_eq!(
            search_text("Köngen Mägerkingen"),
            "kongen koengen magerkingen maegerkingen"
        );
        assert_eq!(search_text("Meßkirch, GROSSE STRAẞE"), "messkirch grosse strasse");
        assert_eq!(
            search_text("Alb-Donau-Kreis (2. Runde)"),
            "alb donau kreis 2 runde"
        );
        assert_eq!(search_text("Bu\u{308}rgerbüro"), "burgerburo buergerbuero");
        assert_eq!(
            search_text("Café Łódź, İzmir, Sørensen"),
            "cafe lodz izmir sorensen"
        );
        assert_eq!(search_text(" – "), "");
    }

    #[test]
    fn a_query_matches_in_either_spelling() {
        assert_eq!(
            search_words("Tübingen Süd"),
            [vec!["tubingen", "tuebingen"], vec!["sud", "sued"]]
        );
        let stored = search_text("Müller Tuebingen");
        let found = |query: &str| {
            search_words(query)
                .iter()
                .all(|any| any.iter().any(|word| stored.contains(word.as_str())))
        };
        for query in ["Müller", "mueller", "MULLER", "Tübingen müller", "tuebingen"] {
            assert!(found(query), "{query}");
        }
        assert!(!found("Maier") && !found("Müller Maier"));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert_eq!(once.trim(), once.as_str());
            let long = clean_multiline(&text);
            prop_assert_eq!(clean_multiline(&long), long.clone());
            prop_assert!(!once.contains('\n') && !long.contains('\r'));
        }

        #[test]
        fn search_text_is_stable(text in any::<String>()) {
            let once = search_text(&text);
            prop_assert_eq!(search_text(&once), once);
        }
    }
}
