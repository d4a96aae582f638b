//! What `backoffice check` looks at: a call that waits for its opening or its deadline has that job planned, and a
//! public call's weights add up.

use base::Problem;
use base_db::{Db, PageRequest, jobs};

use crate::usecases::{CLOSE_JOB, OPEN_JOB};
use crate::{CallState, Filter, queries, rules};

/// Findings for the operator, each naming the call; empty means clean.
pub(crate) async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let ctx = base::Ctx::system("check", db.now());
    let mut findings = Vec::new();
    let mut request = PageRequest::number(1);
    loop {
        let page = queries::list(db.reader(), &ctx, &Filter::default(), request).await?;
        for call in &page.items {
            let expected: &[&str] = match call.state {
                CallState::Published => &[OPEN_JOB, CLOSE_JOB],
                CallState::Open => &[CLOSE_JOB],
                _ => &[],
            };
            for kind in expected {
                if jobs::planned(db.reader(), kind, &call.id.to_string())
                    .await?
                    .is_empty()
                {
                    findings.push(format!(
                        "call {} is {} without a planned job {kind}",
                        call.code, call.state
                    ));
                }
            }
            if call.is_public() && call.weights() != rules::WEIGHTS {
                findings.push(format!(
                    "call {}: the weights add up to {}",
                    call.code,
                    call.weights()
                ));
            }
        }
        if request.page >= page.last_page() {
            return Ok(findings);
        }
        request.page += 1;
    }
}
