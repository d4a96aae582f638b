//! What the selection leaves in the evidence packet of a case: each meeting that dealt with it, who was there and who
//! was not, the votes, the decision, what was reserved and offered, and the minutes.

use std::collections::HashMap;

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem, Scope, calendar};
use base_letters::Report;
use base_web::App;
use base_web::app::EvidenceFile;
use base_web::evidence::SHARED;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::model::{Item, Meeting, Member, MemberId};
use crate::{access, case_record, minutes, queries};

/// For the offices of the programme that see the case; nothing for anybody else.
pub(crate) async fn evidence(app: &App, ctx: &Ctx, id: Uuid) -> Result<Vec<EvidenceFile>, Problem> {
    let db = app.db.reader();
    let id = ApplicationId(id);
    let Some(case) = applications::applications(db, ctx, &[id]).await?.remove(&id) else {
        return Ok(Vec::new());
    };
    if !ctx.has_any(access::OFFICES, Scope::Programme(case.programme_id)) {
        return Ok(Vec::new());
    }
    // a gap in the ranks or on the reserve list would say where a case stands from which the person is barred
    let with_rank = !applications::is_barred_in(db, ctx, case.call_id).await?;
    let mut files = vec![decision(db, id, with_rank).await?];
    let (mut sessions, mut written) = (Vec::new(), Vec::new());
    let items = case_record::items(db, id).await?;
    for item in items {
        let (meeting, committee) = queries::meeting(db, ctx, item.meeting_id).await?;
        // whoever is barred from another case of the agenda does not read its minutes
        let is_whole = queries::sees_agenda(db, ctx, meeting.id).await?;
        let paper = if is_whole {
            minutes_of(db, ctx, &meeting).await?
        } else {
            Vec::new()
        };
        let names: Vec<&String> = paper.iter().map(|file| &file.path).collect();
        let mut session = session(db, &meeting, &item, is_whole && with_rank).await?;
        session["committee"] = json!(committee.name);
        session["minutes_files"] = json!(names);
        sessions.push(session);
        written.extend(paper);
    }
    files.push(EvidenceFile::json(
        "30-auswahl/sitzungen.json",
        &json!({ "items": sessions }),
    )?);
    files.extend(written);
    Ok(files)
}

async fn decision(
    db: &impl ConnectionTrait,
    id: ApplicationId,
    with_rank: bool,
) -> Result<EvidenceFile, Problem> {
    let decision = queries::decision(db, id).await?;
    let shares = queries::shares(db, id).await?;
    let offers = match &decision {
        Some(decision) => case_record::offers(db, decision.id).await?,
        None => Vec::new(),
    };
    let persons: Vec<PersonId> = decision
        .iter()
        .flat_map(|one| [one.prepared_by, one.released_by])
        .chain(
            offers
                .iter()
                .flat_map(|one| [one.offered_by, one.answered_by, one.approved_by]),
        )
        .flatten()
        .collect();
    let names = people::names(db, &persons).await?;
    let name = |person: Option<PersonId>| person.and_then(|person| names.get(&person));
    let decided = decision.as_ref().map(|one| {
        json!({
            "result": one.result, "rank": one.rank.filter(|_| with_rank), "amount_cents": one.amount,
            "reserve_position": one.position.filter(|_| with_rank),
            "reason_codes": one.reason_codes, "reason": one.reason, "valid_until": one.valid_until,
            "meeting_id": one.meeting_id, "decided_at": one.decided_at,
            "prepared_by": name(one.prepared_by), "released_by": name(one.released_by),
            "released_at": one.released_at,
        })
    });
    let shares: Vec<Value> = shares
        .iter()
        .map(|one| json!({ "year": one.year, "kind": one.kind.code(), "amount_cents": one.amount }))
        .collect();
    let offers: Vec<Value> = offers
        .iter()
        .map(|one| {
            json!({
                "amount_cents": one.amount, "answer_until": one.answer_until, "skip_reason": one.skip_reason,
                "offered_by": name(one.offered_by), "offered_at": one.offered_at, "accepted": one.accepted,
                "answer_remark": one.answer_remark, "answered_by": name(one.answered_by),
                "answered_at": one.answered_at, "approved_by": name(one.approved_by),
                "approved_at": one.approved_at,
            })
        })
        .collect();
    EvidenceFile::json(
        "30-auswahl/entscheidung.json",
        &json!({ "decision": decided, "reserved": shares, "reserve_offers": offers }),
    )
}

