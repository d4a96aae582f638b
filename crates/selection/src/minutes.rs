//! The minutes as a report (handbook 4.4: § 93 LVwVfG and the further contents), composed from the record alone.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use base::texts::{tr, tr_with};
use base::{Cents, Ctx, Lang, Problem, calendar, fmt};
use base_letters::{Block, Column, Report};
use sea_orm::ConnectionTrait;

use crate::model::{Item, Meeting, MeetingRecord, Member, Movement, Outcome};
use crate::queries;

/// Minutes are written in German.
const DE: Lang = Lang::De;

/// The report of a meeting that has decided.
pub(crate) async fn compose(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    record: &MeetingRecord,
) -> Result<Report, Problem> {
    let meeting = &record.meeting;
    let call = calls::call(db, meeting.call_id).await?;
    let programme = calls::programme(db, call.programme_id).await?;
    let ids: Vec<ApplicationId> = record.items.iter().map(|item| item.application_id).collect();
    let cases = applications::applications(db, &Ctx::system("selection", ctx.now), &ids).await?;
    let ranking = match meeting.ranking_id {
        Some(id) => Some(assessment::ranking(db, id).await?),
        None => None,
    };
    let allocation = queries::latest_allocation(db, call.id).await?;
    let mut facts = vec![
        (
            tr(DE, "minutes-date"),
            fmt::datetime(DE, meeting.opened_at.unwrap_or(meeting.starts_at)),
        ),
        (
            tr(DE, "minutes-end"),
            meeting
                .decided_at
                .map(|at| fmt::datetime(DE, at))
                .unwrap_or_default(),
        ),
        (tr(DE, "minutes-place"), meeting.place.clone()),
        (
            tr(DE, "minutes-chair"),
            record.chair().map(|chair| chair.name.clone()).unwrap_or_default(),
        ),
        (
            tr(DE, "minutes-subject"),
            tr_with(
                DE,
                "minutes-subject-text",
                &[("code", &call.code), ("title", call.title(DE))],
            ),
        ),
    ];
    if let Some(ranking) = &ranking {
        let version = ranking.version.to_string();
        facts.push((
            tr(DE, "minutes-ranking"),
            tr_with(
                DE,
                "minutes-ranking-text",
                &[("version", &version), ("hash", &ranking.hash)],
            ),
        ));
    }
    if let Some(saved) = &allocation {
        let version = saved.version.version.to_string();
        let mode = tr(DE, &format!("allocation-mode-{}", saved.version.mode()));
        facts.push((
            tr(DE, "minutes-allocation"),
            tr_with(
                DE,
                "minutes-allocation-text",
                &[("version", &version), ("mode", &mode)],
            ),
        ));
    }
    if let Some(until) = meeting.answer_until {
        let day = calendar::local_date(until - chrono::TimeDelta::seconds(1));
        facts.push((tr(DE, "circular-title"), fmt::date(DE, day)));
    }
    let movements = queries::movements(db, meeting.id).await?;
    let mut blocks = vec![
        Block::key_values(facts),
        Block::heading(1, tr(DE, "minutes-present")),
        presence(record),
        Block::paragraph(quorum(record)),
    ];
    blocks.extend(moved(record, &movements));
    blocks.extend([
        Block::heading(1, tr(DE, "minutes-decisions")),
        decisions(record, &cases),
    ]);
    blocks.extend(exclusions(record, &cases));
    blocks.extend(reasons(record, &cases));
    blocks.push(Block::paragraph(totals(record)));
    if !meeting.minutes_remark.is_empty() {
        blocks.push(Block::heading(1, tr(DE, "minutes-remark")));
        blocks.push(Block::paragraph(meeting.minutes_remark.clone()));
    }
    Ok(Report {
        title: tr(DE, "minutes-title"),
        subtitle: format!("{} · {}", record.committee.name, call.code),
        authority: programme.authority.authority.clone(),
        date: fmt::date(DE, calendar::local_date(meeting.starts_at)),
        title_page: false,
        contents: false,
        blocks,
        language: "de".to_owned(),
    })
}

