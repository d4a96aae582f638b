//! Facts about this database as a whole: whether it is a demo, and how far its clock is shifted.

use base::{Problem, Text};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, Set};

use crate::{Db, Entry, Unit};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub value: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const DEMO: &str = "demo";
const CLOCK_OFFSET: &str = "clock_offset_seconds";

/// The value of a setting, if it is set.
pub async fn find(db: &impl ConnectionTrait, key: &str) -> Result<Option<String>, Problem> {
    Ok(row::Entity::find_by_id(key.to_owned())
        .one(db)
        .await?
        .map(|setting| setting.value))
}

/// Sets a value within the unit.
pub async fn set(unit: &Unit<'_>, key: &str, value: &str) -> Result<(), Problem> {
    let replace = OnConflict::column(row::Column::Key)
        .update_column(row::Column::Value)
        .to_owned();
    insert(unit, key, value, replace).await
}

/// The same, unless there is a value already.
pub(crate) async fn set_first(unit: &Unit<'_>, key: &str, value: &str) -> Result<(), Problem> {
    let keep = OnConflict::column(row::Column::Key).do_nothing().to_owned();
    insert(unit, key, value, keep).await
}

async fn insert(unit: &Unit<'_>, key: &str, value: &str, conflict: OnConflict) -> Result<(), Problem> {
    row::Entity::insert(row::ActiveModel {
        key: Set(key.to_owned()),
        value: Set(value.to_owned()),
    })
    .on_conflict(conflict)
    .exec_without_returning(unit.conn())
    .await?;
    Ok(())
}

/// Marks the database as a demo: only then may its clock be moved.
pub async fn mark_demo(unit: &Unit<'_>) -> Result<(), Problem> {
    set(unit, DEMO, "true").await
}

impl Db {
    /// Whether this database was made for a demo.
    pub async fn is_demo(&self) -> Result<bool, Problem> {
        Ok(find(self.reader(), DEMO).await?.as_deref() == Some("true"))
    }

    /// Reads the stored clock offset; 0 unless this is a demo.
    pub async fn reload_clock(&self) -> Result<(), Problem> {
        let offset = find(self.reader(), CLOCK_OFFSET)
            .await?
            .and_then(|value| value.parse().ok())
            .unwrap_or(0);
        self.set_clock_offset(offset);
        Ok(())
    }

    /// Moves the demo's clock forward. Error: refused outside a demo, and backwards.
    pub async fn advance_clock(&self, ctx: &base::Ctx, seconds: i64) -> Result<(), Problem> {
        if !self.is_demo().await? || seconds <= 0 {
            return Err(Problem::refused(
                "not-a-demo",
                Text::new("problem-clock-demo-only"),
            ));
        }
        let offset = find(self.reader(), CLOCK_OFFSET)
            .await?
            .and_then(|value| value.parse::<i64>().ok())
            .unwrap_or(0);
        let offset = offset + seconds;
        let unit = self.write(ctx).await?;
        set(&unit, CLOCK_OFFSET, &offset.to_string()).await?;
        unit.audit(
            Entry::new("system", "clock", "advance_clock").data(serde_json::json!({ "seconds": seconds })),
        )
        .await?;
        unit.commit().await?;
        self.set_clock_offset(offset);
        Ok(())
    }
}
