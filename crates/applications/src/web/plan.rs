//! `/applications/{application}/plan`: costs and financing per year, other grants, value added tax, early start.

use axum::extract::Path;
use axum::http::StatusCode;
use base::{Problem, Text};
use base_web::api::ok;
use base_web::view::{Block, Cell, Choice, Facts, Field, Form, Grid, GridRow, Notice, Page, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit};
use calls::{Call, FundingMode};
use serde_json::Value;

use super::parts_json::{PlanJson, SetPlanJson};
use super::{draft, path};
use crate::merge::Cells;
use crate::model::{
    Application, ApplicationId, ApplicationState, OtherGrant, OtherGrantStatus, Plan, PlanKind,
};
use crate::usecases::{self, MAX_OTHER_GRANTS, MergePlan, SetPlan, Together};
use crate::{access, plan, queries};

pub(super) async fn show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    visit.page(plan_page(&visit, &application, Shown::Stored).await?)
}

/// What the form of the page holds.
enum Shown<'a> {
    Stored,
    Refused(&'a FormData, &'a Problem),
    /// Own values where a colleague wrote others meanwhile, and the choice between both.
    Clashed(&'a Cells, &'a Together),
}

async fn plan_page(visit: &Visit, application: &Application, shown: Shown<'_>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let call = calls::call(db, application.call_id).await?;
    let stored = plan::plan(db, application.id).await?;
    let mut page = Page::new(visit.t("applications-plan-title")).kicker(format!(
        "{} · {}",
        application.label(),
        application.lead_name
    ));
    page = draft::in_sections(visit, page, application, "plan").await?;
    if call.funding_mode != FundingMode::CashGrant {
        return Ok(page.text(visit.t("applications-plan-not-wanted")));
    }
    page = page.lead(visit.tw(
        "applications-plan-lead",
        &[("rate", &visit.rate(call.rate)), ("cap", &visit.money(call.cap))],
    ));
    let edits = application.state == ApplicationState::Draft
        && access::require_editor(&visit.ctx, application).is_ok();
    if !edits {
        return Ok(page.blocks(blocks(visit, application, &call).await?));
    }
    let today = base::calendar::local_date(visit.ctx.now);
    let years = plan::years(application, &call, &stored, today);
    let blank = |data: &FormData| {
        visit
            .form(format!("{}/plan", path(application)))
            .hidden("seen", data.get("seen"))
    };
    Ok(match shown {
        Shown::Stored => {
            let data = data(&stored, &stored);
            let form = form(visit, application, blank(&data), &years, &data);
            page.blocks(notices(visit, application, &stored, &call))
                .block(form)
        }
        Shown::Refused(data, problem) => {
            let form = form(visit, application, blank(data), &years, data);
            page.block(form.problem(problem))
        }
        Shown::Clashed(mine, together) => {
            let data = data(&Plan::of_cells(mine), &stored);
            let choices = super::form::clashes(visit, together, |cell| cell_words(visit, cell)).await?;
            let form = form(visit, application, blank(&data).fields(choices), &years, &data);
            page.block(super::form::clash_notice(visit)).block(form)
        }
    })
}

/// A cell and its value in words.
fn cell_words(visit: &Visit, cell: &str) -> (String, fn(&Visit, &Value) -> String) {
    if let Some((kind, year)) = plan::amount_of(cell) {
        let label = format!("{} {year}", visit.t(&format!("applications-plan-kind-{kind}")));
        return (label, |visit, value| {
            visit.money(base::Cents(value.as_i64().unwrap_or_default()))
        });
    }
    if let Some(number) = cell.strip_prefix(plan::GRANT) {
        let label = visit.tw("applications-other-grant-number", &[("number", number)]);
        return (label, |visit, value| {
            serde_json::from_value(value.clone())
                .map_or_else(|_| String::new(), |grant| grant_line(visit, &grant))
        });
    }
    let yes_no: fn(&Visit, &Value) -> String = |visit, value| {
        visit.t(if value == &Value::Bool(true) {
            "form-yes"
        } else {
            "form-no"
        })
    };
    match cell {
        plan::VAT => (visit.t("applications-vat"), yes_no),
        plan::NO_GRANTS => (visit.t("applications-no-other-grants"), yes_no),
        _ => (visit.t("applications-early-start-heading"), |visit, value| {
            let on = value["on"].as_str().and_then(|on| on.parse().ok());
            let on = on.map(|on| visit.date(on)).unwrap_or_default();
            format!("{on} {}", value["reason"].as_str().unwrap_or_default())
        }),
    }
}

