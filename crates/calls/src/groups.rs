//! The parts of a call that are edited together, and what may still change of them once the call is published
//! (handbook 5.1).

use base::{FieldProblem, Problem, Text};

use crate::model::Terms;
use crate::{CallState, rules};

base_db::codes! {
    /// A part of a call; the code is the last piece of its editor's address.
    Group {
        Texts = "texts",
        Easy = "easy",
        Dates = "dates",
        Eligible = "eligible",
        Money = "money",
        Criteria = "criteria",
        Documents = "documents",
        Mails = "mails",
        Examples = "examples",
    }
}

impl Group {
    /// Its fields, named as in JSON.
    #[must_use]
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Texts => &[
                "title_de",
                "title_en",
                "purpose_de",
                "purpose_en",
                "eligible_de",
                "eligible_en",
                "how_de",
                "how_en",
            ],
            Self::Easy => &["easy_de"],
            Self::Dates => &[
                "opens_at",
                "deadline_on",
                "deadline_time",
                "deadline_kind",
                "grace_minutes",
                "project_from",
                "project_until",
            ],
            Self::Eligible => &["body_types", "territory"],
            Self::Money => &[
                "funding_mode",
                "financing_type",
                "rate_basis_points",
                "cap_cents",
                "minimum_cents",
                "rounding",
                "allocation_mode",
                "budget_line_id",
                "budget_years",
            ],
            Self::Criteria => &[
                "criteria",
                "reviews_min",
                "reviews_target",
                "threshold_total",
                "threshold_criterion",
                "form_version",
            ],
            Self::Documents => &["documents"],
            Self::Mails => &["mail_texts"],
            Self::Examples => &["examples"],
        }
    }

    /// The part a field belongs to.
    #[must_use]
    pub fn of(field: &str) -> Option<Group> {
        let whole = field.split('.').next().unwrap_or_default();
        Self::ALL
            .iter()
            .copied()
            .find(|group| group.fields().contains(&whole))
    }

    /// Whether this part may change in a state. A draft changes freely. Once published, texts and mails are corrected
    /// until the call closes; the documents as long as nobody can have begun an application.
    #[must_use]
    pub fn may_change(self, state: CallState) -> bool {
        match state {
            CallState::Draft => true,
            CallState::Published => matches!(self, Self::Texts | Self::Easy | Self::Mails | Self::Documents),
            CallState::Open => matches!(self, Self::Texts | Self::Easy | Self::Mails),
            _ => false,
        }
    }

    /// Whether applicants are told of a change (M-C08): not of the words of coming mails.
    #[must_use]
    pub fn concerns_applicants(self) -> bool {
        self != Self::Mails
    }
}

/// Error: `Refused` (`call-frozen`) where nothing may change, `Invalid` naming each frozen field that was to change.
pub fn frozen(state: CallState, old: &Terms, new: &Terms) -> Result<(), Problem> {
    if !Group::ALL.iter().any(|group| group.may_change(state)) {
        return Err(Problem::refused("call-frozen", Text::new("calls-refused-frozen")));
    }
    let frozen: Vec<FieldProblem> = rules::changed_fields(old, new)
        .into_iter()
        .filter(|field| Group::of(field).is_none_or(|group| !group.may_change(state)))
        .map(|field| FieldProblem::new(field, Text::new("calls-wrong-frozen")))
        .collect();
    if frozen.is_empty() {
        Ok(())
    } else {
        Err(Problem::Invalid(frozen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::world::some_terms;

    #[test]
    fn every_field_of_a_call_belongs_to_exactly_one_part() {
        let terms = crate::TermsJson::from(&some_terms()).to_value();
        let fields: Vec<&String> = terms
            .as_object()
            .map(|fields| fields.keys().collect())
            .unwrap_or_default();
        assert!(fields.len() > 30);
        for field in fields {
            let groups = Group::ALL
                .iter()
                .filter(|group| group.fields().contains(&field.as_str()))
                .count();
            assert_eq!(groups, 1, "{field}");
        }
    }

    #[test]
    fn what_may_change_grows_less_with_each_step() {
        let changeable = |state| Group::ALL.iter().filter(|group| group.may_change(state)).count();
        use CallState::{Closed, Draft, InReview, Open, Preview, Published};
        assert_eq!(
            [Draft, InReview, Published, Open, Closed, Preview].map(changeable),
            [9, 0, 4, 3, 0, 0]
        );
        for field in [
            "criteria",
            "cap_cents",
            "form_version",
            "deadline_on",
            "grace_minutes",
            "examples",
        ] {
            assert_eq!(
                Group::of(field).map(|group| group.may_change(Published)),
                Some(false),
                "{field}"
            );
        }
    }
}