/// The report with the signatures, as printed; the hash is of the report without them.
pub(crate) fn signed(
    mut report: Report,
    meeting: &Meeting,
    names: &HashMap<base::PersonId, String>,
) -> Report {
    let mut facts = Vec::new();
    let signatures = [
        (
            "minutes-signed-chair",
            meeting.chair_signed_by,
            meeting.chair_signed_at,
        ),
        (
            "minutes-signed-secretary",
            meeting.secretary_signed_by,
            meeting.secretary_signed_at,
        ),
    ];
    for (key, by, at) in signatures {
        let name = by.and_then(|by| names.get(&by).cloned()).unwrap_or_default();
        let value = match at {
            Some(at) => tr_with(
                DE,
                "minutes-signed-at",
                &[("name", &name), ("at", &fmt::datetime(DE, at))],
            ),
            None => tr(DE, "minutes-unsigned"),
        };
        facts.push((tr(DE, key), value));
    }
    facts.push((
        "SHA-256".to_owned(),
        meeting.minutes_sha256.clone().unwrap_or_default(),
    ));
    report
        .blocks
        .push(Block::heading(1, tr(DE, "minutes-signatures")));
    report.blocks.push(Block::key_values(facts));
    report
}

fn yes_no(yes: bool) -> String {
    tr(DE, if yes { "minutes-yes" } else { "minutes-no" })
}

fn presence(record: &MeetingRecord) -> Block {
    let rows = record
        .members
        .iter()
        .map(|member| {
            let seat = record.present.iter().find(|(id, _)| *id == member.id);
            let present = match seat {
                None => yes_no(false),
                Some((_, deputy)) if deputy.is_empty() => yes_no(true),
                Some((_, deputy)) => tr_with(DE, "minutes-through", &[("name", deputy)]),
            };
            vec![
                member.name.clone(),
                member.institution.clone(),
                yes_no(member.has_vote),
                present,
            ]
        })
        .collect();
    Block::Table {
        caption: tr(DE, "minutes-present"),
        columns: [
            "minutes-name",
            "minutes-institution",
            "minutes-vote",
            "minutes-is-present",
        ]
        .map(|key| Column::left(tr(DE, key)))
        .into(),
        rows,
        footer: None,
    }
}

fn quorum(record: &MeetingRecord) -> String {
    let voting: Vec<_> = record.members.iter().filter(|member| member.has_vote).collect();
    let attended = |member: &&&Member| record.present.iter().any(|(seat, _)| *seat == member.id);
    let present = voting.iter().filter(attended).count();
    let key = if record.meeting.answer_until.is_some() {
        "minutes-quorum-circular"
    } else if record.meeting.second_invitation {
        "minutes-quorum-second"
    } else {
        "minutes-quorum"
    };
    tr_with(
        DE,
        key,
        &[
            ("present", &present.to_string()),
            ("base", &voting.len().to_string()),
        ],
    )
}

/// Who came late, left or came back, with the time.
fn moved(record: &MeetingRecord, movements: &[Movement]) -> Vec<Block> {
    let lines: Vec<String> = movements
        .iter()
        .map(|movement| {
            let seat = record
                .members
                .iter()
                .find(|member| member.id == movement.member_id);
            let key = if movement.present {
                "minutes-comes"
            } else {
                "minutes-leaves"
            };
            let at = fmt::datetime(DE, movement.moved_at);
            let name = seat.map_or("", |seat| seat.name.as_str());
            tr_with(DE, key, &[("name", name), ("at", &at)])
        })
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![Block::list(lines)]
}

fn label(item: &Item, cases: &HashMap<ApplicationId, Application>) -> String {
    cases
        .get(&item.application_id)
        .map(|case| case.label().to_owned())
        .unwrap_or_default()
}

