//! Grants in JSON: what the API takes and gives.

use base::{Lang, Problem, Text};
use base_db::Page;
use budget::PotKind;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{
    Channel, Content, DoubleFunding, Grant, GrantMode, GrantState, Share, ShareBasis, Tranche,
};
use crate::rules;
use crate::usecases::{Outcome, Proposal};

/// A grant. Amounts are cents; dates are civil dates.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct GrantJson {
    pub id: Uuid,
    pub application_id: Uuid,
    pub call_id: Uuid,
    /// Of the application.
    pub number: String,
    pub title: String,
    pub body_id: Uuid,
    pub body_name: String,
    pub mode: GrantMode,
    pub state: GrantState,
    pub amount_cents: i64,
    pub eligible_cents: i64,
    pub financing_type: String,
    /// Hundredths of a per cent.
    pub rate_basis_points: i64,
    pub tranches: Vec<GrantTrancheJson>,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub purpose: String,
    pub objectives: String,
    pub conditions: String,
    pub double_funding: DoubleFunding,
    pub prepared_at: DateTime<Utc>,
    pub rl_signed_at: Option<DateTime<Utc>>,
    pub bfdh_signed_at: Option<DateTime<Utc>>,
    pub issued_at: Option<DateTime<Utc>>,
    pub channel: Option<Channel>,
    pub sent_on: Option<NaiveDate>,
    pub delivered_on: Option<NaiveDate>,
    pub accept_until_on: Option<NaiveDate>,
    pub answered_at: Option<DateTime<Utc>>,
    /// The version of the award in force.
    pub award: i64,
    pub ordered_cents: i64,
    pub paid_cents: i64,
    /// How often the notice was sent.
    pub attempt: i64,
    /// The last day for fetching it from the portal.
    pub fetch_until_on: Option<NaiveDate>,
    /// The day of receipt that was proven.
    pub proven_on: Option<NaiveDate>,
    pub remedy_until_on: Option<NaiveDate>,
    /// The notice on remedies is missing or wrong.
    pub remedy_flawed: bool,
    pub waived_on: Option<NaiveDate>,
    pub objected_on: Option<NaiveDate>,
    pub remedy_settled_on: Option<NaiveDate>,
    pub final_on: Option<NaiveDate>,
    /// Of a joint grant.
    pub share_basis: Option<ShareBasis>,
    /// Of a joint grant, the lead first; not in lists.
    #[serde(default)]
    pub shares: Vec<GrantShareJson>,
    /// To be sent with the next verb.
    pub version: i64,
}

/// What a body of a joint grant gets.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct GrantShareJson {
    pub body_id: Uuid,
    pub body_name: String,
    pub amount_cents: i64,
}

impl From<&Share> for GrantShareJson {
    fn from(share: &Share) -> Self {
        Self {
            body_id: share.body_id.0,
            body_name: share.name.clone(),
            amount_cents: share.amount.0,
        }
    }
}

/// What falls due in a budget year.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GrantTrancheJson {
    pub year: i64,
    /// `CASH`, `COMMITMENT`; when left out, what the call has for that year.
    pub kind: Option<String>,
    pub amount_cents: i64,
}

/// One page of the grants of a call.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantListJson {
    pub items: Vec<GrantJson>,
    pub total: u64,
    pub page: u64,
    pub per_page: u64,
}

/// A grant to prepare. What is left out is taken from the selection, the application and the call.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PrepareGrantJson {
    /// Of the grant under preparation that is to be changed.
    pub version: Option<i64>,
    pub amount_cents: Option<i64>,
    pub tranches: Option<Vec<GrantTrancheJson>>,
    pub eligible_cents: Option<i64>,
    pub from_on: Option<NaiveDate>,
    pub until_on: Option<NaiveDate>,
    pub purpose: Option<String>,
    pub objectives: Option<String>,
    pub conditions: Option<String>,
    pub double_funding: Option<DoubleFunding>,
    pub double_funding_reason: Option<String>,
    /// How a joint grant is split.
    pub share_basis: Option<ShareBasis>,
}

/// A signature.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CountersignGrantJson {
    pub version: i64,
    /// `RL` or `BfdH`, for a person who holds both.
    pub role: Option<String>,
}

/// How the notice goes out.
#[derive(Debug, Deserialize, ToSchema)]
pub struct IssueGrantJson {
    /// Not looked at in a batch.
    pub version: Option<i64>,
    pub channel: Channel,
}

/// A declaration of acceptance.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AcceptGrantJson {
    pub version: i64,
    /// Where the signed declaration is, when an officer records it.
    #[serde(default)]
    pub remark: String,
}

/// A refusal.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DeclineGrantJson {
    pub version: i64,
    pub reason: String,
}

/// What became of the records of a batch.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantBatchJson {
    pub done: u64,
    pub refused: u64,
    pub items: Vec<GrantOutcomeJson>,
}

/// What became of one record.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantOutcomeJson {
    pub application_id: Uuid,
    pub grant_id: Option<Uuid>,
    pub number: String,
    pub body_name: String,
    /// The state reached.
    pub state: Option<GrantState>,
    /// Why not.
    pub refusal: Option<String>,
}

