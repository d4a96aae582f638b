//! How typed values of a part are read into the terms of a call.

use base::fmt::parse_hundredths;
use base::{AwardRounding, Cents, Deadline, FieldProblem, Lang, Problem, Rate, Text, calendar};
use base_web::form::{FormData, FormReader};
use budget::BudgetLineId;
use chrono::{DateTime, NaiveTime, Utc};
use municipalities::BodyType;

use super::rows::{CRITERIA, DOCUMENTS, EXAMPLES, YEARS};
use crate::examples::Example;
use crate::json::{MAX_TEXT, MAX_TITLE, deadline, time_text};
use crate::model::{BudgetYear, Criterion, DocumentItem, Terms};
use crate::wording::{MailText, WORDINGS};
use crate::{FileKind, Group, Outcome};

/// Reads a part into `terms`; the rest stays. Error: `Invalid` with every wrong field.
pub(super) fn read(group: Group, data: &FormData, terms: &mut Terms) -> Result<(), Problem> {
    let mut read = data.read();
    match group {
        Group::Texts => texts(&mut read, terms),
        Group::Easy => terms.easy_de = read.long_text("easy_de", MAX_TEXT),
        Group::Dates => dates(&mut read, terms),
        Group::Eligible => {
            terms.body_types = data.all("body_types").filter_map(BodyType::from_code).collect();
            terms.territory = read.text("territory", 12);
        }
        Group::Money => money(data, &mut read, terms),
        Group::Criteria => {
            terms.criteria = criteria(data, &mut read);
            terms.reviews_min = read.integer("reviews_min", 1..=20);
            terms.reviews_target = read.integer("reviews_target", 1..=20);
            terms.threshold_total = threshold(data, &mut read, "threshold_total");
            terms.threshold_criterion = threshold(data, &mut read, "threshold_criterion");
            terms.form_version = read.integer("form_version", 1..=1_000);
        }
        Group::Documents => terms.documents = documents(data, &mut read),
        Group::Mails => terms.mail_texts = mails(&mut read),
        Group::Examples => terms.examples = examples(data, &mut read),
    }
    read.finish()
}

fn texts(read: &mut FormReader<'_>, terms: &mut Terms) {
    terms.title_de = read.required_text("title_de", MAX_TITLE);
    terms.title_en = read.text("title_en", MAX_TITLE);
    terms.purpose_de = read.long_text("purpose_de", MAX_TEXT);
    terms.purpose_en = read.long_text("purpose_en", MAX_TEXT);
    terms.eligible_de = read.long_text("eligible_de", MAX_TEXT);
    terms.eligible_en = read.long_text("eligible_en", MAX_TEXT);
    terms.how_de = read.long_text("how_de", MAX_TEXT);
    terms.how_en = read.long_text("how_en", MAX_TEXT);
}

/// Opening and deadline. A local time that the clock change leaves out or repeats is refused with an explanation.
pub(super) fn first_dates(read: &mut FormReader<'_>) -> Option<(DateTime<Utc>, Deadline)> {
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
        if let Err(Problem::Invalid(problems)) = checks.finish() {
            for FieldProblem { field, text } in problems {
                read.fail(&field, text);
            }
        }
        deadline
    });
    opens_at.zip(deadline)
}

fn dates(read: &mut FormReader<'_>, terms: &mut Terms) {
    if let Some((opens_at, deadline)) = first_dates(read) {
        (terms.opens_at, terms.deadline) = (opens_at, deadline);
    }
    if let Some(kind) = read.choice("deadline_kind") {
        terms.deadline_kind = kind;
    }
    terms.grace_minutes = read.optional_integer("grace_minutes", 0..=240).unwrap_or(0);
    terms.project_from = read.optional_date("project_from");
    terms.project_until = read.optional_date("project_until");
}

