//! The house pages: what waits for me, search, mails, audit trail, demo, and what the law asks every site to say.

pub mod audit;
mod demo;
mod home;
mod legal;
mod mails;

use base::Role;
use base_web::app::{NavGroup, NavItem};
use base_web::{Feature, May, Routes};

/// Who imports, or reads what was imported.
const IMPORTS: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::GS, Role::PK, Role::RH];
/// Who reads the audit trail (handbook 13).
const AUDIT: &[Role] = &[Role::RL, Role::BfdH, Role::RH];
/// Who sees the list of mails.
const MAILS: &[Role] = &[Role::SB, Role::RL, Role::GS, Role::PK, Role::RH];
/// Who sends a mail again, or looks after one that never arrived.
const RESENDERS: &[Role] = &[Role::SB, Role::RL, Role::PK];

/// The areas of the navigation, by what people do there.
const AREAS: [NavGroup; 6] = [
    NavGroup {
        key: "nav-area-calls",
        places: &["/calls", "/programmes", "/public"],
    },
    NavGroup {
        key: "nav-area-applications",
        places: &["/applications", "/my-applications", "/follow-ups"],
    },
    NavGroup {
        key: "nav-area-selection",
        places: &["/assessment", "/reviews", "/committees", "/meetings"],
    },
    NavGroup {
        key: "nav-area-money",
        places: &[
            "/payments",
            "/proofs",
            "/budget",
            "/grants",
            "/payment-runs",
            "/payment-returns",
            "/bank-accounts",
            "/claims",
            "/base-rates",
        ],
    },
    NavGroup {
        key: "nav-area-exchange",
        places: &[
            "/engagements",
            "/hours",
            "/facilitators",
            "/events",
            "/practice",
            "/public/events",
            "/public/registrations",
        ],
    },
    NavGroup {
        key: "nav-area-house",
        places: &[
            "/reports",
            "/bodies",
            "/imports",
            "/mails",
            "/audit",
            "/accounts",
            "/accounts/new",
            "/signatories",
            "/colleagues",
            "/evidence",
        ],
    },
];

#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: Routes::new()
            .get("/", May::Anyone, home::home)
            .get("/search", May::SignedIn, home::search)
            .get("/mails", May::Roles(MAILS), mails::list)
            .get("/mails/{mail}", May::Roles(MAILS), mails::show)
            .post("/mails/{mail}/resend", May::Roles(RESENDERS), mails::resend)
            .post("/mails/{mail}/follow-up", May::Roles(RESENDERS), mails::follow_up)
            .get("/audit", May::Roles(AUDIT), audit::list)
            .get("/audit/export.csv", May::Roles(AUDIT), audit::csv)
            .get("/demo/clock", May::Anyone, demo::clock)
            .post("/demo/clock", May::Anyone, demo::advance)
            .get("/demo/inbox", May::Anyone, demo::inbox)
            .get("/demo/inbox/{mail}", May::Anyone, demo::mail)
            .get("/accessibility", May::Anyone, legal::accessibility)
            .get("/privacy", May::Anyone, legal::privacy)
            .get("/imprint", May::Anyone, legal::imprint),
        navigation: vec![NavItem {
            key: "nav-home",
            href: "/",
            roles: &[],
        }],
        nav_groups: AREAS.to_vec(),
        texts: vec![crate::house::TEXTS],
        tasks: Some(|app, ctx| Box::pin(mails::tasks(app, ctx))),
        ..Feature::default()
    }
}

/// What stands at the end of the navigation: tools, after the programme's own areas.
#[must_use]
pub fn tools() -> Feature {
    Feature {
        navigation: vec![
            NavItem {
                key: "nav-imports",
                href: "/imports",
                roles: IMPORTS,
            },
            NavItem {
                key: "nav-mails",
                href: "/mails",
                roles: MAILS,
            },
            NavItem {
                key: "nav-audit",
                href: "/audit",
                roles: AUDIT,
            },
        ],
        ..Feature::default()
    }
}
