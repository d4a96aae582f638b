//! `/meetings/{meeting}`: agenda, attendance, results.

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState};
use axum::extract::Path;
use base::{Problem, Role, Scope, calendar};
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Form, Notice, Page, Step, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;

use super::{
    Again, again, amount, badge, concern, declaration, invitations, is_shown, meeting_id, outcome, papers,
};
use crate::model::{Ballot, Item, MeetingId, MeetingRecord, MeetingState as S, MemberId, Votes};
use crate::usecases::{self, Opened, RecordList};
use crate::{access, queries};

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let page = page(&visit, meeting_id(&id)?, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, id: MeetingId, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let (record, cases) = queries::record(db, &visit.ctx, id).await?;
    let meeting = &record.meeting;
    let call = calls::call(db, meeting.call_id).await?;
    let mut page = Page::new(visit.tw(
        "meetings-title-of",
        &[("date", &visit.datetime(meeting.starts_at))],
    ))
    .kicker(format!("{} · {}", record.committee.name, call.code))
    .badge(badge(visit, meeting.state))
    .crumb("/committees", visit.t("selection-title"))
    .crumb(
        format!("/committees/{}", record.committee.id),
        record.committee.name.clone(),
    )
    .action(Action::link(
        visit.t("ranking-short"),
        format!("/calls/{}/ranking", call.id),
    ))
    .block(Block::Steps(steps(visit, meeting.state)))
    .block(facts(visit, &record, &call));
    if matches!(meeting.state, S::Decided | S::MinutesDraft | S::MinutesSigned) {
        page =
            page.action(Action::link(visit.t("minutes-title"), format!("/meetings/{id}/minutes")).primary());
    }
    page = page.actions(ways(visit, &record));
    if !record.items.is_empty() {
        page = page.block(agenda(visit, &record, &cases));
    } else if matches!(meeting.state, S::Planned | S::Invited) {
        page = page.blocks(papers::agenda(visit, &record).await?);
    }
    if meeting.opened_at.is_some() {
        page = page.block(attendance(visit, &record));
    }
    page = page.blocks(declaration::blocks(visit, &record, refused).await?);
    page = page.blocks(concern::blocks(visit, &record, None).await?);
    let keeps = access::require_recorder(&visit.ctx, &record.committee).is_ok();
    if meeting.state == S::Invited && keeps {
        page = page.blocks(invitations::blocks(visit, &record, refused).await?);
    }
    Ok(page.blocks(verbs(visit, &record, &call, refused)))
}

/// The screens of a running meeting, the circular vote, the calendar.
fn ways(visit: &Visit, record: &MeetingRecord) -> Vec<Action> {
    let meeting = &record.meeting;
    let path = |page: &str| format!("/meetings/{}/{page}", meeting.id);
    let mut ways = Vec::new();
    if meeting.state == S::InSession {
        if access::require_recorder(&visit.ctx, &record.committee).is_ok() {
            ways.push(Action::link(visit.t("session-title"), path("session")).primary());
        }
        ways.push(Action::link(visit.t("screen-title"), path("screen")));
    }
    if access::is_member(&visit.ctx, &record.committee) && meeting.state == S::Invited {
        ways.push(Action::link(
            visit.t("declaration-interests"),
            "/reviews/interests",
        ));
    }
    if meeting.answer_until.is_some() {
        ways.push(Action::link(visit.t("circular-title"), path("circular")));
    }
    if meeting.invited_at.is_some() {
        ways.push(Action::link(visit.t("meetings-calendar"), path("calendar.ics")));
    }
    ways
}

fn steps(visit: &Visit, state: S) -> Vec<Step> {
    let order = [
        S::Planned,
        S::Invited,
        if state == S::Circular {
            S::Circular
        } else {
            S::InSession
        },
        S::Decided,
        S::MinutesDraft,
        S::MinutesSigned,
    ];
    let here = order.iter().position(|step| *step == state);
    let step = |(index, step): (usize, &S)| Step {
        label: visit.t(&format!("meetings-state-{step}")),
        done: here.is_some_and(|here| index < here),
        current: here == Some(index),
    };
    order.iter().enumerate().map(step).collect()
}

