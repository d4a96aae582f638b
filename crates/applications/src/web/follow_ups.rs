//! `/follow-ups`: what a person wants to see again, with done and postpone; the same on the case page; the API.

use axum::extract::{Path, Query};
use base::{Ctx, Problem, Text};
use base_web::api::{created, ok};
use base_web::app::Task;
use base_web::view::{Action, Block, Cell, Choice, Field, Form, Page, Table, Tone};
use base_web::{ApiJson, App, FormData, Reply, Visit};
use serde::Deserialize;
use uuid::Uuid;

use super::case::Part;
use super::desk_json::{FollowUpJson, FollowUpListJson, NewFollowUpJson, PostponeJson};
use crate::follow_ups::{self, Which};
use crate::mails::case_path;
use crate::model::{Application, ApplicationId, FollowUp};
use crate::usecases::{self, SetFollowUp};
use crate::{access, queries};

/// After how many days something is proposed to be seen again.
pub(super) const USUAL_DAYS: i64 = 14;

/// Those named one by one on the home page.
const NAMED: usize = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    /// `done`, else the open ones.
    show: String,
    /// `all`: everybody's, as far as the cases may be seen; else the person's own.
    whose: String,
}

impl ListQuery {
    fn which(&self, ctx: &Ctx) -> Which {
        Which {
            person: ctx.person_id().filter(|_| self.whose != "all"),
            done: self.show == "done",
            due_by: None,
        }
    }
}

pub(super) async fn index(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let page = list_page(&visit, &query).await?;
    visit.page(page)
}

async fn list_page(visit: &Visit, query: &ListQuery) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let found = follow_ups::list(db, &visit.ctx, query.which(&visit.ctx)).await?;
    let people: Vec<_> = found.iter().map(|(one, _)| one.person_id).collect();
    let names = people::names(db, &people).await?;
    let today = base::calendar::local_date(visit.ctx.now);
    let shows = [
        ("", "applications-follow-up-open"),
        ("done", "applications-follow-up-done"),
    ];
    let whose = [
        ("", "applications-follow-up-mine"),
        ("all", "applications-follow-up-all"),
    ];
    let choices = |pairs: [(&str, &str); 2]| {
        pairs
            .iter()
            .map(|(value, key)| Choice::new(value, visit.t(key)))
            .collect()
    };
    let filter = Form::get(visit.lang(), "/follow-ups")
        .field(Field::select("whose", visit.t("applications-follow-up-whose"), choices(whose)).autosubmit())
        .field(Field::select("show", visit.t("applications-state"), choices(shows)).autosubmit())
        .submit(visit.t("list-filter"))
        .fill(
            &FormData::default()
                .with("whose", &query.whose)
                .with("show", &query.show),
        );
    let mut table = Table::new(visit.lang(), visit.t("applications-follow-ups"))
        .hidden_caption()
        .filter(filter)
        .column(visit.t("applications-follow-up-on"))
        .column(visit.t("applications-number"))
        .column(visit.t("applications-lead"))
        .column(visit.t("applications-follow-up-note"))
        .column(visit.t("applications-person"))
        .column(visit.t("applications-follow-up-do"))
        .empty(visit.t("applications-follow-up-none"));
    for (one, case) in &found {
        let cells = vec![
            due_cell(visit, one, today),
            Cell::link(case_path(case.id), case.label()),
            Cell::text(&case.lead_name),
            Cell::Lines(one.note.clone()),
            Cell::text(names.get(&one.person_id).map_or("", String::as_str)),
            verbs(visit, one, case, "list"),
        ];
        table = table.row(cells);
    }
    Ok(Page::new(visit.t("applications-follow-ups"))
        .lead(visit.t("applications-follow-ups-lead"))
        .block(table))
}

fn due_cell(visit: &Visit, one: &FollowUp, today: chrono::NaiveDate) -> Cell {
    let day = visit.date(one.due_on);
    match one.done_at {
        Some(at) => Cell::badge(
            Tone::Success,
            visit.tw("applications-follow-up-done-at", &[("at", &visit.datetime(at))]),
        ),
        None if one.due_on < today => Cell::badge(Tone::Danger, day),
        None if one.due_on == today => Cell::badge(Tone::Warning, day),
        None => Cell::text(day),
    }
}

