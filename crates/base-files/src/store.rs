//! The store of the bytes, and the way of a file into it, out of it and out of the world.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use bytes::Bytes;
use chrono::Duration;
use futures::TryStreamExt as _;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt as _};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{QueryOrder, QuerySelect, Set};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::row::{StoredFile, stored_file};
use crate::{SCAN_JOB, ScanState, Scanner, Verdict, clean_file_name};

/// Bytes of one file at most, whatever it is for. Each form has its own, lower limits.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;

/// Bytes without a row are left alone this long: their use case may still be running.
const SWEEP_AFTER_HOURS: i64 = 24;

/// What people from outside sent, and nobody has looked at yet.
const FROM_OUTSIDE: [&str; 2] = ["attachment", "document-answer"];

/// Rows or blobs looked at per statement.
const BATCH: usize = 500;

/// Where the bytes lie; cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// The folder, when it is one: `object_store` does not flush what it writes, so we write there ourselves.
    folder: Option<Arc<Path>>,
    /// Who looks for viruses, where one is configured.
    scanner: Option<Arc<Scanner>>,
}

/// What a use case files.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// As the person named it; it is cleaned before it is stored.
    pub name: String,
    pub media_type: String,
    /// What it is filed as, e.g. `attachment`, `notice`, `import`.
    pub purpose: &'static str,
    pub application_id: Option<Uuid>,
    pub bytes: Bytes,
}

/// Bytes that are safely stored and only lack their row.
#[derive(Clone, Debug)]
pub struct Staged {
    sha256: String,
    size_bytes: i64,
}

impl Staged {
    /// SHA-256 of the bytes, lower-case hex.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

impl Files {
    /// A folder on this machine; it is made when it is missing.
    pub fn folder(path: impl AsRef<Path>) -> Result<Self, Problem> {
        let path = path.as_ref();
        let broken = |error: &dyn std::fmt::Display| {
            Problem::broken(format!("file store {}: {error}", path.display()))
        };
        std::fs::create_dir_all(path).map_err(|error| broken(&error))?;
        let path = path.canonicalize().map_err(|error| broken(&error))?;
        let store = LocalFileSystem::new_with_prefix(&path).map_err(|error| broken(&error))?;
        Ok(Self {
            store: Arc::new(store),
            folder: Some(path.into()),
            scanner: None,
        })
    }

    /// A store that forgets everything, for tests.
    #[must_use]
    pub fn memory() -> Self {
        Self {
            store: Arc::new(InMemory::new()),
            folder: None,
            scanner: None,
        }
    }

    /// Everything from outside waits in quarantine until `scanner` found it clean.
    #[must_use]
    pub fn scanned_by(self, scanner: Option<Scanner>) -> Self {
        Self {
            scanner: scanner.map(Arc::new),
            ..self
        }
    }

    /// The store of a setting: a path, `file://` and a path, or `memory`. Error: another scheme.
    pub fn from_url(url: &str) -> Result<Self, Problem> {
        match url.split_once("://") {
            None if url == "memory" => Ok(Self::memory()),
            None => Self::folder(url),
            Some(("file", path)) => Self::folder(path),
            Some((scheme, _)) => Err(Problem::broken(format!(
                "file store {scheme}: not supported, use a folder"
            ))),
        }
    }

