//! The JSON twins for what-if allocations and the optimiser.

use std::collections::HashMap;

use applications::ApplicationId;
use axum::extract::Path;
use base::{Cents, Problem, Text};
use base_web::{ApiJson, Reply, Visit, api};
use calls::{AllocationMode, Call};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::scenario::{adopted, number_of};
use crate::rules::mix::{Dimension, Group};
use crate::rules::optimise::{Quota, Why};
use crate::scenarios;
use crate::usecases::{self, OPTIMISED, SaveScenario, ScenarioKind};

/// How many applications of a group are funded. Groups: REGION 1 to 4 (0: none), SIZE, BODY.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct QuotaJson {
    pub dimension: Dimension,
    pub group: String,
    pub least: Option<i64>,
    pub most: Option<i64>,
}

/// An amount by hand.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ScenarioAmountJson {
    pub application_id: Uuid,
    pub amount_cents: i64,
}

/// `kind`: RANK_FULL_STOP, RANK_FULL_SKIP, RANK_PARTIAL_LAST, PRO_RATA, MANUAL (with `amounts`) or OPTIMISED (with
/// `quotas`). `budget_cents`: other means than the call's.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewScenarioJson {
    pub name: String,
    pub kind: String,
    pub budget_cents: Option<i64>,
    #[serde(default)]
    pub amounts: Vec<ScenarioAmountJson>,
    #[serde(default)]
    pub quotas: Vec<QuotaJson>,
}

/// One application; `why` says what made the optimiser decide otherwise than the ranking: MEANS, COSTLY, LEAST, MOST.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioLineJson {
    pub application_id: Uuid,
    pub rank: i64,
    pub fundable_cents: i64,
    pub amount_cents: i64,
    pub why: Option<String>,
}

/// The optimiser's figures: Σ of scores in hundredths of points, and how far the best set is away at most.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposedJson {
    pub quotas: Vec<QuotaJson>,
    pub score_hundredths: i64,
    pub in_rank_order_hundredths: i64,
    pub gap_millionths: i64,
}

/// A what-if allocation in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioSummaryJson {
    pub number: i64,
    pub name: String,
    pub kind: String,
    pub budget_cents: i64,
    pub total_cents: i64,
    pub prepared_at: DateTime<Utc>,
}

impl From<&crate::Scenario> for ScenarioSummaryJson {
    fn from(one: &crate::Scenario) -> Self {
        Self {
            number: one.number,
            name: one.name.clone(),
            kind: one.kind.clone(),
            budget_cents: one.budget.0,
            total_cents: one.total.0,
            prepared_at: one.prepared_at,
        }
    }
}

/// What-if allocations, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioListJson {
    pub items: Vec<ScenarioSummaryJson>,
    pub total: u64,
}

/// A what-if allocation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioJson {
    #[serde(flatten)]
    pub summary: ScenarioSummaryJson,
    pub proposed: Option<ProposedJson>,
    pub lines: Vec<ScenarioLineJson>,
}

/// Why this one.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AdoptJson {
    pub reason: String,
}

pub(super) async fn list(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let db = visit.app.db.reader();
    scenarios::require_whole_sight(db, &visit.ctx, &call).await?;
    let all = scenarios::scenarios(db, call.id).await?;
    let items: Vec<ScenarioSummaryJson> = all.iter().map(ScenarioSummaryJson::from).collect();
    api::ok(ScenarioListJson {
        total: items.len() as u64,
        items,
    })
}

async fn shown(visit: &Visit, call: &Call, number: i64) -> Result<ScenarioJson, Problem> {
    let db = visit.app.db.reader();
    scenarios::require_whole_sight(db, &visit.ctx, call).await?;
    let scenario = scenarios::scenario(db, call.id, number).await?;
    let content = scenario.content()?;
    let quota = |quota: &Quota| QuotaJson {
        dimension: quota.group.dimension,
        group: quota.group.code.clone(),
        least: quota.least,
        most: quota.most,
    };
    let why = |why: &Why| match why {
        Why::Rank => None,
        Why::Means => Some("MEANS".to_owned()),
        Why::Costly => Some("COSTLY".to_owned()),
        Why::Least(group) => Some(format!("LEAST {} {}", group.dimension, group.code)),
        Why::Most(group) => Some(format!("MOST {} {}", group.dimension, group.code)),
    };
    Ok(ScenarioJson {
        summary: ScenarioSummaryJson::from(&scenario),
        proposed: content.proposed.as_ref().map(|proposed| ProposedJson {
            quotas: proposed.quotas.iter().map(quota).collect(),
            score_hundredths: proposed.score_hundredths,
            in_rank_order_hundredths: proposed.in_rank_order,
            gap_millionths: proposed.gap_millionths,
        }),
        lines: content
            .lines
            .iter()
            .map(|line| ScenarioLineJson {
                application_id: line.application.0,
                rank: line.rank,
                fundable_cents: line.fundable.0,
                amount_cents: line.amount.0,
                why: line.why.as_ref().and_then(why),
            })
            .collect(),
    })
}

pub(super) async fn show(visit: Visit, Path((call, number)): Path<(String, String)>) -> Reply {
    let call = super::call(&visit, &call).await?;
    api::ok(shown(&visit, &call, number_of(&number)?).await?)
}

pub(super) async fn save(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<NewScenarioJson>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let kind = if body.kind == OPTIMISED {
        let quota = |quota: QuotaJson| Quota {
            group: Group {
                dimension: quota.dimension,
                code: quota.group,
            },
            least: quota.least,
            most: quota.most,
        };
        ScenarioKind::Optimised(body.quotas.into_iter().map(quota).collect())
    } else {
        let Some(mode) = AllocationMode::from_code(&body.kind) else {
            let text = Text::new("field-choice").with("value", body.kind);
            return Err(Problem::field("kind", text).into());
        };
        let amounts: HashMap<ApplicationId, Cents> = body
            .amounts
            .into_iter()
            .map(|one| (ApplicationId(one.application_id), Cents(one.amount_cents)))
            .collect();
        ScenarioKind::Mode(mode, amounts)
    };
    let command = SaveScenario {
        call: call.id,
        name: body.name,
        kind,
        budget: body.budget_cents.map(Cents),
    };
    let number = usecases::save_scenario(&visit.app.db, &visit.ctx, command).await?;
    api::created(shown(&visit, &call, number).await?)
}

pub(super) async fn adopt(
    visit: Visit,
    Path((call, number)): Path<(String, String)>,
    ApiJson(body): ApiJson<AdoptJson>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let command = adopted(&visit, &call, number_of(&number)?, &body.reason).await?;
    usecases::save_allocation(&visit.app.db, &visit.ctx, command).await?;
    api::created(super::api::saved(&visit, &call).await?)
}
