//! Returned money on the page of a payment.

use axum::extract::Path;
use base::{PersonId, Problem};
use base_web::view::{Action, Block, Cell, Field, Form, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::{id, verbs, version};
use crate::model::{PaymentRequest, PaymentReturn, PaymentReturnId, ReturnState};
use crate::usecases::{self, DecideReturn, NOTE_MAX, RecordReturn};
use crate::{access, queries};

/// The records with what the person can do, and the form for another one; nothing for others than the office.
pub(super) async fn blocks(
    visit: &Visit,
    request: &PaymentRequest,
    failed: Option<(&FormData, &Problem)>,
) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let rows = queries::recorded_returns(db, request.id).await?;
    let keeps_books = access::require_bookkeeper(&visit.ctx, request.programme_id).is_ok();
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        let persons: Vec<PersonId> = rows
            .iter()
            .flat_map(|row| [Some(row.recorded_by), row.decided_by])
            .flatten()
            .collect();
        let names = people::names(db, &persons).await?;
        let is_office = access::is_office(&visit.ctx, request.programme_id);
        let name = |person: PersonId| {
            names
                .get(&person)
                .filter(|_| is_office)
                .cloned()
                .unwrap_or_default()
        };
        let lang = visit.lang();
        let mut table = Table::new(lang, visit.t("payments-returns"))
            .hidden_caption()
            .column(visit.t("payments-received-on"))
            .number_column(visit.t("payments-amount"))
            .column(visit.t("payments-note"))
            .column(visit.t("payments-state"))
            .column(visit.t("payments-person"))
            .column(visit.t("payments-actions"));
        for row in &rows {
            let actions = if keeps_books {
                actions(visit, row)
            } else {
                Vec::new()
            };
            table = table.row(vec![
                Cell::date(lang, row.received_on),
                Cell::money(lang, row.amount),
                Cell::Lines(row.note.clone()),
                state(visit, row.state),
                Cell::text(name(row.recorded_by)),
                Cell::Actions(actions),
            ]);
        }
        blocks.push(table.into());
    }
    if keeps_books {
        let mut form = record_form(visit, request);
        if let Some((data, problem)) = failed.filter(|(data, _)| data.has("received_on")) {
            form = form.fill(data).problem(problem);
        }
        blocks.push(Block::Details(
            visit.t("payments-return-record"),
            vec![form.into()],
        ));
    }
    Ok(blocks)
}

fn state(visit: &Visit, state: ReturnState) -> Cell {
    let tone = match state {
        ReturnState::Recorded => Tone::Warning,
        ReturnState::Confirmed => Tone::Success,
        ReturnState::Discarded => Tone::Neutral,
    };
    Cell::badge(tone, visit.t(&format!("payments-return-{state}")))
}

fn actions(visit: &Visit, row: &PaymentReturn) -> Vec<Action> {
    if row.state != ReturnState::Recorded {
        return Vec::new();
    }
    let verb = |verb: &str| {
        Action::post(
            visit.t(&format!("payments-return-{verb}")),
            format!("/payment-returns/{}/{verb}", row.id),
        )
        .with("version", row.version)
    };
    let mut actions = Vec::new();
    if visit.ctx.person_id() != Some(row.recorded_by) {
        actions.push(verb("confirm").primary());
    }
    actions.push(verb("discard"));
    actions
}

fn record_form(visit: &Visit, request: &PaymentRequest) -> Form {
    visit
        .form(format!("/payments/{}/returns", request.id))
        .field(Field::money("amount", visit.t("payments-amount")).required())
        .field(Field::date("received_on", visit.t("payments-received-on")).required())
        .field(
            Field::textarea("note", visit.t("payments-note"), 2)
                .required()
                .max(NOTE_MAX)
                .hint(visit.t("payments-return-hint")),
        )
        .submit(visit.t("payments-return-record"))
}

pub(super) async fn record(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let payment = id(&payment, "payment")?;
    let recorded = async {
        let mut read = data.read();
        let amount = read.money("amount");
        let received_on = read.date("received_on");
        let note = read.required_long_text("note", NOTE_MAX);
        read.finish()?;
        let command = RecordReturn {
            payment,
            amount,
            received_on: received_on.ok_or_else(|| Problem::broken("a checked day is missing"))?,
            note,
        };
        usecases::record_return(&visit.app.db, &visit.ctx, command).await
    };
    let done = recorded.await.map(|_| ());
    verbs::answer(&visit, payment, &data, done, "payments-done-return-recorded").await
}

pub(super) async fn confirm(visit: Visit, Path(payment_return): Path<String>, data: FormData) -> Reply {
    let row = row(&visit, &payment_return).await?;
    let command = DecideReturn {
        id: row.id,
        version: version(&data),
    };
    let done = usecases::confirm_return(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    verbs::answer(
        &visit,
        row.payment_id,
        &data,
        done,
        "payments-done-return-confirmed",
    )
    .await
}

pub(super) async fn discard(visit: Visit, Path(payment_return): Path<String>, data: FormData) -> Reply {
    let row = row(&visit, &payment_return).await?;
    let command = DecideReturn {
        id: row.id,
        version: version(&data),
    };
    let done = usecases::discard_return(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    verbs::answer(
        &visit,
        row.payment_id,
        &data,
        done,
        "payments-done-return-discarded",
    )
    .await
}

/// The record, with its payment as the person may see it. Error: not found.
async fn row(visit: &Visit, text: &str) -> Result<PaymentReturn, Problem> {
    let id: PaymentReturnId = id(text, "payment return")?;
    let row = queries::payment_return(visit.app.db.reader(), id).await?;
    queries::seen(visit.app.db.reader(), &visit.ctx, row.payment_id).await?;
    Ok(row)
}
