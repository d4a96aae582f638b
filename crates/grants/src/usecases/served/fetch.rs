//! Fetching an act. What the addressee fetches is recorded: from the portal it is the proof of receipt.

use base::calendar::local_date;
use base::{Ctx, Problem, Role, Scope, Text};
use base_db::Unit;
use base_db::{Db, Entry};
use base_files::Files;
use serde_json::json;
use uuid::Uuid;

use super::super::Fetched;
use super::{dispatch, step};
use crate::model::{Channel, DeliveryState, GrantId, NoticeDelivery};
use crate::{access, queries, store};

fn is_addressee(ctx: &Ctx, delivery: &NoticeDelivery) -> bool {
    ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(delivery.body_id.0))
}

/// Not fetched in time: it is not delivered by looking at it later (§ 41 Abs. 2a S. 4 LVwVfG). Error: refused
/// (`provision-ended`) to the addressee; never to the office.
pub fn require_provided(ctx: &Ctx, delivery: &NoticeDelivery) -> Result<(), Problem> {
    let unfetched = delivery.state == DeliveryState::Issued && delivery.fetched_at.is_none();
    let is_over = delivery.state == DeliveryState::Reissue
        || unfetched
            && delivery
                .fetch_until_on
                .is_some_and(|last| last < local_date(ctx.now));
    if is_over && is_addressee(ctx, delivery) {
        return Err(Problem::refused(
            "provision-ended",
            Text::new("grants-provision-ended"),
        ));
    }
    Ok(())
}

/// Notes within a unit that the addressee fetched the act; the first time plans the day of delivery. The office's look is
/// none. Gives whether it was the addressee.
pub(crate) async fn note_fetched(unit: &Unit<'_>, notice: Uuid) -> Result<bool, Problem> {
    let Some(found) = queries::delivery_of(unit.conn(), notice).await? else {
        return Ok(false);
    };
    if !is_addressee(unit.ctx(), &found) {
        return Ok(false);
    }
    let before = store::load_delivery(unit, found.id).await?;
    let waits = before.channel == Channel::Portal && before.state == DeliveryState::Issued;
    if waits && before.fetched_at.is_none() {
        let after = NoticeDelivery {
            fetched_at: Some(unit.now()),
            ..before.clone()
        };
        let after = step(unit, &before, after, "fetch", "", json!({ "notice": notice })).await?;
        dispatch::plan(unit, &after).await?;
    }
    Ok(true)
}

/// A letter of a grant as a file, for office and grantee. By KE or KZ it is recorded as fetched.
/// Error: not found; refused to the grantee once its provision in the portal has ended.
pub async fn fetch_act(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    grant: GrantId,
    notice: Uuid,
) -> Result<Fetched, Problem> {
    let (grant, _) = queries::seen(db.reader(), ctx, grant).await?;
    let notice = queries::notices_of(db.reader(), grant.id)
        .await?
        .into_iter()
        .find(|found| found.id == notice)
        .ok_or(Problem::not_found("notice"))?;
    if let Some(delivery) = queries::delivery_of(db.reader(), notice.id).await? {
        require_provided(ctx, &delivery)?;
    }
    let file = base_files::file(db.reader(), notice.file_id).await?;
    let bytes = files.read(&file).await?;
    if access::is_grantee(ctx, &grant) {
        let unit = db.write(ctx).await?;
        store::fetched(&unit, &notice).await?;
        note_fetched(&unit, notice.id).await?;
        let entry = Entry::new("grant", grant.id, "fetch_act")
            .case(grant.application_id)
            .data(json!({ "notice": notice.id, "kind": notice.kind }));
        unit.audit(entry).await?;
        unit.commit().await?;
    }
    Ok(Fetched {
        name: file.name,
        bytes,
    })
}
