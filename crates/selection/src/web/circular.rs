//! `/meetings/{meeting}/circular`: voting in writing until a closing date.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use axum::extract::Path;
use base::{Problem, Role, Scope};
use base_web::view::{Block, Cell, Choice, Facts, Field, Form, Page, Table};
use base_web::{FormData, Reply, Visit};

use super::{Again, again, badge, is_shown, meeting_id, outcome};
use crate::model::{Ballot, Item, MeetingId, MeetingRecord, MeetingState, Member, MemberId, Outcome};
use crate::{access, queries, usecases};

/// The chair's form on the meeting's page.
pub(super) fn start_form(visit: &Visit, record: &MeetingRecord) -> Form {
    visit
        .form(format!("/meetings/{}/circular/start", record.meeting.id))
        .field(Field::note(visit.t("circular-text")))
        .field(Field::date("until", visit.t("circular-until")).required())
        .submit(visit.t("circular-start"))
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let page = page(&visit, meeting_id(&id)?, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, id: MeetingId, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let (record, cases) = queries::record(db, &visit.ctx, id).await?;
    let meeting = &record.meeting;
    let Some(until) = meeting.answer_until else {
        return Err(Problem::not_found("circular vote"));
    };
    let ballots = queries::ballots(db, &record).await?;
    let answered: Vec<MemberId> = ballots.iter().map(|(_, member, _)| *member).collect();
    let voting = record.members.iter().filter(|member| member.has_vote);
    let (all, given) = voting.fold((0, 0), |(all, given), member| {
        (all + 1, given + i64::from(answered.contains(&member.id)))
    });
    let progress = visit.tw(
        "screen-of",
        &[("part", &given.to_string()), ("whole", &all.to_string())],
    );
    let mut page = Page::new(visit.t("circular-title"))
        .kicker(record.committee.name.clone())
        .badge(badge(visit, meeting.state))
        .crumb("/committees", visit.t("selection-title"))
        .crumb(format!("/meetings/{id}"), visit.datetime(meeting.starts_at))
        .block(
            Facts::new()
                .row(visit.t("circular-until"), Cell::text(visit.due(until)))
                .row(visit.t("circular-answers"), Cell::text(progress)),
        )
        .block(motions(visit, &record, &cases));
    if meeting.state != MeetingState::Circular {
        return Ok(page);
    }
    let own = visit.ctx.person_id().and_then(|me| record.seat_of(me));
    if let Some(seat) = own {
        if seat.has_vote && visit.ctx.now < until {
            let form = vote_form(visit, &record, &cases, seat, &ballots, None);
            page = page.block(again(form, "cast", refused));
        }
        let form = visit
            .form(format!("/meetings/{id}/circular/object"))
            .field(Field::note(visit.t("circular-object-text")))
            .field(
                Field::textarea("reason", visit.t("meetings-reason"), 2)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("circular-object"));
        page = page.block(Block::Details(
            visit.t("circular-object"),
            vec![again(form, "object", refused).into()],
        ));
    }
    if access::holds(&visit.ctx, access::SECRETARIES, record.committee.programme_id) && visit.ctx.now < until
    {
        let without = record
            .members
            .iter()
            .filter(|seat| seat.has_vote && seat.person_id.is_none());
        for seat in without {
            let form = vote_form(visit, &record, &cases, seat, &ballots, Some(seat.id));
            page = page.block(Block::Details(
                visit.tw("circular-for", &[("name", &seat.name)]),
                vec![form.into()],
            ));
        }
        let silent: Vec<Choice> = record
            .members
            .iter()
            .filter(|seat| seat.person_id.is_none())
            .map(|seat| Choice::new(seat.id, &seat.name))
            .collect();
        if !silent.is_empty() {
            let form = visit
                .form(format!("/meetings/{id}/circular/object"))
                .field(Field::note(visit.t("circular-object-text")))
                .field(Field::select("member", visit.t("committees-member"), silent).required())
                .field(
                    Field::textarea("reason", visit.t("meetings-reason"), 2)
                        .required()
                        .max(2_000),
                )
                .submit(visit.t("circular-object-for"));
            page = page.block(Block::Details(
                visit.t("circular-object-for"),
                vec![again(form, "object", refused).into()],
            ));
        }
    }
    if visit.ctx.has(Role::SV, Scope::Committee(record.committee.id.0)) {
        let form = visit
            .form(format!("/meetings/{id}/circular/close"))
            .submit(visit.t("circular-close"));
        page = page.block(again(form, "close", refused));
    }
    Ok(page)
}

fn motions(visit: &Visit, record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("circular-motions"))
        .number_column(visit.t("minutes-rank"))
        .column(visit.t("minutes-number"))
        .column(visit.t("minutes-lead"))
        .column(visit.t("meetings-motion"))
        .number_column(visit.t("minutes-amount"))
        .column(visit.t("minutes-result"));
    for item in &record.items {
        let Some(case) = cases.get(&item.application_id) else {
            continue;
        };
        table = table.row(vec![
            Cell::maybe(item.rank.map(|rank| Cell::integer(lang, rank))),
            Cell::link(format!("/applications/{}", case.id), case.label()),
            Cell::text(&case.lead_name),
            Cell::maybe(
                item.motion
                    .map(|motion| outcome(visit, motion, place(item, motion))),
            ),
            Cell::maybe(item.motion_amount.map(|amount| Cell::money(lang, amount))),
            Cell::maybe(
                item.result
                    .map(|result| outcome(visit, result, place(item, result))),
            ),
        ]);
    }
    table
}

