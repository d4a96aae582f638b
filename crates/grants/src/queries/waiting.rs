//! What waits for a person on the home page, counted by the database.

use base::{Ctx, Problem, Role};
use calls::CallId;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::visible;
use crate::access;
use crate::model::{Grant, GrantId, GrantMode, GrantState};
use crate::store::grant;

/// Grants of one call in one state that wait for the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub state: GrantState,
    pub call_id: CallId,
    pub count: u64,
    /// The first of their terms for the acceptance.
    pub accept_until_on: Option<NaiveDate>,
}

/// What waits for the person to sign, issue, send again or answer, by state and call, the oldest call first.
pub(crate) async fn waiting(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Waiting>, Problem> {
    let rows: Vec<(GrantState, CallId, i64, Option<NaiveDate>)> = visible(ctx)
        .filter(mine(ctx))
        .select_only()
        .column(grant::Column::State)
        .column(grant::Column::CallId)
        .column_as(grant::Column::Id.count(), "n")
        .column_as(grant::Column::AcceptUntilOn.min(), "first")
        .group_by(grant::Column::State)
        .group_by(grant::Column::CallId)
        .order_by_asc(grant::Column::CallId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(state, call_id, count, accept_until_on)| Waiting {
            state,
            call_id,
            count: u64::try_from(count).unwrap_or_default(),
            accept_until_on,
        })
        .collect())
}

/// The one grant that [`waiting`] counted.
pub(crate) async fn waiting_one(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    waits: &Waiting,
) -> Result<Option<GrantId>, Problem> {
    Ok(visible(ctx)
        .filter(mine(ctx))
        .filter(grant::Column::State.eq(waits.state))
        .filter(grant::Column::CallId.eq(waits.call_id))
        .select_only()
        .column(grant::Column::Id)
        .into_tuple()
        .one(db)
        .await?)
}

/// Delivered grants of the officer's programmes whose term for the acceptance ended before this day.
pub(crate) async fn unanswered(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    today: NaiveDate,
) -> Result<Vec<Grant>, Problem> {
    Ok(visible(ctx)
        .filter(grant::Column::State.eq(GrantState::Delivered))
        .filter(grant::Column::ProgrammeId.is_in(ctx.scopes_of(&[Role::SB], "programme")))
        .filter(grant::Column::AcceptUntilOn.lt(today))
        .order_by_asc(grant::Column::Id)
        .all(db)
        .await?)
}

/// The rules of signing ([`crate::rules::signs_as`]), issuing ([`access::require_issuer`]), sending again
/// ([`access::require_sender`]) and answering, as the database reads them. A test compares them.
fn mine(ctx: &Ctx) -> Condition {
    use grant::Column as C;
    let all = |state: GrantState| Condition::all().add(C::State.eq(state));
    let of = |roles: &[Role]| C::ProgrammeId.is_in(ctx.scopes_of(roles, "programme"));
    let others = |hands: &[C]| {
        let me = ctx.person_id();
        hands
            .iter()
            .filter_map(|hand| me.map(|me| Condition::any().add(hand.is_null()).add(hand.ne(me))))
            .fold(Condition::all(), Condition::add)
    };
    let signature = |role: Role, hand: C| Condition::all().add(of(&[role])).add(hand.is_null());
    let signs = Condition::any()
        .add(signature(Role::RL, C::RlSignedBy))
        .add(signature(Role::BfdH, C::BfdhSignedBy));
    let answers = Condition::any()
        .add(all(GrantState::Delivered))
        .add(all(GrantState::Issued).add(C::Mode.eq(GrantMode::InKind)));
    Condition::any()
        .add(all(GrantState::Prepared).add(signs).add(others(&[
            C::PreparedBy,
            C::ClausesBy,
            C::RlSignedBy,
            C::BfdhSignedBy,
        ])))
        .add(all(GrantState::Countersigned).add(of(&[Role::RL])).add(others(&[
            C::PreparedBy,
            C::ClausesBy,
            C::BfdhSignedBy,
        ])))
        .add(all(GrantState::Reissue).add(of(access::SENDERS)))
        .add(
            Condition::all()
                .add(C::BodyId.is_in(ctx.scopes_of(&[Role::KZ], "body")))
                .add(answers),
        )
}
