//! Moves an applicant who accepted up from the reserve list, and ends the list.

use applications::{Application, ApplicationId, ApplicationState};
use base::{Ctx, Problem, Role, Text, calendar};
use base_db::{Db, Entry};
use calls::CallId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::release::{reserve, share};
use crate::model::{Decision, Outcome};
use crate::reserve::{self as list};
use crate::store::{decision, offer};
use crate::{access, mails};

/// RESERVE → SELECTED with the accepted amount: the means are reserved and M-A16 goes out. Role: RL, not who offered.
/// Error: refused without an accepted offer, and with `over-budget` when a year lacks means.
pub async fn move_up(db: &Db, ctx: &Ctx, call: CallId, application: ApplicationId) -> Result<(), Problem> {
    base_db::retrying(|| moved(db, ctx, call, application)).await
}

async fn moved(db: &Db, ctx: &Ctx, call: CallId, application: ApplicationId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), call).await?;
    access::require(ctx, &[Role::RL], &call)?;
    applications::application(unit.conn(), ctx, application).await?;
    let all = list::list(unit.conn(), ctx, &call).await?;
    let place = all
        .waiting
        .into_iter()
        .find(|place| place.case.id == application)
        .ok_or(Problem::not_found("reserve place"))?;
    let accepted = place.offer.filter(|offer| offer.accepted == Some(true));
    let Some(accepted) = accepted else {
        return Err(Problem::refused(
            "not-accepted",
            Text::new("reserve-refused-not-accepted"),
        ));
    };
    ctx.require_other_person(&[accepted.offered_by])?;
    let selected = Decision {
        result: Outcome::Selected,
        amount: accepted.amount,
        ..place.decision
    };
    offer::Entity::update_many()
        .col_expr(offer::Column::ApprovedBy, Expr::value(ctx.person_id()))
        .col_expr(offer::Column::ApprovedAt, Expr::value(ctx.now))
        .filter(offer::Column::Id.eq(accepted.id))
        .exec(unit.conn())
        .await?;
    decision::Entity::update_many()
        .col_expr(decision::Column::Result, Expr::value(Outcome::Selected))
        .col_expr(decision::Column::Amount, Expr::value(selected.amount))
        .filter(decision::Column::Id.eq(selected.id))
        .exec(unit.conn())
        .await?;
    let charges = share(&unit, &call, &[&selected]).await?;
    let (from, to) = (ApplicationState::Reserve, ApplicationState::Selected);
    applications::transition_many(&unit, &[application], from, to, "move_up", None).await?;
    unit.audit(
        Entry::new("decision", selected.id, "move_up")
            .case(application)
            .data(serde_json::json!({ "amount_cents": selected.amount })),
    )
    .await?;
    mails::released(&unit, &[(&selected, &place.case)]).await?;
    reserve(&unit, charges).await?;
    unit.commit().await
}

/// RESERVE → REJECTED for every place whose list is over and that holds no offer; M-A13. Gives how many. Role: SB. Error:
/// refused while nobody's time is over.
pub async fn end_reserve(db: &Db, ctx: &Ctx, call: CallId) -> Result<usize, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), call).await?;
    access::require(ctx, &[Role::SB], &call)?;
    let today = calendar::local_date(ctx.now);
    let all = list::list(unit.conn(), ctx, &call).await?;
    let over: Vec<(&Decision, &Application)> = all
        .waiting
        .iter()
        .filter(|place| place.decision.valid_until.is_some_and(|last| last < today))
        .filter(|place| !place.offer.as_ref().is_some_and(|offer| offer.holds(ctx.now)))
        .map(|place| (&place.decision, &place.case))
        .collect();
    if over.is_empty() {
        return Err(Problem::refused(
            "nothing-to-end",
            Text::new("reserve-refused-running"),
        ));
    }
    let ids: Vec<ApplicationId> = over.iter().map(|(_, case)| case.id).collect();
    let (from, to) = (ApplicationState::Reserve, ApplicationState::Rejected);
    applications::transition_many(&unit, &ids, from, to, "end_reserve", None).await?;
    mails::reserve_ended(&unit, &over).await?;
    unit.commit().await?;
    Ok(ids.len())
}
