//! Process facilitation in kind: the pool of facilitators, and who accompanies which project with which contingent.
//!
//! * **Facilitator** (Prozessbegleitung): from the pool of a programme, with day rate, regions and capacity.
//! * **Engagement** (Begleitung), one living per issued grant in kind (handbook 5.6): PROPOSED by the coordination to a team
//!   of one to three without conflict (M-F01) → CONFIRMED when all of them agree (M-F02), DECLINED when one does not
//!   (M-F03; then another team is proposed) → PREPARED with contract number, contingent and day rate → ASSIGNED by an
//!   officer who is another person (G4; M-F04) → RUNNING from the first talk on (M-F05) → COMPLETED; SUSPENDED and back;
//!   TERMINATED with a reason.
//! * The value of a contingent, VAT included, never exceeds what the grant is worth (F01, F02).
//! * The engagement row is the lock on its contingent: approving hours is one guarded UPDATE ([`use_minutes`]).

mod access;
mod check;
mod import;
mod mails;
mod model;
mod queries;
pub mod rules;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

use base::Role;
use base_sheets::Limits;
use base_web::Feature;
use base_web::app::NavItem;
use base_web::imports::ImportKind;
use futures::FutureExt;

pub use check::check;
pub use model::{Answer, Engagement, EngagementId, EngagementState, Facilitator, FacilitatorId, Member};
pub use queries::{
    by_ids, engagement, engagement_of, engagements, engagements_of_person, facilitator, facilitators,
    members, support_terms, to_fill, used_minutes,
};
pub use rules::SupportTerms;
pub use usecases::{
    Assign, NewFacilitator, Prepare, Propose, Replace, Start, Used, add_facilitator, answer, assign,
    complete, prepare, propose, replace, resume, start, suspend, terminate, use_minutes,
};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));

/// What the binary adds.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: web::routes(),
        navigation: vec![
            NavItem {
                key: "nav-engagements",
                href: "/engagements",
                roles: access::READERS,
            },
            NavItem {
                key: "nav-facilitators",
                href: "/facilitators",
                roles: access::POOL_READERS,
            },
        ],
        texts: vec![TEXTS],
        tasks: Some(|app, ctx| web::tasks(app, ctx).boxed()),
        case_parts: Some(|app, ctx, application| web::case_parts(app, ctx, application).boxed()),
        evidence: Some(|app, ctx, application| web::evidence(app, ctx, application).boxed()),
        imports: vec![ImportKind {
            kind: "pool",
            roles: &[Role::PK],
            needs_call: false,
            limits: Limits::default(),
            run: |app, ctx, input, apply| import::run(app, ctx, input, apply).boxed(),
        }],
        check: Some(|db| check(db).boxed()),
        ..Feature::default()
    }
}
