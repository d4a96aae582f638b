//! The answer to the offer of a part (handbook 4.7, B03): it is wanted, and the award is prepared in that amount; or it is
//! not, and its means are free for the reserve list.

use applications::{Application, ApplicationId, ApplicationState, Source};
use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit, retrying};
use chrono::{Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use crate::model::{CaseNotice, OfferAnswer, OfferOutcome};
use crate::{access, mails, queries, store};

/// Days to answer the offer of a part (handbook 4.7).
const ANSWER_DAYS: u64 = 14;

/// The job that runs when the time for the answer is over.
pub const OFFER_OVER_JOB: &str = "offer-over";

/// The last day for the answer to an offer of this day, as its letter says.
#[must_use]
pub fn answer_until(sent_on: NaiveDate) -> NaiveDate {
    sent_on + Days::new(ANSWER_DAYS)
}

/// An answer of the applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerPart {
    pub application: ApplicationId,
    pub accept: bool,
    /// Why not, or where the signed paper is.
    pub remark: String,
}

/// Answers the offer. KZ within its period; SB where the application came on paper, saying where the answer is. Accepted,
/// the award can be prepared in that amount. Declined, the application counts as withdrawn, what was reserved for it is
/// free, and M-G06 asks to look at the reserve list.
/// Error: not found without an offer, denied, `Invalid` without a remark, refused (`too-late`, `answered`).
pub async fn answer_part(db: &Db, ctx: &Ctx, command: AnswerPart) -> Result<OfferAnswer, Problem> {
    retrying(|| async {
        let unit = db.write(ctx).await?;
        let case = applications::application(unit.conn(), ctx, command.application).await?;
        let offer = queries::offer_of(unit.conn(), case.id)
            .await?
            .ok_or(Problem::not_found("offer"))?;
        access::require_offer_answerer(ctx, &case)?;
        if queries::answer_to(unit.conn(), offer.id).await?.is_some() {
            return Err(Problem::refused("answered", Text::new("grants-offer-answered")));
        }
        let signs = access::signs_for(ctx, case.lead_body_id);
        let last = answer_until(offer.sent_on);
        // an answer on paper may have come in time and be recorded later
        if signs && local_date(ctx.now) > last {
            let text = Text::new("grants-offer-over").with("day", base::fmt::date(ctx.lang, last));
            return Err(Problem::refused("too-late", text));
        }
        let remark = match command.accept && signs {
            true => base::names::clean_multiline(&command.remark),
            false => super::required("remark", &command.remark)?,
        };
        let outcome = match command.accept {
            true => OfferOutcome::Accepted,
            false => OfferOutcome::Declined,
        };
        let row = write(&unit, &case, &offer, outcome, &remark).await?;
        unit.commit().await?;
        Ok(row)
    })
    .await
}

/// Ends an offer that nobody answered in time, for an applicant with the portal; an answer on paper may have come on the
/// last day, so that an officer records that one. Does nothing when it was answered meanwhile; safe to run twice.
pub async fn offer_over(db: &Db, ctx: &Ctx, notice: Uuid) -> Result<(), Problem> {
    retrying(|| async {
        let unit = db.write(ctx).await?;
        let Some(offer) = queries::case_notice(unit.conn(), notice).await? else {
            return Ok(());
        };
        let case = applications::application(unit.conn(), ctx, offer.application_id).await?;
        let is_open = queries::answer_to(unit.conn(), offer.id).await?.is_none();
        let is_over = answer_until(offer.sent_on) < local_date(ctx.now);
        if !is_open || !is_over || case.source != Source::Portal || case.state != ApplicationState::Selected {
            return Ok(());
        }
        write(&unit, &case, &offer, OfferOutcome::Expired, "").await?;
        unit.commit().await
    })
    .await
}

async fn write(
    unit: &Unit<'_>,
    case: &Application,
    offer: &CaseNotice,
    answer: OfferOutcome,
    remark: &str,
) -> Result<OfferAnswer, Problem> {
    if case.state != ApplicationState::Selected {
        return Err(Problem::refused("not-selected", Text::new("grants-not-selected")));
    }
    let row = OfferAnswer {
        id: Uuid::now_v7(),
        notice_id: offer.id,
        application_id: case.id,
        answer,
        answered_by: unit.ctx().person_id(),
        answered_at: unit.now(),
        remark: remark.to_owned(),
    };
    store::insert_answer(unit, &row).await?;
    unit.unschedule(OFFER_OVER_JOB, offer.id).await?;
    let action = match answer {
        OfferOutcome::Accepted => "accept",
        OfferOutcome::Declined => "decline",
        OfferOutcome::Expired => "expire",
    };
    let entry = Entry::new("offer_answer", row.id, action)
        .case(case.id)
        .to(answer)
        .reason(remark)
        .data(json!({ "notice": offer.id }));
    unit.audit(entry).await?;
    if answer == OfferOutcome::Accepted {
        return Ok(row);
    }
    let selected = [ApplicationState::Selected];
    let reason = Some(remark).filter(|remark| !remark.is_empty());
    let to = ApplicationState::Withdrawn;
    applications::transition(unit, case.id, &selected, to, "decline_offer", reason).await?;
    mails::offer_declined(unit, case).await?;
    // the last of the unit, because everybody waits for the pots' rows
    budget::release_reserved(unit, case.id.0, "application", case.id.0).await?;
    Ok(row)
}

/// Error: refused (`offer-open`) while the offer of a part waits for its answer.
pub(super) async fn require_answered(unit: &Unit<'_>, case: ApplicationId) -> Result<(), Problem> {
    let Some(offer) = queries::offer_of(unit.conn(), case).await? else {
        return Ok(());
    };
    let answer = queries::answer_to(unit.conn(), offer.id).await?;
    if answer.is_some_and(|answer| answer.answer == OfferOutcome::Accepted) {
        return Ok(());
    }
    let day = base::fmt::date(unit.ctx().lang, answer_until(offer.sent_on));
    Err(Problem::refused(
        "offer-open",
        Text::new("grants-offer-open").with("day", day),
    ))
}
