//! `/calls/new` and `/calls/{call}/edit`: the form over all fields; after publication over the texts alone.

use axum::extract::{Path, RawQuery};
use base::{Problem, Role, Text, calendar};
use base_web::view::{Choice, Field, Form, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};
use budget::BudgetLine;
use chrono::Datelike;

use super::{fields, reading, seen, values};
use crate::usecases::{self, Correct, Create, Edit};
use crate::{Call, CallState, Programme, queries};

/// The programme of the new call: the one asked for, or the only one.
async fn choose(visit: &Visit, asked: &str) -> Result<(Vec<Programme>, Programme), Problem> {
    let mine = queries::programmes_of_officer(visit.app.db.reader(), &visit.ctx).await?;
    let chosen = mine
        .iter()
        .find(|programme| programme.code == asked)
        .or(mine.first())
        .cloned();
    let chosen =
        chosen.ok_or_else(|| Problem::denied(Text::new("problem-denied-role").with("roles", "SB")))?;
    Ok((mine, chosen))
}

pub(super) async fn new(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let db = visit.app.db.reader();
    let (mine, programme) = choose(&visit, asked.get("programme")).await?;
    let today = calendar::local_date(visit.ctx.now);
    let parameters = queries::parameters(db, programme.id, today).await?;
    let data = values::defaults(&parameters)
        .with("programme", &programme.code)
        .with("code", queries::next_code(db, &programme, today.year()).await?);
    let lines = budget::lines_of(db, programme.id.0).await?;
    visit.page(new_page(&visit, &mine, &lines, &data, None))
}

fn new_page(
    visit: &Visit,
    mine: &[Programme],
    lines: &[BudgetLine],
    data: &FormData,
    problem: Option<&Problem>,
) -> Page {
    let programmes = mine
        .iter()
        .map(|programme| {
            Choice::new(
                &programme.code,
                format!("{} – {}", programme.code, programme.name(visit.lang())),
            )
        })
        .collect();
    let form = visit
        .form("/calls/new")
        .field(Field::group(visit.t("calls-group-frame")))
        .field(
            Field::select("programme", visit.t("calls-programme"), programmes)
                .required()
                .medium(),
        )
        .field(
            Field::text("code", visit.t("calls-code"))
                .required()
                .medium()
                .max(24)
                .hint(visit.t("calls-code-hint")),
        )
        .fields(fields::text_fields(visit))
        .fields(fields::frozen_fields(visit, lines))
        .submit(visit.t("calls-save-draft"))
        .cancel(visit.t("form-cancel"), "/calls");
    Page::new(visit.t("calls-new"))
        .crumb("/calls", visit.t("calls-title"))
        .lead(visit.t("calls-new-lead"))
        .block(shown(form, data, problem))
}

fn shown(form: Form, data: &FormData, problem: Option<&Problem>) -> Form {
    let form = form.fill(data);
    match problem {
        Some(problem) => form.problem(&fields::at_fields(problem)),
        None => form,
    }
}

pub(super) async fn create(visit: Visit, data: FormData) -> Reply {
    let (mine, programme) = choose(&visit, data.get("programme")).await?;
    let created = async {
        let terms = reading::read(&data)?;
        let code = data.get("code").trim().to_uppercase();
        let command = Create {
            programme: programme.id,
            code,
            number_prefix: String::new(),
            terms,
        };
        usecases::create(&visit.app.db, &visit.ctx, command).await
    };
    match created.await {
        Ok(id) => visit.done(&format!("/calls/{id}"), "calls-done-created"),
        Err(problem) => {
            let lines = budget::lines_of(visit.app.db.reader(), programme.id.0).await?;
            visit.again(problem, |problem| {
                new_page(&visit, &mine, &lines, &data, Some(problem))
            })
        }
    }
}

pub(super) async fn index(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = seen(&visit, &call).await?;
    crate::access::require(&visit.ctx, &call, &[Role::SB])?;
    if !matches!(
        call.state,
        CallState::Draft | CallState::Published | CallState::Open
    ) {
        return Err(Problem::refused("call-frozen", Text::new("calls-refused-frozen")).into());
    }
    let lines = budget::lines_of(visit.app.db.reader(), call.programme_id.0).await?;
    let data = values::filled(&call.terms).with("version", call.version);
    visit.page(edit_page(&visit, &call, &lines, &data, None))
}

fn edit_page(
    visit: &Visit,
    call: &Call,
    lines: &[BudgetLine],
    data: &FormData,
    problem: Option<&Problem>,
) -> Page {
    let href = format!("/calls/{}", call.id);
    let form = visit
        .form(format!("{href}/edit"))
        // what the person saw, also after a refused attempt; a stale one is shown the newest
        .hidden(
            "version",
            if matches!(problem, Some(Problem::Stale)) {
                call.version
            } else {
                data.read().version()
            },
        )
        .fields(fields::text_fields(visit));
    let page = Page::new(visit.tw("calls-edit-title", &[("code", &call.code)]))
        .crumb("/calls", visit.t("calls-title"))
        .crumb(&href, &call.code);
    let form = if call.state == CallState::Draft {
        form.fields(fields::frozen_fields(visit, lines))
            .submit(visit.t("calls-save-draft"))
    } else {
        form.field(
            Field::textarea("reason", visit.t("calls-correction"), 3)
                .required()
                .hint(visit.t("calls-correction-hint")),
        )
        .submit(visit.t("calls-save-correction"))
    };
    let page = match call.state {
        CallState::Draft => page,
        _ => page.block(Notice::new(
            Tone::Info,
            visit.t("calls-frozen-title"),
            visit.t("calls-frozen"),
        )),
    };
    page.block(shown(form.cancel(visit.t("form-cancel"), href), data, problem))
}

pub(super) async fn save(visit: Visit, Path(call): Path<String>, data: FormData) -> Reply {
    let call = seen(&visit, &call).await?;
    crate::access::require(&visit.ctx, &call, &[Role::SB])?;
    let href = format!("/calls/{}", call.id);
    let (db, ctx, version) = (&visit.app.db, &visit.ctx, data.read().version());
    let saved = async {
        if call.state == CallState::Draft {
            let terms = reading::read(&data)?;
            usecases::edit(
                db,
                ctx,
                Edit {
                    call: call.id,
                    version,
                    terms,
                },
            )
            .await?;
            return Ok("calls-done-saved");
        }
        let mut terms = call.terms.clone();
        let mut read = data.read();
        reading::read_texts(&mut read, &mut terms);
        read.finish()?;
        let reason = data.get("reason").to_owned();
        usecases::correct(
            db,
            ctx,
            Correct {
                call: call.id,
                version,
                terms,
                reason,
            },
        )
        .await?;
        Ok("calls-done-corrected")
    };
    match saved.await {
        Ok(done) => visit.done(&href, done),
        Err(problem) => {
            let lines = budget::lines_of(visit.app.db.reader(), call.programme_id.0).await?;
            visit.again(problem, |problem| {
                edit_page(&visit, &call, &lines, &data, Some(problem))
            })
        }
    }
}
