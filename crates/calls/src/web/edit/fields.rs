//! The fields of each part of a call. They are named as in JSON, so that a rule's problem finds its field.

use base::{AwardRounding, FieldProblem, Lang, Problem};
use base_web::view::{Choice, Field};
use base_web::{FormData, Visit};
use budget::BudgetLine;
use municipalities::BodyType;

use super::rows::{CRITERIA, DOCUMENTS, EXAMPLES, Rows, YEARS};
use crate::json::{MAX_TEXT, MAX_TITLE};
use crate::web::sources::Sources;
use crate::wording::WORDINGS;
use crate::{AllocationMode, Call, DeadlineKind, FileKind, FinancingType, FundingMode, Group, Outcome};

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

/// What the fields of a part need to know.
pub(super) struct Knowledge {
    pub lines: Vec<BudgetLine>,
    pub sources: Sources,
}

/// The fields of a part. What a complete call needs is required, in tables what a begun row needs; a draft and an
/// empty row may lack it. With one row more than `data` has where `more` is wished.
pub(super) fn of(
    visit: &Visit,
    group: Group,
    call: &Call,
    known: &Knowledge,
    data: &FormData,
    more: bool,
) -> Vec<Field> {
    let count = |rows: Rows| (rows.count(data) + usize::from(more)).max(1);
    match group {
        Group::Texts => texts(visit),
        Group::Easy => vec![
            Field::note(visit.t("calls-easy-rules")),
            Field::textarea("easy_de", visit.t("calls-easy"), 16)
                .max(MAX_TEXT)
                .hint(visit.t("calls-easy-hint")),
        ],
        Group::Dates => dates(visit),
        Group::Eligible => eligible(visit),
        Group::Money => money(visit, call, known, count(YEARS)),
        Group::Criteria => criteria(visit, count(CRITERIA)),
        Group::Documents => documents(visit, count(DOCUMENTS)),
        Group::Mails => mails(visit),
        Group::Examples => examples(visit, count(EXAMPLES)),
    }
}

fn texts(visit: &Visit) -> Vec<Field> {
    let line = |name: &str, key: &str| Field::text(name, visit.t(key)).max(MAX_TITLE);
    let area = |name: &str, key: &str| Field::textarea(name, visit.t(key), 6).max(MAX_TEXT);
    vec![
        Field::group(visit.t("calls-group-german")),
        line("title_de", "calls-title-de").required(),
        area("purpose_de", "calls-purpose-de").required(),
        area("eligible_de", "calls-eligible-de").required(),
        area("how_de", "calls-how-de").required(),
        Field::group(visit.t("calls-group-english")),
        line("title_en", "calls-title-en"),
        area("purpose_en", "calls-purpose-en"),
        area("eligible_en", "calls-eligible-en"),
        area("how_en", "calls-how-en"),
    ]
}

/// Opening and deadline, also on the form of a new call.
pub(super) fn first_dates(visit: &Visit) -> Vec<Field> {
    vec![
        Field::date("opens_at", visit.t("calls-opens")).required(),
        Field::time("opens_time", visit.t("calls-opens-time")).hint(visit.t("calls-opens-time-hint")),
        Field::date("deadline_on", visit.t("calls-deadline")).required(),
        Field::time("deadline_time", visit.t("calls-deadline-time"))
            .hint(visit.t("calls-deadline-time-hint")),
    ]
}

fn dates(visit: &Visit) -> Vec<Field> {
    let mut fields = vec![Field::group(visit.t("calls-group-dates"))];
    fields.extend(first_dates(visit));
    fields.extend([
        choice(
            visit,
            "deadline_kind",
            "calls-deadline-kind",
            DeadlineKind::ALL.iter().map(|kind| kind.code()),
        ),
        Field::number("grace_minutes", visit.t("calls-grace"), visit.t("calls-minutes"))
            .hint(visit.t("calls-grace-hint")),
        Field::group(visit.t("calls-period")),
        Field::date("project_from", visit.t("calls-project-from")),
        Field::date("project_until", visit.t("calls-project-until")),
    ]);
    fields
}

