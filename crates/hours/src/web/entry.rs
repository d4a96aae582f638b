//! One entry: booking, correcting, its page.

use axum::extract::{Path, Query};
use base::{Minutes, Problem, Role, Scope, Text};
use base_db::audit;
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Form, Notice, Page, TimelineItem, Tone};
use base_web::{FormData, Reply, Visit, failure};
use facilitation::{Engagement, EngagementId, EngagementState};
use serde::Deserialize;

use super::{badge, id};
use crate::access;
use crate::model::{Activity, EntryState, HoursEntry, HoursEntryId};
use crate::queries;
use crate::usecases::{self, Book, Booking, Correct};

/// The fields of a booking, for new and for corrected entries.
fn booking_fields(visit: &Visit) -> Vec<Field> {
    let activities = Activity::ALL
        .iter()
        .map(|one| Choice::new(one, visit.t(&format!("hours-activity-{one}"))))
        .collect();
    vec![
        Field::date("worked_on", visit.t("hours-day")).required(),
        Field::time("from", visit.t("hours-from")).required(),
        Field::time("until", visit.t("hours-until"))
            .required()
            .hint(visit.t("hours-until-hint")),
        Field::number(
            "break_minutes",
            visit.t("hours-break"),
            visit.t("hours-minutes-unit"),
        ),
        Field::select("activity", visit.t("hours-activity"), activities).required(),
        Field::text("place", visit.t("hours-place"))
            .max(120)
            .hint(visit.t("hours-place-hint")),
        Field::textarea("description", visit.t("hours-description"), 3)
            .max(2_000)
            .hint(visit.t("hours-description-hint")),
    ]
}

fn read_booking(form: &FormData) -> Result<Booking, Problem> {
    let mut read = form.read();
    let worked_on = read.date("worked_on");
    let (from, until) = (read.time("from"), read.time("until"));
    let pause = read.optional_integer("break_minutes", 0..=720).unwrap_or(0);
    let activity = read.choice::<Activity>("activity");
    let place = Some(read.text("place", 120)).filter(|place| !place.is_empty());
    let description = read.long_text("description", 2_000);
    read.finish()?;
    let missing = || Problem::field("worked_on", Text::new("field-required"));
    Ok(Booking {
        worked_on: worked_on.ok_or_else(missing)?,
        from: from.ok_or_else(missing)?,
        until: until.ok_or_else(missing)?,
        break_minutes: Minutes(pause),
        activity: activity.ok_or_else(missing)?,
        place,
        description,
    })
}

/// The form for new hours, with today's date.
fn new_form(visit: &Visit, running: &[Engagement]) -> Form {
    let choices = running
        .iter()
        .map(|one| Choice::new(one.id, format!("{} ({})", one.body_name, visit.hours(one.rest()))))
        .collect();
    let today = base::calendar::local_date(visit.ctx.now);
    visit
        .form("/hours")
        .field(
            Field::select("engagement", visit.t("hours-engagement"), choices)
                .required()
                .hint(visit.t("hours-engagement-hint")),
        )
        .fields(booking_fields(visit))
        .submit(visit.t("hours-book"))
        .button(visit.t("hours-book-submit"), "submit", "true")
        .fill(&FormData::default().with("worked_on", today))
}

async fn new_page(visit: &Visit, typed: &FormData, problem: Option<&Problem>) -> Result<Page, Problem> {
    let person = visit.ctx.person()?.id;
    let states = [EngagementState::Running];
    let running = facilitation::engagements_of_person(visit.app.db.reader(), person, &states).await?;
    let page = Page::new(visit.t("hours-new")).crumb("/hours", visit.t("hours-title"));
    if running.is_empty() {
        return Ok(page.text(visit.t("hours-nothing-running")));
    }
    let mut form = new_form(visit, &running).cancel(visit.t("form-cancel"), "/hours");
    form = form.fill(typed);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(page.block(form))
}

#[derive(Deserialize)]
pub struct NewQuery {
    #[serde(default)]
    engagement: String,
}

pub async fn new(visit: Visit, Query(query): Query<NewQuery>) -> Reply {
    let chosen = FormData::default().with("engagement", query.engagement);
    visit.page(new_page(&visit, &chosen, None).await?)
}

/// Books, and submits at once if that button was pressed.
pub async fn book(visit: Visit, form: FormData) -> Reply {
    let booked = async {
        let engagement: EngagementId = form
            .get("engagement")
            .parse()
            .map_err(|_| Problem::field("engagement", Text::new("field-required")))?;
        let command = Book {
            engagement,
            booking: read_booking(&form)?,
        };
        usecases::book(&visit.app.db, &visit.ctx, command).await
    };
    let entry = match booked.await {
        Ok(entry) => entry,
        Err(problem) => {
            let page = new_page(&visit, &form, Some(&problem)).await?;
            return visit.again(problem, |_| page);
        }
    };
    if form.has("submit") {
        let outcome = usecases::submit(&visit.app.db, &visit.ctx, entry.id)
            .await
            .map(|_| ());
        return answer(
            &visit,
            entry.id,
            &FormData::default(),
            outcome,
            "hours-done-submitted",
        )
        .await;
    }
    visit.done(
        &format!("/hours?month={}", entry.worked_on.format("%Y-%m")),
        "hours-done-booked",
    )
}