/// Done, or put off by a week; another day is chosen on the follow-up's own page.
fn verbs(visit: &Visit, one: &FollowUp, case: &Application, back: &str) -> Cell {
    if one.done_at.is_some() || access::require_note_writer(&visit.ctx, case).is_err() {
        return Cell::Empty;
    }
    let here = format!("/follow-ups/{}", one.id);
    Cell::Actions(vec![
        Action::post(visit.t("applications-follow-up-finish"), format!("{here}/done")).with("back", back),
        Action::link(
            visit.t("applications-follow-up-postpone"),
            format!("{here}/postpone"),
        ),
    ])
}

/// The part of the case page.
pub(super) async fn blocks(visit: &Visit, case: &Application) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let found = follow_ups::of_case(db, case.id).await?;
    let people: Vec<_> = found.iter().map(|one| one.person_id).collect();
    let names = people::names(db, &people).await?;
    let today = base::calendar::local_date(visit.ctx.now);
    let mut blocks = Vec::new();
    if !found.is_empty() {
        let mut table = Table::new(visit.lang(), visit.t("applications-part-follow-ups"))
            .hidden_caption()
            .column(visit.t("applications-follow-up-on"))
            .column(visit.t("applications-follow-up-note"))
            .column(visit.t("applications-person"))
            .column(visit.t("applications-follow-up-do"));
        for one in &found {
            table = table.row(vec![
                due_cell(visit, one, today),
                Cell::Lines(one.note.clone()),
                Cell::text(names.get(&one.person_id).map_or("", String::as_str)),
                verbs(visit, one, case, "case"),
            ]);
        }
        blocks.push(table.into());
    }
    if access::require_note_writer(&visit.ctx, case).is_ok() {
        blocks.push(new_form(visit, case.id).into());
    } else if found.is_empty() {
        blocks.push(Block::Text(visit.t("applications-follow-up-none")));
    }
    Ok(blocks)
}

fn new_form(visit: &Visit, id: ApplicationId) -> Form {
    let proposed = base::calendar::local_date(visit.ctx.now) + chrono::Days::new(USUAL_DAYS.unsigned_abs());
    visit
        .form(format!("{}/follow-ups", case_path(id)))
        .field(
            Field::date("due_on", visit.t("applications-follow-up-on"))
                .required()
                .value(proposed),
        )
        .field(
            Field::textarea("note", visit.t("applications-follow-up-note"), 2)
                .required()
                .max(1_000),
        )
        .submit(visit.t("applications-follow-up-set"))
}

pub(super) async fn set(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let set = async {
        let mut read = data.read();
        let due_on = read.date("due_on");
        let note = read.required_long_text("note", 1_000);
        read.finish()?;
        let command = SetFollowUp {
            application: id,
            due_on: due_on.ok_or_else(|| Problem::field("due_on", Text::new("field-required")))?,
            note,
            person: None,
        };
        usecases::set_follow_up(&visit.app.db, &visit.ctx, command).await
    };
    match set.await {
        Ok(_) => visit.done(&Part::Record.of(id), "applications-done-follow-up"),
        Err(problem) => {
            queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
            visit.again(problem, |problem| {
                Page::new(visit.t("applications-part-follow-ups"))
                    .crumb(case_path(id), visit.t("applications-title"))
                    .block(new_form(&visit, id).fill(&data).problem(problem))
            })
        }
    }
}

pub(super) async fn finish(visit: Visit, Path(id): Path<Uuid>, data: FormData) -> Reply {
    let done = usecases::finish_follow_up(&visit.app.db, &visit.ctx, id).await?;
    let back = match data.get("back") {
        "case" => Part::Record.of(done.application_id),
        _ => "/follow-ups".to_owned(),
    };
    visit.done(&back, "applications-done-follow-up-finished")
}

