//! Tables `ranking_version` and `ranking_entry`, both append-only.

use applications::ApplicationId;
use base::{PersonId, Problem};
use base_db::{Page, PageRequest};
use calls::CallId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ConnectionTrait, DerivePartialModel, IntoActiveModel, QueryOrder, QuerySelect, Select};

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

/// A version without its content, which is as long as the ranking: no page needs it.
#[derive(Debug, Clone, DerivePartialModel)]
#[sea_orm(entity = "version::Entity")]
pub(crate) struct Head {
    pub id: RankingId,
    pub call_id: CallId,
    pub version: i64,
    pub reason: String,
    pub sha256: String,
    pub frozen_by: Option<PersonId>,
    pub frozen_at: DateTimeUtc,
}

impl From<Head> for Ranking {
    /// Without entries.
    fn from(head: Head) -> Self {
        Self {
            id: head.id,
            call_id: head.call_id,
            version: head.version,
            reason: head.reason,
            hash: head.sha256,
            frozen_at: head.frozen_at,
            frozen_by: head.frozen_by,
            entries: Vec::new(),
        }
    }
}

impl From<entry::Model> for RankedEntry {
    fn from(row: entry::Model) -> Self {
        Self {
            application_id: row.application_id,
            rank: row.rank,
            tied: row.tied,
            lot: row.lot,
            reviews: row.reviews,
            numerator: row.numerator,
            denominator: row.denominator,
            score_hundredths: row.score_hundredths,
            below_threshold: row.below_threshold,
        }
    }
}

/// Which entries of a version a person may see.
pub(crate) enum Sight {
    /// All but these.
    Except(Vec<ApplicationId>),
    /// Those of the cases of this subquery.
    Only(Box<SelectStatement>),
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
    base_db::insert_all(db, rows).await
}

fn of_call(call: CallId) -> Select<version::Entity> {
    version::Entity::find()
        .filter(version::Column::CallId.eq(call))
        .order_by_desc(version::Column::Version)
}

/// The newest version without its entries.
pub(crate) async fn newest(db: &impl ConnectionTrait, call: CallId) -> Result<Option<Head>, Problem> {
    Ok(of_call(call).into_partial_model().one(db).await?)
}

/// All versions without entries, newest first.
pub(crate) async fn versions(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Head>, Problem> {
    Ok(of_call(call).into_partial_model().all(db).await?)
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: RankingId) -> Result<Option<Head>, Problem> {
    Ok(version::Entity::find_by_id(id)
        .into_partial_model()
        .one(db)
        .await?)
}

fn entries(ranking: RankingId, sight: Option<&Sight>) -> Select<entry::Entity> {
    let query = entry::Entity::find()
        .filter(entry::Column::RankingId.eq(ranking))
        .order_by_asc(entry::Column::Position);
    match sight {
        None => query,
        Some(Sight::Except(barred)) if barred.is_empty() => query,
        Some(Sight::Except(barred)) => {
            query.filter(entry::Column::ApplicationId.is_not_in(barred.iter().copied()))
        }
        Some(Sight::Only(cases)) => {
            query.filter(entry::Column::ApplicationId.in_subquery(cases.as_ref().clone()))
        }
    }
}

/// The place of one case in each version that has it, the oldest first: two statements.
pub(crate) async fn places_of(
    db: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Vec<(Head, RankedEntry)>, Problem> {
    let rows = entry::Entity::find()
        .filter(entry::Column::ApplicationId.eq(application))
        .all(db)
        .await?;
    let heads: Vec<Head> = version::Entity::find()
        .filter(version::Column::Id.is_in(rows.iter().map(|row| row.ranking_id)))
        .order_by_asc(version::Column::Version)
        .into_partial_model()
        .all(db)
        .await?;
    Ok(heads
        .into_iter()
        .filter_map(|head| {
            let row = rows.iter().find(|row| row.ranking_id == head.id)?.clone();
            Some((head, RankedEntry::from(row)))
        })
        .collect())
}

/// The text that the hash of a version is of.
pub(crate) async fn content(db: &impl ConnectionTrait, id: RankingId) -> Result<String, Problem> {
    let content: Option<String> = version::Entity::find_by_id(id)
        .select_only()
        .column(version::Column::Content)
        .into_tuple()
        .one(db)
        .await?;
    content.ok_or(Problem::not_found("ranking"))
}

/// With its entries, in ranking order.
pub(crate) async fn with_entries(db: &impl ConnectionTrait, head: Head) -> Result<Ranking, Problem> {
    let rows = entries(head.id, None).all(db).await?;
    Ok(Ranking {
        entries: rows.into_iter().map(RankedEntry::from).collect(),
        ..Ranking::from(head)
    })
}

/// One page of the entries in ranking order.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    ranking: RankingId,
    sight: &Sight,
    request: PageRequest,
) -> Result<Page<RankedEntry>, Problem> {
    let found = base_db::page::fetch(db, entries(ranking, Some(sight)), request).await?;
    Ok(found.map(RankedEntry::from))
}

/// Those that share their figures and have no lot yet.
pub(crate) async fn ties(
    db: &impl ConnectionTrait,
    ranking: RankingId,
    sight: &Sight,
) -> Result<Vec<RankedEntry>, Problem> {
    let rows = entries(ranking, Some(sight))
        .filter(entry::Column::Tied.eq(true))
        .filter(entry::Column::Lot.is_null())
        .limit(MOST_TIES)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(RankedEntry::from).collect())
}

/// So many lots can be drawn by one form.
const MOST_TIES: u64 = 200;
