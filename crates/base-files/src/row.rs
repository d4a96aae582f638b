//! The table `stored_file`.

use base::Problem;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use uuid::Uuid;

pub(crate) mod stored_file {
    use sea_orm::entity::prelude::*;

    /// One filed file.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "stored_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Of the bytes, 64 lower-case hex digits; also their place in the store.
        pub sha256: String,
        pub size_bytes: i64,
        /// Cleaned, with extension.
        pub name: String,
        pub media_type: String,
        /// What it was filed as, e.g. `attachment`, `notice`, `import`.
        pub purpose: String,
        pub application_id: Option<Uuid>,
        pub created_by: Option<Uuid>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A filed file, without its bytes.
pub type StoredFile = stored_file::Model;

/// The file of an id, if there is one. Who may see it is for the caller to decide.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<StoredFile>, Problem> {
    Ok(stored_file::Entity::find_by_id(id).one(db).await?)
}

/// The file of an id. Error: `NotFound`.
pub async fn file(db: &impl ConnectionTrait, id: Uuid) -> Result<StoredFile, Problem> {
    find(db, id).await?.ok_or(Problem::not_found("file"))
}

/// The files of one case, oldest first (a case has tens of them, not thousands).
pub async fn of_application(
    db: &impl ConnectionTrait,
    application_id: Uuid,
) -> Result<Vec<StoredFile>, Problem> {
    Ok(stored_file::Entity::find()
        .filter(stored_file::Column::ApplicationId.eq(application_id))
        .order_by_asc(stored_file::Column::Id)
        .all(db)
        .await?)
}