fn body_types(visit: &Visit) -> Vec<Choice> {
    LEADS
        .iter()
        .map(|kind| Choice::new(kind.code(), visit.t(&format!("calls-body-type-{}", kind.code()))))
        .collect()
}

fn eligible(visit: &Visit) -> Vec<Field> {
    vec![
        Field::checkboxes("body_types", visit.t("calls-body-types"), body_types(visit)).required(),
        Field::text("territory", visit.t("calls-territory"))
            .short()
            .hint(visit.t("calls-territory-hint")),
    ]
}

fn money(visit: &Visit, call: &Call, known: &Knowledge, rows: usize) -> Vec<Field> {
    // where each figure stands by now: from the programme, or the call's own
    let note = |name: &str, stored: String| known.sources.note(visit, name, &stored);
    let mut fields = vec![
        Field::group(visit.t("calls-group-money")),
        choice(
            visit,
            "funding_mode",
            "calls-funding-mode",
            FundingMode::ALL.iter().map(|mode| mode.code()),
        )
        .hint(note("funding_mode", call.funding_mode.to_string())),
        choice(
            visit,
            "financing_type",
            "calls-financing-type",
            FinancingType::ALL.iter().map(|kind| kind.code()),
        )
        .hint(note("financing_type", call.financing_type.to_string())),
        Field::number("rate_basis_points", visit.t("calls-rate"), "%")
            .required()
            .hint(note("funding_rate", call.rate.0.to_string())),
        Field::money("cap_cents", visit.t("calls-cap"))
            .required()
            .hint(note("funding_cap_cents", call.cap.0.to_string())),
        Field::money("minimum_cents", visit.t("calls-minimum"))
            .required()
            .hint(note("minimum_grant_cents", call.minimum.0.to_string())),
        choice(
            visit,
            "rounding",
            "calls-rounding",
            AwardRounding::ALL.iter().map(|rounding| rounding.code()),
        )
        .hint(note("award_rounding", call.rounding.code().to_owned())),
        choice(
            visit,
            "allocation_mode",
            "calls-allocation",
            AllocationMode::ALL.iter().map(|mode| mode.code()),
        )
        .hint(note("allocation_mode", call.allocation_mode.to_string())),
        line_field(visit, &known.lines),
    ];
    for row in 1..=rows {
        fields.push(Field::group(numbered(visit, "calls-year-of-row", row)));
        fields.push(Field::number(YEARS.name(row, "year"), visit.t("calls-year"), "").required());
        fields.push(Field::money(YEARS.name(row, "cash"), visit.t("calls-cash")));
        fields.push(Field::money(
            YEARS.name(row, "commitment"),
            visit.t("calls-commitment"),
        ));
        fields.push(remove(visit, YEARS, row));
    }
    fields
}

