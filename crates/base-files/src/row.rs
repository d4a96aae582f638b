//! The table `stored_file`.

use base::Problem;
use base_db::Unit;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use uuid::Uuid;

use crate::ScanState;

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
        /// What the virus scanner says of it.
        pub scan_state: crate::ScanState,
        /// The name of what it found.
        pub scan_finding: Option<String>,
        pub scanned_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A filed file, without its bytes.
pub type StoredFile = stored_file::Model;

impl StoredFile {
    /// Whether nobody may have its bytes: not scanned yet, or found infected.
    #[must_use]
    pub fn is_quarantined(&self) -> bool {
        matches!(self.scan_state, ScanState::Pending | ScanState::Infected)
    }
}

/// The files of these ids, in no order.
pub async fn files(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<StoredFile>, Problem> {
    Ok(stored_file::Entity::find()
        .filter(stored_file::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// Takes a file out of the files; its bytes go with the next sweep. Only for what was never handed in.
pub async fn forget(unit: &Unit<'_>, id: Uuid) -> Result<(), Problem> {
    stored_file::Entity::delete_by_id(id).exec(unit.conn()).await?;
    Ok(())
}

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
