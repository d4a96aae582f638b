//! Notes to which body a person belongs.

use base::{PersonId, Problem};
use base_db::{Entry, Unit};
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use crate::{Affiliation, store};

/// Within a use case of another feature, which has decided that its person may.
pub async fn affiliate(
    unit: &Unit<'_>,
    person: PersonId,
    body: Uuid,
    kind: &str,
    from_on: Option<NaiveDate>,
    until_on: Option<NaiveDate>,
) -> Result<(), Problem> {
    let affiliation = Affiliation {
        person,
        body_id: body,
        kind: kind.to_owned(),
        from_on,
        until_on,
    };
    store::affiliations::insert(unit.conn(), &affiliation).await?;
    let data = json!({ "body": body, "kind": kind, "from_on": from_on, "until_on": until_on });
    unit.audit(Entry::new("account", person, "affiliate").data(data))
        .await
}
