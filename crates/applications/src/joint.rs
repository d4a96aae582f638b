//! Joint applications: what a partner is asked and says, and how amounts are split (handbook 3.3 part B; one cap per
//! project).

use std::collections::HashMap;

use base::money::{split_by_largest_remainder, split_equally};
use base::{Cents, FieldProblem, Problem, Text};
use calls::{Call, FundingMode};
use municipalities::{Body, BodyId, BodyType};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::model::{Application, ApplicationId, Partner, PartnerState, Party, PartyRole, Source};
use crate::queries;
use crate::store::{partner, party};

/// How the button splits the requested amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    Equally,
    /// By inhabitants; a body without a figure counts as having none.
    ByPopulation,
}

/// Shares that add up to `total` to the cent, in the order of the parties (C03, C04).
#[must_use]
pub fn split(total: Cents, how: Split, populations: &[Option<i64>]) -> Vec<Cents> {
    match how {
        Split::Equally => split_equally(total, populations.len()),
        Split::ByPopulation => {
            let weights: Vec<u64> = populations
                .iter()
                .map(|people| people.map_or(0, |people| people.max(0).unsigned_abs()))
                .collect();
            split_by_largest_remainder(total, &weights)
        }
    }
}

/// The partners of a case, in the order of the form.
pub async fn partners(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Partner>, Problem> {
    let rows = partner::Entity::find()
        .filter(partner::Column::ApplicationId.eq(id))
        .all(db)
        .await?;
    let mut rows: HashMap<BodyId, partner::Model> = rows.into_iter().map(|row| (row.body_id, row)).collect();
    let parties = queries::parties_of(db, id).await?;
    Ok(parties
        .into_iter()
        .filter(|party| party.role == PartyRole::Partner)
        .map(|party| {
            let row = rows.remove(&party.body_id);
            Partner::of(party, row)
        })
        .collect())
}

impl Partner {
    /// A confirmation holds for the share and the task that were shown; another one is a new question.
    pub(crate) fn of(party: Party, row: Option<partner::Model>) -> Self {
        let Some(row) = row else {
            return Self {
                party,
                task: String::new(),
                state: PartnerState::Open,
                asked_at: None,
                answered_at: None,
                remark: String::new(),
                resolution_on: None,
            };
        };
        let is_outdated = row.state == PartnerState::Confirmed
            && (row.confirmed_share != party.share || row.confirmed_task != row.task);
        Self {
            party,
            state: if is_outdated {
                PartnerState::Open
            } else {
                row.state
            },
            task: row.task,
            asked_at: row.asked_at,
            answered_at: row.answered_at,
            remark: row.remark,
            resolution_on: row.resolution_on,
        }
    }
}

/// What the partners lack before the application may be handed in. Paper and lists carry their signatures themselves.
#[must_use]
pub fn open_points(application: &Application, partners: &[Partner], call: &Call) -> Vec<FieldProblem> {
    if !application.source.is_online() {
        return Vec::new();
    }
    let mut points = Vec::new();
    for (number, partner) in partners.iter().enumerate() {
        let field = |name: &str| format!("{name}_{}", number + 1);
        let mut open = |field: String, key: &str| {
            let text = Text::new(key).with("name", &partner.party.name);
            points.push(FieldProblem::new(field, text));
        };
        if partner.task.is_empty() {
            open(field("task"), "applications-partner-task-missing");
        }
        if call.funding_mode == FundingMode::CashGrant && partner.party.share.is_none() {
            open(field("share"), "applications-partner-share-missing");
        }
        let answer = match partner.state {
            PartnerState::Confirmed => continue,
            _ if application.source == Source::Trial => continue, // nobody is asked for a test
            PartnerState::Refused => "applications-partner-refused",
            PartnerState::Open | PartnerState::Asked => "applications-partner-unconfirmed",
        };
        open("partners".to_owned(), answer);
    }
    points
}

/// Whether a place of action lies within what one of these bodies administers (B6): itself, or a member of the
/// district or association.
pub(crate) async fn is_within(
    db: &impl ConnectionTrait,
    applicants: &[Body],
    place: &Body,
) -> Result<bool, Problem> {
    for applicant in applicants {
        if applicant.id == place.id {
            return Ok(true);
        }
        if applicant.body_type == BodyType::Landkreis {
            if place.district_key.as_deref() == Some(&applicant.key) {
                return Ok(true);
            }
        } else if applicant.body_type.is_association_of_municipalities() {
            let members = municipalities::relatives(db, applicant).await?.members;
            if members.iter().any(|member| member.id == place.id) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Partners of drafts that wait for a signatory of these bodies, at most `limit`.
pub(crate) async fn waiting_for(
    db: &impl ConnectionTrait,
    bodies: &[uuid::Uuid],
    limit: u64,
) -> Result<Vec<ApplicationId>, Problem> {
    let rows = partner::Entity::find()
        .filter(partner::Column::BodyId.is_in(bodies.iter().copied()))
        .filter(partner::Column::State.eq(PartnerState::Asked))
        .limit(limit)
        .all(db)
        .await?;
    let ids: Vec<ApplicationId> = rows.iter().map(|row| row.application_id).collect();
    let parties = party::Entity::find()
        .filter(party::Column::ApplicationId.is_in(ids))
        .filter(party::Column::BodyId.is_in(bodies.iter().copied()))
        .filter(party::Column::Role.eq(PartyRole::Partner))
        .all(db)
        .await?;
    Ok(parties.into_iter().map(|party| party.application_id).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    #[test]
    fn c03_equal_split_of_40000_over_three_partners() {
        let shares = split(Cents(4_000_000), Split::Equally, &[None, None, None]);
        assert_eq!(shares, [Cents(1_333_334), Cents(1_333_333), Cents(1_333_333)]);
    }

    #[test]
    fn c04_split_by_population_loses_no_cent() {
        let shares = split(Cents(3_800_001), Split::ByPopulation, &[Some(8_500), Some(7_000)]);
        assert_eq!(shares, [Cents(2_083_872), Cents(1_716_129)]);
        let shares = split(Cents(100), Split::ByPopulation, &[None, Some(5)]);
        assert_eq!(shares, [Cents(0), Cents(100)]);
    }
}
