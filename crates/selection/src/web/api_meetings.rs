//! The JSON twins for committees, meetings and minutes. Every verb on a meeting answers with the meeting as it is then.

use axum::extract::Path;
use base::Problem;
use base_web::{ApiJson, Reply, Visit, api};
use calls::{CallId, ProgrammeId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::api::meeting as shown;
use super::{committee_id, meeting_id};
use crate::model::{
    Ballot, Committee, CommitteeId, Meeting, MeetingId, MeetingState, Member, MemberId, Votes, Way,
};
use crate::queries;
use crate::usecases::{self, NewMember, NoteInvitation, Opened, PlanMeeting, RecordList};

/// One seat, with its deputy.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberJson {
    pub id: Uuid,
    pub name: String,
    pub institution: String,
    pub has_vote: bool,
    pub is_chair: bool,
    pub is_secretary: bool,
    pub deputy_name: String,
    /// Whether somebody on this seat can sign in.
    pub has_account: bool,
    pub from_on: NaiveDate,
    pub until_on: Option<NaiveDate>,
}

impl From<&Member> for MemberJson {
    fn from(seat: &Member) -> Self {
        Self {
            id: seat.id.0,
            name: seat.name.clone(),
            institution: seat.institution.clone(),
            has_vote: seat.has_vote,
            is_chair: seat.is_chair,
            is_secretary: seat.is_secretary,
            deputy_name: seat.deputy_name.clone(),
            has_account: seat.person_id.is_some(),
            from_on: seat.from_on,
            until_on: seat.until_on,
        }
    }
}

/// A meeting in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingSummaryJson {
    pub id: Uuid,
    pub call_id: Uuid,
    pub state: MeetingState,
    pub starts_at: DateTime<Utc>,
    pub place: String,
}

impl From<&Meeting> for MeetingSummaryJson {
    fn from(meeting: &Meeting) -> Self {
        Self {
            id: meeting.id.0,
            call_id: meeting.call_id.0,
            state: meeting.state,
            starts_at: meeting.starts_at,
            place: meeting.place.clone(),
        }
    }
}

/// A steering group with the seats of today and its meetings, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeJson {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub name: String,
    pub members: Vec<MemberJson>,
    pub meetings: Vec<MeetingSummaryJson>,
}

/// A steering group in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeSummaryJson {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub name: String,
}

impl From<Committee> for CommitteeSummaryJson {
    fn from(group: Committee) -> Self {
        Self {
            id: group.id.0,
            programme_id: group.programme_id.0,
            name: group.name,
        }
    }
}

/// The steering groups that the person may see.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeListJson {
    pub items: Vec<CommitteeSummaryJson>,
    pub total: u64,
}

/// A new steering group.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewCommitteeJson {
    pub programme_id: Uuid,
    pub name: String,
}

/// A seat; the one with the same address is changed. `from_on` left out: today.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewMemberJson {
    pub name: String,
    #[serde(default)]
    pub institution: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub has_vote: bool,
    #[serde(default)]
    pub is_chair: bool,
    #[serde(default)]
    pub is_secretary: bool,
    #[serde(default)]
    pub deputy_name: String,
    pub from_on: Option<NaiveDate>,
    /// The last day of the term.
    pub until_on: Option<NaiveDate>,
}

/// A meeting on a call. `earlier_id`: the meeting that was not quorate and is repeated (§ 90 Abs. 2 LVwVfG).
#[derive(Debug, Deserialize, ToSchema)]
pub struct PlanMeetingJson {
    pub call_id: Uuid,
    pub starts_at: DateTime<Utc>,
    pub place: String,
    pub earlier_id: Option<Uuid>,
}

/// How a member was invited whom the system did not reach; `MAIL` sends the invitation now.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NoteInvitationJson {
    pub member_id: Uuid,
    /// MAIL, POST, HANDED, SPOKEN.
    pub way: String,
    /// Left out for MAIL.
    pub invited_on: Option<NaiveDate>,
    /// Why not by the system.
    #[serde(default)]
    pub reason: String,
}

