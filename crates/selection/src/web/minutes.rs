//! `/meetings/{meeting}/minutes`: the minutes to read, to sign, and as PDF.

use axum::extract::Path;
use base::{Problem, Role, Scope, calendar};
use base_letters::{Block as Printed, Report};
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Form, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::{Again, again, badge, is_shown, meeting_id};
use crate::minutes::{self, Hidden};
use crate::model::{Meeting, MeetingId, MeetingRecord, MeetingState, MinutesComment};
use crate::usecases::{self, Remark};
use crate::{access, queries};

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let page = page(&visit, meeting_id(&id)?, None).await?;
    visit.page(page)
}

/// The minutes with signatures; for whoever is excluded from items without these.
pub(super) async fn report(
    visit: &Visit,
    record: &MeetingRecord,
    hidden: &Hidden,
) -> Result<Option<Report>, Problem> {
    let Some(content) = &record.meeting.minutes else {
        return Ok(None);
    };
    let report: Report = serde_json::from_str(content).map_err(Problem::broken)?;
    let persons: Vec<base::PersonId> = [record.meeting.chair_signed_by, record.meeting.secretary_signed_by]
        .into_iter()
        .flatten()
        .collect();
    let db = visit.app.db.reader();
    let names = people::names(db, &persons).await?;
    let report = minutes::signed(db, &visit.ctx, report, &record.meeting, &names).await?;
    Ok(Some(if hidden.count() == 0 {
        report
    } else {
        hidden.redact(
            report,
            record.meeting.minutes_sha256.as_deref().unwrap_or_default(),
        )
    }))
}

/// The record, and what of it is hidden from the visitor.
pub(super) async fn readable(visit: &Visit, id: MeetingId) -> Result<(MeetingRecord, Hidden), Problem> {
    let db = visit.app.db.reader();
    let record = queries::whole_record(db, &visit.ctx, id).await?;
    let hidden = match visit.ctx.person_id() {
        Some(me) => queries::hidden_from(db, &visit.ctx, me, &record).await?,
        None => Vec::new(),
    };
    Ok((record, Hidden::new(hidden)))
}

async fn page(visit: &Visit, id: MeetingId, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let (record, hidden) = readable(visit, id).await?;
    let meeting = &record.meeting;
    let mut page = Page::new(visit.t("minutes-title"))
        .badge(badge(visit, meeting.state))
        .crumb("/committees", visit.t("selection-title"))
        .crumb(format!("/meetings/{id}"), visit.datetime(meeting.starts_at));
    let report = report(visit, &record, &hidden).await?;
    if let Some(report) = &report {
        page = page
            .action(Action::link(
                visit.t("minutes-pdf"),
                format!("/meetings/{id}/minutes.pdf"),
            ))
            .blocks(report.blocks.iter().filter_map(|block| shown(visit, block)));
    } else {
        page = page.block(Notice::new(Tone::Info, visit.t("minutes-none"), ""));
    }
    let comments = queries::comments(visit.app.db.reader(), meeting.id).await?;
    Ok(page
        .blocks(answers(visit, &record, (&comments, &hidden), refused))
        .blocks(verbs(visit, &record, &comments, refused)))
}