/// `Landkreis, Vielfalt: 5.000,00 € (beantragt)`
pub(super) fn grant_line(visit: &Visit, grant: &OtherGrant) -> String {
    let status = visit.t(&format!("applications-grant-status-{}", grant.status));
    let of = [grant.provider.as_str(), grant.programme.as_str()];
    let of: Vec<&str> = of.into_iter().filter(|text| !text.is_empty()).collect();
    format!("{}: {} ({status})", of.join(", "), visit.money(grant.amount))
}

/// How the saved plan stands: whether it balances, and what to look at.
fn notices(visit: &Visit, application: &Application, stored: &Plan, call: &Call) -> Vec<Block> {
    if stored.is_empty() {
        return Vec::new();
    }
    let total = stored.costs(None) - stored.financing(None);
    let differences = plan::differences(stored);
    let mut blocks: Vec<Block> = Vec::new();
    if differences.is_empty() {
        blocks.push(Notice::new(Tone::Success, visit.t("applications-plan-balances"), "").into());
    }
    if !total.is_zero() {
        let amount = visit.money(base::Cents(total.0.abs()));
        let text = visit.tw("applications-plan-differs", &[("amount", &amount)]);
        blocks.push(Notice::new(Tone::Warning, text, "").into());
    }
    if stored.years().len() > 1 {
        for (year, amount) in differences {
            let text = visit.tw(
                "applications-plan-differs-in",
                &[("year", &year.to_string()), ("amount", &visit.money(amount))],
            );
            blocks.push(Notice::new(Tone::Warning, text, "").into());
        }
    }
    for hint in plan::hints(application, stored, call) {
        blocks.push(Notice::new(Tone::Info, visit.say(&hint), "").into());
    }
    blocks
}

fn grid(visit: &Visit, years: &[i64]) -> Grid {
    let label = |kind: PlanKind| visit.t(&format!("applications-plan-kind-{kind}"));
    let mut grid = Grid::new(visit.lang(), visit.t("applications-plan-title"));
    for year in years {
        grid = grid.column(year, year.to_string());
    }
    let sum = |key: &str, group, less| GridRow::Sum {
        label: visit.t(key),
        group,
        less,
    };
    for is_cost in [true, false] {
        let (heading, group, sum_key) = if is_cost {
            ("applications-plan-costs", "costs", "applications-plan-costs-sum")
        } else {
            ("applications-plan-money", "money", "applications-plan-money-sum")
        };
        grid = grid.row(GridRow::Heading(visit.t(heading)));
        for kind in PlanKind::ALL.iter().filter(|kind| kind.is_cost() == is_cost) {
            grid = grid.row(GridRow::Amounts {
                name: kind.to_string(),
                label: label(*kind),
                group,
            });
        }
        grid = grid.row(sum(sum_key, group, ""));
    }
    grid.row(sum("applications-plan-difference", "costs", "money"))
}

/// Rows of other grants that the form shows: those there are, and two more.
fn grant_rows(data: &FormData) -> usize {
    let used = (1..=MAX_OTHER_GRANTS)
        .filter(|number| !data.get(&format!("provider_{number}")).trim().is_empty())
        .max();
    Ord::min(used.unwrap_or(0) + 2, MAX_OTHER_GRANTS)
}

fn form(visit: &Visit, application: &Application, blank: Form, years: &[i64], data: &FormData) -> Form {
    let t = |key: &str| visit.t(key);
    let yes_no = vec![
        Choice::new("no", t("applications-vat-no")),
        Choice::new("yes", t("applications-vat-yes")),
    ];
    let mut form = blank
        .field(Field::grid(grid(visit, years)))
        .field(Field::radio("vat_deduct", t("applications-vat"), yes_no).required())
        .field(Field::group(t("applications-other-grants")))
        .field(Field::note(t("applications-other-grants-lead")))
        .field(Field::checkbox(
            "no_other_grants",
            t("applications-no-other-grants"),
        ));
    for number in 1..=grant_rows(data) {
        let statuses = OtherGrantStatus::ALL
            .iter()
            .map(|status| Choice::new(status, t(&format!("applications-grant-status-{status}"))))
            .collect();
        form = form
            .field(Field::group(visit.tw(
                "applications-other-grant-number",
                &[("number", &number.to_string())],
            )))
            .field(Field::text(format!("provider_{number}"), t("applications-grant-provider")).max(200))
            .field(Field::text(format!("programme_{number}"), t("applications-grant-programme")).max(200))
            .field(Field::money(
                format!("amount_{number}"),
                t("applications-grant-amount"),
            ))
            .field(Field::select(
                format!("status_{number}"),
                t("applications-grant-status"),
                statuses,
            ));
    }
    form.field(Field::group(t("applications-early-start-heading")))
        .field(Field::checkbox(
            "early_start",
            t("applications-early-start-wanted"),
        ))
        .field(Field::date("early_start_on", t("applications-early-start-on")))
        .field(
            Field::textarea("early_start_reason", t("applications-early-start-reason"), 4)
                .max(1_000)
                .hint(t("applications-early-start-hint")),
        )
        .submit(t("applications-plan-save"))
        .button(t("applications-save-and-next"), "then", "next")
        .cancel(t("applications-back"), path(application))
        .fill(data)
}

