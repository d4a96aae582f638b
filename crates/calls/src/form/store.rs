//! Table `form_version`: numbered versions that never change.

use base::{PersonId, Problem, Text};
use base_db::Unit;
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::check::flaws;
use super::model::FormDefinition;

pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i64,
        pub content: String,
        pub sha256: String,
        pub created_by: Option<base::PersonId>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A stored version with its definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormVersion {
    pub number: i64,
    pub definition: FormDefinition,
    /// SHA-256 of the stored JSON, lower-case hex.
    pub sha256: String,
    pub created_by: Option<PersonId>,
    pub created_at: DateTime<Utc>,
}

/// The form version with this number.
/// Error: `Refused` (`form-missing`, `form-broken`) with a sentence for people, if there is none or it was damaged.
pub async fn load(db: &impl ConnectionTrait, number: i64) -> Result<FormVersion, Problem> {
    let row = row::Entity::find()
        .filter(row::Column::Number.eq(number))
        .one(db)
        .await?
        .ok_or_else(|| Problem::refused("form-missing", Text::new("form-missing").with("number", number)))?;
    let broken = |why: String| {
        tracing::error!(number, why, "a form version cannot be read");
        Problem::refused(
            "form-broken",
            Text::new("form-broken").with("number", number).with("why", why),
        )
    };
    let hash = hex::encode(Sha256::digest(&row.content));
    if hash != row.sha256 {
        return Err(broken(format!("SHA-256 {hash}")));
    }
    let definition = serde_json::from_str(&row.content).map_err(|error| broken(error.to_string()))?;
    Ok(FormVersion {
        number: row.number,
        definition,
        sha256: row.sha256,
        created_by: row.created_by,
        created_at: row.created_at,
    })
}

/// Refuses a form that cannot be filled in. Error: `Invalid` with every flaw; `Refused` if it cannot be read at all.
pub(crate) async fn require_sound(db: &impl ConnectionTrait, number: i64) -> Result<(), Problem> {
    let version = load(db, number).await?;
    let problems: Vec<_> = flaws(&version.definition)
        .into_iter()
        .map(|flaw| base::FieldProblem::new("form_version", flaw.text))
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Problem::Invalid(problems))
    }
}

/// The number after the highest one.
pub(crate) async fn next_number(db: &impl ConnectionTrait) -> Result<i64, Problem> {
    let last = row::Entity::find()
        .order_by_desc(row::Column::Number)
        .one(db)
        .await?;
    Ok(last.map_or(1, |row| row.number + 1))
}

/// Keeps a new version. Two at once: the second one's number is taken, its unit is tried again by the caller.
pub(super) async fn insert(
    unit: &Unit<'_>,
    number: i64,
    definition: &FormDefinition,
) -> Result<String, Problem> {
    let content = serde_json::to_string_pretty(definition).map_err(Problem::broken)?;
    let sha256 = hex::encode(Sha256::digest(&content));
    let row = row::Model {
        id: Uuid::now_v7(),
        number,
        content,
        sha256: sha256.clone(),
        created_by: unit.ctx().person_id(),
        created_at: unit.now(),
    };
    row::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    Ok(sha256)
}
