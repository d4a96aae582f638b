//! The JSON twins of the pages, on the same use cases.

use std::collections::HashMap;

use applications::{ApplicationId, ReasonCode};
use assessment::Ruling;
use axum::extract::Path;
use base::{Cents, Problem};
use base_web::{ApiJson, Reply, Visit, api};
use calls::{AllocationMode, Call};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::api_meetings::MemberJson;
use super::meeting_id;
use crate::model::{Ballot, Excluded, MeetingRecord, MeetingState, MemberId, Outcome, Votes};
use crate::usecases::{self, Moved, RecordItem, SaveAllocation};
use crate::{access, queries, scenarios};

/// One application on the agenda.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingItemJson {
    pub application_id: Uuid,
    pub number: String,
    pub applicant: String,
    pub rank: Option<i64>,
    pub fundable_cents: i64,
    /// Voting members not excluded, and those of them present.
    pub base: Option<i64>,
    pub present: Option<i64>,
    pub votes: Option<Votes>,
    /// What a circular vote is about.
    pub motion: Option<Outcome>,
    pub motion_cents: Option<i64>,
    pub result: Option<Outcome>,
    pub amount_cents: Option<i64>,
    pub reserve_position: Option<i64>,
    pub reason_codes: Vec<String>,
    /// The members who took no part.
    pub excluded: Vec<Uuid>,
    /// The seat that presided over the item.
    pub chair_id: Option<Uuid>,
    /// The application could not be selected any more: since when, and what had become of it.
    pub lapsed_at: Option<DateTime<Utc>>,
    pub lapsed_state: Option<String>,
}

/// A meeting; items of cases the person is barred from are not in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingJson {
    pub id: Uuid,
    pub committee_id: Uuid,
    pub call_id: Uuid,
    pub state: MeetingState,
    pub starts_at: DateTime<Utc>,
    pub place: String,
    pub second_invitation: bool,
    pub minutes_sha256: Option<String>,
    /// The seats on the day of the meeting.
    pub members: Vec<MemberJson>,
    /// The seats that are taken, from the opening on.
    pub present: Vec<Uuid>,
    /// Those of them who have left since.
    pub away: Vec<Uuid>,
    /// The seat that presides.
    pub chair_id: Option<Uuid>,
    /// What is decided on now, unless it is hidden from the reader.
    pub current_application_id: Option<Uuid>,
    /// The end of a circular vote.
    pub answer_until: Option<DateTime<Utc>>,
    /// Closed because the quorum was lost.
    pub not_quorate_at: Option<DateTime<Utc>>,
    pub items: Vec<MeetingItemJson>,
    /// Concerns of bias, for whoever keeps the record.
    pub concerns: Vec<MemberConcernJson>,
}

/// A member's concern of bias in an application; without a ruling it waits, and the member takes no part.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberConcernJson {
    pub id: Uuid,
    pub application_id: Uuid,
    pub member_id: Option<Uuid>,
    pub reason: String,
    pub declared_at: DateTime<Utc>,
    pub ruling: Option<Ruling>,
    pub ruling_reason: Option<String>,
    pub ruled_at: Option<DateTime<Utc>>,
}

/// A member who takes no part in the item.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ExcludedJson {
    pub member_id: Uuid,
    pub reason: String,
    pub left_at: DateTime<Utc>,
    pub returned_at: Option<DateTime<Utc>>,
}

/// The motion, the votes on it and who took no part.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RecordItemJson {
    pub application_id: Uuid,
    #[serde(default)]
    pub excluded: Vec<ExcludedJson>,
    pub votes: Votes,
    pub chair_vote: Option<Ballot>,
    pub result: Outcome,
    pub amount_cents: Option<i64>,
    pub reserve_position: Option<i64>,
    /// R01 to R12.
    #[serde(default)]
    pub reason_codes: Vec<String>,
    #[serde(default)]
    pub reason: String,
    /// What a member moved; needed where the decision is not the proposed one.
    pub motion: Option<MotionJson>,
}

/// A motion of a member, in its words.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MotionJson {
    pub member_id: Uuid,
    pub text: String,
}

/// The recorded result; none where a member's motion was lost and the item stays as it was.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutcomeJson {
    pub result: Option<Outcome>,
}

/// One line of an allocation.
#[derive(Debug, Serialize, ToSchema)]
pub struct AllocationLineJson {
    pub application_id: Uuid,
    pub rank: i64,
    pub fundable_cents: i64,
    pub amount_cents: i64,
    pub reserve_position: Option<i64>,
}

