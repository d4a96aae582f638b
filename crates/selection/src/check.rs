//! What `backoffice check` asks of the selection: minutes say their hash, and what is signed was signed by two persons.

use base::Problem;
use base_db::Db;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};

use crate::model::MeetingState;
use crate::store::meeting;

/// Minutes at a time: some are long.
const CHUNK: u64 = 50;

/// Findings, each a sentence for the operator; empty means clean.
pub async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let mut findings = Vec::new();
    let mut offset = 0;
    loop {
        let rows = meeting::Entity::find()
            .filter(meeting::Column::MinutesSha256.is_not_null())
            .order_by_asc(meeting::Column::Id)
            .offset(offset)
            .limit(CHUNK)
            .all(db.reader())
            .await?;
        for row in &rows {
            findings.extend(finding(row));
        }
        if (rows.len() as u64) < CHUNK {
            break;
        }
        offset += CHUNK;
    }
    let signed = meeting::Entity::find()
        .filter(meeting::Column::State.eq(MeetingState::MinutesSigned))
        .filter(meeting::Column::MinutesSha256.is_null())
        .all(db.reader())
        .await?;
    findings.extend(
        signed
            .iter()
            .map(|row| format!("meeting {}: signed without minutes", row.id)),
    );
    Ok(findings)
}

fn finding(row: &meeting::Model) -> Option<String> {
    let content = row.minutes.as_deref().unwrap_or_default();
    let hash = hex::encode(Sha256::digest(content));
    if row.minutes_sha256.as_deref() != Some(hash.as_str()) {
        return Some(format!("meeting {}: the minutes differ from their hash", row.id));
    }
    let one = row.chair_signed_by.is_some() && row.chair_signed_by == row.secretary_signed_by;
    one.then(|| format!("meeting {}: one person signed the minutes twice", row.id))
}
