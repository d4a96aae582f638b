//! Pages of events.

use axum::extract::{Path, Query};
use base::{Deadline, Problem, Role, Text, calendar};
use base_db::PageRequest;
use base_web::view::{Action, Badge, Block, Cell, Choice, Facts, Field, Form, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::access;
use crate::mails;
use crate::model::{Event, EventId, EventState, Registration, RegistrationState};
use crate::queries;
use crate::rules;
use crate::usecases::event::{self, NewEvent};

#[derive(Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    page: u64,
}

pub(super) fn id(text: &str) -> Result<EventId, Problem> {
    text.parse().map_err(|_| Problem::not_found("event"))
}

/// The body for which the person registers, if they act for one.
pub(super) fn own_body(visit: &Visit) -> Option<Uuid> {
    visit
        .ctx
        .scopes_of(&[Role::KE, Role::KZ], "body")
        .first()
        .copied()
}

fn badge(visit: &Visit, state: EventState) -> Badge {
    let tone = match state {
        EventState::Planned => Tone::Neutral,
        EventState::Published => Tone::Success,
        EventState::Held | EventState::Documented => Tone::Info,
        EventState::Cancelled => Tone::Danger,
    };
    Badge::new(tone, visit.t(&format!("events-state-{state}")))
}

pub async fn list(visit: Visit, Query(query): Query<PageQuery>) -> Reply {
    let events = queries::events(visit.app.db.reader(), &visit.ctx, PageRequest::number(query.page)).await?;
    let mut table = Table::new(visit.lang(), visit.t("events-title"))
        .hidden_caption()
        .column(visit.t("events-when"))
        .column(visit.t("events-name"))
        .column(visit.t("events-where"))
        .number_column(visit.t("events-places"))
        .column(visit.t("events-state"))
        .paged(&events, "/events");
    for event in &events.items {
        table = table.row(vec![
            Cell::text(visit.datetime(event.starts_at)),
            Cell::link(format!("/events/{}", event.id), &event.title),
            Cell::text(if event.place.is_empty() {
                visit.t("events-online")
            } else {
                event.place.clone()
            }),
            Cell::Number(format!("{} / {}", event.registered, event.capacity)),
            Cell::Badge(badge(&visit, event.state)),
        ]);
    }
    let mut page = Page::new(visit.t("events-title"))
        .lead(visit.t("events-lead"))
        .block(table);
    if visit.ctx.has_any_role(access::MAKERS) {
        page = page.action(Action::link(visit.t("events-new"), "/events/new").primary());
    }
    visit.page(page)
}

async fn new_page(visit: &Visit, typed: &FormData, problem: Option<&Problem>) -> Result<Page, Problem> {
    let own = visit.ctx.scopes_of(access::MAKERS, "programme");
    let programmes = calls::programmes(visit.app.db.reader()).await?;
    let choices = programmes
        .iter()
        .filter(|programme| own.contains(&programme.id.0))
        .map(|programme| Choice::new(programme.id, programme.name(visit.lang())))
        .collect();
    let mut form = visit
        .form("/events")
        .field(Field::select("programme", visit.t("events-programme"), choices).required())
        .field(Field::text("title", visit.t("events-name")).required().max(160))
        .field(Field::textarea("agenda", visit.t("events-agenda"), 5).max(4_000))
        .field(
            Field::text("place", visit.t("events-where"))
                .max(200)
                .hint(visit.t("events-place-hint")),
        )
        .field(Field::input("url", "link", visit.t("events-link")).max(300))
        .field(Field::date("starts_on", visit.t("events-day")).required())
        .field(Field::time("starts_time", visit.t("events-from")).required())
        .field(Field::time("ends_time", visit.t("events-until")).required())
        .field(
            Field::date("registration_until_on", visit.t("events-registration-until"))
                .required()
                .hint(visit.t("events-registration-hint")),
        )
        .field(
            Field::number("capacity", visit.t("events-capacity"), "")
                .required()
                .value(60),
        )
        .field(
            Field::number("per_body", visit.t("events-per-body"), "")
                .required()
                .value(rules::DEFAULT_PER_BODY),
        )
        .field(
            Field::textarea("access_info", visit.t("events-access"), 3)
                .max(1_000)
                .hint(visit.t("events-access-hint")),
        )
        .submit(visit.t("events-plan"))
        .cancel(visit.t("form-cancel"), "/events")
        .fill(typed);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(Page::new(visit.t("events-new"))
        .crumb("/events", visit.t("events-title"))
        .block(form))
}

pub async fn new(visit: Visit) -> Reply {
    visit.page(new_page(&visit, &FormData::default(), None).await?)
}

/// An instant of local date and time; a time that does not exist or exists twice is a field problem.
fn instant(field: &str, date: NaiveDate, time: NaiveTime) -> Result<DateTime<Utc>, Problem> {
    calendar::instant_at(date, time).map_err(|error| Problem::field(field, Text::new(error.key())))
}