/// A saved allocation.
#[derive(Debug, Serialize, ToSchema)]
pub struct AllocationJson {
    pub version: i64,
    /// RANK_FULL_STOP, RANK_FULL_SKIP, RANK_PARTIAL_LAST, PRO_RATA, MANUAL.
    pub mode: String,
    pub budget_cents: i64,
    pub total_cents: i64,
    pub reason: String,
    pub approved_at: Option<DateTime<Utc>>,
    pub lines: Vec<AllocationLineJson>,
}

/// An amount set by hand.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AmountJson {
    pub application_id: Uuid,
    pub amount_cents: i64,
}

/// The mode; for MANUAL amounts and a reason.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SaveAllocationJson {
    pub mode: String,
    #[serde(default)]
    pub amounts: Vec<AmountJson>,
    #[serde(default)]
    pub reason: String,
}

/// The version that was seen.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ApproveJson {
    pub version: i64,
}

/// One decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionJson {
    pub application_id: Uuid,
    pub number: String,
    pub applicant: String,
    pub result: Outcome,
    pub rank: Option<i64>,
    pub amount_cents: i64,
    pub reserve_position: Option<i64>,
    pub reason_codes: Vec<String>,
    pub valid_until: Option<NaiveDate>,
    pub released_at: Option<DateTime<Utc>>,
}

/// The decisions of a call.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionListJson {
    pub items: Vec<DecisionJson>,
    pub total: u64,
}

/// How many were released.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleasedJson {
    pub released: u64,
}

fn codes(codes: &[ReasonCode]) -> Vec<String> {
    codes.iter().map(|code| code.code().to_owned()).collect()
}

/// Error: an invalid field for a code that is none of R01 to R12.
fn reason_codes(codes: &[String]) -> Result<Vec<ReasonCode>, Problem> {
    let unknown = |code: &str| {
        Problem::field(
            "reason_codes",
            base::Text::new("field-choice").with("value", code),
        )
    };
    codes
        .iter()
        .map(|code| ReasonCode::from_code(code).ok_or_else(|| unknown(code)))
        .collect()
}

pub(super) async fn meeting(visit: Visit, Path(id): Path<String>) -> Reply {
    let (record, cases) = queries::record(visit.app.db.reader(), &visit.ctx, meeting_id(&id)?).await?;
    let items = record
        .items
        .iter()
        .filter_map(|item| {
            let case = cases.get(&item.application_id)?;
            let votes = item.votes_yes.map(|yes| Votes {
                yes,
                no: item.votes_no.unwrap_or_default(),
                abstain: item.votes_abstain.unwrap_or_default(),
            });
            Some(MeetingItemJson {
                application_id: case.id.0,
                number: case.label().to_owned(),
                applicant: case.lead_name.clone(),
                rank: item.rank,
                fundable_cents: item.fundable.0,
                base: item.base,
                present: item.present,
                votes,
                motion: item.motion,
                motion_cents: item.motion_amount.map(|amount| amount.0),
                result: item.result,
                amount_cents: item.amount.map(|amount| amount.0),
                reserve_position: item.reserve_position,
                reason_codes: codes(&item.reason_codes()),
                excluded: record.exclusions_of(item.id).map(|one| one.member_id.0).collect(),
                chair_id: item.chair_id.map(|chair| chair.0),
                lapsed_at: item.lapsed_at,
                lapsed_state: item.lapsed_state.clone(),
            })
        })
        .collect();
    let members = record.members.iter().map(MemberJson::from).collect();
    let present = record.present.iter().map(|(member, _)| member.0).collect();
    let away = record.away.iter().map(|member| member.0).collect();
    let current = record.current().map(|item| item.application_id.0);
    let concerns = concerns(&visit, &record).await?;
    let meeting = record.meeting;
    api::ok(MeetingJson {
        members,
        present,
        away,
        current_application_id: current,
        answer_until: meeting.answer_until,
        not_quorate_at: meeting.not_quorate_at,
        chair_id: meeting.chair_id.map(|chair| chair.0),
        id: meeting.id.0,
        committee_id: meeting.committee_id.0,
        call_id: meeting.call_id.0,
        state: meeting.state,
        starts_at: meeting.starts_at,
        place: meeting.place,
        second_invitation: meeting.second_invitation,
        minutes_sha256: meeting.minutes_sha256,
        items,
        concerns,
    })
}

/// Those about cases that the reader sees.
async fn concerns(visit: &Visit, record: &MeetingRecord) -> Result<Vec<MemberConcernJson>, Problem> {
    if access::require_recorder(&visit.ctx, &record.committee).is_err() {
        return Ok(Vec::new());
    }
    let db = visit.app.db.reader();
    let mut all = queries::concerns(db, &record.meeting).await?;
    let ids: Vec<ApplicationId> = all.iter().map(|one| one.application_id).collect();
    let seen = applications::case_rows(db, &visit.ctx, &ids).await?;
    all.retain(|one| seen.contains_key(&one.application_id));
    let all = all.into_iter().map(|one| MemberConcernJson {
        id: one.id.0,
        application_id: one.application_id.0,
        member_id: one.member_id.map(|seat| seat.0),
        reason: one.reason,
        declared_at: one.declared_at,
        ruling: one.ruling,
        ruling_reason: one.ruling_reason,
        ruled_at: one.ruled_at,
    });
    Ok(all.collect())
}