fn decisions(record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Block {
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    // the agenda puts items with exclusions together; the decisions are read by rank
    let mut items: Vec<&Item> = record.items.iter().collect();
    items.sort_by_key(|item| (item.rank.unwrap_or(i64::MAX), item.position));
    let rows = items
        .into_iter()
        .map(|item| {
            let votes = format!(
                "{} / {} / {}",
                item.votes_yes.unwrap_or_default(),
                item.votes_no.unwrap_or_default(),
                item.votes_abstain.unwrap_or_default()
            );
            let case = cases.get(&item.application_id);
            vec![
                number(item.rank),
                label(item, cases),
                case.map(|case| case.lead_name.clone()).unwrap_or_default(),
                format!("{} / {}", number(item.present), number(item.base)),
                votes,
                result(item),
                item.amount.map(Cents::format_de).unwrap_or_default(),
            ]
        })
        .collect();
    Block::Table {
        caption: tr(DE, "minutes-decisions-caption"),
        columns: vec![
            Column::right(tr(DE, "minutes-rank")),
            Column::left(tr(DE, "minutes-number")),
            Column::left(tr(DE, "minutes-lead")),
            Column::left(tr(DE, "minutes-base")),
            Column::left(tr(DE, "minutes-votes")),
            Column::left(tr(DE, "minutes-result")),
            Column::right(tr(DE, "minutes-amount")),
        ],
        rows,
        footer: None,
    }
}

fn result(item: &Item) -> String {
    let Some(outcome) = item.result else {
        return String::new();
    };
    let label = tr(DE, &format!("decisions-result-{outcome}"));
    match (outcome, item.reserve_position) {
        (Outcome::Reserve, Some(position)) => format!("{label} {position}"),
        (Outcome::Rejected, _) => format!("{label} ({})", item.reason_codes),
        _ => label,
    }
}

fn exclusions(record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Vec<Block> {
    let lines: Vec<String> = record
        .items
        .iter()
        .flat_map(|item| {
            record
                .exclusions_of(item.id)
                .map(move |exclusion| (item, exclusion))
        })
        .map(|(item, exclusion)| {
            let name = record
                .members
                .iter()
                .find(|member| member.id == exclusion.member_id);
            let left = fmt::datetime(DE, exclusion.left_at);
            let returned = exclusion
                .returned_at
                .map_or_else(|| "–".to_owned(), |at| fmt::datetime(DE, at));
            tr_with(
                DE,
                "minutes-exclusion",
                &[
                    ("number", &label(item, cases)),
                    ("name", name.map_or("", |member| &member.name)),
                    ("left", &left),
                    ("returned", &returned),
                ],
            )
        })
        .collect();
    if lines.is_empty() {
        return vec![
            Block::heading(1, tr(DE, "minutes-exclusions")),
            Block::paragraph(tr(DE, "minutes-no-exclusions")),
        ];
    }
    vec![
        Block::heading(1, tr(DE, "minutes-exclusions")),
        Block::list(lines),
    ]
}

fn reasons(record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Vec<Block> {
    let lines: Vec<String> = record
        .items
        .iter()
        .filter(|item| !item.reason.is_empty())
        .map(|item| format!("{}: {}", label(item, cases), item.reason))
        .collect();
    if lines.is_empty() {
        Vec::new()
    } else {
        vec![Block::heading(1, tr(DE, "minutes-reasons")), Block::list(lines)]
    }
}

fn totals(record: &MeetingRecord) -> String {
    let of = |outcome| {
        record
            .items
            .iter()
            .filter(|item| item.result == Some(outcome))
            .count()
            .to_string()
    };
    let total: Cents = record.items.iter().filter_map(|item| item.amount).sum();
    tr_with(
        DE,
        "minutes-totals",
        &[
            ("selected", &of(Outcome::Selected)),
            ("reserve", &of(Outcome::Reserve)),
            ("rejected", &of(Outcome::Rejected)),
            ("deferred", &of(Outcome::Deferred)),
            ("total", &total.format_de()),
        ],
    )
}
