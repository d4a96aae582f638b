//! Asks the next of the reserve list (handbook 4.5).

use applications::ApplicationId;
use base::{Cents, Ctx, Deadline, Problem, Role, Text, calendar, names};
use base_db::{Db, Entry};
use calls::CallId;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::model::ReserveOffer;
use crate::store::{insert_all, offer};
use crate::{access, mails, reserve};

/// `skip_reason`: why places before it that were not asked yet are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferPlace {
    pub call: CallId,
    pub application: ApplicationId,
    pub answer_until: NaiveDate,
    pub skip_reason: String,
}

/// Offers what is free, all that can be funded or a part where the call's mode allows one; M-A12. Gives the amount. Role:
/// SB. Error: invalid date or a missing reason for skipping; refused when too little is free, when the list is over, or
/// while an offer is open.
pub async fn offer_place(db: &Db, ctx: &Ctx, command: OfferPlace) -> Result<Cents, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), command.call).await?;
    access::require(ctx, &[Role::SB], &call)?;
    // the officer sees the case that is asked
    applications::application(unit.conn(), ctx, command.application).await?;
    let list = reserve::list(unit.conn(), ctx, &call).await?;
    let place = list
        .waiting
        .iter()
        .find(|place| place.case.id == command.application)
        .ok_or(Problem::not_found("reserve place"))?;
    let today = calendar::local_date(ctx.now);
    if command.answer_until <= today {
        return Err(Problem::field("answer_until", Text::new("reserve-date-past")));
    }
    if place.decision.valid_until.is_some_and(|last| last < today) {
        return Err(Problem::refused(
            "reserve-over",
            Text::new("reserve-refused-over"),
        ));
    }
    if place.offer.as_ref().is_some_and(|offer| offer.holds(ctx.now)) {
        return Err(Problem::refused(
            "offered-already",
            Text::new("reserve-refused-open"),
        ));
    }
    let skip_reason = names::clean_multiline(&command.skip_reason);
    let in_order = list
        .next()
        .is_none_or(|next| place.decision.position <= next.decision.position);
    if !in_order && skip_reason.is_empty() {
        return Err(Problem::field("skip_reason", Text::new("reserve-skip-reason")));
    }
    let Some(amount) = list.amount(&call, place) else {
        let text = Text::new("reserve-refused-means").with("free", list.free.format_de());
        return Err(Problem::refused("over-budget", text));
    };
    let asked = ReserveOffer {
        id: Uuid::now_v7(),
        call_id: call.id,
        decision_id: place.decision.id,
        amount,
        answer_until: Deadline::end_of(command.answer_until).instant(),
        skip_reason: skip_reason.clone(),
        offered_by: ctx.person_id(),
        offered_at: ctx.now,
        accepted: None,
        answer_remark: String::new(),
        answered_by: None,
        answered_at: None,
        approved_by: None,
        approved_at: None,
    };
    mails::offered(&unit, &asked, &place.case).await?;
    insert_all::<offer::Entity, _>(unit.conn(), vec![asked]).await?;
    let entry = Entry::new("decision", place.decision.id, "offer")
        .case(place.case.id)
        .reason(&skip_reason)
        .data(serde_json::json!({ "amount_cents": amount }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(amount)
}
