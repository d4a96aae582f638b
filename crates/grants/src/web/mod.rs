//! Pages and JSON of grants, and what the feature adds to the server.

mod amend;
mod api;
mod case;
mod clauses;
mod consent;
mod delivery;
mod delivery_api;
mod evidence;
mod inform;
mod jobs;
mod json;
mod letters;
mod list;
mod offer;
mod prepare;
mod reinstatement;
mod routes;
mod served;
mod served_api;
mod show;
mod tasks;
mod timeline;
mod verbs;
mod withdraw;

use base::Problem;
use base_web::Visit;
use base_web::app::Feature;
use base_web::view::{Badge, Tone};
use calls::Call;
use futures::FutureExt as _;

use crate::model::{Grant, GrantId, GrantState};

/// What grants contribute to the server.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: routes::pages().and(routes::api()),
        texts: vec![crate::TEXTS],
        tasks: Some(|app, ctx| tasks::of(app, ctx).boxed()),
        case_parts: Some(|app, ctx, case| case::parts(app, ctx, case).boxed()),
        case_figures: Some(|app, ctx, case| case::figures(app, ctx, case).boxed()),
        evidence: Some(|app, ctx, application| evidence::files(app, ctx, application).boxed()),
        jobs: jobs::handlers(),
        check: Some(|db| crate::check(db).boxed()),
        ..Feature::default()
    }
}

/// The id of an address. Error: not found.
fn id(text: &str) -> Result<GrantId, Problem> {
    text.parse().map_err(|_| Problem::not_found("grant"))
}

/// The call of an address, by id or by code, as far as the visitor may see it.
async fn call(visit: &Visit, text: &str) -> Result<Call, Problem> {
    let db = visit.app.db.reader();
    match text.parse() {
        Ok(id) => calls::call_for(db, &visit.ctx, id).await,
        Err(_) => {
            let found = calls::find_by_code(db, text)
                .await?
                .ok_or(Problem::not_found("call"))?;
            calls::access::require_sight(&visit.ctx, &found)?;
            Ok(found)
        }
    }
}

fn badge(lang: base::Lang, grant: &Grant) -> Badge {
    let tone = match grant.state {
        GrantState::Prepared => Tone::Neutral,
        GrantState::Countersigned => Tone::Warning,
        GrantState::Issued
        | GrantState::Delivered
        | GrantState::InPayment
        | GrantState::ReportSubmitted
        | GrantState::InAudit => Tone::Info,
        GrantState::ReportDue | GrantState::Hearing => Tone::Warning,
        GrantState::Accepted | GrantState::Final | GrantState::Settled | GrantState::Closed => Tone::Success,
        GrantState::Declined
        | GrantState::Reissue
        | GrantState::Objected
        | GrantState::Overdue
        | GrantState::Reclaimed
        | GrantState::RevokedPart
        | GrantState::Revoked => Tone::Danger,
    };
    Badge::new(
        tone,
        base::texts::tr(lang, &format!("grants-state-{}", grant.state)),
    )
}

/// A refusal in words, every finding of it.
fn sentences(visit: &Visit, problem: &Problem) -> String {
    match problem {
        Problem::Invalid(fields) => fields
            .iter()
            .map(|field| visit.say(&field.text))
            .collect::<Vec<_>>()
            .join(" "),
        other => base_web::failure::sentence(visit.lang(), other),
    }
}
