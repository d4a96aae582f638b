//! Pages and JSON of applications, and what the feature adds to the server.

mod answers;
mod api;
mod attachments;
mod bulk;
mod case;
mod check;
mod desk;
mod desk_json;
mod documents;
mod draft;
mod evidence;
mod export;
mod extensions;
mod follow_ups;
mod form;
mod hints;
pub(crate) mod json;
mod list;
mod mine;
mod new_draft;
mod office;
mod partners;
mod partners_api;
mod parts;
mod parts_json;
mod plan;
mod requests;
mod search;
mod signature;
mod submit;
mod tasks;
mod verbs;
mod workbook;

use axum::http::Method;
use base::{Problem, Role};
use base_web::app::{Feature, JobHandler, NavItem};
use base_web::view::{Cell, Page, Tone};
use base_web::{ApiDoc, App, May, Routes, Visit};
use futures::FutureExt as _;

use crate::model::{Application, ApplicationState};
use crate::{access, usecases};

/// Who reads cases at all; which ones is up to [`crate::visible_to`].
const READERS: &[Role] = &[
    Role::KE,
    Role::KZ,
    Role::SB,
    Role::RL,
    Role::BfdH,
    Role::AS,
    Role::SM,
    Role::SV,
    Role::GS,
    Role::PK,
    Role::PB,
    Role::RH,
];
/// Everybody but municipalities, who have their own list.
const STAFF: &[Role] = &[
    Role::SB,
    Role::RL,
    Role::BfdH,
    Role::AS,
    Role::SM,
    Role::SV,
    Role::GS,
    Role::PK,
    Role::PB,
    Role::RH,
];
const READ: May = May::Roles(READERS);
/// RL writes and hands in tests of a call alone.
const WRITE: May = May::Roles(&[Role::KE, Role::SB, Role::RL]);
const HAND_IN: May = May::Roles(&[Role::KE, Role::KZ, Role::SB, Role::RL]);
const RECALL: May = May::Roles(&[Role::KE]);
const MUNICIPAL: May = May::Roles(&[Role::KE, Role::KZ]);
const CHECK: May = May::Roles(&[Role::SB]);
const DECIDE: May = May::Roles(&[Role::RL]);
const NOTE: May = May::Roles(crate::access::NOTE_WRITERS);
const OFFICE: May = May::Roles(crate::access::OFFICE);
const ASSIGN: May = May::Roles(&[Role::SB, Role::RL]);

/// What applications contribute to the server. Also answers the questions of calls about their applications.
#[must_use]
pub fn feature() -> Feature {
    calls::answer_with(crate::cases::answers());
    Feature {
        routes: pages()
            .and(api_routes())
            .and(parts::routes())
            .and(desk::pages())
            .and(desk::api_routes()),
        navigation: vec![
            NavItem {
                key: "applications-nav",
                href: "/applications",
                roles: STAFF,
            },
            NavItem {
                key: "applications-nav-mine",
                href: "/my-applications",
                roles: &[Role::KE, Role::KZ],
            },
            NavItem {
                key: "applications-nav-follow-ups",
                href: "/follow-ups",
                roles: crate::access::NOTE_WRITERS,
            },
        ],
        texts: vec![crate::TEXTS],
        tasks: Some(|app, ctx| tasks::of(app, ctx).boxed()),
        search: Some(|app, ctx, text| search::hits(app, ctx, text).boxed()),
        evidence: Some(|app, ctx, application| evidence::files(app, ctx, application).boxed()),
        closed_cases: Some(|app, ctx| crate::queries::closed_cases(app.db.reader(), ctx).boxed()),
        jobs: jobs(),
        imports: vec![crate::import::kind()],
        ..Feature::default()
    }
}

