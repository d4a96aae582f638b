//! The demo's accounts: roles, not persons. One password for all; outside a demo it could not be set this way.

use std::collections::BTreeMap;

use anyhow::Context as _;
use base::{Ctx, Person, PersonId, Role, Scope};
use chrono::{DateTime, NaiveDate, Utc};
use people::{Assign, NewAccount};
use serde::Serialize;

use super::programme::SetUp;
use crate::cli;
use crate::house::House;

/// The password of every demo account.
pub const PASSWORD: &str = "Foerderportal-Demo-2026";

/// Key, name, address and the roles with the kind of their scope.
type Entry = (&'static str, &'static str, &'static str, &'static [(Role, Place)]);

const ROLES: &[Entry] = &[
    (
        "SB",
        "Sachbearbeitung (Demo)",
        "sachbearbeitung@ministerium.example",
        &[(Role::SB, Place::Programme)],
    ),
    (
        "SB2",
        "Sachbearbeitung 2 (Demo)",
        "sachbearbeitung2@ministerium.example",
        &[(Role::SB, Place::Programme)],
    ),
    (
        "RL",
        "Referatsleitung (Demo)",
        "referatsleitung@ministerium.example",
        &[(Role::RL, Place::Programme)],
    ),
    (
        "RL2",
        "Stellvertretende Referatsleitung (Demo)",
        "referatsleitung2@ministerium.example",
        &[(Role::RL, Place::Programme)],
    ),
    (
        "BfdH",
        "Haushalt (Demo)",
        "haushalt@ministerium.example",
        &[(Role::BfdH, Place::Programme)],
    ),
    (
        "GS",
        "Geschäftsstelle (Demo)",
        "geschaeftsstelle@ministerium.example",
        &[(Role::GS, Place::Programme)],
    ),
    (
        "PK",
        "Programmkoordination (Demo)",
        "koordination@akademie.example",
        &[(Role::PK, Place::Programme)],
    ),
    (
        "PK2",
        "Programmkoordination 2 (Demo)",
        "koordination2@akademie.example",
        &[(Role::PK, Place::Programme)],
    ),
    (
        "AS",
        "Bewertung 1 (Demo)",
        "bewertung1@fachstelle.example",
        &[(Role::AS, Place::Calls)],
    ),
    (
        "AS2",
        "Bewertung 2 (Demo)",
        "bewertung2@fachstelle.example",
        &[(Role::AS, Place::Calls)],
    ),
    (
        "SV",
        "Vorsitz Steuerungsgruppe (Demo)",
        "vorsitz@steuerungsgruppe.example",
        &[(Role::SV, Place::Committee)],
    ),
    (
        "SM",
        "Mitglied Steuerungsgruppe (Demo)",
        "mitglied@steuerungsgruppe.example",
        &[(Role::SM, Place::Committee)],
    ),
    (
        "PB",
        "Prozessbegleitung 1 (Demo)",
        "begleitung1@pool.example",
        &[(Role::PB, Place::Own)],
    ),
    (
        "PB2",
        "Prozessbegleitung 2 (Demo)",
        "begleitung2@pool.example",
        &[(Role::PB, Place::Own)],
    ),
    (
        "RH",
        "Rechnungshof (Demo)",
        "pruefung@rechnungshof.example",
        &[(Role::RH, Place::Programme)],
    ),
    (
        "DS",
        "Datenschutz (Demo)",
        "datenschutz@ministerium.example",
        &[(Role::DS, Place::Programme)],
    ),
    (
        "AD",
        "Administration (Demo)",
        "administration@ministerium.example",
        &[(Role::AD, Place::System)],
    ),
    (
        "KE",
        "Integrationsbeauftragte Leimen (Demo)",
        "integration@leimen.example",
        &[(Role::KE, Place::Body("08226041"))],
    ),
    (
        "KZ",
        "Oberbürgermeister Leimen (Demo)",
        "ob@leimen.example",
        &[(Role::KZ, Place::Body("08226041"))],
    ),
    (
        "KE2",
        "Integrationsbeauftragte Meßkirch (Demo)",
        "integration@messkirch.example",
        &[
            (Role::KE, Place::Body("08437078")),
            (Role::KZ, Place::Body("08437078")),
        ],
    ),
    (
        "KE3",
        "Integrationsbeauftragte Landkreis Tübingen (Demo)",
        "integration@kreis-tuebingen.example",
        &[(Role::KE, Place::Body("08416")), (Role::KZ, Place::Body("08416"))],
    ),
];