fn facts(visit: &Visit, record: &MeetingRecord, call: &Call) -> Facts {
    let meeting = &record.meeting;
    let lang = visit.lang();
    let mut facts = Facts::new()
        .row(
            visit.t("meetings-call"),
            Cell::link(
                format!("/calls/{}", call.id),
                format!("{} {}", call.code, call.title(lang)),
            ),
        )
        .row(visit.t("meetings-place"), Cell::text(&meeting.place))
        .maybe(
            visit.t("meetings-invited"),
            meeting.invited_at.map(|at| Cell::instant(lang, at)),
        )
        .maybe(
            visit.t("meetings-opened"),
            meeting.opened_at.map(|at| Cell::instant(lang, at)),
        )
        .maybe(
            visit.t("meetings-chair"),
            record.chair().map(|chair| Cell::text(&chair.name)),
        )
        .maybe(
            visit.t("circular-until"),
            meeting.answer_until.map(|at| Cell::text(visit.due(at))),
        )
        .maybe(
            visit.t("meetings-ended"),
            meeting.decided_at.map(|at| Cell::instant(lang, at)),
        )
        .maybe(
            visit.t("minutes-not-quorate"),
            meeting.not_quorate_at.map(|at| Cell::instant(lang, at)),
        );
    if meeting.second_invitation {
        facts = facts.row(
            visit.t("meetings-second"),
            Cell::text(visit.t("meetings-second-text")),
        );
    }
    facts.wide()
}

fn agenda(visit: &Visit, record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("meetings-agenda"))
        .number_column(visit.t("minutes-rank"))
        .column(visit.t("minutes-number"))
        .column(visit.t("minutes-lead"))
        .number_column(visit.t("allocation-fundable"))
        .column(visit.t("meetings-excluded"))
        .column(visit.t("minutes-votes"))
        .column(visit.t("minutes-result"))
        .number_column(visit.t("minutes-amount"));
    for item in &record.items {
        let Some(case) = cases.get(&item.application_id) else {
            continue;
        };
        let excluded: Vec<&str> = record
            .exclusions_of(item.id)
            .filter_map(|exclusion| {
                record
                    .members
                    .iter()
                    .find(|member| member.id == exclusion.member_id)
            })
            .map(|member| member.name.as_str())
            .collect();
        let votes = match (item.votes_yes, item.votes_no, item.votes_abstain) {
            (Some(yes), Some(no), Some(abstain)) => Cell::text(format!("{yes} / {no} / {abstain}")),
            _ => Cell::Empty,
        };
        table = table.row(vec![
            Cell::maybe(item.rank.map(|rank| Cell::integer(lang, rank))),
            Cell::link(
                format!("/meetings/{}/items/{}", record.meeting.id, case.id),
                case.label(),
            ),
            Cell::text(&case.lead_name),
            Cell::money(lang, item.fundable),
            Cell::text(excluded.join(", ")),
            votes,
            result(visit, item),
            Cell::maybe(item.amount.map(|cents| amount(visit, cents))),
        ]);
    }
    table
}

/// What was decided on an item, or that it fell away.
pub(super) fn result(visit: &Visit, item: &Item) -> Cell {
    if item.lapsed_at.is_some() {
        let withdrawn = item.lapsed_state.as_deref() == Some(ApplicationState::Withdrawn.code());
        let key = if withdrawn {
            "minutes-result-withdrawn"
        } else {
            "minutes-result-otherwise"
        };
        return Cell::badge(Tone::Neutral, visit.t(key));
    }
    Cell::maybe(
        item.result
            .map(|result| outcome(visit, result, item.reserve_position)),
    )
}

fn attendance(visit: &Visit, record: &MeetingRecord) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("meetings-attendance"))
        .column(visit.t("committees-member"))
        .column(visit.t("committees-institution"))
        .column(visit.t("minutes-is-present"));
    for member in &record.members {
        let seat = record.present.iter().find(|(id, _)| *id == member.id);
        let present = match seat {
            Some(_) if record.away.contains(&member.id) => visit.t("session-gone"),
            None => visit.t("minutes-no"),
            Some((_, deputy)) if deputy.is_empty() => visit.t("minutes-yes"),
            Some((_, deputy)) => visit.tw("minutes-through", &[("name", deputy)]),
        };
        table = table.row(vec![
            Cell::text(&member.name),
            Cell::text(&member.institution),
            Cell::text(present),
        ]);
    }
    table
}

