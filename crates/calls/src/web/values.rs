//! What the form of a call shows: the programme's parameters for a new one, otherwise the stored terms, as they would
//! be typed.

use base::fmt::hundredths;
use base::{Lang, Rate, calendar};
use base_web::FormData;

use crate::Parameters;
use crate::json::time_text;
use crate::model::Terms;

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
        .with("form_version", 2)
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
