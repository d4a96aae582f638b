//! Looking after the store: what is left over goes, what is missing is said, and two databases never share one.

use std::collections::HashSet;

use base::{Ctx, Problem};
use base_db::{Db, settings};
use chrono::Duration;
use futures::TryStreamExt as _;
use object_store::path::Path as Key;
use object_store::{Error, ObjectMeta, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, PutPayload};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::Files;
use crate::place::{key, name};
use crate::row::stored_file;

/// Bytes without a row are left alone this long: their use case may still be running.
const SWEEP_AFTER_HOURS: i64 = 24;

/// Rows or blobs looked at per statement.
const BATCH: usize = 500;

/// What the first instance leaves in the store; the setting of this name holds the same.
const MARK: &str = "store-mark";
const SETTING: &str = "file_store_mark";

impl Files {
    /// Leaves the same mark in the database and in the store, unless there is one. Asked by every instance that
    /// starts. Error: broken, with the finding, when this is not the store that the others use.
    pub async fn mark(&self, db: &Db, ctx: &Ctx) -> Result<(), Problem> {
        if settings::find(db.reader(), SETTING).await?.is_none() {
            let mark = Uuid::now_v7().to_string();
            let unit = db.write(ctx).await?;
            settings::set(&unit, SETTING, &mark).await?;
            let new = PutOptions::from(PutMode::Create);
            match ObjectStore::put_opts(&*self.store, &Key::from(MARK), PutPayload::from(mark), new).await {
                Ok(_) => return unit.commit().await,
                // another instance that starts right now, or another database: the finding tells
                Err(Error::AlreadyExists { .. }) => {}
                Err(error) => return Err(Problem::broken(error)),
            }
        }
        match self.mark_findings(db).await?.pop() {
            Some(finding) => Err(Problem::broken(finding)),
            None => Ok(()),
        }
    }

    /// Whether this is the store that the database's first instance marked. Empty: it is, or none was marked yet.
    pub async fn mark_findings(&self, db: &Db) -> Result<Vec<String>, Problem> {
        let wanted = settings::find(db.reader(), SETTING).await?;
        let found = match self.store.get(&Key::from(MARK)).await {
            Ok(answer) => Some(answer.bytes().await.map_err(Problem::broken)?),
            Err(Error::NotFound { .. }) => None,
            Err(error) => return Err(Problem::broken(error)),
        };
        let finding = match (wanted, found) {
            (None, None) => None,
            (Some(wanted), Some(found)) if wanted.as_bytes() == found => None,
            (Some(_), None) => Some("file_store: not the store that the other instances use (no mark in it)"),
            (_, Some(_)) => Some("file_store: belongs to another database (its store-mark is another one)"),
        };
        Ok(finding.map(str::to_owned).into_iter().collect())
    }

    /// Removes bytes that have had no row for 24 hours (by the machine's clock), and unfinished writes; gives their
    /// number.
    /// Error: broken when the store belongs to another database, whose files have no row here.
    pub async fn sweep(&self, db: &Db) -> Result<usize, Problem> {
        if let Some(finding) = self.mark_findings(db).await?.pop() {
            return Err(Problem::broken(finding));
        }
        self.sweep_before(db, db.machine_now() - Duration::hours(SWEEP_AFTER_HOURS))
            .await
    }

    /// As [`Files::sweep`], for bytes last written before `before`.
    pub async fn sweep_before(&self, db: &Db, before: DateTimeUtc) -> Result<usize, Problem> {
        let mut removed = 0;
        let mut old = self
            .store
            .list(None)
            .try_filter(|blob| {
                let is_old = blob.last_modified < before && blob.location.as_ref() != MARK;
                futures::future::ready(is_old)
            })
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
