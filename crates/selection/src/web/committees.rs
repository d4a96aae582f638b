//! `/committees`: the steering groups, their seats and meetings; the way to allocations and decisions.

use axum::extract::Path;
use base::{Problem, Text, calendar};
use base_db::PageRequest;
use base_web::view::{Action, Block, Cell, Choice, Field, Form, Page, Table};
use base_web::{FormData, Reply, Visit};
use calls::{CallId, CallState, ProgrammeId};
use chrono::{DateTime, Utc};

use super::{Again, again, badge, committee_id, is_shown};
use crate::model::{Committee, CommitteeId, Meeting};
use crate::usecases::{self, NewMember, PlanMeeting};
use crate::{access, queries};

pub(super) async fn list(visit: Visit) -> Reply {
    let page = list_page(&visit, None).await?;
    visit.page(page)
}

async fn list_page(visit: &Visit, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    let committees = queries::committees(db, &visit.ctx).await?;
    let mut groups = Table::new(lang, visit.t("committees-title"))
        .column(visit.t("committees-name-label"))
        .empty(visit.t("committees-empty"));
    for committee in &committees {
        groups = groups.row(vec![Cell::link(
            format!("/committees/{}", committee.id),
            &committee.name,
        )]);
    }
    let meetings = queries::meetings(db, &visit.ctx).await?;
    let mut page = Page::new(visit.t("selection-title"))
        .lead(visit.t("selection-lead"))
        .block(groups)
        .block(meeting_table(visit, &meetings).await?);
    if let Some(table) = calls_table(visit).await? {
        page = page.block(table);
    }
    if visit.ctx.has_any_role(access::SECRETARIES) {
        let programmes = calls::programmes(db).await?;
        let own: Vec<Choice> = programmes
            .iter()
            .filter(|programme| access::holds(&visit.ctx, access::SECRETARIES, programme.id))
            .map(|programme| Choice::new(programme.id, programme.name(lang)))
            .collect();
        let form = visit
            .form("/committees")
            .field(Field::select("programme", visit.t("committees-programme"), own).required())
            .field(
                Field::text("name", visit.t("committees-name-label"))
                    .required()
                    .max(120),
            )
            .submit(visit.t("committees-create"));
        page = page.block(Block::Details(
            visit.t("committees-create"),
            vec![again(form, "create", refused).into()],
        ));
    }
    Ok(page)
}

async fn meeting_table(visit: &Visit, meetings: &[Meeting]) -> Result<Table, Problem> {
    let ids: Vec<CallId> = meetings.iter().map(|meeting| meeting.call_id).collect();
    let calls = calls::calls(visit.app.db.reader(), &ids).await?;
    let mut table = Table::new(visit.lang(), visit.t("meetings-title"))
        .column(visit.t("meetings-when"))
        .column(visit.t("meetings-call"))
        .column(visit.t("meetings-place"))
        .column(visit.t("meetings-state"))
        .empty(visit.t("meetings-empty"));
    for meeting in meetings {
        let code = calls
            .iter()
            .find(|call| call.id == meeting.call_id)
            .map(|call| call.code.clone());
        table = table.row(vec![
            Cell::link(
                format!("/meetings/{}", meeting.id),
                visit.datetime(meeting.starts_at),
            ),
            Cell::text(code.unwrap_or_default()),
            Cell::text(&meeting.place),
            Cell::Badge(badge(visit, meeting.state)),
        ]);
    }
    Ok(table)
}

/// The calls in selection, with their allocation and decisions, for the offices.
async fn calls_table(visit: &Visit) -> Result<Option<Table>, Problem> {
    if !visit.ctx.has_any_role(access::OFFICES) {
        return Ok(None);
    }
    let mut table = Table::new(visit.lang(), visit.t("selection-calls"))
        .column(visit.t("meetings-call"))
        .column(visit.t("selection-call-state"))
        .column(visit.t("selection-pages"))
        .empty(visit.t("selection-calls-empty"));
    let request = PageRequest {
        page: 1,
        per_page: base_db::page::MAX_PER_PAGE,
    };
    let list = calls::list(
        visit.app.db.reader(),
        &visit.ctx,
        &calls::Filter::default(),
        request,
    )
    .await?;
    for call in list.items {
        let shown = matches!(call.state, CallState::InSelection | CallState::Decided);
        if !shown || !access::holds(&visit.ctx, access::OFFICES, call.programme_id) {
            continue;
        }
        table = table.row(vec![
            Cell::link(format!("/calls/{}", call.id), &call.code),
            Cell::text(visit.t(&format!("calls-state-{}", call.state))),
            Cell::Many(vec![
                Cell::link(format!("/calls/{}/ranking", call.id), visit.t("ranking-short")),
                Cell::link(
                    format!("/calls/{}/allocation", call.id),
                    visit.t("allocation-short"),
                ),
                Cell::link(
                    format!("/calls/{}/decisions", call.id),
                    visit.t("decisions-short"),
                ),
            ]),
        ]);
    }
    Ok(Some(table))
}

