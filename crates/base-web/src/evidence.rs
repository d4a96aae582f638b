//! What goes into an evidence packet (handbook 7.2, X15): how features make the files of a case.

use base::Problem;
use base_files::{Files, StoredFile};
use serde::Serialize;

use crate::app::EvidenceFile;

/// What a path begins with that several cases share (minutes): the packet keeps it once, beside the cases.
pub const SHARED: &str = "gemeinsam/";

/// Characters of one name at most, without its ending.
const MAX_NAME: usize = 60;

impl EvidenceFile {
    /// Data as readable JSON.
    pub fn json(path: impl Into<String>, value: &impl Serialize) -> Result<Self, Problem> {
        let mut bytes = serde_json::to_vec_pretty(value).map_err(Problem::broken)?;
        bytes.push(b'\n');
        Ok(Self {
            path: path.into(),
            media_type: "application/json".to_owned(),
            bytes: bytes.into(),
            sha256: None,
        })
    }

    /// Something frozen as text, byte for byte, with the hash that was recorded for it.
    #[must_use]
    pub fn frozen(path: impl Into<String>, content: String, sha256: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            media_type: "application/json".to_owned(),
            bytes: content.into(),
            sha256: Some(sha256.into()),
        }
    }

    /// A stored file with the hash under which it was filed. What waits for the virus scanner or was found infected
    /// stays out; a note says so. Bytes that are damaged go in as they are, and an empty file where they are gone:
    /// checking the packet names both, because they are not what was recorded.
    pub async fn stored(files: &Files, path: String, file: &StoredFile) -> Result<Self, Problem> {
        if file.is_quarantined() {
            let note = format!(
                "{} ({} Bytes, SHA-256 {}) ist nicht beigefügt: Stand der Virenprüfung {}.\n",
                file.name,
                file.size_bytes,
                file.sha256,
                file.scan_state.code()
            );
            return Ok(Self {
                path: format!("{path}.gesperrt.txt"),
                media_type: "text/plain; charset=utf-8".to_owned(),
                bytes: note.into(),
                sha256: None,
            });
        }
        let bytes = files.read_as_is(file).await?.unwrap_or_default();
        Ok(Self {
            path,
            media_type: file.media_type.clone(),
            bytes,
            sha256: Some(file.sha256.clone()),
        })
    }
}

/// A file name as it may stand in an archive: ASCII, without blanks, ending kept, never a path, a hidden file or empty.
#[must_use]
pub fn ascii_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'Ä' => plain.push_str("Ae"),
            'Ö' => plain.push_str("Oe"),
            'Ü' => plain.push_str("Ue"),
            'ß' => plain.push_str("ss"),
            c if c.is_ascii_alphanumeric() || c == '.' => plain.push(c),
            _ if plain.ends_with('-') => {}
            _ => plain.push('-'),
        }
    }
    let (stem, ending) = match plain.trim_end_matches('-').rsplit_once('.') {
        Some((stem, ending)) if (1..=5).contains(&ending.len()) && !ending.contains('-') => (stem, ending),
        _ => (plain.as_str(), ""),
    };
    // one dot only: nothing reads a second ending into the name, nothing climbs
    let stem: String = stem.replace('.', "-").chars().take(MAX_NAME).collect();
    let stem = match stem.trim_matches('-') {
        "" => "datei",
        stem => stem,
    };
    if ending.is_empty() {
        stem.to_owned()
    } else {
        format!("{stem}.{}", ending.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_an_archive_are_ascii_and_never_a_path() {
        for (given, kept) in [
            ("Beschluss Müllheim.PDF", "Beschluss-Muellheim.pdf"),
            ("Grüße – Anlage (2).docx", "Gruesse-Anlage-2.docx"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Anträge\\Plan.xlsx", "C-Antraege-Plan.xlsx"),
            ("rechnung.pdf.exe", "rechnung-pdf.exe"),
            ("..", "datei"),
            ("", "datei"),
            (".htaccess", "htaccess"),
            ("日本.pdf", "datei.pdf"),
        ] {
            assert_eq!(ascii_name(given), kept, "{given:?}");
        }
        assert!(ascii_name(&format!("{}.pdf", "x".repeat(500))).len() <= MAX_NAME + 6);
    }
}
