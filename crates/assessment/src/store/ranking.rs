//! Tables `ranking_version` and `ranking_entry`, both append-only.

use std::collections::HashSet;

use applications::ApplicationId;
use base::{PersonId, Problem};
use base_db::{Page, PageRequest};
use calls::CallId;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DerivePartialModel, IntoActiveModel, QueryOrder, QuerySelect, Select};

use crate::model::{RankedEntry, Ranking, RankingId};
use crate::rules::Distribution;

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
        /// Entries with the same figures as another one that nothing has settled; not known of early versions.
        pub open_ties: Option<i64>,
        pub entry_count: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod entry {
    use applications::ApplicationId;
    use sea_orm::entity::prelude::*;

    use crate::model::{RankingId, TieBreak};

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
        pub settled_by: Option<TieBreak>,
        pub median_hundredths: Option<i64>,
        pub lowest_hundredths: Option<i64>,
        pub highest_hundredths: Option<i64>,
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
    pub open_ties: Option<i64>,
    pub entry_count: Option<i64>,
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
            open_ties: head.open_ties,
            entry_count: head.entry_count,
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
            settled: row.settled_by,
            lies: match (
                row.median_hundredths,
                row.lowest_hundredths,
                row.highest_hundredths,
            ) {
                (Some(median), Some(lowest), Some(highest)) => Some(Distribution {
                    reviews: row.reviews,
                    median,
                    lowest,
                    highest,
                }),
                _ => None,
            },
        }
    }
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
                settled_by: ranked.settled,
                median_hundredths: ranked.lies.map(|one| one.median),
                lowest_hundredths: ranked.lies.map(|one| one.lowest),
                highest_hundredths: ranked.lies.map(|one| one.highest),
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

/// The calls that have any.
pub(crate) async fn calls(db: &impl ConnectionTrait) -> Result<Vec<CallId>, Problem> {
    Ok(version::Entity::find()
        .select_only()
        .column(version::Column::CallId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?)
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

fn entries(ranking: RankingId) -> Select<entry::Entity> {
    entry::Entity::find()
        .filter(entry::Column::RankingId.eq(ranking))
        .order_by_asc(entry::Column::Position)
}

/// The cases of a version from which the person is barred.
pub(crate) async fn hidden(
    db: &impl ConnectionTrait,
    ranking: RankingId,
    person: PersonId,
) -> Result<HashSet<ApplicationId>, Problem> {
    let ids: Vec<ApplicationId> = entry::Entity::find()
        .select_only()
        .column(entry::Column::ApplicationId)
        .filter(entry::Column::RankingId.eq(ranking))
        .filter(entry::Column::ApplicationId.in_subquery(applications::barred_cases(person)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// One page of all entries in ranking order. Positions run from 1 without a gap and the version knows their number, so
/// that neither counting nor skipping reads a row.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    ranking: &Ranking,
    request: PageRequest,
) -> Result<Page<RankedEntry>, Problem> {
    let Some(total) = ranking.entry_count else {
        let found = base_db::page::fetch(db, entries(ranking.id), request).await?;
        return Ok(found.map(RankedEntry::from));
    };
    let before = i64::try_from(request.offset()).unwrap_or(i64::MAX);
    let rows = entries(ranking.id)
        .filter(entry::Column::Position.gt(before))
        .limit(request.limit())
        .all(db)
        .await?;
    let items = rows.into_iter().map(RankedEntry::from).collect();
    Ok(Page::new(items, total.unsigned_abs(), request))
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
pub(crate) async fn with_entries(
    db: &impl ConnectionTrait,
    head: impl Into<Ranking>,
) -> Result<Ranking, Problem> {
    let head = head.into();
    let rows = entries(head.id).all(db).await?;
    Ok(Ranking {
        entries: rows.into_iter().map(RankedEntry::from).collect(),
        ..head
    })
}

/// Those that share their figures and are not settled yet.
pub(crate) async fn ties(db: &impl ConnectionTrait, ranking: RankingId) -> Result<Vec<RankedEntry>, Problem> {
    let rows = entries(ranking)
        .filter(entry::Column::Tied.eq(true))
        .filter(entry::Column::Lot.is_null())
        .limit(MOST_TIES)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(RankedEntry::from).collect())
}

/// So many lots can be drawn by one form.
pub(crate) const MOST_TIES: u64 = 200;
