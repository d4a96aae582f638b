//! Checks a packet offline: every file against the manifest, the manifest against its sums, recorded hashes against
//! present ones, each audit entry against its own hash and seal. Needs the file alone, no database and no network.
//!
//! The file is hostile until shown otherwise: its entries are never unpacked to disk, names that leave their folder,
//! hidden or overlapping entries and bombs are refused before anything is read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Read, Seek as _, SeekFrom};
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};
use zip::ZipArchive;
use zip::read::ZipReadOptions;

use super::format::{
    AUDIT, AuditExtract, FORMAT, MANIFEST, MAX_BYTES, MAX_FILE_BYTES, MAX_FILES, Manifest, SUMS, is_safe,
};
use super::verify_audit::Chain;

/// Bytes of the manifest, the sums or an audit extract at most: these are read whole.
const MAX_WHOLE: u64 = 128 * 1024 * 1024;
/// Of all of them together: they are in memory at the same time.
const MAX_WHOLE_SUM: u64 = 512 * 1024 * 1024;
/// An archive that unpacks to more than this many times its size, and more than [`BOMB_FROM`], is a bomb.
const BOMB_RATIO: u64 = 200;
const BOMB_FROM: u64 = 64 * 1024 * 1024;
/// What may lie between two entries: the descriptor that some programs write, never another entry (30 bytes at least).
const MAX_GAP: u64 = 29;

/// What is wrong with a file of the packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Its bytes are not those the manifest names, or cannot be read.
    Altered,
    /// In the manifest, not in the packet.
    Missing,
    /// In the packet, not in the manifest.
    Extra,
    /// Manifest and sums name different hashes for it.
    Manifest,
    /// It was another one already when the packet was made: not what was recorded when it came to be.
    Recorded,
    /// An audit entry or its place in the chain.
    Audit,
    /// The packet as a whole is not the expected one.
    Packet,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    pub path: String,
    pub kind: FindingKind,
    /// In German: what was expected and what is there.
    pub detail: String,
}

/// What the manifest says of the packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    pub programme: String,
    pub call: String,
    pub cases: usize,
    pub made_at: chrono::DateTime<chrono::Utc>,
    pub made_by: String,
    pub role: String,
}

/// The outcome of checking a packet that could be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// None where the manifest cannot be read any more.
    pub head: Option<Head>,
    /// Files in the packet.
    pub files: usize,
    /// Of these, with a hash recorded when they came to be.
    pub recorded: usize,
    /// Audit entries, and those written too shortly before to have a seal.
    pub audit_entries: usize,
    pub audit_unsealed: usize,
    /// SHA-256 of the packet as a whole.
    pub sha256: String,
    /// By path; empty when nothing was altered.
    pub findings: Vec<Finding>,
}

