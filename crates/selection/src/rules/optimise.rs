//! The best-scoring set under budget and balance quotas (handbook 4.2, 4.7): a proposal that says why, never a decision.

use base::{Cents, Problem, Text};
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, SolveOptions};
use serde::{Deserialize, Serialize};

use crate::rules::allocation::Candidate;
use crate::rules::mix::{Group, Traits};

/// The search stops this near to the best that is possible; the result states how near it is.
const GAP: f64 = 0.000_5;
/// Nodes of the search, a limit that gives the same answer on every machine.
const NODES: u64 = 4_000;

/// An application with what can be funded, its score in hundredths of a point, and its groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rated {
    pub candidate: Candidate,
    pub score_hundredths: i64,
    pub traits: Traits,
}

/// How many applications of a group are funded at least and at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    pub group: Group,
    pub least: Option<i64>,
    pub most: Option<i64>,
}

/// Why an application is in or out where the mere order of the ranking would decide otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// As the ranking has it.
    Rank,
    /// In, because the group needs it for its least number.
    Least(Group),
    /// In, because more points are reached with the same means.
    Means,
    /// Out, because the group has reached its greatest number.
    Most(Group),
    /// Out, because its means bring more points elsewhere.
    Costly,
}

/// What is proposed, in the order of the candidates.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub funded: Vec<bool>,
    pub why: Vec<Why>,
    pub total: Cents,
    /// Σ of the scores of what is funded, in hundredths, and the same in rank order (RANK_FULL_SKIP).
    pub score_hundredths: i64,
    pub in_rank_order: i64,
    /// How far the best possible set is away at most, in millionths of its score.
    pub gap_millionths: i64,
}

/// The set with the greatest sum of scores whose full amounts fit `budget` and that keeps every quota. `ranked` is in
/// ranking order. Error: refused with `quotas-impossible` when no set keeps them; broken when the search found nothing
/// within its limit.
pub fn propose(ranked: &[Rated], budget: Cents, quotas: &[Quota]) -> Result<Proposal, Problem> {
    let funded = solved(ranked, budget, quotas)?;
    let (funded, gap) = funded;
    let plain = in_rank_order(ranked, budget);
    let score = |set: &[bool]| -> i64 {
        let taken = ranked.iter().zip(set).filter(|(_, taken)| **taken);
        taken.map(|(rated, _)| rated.score_hundredths).sum()
    };
    let amounts = ranked.iter().zip(&funded).filter(|(_, taken)| **taken);
    let total: Cents = amounts.map(|(rated, _)| rated.candidate.fundable).sum();
    if total > budget {
        return Err(Problem::broken("the solver exceeded the budget"));
    }
    let why = ranked
        .iter()
        .zip(funded.iter().zip(&plain))
        .map(|(rated, (taken, plain))| reason(rated, *taken, *plain, ranked, &funded, quotas))
        .collect();
    Ok(Proposal {
        why,
        total,
        score_hundredths: score(&funded),
        in_rank_order: score(&plain),
        gap_millionths: (gap * 1_000_000.0).ceil() as i64,
        funded,
    })
}

fn solved(ranked: &[Rated], budget: Cents, quotas: &[Quota]) -> Result<(Vec<bool>, f64), Problem> {
    let mut program = microlp::Problem::new(OptimizationDirection::Maximize);
    let variables: Vec<_> = ranked
        .iter()
        .map(|rated| program.add_binary_var(rated.score_hundredths as f64))
        .collect();
    // thousands of euros keep the coefficients near one another
    let euros = |cents: Cents| cents.0 as f64 / 100_000.0;
    let mut costs = LinearExpr::empty();
    for (rated, variable) in ranked.iter().zip(&variables) {
        costs.add(*variable, euros(rated.candidate.fundable));
    }
    program.add_constraint(costs, ComparisonOp::Le, euros(budget));
    for quota in quotas {
        let members = || {
            let of_group = ranked.iter().zip(&variables);
            let mut sum = LinearExpr::empty();
            for (_, variable) in of_group.filter(|(rated, _)| rated.traits.is_in(&quota.group)) {
                sum.add(*variable, 1.0);
            }
            sum
        };
        if let Some(least) = quota.least {
            program.add_constraint(members(), ComparisonOp::Ge, least as f64);
        }
        if let Some(most) = quota.most {
            program.add_constraint(members(), ComparisonOp::Le, most as f64);
        }
    }
    let mut options = SolveOptions::default();
    options.mip_gap = GAP;
    options.node_limit = Some(NODES);
    let impossible = || {
        let text = Text::new("optimise-refused-quotas");
        Problem::refused("quotas-impossible", text)
    };
    let outcome = match program.solve_with(options) {
        Ok(outcome) => outcome,
        Err(microlp::Error::Infeasible) => return Err(impossible()),
        Err(other) => return Err(Problem::broken(format!("the solver failed: {other}"))),
    };
    let Some(solution) = outcome.solution() else {
        return Err(Problem::refused(
            "no-proposal",
            Text::new("optimise-refused-limit"),
        ));
    };
    let gap = solution.gap().unwrap_or(1.0).max(0.0);
    let funded = variables
        .iter()
        .map(|variable| solution.var_value_raw(*variable) > 0.5)
        .collect();
    Ok((funded, gap))
}