impl GrantJson {
    pub(super) fn new(grant: Grant, tranches: &[Tranche]) -> Self {
        Self {
            id: grant.id.0,
            application_id: grant.application_id.0,
            call_id: grant.call_id.0,
            number: grant.number,
            title: grant.title,
            body_id: grant.body_id.0,
            body_name: grant.body_name,
            mode: grant.mode,
            state: grant.state,
            amount_cents: grant.amount.0,
            eligible_cents: grant.eligible.0,
            financing_type: grant.financing_type,
            rate_basis_points: grant.rate.0,
            tranches: tranches.iter().map(GrantTrancheJson::from).collect(),
            from_on: grant.from_on,
            until_on: grant.until_on,
            purpose: grant.purpose,
            objectives: grant.objectives,
            conditions: grant.conditions,
            double_funding: grant.double_funding,
            prepared_at: grant.prepared_at,
            rl_signed_at: grant.rl_signed_at,
            bfdh_signed_at: grant.bfdh_signed_at,
            issued_at: grant.issued_at,
            channel: grant.channel,
            sent_on: grant.sent_on,
            delivered_on: grant.delivered_on,
            accept_until_on: grant.accept_until_on,
            answered_at: grant.answered_at,
            award: grant.award,
            ordered_cents: grant.ordered.0,
            paid_cents: grant.paid.0,
            attempt: grant.attempt,
            fetch_until_on: grant.fetch_until_on,
            proven_on: grant.proven_on,
            remedy_until_on: grant.remedy_until_on,
            remedy_flawed: grant.remedy_flawed,
            waived_on: grant.waived_on,
            objected_on: grant.objected_on,
            remedy_settled_on: grant.remedy_settled_on,
            final_on: grant.final_on,
            share_basis: grant.share_basis,
            shares: Vec::new(),
            version: grant.version,
        }
    }
}

impl From<&Tranche> for GrantTrancheJson {
    fn from(part: &Tranche) -> Self {
        Self {
            year: part.year,
            kind: Some(part.kind.code().to_owned()),
            amount_cents: part.amount.0,
        }
    }
}

impl From<Page<GrantJson>> for GrantListJson {
    fn from(page: Page<GrantJson>) -> Self {
        Self {
            items: page.items,
            total: page.total,
            page: page.page,
            per_page: page.per_page,
        }
    }
}

impl GrantBatchJson {
    pub(super) fn new(lang: Lang, outcomes: Vec<Outcome>) -> Self {
        let refused = outcomes.iter().filter(|outcome| outcome.result.is_err()).count();
        Self {
            done: (outcomes.len() - refused) as u64,
            refused: refused as u64,
            items: outcomes
                .into_iter()
                .map(|outcome| GrantOutcomeJson {
                    application_id: outcome.application_id,
                    grant_id: outcome.grant_id.map(|id| id.0),
                    number: outcome.number,
                    body_name: outcome.body_name,
                    state: outcome.result.as_ref().ok().copied(),
                    refusal: outcome
                        .result
                        .err()
                        .map(|problem| base_web::failure::sentence(lang, &problem)),
                })
                .collect(),
        }
    }
}

impl PrepareGrantJson {
    /// The proposal with what was sent over it. A new amount without tranches is spread over the years anew.
    /// Error: `Invalid` for an unknown kind of means.
    pub(super) fn over(self, proposal: &Proposal, this_year: i64) -> Result<Content, Problem> {
        let base = proposal.content.clone();
        let amount = self.amount_cents.map_or(base.amount, base::Cents);
        let tranches = match self.tranches {
            Some(parts) => {
                let read = |part: &GrantTrancheJson| tranche(part, this_year, &proposal.means);
                parts.iter().map(read).collect::<Result<_, _>>()?
            }
            None if amount != base.amount => rules::default_tranches(amount, &proposal.means),
            None => base.tranches,
        };
        let text = |sent: Option<String>, stored: String| {
            sent.map_or(stored, |text| base::names::clean_multiline(&text))
        };
        Ok(Content {
            amount,
            tranches,
            eligible: self.eligible_cents.map_or(base.eligible, base::Cents),
            from_on: self.from_on.unwrap_or(base.from_on),
            until_on: self.until_on.unwrap_or(base.until_on),
            purpose: text(self.purpose, base.purpose),
            objectives: text(self.objectives, base.objectives),
            conditions: text(self.conditions, base.conditions),
            double_funding: self.double_funding.unwrap_or(base.double_funding),
            double_funding_reason: text(self.double_funding_reason, base.double_funding_reason),
            share_basis: self.share_basis.or(base.share_basis),
        })
    }
}

fn tranche(part: &GrantTrancheJson, this_year: i64, means: &[Tranche]) -> Result<Tranche, Problem> {
    let kind = match part.kind.as_deref() {
        None => rules::kind_for(part.year, this_year, means),
        Some(code) => PotKind::from_code(code)
            .ok_or_else(|| Problem::field("tranches", Text::new("field-choice").with("value", code)))?,
    };
    Ok(Tranche {
        year: part.year,
        kind,
        amount: base::Cents(part.amount_cents),
    })
}

/// Withdraws an application.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct WithdrawJson {
    pub reason: String,
}
