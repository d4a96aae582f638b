//! Looking bodies up. Everything here may be asked by everybody signed in.

use std::collections::HashMap;

use base::Problem;
use base_db::{Page, PageRequest};
use sea_orm::ConnectionTrait;

use crate::rules::keys::{ags_of_ars, repair_key};
use crate::rules::naming::{bare, name_key};
use crate::rules::resolve::{Resolution, Resolver};
use crate::store;
use crate::store::body::Filter;
use crate::{Body, BodyId, BodyName, BodyType};

/// Mergers that are followed at most, one after the other.
const MAX_MERGERS: usize = 8;

/// One body. Error: not found.
pub async fn body(conn: &impl ConnectionTrait, id: BodyId) -> Result<Body, Problem> {
    store::body::find(conn, id)
        .await?
        .ok_or(Problem::not_found("body"))
}

/// Bodies by id, in one query.
pub async fn bodies(conn: &impl ConnectionTrait, ids: &[BodyId]) -> Result<HashMap<BodyId, Body>, Problem> {
    Ok(store::body::by_ids(conn, ids)
        .await?
        .into_iter()
        .map(|body| (body.id, body))
        .collect())
}

/// Official names by id, in one query.
pub async fn names(conn: &impl ConnectionTrait, ids: &[BodyId]) -> Result<HashMap<BodyId, String>, Problem> {
    Ok(store::body::by_ids(conn, ids)
        .await?
        .into_iter()
        .map(|body| (body.id, body.official_name))
        .collect())
}

/// The body of a key as the register writes it (5, 8, 9 digits; 12 count as the AGS within).
pub async fn find_by_key(conn: &impl ConnectionTrait, key: &str) -> Result<Option<Body>, Problem> {
    let ags = ags_of_ars(key);
    let keys: Vec<&str> = [Some(key), ags.as_deref()].into_iter().flatten().collect();
    let found = store::body::by_keys(conn, &keys).await?;
    Ok(Resolver::new(found, Vec::new()).by_key(key).cloned())
}

/// Bodies whose name, alias, key or district has words beginning like these; the best match first.
pub async fn search(conn: &impl ConnectionTrait, text: &str, limit: u64) -> Result<Vec<Body>, Problem> {
    if base::names::search_words(text).is_empty() {
        return Ok(Vec::new());
    }
    store::body::list(conn, &store::body::search_filter(text), limit).await
}

