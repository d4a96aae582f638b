//! Bulk actions of the list: the rules of a single one, a result per record.

use base_web::view::{Cell, Facts, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::list::call_of;
use crate::mails::case_path;
use crate::model::ApplicationState;
use crate::queries;
use crate::usecases::{self, BulkResult};

pub(super) async fn start_checks(visit: Visit, data: FormData) -> Reply {
    let call = call_of(&visit, &visit.ctx, data.get("call")).await?;
    let results = usecases::start_all_checks(&visit.app.db, &visit.ctx, call.id).await?;
    visit.page(result_page(
        &visit,
        "applications-start-checks",
        &call.code,
        &results,
    ))
}

pub(super) async fn complete_all(visit: Visit, data: FormData) -> Reply {
    let call = call_of(&visit, &visit.ctx, data.get("call")).await?;
    let in_check = queries::of_call(
        visit.app.db.reader(),
        &visit.ctx,
        call.id,
        &[ApplicationState::InCheck],
    )
    .await?;
    let ids: Vec<_> = in_check.iter().map(|application| application.id).collect();
    let results = usecases::complete_all(&visit.app.db, &visit.ctx, &ids).await?;
    visit.page(result_page(
        &visit,
        "applications-complete-all",
        &call.code,
        &results,
    ))
}

fn result_page(visit: &Visit, key: &str, call: &str, results: &[BulkResult]) -> Page {
    let done = results.iter().filter(|result| result.problem.is_none()).count();
    let number = |count: usize| Cell::integer(visit.lang(), i64::try_from(count).unwrap_or(i64::MAX));
    let mut table = Table::new(visit.lang(), visit.t("applications-bulk-results"))
        .column(visit.t("applications-number"))
        .column(visit.t("applications-bulk-result"))
        .column(visit.t("applications-bulk-why"))
        .empty(visit.t("applications-bulk-none"));
    for result in results {
        let (tone, word) = match result.problem {
            None => (Tone::Success, "applications-bulk-done"),
            Some(_) => (Tone::Warning, "applications-bulk-left"),
        };
        let why = result
            .problem
            .as_ref()
            .map(|problem| base_web::failure::sentence(visit.lang(), problem));
        table = table.row(vec![
            Cell::link(case_path(result.application), &result.label),
            Cell::badge(tone, visit.t(word)),
            Cell::text(why.unwrap_or_default()),
        ]);
    }
    let list = base_web::view_with_query("/applications", "call", call);
    Page::new(visit.t(key))
        .crumb(list, visit.t("applications-title"))
        .block(
            Facts::new()
                .row(visit.t("applications-bulk-done"), number(done))
                .row(visit.t("applications-bulk-left"), number(results.len() - done)),
        )
        .block(table)
}
