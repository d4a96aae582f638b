//! Fetching the notice. What the municipality fetches is recorded: it is the proof of receipt.

use base::calendar::{day_start, local_date};
use base::{Ctx, Problem, Text};
use base_db::Db;
use base_files::Files;
use bytes::Bytes;
use serde_json::json;

use super::{DELIVERED_JOB, FETCH_OVER_JOB, load, step};
use crate::model::{Channel, Grant, GrantId, GrantMode, GrantState};
use crate::{access, queries, store};

/// A notice as a file.
#[derive(Debug, Clone)]
pub struct Fetched {
    pub name: String,
    pub bytes: Bytes,
}

/// The notice of a grant. By KE or KZ it counts as fetched from the portal; the first time plans the day of delivery.
/// Error: not found before it is issued; refused to the municipality once its provision in the portal has ended (T07).
pub async fn fetch(db: &Db, files: &Files, ctx: &Ctx, id: GrantId) -> Result<Fetched, Problem> {
    let (grant, _) = queries::seen(db.reader(), ctx, id).await?;
    if access::is_grantee(ctx, &grant) && provision_ended(&grant, ctx) {
        return Err(Problem::refused(
            "provision-ended",
            Text::new("grants-provision-ended"),
        ));
    }
    let notice = queries::notice_of(db.reader(), id)
        .await?
        .ok_or(Problem::not_found("notice"))?;
    let file = base_files::file(db.reader(), notice.file_id).await?;
    let bytes = files.read(&file).await?;
    if access::is_grantee(ctx, &grant) {
        record(db, ctx, id).await?;
    }
    Ok(Fetched {
        name: file.name,
        bytes,
    })
}

/// Not fetched in time: it is not delivered by looking at it later (§ 41 Abs. 2a S. 4 LVwVfG).
fn provision_ended(grant: &Grant, ctx: &Ctx) -> bool {
    let unfetched = grant.state == GrantState::Issued && grant.downloaded_at.is_none();
    grant.state == GrantState::Reissue
        || unfetched
            && grant
                .fetch_until_on
                .is_some_and(|last| last < local_date(ctx.now))
}

async fn record(db: &Db, ctx: &Ctx, id: GrantId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, id, None).await?;
    let notice = queries::notice_of(unit.conn(), id)
        .await?
        .ok_or(Problem::not_found("notice"))?;
    store::fetched(&unit, &notice).await?;
    if before.downloaded_at.is_none() {
        let after = Grant {
            downloaded_at: Some(ctx.now),
            version: before.version + 1,
            ..before.clone()
        };
        step(
            &unit,
            &before,
            &after,
            "fetch",
            "",
            json!({ "notice": notice.id }),
        )
        .await?;
        let waits = after.mode == GrantMode::CashGrant
            && after.state == GrantState::Issued
            && after.channel == Some(Channel::Portal);
        if waits && let Some(day) = queries::delivered_on(unit.conn(), &after).await? {
            unit.unschedule(FETCH_OVER_JOB, after.id).await?;
            unit.schedule(DELIVERED_JOB, after.id, day_start(day)).await?;
        }
    }
    unit.commit().await
}
