//! Writing: whole rows, guarded by the version and state that were read.

use base::Problem;
use base_db::Unit;
use grants::GrantId;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, Set};

use super::{account, cash_line, correction, counter, request, returned, run, stop};
use crate::model::{
    BankAccount, CashLine, Correction, PaymentRequest, PaymentReturn, PaymentRun, PaymentStop,
};

/// Takes the grant's row until the unit ends: whoever asks for money of the same grant waits (20 at once never exceed
/// the award together).
pub(crate) async fn hold(unit: &Unit<'_>, grant: GrantId) -> Result<(), Problem> {
    count(unit, grant, 0).await
}

/// The number of the next request of a grant; holds the grant's row.
pub(crate) async fn next_sequence(unit: &Unit<'_>, grant: GrantId) -> Result<i64, Problem> {
    count(unit, grant, 1).await?;
    let row = counter::Entity::find_by_id(grant).one(unit.conn()).await?;
    row.map(|row| row.sequence)
        .ok_or_else(|| Problem::broken("a counter made a moment ago is missing"))
}

async fn count(unit: &Unit<'_>, grant: GrantId, by: i64) -> Result<(), Problem> {
    let next = Expr::col((counter::Entity, counter::Column::Sequence)).add(by);
    counter::Entity::insert(counter::ActiveModel {
        grant_id: Set(grant),
        sequence: Set(by),
    })
    .on_conflict(
        OnConflict::column(counter::Column::GrantId)
            .value(counter::Column::Sequence, next)
            .to_owned(),
    )
    .exec_without_returning(unit.conn())
    .await?;
    Ok(())
}

pub(crate) async fn insert_request(unit: &Unit<'_>, row: &PaymentRequest) -> Result<(), Problem> {
    request::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// Writes `after` if nobody else changed the row since `before` was read. Error: `Stale`.
pub(crate) async fn update_request(
    unit: &Unit<'_>,
    before: &PaymentRequest,
    after: &PaymentRequest,
) -> Result<(), Problem> {
    let done = request::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(request::Column::Id.eq(before.id))
        .filter(request::Column::Version.eq(before.version))
        .filter(request::Column::State.eq(before.state))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// Error: `Stale` when a colleague entered others of the same owner at the same moment.
pub(crate) async fn insert_account(unit: &Unit<'_>, row: &BankAccount) -> Result<(), Problem> {
    account::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await
        .map_err(only_once)?;
    Ok(())
}

/// As [`update_request`], for bank details.
pub(crate) async fn update_account(
    unit: &Unit<'_>,
    before: &BankAccount,
    after: &BankAccount,
) -> Result<(), Problem> {
    let done = account::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(account::Column::Id.eq(before.id))
        .filter(account::Column::Version.eq(before.version))
        .filter(account::Column::State.eq(before.state))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// Error: `Stale` when a colleague made a run of the same number at the same moment.
pub(crate) async fn insert_run(unit: &Unit<'_>, row: &PaymentRun) -> Result<(), Problem> {
    run::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await
        .map_err(only_once)?;
    Ok(())
}

pub(crate) async fn insert_return(unit: &Unit<'_>, row: &PaymentReturn) -> Result<(), Problem> {
    returned::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// As [`update_request`], for returned money.
pub(crate) async fn update_return(
    unit: &Unit<'_>,
    before: &PaymentReturn,
    after: &PaymentReturn,
) -> Result<(), Problem> {
    let done = returned::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(returned::Column::Id.eq(before.id))
        .filter(returned::Column::Version.eq(before.version))
        .filter(returned::Column::State.eq(before.state))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// Keeps lines that belong to no payment; one that is known from another file is none again. Gives how many were new.
pub(crate) async fn insert_cash_lines(unit: &Unit<'_>, rows: &[CashLine]) -> Result<u64, Problem> {
    let rows = rows
        .iter()
        .map(|row| row.clone().into_active_model().reset_all())
        .collect();
    base_db::insert_new(unit.conn(), rows).await
}

/// As [`update_request`], for a line of the cash desk.
pub(crate) async fn update_cash_line(
    unit: &Unit<'_>,
    before: &CashLine,
    after: &CashLine,
) -> Result<(), Problem> {
    let done = cash_line::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(cash_line::Column::Id.eq(before.id))
        .filter(cash_line::Column::Version.eq(before.version))
        .filter(cash_line::Column::State.eq(before.state))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// Error: `Stale` when a colleague recorded one of the same payment at the same moment.
pub(crate) async fn insert_correction(unit: &Unit<'_>, row: &Correction) -> Result<(), Problem> {
    correction::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await
        .map_err(only_once)?;
    Ok(())
}

/// As [`update_request`], for a confirmation that is taken back.
pub(crate) async fn update_correction(
    unit: &Unit<'_>,
    before: &Correction,
    after: &Correction,
) -> Result<(), Problem> {
    let done = correction::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(correction::Column::Id.eq(before.id))
        .filter(correction::Column::Version.eq(before.version))
        .filter(correction::Column::State.eq(before.state))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// Error: `Stale` when the grant is stopped already.
pub(crate) async fn insert_stop(unit: &Unit<'_>, row: &PaymentStop) -> Result<(), Problem> {
    stop::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await
        .map_err(only_once)?;
    Ok(())
}

/// Error: `Stale` when it was lifted meanwhile.
pub(crate) async fn lift_stop(unit: &Unit<'_>, after: &PaymentStop) -> Result<(), Problem> {
    let done = stop::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(stop::Column::Id.eq(after.id))
        .filter(stop::Column::LiftedAt.is_null())
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// A colleague was first.
fn only_once(error: DbErr) -> Problem {
    if base_db::is_unique_violation(&error) {
        Problem::Stale
    } else {
        error.into()
    }
}

fn changed_one(rows: u64) -> Result<(), Problem> {
    if rows == 1 { Ok(()) } else { Err(Problem::Stale) }
}
