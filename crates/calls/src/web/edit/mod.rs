//! The editor of a call: a short form for a new one, then one page per part. After publication only the parts that may
//! still change have a form, which then publishes a correction.

mod copy;
mod fields;
mod new;
mod reading;
mod rows;
mod trial;

pub(super) use copy::{copy, copy_form};
pub(super) use new::{create, new};
pub(super) use trial::ran;

use axum::extract::Path;
use base::{Problem, Role, calendar};
use base_web::view::{Block, Field, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};

use self::fields::Knowledge;
use self::rows::{CRITERIA, DOCUMENTS, EXAMPLES, Rows, YEARS};
use super::sources::Sources;
use super::{seen, values};
use crate::usecases::{self, Correct, Edit};
use crate::{Call, CallState, Group};

/// The tables of a part, whose rows can be added and removed.
fn table(group: Group) -> Option<Rows> {
    match group {
        Group::Money => Some(YEARS),
        Group::Criteria => Some(CRITERIA),
        Group::Documents => Some(DOCUMENTS),
        Group::Examples => Some(EXAMPLES),
        _ => None,
    }
}

fn part(text: &str) -> Result<Group, Problem> {
    Group::from_code(text).ok_or(Problem::NotFound { what: "part" })
}

/// `/calls/{call}/edit`: on to the first part.
pub(super) async fn start(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = seen(&visit, &call).await?;
    crate::access::require(&visit.ctx, &call, &[Role::SB])?;
    visit.go(&format!("/calls/{}/edit/{}", call.id, Group::Texts))
}

pub(super) async fn index(visit: Visit, Path((call, section)): Path<(String, String)>) -> Reply {
    let call = seen(&visit, &call).await?;
    let group = part(&section)?;
    crate::access::require(&visit.ctx, &call, &[Role::SB])?;
    let data = values::filled(&call.terms).with("version", call.version);
    let page = page(&visit, &call, group, &data, Shown::Stored).await?;
    visit.page(page)
}

/// What a page of the editor shows.
enum Shown<'a> {
    Stored,
    /// As typed, with one row more.
    OneMore,
    /// As typed, with what the mails would say.
    Mails(Vec<Block>),
    Wrong(&'a Problem),
}

async fn page(
    visit: &Visit,
    call: &Call,
    group: Group,
    data: &FormData,
    shown: Shown<'_>,
) -> Result<Page, Problem> {
    let href = format!("/calls/{}", call.id);
    let mut page = Page::new(visit.tw("calls-edit-title", &[("code", &call.code)]))
        .lead(visit.t(&format!("calls-part-{group}-lead")))
        .crumb("/calls", visit.t("calls-title"))
        .crumb(&href, &call.code);
    for other in Group::ALL {
        let label = visit.t(&format!("calls-part-{other}"));
        page = page.tab(format!("{href}/edit/{other}"), label, *other == group);
    }
    if !group.may_change(call.state) {
        let notice = Notice::new(
            Tone::Info,
            visit.t("calls-frozen-title"),
            visit.t(match call.state {
                CallState::Published | CallState::Open => "calls-frozen-part",
                _ => "calls-refused-frozen",
            }),
        );
        return Ok(page.block(notice).blocks(trial::results(visit, call, group)));
    }
    if call.state != CallState::Draft {
        page = page.block(Notice::new(
            Tone::Info,
            visit.t("calls-correct-title"),
            visit.t(match group.concerns_applicants() {
                true => "calls-correct-told",
                false => "calls-correct-not-told",
            }),
        ));
    }
    if group == Group::Dates {
        page = page.blocks(days(visit, call));
    }
    let known = Knowledge {
        lines: budget::lines_of(visit.app.db.reader(), call.programme_id.0).await?,
        sources: Sources::of(visit, call).await?,
    };
    let more = matches!(shown, Shown::OneMore);
    // what the person saw, also after a refused attempt; a stale one is shown the newest
    let version = match shown {
        Shown::Wrong(Problem::Stale) => call.version,
        _ => data.read().version(),
    };
    let mut form = visit
        .form(format!("{href}/edit/{group}"))
        .hidden("version", version)
        .fields(fields::of(visit, group, call, &known, data, more));
    form = if call.state == CallState::Draft {
        form.submit(visit.t("calls-save-draft"))
            .button(visit.t("calls-save-next"), "do", "next")
    } else {
        form.field(
            Field::textarea("reason", visit.t("calls-correction"), 3)
                .required()
                .max(2_000)
                .hint(visit.t("calls-correction-hint")),
        )
        .submit(visit.t("calls-save-correction"))
    };
    if let Some(rows) = table(group) {
        form = form.button(visit.t(&format!("calls-add-{}", rows.prefix)), "do", "add");
    }
    if group == Group::Mails {
        form = form.button(visit.t("calls-mail-preview"), "do", "preview");
    }
    form = form.cancel(visit.t("form-cancel"), href).fill(data);
    match shown {
        Shown::Wrong(problem) => form = form.problem(&fields::at_fields(problem)),
        Shown::Mails(blocks) => page = page.blocks(blocks),
        Shown::Stored | Shown::OneMore => {}
    }
    Ok(page.block(form).blocks(trial::results(visit, call, group)))
}

