//! The Änderungsbescheid as a file.

use base::{Ctx, Problem};
use base_db::{Db, Entry};
use base_files::Files;
use serde_json::json;

use super::super::{Fetched, served};
use crate::model::AmendmentId;
use crate::{access, queries, store};

/// The letter of an issued amendment. By KE or KZ it is recorded as fetched from the portal.
/// Error: not found; refused to the grantee once its provision in the portal has ended.
pub async fn fetch_amendment(db: &Db, files: &Files, ctx: &Ctx, id: AmendmentId) -> Result<Fetched, Problem> {
    let (amendment, grant, _) = queries::amendment_seen(db.reader(), ctx, id).await?;
    let notice = queries::notices_of(db.reader(), grant.id)
        .await?
        .into_iter()
        .find(|notice| Some(notice.id) == amendment.notice_id)
        .ok_or(Problem::not_found("notice"))?;
    if let Some(delivery) = queries::delivery_of(db.reader(), notice.id).await? {
        served::require_provided(ctx, &delivery)?;
    }
    let file = base_files::file(db.reader(), notice.file_id).await?;
    let bytes = files.read(&file).await?;
    if access::is_grantee(ctx, &grant) {
        let unit = db.write(ctx).await?;
        store::fetched(&unit, &notice).await?;
        served::note_fetched(&unit, notice.id).await?;
        let entry = Entry::new("grant_amendment", amendment.id, "fetch")
            .case(grant.application_id)
            .data(json!({ "notice": notice.id }));
        unit.audit(entry).await?;
        unit.commit().await?;
    }
    Ok(Fetched {
        name: file.name,
        bytes,
    })
}
