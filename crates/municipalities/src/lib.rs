//! The register of public bodies: official keys, kinds, names, districts, contacts.
//!
//! A *body* is a municipality, district, association of municipalities or other public body. Its *key* is text: AGS
//! (8 digits), Kreisschlüssel (5), the association's part of the ARS (9), or another register's own.
//!
//! * Identity is key and kind, never the name: the town and the district of Tübingen are two bodies, Neuenburg am Rhein
//!   and Neuenbürg as well. Umlauts are folded for searching only (handbook 0.2 no. 3, 7.3 no. 29).
//! * A written key is repaired only where nothing has to be guessed ([`repair_key`], handbook 3.2).
//! * A name leads to a body only if exactly one goes by it; aliases and former names count ([`resolve`], [`Resolver`]).
//! * Dissolved bodies stay with their last day and their successor; their keys lead there, with a warning.
//! * A body registers itself at the address that stands here ([`request_account`]).
//! * Everybody signed in may look things up. SB, RL and AD edit and import, so may the operator at the command line.

mod access;
mod model;
mod queries;
pub mod rules;
mod store;
#[cfg(test)]
mod tests;
mod usecases;
mod web;

use base::Problem;
use base_sheets::Limits;
use base_web::app::{Hit, NavItem};
use base_web::imports::ImportKind;
use base_web::{App, Feature};

pub use model::{Body, BodyId, BodyName, BodyNameId, BodyType, NameKind};
pub use queries::{
    Hierarchy, bodies, body, district_names, districts, find_by_key, hierarchy, lineage, list, names,
    names_of, predecessors, relatives, resolve, search,
};
pub use rules::keys::{KeyError, RepairedKey, repair_key};
pub use rules::naming::body_type_of;
pub use rules::resolve::{Resolution, Resolver};
pub use store::body::Filter;
pub use usecases::{
    Contact, EndBody, NewBody, OpenRequest, Outcome, RequestAccount, add_alias, add_body, confirm_request,
    decline_request, edit_contact, end_body, load_bodies, open_request, remove_alias, request_account,
};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));

/// What the binary adds.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: web::routes(),
        navigation: vec![NavItem {
            key: "bodies-title",
            href: "/bodies",
            roles: &[],
        }],
        texts: vec![TEXTS],
        search: Some(|app, _, text| Box::pin(hits(app, text))),
        imports: vec![
            ImportKind {
                kind: "municipalities",
                roles: access::EDITORS,
                needs_call: false,
                limits: usecases::import_register::limits(),
                run: |app, ctx, input, apply| {
                    Box::pin(usecases::import_register::run(app, ctx, input, apply))
                },
            },
            ImportKind {
                kind: "addresses",
                roles: access::EDITORS,
                needs_call: false,
                limits: Limits::default(),
                run: |app, ctx, input, apply| {
                    Box::pin(usecases::import_addresses::run(app, ctx, input, apply))
                },
            },
        ],
        ..Feature::default()
    }
}

/// Hits of the search box, few: applications come first there.
async fn hits(app: &App, text: &str) -> Result<Vec<Hit>, Problem> {
    let found = search(app.db.reader(), text, 5).await?;
    let hit = |body: Body| Hit {
        href: format!("/bodies/{}", body.id),
        detail: [Some(body.key), body.district_name]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        title: body.official_name,
    };
    Ok(found.into_iter().map(hit).collect())
}
