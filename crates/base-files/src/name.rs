//! File names from outside: kept readable, never a path.

use base::names;

/// Characters of a stored name at most, extension included.
const MAX_CHARS: usize = 200;

/// The name without folders and without characters that mean something to a file system; NFC, umlauts kept.
/// A name of which nothing is left becomes `Datei`.
#[must_use]
pub fn clean_file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let harmless: String = last
        .chars()
        .filter(|c| !c.is_control() && !r#"<>:"|?*"#.contains(*c))
        .collect();
    let cleaned = names::clean(&harmless);
    let cleaned = cleaned.trim_matches(['.', ' ']);
    if cleaned.is_empty() {
        return "Datei".to_owned();
    }
    shortened(cleaned)
}

/// Cuts the stem, so that the extension stays.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= MAX_CHARS {
        return name.to_owned();
    }
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() <= 10 => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let room = MAX_CHARS - extension.chars().count();
    stem.chars().take(room).collect::<String>().trim_end().to_owned() + &extension
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_umlauts_and_lose_paths() {
        for (given, kept) in [
            (
                "Kooperationsvereinbarung Müllheim.pdf",
                "Kooperationsvereinbarung Müllheim.pdf",
            ),
            ("Beschlu\u{df} Go\u{308}ppingen.pdf", "Beschluß Göppingen.pdf"),
            ("../../etc/passwd", "passwd"),
            (r"C:\Anträge\Plan.xlsx", "Plan.xlsx"),
            ("a\r\nb: \"c\"?.pdf", "ab c.pdf"),
            ("..", "Datei"),
            ("", "Datei"),
            (".htaccess", "htaccess"),
        ] {
            assert_eq!(clean_file_name(given), kept, "{given:?}");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        let name = clean_file_name(&format!("{}.pdf", "ä".repeat(300)));
        assert_eq!(name.chars().count(), MAX_CHARS);
        assert!(name.ends_with("ä.pdf"));
    }
}
