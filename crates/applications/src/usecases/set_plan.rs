//! Saving the plan of costs and financing of a draft; its totals go onto the application.

use std::collections::HashSet;

use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text, names};
use base_db::{Db, Entry, Unit};
use calls::FundingMode;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::save_answers::{self, Together};
use super::transition::require_state;
use crate::merge::{Cells, merge};
use crate::model::{Application, ApplicationId, ApplicationState, Plan};
use crate::plan::{self, MAX_YEARS};
use crate::store::{finance, other_grant, plan_item, save};
use crate::{access, queries};

/// Other grants at most (E3).
pub const MAX_OTHER_GRANTS: usize = 10;

/// The plan among the answers: who changed it last.
const PART: &str = "plan";

/// Replaces the plan of a draft.
#[derive(Debug, Clone)]
pub struct SetPlan {
    pub application: ApplicationId,
    /// The version the person saw.
    pub version: i64,
    pub plan: Plan,
}

/// A plan need not balance to be saved, only to be handed in.
/// Error: `Invalid`; `Stale`; refused when it is no draft, or when the call grants no money.
pub async fn set_plan(db: &Db, ctx: &Ctx, command: SetPlan) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = editable(&unit, ctx, command.application).await?;
    if before.version != command.version {
        return Err(Problem::Stale);
    }
    let after = put(&unit, &before, cleaned(command.plan)).await?;
    unit.commit().await?;
    Ok(after)
}

/// Changes the plan of a draft where a colleague may have changed it meanwhile.
#[derive(Debug, Clone)]
pub struct MergePlan {
    pub application: ApplicationId,
    /// The plan as the person saw it.
    pub seen: Cells,
    pub plan: Plan,
}

/// What each changed is kept; cells that both changed keep what stands there and come back with both values.
/// Error: as [`set_plan`], but never `Stale`.
pub async fn merge_plan(db: &Db, ctx: &Ctx, command: MergePlan) -> Result<Together, Problem> {
    let unit = db.write(ctx).await?;
    let before = editable(&unit, ctx, command.application).await?;
    let theirs = plan::plan(unit.conn(), before.id).await?.cells();
    let merged = merge(&command.seen, &cleaned(command.plan).cells(), &theirs);
    let clashes = save_answers::clashes(&unit, before.id, PART, merged.clashes).await?;
    if merged.cells != theirs {
        put(&unit, &before, Plan::of_cells(&merged.cells)).await?;
        unit.commit().await?;
    }
    Ok(clashes)
}

/// The draft, held until the end of the unit.
async fn editable(unit: &Unit<'_>, ctx: &Ctx, id: ApplicationId) -> Result<Application, Problem> {
    let seen = queries::application(unit.conn(), ctx, id).await?;
    access::require_editor(ctx, &seen)?;
    let before = save::lock(unit, id).await?;
    require_state(&before, &[ApplicationState::Draft])?;
    let call = calls::call(unit.conn(), before.call_id).await?;
    if call.funding_mode != FundingMode::CashGrant {
        return Err(Problem::refused(
            "no-plan",
            Text::new("applications-plan-not-wanted"),
        ));
    }
    Ok(before)
}

async fn put(unit: &Unit<'_>, before: &Application, plan: Plan) -> Result<Application, Problem> {
    check(unit.ctx(), &plan)?;
    let mut after = before.clone();
    if plan.is_empty() {
        after.requested = Cents::ZERO;
        after.total_cost = Cents::ZERO;
        after.own_share = Cents::ZERO;
        after.other_funding = Cents::ZERO;
    }
    plan.put_totals(&mut after);
    let after = save::update(unit, before, after).await?;
    write(unit, after.id, &plan).await?;
    save_answers::note_change(unit, after.id, PART).await?;
    unit.audit(
        Entry::new("application", after.id, "set_plan")
            .case(after.id)
            .data(serde_json::json!({
                "version": after.version,
                "requested_cents": after.requested,
                "total_cost_cents": after.total_cost,
            })),
    )
    .await?;
    Ok(after)
}

fn cleaned(mut plan: Plan) -> Plan {
    plan.items.retain(|(_, _, amount)| !amount.is_zero());
    for grant in &mut plan.other_grants {
        grant.provider = names::clean(&grant.provider);
        grant.programme = names::clean(&grant.programme);
    }
    plan.early_start_reason = names::clean_multiline(&plan.early_start_reason);
    if !plan.early_start {
        plan.early_start_on = None;
        plan.early_start_reason = String::new();
    }
    plan
}