/// The meeting, its seats and who took them, and the one item of this case.
async fn session(
    db: &impl ConnectionTrait,
    meeting: &Meeting,
    item: &Item,
    with_rank: bool,
) -> Result<Value, Problem> {
    let day = calendar::local_date(meeting.starts_at);
    let members = queries::members(db, meeting.committee_id, day).await?;
    let present = case_record::attendance(db, meeting.id).await?;
    let seats: Vec<Value> = members
        .iter()
        .map(|member| {
            let seat = present.iter().find(|one| one.member_id == member.id);
            json!({
                "name": member.name, "institution": member.institution, "has_vote": member.has_vote,
                "is_chair": Some(member.id) == meeting.chair_id, "present": seat.is_some(),
                "deputy": seat.map(|one| &one.deputy_name), "left_at": seat.and_then(|one| one.left_at),
            })
        })
        .collect();
    let movements: Vec<Value> = queries::movements(db, meeting.id)
        .await?
        .iter()
        .map(|one| json!({ "member": seat(&members, one.member_id), "present": one.present, "at": one.moved_at }))
        .collect();
    let ranking = match meeting.ranking_id {
        Some(id) => Some(assessment::ranking_head(db, id).await?),
        None => None,
    };
    let invitations: Vec<Value> = queries::invitations(db, meeting.id)
        .await?
        .iter()
        .map(|one| {
            json!({
                "member": seat(&members, one.member_id), "way": one.way, "invited_at": one.invited_at,
                "reason": one.reason, "recorded_at": one.recorded_at,
            })
        })
        .collect();
    let declarations: Vec<Value> = queries::declarations(db, meeting.id)
        .await?
        .iter()
        .map(|one| json!({ "member": seat(&members, one.member_id), "spoken": one.spoken, "declared_at": one.declared_at }))
        .collect();
    Ok(json!({
        "meeting_id": meeting.id, "state": meeting.state, "starts_at": meeting.starts_at, "place": meeting.place,
        "opened_at": meeting.opened_at, "decided_at": meeting.decided_at,
        "circular_until": meeting.answer_until, "not_quorate_at": meeting.not_quorate_at,
        "ranking": ranking.map(|ranking| json!({ "version": ranking.version, "sha256": ranking.hash })),
        "minutes_sha256": meeting.minutes_sha256, "minutes_at": meeting.minutes_at,
        "chair_signed_at": meeting.chair_signed_at, "secretary_signed_at": meeting.secretary_signed_at,
        "seats": seats,
        "invitations": invitations,
        "declarations": declarations,
        "movements": movements,
        "item": vote(db, item, &members, with_rank).await?,
    }))
}

