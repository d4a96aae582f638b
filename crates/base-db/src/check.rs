//! What `backoffice check` asks every part: findings, each a sentence for the operator. Empty means clean.

use base::Problem;

use crate::{Db, seal};

/// Checks schema and seal of the database.
pub async fn findings(db: &Db) -> Result<Vec<String>, Problem> {
    let mut findings = Vec::new();
    let pending = db.pending_migrations().await?;
    if pending > 0 {
        findings.push(format!(
            "schema: {pending} migrations are pending, run `backoffice migrate`"
        ));
        return Ok(findings);
    }
    if let Some(broken) = seal::verify(db.reader()).await?.broken {
        findings.push(format!("audit trail: {broken}"));
    }
    Ok(findings)
}