fn place(item: &Item, outcome: Outcome) -> Option<i64> {
    item.reserve_position.filter(|_| outcome == Outcome::Reserve)
}

/// One choice per item; the names carry the seat, because the secretary's page has several such forms.
fn vote_form(
    visit: &Visit,
    record: &MeetingRecord,
    cases: &HashMap<ApplicationId, Application>,
    seat: &Member,
    ballots: &[(uuid::Uuid, MemberId, Ballot)],
    written: Option<MemberId>,
) -> Form {
    let mut form = visit
        .form(format!("/meetings/{}/circular", record.meeting.id))
        .hidden(
            "member",
            written.map(|member| member.to_string()).unwrap_or_default(),
        );
    if written.is_none() {
        form = form.heading(visit.t("circular-vote"));
    }
    for item in &record.items {
        let Some(case) = cases.get(&item.application_id) else {
            continue;
        };
        let given = ballots
            .iter()
            .find(|(of, member, _)| *of == item.id && *member == seat.id)
            .map(|(_, _, ballot)| ballot.code());
        let choices = Ballot::ALL
            .iter()
            .map(|ballot| Choice::new(ballot, visit.t(&format!("meetings-ballot-{ballot}"))))
            .collect();
        let label = format!("{} {}", case.label(), case.lead_name);
        form = form.field(
            Field::radio(format!("ballot_{}_{}", seat.id, case.id), label, choices)
                .value(given.unwrap_or_default()),
        );
    }
    form.submit(visit.t("circular-vote"))
}

pub(super) async fn cast(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let votes = form
        .0
        .iter()
        .filter_map(|(name, value)| {
            let (_, application) = name.strip_prefix("ballot_")?.split_once('_')?;
            Some((application.parse().ok()?, Ballot::from_code(value)?))
        })
        .collect();
    let written = form.get("member").parse().ok();
    let answer = usecases::cast(&visit.app.db, &visit.ctx, id, written, votes).await;
    answered(&visit, id, "cast", &form, answer, "circular-done-cast").await
}

pub(super) async fn object(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let written = form.get("member").parse().ok();
    let reason = form.get("reason");
    let answer = usecases::object(&visit.app.db, &visit.ctx, id, written, reason).await;
    answered(&visit, id, "object", &form, answer, "circular-done-objected").await
}

pub(super) async fn close(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = usecases::close_circular(&visit.app.db, &visit.ctx, id).await;
    let done = match answer {
        Ok(MeetingState::NotQuorate) => "circular-done-not-quorate",
        _ => "circular-done-closed",
    };
    answered(&visit, id, "close", &form, answer.map(|_| ()), done).await
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
        Ok(()) => visit.done(&format!("/meetings/{id}/circular"), done),
        Err(problem) if is_shown(&problem) => {
            let again = Again {
                verb,
                data,
                problem: &problem,
            };
            let page = page(visit, id, Some(&again)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}
