//! Table `assessor_interest`: what an assessor declares once for all calls.

use base::{PersonId, Problem};
use municipalities::BodyId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, IntoActiveModel, QueryOrder};

use crate::model::{Basis, InterestId};

/// A tie of a person to a body.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessor_interest")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InterestId,
    pub person_id: PersonId,
    pub basis: Basis,
    pub body_id: BodyId,
    pub detail: String,
    pub declared_at: DateTimeUtc,
    /// The last day; `None` while it lasts.
    pub until_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn of_persons(
    db: &impl ConnectionTrait,
    persons: &[PersonId],
) -> Result<Vec<Model>, Problem> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::PersonId.is_in(persons.iter().copied()))
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

pub(crate) async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), Problem> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Notes the last day of the person's own lasting tie. Error: not found.
pub(crate) async fn end(
    db: &impl ConnectionTrait,
    person: PersonId,
    id: InterestId,
    until_on: Date,
) -> Result<(), Problem> {
    let done = Entity::update_many()
        .col_expr(Column::UntilOn, Expr::value(until_on))
        .filter(Column::Id.eq(id))
        .filter(Column::PersonId.eq(person))
        .filter(Column::UntilOn.is_null())
        .exec(db)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::not_found("interest"))
    }
}
