//! Where a body takes part twice in a call: itself, or through its district, association or members (handbook 3.1).
//! A hint for applicant and officer: a joint project and one of its members alone are two projects, not one twice.

use std::collections::{HashMap, HashSet};

use base::{Ctx, Problem};
use municipalities::{BodyId, BodyType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use crate::access;
use crate::model::{Application, ApplicationId, ApplicationState, Party, PartyRole};
use crate::store::{application, party};

/// Overlaps that are said at most.
const MAX_OVERLAPS: u64 = 100;

/// A body of one application that takes part in another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The body of this application.
    pub body: String,
    /// The body of the other one, where it is not the same.
    pub through: Option<String>,
    /// Of the body in the other one.
    pub role: PartyRole,
    pub other: ApplicationId,
    pub other_label: String,
    pub other_lead: String,
}

/// Where bodies of this application appear again among the applications of its call that were handed in (and the
/// person's own drafts).
pub async fn overlaps(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    application: &Application,
    parties: &[Party],
) -> Result<Vec<Overlap>, Problem> {
    overlaps_of(db, ctx, application, &related(db, parties).await?).await
}

/// As [`overlaps`], for bodies that were looked up already.
pub(crate) async fn overlaps_of(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    application: &Application,
    related: &Related,
) -> Result<Vec<Overlap>, Problem> {
    let found = among(db, related, known_others(ctx, application)).await?;
    Ok(found.into_iter().map(|(overlap, _)| overlap).collect())
}

/// How a body is related to one of this application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The body itself, also under the key it had before a merger.
    Same,
    /// Its association of municipalities, or a member of it.
    Association,
    /// Its district, or a municipality of it.
    District,
}

/// Bodies by what they stand for: the name of the body of this application, and how they are related.
pub(crate) type Related = HashMap<BodyId, (String, Relation)>;

/// Where `related` bodies appear again among the applications of `others`; each with that application.
pub(crate) async fn among(
    db: &impl ConnectionTrait,
    related: &Related,
    others: Select<application::Entity>,
) -> Result<Vec<(Overlap, Application)>, Problem> {
    let ids = others.select_only().column(application::Column::Id).into_query();
    let found = party::Entity::find()
        .filter(party::Column::BodyId.is_in(related.keys().copied()))
        .filter(party::Column::ApplicationId.in_subquery(ids))
        .order_by_asc(party::Column::ApplicationId)
        .order_by_asc(party::Column::Position)
        .limit(MAX_OVERLAPS)
        .all(db)
        .await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: HashSet<ApplicationId> = found.iter().map(|theirs| theirs.application_id).collect();
    let cases = application::Entity::find()
        .filter(application::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .filter_map(|theirs| {
            let other = cases.iter().find(|case| case.id == theirs.application_id)?;
            let (name, relation) = related.get(&theirs.body_id)?;
            let overlap = Overlap {
                body: name.clone(),
                through: (*relation != Relation::Same).then_some(theirs.name),
                role: theirs.role,
                other: other.id,
                other_label: other.label().to_owned(),
                other_lead: other.lead_name.clone(),
            };
            Some((overlap, other.clone()))
        })
        .collect())
}

/// Every body that one of `parties` is, was or became, and those related to it.
pub(crate) async fn related(db: &impl ConnectionTrait, parties: &[Party]) -> Result<Related, Problem> {
    let ids: Vec<BodyId> = parties.iter().map(|party| party.body_id).collect();
    let bodies = municipalities::bodies(db, &ids).await?;
    let name_of = |id: BodyId| {
        let party = parties.iter().find(|party| party.body_id == id);
        party.map(|party| party.name.clone()).unwrap_or_default()
    };
    let lineage = municipalities::lineage(db, &bodies).await?;
    let mut related: Related = lineage
        .into_iter()
        .map(|(body, stands_for)| (body, (name_of(stands_for), Relation::Same)))
        .collect();
    for party in parties {
        let Some(body) = bodies.get(&party.body_id) else {
            continue;
        };
        let relatives = municipalities::relatives(db, body).await?;
        let of_members = if body.body_type == BodyType::Landkreis {
            Relation::District
        } else {
            Relation::Association
        };
        let relatives = (relatives.association.map(|body| (body.id, Relation::Association)))
            .into_iter()
            .chain(relatives.district.map(|body| (body.id, Relation::District)))
            .chain(relatives.members.into_iter().map(|body| (body.id, of_members)));
        for (relative, relation) in relatives {
            related
                .entry(relative)
                .or_insert_with(|| (party.name.clone(), relation));
        }
    }
    Ok(related)
}

/// The other applications of the call that count: for the office those it may see; for an applicant those that were
/// handed in, of which it learns the applicant's name alone, and the drafts it sees anyway.
fn known_others(ctx: &Ctx, application: &Application) -> Select<application::Entity> {
    use ApplicationState as S;
    let mut seen = Condition::any().add(access::visible_to(ctx));
    if !access::is_office(ctx, application) {
        seen = seen.add(application::Column::State.ne(S::Draft));
    }
    application::Entity::find()
        .filter(application::Column::CallId.eq(application.call_id))
        .filter(application::Column::Id.ne(application.id))
        .filter(application::Column::State.is_not_in([S::Withdrawn, S::Rejected]))
        .filter(seen)
}
