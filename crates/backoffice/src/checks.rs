//! `backoffice check`: schema, seal, and what every feature says of its own figures.

use base::Problem;
use base_web::App;

/// All findings, each a sentence; empty means clean.
pub async fn findings(app: &App) -> Result<Vec<String>, Problem> {
    let mut findings = base_db::check::findings(&app.db).await?;
    for check in &app.checks {
        findings.extend(check(&app.db).await?);
    }
    Ok(findings)
}
