//! The officer checks a facilitator's invoice against what was approved (handbook 5.7: BILLED; F07).

use base::problem::Checks;
use base::{Ctx, Minutes, Problem, Role, Scope, Text, names};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use facilitation::{Engagement, EngagementId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QuerySelect};

use crate::model::{EntryState, Invoice, InvoiceId, InvoiceState};
use crate::queries;
use crate::store::entry::{Column, Entity};
use crate::store::invoice;

/// What the invoice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    pub engagement: EngagementId,
    pub number: String,
    pub received_on: NaiveDate,
    /// It bills what was worked until this day.
    pub until_on: NaiveDate,
    pub claimed: Minutes,
}

/// Accepts an invoice that claims exactly the approved hours not billed yet, which are billed by it from then on; returns
/// any other one, with the value of the difference (F07). Error: denied for others than the officers, invalid fields.
pub async fn bill(db: &Db, ctx: &Ctx, command: Bill) -> Result<Invoice, Problem> {
    let unit = db.write(ctx).await?;
    let engagement = facilitation::engagement(unit.conn(), ctx, command.engagement).await?;
    ctx.require(&[Role::SB], Scope::Programme(engagement.programme_id))?;
    let number = names::clean(&command.number);
    check(ctx, &command, &number)?;
    let days = queries::unbilled_days(unit.conn(), engagement.id, command.until_on).await?;
    let approved: Minutes = days.iter().sum();
    let state = if approved == command.claimed {
        InvoiceState::Accepted
    } else {
        InvoiceState::Returned
    };
    let net = match state {
        InvoiceState::Accepted => engagement.net(&days),
        InvoiceState::Returned => {
            let difference = Minutes((command.claimed - approved).0.abs());
            difference.value_per_day(engagement.day_rate_cents, engagement.day_minutes)
        }
    };
    let row = Invoice {
        id: InvoiceId::new(),
        engagement_id: engagement.id,
        application_id: engagement.application_id,
        number,
        received_on: command.received_on,
        until_on: command.until_on,
        claimed_minutes: command.claimed,
        approved_minutes: approved,
        net_cents: net,
        gross_cents: engagement.with_vat(net),
        state,
        recorded_by: ctx.person_id(),
        recorded_at: ctx.now,
    };
    store(&unit, &engagement, &row).await?;
    unit.commit().await?;
    Ok(row)
}

fn check(ctx: &Ctx, command: &Bill, number: &str) -> Result<(), Problem> {
    let today = base::calendar::local_date(ctx.now);
    let mut checks = Checks::new();
    let count = names::char_count(number);
    checks.ensure(count > 0, "number", || Text::new("field-required"));
    checks.ensure(count <= 60, "number", || {
        Text::new("field-too-long").with("max", 60).with("count", count)
    });
    checks.ensure(command.claimed.0 > 0, "claimed", || Text::new("field-required"));
    for (field, day) in [
        ("received_on", command.received_on),
        ("until_on", command.until_on),
    ] {
        checks.ensure(day <= today, field, || Text::new("hours-future"));
    }
    checks.finish()
}

async fn store(unit: &Unit<'_>, engagement: &Engagement, row: &Invoice) -> Result<(), Problem> {
    let inserted = invoice::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await;
    match inserted {
        Err(error) if base_db::is_unique_violation(&error) => {
            return Err(Problem::field("number", Text::new("hours-invoice-known")));
        }
        other => other?,
    };
    if row.state == InvoiceState::Accepted {
        Entity::update_many()
            .col_expr(Column::InvoiceId, Expr::value(row.id))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1_i64))
            .filter(Column::EngagementId.eq(engagement.id))
            .filter(Column::State.eq(EntryState::Approved))
            .filter(Column::InvoiceId.is_null())
            .filter(Column::WorkedOn.lte(row.until_on))
            .exec(unit.conn())
            .await?;
        // somebody approved or billed meanwhile: what is billed now must be what was compared
        let billed: Option<i64> = Entity::find()
            .select_only()
            .column_as(base_db::sum_cents(Column::BillableMinutes), "billable")
            .filter(Column::InvoiceId.eq(row.id))
            .into_tuple()
            .one(unit.conn())
            .await?;
        if billed != Some(row.approved_minutes.0) {
            return Err(Problem::Stale);
        }
    }
    let action = match row.state {
        InvoiceState::Accepted => "accept",
        InvoiceState::Returned => "return",
    };
    let facts = serde_json::json!({
        "number": row.number, "claimed_minutes": row.claimed_minutes, "approved_minutes": row.approved_minutes,
        "net_cents": row.net_cents, "gross_cents": row.gross_cents,
    });
    let entry = Entry::new("hours_invoice", row.id, action)
        .case(row.application_id)
        .to(row.state)
        .data(facts);
    unit.audit(entry).await
}