/// A seat that is taken; with the deputy's name where the deputy sits there.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PresentJson {
    pub member_id: Uuid,
    #[serde(default)]
    pub deputy_name: String,
}

/// Who is present, and who presides (left out: the chair).
#[derive(Debug, Deserialize, ToSchema)]
pub struct OpenMeetingJson {
    pub present: Vec<PresentJson>,
    pub chair_id: Option<Uuid>,
    /// Whoever is present and has not declared in the portal was asked.
    #[serde(default)]
    pub asked: bool,
}

/// One vote on all items that are still open.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RecordListJson {
    pub votes: Votes,
    pub chair_vote: Option<Ballot>,
}

/// Why the meeting does not take place.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CancelMeetingJson {
    pub reason: String,
}

/// What the secretary adds to the minutes.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DraftMinutesJson {
    #[serde(default)]
    pub remark: String,
}

/// The hash of the minutes that were read.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SignMinutesJson {
    pub sha256: String,
}

/// What a member says about a wording of the minutes.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesCommentJson {
    pub member_id: Uuid,
    pub sha256: String,
    pub text: String,
    pub written_at: DateTime<Utc>,
}

/// The minutes as they stand. `content` is the document as data: headings, paragraphs, tables; without the items that the
/// reader is excluded from. `sha256` is always of the whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesJson {
    pub sha256: String,
    pub drafted_at: Option<DateTime<Utc>>,
    pub chair_signed_at: Option<DateTime<Utc>>,
    pub secretary_signed_at: Option<DateTime<Utc>>,
    pub content: Value,
    pub comments: Vec<MinutesCommentJson>,
    /// Items that the reader is excluded from.
    pub hidden_items: u64,
}

async fn group(visit: &Visit, id: CommitteeId) -> Result<CommitteeJson, Problem> {
    let db = visit.app.db.reader();
    let committee = queries::committee(db, &visit.ctx, id).await?;
    let today = base::calendar::local_date(visit.ctx.now);
    let members = queries::members(db, id, today).await?;
    let meetings = queries::meetings(db, &visit.ctx).await?;
    Ok(CommitteeJson {
        id: committee.id.0,
        programme_id: committee.programme_id.0,
        name: committee.name,
        members: members.iter().map(MemberJson::from).collect(),
        meetings: meetings
            .iter()
            .filter(|meeting| meeting.committee_id == id)
            .map(MeetingSummaryJson::from)
            .collect(),
    })
}

pub(super) async fn committees(visit: Visit) -> Reply {
    let all = queries::committees(visit.app.db.reader(), &visit.ctx).await?;
    let items: Vec<CommitteeSummaryJson> = all.into_iter().map(CommitteeSummaryJson::from).collect();
    api::ok(CommitteeListJson {
        total: items.len() as u64,
        items,
    })
}

pub(super) async fn committee(visit: Visit, Path(id): Path<String>) -> Reply {
    api::ok(group(&visit, committee_id(&id)?).await?)
}

pub(super) async fn create(visit: Visit, ApiJson(body): ApiJson<NewCommitteeJson>) -> Reply {
    let programme = ProgrammeId(body.programme_id);
    let id = usecases::create_committee(&visit.app.db, &visit.ctx, programme, &body.name).await?;
    api::created(group(&visit, id).await?)
}

pub(super) async fn put_member(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<NewMemberJson>,
) -> Reply {
    let id = committee_id(&id)?;
    let member = NewMember {
        name: body.name,
        institution: body.institution,
        email: body.email,
        has_vote: body.has_vote,
        is_chair: body.is_chair,
        is_secretary: body.is_secretary,
        deputy_name: body.deputy_name,
        from_on: body.from_on,
        until_on: body.until_on,
    };
    usecases::put_member(&visit.app.db, &visit.ctx, id, member).await?;
    api::created(group(&visit, id).await?)
}

pub(super) async fn plan(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<PlanMeetingJson>,
) -> Reply {
    let command = PlanMeeting {
        committee: committee_id(&id)?,
        call: CallId(body.call_id),
        starts_at: body.starts_at,
        place: body.place,
        earlier: body.earlier_id.map(MeetingId),
    };
    let id = usecases::plan(&visit.app.db, &visit.ctx, command).await?;
    let (meeting, _) = queries::meeting(visit.app.db.reader(), &visit.ctx, id).await?;
    api::created(MeetingSummaryJson::from(&meeting))
}

