//! `/calls/{call}/preview`: a call as everybody will see it, before it is published, and its try-out.

use axum::extract::{Path, RawQuery};
use base_web::view::{Action, Notice, Page, Tone};
use base_web::{ApiJson, FormData, Reply, Visit, api};

use super::{check, public, seen};
use crate::usecases::{self, TryOut};
use crate::{access, queries};

pub(super) async fn show(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = seen(&visit, &call).await?;
    access::require_office(&visit.ctx, &call)?;
    let href = format!("/calls/{}", call.id);
    let page = Page::new(call.title(visit.lang()))
        .crumb("/calls", visit.t("calls-title"))
        .crumb(&href, &call.code)
        .action(Action::link(
            visit.t("calls-check-title"),
            format!("{href}/preview/check"),
        ))
        .block(Notice::new(
            Tone::Warning,
            visit.t("calls-preview"),
            visit.t("calls-preview-hint"),
        ));
    let mut page = public::content(&visit, &call, page).await?;
    if !call.easy_de.is_empty() {
        // a page of its own once it is published
        page = page.section("easy", visit.t("calls-easy"), public::paragraphs(&call.easy_de));
    }
    visit.page(page)
}

pub(super) async fn check(visit: Visit, Path(call): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let call = seen(&visit, &call).await?;
    access::require_office(&visit.ctx, &call)?;
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let page = check::page(&visit, &call, &asked, &format!("/calls/{}/preview", call.id)).await?;
    visit.page(page)
}

/// Makes the try-out, or brings it up to date.
pub(super) async fn try_out(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    let command = TryOut {
        call: call.id,
        version: data.read().version(),
    };
    let preview = usecases::try_out(&visit.app.db, &visit.ctx, command).await?;
    visit.done(&format!("/calls/{preview}"), "calls-done-try-out")
}

pub(super) async fn api_try_out(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<super::api::CallVersionJson>,
) -> Reply {
    let call = seen(&visit, &call).await?;
    let command = TryOut {
        call: call.id,
        version: body.version,
    };
    let preview = usecases::try_out(&visit.app.db, &visit.ctx, command).await?;
    let preview = queries::call(visit.app.db.reader(), preview).await?;
    api::ok(crate::CallJson::from(&preview))
}
