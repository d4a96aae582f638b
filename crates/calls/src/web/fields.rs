//! The form of a call's terms: its fields, what they show of stored terms, and how typed values are read. Fields are
//! named as in JSON, so that a rule's problem finds its field.

use base::fmt::{hundredths, parse_hundredths};
use base::{AwardRounding, Cents, FieldProblem, Lang, Problem, Rate, Text, calendar};
use base_web::Visit;
use base_web::form::{FormData, FormReader};
use base_web::view::{Choice, Field};
use budget::{BudgetLine, BudgetLineId};
use chrono::NaiveTime;
use municipalities::BodyType;

use crate::json::{MAX_TEXT, MAX_TITLE, deadline, time_text};
use crate::model::{BudgetYear, Criterion, Terms};
use crate::{AllocationMode, DeadlineKind, FinancingType, FundingMode, Parameters};

/// Rows for criteria and years; more is possible by the JSON API.
const CRITERIA: usize = 8;
const YEARS: usize = 4;

/// Who may be lead at all (handbook 3.1).
const LEADS: [BodyType; 7] = [
    BodyType::Gemeinde,
    BodyType::Stadt,
    BodyType::Stadtkreis,
    BodyType::Landkreis,
    BodyType::Gvv,
    BodyType::Vvg,
    BodyType::Zweckverband,
];

/// The texts, which alone can be corrected after publication.
pub(super) fn text_fields(visit: &Visit) -> Vec<Field> {
    let line = |name: &str, key: &str| Field::text(name, visit.t(key)).max(MAX_TITLE);
    let area = |name: &str, key: &str| Field::textarea(name, visit.t(key), 6).max(MAX_TEXT);
    vec![
        Field::group(visit.t("calls-group-texts")),
        line("title_de", "calls-title-de").required(),
        line("title_en", "calls-title-en"),
        area("purpose_de", "calls-purpose-de").required(),
        area("purpose_en", "calls-purpose-en"),
        area("eligible_de", "calls-eligible-de").required(),
        area("eligible_en", "calls-eligible-en"),
        area("how_de", "calls-how-de").required(),
        area("how_en", "calls-how-en"),
        area("easy_de", "calls-easy").hint(visit.t("calls-easy-hint")),
    ]
}

