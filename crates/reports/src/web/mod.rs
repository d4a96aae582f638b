//! Pages and JSON of reports, and what the feature adds to the server.

mod evidence;
pub(crate) mod json;
mod pages;

use axum::http::Method;
use base_web::app::{App, Feature, JobHandler, NavItem};
use base_web::{ApiDoc, May, Routes};
use futures::FutureExt as _;

use crate::access;

const EVIDENCE: May = May::Roles(crate::evidence::MAKERS);
const READ: May = May::Roles(access::READERS);

/// What reports contribute to the server.
#[must_use]
pub fn feature() -> Feature {
    let doc = ApiDoc::new(
        "A report on a call (R1, R2, R4, R5, R9, X1, X3, X5, X10): key figures, tables with totals. Money in cents, hours in \
         minutes, rates in basis points",
    );
    Feature {
        routes: Routes::new()
            .get("/reports", READ, pages::index)
            .get("/reports/{report}/{call}", READ, pages::show)
            .get("/reports/{report}/{call}/download", READ, pages::download)
            .get("/reports/{report}/{call}/pdf", READ, pages::pdf)
            .api(
                Method::GET,
                "/api/v1/calls/{call}/reports/{report}",
                READ,
                json::show,
                doc.returns::<json::ReportJson>(),
            )
            .and(evidence_routes()),
        navigation: vec![NavItem {
            key: "nav-reports",
            href: "/reports",
            roles: access::READERS,
        }],
        texts: vec![crate::TEXTS],
        jobs: vec![JobHandler {
            kind: crate::evidence::JOB,
            run: |app: &App, job| crate::evidence::run(app, job).boxed(),
        }],
        ..Feature::default()
    }
}

fn evidence_routes() -> Routes {
    use evidence::{EvidencePacketJson, EvidencePacketListJson};
    let (get, post) = (Method::GET, Method::POST);
    let list = |summary| ApiDoc::new(summary).returns::<EvidencePacketListJson>();
    let new = |summary| ApiDoc::new(summary).creates::<EvidencePacketJson>();
    Routes::new()
        .get(
            "/applications/{application}/evidence",
            EVIDENCE,
            evidence::of_case,
        )
        .post(
            "/applications/{application}/evidence",
            EVIDENCE,
            evidence::make_for_case,
        )
        .get("/calls/{call}/evidence", EVIDENCE, evidence::of_call)
        .post("/calls/{call}/evidence", EVIDENCE, evidence::request_for_call)
        .get("/evidence/{packet}/download", EVIDENCE, evidence::download)
        .api(
            get.clone(),
            "/api/v1/applications/{application}/evidence",
            EVIDENCE,
            evidence::of_case_json,
            list("List the evidence packets of a case"),
        )
        .api(
            post.clone(),
            "/api/v1/applications/{application}/evidence",
            EVIDENCE,
            evidence::make_for_case_json,
            new("Make the evidence packet of a case, at once"),
        )
        .api(
            get.clone(),
            "/api/v1/calls/{call}/evidence",
            EVIDENCE,
            evidence::of_call_json,
            list("List the evidence packets of a whole call"),
        )
        .api(
            post,
            "/api/v1/calls/{call}/evidence",
            EVIDENCE,
            evidence::request_for_call_json,
            new("Ask for the evidence packet of a call; it is made in the background"),
        )
        .api(
            get.clone(),
            "/api/v1/evidence/{packet}",
            EVIDENCE,
            evidence::show_json,
            ApiDoc::new("Show how far an evidence packet is").returns::<EvidencePacketJson>(),
        )
        .api(
            get,
            "/api/v1/evidence/{packet}/download",
            EVIDENCE,
            evidence::download,
            ApiDoc::new("Download an evidence packet (ZIP)"),
        )
}
