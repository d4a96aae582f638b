//! Loading the project's own extract of the register (fixtures/README.md: `demo/bodies.csv`, `demo/aliases.csv`).

use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry};
use chrono::NaiveDate;
use serde::Deserialize;

use super::official::{Official, degrees_e6};
use super::put::{Outcome, put_bodies};
use crate::{BodyName, BodyNameId, BodyType, NameKind, Resolver, access, store};

#[derive(Deserialize)]
struct BodyRow {
    key: String,
    kind: String,
    name: String,
    official_name: String,
    designation: String,
    district_name: String,
    population: Option<i64>,
    population_date: Option<NaiveDate>,
    postcode: String,
    lon: String,
    lat: String,
    ars: String,
}

#[derive(Deserialize)]
struct AliasRow {
    alias: String,
    key: String,
}

/// Loads bodies and aliases from CSV (`;`, UTF-8, headings as in the fixtures). Loading again changes nothing.
/// SB, RL, AD or the operator. Error: refused with `bodies-csv`, naming file and line, and nothing is loaded.
pub async fn load_bodies(db: &Db, ctx: &Ctx, bodies: &str, aliases: &str) -> Result<Outcome, Problem> {
    access::may_edit(ctx)?;
    let body_rows: Vec<BodyRow> = rows("bodies.csv", bodies)?;
    let alias_rows: Vec<AliasRow> = rows("aliases.csv", aliases)?;
    let associations: std::collections::HashSet<String> = body_rows
        .iter()
        .filter(|row| row.key.len() == 9)
        .map(|row| row.key.clone())
        .collect();
    let mut list = Vec::with_capacity(body_rows.len());
    for (index, row) in body_rows.into_iter().enumerate() {
        let kind = BodyType::from_code(&row.kind)
            .ok_or_else(|| broken("bodies.csv", index + 2, &format!("kind {:?}", row.kind)))?;
        let association = row
            .ars
            .get(..9)
            .filter(|key| associations.contains(*key))
            .map(str::to_owned);
        let official = Official {
            association_key: association,
            ars: Some(row.ars).filter(|ars| !ars.is_empty()),
            body_type: kind,
            name: row.name,
            official_name: row.official_name,
            designation: row.designation,
            district_name: Some(row.district_name).filter(|name| !name.is_empty()),
            population: row.population,
            population_on: row.population_date,
            postcode: Some(row.postcode).filter(|postcode| !postcode.is_empty()),
            longitude_e6: degrees_e6(&row.lon),
            latitude_e6: degrees_e6(&row.lat),
            may_apply: kind != BodyType::Association,
            key: row.key,
        };
        list.push(official.into_body());
    }
    let unit = db.write(ctx).await?;
    let outcome = put_bodies(&unit, list, None).await?;
    let resolver = Resolver::load(unit.conn()).await?;
    let mut further: std::collections::HashMap<_, Vec<String>> = std::collections::HashMap::new();
    for name in store::name::all(unit.conn()).await? {
        if matches!(name.kind, NameKind::Alias | NameKind::Former) {
            further.entry(name.body_id).or_default().push(name.name);
        }
    }
    let mut new = Vec::new();
    for (index, row) in alias_rows.iter().enumerate() {
        let body = resolver
            .by_key(&row.key)
            .ok_or_else(|| broken("aliases.csv", index + 2, &format!("key {:?}", row.key)))?;
        let known = further.entry(body.id).or_default();
        let alias = names::clean(&row.alias);
        if !known.contains(&alias) {
            known.push(alias.clone());
            let (id, body_id) = (BodyNameId::new(), body.id);
            new.push(BodyName {
                id,
                body_id,
                kind: NameKind::Alias,
                name: alias,
                valid_until: None,
            });
        }
    }
    let mut touched = Vec::new();
    for body in resolver
        .bodies()
        .filter(|body| new.iter().any(|name| name.body_id == body.id))
    {
        touched.push((body.clone(), further.remove(&body.id).unwrap_or_default()));
    }
    store::name::add(unit.conn(), &new).await?;
    store::body::put(unit.conn(), &touched, unit.now()).await?;
    let data = serde_json::json!({ "new": outcome.new, "changed": outcome.changed, "aliases": new.len() });
    unit.audit(Entry::new("register", "bodies", "load").data(data))
        .await?;
    unit.commit().await?;
    Ok(outcome)
}

fn rows<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<Vec<T>, Problem> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader
        .deserialize()
        .enumerate()
        .map(|(index, row)| row.map_err(|error: csv::Error| broken(file, index + 2, &error.to_string())))
        .collect()
}

fn broken(file: &str, line: usize, what: &str) -> Problem {
    let text = Text::new("bodies-csv-broken")
        .with("file", file)
        .with("line", line)
        .with("what", what);
    Problem::refused("bodies-csv", text)
}
