//! Files beside the proof: put on and taken off until it is handed in; a sampled proof may get more later.

use base::{Ctx, Problem, Text, names};
use base_db::{Db, Unit};
use base_files::{Files, NewFile};
use bytes::Bytes;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{load, note};
use crate::model::{Proof, ProofId, ProofState};
use crate::store::{self, proof_file};
use crate::{access, queries};

/// Files of one proof, and bytes of one file, at most (as of an application, handbook 3.3).
pub const MAX_FILES: usize = 20;
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Characters of a label.
const MAX_LABEL: usize = 120;

/// One file.
#[derive(Debug, Clone)]
pub struct AttachFile {
    pub proof: ProofId,
    pub label: String,
    pub name: String,
    pub bytes: Bytes,
}

/// Whether parts may be added now: while it is written, and while a sampled one is examined.
pub(crate) fn takes_parts(proof: &Proof) -> bool {
    let is_examined = matches!(proof.state, ProofState::Submitted | ProofState::InAudit);
    proof.state.is_open() || is_examined && proof.sample_run_id.is_some()
}

/// Error: refused (`wrong-state`).
pub(super) fn require_open_to_parts(proof: &Proof) -> Result<(), Problem> {
    if takes_parts(proof) {
        return Ok(());
    }
    let text = Text::new(format!("proofs-wrong-state-{}", proof.state));
    Err(Problem::refused("wrong-state", text))
}

/// Error: denied, refused (`wrong-state`, `too-many`), `Invalid` for an unfit file.
pub async fn attach(db: &Db, files: &Files, ctx: &Ctx, command: AttachFile) -> Result<(), Problem> {
    let (proof, _, application) = queries::seen(db.reader(), ctx, command.proof).await?;
    access::require_writer(ctx, &proof, &application)?;
    require_open_to_parts(&proof)?;
    let label = names::clean(&command.label);
    let count = names::char_count(&label);
    if count > MAX_LABEL {
        let text = Text::new("field-too-long")
            .with("max", MAX_LABEL)
            .with("count", count);
        return Err(Problem::field("label", text));
    }
    if command.bytes.len() > MAX_BYTES {
        let text = Text::new("problem-file-too-large").with("max", MAX_BYTES >> 20);
        return Err(Problem::field("file", text));
    }
    let media_type = base_files::examine(&command.name, &command.bytes)
        .map_err(|unfit| Problem::field("file", unfit.text(&command.name)))?;
    // bytes first: no other writer waits for the disk
    let staged = files.stage(command.bytes).await?;
    let unit = db.write(ctx).await?;
    let (proof, _, application) = load(&unit, command.proof, None).await?;
    access::require_writer(ctx, &proof, &application)?;
    require_open_to_parts(&proof)?;
    if queries::files(unit.conn(), proof.id).await?.len() >= MAX_FILES {
        let text = Text::new("proofs-too-many-files").with("max", MAX_FILES);
        return Err(Problem::refused("too-many", text));
    }
    let new = NewFile {
        name: command.name,
        media_type: media_type.to_owned(),
        purpose: "attachment",
        application_id: Some(proof.application_id.0),
        bytes: Bytes::new(),
    };
    let stored = files.keep(&unit, new, staged).await?;
    let row = proof_file::Model {
        id: Uuid::now_v7(),
        proof_id: proof.id,
        file_id: stored.id,
        label,
        added_by: ctx.person_id(),
        added_at: ctx.now,
    };
    store::insert(&unit, row).await?;
    let data = json!({ "file": stored.name, "sha256": stored.sha256 });
    note(&unit, &proof, &proof, "attach", "", data).await?;
    unit.commit().await
}

/// Takes a file off while the proof is written. What was handed in once stays stored: its submission names it.
/// Error: not found, denied, refused (`wrong-state`).
pub async fn detach(db: &Db, ctx: &Ctx, id: ProofId, file: Uuid) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (proof, _, application) = load(&unit, id, None).await?;
    access::require_writer(ctx, &proof, &application)?;
    super::require_state(
        &proof,
        &[ProofState::Planned, ProofState::Due, ProofState::Overdue],
    )?;
    let row = find(&unit, id, file).await?;
    proof_file::Entity::delete_by_id(row.id).exec(unit.conn()).await?;
    let stored = base_files::file(unit.conn(), row.file_id).await?;
    if proof.edition == 0 {
        base_files::forget(&unit, stored.id).await?;
    }
    let data = json!({ "file": stored.name, "sha256": stored.sha256 });
    note(&unit, &proof, &proof, "detach", "", data).await?;
    unit.commit().await
}

async fn find(unit: &Unit<'_>, proof: ProofId, file: Uuid) -> Result<proof_file::Model, Problem> {
    proof_file::Entity::find_by_id(file)
        .filter(proof_file::Column::ProofId.eq(proof))
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("file"))
}
