//! What `backoffice check` asks of engagements: each stands on its grant, and its contingent is not worth more.

use base::Problem;
use base_db::Db;
use grants::{Grant, GrantMode};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::model::{Engagement, EngagementState};
use crate::store::engagement;

/// Findings, each a sentence for the operator; empty means clean.
pub async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let conn = db.reader();
    let all = living(conn).await?;
    let cases: Vec<_> = all.iter().map(|one| one.application_id).collect();
    let grants = grants::grants_of(conn, &cases).await?;
    let mut findings = Vec::new();
    for one in &all {
        let place = format!("engagement {} ({})", one.id, one.number);
        let Some(grant) = grants
            .get(&one.application_id)
            .filter(|grant| grant.id == one.grant_id)
        else {
            findings.push(format!("{place}: its grant {} is not in force", one.grant_id));
            continue;
        };
        findings.extend(
            against_grant(one, grant)
                .into_iter()
                .map(|said| format!("{place}: {said}")),
        );
    }
    Ok(findings)
}

/// Everything that is being accompanied, was, or is about to be.
async fn living(conn: &impl ConnectionTrait) -> Result<Vec<Engagement>, Problem> {
    Ok(engagement::Entity::find()
        .filter(engagement::Column::State.is_not_in([EngagementState::Declined, EngagementState::Terminated]))
        .order_by_asc(engagement::Column::Number)
        .order_by_asc(engagement::Column::Id)
        .all(conn)
        .await?)
}

/// The grant is in kind and issued, its amount is the cap (F01), and the contract does not exceed it.
fn against_grant(one: &Engagement, grant: &Grant) -> Vec<String> {
    let mut said = Vec::new();
    if grant.mode != GrantMode::InKind || !grant.state.is_issued() {
        said.push(format!(
            "its grant is {} and {}, not an issued one in kind",
            grant.mode, grant.state
        ));
    }
    if one.value_cap_cents != grant.amount {
        said.push(format!(
            "its value may be {} cents, the grant is {} cents",
            one.value_cap_cents.0, grant.amount.0
        ));
    }
    let value = one.value();
    if value > grant.amount {
        said.push(format!(
            "its contingent is worth {} cents, the grant is {} cents",
            value.0, grant.amount.0
        ));
    }
    if one.approved_minutes > one.contingent_minutes + one.over_minutes {
        said.push(format!(
            "{} minutes are approved, the contingent is {}, and {} beyond it are flagged",
            one.approved_minutes.0, one.contingent_minutes.0, one.over_minutes.0
        ));
    }
    said
}