fn verbs(visit: &Visit, record: &MeetingRecord, call: &Call, refused: Option<&Again<'_>>) -> Vec<Block> {
    let meeting = &record.meeting;
    let path = |verb: &str| format!("/meetings/{}/{verb}", meeting.id);
    let is_secretary = access::holds(&visit.ctx, access::SECRETARIES, record.committee.programme_id);
    let is_chair = visit.ctx.has(Role::SV, Scope::Committee(record.committee.id.0));
    let button =
        |verb: &'static str, key: &str| again(visit.form(path(verb)).submit(visit.t(key)), verb, refused);
    let mut blocks: Vec<Block> = Vec::new();
    match meeting.state {
        S::Planned if is_secretary => {
            blocks.push(Notice::new(Tone::Info, visit.t("meetings-invite-hint"), "").into());
            blocks.push(button("invite", "meetings-invite").into());
        }
        S::Invited if is_secretary || is_chair => {
            let day = calendar::local_date(meeting.starts_at);
            if calendar::local_date(visit.ctx.now) < day {
                let text = visit.tw("meetings-refused-early", &[("date", &visit.date(day))]);
                blocks.push(Notice::new(Tone::Info, text, "").into());
            } else {
                blocks.push(again(open_form(visit, record), "open", refused).into());
            }
        }
        S::InSession if is_secretary || is_chair => {
            blocks.push(again(list_form(visit, record, call), "list", refused).into());
            if is_chair {
                blocks.push(button("close", "meetings-close").into());
                blocks.push(Block::Details(
                    visit.t("meetings-not-quorate"),
                    vec![
                        Block::Text(visit.t("meetings-not-quorate-text")),
                        button("not-quorate", "meetings-not-quorate").into(),
                    ],
                ));
            }
        }
        S::MinutesSigned if is_secretary && meeting.applied_at.is_none() => {
            blocks.push(Notice::new(Tone::Info, visit.t("meetings-apply-hint"), "").into());
            blocks.push(button("apply", "meetings-apply").into());
        }
        S::MinutesSigned if meeting.applied_at.is_some() => {
            blocks.push(Notice::new(Tone::Success, visit.t("meetings-applied"), "").into());
        }
        _ => {}
    }
    if matches!(meeting.state, S::Planned | S::Invited) && is_chair {
        blocks.push(Block::Details(
            visit.t("circular-start"),
            vec![again(super::circular::start_form(visit, record), "circular", refused).into()],
        ));
    }
    let may_end = matches!(
        meeting.state,
        S::Planned | S::Invited | S::InSession | S::Circular
    );
    if may_end && (is_secretary || is_chair) {
        let form = visit
            .form(path("cancel"))
            .field(
                Field::textarea("reason", visit.t("meetings-cancel-reason"), 2)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("meetings-cancel"));
        blocks.push(Block::Details(
            visit.t("meetings-cancel"),
            vec![again(form, "cancel", refused).into()],
        ));
    }
    blocks
}

fn open_form(visit: &Visit, record: &MeetingRecord) -> Form {
    let seats: Vec<Choice> = record
        .members
        .iter()
        .map(|member| Choice::new(member.id, format!("{}, {}", member.name, member.institution)))
        .collect();
    let chair = record
        .members
        .iter()
        .find(|member| member.is_chair)
        .map(|member| member.id.to_string());
    let mut form = visit
        .form(format!("/meetings/{}/open", record.meeting.id))
        .heading(visit.t("meetings-open"))
        .field(Field::checkboxes("present", visit.t("meetings-attendance"), seats.clone()).required())
        .field(Field::select("chair", visit.t("meetings-chair"), seats).value(chair.unwrap_or_default()));
    for member in record
        .members
        .iter()
        .filter(|member| !member.deputy_name.is_empty())
    {
        let label = visit.tw(
            "meetings-deputy-sits",
            &[("deputy", &member.deputy_name), ("name", &member.name)],
        );
        form = form.field(Field::checkbox(format!("deputy_{}", member.id), label));
    }
    form.field(Field::checkbox("asked", visit.t("declaration-asked")).hint(visit.t("declaration-asked-hint")))
        .submit(visit.t("meetings-open"))
}

/// Yes, no, abstain and the chair's own vote.
pub(super) fn vote_fields(visit: &Visit) -> Vec<Field> {
    let mut chair = vec![Choice::new("", visit.t("meetings-chair-none"))];
    chair.extend(
        Ballot::ALL
            .iter()
            .map(|ballot| Choice::new(ballot, visit.t(&format!("meetings-ballot-{ballot}")))),
    );
    vec![
        Field::number("yes", visit.t("meetings-yes"), "")
            .required()
            .value(0),
        Field::number("no", visit.t("meetings-no"), "")
            .required()
            .value(0),
        Field::number("abstain", visit.t("meetings-abstain"), "")
            .required()
            .value(0),
        Field::select("chair_vote", visit.t("meetings-chair-vote"), chair)
            .hint(visit.t("meetings-chair-vote-hint")),
    ]
}

