//! What `backoffice check` asks of proofs: they stand where their grants stand, what was frozen says its hash, and stored
//! interest is what its segments say.

use std::collections::HashMap;

use base::Problem;
use base_db::Db;
use sea_orm::{EntityTrait, QueryOrder};
use sha2::{Digest, Sha256};

use crate::model::{InterimState, ProofId, ProofState};
use crate::queries;
use crate::rules::interest::{Segment, total};
use crate::rules::sample;
use crate::store::{audit_note, claim_interest, interim, proof_submission, sample_run};
use crate::usecases::interim_content;

/// Findings, each a sentence for the operator; empty means clean.
pub async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let mut findings = states(db).await?;
    findings.extend(hashes(db).await?);
    findings.extend(interest(db).await?);
    findings.extend(samples(db).await?);
    Ok(findings)
}

async fn states(db: &Db) -> Result<Vec<String>, Problem> {
    let conn = db.reader();
    let mut findings = Vec::new();
    for proof in queries::every(conn).await? {
        let grant = grants::grant(conn, proof.grant_id).await?;
        let of_grant = ProofState::of_grant(grant.state).unwrap_or(ProofState::Planned);
        if of_grant != proof.state {
            findings.push(format!(
                "proof {} is {}, its grant is {}",
                proof.number, proof.state, grant.state
            ));
        }
        if proof.state == ProofState::Closed && grant.paid != grant.amount {
            findings.push(format!(
                "proof {} is closed, but {} of {} cents are paid",
                proof.number, grant.paid.0, grant.amount.0
            ));
        }
    }
    Ok(findings)
}

async fn hashes(db: &Db) -> Result<Vec<String>, Problem> {
    let conn = db.reader();
    let mut findings = Vec::new();
    for row in proof_submission::Entity::find().all(conn).await? {
        if hex::encode(Sha256::digest(&row.content)) != row.content_sha256 {
            findings.push(format!(
                "proof {}: edition {} differs from its hash",
                row.proof_id, row.edition
            ));
        }
    }
    let numbers: HashMap<ProofId, String> = queries::every(conn)
        .await?
        .into_iter()
        .map(|proof| (proof.id, proof.number))
        .collect();
    for row in interim::Entity::find().all(conn).await? {
        let is_in = matches!(row.state, InterimState::Submitted | InterimState::Noted);
        let number = numbers.get(&row.proof_id).map_or("", String::as_str);
        let content = interim_content(number, &row).to_string();
        if is_in && row.content_sha256 != Some(hex::encode(Sha256::digest(content))) {
            findings.push(format!(
                "interim statement {} of proof {number} differs from its hash",
                row.year
            ));
        }
    }
    for row in audit_note::Entity::find().all(conn).await? {
        if hex::encode(Sha256::digest(&row.content)) != row.content_sha256 {
            findings.push(format!(
                "audit note {} of proof {} differs from its hash",
                row.edition, row.proof_id
            ));
        }
    }
    Ok(findings)
}

async fn interest(db: &Db) -> Result<Vec<String>, Problem> {
    let mut findings = Vec::new();
    for row in claim_interest::Entity::find().all(db.reader()).await? {
        let segments: Vec<Segment> = serde_json::from_str(&row.segments).map_err(Problem::broken)?;
        let computed = total(&segments);
        if computed != row.amount {
            findings.push(format!(
                "claim {}: interest edition {} says {} cents, its segments {}",
                row.claim_id, row.edition, row.amount.0, computed.0
            ));
        }
    }
    Ok(findings)
}

async fn samples(db: &Db) -> Result<Vec<String>, Problem> {
    let runs = sample_run::Entity::find()
        .order_by_asc(sample_run::Column::Id)
        .all(db.reader())
        .await?;
    let mut findings = Vec::new();
    for run in runs {
        let list: Vec<uuid::Uuid> = serde_json::from_str(&run.list).map_err(Problem::broken)?;
        let drawn: Vec<uuid::Uuid> = serde_json::from_str(&run.drawn).map_err(Problem::broken)?;
        if sample::list_hash(&list) != run.list_sha256 || sample::draw(&run.seed, &list, run.rate) != drawn {
            findings.push(format!("sample {} of {} can't be drawn again", run.id, run.year));
        }
    }
    Ok(findings)
}
