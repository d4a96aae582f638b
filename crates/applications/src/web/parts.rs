//! Routes of an application's parts: attachments, partners, plan, signature.

use axum::http::Method;
use base::Role;
use base_web::{ApiDoc, May, Routes};

use super::parts_json::{
    AnswerPartnerJson, AttachmentListJson, PartnersJson, PlanJson, ProofJson, SetPartnersJson, SetPlanJson,
};
use super::{HAND_IN, READ, WRITE, attachments, partners, partners_api, plan, signature};

/// A partner answers by its signatory.
const SIGN: May = May::Roles(&[Role::KZ]);

pub(super) fn routes() -> Routes {
    of_attachments().and(of_partners()).and(of_plan()).and(of_proof())
}

fn of_partners() -> Routes {
    Routes::new()
        .get("/applications/{application}/partners", READ, partners::show)
        .post("/applications/{application}/partners", WRITE, partners::save)
        .post("/applications/{application}/partners/ask", WRITE, partners::ask)
        .post(
            "/applications/{application}/partners/{body}/answer",
            SIGN,
            partners::answer,
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}/partners",
            READ,
            partners_api::list,
            ApiDoc::new("List the partners of an application and their answers").returns::<PartnersJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/applications/{application}/partners",
            WRITE,
            partners_api::set,
            ApiDoc::new("Set partners, tasks, shares and places of a draft")
                .body::<SetPartnersJson>()
                .returns::<PartnersJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/partners/ask",
            WRITE,
            partners_api::ask,
            ApiDoc::new("Ask the partners that have not confirmed yet").returns::<PartnersJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/partners/{body}/answer",
            SIGN,
            partners_api::answer,
            ApiDoc::new("Confirm or refuse for your body")
                .body::<AnswerPartnerJson>()
                .returns::<PartnersJson>(),
        )
}

fn of_proof() -> Routes {
    Routes::new()
        .post("/applications/{application}/ask-signature", WRITE, signature::ask)
        .post("/applications/{application}/return", SIGN, signature::send_back)
        .get(
            "/applications/{application}/application.pdf",
            READ,
            signature::application_pdf,
        )
        .get(
            "/applications/{application}/cover-sheet.pdf",
            HAND_IN,
            signature::cover_sheet_pdf,
        )
        .get(
            "/applications/{application}/receipt.pdf",
            READ,
            signature::receipt_pdf,
        )
        .get("/verify", May::Anyone, signature::verify_form)
        .post("/verify", May::Anyone, signature::verify)
        .api(
            Method::GET,
            "/api/v1/verify/{hash}",
            May::Anyone,
            signature::api_verify,
            ApiDoc::new("What a receipt's hash stands for: number, time of receipt, call")
                .returns::<ProofJson>(),
        )
}

fn of_plan() -> Routes {
    Routes::new()
        .get("/applications/{application}/plan", READ, plan::show)
        .post("/applications/{application}/plan", WRITE, plan::save)
        .api(
            Method::GET,
            "/api/v1/applications/{application}/plan",
            READ,
            plan::api_show,
            ApiDoc::new("Get the plan of costs and financing").returns::<PlanJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/applications/{application}/plan",
            WRITE,
            plan::api_save,
            ApiDoc::new("Set the plan of costs and financing of a draft")
                .body::<SetPlanJson>()
                .returns::<PlanJson>(),
        )
}

fn of_attachments() -> Routes {
    Routes::new()
        .get("/applications/{application}/attachments", READ, attachments::show)
        .post(
            "/applications/{application}/attachments",
            WRITE,
            attachments::attach,
        )
        .post(
            "/applications/{application}/attachments/{attachment}/remove",
            WRITE,
            attachments::detach,
        )
        .api(
            Method::GET,
            "/api/v1/applications/{application}/attachments",
            READ,
            attachments::api_list,
            ApiDoc::new("List the attachments of an application").returns::<AttachmentListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/attachments",
            WRITE,
            attachments::api_attach,
            ApiDoc::new("Attach files to a draft (multipart form: files, document, label, body)")
                .creates::<AttachmentListJson>(),
        )
        .api(
            Method::DELETE,
            "/api/v1/applications/{application}/attachments/{attachment}",
            WRITE,
            attachments::api_detach,
            ApiDoc::new("Take an attachment off a draft").returns_nothing(),
        )
}
