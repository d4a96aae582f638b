//! The names of programmes and calls for the pages of roles: the binary hands them to `people::install_scopes`.

use std::collections::HashMap;

use base::{Lang, Problem};
use base_db::Db;
use people::ScopeSource;
use uuid::Uuid;

use crate::queries::{self, Filter};
use crate::{CallId, Programme};

/// Search and names of the scopes `programme` and `call`.
#[must_use]
pub fn scope_sources() -> Vec<ScopeSource> {
    vec![
        ScopeSource {
            kind: "programme",
            search: |db, typed| Box::pin(search_programmes(db, typed)),
            names: |db, ids| Box::pin(programme_names(db, ids)),
        },
        ScopeSource {
            kind: "call",
            search: |db, typed| Box::pin(search_calls(db, typed)),
            names: |db, ids| Box::pin(call_names(db, ids)),
        },
    ]
}

fn label(programme: &Programme) -> String {
    format!("{} – {}", programme.code, programme.name(Lang::De))
}

fn fits(text: &str, typed: &str) -> bool {
    text.to_lowercase().contains(&typed.to_lowercase())
}

async fn search_programmes(db: &Db, typed: &str) -> Result<Vec<(Uuid, String)>, Problem> {
    let all = queries::programmes(db.reader()).await?;
    if let Some(exact) = all
        .iter()
        .find(|programme| programme.code.eq_ignore_ascii_case(typed))
    {
        return Ok(vec![(exact.id.0, label(exact))]);
    }
    Ok(all
        .iter()
        .map(|programme| (programme.id.0, label(programme)))
        .filter(|(_, label)| fits(label, typed))
        .collect())
}

async fn programme_names(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
    let all = queries::programmes(db.reader()).await?;
    Ok(all
        .iter()
        .filter(|programme| ids.contains(&programme.id.0))
        .map(|programme| (programme.id.0, label(programme)))
        .collect())
}

async fn search_calls(db: &Db, typed: &str) -> Result<Vec<(Uuid, String)>, Problem> {
    if let Some(exact) = queries::find_by_code(db.reader(), typed).await? {
        return Ok(vec![(exact.id.0, exact.code)]);
    }
    let system = base::Ctx::system("scopes", db.now());
    let latest = queries::list(
        db.reader(),
        &system,
        &Filter::default(),
        base_db::PageRequest::default(),
    )
    .await?;
    Ok(latest
        .items
        .into_iter()
        .filter(|call| fits(&call.code, typed) || fits(&call.title_de, typed))
        .map(|call| (call.id.0, call.code))
        .collect())
}

async fn call_names(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
    let ids: Vec<CallId> = ids.iter().copied().map(CallId).collect();
    let calls = queries::calls(db.reader(), &ids).await?;
    Ok(calls.into_iter().map(|call| (call.id.0, call.code)).collect())
}
