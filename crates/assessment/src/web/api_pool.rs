//! The JSON twins of the pages about who assesses.

use applications::ApplicationId;
use axum::extract::{Path, Query};
use axum::http::Method;
use base::{PersonId, Problem};
use base_db::PageRequest;
use base_web::{ApiDoc, ApiJson, Reply, Routes, Visit, api};
use chrono::{DateTime, NaiveDate, Utc};
use municipalities::BodyId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ASSESSORS, DECLARERS, OFFICERS, READERS};
use crate::model::{Basis, District, Nearness, PoolState, ProposalId};
use crate::pool;
use crate::usecases::{self, Answer, Dismiss, Invite, NewInterest, Propose};

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/calls/{call}/assessors",
            READERS,
            assessors,
            ApiDoc::new("Who assesses a call, with loads").returns::<AssessorListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/assessors",
            OFFICERS,
            invite,
            ApiDoc::new("Invite a person to assess a call")
                .body::<InviteJson>()
                .creates::<PoolIdJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/assessors/release",
            OFFICERS,
            release,
            ApiDoc::new("Take a person out of the pool; what is not handed in is taken back")
                .body::<ReleaseJson>()
                .returns::<ReleasedJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/calls/{call}/conflicts",
            READERS,
            conflicts,
            ApiDoc::new("Conflicts that the data suggest")
                .query("page", "integer")
                .query("per_page", "integer")
                .returns::<ConflictListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/conflicts",
            OFFICERS,
            dismiss,
            ApiDoc::new("Set a suggested conflict aside")
                .body::<DismissJson>()
                .returns_nothing(),
        )
        .api(
            Method::GET,
            "/api/v1/calls/{call}/assignment",
            READERS,
            assignment,
            ApiDoc::new("The newest proposal of the automatic assignment")
                .returns::<AssignmentProposalJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/assignment",
            OFFICERS,
            propose,
            ApiDoc::new("Propose an assignment")
                .body::<NewProposalJson>()
                .creates::<PoolIdJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/assignment/apply",
            OFFICERS,
            apply,
            ApiDoc::new("Apply a proposal, all of it or nothing")
                .body::<AssignmentApplyJson>()
                .returns_nothing(),
        )
        .api(
            Method::GET,
            "/api/v1/invitations",
            ASSESSORS,
            invitations,
            ApiDoc::new("My invitations to assess").returns::<InvitationListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/invitations/{invitation}/answer",
            ASSESSORS,
            answer,
            ApiDoc::new("Accept or decline an invitation")
                .body::<InvitationAnswerJson>()
                .returns_nothing(),
        )
        .api(
            Method::GET,
            "/api/v1/interests",
            DECLARERS,
            interests,
            ApiDoc::new("My standing declaration of interests").returns::<InterestListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/interests",
            DECLARERS,
            add_interest,
            ApiDoc::new("Declare a tie to a body")
                .body::<NewInterestJson>()
                .creates::<PoolIdJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/interests/{interest}/end",
            DECLARERS,
            end_interest,
            ApiDoc::new("Note that a tie ended").returns_nothing(),
        )
}

/// The id of what was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct PoolIdJson {
    pub id: Uuid,
}

/// A person who assesses or was asked to. `state` is empty for whoever has the role without an invitation.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessorJson {
    pub person_id: Uuid,
    pub name: String,
    pub state: Option<PoolState>,
    pub answer_by: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub most: Option<i64>,
    pub available: bool,
    pub assigned: u64,
    pub open: u64,
    pub submitted: u64,
    pub declined: u64,
}

/// All of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessorListJson {
    pub items: Vec<AssessorJson>,
    pub total: u64,
}

async fn assessors(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let rows = pool::pool(visit.app.db.reader(), &visit.ctx, &call).await?;
    let items: Vec<AssessorJson> = rows
        .into_iter()
        .map(|row| {
            let invitation = row.invitation.as_ref();
            AssessorJson {
                person_id: row.person.0,
                name: row.name,
                state: invitation.map(|one| one.state),
                answer_by: invitation.and_then(|one| one.answer_by),
                due_on: invitation.and_then(|one| one.due_on),
                most: invitation.and_then(|one| one.most),
                available: row.available,
                assigned: row.assigned as u64,
                open: row.open as u64,
                submitted: row.submitted as u64,
                declined: row.declined as u64,
            }
        })
        .collect();
    api::ok(AssessorListJson {
        total: items.len() as u64,
        items,
    })
}

/// Whom to invite; the name is needed for a person without an account.
#[derive(Debug, Deserialize, ToSchema)]
pub struct InviteJson {
    pub email: String,
    #[serde(default)]
    pub name: String,
    pub answer_by: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    /// Applications at most.
    pub most: Option<i64>,
}

