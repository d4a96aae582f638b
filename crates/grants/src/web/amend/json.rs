//! Amendments in JSON.

use applications::PlanKind;
use base::{Cents, Problem, Text};
use budget::PotKind;
use chrono::{DateTime, NaiveDate, Utc};
use municipalities::BodyId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::json::{GrantShareJson, GrantTrancheJson};
use crate::model::{
    Amendment, AmendmentKind, AmendmentState, Change, Channel, Effect, PlanAmount, ShareBasis, Terms,
    YearAmount,
};

/// A request to amend an award.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmendmentJson {
    pub id: Uuid,
    pub grant_id: Uuid,
    pub number: i64,
    pub state: AmendmentState,
    pub reason: String,
    pub changes: Vec<AmendmentChangeJson>,
    /// As long as it is open.
    pub effect: Option<AmendmentEffectJson>,
    /// What the office says.
    pub remark: String,
    pub requested_at: DateTime<Utc>,
    pub checked_at: Option<DateTime<Utc>>,
    pub rl_signed_at: Option<DateTime<Utc>>,
    pub bfdh_signed_at: Option<DateTime<Utc>>,
    pub issued_at: Option<DateTime<Utc>>,
    pub channel: Option<Channel>,
    pub sent_on: Option<NaiveDate>,
    /// The version of the award that it brought.
    pub award: Option<i64>,
    /// To be sent with the next verb.
    pub version: i64,
}

/// The amendments of a grant, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmendmentListJson {
    pub items: Vec<AmendmentJson>,
}

/// One thing that is wanted. Which fields are needed depends on the kind.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AmendmentChangeJson {
    /// Needed.
    pub kind: Option<AmendmentKind>,
    /// `TIME`
    pub until_on: Option<NaiveDate>,
    /// `AMOUNT_DOWN`
    pub amount_cents: Option<i64>,
    /// `AMOUNT_DOWN`, if it changes with the amount.
    pub eligible_cents: Option<i64>,
    /// `TRANCHE_SHIFT`: all tranches as they are to be, each with its kind of means.
    pub tranches: Option<Vec<GrantTrancheJson>>,
    /// `PLAN_SHIFT`: all items as they are to be.
    pub plan: Option<Vec<PlanAmountJson>>,
    /// `PARTNER`: bodies that join.
    pub join: Option<Vec<Uuid>>,
    /// `PARTNER`: bodies that leave.
    pub leave: Option<Vec<Uuid>>,
    /// `PARTNER`: how the award is split then.
    pub basis: Option<ShareBasis>,
    /// `SCOPE`
    pub purpose: Option<String>,
    /// `SCOPE`
    pub objectives: Option<String>,
}

/// An item of the plan.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct PlanAmountJson {
    pub kind: PlanKind,
    pub amount_cents: i64,
}

/// An award before and after.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmendmentEffectJson {
    pub before: AwardTermsJson,
    pub after: AwardTermsJson,
    /// Items of the plan that exceed what may be exceeded without asking.
    pub overruns: Vec<PlanOverrunJson>,
}

/// What an award says.
#[derive(Debug, Serialize, ToSchema)]
pub struct AwardTermsJson {
    pub amount_cents: i64,
    pub eligible_cents: i64,
    pub until_on: NaiveDate,
    pub purpose: String,
    pub objectives: String,
    pub tranches: Vec<GrantTrancheJson>,
    pub plan: Vec<PlanAmountJson>,
    pub shares: Vec<GrantShareJson>,
}

/// An item above its limit.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanOverrunJson {
    pub kind: PlanKind,
    pub limit_cents: i64,
    pub over_cents: i64,
}

/// A request to write or change.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DraftAmendmentJson {
    /// Of the draft that is changed.
    #[serde(default)]
    pub version: i64,
    pub reason: String,
    pub changes: Vec<AmendmentChangeJson>,
}

/// A verb that needs no more than the version.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AmendmentVersionJson {
    pub version: i64,
}

/// The result of the examination.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CheckAmendmentJson {
    pub version: i64,
    pub remark: String,
}

/// A signature.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SignAmendmentJson {
    pub version: i64,
    /// `RL` or `BfdH`, for a person who holds both.
    pub role: Option<String>,
}

/// How the notice goes out.
#[derive(Debug, Deserialize, ToSchema)]
pub struct IssueAmendmentJson {
    pub version: i64,
    pub channel: Channel,
}

/// The end of a request, or its way back.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CloseAmendmentJson {
    pub version: i64,
    #[serde(default)]
    pub reason: String,
}

impl AmendmentJson {
    pub(super) fn new(amendment: Amendment, changes: &[Change], effect: Option<&Effect>) -> Self {
        Self {
            id: amendment.id.0,
            grant_id: amendment.grant_id.0,
            number: amendment.number,
            state: amendment.state,
            reason: amendment.reason,
            changes: changes.iter().map(AmendmentChangeJson::from).collect(),
            effect: effect.map(AmendmentEffectJson::from),
            remark: amendment.remark,
            requested_at: amendment.requested_at,
            checked_at: amendment.checked_at,
            rl_signed_at: amendment.rl_signed_at,
            bfdh_signed_at: amendment.bfdh_signed_at,
            issued_at: amendment.issued_at,
            channel: amendment.channel,
            sent_on: amendment.sent_on,
            award: amendment.award,
            version: amendment.version,
        }
    }
}

