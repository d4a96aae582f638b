//! `/meetings/{meeting}/screen`: what everybody in the room sees, kept up to date.

use axum::extract::{Path, RawQuery};
use base::Problem;
use base_web::view::{Block, Cell, Facts, Live, Notice, Page, Tile, Tone};
use base_web::{FormData, Reply, Visit};

use super::{badge, meeting_id, outcome};
use crate::model::{Item, MeetingRecord, MeetingState};
use crate::queries;
use crate::rules::vote;

pub(super) async fn show(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let id = meeting_id(&id)?;
    let db = visit.app.db.reader();
    let (record, cases) = queries::record(db, &visit.ctx, id).await?;
    let href = format!("/meetings/{id}/screen");
    let mut blocks = status(&visit, &record);
    match record.current() {
        Some(item) => {
            let case = cases
                .get(&item.application_id)
                .ok_or(Problem::not_found("meeting item"))?;
            blocks.push(Block::Heading(format!("{} · {}", case.label(), case.lead_name)));
            blocks.push(Block::Lead(case.title.clone()));
            blocks.push(called(&visit, &record, item).await?.into());
        }
        None => blocks.extend(nothing_called(&visit, &record)),
    }
    let live = Live::new(href, visit.t("screen-again"), blocks).large();
    let stamp = live.stamp();
    let page = Page::new(record.committee.name.clone())
        .kicker(visit.datetime(record.meeting.starts_at))
        .badge(badge(&visit, record.meeting.state))
        .crumb(format!("/meetings/{id}"), visit.t("meetings-one"))
        .block(live);
    visit.live(
        page,
        &stamp,
        FormData::parse(query.unwrap_or_default().as_bytes()).get("seen"),
    )
}

/// Who is here, whether that is enough, how far the agenda is. It counts only what the visitor may see.
pub(super) fn status(visit: &Visit, record: &MeetingRecord) -> Vec<Block> {
    let (base, present) = record.strength(record.current().map(|item| item.id));
    let decided = record.items.iter().filter(|item| item.result.is_some()).count();
    let tile = |label: &str, value: String, note: String, tone| Tile {
        value,
        label: visit.t(label),
        note,
        href: None,
        tone,
    };
    let of = |part: i64, whole: i64| {
        visit.tw(
            "screen-of",
            &[("part", &part.to_string()), ("whole", &whole.to_string())],
        )
    };
    let second = match record.current() {
        Some(item) => record.is_repeated(item),
        None => record.meeting.second_invitation,
    };
    let quorate = vote::is_quorate(base, present, second);
    let (word, tone) = if quorate {
        ("screen-quorate", None)
    } else {
        ("screen-not-quorate", Some(Tone::Danger))
    };
    let items = record.items.len() as i64;
    vec![Block::Tiles(vec![
        tile("screen-present", of(present, base), visit.t(word), tone),
        tile("screen-decided", of(decided as i64, items), String::new(), None),
    ])]
}

/// The called item for the room: who left is counted, not named.
async fn called(visit: &Visit, record: &MeetingRecord, item: &Item) -> Result<Facts, Problem> {
    let lang = visit.lang();
    let proposed = match record.meeting.allocation_id {
        Some(allocation) => queries::line_of(visit.app.db.reader(), allocation, item.application_id).await?,
        None => None,
    };
    let out = record
        .exclusions_of(item.id)
        .filter(|exclusion| exclusion.returned_at.is_none())
        .count();
    let votes = item.votes_yes.map(|yes| {
        Cell::text(format!(
            "{yes} / {} / {}",
            item.votes_no.unwrap_or_default(),
            item.votes_abstain.unwrap_or_default()
        ))
    });
    Ok(Facts::new()
        .maybe(
            visit.t("minutes-rank"),
            item.rank.map(|rank| Cell::integer(lang, rank)),
        )
        .row(visit.t("allocation-fundable"), Cell::money(lang, item.fundable))
        .maybe(
            visit.t("allocation-proposed"),
            proposed
                .filter(|line| line.amount.0 > 0)
                .map(|line| Cell::money(lang, line.amount)),
        )
        .maybe(
            visit.t("screen-out"),
            (out > 0).then(|| Cell::integer(lang, out as i64)),
        )
        .maybe(visit.t("minutes-votes"), votes)
        .maybe(
            visit.t("minutes-result"),
            item.result
                .map(|result| outcome(visit, result, item.reserve_position)),
        )
        .maybe(
            visit.t("minutes-amount"),
            item.amount.map(|amount| Cell::money(lang, amount)),
        ))
}

fn nothing_called(visit: &Visit, record: &MeetingRecord) -> Vec<Block> {
    let key = match record.meeting.state {
        // the called item is hidden from this visitor
        MeetingState::InSession if record.meeting.current_item_id.is_some() => "screen-hidden",
        MeetingState::InSession => "screen-none-called",
        _ => "screen-not-running",
    };
    vec![Notice::new(Tone::Info, visit.t(key), "").into()]
}
