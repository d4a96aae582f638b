//! Who assesses what, as a linear program: every application its assessors, loads even, the other district preferred.
//!
//! Applications and assessors are the two sides of a transport problem, so every vertex of the program is whole: the
//! simplex method alone gives the best assignment, without a search for whole numbers.

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

/// Candidates per application that are enough: with all of them the program grows and nothing gets better.
const CANDIDATES: usize = 10;
/// What a missing assessor costs: below the minimum, and below the target.
const MISSING_LEAST: f64 = 10_000.0;
const MISSING: f64 = 1_000.0;
/// What each step above the even load costs: how many, and at which price.
const ABOVE_EVEN: [(usize, f64); 3] = [(1, 4.0), (2, 8.0), (usize::MAX, 16.0)];

/// The best pairs. First with few candidates per application; when something is missing then, with all of them.
pub(crate) fn best(needs: &[Need], loads: &[Load], choices: &[Choice]) -> Result<Pairs, Problem> {
    let few = candidates(needs.len(), loads.len(), choices);
    let pairs = solve(needs, loads, &few)?;
    let wanted: usize = needs.iter().map(|need| need.wanted).sum();
    if pairs.len() == wanted || few.len() == choices.len() {
        return Ok(pairs);
    }
    solve(needs, loads, choices)
}

/// The cheapest few of each application; among equals each begins with another assessor, so that all are candidates
/// equally often.
fn candidates(needs: usize, loads: usize, choices: &[Choice]) -> Vec<Choice> {
    let mut of_need: Vec<Vec<Choice>> = vec![Vec::new(); needs];
    for choice in choices {
        of_need[choice.need].push(*choice);
    }
    for (place, own) in of_need.iter_mut().enumerate() {
        let first = place * CANDIDATES;
        own.sort_by_key(|choice| (choice.cost, (choice.load + loads * (first + 1) - first) % loads));
        own.truncate(CANDIDATES);
    }
    of_need.concat()
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

fn solve(needs: &[Need], loads: &[Load], choices: &[Choice]) -> Result<Pairs, Problem> {
    let mut program = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut of_need: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); needs.len()];
    let mut of_load: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); loads.len()];
    let made: Vec<Variable> = choices
        .iter()
        .map(|choice| {
            let pair = program.add_var(f64::from(choice.cost), (0.0, 1.0));
            of_need[choice.need].push((pair, 1.0));
            of_load[choice.load].push((pair, 1.0));
            pair
        })
        .collect();
    for (need, mut terms) in needs.iter().zip(of_need) {
        let least = need.least.min(need.wanted);
        for (most, cost) in [(need.wanted - least, MISSING), (least, MISSING_LEAST)] {
            if most > 0 {
                terms.push((program.add_var(cost, (0.0, most as f64)), 1.0));
            }
        }
        program.add_constraint(terms.as_slice(), ComparisonOp::Eq, need.wanted as f64);
    }
    let wanted = needs.iter().map(|need| need.wanted).sum();
    for ((load, level), mut terms) in loads.iter().zip(even(loads, wanted)).zip(of_load) {
        if terms.is_empty() {
            continue;
        }
        let mut room = load.most.unwrap_or(usize::MAX).saturating_sub(load.present);
        let fair = (level - load.present).min(room);
        room -= fair;
        for (step, cost) in ABOVE_EVEN {
            let step = step.min(room).min(terms.len());
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
    Ok(choices
        .iter()
        .zip(made)
        .filter(|(_, pair)| solution.var_value(*pair) > 0.5)
        .map(|(choice, _)| (choice.need, choice.load))
        .collect())
}

#[cfg(test)]
mod tests;
