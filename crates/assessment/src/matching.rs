//! Who assesses what, as a linear program: every application its assessors, loads even, the other district preferred.
//!
//! Applications that need the same and may go to the same assessors at the same cost are one side of a transport
//! problem, assessors the other one, so every vertex of the program is whole: the simplex method alone gives the best
//! assignment, without a search for whole numbers. What a group gets is then dealt out in turn.

use std::collections::BTreeMap;

use base::Problem;
use microlp::{ComparisonOp, OptimizationDirection, Variable};

/// What one application still needs: `least` without which it cannot be ranked, `wanted` in all (≥ `least`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Need {
    pub least: usize,
    pub wanted: usize,
}

/// What an assessor has already, and the most the person takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Load {
    pub present: usize,
    pub most: Option<usize>,
}

/// A pair that may be made; `cost` 0 is best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Choice {
    pub need: usize,
    pub load: usize,
    pub cost: u8,
}

/// Pairs (need, load) by their places.
pub(crate) type Pairs = Vec<(usize, usize)>;

/// What a missing assessor costs: below the minimum, and below the target.
const MISSING_LEAST: f64 = 10_000.0;
const MISSING: f64 = 1_000.0;
/// What each step above the even load costs: how many, and at which price.
const ABOVE_EVEN: [(usize, f64); 3] = [(1, 4.0), (2, 8.0), (usize::MAX, 16.0)];
/// What it costs to read more of a group than one's part: less than any preference, enough that nobody reads one
/// district alone.
const ABOVE_PART: f64 = 0.5;

/// Least, wanted, and who may take it at which cost.
type Alike = (usize, usize, Vec<(usize, u8)>);

/// Applications without a difference: what each needs, who may take it at which cost, and their places.
struct Group {
    need: Need,
    choices: Vec<(usize, u8)>,
    members: Vec<usize>,
}

impl Group {
    /// What each of its cheapest assessors takes when all take the same.
    fn part(&self) -> usize {
        let cheapest = self.choices.iter().map(|(_, cost)| *cost).min();
        let sharing = self
            .choices
            .iter()
            .filter(|(_, cost)| Some(*cost) == cheapest)
            .count();
        (self.need.wanted * self.members.len()).div_ceil(sharing.max(1))
    }
}

fn groups(needs: &[Need], choices: &[Choice]) -> Vec<Group> {
    let mut of_need: Vec<Vec<(usize, u8)>> = vec![Vec::new(); needs.len()];
    for choice in choices {
        of_need[choice.need].push((choice.load, choice.cost));
    }
    let mut groups: BTreeMap<Alike, Vec<usize>> = BTreeMap::new();
    for (place, (need, choices)) in needs.iter().zip(of_need).enumerate() {
        let alike = (need.least, need.wanted, choices);
        groups.entry(alike).or_default().push(place);
    }
    groups
        .into_iter()
        .map(|((least, wanted, choices), members)| Group {
            need: Need { least, wanted },
            choices,
            members,
        })
        .collect()
}

/// The best pairs, by application.
pub(crate) fn best(needs: &[Need], loads: &[Load], choices: &[Choice]) -> Result<Pairs, Problem> {
    let groups = groups(needs, choices);
    let taken = solve(&groups, loads)?;
    let mut pairs = Pairs::new();
    for (group, taken) in groups.iter().zip(taken) {
        // nobody takes more than there are members, so dealing in turn gives no member the same person twice, and
        // none two fewer than another
        let dealt = taken
            .into_iter()
            .flat_map(|(load, count)| std::iter::repeat_n(load, count));
        pairs.extend(group.members.iter().copied().cycle().zip(dealt));
    }
    pairs.sort_unstable();
    Ok(pairs)
}

/// How many each assessor would have if only even loads mattered: the next one always goes to whoever has least.
fn even(loads: &[Load], mut wanted: usize) -> Vec<usize> {
    let mut levels: Vec<usize> = loads.iter().map(|load| load.present).collect();
    while wanted > 0 {
        let free = |place: &usize| loads[*place].most.is_none_or(|most| levels[*place] < most);
        let least = (0..loads.len()).filter(free).min_by_key(|place| levels[*place]);
        let Some(least) = least else { break };
        levels[least] += 1;
        wanted -= 1;
    }
    levels
}

/// For each group how many of it each assessor takes.
fn solve(groups: &[Group], loads: &[Load]) -> Result<Vec<Pairs>, Problem> {
    let mut program = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut of_load: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); loads.len()];
    let mut made: Vec<Vec<(usize, Variable)>> = Vec::with_capacity(groups.len());
    for group in groups {
        let members = group.members.len();
        let part = group.part().min(members);
        let mut own = Vec::with_capacity(group.choices.len());
        for &(load, cost) in &group.choices {
            for (most, cost) in [
                (part, f64::from(cost)),
                (members - part, f64::from(cost) + ABOVE_PART),
            ] {
                if most > 0 {
                    let taken = program.add_var(cost, (0.0, most as f64));
                    own.push((load, taken));
                    of_load[load].push((taken, 1.0));
                }
            }
        }
        let mut terms: Vec<(Variable, f64)> = own.iter().map(|(_, taken)| (*taken, 1.0)).collect();
        let Need { least, wanted } = group.need;
        let least = least.min(wanted);
        for (most, cost) in [(wanted - least, MISSING), (least, MISSING_LEAST)] {
            if most > 0 {
                terms.push((program.add_var(cost, (0.0, (most * members) as f64)), 1.0));
            }
        }
        program.add_constraint(terms.as_slice(), ComparisonOp::Eq, (wanted * members) as f64);
        made.push(own);
    }
    let wanted = groups
        .iter()
        .map(|group| group.need.wanted * group.members.len())
        .sum();
    for ((load, level), mut terms) in loads.iter().zip(even(loads, wanted)).zip(of_load) {
        if terms.is_empty() {
            continue;
        }
        let mut room = load.most.unwrap_or(usize::MAX).saturating_sub(load.present);
        let fair = (level - load.present).min(room);
        room -= fair;
        for (step, cost) in ABOVE_EVEN {
            let step = step.min(room).min(wanted);
            room -= step;
            if step > 0 {
                terms.push((program.add_var(cost, (0.0, step as f64)), -1.0));
            }
        }
        program.add_constraint(terms.as_slice(), ComparisonOp::Le, fair as f64);
    }
    let outcome = program.solve().map_err(Problem::broken)?;
    let solution = outcome
        .into_solution()
        .map_err(|_| Problem::broken("the assignment was interrupted"))?;
    let count = |taken: &Variable| solution.var_value(*taken).round() as usize;
    let counted = made.into_iter().map(|own| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (load, taken) in &own {
            *counts.entry(*load).or_default() += count(taken);
        }
        counts.into_iter().collect()
    });
    Ok(counted.collect())
}

#[cfg(test)]
mod tests;
