//! Writing: whole rows, guarded by the version that was read; what is kept for good is inserted once.

use base::Problem;
use base_db::Unit;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use uuid::Uuid;

use super::{
    base_rate_table, claim, claim_interest, extension, interim, knowledge, proof, proof_report, proof_voucher,
};
use crate::model::{
    Claim, ClaimId, Extension, InterestLine, Interim, Knowledge, Proof, ProofId, RateTable, Report,
};

/// One row was written, as it was read. Error: `Stale` when somebody was faster.
fn changed_one(rows: u64) -> Result<(), Problem> {
    match rows {
        1 => Ok(()),
        _ => Err(Problem::Stale),
    }
}

/// The proof, held until the unit ends. Error: not found.
pub(crate) async fn hold(unit: &Unit<'_>, id: ProofId) -> Result<Proof, Problem> {
    proof::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("proof"))
}

/// The claim, held until the unit ends. Error: not found.
pub(crate) async fn hold_claim(unit: &Unit<'_>, id: ClaimId) -> Result<Claim, Problem> {
    claim::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("claim"))
}

/// Writes a proof if nobody else changed it; gives it with its new version. Error: `Stale`.
pub(crate) async fn update(unit: &Unit<'_>, after: Proof) -> Result<Proof, Problem> {
    let next = Proof {
        version: after.version + 1,
        ..after.clone()
    };
    let done = proof::Entity::update_many()
        .set(next.clone().into_active_model().reset_all())
        .filter(proof::Column::Id.eq(after.id))
        .filter(proof::Column::Version.eq(after.version))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)?;
    Ok(next)
}

/// Writes a claim if nobody else changed it; gives it with its new version. Error: `Stale`.
pub(crate) async fn update_claim(unit: &Unit<'_>, after: Claim) -> Result<Claim, Problem> {
    let next = Claim {
        version: after.version + 1,
        ..after.clone()
    };
    let done = claim::Entity::update_many()
        .set(next.clone().into_active_model().reset_all())
        .filter(claim::Column::Id.eq(after.id))
        .filter(claim::Column::Version.eq(after.version))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)?;
    Ok(next)
}

/// Writes an interim statement if nobody else changed it; gives it with its new version. Error: `Stale`.
pub(crate) async fn update_interim(unit: &Unit<'_>, after: Interim) -> Result<Interim, Problem> {
    let next = Interim {
        version: after.version + 1,
        ..after.clone()
    };
    let done = interim::Entity::update_many()
        .set(next.clone().into_active_model().reset_all())
        .filter(interim::Column::Id.eq(after.id))
        .filter(interim::Column::Version.eq(after.version))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)?;
    Ok(next)
}

/// Decides a correction. Error: `Stale` when somebody was faster.
pub(crate) async fn decide_knowledge(unit: &Unit<'_>, row: &Knowledge) -> Result<(), Problem> {
    let done = knowledge::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(knowledge::Column::Id.eq(row.id))
        .filter(knowledge::Column::DecidedAt.is_null())
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// Decides a request for more time. Error: `Stale` when somebody was faster.
pub(crate) async fn decide_extension(unit: &Unit<'_>, row: &Extension) -> Result<(), Problem> {
    let done = extension::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(extension::Column::Id.eq(row.id))
        .filter(extension::Column::DecidedAt.is_null())
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// Inserts one row.
pub(crate) async fn insert<M, A>(unit: &Unit<'_>, row: M) -> Result<(), Problem>
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait + ActiveModelBehavior + Send,
{
    let row = row.into_active_model().reset_all();
    <A::Entity as EntityTrait>::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// Puts a table of base rates into force. Error: `Stale` when it is already.
pub(crate) async fn confirm_rates(unit: &Unit<'_>, table: &RateTable) -> Result<(), Problem> {
    use base_rate_table::Column;
    let done = base_rate_table::Entity::update_many()
        .col_expr(Column::ConfirmedBy, Expr::value(table.confirmed_by))
        .col_expr(Column::ConfirmedAt, Expr::value(table.confirmed_at))
        .filter(Column::Id.eq(table.id))
        .filter(Column::ConfirmedAt.is_null())
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// What is being written, in place of what was written before.
pub(crate) async fn save_report(unit: &Unit<'_>, id: ProofId, report: &Report) -> Result<(), Problem> {
    let row = proof_report::Model {
        id,
        content: serde_json::to_string(report).map_err(Problem::broken)?,
        saved_by: unit.ctx().person_id(),
        saved_at: unit.now(),
    };
    use proof_report::Column;
    let replace = OnConflict::column(Column::Id)
        .update_columns([Column::Content, Column::SavedBy, Column::SavedAt])
        .to_owned();
    proof_report::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(replace)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// Takes the list of vouchers away; says how many there were.
pub(crate) async fn delete_vouchers(unit: &Unit<'_>, id: ProofId) -> Result<u64, Problem> {
    let done = proof_voucher::Entity::delete_many()
        .filter(proof_voucher::Column::ProofId.eq(id))
        .exec(unit.conn())
        .await?;
    Ok(done.rows_affected)
}

/// Files the interest of a claim with all it was computed from.
pub(crate) async fn file_interest(
    unit: &Unit<'_>,
    claim: ClaimId,
    edition: i64,
    table_id: Uuid,
    lines: &[InterestLine],
) -> Result<(), Problem> {
    for line in lines {
        let row = claim_interest::Model {
            id: Uuid::now_v7(),
            claim_id: claim,
            edition,
            payment_id: line.payment_id,
            paid_on: line.paid_on,
            principal: line.principal,
            until_on: line.until_on,
            day_count: line.day_count,
            spread: line.spread,
            base_rate_table_id: table_id,
            segments: serde_json::to_string(&line.segments).map_err(Problem::broken)?,
            amount: line.amount,
            computed_at: unit.now(),
        };
        insert(unit, row).await?;
    }
    Ok(())
}
