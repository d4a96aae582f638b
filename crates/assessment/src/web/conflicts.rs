//! `/calls/{call}/conflicts`: what the data suggest about assessors and applications, and what the office says of it.

use applications::ApplicationId;
use axum::extract::{Path, Query};
use base::{PersonId, Problem};
use base_db::PageRequest;
use base_web::view::{Block, Cell, Field, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;

use super::{Again, again};
use crate::access;
use crate::model::{Basis, Hint};
use crate::pool::{self, HintRow};
use crate::usecases::{self, Dismiss};

pub(super) async fn show(
    visit: Visit,
    Path(call): Path<String>,
    Query(request): Query<PageRequest>,
) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let page = page(&visit, &call, request, None).await?;
    visit.page(page)
}

/// What ties the person, in words.
pub(super) fn sentence(visit: &Visit, hint: &Hint) -> String {
    let basis = visit.t(&format!("interests-basis-{}", hint.basis));
    let key = format!("conflicts-near-{}", hint.nearness);
    visit.tw(&key, &[("basis", &basis), ("name", &hint.name)])
}

async fn page(
    visit: &Visit,
    call: &Call,
    request: PageRequest,
    refused: Option<&Again<'_>>,
) -> Result<Page, Problem> {
    let request = PageRequest {
        per_page: 25,
        ..request
    };
    let found = pool::conflict_hints(visit.app.db.reader(), &visit.ctx, call, request).await?;
    let mut table = Table::new(visit.lang(), visit.t("conflicts-title"))
        .hidden_caption()
        .column(visit.t("reviews-number"))
        .column(visit.t("reviews-applicant"))
        .column(visit.t("reviews-assessor"))
        .column(visit.t("conflicts-hint"))
        .column(visit.t("reviews-state"))
        .empty(visit.t("conflicts-empty"));
    for row in &found.items {
        let state = match &row.hint.dismissed {
            Some(dismissed) => Cell::Many(vec![
                Cell::badge(Tone::Neutral, visit.t("conflicts-dismissed")),
                Cell::Lines(dismissed.reason.clone()),
            ]),
            None => Cell::badge(Tone::Warning, visit.t("conflicts-open")),
        };
        table = table.row(vec![
            Cell::link(format!("/applications/{}", row.hint.application_id), &row.number),
            Cell::text(&row.lead_name),
            Cell::text(&row.person_name),
            Cell::text(sentence(visit, &row.hint)),
            state,
        ]);
    }
    let mut page = Page::new(visit.tw("conflicts-title-of", &[("code", &call.code)]))
        .lead(visit.t("conflicts-lead"))
        .crumb(
            format!("/calls/{}/assessment", call.id),
            visit.tw("assessment-title", &[("code", &call.code)]),
        )
        .block(table.paged(&found, &format!("/calls/{}/conflicts", call.id)));
    if access::holds(&visit.ctx, access::OFFICERS, call) {
        let open = found.items.iter().filter(|row| row.hint.dismissed.is_none());
        let forms: Vec<Block> = open.map(|row| dismissal(visit, call, row, refused)).collect();
        if !forms.is_empty() {
            page = page.section("dismiss", visit.t("conflicts-dismiss"), forms);
        }
    }
    Ok(page)
}

/// The form of one suggestion; open when it was just refused.
fn dismissal(visit: &Visit, call: &Call, row: &HintRow, refused: Option<&Again<'_>>) -> Block {
    let hint = &row.hint;
    let form = visit
        .form(format!("/calls/{}/conflicts", call.id))
        .hidden("application", hint.application_id)
        .hidden("person", hint.person_id)
        .hidden("basis", hint.basis)
        .hidden("subject", &hint.subject)
        .field(
            Field::textarea("reason", visit.t("conflicts-reason"), 2)
                .required()
                .max(2_000),
        )
        .submit(visit.t("conflicts-dismiss"));
    let is_this = |refused: &&Again<'_>| {
        let data = refused.data;
        data.get("application") == hint.application_id.to_string()
            && data.get("person") == hint.person_id.to_string()
            && data.get("basis") == hint.basis.code()
            && data.get("subject") == hint.subject
    };
    let summary = format!("{}, {}: {}", row.number, row.person_name, sentence(visit, hint));
    match refused.filter(is_this) {
        Some(refused) => again(form.heading(summary), "dismiss", Some(refused)).into(),
        None => Block::Details(summary, vec![form.into()]),
    }
}

pub(super) async fn dismiss(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let answer = match read(&form) {
        Ok(command) => usecases::dismiss_conflict(&visit.app.db, &visit.ctx, command).await,
        Err(problem) => Err(problem),
    };
    match answer {
        Ok(()) => visit.done(
            &format!("/calls/{}/conflicts", call.id),
            "conflicts-done-dismissed",
        ),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let refused = Again {
                verb: "dismiss",
                data: &form,
                problem: &problem,
            };
            let page = page(&visit, &call, PageRequest::default(), Some(&refused)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

fn read(form: &FormData) -> Result<Dismiss, Problem> {
    let not_found = |_| Problem::not_found("conflict");
    let application: ApplicationId = form.get("application").parse().map_err(not_found)?;
    let person: PersonId = form.get("person").parse().map_err(not_found)?;
    let basis: Basis = form
        .get("basis")
        .parse()
        .map_err(|()| Problem::not_found("conflict"))?;
    Ok(Dismiss {
        application,
        person,
        basis,
        subject: form.get("subject").to_owned(),
        reason: form.get("reason").to_owned(),
    })
}
