//! Fetching the notice. What the municipality fetches is recorded: it is the proof of receipt.

use base::calendar::day_start;
use base::{Ctx, Problem};
use base_db::Db;
use base_files::Files;
use bytes::Bytes;
use serde_json::json;

use super::{DELIVERED_JOB, load, step};
use crate::model::{Channel, Grant, GrantId, GrantMode, GrantState};
use crate::{access, queries, rules, store};

/// A notice as a file.
#[derive(Debug, Clone)]
pub struct Fetched {
    pub name: String,
    pub bytes: Bytes,
}

/// The notice of a grant. By KE or KZ it counts as fetched from the portal; the first time plans the day of delivery.
/// Error: not found before it is issued.
pub async fn fetch(db: &Db, files: &Files, ctx: &Ctx, id: GrantId) -> Result<Fetched, Problem> {
    let (grant, _) = queries::seen(db.reader(), ctx, id).await?;
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
        if waits
            && let Some(day) = after
                .sent_on
                .and_then(|sent_on| rules::delivery(Channel::Portal, sent_on, after.downloaded_at))
        {
            unit.schedule(DELIVERED_JOB, after.id, day_start(day)).await?;
        }
    }
    unit.commit().await
}