pub(super) async fn create(visit: Visit, form: FormData) -> Reply {
    let mut reader = form.read();
    let programme: Option<ProgrammeId> = reader.choice("programme");
    let name = reader.required_text("name", 120);
    let answer = match (reader.finish(), programme) {
        (Ok(()), Some(programme)) => {
            usecases::create_committee(&visit.app.db, &visit.ctx, programme, &name).await
        }
        (Err(problem), _) => Err(problem),
        (Ok(()), None) => Err(Problem::field("programme", Text::new("field-required"))),
    };
    match answer {
        Ok(id) => visit.done(&format!("/committees/{id}"), "committees-done-created"),
        Err(problem) if is_shown(&problem) => {
            let page = list_page(
                &visit,
                Some(&Again {
                    verb: "create",
                    data: &form,
                    problem: &problem,
                }),
            )
            .await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let page = page(&visit, committee_id(&id)?, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, id: CommitteeId, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let committee = queries::committee(db, &visit.ctx, id).await?;
    let members = queries::members(db, id, calendar::local_date(visit.ctx.now)).await?;
    let yes_no = |yes: bool| Cell::text(visit.t(if yes { "minutes-yes" } else { "minutes-no" }));
    let mut table = Table::new(visit.lang(), visit.t("committees-members"))
        .column(visit.t("committees-member"))
        .column(visit.t("committees-institution"))
        .column(visit.t("committees-function"))
        .column(visit.t("committees-vote"))
        .column(visit.t("committees-deputy"))
        .column(visit.t("committees-account"))
        .column(visit.t("committees-since"))
        .empty(visit.t("committees-no-members"));
    let is_secretary = access::holds(&visit.ctx, access::SECRETARIES, committee.programme_id);
    if is_secretary {
        table = table.column(visit.t("committees-end-column"));
    }
    for member in &members {
        let function = match (member.is_chair, member.is_secretary) {
            (true, _) => "committees-chair",
            (_, true) => "committees-secretary",
            _ => "committees-plain",
        };
        let mut cells = vec![
            Cell::text(&member.name),
            Cell::text(&member.institution),
            Cell::text(visit.t(function)),
            yes_no(member.has_vote),
            Cell::text(&member.deputy_name),
            yes_no(member.person_id.is_some()),
            term(visit, member),
        ];
        if is_secretary {
            cells.push(Cell::Actions(vec![
                Action::post(
                    visit.t("committees-end"),
                    format!("/committees/{id}/members/{}/end", member.id),
                )
                .about(&member.name)
                .confirm(visit.t("committees-end-confirm")),
            ]));
        }
        table = table.row(cells);
    }
    let meetings: Vec<Meeting> = queries::meetings(db, &visit.ctx)
        .await?
        .into_iter()
        .filter(|meeting| meeting.committee_id == id)
        .collect();
    let mut page = Page::new(committee.name.clone())
        .crumb("/committees", visit.t("selection-title"))
        .block(table)
        .block(meeting_table(visit, &meetings).await?);
    if is_secretary {
        page = page
            .block(Block::Details(
                visit.t("committees-add"),
                vec![again(member_form(visit, id), "member", refused).into()],
            ))
            .block(again(
                plan_form(visit, &committee, &meetings).await?,
                "plan",
                refused,
            ));
    }
    Ok(page)
}

/// Since when the seat is held, and until when if that is fixed.
fn term(visit: &Visit, member: &crate::Member) -> Cell {
    let from = visit.date(member.from_on);
    Cell::text(match member.until_on {
        Some(until) => visit.tw(
            "committees-term",
            &[("from", &from), ("until", &visit.date(until))],
        ),
        None => from,
    })
}

fn member_form(visit: &Visit, id: CommitteeId) -> Form {
    visit
        .form(format!("/committees/{id}/members"))
        .field(
            Field::text("name", visit.t("committees-member"))
                .required()
                .max(120),
        )
        .field(Field::text("institution", visit.t("committees-institution")).max(200))
        .field(
            Field::input("email", "email", visit.t("committees-email"))
                .hint(visit.t("committees-email-hint")),
        )
        .field(Field::checkbox("has_vote", visit.t("committees-vote")))
        .field(Field::checkbox("is_chair", visit.t("committees-chair")))
        .field(Field::checkbox("is_secretary", visit.t("committees-secretary")))
        .field(Field::text("deputy_name", visit.t("committees-deputy")).max(120))
        .field(Field::date("from_on", visit.t("committees-from")).hint(visit.t("committees-from-hint")))
        .field(Field::date("until_on", visit.t("committees-until")).hint(visit.t("committees-until-hint")))
        .submit(visit.t("committees-add"))
}

async fn plan_form(visit: &Visit, committee: &Committee, meetings: &[Meeting]) -> Result<Form, Problem> {
    let db = visit.app.db.reader();
    let calls = calls::calls_of(db, committee.programme_id).await?;
    let choices: Vec<Choice> = calls
        .iter()
        .filter(|call| matches!(call.state, CallState::Closed | CallState::InSelection))
        .map(|call| Choice::new(call.id, format!("{} {}", call.code, call.title(visit.lang()))))
        .collect();
    let mut form = visit
        .form(format!("/committees/{}/meetings", committee.id))
        .heading(visit.t("meetings-plan"))
        .field(Field::select("call", visit.t("meetings-call"), choices).required())
        .field(Field::date("starts_on", visit.t("meetings-date")).required())
        .field(Field::time("starts_time", visit.t("meetings-time")).required())
        .field(
            Field::text("place", visit.t("meetings-place"))
                .required()
                .max(200),
        );
    let earlier: Vec<Choice> = meetings
        .iter()
        .filter(|meeting| {
            meeting.not_quorate_at.is_some() || meeting.state == crate::MeetingState::NotQuorate
        })
        .map(|meeting| Choice::new(meeting.id, visit.datetime(meeting.starts_at)))
        .collect();
    if !earlier.is_empty() {
        let mut choices = vec![Choice::new("", visit.t("meetings-no-earlier"))];
        choices.extend(earlier);
        form = form.field(
            Field::select("earlier", visit.t("meetings-earlier"), choices)
                .hint(visit.t("meetings-earlier-hint")),
        );
    }
    Ok(form.submit(visit.t("meetings-plan")))
}

pub(super) async fn put_member(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = committee_id(&id)?;
    let mut reader = form.read();
    let member = NewMember {
        name: reader.required_text("name", 120),
        institution: reader.text("institution", 200),
        email: if form.get("email").trim().is_empty() {
            String::new()
        } else {
            reader.email("email")
        },
        has_vote: reader.ticked("has_vote"),
        is_chair: reader.ticked("is_chair"),
        is_secretary: reader.ticked("is_secretary"),
        deputy_name: reader.text("deputy_name", 120),
        from_on: reader.optional_date("from_on"),
        until_on: reader.optional_date("until_on"),
    };
    let answer = match reader.finish() {
        Ok(()) => usecases::put_member(&visit.app.db, &visit.ctx, id, member).await,
        Err(problem) => Err(problem),
    };
    match answer {
        Ok(_) => visit.done(&format!("/committees/{id}"), "committees-done-member"),
        Err(problem) => refuse(&visit, id, "member", &form, problem).await,
    }
}

pub(super) async fn end_member(visit: Visit, Path((id, member)): Path<(String, String)>) -> Reply {
    let id = committee_id(&id)?;
    let member = member.parse().map_err(|_| Problem::not_found("member"))?;
    usecases::end_member(&visit.app.db, &visit.ctx, member).await?;
    visit.done(&format!("/committees/{id}"), "committees-done-ended")
}

pub(super) async fn plan(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = committee_id(&id)?;
    let answer = match read_plan(&form, id) {
        Ok(command) => usecases::plan(&visit.app.db, &visit.ctx, command).await,
        Err(problem) => Err(problem),
    };
    match answer {
        Ok(meeting) => visit.done(&format!("/meetings/{meeting}"), "meetings-done-planned"),
        Err(problem) => refuse(&visit, id, "plan", &form, problem).await,
    }
}

fn read_plan(form: &FormData, committee: CommitteeId) -> Result<PlanMeeting, Problem> {
    let mut reader = form.read();
    let call: Option<CallId> = reader.choice("call");
    let (day, time) = (reader.date("starts_on"), reader.time("starts_time"));
    let place = reader.required_text("place", 200);
    let earlier = reader.optional("earlier", "field-choice");
    let mut starts_at: Option<DateTime<Utc>> = None;
    if let (Some(day), Some(time)) = (day, time) {
        starts_at = calendar::instant_at(day, time).ok();
        if starts_at.is_none() {
            reader.fail("starts_time", Text::new("field-time").with("value", time));
        }
    }
    reader.finish()?;
    match (call, starts_at) {
        (Some(call), Some(starts_at)) => Ok(PlanMeeting {
            committee,
            call,
            starts_at,
            place,
            earlier,
        }),
        _ => Err(Problem::field("starts_on", Text::new("field-required"))),
    }
}

async fn refuse(
    visit: &Visit,
    id: CommitteeId,
    verb: &'static str,
    data: &FormData,
    problem: Problem,
) -> Reply {
    if !is_shown(&problem) {
        return Err(problem.into());
    }
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
