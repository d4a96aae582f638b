//! The plan of costs and financing (handbook 3.3 part E): per year, to the cent. Only where money is granted; a
//! facilitation has no plan.

use base::{Cents, FieldProblem, Problem, Text};
use calls::{Call, FundingMode};
use chrono::{Datelike as _, NaiveDate};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::answers::columns;
use crate::merge::Cells;
use crate::model::{Application, ApplicationId, OtherGrant, Plan, PlanKind};
use crate::rules;
use crate::store::{finance, other_grant, plan_item};

/// Years that a plan has at most.
pub const MAX_YEARS: usize = 6;

/// "Other costs" above this part of all costs are pointed out.
const OTHER_PERCENT: i128 = 10;

/// What is said of an amount that was sent though the plan decides.
pub(crate) const FROM_PLAN: &str = "applications-amount-from-plan";

/// The cells of a plan beside its amounts: other grants with their number, and one each for the rest.
pub(crate) const GRANT: &str = "grant_";
pub(crate) const VAT: &str = "vat_deduct";
pub(crate) const NO_GRANTS: &str = "no_other_grants";
pub(crate) const EARLY: &str = "early_start";

/// Kind and year of the cell of an amount: `STAFF_2026`.
pub(crate) fn amount_of(cell: &str) -> Option<(PlanKind, i64)> {
    let (kind, year) = cell.rsplit_once('_')?;
    Some((PlanKind::from_code(kind)?, year.parse().ok()?))
}

/// The amounts that a plan adds up, by their codes in the form.
pub(crate) const TOTALS: [&str; 4] = ["E1", "E2a", "E2b", "E2c"];

/// Whether the amounts of a case come from its plan alone: where money is granted, and the form is filled in here. What
/// came on paper or by a list has the amounts that somebody typed, until there is a plan.
pub(crate) async fn decides(
    db: &impl ConnectionTrait,
    application: &Application,
    mode: FundingMode,
) -> Result<bool, Problem> {
    if mode != FundingMode::CashGrant {
        return Ok(false);
    }
    Ok(application.source.is_online() || !plan(db, application.id).await?.is_empty())
}

/// Amounts that were sent beside a plan that decides. Error: `Invalid`, each that is not what the plan says.
pub(crate) fn require_totals_of(before: &Application, after: &Application) -> Result<(), Problem> {
    let changed = TOTALS
        .into_iter()
        .filter(|code| columns::get(before, code) != columns::get(after, code))
        .map(|code| FieldProblem::new(columns::name_of(code), Text::new(FROM_PLAN)));
    let changed: Vec<FieldProblem> = changed.collect();
    if changed.is_empty() {
        Ok(())
    } else {
        Err(Problem::Invalid(changed))
    }
}

/// The plan of a case; empty when nobody wrote one.
pub async fn plan(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Plan, Problem> {
    let items = plan_item::Entity::find()
        .filter(plan_item::Column::ApplicationId.eq(id))
        .order_by_asc(plan_item::Column::Year)
        .all(db)
        .await?;
    let finance = finance::Entity::find()
        .filter(finance::Column::ApplicationId.eq(id))
        .one(db)
        .await?;
    let mut items: Vec<_> = items
        .into_iter()
        .map(|item| (item.year, item.kind, item.amount))
        .collect();
    // in the order of the form, whatever the database gives
    items.sort_by_key(|(year, kind, _)| (*year, PlanKind::ALL.iter().position(|one| one == kind)));
    let mut plan = Plan {
        items,
        other_grants: other_grants(db, id).await?,
        ..Plan::default()
    };
    if let Some(finance) = finance {
        plan.vat_deduct = finance.vat_deduct;
        plan.no_other_grants = finance.no_other_grants;
        plan.early_start = finance.early_start;
        plan.early_start_on = finance.early_start_on;
        plan.early_start_reason = finance.early_start_reason;
    }
    Ok(plan)
}

/// The other grants that an applicant declared (E3), in the order of the form.
pub async fn other_grants(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<OtherGrant>, Problem> {
    let rows = other_grant::Entity::find()
        .filter(other_grant::Column::ApplicationId.eq(id))
        .order_by_asc(other_grant::Column::Position)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| OtherGrant {
            provider: row.provider,
            programme: row.programme,
            amount: row.amount,
            status: row.status,
        })
        .collect())
}

