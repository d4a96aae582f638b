//! What can be done with grants, one verb per file.

mod accept;
pub(crate) mod amend;
mod answer_offer;
mod check;
mod choose_clauses;
mod consent;
mod content;
mod countersign;
mod decline;
mod deliver;
mod fetch;
mod finality;
mod flaw;
mod inform;
mod issue;
mod issue_letters;
mod later;
mod object;
mod posting;
mod prepare;
mod prepare_all;
mod print_round;
mod reissue;
mod send_back;
pub(crate) mod served;
mod undelivered;
mod waive;
mod withdraw;

pub use accept::{Accept, accept};
pub use amend::{
    AmendmentFile, CheckAmendment, Close, DraftAmendment, IssueAmendment, Request, SignAmendment,
    check_amendment, countersign_amendment, draft_amendment, fetch_amendment, issue_amendment,
    preview_amendment, refuse_amendment, request_amendment, return_amendment, withdraw_amendment,
};
pub use answer_offer::{AnswerPart, OFFER_OVER_JOB, answer_part, answer_until, offer_over};
pub use check::check;
pub use choose_clauses::{Choosable, choose_clauses, clauses_of};
pub use consent::{GiveConsent, RevokeConsent, give_consent, revoke_consent};
pub use content::{Proposal, propose};
pub use countersign::{Countersign, countersign, countersign_all};
pub use decline::{ACCEPTANCE_OVER_JOB, Decline, acceptance_over, decline};
pub use deliver::{DELIVERED_JOB, Prove, deliver, prove};
pub use fetch::{Fetched, fetch};
pub use finality::{FINAL_JOB, make_final};
pub use flaw::{FlawRemedy, flaw_remedy};
pub use inform::{Inform, TakeNote, inform, take_note};
pub(crate) use issue::missing;
pub use issue::{Issue, issue, issue_all, preview};
pub(crate) use issue_letters::waiting;
pub use issue_letters::{LetterOutcome, fetch_letter, issue_letters};
pub use later::{advance, reduce, spend};
pub use object::{Object, SettleRemedy, object, settle_remedy};
pub use posting::{Posting, note_posting, note_postings};
pub(crate) use posting::{unposted, unposted_acts};
pub use prepare::{Prepare, prepare};
pub use prepare_all::prepare_all;
pub use print_round::{Posted, VOLUME, posted, print};
pub use reissue::{Reissue, reissue};
pub use send_back::{SendBack, send_back};
pub use served::{
    AskReinstatement, DecideReinstatement, Missed, ProposeReinstatement, Record, RecordDelivery, Resend,
    SERVED_FETCH_OVER_JOB, SERVED_FINAL_JOB, SERVED_JOB, WaiveDelivery, ask_reinstatement,
    decide_reinstatement, fetch_act, make_served_final, propose_reinstatement, record_delivery,
    require_provided, resend, serve, served_fetch_over, waive_delivery,
};
pub use undelivered::{FETCH_OVER_JOB, Returned, fetch_over, returned};
pub use waive::{Waive, waive};
pub use withdraw::withdraw;

use base::{Ctx, Problem, Text};
use base_db::{Entry, Unit};
use budget::Charge;
use uuid::Uuid;

use crate::model::{Grant, GrantId, GrantState};
use crate::rules::Movement;
use crate::{queries, store};

/// What became of one record of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub application_id: Uuid,
    /// None when none was prepared.
    pub grant_id: Option<GrantId>,
    pub number: String,
    pub body_name: String,
    pub result: Result<GrantState, Problem>,
}

impl Outcome {
    fn of(grant: &Grant, result: Result<GrantState, Problem>) -> Self {
        Self {
            application_id: grant.application_id.0,
            grant_id: Some(grant.id),
            number: grant.number.clone(),
            body_name: grant.body_name.clone(),
            result,
        }
    }
}

/// The grant, held, as the person may see it and as it was when the person saw it. Error: not found, `Stale`.
async fn load(
    unit: &Unit<'_>,
    id: GrantId,
    version: Option<i64>,
) -> Result<(Grant, applications::Application), Problem> {
    let grant = store::load(unit, id).await?;
    let application = queries::seen_case(unit.conn(), unit.ctx(), &grant).await?;
    if version.is_none_or(|version| version == grant.version) {
        Ok((grant, application))
    } else {
        Err(Problem::Stale)
    }
}

/// A text of several lines that must be there. Error: `Invalid` at its field.
fn required(field: &'static str, text: &str) -> Result<String, Problem> {
    match base::names::clean_multiline(text) {
        text if text.is_empty() => Err(Problem::field(field, Text::new("field-required"))),
        text => Ok(text),
    }
}

/// A day that is reported: not in the future, not before `first`. Error: `Invalid` at its field.
fn check_day(
    field: &'static str,
    day: chrono::NaiveDate,
    first: Option<chrono::NaiveDate>,
    ctx: &Ctx,
) -> Result<(), Problem> {
    if day > base::calendar::local_date(ctx.now) {
        return Err(Problem::field(field, Text::new("grants-day-future")));
    }
    match first.filter(|first| day < *first) {
        Some(first) => {
            let text = Text::new("grants-day-before").with("first", base::fmt::date(ctx.lang, first));
            Err(Problem::field(field, text))
        }
        None => Ok(()),
    }
}

/// Writes the change with its audit entry.
async fn step(
    unit: &Unit<'_>,
    before: &Grant,
    after: &Grant,
    action: &'static str,
    reason: &str,
    data: serde_json::Value,
) -> Result<(), Problem> {
    store::update(unit, before, after).await?;
    let entry = Entry::new("grant", after.id, action)
        .case(after.application_id)
        .states(before.state, after.state)
        .reason(reason)
        .data(data);
    unit.audit(entry).await
}

/// Moves money of the grant's budget line; the last thing of a unit, because the pot's row is what everybody waits for.
/// Error: refused with `over-budget` and what is left (B08), or because the call has no budget line.
async fn charge(unit: &Unit<'_>, grant: &Grant, movements: Vec<Movement>) -> Result<(), Problem> {
    let line = grant
        .budget_line_id
        .ok_or_else(|| Problem::refused("no-budget-line", base::Text::new("grants-no-budget-line")))?;
    let charges = movements.into_iter().map(|movement| Charge {
        line,
        year: movement.year,
        kind: movement.kind,
        entry: movement.entry,
        amount: movement.amount,
        from_reserved: movement.from_reserved,
        subject_kind: "grant",
        subject_id: grant.id.0,
        application_id: Some(grant.application_id.0),
    });
    budget::charge_all(unit, charges.collect()).await
}
