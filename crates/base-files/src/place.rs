//! Where the bytes lie: a folder, or a bucket of a service that speaks S3.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base::Problem;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, RetryConfig};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Files;

/// The service is reached within seconds or not at all.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// How long it may say nothing. No bound for the whole: a large file goes only as fast as whoever fetches it.
const ANSWER_WITHIN: Duration = Duration::from_secs(120);
/// What fails for a moment is tried again this often and this long; a person waits for it.
const RETRIES: usize = 3;
const RETRY_WITHIN: Duration = Duration::from_secs(20);

/// How a service that speaks S3 is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct S3 {
    /// `https://s3.example`; the bucket goes into the path. Empty: Amazon's own service of the region.
    pub endpoint: String,
    /// Empty: `us-east-1`, which services of one's own take as well.
    pub region: String,
    pub access_key_id: String,
    pub secret_access_key: String,
}

/// The place that a setting names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Folder(PathBuf),
    Bucket {
        name: String,
        /// What all names in the bucket begin with; empty: nothing.
        prefix: String,
        s3: S3,
    },
}

impl Place {
    /// A path, `file://` and a path, or `s3://bucket`, also with `/prefix`. Error: a sentence for the operator.
    pub fn parse(setting: &str, s3: &S3) -> Result<Self, String> {
        let (scheme, rest) = setting.split_once("://").unwrap_or(("file", setting));
        match scheme {
            "file" if rest.is_empty() => Err("no folder is named".to_owned()),
            "file" => Ok(Self::Folder(PathBuf::from(rest))),
            "s3" => {
                let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
                if name.is_empty() {
                    return Err("no bucket is named: s3://bucket".to_owned());
                }
                if s3.access_key_id.is_empty() || s3.secret_access_key.is_empty() {
                    return Err("s3 needs access_key_id and secret_access_key".to_owned());
                }
                if !s3.endpoint.is_empty() && !s3.endpoint.starts_with("http") {
                    return Err("s3.endpoint must start with https:// (or http://)".to_owned());
                }
                Ok(Self::Bucket {
                    name: name.to_owned(),
                    prefix: prefix.trim_matches('/').to_owned(),
                    s3: s3.clone(),
                })
            }
            other => Err(format!("{other}:// is not known: use a folder or s3://bucket")),
        }
    }

    /// The files in it; a missing folder is made. The service is asked for nothing yet.
    pub fn open(&self) -> Result<Files, Problem> {
        match self {
            Self::Folder(path) => folder(path),
            Self::Bucket { name, prefix, s3 } => {
                let broken = |error| Problem::broken(format!("file store s3://{name}: {error}"));
                let store = s3.bucket(name).map_err(broken)?;
                Ok(Files {
                    store: if prefix.is_empty() {
                        Arc::new(store)
                    } else {
                        Arc::new(PrefixStore::new(store, prefix.as_str()))
                    },
                    folder: None,
                    scanner: None,
                })
            }
        }
    }
}

impl S3 {
    fn bucket(&self, name: &str) -> Result<object_store::aws::AmazonS3, object_store::Error> {
        speak_tls();
        let client = ClientOptions::new()
            .with_connect_timeout(CONNECT_WITHIN)
            .with_timeout_disabled()
            .with_read_timeout(ANSWER_WITHIN)
            .with_allow_http(self.endpoint.starts_with("http://"));
        let retry = RetryConfig {
            max_retries: RETRIES,
            retry_timeout: RETRY_WITHIN,
            ..RetryConfig::default()
        };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(name)
            .with_access_key_id(&self.access_key_id)
            .with_secret_access_key(&self.secret_access_key)
            // many services of one's own know no deletion of several at once; ours are few
            .with_disable_bulk_delete(true)
            .with_client_options(client)
            .with_retry(retry);
        if !self.region.is_empty() {
            builder = builder.with_region(&self.region);
        }
        if !self.endpoint.is_empty() {
            builder = builder.with_endpoint(&self.endpoint);
        }
        builder.build()
    }
}

/// Gives this process the cryptography of its HTTPS clients, once. Every program that builds one calls it before.
pub fn speak_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default(); // installed already: fine
}

fn folder(path: &Path) -> Result<Files, Problem> {
    let broken =
        |error: &dyn std::fmt::Display| Problem::broken(format!("file store {}: {error}", path.display()));
    std::fs::create_dir_all(path).map_err(|error| broken(&error))?;
    let path = path.canonicalize().map_err(|error| broken(&error))?;
    let store = LocalFileSystem::new_with_prefix(&path).map_err(|error| broken(&error))?;
    Ok(Files {
        store: Arc::new(store),
        folder: Some(path.into()),
        scanner: None,
    })
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// `ab/cdef…`, so that no folder grows beyond reason.
pub(crate) fn key(sha256: &str) -> Key {
    let (folder, rest) = sha256.split_at_checked(2).unwrap_or(("", sha256));
    Key::from_iter([folder, rest])
}

/// The inverse of [`key`].
pub(crate) fn name(key: &Key) -> String {
    key.as_ref().replace('/', "")
}

/// Writes bytes where they belong by their hash, which it gives. Bytes that are there already are written again, which
/// renews their age for the sweep.
pub(crate) fn write_lasting(root: &Path, bytes: &[u8]) -> Result<String, Problem> {
    let sha256 = hash(bytes);
    place_lasting(root, &sha256, |file| file.write_all(bytes))?;
    Ok(sha256)
}

/// Fills beside, flushes, renames, flushes the folders: after this a power failure loses nothing.
pub(crate) fn place_lasting(
    root: &Path,
    sha256: &str,
    fill: impl FnOnce(&mut std::fs::File) -> std::io::Result<()>,
) -> Result<(), Problem> {
    let (folder, rest) = sha256.split_at(2);
    let folder = root.join(folder);
    let unfinished = folder.join(format!("unfinished-{}", Uuid::now_v7()));
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(&folder)?;
        let mut file = std::fs::File::create_new(&unfinished)?;
        fill(&mut file)?;
        file.sync_all()?;
        std::fs::rename(&unfinished, folder.join(rest))?;
        std::fs::File::open(&folder)?.sync_all()?;
        std::fs::File::open(root)?.sync_all()
    };
    write().map_err(|error| {
        // a full disk gets back what half a file took; where it was never made there is nothing to remove
        let _ = std::fs::remove_file(&unfinished);
        Problem::broken(format!("file store {}: {error}", folder.display()))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    #[test]
    fn a_full_disk_keeps_no_half_file() {
        let root = tempfile::tempdir().unwrap();
        let full = |file: &mut std::fs::File| {
            file.write_all(b"half")?;
            Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
        };
        let failed = place_lasting(root.path(), "abcdef", full);
        assert!(failed.unwrap_err().to_string().contains("file store"));
        assert_eq!(std::fs::read_dir(root.path().join("ab")).unwrap().count(), 0);
    }
}
