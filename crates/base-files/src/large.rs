//! Files that are too large to hold in memory: written from a file on this machine, read piece by piece.

use std::io::{Read as _, Seek as _, SeekFrom};

use base::{Problem, Text};
use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _};
use object_store::{ObjectStoreExt as _, WriteMultipart};
use sha2::{Digest, Sha256};

use crate::place::{key, place_lasting};
use crate::row::StoredFile;
use crate::{Files, Staged};

/// Bytes of a file at most that is written from a file: what a disk may be filled with.
pub const MAX_LARGE_BYTES: u64 = 16 * 1024 * 1024 * 1024;
/// Read and sent at once; S3 takes no smaller parts than 5 MiB.
const PIECE: usize = 8 * 1024 * 1024;
/// Parts of one file on their way to a bucket.
const AT_ONCE: usize = 2;

impl Files {
    /// As [`Files::stage`], of a file from its beginning, never more than a few pieces of it in memory. Error:
    /// `TooLarge` beyond [`MAX_LARGE_BYTES`].
    pub async fn stage_file(&self, file: std::fs::File) -> Result<Staged, Problem> {
        let size = file.metadata().map_err(Problem::broken)?.len();
        if size > MAX_LARGE_BYTES {
            return Err(Problem::TooLarge(
                Text::new("problem-file-too-large").with("max", MAX_LARGE_BYTES >> 20),
            ));
        }
        let (sha256, file) = hashed(file).await?;
        match &self.folder {
            Some(folder) => {
                let (folder, sha256, mut file) = (folder.clone(), sha256.clone(), file);
                tokio::task::spawn_blocking(move || {
                    place_lasting(&folder, &sha256, |to| std::io::copy(&mut file, to).map(|_| ()))
                })
                .await
                .map_err(Problem::broken)??;
            }
            None => self.send(&sha256, file).await?,
        }
        Ok(Staged::of(sha256, i64::try_from(size).map_err(Problem::broken)?))
    }

    async fn send(&self, sha256: &str, file: std::fs::File) -> Result<(), Problem> {
        let upload = self
            .store
            .put_multipart(&key(sha256))
            .await
            .map_err(Problem::broken)?;
        let mut parts = WriteMultipart::new_with_chunk_size(upload, PIECE);
        match fill(&mut parts, file).await {
            Ok(()) => {
                parts.finish().await.map_err(Problem::broken)?;
                Ok(())
            }
            Err(problem) => {
                // parts of a file that never comes would lie in the bucket for good
                Err(match parts.abort().await {
                    Ok(()) => problem,
                    Err(error) => {
                        Problem::broken(format!("{problem}; its parts stay in the bucket: {error}"))
                    }
                })
            }
        }
    }

    /// The bytes of a file, piece by piece. The stream ends with an error when they are no longer what was stored.
    /// Error: refused while it is in quarantine; `Broken` when they are missing.
    pub async fn stream(
        &self,
        file: &StoredFile,
    ) -> Result<BoxStream<'static, Result<Bytes, Problem>>, Problem> {
        crate::store::require_released(file)?;
        let answer = self
            .store
            .get(&key(&file.sha256))
            .await
            .map_err(|error| Problem::broken(format!("file {}: {error}", file.id)))?;
        let (id, wanted) = (file.id, file.sha256.clone());
        let pieces = answer.into_stream().map_err(Problem::broken);
        let state = (pieces, Sha256::new(), false);
        let checked = futures::stream::try_unfold(state, move |(mut pieces, mut sum, ended)| {
            let wanted = wanted.clone();
            async move {
                if ended {
                    return Ok(None);
                }
                match pieces.try_next().await? {
                    Some(piece) => {
                        sum.update(&piece);
                        Ok(Some((piece, (pieces, sum, false))))
                    }
                    None if hex::encode(sum.finalize_reset()) == wanted => Ok(None),
                    None => Err(Problem::broken(format!(
                        "file {id}: the stored bytes were altered"
                    ))),
                }
            }
        });
        Ok(checked.boxed())
    }
}

async fn fill(parts: &mut WriteMultipart, mut file: std::fs::File) -> Result<(), Problem> {
    loop {
        let piece;
        (file, piece) = next_piece(file).await?;
        if piece.is_empty() {
            return Ok(());
        }
        parts.wait_for_capacity(AT_ONCE).await.map_err(Problem::broken)?;
        parts.put(piece);
    }
}

/// The hash of a file from its beginning, and the file at its beginning again.
async fn hashed(mut file: std::fs::File) -> Result<(String, std::fs::File), Problem> {
    tokio::task::spawn_blocking(move || {
        let mut sum = Sha256::new();
        let mut piece = vec![0; PIECE];
        file.seek(SeekFrom::Start(0))?;
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                break;
            }
            sum.update(&piece[..read]);
        }
        file.seek(SeekFrom::Start(0))?;
        Ok((hex::encode(sum.finalize()), file))
    })
    .await
    .map_err(Problem::broken)?
    .map_err(|error: std::io::Error| Problem::broken(error))
}

async fn next_piece(mut file: std::fs::File) -> Result<(std::fs::File, Bytes), Problem> {
    tokio::task::spawn_blocking(move || {
        let mut piece = Vec::with_capacity(PIECE);
        (&mut file).take(PIECE as u64).read_to_end(&mut piece)?;
        Ok((file, Bytes::from(piece)))
    })
    .await
    .map_err(Problem::broken)?
    .map_err(|error: std::io::Error| Problem::broken(error))
}
