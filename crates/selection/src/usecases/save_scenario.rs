//! Saves a what-if allocation: one of the five modes, amounts by hand, or the optimiser's proposal (handbook 4.7).

use std::collections::HashMap;

use applications::ApplicationId;
use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text, names};
use base_db::{Db, Entry};
use calls::{AllocationMode, CallId};
use uuid::Uuid;

use crate::access;
use crate::rules::allocation::{self, Candidate};
use crate::rules::optimise::{Proposal, Quota, Rated, Why, propose};
use crate::scenarios::{self, Proposed, ScenarioContent, ScenarioLine};
use crate::store::{insert_all, scenario};

/// How the means of a scenario are given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScenarioKind {
    /// For MANUAL with the amounts; what is left out gets nothing.
    Mode(AllocationMode, HashMap<ApplicationId, Cents>),
    /// The best-scoring set under these quotas.
    Optimised(Vec<Quota>),
}

impl ScenarioKind {
    /// As stored.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Mode(mode, _) => mode.code(),
            Self::Optimised(_) => OPTIMISED,
        }
    }
}

/// The kind that no mode has.
pub const OPTIMISED: &str = "OPTIMISED";

/// `budget`: other means than the call's, to see what they would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveScenario {
    pub call: CallId,
    pub name: String,
    pub kind: ScenarioKind,
    pub budget: Option<Cents>,
}

/// Gives its number. It binds nobody: a scenario becomes an allocation only when somebody saves it as one. Roles: GS, SB.
/// Error: invalid name, means or amounts; refused without a frozen ranking, for impossible quotas, and for whoever is
/// barred from one of the cases.
pub async fn save_scenario(db: &Db, ctx: &Ctx, command: SaveScenario) -> Result<i64, Problem> {
    let call = calls::call(db.reader(), command.call).await?;
    access::require(ctx, access::PREPARERS, &call)?;
    let name = names::clean(&command.name);
    let budget = command.budget.unwrap_or_else(|| call.budget());
    let mut checks = Checks::new();
    let length = names::char_count(&name);
    checks.ensure((1..=120).contains(&length), "name", || {
        Text::new("scenarios-name-missing")
    });
    checks.ensure(budget > Cents::ZERO, "budget", || {
        Text::new("scenarios-budget-missing")
    });
    checks.finish()?;
    scenarios::require_whole_sight(db.reader(), ctx, &call).await?;
    let (ranking, rated) = scenarios::rated(db.reader(), ctx, &call)
        .await?
        .ok_or_else(|| Problem::refused("ranking-missing", Text::new("meetings-refused-ranking")))?;
    let kind = command.kind.code();
    let content = match command.kind {
        ScenarioKind::Mode(mode, amounts) => {
            let candidates: Vec<Candidate> = rated.iter().map(|rated| rated.candidate).collect();
            let allocated = match mode {
                AllocationMode::Manual => {
                    let given = |one: &Candidate| amounts.get(&one.application).copied().unwrap_or_default();
                    let amounts: Vec<Cents> = candidates.iter().map(given).collect();
                    allocation::manual(&candidates, &amounts, budget)?
                }
                mode => allocation::allocate(mode, &candidates, budget, call.minimum, call.rounding),
            };
            let amounts: Vec<Cents> = allocated.lines.iter().map(|line| line.amount).collect();
            ScenarioContent {
                lines: lines(&rated, &amounts, |_| None),
                proposed: None,
            }
        }
        ScenarioKind::Optimised(quotas) => {
            // seconds of arithmetic: not on the threads that answer everybody else
            let work = tokio::task::spawn_blocking(move || {
                propose(&rated, budget, &quotas).map(|found| (rated, quotas, found))
            });
            let (rated, quotas, found) = work.await.map_err(Problem::broken)??;
            proposed(&rated, &quotas, &found)
        }
    };
    let total: Cents = content.lines.iter().map(|line| line.amount).sum();
    let unit = db.write(ctx).await?;
    let number = scenarios::scenarios(unit.conn(), call.id)
        .await?
        .first()
        .map_or(1, |newest| newest.number + 1);
    let row = scenario::Model {
        id: Uuid::now_v7(),
        call_id: call.id,
        number,
        ranking_id: ranking.id,
        name,
        kind: kind.to_owned(),
        budget,
        total,
        content: serde_json::to_string(&content).map_err(Problem::broken)?,
        prepared_by: ctx.person_id(),
        prepared_at: ctx.now,
    };
    insert_all::<scenario::Entity, _>(unit.conn(), vec![row]).await?;
    let data = serde_json::json!({ "scenario": number, "kind": kind, "total_cents": total });
    unit.audit(Entry::new("call", call.id, "save_scenario").data(data))
        .await?;
    unit.commit().await?;
    Ok(number)
}

fn lines(rated: &[Rated], amounts: &[Cents], why: impl Fn(usize) -> Option<Why>) -> Vec<ScenarioLine> {
    let lines = rated.iter().zip(amounts).enumerate();
    lines
        .map(|(place, (rated, amount))| ScenarioLine {
            application: rated.candidate.application,
            rank: rated.candidate.rank,
            fundable: rated.candidate.fundable,
            amount: *amount,
            why: why(place),
        })
        .collect()
}

fn proposed(rated: &[Rated], quotas: &[Quota], found: &Proposal) -> ScenarioContent {
    let amount = |(rated, taken): (&Rated, &bool)| {
        if *taken {
            rated.candidate.fundable
        } else {
            Cents::ZERO
        }
    };
    let amounts: Vec<Cents> = rated.iter().zip(&found.funded).map(amount).collect();
    ScenarioContent {
        lines: lines(rated, &amounts, |place| Some(found.why[place].clone())),
        proposed: Some(Proposed {
            quotas: quotas.to_vec(),
            score_hundredths: found.score_hundredths,
            in_rank_order: found.in_rank_order,
            gap_millionths: found.gap_millionths,
        }),
    }
}
