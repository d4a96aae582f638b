//! The parts of the minutes that are written from the record: presence, quorum, decisions, exclusions, sums.

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
