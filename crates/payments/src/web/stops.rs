//! A stop of payments, on the case page: that it is in force and why, setting and lifting it.

use axum::extract::Path;
use base::{Ctx, Problem, Scope, texts};
use base_web::App;
use base_web::view::{Block, Field, Form, Notice, Page, Tone};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::{DateTime, Utc};
use grants::{Grant, GrantId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{id, refusal};
use crate::model::PaymentStop;
use crate::usecases::{self, LiftStop, NOTE_MAX, StopPayments};
use crate::{access, queries};

/// For the office only: why money does not flow is told to the municipality by letter.
pub(super) async fn blocks(app: &App, ctx: &Ctx, grant: &Grant) -> Result<Vec<Block>, Problem> {
    if !access::is_office(ctx, grant.programme_id) {
        return Ok(Vec::new());
    }
    let stop = queries::stop_of(app.db.reader(), grant.id).await?;
    let mut blocks = Vec::new();
    if let Some(stop) = &stop {
        let title = texts::tr(ctx.lang, "payments-stop-title");
        blocks.push(Notice::new(Tone::Warning, title, stop.reason.clone()).into());
    }
    if let Some((key, form)) = form(ctx, grant, stop.as_ref()) {
        blocks.push(Block::Details(texts::tr(ctx.lang, key), vec![form.into()]));
    }
    Ok(blocks)
}

/// What the person can do, with its name; none when nothing.
fn form(ctx: &Ctx, grant: &Grant, stop: Option<&PaymentStop>) -> Option<(&'static str, Form)> {
    let t = |key: &str| texts::tr(ctx.lang, key);
    let programme = Scope::Programme(grant.programme_id);
    let note = |name: &str, key: &str| Field::textarea(name, t(key), 2).required().max(NOTE_MAX);
    let path = format!("/grants/{}/payment-stop", grant.id);
    match stop {
        None if ctx.has_any(access::SENDERS_BACK, programme) => {
            let form = Form::post(ctx.lang, path)
                .field(note("reason", "payments-stop-reason"))
                .submit(t("payments-stop-set"))
                .confirm(t("payments-stop-confirm"));
            Some(("payments-stop-set", form))
        }
        Some(stop)
            if ctx.has_any(access::ORDERERS, programme)
                && ctx.require_other_person(&[Some(stop.set_by)]).is_ok() =>
        {
            let form = Form::post(ctx.lang, format!("{path}/lift"))
                .field(note("note", "payments-stop-note"))
                .submit(t("payments-stop-lift"));
            Some(("payments-stop-lift", form))
        }
        _ => None,
    }
}

async fn answer(visit: &Visit, grant: GrantId, done: Result<PaymentStop, Problem>, word: &str) -> Reply {
    let (found, _) = grants::seen(visit.app.db.reader(), &visit.ctx, grant).await?;
    let case = format!("/applications/{}?part=procedure", found.application_id);
    match done {
        Ok(_) => visit.done(&case, word),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = Page::new(visit.t("payments-stop-title"))
                .kicker(&found.number)
                .crumb(&case, &found.number)
                .block(refusal(visit, &problem))
                .blocks(blocks(&visit.app, &visit.ctx, &found).await?);
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn set(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant, "grant")?;
    let command = StopPayments {
        grant,
        reason: data.get("reason").to_owned(),
    };
    let done = usecases::stop_payments(&visit.app.db, &visit.ctx, command).await;
    answer(&visit, grant, done, "payments-done-stop-set").await
}

pub(super) async fn lift(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant, "grant")?;
    let command = LiftStop {
        grant,
        note: data.get("note").to_owned(),
    };
    let done = usecases::lift_stop(&visit.app.db, &visit.ctx, command).await;
    answer(&visit, grant, done, "payments-done-stop-lifted").await
}

/// A stop of the payments of a grant.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentStopJson {
    id: Uuid,
    grant_id: Uuid,
    reason: String,
    set_at: DateTime<Utc>,
    lifted_at: Option<DateTime<Utc>>,
    lift_note: String,
}

impl From<PaymentStop> for PaymentStopJson {
    fn from(row: PaymentStop) -> Self {
        Self {
            id: row.id.0,
            grant_id: row.grant_id.0,
            reason: row.reason,
            set_at: row.set_at,
            lifted_at: row.lifted_at,
            lift_note: row.lift_note,
        }
    }
}

/// Why no money is to flow.
#[derive(Debug, Deserialize, ToSchema)]
pub struct StopPaymentsJson {
    reason: String,
}

/// Why money may flow again.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LiftStopJson {
    note: String,
}

pub(super) async fn set_json(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<StopPaymentsJson>,
) -> Reply {
    let command = StopPayments {
        grant: id(&grant, "grant")?,
        reason: body.reason,
    };
    let row = usecases::stop_payments(&visit.app.db, &visit.ctx, command).await?;
    api::created(PaymentStopJson::from(row))
}

pub(super) async fn lift_json(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<LiftStopJson>,
) -> Reply {
    let command = LiftStop {
        grant: id(&grant, "grant")?,
        note: body.note,
    };
    let row = usecases::lift_stop(&visit.app.db, &visit.ctx, command).await?;
    api::ok(PaymentStopJson::from(row))
}