async fn edit_page(
    visit: &Visit,
    one: &HoursEntry,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    access::may_change(&visit.ctx, one)?;
    let stored = FormData::default()
        .with("worked_on", one.worked_on)
        .with("from", one.from_time().format("%H:%M"))
        .with("until", one.until_time().format("%H:%M"))
        .with("break_minutes", one.break_minutes.0)
        .with("activity", one.activity)
        .with("place", one.place.clone().unwrap_or_default())
        .with("description", &one.description);
    let mut form = visit
        .form(format!("/hours/{}/edit", one.id))
        .hidden("version", one.version)
        .fields(booking_fields(visit))
        .submit(visit.t("form-save"))
        .cancel(visit.t("form-cancel"), format!("/hours/{}", one.id));
    form = match problem {
        Some(problem) => form.fill(typed).problem(problem),
        None => form.fill(&stored),
    };
    let mut page = Page::new(visit.t("hours-correct"))
        .crumb("/hours", visit.t("hours-title"))
        .kicker(format!("{} · {}", one.number, one.body_name));
    // why it came back stays in view while it is corrected
    let reason = one
        .reason
        .as_deref()
        .filter(|_| one.state == EntryState::Rejected);
    if let Some(reason) = reason {
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("hours-rejected-because"),
            reason,
        ));
    }
    Ok(page.block(form))
}

pub async fn edit(visit: Visit, Path(hours_entry): Path<String>) -> Reply {
    let one = queries::entry(visit.app.db.reader(), &visit.ctx, id(&hours_entry)?).await?;
    visit.page(edit_page(&visit, &one, &FormData::default(), None).await?)
}

