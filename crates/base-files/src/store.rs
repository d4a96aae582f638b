//! The store of the bytes, and the way of a file into it, out of it and out of the world.

use std::path::Path;
use std::sync::Arc;

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use bytes::Bytes;
use object_store::{ObjectStore, ObjectStoreExt as _};
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use crate::place::{Place, hash, key, write_lasting};
use crate::row::{StoredFile, stored_file};
use crate::{SCAN_JOB, ScanState, Scanner, Verdict, clean_file_name};

/// Bytes of one file at most, whatever it is for. Each form has its own, lower limits.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;

/// What people from outside sent, and nobody has looked at yet.
const FROM_OUTSIDE: [&str; 4] = ["attachment", "document-answer", "amendment", "appointment"];

/// Where the bytes lie; cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    pub(crate) store: Arc<dyn ObjectStore>,
    /// The folder, when it is one: `object_store` does not flush what it writes, so we write there ourselves.
    pub(crate) folder: Option<Arc<Path>>,
    /// Who looks for viruses, where one is configured.
    pub(crate) scanner: Option<Arc<Scanner>>,
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
    pub(crate) fn of(sha256: String, size_bytes: i64) -> Self {
        Self { sha256, size_bytes }
    }

    /// SHA-256 of the bytes, lower-case hex.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

impl Files {
    /// A folder on this machine; it is made when it is missing.
    pub fn folder(path: impl AsRef<Path>) -> Result<Self, Problem> {
        Place::Folder(path.as_ref().to_owned()).open()
    }

    /// A store that forgets everything, for tests.
    #[must_use]
    pub fn memory() -> Self {
        Self {
            store: Arc::new(object_store::memory::InMemory::new()),
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
        require_released(file)?;
        self.read_unscanned(file).await
    }

    /// The bytes as they lie there, also when they are no longer what was stored; `None` when they are gone. For an
    /// evidence packet, which lays them beside the recorded hash. Error: refused while the file is in quarantine;
    /// broken when the store does not answer.
    pub async fn read_as_is(&self, file: &StoredFile) -> Result<Option<Bytes>, Problem> {
        require_released(file)?;
        let answer = match self.store.get(&key(&file.sha256)).await {
            Ok(answer) => answer,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(Problem::broken(format!("file {}: {error}", file.id))),
        };
        Ok(Some(answer.bytes().await.map_err(Problem::broken)?))
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
            Verdict::Infected(name) => (ScanState::Infected, Some(base::names::clean(&name))),
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
}

/// Error: refused while the file is in quarantine.
pub(crate) fn require_released(file: &StoredFile) -> Result<(), Problem> {
    if !file.is_quarantined() {
        return Ok(());
    }
    let key = if file.scan_state == ScanState::Infected {
        "problem-file-infected"
    } else {
        "problem-file-quarantined"
    };
    Err(Problem::refused(
        "quarantined",
        Text::new(key).with("name", &file.name),
    ))
}
