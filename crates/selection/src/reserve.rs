//! The reserve list of a call as it stands: who waits, who was asked, what is free (handbook 4.5, 5.2).

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState};
use base::{Cents, Ctx, Problem};
use calls::Call;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::model::{Decision, DecisionId, Outcome, ReserveOffer};
use crate::queries;
use crate::rules::allocation::next_offer;
use crate::store::offer;

/// A place on the list, with the last time it was asked.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub decision: Decision,
    pub case: Application,
    pub offer: Option<ReserveOffer>,
}

/// Who waits, in the order of the places, and what of the call's means nobody holds.
#[derive(Debug, Clone)]
pub struct ReserveList {
    pub waiting: Vec<Waiting>,
    pub free: Cents,
}

impl ReserveOffer {
    /// Asked, and neither answered nor overdue.
    #[must_use]
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.accepted.is_none() && now < self.answer_until
    }

    /// Holds its means: open, or accepted and not yet approved.
    #[must_use]
    pub fn holds(&self, now: DateTime<Utc>) -> bool {
        self.approved_at.is_none() && (self.is_open(now) || self.accepted == Some(true))
    }
}

impl ReserveList {
    /// The first place that was not asked yet: whoever declined or let the time pass is left out.
    #[must_use]
    pub fn next(&self) -> Option<&Waiting> {
        self.waiting.iter().find(|place| place.offer.is_none())
    }

    /// What a place can be offered now (B03, B06): all of it if it fits, else a part where the mode allows one.
    #[must_use]
    pub fn amount(&self, call: &Call, place: &Waiting) -> Option<Cents> {
        let fundable = applications::fundable(&place.case, call);
        next_offer(
            call.allocation_mode,
            self.free,
            fundable,
            call.minimum,
            call.rounding,
        )
    }
}

/// What the steering group has decided on a call, and what of the means is left beside it.
#[derive(Debug, Clone)]
pub(crate) struct Settled {
    /// Decided and not released yet: it stands in the next allocation as it was decided.
    pub waiting: Vec<(Decision, Application)>,
    /// How many are released.
    pub released: usize,
    /// The last place of the reserve list.
    pub last_place: i64,
    /// Of the call's means, with nothing of it decided or held.
    pub free: Cents,
}

impl Settled {
    /// Whether nothing is decided yet.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.released == 0
    }

    /// Σ of what is decided and not released.
    pub fn waiting_total(&self) -> Cents {
        self.waiting.iter().map(|(decision, _)| decision.amount).sum()
    }
}

/// What is decided on a call. A decision to put off settles nothing, nor does one on an application that was withdrawn.
pub(crate) async fn settled(db: &impl ConnectionTrait, ctx: &Ctx, call: &Call) -> Result<Settled, Problem> {
    let decisions = queries::decisions(db, call.id).await?;
    if decisions.is_empty() {
        return Ok(Settled {
            waiting: Vec::new(),
            released: 0,
            last_place: 0,
            free: call.budget(),
        });
    }
    let ids: Vec<_> = decisions.iter().map(|decision| decision.application_id).collect();
    let mut cases = cases_of(db, ctx, &ids).await?;
    let mut waiting = Vec::new();
    let (mut released, mut last_place) = (0, 0);
    for decision in decisions {
        if decision.result == Outcome::Deferred {
            continue;
        }
        last_place = last_place.max(decision.position.unwrap_or_default());
        if decision.released_at.is_some() {
            released += 1;
        } else if let Some(case) = cases.remove(&decision.application_id)
            && case.state != ApplicationState::Withdrawn
        {
            waiting.push((decision, case));
        }
    }
    let free = list(db, ctx, call).await?.free;
    Ok(Settled {
        waiting,
        released,
        last_place,
        free,
    })
}

/// The cases by id, whoever asks.
async fn cases_of(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Application>, Problem> {
    let all = Ctx::system("selection", ctx.now);
    let mut cases = HashMap::new();
    for chunk in ids.chunks(1_000) {
        cases.extend(applications::applications(db, &all, chunk).await?);
    }
    Ok(cases)
}

/// The list after the release. All of it; the caller checks who may read it.
pub(crate) async fn list(db: &impl ConnectionTrait, ctx: &Ctx, call: &Call) -> Result<ReserveList, Problem> {
    let decisions = queries::decisions(db, call.id).await?;
    let ids: Vec<_> = decisions.iter().map(|decision| decision.application_id).collect();
    let mut cases = cases_of(db, ctx, &ids).await?;
    let offers = offers(db, call).await?;
    let mut free = call.budget();
    let mut waiting = Vec::new();
    for decision in decisions {
        let Some(case) = cases.remove(&decision.application_id) else {
            continue;
        };
        match (decision.result, case.state) {
            (Outcome::Selected, ApplicationState::Selected | ApplicationState::Awarded) => {
                free -= decision.amount;
            }
            (Outcome::Reserve, ApplicationState::Reserve) if decision.released_at.is_some() => {
                let offer = offers.iter().find(|offer| offer.decision_id == decision.id);
                let offer = offer.cloned();
                if let Some(held) = offer.as_ref().filter(|offer| offer.holds(ctx.now)) {
                    free -= held.amount;
                }
                waiting.push(Waiting {
                    decision,
                    case,
                    offer,
                });
            }
            _ => {}
        }
    }
    waiting.sort_by_key(|place| place.decision.position.unwrap_or(i64::MAX));
    Ok(ReserveList { waiting, free })
}

/// The offers of a call, the newest first.
async fn offers(db: &impl ConnectionTrait, call: &Call) -> Result<Vec<ReserveOffer>, Problem> {
    Ok(offer::Entity::find()
        .filter(offer::Column::CallId.eq(call.id))
        .order_by_desc(offer::Column::OfferedAt)
        .all(db)
        .await?)
}

/// The newest offer to a place.
pub(crate) async fn offer_to(
    db: &impl ConnectionTrait,
    decision: DecisionId,
) -> Result<Option<ReserveOffer>, Problem> {
    Ok(offer::Entity::find()
        .filter(offer::Column::DecisionId.eq(decision))
        .order_by_desc(offer::Column::OfferedAt)
        .one(db)
        .await?)
}