    /// Writes the bytes and makes them lasting. Called before the unit begins, so that no other writer waits for the
    /// disk. Error: `TooLarge` beyond [`MAX_FILE_BYTES`].
    pub async fn stage(&self, bytes: Bytes) -> Result<Staged, Problem> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(Problem::TooLarge(
                Text::new("problem-file-too-large").with("max", MAX_FILE_BYTES >> 20),
            ));
        }
        let size_bytes = bytes.len() as i64;
        let sha256 = match &self.folder {
            Some(folder) => {
                let folder = folder.clone();
                tokio::task::spawn_blocking(move || write_lasting(&folder, &bytes))
                    .await
                    .map_err(Problem::broken)??
            }
            None => {
                let sha256 = hash(&bytes);
                self.store
                    .put(&key(&sha256), bytes.into())
                    .await
                    .map_err(Problem::broken)?;
                sha256
            }
        };
        Ok(Staged { sha256, size_bytes })
    }

    /// Files staged bytes within the unit (`new.bytes` is not looked at).
    pub async fn keep(&self, unit: &Unit<'_>, new: NewFile, staged: Staged) -> Result<StoredFile, Problem> {
        let file = StoredFile {
            id: Uuid::now_v7(),
            sha256: staged.sha256,
            size_bytes: staged.size_bytes,
            name: clean_file_name(&new.name),
            media_type: new.media_type,
            purpose: new.purpose.to_owned(),
            application_id: new.application_id,
            created_by: unit.ctx().person_id().map(|person| person.0),
            created_at: unit.now(),
            scan_state: if self.scanner.is_some() && FROM_OUTSIDE.contains(&new.purpose) {
                ScanState::Pending
            } else {
                ScanState::None
            },
            scan_finding: None,
            scanned_at: None,
        };
        if file.scan_state == ScanState::Pending {
            unit.schedule(SCAN_JOB, file.id, unit.now()).await?;
        }
        let row = stored_file::ActiveModel {
            id: Set(file.id),
            sha256: Set(file.sha256.clone()),
            size_bytes: Set(file.size_bytes),
            name: Set(file.name.clone()),
            media_type: Set(file.media_type.clone()),
            purpose: Set(file.purpose.clone()),
            application_id: Set(file.application_id),
            created_by: Set(file.created_by),
            created_at: Set(file.created_at),
            scan_state: Set(file.scan_state),
            scan_finding: Set(None),
            scanned_at: Set(None),
        };
        stored_file::Entity::insert(row)
            .exec_without_returning(unit.conn())
            .await?;
        Ok(file)
    }

    /// Stores and files in one go: bytes first, then the row within the unit.
    pub async fn put(&self, unit: &Unit<'_>, new: NewFile) -> Result<StoredFile, Problem> {
        let staged = self.stage(new.bytes.clone()).await?;
        self.keep(unit, new, staged).await
    }

    /// The bytes of a file. Error: refused while it is in quarantine; `Broken` when they are missing or no longer what
    /// was stored.
    pub async fn read(&self, file: &StoredFile) -> Result<Bytes, Problem> {
        if file.is_quarantined() {
            let key = if file.scan_state == ScanState::Infected {
                "problem-file-infected"
            } else {
                "problem-file-quarantined"
            };
            return Err(Problem::refused(
                "quarantined",
                Text::new(key).with("name", &file.name),
            ));
        }
        self.read_unscanned(file).await
    }

    /// The work of job [`SCAN_JOB`]: has a waiting file looked at and notes the verdict. A file that is gone or was
    /// scanned already is left alone. Error: the scanner does not answer; the file stays in quarantine.
    pub async fn scan(&self, db: &Db, id: Uuid) -> Result<(), Problem> {
        let file = crate::find(db.reader(), id).await?;
        let Some(file) = file.filter(|file| file.scan_state == ScanState::Pending) else {
            return Ok(());
        };
        let scanner = self
            .scanner
            .as_ref()
            .ok_or_else(|| Problem::broken(format!("file {id} waits for a scan, but no scanner is set")))?;
        let (state, finding) = match scanner.scan(&self.read_unscanned(&file).await?).await? {
            Verdict::Clean => (ScanState::Clean, None),
            Verdict::Infected(name) => (ScanState::Infected, Some(name)),
        };
        let ctx = Ctx::system(SCAN_JOB, db.now());
        let unit = db.write(&ctx).await?;
        stored_file::Entity::update_many()
            .col_expr(stored_file::Column::ScanState, Expr::value(state.code()))
            .col_expr(stored_file::Column::ScanFinding, Expr::value(finding.clone()))
            .col_expr(stored_file::Column::ScannedAt, Expr::value(ctx.now))
            .filter(stored_file::Column::Id.eq(id))
            .exec(unit.conn())
            .await?;
        if let (Some(finding), Some(case)) = (finding, file.application_id) {
            let found = Entry::new("file", id, "infected").case(case).reason(finding);
            unit.audit(found).await?;
        }
        unit.commit().await
    }

    /// The bytes, whatever the scanner said of them.
    async fn read_unscanned(&self, file: &StoredFile) -> Result<Bytes, Problem> {
        let lost = |error: &dyn std::fmt::Display| {
            Problem::broken(format!("file {} ({}): {error}", file.id, file.sha256))
        };
        let answer = self
            .store
            .get(&key(&file.sha256))
            .await
            .map_err(|error| lost(&error))?;
        let bytes = answer.bytes().await.map_err(|error| lost(&error))?;
        if hash(&bytes) != file.sha256 {
            return Err(lost(&"the stored bytes were altered"));
        }
        Ok(bytes)
    }

    /// Removes bytes that have had no row for 24 hours (by the machine's clock), and unfinished writes; gives their
    /// number.
    pub async fn sweep(&self, db: &Db) -> Result<usize, Problem> {
        self.sweep_before(db, db.machine_now() - Duration::hours(SWEEP_AFTER_HOURS))
            .await
    }

    /// As [`Files::sweep`], for bytes last written before `before`.
    pub async fn sweep_before(&self, db: &Db, before: DateTimeUtc) -> Result<usize, Problem> {
        let mut removed = 0;
        let mut old = self
            .store
            .list(None)
            .try_filter(|blob| futures::future::ready(blob.last_modified < before))
            .try_chunks(BATCH);
        while let Some(blobs) = old.try_next().await.map_err(Problem::broken)? {
            let filed = self.filed(db, &blobs).await?;
            for blob in blobs
                .into_iter()
                .filter(|blob| !filed.contains(&name(&blob.location)))
            {
                // The same bytes may have been written again since the listing.
                let still_old = self
                    .store
                    .head(&blob.location)
                    .await
                    .is_ok_and(|now| now.last_modified < before);
                if still_old {
                    self.store.delete(&blob.location).await.map_err(Problem::broken)?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }

    /// Which of the blobs have a row.
    async fn filed(&self, db: &Db, blobs: &[ObjectMeta]) -> Result<HashSet<String>, Problem> {
        let hashes = blobs.iter().map(|blob| name(&blob.location));
        let filed: Vec<String> = stored_file::Entity::find()
            .select_only()
            .column(stored_file::Column::Sha256)
            .filter(stored_file::Column::Sha256.is_in(hashes))
            .into_tuple()
            .all(db.reader())
            .await?;
        Ok(filed.into_iter().collect())
    }

    /// What `backoffice check` reports: files whose bytes are missing or have another size. Empty means clean.
    pub async fn findings(&self, db: &Db) -> Result<Vec<String>, Problem> {
        let mut findings = Vec::new();
        let mut last = Uuid::nil();
        loop {
            let files = stored_file::Entity::find()
                .filter(stored_file::Column::Id.gt(last))
                .order_by_asc(stored_file::Column::Id)
                .limit(BATCH as u64)
                .all(db.reader())
                .await?;
            let Some(end) = files.last() else {
                return Ok(findings);
            };
            last = end.id;
            for file in &files {
                match self.store.head(&key(&file.sha256)).await {
                    Ok(blob) if blob.size == file.size_bytes as u64 => {}
                    Ok(blob) => findings.push(format!(
                        "file {} ({}): {} bytes stored, {} expected",
                        file.id, file.sha256, blob.size, file.size_bytes
                    )),
                    Err(error) => findings.push(format!("file {} ({}): {error}", file.id, file.sha256)),
                }
            }
        }
    }
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// `ab/cdef…`, so that no folder grows beyond reason.
fn key(sha256: &str) -> Key {
    let (folder, rest) = sha256.split_at_checked(2).unwrap_or(("", sha256));
    Key::from_iter([folder, rest])
}

/// The inverse of [`key`].
fn name(key: &Key) -> String {
    key.as_ref().replace('/', "")
}

/// Writes beside, flushes, renames, flushes the folders: after this a power failure loses nothing. Bytes that are
/// there already are written again, which renews their age for the sweep.
fn write_lasting(root: &Path, bytes: &[u8]) -> Result<String, Problem> {
    let sha256 = hash(bytes);
    let (folder, rest) = sha256.split_at(2);
    let folder = root.join(folder);
    let unfinished = folder.join(format!("unfinished-{}", Uuid::now_v7()));
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(&folder)?;
        let mut file = std::fs::File::create_new(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&unfinished, folder.join(rest))?;
        std::fs::File::open(&folder)?.sync_all()?;
        std::fs::File::open(root)?.sync_all()
    };
    write().map_err(|error| Problem::broken(format!("file store {}: {error}", folder.display())))?;
    Ok(sha256)
}