fn pages() -> Routes {
    Routes::new()
        .get("/applications", READ, list::index)
        .post("/applications", WRITE, new_draft::create)
        .get("/applications/new", WRITE, new_draft::new)
        .get("/applications/workbooks", WRITE, workbook::new)
        .post("/applications/workbooks", WRITE, workbook::create)
        .post("/applications/start-checks", CHECK, bulk::start_checks)
        .post("/applications/complete-all", CHECK, bulk::complete_all)
        .get("/applications/{application}", READ, case::show)
        .get("/applications/{application}/edit", WRITE, draft::edit)
        .post("/applications/{application}/edit", WRITE, draft::save)
        .post("/applications/{application}/carry-over", WRITE, draft::carry_over)
        .get("/applications/{application}/submit", HAND_IN, submit::review)
        .post("/applications/{application}/submit", HAND_IN, submit::submit)
        .get("/applications/{application}/receipt", READ, submit::receipt)
        .post("/applications/{application}/recall", RECALL, verbs::recall)
        .post(
            "/applications/{application}/start-check",
            CHECK,
            verbs::start_check,
        )
        .get("/applications/{application}/check", CHECK, check::show)
        .post("/applications/{application}/check", CHECK, check::save)
        .post("/applications/{application}/complete", CHECK, check::complete)
        .get(
            "/applications/{application}/request-documents",
            CHECK,
            documents::request_form,
        )
        .post(
            "/applications/{application}/request-documents",
            CHECK,
            documents::request,
        )
        .get(
            "/applications/{application}/answer",
            HAND_IN,
            documents::answer_form,
        )
        .post("/applications/{application}/answer", HAND_IN, documents::answer)
        .get("/applications/{application}/propose", CHECK, verbs::propose_form)
        .post("/applications/{application}/propose", CHECK, verbs::propose)
        .post("/applications/{application}/decide", DECIDE, verbs::decide)
        .post("/applications/{application}/notes", NOTE, verbs::add_note)
        .get(
            "/applications/{application}/files/{file}",
            READ,
            documents::download,
        )
        .get("/my-applications", MUNICIPAL, mine::index)
}

fn api_routes() -> Routes {
    use json::{
        ApplicationDetailJson, ApplicationJson, ApplicationListJson, DecideJson, DocumentRequestListJson,
        NewApplicationJson, NewNoteJson, NoteJson, NoteListJson, ProposeJson, ReceiptJson,
        RequestDocumentsJson, SubmitJson, UpdateApplicationJson,
    };
    let one = |summary| ApiDoc::new(summary).returns::<ApplicationJson>();
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/applications",
            READ,
            api::list,
            ApiDoc::new("List the applications you may see")
                .query("call", "string")
                .query("state", "string")
                .query("district", "string")
                .query("body_type", "string")
                .query("officer", "string")
                .query("received_from", "string")
                .query("received_until", "string")
                .query("follow_up", "boolean")
                .query("incomplete", "boolean")
                .query("late", "boolean")
                .query("joint", "boolean")
                .query("q", "string")
                .query("sort", "string")
                .query("page", "integer")
                .query("per_page", "integer")
                .returns::<ApplicationListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications",
            WRITE,
            api::create,
            ApiDoc::new("Begin an application")
                .body::<NewApplicationJson>()
                .creates::<ApplicationJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}",
            READ,
            api::show,
            ApiDoc::new("Get an application with its parties").returns::<ApplicationDetailJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/applications/{application}",
            WRITE,
            api::update,
            one("Save a draft").body::<UpdateApplicationJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}/answers",
            READ,
            answers::list,
            ApiDoc::new("List the answers of an application to the form of its call")
                .returns::<answers::AnswerListJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/applications/{application}/answers/{field}",
            WRITE,
            answers::save,
            ApiDoc::new("Save one answer of a draft; 409 with both values if it was changed meanwhile")
                .body::<answers::SaveAnswerJson>()
                .returns::<answers::AnswerSavedJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}/open-points",
            HAND_IN,
            answers::open_points,
            ApiDoc::new("List everything that keeps a draft from being submitted")
                .returns::<answers::OpenPointListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/submit",
            HAND_IN,
            api::submit,
            ApiDoc::new("Hand in a draft; repeating it gives the same receipt")
                .body::<SubmitJson>()
                .returns::<ReceiptJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/recall",
            RECALL,
            api::recall,
            one("Take a submitted application back to work on it, before the deadline"),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/start-check",
            CHECK,
            api::start_check,
            one("Begin the formal check"),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/complete",
            CHECK,
            api::complete,
            one("Confirm all points of the checklist: the application is complete"),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/request-documents",
            CHECK,
            api::request_documents,
            one("Ask for missing documents until a date").body::<RequestDocumentsJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}/document-requests",
            READ,
            api::document_requests,
            ApiDoc::new("List the document requests of an application").returns::<DocumentRequestListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/reject",
            CHECK,
            api::reject,
            one("Propose a rejection or the admission of a late application").body::<ProposeJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/decide",
            DECIDE,
            api::decide,
            one("Decide on what an officer proposed").body::<DecideJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}/notes",
            READ,
            api::notes,
            ApiDoc::new("List the notes of a case").returns::<NoteListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/notes",
            NOTE,
            api::add_note,
            ApiDoc::new("Add a note to a case")
                .body::<NewNoteJson>()
                .creates::<NoteJson>(),
        )
}

