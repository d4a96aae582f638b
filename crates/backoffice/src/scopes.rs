//! The names of what roles hold in, for the pages of accounts: programmes, calls and bodies. Committees show as ids.

use std::collections::HashMap;

use base::Problem;
use base_db::Db;
use municipalities::BodyId;
use people::ScopeSource;
use uuid::Uuid;

/// Bodies offered when a name fits several.
const OFFERED: u64 = 6;

#[must_use]
pub fn sources() -> Vec<ScopeSource> {
    let mut sources = calls::scope_sources();
    sources.push(ScopeSource {
        kind: "body",
        search: |db, typed| Box::pin(search_bodies(db, typed)),
        names: |db, ids| Box::pin(body_names(db, ids)),
    });
    sources
}

/// By official key, else by name.
async fn search_bodies(db: &Db, typed: &str) -> Result<Vec<(Uuid, String)>, Problem> {
    let found = match municipalities::find_by_key(db.reader(), typed).await? {
        Some(body) => vec![body],
        None => municipalities::search(db.reader(), typed, OFFERED).await?,
    };
    let ids: Vec<BodyId> = found.iter().map(|body| body.id).collect();
    let names = municipalities::names(db.reader(), &ids).await?;
    Ok(found
        .iter()
        .map(|body| (body.id.0, names.get(&body.id).cloned().unwrap_or_default()))
        .collect())
}

async fn body_names(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
    let ids: Vec<BodyId> = ids.iter().copied().map(BodyId).collect();
    let names = municipalities::names(db.reader(), &ids).await?;
    Ok(names.into_iter().map(|(id, name)| (id.0, name)).collect())
}
