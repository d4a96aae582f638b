//! From what a list says (key, name, kind) to one body of the register, or to an honest "which?".

use std::collections::{HashMap, HashSet};

use base::Text;

use super::keys::{KeyError, ags_of_ars, repair_key};
use super::naming::{bare, name_key};
use crate::{Body, BodyId, BodyName, BodyType, NameKind};

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every answer is the large one, and none is kept"
)]
pub enum Resolution {
    Found {
        body: Body,
        /// The key was restored: flag `REPAIRED`.
        repaired: bool,
        /// Found by an alias or a former name; the person confirms.
        by_alias: bool,
        /// The key or name is one of a body that was merged into this one (7.3 no. 22): a warning.
        merged: bool,
    },
    /// Several bodies; the person chooses. Also a single body whose kind does not fit what was said.
    Ambiguous(Vec<Body>),
    Unknown(KeyError),
}

impl Resolution {
    #[must_use]
    pub fn body(&self) -> Option<&Body> {
        match self {
            Resolution::Found { body, .. } => Some(body),
            _ => None,
        }
    }

    /// The stable code and the sentence of what keeps the row from being taken over, for `written`.
    #[must_use]
    pub fn error(&self, written: &str) -> Option<(&'static str, Text)> {
        match self {
            Resolution::Found { .. } => None,
            Resolution::Ambiguous(bodies) => {
                let names: Vec<String> = bodies.iter().take(8).map(Body::label).collect();
                let text = Text::new("bodies-name-ambiguous")
                    .with("name", written)
                    .with("bodies", names.join("; "));
                Some(("NAME_AMBIGUOUS", text))
            }
            Resolution::Unknown(error) => Some((error.code(), error.text(written))),
        }
    }
}

/// The register in memory, for lists; [`crate::resolve`] loads just what one question needs.
#[derive(Debug, Clone, Default)]
pub struct Resolver {
    bodies: HashMap<BodyId, Body>,
    by_key: HashMap<String, BodyId>,
    by_name: HashMap<String, Vec<(BodyId, NameKind)>>,
}

impl Resolver {
    #[must_use]
    pub fn new(bodies: Vec<Body>, names: Vec<BodyName>) -> Self {
        let mut resolver = Self::default();
        for body in bodies {
            resolver.by_key.insert(body.key.clone(), body.id);
            if let (BodyType::Stadtkreis, Some(district)) = (body.body_type, &body.district_key) {
                resolver.by_key.insert(district.clone(), body.id);
            }
            resolver.bodies.insert(body.id, body);
        }
        for name in names
            .iter()
            .filter(|name| resolver.bodies.contains_key(&name.body_id))
        {
            resolver
                .by_name
                .entry(name_key(&name.name))
                .or_default()
                .push((name.body_id, name.kind));
        }
        resolver
    }

