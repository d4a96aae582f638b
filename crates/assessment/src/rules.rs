//! Scoring, means, ties and alarms (handbook 4.2), exact: no fraction is rounded before it is shown.
//!
//! A total is Σ weight·points ÷ 5; with weights in whole per cent it is a whole number of fifths of a point. So a review
//! carries `weighted` = Σ weight·points (0..=500), a mean is `Σ weighted ÷ (5·n)`, and all comparing is cross-multiplying.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use applications::ApplicationId;
use base::money::mul_div_half_up;
use base::problem::Checks;
use base::{Problem, Text};
use calls::Call;

use crate::model::{RankedEntry, ReviewState, Scores, Weights};

/// Points of one criterion.
pub const POINTS: std::ops::RangeInclusive<i64> = 0..=5;
/// From more than this difference of two totals on a talk is needed, in hundredths of a point.
pub(crate) const DIVERGENCE: i64 = 2_000;
/// Which criteria decide between equal means, in this order.
const TIE_CRITERIA: [&str; 2] = ["K3", "K2"];

/// All transitions of handbook 5.3. What is still open when the ranking is frozen becomes VOID as well.
pub const TRANSITIONS: &[(ReviewState, ReviewState)] = {
    use ReviewState as S;
    &[
        (S::Assigned, S::Declined),
        (S::Assigned, S::InProgress),
        (S::InProgress, S::Submitted),
        (S::InProgress, S::Declined),
        (S::Submitted, S::Reopened),
        (S::Reopened, S::Submitted),
        (S::Submitted, S::Frozen),
        (S::Assigned, S::Void),
        (S::InProgress, S::Void),
        (S::Submitted, S::Void),
        (S::Reopened, S::Void),
        (S::Frozen, S::Void),
    ]
};

/// Error: refused with what the state is.
pub fn require_follows(from: ReviewState, to: ReviewState) -> Result<(), Problem> {
    if TRANSITIONS.contains(&(from, to)) {
        return Ok(());
    }
    Err(Problem::refused(
        "review-state",
        Text::new(format!("reviews-refused-{from}")),
    ))
}

/// Whether points need a reason in words: nothing said, bad, and very good.
#[must_use]
pub fn needs_reason(points: i64) -> bool {
    matches!(points, 0 | 1 | 5)
}

/// What a draft may hold: known criteria, points 0..=5, texts of bounded length. Error: all wrong fields.
pub fn check_draft(scores: &Scores, weights: &Weights) -> Result<(), Problem> {
    let mut checks = Checks::new();
    for (code, score) in scores {
        let field = format!("points_{code}");
        checks.ensure(weights.contains_key(code), &field, || {
            Text::new("reviews-criterion-unknown").with("code", code)
        });
        if let Some(points) = score.points {
            checks.ensure(POINTS.contains(&points), &field, || {
                Text::new("field-range").with("min", 0).with("max", 5)
            });
        }
        let count = score.reason.chars().count();
        checks.ensure(count <= 2_000, &format!("reason_{code}"), || {
            Text::new("field-too-long")
                .with("max", 2_000)
                .with("count", count)
        });
    }
    checks.finish()
}

/// What can be handed in: every criterion scored, reasons for 0, 1 and 5. Gives Σ weight·points. Error: all wrong fields.
pub fn weigh(scores: &Scores, weights: &Weights) -> Result<i64, Problem> {
    check_draft(scores, weights)?;
    let mut checks = Checks::new();
    let mut weighted = 0;
    for (code, weight) in weights {
        let score = scores.get(code);
        match score.and_then(|score| score.points) {
            None => checks.fail(
                format!("points_{code}"),
                Text::new("reviews-points-missing").with("code", code),
            ),
            Some(points) => {
                weighted += weight * points;
                let said = score.is_some_and(|score| !score.reason.trim().is_empty());
                checks.ensure(said || !needs_reason(points), &format!("reason_{code}"), || {
                    Text::new("reviews-reason-missing")
                        .with("code", code)
                        .with("points", points)
                });
            }
        }
    }
    checks.finish()?;
    Ok(weighted)
}