pub(super) async fn invite(visit: Visit, Path(id): Path<String>) -> Reply {
    usecases::invite(&visit.app.db, &visit.ctx, meeting_id(&id)?).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn note_invitation(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<NoteInvitationJson>,
) -> Reply {
    let Some(way) = Way::from_code(&body.way) else {
        let text = base::Text::new("field-choice").with("value", body.way);
        return Err(Problem::field("way", text).into());
    };
    let command = NoteInvitation {
        member: MemberId(body.member_id),
        way,
        on: body
            .invited_on
            .unwrap_or_else(|| base::calendar::local_date(visit.ctx.now)),
        reason: body.reason,
    };
    usecases::note_invitation(&visit.app.db, &visit.ctx, meeting_id(&id)?, command).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn open(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<OpenMeetingJson>,
) -> Reply {
    let present = body
        .present
        .into_iter()
        .map(|seat| (MemberId(seat.member_id), base::names::clean(&seat.deputy_name)));
    let command = Opened {
        present: present.collect(),
        chair: body.chair_id.map(MemberId),
        asked: body.asked,
    };
    usecases::open(&visit.app.db, &visit.ctx, meeting_id(&id)?, command).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn record_list(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<RecordListJson>,
) -> Reply {
    let command = RecordList {
        votes: body.votes,
        chair_vote: body.chair_vote,
    };
    usecases::record_list(&visit.app.db, &visit.ctx, meeting_id(&id)?, command).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn close(visit: Visit, Path(id): Path<String>) -> Reply {
    usecases::close(&visit.app.db, &visit.ctx, meeting_id(&id)?).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn not_quorate(visit: Visit, Path(id): Path<String>) -> Reply {
    usecases::declare_not_quorate(&visit.app.db, &visit.ctx, meeting_id(&id)?).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn cancel(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<CancelMeetingJson>,
) -> Reply {
    usecases::cancel(&visit.app.db, &visit.ctx, meeting_id(&id)?, &body.reason).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn apply(visit: Visit, Path(id): Path<String>) -> Reply {
    usecases::apply_results(&visit.app.db, &visit.ctx, meeting_id(&id)?).await?;
    shown(visit, Path(id)).await
}

/// Whoever is excluded from items gets the minutes without these, like the page and the PDF.
pub(super) async fn minutes(visit: Visit, Path(id): Path<String>) -> Reply {
    let (record, hidden) = super::minutes::readable(&visit, meeting_id(&id)?).await?;
    let report = super::minutes::report(&visit, &record, &hidden)
        .await?
        .ok_or(Problem::not_found("minutes"))?;
    let mut comments = queries::comments(visit.app.db.reader(), record.meeting.id).await?;
    comments.retain(|comment| !hidden.is_named_in(&comment.text));
    let comments = comments.into_iter().map(|comment| MinutesCommentJson {
        member_id: comment.member_id.0,
        sha256: comment.sha256,
        text: comment.text,
        written_at: comment.written_at,
    });
    let meeting = record.meeting;
    api::ok(MinutesJson {
        comments: comments.collect(),
        hidden_items: hidden.count() as u64,
        sha256: meeting.minutes_sha256.unwrap_or_default(),
        drafted_at: meeting.minutes_at,
        chair_signed_at: meeting.chair_signed_at,
        secretary_signed_at: meeting.secretary_signed_at,
        content: serde_json::to_value(report).map_err(Problem::broken)?,
    })
}

pub(super) async fn draft(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<DraftMinutesJson>,
) -> Reply {
    usecases::draft_minutes(&visit.app.db, &visit.ctx, meeting_id(&id)?, &body.remark).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn sign(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<SignMinutesJson>,
) -> Reply {
    usecases::sign_minutes(&visit.app.db, &visit.ctx, meeting_id(&id)?, &body.sha256).await?;
    shown(visit, Path(id)).await
}