/// One page of the register.
pub async fn list(
    conn: &impl ConnectionTrait,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Body>, Problem> {
    store::body::page(conn, filter, page).await
}

/// Landkreise and Stadtkreise, by name.
pub async fn districts(conn: &impl ConnectionTrait) -> Result<Vec<Body>, Problem> {
    store::body::districts(conn).await
}

/// Keys and official names of the [`districts`], for filters.
pub async fn district_names(conn: &impl ConnectionTrait) -> Result<Vec<(String, String)>, Problem> {
    store::body::district_names(conn).await
}

/// All names of one body.
pub async fn names_of(conn: &impl ConnectionTrait, id: BodyId) -> Result<Vec<BodyName>, Problem> {
    store::name::of_bodies(conn, &[id]).await
}

/// Bodies that were merged into this one.
pub async fn predecessors(conn: &impl ConnectionTrait, id: BodyId) -> Result<Vec<Body>, Problem> {
    store::body::predecessors(conn, id).await
}

/// Every body that became one of these or that one of these became, over all mergers, with the one it stands for; each
/// of `bodies` stands for itself. A town that was merged is the same applicant under another key.
pub async fn lineage(
    conn: &impl ConnectionTrait,
    bodies: &HashMap<BodyId, Body>,
) -> Result<HashMap<BodyId, BodyId>, Problem> {
    let mut found: HashMap<BodyId, BodyId> = bodies.keys().map(|id| (*id, *id)).collect();
    // what they became: a body is merged a few times at most
    let mut known: Vec<Body> = bodies.values().cloned().collect();
    for _ in 0..MAX_MERGERS {
        let mut open = Vec::new();
        for body in known {
            let stands_for = found.get(&body.id).copied().unwrap_or(body.id);
            if let Some(successor) = body.successor_id.filter(|id| !found.contains_key(id)) {
                found.insert(successor, stands_for);
                open.push(successor);
            }
        }
        if open.is_empty() {
            break;
        }
        known = store::body::by_ids(conn, &open).await?;
    }
    // what became one of them
    let mut open: Vec<BodyId> = found.keys().copied().collect();
    for _ in 0..MAX_MERGERS {
        let merged = store::body::merged_into(conn, &open).await?;
        open.clear();
        for body in merged {
            let stands_for = body.successor_id.and_then(|id| found.get(&id).copied());
            if let Some(stands_for) = stands_for.filter(|_| !found.contains_key(&body.id)) {
                found.insert(body.id, stands_for);
                open.push(body.id);
            }
        }
        if open.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// From key, name and kind as written to one body; see [`Resolver::resolve`]. Loads only what it needs.
pub async fn resolve(
    conn: &impl ConnectionTrait,
    key: Option<&str>,
    name: Option<&str>,
    body_type: Option<BodyType>,
) -> Result<Resolution, Problem> {
    let repaired = key
        .and_then(|key| repair_key(key, body_type).ok())
        .map(|key| key.key);
    let ags = repaired.as_deref().and_then(ags_of_ars);
    let keys: Vec<&str> = repaired.as_deref().into_iter().chain(ags.as_deref()).collect();
    let mut found = if keys.is_empty() {
        Vec::new()
    } else {
        store::body::by_keys(conn, &keys).await?
    };
    let mut names = Vec::new();
    if let Some(name) = name.map(name_key).filter(|name| !name.is_empty()) {
        let forms: Vec<&str> = [Some(name.as_str()), bare(&name).map(|(bare, _)| bare)]
            .into_iter()
            .flatten()
            .collect();
        names = store::name::called(conn, &forms).await?;
    }
    let mut wanted: Vec<BodyId> = names.iter().map(|name| name.body_id).collect();
    wanted.extend(found.iter().filter_map(|body| body.successor_id));
    // successors of successors
    for _ in 0..MAX_MERGERS {
        wanted.retain(|id| !found.iter().any(|body| body.id == *id));
        if wanted.is_empty() {
            break;
        }
        let more = store::body::by_ids(conn, &wanted).await?;
        wanted = more.iter().filter_map(|body| body.successor_id).collect();
        found.extend(more);
    }
    Ok(Resolver::new(found, names).resolve(key, name, body_type))
}

impl Resolver {
    /// The whole register in memory, for imports: two queries.
    pub async fn load(conn: &impl ConnectionTrait) -> Result<Resolver, Problem> {
        Ok(Resolver::new(
            store::body::all(conn).await?,
            store::name::all(conn).await?,
        ))
    }
}

/// Where a body belongs and what belongs to it, all existing: its district, its association, its members.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hierarchy {
    pub district: Option<Body>,
    pub association: Option<Body>,
    pub members: Vec<Body>,
}

/// The relatives of one body, by name.
pub async fn relatives(conn: &impl ConnectionTrait, body: &Body) -> Result<Hierarchy, Problem> {
    let above: Vec<&str> = [body.district_key.as_deref(), body.association_key.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let mut hierarchy = Hierarchy::default();
    for other in store::body::by_keys(conn, &above)
        .await?
        .into_iter()
        .filter(|other| other.id != body.id)
    {
        if other.body_type.is_association_of_municipalities() {
            hierarchy.association = Some(other);
        } else {
            hierarchy.district = Some(other);
        }
    }
    hierarchy.members = match body.body_type {
        BodyType::Landkreis => store::body::of_group(conn, Some(&body.key), None).await?,
        kind if kind.is_association_of_municipalities() => {
            store::body::of_group(conn, None, Some(&body.key)).await?
        }
        _ => Vec::new(),
    };
    hierarchy.members.retain(|member| member.id != body.id);
    Ok(hierarchy)
}

/// The ids of [`relatives`]: district, association, members.
pub async fn hierarchy(conn: &impl ConnectionTrait, body: &Body) -> Result<Vec<BodyId>, Problem> {
    let hierarchy = relatives(conn, body).await?;
    let above = hierarchy.district.into_iter().chain(hierarchy.association);
    Ok(above.chain(hierarchy.members).map(|body| body.id).collect())
}
