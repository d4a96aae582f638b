//! The JSON API of claims.

use axum::extract::{Path, Query};
use base::{Cents, Problem};
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::claims::ClaimsQuery;
use super::id;
use super::json::{VersionJson, known};
use crate::access;
use crate::model::{Claim, ClaimId, ClaimState, Ground};
use crate::queries;
use crate::usecases::{self, Hear, IssueClaim, ProposeClaim, RecordReceipt, RecordStatement};

/// A claim for money back.
#[derive(Serialize, ToSchema)]
pub struct ClaimJson {
    id: Uuid,
    proof_id: Uuid,
    grant_id: Uuid,
    number: String,
    municipality: String,
    state: ClaimState,
    ground: Ground,
    principal_cents: i64,
    /// By how much the award falls beside it.
    cut_cents: i64,
    is_whole: bool,
    hearing_until_on: NaiveDate,
    issued_at: Option<DateTime<Utc>>,
    payable_until_on: Option<NaiveDate>,
    limitation_on: Option<NaiveDate>,
    version: i64,
}

impl From<Claim> for ClaimJson {
    fn from(claim: Claim) -> Self {
        Self {
            id: claim.id.0,
            proof_id: claim.proof_id.0,
            grant_id: claim.grant_id.0,
            number: claim.number,
            municipality: claim.body_name,
            state: claim.state,
            ground: claim.ground,
            principal_cents: claim.principal.0,
            cut_cents: claim.cut.0,
            is_whole: claim.is_whole,
            hearing_until_on: claim.hearing_until_on,
            issued_at: claim.issued_at,
            payable_until_on: claim.payable_until_on,
            limitation_on: claim.limitation_on,
            version: claim.version,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct ClaimListJson {
    items: Vec<ClaimJson>,
    total: u64,
    page: u64,
}

/// Interest within one half-year; the last day is not included.
#[derive(Serialize, ToSchema)]
pub struct InterestSegmentJson {
    principal_cents: i64,
    from_on: NaiveDate,
    until_on: NaiveDate,
    days: i64,
    year_days: i64,
    base_rate_basis_points: i64,
    rate_basis_points: i64,
}

/// The interest of one payment, rounded once.
#[derive(Serialize, ToSchema)]
pub struct ClaimInterestJson {
    payment_id: Uuid,
    paid_on: NaiveDate,
    principal_cents: i64,
    until_on: NaiveDate,
    day_count: String,
    rate_table_version: i64,
    segments: Vec<InterestSegmentJson>,
    amount_cents: i64,
}

#[derive(Serialize, ToSchema)]
pub struct ClaimDetailJson {
    claim: ClaimJson,
    statement: String,
    statement_on: Option<NaiveDate>,
    /// Of the one-year clock; for the office.
    known_on: Option<NaiveDate>,
    interest: Vec<ClaimInterestJson>,
    interest_cents: i64,
    received_cents: i64,
    open_cents: i64,
}

fn claim_id(text: &str) -> Result<ClaimId, Problem> {
    id(text, "claim")
}

pub async fn list(visit: Visit, Query(query): Query<ClaimsQuery>) -> Reply {
    let conn = visit.app.db.reader();
    let request = PageRequest::number(query.page);
    let page = queries::claims(conn, &visit.ctx, &query.filter(), request).await?;
    let page = page.map(ClaimJson::from);
    api::ok(ClaimListJson {
        items: page.items,
        total: page.total,
        page: page.page,
    })
}

pub async fn show(visit: Visit, Path(claim): Path<String>) -> Reply {
    let conn = visit.app.db.reader();
    let claim = queries::claim(conn, &visit.ctx, claim_id(&claim)?).await?;
    let edition = queries::interest_of(conn, claim.id).await?;
    let lines = edition.map(|edition| edition.lines).unwrap_or_default();
    let (interest, received, open) =
        queries::open_amounts(conn, &claim, base::calendar::local_date(visit.ctx.now)).await?;
    let office = access::is_office(&visit.ctx, claim.programme_id);
    let of_line = |line: crate::model::InterestLine| ClaimInterestJson {
        payment_id: line.payment_id,
        paid_on: line.paid_on,
        principal_cents: line.principal.0,
        until_on: line.until_on,
        day_count: line.day_count.code().to_owned(),
        rate_table_version: line.table_version,
        segments: line
            .segments
            .iter()
            .map(|part| InterestSegmentJson {
                principal_cents: part.principal.0,
                from_on: part.from_on,
                until_on: part.until_on,
                days: part.days,
                year_days: part.year_days,
                base_rate_basis_points: part.base_rate.0,
                rate_basis_points: part.rate.0,
            })
            .collect(),
        amount_cents: line.amount.0,
    };
    api::ok(ClaimDetailJson {
        statement: claim.statement.clone(),
        statement_on: claim.statement_on,
        known_on: Some(claim.known_on).filter(|_| office),
        interest: lines.into_iter().map(of_line).collect(),
        interest_cents: interest.0,
        received_cents: received.0,
        open_cents: open.0,
        claim: claim.into(),
    })
}

#[derive(Deserialize, ToSchema)]
pub struct HearJson {
    ground: Ground,
    principal_cents: i64,
    /// By how much the award falls beside it: a part of what is not paid yet is to be revoked.
    #[serde(default)]
    cut_cents: i64,
    #[serde(default)]
    is_whole: bool,
    reason: String,
    known_on: NaiveDate,
    until_on: NaiveDate,
    /// Since when the notice is ineffective; for a reduction.
    ineffective_on: Option<NaiveDate>,
    /// Of the proof, as it was read; 0: whichever.
    #[serde(default)]
    version: i64,
}

pub async fn hear(visit: Visit, Path(proof): Path<String>, ApiJson(body): ApiJson<HearJson>) -> Reply {
    let command = Hear {
        proof: id(&proof, "proof")?,
        version: known(body.version),
        ineffective_on: body.ineffective_on,
        ground: body.ground,
        principal: Cents(body.principal_cents),
        cut: Cents(body.cut_cents),
        is_whole: body.is_whole,
        reason: body.reason,
        known_on: body.known_on,
        until_on: body.until_on,
    };
    let claim = usecases::hear(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
    api::created(ClaimJson::from(claim))
}

#[derive(Deserialize, ToSchema)]
pub struct StatementJson {
    statement: String,
    /// For what came by letter; today when left out.
    received_on: Option<NaiveDate>,
}

pub async fn statement(
    visit: Visit,
    Path(claim): Path<String>,
    ApiJson(body): ApiJson<StatementJson>,
) -> Reply {
    let today = base::calendar::local_date(visit.ctx.now);
    let command = RecordStatement {
        claim: claim_id(&claim)?,
        version: None,
        statement: body.statement,
        received_on: body.received_on.unwrap_or(today),
    };
    let claim = usecases::record_statement(&visit.app.db, &visit.ctx, command).await?;
    api::ok(ClaimJson::from(claim))
}

#[derive(Deserialize, ToSchema)]
pub struct DropClaimJson {
    reason: String,
}

pub async fn drop(visit: Visit, Path(claim): Path<String>, ApiJson(body): ApiJson<DropClaimJson>) -> Reply {
    let id = claim_id(&claim)?;
    let claim = usecases::drop_hearing(&visit.app.db, &visit.ctx, id, None, &body.reason).await?;
    api::ok(ClaimJson::from(claim))
}

#[derive(Deserialize, ToSchema)]
pub struct ProposeClaimJson {
    #[serde(default)]
    version: i64,
    principal_cents: i64,
    discretion: String,
    #[serde(default)]
    waiver_reason: String,
}

pub async fn propose(
    visit: Visit,
    Path(claim): Path<String>,
    ApiJson(body): ApiJson<ProposeClaimJson>,
) -> Reply {
    let command = ProposeClaim {
        claim: claim_id(&claim)?,
        version: known(body.version),
        principal: Cents(body.principal_cents),
        discretion: body.discretion,
        waiver_reason: body.waiver_reason,
    };
    let claim = usecases::propose_claim(&visit.app.db, &visit.ctx, command).await?;
    api::ok(ClaimJson::from(claim))
}

#[derive(Deserialize, ToSchema)]
pub struct IssueClaimJson {
    #[serde(default)]
    version: i64,
    payable_until_on: NaiveDate,
}

pub async fn issue(visit: Visit, Path(claim): Path<String>, ApiJson(body): ApiJson<IssueClaimJson>) -> Reply {
    let command = IssueClaim {
        claim: claim_id(&claim)?,
        version: known(body.version),
        payable_until_on: body.payable_until_on,
    };
    let claim = usecases::issue_claim(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
    api::ok(ClaimJson::from(claim))
}

#[derive(Deserialize, ToSchema)]
pub struct ClaimReceiptJson {
    amount_cents: i64,
    received_on: NaiveDate,
    reference: String,
}

pub async fn receive(
    visit: Visit,
    Path(claim): Path<String>,
    ApiJson(body): ApiJson<ClaimReceiptJson>,
) -> Reply {
    let id = claim_id(&claim)?;
    let command = RecordReceipt {
        claim: id,
        amount: Cents(body.amount_cents),
        received_on: body.received_on,
        reference: body.reference,
    };
    usecases::record_receipt(&visit.app.db, &visit.ctx, command).await?;
    let claim = queries::claim(visit.app.db.reader(), &visit.ctx, id).await?;
    api::ok(ClaimJson::from(claim))
}

pub async fn settle(visit: Visit, Path(claim): Path<String>, ApiJson(body): ApiJson<VersionJson>) -> Reply {
    let id = claim_id(&claim)?;
    let claim = usecases::settle_claim(&visit.app.db, &visit.ctx, id, body.known()).await?;
    api::ok(ClaimJson::from(claim))
}
