//! `/meetings/{meeting}/session`: where the secretary keeps the record while the meeting goes on.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use axum::extract::{Path, RawQuery};
use base::Problem;
use base_web::view::{Action, Block, Cell, Choice, Field, Form, Live, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::{Again, again, badge, concern, is_shown, item, meeting, meeting_id, screen};
use crate::model::{Item, MeetingId, MeetingRecord, MeetingState, MemberId};
use crate::usecases::{self, MoveMember};
use crate::{access, queries};

pub(super) async fn show(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let (page, stamp) = page(&visit, meeting_id(&id)?, None).await?;
    visit.live(page, &stamp, query.get("seen"))
}

async fn page(visit: &Visit, id: MeetingId, refused: Option<&Again<'_>>) -> Result<(Page, String), Problem> {
    let (record, cases) = queries::record(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_recorder(&visit.ctx, &record.committee)?;
    let mut blocks = screen::status(visit, &record);
    blocks.push(attendance(visit, &record).into());
    let live = Live::new(format!("/meetings/{id}/session"), visit.t("screen-again"), blocks);
    let stamp = live.stamp();
    let mut page = Page::new(visit.t("session-title"))
        .kicker(visit.datetime(record.meeting.starts_at))
        .badge(badge(visit, record.meeting.state))
        .crumb("/committees", visit.t("selection-title"))
        .crumb(format!("/meetings/{id}"), visit.t("meetings-one"))
        .action(Action::link(
            visit.t("screen-title"),
            format!("/meetings/{id}/screen"),
        ));
    if record.meeting.state != MeetingState::InSession {
        let notice = Notice::new(Tone::Info, visit.t("screen-not-running"), "");
        return Ok((page.block(notice).block(live), stamp));
    }
    page = match record.current() {
        Some(item) => page.blocks(current(visit, &record, item, &cases, refused).await?),
        None if record.meeting.current_item_id.is_some() => {
            page.block(Notice::new(Tone::Info, visit.t("screen-hidden"), ""))
        }
        None => page.block(Notice::new(Tone::Info, visit.t("screen-none-called"), "")),
    };
    page = page
        .block(agenda(visit, &record, &cases))
        .block(live)
        .block(Block::Details(
            visit.t("session-move"),
            vec![
                again(move_form(visit, &record), "presence", refused).into(),
                again(preside_form(visit, &record), "preside", refused).into(),
            ],
        ));
    Ok((page, stamp))
}

/// The called item: who is out, and the form for motion and votes.
async fn current(
    visit: &Visit,
    record: &MeetingRecord,
    item: &Item,
    cases: &HashMap<ApplicationId, Application>,
    refused: Option<&Again<'_>>,
) -> Result<Vec<Block>, Problem> {
    let case = cases
        .get(&item.application_id)
        .ok_or(Problem::not_found("meeting item"))?;
    let proposed = match record.meeting.allocation_id {
        Some(allocation) => queries::line_of(visit.app.db.reader(), allocation, case.id).await?,
        None => None,
    };
    let path = format!("/meetings/{}/items/{}", record.meeting.id, case.id);
    let mut blocks: Vec<Block> = vec![
        Block::Heading(visit.tw("session-current", &[("number", case.label())])),
        Block::Lead(format!("{}: {}", case.lead_name, case.title)),
    ];
    blocks.extend(concern::blocks(visit, record, Some(case.id)).await?);
    let out = exclusions(visit, record, item);
    if let Some(out) = out {
        blocks.push(out.into());
    }
    if record
        .exclusions_of(item.id)
        .any(|exclusion| exclusion.returned_at.is_none())
    {
        let back = visit
            .form(format!("{path}/return"))
            .submit(visit.t("session-return"));
        blocks.push(again(back, "return", refused).into());
    }
    if item.result.is_none() {
        let out = |member: MemberId| record.exclusions_of(item.id).any(|row| row.member_id == member);
        let seats = seats(record, |member| !out(member));
        let form = visit
            .form(format!("{path}/leave"))
            .field(Field::select("out_member", visit.t("committees-member"), seats).required())
            .field(
                Field::text("out_reason", visit.t("meetings-excluded-reason"))
                    .required()
                    .max(500),
            )
            .submit(visit.t("session-leave"));
        blocks.push(Block::Details(
            visit.t("session-leave"),
            vec![again(form, "leave", refused).into()],
        ));
    }
    blocks.extend(motions(visit, record, item).await?);
    blocks.push(item::form(visit, record, item, proposed.as_ref()).into());
    Ok(blocks)
}

/// What members moved on the item so far.
async fn motions(visit: &Visit, record: &MeetingRecord, item: &Item) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let motions = queries::motions(db, std::slice::from_ref(item)).await?;
    if motions.is_empty() {
        return Ok(Vec::new());
    }
    let mut table = Table::new(visit.lang(), visit.t("minutes-motions"))
        .column(visit.t("committees-member"))
        .column(visit.t("meetings-motion-text"))
        .column(visit.t("minutes-votes"))
        .column(visit.t("minutes-result"));
    for motion in &motions {
        let seat = record.members.iter().find(|member| member.id == motion.member_id);
        let result = if motion.carried {
            Cell::badge(Tone::Success, visit.t("minutes-motion-carried"))
        } else {
            Cell::badge(Tone::Neutral, visit.t("minutes-motion-lost"))
        };
        table = table.row(vec![
            Cell::text(seat.map(|seat| seat.name.clone()).unwrap_or_default()),
            Cell::text(&motion.text),
            Cell::text(format!(
                "{} / {} / {}",
                motion.votes_yes, motion.votes_no, motion.votes_abstain
            )),
            result,
        ]);
    }
    Ok(vec![table.into()])
}

fn exclusions(visit: &Visit, record: &MeetingRecord, item: &Item) -> Option<Table> {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("meetings-excluded"))
        .column(visit.t("committees-member"))
        .column(visit.t("meetings-excluded-reason"))
        .column(visit.t("session-left"))
        .column(visit.t("session-returned"));
    let mut any = false;
    for exclusion in record.exclusions_of(item.id) {
        any = true;
        let seat = record
            .members
            .iter()
            .find(|member| member.id == exclusion.member_id);
        table = table.row(vec![
            Cell::text(seat.map(|seat| seat.name.clone()).unwrap_or_default()),
            Cell::text(&exclusion.reason),
            Cell::instant(lang, exclusion.left_at),
            Cell::maybe(exclusion.returned_at.map(|at| Cell::instant(lang, at))),
        ]);
    }
    any.then_some(table)
}

