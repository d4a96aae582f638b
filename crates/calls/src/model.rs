//! Programmes and calls as the other crates see them.

use std::ops::Deref;

use base::{AwardRounding, Cents, Deadline, Lang, PersonId, Rate};
use budget::BudgetLineId;
use chrono::{DateTime, NaiveDate, Utc};
use municipalities::BodyType;

use crate::examples::Example;
use crate::wording::MailText;
use crate::{AllocationMode, CallState, DeadlineKind, FileKind, FinancingType, FundingMode, RemedyKind};

base::typed_id!(
    /// A funding programme.
    ProgrammeId,
    /// One application round of a programme.
    CallId
);

/// The legal frame of calls: who issues, under which name, with which remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    pub id: ProgrammeId,
    /// `IBZ`; starts the codes of its calls.
    pub code: String,
    pub name_de: String,
    pub name_en: String,
    pub authority: Authority,
    pub remedy_kind: RemedyKind,
    /// The court for an action (§ 74 VwGO), or the office that takes an objection.
    pub court: String,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    /// For the optimistic lock.
    pub version: i64,
}

impl Programme {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        in_language(lang, &self.name_de, &self.name_en)
    }

    /// Whether calls may be made under it on this day.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last)
    }
}

/// The letterhead of the issuing authority. Plain lines, as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authority {
    pub authority: String,
    pub department: String,
    pub street: String,
    pub postcode: String,
    pub place: String,
    pub phone: String,
    pub email: String,
    pub web: String,
}

/// One scored criterion (handbook 4.2). The weights of a call add up to 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// `K1` …
    pub code: String,
    pub label_de: String,
    pub label_en: String,
    /// Per cent, whole.
    pub weight: i64,
    /// What five points mean.
    pub anchor_de: String,
    pub anchor_en: String,
}

impl Criterion {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        in_language(lang, &self.label_de, &self.label_en)
    }

    #[must_use]
    pub fn anchor(&self, lang: Lang) -> &str {
        in_language(lang, &self.anchor_de, &self.anchor_en)
    }
}

/// A document that applicants attach: an item of the completeness checklist (handbook 3.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentItem {
    /// `D1` …
    pub code: String,
    pub label_de: String,
    pub label_en: String,
    /// Without it an application can't be submitted.
    pub is_required: bool,
    /// At least one.
    pub kinds: Vec<FileKind>,
}

impl DocumentItem {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        in_language(lang, &self.label_de, &self.label_en)
    }
}

/// The means of a call in one budget year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetYear {
    pub year: i64,
    /// Kassenmittel.
    pub cash: Cents,
    /// Verpflichtungsermächtigung: promised in this call, due in `year` (§ 38 LHO).
    pub commitment: Cents,
}

/// What a call says: texts, dates, money, criteria. Criteria, money and form are frozen once it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub title_de: String,
    pub title_en: String,
    /// What is funded, and why.
    pub purpose_de: String,
    pub purpose_en: String,
    /// Who may apply.
    pub eligible_de: String,
    pub eligible_en: String,
    /// How to apply and how it is decided.
    pub how_de: String,
    pub how_en: String,
    /// The same in easy language; may be empty.
    pub easy_de: String,
    pub opens_at: DateTime<Utc>,
    pub deadline: Deadline,
    pub deadline_kind: DeadlineKind,
    /// Minutes after the deadline in which a submission that was begun before it still counts as on time (Kulanz).
    /// Never shown as the deadline.
    pub grace_minutes: i64,
    pub funding_mode: FundingMode,
    pub financing_type: FinancingType,
    pub rate: Rate,
    /// Per project.
    pub cap: Cents,
    /// Below this no award is made (Bagatellgrenze).
    pub minimum: Cents,
    pub rounding: AwardRounding,
    pub allocation_mode: AllocationMode,
    pub budget_line_id: Option<BudgetLineId>,
    /// In the order of the years.
    pub budget_years: Vec<BudgetYear>,
    pub criteria: Vec<Criterion>,
    /// Who may be lead.
    pub body_types: Vec<BodyType>,
    /// The first digits of the official keys of the territory: `08` is Baden-Württemberg.
    pub territory: String,
    pub project_from: Option<NaiveDate>,
    pub project_until: Option<NaiveDate>,
    /// Valid assessments an application needs at least, and how many are wanted.
    pub reviews_min: i64,
    pub reviews_target: i64,
    /// The least total score in hundredths of a point (6000 = 60,00 of 100), if there is one.
    pub threshold_total: Option<Rate>,
    /// The least mean per criterion in hundredths of a point (200 = 2,00 of 5), if there is one.
    pub threshold_criterion: Option<Rate>,
    /// The version of the application form.
    pub form_version: i64,
    /// What applicants attach.
    pub documents: Vec<DocumentItem>,
    /// Mails in the call's own words.
    pub mail_texts: Vec<MailText>,
    /// What the officer expects of these rules; run before publication.
    pub examples: Vec<Example>,
}