fn read(form: &FormData) -> Result<NewEvent, Problem> {
    let mut read = form.read();
    let programme = read.choice::<Uuid>("programme");
    let title = read.required_text("title", 160);
    let agenda = read.long_text("agenda", 4_000);
    let place = read.text("place", 200);
    let link = read.text("link", 300);
    let starts_on = read.date("starts_on");
    let starts_time = read.time("starts_time");
    let ends_time = read.time("ends_time");
    let until = read.date("registration_until_on");
    let capacity = read.integer("capacity", 1..=10_000);
    let per_body = read.integer("per_body", 1..=100);
    let access_info = read.long_text("access_info", 1_000);
    read.finish()?;
    let missing = || Problem::field("starts_on", Text::new("field-required"));
    let day = starts_on.ok_or_else(missing)?;
    Ok(NewEvent {
        programme: programme.ok_or_else(missing)?,
        title,
        agenda,
        place,
        link,
        access_info,
        starts_at: instant("starts_time", day, starts_time.ok_or_else(missing)?)?,
        ends_at: instant("ends_time", day, ends_time.ok_or_else(missing)?)?,
        registration_until_at: base::Deadline::end_of(until.ok_or_else(missing)?).instant(),
        capacity,
        per_body,
    })
}

pub async fn plan(visit: Visit, form: FormData) -> Reply {
    let planned = async { event::plan(&visit.app.db, &visit.ctx, read(&form)?).await };
    match planned.await {
        Ok(id) => visit.done(&format!("/events/{id}"), "events-done-planned"),
        Err(problem) => {
            let page = new_page(&visit, &form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub async fn show(visit: Visit, Path(event): Path<String>) -> Reply {
    let event = queries::event(visit.app.db.reader(), &visit.ctx, id(&event)?).await?;
    visit.page(event_page(&visit, &event, &FormData::default(), None).await?)
}

/// `17.12.2026, 10:00–16:00 Uhr`; over midnight both ends with their dates.
fn span(visit: &Visit, from: DateTime<Utc>, to: DateTime<Utc>) -> String {
    let (first, last) = (calendar::local_datetime(from), calendar::local_datetime(to));
    if first.date_naive() != last.date_naive() {
        return format!("{} – {}", visit.datetime(from), visit.datetime(to));
    }
    let end = base::fmt::time(visit.lang(), last.time());
    format!(
        "{}, {}–{end}",
        visit.date(first.date_naive()),
        first.format("%H:%M")
    )
}

/// The end of a day is said as its 24:00, not as the next day's 00:00.
fn until(visit: &Visit, at: DateTime<Utc>) -> String {
    let day = Deadline::end_of(calendar::local_date(at - TimeDelta::seconds(1)));
    if day.instant() == at {
        day.text(visit.lang())
    } else {
        visit.datetime(at)
    }
}

/// What an event is; the link to an online meeting only for who is inside.
pub(super) fn facts(visit: &Visit, event: &Event, is_inside: bool) -> Facts {
    let mut facts = Facts::new()
        .row(
            visit.t("events-when"),
            span(visit, event.starts_at, event.ends_at),
        )
        .row(visit.t("events-where"), event.place.as_str())
        .row(
            visit.t("events-registration-until"),
            until(visit, event.registration_until_at),
        )
        .row(
            visit.t("events-capacity"),
            visit.tw(
                "events-places-left",
                &[
                    ("free", &event.free().to_string()),
                    ("all", &event.capacity.to_string()),
                ],
            ),
        );
    if is_inside && !event.link.is_empty() {
        facts = facts.row(
            visit.t("events-link"),
            Cell::link(event.link.clone(), &event.link),
        );
    }
    if !event.access_info.is_empty() {
        facts = facts.row(visit.t("events-access"), Cell::Lines(event.access_info.clone()));
    }
    facts
}

pub(super) async fn event_page(
    visit: &Visit,
    event: &Event,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let conn = visit.app.db.reader();
    let mut page = Page::new(&event.title)
        .crumb("/events", visit.t("events-title"))
        .badge(badge(visit, event.state))
        .action(Action::link(
            visit.t("events-calendar"),
            format!("/events/{}/calendar.ics", event.id),
        ))
        .block(facts(visit, event, true));
    if !event.agenda.is_empty() {
        page = page.heading(visit.t("events-agenda")).text(event.agenda.clone());
    }
    if !event.minutes.is_empty() {
        page = page
            .heading(visit.t("events-minutes"))
            .text(event.minutes.clone());
    }
    page = page.blocks(own_registration(visit, event, typed, problem).await?);
    if access::is_staff(&visit.ctx, event.programme_id) {
        let registrations = queries::registrations(conn, event.id).await?;
        page = page.block(participants(visit, event, &registrations));
    }
    if access::may_make(&visit.ctx, event.programme_id).is_ok() {
        page = page.blocks(verbs(visit, event, typed, problem).await?);
    }
    Ok(page)
}

async fn own_registration(
    visit: &Visit,
    event: &Event,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Vec<Block>, Problem> {
    let Some(person) = visit.ctx.find_person() else {
        return Ok(Vec::new());
    };
    let own = queries::registration_of(visit.app.db.reader(), event.id, &person.email).await?;
    // what was only typed without signing in, and never confirmed, stands in nobody's way
    let own = own.filter(|own| {
        !matches!(
            own.state,
            RegistrationState::Cancelled | RegistrationState::Unconfirmed
        )
    });
    if let Some(own) = own {
        let mut blocks = vec![
            Block::Heading(visit.t("events-own")),
            Block::Text(visit.t(&format!("events-own-{}", own.state))),
        ];
        if visit.ctx.now < event.starts_at && event.state == EventState::Published {
            let action = Action::post(
                visit.t("events-unregister"),
                format!("/events/{}/unregister", event.id),
            );
            blocks.push(Block::Actions(vec![
                action.danger().confirm(visit.t("events-unregister-sure")),
            ]));
        }
        return Ok(blocks);
    }
    if !event.takes_registrations(visit.ctx.now) || access::may_take_part(&visit.ctx).is_err() {
        return Ok(Vec::new());
    }
    let organisation = match own_body(visit) {
        Some(body) => municipalities::names(visit.app.db.reader(), &[municipalities::BodyId(body)])
            .await?
            .into_values()
            .next(),
        None => None,
    };
    let mut form = visit
        .form(format!("/events/{}/register", event.id))
        .heading(visit.t("events-register-title"))
        .field(
            Field::text("organisation", visit.t("events-organisation"))
                .required()
                .max(160)
                .value(organisation.unwrap_or_default()),
        )
        .field(
            Field::textarea("needs", visit.t("events-needs"), 3)
                .max(500)
                .hint(visit.t("events-needs-hint")),
        )
        .submit(if event.free() > 0 {
            visit.t("events-register")
        } else {
            visit.t("events-register-waiting")
        })
        .fill(typed);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(vec![form.into()])
}

fn participants(visit: &Visit, event: &Event, registrations: &[Registration]) -> Block {
    let mut table = Table::new(visit.lang(), visit.t("events-participants"))
        .column(visit.t("events-person"))
        .column(visit.t("events-organisation"))
        .column(visit.t("events-needs-column"))
        .column(visit.t("events-state"))
        .column(visit.t("events-attended"))
        .empty(visit.t("events-nobody"));
    for registration in registrations {
        let attended = registration
            .attended
            .map(|attended| visit.t(if attended { "events-yes" } else { "events-no" }));
        table = table.row(vec![
            Cell::text(&registration.name),
            Cell::text(&registration.organisation),
            Cell::text(&registration.needs),
            Cell::text(visit.t(&format!("events-registration-{}", registration.state))),
            Cell::text(attended.unwrap_or_default()),
        ]);
    }
    let _ = event; // the table stands on the event's own page
    table.into()
}

async fn verbs(
    visit: &Visit,
    event: &Event,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Vec<Block>, Problem> {
    let mut blocks = Vec::new();
    let with_problem = |form: Form| match problem {
        Some(problem) => form.problem(problem),
        None => form,
    };
    match event.state {
        EventState::Planned => {
            let publish =
                Action::post(visit.t("events-publish"), format!("/events/{}/publish", event.id)).primary();
            blocks.push(Block::Actions(vec![
                publish.confirm(visit.t("events-publish-sure")),
            ]));
        }
        EventState::Published if visit.ctx.now >= event.starts_at => {
            let choices = queries::registrations(visit.app.db.reader(), event.id)
                .await?
                .into_iter()
                .filter(|registration| registration.state == RegistrationState::Registered)
                .map(|registration| {
                    Choice::new(
                        registration.id,
                        format!("{} ({})", registration.name, registration.organisation),
                    )
                })
                .collect();
            let form = visit
                .form(format!("/events/{}/attendance", event.id))
                .field(Field::checkboxes("present", visit.t("events-who-came"), choices))
                .submit(visit.t("events-record-attendance"));
            blocks.push(form.into());
        }
        EventState::Held | EventState::Documented => {
            let form = visit
                .form(format!("/events/{}/minutes", event.id))
                .field(
                    Field::textarea("minutes", visit.t("events-minutes"), 10)
                        .required()
                        .max(20_000)
                        .value(&event.minutes),
                )
                .submit(visit.t("events-file-minutes"))
                .fill(typed);
            blocks.push(with_problem(form).into());
        }
        EventState::Published | EventState::Cancelled => {}
    }
    if matches!(event.state, EventState::Planned | EventState::Published) {
        let form = visit
            .form(format!("/events/{}/cancel", event.id))
            .field(
                Field::textarea("reason", visit.t("events-cancel-reason"), 2)
                    .required()
                    .max(500),
            )
            .submit(visit.t("events-cancel"));
        blocks.push(Block::Details(visit.t("events-cancel"), vec![form.into()]));
    }
    Ok(blocks)
}

pub async fn calendar(visit: Visit, Path(event): Path<String>) -> Reply {
    let event = queries::event(visit.app.db.reader(), &visit.ctx, id(&event)?).await?;
    let file = mails::calendar_file(&event);
    visit.download(&file.name, "text/calendar; charset=utf-8", file.bytes)
}
