//! Address, mailbox and head of a body.

use base::{Ctx, Problem};
use base_db::{Db, Entry};

use super::add_alias::further_names;
use crate::{Body, BodyId, access, queries, store};

/// How a body is reached. Empty fields are empty afterwards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub street: Option<String>,
    pub postcode: Option<String>,
    pub place: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub head: Option<String>,
}

/// Changes the contact of a body. SB, RL, AD or the operator. Error: stale when somebody else changed it since `version`.
pub async fn edit_contact(
    db: &Db,
    ctx: &Ctx,
    id: BodyId,
    contact: Contact,
    version: i64,
) -> Result<(), Problem> {
    access::may_edit(ctx)?;
    let unit = db.write(ctx).await?;
    let before = queries::body(unit.conn(), id).await?;
    let after = Body {
        version,
        street: contact.street,
        postcode: contact.postcode,
        place: contact.place,
        email: contact.email,
        phone: contact.phone,
        head: contact.head,
        ..before.clone()
    };
    store::body::update(unit.conn(), &after, &further_names(&unit, id).await?, unit.now()).await?;
    // addresses of offices, not of persons: the mailbox decides who may register, so its change is on record
    let data = serde_json::json!({ "key": after.key, "email": { "from": before.email, "to": after.email } });
    unit.audit(Entry::new("body", id, "edit_contact").data(data))
        .await?;
    unit.commit().await
}
