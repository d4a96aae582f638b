//! Saves an allocation of a call and has it approved by the budget officer (handbook 4.7).

use std::collections::HashMap;

use applications::ApplicationId;
use base::{Cents, Ctx, Problem, Role, Text};
use base_db::{Db, Entry, Unit};
use calls::{AllocationMode, Call, CallId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::words;
use crate::access;
use crate::model::{AllocationId, AllocationVersion};
use crate::rules::allocation;
use crate::store::{allocation as version, allocation_line as line, insert_all};
use crate::{queries, reserve, scenarios};

/// The mode; for MANUAL the amounts (left out: nothing) and a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveAllocation {
    pub call: CallId,
    pub mode: AllocationMode,
    pub amounts: HashMap<ApplicationId, Cents>,
    pub reason: String,
}

/// Saves a new version over the frozen ranking; gives its number. What the steering group decided stands with its amount;
/// the mode gives the rest of the means to the applications that are not decided yet. Roles: GS, SB. Error: refused without
/// a frozen ranking, in another mode than the call fixes (handbook 4.7), or once everything is released; invalid amounts.
pub async fn save_allocation(db: &Db, ctx: &Ctx, command: SaveAllocation) -> Result<i64, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), command.call).await?;
    access::require(ctx, access::PREPARERS, &call)?;
    let mode = command.mode;
    if mode != call.allocation_mode {
        let text = Text::new("allocation-refused-mode").with("mode", call.allocation_mode.code());
        return Err(Problem::refused("mode-fixed", text));
    }
    // whoever prepares sees every case of the programme; a barred preparer would allocate over a gap
    let all = Ctx::system("selection", ctx.now);
    let Some((ranking, candidates)) = queries::open_proposal(unit.conn(), &all, &call).await? else {
        return Err(Problem::refused(
            "ranking-missing",
            Text::new("meetings-refused-ranking"),
        ));
    };
    let settled = reserve::settled(unit.conn(), ctx, &call).await?;
    if candidates.is_empty() && settled.waiting.is_empty() && !settled.is_empty() {
        return Err(Problem::refused(
            "decisions-released",
            Text::new("allocation-refused-released"),
        ));
    }
    let budget = settled.free;
    let allocated = match mode {
        AllocationMode::Manual => {
            let given = |id: ApplicationId| command.amounts.get(&id).copied().unwrap_or_default();
            let amounts: Vec<Cents> = candidates
                .iter()
                .map(|candidate| given(candidate.application))
                .collect();
            allocation::manual(&candidates, &amounts, budget)?
        }
        mode => allocation::allocate(mode, &candidates, budget, call.minimum, call.rounding),
    };
    let reason = match mode {
        AllocationMode::Manual => words("reason", &command.reason)?,
        _ => base::names::clean_multiline(&command.reason),
    };
    let number = queries::allocations(unit.conn(), call.id)
        .await?
        .first()
        .map_or(1, |newest| newest.version + 1);
    let id = AllocationId::new();
    let saved = AllocationVersion {
        id,
        call_id: call.id,
        version: number,
        ranking_id: ranking.id,
        mode: mode.code().to_owned(),
        budget: budget + settled.waiting_total(),
        total: allocated.total + settled.waiting_total(),
        reason: reason.clone(),
        prepared_by: ctx.person_id(),
        prepared_at: ctx.now,
        approved_by: None,
        approved_at: None,
    };
    let open = allocated.lines.iter().map(|allotment| line::Model {
        id: Uuid::now_v7(),
        allocation_id: id,
        position: 0,
        application_id: allotment.candidate.application,
        rank: allotment.candidate.rank,
        fundable: allotment.candidate.fundable,
        amount: allotment.amount,
        // whoever waits already keeps the place
        reserve_position: allotment.reserve.map(|place| place + settled.last_place),
    });
    let decided = settled.waiting.iter().map(|(decision, case)| line::Model {
        id: Uuid::now_v7(),
        allocation_id: id,
        position: 0,
        application_id: decision.application_id,
        rank: decision.rank.unwrap_or_default(),
        fundable: applications::fundable(case, &call).max(decision.amount),
        amount: decision.amount,
        reserve_position: decision.position,
    });
    let mut lines: Vec<line::Model> = open.chain(decided).collect();
    lines.sort_by_key(|line| line.rank);
    for (line, position) in lines.iter_mut().zip(1..) {
        line.position = position;
    }
    insert_all::<version::Entity, _>(unit.conn(), vec![saved]).await?;
    insert_all::<line::Entity, _>(unit.conn(), lines).await?;
    let data = json!({ "version": number, "mode": mode, "total_cents": allocated.total + settled.waiting_total(), "ranking": ranking.hash });
    unit.audit(
        Entry::new("allocation", id, "save")
            .to("SAVED")
            .reason(&reason)
            .data(data),
    )
    .await?;
    unit.commit().await?;
    Ok(number)
}

/// Approves the newest version. Role: BfdH, not the preparer. Error: refused for an older version, and with `over-budget`
/// when a budget year lacks means, naming year and missing sum (B07).
pub async fn approve_allocation(db: &Db, ctx: &Ctx, call: CallId, number: i64) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), call).await?;
    access::require(ctx, &[Role::BfdH], &call)?;
    let newest = queries::latest_allocation(unit.conn(), call.id)
        .await?
        .ok_or(Problem::not_found("allocation"))?;
    if newest.version.version != number {
        return Err(Problem::Stale);
    }
    ctx.require_other_person(&[newest.version.prepared_by])?;
    let amounts: Vec<Cents> = newest
        .lines
        .iter()
        .map(|line| line.amount)
        .filter(|amount| amount.0 > 0)
        .collect();
    require_means(&unit, &call, &amounts).await?;
    let done = version::Entity::update_many()
        .col_expr(version::Column::ApprovedBy, Expr::value(ctx.person_id()))
        .col_expr(version::Column::ApprovedAt, Expr::value(ctx.now))
        .filter(version::Column::Id.eq(newest.version.id))
        .filter(version::Column::ApprovedAt.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected != 1 {
        return Err(Problem::refused(
            "approved-already",
            Text::new("allocation-refused-approved"),
        ));
    }
    unit.audit(Entry::new("allocation", newest.version.id, "approve").states("SAVED", "APPROVED"))
        .await?;
    unit.commit().await
}

/// Every year has enough left (handbook 4.7, multi-year check).
async fn require_means(unit: &Unit<'_>, call: &Call, amounts: &[Cents]) -> Result<(), Problem> {
    let needs = scenarios::needs(unit.conn(), call, amounts).await?;
    match needs.iter().find(|need| need.missing().0 > 0) {
        None => Ok(()),
        Some(need) => {
            let text = Text::new("allocation-refused-year")
                .with("year", need.share.year)
                .with("missing", need.missing().format_de());
            Err(Problem::refused("over-budget", text))
        }
    }
}
