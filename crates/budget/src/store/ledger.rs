//! `budget_ledger`: append-only.

use std::collections::HashMap;

use base::{Cents, PersonId, Problem};
use base_db::{Unit, sum_cents};
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, ConnectionTrait, FromQueryResult, QueryOrder, QuerySelect, Set};

use crate::model::{LedgerRow, PotId};
use crate::rules::Delta;

mod row {
    use base::Cents;
    use sea_orm::entity::prelude::*;

    use crate::model::PotId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "budget_ledger")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub pot_id: PotId,
        pub entry: String,
        pub amount_cents: Cents,
        pub means_delta_cents: i64,
        pub reserved_delta_cents: i64,
        pub committed_delta_cents: i64,
        pub ordered_delta_cents: i64,
        pub paid_delta_cents: i64,
        pub subject_kind: String,
        pub subject_id: Uuid,
        pub application_id: Option<Uuid>,
        pub reason: Option<String>,
        pub actor_id: Option<Uuid>,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::Column;

impl From<row::Model> for LedgerRow {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id,
            pot_id: row.pot_id,
            entry: row.entry,
            amount_cents: row.amount_cents,
            delta: Delta {
                means: row.means_delta_cents,
                reserved: row.reserved_delta_cents,
                committed: row.committed_delta_cents,
                ordered: row.ordered_delta_cents,
                paid: row.paid_delta_cents,
            },
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            application_id: row.application_id,
            reason: row.reason,
            actor_id: row.actor_id.map(PersonId),
            at: row.at,
        }
    }
}

/// What a new row says besides who and when.
pub(crate) struct NewRow<'a> {
    pub pot: PotId,
    pub entry: &'static str,
    pub amount: Cents,
    pub delta: Delta,
    pub subject_kind: &'a str,
    pub subject_id: Uuid,
    pub application_id: Option<Uuid>,
    pub reason: Option<String>,
}

pub(crate) async fn append(unit: &Unit<'_>, new: NewRow<'_>) -> Result<(), Problem> {
    row::Entity::insert(active(unit, new))
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// Many rows at once.
pub(crate) async fn append_all(unit: &Unit<'_>, rows: Vec<NewRow<'_>>) -> Result<(), Problem> {
    let rows: Vec<row::ActiveModel> = rows.into_iter().map(|new| active(unit, new)).collect();
    base_db::insert_all(unit.conn(), rows).await
}

fn active(unit: &Unit<'_>, new: NewRow<'_>) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(Uuid::now_v7()),
        pot_id: Set(new.pot),
        entry: Set(new.entry.to_owned()),
        amount_cents: Set(new.amount),
        means_delta_cents: Set(new.delta.means),
        reserved_delta_cents: Set(new.delta.reserved),
        committed_delta_cents: Set(new.delta.committed),
        ordered_delta_cents: Set(new.delta.ordered),
        paid_delta_cents: Set(new.delta.paid),
        subject_kind: Set(new.subject_kind.to_owned()),
        subject_id: Set(new.subject_id),
        application_id: Set(new.application_id),
        reason: Set(new.reason),
        actor_id: Set(unit.ctx().person_id().map(|person| person.0)),
        at: Set(unit.now()),
    }
}

/// The rows of these pots, newest first, one page; with `before` only what was written before that instant.
pub(crate) async fn of_pots(
    conn: &impl ConnectionTrait,
    pots: &[PotId],
    before: Option<DateTime<Utc>>,
    page: base_db::PageRequest,
) -> Result<base_db::Page<LedgerRow>, Problem> {
    let query = row::Entity::find()
        .filter(Column::PotId.is_in(pots.iter().copied()))
        .filter(Condition::all().add_option(before.map(|end| Column::At.lt(end))))
        .order_by_desc(Column::Id);
    Ok(base_db::page::fetch(conn, query, page)
        .await?
        .map(LedgerRow::from))
}

/// Whether one of these cases has a row in these pots.
pub(crate) async fn has_any(
    conn: &impl ConnectionTrait,
    pots: &[PotId],
    cases: &[Uuid],
) -> Result<bool, Problem> {
    let found = row::Entity::find()
        .filter(Column::PotId.is_in(pots.iter().copied()))
        .filter(Column::ApplicationId.is_in(cases.iter().copied()))
        .one(conn)
        .await?;
    Ok(found.is_some())
}

