//! When a field is asked: conditions on other answers, with three truth values (Kleene's strong logic).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Answers, is_empty};

/// What can be said about a condition. An answer that is not there yet makes it undetermined, not false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    Yes,
    No,
    Undetermined,
}

impl Truth {
    /// Yes or undetermined: the field is shown until it is known to be unnecessary.
    #[must_use]
    pub fn is_possible(self) -> bool {
        self != Truth::No
    }

    fn of(holds: bool) -> Self {
        if holds { Truth::Yes } else { Truth::No }
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Undetermined,
        }
    }

    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negate().and(other.negate()).negate()
    }

    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Undetermined => Truth::Undetermined,
        }
    }
}

/// What is known without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The call gives money; otherwise it pays for services.
    pub cash: bool,
}

/// A condition. References are checked before a form is published ([`super::flaws`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// The answer is exactly this value.
    Is { field: String, value: Value },
    /// The answer, one of several ticked, contains this code.
    Has { field: String, value: String },
    /// The answer, a number, is at least this.
    AtLeast { field: String, value: i64 },
    /// Something was answered. Never undetermined: an empty answer is "no".
    Given { field: String },
    /// The call gives money (`true`) or services (`false`).
    Cash(bool),
    #[schema(no_recursion)]
    All(Vec<Condition>),
    #[schema(no_recursion)]
    Any(Vec<Condition>),
    #[schema(no_recursion)]
    Not(Box<Condition>),
}

impl Condition {
    /// What can be said with these answers.
    #[must_use]
    pub fn holds(&self, answers: &Answers, facts: Facts) -> Truth {
        let told = |field: &str, test: &dyn Fn(&Value) -> bool| match answers.get(field) {
            Some(value) if !is_empty(value) => Truth::of(test(value)),
            _ => Truth::Undetermined,
        };
        match self {
            Self::Is { field, value } => told(field, &|answer| answer == value),
            Self::Has { field, value } => told(field, &|answer| {
                answer
                    .as_array()
                    .is_some_and(|codes| codes.iter().any(|code| code == value))
            }),
            Self::AtLeast { field, value } => {
                told(field, &|answer| answer.as_i64().is_some_and(|n| n >= *value))
            }
            Self::Given { field } => Truth::of(answers.get(field).is_some_and(|value| !is_empty(value))),
            Self::Cash(wanted) => Truth::of(facts.cash == *wanted),
            Self::All(parts) => parts
                .iter()
                .fold(Truth::Yes, |so_far, part| so_far.and(part.holds(answers, facts))),
            Self::Any(parts) => parts
                .iter()
                .fold(Truth::No, |so_far, part| so_far.or(part.holds(answers, facts))),
            Self::Not(part) => part.holds(answers, facts).negate(),
        }
    }

    /// The codes of the fields it asks about.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Is { field, .. }
            | Self::Has { field, .. }
            | Self::AtLeast { field, .. }
            | Self::Given { field } => vec![field],
            Self::Cash(_) => Vec::new(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::fields).collect(),
            Self::Not(part) => part.fields(),
        }
    }
}
