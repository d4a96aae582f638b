//! How alike two titles are: by pairs of letters, so that word order and endings matter little.

use base::names;

/// From here on two titles count as the same purpose, in per cent.
pub const SAME_PURPOSE: u32 = 75;

/// 0 to 100. Spelling, case and punctuation don't count; very short titles say nothing.
#[must_use]
pub fn percent(a: &str, b: &str) -> u32 {
    let (a, b) = (plain(a), plain(b));
    if a.chars().count() < 5 || b.chars().count() < 5 {
        return 0;
    }
    let share = strsim::sorensen_dice(&a, &b) * 100.0;
    share.round().clamp(0.0, 100.0) as u32
}

/// Lower-case words with umlauts written out.
fn plain(title: &str) -> String {
    let words = names::search_words(title)
        .into_iter()
        .filter_map(|mut spellings| spellings.pop());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_title_in_other_words_is_found_and_another_one_is_not() {
        for (a, b, is_same) in [
            ("Mössinger Runde", "Mössinger Runde", true),
            ("Mössinger Runde", "MOESSINGER RUNDE!", true),
            ("Ankommen in Ostrach", "Ankommen in Ostrach 2026", true),
            (
                "Vielfalt gestalten im Quartier",
                "Quartier: Vielfalt gestalten",
                true,
            ),
            ("Mössinger Runde", "Sprachcafé Weinheim", false),
            ("Integration", "Integrationskonzept für den Landkreis", false),
            ("A", "A", false),
        ] {
            assert_eq!(
                percent(a, b) >= SAME_PURPOSE,
                is_same,
                "{a} / {b}: {}",
                percent(a, b)
            );
        }
    }
}
