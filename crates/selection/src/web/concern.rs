//! `/meetings/{meeting}/concerns/{concern}`: chair or secretary enter what was decided about a member's concern of bias.

use std::collections::HashMap;

use applications::{ApplicationId, CaseRow};
use assessment::Ruling;
use axum::extract::Path;
use base::{PersonId, Problem};
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::{Again, again, is_shown, meeting_id};
use crate::model::{Concern, ConcernId, MeetingId, MeetingRecord, MeetingState};
use crate::usecases::{self, RuleOnConcern};
use crate::{access, queries};

/// The concerns about cases that the visitor sees, of one application or of all, for whoever keeps the record and for the
/// offices. The person concerned learns how many of the own ones wait, not of which case.
pub(super) async fn blocks(
    visit: &Visit,
    record: &MeetingRecord,
    only: Option<ApplicationId>,
) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let all = queries::concerns(db, &record.meeting).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let mut blocks: Vec<Block> = Vec::new();
    let me = visit.ctx.person_id();
    let own = all
        .iter()
        .filter(|one| Some(one.person_id) == me && one.ruling.is_none())
        .count();
    if own > 0 && only.is_none() {
        let text = visit.tw("concerns-own-text", &[("count", &own.to_string())]);
        blocks.push(Notice::new(Tone::Info, visit.t("concerns-own"), text).into());
    }
    let keeps = access::require_recorder(&visit.ctx, &record.committee).is_ok();
    if !keeps && !access::holds(&visit.ctx, access::OFFICES, record.committee.programme_id) {
        return Ok(blocks);
    }
    let ids: Vec<ApplicationId> = all.iter().map(|one| one.application_id).collect();
    let seen = applications::case_rows(db, &visit.ctx, &ids).await?;
    let shown: Vec<&Concern> = all
        .iter()
        .filter(|one| seen.contains_key(&one.application_id))
        .filter(|one| only.is_none_or(|only| one.application_id == only))
        .collect();
    if !shown.is_empty() {
        let names = names(visit, record, &shown).await?;
        let may_rule = keeps && usecases::may_rule(record);
        blocks.push(table(visit, record, (&shown, &seen, &names), may_rule).into());
    }
    Ok(blocks)
}

/// Members by their seat, whoever acts for one by the account.
async fn names(
    visit: &Visit,
    record: &MeetingRecord,
    concerns: &[&Concern],
) -> Result<HashMap<PersonId, String>, Problem> {
    let persons: Vec<PersonId> = concerns.iter().map(|one| one.person_id).collect();
    let mut names = people::names(visit.app.db.reader(), &persons).await?;
    for (person, name) in &mut names {
        if let Some(seat) = record.seat_of(*person) {
            name.clone_from(&seat.name);
        }
    }
    Ok(names)
}

type Shown<'a> = (
    &'a [&'a Concern],
    &'a HashMap<ApplicationId, CaseRow>,
    &'a HashMap<PersonId, String>,
);

fn table(
    visit: &Visit,
    record: &MeetingRecord,
    (concerns, cases, names): Shown<'_>,
    may_rule: bool,
) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("concerns-title"))
        .column(visit.t("minutes-number"))
        .column(visit.t("committees-member"))
        .column(visit.t("concerns-reason"))
        .column(visit.t("concerns-ruling"))
        .column(visit.t("concerns-ruling-reason"));
    for one in concerns {
        let Some(case) = cases.get(&one.application_id) else {
            continue;
        };
        let is_own = Some(one.person_id) == visit.ctx.person_id();
        let ruling = match one.ruling {
            Some(Ruling::Cleared) => Cell::badge(Tone::Success, visit.t("concerns-ruling-CLEARED")),
            Some(Ruling::Excluded) => Cell::badge(Tone::Neutral, visit.t("concerns-ruling-EXCLUDED")),
            None if may_rule && !is_own => Cell::Actions(vec![Action::link(
                visit.tw("concerns-rule-on", &[("number", case.label())]),
                format!("/meetings/{}/concerns/{}", record.meeting.id, one.id),
            )]),
            None => Cell::badge(Tone::Warning, visit.t("concerns-waits")),
        };
        table = table.row(vec![
            Cell::link(format!("/applications/{}", case.id), case.label()),
            Cell::text(names.get(&one.person_id).map_or("", String::as_str)),
            Cell::Lines(one.reason.clone()),
            ruling,
            Cell::maybe(one.ruling_reason.clone().map(Cell::Lines)),
        ]);
    }
    table
}