/// `Σ weighted ÷ (5·n)` points, times `scale`, half-up; `None` for no review.
#[must_use]
pub fn mean_scaled(weighted_sum: i64, reviews: i64, scale: i64) -> Option<i64> {
    if reviews <= 0 {
        return None;
    }
    i64::try_from(mul_div_half_up(
        weighted_sum.into(),
        scale.into(),
        5 * i128::from(reviews),
    ))
    .ok()
}

/// Whether the highest and the lowest total (Σ weight·points) differ by more than 20 points.
#[must_use]
pub fn diverges(lowest: Option<i64>, highest: Option<i64>) -> bool {
    matches!((lowest, highest), (Some(lowest), Some(highest)) if (highest - lowest) * 20 > DIVERGENCE)
}

/// The kept figures of the valid reviews of one application.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    pub reviews: i64,
    pub weighted_sum: i64,
    pub lowest: Option<i64>,
    pub highest: Option<i64>,
    /// Sums of points by criterion.
    pub criteria: BTreeMap<String, i64>,
    /// Σ weight·points of each review, lowest first.
    pub totals: Vec<i64>,
}

impl Sums {
    /// Of the valid reviews: each one's Σ weight·points and its scores.
    #[must_use]
    pub fn of<'a>(reviews: impl IntoIterator<Item = (i64, &'a Scores)>) -> Self {
        let mut sums = Sums::default();
        for (weighted, scores) in reviews {
            sums.add(weighted, scores);
        }
        sums
    }

    /// One more valid review.
    pub fn add(&mut self, weighted: i64, scores: &Scores) {
        self.reviews += 1;
        self.weighted_sum += weighted;
        self.lowest = Some(self.lowest.map_or(weighted, |lowest| lowest.min(weighted)));
        self.highest = Some(self.highest.map_or(weighted, |highest| highest.max(weighted)));
        for (code, score) in scores {
            *self.criteria.entry(code.clone()).or_default() += score.points.unwrap_or(0);
        }
        let place = self.totals.partition_point(|total| *total <= weighted);
        self.totals.insert(place, weighted);
    }
}

/// One application to be ranked; `reviews` ≥ 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    pub application: ApplicationId,
    pub reviews: i64,
    pub weighted_sum: i64,
    pub criteria: BTreeMap<String, i64>,
}

/// Its place. Shared figures share a rank until lots are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub figures: Figures,
    pub rank: i64,
    pub tied: bool,
    pub lot: Option<i64>,
}

/// Ranks by mean, then by the mean of K3, then of K2; what is still equal shares a rank, unless `lots` names all of the
/// group in the order drawn. The time of submission never decides (handbook 4.2).
#[must_use]
pub fn rank(mut all: Vec<Figures>, lots: &[ApplicationId]) -> Vec<Place> {
    all.sort_by(|a, b| compare(a, b).then_with(|| shuffled(a.application).cmp(&shuffled(b.application))));
    let mut places: Vec<Place> = Vec::with_capacity(all.len());
    let mut rest = all.as_slice();
    while let Some(first) = rest.first() {
        let size = rest
            .iter()
            .take_while(|other| compare(first, other) == Ordering::Equal)
            .count();
        let (group, later) = rest.split_at(size);
        rest = later;
        place_group(&mut places, group, lots);
    }
    places
}

fn place_group(places: &mut Vec<Place>, group: &[Figures], lots: &[ApplicationId]) {
    let first_rank = places.len() as i64 + 1;
    let tied = group.len() > 1;
    let drawn = |figures: &Figures| lots.iter().position(|id| *id == figures.application);
    let mut group: Vec<(Option<usize>, &Figures)> =
        group.iter().map(|figures| (drawn(figures), figures)).collect();
    let all_drawn = tied && group.iter().all(|(lot, _)| lot.is_some());
    if all_drawn {
        group.sort_by_key(|(lot, _)| *lot);
    }
    for (index, (_, figures)) in group.into_iter().enumerate() {
        let index = index as i64;
        places.push(Place {
            figures: figures.clone(),
            rank: if all_drawn { first_rank + index } else { first_rank },
            tied,
            lot: all_drawn.then_some(index + 1),
        });
    }
}