/// What members say about the draft, and the forms to say more.
fn answers(
    visit: &Visit,
    record: &MeetingRecord,
    (comments, hidden): (&[MinutesComment], &Hidden),
    refused: Option<&Again<'_>>,
) -> Vec<Block> {
    let meeting = &record.meeting;
    let comments: Vec<&MinutesComment> = comments
        .iter()
        .filter(|comment| !hidden.is_named_in(&comment.text))
        .collect();
    let mut blocks: Vec<Block> = Vec::new();
    if !comments.is_empty() {
        let mut table = Table::new(visit.lang(), visit.t("minutes-comments"))
            .column(visit.t("committees-member"))
            .column(visit.t("minutes-comment-at"))
            .column(visit.t("minutes-comment-on"))
            .column(visit.t("minutes-comment"));
        for comment in &comments {
            let seat = record
                .members
                .iter()
                .find(|member| member.id == comment.member_id);
            let current = Some(&comment.sha256) == meeting.minutes_sha256.as_ref();
            let key = if current {
                "minutes-comment-current"
            } else {
                "minutes-comment-earlier"
            };
            table = table.row(vec![
                Cell::text(seat.map(|seat| seat.name.clone()).unwrap_or_default()),
                Cell::instant(visit.lang(), comment.written_at),
                Cell::text(visit.t(key)),
                if comment.text.is_empty() {
                    Cell::text(visit.t("minutes-comment-agreed"))
                } else {
                    Cell::Lines(comment.text.clone())
                },
            ]);
        }
        blocks.push(table.into());
    }
    if meeting.state != MeetingState::MinutesDraft {
        return blocks;
    }
    let path = format!("/meetings/{}/minutes/comments", meeting.id);
    let last = visit.date(minutes::comments_until(meeting));
    let text = |name: &str| {
        Field::textarea(name, visit.t("minutes-comment"), 3)
            .hint(visit.tw("minutes-comment-until", &[("date", &last)]))
            .max(2_000)
    };
    if visit.ctx.person_id().and_then(|me| record.seat_of(me)).is_some() {
        let form = visit
            .form(&path)
            .heading(visit.t("minutes-comment-write"))
            .field(text("text").required())
            .submit(visit.t("minutes-comment-write"));
        let agree = visit
            .form(&path)
            .hidden("agreed", meeting.minutes_sha256.clone().unwrap_or_default())
            .submit(visit.t("minutes-comment-agree"));
        blocks.push(again(form, "comment", refused).into());
        blocks.push(again(agree, "agree", refused).into());
    }
    let seats: Vec<Choice> = record
        .members
        .iter()
        .filter(|seat| seat.person_id.is_none())
        .map(|seat| Choice::new(seat.id, &seat.name))
        .collect();
    let is_secretary = access::holds(&visit.ctx, access::SECRETARIES, record.committee.programme_id);
    if is_secretary && !seats.is_empty() {
        let form = visit
            .form(&path)
            .field(Field::select("member", visit.t("committees-member"), seats).required())
            .field(text("written").hint(visit.t("minutes-comment-written-hint")))
            .hidden("agreed", meeting.minutes_sha256.clone().unwrap_or_default())
            .submit(visit.t("minutes-comment-written"));
        blocks.push(Block::Details(
            visit.t("minutes-comment-written"),
            vec![again(form, "written", refused).into()],
        ));
    }
    blocks
}

/// A block of the report as a block of the page.
fn shown(visit: &Visit, block: &Printed) -> Option<Block> {
    Some(match block {
        Printed::Heading { text, .. } => Block::Heading(text.clone()),
        Printed::Paragraph { text } => Block::Text(text.clone()),
        Printed::Note { title, text } => Notice::new(Tone::Info, title.clone(), text.clone()).into(),
        Printed::List { items, .. } => Block::Text(items.join("\n")),
        Printed::KeyValues { rows } => {
            let facts = rows.iter().fold(Facts::new(), |facts, row| {
                facts.row(row.key.clone(), Cell::text(&row.value))
            });
            facts.into()
        }
        Printed::Table {
            caption,
            columns,
            rows,
            ..
        } => {
            let table = columns
                .iter()
                .fold(Table::new(visit.lang(), caption.clone()), |table, column| {
                    table.column(column.title.clone())
                });
            table
                .rows(rows.iter().map(|row| row.iter().map(Cell::text).collect()))
                .into()
        }
        _ => return None,
    })
}