/// How the stored dates will be published, and whether the deadline falls on a day without office hours.
fn days(visit: &Visit, call: &Call) -> Vec<Block> {
    let shown = visit.tw(
        "calls-dates-shown",
        &[
            ("opens", &visit.datetime(call.opens_at)),
            ("deadline", &call.deadline.text(visit.lang())),
        ],
    );
    let mut blocks = vec![Block::Text(shown)];
    if !calendar::is_working_day(call.deadline.date()) {
        blocks.push(
            Notice::new(
                Tone::Warning,
                visit.t("calls-deadline-free-day"),
                visit.t("calls-deadline-free-day-hint"),
            )
            .into(),
        );
    }
    blocks
}

pub(super) async fn save(
    visit: Visit,
    Path((call, section)): Path<(String, String)>,
    data: FormData,
) -> Reply {
    let call = seen(&visit, &call).await?;
    let group = part(&section)?;
    crate::access::require(&visit.ctx, &call, &[Role::SB])?;
    let data = match table(group) {
        Some(rows) => rows.compact(data),
        None => data,
    };
    if data.get("do") == "add" && group.may_change(call.state) {
        let page = page(&visit, &call, group, &data, Shown::OneMore).await?;
        return visit.page(page);
    }
    if data.get("do") == "preview" && group == Group::Mails {
        let typed = async {
            let mut terms = call.terms.clone();
            reading::read(group, &data, &mut terms)?;
            trial::mails(&visit, &call, &terms)
        };
        let page = match typed.await {
            Ok(blocks) => page(&visit, &call, group, &data, Shown::Mails(blocks)).await?,
            Err(problem) => page(&visit, &call, group, &data, Shown::Wrong(&problem)).await?,
        };
        return visit.page(page);
    }
    match write(&visit, &call, group, &data).await {
        Ok(done) => {
            let next = Group::ALL.iter().skip_while(|other| **other != group).nth(1);
            let href = match (data.get("do"), next) {
                ("next", Some(next)) => format!("/calls/{}/edit/{next}", call.id),
                _ if call.state == CallState::Draft => format!("/calls/{}/edit/{group}", call.id),
                _ => format!("/calls/{}", call.id),
            };
            visit.done(&href, done)
        }
        Err(problem) => {
            let page = page(&visit, &call, group, &data, Shown::Wrong(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// A draft is edited, a published call corrected. Gives what is said afterwards.
async fn write(visit: &Visit, call: &Call, group: Group, data: &FormData) -> Result<&'static str, Problem> {
    let mut terms = call.terms.clone();
    reading::read(group, data, &mut terms)?;
    let (db, ctx, version) = (&visit.app.db, &visit.ctx, data.read().version());
    if call.state == CallState::Draft {
        let command = Edit {
            call: call.id,
            version,
            terms,
        };
        usecases::edit(db, ctx, command).await?;
        return Ok("calls-done-saved");
    }
    let command = Correct {
        call: call.id,
        version,
        terms,
        reason: data.get("reason").to_owned(),
    };
    usecases::correct(db, ctx, command).await?;
    Ok("calls-done-corrected")
}
