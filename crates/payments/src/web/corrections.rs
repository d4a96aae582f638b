//! Taking a wrong confirmation back, on the page of a payment.

use axum::extract::Path;
use base::{Problem, Scope};
use base_web::view::{Action, Block, Cell, Field, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{id, verbs, version};
use crate::model::{Correction, CorrectionId, PaymentRequest, ReturnState};
use crate::usecases::{self, DecideCorrection, NOTE_MAX, RecordCorrection};
use crate::{access, queries};

/// What was recorded, with what the person can do, and the form; nothing for others than the office.
pub(super) async fn blocks(visit: &Visit, request: &PaymentRequest) -> Result<Vec<Block>, Problem> {
    if !access::is_office(&visit.ctx, request.programme_id) {
        return Ok(Vec::new());
    }
    let rows = queries::corrections_of(visit.app.db.reader(), request.id).await?;
    let orders = visit
        .ctx
        .has_any(access::ORDERERS, Scope::Programme(request.programme_id));
    let lang = visit.lang();
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        let table = Table::new(lang, visit.t("payments-corrections"))
            .hidden_caption()
            .column(visit.t("payments-paid-on"))
            .column(visit.t("payments-note"))
            .column(visit.t("payments-state"))
            .column(visit.t("payments-actions"))
            .rows(rows.iter().map(|row| {
                let actions = match orders {
                    true => actions(visit, row),
                    false => Vec::new(),
                };
                let tone = match row.state {
                    ReturnState::Recorded => Tone::Warning,
                    ReturnState::Confirmed => Tone::Success,
                    ReturnState::Discarded => Tone::Neutral,
                };
                vec![
                    Cell::date(lang, row.paid_on),
                    Cell::Lines(row.reason.clone()),
                    Cell::badge(tone, visit.t(&format!("payments-correction-{}", row.state))),
                    Cell::Actions(actions),
                ]
            }));
        blocks.push(table.into());
    }
    let is_open = rows.iter().any(|row| row.state == ReturnState::Recorded);
    if orders && !is_open && usecases::is_correctable(request) {
        let form = visit
            .form(format!("/payments/{}/corrections", request.id))
            .hidden("version", request.version)
            .field(
                Field::textarea("reason", visit.t("payments-correction-reason"), 2)
                    .required()
                    .max(NOTE_MAX),
            )
            .submit(visit.t("payments-correction-record"));
        let lead = Block::Text(visit.t("payments-correction-lead"));
        blocks.push(Block::Details(
            visit.t("payments-correction-record"),
            vec![lead, form.into()],
        ));
    }
    Ok(blocks)
}

fn actions(visit: &Visit, row: &Correction) -> Vec<Action> {
    if row.state != ReturnState::Recorded {
        return Vec::new();
    }
    let verb = |verb: &str| {
        Action::post(
            visit.t(&format!("payments-correction-{verb}")),
            format!("/payment-corrections/{}/{verb}", row.id),
        )
        .with("version", row.version)
    };
    let mut actions = Vec::new();
    if visit.ctx.person_id() != Some(row.recorded_by) {
        actions.push(
            verb("confirm")
                .primary()
                .confirm(visit.t("payments-correction-sure")),
        );
    }
    actions.push(verb("discard"));
    actions
}

pub(super) async fn record(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let payment = id(&payment, "payment")?;
    let command = RecordCorrection {
        payment,
        version: version(&data),
        reason: data.get("reason").to_owned(),
    };
    let done = usecases::record_correction(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    verbs::answer(&visit, payment, &data, done, "payments-done-correction-recorded").await
}

async fn row(visit: &Visit, text: &str) -> Result<Correction, Problem> {
    let id: CorrectionId = id(text, "payment correction")?;
    queries::correction_seen(visit.app.db.reader(), &visit.ctx, id).await
}

pub(super) async fn confirm(visit: Visit, Path(correction): Path<String>, data: FormData) -> Reply {
    let row = row(&visit, &correction).await?;
    let command = DecideCorrection {
        correction: row.id,
        version: version(&data),
    };
    let done = usecases::confirm_correction(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    verbs::answer(
        &visit,
        row.payment_id,
        &data,
        done,
        "payments-done-correction-confirmed",
    )
    .await
}

pub(super) async fn discard(visit: Visit, Path(correction): Path<String>, data: FormData) -> Reply {
    let row = row(&visit, &correction).await?;
    let command = DecideCorrection {
        correction: row.id,
        version: version(&data),
    };
    let done = usecases::discard_correction(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    verbs::answer(
        &visit,
        row.payment_id,
        &data,
        done,
        "payments-done-correction-discarded",
    )
    .await
}

/// A confirmation that is taken back.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentCorrectionJson {
    id: Uuid,
    payment_id: Uuid,
    paid_on: NaiveDate,
    amount_cents: i64,
    reason: String,
    state: ReturnState,
    version: i64,
}

impl From<Correction> for PaymentCorrectionJson {
    fn from(row: Correction) -> Self {
        Self {
            id: row.id.0,
            payment_id: row.payment_id.0,
            paid_on: row.paid_on,
            amount_cents: row.amount.0,
            reason: row.reason,
            state: row.state,
            version: row.version,
        }
    }
}

/// What was wrong with a confirmation.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RecordCorrectionJson {
    version: i64,
    reason: String,
}

/// The record as it was seen.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DecideCorrectionJson {
    version: i64,
}

pub(super) async fn record_json(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<RecordCorrectionJson>,
) -> Reply {
    let command = RecordCorrection {
        payment: id(&payment, "payment")?,
        version: Some(body.version),
        reason: body.reason,
    };
    let row = usecases::record_correction(&visit.app.db, &visit.ctx, command).await?;
    api::created(PaymentCorrectionJson::from(row))
}

pub(super) async fn confirm_json(
    visit: Visit,
    Path(correction): Path<String>,
    ApiJson(body): ApiJson<DecideCorrectionJson>,
) -> Reply {
    let command = DecideCorrection {
        correction: id(&correction, "payment correction")?,
        version: Some(body.version),
    };
    let row = usecases::confirm_correction(&visit.app.db, &visit.ctx, command).await?;
    api::ok(PaymentCorrectionJson::from(row))
}

pub(super) async fn discard_json(
    visit: Visit,
    Path(correction): Path<String>,
    ApiJson(body): ApiJson<DecideCorrectionJson>,
) -> Reply {
    let command = DecideCorrection {
        correction: id(&correction, "payment correction")?,
        version: Some(body.version),
    };
    let row = usecases::discard_correction(&visit.app.db, &visit.ctx, command).await?;
    api::ok(PaymentCorrectionJson::from(row))
}
