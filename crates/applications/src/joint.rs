//! Joint applications: what a partner is asked and says, how amounts are split, and where a body appears twice
//! (handbook 3.3 part B; one cap per project).

use std::collections::{HashMap, HashSet};

use base::money::{split_by_largest_remainder, split_equally};
use base::{Cents, Ctx, FieldProblem, Problem, Text};
use calls::{Call, FundingMode};
use municipalities::{Body, BodyId, BodyType};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::access;
use crate::model::{
    Application, ApplicationId, ApplicationState, Partner, PartnerState, Party, PartyRole, Source,
};
use crate::queries;
use crate::store::{application, partner, party};

/// Overlaps that are said at most.
const MAX_OVERLAPS: u64 = 100;

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
    let mut open = |key: &str, partner: &Partner| {
        let text = Text::new(key).with("name", &partner.party.name);
        points.push(FieldProblem::new("partners", text));
    };
    for partner in partners {
        if partner.task.is_empty() {
            open("applications-partner-task-missing", partner);
        }
        if call.funding_mode == FundingMode::CashGrant && partner.party.share.is_none() {
            open("applications-partner-share-missing", partner);
        }
        match partner.state {
            PartnerState::Confirmed => {}
            _ if application.source == Source::Trial => {} // nobody is asked for a test
            PartnerState::Refused => open("applications-partner-refused", partner),
            PartnerState::Open | PartnerState::Asked => open("applications-partner-unconfirmed", partner),
        }
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

/// A body of this application that is part of another one of the same call, itself or through its district,
/// association or members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The body of this application.
    pub body: String,
    /// The body of the other one, where it is not the same.
    pub through: Option<String>,
    pub role: PartyRole,
    pub other: ApplicationId,
    pub other_label: String,
    pub other_lead: String,
}

/// Where bodies of this application appear again among those that were handed in (and the person's own drafts).
/// A hint for applicant and officer: a joint project and one of its members alone are two projects, not one twice.
pub async fn overlaps(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    application: &Application,
    parties: &[Party],
) -> Result<Vec<Overlap>, Problem> {
    let ids: Vec<BodyId> = parties.iter().map(|party| party.body_id).collect();
    let bodies = municipalities::bodies(db, &ids).await?;
    // related body → the body of this application it stands for
    let mut related: HashMap<BodyId, (String, bool)> = HashMap::new();
    for party in parties {
        related.insert(party.body_id, (party.name.clone(), true));
    }
    for party in parties {
        let Some(body) = bodies.get(&party.body_id) else {
            continue;
        };
        for relative in municipalities::hierarchy(db, body).await? {
            related
                .entry(relative)
                .or_insert_with(|| (party.name.clone(), false));
        }
    }
    let found = party::Entity::find()
        .filter(party::Column::BodyId.is_in(related.keys().copied()))
        .filter(party::Column::ApplicationId.in_subquery(others(ctx, application)))
        .order_by_asc(party::Column::ApplicationId)
        .order_by_asc(party::Column::Position)
        .limit(MAX_OVERLAPS)
        .all(db)
        .await?;
    let ids: HashSet<ApplicationId> = found.iter().map(|theirs| theirs.application_id).collect();
    let cases = application::Entity::find()
        .filter(application::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .filter_map(|theirs| {
            let other = cases.iter().find(|case| case.id == theirs.application_id)?;
            let (name, is_same) = related.get(&theirs.body_id)?;
            Some(Overlap {
                body: name.clone(),
                through: (!is_same).then_some(theirs.name),
                role: theirs.role,
                other: other.id,
                other_label: other.label().to_owned(),
                other_lead: other.lead_name.clone(),
            })
        })
        .collect())
}

/// The other applications of the call that count: for the office those it may see; for an applicant those that were
/// handed in, of which it learns the applicant's name alone, and the drafts it sees anyway.
fn others(ctx: &Ctx, application: &Application) -> SelectStatement {
    use ApplicationState as S;
    let gone = [S::Withdrawn, S::Rejected];
    let mut seen = Condition::any().add(access::visible_to(ctx));
    if !access::is_office(ctx, application) {
        seen = seen.add(application::Column::State.ne(S::Draft));
    }
    let all = Condition::all()
        .add(application::Column::CallId.eq(application.call_id))
        .add(application::Column::Id.ne(application.id))
        .add(application::Column::State.is_not_in(gone))
        .add(seen);
    Query::select()
        .column((application::Entity, application::Column::Id))
        .from(application::Entity)
        .cond_where(all)
        .to_owned()
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
