//! Delivery and remedies by the API.

use axum::extract::Path;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::api::answer;
use super::json::GrantBatchJson;
use super::{call, id};
use crate::model::{Channel, RemedyOutcome};
use crate::usecases::{
    self, FlawRemedy, Object, Posting, Prove, Reissue, Returned, SendBack, SettleRemedy, Waive,
};

/// A notice that came back by post.
#[derive(Debug, Deserialize, ToSchema)]
pub struct GrantReturnedJson {
    pub version: i64,
    pub returned_on: NaiveDate,
    pub remark: String,
}

/// Another dispatch.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ReissueGrantJson {
    pub version: i64,
    pub channel: Channel,
}

/// A proof of receipt.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ProveReceiptJson {
    pub version: i64,
    pub received_on: NaiveDate,
    pub remark: String,
}

/// When a letter was posted.
#[derive(Debug, Deserialize, ToSchema)]
pub struct GrantPostedJson {
    pub version: i64,
    pub posted_on: NaiveDate,
}

/// When the letters of a round were posted.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RoundPostedJson {
    pub posted_on: NaiveDate,
}

/// What is to be put right before a grant is issued.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SendBackGrantJson {
    pub version: i64,
    pub reason: String,
}

/// A waiver of remedies.
#[derive(Debug, Deserialize, ToSchema)]
pub struct WaiveRemedyJson {
    pub version: i64,
    /// The day a written waiver arrived; today when the municipality declares it here.
    pub arrived_on: Option<NaiveDate>,
    #[serde(default)]
    pub remark: String,
}

/// A remedy that was filed.
#[derive(Debug, Deserialize, ToSchema)]
pub struct FiledRemedyJson {
    pub version: i64,
    pub filed_on: NaiveDate,
    pub remark: String,
}

/// The end of a remedy.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SettledRemedyJson {
    pub version: i64,
    pub outcome: RemedyOutcome,
    pub settled_on: NaiveDate,
    pub remark: String,
}

/// A flaw of the notice on remedies.
#[derive(Debug, Deserialize, ToSchema)]
pub struct FlawedRemedyJson {
    pub version: i64,
    pub reason: String,
}

pub(super) async fn returned(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<GrantReturnedJson>,
) -> Reply {
    let command = Returned {
        grant: id(&grant)?,
        version: Some(body.version),
        returned_on: body.returned_on,
        remark: body.remark,
    };
    let grant = usecases::returned(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn reissue(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<ReissueGrantJson>,
) -> Reply {
    let command = Reissue {
        grant: id(&grant)?,
        version: Some(body.version),
        channel: body.channel,
    };
    let grant = usecases::reissue(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn prove(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<ProveReceiptJson>,
) -> Reply {
    let command = Prove {
        grant: id(&grant)?,
        version: Some(body.version),
        received_on: body.received_on,
        remark: body.remark,
    };
    let grant = usecases::prove(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn posted(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<GrantPostedJson>,
) -> Reply {
    let command = Posting {
        grant: id(&grant)?,
        version: Some(body.version),
        posted_on: body.posted_on,
    };
    let grant = usecases::note_posting(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn round_posted(
    visit: Visit,
    Path(text): Path<String>,
    ApiJson(body): ApiJson<RoundPostedJson>,
) -> Reply {
    let call = call(&visit, &text).await?;
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    let outcomes = usecases::note_postings(db, ctx, call.id, body.posted_on).await?;
    api::ok(GrantBatchJson::new(visit.lang(), outcomes))
}

pub(super) async fn send_back(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<SendBackGrantJson>,
) -> Reply {
    let command = SendBack {
        grant: id(&grant)?,
        version: Some(body.version),
        reason: body.reason,
    };
    let grant = usecases::send_back(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn waive(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<WaiveRemedyJson>,
) -> Reply {
    let command = Waive {
        grant: id(&grant)?,
        version: Some(body.version),
        arrived_on: body.arrived_on,
        remark: body.remark,
    };
    let grant = usecases::waive(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn object(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<FiledRemedyJson>,
) -> Reply {
    let command = Object {
        grant: id(&grant)?,
        version: Some(body.version),
        filed_on: body.filed_on,
        remark: body.remark,
    };
    let grant = usecases::object(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn settle_remedy(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<SettledRemedyJson>,
) -> Reply {
    let command = SettleRemedy {
        grant: id(&grant)?,
        version: Some(body.version),
        outcome: body.outcome,
        settled_on: body.settled_on,
        remark: body.remark,
    };
    let grant = usecases::settle_remedy(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn flaw_remedy(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<FlawedRemedyJson>,
) -> Reply {
    let command = FlawRemedy {
        grant: id(&grant)?,
        version: Some(body.version),
        reason: body.reason,
    };
    let grant = usecases::flaw_remedy(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}