/// Dates, money, criteria: frozen once the call is published.
pub(super) fn frozen_fields(visit: &Visit, lines: &[BudgetLine]) -> Vec<Field> {
    let points = visit.t("calls-points");
    let mut fields = vec![
        Field::group(visit.t("calls-group-dates")),
        Field::date("opens_at", visit.t("calls-opens")).required(),
        Field::time("opens_time", visit.t("calls-opens-time")).hint(visit.t("calls-opens-time-hint")),
        Field::date("deadline_on", visit.t("calls-deadline")).required(),
        Field::time("deadline_time", visit.t("calls-deadline-time"))
            .hint(visit.t("calls-deadline-time-hint")),
        choice(
            visit,
            "deadline_kind",
            "calls-deadline-kind",
            DeadlineKind::ALL.iter().map(|kind| kind.code()),
        ),
        Field::date("project_from", visit.t("calls-project-from")),
        Field::date("project_until", visit.t("calls-project-until")),
        Field::group(visit.t("calls-group-money")),
        choice(
            visit,
            "funding_mode",
            "calls-funding-mode",
            FundingMode::ALL.iter().map(|mode| mode.code()),
        ),
        choice(
            visit,
            "financing_type",
            "calls-financing-type",
            FinancingType::ALL.iter().map(|kind| kind.code()),
        ),
        Field::number("rate_basis_points", visit.t("calls-rate"), "%").required(),
        Field::money("cap_cents", visit.t("calls-cap")).required(),
        Field::money("minimum_cents", visit.t("calls-minimum")).required(),
        choice(
            visit,
            "rounding",
            "calls-rounding",
            AwardRounding::ALL.iter().map(|rounding| rounding.code()),
        ),
        choice(
            visit,
            "allocation_mode",
            "calls-allocation",
            AllocationMode::ALL.iter().map(|mode| mode.code()),
        ),
        line_field(visit, lines),
    ];
    for row in 1..=YEARS {
        let label = |key: &str| visit.tw(key, &[("row", &row.to_string())]);
        fields.push(Field::number(
            format!("budget_years.{row}.year"),
            label("calls-year-of-row"),
            "",
        ));
        fields.push(Field::money(
            format!("budget_years.{row}.cash"),
            label("calls-cash-of-row"),
        ));
        fields.push(Field::money(
            format!("budget_years.{row}.commitment"),
            label("calls-commitment-of-row"),
        ));
    }
    fields.push(Field::group(visit.t("calls-group-eligible")));
    fields.push(Field::checkboxes(
        "body_types",
        visit.t("calls-body-types"),
        LEADS
            .iter()
            .map(|kind| Choice::new(kind.code(), visit.t(&format!("calls-body-type-{}", kind.code()))))
            .collect(),
    ));
    fields.push(
        Field::text("territory", visit.t("calls-territory"))
            .short()
            .hint(visit.t("calls-territory-hint")),
    );
    fields.push(Field::group(visit.t("calls-group-criteria")));
    fields.push(Field::note(visit.t("calls-criteria-hint")));
    for row in 1..=CRITERIA {
        let label = |key: &str| visit.tw(key, &[("row", &row.to_string())]);
        fields.push(
            Field::text(
                format!("criteria.{row}.code"),
                label("calls-criterion-code-of-row"),
            )
            .short(),
        );
        fields.push(Field::number(
            format!("criteria.{row}.weight"),
            label("calls-weight-of-row"),
            "%",
        ));
        fields.push(Field::text(
            format!("criteria.{row}.label_de"),
            label("calls-label-de-of-row"),
        ));
        fields.push(Field::text(
            format!("criteria.{row}.label_en"),
            label("calls-label-en-of-row"),
        ));
        fields.push(Field::text(
            format!("criteria.{row}.anchor_de"),
            label("calls-anchor-de-of-row"),
        ));
        fields.push(Field::text(
            format!("criteria.{row}.anchor_en"),
            label("calls-anchor-en-of-row"),
        ));
    }
    fields.extend([
        Field::group(visit.t("calls-group-assessment")),
        Field::number("reviews_min", visit.t("calls-reviews-min"), "").required(),
        Field::number("reviews_target", visit.t("calls-reviews-target"), "").required(),
        Field::number(
            "threshold_total",
            visit.t("calls-threshold-total"),
            points.clone(),
        ),
        Field::number(
            "threshold_criterion",
            visit.t("calls-threshold-criterion"),
            points,
        ),
        Field::number("form_version", visit.t("calls-form-version"), "").required(),
    ]);
    fields
}

fn choice<'a>(visit: &Visit, name: &str, key: &str, codes: impl Iterator<Item = &'a str>) -> Field {
    let choices = codes
        .map(|code| Choice::new(code, visit.t(&format!("{key}-{code}"))))
        .collect();
    Field::select(name, visit.t(key), choices).required().medium()
}

fn line_field(visit: &Visit, lines: &[BudgetLine]) -> Field {
    let mut choices = vec![Choice::new("", visit.t("calls-no-line"))];
    choices.extend(
        lines
            .iter()
            .map(|line| Choice::new(line.id, format!("{} {}", line.label(), line.purpose))),
    );
    Field::select("budget_line_id", visit.t("calls-line"), choices)
}

/// The values of a new call: the programme's parameters, and next to nothing else.
pub(super) fn defaults(parameters: &Parameters) -> FormData {
    FormData::default()
        .with("deadline_kind", parameters.deadline_kind)
        .with("funding_mode", parameters.funding_mode)
        .with("financing_type", parameters.financing_type)
        .with(
            "rate_basis_points",
            hundredths(Lang::De, parameters.funding_rate.0),
        )
        .with("cap_cents", parameters.funding_cap.plain_de())
        .with("minimum_cents", parameters.minimum_grant.plain_de())
        .with("rounding", parameters.award_rounding.code())
        .with("allocation_mode", parameters.allocation_mode)
        .with("territory", "08")
        .with("reviews_min", 2)
        .with("reviews_target", 3)
        .with("form_version", 1)
}

