//! Who was proposed as the signatory of a body, and what became of it.

use base::{PersonId, Problem};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::model::SignatoryState;

pub(crate) mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    use crate::model::SignatoryState;

    /// A person proposed as the signatory of a body.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signatory_proposal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub body_id: Uuid,
        pub person_id: PersonId,
        /// The appointment as the body sent it.
        pub file_id: Uuid,
        pub state: SignatoryState,
        pub proposed_by: PersonId,
        pub proposed_at: DateTimeUtc,
        pub decided_by: Option<PersonId>,
        pub decided_at: Option<DateTimeUtc>,
        /// Why it was refused.
        pub reason: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity, Model};

pub(crate) async fn insert(conn: &impl ConnectionTrait, row: Model) -> Result<(), sea_orm::DbErr> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

pub(crate) async fn find(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, Problem> {
    Ok(Entity::find_by_id(id).one(conn).await?)
}

/// Those of a state, the latest first, a hundred at most.
pub(crate) async fn list(conn: &impl ConnectionTrait, state: SignatoryState) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::State.eq(state))
        .order_by_desc(Column::Id)
        .limit(100)
        .all(conn)
        .await?)
}

/// How many wait for a decision by somebody else than `me`.
pub(crate) async fn count_open(conn: &impl ConnectionTrait, me: PersonId) -> Result<u64, Problem> {
    Ok(Entity::find()
        .filter(Column::State.eq(SignatoryState::Proposed))
        .filter(Column::ProposedBy.ne(me))
        .count(conn)
        .await?)
}

/// Decides a proposal that is still open. Error: `Stale`.
pub(crate) async fn decide(
    conn: &impl ConnectionTrait,
    id: Uuid,
    to: SignatoryState,
    (by, at): (PersonId, DateTime<Utc>),
    reason: Option<&str>,
) -> Result<(), Problem> {
    let done = Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(SignatoryState::Proposed))
        .col_expr(Column::State, Expr::value(to))
        .col_expr(Column::DecidedBy, Expr::value(by))
        .col_expr(Column::DecidedAt, Expr::value(at))
        .col_expr(Column::Reason, Expr::value(reason.map(str::to_owned)))
        .exec(conn)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}
