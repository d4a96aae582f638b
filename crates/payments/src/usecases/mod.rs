//! What can be done with payments, one verb per file.

mod cancel;
pub(crate) mod cash_line;
mod certify;
mod confirm_account;
mod correct;
mod draft;
mod enter_account;
mod order;
pub(crate) mod paid;
mod redirect;
mod release_retention;
mod returned;
mod run;
mod send_back;
mod stop;
mod submit;
mod take_back;

pub use cancel::{Cancel, cancel};
pub use cash_line::{DismissLine, MatchLine, dismiss_line, match_line};
pub use certify::{Certify, certify_arithmetic, certify_factual};
pub use confirm_account::{DecideAccount, confirm_account, refuse_account};
pub(crate) use correct::is_correctable;
pub use correct::{
    DecideCorrection, RecordCorrection, confirm_correction, discard_correction, record_correction,
};
pub use draft::{Draft, Edit, draft, edit};
pub use enter_account::{EnterAccount, enter_account, proposed_details};
pub use order::{Order, order};
pub use redirect::{Redirect, redirect};
pub use release_retention::release_retention;
pub use returned::{DecideReturn, RecordReturn, confirm_return, discard_return, record_return};
pub use run::{CreateRun, create_run};
pub(crate) use run::{HeldBack, payable};
pub(crate) use send_back::return_in;
pub use send_back::{SendBack, send_back};
pub use stop::{LiftStop, StopPayments, lift_stop, stop_payments};
pub use submit::{Submit, submit};
pub use take_back::{TakeBack, take_back};

use applications::Application;
use base::{Problem, Text};
use base_db::{Entry, Unit};
use grants::Grant;

use crate::model::{PaymentId, PaymentRequest};
use crate::{queries, store};

/// Characters of a reason or note at most.
pub(crate) const NOTE_MAX: usize = 1_000;

/// The request with grant and case, held, as the person may see it and as it was when the person saw it.
/// Error: not found, `Stale`.
async fn load(
    unit: &Unit<'_>,
    id: PaymentId,
    version: Option<i64>,
) -> Result<(PaymentRequest, Grant, Application), Problem> {
    let (request, ..) = queries::seen(unit.conn(), unit.ctx(), id).await?;
    store::hold(unit, request.grant_id).await?;
    // read again: who held the grant before may have changed it
    let (request, grant, application) = queries::seen(unit.conn(), unit.ctx(), id).await?;
    if version.is_none_or(|version| version == request.version) {
        Ok((request, grant, application))
    } else {
        Err(Problem::Stale)
    }
}

/// Writes the change with its audit entry.
async fn step(
    unit: &Unit<'_>,
    before: &PaymentRequest,
    after: &PaymentRequest,
    action: &'static str,
) -> Result<(), Problem> {
    store::update_request(unit, before, after).await?;
    let facts = serde_json::json!({
        "reference": after.reference, "amount_cents": after.amount, "year": after.year, "version": after.version,
    });
    let entry = Entry::new("payment", after.id, action)
        .case(after.application_id)
        .states(before.state, after.state)
        .reason(&after.reason)
        .data(facts);
    unit.audit(entry).await
}

/// A reason or note that must be given. Error: `Invalid` at `field`.
fn required_note(field: &str, text: &str) -> Result<String, Problem> {
    let note = base::names::clean_multiline(text);
    match base::names::char_count(&note) {
        0 => Err(Problem::field(field, Text::new("field-required"))),
        count if count > NOTE_MAX => {
            let text = Text::new("field-too-long")
                .with("max", NOTE_MAX)
                .with("count", count);
            Err(Problem::field(field, text))
        }
        _ => Ok(note),
    }
}
