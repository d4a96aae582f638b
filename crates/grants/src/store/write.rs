//! Writing grants: whole rows, guarded by the version and state that were read.

use base::{Cents, Problem};
use base_db::Unit;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{case_notice, download, grant, grant_clause, notice, tranche};
use crate::model::{CaseNotice, Grant, GrantId, Notice, Tranche, TrancheAccount};

/// The grant, held until the unit ends, so that two signatures at once see each other. Error: not found.
pub(crate) async fn load(unit: &Unit<'_>, id: GrantId) -> Result<Grant, Problem> {
    grant::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("grant"))
}

/// Inserts grants with their tranches. Gives how many were new: a project that has a living grant already keeps it.
pub(crate) async fn insert(
    unit: &Unit<'_>,
    grants: &[Grant],
    tranches: &[(GrantId, Vec<Tranche>)],
) -> Result<u64, Problem> {
    let rows = grants
        .iter()
        .map(|grant| grant.clone().into_active_model().reset_all())
        .collect();
    let inserted = base_db::insert_new(unit.conn(), rows).await?;
    if inserted == grants.len() as u64 {
        insert_tranches(unit, tranches).await?;
    }
    Ok(inserted)
}

async fn insert_tranches(unit: &Unit<'_>, tranches: &[(GrantId, Vec<Tranche>)]) -> Result<(), Problem> {
    let mut rows = Vec::new();
    for (grant_id, parts) in tranches {
        for part in parts {
            let row = tranche::Model {
                id: Uuid::now_v7(),
                grant_id: *grant_id,
                year: part.year,
                kind: part.kind.code().to_owned(),
                amount: part.amount,
                award: 1,
                ordered: Cents::ZERO,
                paid: Cents::ZERO,
            };
            rows.push(row.into_active_model().reset_all());
        }
    }
    base_db::insert_all(unit.conn(), rows).await
}

/// Other tranches for a grant that is still being prepared.
pub(crate) async fn replace_tranches(
    unit: &Unit<'_>,
    grant: GrantId,
    tranches: &[Tranche],
) -> Result<(), Problem> {
    tranche::Entity::delete_many()
        .filter(tranche::Column::GrantId.eq(grant))
        .exec(unit.conn())
        .await?;
    insert_tranches(unit, &[(grant, tranches.to_vec())]).await
}

/// The tranches of the next version of an award, before the grant names that version.
pub(crate) async fn insert_award(
    unit: &Unit<'_>,
    grant: GrantId,
    award: i64,
    accounts: &[TrancheAccount],
) -> Result<(), Problem> {
    let row = |account: &TrancheAccount| {
        let row = tranche::Model {
            id: Uuid::now_v7(),
            grant_id: grant,
            year: account.tranche.year,
            kind: account.tranche.kind.code().to_owned(),
            amount: account.tranche.amount,
            award,
            ordered: account.ordered,
            paid: account.paid,
        };
        row.into_active_model().reset_all()
    };
    base_db::insert_all(unit.conn(), accounts.iter().map(row).collect()).await
}

/// Adds to what is ordered and paid of a tranche in force. `false`, and nothing changed, when it has not that much.
pub(crate) async fn spend(
    unit: &Unit<'_>,
    grant: &Grant,
    part: Tranche,
    ordered: i64,
    paid: i64,
) -> Result<bool, Problem> {
    use tranche::Column;
    let after = |column: Column, delta: i64| Expr::col(column).add(delta);
    let spent = after(Column::Ordered, ordered).add(after(Column::Paid, paid));
    let done = tranche::Entity::update_many()
        .col_expr(Column::Ordered, after(Column::Ordered, ordered))
        .col_expr(Column::Paid, after(Column::Paid, paid))
        .filter(Column::GrantId.eq(grant.id))
        .filter(Column::Award.eq(grant.award))
        .filter(Column::Year.eq(part.year))
        .filter(Column::Kind.eq(part.kind.code()))
        .filter(after(Column::Ordered, ordered).gte(0_i64))
        .filter(after(Column::Paid, paid).gte(0_i64))
        .filter(spent.lte(Expr::col(Column::Amount)))
        .exec(unit.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Writes `after` if nobody else changed the row since `before` was read. Error: `Stale`.
pub(crate) async fn update(unit: &Unit<'_>, before: &Grant, after: &Grant) -> Result<(), Problem> {
    let done = grant::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(grant::Column::Id.eq(before.id))
        .filter(grant::Column::Version.eq(before.version))
        .filter(grant::Column::State.eq(before.state))
        .exec(unit.conn())
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}

/// Files a notice for good.
pub(crate) async fn file_notice(unit: &Unit<'_>, notice: &Notice) -> Result<(), Problem> {
    let row = notice.clone().into_active_model().reset_all();
    notice::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// Files a letter to an applicant without a grant for good. The database's refusal of a second one of its kind is left to
/// the caller.
pub(crate) async fn file_case_notice(unit: &Unit<'_>, notice: &CaseNotice) -> Result<(), sea_orm::DbErr> {
    let row = notice.clone().into_active_model().reset_all();
    case_notice::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// Other clauses for a grant that is still being prepared.
pub(crate) async fn choose_clauses(unit: &Unit<'_>, grant: GrantId, codes: &[String]) -> Result<(), Problem> {
    grant_clause::Entity::delete_many()
        .filter(grant_clause::Column::GrantId.eq(grant))
        .exec(unit.conn())
        .await?;
    let row = |code: &String| {
        let row = grant_clause::Model {
            id: Uuid::now_v7(),
            grant_id: grant,
            code: code.clone(),
        };
        row.into_active_model().reset_all()
    };
    base_db::insert_all(unit.conn(), codes.iter().map(row).collect()).await
}

/// Notes that the municipality fetched a notice.
pub(crate) async fn fetched(unit: &Unit<'_>, notice: &Notice) -> Result<(), Problem> {
    let row = download::Model {
        id: Uuid::now_v7(),
        grant_id: notice.grant_id,
        notice_id: notice.id,
        person_id: unit.ctx().person_id(),
        at: unit.now(),
    };
    let row = row.into_active_model().reset_all();
    download::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}
