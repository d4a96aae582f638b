//! The routes of the officer's desk.

use axum::http::Method;
use base_web::{ApiDoc, Routes};

use super::desk_json::{
    AssignOfficerJson, BulkJson, BulkResultListJson, ChecklistJson, ContinueJson, DecideExtensionJson,
    ExtendRequestJson, ExtensionJson, ExtensionListJson, FieldChangeListJson, FollowUpJson, FollowUpListJson,
    HintJson, HintListJson, JudgeHintJson, NewExtensionJson, NewFollowUpJson, PostponeJson, SaveCheckJson,
};
use super::json::ApplicationJson;
use super::{
    ASSIGN, CHECK, DECIDE, NOTE, OFFICE, READ, api, bulk, check, export, extensions, follow_ups, hints,
    requests, verbs,
};

pub(super) fn pages() -> Routes {
    Routes::new()
        .get("/applications/export.csv", READ, export::csv)
        .get("/applications/export.xlsx", READ, export::xlsx)
        .post("/applications/bulk", CHECK, bulk::prepare)
        .post("/applications/bulk/apply", CHECK, bulk::apply)
        .get("/applications/extensions", ASSIGN, extensions::index)
        .post("/applications/extensions", CHECK, extensions::propose)
        .get("/applications/extensions/{extension}", ASSIGN, extensions::show)
        .post("/applications/extensions/{extension}", DECIDE, extensions::decide)
        .get(
            "/applications/{application}/extend-request",
            CHECK,
            requests::extend_form,
        )
        .post(
            "/applications/{application}/extend-request",
            CHECK,
            requests::extend,
        )
        .get("/applications/{application}/hints", CHECK, hints::judge_form)
        .post("/applications/{application}/hints", CHECK, hints::judge)
        .post("/applications/{application}/assign", ASSIGN, verbs::assign)
        .post("/applications/{application}/follow-ups", NOTE, follow_ups::set)
        .get("/follow-ups", NOTE, follow_ups::index)
        .post("/follow-ups/{follow_up}/done", NOTE, follow_ups::finish)
        .get(
            "/follow-ups/{follow_up}/postpone",
            NOTE,
            follow_ups::postpone_form,
        )
        .post("/follow-ups/{follow_up}/postpone", NOTE, follow_ups::postpone)
}

pub(super) fn api_routes() -> Routes {
    Routes::new()
        .api(
            Method::POST,
            "/api/v1/applications/bulk",
            CHECK,
            bulk::api,
            ApiDoc::new("Do one thing with many applications; a result per record")
                .body::<BulkJson>()
                .returns::<BulkResultListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}/checklist",
            CHECK,
            check::api_show,
            ApiDoc::new("Get the checklist of the formal check").returns::<ChecklistJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/applications/{application}/checklist",
            CHECK,
            check::api_save,
            ApiDoc::new("Record points of the formal check")
                .body::<SaveCheckJson>()
                .returns::<ChecklistJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/extend-request",
            CHECK,
            requests::api_extend,
            ApiDoc::new("Move the end of the open document request, also after it expired")
                .body::<ExtendRequestJson>()
                .returns::<ApplicationJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/continue-unanswered",
            CHECK,
            requests::api_continue,
            ApiDoc::new("Go on without an answer to the document request")
                .body::<ContinueJson>()
                .returns::<ApplicationJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}/changes",
            READ,
            requests::api_changes,
            ApiDoc::new("Old and new values of the fields that answers to document requests changed")
                .returns::<FieldChangeListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}/hints",
            OFFICE,
            hints::api_list,
            ApiDoc::new("List the hints of double funding and repetition").returns::<HintListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/hints",
            CHECK,
            hints::api_judge,
            ApiDoc::new("Judge a hint of double funding or repetition")
                .body::<JudgeHintJson>()
                .returns::<HintJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/applications/extensions",
            ASSIGN,
            extensions::api_list,
            ApiDoc::new("List the later deadlines for single applicants of a call")
                .query("call", "string")
                .returns::<ExtensionListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/extensions",
            CHECK,
            extensions::api_propose,
            ApiDoc::new("Propose a later deadline for one applicant")
                .body::<NewExtensionJson>()
                .creates::<ExtensionJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/extensions/{extension}/decide",
            DECIDE,
            extensions::api_decide,
            ApiDoc::new("Decide on a later deadline for one applicant")
                .body::<DecideExtensionJson>()
                .returns::<ExtensionJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/assign",
            ASSIGN,
            api::assign,
            ApiDoc::new("Give an application to a responsible officer")
                .body::<AssignOfficerJson>()
                .returns::<ApplicationJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/follow-ups",
            NOTE,
            follow_ups::api_set,
            ApiDoc::new("Set a follow-up of a case")
                .body::<NewFollowUpJson>()
                .creates::<FollowUpJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/follow-ups",
            NOTE,
            follow_ups::api_list,
            ApiDoc::new("List your follow-ups; with whose=all those of all cases you may see")
                .query("whose", "string")
                .query("show", "string")
                .returns::<FollowUpListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/follow-ups/{follow_up}/done",
            NOTE,
            follow_ups::api_finish,
            ApiDoc::new("Finish a follow-up").returns::<FollowUpJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/follow-ups/{follow_up}/postpone",
            NOTE,
            follow_ups::api_postpone,
            ApiDoc::new("Put a follow-up off")
                .body::<PostponeJson>()
                .returns::<FollowUpJson>(),
        )
}