async fn vote(
    db: &impl ConnectionTrait,
    item: &Item,
    members: &[Member],
    with_rank: bool,
) -> Result<Value, Problem> {
    let excluded: Vec<Value> = case_record::exclusions(db, item.id)
        .await?
        .iter()
        .map(|one| {
            json!({
                "member": seat(members, one.member_id), "reason": one.reason, "left_at": one.left_at,
                "returned_at": one.returned_at,
            })
        })
        .collect();
    let recused: Vec<Value> = case_record::recusals(db, item.application_id)
        .await?
        .iter()
        .map(|one| {
            json!({ "member": seat(members, one.member_id), "reason": one.reason, "declared_at": one.declared_at })
        })
        .collect();
    let doubts = case_record::concerns(db, item.application_id).await?;
    let persons = doubts.iter().flat_map(|one| [Some(one.person_id), one.ruled_by]);
    let names = people::names(db, &persons.flatten().collect::<Vec<_>>()).await?;
    let concerns: Vec<Value> = doubts
        .iter()
        .map(|one| {
            json!({
                "member": one.member_id.and_then(|id| seat(members, id)), "person": names.get(&one.person_id),
                "reason": one.reason, "declared_at": one.declared_at, "ruling": one.ruling,
                "ruling_reason": one.ruling_reason, "ruled_by": one.ruled_by.and_then(|by| names.get(&by)),
                "ruled_at": one.ruled_at,
            })
        })
        .collect();
    let ballots: Vec<Value> = case_record::ballots(db, item.id)
        .await?
        .iter()
        .map(|one| json!({ "member": seat(members, one.member_id), "ballot": one.ballot, "given_at": one.given_at }))
        .collect();
    let motions: Vec<Value> = queries::motions(db, std::slice::from_ref(item))
        .await?
        .iter()
        .map(|one| {
            json!({
                "member": seat(members, one.member_id), "text": one.text, "result": one.result,
                "amount_cents": one.amount, "voting_members": one.base, "voting_members_present": one.present,
                "votes": { "yes": one.votes_yes, "no": one.votes_no, "abstain": one.votes_abstain },
                "chair_vote": one.chair_vote, "carried": one.carried, "voted_at": one.voted_at,
            })
        })
        .collect();
    Ok(json!({
        "position": item.position, "rank": item.rank.filter(|_| with_rank), "fundable_cents": item.fundable,
        "voting_members": item.base, "voting_members_present": item.present,
        "votes": { "yes": item.votes_yes, "no": item.votes_no, "abstain": item.votes_abstain },
        "chair_vote": item.chair_vote,
        "result": item.result, "amount_cents": item.amount, "reserve_position": item.reserve_position.filter(|_| with_rank),
        "reason_codes": item.reason_codes(), "reason": item.reason, "decided_at": item.decided_at,
        "presided": item.chair_id.and_then(|chair| seat(members, chair)),
        "lapsed_at": item.lapsed_at, "lapsed_state": item.lapsed_state,
        "motions": motions, "exclusions": excluded, "recusals": recused, "concerns": concerns, "circular_ballots": ballots,
    }))
}

fn seat(members: &[Member], id: MemberId) -> Option<&str> {
    members
        .iter()
        .find(|member| member.id == id)
        .map(|member| member.name.as_str())
}

/// The minutes as they were hashed and signed, and as PDF. All cases of a meeting share them.
async fn minutes_of(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    meeting: &Meeting,
) -> Result<Vec<EvidenceFile>, Problem> {
    let (Some(content), Some(sha256)) = (&meeting.minutes, &meeting.minutes_sha256) else {
        return Ok(Vec::new());
    };
    let report: Report = serde_json::from_str(content).map_err(Problem::broken)?;
    let persons: Vec<PersonId> = [meeting.chair_signed_by, meeting.secretary_signed_by]
        .into_iter()
        .flatten()
        .collect();
    let names: HashMap<PersonId, String> = people::names(db, &persons).await?;
    let signed = minutes::signed(db, ctx, report, meeting, &names).await?;
    let day = calendar::local_date(meeting.starts_at);
    let path = format!("{SHARED}30-niederschrift-{day}-{}", meeting.id);
    Ok(vec![
        EvidenceFile::frozen(format!("{path}.json"), content.clone(), sha256),
        EvidenceFile {
            path: format!("{path}.pdf"),
            media_type: "application/pdf".to_owned(),
            bytes: printed(signed, meeting.minutes_at.unwrap_or(meeting.starts_at)).await?,
            sha256: None,
        },
    ])
}

/// The last minutes that were set: the cases of a call come one after the other, mostly of the same meeting.
static LATEST: Mutex<Option<(String, axum::body::Bytes)>> = Mutex::const_new(None);

async fn printed(report: Report, at: chrono::DateTime<chrono::Utc>) -> Result<axum::body::Bytes, Problem> {
    let content = serde_json::to_string(&report).map_err(Problem::broken)?;
    let key = hex::encode(Sha256::digest(format!("{at} {content}")));
    let mut latest = LATEST.lock().await;
    if let Some((known, bytes)) = latest.as_ref()
        && *known == key
    {
        return Ok(bytes.clone());
    }
    let pdf = base_letters::report_pdf(report, at)
        .await
        .map_err(Problem::broken)?;
    let bytes = axum::body::Bytes::from(pdf.bytes);
    *latest = Some((key, bytes.clone()));
    Ok(bytes)
}