async fn invite(visit: Visit, Path(call): Path<String>, ApiJson(body): ApiJson<InviteJson>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let command = Invite {
        email: body.email,
        name: body.name,
        answer_by: body.answer_by,
        due_on: body.due_on,
        most: body.most,
    };
    let id = usecases::invite_assessor(&visit.app.db, &visit.ctx, call.id, command).await?;
    api::created(PoolIdJson { id: id.0 })
}

/// Who is taken out, and why.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ReleaseJson {
    pub person_id: Uuid,
    pub reason: String,
}

/// How many applications can be given to others.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleasedJson {
    pub withdrawn: u64,
}

async fn release(visit: Visit, Path(call): Path<String>, ApiJson(body): ApiJson<ReleaseJson>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let person = PersonId(body.person_id);
    let withdrawn =
        usecases::release_assessor(&visit.app.db, &visit.ctx, call.id, person, &body.reason).await? as u64;
    api::ok(ReleasedJson { withdrawn })
}

/// A conflict that the data suggest. `subject` is the body's id or the mail domain.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictJson {
    pub application_id: Uuid,
    pub number: String,
    pub applicant: String,
    pub person_id: Uuid,
    pub person: String,
    pub basis: Basis,
    pub nearness: Nearness,
    pub subject: String,
    pub name: String,
    /// Why the office set it aside.
    pub dismissed: Option<String>,
}

/// One page of them, open ones first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictListJson {
    pub items: Vec<ConflictJson>,
    pub total: u64,
    pub page: u64,
    pub per_page: u64,
}

async fn conflicts(visit: Visit, Path(call): Path<String>, Query(request): Query<PageRequest>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let found = pool::conflict_hints(visit.app.db.reader(), &visit.ctx, &call, request).await?;
    let json = |row: pool::HintRow| ConflictJson {
        application_id: row.hint.application_id.0,
        number: row.number,
        applicant: row.lead_name,
        person_id: row.hint.person_id.0,
        person: row.person_name,
        basis: row.hint.basis,
        nearness: row.hint.nearness,
        subject: row.hint.subject,
        name: row.hint.name,
        dismissed: row.hint.dismissed.map(|one| one.reason),
    };
    api::ok(ConflictListJson {
        total: found.total,
        page: found.page,
        per_page: found.per_page,
        items: found.items.into_iter().map(json).collect(),
    })
}

/// Which suggestion is set aside, and why.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DismissJson {
    pub application_id: Uuid,
    pub person_id: Uuid,
    pub basis: Basis,
    pub subject: String,
    pub reason: String,
}

async fn dismiss(visit: Visit, Path(call): Path<String>, ApiJson(body): ApiJson<DismissJson>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    crate::access::require(&visit.ctx, crate::access::OFFICERS, &call)?;
    let command = Dismiss {
        application: ApplicationId(body.application_id),
        person: PersonId(body.person_id),
        basis: body.basis,
        subject: body.subject,
        reason: body.reason,
    };
    usecases::dismiss_conflict(&visit.app.db, &visit.ctx, command).await?;
    api::done()
}

/// A proposed pair; the load counts with it, in the order of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposedPairJson {
    pub application_id: Uuid,
    pub number: String,
    pub person_id: Uuid,
    pub person: String,
    pub district: District,
    pub load: u64,
    pub most: Option<i64>,
    /// A suggested conflict was set aside by the office.
    pub dismissed: bool,
}

/// A proposal with its pairs.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentProposalJson {
    pub id: Uuid,
    pub target: i64,
    pub due_on: Option<NaiveDate>,
    pub made_at: DateTime<Utc>,
    pub applied_at: Option<DateTime<Utc>>,
    pub pairs: Vec<ProposedPairJson>,
    /// Applications that would still have fewer assessors than wanted.
    pub short: Vec<String>,
}

async fn assignment(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let view = pool::proposal(visit.app.db.reader(), &visit.ctx, &call).await?;
    let view = view.ok_or(Problem::not_found("proposal"))?;
    let json = |pair: pool::ProposedPair| ProposedPairJson {
        application_id: pair.case.id.0,
        number: pair.case.label().to_owned(),
        person_id: pair.person.0,
        person: pair.name,
        district: pair.district,
        load: pair.load as u64,
        most: pair.most,
        dismissed: pair.dismissed,
    };
    api::ok(AssignmentProposalJson {
        id: view.proposal.id.0,
        target: view.proposal.target,
        due_on: view.proposal.due_on,
        made_at: view.proposal.made_at,
        applied_at: view.proposal.applied_at,
        pairs: view.pairs.into_iter().map(json).collect(),
        short: view
            .short
            .iter()
            .map(|(case, ..)| case.label().to_owned())
            .collect(),
    })
}

