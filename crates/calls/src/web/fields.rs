//! The form of a call's terms. Fields are named as in JSON, so that a rule's problem finds its field.

use base::{AwardRounding, FieldProblem, Problem};
use base_web::Visit;
use base_web::view::{Choice, Field};
use budget::BudgetLine;
use municipalities::BodyType;

use crate::json::{MAX_TEXT, MAX_TITLE};
use crate::{AllocationMode, DeadlineKind, FinancingType, FundingMode};

/// Rows for criteria and years; more is possible by the JSON API.
pub(super) const CRITERIA: usize = 8;
pub(super) const YEARS: usize = 4;

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