fn money(data: &FormData, read: &mut FormReader<'_>, terms: &mut Terms) {
    if let Some(mode) = read.choice("funding_mode") {
        terms.funding_mode = mode;
    }
    if let Some(kind) = read.choice("financing_type") {
        terms.financing_type = kind;
    }
    if let Some(mode) = read.choice("allocation_mode") {
        terms.allocation_mode = mode;
    }
    match AwardRounding::from_code(data.get("rounding")) {
        Some(rounding) => terms.rounding = rounding,
        None => read.fail("rounding", Text::new("field-choice")),
    }
    terms.rate = read.rate("rate_basis_points");
    terms.cap = read.money("cap_cents");
    terms.minimum = read.money("minimum_cents");
    terms.budget_line_id = read.optional::<BudgetLineId>("budget_line_id", "field-choice");
    terms.budget_years = (1..=YEARS.count(data))
        .map(|row| BudgetYear {
            year: read.integer(&YEARS.name(row, "year"), 2000..=2100),
            cash: read
                .optional_money(&YEARS.name(row, "cash"))
                .unwrap_or(Cents::ZERO),
            commitment: read
                .optional_money(&YEARS.name(row, "commitment"))
                .unwrap_or(Cents::ZERO),
        })
        .collect();
    terms.budget_years.sort_by_key(|year| year.year);
}

fn criteria(data: &FormData, read: &mut FormReader<'_>) -> Vec<Criterion> {
    (1..=CRITERIA.count(data))
        .map(|row| {
            let name = |part: &str| CRITERIA.name(row, part);
            Criterion {
                code: read.required_text(&name("code"), 8),
                label_de: read.required_text(&name("label_de"), MAX_TITLE),
                label_en: read.text(&name("label_en"), MAX_TITLE),
                weight: read.integer(&name("weight"), 0..=100),
                anchor_de: read.text(&name("anchor_de"), 500),
                anchor_en: read.text(&name("anchor_en"), 500),
            }
        })
        .collect()
}

fn documents(data: &FormData, read: &mut FormReader<'_>) -> Vec<DocumentItem> {
    (1..=DOCUMENTS.count(data))
        .map(|row| {
            let name = |part: &str| DOCUMENTS.name(row, part);
            DocumentItem {
                code: read.required_text(&name("code"), 8),
                label_de: read.required_text(&name("label_de"), MAX_TITLE),
                label_en: read.text(&name("label_en"), MAX_TITLE),
                is_required: read.ticked(&name("required")),
                kinds: data.all(&name("kinds")).filter_map(FileKind::from_code).collect(),
            }
        })
        .collect()
}

/// Only mails with some words of their own.
fn mails(read: &mut FormReader<'_>) -> Vec<MailText> {
    WORDINGS
        .iter()
        .map(|wording| {
            let name = |part: &str| format!("mail_texts.{}.{part}", wording.code);
            MailText {
                code: wording.code.to_owned(),
                subject_de: read.text(&name("subject_de"), MAX_TITLE),
                body_de: read.long_text(&name("body_de"), MAX_TEXT),
                subject_en: read.text(&name("subject_en"), MAX_TITLE),
                body_en: read.long_text(&name("body_en"), MAX_TEXT),
            }
        })
        .filter(|text| {
            [&text.subject_de, &text.body_de, &text.subject_en, &text.body_en]
                .iter()
                .any(|words| !words.is_empty())
        })
        .collect()
}

fn examples(data: &FormData, read: &mut FormReader<'_>) -> Vec<Example> {
    (1..=EXAMPLES.count(data))
        .map(|row| {
            let name = |part: &str| EXAMPLES.name(row, part);
            let body_type = BodyType::from_code(data.get(&name("body_type")));
            if body_type.is_none() {
                read.fail(&name("body_type"), Text::new("field-choice"));
            }
            Example {
                label: read.required_text(&name("label"), MAX_TITLE),
                body_type: body_type.unwrap_or(BodyType::Gemeinde), // refused above when it is missing
                key: read.required_text(&name("key"), 12),
                has_begun: read.ticked(&name("has_begun")),
                starts_on: read.optional_date(&name("starts_on")),
                ends_on: read.optional_date(&name("ends_on")),
                requested: read.money(&name("requested")),
                total_cost: read.optional_money(&name("total_cost")),
                expected: read.choice(&name("expected")).unwrap_or(Outcome::Undetermined),
                expected_amount: read.optional_money(&name("expected_amount")),
            }
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
