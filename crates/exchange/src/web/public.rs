//! Network meetings for everybody: what is coming, registering without an account, and giving the place back by the link of
//! the confirmation.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Action, Block, Cell, Facts, Field, Page, Table};
use base_web::{FormData, Reply, Visit};

use super::events::{facts, id};
use crate::mails;
use crate::model::{Event, EventState, RegistrationId, RegistrationState};
use crate::queries;
use crate::usecases::register::{self, RegisterGuest};

pub async fn list(visit: Visit) -> Reply {
    let events = queries::upcoming(visit.app.db.reader(), visit.ctx.now).await?;
    let mut table = Table::new(visit.lang(), visit.t("events-title"))
        .hidden_caption()
        .column(visit.t("events-name"))
        .column(visit.t("events-when"))
        .column(visit.t("events-where"))
        .column(visit.t("events-registration"))
        .empty(visit.t("events-public-none"));
    for event in &events {
        let registration = if !event.takes_registrations(visit.ctx.now) {
            visit.t("events-closed")
        } else if event.free() > 0 {
            visit.tw("events-free", &[("free", &event.free().to_string())])
        } else {
            visit.t("events-waiting-list")
        };
        table = table.row(vec![
            Cell::link(format!("/public/events/{}", event.id), &event.title),
            Cell::text(visit.datetime(event.starts_at)),
            Cell::text(if event.place.is_empty() {
                visit.t("events-online")
            } else {
                event.place.clone()
            }),
            Cell::text(registration),
        ]);
    }
    visit.page(
        Page::new(visit.t("events-title"))
            .lead(visit.t("events-public-lead"))
            .block(table),
    )
}

/// An event that is public. Error: not found.
async fn public(visit: &Visit, text: &str) -> Result<Event, Problem> {
    let event = queries::event(visit.app.db.reader(), &visit.ctx, id(text)?).await?;
    match event.state {
        EventState::Planned => Err(Problem::not_found("event")),
        _ => Ok(event),
    }
}

pub async fn show(visit: Visit, Path(event): Path<String>) -> Reply {
    let event = public(&visit, &event).await?;
    visit.page(page(&visit, &event, &FormData::default(), None))
}

fn page(visit: &Visit, event: &Event, typed: &FormData, problem: Option<&Problem>) -> Page {
    let mut page = Page::new(&event.title)
        .crumb("/public/events", visit.t("events-title"))
        .action(Action::link(
            visit.t("events-calendar"),
            format!("/public/events/{}/calendar.ics", event.id),
        ))
        .block(facts(visit, event, false));
    if !event.agenda.is_empty() {
        page = page.heading(visit.t("events-agenda")).text(event.agenda.clone());
    }
    if event.state == EventState::Cancelled {
        return page.text(visit.t("events-public-cancelled"));
    }
    if !event.takes_registrations(visit.ctx.now) {
        return page.text(visit.t("events-registration-closed"));
    }
    let mut form = visit
        .form(format!("/public/events/{}/register", event.id))
        .heading(visit.t("events-register-title"))
        .field(
            Field::text("name", visit.t("events-person"))
                .required()
                .max(120)
                .autocomplete("name"),
        )
        .field(
            Field::input("email", "email", visit.t("sign-in-email"))
                .required()
                .max(254)
                .autocomplete("email"),
        )
        .field(
            Field::text("organisation", visit.t("events-organisation"))
                .required()
                .max(160)
                .autocomplete("organization"),
        )
        .field(
            Field::textarea("needs", visit.t("events-needs"), 3)
                .max(500)
                .hint(visit.t("events-needs-hint")),
        )
        .field(Field::note(visit.t("events-public-privacy")))
        .submit(if event.free() > 0 {
            visit.t("events-register")
        } else {
            visit.t("events-register-waiting")
        })
        .fill(typed);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    page.block(form)
}

fn read(event: &Event, form: &FormData) -> Result<RegisterGuest, Problem> {
    let mut read = form.read();
    let command = RegisterGuest {
        event: event.id,
        name: read.required_text("name", 120),
        email: read.email("email"),
        organisation: read.required_text("organisation", 160),
        needs: read.long_text("needs", 500),
    };
    read.finish()?;
    Ok(command)
}

pub async fn register(visit: Visit, Path(event): Path<String>, form: FormData) -> Reply {
    let event = public(&visit, &event).await?;
    let registered =
        async { register::register_guest(&visit.app.db, &visit.ctx, read(&event, &form)?).await };
    match registered.await {
        // the same words whether the address was known or not: the mail asks, and says more
        Ok(_) => visit.done(&format!("/public/events/{}", event.id), "events-done-public"),
        Err(problem) => visit.again(problem, |problem| page(&visit, &event, &form, Some(problem))),
    }
}

pub async fn calendar(visit: Visit, Path(event): Path<String>) -> Reply {
    let event = public(&visit, &event).await?;
    let file = mails::calendar_file(&event);
    visit.download(&file.name, "text/calendar; charset=utf-8", file.bytes)
}

fn registration(text: &str) -> Result<RegistrationId, Problem> {
    text.parse().map_err(|_| Problem::not_found("registration"))
}

/// The registration that a confirmation leads to.
pub async fn own(visit: Visit, Path(id): Path<String>) -> Reply {
    let conn = visit.app.db.reader();
    let own = queries::guest(conn, registration(&id)?).await?;
    let event = queries::event(conn, &visit.ctx, own.event_id).await?;
    let facts = Facts::new()
        .row(visit.t("events-when"), visit.datetime(event.starts_at))
        .row(visit.t("events-where"), event.place.as_str())
        .row(visit.t("events-person"), own.name.as_str())
        .row(visit.t("events-organisation"), own.organisation.as_str());
    let mut page = Page::new(&event.title)
        .crumb("/public/events", visit.t("events-title"))
        .crumb(format!("/public/events/{}", event.id), &event.title)
        .text(visit.t(&format!("events-own-{}", own.state)))
        .block(facts);
    let is_open = visit.ctx.now < event.starts_at && event.state == EventState::Published;
    let post = |key: &str, verb: &str| {
        Action::post(visit.t(key), format!("/public/registrations/{}/{verb}", own.id))
    };
    if is_open && own.state == RegistrationState::Unconfirmed {
        // a button: programs that open every link of a mail confirm nothing
        page = page.block(Block::Actions(vec![post("events-confirm", "confirm").primary()]));
    } else if is_open && own.state != RegistrationState::Cancelled {
        let leave = post("events-unregister", "cancel").danger();
        page = page.block(Block::Actions(vec![
            leave.confirm(visit.t("events-unregister-sure")),
        ]));
    }
    visit.page(page)
}

pub async fn confirm(visit: Visit, Path(id): Path<String>) -> Reply {
    let id = registration(&id)?;
    let done = match register::confirm_guest(&visit.app.db, &visit.ctx, id).await? {
        RegistrationState::Registered => "events-done-confirmed",
        _ => "events-done-waiting",
    };
    visit.done(&format!("/public/registrations/{id}"), done)
}

pub async fn cancel(visit: Visit, Path(id): Path<String>) -> Reply {
    let id = registration(&id)?;
    register::unregister_guest(&visit.app.db, &visit.ctx, id).await?;
    visit.done(&format!("/public/registrations/{id}"), "events-done-unregistered")
}
