//! – → ISSUED: an act goes out; its way to finality begins.

use applications::ApplicationId;
use base::Problem;
use base::calendar::local_date;
use base_db::{Entry, Unit};
use municipalities::BodyId;
use serde_json::json;
use uuid::Uuid;

use super::dispatch::plan;
use crate::model::{Channel, DeliveryId, DeliveryState, Grant, GrantId, NoticeDelivery, NoticeKind};
use crate::{rules, store};

/// To whom an act goes, and in which case.
#[derive(Debug, Clone)]
pub(crate) struct Addressee {
    pub grant_id: Option<GrantId>,
    pub application_id: ApplicationId,
    pub programme_id: Uuid,
    pub number: String,
    pub body_id: BodyId,
    pub body_name: String,
    /// The version of the award that an amendment brings.
    pub award: Option<i64>,
}

impl Addressee {
    pub fn of(grant: &Grant) -> Self {
        Self {
            grant_id: Some(grant.id),
            application_id: grant.application_id,
            programme_id: grant.programme_id,
            number: grant.number.clone(),
            body_id: grant.body_id,
            body_name: grant.body_name.clone(),
            award: None,
        }
    }
}

/// Sends an act on its way. The caller asked for permission and for the consent that the portal needs.
pub(crate) async fn open(
    unit: &Unit<'_>,
    notice: Uuid,
    kind: NoticeKind,
    to: Addressee,
    channel: Channel,
) -> Result<NoticeDelivery, Problem> {
    let today = local_date(unit.now());
    let row = NoticeDelivery {
        id: DeliveryId::new(),
        notice_id: notice,
        kind,
        grant_id: to.grant_id,
        application_id: to.application_id,
        programme_id: to.programme_id,
        number: to.number,
        body_id: to.body_id,
        body_name: to.body_name,
        award: to.award,
        state: DeliveryState::Issued,
        channel,
        attempt: 1,
        issued_on: today,
        sent_on: today,
        posted_by: None,
        fetch_until_on: (channel == Channel::Portal).then(|| rules::fetch_until(today)),
        fetched_at: None,
        proven_on: None,
        delivered_on: None,
        remedy_until_on: None,
        remedy_flawed: false,
        waived_on: None,
        objected_on: None,
        remedy_settled_on: None,
        outcome: None,
        final_on: None,
        version: 1,
    };
    store::insert_delivery(unit, &row).await?;
    let data = json!({ "kind": kind, "channel": channel, "sent_on": today, "notice": notice });
    let entry = Entry::new("notice_delivery", row.id, "send")
        .case(row.application_id)
        .to(row.state)
        .data(data);
    unit.audit(entry).await?;
    plan(unit, &row).await?;
    Ok(row)
}
