//! What was handed in, and until when it could be.

use std::collections::HashMap;

use base::Problem;
use calls::CallId;
use municipalities::BodyId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::model::{Application, ApplicationId, DeadlineExtension, Snapshot, SnapshotKind};
use crate::store::{deadline_extension, snapshot, snapshot_file};

/// The latest snapshot of a case, if it was ever handed in.
pub async fn latest_snapshot(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<Snapshot>, Problem> {
    Ok(snapshot::Entity::find()
        .filter(snapshot::Column::ApplicationId.eq(id))
        .order_by_desc(snapshot::Column::Edition)
        .one(db)
        .await?)
}

/// Every edition of a case, the first one first.
pub(crate) async fn snapshots(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<Snapshot>, Problem> {
    Ok(snapshot::Entity::find()
        .filter(snapshot::Column::ApplicationId.eq(id))
        .order_by_asc(snapshot::Column::Edition)
        .all(db)
        .await?)
}

/// The hash that was recorded when a PDF of a snapshot was made, if it was.
pub(crate) async fn hash_of_pdf(
    db: &impl ConnectionTrait,
    snapshot: uuid::Uuid,
    kind: SnapshotKind,
) -> Result<Option<String>, Problem> {
    let made = snapshot_file::Entity::find()
        .filter(snapshot_file::Column::SnapshotId.eq(snapshot))
        .filter(snapshot_file::Column::Kind.eq(kind))
        .one(db)
        .await?;
    Ok(made.map(|made| made.sha256))
}

/// The latest snapshot of what was handed in, without what answers to document requests made of it.
pub async fn latest_submission(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<Snapshot>, Problem> {
    Ok(snapshot::Entity::find()
        .filter(snapshot::Column::ApplicationId.eq(id))
        .filter(snapshot::Column::RequestId.is_null())
        .order_by_desc(snapshot::Column::Edition)
        .one(db)
        .await?)
}

/// The end of the application phase for one body: the call's, or a later one that two persons gave it.
pub async fn deadline_for(
    db: &impl ConnectionTrait,
    call: &calls::Call,
    body: BodyId,
) -> Result<base::Deadline, Problem> {
    let given = deadline_extension::Entity::find()
        .filter(deadline_extension::Column::CallId.eq(call.id))
        .filter(deadline_extension::Column::BodyId.eq(body))
        .filter(deadline_extension::Column::Outcome.eq("CONFIRMED"))
        .order_by_desc(deadline_extension::Column::DueOn)
        .one(db)
        .await?;
    Ok(given
        .map(|given| base::Deadline::end_of(given.due_on))
        .filter(|given| given.instant() > call.deadline.instant())
        .unwrap_or(call.deadline))
}

/// The same for several cases and their calls at once.
pub(crate) async fn deadlines_for(
    db: &impl ConnectionTrait,
    calls: &[calls::Call],
    cases: &[Application],
) -> Result<HashMap<ApplicationId, base::Deadline>, Problem> {
    let given = deadline_extension::Entity::find()
        .filter(deadline_extension::Column::CallId.is_in(calls.iter().map(|call| call.id)))
        .filter(deadline_extension::Column::BodyId.is_in(cases.iter().map(|case| case.lead_body_id)))
        .filter(deadline_extension::Column::Outcome.eq("CONFIRMED"))
        .all(db)
        .await?;
    let deadline = |case: &Application| {
        let call = calls.iter().find(|call| call.id == case.call_id)?;
        let own = given
            .iter()
            .filter(|one| one.call_id == case.call_id && one.body_id == case.lead_body_id)
            .map(|one| base::Deadline::end_of(one.due_on));
        let latest = own.chain([call.deadline]).max_by_key(base::Deadline::instant)?;
        Some((case.id, latest))
    };
    Ok(cases.iter().filter_map(deadline).collect())
}

/// The call of a case, with the deadline that counts for its lead.
pub async fn call_of(db: &impl ConnectionTrait, application: &Application) -> Result<calls::Call, Problem> {
    let mut call = calls::call(db, application.call_id).await?;
    call.terms.deadline = deadline_for(db, &call, application.lead_body_id).await?;
    Ok(call)
}

/// The extensions of a call, newest first.
pub async fn extensions(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<DeadlineExtension>, Problem> {
    Ok(deadline_extension::Entity::find()
        .filter(deadline_extension::Column::CallId.eq(call))
        .order_by_desc(deadline_extension::Column::Id)
        .all(db)
        .await?)
}

/// One extension. Error: not found.
pub(crate) async fn extension(
    db: &impl ConnectionTrait,
    id: uuid::Uuid,
) -> Result<DeadlineExtension, Problem> {
    deadline_extension::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("extension"))
}
