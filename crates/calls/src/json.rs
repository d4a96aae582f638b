//! Calls and programmes in JSON: what the API takes and gives, and what the audit trail keeps of a call's terms.

use base::problem::Checks;
use base::{AwardRounding, Cents, Deadline, Problem, Rate, Text, names};
use budget::BudgetLineId;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use municipalities::BodyType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::json_parts::{DocumentItemJson, ExampleJson, MailTextJson};
use crate::model::{BudgetYear, Call, Criterion, Terms};

/// A criterion of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CriterionJson {
    pub code: String,
    pub label_de: String,
    #[serde(default)]
    pub label_en: String,
    /// Per cent; all weights add up to 100.
    pub weight: i64,
    #[serde(default)]
    pub anchor_de: String,
    #[serde(default)]
    pub anchor_en: String,
}

/// The means of a call in one budget year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CallYearJson {
    pub year: i64,
    pub cash_cents: i64,
    pub commitment_cents: i64,
}

/// The terms of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TermsJson {
    pub title_de: String,
    #[serde(default)]
    pub title_en: String,
    #[serde(default)]
    pub purpose_de: String,
    #[serde(default)]
    pub purpose_en: String,
    #[serde(default)]
    pub eligible_de: String,
    #[serde(default)]
    pub eligible_en: String,
    #[serde(default)]
    pub how_de: String,
    #[serde(default)]
    pub how_en: String,
    #[serde(default)]
    pub easy_de: String,
    pub opens_at: DateTime<Utc>,
    /// The last day, in Europe/Berlin.
    pub deadline_on: NaiveDate,
    /// `12:00` for "before 12:00"; none for the end of the day.
    pub deadline_time: Option<String>,
    /// `CUT_OFF`, `SOFT`
    pub deadline_kind: String,
    /// Minutes after the deadline for a submission that was begun before it.
    #[serde(default)]
    pub grace_minutes: i64,
    /// `IN_KIND`, `CASH_GRANT`
    pub funding_mode: String,
    /// `SHARE`, `DEFICIT`, `FIXED_AMOUNT`, `FULL`
    pub financing_type: String,
    /// Hundredths of a per cent: 8000 is 80,00 %.
    pub rate_basis_points: i64,
    pub cap_cents: i64,
    pub minimum_cents: i64,
    /// `CENT`, `EURO_DOWN`, `TEN_EURO_DOWN`, `HUNDRED_EURO_DOWN`
    pub rounding: String,
    /// `RANK_FULL_STOP`, `RANK_FULL_SKIP`, `RANK_PARTIAL_LAST`, `PRO_RATA`, `MANUAL`
    pub allocation_mode: String,
    pub budget_line_id: Option<Uuid>,
    pub budget_years: Vec<CallYearJson>,
    pub criteria: Vec<CriterionJson>,
    pub body_types: Vec<String>,
    pub territory: String,
    pub project_from: Option<NaiveDate>,
    pub project_until: Option<NaiveDate>,
    pub reviews_min: i64,
    pub reviews_target: i64,
    /// Hundredths of a point of 100.
    pub threshold_total: Option<i64>,
    /// Hundredths of a point of 5.
    pub threshold_criterion: Option<i64>,
    pub form_version: i64,
    /// What applicants attach.
    #[serde(default)]
    pub documents: Vec<DocumentItemJson>,
    /// Mails in the call's own words.
    #[serde(default)]
    pub mail_texts: Vec<MailTextJson>,
    /// Worked examples, run before publication.
    #[serde(default)]
    pub examples: Vec<ExampleJson>,
}

impl From<&Terms> for TermsJson {
    fn from(terms: &Terms) -> Self {
        Self {
            title_de: terms.title_de.clone(),
            title_en: terms.title_en.clone(),
            purpose_de: terms.purpose_de.clone(),
            purpose_en: terms.purpose_en.clone(),
            eligible_de: terms.eligible_de.clone(),
            eligible_en: terms.eligible_en.clone(),
            how_de: terms.how_de.clone(),
            how_en: terms.how_en.clone(),
            easy_de: terms.easy_de.clone(),
            opens_at: terms.opens_at,
            deadline_on: terms.deadline.date(),
            deadline_time: terms.deadline.time().map(time_text),
            deadline_kind: terms.deadline_kind.code().to_owned(),
            grace_minutes: terms.grace_minutes,
            funding_mode: terms.funding_mode.code().to_owned(),
            financing_type: terms.financing_type.code().to_owned(),
            rate_basis_points: terms.rate.0,
            cap_cents: terms.cap.0,
            minimum_cents: terms.minimum.0,
            rounding: terms.rounding.code().to_owned(),
            allocation_mode: terms.allocation_mode.code().to_owned(),
            budget_line_id: terms.budget_line_id.map(|line| line.0),
            budget_years: terms.budget_years.iter().map(CallYearJson::from).collect(),
            criteria: terms.criteria.iter().map(CriterionJson::from).collect(),
            body_types: terms
                .body_types
                .iter()
                .map(|kind| kind.code().to_owned())
                .collect(),
            territory: terms.territory.clone(),
            project_from: terms.project_from,
            project_until: terms.project_until,
            reviews_min: terms.reviews_min,
            reviews_target: terms.reviews_target,
            threshold_total: terms.threshold_total.map(|rate| rate.0),
            threshold_criterion: terms.threshold_criterion.map(|rate| rate.0),
            form_version: terms.form_version,
            documents: terms.documents.iter().map(DocumentItemJson::from).collect(),
            mail_texts: terms.mail_texts.iter().map(MailTextJson::from).collect(),
            examples: terms.examples.iter().map(ExampleJson::from).collect(),
        }
    }
}

