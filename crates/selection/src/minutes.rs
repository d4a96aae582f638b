//! The minutes as a report (handbook 4.4: § 93 LVwVfG and the further contents), composed from the record alone.

mod parts;

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState};
use base::texts::{tr, tr_with};
use base::{Cents, Ctx, Lang, PersonId, Problem, calendar, fmt};
use base_letters::{Block, Column, Report};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use self::parts::*;
use crate::model::{
    Ballot, Concern, DeclaredMember, Invitation, Item, Meeting, MeetingRecord, MeetingState, Member,
    MemberId, MinutesComment, Motion, Movement, Outcome, Way,
};
use crate::queries;
use crate::rules::vote::NOTICE_DAYS;

/// Minutes are written in German.
const DE: Lang = Lang::De;
/// Working days to comment on the minutes (handbook 5.4).
const COMMENT_DAYS: u32 = 5;

/// The last day on which members comment on a draft.
pub(crate) fn comments_until(meeting: &Meeting) -> NaiveDate {
    let drafted = meeting.minutes_at.unwrap_or(meeting.starts_at);
    calendar::add_working_days(calendar::local_date(drafted), COMMENT_DAYS)
}

/// The seats that have not answered on the present wording. Whoever signs agrees by that: chair and secretary, and `signer`.
pub(crate) fn silent<'a>(
    record: &'a MeetingRecord,
    comments: &[MinutesComment],
    signer: Option<PersonId>,
) -> Vec<&'a str> {
    let meeting = &record.meeting;
    let signs = |seat: &Member| {
        let signers = [signer, meeting.chair_signed_by, meeting.secretary_signed_by];
        seat.is_chair || seat.is_secretary || seat.person_id.is_some() && signers.contains(&seat.person_id)
    };
    let answered = |seat: &Member| {
        let mut own = comments.iter().filter(|one| one.member_id == seat.id);
        own.any(|one| Some(&one.sha256) == meeting.minutes_sha256.as_ref())
    };
    record
        .members
        .iter()
        .filter(|seat| !signs(seat) && !answered(seat))
        .map(|seat| seat.name.as_str())
        .collect()
}