/// Best first.
fn compare(a: &Figures, b: &Figures) -> Ordering {
    let by_mean = |left: i64, right: i64| {
        (i128::from(right) * i128::from(a.reviews)).cmp(&(i128::from(left) * i128::from(b.reviews)))
    };
    let points = |figures: &Figures, code: &str| figures.criteria.get(code).copied().unwrap_or(0);
    TIE_CRITERIA
        .iter()
        .fold(by_mean(a.weighted_sum, b.weighted_sum), |order, code| {
            order.then_with(|| by_mean(points(a, code), points(b, code)))
        })
}

/// An order that says nothing about when an application was made: the random end of its id counts first.
fn shuffled(id: ApplicationId) -> u128 {
    id.0.as_u128().swap_bytes()
}

/// A frozen ranking as somebody sees it who is barred from some of its cases: places, ties and lots as if those cases
/// were not in it, so that no gap says where they stand (handbook 4.3).
#[must_use]
pub fn without(entries: Vec<RankedEntry>, hidden: &HashSet<ApplicationId>) -> Vec<RankedEntry> {
    // the first rank of those with the same figures
    let group = |entry: &RankedEntry| entry.rank - entry.lot.map_or(0, |lot| lot - 1);
    let (left_out, mut seen): (Vec<RankedEntry>, Vec<RankedEntry>) = entries
        .into_iter()
        .partition(|entry| hidden.contains(&entry.application_id));
    let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
    for entry in &seen {
        *sizes.entry(group(entry)).or_default() += 1;
    }
    let count =
        |hides: &dyn Fn(&RankedEntry) -> bool| left_out.iter().filter(|entry| hides(entry)).count() as i64;
    for entry in &mut seen {
        let (own, rank) = (group(entry), entry.rank);
        entry.rank -= count(&|other| other.rank < rank);
        entry.tied &= sizes.get(&own).is_some_and(|size| *size > 1);
        entry.lot = entry
            .lot
            .map(|lot| lot - count(&|other| group(other) == own && other.lot.is_some_and(|its| its < lot)))
            .filter(|_| entry.tied);
        entry.settled = entry.settled.filter(|_| entry.tied);
    }
    seen
}

/// The call's least figures in hundredths of a point, where it has any.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Thresholds {
    pub total: Option<i64>,
    pub criterion: Option<i64>,
}

impl Thresholds {
    /// The ones of a call.
    #[must_use]
    pub fn of(call: &Call) -> Self {
        Self {
            total: call.threshold_total.map(|least| least.0),
            criterion: call.threshold_criterion.map(|least| least.0),
        }
    }

    /// Whether the exact mean, or the mean of one criterion, lies below.
    #[must_use]
    pub fn is_missed(self, figures: &Figures) -> bool {
        let n = i128::from(figures.reviews);
        // total: sum/(5n) < t/100  ⇔  100·sum < 5·n·t
        let total = self
            .total
            .is_some_and(|least| 100 * i128::from(figures.weighted_sum) < 5 * n * i128::from(least));
        let criterion = self.criterion.is_some_and(|least| {
            figures
                .criteria
                .values()
                .any(|sum| 100 * i128::from(*sum) < n * i128::from(least))
        });
        total || criterion
    }
}

/// How the totals of an application lie, in hundredths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distribution {
    pub reviews: i64,
    /// Of an even number the mean of the two in the middle: exact, since a total is whole fifths of a point.
    pub median: i64,
    pub lowest: i64,
    pub highest: i64,
}

impl Distribution {
    /// Of the valid reviews' Σ weight·points; `None` for no review.
    #[must_use]
    pub fn of(mut weighted: Vec<i64>) -> Option<Self> {
        weighted.sort_unstable();
        let (lowest, highest) = (*weighted.first()?, *weighted.last()?);
        let middle = weighted.len() / 2;
        let below = if weighted.len().is_multiple_of(2) {
            middle - 1
        } else {
            middle
        };
        Some(Self {
            reviews: weighted.len() as i64,
            median: (weighted[below] + weighted[middle]) * 10,
            lowest: lowest * 20,
            highest: highest * 20,
        })
    }

    /// Highest less lowest.
    #[must_use]
    pub fn spread(self) -> i64 {
        self.highest - self.lowest
    }
}

pub mod robustness;

#[cfg(test)]
pub(crate) mod tests;
