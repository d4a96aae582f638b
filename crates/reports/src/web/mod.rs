//! Pages and JSON of reports, and what the feature adds to the server.

pub(crate) mod json;
mod pages;

use axum::http::Method;
use base_web::app::{Feature, NavItem};
use base_web::{ApiDoc, May, Routes};

use crate::access;

const READ: May = May::Roles(access::READERS);

/// What reports contribute to the server.
#[must_use]
pub fn feature() -> Feature {
    let doc = ApiDoc::new(
        "A report on a call (R1, R2, R5, R9, X1, X3, X5, X10): key figures, tables with totals. Money in cents, hours in \
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
            ),
        navigation: vec![NavItem {
            key: "nav-reports",
            href: "/reports",
            roles: access::READERS,
        }],
        texts: vec![crate::TEXTS],
        ..Feature::default()
    }
}
