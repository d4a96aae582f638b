//! The JSON twins for what happens in a meeting and in a circular vote. Every verb answers with the meeting as it is then.

use applications::ApplicationId;
use assessment::Ruling;
use axum::extract::Path;
use base::Problem;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::api::meeting as shown;
use super::{committee_id, item, meeting_id};
use crate::model::{Ballot, ConcernId, MemberId};
use crate::usecases::{self, Conflict, MoveMember, Remark, RuleOnConcern};

/// The application that is decided on now.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CallItemJson {
    pub application_id: Uuid,
}

/// Who comes or leaves. `deputy_name`: who takes a seat that was empty until now. `asked`: a late comer who has not declared
/// in the portal was asked for any bias.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PresenceJson {
    pub member_id: Uuid,
    pub present: bool,
    #[serde(default)]
    pub deputy_name: String,
    #[serde(default)]
    pub asked: bool,
}

/// Who presides from now on.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PresideJson {
    pub member_id: Uuid,
}

/// Who takes no part in an item, and why.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LeaveItemJson {
    pub member_id: Uuid,
    pub reason: String,
}

/// Why a member takes no part. `doubtful`: the member is not sure, and the others decide.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MemberReasonJson {
    pub reason: String,
    #[serde(default)]
    pub doubtful: bool,
}

/// An application in which the member takes no part, and why. `doubtful`: the member is not sure, and the others decide.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MemberConflictJson {
    pub application_id: Uuid,
    pub reason: String,
    #[serde(default)]
    pub doubtful: bool,
}

/// What was decided about a member's concern of bias, and why.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MemberRulingJson {
    pub ruling: Ruling,
    pub reason: String,
}

/// Everything on the agenda is declared free of bias except these.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DeclareJson {
    #[serde(default)]
    pub conflicts: Vec<MemberConflictJson>,
}

/// Why a member wants a meeting: of the own seat, or of `member_id`, who has no account.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ObjectionJson {
    pub member_id: Option<Uuid>,
    pub reason: String,
}

/// The last day to vote in writing.
#[derive(Debug, Deserialize, ToSchema)]
pub struct StartCircularJson {
    pub until: NaiveDate,
}

/// A vote on one application.
#[derive(Debug, Deserialize, ToSchema)]
pub struct BallotJson {
    pub application_id: Uuid,
    pub ballot: Ballot,
}

/// The votes of the own seat, or of `member_id`, who has no account.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CastJson {
    pub member_id: Option<Uuid>,
    pub ballots: Vec<BallotJson>,
}

/// A comment on the minutes, or with `agreed_sha256` the consent to the wording with that hash: of the own seat, or of
/// `member_id`, who has no account.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CommentJson {
    pub member_id: Option<Uuid>,
    #[serde(default)]
    pub text: String,
    pub agreed_sha256: Option<String>,
}

pub(super) async fn call(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<CallItemJson>,
) -> Reply {
    let application = ApplicationId(body.application_id);
    usecases::call_item(&visit.app.db, &visit.ctx, meeting_id(&id)?, application).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn presence(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<PresenceJson>,
) -> Reply {
    let command = MoveMember {
        member: MemberId(body.member_id),
        present: body.present,
        deputy: body.deputy_name,
        asked: body.asked,
    };
    usecases::move_member(&visit.app.db, &visit.ctx, meeting_id(&id)?, command).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn preside(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<PresideJson>,
) -> Reply {
    let member = MemberId(body.member_id);
    usecases::preside(&visit.app.db, &visit.ctx, meeting_id(&id)?, member).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn leave(
    visit: Visit,
    Path((id, case)): Path<(String, String)>,
    ApiJson(body): ApiJson<LeaveItemJson>,
) -> Reply {
    let (meeting, case) = (meeting_id(&id)?, item::application_id(&case)?);
    let member = MemberId(body.member_id);
    usecases::exclude(&visit.app.db, &visit.ctx, meeting, case, member, &body.reason).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn readmit(visit: Visit, Path((id, case)): Path<(String, String)>) -> Reply {
    let (meeting, case) = (meeting_id(&id)?, item::application_id(&case)?);
    usecases::readmit(&visit.app.db, &visit.ctx, meeting, case).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn declare(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<DeclareJson>,
) -> Reply {
    let conflicts = body.conflicts.into_iter();
    let conflicts = conflicts.map(|one| Conflict {
        application: ApplicationId(one.application_id),
        reason: one.reason,
        doubtful: one.doubtful,
    });
    usecases::declare(&visit.app.db, &visit.ctx, meeting_id(&id)?, conflicts.collect()).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn recuse(
    visit: Visit,
    Path((id, case)): Path<(String, String)>,
    ApiJson(body): ApiJson<MemberReasonJson>,
) -> Reply {
    let (meeting, case) = (meeting_id(&id)?, item::application_id(&case)?);
    if body.doubtful {
        usecases::doubt(&visit.app.db, &visit.ctx, meeting, case, &body.reason).await?;
    } else {
        usecases::recuse(&visit.app.db, &visit.ctx, meeting, case, &body.reason).await?;
    }
    shown(visit, Path(id)).await
}

pub(super) async fn rule(
    visit: Visit,
    Path((id, concern)): Path<(String, String)>,
    ApiJson(body): ApiJson<MemberRulingJson>,
) -> Reply {
    let command = RuleOnConcern {
        meeting: meeting_id(&id)?,
        concern: concern
            .parse::<ConcernId>()
            .map_err(|_| Problem::not_found("concern"))?,
        ruling: body.ruling,
        reason: body.reason,
    };
    usecases::rule_on_concern(&visit.app.db, &visit.ctx, command).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn start_circular(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<StartCircularJson>,
) -> Reply {
    usecases::start_circular(&visit.app.db, &visit.ctx, meeting_id(&id)?, body.until).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn cast(visit: Visit, Path(id): Path<String>, ApiJson(body): ApiJson<CastJson>) -> Reply {
    let votes = body.ballots.iter();
    let votes = votes.map(|one| (ApplicationId(one.application_id), one.ballot));
    let member = body.member_id.map(MemberId);
    usecases::cast(
        &visit.app.db,
        &visit.ctx,
        meeting_id(&id)?,
        member,
        votes.collect(),
    )
    .await?;
    shown(visit, Path(id)).await
}

pub(super) async fn object(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<ObjectionJson>,
) -> Reply {
    let member = body.member_id.map(MemberId);
    usecases::object(&visit.app.db, &visit.ctx, meeting_id(&id)?, member, &body.reason).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn close_circular(visit: Visit, Path(id): Path<String>) -> Reply {
    usecases::close_circular(&visit.app.db, &visit.ctx, meeting_id(&id)?).await?;
    shown(visit, Path(id)).await
}

pub(super) async fn comment(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<CommentJson>,
) -> Reply {
    let member = body.member_id.map(MemberId);
    let remark = match body.agreed_sha256 {
        Some(hash) => Remark::Agreed(hash),
        None => Remark::Comment(body.text),
    };
    usecases::comment_minutes(&visit.app.db, &visit.ctx, meeting_id(&id)?, member, remark).await?;
    shown(visit, Path(id)).await
}

/// The seat ends today.
pub(super) async fn end_member(visit: Visit, Path((id, member)): Path<(String, String)>) -> Reply {
    committee_id(&id)?;
    let member = member.parse().map_err(|_| Problem::not_found("member"))?;
    usecases::end_member(&visit.app.db, &visit.ctx, member).await?;
    api::done()
}
