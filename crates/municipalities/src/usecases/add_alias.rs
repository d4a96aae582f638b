//! A further spelling under which a body is found.

use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry, Unit};

use crate::rules::naming::name_key;
use crate::{Body, BodyId, BodyName, BodyNameId, NameKind, access, queries, store};

/// Longest name or alias, in characters.
pub(crate) const MAX_NAME: usize = 200;

/// Adds an alias. SB, RL, AD or the operator. Error: refused with `alias-taken` when another body of the same kind
/// goes by that name, because a list could then no longer tell the two apart.
pub async fn add_alias(db: &Db, ctx: &Ctx, body: BodyId, alias: &str) -> Result<(), Problem> {
    access::may_edit(ctx)?;
    let alias = names::clean(alias);
    if alias.is_empty() {
        return Err(Problem::field("alias", Text::new("field-required")));
    }
    let count = names::char_count(&alias);
    if count > MAX_NAME {
        let text = Text::new("field-too-long")
            .with("max", MAX_NAME)
            .with("count", count);
        return Err(Problem::field("alias", text));
    }
    let unit = db.write(ctx).await?;
    let body = queries::body(unit.conn(), body).await?;
    let called = store::name::called(unit.conn(), &[&name_key(&alias)]).await?;
    if called
        .iter()
        .any(|name| name.body_id == body.id && name.kind != NameKind::Former)
    {
        return Err(Problem::refused(
            "alias-known",
            Text::new("bodies-alias-known").with("name", alias),
        ));
    }
    let others: Vec<BodyId> = called
        .iter()
        .map(|name| name.body_id)
        .filter(|id| *id != body.id)
        .collect();
    for other in store::body::by_ids(unit.conn(), &others).await? {
        if other.valid_until.is_none() && other.body_type == body.body_type {
            let text = Text::new("bodies-alias-taken")
                .with("name", &alias)
                .with("body", other.label());
            return Err(Problem::refused("alias-taken", text));
        }
    }
    let name = BodyName {
        id: BodyNameId::new(),
        body_id: body.id,
        kind: NameKind::Alias,
        name: alias.clone(),
        valid_until: None,
    };
    store::name::add(unit.conn(), &[name]).await?;
    refresh(&unit, &body).await?;
    let entry = Entry::new("body", body.id, "add_alias");
    unit.audit(entry.data(serde_json::json!({ "key": body.key, "alias": alias })))
        .await?;
    unit.commit().await
}

/// Takes an alias away. Error: not found when the body has no such alias.
pub async fn remove_alias(db: &Db, ctx: &Ctx, body: BodyId, alias: BodyNameId) -> Result<(), Problem> {
    access::may_edit(ctx)?;
    let unit = db.write(ctx).await?;
    let body = queries::body(unit.conn(), body).await?;
    let names = queries::names_of(unit.conn(), body.id).await?;
    let name = names
        .into_iter()
        .find(|name| name.id == alias)
        .ok_or(Problem::not_found("alias"))?;
    if !store::name::remove_alias(unit.conn(), body.id, alias).await? {
        return Err(Problem::not_found("alias"));
    }
    refresh(&unit, &body).await?;
    let entry = Entry::new("body", body.id, "remove_alias");
    unit.audit(entry.data(serde_json::json!({ "key": body.key, "alias": name.name })))
        .await?;
    unit.commit().await
}

/// Writes the body again, so that the search finds it under the names it has now.
async fn refresh(unit: &Unit<'_>, body: &Body) -> Result<(), Problem> {
    store::body::update(
        unit.conn(),
        body,
        &further_names(unit, body.id).await?,
        unit.now(),
    )
    .await
}

/// Aliases and former names, which the search finds as well.
pub(crate) async fn further_names(unit: &Unit<'_>, body: BodyId) -> Result<Vec<String>, Problem> {
    let names = store::name::of_bodies(unit.conn(), &[body]).await?;
    let further = |name: &BodyName| matches!(name.kind, NameKind::Alias | NameKind::Former);
    Ok(names.into_iter().filter(further).map(|name| name.name).collect())
}