impl Verdict {
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Why a file was not checked, in German.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

fn unreadable(why: impl fmt::Display) -> Unreadable {
    Unreadable(why.to_string())
}

type Archive = ZipArchive<BufReader<File>>;

/// Checks a packet. `expected`: the SHA-256 of the whole, as page and audit trail have it. Error: it is no packet, or
/// one that was made to do harm.
pub fn verify(path: &Path, expected: Option<&str>) -> Result<Verdict, Unreadable> {
    let mut file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let sha256 = hash_of(&mut file).map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let mut archive = ZipArchive::new(BufReader::new(file))
        .map_err(|error| unreadable(format!("kein lesbares ZIP-Archiv ({error})")))?;
    let names = safe_names(&mut archive, size)?;
    let contents = read_all(&mut archive, &names, MAX_WHOLE_SUM)?;
    let mut findings = Vec::new();
    if let Some(expected) = expected.filter(|expected| !expected.trim().eq_ignore_ascii_case(&sha256)) {
        let detail = format!(
            "SHA-256 der ganzen Akte ist {sha256}, erwartet {}",
            expected.trim()
        );
        push(&mut findings, FindingKind::Packet, "", detail);
    }
    let manifest = manifest(&contents, &mut findings)?;
    compare(&contents, manifest.as_ref(), &mut findings);
    let made_at = manifest.as_ref().map(|manifest| manifest.made_at);
    let mut chain = Chain::default();
    for (path, content) in contents.iter().filter(|(path, _)| path.ends_with(AUDIT)) {
        let extract = content
            .text
            .as_deref()
            .map(serde_json::from_slice::<AuditExtract>);
        match extract {
            Some(Ok(extract)) => chain.extract(path, &extract, made_at, &mut findings),
            _ => push(
                &mut findings,
                FindingKind::Audit,
                path,
                "der Protokollauszug ist nicht lesbar".to_owned(),
            ),
        }
    }
    chain.finish(&mut findings);
    findings.sort();
    findings.dedup();
    let recorded = manifest.iter().flat_map(|manifest| &manifest.files);
    Ok(Verdict {
        files: contents.len(),
        recorded: recorded.filter(|file| file.recorded_sha256.is_some()).count(),
        audit_entries: chain.entries,
        audit_unsealed: chain.unsealed,
        head: manifest.map(|manifest| Head {
            programme: manifest.programme,
            call: manifest.call.code,
            cases: manifest.cases.len(),
            made_at: manifest.made_at,
            made_by: manifest.made_by,
            role: manifest.role,
        }),
        sha256,
        findings,
    })
}

pub(super) fn push(findings: &mut Vec<Finding>, kind: FindingKind, path: &str, detail: String) {
    findings.push(Finding {
        path: path.to_owned(),
        kind,
        detail,
    });
}

fn hash_of(from: &mut impl Read) -> std::io::Result<String> {
    let mut sum = Sha256::new();
    let mut piece = vec![0; 1024 * 1024];
    loop {
        let read = from.read(&mut piece)?;
        if read == 0 {
            return Ok(hex::encode(sum.finalize()));
        }
        sum.update(&piece[..read]);
    }
}

/// The names of all entries, once it is sure that reading them does no harm and that none is hidden from the list.
fn safe_names(archive: &mut Archive, size: u64) -> Result<Vec<String>, Unreadable> {
    if archive.len() > MAX_FILES {
        return Err(unreadable(format!("mehr als {MAX_FILES} Dateien")));
    }
    if archive.offset() != 0 {
        return Err(unreadable("vor dem Archiv stehen fremde Daten"));
    }
    let mut names = Vec::with_capacity(archive.len());
    let mut places = Vec::with_capacity(archive.len());
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).unwrap_or_default().to_owned();
        if !is_safe(&name) {
            return Err(unreadable(format!("unzulässiger Dateiname {name:?}")));
        }
        // an entry whose own header is damaged is named when it is read
        if let Ok(entry) = archive.by_index_raw(index) {
            if entry.encrypted() || entry.is_symlink() {
                return Err(unreadable(format!("{name} ist verschlüsselt oder ein Verweis")));
            }
            if entry.size() > MAX_FILE_BYTES {
                return Err(unreadable(format!("{name} ist größer als erlaubt")));
            }
            total = total.saturating_add(entry.size());
            if let Some(start) = entry.data_start() {
                places.push((
                    entry.header_start(),
                    start.saturating_add(entry.compressed_size()),
                ));
            }
        }
        names.push(name);
    }
    if total > MAX_BYTES || total > BOMB_FROM.saturating_add(size.saturating_mul(BOMB_RATIO)) {
        return Err(unreadable("entpackt sich zu einem Vielfachen seiner Größe"));
    }
    if places.len() == names.len() {
        places.push((archive.central_directory_start(), u64::MAX));
        places.sort_unstable();
        let mut end = 0;
        for (start, next) in places {
            if start < end || start - end > MAX_GAP {
                return Err(unreadable(
                    "Dateien überlappen sich oder sind im Verzeichnis verborgen",
                ));
            }
            end = next;
        }
    }
    Ok(names)
}

/// A file of the packet as it is.
struct Content {
    /// None: it cannot be read.
    sha256: Option<String>,
    bytes: u64,
    /// Only of what is read whole: manifest, sums, audit extracts.
    text: Option<Vec<u8>>,
}

