//! The tables.

pub(crate) mod programme {
    use sea_orm::entity::prelude::*;

    use crate::ProgrammeId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "programme")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ProgrammeId,
        pub code: String,
        pub name_de: String,
        pub name_en: String,
        pub authority: String,
        pub department: String,
        pub street: String,
        pub postcode: String,
        pub place: String,
        pub phone: String,
        pub email: String,
        pub web: String,
        pub remedy_kind: String,
        pub court: String,
        pub valid_from: Date,
        pub valid_until: Option<Date>,
        pub created_at: DateTimeUtc,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod parameter {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    use crate::ProgrammeId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "programme_parameter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub programme_id: ProgrammeId,
        pub name: String,
        pub value: String,
        pub valid_from: Date,
        pub source: String,
        pub set_by: Option<PersonId>,
        pub set_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod call {
    use base::PersonId;
    use budget::BudgetLineId;
    use sea_orm::entity::prelude::*;

    use crate::{CallId, ProgrammeId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CallId,
        pub programme_id: ProgrammeId,
        pub code: String,
        pub number_prefix: String,
        pub state: String,
        pub title_de: String,
        pub title_en: String,
        pub purpose_de: String,
        pub purpose_en: String,
        pub eligible_de: String,
        pub eligible_en: String,
        pub how_de: String,
        pub how_en: String,
        pub easy_de: String,
        pub opens_at: DateTimeUtc,
        pub deadline_on: Date,
        pub deadline_time: Option<String>,
        pub deadline_at: DateTimeUtc,
        pub deadline_kind: String,
        pub funding_mode: String,
        pub financing_type: String,
        pub rate: i64,
        pub cap_cents: i64,
        pub minimum_cents: i64,
        pub rounding: String,
        pub allocation_mode: String,
        pub budget_line_id: Option<BudgetLineId>,
        pub body_types: String,
        pub territory: String,
        pub project_from: Option<Date>,
        pub project_until: Option<Date>,
        pub reviews_min: i64,
        pub reviews_target: i64,
        pub threshold_total: Option<i64>,
        pub threshold_criterion: Option<i64>,
        pub form_version: i64,
        pub edition: i64,
        pub created_by: Option<PersonId>,
        pub edited_by: Option<PersonId>,
        pub submitted_by: Option<PersonId>,
        pub submitted_at: Option<DateTimeUtc>,
        pub rl_approved_by: Option<PersonId>,
        pub rl_approved_at: Option<DateTimeUtc>,
        pub bfdh_approved_by: Option<PersonId>,
        pub bfdh_approved_at: Option<DateTimeUtc>,
        pub published_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
        pub version: i64,
        pub grace_minutes: i64,
        pub documents: String,
        pub mail_texts: String,
        pub examples: String,
        pub preview_of: Option<CallId>,
        pub cloned_from: Option<CallId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod version {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    use crate::CallId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub call_id: CallId,
        pub edition: i64,
        pub content: String,
        pub reason: String,
        pub made_by: Option<PersonId>,
        pub made_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod criterion {
    use sea_orm::entity::prelude::*;

    use crate::CallId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_criterion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub call_id: CallId,
        pub position: i64,
        pub code: String,
        pub label_de: String,
        pub label_en: String,
        pub weight: i64,
        pub anchor_de: String,
        pub anchor_en: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod year {
    use sea_orm::entity::prelude::*;

    use crate::CallId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_year")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub call_id: CallId,
        pub year: i64,
        pub cash_cents: i64,
        pub commitment_cents: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod counter {
    use sea_orm::entity::prelude::*;

    use crate::CallId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_counter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CallId,
        pub last_number: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
