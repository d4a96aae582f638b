//! What-if allocations: what is stored, and what is read for them. Whoever is barred from one case of the call sees no
//! scenario at all, because sums and the mix would tell of it.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use assessment::Ranking;
use base::{Cents, Ctx, Problem, Text};
use calls::{Call, CallId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::model::{Scenario, Share};
use crate::rules::allocation::Candidate;
use crate::rules::mix::Traits;
use crate::rules::optimise::{Quota, Rated, Why};
use crate::rules::split;
use crate::store::scenario;

/// One application in a scenario; `why` where an optimiser decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioLine {
    pub application: ApplicationId,
    pub rank: i64,
    pub fundable: Cents,
    pub amount: Cents,
    pub why: Option<Why>,
}

/// How the optimiser came to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub quotas: Vec<Quota>,
    /// Σ of the scores of what is funded, and in rank order; hundredths of points.
    pub score_hundredths: i64,
    pub in_rank_order: i64,
    /// The distance to the best possible set, at most, in millionths.
    pub gap_millionths: i64,
}

/// What a scenario holds, in ranking order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioContent {
    pub lines: Vec<ScenarioLine>,
    pub proposed: Option<Proposed>,
}

impl Scenario {
    /// Error: broken when what is stored can't be read.
    pub fn content(&self) -> Result<ScenarioContent, Problem> {
        serde_json::from_str(&self.content).map_err(Problem::broken)
    }

    /// The mode, unless the optimiser proposed it.
    #[must_use]
    pub fn mode(&self) -> Option<calls::AllocationMode> {
        calls::AllocationMode::from_code(&self.kind)
    }
}

/// The scenarios of a call, newest first.
pub async fn scenarios(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Scenario>, Problem> {
    Ok(scenario::Entity::find()
        .filter(scenario::Column::CallId.eq(call))
        .order_by_desc(scenario::Column::Number)
        .all(db)
        .await?)
}

/// One scenario. Error: not found.
pub async fn scenario(db: &impl ConnectionTrait, call: CallId, number: i64) -> Result<Scenario, Problem> {
    scenario::Entity::find()
        .filter(scenario::Column::CallId.eq(call))
        .filter(scenario::Column::Number.eq(number))
        .one(db)
        .await?
        .ok_or(Problem::not_found("scenario"))
}

/// Whether the person is barred from a ranked case of the call.
pub async fn is_barred(db: &impl ConnectionTrait, ctx: &Ctx, call: &Call) -> Result<bool, Problem> {
    let Some(me) = ctx.person_id() else {
        return Ok(false);
    };
    let barred = applications::barred(db, me).await?;
    if barred.is_empty() {
        return Ok(false);
    }
    let all = Ctx::system("selection", ctx.now);
    let cases = applications::applications(db, &all, &barred).await?;
    Ok(cases.values().any(|case| case.call_id == call.id))
}

/// Error: refused for whoever is barred from a case of the call.
pub async fn require_whole_sight(db: &impl ConnectionTrait, ctx: &Ctx, call: &Call) -> Result<(), Problem> {
    if is_barred(db, ctx, call).await? {
        let text = Text::new("scenarios-refused-barred");
        return Err(Problem::refused("barred", text));
    }
    Ok(())
}

/// What can be funded along the frozen ranking with scores and groups, and the cases; all of it, so for whoever has the
/// whole sight. `None` without a frozen ranking.
pub async fn rated(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
) -> Result<Option<(Ranking, Vec<Rated>)>, Problem> {
    let all = Ctx::system("selection", ctx.now);
    let Some((ranking, candidates)) = crate::queries::proposal(db, &all, call).await? else {
        return Ok(None);
    };
    let cases = cases(db, ctx, call).await?;
    let scores: HashMap<ApplicationId, i64> = ranking
        .entries
        .iter()
        .map(|entry| (entry.application_id, entry.score_hundredths))
        .collect();
    let rate = |candidate: Candidate| {
        Some(Rated {
            candidate,
            score_hundredths: *scores.get(&candidate.application)?,
            traits: Traits::of(cases.get(&candidate.application)?),
        })
    };
    let rated = candidates.into_iter().filter_map(rate).collect();
    Ok(Some((ranking, rated)))
}

/// The cases of the call by id, whoever asks.
pub async fn cases(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
) -> Result<HashMap<ApplicationId, Application>, Problem> {
    let all = Ctx::system("selection", ctx.now);
    let cases = applications::of_call(db, &all, call.id, &[]).await?;
    Ok(cases.into_iter().map(|case| (case.id, case)).collect())
}

/// What an allocation needs of one pot of the call's budget line, and what is there (handbook 4.7, multi-year check).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    pub share: Share,
    /// What the call may use of it, and what is left in the pot now.
    pub planned: Cents,
    pub available: Cents,
}

impl Need {
    /// What is missing; 0 or less: enough.
    #[must_use]
    pub fn missing(&self) -> Cents {
        self.share.amount - self.available
    }
}

/// The needs of all years. Error: refused without a budget line, or when the amounts exceed the call's means.
pub async fn needs(db: &impl ConnectionTrait, call: &Call, amounts: &[Cents]) -> Result<Vec<Need>, Problem> {
    let Some(budget_line) = call.budget_line_id else {
        return Err(Problem::refused(
            "no-budget-line",
            Text::new("decisions-refused-no-line"),
        ));
    };
    let means = split::means(call);
    let Some(parts) = split::over_years(&means, amounts) else {
        let text = Text::new("decisions-refused-over-means").with("budget", call.budget().format_de());
        return Err(Problem::refused("over-budget", text));
    };
    let pots = budget::pots(db, budget_line).await?;
    let mut needed: HashMap<(i64, &str), Cents> = HashMap::new();
    for part in parts.iter().flatten() {
        *needed.entry((part.year, part.kind.code())).or_default() += part.amount;
    }
    let need = |share: &Share| {
        let pot = pots
            .iter()
            .find(|pot| (pot.year, pot.kind) == (share.year, share.kind));
        Need {
            share: Share {
                amount: needed
                    .get(&(share.year, share.kind.code()))
                    .copied()
                    .unwrap_or_default(),
                ..*share
            },
            planned: share.amount,
            available: pot.map(budget::Pot::available).unwrap_or_default(),
        }
    };
    Ok(means.iter().map(need).collect())
}
