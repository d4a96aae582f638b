//! `/meetings/{meeting}/items/{application}`: one application, its exclusions, votes and result.

use applications::{ApplicationId, ReasonCode};
use axum::extract::Path;
use base::{Problem, Text};
use base_web::view::{Cell, Choice, Facts, Field, Form, Page};
use base_web::{FormData, Reply, Visit};

use super::meeting::{read_votes, vote_fields};
use super::{Again, again, is_shown, meeting_id, outcome};
use crate::model::{Excluded, Item, MeetingId, MeetingRecord, MeetingState, MemberId, Outcome};
use crate::usecases::{self, Moved, RecordItem};
use crate::{access, queries};

pub(super) fn application_id(text: &str) -> Result<ApplicationId, Problem> {
    text.parse().map_err(|_| Problem::not_found("meeting item"))
}

pub(super) async fn show(visit: Visit, Path((meeting, application)): Path<(String, String)>) -> Reply {
    let page = page(&visit, meeting_id(&meeting)?, application_id(&application)?, None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    id: MeetingId,
    application: ApplicationId,
    refused: Option<&Again<'_>>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    let (record, cases) = queries::record(db, &visit.ctx, id).await?;
    let item = record
        .items
        .iter()
        .find(|item| item.application_id == application)
        .ok_or(Problem::not_found("meeting item"))?;
    let case = cases
        .get(&application)
        .ok_or(Problem::not_found("meeting item"))?;
    let ranking = assessment::latest_ranking(db, record.meeting.call_id).await?;
    let entry = ranking.and_then(|ranking| {
        ranking
            .entries
            .into_iter()
            .find(|entry| entry.application_id == application)
    });
    // what was fixed at the opening, not what was saved since
    let line = match record.meeting.allocation_id {
        Some(allocation) => queries::line_of(db, allocation, application).await?,
        None => None,
    };
    let facts = Facts::new()
        .row(visit.t("minutes-lead"), Cell::text(&case.lead_name))
        .row(
            visit.t("meetings-case"),
            Cell::link(format!("/applications/{}", case.id), case.label()),
        )
        .maybe(
            visit.t("minutes-rank"),
            item.rank.map(|rank| Cell::integer(lang, rank)),
        )
        .maybe(
            visit.t("ranking-score"),
            entry.map(|entry| Cell::Number(base::fmt::hundredths(lang, entry.score_hundredths))),
        )
        .row(visit.t("allocation-requested"), Cell::money(lang, case.requested))
        .row(visit.t("allocation-fundable"), Cell::money(lang, item.fundable))
        .maybe(
            visit.t("allocation-proposed"),
            line.as_ref().map(|line| Cell::money(lang, line.amount)),
        )
        .maybe(
            visit.t("minutes-result"),
            item.result
                .map(|result| outcome(visit, result, item.reserve_position)),
        )
        .maybe(
            visit.t("meetings-reason"),
            Some(item.reason.clone())
                .filter(|text| !text.is_empty())
                .map(Cell::Lines),
        );
    let mut page = Page::new(case.title.clone())
        .kicker(case.label().to_owned())
        .crumb("/committees", visit.t("selection-title"))
        .crumb(
            format!("/meetings/{id}"),
            visit.datetime(record.meeting.starts_at),
        )
        .block(facts);
    if usecases::may_recuse(&visit.ctx, &record) && item.result.is_none() {
        page = page.action(super::recuse::link(visit, id, application));
    }
    let may_record = access::require_recorder(&visit.ctx, &record.committee).is_ok();
    if record.meeting.state == MeetingState::InSession && may_record {
        page = page.block(again(
            form(visit, &record, item, line.as_ref()),
            "record",
            refused,
        ));
    }
    Ok(page)
}

pub(super) fn form(
    visit: &Visit,
    record: &MeetingRecord,
    item: &Item,
    line: Option<&crate::SavedLine>,
) -> Form {
    let seats = record
        .members
        .iter()
        .filter(|member| record.is_present(member.id))
        .map(|member| Choice::new(member.id, &member.name))
        .collect();
    let mut movers = vec![Choice::new("", visit.t("meetings-motion-proposal"))];
    movers.extend(
        record
            .members
            .iter()
            .filter(|member| record.is_present(member.id))
            .map(|member| Choice::new(member.id, &member.name)),
    );
    let results = Outcome::ALL
        .iter()
        .map(|result| Choice::new(result, visit.t(&format!("decisions-result-{result}"))))
        .collect();
    let codes = ReasonCode::ALL
        .iter()
        .map(|code| Choice::new(code, visit.t(&format!("decisions-reason-{code}"))))
        .collect();
    let proposed = line
        .filter(|line| line.amount.0 > 0)
        .map_or(item.fundable, |line| line.amount);
    let excluded: Vec<String> = record
        .exclusions_of(item.id)
        .map(|exclusion| exclusion.member_id.to_string())
        .collect();
    let mut prefilled = FormData::default()
        .with("amount", proposed.plain_de())
        .with("yes", item.votes_yes.unwrap_or(0))
        .with("no", item.votes_no.unwrap_or(0))
        .with("abstain", item.votes_abstain.unwrap_or(0))
        .with("result", item.result.map_or("", Outcome::code))
        .with("reason", &item.reason)
        .with(
            "reserve_position",
            line.and_then(|line| line.reserve_position)
                .map(|place| place.to_string())
                .unwrap_or_default(),
        );
    for member in excluded {
        prefilled = prefilled.with("excluded", member);
    }
    for code in item.reason_codes() {
        prefilled = prefilled.with("reason_codes", code);
    }
    visit
        .form(format!(
            "/meetings/{}/items/{}",
            record.meeting.id, item.application_id
        ))
        .field(Field::group(visit.t("meetings-excluded")))
        .field(
            Field::checkboxes("excluded", visit.t("meetings-excluded-members"), seats)
                .hint(visit.t("meetings-excluded-hint")),
        )
        .field(Field::text("exclusion_reason", visit.t("meetings-excluded-reason")).max(500))
        .field(Field::group(visit.t("meetings-motion")))
        .field(Field::radio("result", visit.t("minutes-result"), results).required())
        .field(Field::money("amount", visit.t("minutes-amount")).hint(visit.t("meetings-amount-hint")))
        .field(Field::number(
            "reserve_position",
            visit.t("meetings-reserve-position"),
            "",
        ))
        .field(Field::checkboxes(
            "reason_codes",
            visit.t("meetings-reason-codes"),
            codes,
        ))
        .field(Field::textarea("reason", visit.t("meetings-reason"), 3).max(2_000))
        .field(
            Field::select("motion_by", visit.t("meetings-motion-by-label"), movers)
                .hint(visit.t("meetings-motion-hint")),
        )
        .field(Field::textarea("motion_text", visit.t("meetings-motion-text"), 2).max(2_000))
        .field(Field::group(visit.t("minutes-votes-group")))
        .fields(vote_fields(visit))
        .fill(&prefilled)
        .submit(visit.t("meetings-record"))
        .cancel(
            visit.t("meetings-back"),
            format!("/meetings/{}", record.meeting.id),
        )
}

pub(super) async fn record(
    visit: Visit,
    Path((meeting, application)): Path<(String, String)>,
    form: FormData,
) -> Reply {
    let (id, application) = (meeting_id(&meeting)?, application_id(&application)?);
    let answer = match read(&visit, &form, application) {
        Ok(command) => usecases::record_item(&visit.app.db, &visit.ctx, id, command).await,
        Err(problem) => Err(problem),
    };
    match answer {
        Ok(Some(_)) => visit.done(&format!("/meetings/{id}/session"), "meetings-done-recorded"),
        Ok(None) => visit.done(&format!("/meetings/{id}/session"), "meetings-done-lost"),
        Err(problem) if is_shown(&problem) => {
            let page = page(
                &visit,
                id,
                application,
                Some(&Again {
                    verb: "record",
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

fn read(visit: &Visit, form: &FormData, application: ApplicationId) -> Result<RecordItem, Problem> {
    let mut reader = form.read();
    let result: Option<Outcome> = reader.choice("result");
    let (votes, chair_vote) = read_votes(&mut reader);
    let amount = reader.optional_money("amount");
    let reserve_position = reader.optional_integer("reserve_position", 1..=9_999);
    let reason = reader.long_text("reason", 2_000);
    let exclusion_reason = reader.long_text("exclusion_reason", 500);
    let excluded = form
        .all("excluded")
        .filter_map(|member| member.parse::<MemberId>().ok())
        .map(|member| Excluded {
            member,
            reason: exclusion_reason.clone(),
            left_at: visit.ctx.now,
            returned_at: None,
        })
        .collect();
    let reason_codes = form
        .all("reason_codes")
        .filter_map(ReasonCode::from_code)
        .collect();
    let by: Option<MemberId> = reader.optional("motion_by", "field-choice");
    let text = reader.long_text("motion_text", 2_000);
    reader.finish()?;
    if by.is_none() && !text.is_empty() {
        return Err(Problem::field("motion_by", Text::new("field-required")));
    }
    let motion = by.map(|by| Moved { by, text });
    let Some(result) = result else {
        return Err(Problem::field("result", Text::new("field-required")));
    };
    Ok(RecordItem {
        application,
        excluded,
        votes,
        chair_vote,
        result,
        amount: amount.filter(|_| result == Outcome::Selected),
        reserve_position,
        reason_codes,
        reason,
        motion,
    })
}