async fn found(visit: &Visit, id: Uuid) -> Result<(FollowUp, Application), Problem> {
    let db = visit.app.db.reader();
    let one = follow_ups::one(db, id).await?;
    let case = queries::find(db, &visit.ctx, one.application_id)
        .await?
        .ok_or(Problem::not_found("follow-up"))?;
    access::require_note_writer(&visit.ctx, &case)?;
    Ok((one, case))
}

pub(super) async fn postpone_form(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    let (one, case) = found(&visit, id).await?;
    visit.page(postpone_page(&visit, &one, &case, &FormData::default(), None))
}

fn postpone_page(
    visit: &Visit,
    one: &FollowUp,
    case: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Page {
    let today = base::calendar::local_date(visit.ctx.now);
    let next = Ord::max(one.due_on, today) + chrono::Days::new(7);
    let mut form = visit
        .form(format!("/follow-ups/{}/postpone", one.id))
        .field(
            Field::date("due_on", visit.t("applications-follow-up-on"))
                .required()
                .value(next),
        )
        .submit(visit.t("applications-follow-up-postpone"))
        .cancel(visit.t("form-cancel"), "/follow-ups")
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("applications-follow-up-postpone"))
        .kicker(format!("{} · {}", case.label(), case.lead_name))
        .crumb("/follow-ups", visit.t("applications-follow-ups"))
        .lead(&one.note)
        .block(form)
}

pub(super) async fn postpone(visit: Visit, Path(id): Path<Uuid>, data: FormData) -> Reply {
    let (one, case) = found(&visit, id).await?;
    let mut read = data.read();
    let due_on = read.date("due_on");
    let done = match (read.finish(), due_on) {
        (Ok(()), Some(due_on)) => usecases::postpone_follow_up(&visit.app.db, &visit.ctx, id, due_on).await,
        (Err(problem), _) => Err(problem),
        (Ok(()), None) => Err(Problem::field("due_on", Text::new("field-required"))),
    };
    match done {
        Ok(_) => visit.done("/follow-ups", "applications-done-follow-up-postponed"),
        Err(problem) => visit.again(problem, |problem| {
            postpone_page(&visit, &one, &case, &data, Some(problem))
        }),
    }
}

/// What is due today or earlier, for the home page.
pub(super) async fn tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let today = base::calendar::local_date(ctx.now);
    let which = Which {
        person: ctx.person_id(),
        done: false,
        due_by: Some(today),
    };
    let due = follow_ups::list(app.db.reader(), ctx, which).await?;
    Ok(due
        .iter()
        .take(NAMED)
        .map(|(one, case)| Task {
            text: base::texts::tr_with(
                ctx.lang,
                "applications-task-follow-up",
                &[("label", case.label()), ("note", &one.note)],
            ),
            href: "/follow-ups".to_owned(),
            count: 1,
            // due until the end of its day
            due_at: Some(base::Deadline::end_of(one.due_on).instant()),
        })
        .collect())
}

pub(super) async fn api_list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let found = follow_ups::list(visit.app.db.reader(), &visit.ctx, query.which(&visit.ctx)).await?;
    ok(FollowUpListJson {
        items: found.into_iter().map(|(one, _)| one.into()).collect(),
    })
}

pub(super) async fn api_set(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(new): ApiJson<NewFollowUpJson>,
) -> Reply {
    let command = SetFollowUp {
        application: id,
        due_on: new.due_on,
        note: new.note,
        person: new.person_id.map(base::PersonId),
    };
    let set = usecases::set_follow_up(&visit.app.db, &visit.ctx, command).await?;
    created(FollowUpJson::from(set))
}

pub(super) async fn api_finish(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    ok(FollowUpJson::from(
        usecases::finish_follow_up(&visit.app.db, &visit.ctx, id).await?,
    ))
}

pub(super) async fn api_postpone(
    visit: Visit,
    Path(id): Path<Uuid>,
    ApiJson(sent): ApiJson<PostponeJson>,
) -> Reply {
    ok(FollowUpJson::from(
        usecases::postpone_follow_up(&visit.app.db, &visit.ctx, id, sent.due_on).await?,
    ))
}
