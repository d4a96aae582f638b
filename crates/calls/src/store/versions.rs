//! The published editions of a call. Rows are never changed.

use base::{PersonId, Problem};
use base_db::Unit;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::rows::version;
use crate::json::TermsJson;
use crate::model::{CallId, Terms};

/// A call as it was published.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// 1 at the publication; each correction and each new deadline makes the next.
    pub edition: i64,
    pub terms: TermsJson,
    /// Empty for the first.
    pub reason: String,
    pub made_by: Option<PersonId>,
    pub made_at: DateTime<Utc>,
}

pub(crate) async fn insert_version(
    unit: &Unit<'_>,
    call: CallId,
    edition: i64,
    terms: &Terms,
    reason: &str,
) -> Result<(), Problem> {
    let row = version::ActiveModel {
        id: Set(Uuid::now_v7()),
        call_id: Set(call),
        edition: Set(edition),
        content: Set(TermsJson::from(terms).to_value().to_string()),
        reason: Set(reason.to_owned()),
        made_by: Set(unit.ctx().person_id()),
        made_at: Set(unit.now()),
    };
    version::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// All editions, the latest first. There are few.
pub(crate) async fn versions_of(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Edition>, Problem> {
    let rows = version::Entity::find()
        .filter(version::Column::CallId.eq(call))
        .order_by_desc(version::Column::Edition)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let place = || format!("call {call}, edition {}", row.edition);
            Ok(Edition {
                edition: row.edition,
                terms: serde_json::from_str(&row.content)
                    .map_err(|error| Problem::broken(format!("{}: {error}", place())))?,
                reason: row.reason,
                made_by: row.made_by,
                made_at: row.made_at,
            })
        })
        .collect()
}
