//! `/portal-consents/{body}`: whether a body agreed to be served through the portal; giving and revoking it.

use axum::extract::Path;
use base::calendar::local_date;
use base::{PersonId, Problem};
use base_web::view::{Block, Cell, Field, Notice as Message, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use municipalities::BodyId;

use super::sentences;
use crate::usecases::{self, GiveConsent, RevokeConsent};
use crate::{access, queries};

/// Characters of a note.
const MAX: usize = 1_000;

pub(super) fn path(body: BodyId) -> String {
    format!("/portal-consents/{body}")
}

pub(super) fn id(text: &str) -> Result<BodyId, Problem> {
    text.parse().map_err(|_| Problem::not_found("body"))
}

pub(super) async fn index(visit: Visit, Path(body): Path<String>) -> Reply {
    let page = page(&visit, id(&body)?, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, body: BodyId, failed: Option<&Problem>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    access::may_see_consent(&visit.ctx, body)?;
    let body = municipalities::body(db, body).await?;
    let all = queries::consents_of(db, body.id).await?;
    let in_force = all.iter().find(|one| one.revoked_on.is_none());
    let mut page = Page::new(visit.t("grants-consent"))
        .kicker(&body.name)
        .lead(visit.t("grants-consent-lead"));
    if let Some(problem) = failed {
        let title = base_web::failure::title(lang, problem);
        page = page.block(Message::new(Tone::Danger, title, sentences(visit, problem)));
    }
    let state = match in_force {
        Some(one) => visit.tw(
            "grants-consent-since",
            &[("day", &base::fmt::date(lang, one.given_on))],
        ),
        None => visit.t("grants-consent-none"),
    };
    let mut blocks = vec![Block::Text(state)];
    if access::require_consenter(&visit.ctx, body.id).is_ok() {
        let signs = access::signs_for(&visit.ctx, body.id);
        let verb = match in_force {
            Some(_) => "revoke",
            None => "give",
        };
        let mut form = visit.form(match in_force {
            Some(_) => format!("{}/revoke", path(body.id)),
            None => path(body.id),
        });
        if !signs {
            form = form
                .field(
                    Field::date("on", visit.t("grants-consent-on"))
                        .required()
                        .value(local_date(visit.ctx.now)),
                )
                .field(
                    Field::text("paper_note", visit.t("grants-consent-paper"))
                        .required()
                        .max(MAX),
                );
        }
        let form = form
            .submit(visit.t(&format!("grants-consent-{verb}")))
            .confirm(visit.t(&format!("grants-consent-{verb}-confirm")));
        blocks.push(form.into());
    }
    page = page.blocks(blocks);
    if all.is_empty() {
        return Ok(page);
    }
    let persons: Vec<PersonId> = all
        .iter()
        .flat_map(|one| [one.given_by, one.revoked_by])
        .flatten()
        .collect();
    let names = people::names(db, &persons).await?;
    let name = |person: Option<PersonId>| person.and_then(|id| names.get(&id).cloned()).map(Cell::text);
    let rows = all.iter().map(|one| {
        vec![
            Cell::date(lang, one.given_on),
            Cell::maybe(name(one.given_by)),
            Cell::text(&one.paper_note),
            Cell::maybe(one.revoked_on.map(|day| Cell::date(lang, day))),
            Cell::maybe(name(one.revoked_by)),
        ]
    });
    let table = Table::new(lang, visit.t("grants-consent-history"))
        .column(visit.t("grants-consent-given-on"))
        .column(visit.t("grants-consent-by"))
        .column(visit.t("grants-consent-paper"))
        .column(visit.t("grants-consent-revoked-on"))
        .column(visit.t("grants-consent-revoked-by"))
        .rows(rows);
    Ok(page.block(table))
}

async fn answer(visit: &Visit, body: BodyId, done: Result<(), Problem>, word: &str) -> Reply {
    match done {
        Ok(()) => visit.done(&path(body), word),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = page(visit, body, Some(&problem)).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Day and note as typed; both are missing in the portal. Error: `Invalid`.
fn typed(data: &FormData) -> Result<(Option<chrono::NaiveDate>, String), Problem> {
    let mut read = data.read();
    let on = read.optional_date("on");
    let note = read.long_text("paper_note", MAX);
    read.finish()?;
    Ok((on, note))
}

pub(super) async fn give(visit: Visit, Path(body): Path<String>, data: FormData) -> Reply {
    let body = id(&body)?;
    let done = async {
        let (given_on, paper_note) = typed(&data)?;
        let command = GiveConsent {
            body,
            given_on,
            paper_note,
        };
        usecases::give_consent(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| ());
    answer(&visit, body, done, "grants-done-consent").await
}

pub(super) async fn revoke(visit: Visit, Path(body): Path<String>, data: FormData) -> Reply {
    let body = id(&body)?;
    let done = async {
        let (revoked_on, paper_note) = typed(&data)?;
        let command = RevokeConsent {
            body,
            revoked_on,
            paper_note,
        };
        usecases::revoke_consent(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await;
    answer(&visit, body, done, "grants-done-consent-revoked").await
}