fn check(ctx: &Ctx, plan: &Plan) -> Result<(), Problem> {
    let mut checks = Checks::new();
    let mut seen = HashSet::new();
    for (year, kind, amount) in &plan.items {
        checks.ensure(seen.insert((*year, *kind)), &format!("{kind}_{year}"), || {
            Text::new("applications-plan-twice")
        });
        // one hundred billion euros: more is a slip of the pen, and sums stay far from overflow
        let fits = !amount.is_negative() && *amount <= Cents(10_000_000_000_000);
        checks.ensure(fits, &format!("{kind}_{year}"), || {
            Text::new("applications-amount-range")
        });
        checks.ensure((2000..=2100).contains(year), "plan", || Text::new("field-choice"));
    }
    checks.ensure(plan.years().len() <= MAX_YEARS, "plan", || {
        Text::new("applications-plan-years").with("max", MAX_YEARS)
    });
    checks.ensure(
        plan.other_grants.len() <= MAX_OTHER_GRANTS,
        "other_grants",
        || Text::new("applications-other-grants-many").with("max", MAX_OTHER_GRANTS),
    );
    checks.ensure(
        plan.other_grants.is_empty() || !plan.no_other_grants,
        "no_other_grants",
        || Text::new("applications-other-grants-both"),
    );
    for (number, grant) in plan.other_grants.iter().enumerate() {
        let field = |name: &str| format!("{name}_{}", number + 1);
        checks.ensure(!grant.provider.is_empty(), &field("provider"), || {
            Text::new("field-required")
        });
        for (name, text) in [("provider", &grant.provider), ("programme", &grant.programme)] {
            let count = names::char_count(text);
            checks.ensure(count <= 200, &field(name), || {
                Text::new("field-too-long").with("max", 200).with("count", count)
            });
        }
        checks.ensure(!grant.amount.is_negative(), &field("amount"), || {
            Text::new("applications-amount-range")
        });
    }
    if plan.early_start {
        let today = base::calendar::local_date(ctx.now);
        checks.ensure(
            plan.early_start_on.is_some_and(|on| on > today),
            "early_start_on",
            || Text::new("applications-early-start-future"),
        );
        checks.ensure(!plan.early_start_reason.is_empty(), "early_start_reason", || {
            Text::new("field-required")
        });
        let count = names::char_count(&plan.early_start_reason);
        checks.ensure(count <= 1_000, "early_start_reason", || {
            Text::new("field-too-long")
                .with("max", 1_000)
                .with("count", count)
        });
    }
    checks.finish()
}

async fn write(unit: &Unit<'_>, id: ApplicationId, plan: &Plan) -> Result<(), Problem> {
    plan_item::Entity::delete_many()
        .filter(plan_item::Column::ApplicationId.eq(id))
        .exec(unit.conn())
        .await?;
    other_grant::Entity::delete_many()
        .filter(other_grant::Column::ApplicationId.eq(id))
        .exec(unit.conn())
        .await?;
    finance::Entity::delete_many()
        .filter(finance::Column::ApplicationId.eq(id))
        .exec(unit.conn())
        .await?;
    let items = plan.items.iter().map(|(year, kind, amount)| {
        let row = plan_item::Model {
            id: Uuid::now_v7(),
            application_id: id,
            year: *year,
            kind: *kind,
            amount: *amount,
        };
        row.into_active_model().reset_all()
    });
    if !plan.items.is_empty() {
        plan_item::Entity::insert_many(items)
            .exec_without_returning(unit.conn())
            .await?;
    }
    let grants = plan.other_grants.iter().enumerate().map(|(number, grant)| {
        let row = other_grant::Model {
            id: Uuid::now_v7(),
            application_id: id,
            position: number as i64 + 1,
            provider: grant.provider.clone(),
            programme: grant.programme.clone(),
            amount: grant.amount,
            status: grant.status,
        };
        row.into_active_model().reset_all()
    });
    if !plan.other_grants.is_empty() {
        other_grant::Entity::insert_many(grants)
            .exec_without_returning(unit.conn())
            .await?;
    }
    let row = finance::Model {
        id: Uuid::now_v7(),
        application_id: id,
        vat_deduct: plan.vat_deduct,
        no_other_grants: plan.no_other_grants,
        early_start: plan.early_start,
        early_start_on: plan.early_start_on,
        early_start_reason: plan.early_start_reason.clone(),
    };
    finance::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}
