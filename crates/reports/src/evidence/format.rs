//! How a packet is laid out: names, the manifest, limits. Building and checking share it; no database type is here.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The layout this program writes and checks.
pub const FORMAT: &str = "pruefakte/1";
/// What is in the packet, with the hash of every file.
pub const MANIFEST: &str = "MANIFEST.json";
/// The same hashes as `sha256sum -c` reads them, the manifest's among them.
pub const SUMS: &str = "MANIFEST.sha256";
/// The page for people.
pub const CONTENTS: &str = "00-Inhalt.txt";
/// Where each case has its folder.
pub const CASES: &str = "faelle/";
/// The audit extract, within the folder of a case.
pub const AUDIT: &str = "90-protokoll/protokoll.json";
/// The layout of the audit extract.
pub const AUDIT_FORMAT: &str = "protokoll/1";

/// Cases of one packet at most.
pub const MAX_CASES: usize = 2_000;
/// Files of one packet at most.
pub const MAX_FILES: usize = 200_000;
/// Bytes of one file at most, unpacked.
pub const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;
/// Bytes of all files at most, unpacked.
pub const MAX_BYTES: u64 = base_files::MAX_LARGE_BYTES;
/// Audit entries of one case at most.
pub const MAX_ENTRIES: usize = 50_000;
/// Characters of a path at most.
pub const MAX_PATH: usize = 200;

/// What a packet holds and who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    pub programme: String,
    pub call: ManifestCall,
    pub cases: Vec<ManifestCase>,
    pub made_at: DateTime<Utc>,
    pub made_by: String,
    /// The office in which it was made: what this office may not read is not in it.
    pub role: String,
    /// All files but the manifest and [`SUMS`], in the order of the archive.
    pub files: Vec<ManifestFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestCall {
    pub code: String,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestCase {
    pub id: Uuid,
    pub number: String,
    pub applicant: String,
    /// `faelle/IBZ-2026A-001/`.
    pub folder: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    pub path: String,
    pub bytes: u64,
    /// Of the bytes in the packet, lower-case hex.
    pub sha256: String,
    /// What was recorded when the thing was made or handed in, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_sha256: Option<String>,
    pub media_type: String,
    /// The part of the file it comes from: `40-bewilligung`.
    pub source: String,
}

/// The audit extract of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditExtract {
    pub format: String,
    pub case: Uuid,
    /// What the values of `content` are, in their order.
    pub fields: Vec<String>,
    /// Oldest first.
    pub entries: Vec<AuditLine>,
}

/// One entry, exactly as it was hashed when it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    pub content: serde_json::Value,
    /// SHA-256 of `content` as compact JSON.
    pub content_hash: String,
    /// None for entries of the last second before the packet was made.
    pub seal: Option<AuditSeal>,
}

/// The place of an entry in the one chain over all entries of the house: `hash` is the SHA-256 of
/// `seq:prev_hash:content_hash`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditSeal {
    pub seq: i64,
    pub prev_hash: String,
    pub hash: String,
}

/// The values of [`AuditLine::content`].
pub const AUDIT_FIELDS: [&str; 15] = [
    "id",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "channel",
    "request_id",
    "subject_kind",
    "subject_id",
    "application_id",
    "action",
    "from_state",
    "to_state",
    "reason",
    "data",
];

/// Whether a path can be unpacked anywhere without leaving its folder: ASCII letters, digits, `.`, `_`, `-` and `/`; no
/// part is empty, hidden, a climb, or ends with a dot.
#[must_use]
pub fn is_safe(path: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    path.len() <= MAX_PATH
        && path.split('/').all(|part| {
            !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && part.chars().all(is_plain)
        })
}

/// The part of the file that a path belongs to.
pub(super) fn source_of(path: &str) -> String {
    let of_case = path
        .strip_prefix(CASES)
        .and_then(|rest| rest.split_once('/'))
        .map(|(_, rest)| rest);
    of_case
        .unwrap_or(path)
        .split('/')
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// One line of [`SUMS`].
pub(super) fn sum_line(sha256: &str, path: &str) -> String {
    format!("{sha256}  {path}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_their_folder_are_not_safe() {
        for path in ["00-Inhalt.txt", "faelle/IBZ-2026A-001/10-antrag/vorgang.json"] {
            assert!(is_safe(path), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "a\\b",
            "C:x",
            ".bashrc",
            "a/.git",
            "x.",
            "ä.txt",
            "a b",
            "a\nb",
            &"x".repeat(MAX_PATH + 1),
        ] {
            assert!(!is_safe(path), "{path:?}");
        }
    }

    #[test]
    fn the_part_of_a_file_stands_in_its_path() {
        assert_eq!(source_of("faelle/A-1/40-bewilligung/x.json"), "40-bewilligung");
        assert_eq!(source_of("gemeinsam/30-niederschrift.pdf"), "gemeinsam");
        assert_eq!(source_of("00-Inhalt.txt"), "00-Inhalt.txt");
    }
}
