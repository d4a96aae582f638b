//! Who holds which role in which scope, from when until when.

use base::{PersonId, Problem, Role, Scope};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::HeldRole;

pub(crate) mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "role_assignment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: PersonId,
        pub role: String,
        pub scope_kind: String,
        pub scope_id: Option<Uuid>,
        pub from_on: Date,
        pub until_on: Option<Date>,
        pub created_at: DateTimeUtc,
        pub created_by: Option<PersonId>,
        pub ended_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

fn held(row: row::Model) -> Result<HeldRole, Problem> {
    let unknown = || Problem::broken(format!("role_assignment {}: unknown role or scope", row.id));
    Ok(HeldRole {
        id: row.id,
        person: row.person_id,
        role: Role::from_code(&row.role).ok_or_else(unknown)?,
        scope: Scope::from_parts(&row.scope_kind, row.scope_id).ok_or_else(unknown)?,
        from_on: row.from_on,
        until_on: row.until_on,
        ended_at: row.ended_at,
    })
}

pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    role: &HeldRole,
    created_at: DateTime<Utc>,
    created_by: Option<PersonId>,
) -> Result<(), Problem> {
    let (scope_kind, scope_id) = role.scope.parts();
    let row = row::ActiveModel {
        id: Set(role.id),
        person_id: Set(role.person),
        role: Set(role.role.code().to_owned()),
        scope_kind: Set(scope_kind.to_owned()),
        scope_id: Set(scope_id),
        from_on: Set(role.from_on),
        until_on: Set(role.until_on),
        created_at: Set(created_at),
        created_by: Set(created_by),
        ended_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

pub(crate) async fn find(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<HeldRole>, Problem> {
    Entity::find_by_id(id).one(conn).await?.map(held).transpose()
}

/// Every role the person was ever given, newest first.
pub(crate) async fn of_person(
    conn: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Vec<HeldRole>, Problem> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(person))
        .order_by_desc(Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(held).collect()
}

/// Roles of these persons that count on `day`.
pub(crate) async fn valid_of(
    conn: &impl ConnectionTrait,
    persons: &[PersonId],
    day: NaiveDate,
) -> Result<Vec<HeldRole>, Problem> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::PersonId.is_in(persons.iter().copied()))
        .filter(valid_on(day))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(held).collect()
}

fn valid_on(day: NaiveDate) -> Condition {
    Condition::all()
        .add(Column::EndedAt.is_null())
        .add(Column::FromOn.lte(day))
        .add(Column::UntilOn.is_null().or(Column::UntilOn.gte(day)))
}

/// The persons who hold one of `roles` in exactly this scope on `day`.
pub(crate) async fn persons(
    conn: &impl ConnectionTrait,
    roles: &[Role],
    scope: Scope,
    day: NaiveDate,
) -> Result<Vec<PersonId>, Problem> {
    let (scope_kind, scope_id) = scope.parts();
    let mut query = Entity::find()
        .filter(Column::Role.is_in(roles.iter().map(|role| role.code())))
        .filter(Column::ScopeKind.eq(scope_kind))
        .filter(valid_on(day))
        .order_by_asc(Column::Id);
    query = match scope_id {
        Some(id) => query.filter(Column::ScopeId.eq(id)),
        None => query.filter(Column::ScopeId.is_null()),
    };
    let mut persons: Vec<PersonId> = query
        .all(conn)
        .await?
        .into_iter()
        .map(|row| row.person_id)
        .collect();
    persons.sort_unstable();
    persons.dedup();
    Ok(persons)
}

/// As [`persons`], for many bodies at once: body and person, by body. One statement for each 1,000 bodies.
pub(crate) async fn persons_of_bodies(
    conn: &impl ConnectionTrait,
    roles: &[Role],
    bodies: &[Uuid],
    day: NaiveDate,
) -> Result<Vec<(Uuid, PersonId)>, Problem> {
    let mut found = Vec::new();
    for chunk in bodies.chunks(1_000) {
        let rows = Entity::find()
            .filter(Column::Role.is_in(roles.iter().map(|role| role.code())))
            .filter(Column::ScopeKind.eq(Scope::Body(Uuid::nil()).parts().0))
            .filter(Column::ScopeId.is_in(chunk.iter().copied()))
            .filter(valid_on(day))
            .all(conn)
            .await?;
        found.extend(
            rows.into_iter()
                .filter_map(|row| Some((row.scope_id?, row.person_id))),
        );
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Ends a role now. Error: `Stale` when it has ended before.
pub(crate) async fn end(conn: &impl ConnectionTrait, id: Uuid, at: DateTime<Utc>) -> Result<(), Problem> {
    let ended = Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::EndedAt.is_null())
        .col_expr(Column::EndedAt, Expr::value(at))
        .exec(conn)
        .await?;
    if ended.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}