/// What is on the agenda, with the button that calls it.
fn agenda(visit: &Visit, record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("meetings-agenda"))
        .column(visit.t("minutes-number"))
        .column(visit.t("minutes-lead"))
        .number_column(visit.t("screen-out"))
        .column(visit.t("minutes-result"))
        .column(visit.t("session-call-column"));
    for item in &record.items {
        let Some(case) = cases.get(&item.application_id) else {
            continue;
        };
        let path = format!("/meetings/{}/call", record.meeting.id);
        let label = visit.tw("session-call", &[("number", case.label())]);
        let call = Action::post(label, path).with("application", case.id);
        let out = record.exclusions_of(item.id).count() as i64;
        let cells = vec![
            Cell::link(
                format!("/meetings/{}/items/{}", record.meeting.id, case.id),
                case.label(),
            ),
            Cell::text(&case.lead_name),
            Cell::maybe((out > 0).then(|| Cell::integer(visit.lang(), out))),
            meeting::result(visit, item),
            Cell::Actions(vec![call]),
        ];
        table = if record.meeting.current_item_id == Some(item.id) {
            table.marked_row(Tone::Info, cells)
        } else {
            table.row(cells)
        };
    }
    table
}

fn attendance(visit: &Visit, record: &MeetingRecord) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("meetings-attendance"))
        .column(visit.t("committees-member"))
        .column(visit.t("committees-vote"))
        .column(visit.t("minutes-is-present"));
    for member in &record.members {
        let deputy = record.present.iter().find(|(id, _)| *id == member.id);
        let name = match deputy {
            Some((_, deputy)) if !deputy.is_empty() => {
                format!(
                    "{} ({})",
                    member.name,
                    visit.tw("minutes-through", &[("name", deputy)])
                )
            }
            _ => member.name.clone(),
        };
        let here = if record.is_present(member.id) {
            Cell::badge(Tone::Success, visit.t("session-here"))
        } else if record.away.contains(&member.id) {
            Cell::badge(Tone::Warning, visit.t("session-gone"))
        } else {
            Cell::badge(Tone::Neutral, visit.t("session-absent"))
        };
        let vote = visit.t(if member.has_vote {
            "minutes-yes"
        } else {
            "minutes-no"
        });
        table = table.row(vec![Cell::text(name), Cell::text(vote), here]);
    }
    table
}

fn seats(record: &MeetingRecord, wanted: impl Fn(MemberId) -> bool) -> Vec<Choice> {
    record
        .members
        .iter()
        .filter(|member| wanted(member.id))
        .map(|member| Choice::new(member.id, format!("{}, {}", member.name, member.institution)))
        .collect()
}