pub(super) async fn record(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<RecordItemJson>,
) -> Reply {
    let excluded = body.excluded.into_iter().map(|one| Excluded {
        member: MemberId(one.member_id),
        reason: one.reason,
        left_at: one.left_at,
        returned_at: one.returned_at,
    });
    let command = RecordItem {
        application: ApplicationId(body.application_id),
        excluded: excluded.collect(),
        votes: body.votes,
        chair_vote: body.chair_vote,
        result: body.result,
        amount: body.amount_cents.map(Cents),
        reserve_position: body.reserve_position,
        reason_codes: reason_codes(&body.reason_codes)?,
        reason: body.reason,
        motion: body.motion.map(|one| Moved {
            by: MemberId(one.member_id),
            text: one.text,
        }),
    };
    let result = usecases::record_item(&visit.app.db, &visit.ctx, meeting_id(&id)?, command).await?;
    api::ok(OutcomeJson { result })
}

pub(super) async fn saved(visit: &Visit, call: &Call) -> Result<AllocationJson, Problem> {
    let db = visit.app.db.reader();
    // the sum and the places would tell of the hidden case
    scenarios::require_whole_sight(db, &visit.ctx, call).await?;
    let saved = queries::latest_allocation(db, call.id)
        .await?
        .ok_or(Problem::not_found("allocation"))?;
    let ids: Vec<ApplicationId> = saved.lines.iter().map(|line| line.application_id).collect();
    let cases = applications::applications(db, &visit.ctx, &ids).await?;
    let lines = saved
        .lines
        .iter()
        .filter(|line| cases.contains_key(&line.application_id))
        .map(|line| AllocationLineJson {
            application_id: line.application_id.0,
            rank: line.rank,
            fundable_cents: line.fundable.0,
            amount_cents: line.amount.0,
            reserve_position: line.reserve_position,
        })
        .collect();
    Ok(AllocationJson {
        version: saved.version.version,
        mode: saved.version.mode().code().to_owned(),
        budget_cents: saved.version.budget.0,
        total_cents: saved.version.total.0,
        reason: saved.version.reason,
        approved_at: saved.version.approved_at,
        lines,
    })
}

pub(super) async fn allocation(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    api::ok(saved(&visit, &call).await?)
}

pub(super) async fn save_allocation(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<SaveAllocationJson>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let Some(mode) = AllocationMode::from_code(&body.mode) else {
        return Err(Problem::field("mode", base::Text::new("field-choice").with("value", body.mode)).into());
    };
    let amounts: HashMap<ApplicationId, Cents> = body
        .amounts
        .into_iter()
        .map(|one| (ApplicationId(one.application_id), Cents(one.amount_cents)))
        .collect();
    let command = SaveAllocation {
        call: call.id,
        mode,
        amounts,
        reason: body.reason,
    };
    usecases::save_allocation(&visit.app.db, &visit.ctx, command).await?;
    api::created(saved(&visit, &call).await?)
}

pub(super) async fn approve(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<ApproveJson>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    usecases::approve_allocation(&visit.app.db, &visit.ctx, call.id, body.version).await?;
    api::done()
}

pub(super) async fn decisions(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let (decisions, cases) = super::decisions::seen(&visit, &call).await?;
    let items: Vec<DecisionJson> = decisions
        .iter()
        .filter_map(|decision| {
            let case = cases.get(&decision.application_id)?;
            Some(DecisionJson {
                application_id: case.id.0,
                number: case.label().to_owned(),
                applicant: case.lead_name.clone(),
                result: decision.result,
                rank: decision.rank,
                amount_cents: decision.amount.0,
                reserve_position: decision.position,
                reason_codes: codes(&decision.reason_codes),
                valid_until: decision.valid_until,
                released_at: decision.released_at,
            })
        })
        .collect();
    api::ok(DecisionListJson {
        total: items.len() as u64,
        items,
    })
}

pub(super) async fn release(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let released = usecases::release(&visit.app.db, &visit.ctx, call.id).await?;
    api::ok(ReleasedJson {
        released: released as u64,
    })
}

/// How many were carried out.
#[derive(Debug, Serialize, ToSchema)]
pub struct RejectedJson {
    pub rejected: u64,
}

pub(super) async fn reject(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let rejected = usecases::reject(&visit.app.db, &visit.ctx, call.id).await?;
    api::ok(RejectedJson {
        rejected: rejected as u64,
    })
}
