//! Table `interest_declaration`.

use applications::ApplicationId;
use base::{PersonId, Problem};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, SelectStatement};
use sea_orm::{ConnectionTrait, IntoActiveModel, PaginatorTrait};

use crate::model::{Interest, Ruling};

/// What a person declared about an application, and what was decided about a concern.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "interest_declaration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub person_id: PersonId,
    pub kind: Interest,
    pub reason: String,
    pub declared_at: DateTimeUtc,
    pub ruling: Option<Ruling>,
    pub ruling_reason: Option<String>,
    pub ruled_by: Option<PersonId>,
    pub ruled_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How many concerns about these cases wait for a ruling.
pub(crate) async fn count_concerns(
    db: &impl ConnectionTrait,
    cases: SelectStatement,
) -> Result<u64, Problem> {
    Ok(Entity::find()
        .filter(Column::Kind.eq(Interest::Concern))
        .filter(Column::Ruling.is_null())
        .filter(Column::ApplicationId.in_subquery(cases))
        .count(db)
        .await?)
}

pub(crate) async fn find(
    db: &impl ConnectionTrait,
    application: ApplicationId,
    person: PersonId,
) -> Result<Option<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::ApplicationId.eq(application))
        .filter(Column::PersonId.eq(person))
        .one(db)
        .await?)
}

pub(crate) async fn of_person(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find().filter(Column::PersonId.eq(person)).all(db).await?)
}

pub(crate) async fn of_applications(
    db: &impl ConnectionTrait,
    applications: &[ApplicationId],
) -> Result<Vec<Model>, Problem> {
    let mut all = Vec::new();
    for chunk in applications.chunks(1_000) {
        all.extend(
            Entity::find()
                .filter(Column::ApplicationId.is_in(chunk.iter().copied()))
                .all(db)
                .await?,
        );
    }
    Ok(all)
}

/// Writes a declaration or a changed one in its place.
pub(crate) async fn put(db: &impl ConnectionTrait, declaration: Model) -> Result<(), Problem> {
    Entity::insert(declaration.into_active_model().reset_all())
        .on_conflict(
            OnConflict::columns([Column::ApplicationId, Column::PersonId])
                .update_columns([
                    Column::Kind,
                    Column::Reason,
                    Column::DeclaredAt,
                    Column::Ruling,
                    Column::RulingReason,
                    Column::RuledBy,
                    Column::RuledAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
