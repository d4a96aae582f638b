//! → ACCEPTED: the municipality signs the agreement (in kind) or declares its acceptance (cash); the project is awarded.

use applications::ApplicationState;
use base::{Ctx, Problem, Text};
use base_db::Db;
use serde_json::json;

use super::{ACCEPTANCE_OVER_JOB, finality, load, step};
use crate::model::{Grant, GrantId, GrantMode, GrantState};
use crate::{access, mails, rules};

/// A declaration of acceptance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    pub grant: GrantId,
    pub version: Option<i64>,
    /// Where the declaration is, when an officer records a signed paper ("unterschrieben eingegangen am …").
    pub remark: String,
}

/// Accepts. KZ of the grantee; SB for a grantee whose application came on paper or by list. The application becomes
/// AWARDED without a mail of its own; for cash M-G03 tells the officers. Where the remedies are over already, the notice
/// is final with it. Error: denied, refused, `Stale`.
pub async fn accept(db: &Db, ctx: &Ctx, command: Accept) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, application) = load(&unit, command.grant, command.version).await?;
    access::require_answerer(ctx, &before, &application)?;
    if before.mode == GrantMode::CashGrant && before.state == GrantState::Issued {
        return Err(Problem::refused(
            "not-delivered",
            Text::new("grants-not-delivered"),
        ));
    }
    let remark = base::names::clean_multiline(&command.remark);
    if remark.is_empty() && !access::is_grantee(ctx, &before) {
        return Err(Problem::field("remark", Text::new("grants-remark-needed")));
    }
    let after = Grant {
        state: rules::after(&before, "accept")?,
        answered_by: ctx.person_id(),
        answered_at: Some(ctx.now),
        answer_remark: remark.clone(),
        version: before.version + 1,
        ..before.clone()
    };
    step(
        &unit,
        &before,
        &after,
        "accept",
        &remark,
        json!({ "amount_cents": after.amount }),
    )
    .await?;
    let selected = [ApplicationState::Selected];
    applications::transition(
        &unit,
        after.application_id,
        &selected,
        ApplicationState::Awarded,
        "award",
        None,
    )
    .await?;
    unit.unschedule(ACCEPTANCE_OVER_JOB, after.id).await?;
    if after.mode == GrantMode::CashGrant {
        mails::accepted(&unit, &after, &application).await?;
    }
    let after = finality::settle(&unit, after).await?;
    unit.commit().await?;
    Ok(after)
}
