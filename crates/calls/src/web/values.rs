//! What the forms of a call show: the stored terms, as they would be typed.

use base::fmt::hundredths;
use base::{Lang, Rate, calendar};
use base_web::FormData;

use crate::json::time_text;
use crate::model::Terms;

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
        .with("grace_minutes", terms.grace_minutes)
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
    for (row, item) in (1..).zip(&terms.documents) {
        data = data
            .with(&format!("documents.{row}.code"), &item.code)
            .with(&format!("documents.{row}.label_de"), &item.label_de)
            .with(&format!("documents.{row}.label_en"), &item.label_en);
        if item.is_required {
            data = data.with(&format!("documents.{row}.required"), true);
        }
        for kind in &item.kinds {
            data = data.with(&format!("documents.{row}.kinds"), kind);
        }
    }
    for text in &terms.mail_texts {
        let name = |part: &str| format!("mail_texts.{}.{part}", text.code);
        data = data
            .with(&name("subject_de"), &text.subject_de)
            .with(&name("body_de"), &text.body_de)
            .with(&name("subject_en"), &text.subject_en)
            .with(&name("body_en"), &text.body_en);
    }
    for (row, example) in (1..).zip(&terms.examples) {
        let name = |part: &str| format!("examples.{row}.{part}");
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let money = |cents: Option<base::Cents>| cents.map(base::Cents::plain_de).unwrap_or_default();
        data = data
            .with(&name("label"), &example.label)
            .with(&name("body_type"), example.body_type.code())
            .with(&name("key"), &example.key)
            .with(&name("starts_on"), day(example.starts_on))
            .with(&name("ends_on"), day(example.ends_on))
            .with(&name("requested"), example.requested.plain_de())
            .with(&name("total_cost"), money(example.total_cost))
            .with(&name("expected"), example.expected)
            .with(&name("expected_amount"), money(example.expected_amount));
        if example.has_begun {
            data = data.with(&name("has_begun"), true);
        }
    }
    data
}

fn points(threshold: Option<Rate>) -> String {
    threshold
        .map(|rate| hundredths(Lang::De, rate.0))
        .unwrap_or_default()
}