impl Default for Terms {
    /// Terms that say nothing yet, with the defaults of handbook 2.12.
    fn default() -> Self {
        Self {
            title_de: String::new(),
            title_en: String::new(),
            purpose_de: String::new(),
            purpose_en: String::new(),
            eligible_de: String::new(),
            eligible_en: String::new(),
            how_de: String::new(),
            how_en: String::new(),
            easy_de: String::new(),
            opens_at: DateTime::UNIX_EPOCH,
            deadline: Deadline::end_of(NaiveDate::default()),
            deadline_kind: DeadlineKind::CutOff,
            grace_minutes: 0,
            funding_mode: FundingMode::InKind,
            financing_type: FinancingType::FixedAmount,
            rate: Rate::WHOLE,
            cap: Cents(4_000_000),
            minimum: Cents(250_000),
            rounding: AwardRounding::EuroDown,
            allocation_mode: AllocationMode::RankFullStop,
            budget_line_id: None,
            budget_years: Vec::new(),
            criteria: Vec::new(),
            body_types: Vec::new(),
            territory: "08".to_owned(),
            project_from: None,
            project_until: None,
            reviews_min: 2,
            reviews_target: 3,
            threshold_total: None,
            threshold_criterion: None,
            form_version: 1,
            documents: Vec::new(),
            mail_texts: Vec::new(),
            examples: Vec::new(),
        }
    }
}

impl Terms {
    /// The instant up to which a submission begun before the deadline still counts as on time; the deadline's own
    /// without a grace.
    #[must_use]
    pub fn grace_until(&self) -> DateTime<Utc> {
        self.deadline.instant() + chrono::TimeDelta::minutes(self.grace_minutes)
    }

    /// Whether a submission is on time: received before the deadline, or begun before it and received within the
    /// declared grace.
    #[must_use]
    pub fn is_on_time(&self, begun_at: DateTime<Utc>, received_at: DateTime<Utc>) -> bool {
        self.deadline.is_met_by(received_at)
            || self.deadline.is_met_by(begun_at) && received_at < self.grace_until()
    }

    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        in_language(lang, &self.title_de, &self.title_en)
    }

    #[must_use]
    pub fn purpose(&self, lang: Lang) -> &str {
        in_language(lang, &self.purpose_de, &self.purpose_en)
    }

    #[must_use]
    pub fn eligible(&self, lang: Lang) -> &str {
        in_language(lang, &self.eligible_de, &self.eligible_en)
    }

    #[must_use]
    pub fn how(&self, lang: Lang) -> &str {
        in_language(lang, &self.how_de, &self.how_en)
    }

    /// All means of all years.
    #[must_use]
    pub fn budget(&self) -> Cents {
        self.budget_years
            .iter()
            .map(|year| year.cash + year.commitment)
            .sum()
    }

    /// The sum of the criteria's weights; 100 in a complete call.
    #[must_use]
    pub fn weights(&self) -> i64 {
        self.criteria.iter().map(|criterion| criterion.weight).sum()
    }
}

/// Who approved the publication, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approval {
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// One application round. Its terms read like its own fields: `call.cap`, `call.deadline`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub id: CallId,
    pub programme_id: ProgrammeId,
    /// `IBZ-2026A`, unique.
    pub code: String,
    /// Starts the case numbers: `IBZ-2026A` gives `IBZ-2026A-0001`. Unique.
    pub number_prefix: String,
    pub state: CallState,
    pub terms: Terms,
    /// 1 at first; each correction after publication makes a new one (handbook 5.1).
    pub edition: i64,
    pub created_by: Option<PersonId>,
    pub edited_by: Option<PersonId>,
    pub submitted_by: Option<PersonId>,
    pub submitted_at: Option<DateTime<Utc>>,
    /// Approval by the head of unit (RL).
    pub rl_approval: Option<Approval>,
    /// Approval by the budget officer (BfdH).
    pub bfdh_approval: Option<Approval>,
    pub published_at: Option<DateTime<Utc>>,
    /// The draft that this call tries out; only for [`CallState::Preview`].
    pub preview_of: Option<CallId>,
    /// The call it was copied from.
    pub cloned_from: Option<CallId>,
    /// For the optimistic lock.
    pub version: i64,
}

/// So that later crates write `call.cap`; a call *is* its terms plus a state.
impl Deref for Call {
    type Target = Terms;
    fn deref(&self) -> &Terms {
        &self.terms
    }
}

impl Call {
    /// Whether it has been public at some time, even if cancelled since.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.published_at.is_some() && !self.is_preview()
    }

    /// Whether it is a try-out, whose applications are none.
    #[must_use]
    pub fn is_preview(&self) -> bool {
        self.state == CallState::Preview
    }

    /// Who had a hand in what is to be approved (G4).
    #[must_use]
    pub fn prepared_by(&self) -> [Option<PersonId>; 3] {
        [self.created_by, self.edited_by, self.submitted_by]
    }
}

/// The text in the language, German where there is no English one.
fn in_language<'a>(lang: Lang, de: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::En if !en.is_empty() => en,
        _ => de,
    }
}