/// The report of a meeting that has decided.
pub(crate) async fn compose(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    record: &MeetingRecord,
) -> Result<Report, Problem> {
    let meeting = &record.meeting;
    let call = calls::call(db, meeting.call_id).await?;
    let programme = calls::programme(db, call.programme_id).await?;
    let ranking = match meeting.ranking_id {
        Some(id) => Some(assessment::ranking(db, id).await?),
        None => None,
    };
    let tied = ranking.iter().flat_map(|ranking| &ranking.entries);
    let tied = tied.filter(|entry| entry.tied).map(|entry| entry.application_id);
    let ids: Vec<ApplicationId> = record
        .items
        .iter()
        .map(|item| item.application_id)
        .chain(tied)
        .collect();
    let cases = applications::applications(db, &Ctx::system("selection", ctx.now), &ids).await?;
    let allocation = match meeting.allocation_id {
        Some(id) => Some(queries::allocation_of(db, id).await?),
        None => None,
    };
    let invitations = queries::invitations(db, meeting.id).await?;
    let motions = queries::motions(db, &record.items).await?;
    let declared = queries::declarations(db, meeting.id).await?;
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
        (tr(DE, "minutes-chair"), presiders(record).join(", ")),
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
    if let Some(at) = meeting.not_quorate_at {
        facts.push((tr(DE, "minutes-not-quorate"), fmt::datetime(DE, at)));
    }
    if let Some(until) = meeting.answer_until {
        let day = calendar::local_date(until - chrono::TimeDelta::seconds(1));
        facts.push((tr(DE, "circular-title"), fmt::date(DE, day)));
    }
    let movements = queries::movements(db, meeting.id).await?;
    let mut blocks = vec![
        Block::key_values(facts),
        Block::heading(1, tr(DE, "minutes-invitation")),
        Block::list(invited(record, &invitations)),
        Block::heading(1, tr(DE, "minutes-present")),
        presence(record),
        Block::paragraph(quorum(record)),
    ];
    blocks.extend(moved(record, &movements));
    blocks.extend(declarations(record, &declared));
    blocks.extend(concerns(db, record, &cases).await?);
    blocks.extend(ranking.iter().flat_map(|ranking| ties(ranking, record, &cases)));
    blocks.extend([
        Block::heading(1, tr(DE, "minutes-decisions")),
        decisions(record, &cases),
    ]);
    blocks.extend(open_or_lapsed(record, &cases));
    blocks.extend(moved_by_members(record, &motions, &cases));
    blocks.extend(presided(record, &cases));
    blocks.extend(exclusions(record, &cases));
    blocks.extend(reasons(record, &cases));
    blocks.push(Block::heading(1, tr(DE, "minutes-summary")));
    blocks.push(Block::paragraph(totals(&record.items)));
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

/// The report with the signatures, and with what became of applications after them, as printed; the hash is of the report
/// without both.
pub(crate) async fn signed(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    mut report: Report,
    meeting: &Meeting,
    names: &HashMap<PersonId, String>,
) -> Result<Report, Problem> {
    let later = addenda(db, ctx, meeting).await?;
    if !later.is_empty() {
        report.blocks.push(Block::heading(1, tr(DE, "minutes-addenda")));
        report.blocks.push(Block::list(later));
    }
    let mut facts = Vec::new();
    let signatures = [
        (
            "minutes-signed-chair",
            meeting.chair_signed_by,
            meeting.chair_signed_at,
            meeting.chair_unseen,
        ),
        (
            "minutes-signed-secretary",
            meeting.secretary_signed_by,
            meeting.secretary_signed_at,
            meeting.secretary_unseen,
        ),
    ];
    for (key, by, at, unseen) in signatures {
        let name = by.and_then(|by| names.get(&by).cloned()).unwrap_or_default();
        let value = match at {
            Some(at) => tr_with(
                DE,
                "minutes-signed-at",
                &[("name", &name), ("at", &fmt::datetime(DE, at))],
            ),
            None => tr(DE, "minutes-unsigned"),
        };
        let value = match unseen {
            Some(count) if count > 0 => {
                let partly = tr_with(DE, "minutes-signed-partly", &[("count", &count.to_string())]);
                format!("{value} {partly}")
            }
            _ => value,
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
    Ok(report)
}

/// What fell away between the signatures and now: it is added, never written into the signed text.
async fn addenda(db: &impl ConnectionTrait, ctx: &Ctx, meeting: &Meeting) -> Result<Vec<String>, Problem> {
    let signed_at = meeting.chair_signed_at.max(meeting.secretary_signed_at);
    if meeting.state != MeetingState::MinutesSigned {
        return Ok(Vec::new());
    }
    let items = queries::lapsed(db, meeting.id).await?;
    let items: Vec<Item> = items
        .into_iter()
        .filter(|item| item.lapsed_at > signed_at)
        .collect();
    let ids: Vec<ApplicationId> = items.iter().map(|item| item.application_id).collect();
    let cases = applications::applications(db, &Ctx::system("selection", ctx.now), &ids).await?;
    Ok(items.iter().map(|item| lapsed(item, &cases)).collect())
}

/// An item that fell away, with the time.
fn lapsed(item: &Item, cases: &HashMap<ApplicationId, Application>) -> String {
    let at = item.lapsed_at.map(|at| fmt::datetime(DE, at)).unwrap_or_default();
    let key = match lapsed_state(item) {
        Some(ApplicationState::Withdrawn) => "minutes-lapsed-withdrawn",
        _ => "minutes-lapsed-otherwise",
    };
    tr_with(DE, key, &[("number", &label(item, cases)), ("at", &at)])
}

fn lapsed_state(item: &Item) -> Option<ApplicationState> {
    item.lapsed_state.as_deref().and_then(ApplicationState::from_code)
}

/// Who presided, in the order of the items they presided over.
fn presiders(record: &MeetingRecord) -> Vec<String> {
    let mut decided: Vec<&Item> = record
        .items
        .iter()
        .filter(|item| item.decided_at.is_some())
        .collect();
    decided.sort_by_key(|item| item.decided_at);
    let mut seats: Vec<MemberId> = decided.iter().filter_map(|item| item.chair_id).collect();
    seats.extend(record.meeting.chair_id);
    let mut names: Vec<String> = Vec::new();
    for seat in seats {
        let name = seated(record, seat);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The member of a seat, with the deputy who sat there.
fn seated(record: &MeetingRecord, seat: MemberId) -> String {
    let name = name_of(record, seat);
    match record.present.iter().find(|(id, _)| *id == seat) {
        Some((_, deputy)) if !deputy.is_empty() => {
            format!("{name} ({})", tr_with(DE, "minutes-through", &[("name", deputy)]))
        }
        _ => name.to_owned(),
    }
}

fn name_of(record: &MeetingRecord, seat: MemberId) -> &str {
    let mut members = record.members.iter();
    members
        .find(|member| member.id == seat)
        .map_or("", |member| member.name.as_str())
}

/// Who was invited when and by what way; what was wrong with it (handbook 4.4: all invited, 14 days before).
fn invited(record: &MeetingRecord, invitations: &[Invitation]) -> Vec<String> {
    let meeting_on = calendar::local_date(record.meeting.starts_at);
    let mut by_mail: Vec<(String, Vec<&str>)> = Vec::new();
    let mut lines = Vec::new();
    for member in &record.members {
        let Some(one) = invitations.iter().find(|one| one.member_id == member.id) else {
            lines.push(tr_with(DE, "minutes-uninvited", &[("name", &member.name)]));
            continue;
        };
        let on = calendar::local_date(one.invited_at);
        let date = fmt::date(DE, on);
        if one.way == Way::Mail {
            match by_mail.iter_mut().find(|(day, _)| *day == date) {
                Some((_, names)) => names.push(&member.name),
                None => by_mail.push((date.clone(), vec![&member.name])),
            }
        } else {
            let way = tr(DE, &format!("invitations-way-{}", one.way));
            let facts = [
                ("name", member.name.as_str()),
                ("way", &way),
                ("date", &date),
                ("reason", &one.reason),
            ];
            lines.push(tr_with(DE, "minutes-invited-by-hand", &facts));
        }
        // a circular vote has its closing date, not a day to come to
        if record.meeting.answer_until.is_none() && (meeting_on - on).num_days() < NOTICE_DAYS {
            let facts = [("name", member.name.as_str()), ("days", &NOTICE_DAYS.to_string())];
            lines.push(tr_with(DE, "minutes-invited-late", &facts));
        }
    }
    let all = record.members.len();
    let by_mail = by_mail.into_iter().map(|(date, names)| {
        if names.len() == all {
            let count = all.to_string();
            tr_with(DE, "minutes-invited-all", &[("count", &count), ("date", &date)])
        } else {
            let names = names.join(", ");
            tr_with(DE, "minutes-invited-mail", &[("names", &names), ("date", &date)])
        }
    });
    by_mail.chain(lines).collect()
}

/// Who declared to be free of bias, where and when, and who did not (handbook 4.3).
fn declarations(record: &MeetingRecord, declared: &[DeclaredMember]) -> Vec<Block> {
    let mut portal = Vec::new();
    let mut spoken = Vec::new();
    let mut missing = Vec::new();
    for (seat, _) in &record.present {
        let name = name_of(record, *seat);
        match declared.iter().rev().find(|one| one.member_id == *seat) {
            Some(one) if one.spoken => spoken.push(name.to_owned()),
            Some(one) => portal.push(format!(
                "{name} ({})",
                fmt::date(DE, calendar::local_date(one.declared_at))
            )),
            None => missing.push(name.to_owned()),
        }
    }
    let line = |key: &str, names: Vec<String>| {
        (!names.is_empty()).then(|| tr_with(DE, key, &[("names", &names.join(", "))]))
    };
    let lines: Vec<String> = [
        line("minutes-declared-portal", portal),
        line("minutes-declared-spoken", spoken),
        line("minutes-declared-missing", missing),
    ]
    .into_iter()
    .flatten()
    .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![Block::heading(1, tr(DE, "minutes-declared")), Block::list(lines)]
}

/// What was not decided: for want of a quorum, or because the application fell away.
fn open_or_lapsed(record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Vec<Block> {
    let gone = record.items.iter().filter(|item| item.lapsed_at.is_some());
    let mut lines: Vec<String> = gone.map(|item| lapsed(item, cases)).collect();
    lines.extend(record.open_items().map(|item| {
        let (base, present) = record.strength(Some(item.id));
        tr_with(
            DE,
            "minutes-left-open",
            &[
                ("number", &label(item, cases)),
                ("present", &present.to_string()),
                ("base", &base.to_string()),
            ],
        )
    }));
    if lines.is_empty() {
        return Vec::new();
    }
    vec![Block::heading(1, tr(DE, "minutes-undecided")), Block::list(lines)]
}

/// What members moved beside the proposal, carried or lost, in order of time. What was put again in the same words was
/// recorded again: the last vote on it counts.
fn moved_by_members(
    record: &MeetingRecord,
    motions: &[Motion],
    cases: &HashMap<ApplicationId, Application>,
) -> Vec<Block> {
    let again = |place: usize, one: &Motion| {
        let same = |other: &Motion| {
            (other.item_id, other.member_id, &other.text) == (one.item_id, one.member_id, &one.text)
        };
        motions[place + 1..].iter().any(same)
    };
    let lines: Vec<String> = motions
        .iter()
        .enumerate()
        .filter(|(place, motion)| !again(*place, motion))
        .filter_map(|(_, motion)| {
            let item = record.items.iter().find(|item| item.id == motion.item_id)?;
            let result = tr(DE, &format!("decisions-result-{}", motion.result));
            let amount = motion.amount.map(|amount| format!(", {}", amount.format_de()));
            let carried = if motion.carried {
                "minutes-motion-carried"
            } else {
                "minutes-motion-lost"
            };
            let votes = votes(
                (motion.votes_yes, motion.votes_no, motion.votes_abstain),
                motion.chair_vote,
            );
            Some(tr_with(
                DE,
                "minutes-motion",
                &[
                    ("number", &label(item, cases)),
                    ("name", name_of(record, motion.member_id)),
                    ("text", &motion.text),
                    ("result", &format!("{result}{}", amount.unwrap_or_default())),
                    ("votes", &votes),
                    ("carried", &tr(DE, carried)),
                ],
            ))
        })
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![Block::heading(1, tr(DE, "minutes-motions")), Block::list(lines)]
}

/// Which items somebody else than the first presided over.
fn presided(record: &MeetingRecord, cases: &HashMap<ApplicationId, Application>) -> Vec<Block> {
    let all = presiders(record);
    if all.len() < 2 {
        return Vec::new();
    }
    let lines = record.items.iter().filter_map(|item| {
        let name = seated(record, item.chair_id?);
        Some(tr_with(
            DE,
            "minutes-presided",
            &[("number", &label(item, cases)), ("name", &name)],
        ))
    });
    vec![Block::heading(1, tr(DE, "minutes-presiding")), Block::list(lines)]
}

/// Yes, no, abstentions; in a tie also the vote that decided it.
fn votes((yes, no, abstain): (i64, i64, i64), chair: Option<Ballot>) -> String {
    let plain = format!("{yes} / {no} / {abstain}");
    match chair.filter(|_| yes == no) {
        Some(ballot) => {
            let ballot = tr(DE, &format!("meetings-ballot-{ballot}"));
            tr_with(DE, "minutes-votes-tie", &[("votes", &plain), ("ballot", &ballot)])
        }
        None => plain,
    }
}

/// The cases that a reader is excluded from, and what would tell of them.
#[derive(Debug, Clone)]
pub(crate) struct Hidden(Vec<Application>);

impl Hidden {
    pub(crate) fn new(cases: Vec<Application>) -> Self {
        Self(cases)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether a text names one of the cases.
    pub(crate) fn is_named_in(&self, text: &str) -> bool {
        self.0.iter().any(|case| {
            [case.label(), &case.lead_name, &case.title]
                .iter()
                .any(|name| !name.is_empty() && text.contains(*name))
        })
    }

    fn is_numbered_in(&self, text: &str) -> bool {
        self.0.iter().any(|case| text.contains(case.label()))
    }

    /// The minutes without these items, for whoever took no part in them (§ 20 Abs. 4 LVwVfG). Made from the signed text
    /// itself: rows and lines of the items are left out, and so is what would tell of them: ranks, places, sums. `hash`
    /// binds it to the whole.
    pub(crate) fn redact(&self, mut report: Report, hash: &str) -> Report {
        let black = tr(DE, "minutes-blackened");
        let ranked_anew = tr(DE, "minutes-ranking-reason");
        let mut in_summary = false;
        let summary = tr(DE, "minutes-summary");
        let sums = totals(&[]);
        let sums = sums.split('0').next().unwrap_or_default();
        let blocks = std::mem::take(&mut report.blocks);
        let first = tr_with(
            DE,
            "minutes-partial",
            &[("count", &self.count().to_string()), ("hash", hash)],
        );
        report
            .blocks
            .push(Block::note(tr(DE, "minutes-partial-title"), first));
        for block in blocks {
            if let Block::Heading { text, .. } = &block {
                in_summary = *text == summary;
            }
            if in_summary {
                continue;
            }
            let seen = match block {
                Block::Paragraph { text } | Block::Note { text, .. } if text.starts_with(sums) => continue,
                // why a ranking was corrected tells of the case it was corrected for
                Block::Note { title, .. } if title == ranked_anew => continue,
                Block::Paragraph { text } if self.is_named_in(&text) => Block::paragraph(black.clone()),
                Block::List { items, .. } => Block::list(items.into_iter().filter_map(|item| {
                    match (self.is_numbered_in(&item), self.is_named_in(&item)) {
                        (true, _) => None,
                        (false, true) => Some(black.clone()),
                        (false, false) => Some(item),
                    }
                })),
                Block::Table {
                    caption,
                    columns,
                    rows,
                    footer,
                } => {
                    let ranked = caption == tr(DE, "minutes-decisions-caption");
                    let rows = rows
                        .into_iter()
                        .filter(|row| !row.iter().any(|cell| self.is_numbered_in(cell)));
                    let rows = rows.map(|row| self.seen_row(row, ranked, &black)).collect();
                    Block::Table {
                        caption,
                        columns,
                        rows,
                        footer,
                    }
                }
                other => other,
            };
            report.blocks.push(seen);
        }
        report
    }

    /// A gap in the ranks or places would say where a hidden item stands.
    fn seen_row(&self, row: Vec<String>, ranked: bool, black: &str) -> Vec<String> {
        let reserve = tr(DE, &format!("decisions-result-{}", Outcome::Reserve));
        row.into_iter()
            .enumerate()
            .map(|(column, cell)| {
                if ranked && column == 0 {
                    String::new()
                } else if ranked && cell.starts_with(&reserve) {
                    reserve.clone()
                } else if self.is_named_in(&cell) {
                    black.to_owned()
                } else {
                    cell
                }
            })
            .collect()
    }
}
