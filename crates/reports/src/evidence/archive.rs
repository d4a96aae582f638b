//! The archive while it is written: one file after the other into a file on disk, each with its hash.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write as _;

use base::{Problem, Text};
use base_web::app::EvidenceFile;
use base_web::evidence::SHARED;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::contents;
use super::format::{
    CONTENTS, MANIFEST, MAX_BYTES, MAX_FILE_BYTES, MAX_FILES, Manifest, ManifestFile, SUMS, is_safe,
    source_of, sum_line,
};

/// A packet under construction. Nothing of it is held in memory but the list of its files.
pub(super) struct Archive {
    zip: ZipWriter<File>,
    files: Vec<ManifestFile>,
    /// What several cases share, by path: written once.
    shared: HashMap<String, String>,
    bytes: u64,
}

impl Archive {
    pub(super) fn new(file: File) -> Self {
        Self {
            zip: ZipWriter::new(file),
            files: Vec::new(),
            shared: HashMap::new(),
            bytes: 0,
        }
    }

    /// Puts files into a folder, in the order of their paths. Error: `TooLarge` beyond a limit; broken for a path that
    /// is unsafe or there already.
    pub(super) fn add(&mut self, folder: &str, mut files: Vec<EvidenceFile>) -> Result<(), Problem> {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        for file in files {
            let sha256 = hex::encode(Sha256::digest(&file.bytes));
            let path = if file.path.starts_with(SHARED) {
                match self.shared.get(&file.path) {
                    Some(known) if *known == sha256 => continue,
                    Some(_) => return Err(Problem::broken(format!("two files are {}", file.path))),
                    None => self.shared.insert(file.path.clone(), sha256.clone()),
                };
                file.path
            } else {
                format!("{folder}{}", file.path)
            };
            self.write(&path, &file.media_type, &file.bytes)?;
            self.files.push(ManifestFile {
                bytes: file.bytes.len() as u64,
                source: source_of(&path),
                path,
                sha256,
                recorded_sha256: file.sha256,
                media_type: file.media_type,
            });
        }
        Ok(())
    }

    /// Closes the archive with the page for people, the manifest and the sums. `head` has no files yet.
    pub(super) fn finish(mut self, mut head: Manifest) -> Result<(File, Manifest), Problem> {
        let page = contents::page(&head, &self.files);
        let page = EvidenceFile {
            path: CONTENTS.to_owned(),
            media_type: "text/plain; charset=utf-8".to_owned(),
            bytes: page.into(),
            sha256: None,
        };
        self.add("", vec![page])?;
        head.files = std::mem::take(&mut self.files);
        let mut manifest = serde_json::to_vec_pretty(&head).map_err(Problem::broken)?;
        manifest.push(b'\n');
        self.write(MANIFEST, "application/json", &manifest)?;
        let mut sums: String = head
            .files
            .iter()
            .map(|file| sum_line(&file.sha256, &file.path))
            .collect();
        sums.push_str(&sum_line(&hex::encode(Sha256::digest(&manifest)), MANIFEST));
        self.write(SUMS, "text/plain", sums.as_bytes())?;
        let file = self.zip.finish().map_err(Problem::broken)?;
        Ok((file, head))
    }

    fn write(&mut self, path: &str, media_type: &str, bytes: &[u8]) -> Result<(), Problem> {
        if !is_safe(path) {
            return Err(Problem::broken(format!("no path for an archive: {path:?}")));
        }
        let size = bytes.len() as u64;
        self.bytes = self.bytes.saturating_add(size);
        if size > MAX_FILE_BYTES || self.bytes > MAX_BYTES || self.files.len() >= MAX_FILES {
            return Err(Problem::TooLarge(
                Text::new("evidence-too-large").with("gib", MAX_BYTES >> 30),
            ));
        }
        let options = SimpleFileOptions::default()
            .last_modified_time(DateTime::default()) // the same content gives the same bytes
            .unix_permissions(0o644)
            .compression_method(method(media_type));
        self.zip.start_file(path, options).map_err(Problem::broken)?;
        self.zip.write_all(bytes).map_err(Problem::broken)
    }
}

/// What is compressed in itself is stored as it is.
fn method(media_type: &str) -> CompressionMethod {
    let is_compressed = media_type == "application/pdf"
        || media_type.starts_with("image/")
        || media_type.contains("openxmlformats");
    if is_compressed {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    }
}