/// What the form shows of a plan, and what its reader has seen of the stored one.
fn data(shown: &Plan, stored: &Plan) -> FormData {
    let ticked = |data: FormData, name: &str, on: bool| if on { data.with(name, "true") } else { data };
    let mut data = FormData::default().with("seen", serde_json::json!(stored.cells()));
    for (year, kind, amount) in &shown.items {
        data = data.with(&format!("{kind}_{year}"), amount.plain_de());
    }
    if let Some(deducts) = shown.vat_deduct {
        data = data.with("vat_deduct", if deducts { "yes" } else { "no" });
    }
    for (number, grant) in shown.other_grants.iter().enumerate() {
        let number = number + 1;
        data = data
            .with(&format!("provider_{number}"), &grant.provider)
            .with(&format!("programme_{number}"), &grant.programme)
            .with(&format!("amount_{number}"), grant.amount.plain_de())
            .with(&format!("status_{number}"), grant.status);
    }
    data = ticked(data, "no_other_grants", shown.no_other_grants);
    data = ticked(data, "early_start", shown.early_start);
    if let Some(on) = shown.early_start_on {
        data = data.with("early_start_on", on);
    }
    data.with("early_start_reason", &shown.early_start_reason)
}

/// The plan that was typed.
pub(super) fn typed(data: &FormData) -> Result<Plan, Problem> {
    let mut read = data.read();
    let mut plan = Plan::default();
    // the years are those of the fields that were sent
    for kind in PlanKind::ALL {
        let prefix = format!("{kind}_");
        for (name, _) in &data.0 {
            let year = name
                .strip_prefix(&prefix)
                .and_then(|year| year.parse::<i64>().ok());
            if let Some(year) = year.filter(|year| (2000..=2100).contains(year))
                && let Some(amount) = read.optional_money(name)
            {
                plan.items.push((year, *kind, amount));
            }
        }
    }
    plan.vat_deduct = match data.get("vat_deduct") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    plan.no_other_grants = read.ticked("no_other_grants");
    for number in 1..=MAX_OTHER_GRANTS {
        let provider = read.text(&format!("provider_{number}"), 200);
        let programme = read.text(&format!("programme_{number}"), 200);
        let amount = read.optional_money(&format!("amount_{number}"));
        let status = read.optional::<OtherGrantStatus>(&format!("status_{number}"), "field-choice");
        if provider.is_empty() && programme.is_empty() && amount.is_none() {
            continue;
        }
        if provider.is_empty() {
            read.fail(&format!("provider_{number}"), Text::new("field-required"));
        }
        plan.other_grants.push(OtherGrant {
            provider,
            programme,
            amount: amount.unwrap_or_default(),
            status: status.unwrap_or(OtherGrantStatus::Planned),
        });
    }
    plan.early_start = read.ticked("early_start");
    plan.early_start_on = read.optional_date("early_start_on");
    plan.early_start_reason = read.long_text("early_start_reason", 1_000);
    read.finish()?;
    Ok(plan)
}