#[derive(Debug, Clone, Copy)]
enum Place {
    System,
    Programme,
    /// All calls of the demo.
    Calls,
    Committee,
    Body(&'static str),
    Own,
}

/// Everybody, by key (`SB`, `RL`, `KE` …).
pub struct Cast {
    people: BTreeMap<&'static str, Person>,
}

#[derive(Serialize)]
struct AccountJson<'a> {
    role: &'a str,
    name: &'a str,
    email: &'a str,
    password: &'a str,
}

impl Cast {
    /// Creates the accounts with their roles from the programme's first day on.
    pub async fn make(house: &House, set: &SetUp) -> anyhow::Result<Self> {
        let db = &house.app.db;
        let ctx = Ctx {
            now: set.start,
            ..cli::operator(house)
        };
        for (key, name, email, roles) in ROLES {
            let unit = db.write(&ctx).await?;
            let account = NewAccount::new(*email, *name);
            let id = people::open_account_in(&unit, account, PASSWORD)
                .await
                .with_context(|| (*key).to_owned())?;
            for (role, place) in *roles {
                for scope in scopes(house, set, *place).await? {
                    let from_on = set.first_day;
                    people::assign_in(
                        &unit,
                        Assign {
                            person: id,
                            role: *role,
                            scope,
                            from_on,
                            until_on: None,
                        },
                    )
                    .await?;
                }
            }
            unit.commit().await?;
        }
        Self::load(house).await
    }

    /// The people of an existing demo.
    pub async fn load(house: &House) -> anyhow::Result<Self> {
        let db = house.app.db.reader();
        let mut people = BTreeMap::new();
        for (key, _, email, _) in ROLES {
            let account = people::find_by_email(db, email)
                .await?
                .with_context(|| format!("the demo account {email} is missing"))?;
            people.insert(*key, people::person(db, account.id, house.app.db.now()).await?);
        }
        Ok(Self { people })
    }

    /// A context in which this person acts at an instant.
    pub fn at(&self, key: &str, now: DateTime<Utc>) -> anyhow::Result<Ctx> {
        let person = self
            .people
            .get(key)
            .with_context(|| format!("no demo account {key}"))?;
        Ok(Ctx {
            actor: base::Actor::Person(person.clone()),
            channel: base::Channel::Web,
            ..Ctx::system("demo", now)
        })
    }

    /// The id of this person.
    pub fn id(&self, key: &str) -> anyhow::Result<PersonId> {
        Ok(self
            .people
            .get(key)
            .with_context(|| format!("no demo account {key}"))?
            .id)
    }

    /// The address of this person.
    pub fn email(&self, key: &str) -> anyhow::Result<String> {
        Ok(self
            .people
            .get(key)
            .with_context(|| format!("no demo account {key}"))?
            .email
            .clone())
    }

    /// Role and address of each account, for people.
    pub fn lines(&self) -> Vec<(String, String)> {
        ROLES
            .iter()
            .map(|(_, name, email, _)| ((*name).to_owned(), (*email).to_owned()))
            .collect()
    }

    /// For the browser tests and other programs.
    pub fn to_json(&self) -> String {
        let accounts: Vec<AccountJson<'_>> = ROLES
            .iter()
            .map(|(role, name, email, _)| AccountJson {
                role,
                name,
                email,
                password: PASSWORD,
            })
            .collect();
        serde_json::to_string_pretty(&accounts).unwrap_or_default()
    }
}

async fn scopes(house: &House, set: &SetUp, place: Place) -> anyhow::Result<Vec<Scope>> {
    Ok(match place {
        Place::System => vec![Scope::System],
        Place::Own => vec![Scope::Own],
        Place::Programme => vec![Scope::Programme(set.programme.0)],
        Place::Calls => Vec::new(),     // given when the calls are there
        Place::Committee => Vec::new(), // given when the committee is there
        Place::Body(key) => {
            let body = municipalities::find_by_key(house.app.db.reader(), key).await?;
            vec![Scope::Body(body.with_context(|| format!("no body {key}"))?.id.0)]
        }
    })
}

/// The first day on which roles hold.
#[must_use]
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
