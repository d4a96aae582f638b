//! What `backoffice check` asks of the assessment: frozen rankings still say what their hash is of, and the kept figures
//! are those of the reviews.

use std::collections::HashMap;

use applications::ApplicationId;
use base::Problem;
use base_db::Db;
use sea_orm::ConnectionTrait;

use crate::model::Review;
use crate::{content, store, usecases};

/// Findings, each a sentence for the operator; empty means clean.
pub(crate) async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let conn = db.reader();
    let mut findings = rankings(conn).await?;
    findings.extend(standings(conn).await?);
    Ok(findings)
}

/// Every version against its text and its hash, and against the version before.
async fn rankings(db: &impl ConnectionTrait) -> Result<Vec<String>, Problem> {
    let mut findings = Vec::new();
    for call in store::ranking::calls(db).await? {
        let mut before = None;
        let mut versions = store::ranking::versions(db, call).await?;
        versions.reverse();
        for head in versions {
            let content = store::ranking::content(db, head.id).await?;
            let ranking = store::ranking::with_entries(db, head).await?;
            let place = format!("ranking {} (version {})", ranking.id, ranking.version);
            let said = content::flaws(&ranking, &content, before.as_ref());
            findings.extend(said.into_iter().map(|said| format!("{place}: {said}")));
            before = Some(ranking);
        }
    }
    Ok(findings)
}

/// Every kept figure against the reviews that count, call by call.
async fn standings(db: &impl ConnectionTrait) -> Result<Vec<String>, Problem> {
    let mut findings = Vec::new();
    for call in store::standing::calls(db).await? {
        let mut reviews: HashMap<ApplicationId, Vec<Review>> = HashMap::new();
        for review in store::review::of_call(db, call).await? {
            reviews.entry(review.application_id).or_default().push(review);
        }
        for standing in store::standing::of_call(db, call).await? {
            let own = reviews.remove(&standing.id).unwrap_or_default();
            if standing.sums()? != usecases::counted(&own)? {
                findings.push(format!(
                    "standing {}: its figures are not those of its reviews",
                    standing.id
                ));
            }
        }
    }
    Ok(findings)
}
