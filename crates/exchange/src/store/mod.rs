//! The tables of this crate.

pub mod event {
    use sea_orm::entity::prelude::*;

    use crate::model::{EventId, EventState};

    /// A network meeting.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "exchange_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EventId,
        pub programme_id: Uuid,
        pub title: String,
        pub agenda: String,
        pub place: String,
        pub link: String,
        /// What helps people with disabilities: steps, loops, interpreters.
        pub access_info: String,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub registration_until_at: DateTimeUtc,
        pub capacity: i64,
        /// Registrations of one body at most.
        pub per_body: i64,
        /// Confirmed registrations; never more than `capacity`.
        pub registered: i64,
        pub state: EventState,
        pub minutes: String,
        pub created_by: Option<Uuid>,
        pub created_at: DateTimeUtc,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod registration {
    use sea_orm::entity::prelude::*;

    use crate::model::{EventId, RegistrationId, RegistrationState};

    /// A person's registration.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event_registration")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RegistrationId,
        pub event_id: EventId,
        pub person_id: Option<Uuid>,
        pub name: String,
        pub email: String,
        pub body_id: Option<Uuid>,
        pub organisation: String,
        /// Access and food, as the person wrote it.
        pub needs: String,
        pub state: RegistrationState,
        pub attended: Option<bool>,
        pub registered_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod report {
    use sea_orm::entity::prelude::*;

    use crate::model::{PracticeReportId, PracticeReportState};

    /// A practice report.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "practice_report")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PracticeReportId,
        pub application_id: Uuid,
        pub programme_id: Uuid,
        pub organisation: String,
        pub title: String,
        pub situation: String,
        pub approach: String,
        pub result: String,
        pub experience: String,
        pub tips: String,
        /// A summary in easy language; may be empty.
        pub easy: String,
        /// The municipality agrees to publication.
        pub consent: bool,
        pub state: PracticeReportState,
        /// What the moderation asks for.
        pub comment: Option<String>,
        pub written_by: Option<Uuid>,
        pub approved_by: Option<Uuid>,
        pub published_by: Option<Uuid>,
        pub created_at: DateTimeUtc,
        pub published_at: Option<DateTimeUtc>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use base::Problem;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};

use crate::model::{EventId, EventState};

/// Takes one place if there is one: question, answer and lock in one statement.
pub(crate) async fn take_place(conn: &impl ConnectionTrait, id: EventId) -> Result<bool, Problem> {
    let taken = event::Entity::update_many()
        .col_expr(
            event::Column::Registered,
            Expr::col(event::Column::Registered).add(1),
        )
        .filter(event::Column::Id.eq(id))
        .filter(event::Column::State.eq(EventState::Published))
        .filter(Expr::col(event::Column::Registered).lt(Expr::col(event::Column::Capacity)))
        .exec(conn)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Gives a place back.
pub(crate) async fn give_place(conn: &impl ConnectionTrait, id: EventId) -> Result<(), Problem> {
    event::Entity::update_many()
        .col_expr(
            event::Column::Registered,
            Expr::col(event::Column::Registered).sub(1),
        )
        .filter(event::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Changes an event's state if it is still what was read. Error: stale.
pub(crate) async fn set_event_state(
    conn: &impl ConnectionTrait,
    event: &event::Model,
    to: EventState,
    minutes: Option<&str>,
) -> Result<(), Problem> {
    let mut update = event::Entity::update_many()
        .col_expr(event::Column::State, Expr::value(to))
        .col_expr(event::Column::Version, Expr::value(event.version + 1))
        .filter(event::Column::Id.eq(event.id))
        .filter(event::Column::Version.eq(event.version));
    if let Some(minutes) = minutes {
        update = update.col_expr(event::Column::Minutes, Expr::value(minutes));
    }
    if update.exec(conn).await?.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}
