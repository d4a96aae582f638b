//! `body_name`: every name a body goes or went by.

use base::Problem;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use crate::rules::naming::name_key;
use crate::{BodyId, BodyName, BodyNameId, NameKind};

mod row {
    use sea_orm::entity::prelude::*;

    use crate::{BodyId, BodyNameId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "body_name")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: BodyNameId,
        pub body_id: BodyId,
        pub kind: String,
        pub name: String,
        pub name_key: String,
        pub valid_until: Option<Date>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::Column;

const CHUNK: usize = 500;

fn names(rows: Vec<row::Model>) -> Result<Vec<BodyName>, Problem> {
    rows.into_iter()
        .map(|row| {
            let kind = NameKind::from_code(&row.kind)
                .ok_or_else(|| Problem::broken(format!("body_name {}: unknown kind {}", row.id, row.kind)))?;
            Ok(BodyName {
                id: row.id,
                body_id: row.body_id,
                kind,
                name: row.name,
                valid_until: row.valid_until,
            })
        })
        .collect()
}

pub(crate) async fn all(conn: &impl ConnectionTrait) -> Result<Vec<BodyName>, Problem> {
    names(row::Entity::find().order_by_asc(Column::Id).all(conn).await?)
}

pub(crate) async fn of_bodies(conn: &impl ConnectionTrait, ids: &[BodyId]) -> Result<Vec<BodyName>, Problem> {
    let query = row::Entity::find().filter(Column::BodyId.is_in(ids.iter().copied()));
    names(
        query
            .order_by_asc(Column::NameKey)
            .order_by_asc(Column::Id)
            .all(conn)
            .await?,
    )
}

/// All rows whose [`name_key`] is one of these.
pub(crate) async fn called(conn: &impl ConnectionTrait, keys: &[&str]) -> Result<Vec<BodyName>, Problem> {
    let query = row::Entity::find().filter(Column::NameKey.is_in(keys.iter().copied()));
    names(query.order_by_asc(Column::Id).all(conn).await?)
}

/// Adds names; the same name of the same kind twice is one row.
pub(crate) async fn add(conn: &impl ConnectionTrait, new: &[BodyName]) -> Result<(), Problem> {
    for chunk in new.chunks(CHUNK) {
        let rows = chunk.iter().map(|name| row::ActiveModel {
            id: Set(name.id),
            body_id: Set(name.body_id),
            kind: Set(name.kind.code().to_owned()),
            name: Set(name.name.clone()),
            name_key: Set(name_key(&name.name)),
            valid_until: Set(name.valid_until),
        });
        let same = OnConflict::columns([Column::BodyId, Column::Kind, Column::NameKey])
            .do_nothing()
            .to_owned();
        row::Entity::insert_many(rows)
            .on_conflict(same)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Takes the present names (name, official name) of these bodies away, before new ones are added.
pub(crate) async fn forget_present(conn: &impl ConnectionTrait, bodies: &[BodyId]) -> Result<(), Problem> {
    let present = [NameKind::Name.code(), NameKind::Official.code()];
    for chunk in bodies.chunks(CHUNK) {
        row::Entity::delete_many()
            .filter(Column::BodyId.is_in(chunk.iter().copied()))
            .filter(Column::Kind.is_in(present))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// Takes one alias of a body away; `false` when there is no such one.
pub(crate) async fn remove_alias(
    conn: &impl ConnectionTrait,
    body: BodyId,
    id: BodyNameId,
) -> Result<bool, Problem> {
    let deleted = row::Entity::delete_many()
        .filter(Column::Id.eq(id))
        .filter(Column::BodyId.eq(body))
        .filter(Column::Kind.eq(NameKind::Alias.code()))
        .exec(conn)
        .await?;
    Ok(deleted.rows_affected == 1)
}