pub async fn correct(visit: Visit, Path(hours_entry): Path<String>, form: FormData) -> Reply {
    let id = id(&hours_entry)?;
    let corrected = async {
        let version = form.read().version();
        let command = Correct {
            entry: id,
            version,
            booking: read_booking(&form)?,
        };
        usecases::correct(&visit.app.db, &visit.ctx, command).await
    };
    match corrected.await {
        Ok(_) => visit.done(&format!("/hours/{id}"), "hours-done-corrected"),
        Err(problem) => {
            let one = queries::entry(visit.app.db.reader(), &visit.ctx, id).await?;
            let page = edit_page(&visit, &one, &form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub async fn show(visit: Visit, Path(hours_entry): Path<String>) -> Reply {
    let one = queries::entry(visit.app.db.reader(), &visit.ctx, id(&hours_entry)?).await?;
    visit.page(page(&visit, &one, &FormData::default(), None).await?)
}

async fn page(
    visit: &Visit,
    one: &HoursEntry,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let persons: Vec<_> = [Some(one.person_id), one.approved_by]
        .into_iter()
        .flatten()
        .collect();
    let names = people::names(conn, &persons).await?;
    let name = |person| names.get(&person).cloned().unwrap_or_default();
    let time = |time: chrono::NaiveTime| base::fmt::time(lang, time);
    let facts = Facts::new()
        .row(
            visit.t("hours-municipality"),
            Cell::link(format!("/engagements/{}", one.engagement_id), &one.body_name),
        )
        .row(visit.t("hours-person"), name(one.person_id))
        .row(visit.t("hours-day"), Cell::date(lang, one.worked_on))
        .row(
            visit.t("hours-time"),
            format!("{} – {}", time(one.from_time()), time(one.until_time())),
        )
        .row(
            visit.t("hours-break"),
            visit.tw("hours-minutes", &[("minutes", &one.break_minutes.0.to_string())]),
        )
        .row(visit.t("hours-worked"), Cell::hours(lang, one.minutes))
        .row(visit.t("hours-billable"), Cell::hours(lang, one.billable_minutes))
        .row(
            visit.t("hours-activity"),
            visit.t(&format!("hours-activity-{}", one.activity)),
        )
        .maybe(visit.t("hours-place"), one.place.clone())
        .row(visit.t("hours-description"), Cell::Lines(one.description.clone()))
        .maybe(visit.t("hours-approved-by"), one.approved_by.map(name))
        .maybe(visit.t("hours-reason"), one.reason.clone());
    let entries = audit::of_subject(conn, "hours_entry", &one.id.to_string(), 50).await?;
    let items = entries
        .into_iter()
        .map(|entry| TimelineItem {
            when: visit.datetime(entry.at),
            title: entry
                .to_state
                .map_or(entry.action, |state| visit.t(&format!("hours-state-{state}"))),
            detail: format!("{} {}", entry.actor_name, entry.reason.unwrap_or_default())
                .trim()
                .to_owned(),
            tone: None,
        })
        .collect();
    let day = visit.date(one.worked_on);
    Ok(Page::new(visit.tw("hours-of", &[("day", &day)]))
        .crumb("/hours", visit.t("hours-title"))
        .kicker(one.number.clone())
        .badge(badge(lang, one.state))
        .blocks(verbs(visit, one, typed, problem))
        .block(facts.wide())
        .heading(visit.t("hours-timeline"))
        .block(Block::Timeline(items)))
}

fn verbs(visit: &Visit, one: &HoursEntry, typed: &FormData, problem: Option<&Problem>) -> Vec<Block> {
    let path = |verb: &str| format!("/hours/{}/{verb}", one.id);
    let mut blocks = Vec::new();
    if let Some(problem) = problem {
        let title = failure::title(visit.lang(), problem);
        blocks.push(Notice::new(Tone::Danger, title, failure::sentence(visit.lang(), problem)).into());
    }
    let own = access::is_own(&visit.ctx, one);
    let edit = || Action::link(visit.t("hours-correct"), path("edit"));
    let discard =
        || Action::post(visit.t("hours-discard"), path("discard")).confirm(visit.t("hours-discard-sure"));
    match one.state {
        EntryState::Draft if own => blocks.push(Block::Actions(vec![
            Action::post(visit.t("hours-submit"), path("submit")).primary(),
            edit(),
            discard().danger(),
        ])),
        EntryState::Rejected if own => {
            blocks.push(Block::Actions(vec![edit().primary(), discard().danger()]))
        }
        EntryState::Submitted if !own && visit.ctx.has(Role::PK, Scope::Programme(one.programme_id)) => {
            blocks.push(Block::Actions(vec![
                Action::post(visit.t("hours-approve"), path("approve")).primary(),
            ]));
            let mut form = visit
                .form(path("reject"))
                .field(
                    Field::textarea("reason", visit.t("hours-reason"), 2)
                        .required()
                        .max(500),
                )
                .submit(visit.t("hours-reject"))
                .fill(typed);
            if let Some(problem @ Problem::Invalid(_)) = problem {
                form = form.problem(problem);
            }
            blocks.push(Block::Details(visit.t("hours-reject"), vec![form.into()]));
        }
        _ => {}
    }
    blocks
}

/// After a verb: on to the entry, or its page again with what is wrong.
pub(super) async fn answer(
    visit: &Visit,
    id: HoursEntryId,
    form: &FormData,
    outcome: Result<(), Problem>,
    done: &str,
) -> Reply {
    match outcome {
        Ok(()) => visit.done(&format!("/hours/{id}"), done),
        Err(problem) => {
            let one = queries::entry(visit.app.db.reader(), &visit.ctx, id).await?;
            let shown = page(visit, &one, form, Some(&problem)).await?;
            visit.again(problem, |_| shown)
        }
    }
}

pub async fn submit(visit: Visit, Path(hours_entry): Path<String>, form: FormData) -> Reply {
    let id = id(&hours_entry)?;
    let outcome = usecases::submit(&visit.app.db, &visit.ctx, id).await.map(|_| ());
    answer(&visit, id, &form, outcome, "hours-done-submitted").await
}

pub async fn discard(visit: Visit, Path(hours_entry): Path<String>, form: FormData) -> Reply {
    let id = id(&hours_entry)?;
    let outcome = usecases::discard(&visit.app.db, &visit.ctx, id).await;
    answer(&visit, id, &form, outcome, "hours-done-discarded").await
}

/// Submits all drafts of an engagement; refused as a page of its own, naming the entry that is not ready.
pub async fn submit_all(visit: Visit, form: FormData) -> Reply {
    let engagement = form
        .get("engagement")
        .parse()
        .map_err(|_| Problem::not_found("engagement"))?;
    match usecases::submit_all(&visit.app.db, &visit.ctx, engagement).await {
        Ok(_) => visit.done("/hours", "hours-done-all-submitted"),
        Err(problem) => {
            let title = failure::title(visit.lang(), &problem);
            let notice = Notice::new(Tone::Danger, title, failure::sentence(visit.lang(), &problem));
            let page = Page::new(visit.t("hours-submit-all"))
                .crumb("/hours", visit.t("hours-title"))
                .block(notice)
                .block(Block::Actions(vec![Action::link(
                    visit.t("hours-back"),
                    "/hours",
                )]));
            visit.again(problem, |_| page)
        }
    }
}
