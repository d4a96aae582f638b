//! Tables `evidence_packet` and `evidence_packet_case`.

pub(crate) mod packet {
    use applications::ApplicationId;
    use base::PersonId;
    use calls::CallId;
    use sea_orm::entity::prelude::*;

    use crate::evidence::PacketState;

    /// A packet: asked for, being made, ready or failed.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence_packet")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub programme_id: Uuid,
        pub call_id: CallId,
        /// None: of all cases of the call that the person saw.
        pub application_id: Option<ApplicationId>,
        pub state: PacketState,
        /// Code of the office in which it was asked for.
        pub role: String,
        pub requested_by: PersonId,
        pub requested_by_name: String,
        pub requested_at: DateTimeUtc,
        pub cases_total: i64,
        pub cases_done: i64,
        /// In `stored_file`.
        pub file_id: Option<Uuid>,
        pub sha256: Option<String>,
        pub size_bytes: Option<i64>,
        pub files: Option<i64>,
        pub finished_at: Option<DateTimeUtc>,
        /// Why it failed, for people.
        pub failure: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod case {
    use applications::ApplicationId;
    use sea_orm::entity::prelude::*;

    /// A case in a packet. Never altered.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence_packet_case")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub packet_id: Uuid,
        pub application_id: ApplicationId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