/// The votes of a form.
pub(super) fn read_votes(reader: &mut base_web::form::FormReader<'_>) -> (Votes, Option<Ballot>) {
    let votes = Votes {
        yes: reader.integer("yes", 0..=999),
        no: reader.integer("no", 0..=999),
        abstain: reader.integer("abstain", 0..=999),
    };
    (votes, reader.optional("chair_vote", "field-choice"))
}

fn list_form(visit: &Visit, record: &MeetingRecord, call: &Call) -> Form {
    let open = record
        .items
        .iter()
        .filter(|item| item.is_open())
        .count()
        .to_string();
    visit
        .form(format!("/meetings/{}/list", record.meeting.id))
        .heading(visit.t("meetings-list"))
        .field(Field::note(
            visit.tw("meetings-list-text", &[("count", &open), ("code", &call.code)]),
        ))
        .fields(vote_fields(visit))
        .submit(visit.t("meetings-list"))
}

pub(super) async fn invite(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = usecases::invite(&visit.app.db, &visit.ctx, id).await;
    answered(&visit, id, "invite", &form, answer, "meetings-done-invited").await
}

pub(super) async fn open(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let record = queries::whole_record(visit.app.db.reader(), &visit.ctx, id).await?;
    let present = form
        .all("present")
        .filter_map(|member| member.parse::<MemberId>().ok())
        .map(|member| {
            let seat = record.members.iter().find(|seat| seat.id == member);
            let deputy = seat
                .filter(|_| form.has(&format!("deputy_{member}")))
                .map(|seat| seat.deputy_name.clone());
            (member, deputy.unwrap_or_default())
        })
        .collect();
    let command = Opened {
        present,
        chair: form.get("chair").parse().ok(),
        asked: form.has("asked"),
    };
    let answer = usecases::open(&visit.app.db, &visit.ctx, id, command).await;
    answered(&visit, id, "open", &form, answer, "meetings-done-opened").await
}

pub(super) async fn record_list(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let mut reader = form.read();
    let (votes, chair_vote) = read_votes(&mut reader);
    let answer = match reader.finish() {
        Ok(()) => {
            usecases::record_list(&visit.app.db, &visit.ctx, id, RecordList { votes, chair_vote }).await
        }
        Err(problem) => Err(problem),
    };
    answered(
        &visit,
        id,
        "list",
        &form,
        answer.map(|_| ()),
        "meetings-done-recorded",
    )
    .await
}

pub(super) async fn close(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = usecases::close(&visit.app.db, &visit.ctx, id).await;
    answered(&visit, id, "close", &form, answer, "meetings-done-closed").await
}

pub(super) async fn not_quorate(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = usecases::declare_not_quorate(&visit.app.db, &visit.ctx, id).await;
    answered(
        &visit,
        id,
        "not-quorate",
        &form,
        answer.map(|_| ()),
        "meetings-done-not-quorate",
    )
    .await
}

pub(super) async fn cancel(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = usecases::cancel(&visit.app.db, &visit.ctx, id, form.get("reason")).await;
    answered(&visit, id, "cancel", &form, answer, "meetings-done-cancelled").await
}

pub(super) async fn start_circular(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let mut reader = form.read();
    let until = reader.date("until");
    let answer = match (reader.finish(), until) {
        (Ok(()), Some(until)) => usecases::start_circular(&visit.app.db, &visit.ctx, id, until).await,
        (Err(problem), _) => Err(problem),
        (Ok(()), None) => Err(Problem::field("until", base::Text::new("field-required"))),
    };
    answered(&visit, id, "circular", &form, answer, "circular-done-started").await
}

pub(super) async fn apply(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = usecases::apply_results(&visit.app.db, &visit.ctx, id).await;
    answered(
        &visit,
        id,
        "apply",
        &form,
        answer.map(|_| ()),
        "meetings-done-applied",
    )
    .await
}

pub(super) async fn answered(
    visit: &Visit,
    id: MeetingId,
    verb: &'static str,
    data: &FormData,
    answer: Result<(), Problem>,
    done: &str,
) -> Reply {
    match answer {
        Ok(()) => visit.done(&format!("/meetings/{id}"), done),
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