fn verbs(
    visit: &Visit,
    record: &MeetingRecord,
    comments: &[MinutesComment],
    refused: Option<&Again<'_>>,
) -> Vec<Block> {
    let meeting = &record.meeting;
    let mut blocks: Vec<Block> = Vec::new();
    let is_secretary = access::holds(&visit.ctx, access::SECRETARIES, record.committee.programme_id);
    let unsigned = meeting.chair_signed_at.is_none() && meeting.secretary_signed_at.is_none();
    let drafting =
        meeting.state == MeetingState::Decided || meeting.state == MeetingState::MinutesDraft && unsigned;
    if is_secretary && drafting {
        let form = visit
            .form(format!("/meetings/{}/minutes", meeting.id))
            .field(
                Field::textarea("remark", visit.t("minutes-remark"), 4)
                    .max(4_000)
                    .value(&meeting.minutes_remark),
            )
            .submit(visit.t("minutes-draft"));
        blocks.push(again(form, "draft", refused).into());
    }
    if meeting.state == MeetingState::MinutesDraft {
        let me = visit.ctx.person_id();
        let signed_already = [meeting.chair_signed_by, meeting.secretary_signed_by].contains(&me);
        let as_chair = meeting.chair_signed_at.is_none()
            && visit.ctx.has(Role::SV, Scope::Committee(record.committee.id.0));
        let as_secretary = meeting.secretary_signed_at.is_none() && is_secretary;
        let until = minutes::comments_until(meeting);
        let silent = minutes::silent(record, comments, me);
        let waits = calendar::local_date(visit.ctx.now) <= until && !silent.is_empty();
        if !signed_already && (as_chair || as_secretary) && waits {
            let facts = [("date", visit.date(until)), ("names", silent.join(", "))];
            let facts = facts.each_ref().map(|(key, value)| (*key, value.as_str()));
            let text = visit.tw("minutes-refused-comments", &facts);
            blocks.push(Notice::new(Tone::Info, visit.t("minutes-sign-later"), text).into());
        } else if !signed_already && (as_chair || as_secretary) {
            blocks.push(again(sign_form(visit, meeting, as_chair), "sign", refused).into());
        }
    }
    blocks
}

fn sign_form(visit: &Visit, meeting: &Meeting, as_chair: bool) -> Form {
    let key = if as_chair {
        "minutes-sign-chair"
    } else {
        "minutes-sign-secretary"
    };
    visit
        .form(format!("/meetings/{}/minutes/sign", meeting.id))
        .hidden("hash", meeting.minutes_sha256.clone().unwrap_or_default())
        .field(Field::note(visit.t("minutes-sign-text")))
        .submit(visit.t(key))
}

pub(super) async fn draft(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = usecases::draft_minutes(&visit.app.db, &visit.ctx, id, form.get("remark")).await;
    answered(&visit, id, "draft", &form, answer, "minutes-done-drafted").await
}

pub(super) async fn comment(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let member = form.get("member").parse().ok();
    let (verb, text) = match member {
        Some(_) => ("written", form.get("written")),
        None if form.has("agreed") => ("agree", ""),
        None => ("comment", form.get("text")),
    };
    let remark = if form.has("agreed") && text.trim().is_empty() {
        Remark::Agreed(form.get("agreed").to_owned())
    } else {
        Remark::Comment(text.to_owned())
    };
    let answer = usecases::comment_minutes(&visit.app.db, &visit.ctx, id, member, remark).await;
    answered(&visit, id, verb, &form, answer, "minutes-done-commented").await
}

pub(super) async fn sign(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = usecases::sign_minutes(&visit.app.db, &visit.ctx, id, form.get("hash")).await;
    answered(
        &visit,
        id,
        "sign",
        &form,
        answer.map(|_| ()),
        "minutes-done-signed",
    )
    .await
}

pub(super) async fn pdf(visit: Visit, Path(id): Path<String>) -> Reply {
    let (record, hidden) = readable(&visit, meeting_id(&id)?).await?;
    let report = report(&visit, &record, &hidden)
        .await?
        .ok_or(Problem::not_found("minutes"))?;
    // the same record gives the same bytes
    let at = record.meeting.minutes_at.unwrap_or(record.meeting.starts_at);
    let pdf = base_letters::report_pdf(report, at)
        .await
        .map_err(Problem::broken)?;
    visit.download(
        &format!("{}.pdf", visit.t("minutes-file")),
        "application/pdf",
        pdf.bytes,
    )
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
        Ok(()) => visit.done(&format!("/meetings/{id}/minutes"), done),
        Err(problem) if is_shown(&problem) => {
            let page = page(
                visit,
                id,
                Some(&Again {
                    verb,
                    data,
                    problem: &problem,
                }),
            )
            .await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}
