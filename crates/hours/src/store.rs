//! The tables of this crate.

pub mod entry {
    use applications::ApplicationId;
    use base::{Minutes, PersonId};
    use facilitation::EngagementId;
    use sea_orm::entity::prelude::*;

    use crate::model::{Activity, EntryState, HoursEntryId, InvoiceId};

    /// One entry.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hours_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HoursEntryId,
        pub engagement_id: EngagementId,
        pub application_id: ApplicationId,
        pub programme_id: Uuid,
        /// Who worked.
        pub person_id: PersonId,
        /// Number and municipality of the project, copied.
        pub number: String,
        pub body_name: String,
        /// The day it starts on, in Berlin.
        pub worked_on: Date,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub break_minutes: Minutes,
        /// Worked, without the break.
        pub minutes: Minutes,
        /// What counts towards the contingent.
        pub billable_minutes: Minutes,
        pub activity: Activity,
        /// Where, for projects with several places (F11).
        pub place: Option<String>,
        pub description: String,
        pub state: EntryState,
        /// Why it was rejected.
        pub reason: Option<String>,
        pub submitted_at: Option<DateTimeUtc>,
        pub approved_by: Option<PersonId>,
        pub approved_at: Option<DateTimeUtc>,
        /// The accepted invoice that bills it: once only.
        pub invoice_id: Option<InvoiceId>,
        pub created_at: DateTimeUtc,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod person {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    /// The row that a booking person holds.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hours_person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PersonId,
        pub bookings: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod invoice {
    use applications::ApplicationId;
    use base::{Cents, Minutes, PersonId};
    use facilitation::EngagementId;
    use sea_orm::entity::prelude::*;

    use crate::model::{InvoiceId, InvoiceState};

    /// An invoice of a facilitator, compared with what was approved.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hours_invoice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InvoiceId,
        pub engagement_id: EngagementId,
        pub application_id: ApplicationId,
        pub number: String,
        pub received_on: Date,
        /// It bills what was worked until this day.
        pub until_on: Date,
        pub claimed_minutes: Minutes,
        pub approved_minutes: Minutes,
        /// Of what is billed; of a returned invoice: of the difference.
        pub net_cents: Cents,
        pub gross_cents: Cents,
        pub state: InvoiceState,
        pub recorded_by: Option<PersonId>,
        pub recorded_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