/// Full amounts along the ranking, smaller ones move up.
fn in_rank_order(ranked: &[Rated], budget: Cents) -> Vec<bool> {
    let mut rest = budget;
    let fits = |rated: &Rated| {
        let fits = rated.candidate.fundable <= rest;
        if fits {
            rest -= rated.candidate.fundable;
        }
        fits
    };
    ranked.iter().map(fits).collect()
}

fn reason(
    rated: &Rated,
    taken: bool,
    plain: bool,
    ranked: &[Rated],
    funded: &[bool],
    quotas: &[Quota],
) -> Why {
    if taken == plain {
        return Why::Rank;
    }
    let count = |group: &Group| -> i64 {
        let all = ranked.iter().zip(funded);
        all.filter(|(other, taken)| **taken && other.traits.is_in(group))
            .count() as i64
    };
    let mut binding = quotas
        .iter()
        .filter(|quota| rated.traits.is_in(&quota.group))
        .filter(|quota| {
            let limit = if taken { quota.least } else { quota.most };
            limit == Some(count(&quota.group))
        });
    match (binding.next(), taken) {
        (Some(quota), true) => Why::Least(quota.group.clone()),
        (Some(quota), false) => Why::Most(quota.group.clone()),
        (None, true) => Why::Means,
        (None, false) => Why::Costly,
    }
}

#[cfg(test)]
mod tests {
    use applications::ApplicationId;
    use proptest::prelude::*;

    use super::*;
    use crate::rules::mix::Dimension;

    fn region(number: usize) -> Group {
        Group {
            dimension: Dimension::Region,
            code: number.to_string(),
        }
    }

    fn rated(rank: i64, score: i64, cents: i64, place: usize) -> Rated {
        let group = |dimension, code: String| Group { dimension, code };
        Rated {
            candidate: Candidate {
                application: ApplicationId::new(),
                rank,
                fundable: Cents(cents),
            },
            score_hundredths: score,
            traits: Traits([
                region(place),
                group(Dimension::Size, format!("S{}", place % 3)),
                group(Dimension::Body, "STADT".to_owned()),
            ]),
        }
    }

    fn least(place: usize, count: i64) -> Quota {
        Quota {
            group: region(place),
            least: Some(count),
            most: None,
        }
    }

    #[test]
    fn two_small_ones_beat_a_large_one() {
        let ranked = [
            rated(1, 9_000, 4_000_000, 1),
            rated(2, 8_000, 2_000_000, 1),
            rated(3, 7_900, 2_000_000, 2),
        ];
        let proposal =
            propose(&ranked, Cents(4_000_000), &[]).unwrap_or_else(|problem| panic!("{problem:?}"));
        assert_eq!(proposal.funded, [false, true, true]);
        assert_eq!(proposal.why, [Why::Costly, Why::Means, Why::Means]);
        assert_eq!(
            (proposal.score_hundredths, proposal.in_rank_order),
            (15_900, 9_000)
        );
    }

    #[test]
    fn a_quota_brings_a_region_in_and_says_so() {
        let ranked = [
            rated(1, 9_000, 1_000_000, 1),
            rated(2, 8_900, 1_000_000, 1),
            rated(3, 6_000, 1_000_000, 2),
        ];
        let quotas = [least(2, 1)];
        let proposal =
            propose(&ranked, Cents(2_000_000), &quotas).unwrap_or_else(|problem| panic!("{problem:?}"));
        assert_eq!(proposal.funded, [true, false, true]);
        assert_eq!(proposal.why, [Why::Rank, Why::Costly, Why::Least(region(2))]);
        let at_most = Quota {
            group: region(1),
            least: None,
            most: Some(1),
        };
        let proposal =
            propose(&ranked, Cents(3_000_000), &[at_most]).unwrap_or_else(|problem| panic!("{problem:?}"));
        assert_eq!(proposal.funded, [true, false, true]);
        assert_eq!(proposal.why[1], Why::Most(region(1)));
    }

