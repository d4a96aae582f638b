//! The only place that names the ORM's entities. The rows that are plain facts are re-exported by [`crate::model`].

pub(crate) mod allocation;
pub(crate) mod allocation_line;
pub(crate) mod attendance;
pub(crate) mod ballot;
pub(crate) mod comment;
pub(crate) mod committee;
pub(crate) mod concern;
pub(crate) mod decision;
pub(crate) mod decision_share;
pub(crate) mod declaration;
pub(crate) mod exclusion;
pub(crate) mod invitation;
pub(crate) mod item;
pub(crate) mod meeting;
pub(crate) mod member;
pub(crate) mod motion;
pub(crate) mod movement;
pub(crate) mod objection;
pub(crate) mod offer;
pub(crate) mod recusal;
pub(crate) mod scenario;

use sea_orm::{ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};

/// Inserts rows as they are, 500 at a time (parameter limits of both databases).
pub(crate) async fn insert_all<E, A>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
) -> Result<(), base::Problem>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let rows = rows
        .into_iter()
        .map(|row| row.into_active_model().reset_all())
        .collect();
    base_db::insert_all(db, rows).await
}
