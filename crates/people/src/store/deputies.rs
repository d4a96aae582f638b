//! Who stands in for whom.

use base::{PersonId, Problem};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::Deputy;

pub(crate) mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deputy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: PersonId,
        pub deputy_id: PersonId,
        pub from_on: Date,
        pub until_on: Date,
        pub created_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

impl From<row::Model> for Deputy {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id,
            person: row.person_id,
            deputy: row.deputy_id,
            from_on: row.from_on,
            until_on: row.until_on,
            ended_at: row.ended_at,
        }
    }
}

pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    deputy: &Deputy,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let row = row::ActiveModel {
        id: Set(deputy.id),
        person_id: Set(deputy.person),
        deputy_id: Set(deputy.deputy),
        from_on: Set(deputy.from_on),
        until_on: Set(deputy.until_on),
        created_at: Set(at),
        ended_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Present and coming ones on either side, by first day.
pub(crate) async fn of_person(
    conn: &impl ConnectionTrait,
    person: PersonId,
    day: NaiveDate,
) -> Result<Vec<Deputy>, Problem> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(person).or(Column::DeputyId.eq(person)))
        .filter(Column::EndedAt.is_null())
        .filter(Column::UntilOn.gte(day))
        .order_by_asc(Column::FromOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Deputy::from).collect())
}

/// Ends a deputy named by `person`. Error: `NotFound` when there is none to end.
pub(crate) async fn end(
    conn: &impl ConnectionTrait,
    id: Uuid,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let ended = Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::PersonId.eq(person))
        .filter(Column::EndedAt.is_null())
        .col_expr(Column::EndedAt, Expr::value(at))
        .exec(conn)
        .await?;
    if ended.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::not_found("deputy"))
    }
}