fn criteria(visit: &Visit, rows: usize) -> Vec<Field> {
    let points = visit.t("calls-points");
    let mut fields = vec![Field::note(visit.t("calls-criteria-hint"))];
    for row in 1..=rows {
        let name = |part: &str| CRITERIA.name(row, part);
        fields.extend([
            Field::group(numbered(visit, "calls-criterion-of-row", row)),
            Field::text(name("code"), visit.t("calls-criterion-code"))
                .required()
                .short(),
            Field::number(name("weight"), visit.t("calls-weight"), "%").required(),
            Field::text(name("label_de"), visit.t("calls-label-de"))
                .required()
                .max(MAX_TITLE),
            Field::text(name("label_en"), visit.t("calls-label-en")).max(MAX_TITLE),
            Field::textarea(name("anchor_de"), visit.t("calls-anchor-de"), 2).max(500),
            Field::textarea(name("anchor_en"), visit.t("calls-anchor-en"), 2).max(500),
            remove(visit, CRITERIA, row),
        ]);
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

fn documents(visit: &Visit, rows: usize) -> Vec<Field> {
    let kinds = || {
        FileKind::ALL
            .iter()
            .map(|kind| Choice::new(kind, kind.code()))
            .collect()
    };
    let mut fields = vec![Field::note(visit.t("calls-documents-hint"))];
    for row in 1..=rows {
        let name = |part: &str| DOCUMENTS.name(row, part);
        fields.extend([
            Field::group(numbered(visit, "calls-document-of-row", row)),
            Field::text(name("code"), visit.t("calls-criterion-code"))
                .required()
                .short(),
            Field::text(name("label_de"), visit.t("calls-label-de"))
                .required()
                .max(MAX_TITLE),
            Field::text(name("label_en"), visit.t("calls-label-en")).max(MAX_TITLE),
            Field::checkbox(name("required"), visit.t("calls-document-required")),
            Field::checkboxes(name("kinds"), visit.t("calls-document-kinds"), kinds()).required(),
            remove(visit, DOCUMENTS, row),
        ]);
    }
    fields
}

fn mails(visit: &Visit) -> Vec<Field> {
    let mut fields = vec![Field::note(visit.t("calls-mails-hint"))];
    for wording in WORDINGS {
        let name = |part: &str| format!("mail_texts.{}.{part}", wording.code);
        let hint = |lang: Lang| visit.tw("calls-placeholders", &[("allowed", &wording.allowed(lang))]);
        fields.extend([
            Field::group(format!(
                "{}: {}",
                wording.code,
                visit.t(&format!("calls-mail-{}", wording.code))
            )),
            Field::text(name("subject_de"), visit.t("calls-mail-subject-de")).max(MAX_TITLE),
            Field::textarea(name("body_de"), visit.t("calls-mail-body-de"), 5)
                .max(MAX_TEXT)
                .hint(hint(Lang::De)),
            Field::text(name("subject_en"), visit.t("calls-mail-subject-en")).max(MAX_TITLE),
            Field::textarea(name("body_en"), visit.t("calls-mail-body-en"), 5)
                .max(MAX_TEXT)
                .hint(hint(Lang::En)),
        ]);
    }
    fields
}

fn examples(visit: &Visit, rows: usize) -> Vec<Field> {
    let mut fields = vec![Field::note(visit.t("calls-examples-hint"))];
    for row in 1..=rows {
        let name = |part: &str| EXAMPLES.name(row, part);
        let expected = Outcome::ALL
            .iter()
            .map(|outcome| Choice::new(outcome, visit.t(&format!("calls-outcome-{outcome}"))))
            .collect();
        fields.extend([
            Field::group(numbered(visit, "calls-example-of-row", row)),
            Field::text(name("label"), visit.t("calls-example-label"))
                .required()
                .max(MAX_TITLE),
            Field::select(
                name("body_type"),
                visit.t("calls-example-body"),
                body_types(visit),
            )
            .required()
            .medium(),
            Field::text(name("key"), visit.t("calls-example-key"))
                .required()
                .short()
                .max(12)
                .hint(visit.t("calls-example-key-hint")),
            Field::checkbox(name("has_begun"), visit.t("calls-example-begun")),
            Field::date(name("starts_on"), visit.t("calls-example-starts")),
            Field::date(name("ends_on"), visit.t("calls-example-ends")),
            Field::money(name("requested"), visit.t("calls-example-requested")).required(),
            Field::money(name("total_cost"), visit.t("calls-example-cost")),
            Field::select(name("expected"), visit.t("calls-example-expected"), expected)
                .required()
                .medium(),
            Field::money(name("expected_amount"), visit.t("calls-example-amount")),
            remove(visit, EXAMPLES, row),
        ]);
    }
    fields
}

fn numbered(visit: &Visit, key: &str, row: usize) -> String {
    visit.tw(key, &[("row", &row.to_string())])
}

fn remove(visit: &Visit, rows: Rows, row: usize) -> Field {
    Field::checkbox(rows.name(row, "remove"), visit.t("calls-remove-row"))
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
    Field::select("budget_line_id", visit.t("calls-line"), choices).required()
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
            "documents" => "documents.1.label_de",
            "examples" => "examples.1.label",
            other => other,
        };
        FieldProblem::new(field, wrong.text.clone())
    });
    Problem::Invalid(placed.collect())
}
