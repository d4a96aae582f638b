//! The seal of the audit trail: a hash chain over the entries, made by one leased sealer after the fact, so that
//! writing an entry takes no shared lock.
//!
//! Every second the sealer looks at what was written lately ([`seal`]). A unit that commits later than that is found by
//! [`seal_all`], which looks through the whole trail now and then: nothing stays unsealed, whatever order units commit in.

use std::collections::HashMap;

use base::{Ctx, Problem};
use chrono::{DateTime, Duration, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Set};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::audit::{self, content_hash};
use crate::{Db, lease};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_seal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub entry_id: Uuid,
        pub prev_hash: String,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The place of an entry in the chain.
pub type Seal = row::Model;

/// Entries sealed in one unit at most.
const BATCH: u64 = 1_000;
/// How long before the newest sealed entry [`seal`] still looks: longer than a unit takes from an entry to its commit.
const LATELY: Duration = Duration::minutes(2);

fn link(seq: i64, prev_hash: &str, content_hash: &str) -> String {
    hex::encode(Sha256::digest(format!("{seq}:{prev_hash}:{content_hash}")))
}

/// The seals of these entries (1,000 at most), by entry; entries of the last second have none yet.
pub(crate) async fn of_entries(
    db: &impl ConnectionTrait,
    entries: &[Uuid],
) -> Result<HashMap<Uuid, Seal>, Problem> {
    let seals = row::Entity::find()
        .filter(row::Column::EntryId.is_in(entries.iter().copied()))
        .all(db)
        .await?;
    Ok(seals.into_iter().map(|seal| (seal.entry_id, seal)).collect())
}

/// Entries without a seal, oldest first; none older than the id `since`.
fn unsealed(since: Uuid) -> Select<audit::row::Entity> {
    // bounded on both sides, so that no plan walks through all seals
    let sealed = Query::select()
        .column(row::Column::EntryId)
        .from(row::Entity)
        .and_where(Expr::col((row::Entity, row::Column::EntryId)).gte(since))
        .and_where(
            Expr::col((row::Entity, row::Column::EntryId))
                .equals((audit::row::Entity, audit::row::Column::Id)),
        )
        .take();
    audit::row::Entity::find()
        .filter(audit::row::Column::Id.gte(since))
        .filter(Expr::not_exists(sealed))
        .order_by_asc(audit::row::Column::Id)
}

/// The smallest id of an entry (UUIDv7) made at this instant.
fn first_id_of(instant: DateTime<Utc>) -> Uuid {
    let milliseconds = u128::try_from(instant.timestamp_millis()).unwrap_or(0);
    Uuid::from_u128(milliseconds << 80)
}

/// Where "lately" begins: counted from the newest seal, because the sealer may have rested; from now where an instance
/// with a clock ahead wrote it. The whole trail while nothing is sealed, or when the entry's id holds no time.
async fn lately(db: &Db) -> Result<Uuid, Problem> {
    let last = newest(db.reader()).await?;
    let written_at = last.and_then(|seal| {
        let (seconds, _) = seal.entry_id.get_timestamp()?.to_unix();
        DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)
    });
    Ok(match written_at {
        Some(at) => first_id_of(std::cmp::min(at, db.machine_now()) - LATELY),
        None => Uuid::nil(),
    })
}

async fn newest(db: &impl ConnectionTrait) -> Result<Option<row::Model>, Problem> {
    Ok(row::Entity::find()
        .order_by_desc(row::Column::Seq)
        .one(db)
        .await?)
}

/// Seals what was written lately; gives the number of entries sealed. 0 when another instance holds the lease.
pub async fn seal(db: &Db, holder: Uuid) -> Result<usize, Problem> {
    seal_since(db, holder, lately(db).await?).await
}

/// Seals whatever has no seal, however old: entries of units that took longer than [`seal`] looks back. Walks through
/// the whole trail.
pub async fn seal_all(db: &Db, holder: Uuid) -> Result<usize, Problem> {
    seal_since(db, holder, Uuid::nil()).await
}

