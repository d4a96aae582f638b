//! The seal of the audit trail: a hash chain over the entries, made by one leased sealer after the fact, so that
//! writing an entry takes no shared lock.

use base::{Ctx, Problem};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, QueryTrait, Set};
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

/// Entries sealed in one unit at most.
const BATCH: u64 = 500;

fn link(seq: i64, prev_hash: &str, content_hash: &str) -> String {
    hex::encode(Sha256::digest(format!("{seq}:{prev_hash}:{content_hash}")))
}

fn unsealed() -> Select<audit::row::Entity> {
    audit::row::Entity::find()
        .filter(
            audit::row::Column::Id.not_in_subquery(
                row::Entity::find()
                    .select_only()
                    .column(row::Column::EntryId)
                    .into_query(),
            ),
        )
        .order_by_asc(audit::row::Column::Id)
}

/// Seals what is new; gives the number of entries sealed. 0 when another instance holds the lease.
pub async fn seal(db: &Db, holder: Uuid) -> Result<usize, Problem> {
    if unsealed().limit(1).one(db.reader()).await?.is_none() {
        return Ok(0);
    }
    let ctx = Ctx::system("seal", db.now());
    let unit = db.write(&ctx).await?;
    if !lease::take(db, &unit, "seal", holder, 30).await? {
        return Ok(0);
    }
    let last = row::Entity::find()
        .order_by_desc(row::Column::Seq)
        .one(unit.conn())
        .await?;
    let (mut seq, mut prev_hash) = last.map_or((0, String::new()), |seal| (seal.seq, seal.hash));
    let entries = unsealed().limit(BATCH).all(unit.conn()).await?;
    let seals: Vec<row::ActiveModel> = entries
        .iter()
        .map(|entry| {
            seq += 1;
            let hash = link(seq, &prev_hash, &entry.content_hash);
            row::ActiveModel {
                seq: Set(seq),
                entry_id: Set(entry.id),
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
        let entries = audit::row::Entity::find()
            .filter(audit::row::Column::Id.is_in(ids))
            .all(db)
            .await?;
        for seal in seals {
            let entry = entries.iter().find(|entry| entry.id == seal.entry_id);
            let fault = match entry {
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
    let tail = unsealed().all(db).await?;
    let altered = tail
        .iter()
        .find(|entry| content_hash(entry) != entry.content_hash);
    Ok(SealReport {
        sealed: sealed as u64,
        unsealed: tail.len() as u64,
        broken: altered.map(|entry| format!("unsealed entry {}: the entry was altered", entry.id)),
    })
}