impl TermsJson {
    /// The same as a JSON object.
    #[must_use]
    pub fn to_value(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default() // plain fields only: nothing here can fail
    }

    /// Parses every field. Error: `Invalid`, naming all wrong ones.
    pub fn terms(&self) -> Result<Terms, Problem> {
        let mut checks = Checks::new();
        let deadline = deadline(&mut checks, self.deadline_on, self.deadline_time.as_deref());
        let body_types: Vec<BodyType> = self
            .body_types
            .iter()
            .filter_map(|code| chosen(&mut checks, "body_types", BodyType::from_code(code)))
            .collect();
        let deadline_kind = chosen(&mut checks, "deadline_kind", self.deadline_kind.parse().ok());
        let funding_mode = chosen(&mut checks, "funding_mode", self.funding_mode.parse().ok());
        let financing_type = chosen(&mut checks, "financing_type", self.financing_type.parse().ok());
        let rounding = chosen(&mut checks, "rounding", AwardRounding::from_code(&self.rounding));
        let allocation_mode = chosen(&mut checks, "allocation_mode", self.allocation_mode.parse().ok());
        let too_long = |field: &str, text: &str, max: usize, checks: &mut Checks| {
            let count = names::char_count(text);
            checks.ensure(count <= max, field, || {
                Text::new("field-too-long").with("max", max).with("count", count)
            });
        };
        for (field, text, max) in self.texts() {
            too_long(field, text, max, &mut checks);
        }
        let documents: Vec<_> = self
            .documents
            .iter()
            .filter_map(|item| item.item(&mut checks))
            .collect();
        let mail_texts: Vec<_> = self
            .mail_texts
            .iter()
            .map(|text| text.text(&mut checks))
            .collect();
        let examples: Vec<_> = self
            .examples
            .iter()
            .filter_map(|example| example.example(&mut checks))
            .collect();
        checks.finish()?;
        // After `finish` each of these is there; a missing one would be a mistake of this function.
        let missing = || Problem::broken("a checked field of a call is missing");
        let mut budget_years: Vec<BudgetYear> = self
            .budget_years
            .iter()
            .map(|year| BudgetYear {
                year: year.year,
                cash: Cents(year.cash_cents),
                commitment: Cents(year.commitment_cents),
            })
            .collect();
        budget_years.sort_by_key(|year| year.year);
        Ok(Terms {
            title_de: names::clean(&self.title_de),
            title_en: names::clean(&self.title_en),
            purpose_de: names::clean_multiline(&self.purpose_de),
            purpose_en: names::clean_multiline(&self.purpose_en),
            eligible_de: names::clean_multiline(&self.eligible_de),
            eligible_en: names::clean_multiline(&self.eligible_en),
            how_de: names::clean_multiline(&self.how_de),
            how_en: names::clean_multiline(&self.how_en),
            easy_de: names::clean_multiline(&self.easy_de),
            opens_at: self.opens_at,
            deadline: deadline.ok_or_else(missing)?,
            deadline_kind: deadline_kind.ok_or_else(missing)?,
            grace_minutes: self.grace_minutes,
            funding_mode: funding_mode.ok_or_else(missing)?,
            financing_type: financing_type.ok_or_else(missing)?,
            rate: Rate(self.rate_basis_points),
            cap: Cents(self.cap_cents),
            minimum: Cents(self.minimum_cents),
            rounding: rounding.ok_or_else(missing)?,
            allocation_mode: allocation_mode.ok_or_else(missing)?,
            budget_line_id: self.budget_line_id.map(BudgetLineId),
            budget_years,
            criteria: self.criteria.iter().map(Criterion::from).collect(),
            body_types,
            territory: names::clean(&self.territory),
            project_from: self.project_from,
            project_until: self.project_until,
            reviews_min: self.reviews_min,
            reviews_target: self.reviews_target,
            threshold_total: self.threshold_total.map(Rate),
            threshold_criterion: self.threshold_criterion.map(Rate),
            form_version: self.form_version,
            documents,
            mail_texts,
            examples,
        })
    }

