//! How typed values of a call's form are read.

use base::fmt::parse_hundredths;
use base::{AwardRounding, Cents, FieldProblem, Lang, Problem, Rate, Text, calendar};
use base_web::form::{FormData, FormReader};
use budget::BudgetLineId;
use chrono::NaiveTime;
use municipalities::BodyType;

use super::fields::{CRITERIA, YEARS};
use crate::json::{MAX_TEXT, MAX_TITLE, deadline, time_text};
use crate::model::{BudgetYear, Criterion, Terms};
use crate::{AllocationMode, DeadlineKind, FinancingType, FundingMode};

/// Reads the texts into `terms`.
pub(super) fn read_texts(read: &mut FormReader<'_>, terms: &mut Terms) {
    terms.title_de = read.required_text("title_de", MAX_TITLE);
    terms.title_en = read.text("title_en", MAX_TITLE);
    terms.purpose_de = read.long_text("purpose_de", MAX_TEXT);
    terms.purpose_en = read.long_text("purpose_en", MAX_TEXT);
    terms.eligible_de = read.long_text("eligible_de", MAX_TEXT);
    terms.eligible_en = read.long_text("eligible_en", MAX_TEXT);
    terms.how_de = read.long_text("how_de", MAX_TEXT);
    terms.how_en = read.long_text("how_en", MAX_TEXT);
    terms.easy_de = read.long_text("easy_de", MAX_TEXT);
}

/// Reads all fields. Error: `Invalid` with every wrong one.
pub(super) fn read(data: &FormData) -> Result<Terms, Problem> {
    let mut read = data.read();
    let opens_on = read.date("opens_at");
    let opens_time = read.optional_time("opens_time").unwrap_or(NaiveTime::MIN);
    let opens_at = opens_on.and_then(|date| match calendar::instant_at(date, opens_time) {
        Ok(instant) => Some(instant),
        Err(error) => {
            read.fail("opens_time", Text::new(format!("calls-{}", error.key())));
            None
        }
    });
    let deadline_on = read.date("deadline_on");
    let deadline_time = read.optional_time("deadline_time");
    let deadline = deadline_on.and_then(|date| {
        let mut checks = base::problem::Checks::new();
        let deadline = deadline(&mut checks, date, deadline_time.map(time_text).as_deref());
        note(&mut read, checks.finish());
        deadline
    });
    let deadline_kind = read.choice("deadline_kind");
    let funding_mode = read.choice("funding_mode");
    let financing_type = read.choice("financing_type");
    let allocation_mode = read.choice("allocation_mode");
    let rounding = AwardRounding::from_code(data.get("rounding"));
    if rounding.is_none() {
        read.fail("rounding", Text::new("field-choice"));
    }
    let body_types: Vec<BodyType> = data.all("body_types").filter_map(BodyType::from_code).collect();
    // Placeholders stand in for what could not be read; `finish` then refuses.
    let mut terms = Terms {
        title_de: String::new(),
        title_en: String::new(),
        purpose_de: String::new(),
        purpose_en: String::new(),
        eligible_de: String::new(),
        eligible_en: String::new(),
        how_de: String::new(),
        how_en: String::new(),
        easy_de: String::new(),
        opens_at: opens_at.unwrap_or_default(),
        deadline: deadline.unwrap_or_else(|| base::Deadline::end_of(deadline_on.unwrap_or_default())),
        deadline_kind: deadline_kind.unwrap_or(DeadlineKind::CutOff),
        funding_mode: funding_mode.unwrap_or(FundingMode::InKind),
        financing_type: financing_type.unwrap_or(FinancingType::FixedAmount),
        rate: read.rate("rate_basis_points"),
        cap: read.money("cap_cents"),
        minimum: read.money("minimum_cents"),
        rounding: rounding.unwrap_or_default(),
        allocation_mode: allocation_mode.unwrap_or(AllocationMode::RankFullStop),
        budget_line_id: read.optional::<BudgetLineId>("budget_line_id", "field-choice"),
        budget_years: years(data, &mut read),
        criteria: criteria(data, &mut read),
        body_types,
        territory: read.text("territory", 12),
        project_from: read.optional_date("project_from"),
        project_until: read.optional_date("project_until"),
        reviews_min: read.integer("reviews_min", 1..=20),
        reviews_target: read.integer("reviews_target", 1..=20),
        threshold_total: threshold(data, &mut read, "threshold_total"),
        threshold_criterion: threshold(data, &mut read, "threshold_criterion"),
        form_version: read.integer("form_version", 1..=1_000),
    };
    read_texts(&mut read, &mut terms);
    read.finish()?;
    Ok(terms)
}

fn note(read: &mut FormReader<'_>, checked: Result<(), Problem>) {
    if let Err(Problem::Invalid(problems)) = checked {
        for FieldProblem { field, text } in problems {
            read.fail(&field, text);
        }
    }
}

fn years(data: &FormData, read: &mut FormReader<'_>) -> Vec<BudgetYear> {
    let mut years: Vec<BudgetYear> = (1..=YEARS)
        .filter(|row| {
            ["year", "cash", "commitment"]
                .iter()
                .any(|part| !data.get(&format!("budget_years.{row}.{part}")).trim().is_empty())
        })
        .map(|row| BudgetYear {
            year: read.integer(&format!("budget_years.{row}.year"), 2000..=2100),
            cash: read
                .optional_money(&format!("budget_years.{row}.cash"))
                .unwrap_or(Cents::ZERO),
            commitment: read
                .optional_money(&format!("budget_years.{row}.commitment"))
                .unwrap_or(Cents::ZERO),
        })
        .collect();
    years.sort_by_key(|year| year.year);
    years
}

fn criteria(data: &FormData, read: &mut FormReader<'_>) -> Vec<Criterion> {
    (1..=CRITERIA)
        .filter(|row| {
            ["code", "label_de", "weight"]
                .iter()
                .any(|part| !data.get(&format!("criteria.{row}.{part}")).trim().is_empty())
        })
        .map(|row| Criterion {
            code: read.required_text(&format!("criteria.{row}.code"), 8),
            label_de: read.required_text(&format!("criteria.{row}.label_de"), 200),
            label_en: read.text(&format!("criteria.{row}.label_en"), 200),
            weight: read.integer(&format!("criteria.{row}.weight"), 0..=100),
            anchor_de: read.text(&format!("criteria.{row}.anchor_de"), 500),
            anchor_en: read.text(&format!("criteria.{row}.anchor_en"), 500),
        })
        .collect()
}

fn threshold(data: &FormData, read: &mut FormReader<'_>, name: &str) -> Option<Rate> {
    let typed = data.get(name).trim();
    if typed.is_empty() {
        return None;
    }
    let value = parse_hundredths(Lang::De, typed)
        .ok()
        .filter(|value| (0..=10_000).contains(value));
    if value.is_none() {
        read.fail(name, Text::new("calls-wrong-threshold").with("value", typed));
    }
    value.map(Rate)
}
