//! How much a ranking hangs on single persons: every assessor is left out once, and the rest is ranked again.

use std::collections::{BTreeMap, BTreeSet};

use applications::ApplicationId;
use base::PersonId;

use super::{Figures, Sums, rank};
use crate::model::Scores;

/// What one assessor gave one application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    pub application: ApplicationId,
    pub assessor: PersonId,
    /// Σ weight·points.
    pub weighted: i64,
    pub scores: Scores,
}

/// The place of an application without one of its assessors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    pub application: ApplicationId,
    pub assessor: PersonId,
    pub rank: i64,
    /// `None` when nothing would be left to rank it by.
    pub without: Option<i64>,
    /// In or out of the first `places` only because of this person.
    pub crosses: bool,
}

/// How an assessor's totals lie beside those of the others for the same applications. Shown, never applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leniency {
    pub assessor: PersonId,
    /// Applications that others have assessed too.
    pub compared: i64,
    /// Mean difference to the mean of the others in hundredths of a point, half-up; above 0 means more points.
    pub difference_hundredths: i64,
}

/// The figures of all applications.
fn figures(marks: &[Marks]) -> BTreeMap<ApplicationId, Figures> {
    let mut of_application: BTreeMap<ApplicationId, Vec<&Marks>> = BTreeMap::new();
    for mark in marks {
        of_application.entry(mark.application).or_default().push(mark);
    }
    of_application
        .into_iter()
        .map(|(application, marks)| {
            let sums = Sums::of(marks.iter().map(|mark| (mark.weighted, &mark.scores)));
            let figures = Figures {
                application,
                reviews: sums.reviews,
                weighted_sum: sums.weighted_sum,
                criteria: sums.criteria,
            };
            (application, figures)
        })
        .collect()
}

fn ranks(figures: impl Iterator<Item = Figures>, settled: &[ApplicationId]) -> BTreeMap<ApplicationId, i64> {
    let places = rank(figures.collect(), settled);
    places
        .into_iter()
        .map(|place| (place.figures.application, place.rank))
        .collect()
}

/// The same figures without one mark.
fn less(mut figures: Figures, mark: &Marks) -> Figures {
    figures.reviews -= 1;
    figures.weighted_sum -= mark.weighted;
    for (code, score) in &mark.scores {
        if let Some(sum) = figures.criteria.get_mut(code) {
            *sum -= score.points.unwrap_or(0);
        }
    }
    figures
}

/// Every application whose place changes when one of its assessors is left out everywhere; those that cross the line
/// behind the first `places` come first, then the largest changes. `settled`: the order decided between equal figures.
#[must_use]
pub fn shifts(marks: &[Marks], places: i64, settled: &[ApplicationId]) -> Vec<Shift> {
    let all = figures(marks);
    let base = ranks(all.values().cloned(), settled);
    let assessors: BTreeSet<PersonId> = marks.iter().map(|mark| mark.assessor).collect();
    let mut found = Vec::new();
    for assessor in assessors {
        let own: BTreeMap<ApplicationId, &Marks> = marks
            .iter()
            .filter(|mark| mark.assessor == assessor)
            .map(|mark| (mark.application, mark))
            .collect();
        let rest = all
            .values()
            .filter_map(|figures| match own.get(&figures.application) {
                None => Some(figures.clone()),
                Some(mark) => Some(less(figures.clone(), mark)).filter(|left| left.reviews > 0),
            });
        let without = ranks(rest, settled);
        for application in own.into_keys() {
            let Some(rank) = base.get(&application).copied() else {
                continue;
            };
            let without = without.get(&application).copied();
            if without != Some(rank) {
                found.push(Shift {
                    application,
                    assessor,
                    rank,
                    without,
                    crosses: (rank <= places) != without.is_some_and(|rank| rank <= places),
                });
            }
        }
    }
    let distance = |shift: &Shift| {
        shift
            .without
            .map_or(i64::MAX, |without| (without - shift.rank).abs())
    };
    found.sort_by_key(|shift| {
        (
            !shift.crosses,
            std::cmp::Reverse(distance(shift)),
            shift.rank,
            shift.assessor,
        )
    });
    found
}

/// Of every assessor who can be compared.
#[must_use]
pub fn leniency(marks: &[Marks]) -> Vec<Leniency> {
    let mut sums: BTreeMap<ApplicationId, (i64, i64)> = BTreeMap::new();
    for mark in marks {
        let (count, sum) = sums.entry(mark.application).or_default();
        *count += 1;
        *sum += mark.weighted;
    }
    let mut of_assessor: BTreeMap<PersonId, BTreeMap<i64, (i64, i64)>> = BTreeMap::new();
    for mark in marks {
        let (count, sum) = sums.get(&mark.application).copied().unwrap_or_default();
        let others = count - 1;
        if others > 0 {
            // own − mean of the others = (others·own − rest) ÷ others: kept apart by divisor, so that nothing is rounded
            let part = of_assessor
                .entry(mark.assessor)
                .or_default()
                .entry(others)
                .or_default();
            part.0 += 1;
            part.1 += others * mark.weighted - (sum - mark.weighted);
        }
    }
    of_assessor
        .into_iter()
        .map(|(assessor, parts)| {
            let compared: i64 = parts.values().map(|(count, _)| count).sum();
            let common = parts
                .keys()
                .fold(1i128, |common, others| lcm(common, i128::from(*others)));
            let scaled: i128 = parts
                .iter()
                .map(|(others, (_, sum))| i128::from(*sum) * (common / i128::from(*others)))
                .sum();
            // fifths of a point × 20 = hundredths
            let difference = base::money::mul_div_half_up(scaled, 20, common * i128::from(compared));
            Leniency {
                assessor,
                compared,
                difference_hundredths: i64::try_from(difference).unwrap_or_default(),
            }
        })
        .collect()
}

fn lcm(a: i128, b: i128) -> i128 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}

#[cfg(test)]
mod tests;
