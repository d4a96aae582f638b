//! `budget_pot`: the row that is the lock. Every change is one UPDATE that also asks the question.

use base::{Cents, Problem};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, SimpleExpr};
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use crate::model::{BudgetLineId, Pot, PotId, PotKind};
use crate::rules::Delta;

mod row {
    use base::Cents;
    use sea_orm::entity::prelude::*;

    use crate::model::{BudgetLineId, PotId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "budget_pot")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PotId,
        pub line_id: BudgetLineId,
        pub year: i64,
        pub kind: String,
        pub means_cents: Cents,
        pub reserved_cents: Cents,
        pub committed_cents: Cents,
        pub ordered_cents: Cents,
        pub paid_cents: Cents,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::Column;

fn pot(row: row::Model) -> Result<Pot, Problem> {
    let kind = PotKind::from_code(&row.kind)
        .ok_or_else(|| Problem::broken(format!("budget_pot {}: unknown kind {}", row.id, row.kind)))?;
    Ok(Pot {
        id: row.id,
        line_id: row.line_id,
        year: row.year,
        kind,
        means_cents: row.means_cents,
        reserved_cents: row.reserved_cents,
        committed_cents: row.committed_cents,
        ordered_cents: row.ordered_cents,
        paid_cents: row.paid_cents,
    })
}

fn pots(rows: Vec<row::Model>) -> Result<Vec<Pot>, Problem> {
    rows.into_iter().map(pot).collect()
}

pub(crate) async fn all(conn: &impl ConnectionTrait) -> Result<Vec<Pot>, Problem> {
    pots(row::Entity::find().order_by_asc(Column::Id).all(conn).await?)
}

pub(crate) async fn by_ids(conn: &impl ConnectionTrait, ids: &[PotId]) -> Result<Vec<Pot>, Problem> {
    let rows = row::Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    pots(rows)
}

pub(crate) async fn of_line(conn: &impl ConnectionTrait, line: BudgetLineId) -> Result<Vec<Pot>, Problem> {
    of_lines(conn, &[line]).await
}

pub(crate) async fn of_lines(
    conn: &impl ConnectionTrait,
    lines: &[BudgetLineId],
) -> Result<Vec<Pot>, Problem> {
    let rows = row::Entity::find()
        .filter(Column::LineId.is_in(lines.iter().copied()))
        .order_by_asc(Column::Year)
        .order_by_asc(Column::Kind)
        .all(conn)
        .await?;
    pots(rows)
}

pub(crate) async fn get(
    conn: &impl ConnectionTrait,
    line: BudgetLineId,
    year: i64,
    kind: PotKind,
) -> Result<Option<Pot>, Problem> {
    let row = row::Entity::find()
        .filter(Column::LineId.eq(line))
        .filter(Column::Year.eq(year))
        .filter(Column::Kind.eq(kind.code()))
        .one(conn)
        .await?;
    row.map(pot).transpose()
}

/// Makes an empty pot unless there is one; two at once make one.
pub(crate) async fn ensure(
    conn: &impl ConnectionTrait,
    line: BudgetLineId,
    year: i64,
    kind: PotKind,
) -> Result<(), Problem> {
    row::Entity::insert(row::ActiveModel {
        id: Set(PotId::new()),
        line_id: Set(line),
        year: Set(year),
        kind: Set(kind.code().to_owned()),
        means_cents: Set(Cents::ZERO),
        reserved_cents: Set(Cents::ZERO),
        committed_cents: Set(Cents::ZERO),
        ordered_cents: Set(Cents::ZERO),
        paid_cents: Set(Cents::ZERO),
    })
    .on_conflict(
        OnConflict::columns([Column::LineId, Column::Year, Column::Kind])
            .do_nothing()
            .to_owned(),
    )
    .exec_without_returning(conn)
    .await?;
    Ok(())
}

fn plus(column: Column, cents: i64) -> SimpleExpr {
    Expr::col(column).add(cents)
}

/// Adds `delta` if the pot stays sound; otherwise changes nothing and says `false`.
pub(crate) async fn charge(
    conn: &impl ConnectionTrait,
    line: BudgetLineId,
    year: i64,
    kind: PotKind,
    delta: Delta,
) -> Result<bool, Problem> {
    let bound =
        plus(Column::ReservedCents, delta.reserved).add(plus(Column::CommittedCents, delta.committed));
    let spent = plus(Column::OrderedCents, delta.ordered).add(plus(Column::PaidCents, delta.paid));
    let updated = row::Entity::update_many()
        .col_expr(Column::ReservedCents, plus(Column::ReservedCents, delta.reserved))
        .col_expr(
            Column::CommittedCents,
            plus(Column::CommittedCents, delta.committed),
        )
        .col_expr(Column::OrderedCents, plus(Column::OrderedCents, delta.ordered))
        .col_expr(Column::PaidCents, plus(Column::PaidCents, delta.paid))
        .filter(Column::LineId.eq(line))
        .filter(Column::Year.eq(year))
        .filter(Column::Kind.eq(kind.code()))
        .filter(plus(Column::ReservedCents, delta.reserved).gte(0_i64))
        .filter(plus(Column::CommittedCents, delta.committed).gte(0_i64))
        .filter(plus(Column::OrderedCents, delta.ordered).gte(0_i64))
        .filter(plus(Column::PaidCents, delta.paid).gte(0_i64))
        .filter(bound.lte(Expr::col(Column::MeansCents)))
        .filter(spent.lte(plus(Column::CommittedCents, delta.committed)))
        .exec(conn)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Sets the means if they were `before` and are not below what is bound; otherwise changes nothing and says `false`.
pub(crate) async fn set_means(
    conn: &impl ConnectionTrait,
    pot: PotId,
    before: Cents,
    means: Cents,
) -> Result<bool, Problem> {
    let bound = Expr::col(Column::ReservedCents).add(Expr::col(Column::CommittedCents));
    let updated = row::Entity::update_many()
        .col_expr(Column::MeansCents, Expr::value(means.0))
        .filter(Column::Id.eq(pot))
        .filter(Column::MeansCents.eq(before.0))
        .filter(bound.lte(means.0))
        .exec(conn)
        .await?;
    Ok(updated.rows_affected == 1)
}
