//! Pages and their JSON twins.

mod approving;
mod entry;
mod evidence;
mod invoices;
mod json;
mod list;
mod parts;

pub(crate) use evidence::evidence;
pub(crate) use parts::{case_parts, tasks};

use axum::http::Method;
use base::{Lang, Problem, Role, texts};
use base_web::view::{Badge, Tone};
use base_web::{ApiDoc, May, Routes};

use crate::access::READERS;
use crate::model::{EntryState, HoursEntryId};

const PB: May = May::Roles(&[Role::PB]);
const PK: May = May::Roles(&[Role::PK]);
const SB: May = May::Roles(&[Role::SB]);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/hours", May::Roles(READERS), list::list)
        .post("/hours", PB, entry::book)
        .get("/hours/new", PB, entry::new)
        .post("/hours/submit", PB, entry::submit_all)
        .post("/hours/approve", PK, approving::approve_all)
        .get("/hours/{hours_entry}", May::Roles(READERS), entry::show)
        .get("/hours/{hours_entry}/edit", PB, entry::edit)
        .post("/hours/{hours_entry}/edit", PB, entry::correct)
        .post("/hours/{hours_entry}/submit", PB, entry::submit)
        .post("/hours/{hours_entry}/discard", PB, entry::discard)
        .post("/hours/{hours_entry}/approve", PK, approving::approve)
        .post("/hours/{hours_entry}/reject", PK, approving::reject)
        .get("/engagements/{engagement}/invoices", SB, invoices::list)
        .post("/engagements/{engagement}/invoices", SB, invoices::bill)
        .api(
            Method::GET,
            "/api/v1/hours",
            May::Roles(READERS),
            json::list,
            ApiDoc::new("List hours entries")
                .query("state", "string")
                .query("engagement", "string")
                .query("month", "string")
                .query("page", "integer")
                .returns::<json::HoursListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/hours",
            PB,
            json::book,
            ApiDoc::new("Book hours")
                .body::<json::BookHoursJson>()
                .creates::<json::HoursEntryJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/hours/submit",
            PB,
            json::submit_all,
            ApiDoc::new("Submit all drafts of an engagement")
                .body::<json::SubmitAllJson>()
                .returns::<json::SubmittedJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/hours/approve",
            PK,
            json::approve_all,
            ApiDoc::new("Approve several hours entries")
                .body::<json::ApproveAllJson>()
                .returns::<json::ApprovalListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/hours/{hours_entry}",
            May::Roles(READERS),
            json::show,
            ApiDoc::new("One hours entry").returns::<json::HoursEntryJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/hours/{hours_entry}",
            PB,
            json::correct,
            ApiDoc::new("Correct a draft or a rejected hours entry")
                .body::<json::CorrectHoursJson>()
                .returns::<json::HoursEntryJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/hours/{hours_entry}/discard",
            PB,
            json::discard,
            ApiDoc::new("Discard a draft or a rejected hours entry").returns_nothing(),
        )
        .api(
            Method::POST,
            "/api/v1/hours/{hours_entry}/submit",
            PB,
            json::submit,
            ApiDoc::new("Submit an hours entry").returns::<json::HoursEntryJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/hours/{hours_entry}/approve",
            PK,
            json::approve,
            ApiDoc::new("Approve an hours entry").returns::<json::HoursEntryJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/hours/{hours_entry}/reject",
            PK,
            json::reject,
            ApiDoc::new("Reject an hours entry")
                .body::<json::RejectHoursJson>()
                .returns::<json::HoursEntryJson>(),
        )
}

fn badge(lang: Lang, state: EntryState) -> Badge {
    let tone = match state {
        EntryState::Draft | EntryState::Discarded => Tone::Neutral,
        EntryState::Submitted => Tone::Info,
        EntryState::Approved => Tone::Success,
        EntryState::Rejected => Tone::Danger,
    };
    Badge::new(tone, texts::tr(lang, &format!("hours-state-{state}")))
}

fn id(text: &str) -> Result<HoursEntryId, Problem> {
    text.parse().map_err(|_| Problem::not_found("hours entry"))
}
