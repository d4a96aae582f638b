//! The parts of the minutes that are written from the record: presence, quorum, decisions, exclusions, sums.

use assessment::{RankedEntry, Ranking, TieBreak};

use super::*;

pub(super) fn yes_no(yes: bool) -> String {
    tr(DE, if yes { "minutes-yes" } else { "minutes-no" })
}

pub(super) fn presence(record: &MeetingRecord) -> Block {
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

pub(super) fn quorum(record: &MeetingRecord) -> String {
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

/// Whose concern of bias there was, and what the others decided about it (handbook 4.3, § 21 LVwVfG).
pub(super) async fn concerns(
    db: &impl ConnectionTrait,
    record: &MeetingRecord,
    cases: &HashMap<ApplicationId, Application>,
) -> Result<Vec<Block>, Problem> {
    let found: Vec<(&Item, Concern)> = queries::concerns(db, &record.meeting)
        .await?
        .into_iter()
        .filter_map(|one| {
            let mut items = record.items.iter();
            Some((items.find(|item| item.application_id == one.application_id)?, one))
        })
        .collect();
    let persons: Vec<PersonId> = found
        .iter()
        .flat_map(|(_, one)| [Some(one.person_id), one.ruled_by])
        .flatten()
        .collect();
    let names = people::names(db, &persons).await?;
    let name = |person: Option<PersonId>| -> &str {
        person
            .and_then(|person| names.get(&person))
            .map_or("", String::as_str)
    };
    let lines: Vec<String> = found
        .iter()
        .map(|(item, one)| {
            let seat = record.seat_of(one.person_id).map(|seat| seat.name.as_str());
            let declared = tr_with(
                DE,
                "minutes-concern",
                &[
                    ("number", &label(item, cases)),
                    ("name", seat.unwrap_or_else(|| name(Some(one.person_id)))),
                    ("at", &fmt::datetime(DE, one.declared_at)),
                    ("reason", &one.reason),
                ],
            );
            let ruled = match (one.ruling, one.ruled_at) {
                (Some(ruling), Some(at)) => tr_with(
                    DE,
                    "minutes-concern-ruled",
                    &[
                        ("at", &fmt::datetime(DE, at)),
                        ("by", name(one.ruled_by)),
                        ("ruling", &tr(DE, &format!("concerns-ruling-{ruling}"))),
                        ("reason", one.ruling_reason.as_deref().unwrap_or_default()),
                    ],
                ),
                _ => tr(DE, "minutes-concern-waits"),
            };
            format!("{declared} {ruled}")
        })
        .collect();
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![
        Block::heading(1, tr(DE, "concerns-title")),
        Block::list(lines),
    ])
}

/// Which applications of the agenda had the same points, and what put them in order: the group's decision about the balance
/// of the selection, last of all lots (handbook 4.2); and the reason of this version of the ranking.
pub(super) fn ties(
    ranking: &Ranking,
    record: &MeetingRecord,
    cases: &HashMap<ApplicationId, Application>,
) -> Vec<Block> {
    let entries: Vec<&RankedEntry> = ranking.entries.iter().filter(|entry| entry.tied).collect();
    let same = |one: &&RankedEntry, next: &&RankedEntry| {
        let continues = match next.lot {
            Some(place) => place > 1,
            None => one.rank == next.rank,
        };
        continues && (one.numerator, one.denominator) == (next.numerator, next.denominator)
    };
    let lines: Vec<String> = entries
        .chunk_by(same)
        .filter(|group| {
            let mut items = record.items.iter();
            items.any(|item| {
                group
                    .iter()
                    .any(|entry| entry.application_id == item.application_id)
            })
        })
        .map(|group| {
            let numbers: Vec<&str> = group
                .iter()
                .filter_map(|entry| cases.get(&entry.application_id))
                .map(Application::label)
                .collect();
            let key = match group.first().and_then(|entry| entry.settled) {
                Some(TieBreak::Balance) => "minutes-tie-balance",
                Some(TieBreak::Lot) => "minutes-tie-lot",
                None => "minutes-tie-open",
            };
            tr_with(DE, key, &[("numbers", &numbers.join(", "))])
        })
        .collect();
    let mut blocks = Vec::new();
    if !lines.is_empty() {
        blocks.extend([Block::heading(1, tr(DE, "minutes-ties")), Block::list(lines)]);
    }
    if !ranking.reason.is_empty() {
        blocks.push(Block::note(
            tr(DE, "minutes-ranking-reason"),
            ranking.reason.clone(),
        ));
    }
    blocks
}

/// Who came late, left or came back, with the time.
pub(super) fn moved(record: &MeetingRecord, movements: &[Movement]) -> Vec<Block> {
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

pub(super) fn label(item: &Item, cases: &HashMap<ApplicationId, Application>) -> String {
    cases
        .get(&item.application_id)
        .map(|case| case.label().to_owned())
        .unwrap_or_default()
}

pub(super) fn decisions(record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Block {
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    // the agenda puts items with exclusions together; the decisions are read by rank
    let mut items: Vec<&Item> = record.items.iter().collect();
    items.sort_by_key(|item| (item.rank.unwrap_or(i64::MAX), item.position));
    let rows = items
        .into_iter()
        .map(|item| {
            let votes = match (item.votes_yes, item.votes_no, item.votes_abstain) {
                (Some(yes), Some(no), Some(abstain)) => votes((yes, no, abstain), item.chair_vote),
                _ => String::new(),
            };
            let case = cases.get(&item.application_id);
            vec![
                number(item.rank),
                label(item, cases),
                case.map(|case| case.lead_name.clone()).unwrap_or_default(),
                format!("{} / {}", number(item.present), number(item.base)),
                votes,
                result(item),
                item.amount
                    .filter(|_| item.lapsed_at.is_none())
                    .map(Cents::format_de)
                    .unwrap_or_default(),
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

pub(super) fn result(item: &Item) -> String {
    if item.lapsed_at.is_some() {
        let withdrawn = lapsed_state(item) == Some(ApplicationState::Withdrawn);
        return tr(
            DE,
            if withdrawn {
                "minutes-result-withdrawn"
            } else {
                "minutes-result-otherwise"
            },
        );
    }
    let Some(outcome) = item.result else {
        return tr(DE, "minutes-result-open");
    };
    let label = tr(DE, &format!("decisions-result-{outcome}"));
    match (outcome, item.reserve_position) {
        (Outcome::Reserve, Some(position)) => format!("{label} {position}"),
        (Outcome::Rejected, _) => format!("{label} ({})", item.reason_codes),
        _ => label,
    }
}

pub(super) fn exclusions(record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Vec<Block> {
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

pub(super) fn reasons(record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Vec<Block> {
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

pub(super) fn totals(items: &[Item]) -> String {
    let stands = |item: &&Item| item.lapsed_at.is_none();
    let of = |outcome| {
        items
            .iter()
            .filter(stands)
            .filter(|item| item.result == Some(outcome))
            .count()
            .to_string()
    };
    let total: Cents = items.iter().filter(stands).filter_map(|item| item.amount).sum();
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
