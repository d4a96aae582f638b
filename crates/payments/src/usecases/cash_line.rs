//! Lines of the cash desk that belong to no payment: kept OPEN by the import, then MATCHED with a payment by hand or
//! DISMISSED with a reason, by another person than who let the list in.

use base::{Ctx, Problem, Scope, Text};
use base_db::{Db, Entry, Unit, retrying};
use grants::Grant;

use super::NOTE_MAX;
use super::paid::pay_in;
use super::return_in;
use crate::import::{Said, sent_back};
use crate::model::{CashLine, CashLineId, CashLineState, PaymentId, PaymentRequest, PaymentState};
use crate::{access, queries, store};

/// A line that is matched by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchLine {
    pub line: CashLineId,
    pub version: Option<i64>,
    pub payment: PaymentId,
    /// How one knows that it is this payment.
    pub note: String,
}

/// The line is the cash desk's word on this payment: it was paid, or it came back. RL or BfdH, another person than who let
/// the list in.
/// Error: not found, denied, `Invalid` without a note, refused (`four-eyes`, `wrong-state`; `not-awaited` when the cash
/// desk has no such order; `amount-differs`; `no-value-date`; `status-unknown`), `Stale`.
pub async fn match_line(db: &Db, ctx: &Ctx, command: MatchLine) -> Result<CashLine, Problem> {
    retrying(|| async {
        let note = super::required_note("note", &command.note)?;
        let unit = db.write(ctx).await?;
        let before = load(&unit, command.line, command.version).await?;
        let (request, ..) = queries::seen(unit.conn(), ctx, command.payment).await?;
        store::hold(&unit, request.grant_id).await?;
        let (request, grant, application) = queries::seen(unit.conn(), ctx, command.payment).await?;
        check(&before, &request, &grant)?;
        let after = CashLine {
            state: CashLineState::Matched,
            payment_id: Some(request.id),
            note,
            ..before.clone()
        };
        let after = resolve(&unit, &before, after, "match").await?;
        match (Said::read(&before.status), before.value_on) {
            (Some(Said::Paid), Some(paid_on)) => {
                pay_in(&unit, &request, &grant, &application, before.booked_on, paid_on).await?;
            }
            (Some(Said::Paid), None) => {
                return Err(Problem::refused(
                    "no-value-date",
                    Text::new("payments-line-no-value-date"),
                ));
            }
            (Some(Said::SentBack), _) => {
                let reason = sent_back(&format!("{} {}", before.status, before.purpose));
                return_in(&unit, &request, &grant, &application, &reason).await?;
            }
            (None, _) => {
                let text = Text::new("payments-import-status").with("value", &before.status);
                return Err(Problem::refused("status-unknown", text));
            }
        }
        unit.commit().await?;
        Ok(after)
    })
    .await
}

/// The order the cash desk was given, with the amount of the line.
fn check(line: &CashLine, request: &PaymentRequest, grant: &Grant) -> Result<(), Problem> {
    let awaited = request.state == PaymentState::Ordered
        && request.run_id.is_some()
        && grant.programme_id == line.programme_id;
    if !awaited {
        return Err(Problem::refused(
            "not-awaited",
            Text::new("payments-line-not-awaited"),
        ));
    }
    if request.amount != line.amount {
        let text = Text::new("payments-import-amount")
            .with("ordered", request.amount.format_de())
            .with("stated", line.amount.format_de());
        return Err(Problem::refused("amount-differs", text));
    }
    Ok(())
}

/// A line that has nothing to do with the programme's payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DismissLine {
    pub line: CashLineId,
    pub version: Option<i64>,
    pub note: String,
}

/// Dismisses a line with a reason. RL or BfdH, another person than who let the list in.
/// Error: not found, denied, `Invalid` without a reason, refused (`four-eyes`, `wrong-state`), `Stale`.
pub async fn dismiss_line(db: &Db, ctx: &Ctx, command: DismissLine) -> Result<CashLine, Problem> {
    let note = super::required_note("note", &command.note)?;
    let unit = db.write(ctx).await?;
    let before = load(&unit, command.line, command.version).await?;
    let after = CashLine {
        state: CashLineState::Dismissed,
        note,
        ..before.clone()
    };
    let after = resolve(&unit, &before, after, "dismiss").await?;
    unit.commit().await?;
    Ok(after)
}

async fn load(unit: &Unit<'_>, id: CashLineId, version: Option<i64>) -> Result<CashLine, Problem> {
    let ctx = unit.ctx();
    let line = queries::cash_line_seen(unit.conn(), ctx, id).await?;
    ctx.require(access::ORDERERS, Scope::Programme(line.programme_id))?;
    ctx.require_other_person(&[line.recorded_by])?;
    if version.is_some_and(|version| version != line.version) {
        return Err(Problem::Stale);
    }
    if line.state != CashLineState::Open {
        let text = Text::new(format!("payments-line-wrong-{}", line.state));
        return Err(Problem::refused("wrong-state", text));
    }
    Ok(line)
}

async fn resolve(
    unit: &Unit<'_>,
    before: &CashLine,
    after: CashLine,
    action: &'static str,
) -> Result<CashLine, Problem> {
    let after = CashLine {
        note: after.note.chars().take(NOTE_MAX).collect(),
        resolved_by: unit.ctx().person_id(),
        resolved_at: Some(unit.now()),
        version: before.version + 1,
        ..after
    };
    store::update_cash_line(unit, before, &after).await?;
    let facts = serde_json::json!({ "payment": after.payment_id, "amount_cents": after.amount });
    let entry = Entry::new("cash_line", after.id, action)
        .states(before.state, after.state)
        .reason(&after.note)
        .data(facts);
    unit.audit(entry).await?;
    Ok(after)
}