/// Everything, with the texts that are read whole as long as these have no more than `most` bytes together.
fn read_all(
    archive: &mut Archive,
    names: &[String],
    most: u64,
) -> Result<BTreeMap<String, Content>, Unreadable> {
    let mut contents = BTreeMap::new();
    let mut whole = 0_u64;
    for (index, name) in names.iter().enumerate() {
        let is_whole = name == MANIFEST || name == SUMS || name.ends_with(AUDIT);
        let content = read(archive, index, name, is_whole)?;
        whole += content.text.as_ref().map_or(0, |text| text.len() as u64);
        if whole > most {
            return Err(unreadable(format!(
                "Verzeichnisse und Protokolle sind zusammen größer als {} MiB",
                most >> 20
            )));
        }
        if contents.insert(name.clone(), content).is_some() {
            return Err(unreadable(format!("{name} ist zweimal enthalten")));
        }
    }
    Ok(contents)
}

/// What comes out of an entry, and never more than it says of itself: what goes on is damaged. Error: it says more than
/// may be read whole.
fn read(archive: &mut Archive, index: usize, name: &str, is_whole: bool) -> Result<Content, Unreadable> {
    let damaged = Content {
        sha256: None,
        bytes: 0,
        text: None,
    };
    // the hash tells more than the checksum of the archive, and names the file
    let Ok(entry) = archive.by_index_with_options(index, ZipReadOptions::new().ignore_crc32(true)) else {
        return Ok(damaged);
    };
    let said = entry.size();
    if is_whole && said > MAX_WHOLE {
        return Err(unreadable(format!("{name} ist größer als erlaubt")));
    }
    let mut sum = Sha256::new();
    let mut text = Vec::new();
    let mut bytes = 0_u64;
    let mut entry = entry.take(said.saturating_add(1));
    let mut piece = vec![0; 64 * 1024];
    loop {
        let Ok(read) = entry.read(&mut piece) else {
            return Ok(damaged);
        };
        if read == 0 {
            break;
        }
        bytes += read as u64;
        if bytes > said {
            return Ok(damaged);
        }
        sum.update(&piece[..read]);
        if is_whole {
            text.extend_from_slice(&piece[..read]);
        }
    }
    Ok(Content {
        sha256: Some(hex::encode(sum.finalize())),
        bytes,
        text: is_whole.then_some(text),
    })
}

/// The manifest; none, with a finding, when it was damaged. Error: there is none, or one of a layout that is not known.
fn manifest(
    contents: &BTreeMap<String, Content>,
    findings: &mut Vec<Finding>,
) -> Result<Option<Manifest>, Unreadable> {
    let Some(content) = contents.get(MANIFEST) else {
        if contents.contains_key(SUMS) {
            push(
                findings,
                FindingKind::Missing,
                MANIFEST,
                "das Verzeichnis fehlt".to_owned(),
            );
            return Ok(None);
        }
        return Err(unreadable(format!("keine Prüfakte: {MANIFEST} fehlt")));
    };
    let value: Option<serde_json::Value> = content
        .text
        .as_deref()
        .and_then(|text| serde_json::from_slice(text).ok());
    if let Some(format) = value.as_ref().and_then(|value| value["format"].as_str())
        && format != FORMAT
    {
        return Err(unreadable(format!("unbekannter Aufbau {format:?}")));
    }
    let manifest = value.and_then(|value| serde_json::from_value(value).ok());
    if manifest.is_none() {
        let detail = "das Verzeichnis ist nicht lesbar".to_owned();
        push(findings, FindingKind::Altered, MANIFEST, detail);
    }
    Ok(manifest)
}

/// What [`SUMS`] says, by path. A line that says nothing is a finding.
fn sums(
    contents: &BTreeMap<String, Content>,
    findings: &mut Vec<Finding>,
) -> Option<BTreeMap<String, String>> {
    let Some(content) = contents.get(SUMS) else {
        let detail = "die Liste der Prüfsummen fehlt".to_owned();
        push(findings, FindingKind::Missing, SUMS, detail);
        return None;
    };
    let text = String::from_utf8_lossy(content.text.as_deref().unwrap_or_default()).into_owned();
    let mut sums = BTreeMap::new();
    for line in text.lines() {
        match line.split_once("  ").filter(|(sha256, _)| sha256.len() == 64) {
            Some((sha256, path)) => {
                sums.insert(path.to_owned(), sha256.to_owned());
            }
            None => {
                let detail = "die Liste der Prüfsummen ist nicht lesbar".to_owned();
                push(findings, FindingKind::Altered, SUMS, detail);
            }
        }
    }
    Some(sums)
}