impl Plan {
    /// Whether anybody wrote one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// One figure, 0 when it is not there.
    #[must_use]
    pub fn amount(&self, year: i64, kind: PlanKind) -> Cents {
        self.sum(|item_year, item_kind| item_year == year && item_kind == kind)
    }

    /// One kind over all years.
    #[must_use]
    pub fn total(&self, kind: PlanKind) -> Cents {
        self.sum(|_, item_kind| item_kind == kind)
    }

    /// All costs of a year, or of all years.
    #[must_use]
    pub fn costs(&self, year: Option<i64>) -> Cents {
        self.sum(|item_year, kind| kind.is_cost() && year.is_none_or(|year| year == item_year))
    }

    /// All money of a year, or of all years.
    #[must_use]
    pub fn financing(&self, year: Option<i64>) -> Cents {
        self.sum(|item_year, kind| !kind.is_cost() && year.is_none_or(|year| year == item_year))
    }

    fn sum(&self, wanted: impl Fn(i64, PlanKind) -> bool) -> Cents {
        self.items
            .iter()
            .filter(|(year, kind, _)| wanted(*year, *kind))
            .map(|(_, _, amount)| *amount)
            .sum()
    }

    /// The years with figures, in order.
    #[must_use]
    pub fn years(&self) -> Vec<i64> {
        let mut years: Vec<i64> = self.items.iter().map(|(year, ..)| *year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The cells of its page: amounts, other grants row by row, value added tax, early start.
    pub(crate) fn cells(&self) -> Cells {
        let mut cells: Cells = self
            .items
            .iter()
            .filter(|(_, _, amount)| !amount.is_zero())
            .map(|(year, kind, amount)| (format!("{kind}_{year}"), json!(amount)))
            .collect();
        for (number, grant) in self.other_grants.iter().enumerate() {
            cells.insert(format!("{GRANT}{}", number + 1), json!(grant));
        }
        if let Some(deducts) = self.vat_deduct {
            cells.insert(VAT.to_owned(), json!(deducts));
        }
        if self.no_other_grants {
            cells.insert(NO_GRANTS.to_owned(), json!(true));
        }
        if self.early_start {
            let start = json!({ "on": self.early_start_on, "reason": self.early_start_reason });
            cells.insert(EARLY.to_owned(), start);
        }
        cells
    }

    /// The plan of such cells; what is none of them is left out.
    pub(crate) fn of_cells(cells: &Cells) -> Self {
        let mut plan = Self::default();
        let mut grants: Vec<(usize, OtherGrant)> = Vec::new();
        for (name, value) in cells {
            if let Some((kind, year)) = amount_of(name) {
                plan.items
                    .extend(value.as_i64().map(|cents| (year, kind, Cents(cents))));
            } else if let Some(number) = name.strip_prefix(GRANT) {
                let grant = serde_json::from_value(value.clone()).ok();
                grants.extend(number.parse().ok().zip(grant));
            } else if name == VAT {
                plan.vat_deduct = value.as_bool();
            } else if name == NO_GRANTS {
                plan.no_other_grants = value == &json!(true);
            } else if name == EARLY {
                plan.early_start = true;
                plan.early_start_on = value["on"].as_str().and_then(|on| on.parse().ok());
                plan.early_start_reason = value["reason"].as_str().unwrap_or_default().to_owned();
            }
        }
        grants.sort_by_key(|(number, _)| *number);
        plan.other_grants = grants.into_iter().map(|(_, grant)| grant).collect();
        plan
    }

    /// Puts the totals onto the row, where lists and rules read them.
    pub(crate) fn put_totals(&self, application: &mut Application) {
        if self.is_empty() {
            return;
        }
        application.requested = self.total(PlanKind::Requested);
        application.total_cost = self.costs(None);
        application.own_share = self.total(PlanKind::Own);
        application.other_funding = self.total(PlanKind::ThirdParty) + self.total(PlanKind::Income);
    }
}

/// The years the plan's page offers: those of the project, of the call's means, and those that have figures.
#[must_use]
pub fn years(application: &Application, call: &Call, plan: &Plan, today: NaiveDate) -> Vec<i64> {
    let mut years = plan.years();
    match (application.project_from, application.project_until) {
        (Some(from), Some(until)) if from <= until => {
            years.extend((from.year()..=until.year()).map(i64::from));
        }
        _ => years.extend(call.budget_years.iter().map(|year| year.year)),
    }
    if years.is_empty() {
        years.push(i64::from(today.year()));
    }
    years.sort_unstable();
    years.dedup();
    years.truncate(MAX_YEARS);
    years
}

/// By how much costs and financing differ per year; only the years where they do.
#[must_use]
pub fn differences(plan: &Plan) -> Vec<(i64, Cents)> {
    plan.years()
        .into_iter()
        .map(|year| (year, plan.costs(Some(year)) - plan.financing(Some(year))))
        .filter(|(_, difference)| !difference.is_zero())
        .map(|(year, difference)| (year, Cents(difference.0.abs())))
        .collect()
}

/// What the plan lacks before the application may be handed in.
#[must_use]
pub fn open_points(application: &Application, plan: &Plan, call: &Call) -> Vec<FieldProblem> {
    if call.funding_mode != FundingMode::CashGrant || !application.source.is_online() {
        return Vec::new();
    }
    let mut points = Vec::new();
    // without amounts the form's own fields say it
    let has_amounts = !application.requested.is_zero() && !application.total_cost.is_zero();
    if plan.is_empty() && has_amounts {
        points.push(FieldProblem::new("plan", Text::new("field-required")));
    }
    // the sum over all years is said by the form's own rule
    for (year, amount) in differences(plan).iter().filter(|_| plan.years().len() > 1) {
        let text = Text::new("applications-plan-differs-in")
            .with("year", year)
            .with("amount", amount.format_de());
        points.push(FieldProblem::new("plan", text));
    }
    if plan.vat_deduct.is_none() {
        points.push(FieldProblem::new("vat_deduct", Text::new("field-required")));
    }
    if plan.other_grants.is_empty() && !plan.no_other_grants {
        points.push(FieldProblem::new(
            "other_grants",
            Text::new("applications-other-grants-open"),
        ));
    }
    points
}

/// What the applicant should look at, though it hinders nothing: each a sentence.
#[must_use]
pub fn hints(application: &Application, plan: &Plan, call: &Call) -> Vec<Text> {
    let mut hints = Vec::new();
    if plan.is_empty() {
        return hints;
    }
    let costs = plan.costs(None);
    let other = plan.total(PlanKind::OtherCost);
    if i128::from(other.0) * 100 > i128::from(costs.0) * OTHER_PERCENT {
        hints.push(Text::new("applications-plan-hint-other"));
    }
    let mut with_totals = application.clone();
    plan.put_totals(&mut with_totals);
    let fundable = rules::fundable(&with_totals, call);
    if with_totals.requested > fundable {
        hints.push(
            Text::new("applications-plan-hint-fundable")
                .with("requested", with_totals.requested.format_de())
                .with("fundable", fundable.format_de()),
        );
    }
    if !with_totals.requested.is_zero() && fundable < call.minimum {
        hints.push(Text::new("applications-plan-hint-minimum").with("minimum", call.minimum.format_de()));
    }
    let declared: Cents = plan.other_grants.iter().map(|grant| grant.amount).sum();
    let third = plan.total(PlanKind::ThirdParty);
    if declared > third {
        hints.push(
            Text::new("applications-plan-hint-grants")
                .with("declared", declared.format_de())
                .with("planned", third.format_de()),
        );
    }
    hints
}

#[cfg(test)]
mod tests;