/// The values of stored terms, as they would be typed.
pub(super) fn filled(terms: &Terms) -> FormData {
    let opens = calendar::local_datetime(terms.opens_at);
    let mut data = FormData::default()
        .with("title_de", &terms.title_de)
        .with("title_en", &terms.title_en)
        .with("purpose_de", &terms.purpose_de)
        .with("purpose_en", &terms.purpose_en)
        .with("eligible_de", &terms.eligible_de)
        .with("eligible_en", &terms.eligible_en)
        .with("how_de", &terms.how_de)
        .with("how_en", &terms.how_en)
        .with("easy_de", &terms.easy_de)
        .with("opens_at", opens.date_naive())
        .with("opens_time", time_text(opens.time()))
        .with("deadline_on", terms.deadline.date())
        .with(
            "deadline_time",
            terms.deadline.time().map(time_text).unwrap_or_default(),
        )
        .with("deadline_kind", terms.deadline_kind)
        .with(
            "project_from",
            terms
                .project_from
                .map(|date| date.to_string())
                .unwrap_or_default(),
        )
        .with(
            "project_until",
            terms
                .project_until
                .map(|date| date.to_string())
                .unwrap_or_default(),
        )
        .with("funding_mode", terms.funding_mode)
        .with("financing_type", terms.financing_type)
        .with("rate_basis_points", hundredths(Lang::De, terms.rate.0))
        .with("cap_cents", terms.cap.plain_de())
        .with("minimum_cents", terms.minimum.plain_de())
        .with("rounding", terms.rounding.code())
        .with("allocation_mode", terms.allocation_mode)
        .with(
            "budget_line_id",
            terms
                .budget_line_id
                .map(|line| line.to_string())
                .unwrap_or_default(),
        )
        .with("territory", &terms.territory)
        .with("reviews_min", terms.reviews_min)
        .with("reviews_target", terms.reviews_target)
        .with("threshold_total", points(terms.threshold_total))
        .with("threshold_criterion", points(terms.threshold_criterion))
        .with("form_version", terms.form_version);
    for kind in &terms.body_types {
        data = data.with("body_types", kind.code());
    }
    for (row, year) in (1..).zip(&terms.budget_years) {
        data = data
            .with(&format!("budget_years.{row}.year"), year.year)
            .with(&format!("budget_years.{row}.cash"), year.cash.plain_de())
            .with(
                &format!("budget_years.{row}.commitment"),
                year.commitment.plain_de(),
            );
    }
    for (row, criterion) in (1..).zip(&terms.criteria) {
        data = data
            .with(&format!("criteria.{row}.code"), &criterion.code)
            .with(&format!("criteria.{row}.weight"), criterion.weight)
            .with(&format!("criteria.{row}.label_de"), &criterion.label_de)
            .with(&format!("criteria.{row}.label_en"), &criterion.label_en)
            .with(&format!("criteria.{row}.anchor_de"), &criterion.anchor_de)
            .with(&format!("criteria.{row}.anchor_en"), &criterion.anchor_en);
    }
    data
}

fn points(threshold: Option<Rate>) -> String {
    threshold
        .map(|rate| hundredths(Lang::De, rate.0))
        .unwrap_or_default()
}

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

/// A problem of a whole table is shown at its first row.
pub(super) fn at_fields(problem: &Problem) -> Problem {
    let Problem::Invalid(fields) = problem else {
        return problem.clone();
    };
    let placed = fields.iter().map(|wrong| {
        let field = match wrong.field.as_str() {
            "criteria" => "criteria.1.weight",
            "budget_years" => "budget_years.1.cash",
            other => other,
        };
        FieldProblem::new(field, wrong.text.clone())
    });
    Problem::Invalid(placed.collect())
}