fn compare(contents: &BTreeMap<String, Content>, manifest: Option<&Manifest>, findings: &mut Vec<Finding>) {
    let sums = sums(contents, findings);
    let listed: BTreeMap<&str, &super::format::ManifestFile> = manifest
        .iter()
        .flat_map(|manifest| &manifest.files)
        .map(|file| (file.path.as_str(), file))
        .collect();
    let mut known: BTreeSet<&str> = listed.keys().copied().collect();
    known.extend(sums.iter().flat_map(|sums| sums.keys()).map(String::as_str));
    for path in &known {
        let file = listed.get(path);
        let sum = sums.as_ref().and_then(|sums| sums.get(*path));
        let Some(content) = contents.get(*path) else {
            let detail = "steht im Verzeichnis, fehlt in der Akte".to_owned();
            push(findings, FindingKind::Missing, path, detail);
            continue;
        };
        let Some(actual) = &content.sha256 else {
            let detail = "der Inhalt ist beschädigt und nicht lesbar".to_owned();
            push(findings, FindingKind::Altered, path, detail);
            continue;
        };
        let by_manifest = file.map(|file| &file.sha256);
        let fits = |wanted: Option<&String>| wanted.is_none_or(|wanted| wanted == actual);
        if !fits(by_manifest) && !fits(sum)
            || file.is_none() && !fits(sum)
            || sums.is_none() && !fits(by_manifest)
        {
            let wanted = by_manifest.or(sum).map_or("", String::as_str);
            let size = file
                .filter(|file| file.bytes != content.bytes)
                .map(|file| file.bytes);
            let size = size.map_or_else(String::new, |size| {
                format!("; {} Bytes, erwartet {size}", content.bytes)
            });
            let detail = format!("SHA-256 ist {actual}, erwartet {wanted}{size}");
            push(findings, FindingKind::Altered, path, detail);
            continue;
        }
        if !fits(by_manifest) || !fits(sum) {
            let wrong = if fits(sum) { MANIFEST } else { SUMS };
            let detail = format!("der Inhalt ist {actual}; {wrong} nennt etwas anderes");
            push(findings, FindingKind::Manifest, path, detail);
        }
        if *path != MANIFEST && manifest.is_some() && sums.is_some() && (file.is_none() || sum.is_none()) {
            let wrong = if file.is_none() { MANIFEST } else { SUMS };
            let detail = format!("{wrong} nennt diese Datei nicht");
            push(findings, FindingKind::Manifest, path, detail);
        }
        if let Some(recorded) = file.and_then(|file| file.recorded_sha256.as_ref())
            && recorded != actual
        {
            let detail = format!("SHA-256 ist {actual}, beim Entstehen festgehalten wurde {recorded}");
            push(findings, FindingKind::Recorded, path, detail);
        }
    }
    let own = [MANIFEST, SUMS];
    for path in contents
        .keys()
        .filter(|path| !known.contains(path.as_str()) && !own.contains(&path.as_str()))
    {
        let detail = "steht nicht im Verzeichnis".to_owned();
        push(findings, FindingKind::Extra, path, detail);
    }
    if let Some(sums) = &sums
        && !sums.contains_key(MANIFEST)
    {
        let detail = format!("{SUMS} nennt das Verzeichnis nicht");
        push(findings, FindingKind::Manifest, MANIFEST, detail);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn texts_that_are_read_whole_have_a_limit_together() {
        let mut zip = ZipWriter::new(tempfile::tempfile().unwrap());
        let names = [format!("faelle/a/{AUDIT}"), format!("faelle/b/{AUDIT}")];
        for name in &names {
            zip.start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            zip.write_all(&[b'x'; 600]).unwrap();
        }
        let mut archive = ZipArchive::new(BufReader::new(zip.finish().unwrap())).unwrap();
        assert!(read_all(&mut archive, &names, 1_200).is_ok());
        let refused = read_all(&mut archive, &names, 1_199).err().unwrap();
        assert!(refused.0.contains("zusammen größer"), "{refused}");
    }
}
