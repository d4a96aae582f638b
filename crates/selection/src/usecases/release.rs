//! Releases the decisions of a call, all at once: money reserved, applicants told (handbook 5.2).

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId, ApplicationState};
use base::{Cents, Ctx, Problem, Role, Text};
use base_db::{Db, Entry, Unit};
use budget::{Charge, LedgerEntry};
use calls::{Call, CallId, CallState};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use crate::model::{Decision, Outcome, Share};
use crate::rules::split;
use crate::store::{decision, decision_share, insert_all};
use crate::{access, mails, queries};

/// SELECTED, RESERVE and REJECTED decisions become visible; each selected project's amount is reserved in the call's pots
/// in proportion to the call's means per year; M-A16 and M-A15 go out; the call becomes DECIDED. Gives how many were
/// released. Role: RL, not the preparer. Error: refused without decisions or an approved allocation with the same
/// amounts, with `over-budget`, and while an application has no result.
pub async fn release(db: &Db, ctx: &Ctx, call: CallId) -> Result<usize, Problem> {
    base_db::retrying(|| released(db, ctx, call)).await
}

async fn released(db: &Db, ctx: &Ctx, call: CallId) -> Result<usize, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), call).await?;
    access::require(ctx, &[Role::RL], &call)?;
    let waiting: Vec<Decision> = queries::decisions(unit.conn(), call.id)
        .await?
        .into_iter()
        .filter(|decision| decision.released_at.is_none() && decision.result != Outcome::Deferred)
        .collect();
    if waiting.is_empty() {
        return Err(Problem::refused(
            "nothing-to-release",
            Text::new("decisions-refused-none"),
        ));
    }
    for decision in &waiting {
        ctx.require_other_person(&[decision.prepared_by])?;
    }
    let all = Ctx::system("selection", ctx.now);
    let ids: Vec<ApplicationId> = waiting.iter().map(|decision| decision.application_id).collect();
    let mut cases: HashMap<ApplicationId, Application> = HashMap::new();
    for chunk in ids.chunks(1_000) {
        cases.extend(applications::applications(unit.conn(), &all, chunk).await?);
    }
    // who withdrew between the decision and its release is told nothing, and no money is held for it
    cases.retain(|_, case| case.state != ApplicationState::Withdrawn);
    let selected: Vec<&Decision> = waiting
        .iter()
        .filter(|decision| decision.result == Outcome::Selected)
        .filter(|decision| cases.contains_key(&decision.application_id))
        .collect();
    require_decided(&unit, &call).await?;
    require_approved(&unit, &call, &selected).await?;
    mark(&unit, &waiting).await?;
    let charges = share(&unit, &call, &selected).await?;
    applications::mark_released(&unit, &ids).await?;
    let entries = waiting.iter().map(|decision| {
        Entry::new("decision", decision.id, "release")
            .case(decision.application_id)
            .to(decision.result)
            .data(json!({ "amount_cents": decision.amount, "position": decision.position }))
    });
    unit.audit_many(entries.collect()).await?;
    let told: Vec<(&Decision, &Application)> = waiting
        .iter()
        .filter_map(|decision| Some((decision, cases.get(&decision.application_id)?)))
        .collect();
    mails::released(&unit, &told).await?;
    if call.state == CallState::InSelection {
        calls::mark_decided(&unit, call.id).await?;
    }
    reserve(&unit, charges).await?;
    unit.commit().await?;
    Ok(waiting.len())
}

/// All at once (handbook 5.2): no ranked application waits for its first decision. What is put off has one.
async fn require_decided(unit: &Unit<'_>, call: &Call) -> Result<(), Problem> {
    let Some(ranking) = assessment::latest_ranking(unit.conn(), call.id).await? else {
        return Ok(());
    };
    let ranked: HashSet<ApplicationId> = ranking.entries.iter().map(|entry| entry.application_id).collect();
    let all = Ctx::system("selection", unit.now());
    let open = applications::of_call(unit.conn(), &all, call.id, &[ApplicationState::Assessed]).await?;
    match open.iter().filter(|case| ranked.contains(&case.id)).count() {
        0 => Ok(()),
        count => {
            let text = Text::new("decisions-refused-open").with("count", count);
            Err(Problem::refused("undecided", text))
        }
    }
}

/// What the budget officer approved is what is released: the same applications with the same amounts.
async fn require_approved(unit: &Unit<'_>, call: &Call, selected: &[&Decision]) -> Result<(), Problem> {
    let approved = queries::latest_allocation(unit.conn(), call.id).await?;
    let Some(approved) = approved.filter(|saved| saved.version.approved_at.is_some()) else {
        return Err(Problem::refused(
            "allocation-not-approved",
            Text::new("decisions-refused-unapproved"),
        ));
    };
    let amounts: HashMap<ApplicationId, Cents> = approved
        .lines
        .iter()
        .map(|line| (line.application_id, line.amount))
        .collect();
    let differing = selected
        .iter()
        .filter(|decision| amounts.get(&decision.application_id) != Some(&decision.amount))
        .count();
    match differing {
        0 => Ok(()),
        count => {
            let text = Text::new("decisions-refused-differ").with("count", count);
            Err(Problem::refused("allocation-differs", text))
        }
    }
}

async fn mark(unit: &Unit<'_>, waiting: &[Decision]) -> Result<(), Problem> {
    for chunk in waiting.chunks(1_000) {
        let done = decision::Entity::update_many()
            .col_expr(decision::Column::ReleasedBy, Expr::value(unit.ctx().person_id()))
            .col_expr(decision::Column::ReleasedAt, Expr::value(unit.now()))
            .filter(decision::Column::Id.is_in(chunk.iter().map(|decision| decision.id)))
            .filter(decision::Column::ReleasedAt.is_null())
            .exec(unit.conn())
            .await?;
        if done.rows_affected != chunk.len() as u64 {
            return Err(Problem::Stale);
        }
    }
    Ok(())
}

/// Notes each selected project's share of the years; gives what is to be reserved.
pub(super) async fn share(
    unit: &Unit<'_>,
    call: &Call,
    selected: &[&Decision],
) -> Result<Vec<Charge>, Problem> {
    if selected.is_empty() {
        return Ok(Vec::new());
    }
    let Some(line) = call.budget_line_id else {
        return Err(Problem::refused(
            "no-budget-line",
            Text::new("decisions-refused-no-line"),
        ));
    };
    let amounts: Vec<Cents> = selected.iter().map(|decision| decision.amount).collect();
    let Some(parts) = split::over_years(&split::means(call), &amounts) else {
        let text = Text::new("decisions-refused-over-means").with("budget", call.budget().format_de());
        return Err(Problem::refused("over-budget", text));
    };
    let mut charges = Vec::new();
    let mut rows = Vec::new();
    for (decision, shares) in selected.iter().zip(parts) {
        for Share { year, kind, amount } in shares {
            rows.push(decision_share::Model {
                id: Uuid::now_v7(),
                decision_id: decision.id,
                year,
                kind: kind.code().to_owned(),
                amount,
            });
            charges.push(Charge {
                line,
                year,
                kind,
                entry: LedgerEntry::Reserve,
                amount,
                from_reserved: false,
                subject_kind: "decision",
                subject_id: decision.id.0,
                application_id: Some(decision.application_id.0),
            });
        }
    }
    insert_all::<decision_share::Entity, _>(unit.conn(), rows).await?;
    Ok(charges)
}

/// The last of the unit, because everybody waits for the pots' rows.
pub(super) async fn reserve(unit: &Unit<'_>, charges: Vec<Charge>) -> Result<(), Problem> {
    budget::charge_all(unit, charges).await
}
