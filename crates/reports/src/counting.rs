//! What is counted how, and what sums are called (handbook 8, "definitions that must not differ between reports").
//! Pure: every report takes its figures from here.

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId, Party, PartyRole};
use base::{Cents, Rate};
use municipalities::{BodyId, BodyType};

/// A project with its bodies; `kinds` answers for the partners.
pub type Project<'a> = (&'a Application, &'a [Party]);

/// How many of what some projects are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counting {
    /// Applications; a joint one is one.
    pub projects: i64,
    /// Distinct bodies that apply, as lead or partner ("Kommune").
    pub applicants: i64,
    /// Districts among the applicants.
    pub districts: i64,
    /// Gemeindeverwaltungsverbände among the applicants.
    pub associations: i64,
    /// Projects with at least one partner.
    pub joint: i64,
    /// Distinct municipality keys with places of action ("Ort"). A district as such is no place.
    pub places: i64,
    /// Projects × cap per project: what they can be worth at most.
    pub maximum: Cents,
}

impl Counting {
    /// Counts `projects`; `kinds` knows the type of every partner and place, the lead's stands in the application.
    #[must_use]
    pub fn of(projects: &[Project<'_>], kinds: &HashMap<BodyId, BodyType>, cap: Cents) -> Self {
        let mut applicants: HashMap<BodyId, Option<BodyType>> = HashMap::new();
        let mut places: HashSet<&str> = HashSet::new();
        let mut joint = 0;
        for (application, parties) in projects {
            applicants.insert(application.lead_body_id, application.lead_type());
            if application.lead_type().is_some_and(BodyType::is_municipality) {
                places.insert(&application.lead_key);
            }
            for party in parties.iter().filter(|party| party.role != PartyRole::Lead) {
                let kind = kinds.get(&party.body_id).copied();
                if party.role == PartyRole::Partner {
                    applicants.insert(party.body_id, kind);
                }
                if kind.is_some_and(BodyType::is_municipality) {
                    places.insert(&party.key);
                }
            }
            joint += i64::from(parties.iter().any(|party| party.role == PartyRole::Partner));
        }
        let of_kind = |kind| count(applicants.values().filter(|known| **known == Some(kind)).count());
        let number = count(projects.len());
        Self {
            projects: number,
            applicants: count(applicants.len()),
            districts: of_kind(BodyType::Landkreis),
            associations: of_kind(BodyType::Gvv),
            joint,
            places: count(places.len()),
            maximum: Cents(number.saturating_mul(cap.0)),
        }
    }
}

/// A count as a number of a report.
#[must_use]
pub fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Awarded and paid money of one project or of many together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outflow {
    /// Bewilligt: amounts of issued notices, without declined ones.
    pub awarded: Cents,
    /// Ausgezahlt: payments less returned payments.
    pub paid: Cents,
}

impl Outflow {
    /// Gebunden: awarded and not yet paid.
    #[must_use]
    pub fn open(self) -> Cents {
        self.awarded - self.paid
    }

    /// Abrufquote: paid ÷ awarded in basis points, half-up; nothing was drawn from nothing.
    #[must_use]
    pub fn drawn(self) -> Rate {
        if self.awarded.0 <= 0 {
            return Rate(0);
        }
        let points = base::money::mul_div_half_up(self.paid.0.into(), 10_000, self.awarded.0.into());
        Rate(i64::try_from(points).unwrap_or(i64::MAX))
    }
}

impl std::iter::Sum for Outflow {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| Self {
            awarded: a.awarded + b.awarded,
            paid: a.paid + b.paid,
        })
    }
}

/// How many projects came how far. Each step contains the next one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Funnel {
    pub received: i64,
    pub eligible: i64,
    pub assessed: i64,
    pub selected: i64,
    pub awarded: i64,
}

impl Funnel {
    /// Counts `applications`. What was ranked was eligible and assessed, what was granted was selected, whatever became
    /// of it later; an application that was rejected or taken back before counts as received only.
    #[must_use]
    pub fn of<'a>(
        applications: impl IntoIterator<Item = &'a Application>,
        is_ranked: impl Fn(ApplicationId) -> bool,
        is_awarded: impl Fn(ApplicationId) -> bool,
    ) -> Self {
        use applications::ApplicationState as S;
        let mut funnel = Self::default();
        for application in applications {
            let awarded = is_awarded(application.id);
            let selected = awarded || matches!(application.state, S::Selected | S::Awarded);
            let assessed = selected
                || is_ranked(application.id)
                || matches!(
                    application.state,
                    S::Assessed | S::Reserve | S::RejectedProposed | S::Deferred
                );
            let eligible = assessed || matches!(application.state, S::Complete | S::InAssessment);
            funnel.received += 1;
            funnel.eligible += i64::from(eligible);
            funnel.assessed += i64::from(assessed);
            funnel.selected += i64::from(selected);
            funnel.awarded += i64::from(awarded);
        }
        funnel
    }

    /// Step and number, from the first to the last.
    #[must_use]
    pub fn steps(self) -> [(&'static str, i64); 5] {
        [
            ("received", self.received),
            ("eligible", self.eligible),
            ("assessed", self.assessed),
            ("selected", self.selected),
            ("awarded", self.awarded),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flows(awards: &[i64], paid: &[i64]) -> Outflow {
        awards
            .iter()
            .zip(paid)
            .map(|(a, p)| Outflow {
                awarded: Cents(*a),
                paid: Cents(*p),
            })
            .sum()
    }

    #[test]
    fn i03_report_agreement_awards_payments_open_and_rate() {
        let sum = flows(
            &[4_000_000, 4_000_000, 3_850_000, 2_500_000],
            &[3_600_000, 2_500_000, 2_130_000, 1_000_000],
        );
        assert_eq!((sum.awarded, sum.paid), (Cents(14_350_000), Cents(9_230_000)));
        assert_eq!(sum.open(), Cents(5_120_000));
        assert_eq!(sum.drawn(), Rate(6_432), "64,3206 %");
    }

    #[test]
    fn nothing_awarded_is_nothing_drawn() {
        assert_eq!(flows(&[], &[]).drawn(), Rate(0));
    }
}