    #[test]
    fn impossible_quotas_are_refused() {
        let ranked = [rated(1, 9_000, 1_000_000, 1)];
        let refused = propose(&ranked, Cents(2_000_000), &[least(2, 1)]);
        assert!(
            matches!(
                refused,
                Err(Problem::Refused {
                    code: "quotas-impossible",
                    ..
                })
            ),
            "{refused:?}"
        );
    }

    /// 1,101 applications in four regions and three size classes, ten quotas.
    fn large() -> (Vec<Rated>, Vec<Quota>) {
        let ranked = (0..1_101_i64)
            .map(|place| {
                // spread without a generator: amounts from 8.000 to 40.000, scores falling with the rank
                let cents = 800_000 + (place * 7_919 % 3_201) * 1_000;
                let score = 9_800 - place * 5 - place * 31 % 7;
                rated(
                    place + 1,
                    score,
                    cents,
                    usize::try_from(place * 13 % 4).unwrap_or(0) + 1,
                )
            })
            .collect();
        let mut quotas: Vec<Quota> = (1..=4).map(|place| least(place, 20)).collect();
        quotas.extend((1..=4).map(|place| Quota {
            group: region(place),
            least: None,
            most: Some(60),
        }));
        for (class, count) in [("S0", 30), ("S2", 45)] {
            quotas.push(Quota {
                group: Group {
                    dimension: Dimension::Size,
                    code: class.to_owned(),
                },
                least: Some(count),
                most: None,
            });
        }
        (ranked, quotas)
    }

    #[test]
    fn a_large_call_is_solved_within_a_thousandth() {
        let (ranked, quotas) = large();
        let proposal =
            propose(&ranked, Cents(300_000_000), &quotas).unwrap_or_else(|problem| panic!("{problem:?}"));
        assert!(proposal.gap_millionths <= 1_000, "{}", proposal.gap_millionths);
        keeps(&ranked, Cents(300_000_000), &quotas, &proposal);
    }

    fn keeps(ranked: &[Rated], budget: Cents, quotas: &[Quota], proposal: &Proposal) {
        assert!(proposal.total <= budget);
        for quota in quotas {
            let taken = ranked.iter().zip(&proposal.funded);
            let count = taken
                .filter(|(rated, taken)| **taken && rated.traits.is_in(&quota.group))
                .count() as i64;
            assert!(
                quota.least.is_none_or(|least| count >= least),
                "{quota:?}: {count}"
            );
            assert!(quota.most.is_none_or(|most| count <= most), "{quota:?}: {count}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_proposal_keeps_budget_and_quotas_and_no_set_is_much_better(
            lines in prop::collection::vec((1i64..10_000, 1i64..5_000, 1usize..4), 1..11),
            budget in 0i64..20_000,
            count in 0i64..3,
        ) {
            let ranked: Vec<Rated> = (1..)
                .zip(&lines)
                .map(|(rank, (score, euros, place))| rated(rank, *score, euros * 100, *place))
                .collect();
            let budget = Cents(budget * 100);
            let quotas = [least(1, count)];
            // every set there is
            let best = (0u32..1 << ranked.len())
                .filter_map(|set| {
                    let taken = || ranked.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1).map(|(_, one)| one);
                    let cost: i64 = taken().map(|one| one.candidate.fundable.0).sum();
                    let of_one = taken().filter(|one| one.traits.is_in(&region(1))).count() as i64;
                    (cost <= budget.0 && of_one >= count).then(|| taken().map(|one| one.score_hundredths).sum::<i64>())
                })
                .max();
            match (propose(&ranked, budget, &quotas), best) {
                (Ok(proposal), Some(best)) => {
                    keeps(&ranked, budget, &quotas, &proposal);
                    prop_assert!(proposal.score_hundredths as f64 >= best as f64 * (1.0 - GAP) - 1e-6);
                }
                (Err(Problem::Refused { code, .. }), None) => prop_assert_eq!(code, "quotas-impossible"),
                (found, best) => prop_assert!(false, "{found:?} {best:?}"),
            }
        }
    }
}