/// The rows of one case, oldest first.
pub(crate) async fn of_application(
    conn: &impl ConnectionTrait,
    application: Uuid,
) -> Result<Vec<LedgerRow>, Problem> {
    let rows = row::Entity::find()
        .filter(Column::ApplicationId.eq(application))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(LedgerRow::from).collect())
}

/// What was paid less what came back, by case; cases without a payment are left out. One statement per 1,000.
pub(crate) async fn paid_by_application(
    conn: &impl ConnectionTrait,
    applications: &[Uuid],
) -> Result<HashMap<Uuid, Cents>, Problem> {
    let mut paid = HashMap::new();
    for chunk in applications.chunks(1_000) {
        let sums: Vec<(Uuid, i64)> = row::Entity::find()
            .select_only()
            .column(Column::ApplicationId)
            .column_as(sum_cents(Column::PaidDeltaCents), "paid")
            .filter(Column::ApplicationId.is_in(chunk.iter().copied()))
            .filter(Column::PaidDeltaCents.ne(0))
            .group_by(Column::ApplicationId)
            .into_tuple()
            .all(conn)
            .await?;
        paid.extend(sums.into_iter().map(|(id, cents)| (id, Cents(cents))));
    }
    Ok(paid)
}

/// What is still reserved, by case; cases without a reservation are left out.
pub(crate) async fn reserved_by_application(
    conn: &impl ConnectionTrait,
) -> Result<Vec<(Uuid, Cents)>, Problem> {
    let sums: Vec<(Uuid, i64)> = row::Entity::find()
        .select_only()
        .column(Column::ApplicationId)
        .column_as(sum_cents(Column::ReservedDeltaCents), "reserved")
        .filter(Column::ApplicationId.is_not_null())
        .filter(Column::ReservedDeltaCents.ne(0))
        .group_by(Column::ApplicationId)
        .order_by_asc(Column::ApplicationId)
        .into_tuple()
        .all(conn)
        .await?;
    let held = sums.into_iter().filter(|(_, cents)| *cents != 0);
    Ok(held.map(|(id, cents)| (id, Cents(cents))).collect())
}

#[derive(FromQueryResult)]
struct Sums {
    pot_id: PotId,
    means: i64,
    reserved: i64,
    committed: i64,
    ordered: i64,
    paid: i64,
}

/// What the rows of each pot add up to.
pub(crate) async fn sums_by_pot(conn: &impl ConnectionTrait) -> Result<HashMap<PotId, Delta>, Problem> {
    sums(conn, Condition::all()).await
}

/// What the rows of these pots add up to that were written before an instant.
pub(crate) async fn sums_before(
    conn: &impl ConnectionTrait,
    pots: &[PotId],
    end: DateTime<Utc>,
) -> Result<HashMap<PotId, Delta>, Problem> {
    let rows = Condition::all()
        .add(Column::PotId.is_in(pots.iter().copied()))
        .add(Column::At.lt(end));
    sums(conn, rows).await
}

async fn sums(conn: &impl ConnectionTrait, rows: Condition) -> Result<HashMap<PotId, Delta>, Problem> {
    let sums = row::Entity::find()
        .filter(rows)
        .select_only()
        .column(Column::PotId)
        .column_as(sum_cents(Column::MeansDeltaCents), "means")
        .column_as(sum_cents(Column::ReservedDeltaCents), "reserved")
        .column_as(sum_cents(Column::CommittedDeltaCents), "committed")
        .column_as(sum_cents(Column::OrderedDeltaCents), "ordered")
        .column_as(sum_cents(Column::PaidDeltaCents), "paid")
        .group_by(Column::PotId)
        .into_model::<Sums>()
        .all(conn)
        .await?;
    let delta = |sums: &Sums| Delta {
        means: sums.means,
        reserved: sums.reserved,
        committed: sums.committed,
        ordered: sums.ordered,
        paid: sums.paid,
    };
    Ok(sums.iter().map(|sums| (sums.pot_id, delta(sums))).collect())
}
