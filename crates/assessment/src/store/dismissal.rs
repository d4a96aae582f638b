//! Table `conflict_dismissal`: suggested conflicts that the office set aside, each with its reason.

use applications::ApplicationId;
use base::{PersonId, Problem};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, IntoActiveModel};

use crate::model::Basis;

/// Why a suggested conflict is none.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict_dismissal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub person_id: PersonId,
    pub basis: Basis,
    /// The body's id, or the mail domain.
    pub subject: String,
    pub reason: String,
    pub dismissed_by: Option<PersonId>,
    pub dismissed_at: DateTimeUtc,
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
        .all(db)
        .await?)
}

pub(crate) async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), Problem> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(db)
        .await?;
    Ok(())
}