async fn seal_since(db: &Db, holder: Uuid, since: Uuid) -> Result<usize, Problem> {
    // searched without a write turn; the unit only asks again whether these are still unsealed
    let found: Vec<Uuid> = unsealed(since)
        .limit(BATCH)
        .select_only()
        .column(audit::row::Column::Id)
        .into_tuple()
        .all(db.reader())
        .await?;
    let Some(first) = found.first() else {
        return Ok(0);
    };
    let ctx = Ctx::system("seal", db.now());
    let unit = db.write(&ctx).await?;
    if !lease::take(&unit, "seal", holder, 30).await? {
        return Ok(0);
    }
    let (mut seq, mut prev_hash) = newest(unit.conn())
        .await?
        .map_or((0, String::new()), |seal| (seal.seq, seal.hash));
    let entries: Vec<(Uuid, String)> = unsealed(*first)
        .filter(audit::row::Column::Id.is_in(found.iter().copied()))
        .select_only()
        .columns([audit::row::Column::Id, audit::row::Column::ContentHash])
        .into_tuple()
        .all(unit.conn())
        .await?;
    let seals: Vec<row::ActiveModel> = entries
        .into_iter()
        .map(|(entry_id, content_hash)| {
            seq += 1;
            let hash = link(seq, &prev_hash, &content_hash);
            row::ActiveModel {
                seq: Set(seq),
                entry_id: Set(entry_id),
                prev_hash: Set(std::mem::replace(&mut prev_hash, hash.clone())),
                hash: Set(hash),
            }
        })
        .collect();
    let sealed = seals.len();
    if sealed > 0 {
        row::Entity::insert_many(seals)
            .exec_without_returning(unit.conn())
            .await?;
    }
    unit.commit().await?;
    Ok(sealed)
}

/// What checking the seal found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealReport {
    pub sealed: u64,
    /// Entries written since the last seal: normal for about a second.
    pub unsealed: u64,
    /// The first entry that is missing or was altered: sequence number and what is wrong with it.
    pub broken: Option<String>,
}

/// Walks the whole chain and recomputes every hash; names the first broken entry.
pub async fn verify(db: &impl ConnectionTrait) -> Result<SealReport, Problem> {
    let mut prev_hash = String::new();
    let mut sealed = 0_i64;
    loop {
        let seals = row::Entity::find()
            .filter(row::Column::Seq.gt(sealed))
            .order_by_asc(row::Column::Seq)
            .limit(BATCH)
            .all(db)
            .await?;
        if seals.is_empty() {
            break;
        }
        let ids: Vec<Uuid> = seals.iter().map(|seal| seal.entry_id).collect();
        let entries: HashMap<Uuid, audit::AuditEntry> = audit::row::Entity::find()
            .filter(audit::row::Column::Id.is_in(ids))
            .all(db)
            .await?
            .into_iter()
            .map(|entry| (entry.id, entry))
            .collect();
        for seal in seals {
            let fault = match entries.get(&seal.entry_id) {
                _ if seal.seq != sealed + 1 => Some("the seals before it are missing"),
                None => Some("the entry is missing"),
                Some(entry) if content_hash(entry) != entry.content_hash => Some("the entry was altered"),
                Some(_) if seal.prev_hash != prev_hash => Some("the chain is interrupted"),
                Some(entry) if link(seal.seq, &prev_hash, &entry.content_hash) != seal.hash => {
                    Some("the seal does not fit the entry")
                }
                Some(_) => None,
            };
            if let Some(fault) = fault {
                let broken = Some(format!("seal {} (entry {}): {fault}", seal.seq, seal.entry_id));
                return Ok(SealReport {
                    sealed: sealed as u64,
                    unsealed: 0,
                    broken,
                });
            }
            sealed = seal.seq;
            prev_hash = seal.hash;
        }
    }
    let tail = unsealed(Uuid::nil()).all(db).await?;
    let altered = tail
        .iter()
        .find(|entry| content_hash(entry) != entry.content_hash);
    Ok(SealReport {
        sealed: sealed as u64,
        unsealed: tail.len() as u64,
        broken: altered.map(|entry| format!("unsealed entry {}: the entry was altered", entry.id)),
    })
}