    /// All bodies in memory, in no order.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.bodies.values()
    }

    #[must_use]
    pub fn body(&self, id: BodyId) -> Option<&Body> {
        self.bodies.get(&id)
    }

    /// The body of a key as the register writes it; an ARS counts as its AGS.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&Body> {
        let id = self
            .by_key
            .get(key)
            .or_else(|| self.by_key.get(&ags_of_ars(key)?));
        let body = id.and_then(|id| self.bodies.get(id))?;
        let ars_fits = key.len() != 12 || body.ars.as_deref().is_none_or(|ars| ars == key);
        ars_fits.then_some(body)
    }

    /// Whether the body goes or went by this name, to notice a key that belongs to another name.
    #[must_use]
    pub fn is_called(&self, body: BodyId, name: &str) -> bool {
        self.named(name).iter().any(|(id, _)| *id == body)
    }

    /// A key decides alone: an unknown or broken one is never replaced by a guess from the name. Without a key the
    /// name decides if exactly one body of the wanted kind goes by it.
    #[must_use]
    pub fn resolve(&self, key: Option<&str>, name: Option<&str>, body_type: Option<BodyType>) -> Resolution {
        let given = |text: Option<&str>| text.map(base::names::clean).filter(|text| !text.is_empty());
        match (given(key), given(name)) {
            (Some(key), _) => self.resolve_key(&key, body_type),
            (None, Some(name)) => self.resolve_name(&name, body_type),
            (None, None) => Resolution::Unknown(KeyError::Empty),
        }
    }

    fn resolve_key(&self, written: &str, body_type: Option<BodyType>) -> Resolution {
        match repair_key(written, body_type) {
            Ok(key) => match self.by_key(&key.key) {
                Some(body) => self.found(body, key.repaired, false),
                None => Resolution::Unknown(KeyError::Unknown),
            },
            Err(error) => Resolution::Unknown(error),
        }
    }

    fn resolve_name(&self, name: &str, body_type: Option<BodyType>) -> Resolution {
        let mut hits = self.named(name);
        if let Some(wanted) = body_type {
            // the very kind first; a list that writes "Gemeinde" for a town still means a municipality
            let kind = |id: &BodyId| self.bodies.get(id).map(|body| body.body_type);
            let exact: Vec<_> = hits
                .iter()
                .filter(|(id, _)| kind(id) == Some(wanted))
                .copied()
                .collect();
            hits = if exact.is_empty() {
                hits.retain(|(id, _)| kind(id).is_some_and(|kind| alike(kind, wanted)));
                hits
            } else {
                exact
            };
        }
        let ids: HashSet<BodyId> = hits.iter().map(|(id, _)| *id).collect();
        let mut bodies: Vec<&Body> = ids.iter().filter_map(|id| self.bodies.get(id)).collect();
        // whoever still exists comes before those who bore the name once
        if bodies.iter().any(|body| body.valid_until.is_none()) {
            bodies.retain(|body| body.valid_until.is_none());
        }
        bodies.sort_by(|a, b| a.key.cmp(&b.key));
        match bodies.as_slice() {
            [] => Resolution::Unknown(KeyError::Unknown),
            [body] => {
                let own = |kind: &NameKind| matches!(kind, NameKind::Name | NameKind::Official);
                let by_alias = !hits.iter().any(|(id, kind)| *id == body.id && own(kind));
                self.found(body, false, by_alias)
            }
            several => Resolution::Ambiguous(several.iter().map(|body| (*body).clone()).collect()),
        }
    }

    /// Every body that goes by the name as written, or by the name without "Stadt", "Landkreis" … if it is such a one.
    fn named(&self, name: &str) -> Vec<(BodyId, NameKind)> {
        let key = name_key(name);
        let whole = self.by_name.get(&key).cloned().unwrap_or_default();
        if !whole.is_empty() {
            return whole;
        }
        let Some((name, hint)) = bare(&key) else {
            return Vec::new();
        };
        let hits = |fits: &dyn Fn(BodyType) -> bool| -> Vec<(BodyId, NameKind)> {
            let fitting = |id: &BodyId| self.bodies.get(id).is_some_and(|body| fits(body.body_type));
            self.by_name
                .get(name)
                .into_iter()
                .flatten()
                .filter(|(id, _)| fitting(id))
                .copied()
                .collect()
        };
        let just = hits(&|kind| hint.fits(kind));
        if just.is_empty() {
            hits(&|kind| hint.may_fit(kind))
        } else {
            just
        }
    }

    /// The body, or the one it was merged into.
    fn found(&self, body: &Body, repaired: bool, by_alias: bool) -> Resolution {
        let mut now = body;
        for _ in 0..8 {
            match now.successor_id.and_then(|id| self.bodies.get(&id)) {
                Some(successor) => now = successor,
                None => break,
            }
        }
        Resolution::Found {
            body: now.clone(),
            repaired,
            by_alias,
            merged: now.id != body.id,
        }
    }
}

/// Whether a list may write one kind for the other.
fn alike(kind: BodyType, wanted: BodyType) -> bool {
    kind.is_municipality() && wanted.is_municipality()
        || kind.is_association_of_municipalities() && wanted.is_association_of_municipalities()
}
