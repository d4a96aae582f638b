//! Tables `ranking_version` and `ranking_entry`, both append-only.

use base::Problem;
use calls::CallId;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, IntoActiveModel, QueryOrder};

use crate::model::{RankedEntry, Ranking, RankingId};

pub(crate) mod version {
    use base::PersonId;
    use calls::CallId;
    use sea_orm::entity::prelude::*;

    use crate::model::RankingId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ranking_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RankingId,
        pub call_id: CallId,
        pub version: i64,
        pub reason: String,
        /// The canonical JSON that the hash is of.
        pub content: String,
        pub sha256: String,
        pub frozen_by: Option<PersonId>,
        pub frozen_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod entry {
    use applications::ApplicationId;
    use sea_orm::entity::prelude::*;

    use crate::model::RankingId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ranking_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub ranking_id: RankingId,
        pub position: i64,
        pub application_id: ApplicationId,
        pub rank: i64,
        pub tied: bool,
        pub lot: Option<i64>,
        pub reviews: i64,
        pub numerator: i64,
        pub denominator: i64,
        pub score_hundredths: i64,
        pub below_threshold: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Version and entries, in chunks of 500 rows.
pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    version: version::Model,
    entries: &[RankedEntry],
) -> Result<(), Problem> {
    let id = version.id;
    version::Entity::insert(version.into_active_model().reset_all())
        .exec_without_returning(db)
        .await?;
    let rows: Vec<entry::ActiveModel> = entries
        .iter()
        .zip(1..)
        .map(|(ranked, position)| {
            let row = entry::Model {
                id: Uuid::now_v7(),
                ranking_id: id,
                position,
                application_id: ranked.application_id,
                rank: ranked.rank,
                tied: ranked.tied,
                lot: ranked.lot,
                reviews: ranked.reviews,
                numerator: ranked.numerator,
                denominator: ranked.denominator,
                score_hundredths: ranked.score_hundredths,
                below_threshold: ranked.below_threshold,
            };
            row.into_active_model().reset_all()
        })
        .collect();
    for chunk in rows.chunks(500) {
        entry::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// The newest version without its entries.
pub(crate) async fn newest(
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Option<version::Model>, Problem> {
    Ok(version::Entity::find()
        .filter(version::Column::CallId.eq(call))
        .order_by_desc(version::Column::Version)
        .one(db)
        .await?)
}

/// All versions without entries, newest first.
pub(crate) async fn versions(
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Vec<version::Model>, Problem> {
    Ok(version::Entity::find()
        .filter(version::Column::CallId.eq(call))
        .order_by_desc(version::Column::Version)
        .all(db)
        .await?)
}

pub(crate) async fn find(
    db: &impl ConnectionTrait,
    id: RankingId,
) -> Result<Option<version::Model>, Problem> {
    Ok(version::Entity::find_by_id(id).one(db).await?)
}

/// With its entries, in ranking order.
pub(crate) async fn with_entries(
    db: &impl ConnectionTrait,
    version: version::Model,
) -> Result<Ranking, Problem> {
    let rows = entry::Entity::find()
        .filter(entry::Column::RankingId.eq(version.id))
        .order_by_asc(entry::Column::Position)
        .all(db)
        .await?;
    let entries = rows
        .into_iter()
        .map(|row| RankedEntry {
            application_id: row.application_id,
            rank: row.rank,
            tied: row.tied,
            lot: row.lot,
            reviews: row.reviews,
            numerator: row.numerator,
            denominator: row.denominator,
            score_hundredths: row.score_hundredths,
            below_threshold: row.below_threshold,
        })
        .collect();
    Ok(Ranking {
        id: version.id,
        call_id: version.call_id,
        version: version.version,
        reason: version.reason,
        hash: version.sha256,
        frozen_at: version.frozen_at,
        frozen_by: version.frozen_by,
        entries,
    })
}