/// Assessors wanted per application.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewProposalJson {
    pub target: i64,
    pub due_on: Option<NaiveDate>,
}

async fn propose(visit: Visit, Path(call): Path<String>, ApiJson(body): ApiJson<NewProposalJson>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let command = Propose {
        call: call.id,
        target: body.target,
        due_on: body.due_on,
    };
    let proposal = usecases::propose_assignment(&visit.app.db, &visit.ctx, command).await?;
    api::created(PoolIdJson { id: proposal.id.0 })
}

/// The proposal that was read.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AssignmentApplyJson {
    pub proposal_id: Uuid,
}

async fn apply(visit: Visit, Path(call): Path<String>, ApiJson(body): ApiJson<AssignmentApplyJson>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let id = ProposalId(body.proposal_id);
    usecases::apply_assignment(&visit.app.db, &visit.ctx, call.id, id).await?;
    api::done()
}

/// An own invitation.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationJson {
    pub id: Uuid,
    pub call_id: Uuid,
    pub state: PoolState,
    pub answer_by: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub most: Option<i64>,
}

/// All of them, open ones first.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationListJson {
    pub items: Vec<InvitationJson>,
    pub total: u64,
}

async fn invitations(visit: Visit) -> Reply {
    let own = pool::invitations_of_person(visit.app.db.reader(), &visit.ctx).await?;
    let items: Vec<InvitationJson> = own
        .into_iter()
        .map(|one| InvitationJson {
            id: one.id.0,
            call_id: one.call_id.0,
            state: one.state,
            answer_by: one.answer_by,
            due_on: one.due_on,
            most: one.most,
        })
        .collect();
    api::ok(InvitationListJson {
        total: items.len() as u64,
        items,
    })
}

/// `accept` with the wish and the confirmation that the declaration of interests is complete, or a reason to decline.
#[derive(Debug, Deserialize, ToSchema)]
pub struct InvitationAnswerJson {
    pub accept: bool,
    pub most: Option<i64>,
    #[serde(default)]
    pub interests_complete: bool,
    #[serde(default)]
    pub reason: String,
}

async fn answer(visit: Visit, Path(id): Path<String>, ApiJson(body): ApiJson<InvitationAnswerJson>) -> Reply {
    let answer = if body.accept {
        Answer::Accept {
            most: body.most,
            interests_complete: body.interests_complete,
        }
    } else {
        Answer::Decline { reason: body.reason }
    };
    let id = super::invitation::invitation_id(&id)?;
    usecases::answer_invitation(&visit.app.db, &visit.ctx, id, answer).await?;
    api::done()
}

/// An own tie to a body.
#[derive(Debug, Serialize, ToSchema)]
pub struct InterestJson {
    pub id: Uuid,
    pub basis: Basis,
    pub body_id: Uuid,
    pub body: String,
    pub detail: String,
    pub declared_at: DateTime<Utc>,
    pub until_on: Option<NaiveDate>,
}

/// All of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct InterestListJson {
    pub items: Vec<InterestJson>,
    pub total: u64,
}

async fn interests(visit: Visit) -> Reply {
    let own = pool::interests_of_person(visit.app.db.reader(), &visit.ctx).await?;
    let items: Vec<InterestJson> = own
        .into_iter()
        .map(|(one, body)| InterestJson {
            id: one.id.0,
            basis: one.basis,
            body_id: one.body_id.0,
            body,
            detail: one.detail,
            declared_at: one.declared_at,
            until_on: one.until_on,
        })
        .collect();
    api::ok(InterestListJson {
        total: items.len() as u64,
        items,
    })
}

/// A tie to a body of the register; `until_on` for one that is over.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewInterestJson {
    pub basis: Basis,
    pub body_id: Uuid,
    #[serde(default)]
    pub detail: String,
    pub until_on: Option<NaiveDate>,
}

async fn add_interest(visit: Visit, ApiJson(body): ApiJson<NewInterestJson>) -> Reply {
    let new = NewInterest {
        basis: body.basis,
        body: BodyId(body.body_id),
        detail: body.detail,
        until_on: body.until_on,
    };
    let id = usecases::declare_interest(&visit.app.db, &visit.ctx, new).await?;
    api::created(PoolIdJson { id: id.0 })
}

async fn end_interest(visit: Visit, Path(id): Path<String>) -> Reply {
    usecases::end_interest(&visit.app.db, &visit.ctx, pool::interest_id(&id)?).await?;
    api::done()
}
