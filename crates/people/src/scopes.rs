//! The names of programmes, calls, committees and bodies, which later features know and this one must only show.

use std::collections::HashMap;
use std::sync::OnceLock;

use base::{Problem, Role, Scope, Text};
use base_db::Db;
use futures::future::BoxFuture;
use uuid::Uuid;

use crate::rules;

/// What a search or a look-up of names answers.
pub type ScopeAnswer<'a, T> = BoxFuture<'a, Result<T, Problem>>;
/// Things whose code, key or name fits what was typed, best first, a handful.
pub type ScopeSearch = for<'a> fn(&'a Db, &'a str) -> ScopeAnswer<'a, Vec<(Uuid, String)>>;
/// The names of these things, by id.
pub type ScopeNames = for<'a> fn(&'a Db, &'a [Uuid]) -> ScopeAnswer<'a, HashMap<Uuid, String>>;

/// Finds the things of one kind of scope by what people type, and says their names.
#[derive(Clone, Copy)]
pub struct ScopeSource {
    /// `programme`, `call`, `committee` or `body`.
    pub kind: &'static str,
    pub search: ScopeSearch,
    pub names: ScopeNames,
}

static SOURCES: OnceLock<Vec<ScopeSource>> = OnceLock::new();

/// Says once, at start, where names of scopes come from; later calls change nothing. Without it scopes show as ids.
pub fn install_scopes(sources: Vec<ScopeSource>) {
    let _ = SOURCES.set(sources); // the same sources, from a second test in this process
}

fn find_source(kind: &str) -> Option<&'static ScopeSource> {
    SOURCES.get()?.iter().find(|source| source.kind == kind)
}

/// The scope of a role from what was typed: an id, or a name that fits exactly one thing. Error: `Invalid` on `scope`,
/// naming what was meant perhaps.
pub(crate) async fn resolve(db: &Db, role: Role, typed: &str) -> Result<Scope, Problem> {
    let kind = rules::scope_kind(role);
    if let Some(scope) = Scope::from_parts(kind, None) {
        return Ok(scope); // system and own need no id
    }
    let found = match typed.parse::<Uuid>() {
        Ok(id) => vec![(id, typed.to_owned())],
        Err(_) if typed.is_empty() => return Err(Problem::field("scope", Text::new("field-required"))),
        Err(_) => match find_source(kind) {
            Some(source) => (source.search)(db, typed).await?,
            None => Vec::new(),
        },
    };
    let exact: Vec<&(Uuid, String)> = found
        .iter()
        .filter(|(_, name)| name.eq_ignore_ascii_case(typed))
        .collect();
    let one = match (exact.as_slice(), found.as_slice()) {
        ([one], _) => one.0,
        (_, [one]) => one.0,
        (_, []) => {
            return Err(Problem::field(
                "scope",
                Text::new("accounts-scope-unknown").with("value", typed),
            ));
        }
        (_, several) => {
            let names: Vec<&str> = several.iter().take(5).map(|(_, name)| name.as_str()).collect();
            let text = Text::new("accounts-scope-ambiguous").with("names", names.join("; "));
            return Err(Problem::field("scope", text));
        }
    };
    Scope::from_parts(kind, Some(one)).ok_or_else(|| Problem::broken(format!("no scope of kind {kind}")))
}

/// The names of these scopes, by id; ids without name are left out.
pub(crate) async fn names_of(
    db: &Db,
    scopes: impl IntoIterator<Item = Scope>,
) -> Result<HashMap<Uuid, String>, Problem> {
    let mut by_kind: HashMap<&'static str, Vec<Uuid>> = HashMap::new();
    for scope in scopes {
        if let (kind, Some(id)) = scope.parts() {
            by_kind.entry(kind).or_default().push(id);
        }
    }
    let mut names = HashMap::new();
    for (kind, ids) in by_kind {
        if let Some(source) = find_source(kind) {
            names.extend((source.names)(db, &ids).await?);
        }
    }
    Ok(names)
}
