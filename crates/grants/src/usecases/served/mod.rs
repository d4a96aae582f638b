//! Delivery, remedies and finality of the acts that follow an award or reject an application: each of them is served,
//! contested and becomes final on its own (handbook 2.7). The award itself is carried by its grant.

mod deliver;
mod dispatch;
mod fetch;
mod finality;
mod open;
mod record;
mod reinstate;
mod restore;
mod waive;

pub use deliver::{SERVED_JOB, serve};
pub use dispatch::{Resend, SERVED_FETCH_OVER_JOB, resend, served_fetch_over};
pub(crate) use fetch::note_fetched;
pub use fetch::{fetch_act, require_provided};
pub use finality::{SERVED_FINAL_JOB, make_served_final};
pub(crate) use open::{Addressee, open};
pub use record::{Record, RecordDelivery, record_delivery};
pub use reinstate::{
    AskReinstatement, DecideReinstatement, Missed, ProposeReinstatement, ask_reinstatement,
    decide_reinstatement, propose_reinstatement,
};
pub use waive::{WaiveDelivery, waive_delivery};

use applications::Application;
use base::{Ctx, Problem, Text};
use base_db::{Entry, Unit};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use serde_json::Value;

use crate::model::{DeliveryId, NoticeDelivery};
use crate::{queries, rules, store};

/// The delivery, held, as the person may see it and as it was when the person saw it. Error: not found, `Stale`.
async fn load(
    unit: &Unit<'_>,
    id: DeliveryId,
    version: Option<i64>,
) -> Result<(NoticeDelivery, Application), Problem> {
    let held = store::load_delivery(unit, id).await?;
    let (_, case) = queries::delivery_seen(unit.conn(), unit.ctx(), id).await?;
    if version.is_none_or(|version| version == held.version) {
        Ok((held, case))
    } else {
        Err(Problem::Stale)
    }
}

/// Writes the change, one version on, with its audit entry.
async fn step(
    unit: &Unit<'_>,
    before: &NoticeDelivery,
    after: NoticeDelivery,
    action: &'static str,
    reason: &str,
    data: Value,
) -> Result<NoticeDelivery, Problem> {
    let after = NoticeDelivery {
        version: before.version + 1,
        ..after
    };
    store::update_delivery(unit, before, &after).await?;
    let entry = Entry::new("notice_delivery", after.id, action)
        .case(after.application_id)
        .states(before.state, after.state)
        .reason(reason)
        .data(data);
    unit.audit(entry).await?;
    Ok(after)
}

/// The day on which the act was or will be delivered, as far as it is known.
pub(crate) async fn delivered_on(
    db: &impl ConnectionTrait,
    delivery: &NoticeDelivery,
) -> Result<Option<NaiveDate>, Problem> {
    let programme = calls::ProgrammeId(delivery.programme_id);
    let days = calls::parameters(db, programme, delivery.sent_on)
        .await?
        .deemed_delivery_days;
    Ok(rules::delivery(
        delivery.channel,
        delivery.sent_on,
        delivery.fetched_at,
        delivery.proven_on,
        days,
    ))
}

/// Error: refused (`no-portal-consent`) when a body is to be served through the portal that did not agree to it
/// (§ 41 Abs. 2a LVwVfG).
pub(crate) async fn require_channel(
    db: &impl ConnectionTrait,
    body: municipalities::BodyId,
    channel: crate::model::Channel,
) -> Result<(), Problem> {
    if channel == crate::model::Channel::Post || queries::consent_of(db, body).await?.is_some() {
        return Ok(());
    }
    Err(Problem::refused(
        "no-portal-consent",
        Text::new("grants-no-portal-consent"),
    ))
}

/// A day that is reported, see [`super::check_day`].
fn check_day(
    field: &'static str,
    day: NaiveDate,
    first: Option<NaiveDate>,
    ctx: &Ctx,
) -> Result<(), Problem> {
    super::check_day(field, day, first, ctx)
}
