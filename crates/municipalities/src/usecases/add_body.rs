//! A body that no official register lists: Zweckverband, association, municipality abroad.

use base::problem::Checks;
use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry};

use super::add_alias::MAX_NAME;
use super::put::put_bodies;
use crate::rules::keys::repair_key;
use crate::{Body, BodyId, BodyType, access, store};

/// What is known of a new body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBody {
    /// Of its own register (`VR 720123`); empty: the register of this house gives one.
    pub key: String,
    pub body_type: BodyType,
    pub name: String,
    /// Its Landkreis or Stadtkreis, five digits, if it has one.
    pub district_key: Option<String>,
    pub email: Option<String>,
}

/// Adds a body. SB, RL, AD or the operator. Error: refused with `key-known` when the key is taken. Bodies with an
/// official key come by import only, so that nobody types one.
pub async fn add_body(db: &Db, ctx: &Ctx, new: NewBody) -> Result<BodyId, Problem> {
    access::may_edit(ctx)?;
    let name = names::clean(&new.name);
    let mut checks = Checks::new();
    checks.ensure(!name.is_empty(), "name", || Text::new("field-required"));
    checks.ensure(names::char_count(&name) <= MAX_NAME, "name", || {
        Text::new("field-too-long")
            .with("max", MAX_NAME)
            .with("count", names::char_count(&name))
    });
    checks.ensure(!new.body_type.has_official_key(), "body_type", || {
        Text::new("bodies-type-by-import")
    });
    checks.finish()?;
    let unit = db.write(ctx).await?;
    let id = BodyId::new();
    let typed = names::clean(&new.key);
    let key = match repair_key(&typed, Some(new.body_type)) {
        Ok(key) => key.key,
        Err(_) => format!("ID-{}", id.0.simple()), // nothing typed
    };
    if !store::body::by_keys(unit.conn(), &[&key]).await?.is_empty() {
        return Err(Problem::refused(
            "key-known",
            Text::new("bodies-key-known").with("key", key),
        ));
    }
    let district = match &new.district_key {
        Some(key) => store::body::by_keys(unit.conn(), &[key])
            .await?
            .into_iter()
            .next(),
        None => None,
    };
    let body = Body {
        id,
        key,
        ars: None,
        body_type: new.body_type,
        official_name: name.clone(),
        name,
        designation: String::new(),
        district_key: district
            .as_ref()
            .and_then(|district| district.district_key.clone()),
        district_name: district
            .as_ref()
            .and_then(|district| district.district_name.clone()),
        association_key: None,
        region: district.and_then(|district| district.region),
        population: None,
        population_on: None,
        postcode: None,
        street: None,
        place: None,
        email: new.email.clone(),
        phone: None,
        head: None,
        longitude_e6: None,
        latitude_e6: None,
        // an association is a partner only (handbook 3.1)
        may_apply: new.body_type != BodyType::Association,
        valid_from: None,
        valid_until: None,
        successor_id: None,
        version: 1,
    };
    let data = serde_json::json!({ "key": body.key, "name": body.name, "type": body.body_type.code() });
    put_bodies(&unit, vec![body], None).await?;
    unit.audit(Entry::new("body", id, "add").data(data)).await?;
    unit.commit().await?;
    Ok(id)
}