impl From<&Effect> for AmendmentEffectJson {
    fn from(effect: &Effect) -> Self {
        let overruns = effect.overruns.iter().map(|item| PlanOverrunJson {
            kind: item.kind,
            limit_cents: item.limit.0,
            over_cents: item.over.0,
        });
        Self {
            before: (&effect.before).into(),
            after: (&effect.after).into(),
            overruns: overruns.collect(),
        }
    }
}

impl From<&Terms> for AwardTermsJson {
    fn from(terms: &Terms) -> Self {
        let tranches = terms.tranches.iter();
        Self {
            amount_cents: terms.amount.0,
            eligible_cents: terms.eligible.0,
            until_on: terms.until_on,
            purpose: terms.purpose.clone(),
            objectives: terms.objectives.clone(),
            tranches: tranches.map(|account| (&account.tranche).into()).collect(),
            plan: terms.plan.iter().map(PlanAmountJson::from).collect(),
            shares: terms.shares.iter().map(GrantShareJson::from).collect(),
        }
    }
}

impl From<&PlanAmount> for PlanAmountJson {
    fn from(item: &PlanAmount) -> Self {
        Self {
            kind: item.kind,
            amount_cents: item.amount.0,
        }
    }
}

impl From<&Change> for AmendmentChangeJson {
    fn from(change: &Change) -> Self {
        let mut json = Self {
            kind: Some(change.kind()),
            ..Self::default()
        };
        match change.clone() {
            Change::Time { until_on } => json.until_on = Some(until_on),
            Change::PlanShift { items } => json.plan = Some(items.iter().map(PlanAmountJson::from).collect()),
            Change::Partner { join, leave, basis } => {
                json.join = Some(join.into_iter().map(|body| body.0).collect());
                json.leave = Some(leave.into_iter().map(|body| body.0).collect());
                json.basis = Some(basis);
            }
            Change::Scope { purpose, objectives } => {
                json.purpose = Some(purpose);
                json.objectives = Some(objectives);
            }
            Change::AmountDown { amount, eligible } => {
                json.amount_cents = Some(amount.0);
                json.eligible_cents = eligible.map(|eligible| eligible.0);
            }
            Change::TrancheShift { tranches } => {
                let part = |part: YearAmount| GrantTrancheJson {
                    year: part.year,
                    kind: Some(part.kind.code().to_owned()),
                    amount_cents: part.amount.0,
                };
                json.tranches = Some(tranches.into_iter().map(part).collect());
            }
        }
        json
    }
}

impl TryFrom<AmendmentChangeJson> for Change {
    type Error = Problem;

    /// Error: `Invalid`, naming the field that is missing.
    fn try_from(json: AmendmentChangeJson) -> Result<Self, Problem> {
        let missing = |field: &'static str| move || Problem::field(field, Text::new("field-required"));
        let text = |text: Option<String>, field| {
            text.map(|text| base::names::clean_multiline(&text))
                .ok_or_else(missing(field))
        };
        let bodies = |ids: Option<Vec<Uuid>>| ids.unwrap_or_default().into_iter().map(BodyId).collect();
        Ok(match json.kind.ok_or_else(missing("kind"))? {
            AmendmentKind::Time => Change::Time {
                until_on: json.until_on.ok_or_else(missing("until_on"))?,
            },
            AmendmentKind::PlanShift => Change::PlanShift {
                items: json
                    .plan
                    .ok_or_else(missing("plan"))?
                    .into_iter()
                    .map(|item| PlanAmount {
                        kind: item.kind,
                        amount: Cents(item.amount_cents),
                    })
                    .collect(),
            },
            AmendmentKind::Partner => Change::Partner {
                join: bodies(json.join),
                leave: bodies(json.leave),
                basis: json.basis.ok_or_else(missing("basis"))?,
            },
            AmendmentKind::Scope => Change::Scope {
                purpose: text(json.purpose, "purpose")?,
                objectives: text(json.objectives, "objectives")?,
            },
            AmendmentKind::AmountDown => Change::AmountDown {
                amount: Cents(json.amount_cents.ok_or_else(missing("amount_cents"))?),
                eligible: json.eligible_cents.map(Cents),
            },
            AmendmentKind::TrancheShift => Change::TrancheShift {
                tranches: json
                    .tranches
                    .ok_or_else(missing("tranches"))?
                    .into_iter()
                    .map(|part| {
                        let kind = part.kind.as_deref().and_then(PotKind::from_code);
                        Ok(YearAmount {
                            year: part.year,
                            kind: kind.ok_or_else(missing("tranches"))?,
                            amount: Cents(part.amount_cents),
                        })
                    })
                    .collect::<Result<_, Problem>>()?,
            },
        })
    }
}