    fn texts(&self) -> [(&'static str, &str, usize); 10] {
        [
            ("title_de", &self.title_de, MAX_TITLE),
            ("title_en", &self.title_en, MAX_TITLE),
            ("purpose_de", &self.purpose_de, MAX_TEXT),
            ("purpose_en", &self.purpose_en, MAX_TEXT),
            ("eligible_de", &self.eligible_de, MAX_TEXT),
            ("eligible_en", &self.eligible_en, MAX_TEXT),
            ("how_de", &self.how_de, MAX_TEXT),
            ("how_en", &self.how_en, MAX_TEXT),
            ("easy_de", &self.easy_de, MAX_TEXT),
            ("territory", &self.territory, 12),
        ]
    }
}

/// Characters of a title at most.
pub const MAX_TITLE: usize = 200;
/// Characters of a text of a call at most.
pub const MAX_TEXT: usize = 10_000;

pub(crate) fn chosen<T>(checks: &mut Checks, field: &'static str, value: Option<T>) -> Option<T> {
    if value.is_none() {
        checks.fail(field, Text::new("field-choice"));
    }
    value
}

/// A deadline from its published parts; a local time that the clock change leaves out or repeats is refused with an
/// explanation (handbook 0.5).
pub(crate) fn deadline(checks: &mut Checks, date: NaiveDate, time: Option<&str>) -> Option<Deadline> {
    let time = match time.map(parse_time) {
        Some(None) => {
            checks.fail(
                "deadline_time",
                Text::new("field-time").with("value", time.unwrap_or_default()),
            );
            return None;
        }
        Some(time) => time,
        None => None,
    };
    match Deadline::new(date, time) {
        Ok(deadline) => Some(deadline),
        Err(error) => {
            checks.fail("deadline_time", Text::new(format!("calls-{}", error.key())));
            None
        }
    }
}

/// `12:00`
pub(crate) fn time_text(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

pub(crate) fn parse_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

impl From<&BudgetYear> for CallYearJson {
    fn from(year: &BudgetYear) -> Self {
        Self {
            year: year.year,
            cash_cents: year.cash.0,
            commitment_cents: year.commitment.0,
        }
    }
}

impl From<&Criterion> for CriterionJson {
    fn from(criterion: &Criterion) -> Self {
        Self {
            code: criterion.code.clone(),
            label_de: criterion.label_de.clone(),
            label_en: criterion.label_en.clone(),
            weight: criterion.weight,
            anchor_de: criterion.anchor_de.clone(),
            anchor_en: criterion.anchor_en.clone(),
        }
    }
}

impl From<&CriterionJson> for Criterion {
    fn from(criterion: &CriterionJson) -> Self {
        Self {
            code: names::clean(&criterion.code),
            label_de: names::clean(&criterion.label_de),
            label_en: names::clean(&criterion.label_en),
            weight: criterion.weight,
            anchor_de: names::clean(&criterion.anchor_de),
            anchor_en: names::clean(&criterion.anchor_en),
        }
    }
}

/// A call with its state.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallJson {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub code: String,
    pub number_prefix: String,
    pub state: String,
    /// The instant from which on a submission is late.
    pub deadline_at: DateTime<Utc>,
    pub budget_cents: i64,
    pub edition: i64,
    pub published_at: Option<DateTime<Utc>>,
    /// The draft that this call tries out.
    pub preview_of: Option<Uuid>,
    /// The call it was copied from.
    pub cloned_from: Option<Uuid>,
    /// To be sent back with every change.
    pub version: i64,
    pub terms: TermsJson,
}

impl From<&Call> for CallJson {
    fn from(call: &Call) -> Self {
        Self {
            id: call.id.0,
            programme_id: call.programme_id.0,
            code: call.code.clone(),
            number_prefix: call.number_prefix.clone(),
            state: call.state.code().to_owned(),
            deadline_at: call.deadline.instant(),
            budget_cents: call.budget().0,
            edition: call.edition,
            published_at: call.published_at,
            preview_of: call.preview_of.map(|id| id.0),
            cloned_from: call.cloned_from.map(|id| id.0),
            version: call.version,
            terms: TermsJson::from(&call.terms),
        }
    }
}

/// One page of calls.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallListJson {
    pub items: Vec<CallJson>,
    pub total: u64,
    pub page: u64,
    pub per_page: u64,
}