pub(super) async fn show(visit: Visit, Path((meeting, concern)): Path<(String, String)>) -> Reply {
    let page = page(&visit, meeting_id(&meeting)?, concern_id(&concern)?, None).await?;
    visit.page(page)
}

fn concern_id(text: &str) -> Result<ConcernId, Problem> {
    text.parse().map_err(|_| Problem::not_found("concern"))
}

async fn page(
    visit: &Visit,
    id: MeetingId,
    concern: ConcernId,
    refused: Option<&Again<'_>>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let record = queries::whole_record(db, &visit.ctx, id).await?;
    access::require_recorder(&visit.ctx, &record.committee)?;
    let all = queries::concerns(db, &record.meeting).await?;
    let one = all
        .iter()
        .find(|one| one.id == concern)
        .ok_or(Problem::not_found("concern"))?;
    let case = applications::application(db, &visit.ctx, one.application_id).await?;
    let names = names(visit, &record, &[one]).await?;
    let choices = Ruling::ALL
        .iter()
        .map(|ruling| Choice::new(ruling, visit.t(&format!("concerns-ruling-{ruling}"))))
        .collect();
    let form = visit
        .form(format!("/meetings/{id}/concerns/{concern}"))
        .field(Field::note(visit.t("concerns-rule-text")))
        .field(Field::radio("ruling", visit.t("concerns-ruling"), choices).required())
        .field(
            Field::textarea("reason", visit.t("concerns-ruling-reason"), 3)
                .required()
                .max(2_000),
        )
        .submit(visit.t("concerns-rule"))
        .cancel(visit.t("meetings-back"), format!("/meetings/{id}"));
    let facts = Facts::new()
        .row(visit.t("minutes-number"), Cell::text(case.label()))
        .row(visit.t("minutes-lead"), Cell::text(&case.lead_name))
        .row(
            visit.t("committees-member"),
            Cell::text(names.get(&one.person_id).map_or("", String::as_str)),
        )
        .row(
            visit.t("concerns-declared"),
            Cell::instant(visit.lang(), one.declared_at),
        )
        .row(visit.t("concerns-reason"), Cell::Lines(one.reason.clone()));
    Ok(Page::new(visit.t("concerns-title"))
        .crumb("/committees", visit.t("selection-title"))
        .crumb(
            format!("/meetings/{id}"),
            visit.datetime(record.meeting.starts_at),
        )
        .block(facts)
        .block(again(form, "concern", refused)))
}

pub(super) async fn rule(
    visit: Visit,
    Path((meeting, concern)): Path<(String, String)>,
    form: FormData,
) -> Reply {
    let (id, concern) = (meeting_id(&meeting)?, concern_id(&concern)?);
    let mut reader = form.read();
    let ruling: Option<Ruling> = reader.choice("ruling");
    let answer = match (reader.finish(), ruling) {
        (Ok(()), Some(ruling)) => {
            let command = RuleOnConcern {
                meeting: id,
                concern,
                ruling,
                reason: form.get("reason").to_owned(),
            };
            usecases::rule_on_concern(&visit.app.db, &visit.ctx, command).await
        }
        (Err(problem), _) => Err(problem),
        (Ok(()), None) => Err(Problem::field("ruling", base::Text::new("field-required"))),
    };
    match answer {
        Ok(()) => {
            let record = queries::whole_record(visit.app.db.reader(), &visit.ctx, id).await?;
            let session = if record.meeting.state == MeetingState::InSession {
                "/session"
            } else {
                ""
            };
            visit.done(&format!("/meetings/{id}{session}"), "concerns-done")
        }
        Err(problem) if is_shown(&problem) => {
            let again = Again {
                verb: "concern",
                data: &form,
                problem: &problem,
            };
            let page = page(&visit, id, concern, Some(&again)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}