fn move_form(visit: &Visit, record: &MeetingRecord) -> Form {
    let ways = ["leaves", "comes"]
        .map(|way| Choice::new(way, visit.t(&format!("session-{way}"))))
        .into();
    visit
        .form(format!("/meetings/{}/presence", record.meeting.id))
        .field(Field::select("seat", visit.t("committees-member"), seats(record, |_| true)).required())
        .field(Field::radio("way", visit.t("session-way"), ways).required())
        .field(Field::checkbox("deputy", visit.t("session-deputy")))
        .field(
            Field::checkbox("late_asked", visit.t("session-late-asked"))
                .hint(visit.t("session-late-asked-hint")),
        )
        .submit(visit.t("session-move-note"))
}

fn preside_form(visit: &Visit, record: &MeetingRecord) -> Form {
    let present = seats(record, |member| record.is_present(member));
    visit
        .form(format!("/meetings/{}/preside", record.meeting.id))
        .field(
            Field::select("chair", visit.t("meetings-chair"), present).value(
                record
                    .chair()
                    .map(|chair| chair.id.to_string())
                    .unwrap_or_default(),
            ),
        )
        .submit(visit.t("session-preside"))
}

fn member(form: &FormData, field: &str) -> Result<MemberId, Problem> {
    let chosen = form.get(field).parse();
    chosen.map_err(|_| Problem::field(field, base::Text::new("field-required")))
}

pub(super) async fn call(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let application = item::application_id(form.get("application"))?;
    let answer = usecases::call_item(&visit.app.db, &visit.ctx, id, application).await;
    answered(&visit, id, "call", &form, answer, "session-done-called").await
}

pub(super) async fn presence(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let comes = form.get("way") == "comes";
    let answer = match member(&form, "seat") {
        Ok(member) => {
            let record = queries::whole_record(visit.app.db.reader(), &visit.ctx, id).await?;
            let seat = record.members.iter().find(|seat| seat.id == member);
            let deputy = seat
                .filter(|_| form.has("deputy"))
                .map(|seat| seat.deputy_name.clone())
                .unwrap_or_default();
            let command = MoveMember {
                member,
                present: comes,
                deputy,
                asked: form.has("late_asked"),
            };
            usecases::move_member(&visit.app.db, &visit.ctx, id, command).await
        }
        Err(problem) => Err(problem),
    };
    answered(&visit, id, "presence", &form, answer, "session-done-moved").await
}

pub(super) async fn preside(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = match member(&form, "chair") {
        Ok(member) => usecases::preside(&visit.app.db, &visit.ctx, id, member).await,
        Err(problem) => Err(problem),
    };
    answered(&visit, id, "preside", &form, answer, "session-done-moved").await
}

pub(super) async fn leave(visit: Visit, Path((id, case)): Path<(String, String)>, form: FormData) -> Reply {
    let (id, case) = (meeting_id(&id)?, item::application_id(&case)?);
    let answer = match member(&form, "out_member") {
        Ok(member) => {
            let reason = form.get("out_reason");
            usecases::exclude(&visit.app.db, &visit.ctx, id, case, member, reason).await
        }
        Err(problem) => Err(problem),
    };
    answered(&visit, id, "leave", &form, answer, "session-done-moved").await
}

pub(super) async fn readmit(visit: Visit, Path((id, case)): Path<(String, String)>, form: FormData) -> Reply {
    let (id, case) = (meeting_id(&id)?, item::application_id(&case)?);
    let answer = usecases::readmit(&visit.app.db, &visit.ctx, id, case).await;
    answered(&visit, id, "return", &form, answer, "session-done-moved").await
}

async fn answered(
    visit: &Visit,
    id: MeetingId,
    verb: &'static str,
    data: &FormData,
    answer: Result<(), Problem>,
    done: &str,
) -> Reply {
    match answer {
        Ok(()) => visit.done(&format!("/meetings/{id}/session"), done),
        Err(problem) if is_shown(&problem) => {
            let again = Again {
                verb,
                data,
                problem: &problem,
            };
            let (page, _) = page(visit, id, Some(&again)).await?;
            let page = match verb {
                // a button of the table has no form that could say it
                "call" => page.block(Notice::new(
                    Tone::Danger,
                    visit.t("session-not-called"),
                    problem_text(visit, &problem),
                )),
                _ => page,
            };
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

fn problem_text(visit: &Visit, problem: &Problem) -> String {
    match problem {
        Problem::Refused { text, .. } => visit.say(text),
        _ => visit.t("problem-stale"),
    }
}
