//! The tables of this crate.

pub mod facilitator {
    use base::Cents;
    use sea_orm::entity::prelude::*;

    use crate::model::FacilitatorId;

    /// A member of the pool.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "facilitator")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FacilitatorId,
        pub programme_id: Uuid,
        /// The account, once there is one.
        pub person_id: Option<Uuid>,
        pub name: String,
        pub firm: String,
        pub email: String,
        pub phone: String,
        pub regions: String,
        pub focus: String,
        pub languages: String,
        /// Net.
        pub day_rate_cents: Cents,
        pub vat_liable: bool,
        pub available_from: Option<Date>,
        pub max_days_month: Option<i64>,
        pub active: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod engagement {
    use applications::ApplicationId;
    use base::{Cents, Minutes, Rate};
    use calls::CallId;
    use grants::GrantId;
    use municipalities::BodyId;
    use sea_orm::entity::prelude::*;

    use crate::model::{EngagementId, EngagementState};

    /// One accompaniment.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "engagement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EngagementId,
        pub grant_id: GrantId,
        pub application_id: ApplicationId,
        pub call_id: CallId,
        pub programme_id: Uuid,
        pub body_id: BodyId,
        pub body_name: String,
        pub number: String,
        pub title: String,
        pub state: EngagementState,
        pub contract_no: Option<String>,
        pub contingent_minutes: Minutes,
        /// Billable minutes approved so far; never more than the contingent and [`Self::over_minutes`].
        pub approved_minutes: Minutes,
        /// What was approved beyond the contingent, in a programme without hard stop.
        pub over_minutes: Minutes,
        /// The highest mark (80, 100) that was told.
        pub warned_percent: i64,
        pub day_rate_cents: Cents,
        pub vat_rate: Rate,
        /// What the day rate pays for: a day of so many minutes, in proportion or in steps of half a day.
        pub day_minutes: Minutes,
        pub half_day_steps: bool,
        /// What the grant is worth.
        pub value_cap_cents: Cents,
        pub from_on: Option<Date>,
        pub until_on: Option<Date>,
        pub first_talk_on: Option<Date>,
        pub reason: Option<String>,
        pub proposed_by: Option<Uuid>,
        pub prepared_by: Option<Uuid>,
        pub assigned_by: Option<Uuid>,
        /// The engagement whose rest this one took over.
        pub replaces: Option<EngagementId>,
        pub created_at: DateTimeUtc,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod member {
    use sea_orm::entity::prelude::*;

    use crate::model::{Answer, EngagementId, FacilitatorId};

    /// A facilitator in a team.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "engagement_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub engagement_id: EngagementId,
        pub facilitator_id: FacilitatorId,
        pub person_id: Option<Uuid>,
        pub answer: Answer,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
