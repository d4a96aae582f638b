//! Bringing bodies into the register: new ones, changed ones, and the names they had before.

use std::collections::HashMap;

use base::Problem;
use base_db::Unit;
use chrono::NaiveDate;

use crate::rules::naming::name_key;
use crate::store;
use crate::{Body, BodyId, BodyName, BodyNameId, NameKind};

/// How many bodies were new, changed and the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
}

/// Writes bodies by their key. What the source does not know (contacts, coordinates) stays; a body under a new name
/// keeps the old one as a former name until the day before `state_on`.
pub(crate) async fn put_bodies(
    unit: &Unit<'_>,
    bodies: Vec<Body>,
    state_on: Option<NaiveDate>,
) -> Result<Outcome, Problem> {
    let known = store::body::all(unit.conn()).await?;
    let known: HashMap<&str, &Body> = known.iter().map(|body| (body.key.as_str(), body)).collect();
    let mut names: HashMap<BodyId, Vec<BodyName>> = HashMap::new();
    for name in store::name::all(unit.conn()).await? {
        names.entry(name.body_id).or_default().push(name);
    }
    let mut outcome = Outcome::default();
    let (mut rows, mut new_names, mut renamed) = (Vec::new(), Vec::new(), Vec::new());
    for body in bodies {
        let before = known.get(body.key.as_str()).copied();
        let after = before.map_or_else(|| body.clone(), |before| merged(before, &body));
        match before {
            Some(before) if *before == after => {
                outcome.same += 1;
                continue;
            }
            Some(_) => outcome.changed += 1,
            None => outcome.new += 1,
        }
        let mut own = names.remove(&after.id).unwrap_or_default();
        if let Some(before) = before.filter(|before| before.name != after.name) {
            own.push(name(
                after.id,
                NameKind::Former,
                &before.name,
                state_on.and_then(|day| day.pred_opt()),
            ));
        }
        own.retain(|name| matches!(name.kind, NameKind::Alias | NameKind::Former));
        let others = own.iter().map(|name| name.name.clone()).collect();
        own.push(name(after.id, NameKind::Name, &after.name, None));
        if name_key(&after.official_name) != name_key(&after.name) {
            own.push(name(after.id, NameKind::Official, &after.official_name, None));
        }
        if before.is_some() {
            renamed.push(after.id);
        }
        new_names.extend(own);
        rows.push((after, others));
    }
    store::body::put(unit.conn(), &rows, unit.now()).await?;
    store::name::forget_present(unit.conn(), &renamed).await?;
    store::name::add(unit.conn(), &new_names).await?;
    Ok(outcome)
}

fn name(body_id: BodyId, kind: NameKind, name: &str, valid_until: Option<NaiveDate>) -> BodyName {
    BodyName {
        id: BodyNameId::new(),
        body_id,
        kind,
        name: name.to_owned(),
        valid_until,
    }
}

/// What the register would hold after [`put_bodies`]: `None` when nothing changes.
pub(crate) fn change(before: Option<&Body>, source: &Body) -> Option<Body> {
    match before {
        Some(before) => Some(merged(before, source)).filter(|after| after != before),
        None => Some(source.clone()),
    }
}

/// The known body with what the source says; what the source leaves open stays.
fn merged(before: &Body, source: &Body) -> Body {
    let mut after = Body {
        id: before.id,
        version: before.version,
        street: source.street.clone().or_else(|| before.street.clone()),
        place: source.place.clone().or_else(|| before.place.clone()),
        postcode: source.postcode.clone().or_else(|| before.postcode.clone()),
        email: source.email.clone().or_else(|| before.email.clone()),
        phone: source.phone.clone().or_else(|| before.phone.clone()),
        head: source.head.clone().or_else(|| before.head.clone()),
        longitude_e6: source.longitude_e6.or(before.longitude_e6),
        latitude_e6: source.latitude_e6.or(before.latitude_e6),
        population: source.population.or(before.population),
        population_on: source.population_on.or(before.population_on),
        valid_from: source.valid_from.or(before.valid_from),
        valid_until: before.valid_until,
        successor_id: before.successor_id,
        may_apply: source.may_apply && before.valid_until.is_none(),
        ..source.clone()
    };
    if after != *before {
        after.version += 1;
    }
    after
}