fn jobs() -> Vec<JobHandler> {
    vec![
        JobHandler {
            kind: base_files::SCAN_JOB,
            run: |app: &App, job| {
                async move {
                    let id = job.subject.parse().map_err(base::Problem::broken)?;
                    app.files.scan(&app.db, id).await
                }
                .boxed()
            },
        },
        JobHandler {
            kind: crate::proof::PROOF_JOB,
            run: |app: &App, job| {
                async move {
                    let id = job.subject.parse().map_err(base::Problem::broken)?;
                    crate::proof::make(&app.db, &app.files, &app.settings.public_url, id).await
                }
                .boxed()
            },
        },
        JobHandler {
            kind: usecases::DRAFT_REMIND,
            run: |app: &App, job| {
                async move {
                    let id = job.subject.parse().map_err(base::Problem::broken)?;
                    usecases::remind_draft(&app.db, id, job.due_at).await
                }
                .boxed()
            },
        },
        JobHandler {
            kind: usecases::DOCUMENTS_REMIND,
            run: |app: &App, job| {
                async move {
                    let id = job.subject.parse().map_err(base::Problem::broken)?;
                    usecases::remind_documents(&app.db, id, job.due_at).await
                }
                .boxed()
            },
        },
        JobHandler {
            kind: usecases::DOCUMENTS_EXPIRE,
            run: |app: &App, job| {
                async move {
                    let id = job.subject.parse().map_err(base::Problem::broken)?;
                    usecases::expire_request(&app.db, id, job.due_at).await
                }
                .boxed()
            },
        },
    ]
}

/// The colour of a state; the word beside it says the same.
fn tone(state: ApplicationState) -> Tone {
    use ApplicationState as S;
    match state {
        S::Draft | S::Withdrawn | S::Deferred => Tone::Neutral,
        S::Submitted | S::InCheck | S::Complete | S::InAssessment | S::Assessed | S::Reserve => Tone::Info,
        S::Late | S::DocumentsRequested | S::Ineligible | S::RejectedProposed => Tone::Warning,
        S::Selected | S::Awarded => Tone::Success,
        S::Rejected => Tone::Danger,
    }
}

fn state_label(visit: &Visit, state: ApplicationState) -> String {
    visit.t(&format!("applications-state-{state}"))
}

fn state_cell(visit: &Visit, state: ApplicationState) -> Cell {
    Cell::badge(tone(state), state_label(visit, state))
}

/// The way back to the case: from the list that the person has it in.
fn in_case(visit: &Visit, page: Page, application: &Application) -> Page {
    in_list(visit, page, application).crumb(path(application), application.label())
}

/// The way back to the list that the person has the case in.
/// The case that its page hands to the features which add to it; the page read it for this person.
/// Error: broken for anything else.
pub fn read_for_page(case: base_web::app::CaseRead<'_>) -> Result<&Application, Problem> {
    case.get()
        .ok_or_else(|| Problem::broken("a case page handed over something else than an application"))
}

fn in_list(visit: &Visit, page: Page, application: &Application) -> Page {
    if access::is_trial(application) {
        let try_out = format!("/calls/{}", application.call_id);
        return page.crumb(try_out, visit.t("applications-trial-call"));
    }
    if own_list(visit) == MINE {
        page.crumb(MINE, visit.t("applications-nav-mine"))
    } else {
        page.crumb("/applications", visit.t("applications-title"))
    }
}

const MINE: &str = "/my-applications";

/// The list in which the person has cases.
fn own_list(visit: &Visit) -> &'static str {
    if visit.ctx.has_any_role(&[Role::KE, Role::KZ]) {
        MINE
    } else {
        "/applications"
    }
}

/// The title, or that there is none: imported lists may lack it.
fn title(visit: &Visit, application: &Application) -> String {
    title_of(visit, &application.title)
}

fn title_of(visit: &Visit, title: &str) -> String {
    if title.is_empty() {
        visit.t("applications-untitled")
    } else {
        title.to_owned()
    }
}

fn path(application: &Application) -> String {
    crate::mails::case_path(application.id)
}
