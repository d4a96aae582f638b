//! The table of base rates and its versions.

use base::Problem;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::model::{BaseRate, RateTable};
use crate::store::{base_rate, base_rate_table};

/// The latest version of the table, with its rates. Error: broken when there is none, which the migration rules out.
pub async fn rate_table(conn: &impl ConnectionTrait) -> Result<RateTable, Problem> {
    let latest = base_rate_table::Entity::find()
        .filter(base_rate_table::Column::ConfirmedAt.is_not_null())
        .order_by_desc(base_rate_table::Column::Version)
        .limit(1)
        .one(conn)
        .await?
        .ok_or_else(|| Problem::broken("there is no table of base rates"))?;
    with_rates(conn, latest).await
}

/// The versions behind the one in force, which wait for another person; the latest first. Each holds what those before it
/// changed.
pub(crate) async fn pending_rates(conn: &impl ConnectionTrait) -> Result<Vec<RateTable>, Problem> {
    let in_force = rate_table(conn).await?.version;
    let rows = base_rate_table::Entity::find()
        .filter(base_rate_table::Column::Version.gt(in_force))
        .order_by_desc(base_rate_table::Column::Version)
        .all(conn)
        .await?;
    let mut tables = Vec::with_capacity(rows.len());
    for row in rows {
        tables.push(with_rates(conn, row).await?);
    }
    Ok(tables)
}

async fn with_rates(
    conn: &impl ConnectionTrait,
    latest: base_rate_table::Model,
) -> Result<RateTable, Problem> {
    let rates = base_rate::Entity::find()
        .filter(base_rate::Column::TableId.eq(latest.id))
        .order_by_asc(base_rate::Column::ValidFrom)
        .all(conn)
        .await?;
    Ok(of(latest, rates))
}

fn of(row: base_rate_table::Model, rates: Vec<base_rate::Model>) -> RateTable {
    let rates = rates.into_iter().map(|rate| BaseRate {
        valid_from: rate.valid_from,
        rate: rate.rate,
    });
    RateTable {
        id: row.id,
        version: row.version,
        source: row.source,
        created_by: row.created_by,
        created_at: row.created_at,
        confirmed_by: row.confirmed_by,
        confirmed_at: row.confirmed_at,
        rates: rates.collect(),
    }
}

/// Every version, the latest first, without rates.
pub async fn rate_tables(conn: &impl ConnectionTrait) -> Result<Vec<RateTable>, Problem> {
    let rows = base_rate_table::Entity::find()
        .order_by_desc(base_rate_table::Column::Version)
        .limit(200)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| of(row, Vec::new())).collect())
}