pub(super) async fn save(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    let saved = async {
        let seen = super::form::seen(&data);
        let mine = super::form::picked(&data, &seen, typed(&data)?.cells());
        let command = MergePlan {
            application: id,
            plan: Plan::of_cells(&mine),
            seen,
        };
        usecases::merge_plan(&visit.app.db, &visit.ctx, command).await
    };
    match saved.await {
        Ok(together) if !together.clashes.is_empty() => {
            let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
            let stored = plan::plan(visit.app.db.reader(), id).await?.cells();
            let shown = super::form::with_mine(stored, &together);
            let page = plan_page(&visit, &application, Shown::Clashed(&shown, &together)).await?;
            visit.page_with(StatusCode::CONFLICT, page)
        }
        Ok(_) => {
            let then = draft::after_page(&visit, &application, "plan", data.get("then")).await?;
            visit.done(&then, "applications-done-plan")
        }
        Err(problem) => {
            let page = plan_page(&visit, &application, Shown::Refused(&data, &problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// The plan to read: the figures per year, and what belongs to it. Nothing when there is none.
pub(super) async fn blocks(
    visit: &Visit,
    application: &Application,
    call: &Call,
) -> Result<Vec<Block>, Problem> {
    if call.funding_mode != FundingMode::CashGrant {
        return Ok(Vec::new());
    }
    let stored = plan::plan(visit.app.db.reader(), application.id).await?;
    if stored.is_empty() && stored.other_grants.is_empty() && !stored.early_start {
        return Ok(Vec::new());
    }
    let mut blocks: Vec<Block> = vec![figures(visit, &stored).into()];
    if !stored.other_grants.is_empty() {
        blocks.push(grants_table(visit, &stored.other_grants).into());
    }
    let vat = stored.vat_deduct.map(|deducts| {
        visit.t(if deducts {
            "applications-vat-yes"
        } else {
            "applications-vat-no"
        })
    });
    let none = stored
        .no_other_grants
        .then(|| visit.t("applications-no-other-grants"));
    let early = stored
        .early_start_on
        .filter(|_| stored.early_start)
        .map(|on| visit.date(on));
    blocks.push(
        Facts::new()
            .maybe(visit.t("applications-vat"), vat)
            .maybe(visit.t("applications-other-grants"), none)
            .maybe(visit.t("applications-early-start-on"), early)
            .maybe(
                visit.t("applications-early-start-reason"),
                Some(stored.early_start_reason)
                    .filter(|reason| !reason.is_empty())
                    .map(Cell::Lines),
            )
            .into(),
    );
    Ok(blocks)
}

fn figures(visit: &Visit, stored: &Plan) -> Table {
    let lang = visit.lang();
    let years = stored.years();
    let mut table =
        Table::new(lang, visit.t("applications-plan-title")).column(visit.t("applications-plan-kind"));
    for year in &years {
        table = table.number_column(year.to_string());
    }
    table = table.number_column(visit.t("applications-shares-sum"));
    for is_cost in [true, false] {
        for kind in PlanKind::ALL.iter().filter(|kind| kind.is_cost() == is_cost) {
            if stored.total(*kind).is_zero() {
                continue;
            }
            let mut row = vec![Cell::text(visit.t(&format!("applications-plan-kind-{kind}")))];
            row.extend(
                years
                    .iter()
                    .map(|year| Cell::money(lang, stored.amount(*year, *kind))),
            );
            row.push(Cell::money(lang, stored.total(*kind)));
            table = table.row(row);
        }
        let sum = |year| {
            if is_cost {
                stored.costs(year)
            } else {
                stored.financing(year)
            }
        };
        let key = if is_cost {
            "applications-plan-costs-sum"
        } else {
            "applications-plan-money-sum"
        };
        let mut row = vec![Cell::text(visit.t(key))];
        row.extend(years.iter().map(|year| Cell::money(lang, sum(Some(*year)))));
        row.push(Cell::money(lang, sum(None)));
        table = if is_cost {
            table.row(row)
        } else {
            table.footer(row)
        };
    }
    table
}

fn grants_table(visit: &Visit, grants: &[OtherGrant]) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("applications-other-grants"))
        .column(visit.t("applications-grant-provider"))
        .column(visit.t("applications-grant-programme"))
        .number_column(visit.t("applications-grant-amount"))
        .column(visit.t("applications-grant-status"));
    for grant in grants {
        table = table.row(vec![
            Cell::text(&grant.provider),
            Cell::text(&grant.programme),
            Cell::money(visit.lang(), grant.amount),
            Cell::text(visit.t(&format!("applications-grant-status-{}", grant.status))),
        ]);
    }
    table
}

pub(super) async fn api_show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let stored = plan::plan(db, id).await?;
    ok(PlanJson::of(&application, stored))
}

pub(super) async fn api_save(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<SetPlanJson>,
) -> Reply {
    let command = SetPlan {
        application: id,
        version: sent.version,
        plan: sent.plan(),
    };
    let application = usecases::set_plan(&visit.app.db, &visit.ctx, command).await?;
    let stored = plan::plan(visit.app.db.reader(), id).await?;
    ok(PlanJson::of(&application, stored))
}
