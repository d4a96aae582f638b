//! Which body a person belongs to.

use base::{PersonId, Problem};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::Affiliation;

pub(crate) mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "affiliation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: PersonId,
        pub body_id: Uuid,
        pub kind: String,
        pub from_on: Option<Date>,
        pub until_on: Option<Date>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

pub(crate) async fn insert(conn: &impl ConnectionTrait, affiliation: &Affiliation) -> Result<(), Problem> {
    let row = row::ActiveModel {
        id: Set(Uuid::now_v7()),
        person_id: Set(affiliation.person),
        body_id: Set(affiliation.body_id),
        kind: Set(affiliation.kind.clone()),
        from_on: Set(affiliation.from_on),
        until_on: Set(affiliation.until_on),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

pub(crate) async fn of_persons(
    conn: &impl ConnectionTrait,
    persons: &[PersonId],
) -> Result<Vec<Affiliation>, Problem> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::PersonId.is_in(persons.iter().copied()))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    let affiliation = |row: row::Model| Affiliation {
        person: row.person_id,
        body_id: row.body_id,
        kind: row.kind,
        from_on: row.from_on,
        until_on: row.until_on,
    };
    Ok(rows.into_iter().map(affiliation).collect())
}
