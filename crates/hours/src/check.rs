//! What `backoffice check` asks of hours: the contingent's use is the sum of what was approved.

use std::collections::HashMap;

use base::{Minutes, Problem};
use base_db::{Db, sum_cents};
use facilitation::EngagementId;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

use crate::model::{Activity, EntryState, InvoiceId, InvoiceState};
use crate::rules;
use crate::store::entry::{Column, Entity};
use crate::store::invoice;

/// Findings, each a sentence for the operator; empty means clean.
pub async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let conn = db.reader();
    let sums: Vec<(EngagementId, i64)> = Entity::find()
        .select_only()
        .column(Column::EngagementId)
        .column_as(sum_cents(Column::BillableMinutes), "billable")
        .filter(Column::State.eq(EntryState::Approved))
        .group_by(Column::EngagementId)
        .into_tuple()
        .all(conn)
        .await?;
    let sums: HashMap<EngagementId, i64> = sums.into_iter().collect();
    let mut findings = Vec::new();
    for (id, number, used) in facilitation::used_minutes(conn).await? {
        let approved = sums.get(&id).copied().unwrap_or_default();
        if used.0 != approved {
            findings.push(format!(
                "hours of engagement {id} ({number}): {} minutes of the contingent are used, approved entries add up \
                 to {approved} (difference {})",
                used.0,
                i128::from(used.0) - i128::from(approved)
            ));
        }
    }
    findings.extend(wrongly_counted(conn).await?);
    findings.extend(wrongly_billed(conn).await?);
    Ok(findings)
}

/// Accepted invoices whose entries are not the minutes they bill (handbook 12, no. 7).
async fn wrongly_billed(conn: &impl ConnectionTrait) -> Result<Vec<String>, Problem> {
    let sums: Vec<(InvoiceId, i64)> = Entity::find()
        .select_only()
        .column(Column::InvoiceId)
        .column_as(sum_cents(Column::BillableMinutes), "billable")
        .filter(Column::InvoiceId.is_not_null())
        .group_by(Column::InvoiceId)
        .into_tuple()
        .all(conn)
        .await?;
    let sums: HashMap<InvoiceId, i64> = sums.into_iter().collect();
    let accepted = invoice::Entity::find()
        .filter(invoice::Column::State.eq(InvoiceState::Accepted))
        .all(conn)
        .await?;
    let said = |row: invoice::Model| {
        let billed = sums.get(&row.id).copied().unwrap_or_default();
        (billed != row.approved_minutes.0).then(|| {
            format!(
                "invoice {} ({}) bills {} minutes, its entries add up to {billed}",
                row.id, row.number, row.approved_minutes.0
            )
        })
    };
    Ok(accepted.into_iter().filter_map(said).collect())
}

/// Approved entries that count otherwise than their kind of work says (travel: half).
async fn wrongly_counted(conn: &impl ConnectionTrait) -> Result<Vec<String>, Problem> {
    let kinds: Vec<(Activity, Minutes, Minutes)> = Entity::find()
        .select_only()
        .column(Column::Activity)
        .column(Column::Minutes)
        .column(Column::BillableMinutes)
        .distinct()
        .filter(Column::State.eq(EntryState::Approved))
        .into_tuple()
        .all(conn)
        .await?;
    let wrong = kinds
        .into_iter()
        .filter(|(activity, worked, billable)| rules::billable(*activity, *worked) != *billable);
    Ok(wrong
        .map(|(activity, worked, billable)| {
            format!(
                "hours: approved entries of {activity} with {} minutes count {} minutes",
                worked.0, billable.0
            )
        })
        .collect())
}
