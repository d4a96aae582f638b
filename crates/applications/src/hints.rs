//! Double funding and repetition (handbook 2.11, 3.1): what the system knows that may stand against a case, or may
//! not. Hints only; an officer judges each one, with a reason.
//!
//! A hint shows a few facts of another case also where the officer doesn't work for its programme, because just that
//! comparison is the purpose. Cases the person is barred from are left out.

use std::collections::HashMap;

use base::{Cents, Ctx, Problem};
use chrono::NaiveDate;
use municipalities::BodyId;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::model::{
    Access, Application, ApplicationId, ApplicationState as S, HintKind, Judgement, OtherGrant, PartyRole,
    Source, Verdict,
};
use crate::overlap::{Related, Relation};
use crate::rules::similar;
use crate::store::{application, case_access, judgement, party};
use crate::{access, overlap, queries};

/// Cases looked at per question at most; titles are compared with the latest ones.
const MAX: u64 = 500;
const MAX_TITLES: u64 = 2_000;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub kind: HintKind,
    /// Which one of this kind: the other case's id, or empty.
    pub subject: String,
    pub other: Option<OtherCase>,
    /// Other public money as declared: the sum in the plan, and each grant (E3).
    pub declared: Option<Cents>,
    pub grants: Vec<OtherGrant>,
    /// How alike the titles are, in per cent.
    pub likeness: Option<u32>,
    pub judgement: Option<Judgement>,
}

/// What a hint says of another case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCase {
    pub id: ApplicationId,
    pub label: String,
    pub call: String,
    pub lead: String,
    pub title: String,
    pub state: S,
    pub requested: Cents,
    pub project_from: Option<NaiveDate>,
    pub project_until: Option<NaiveDate>,
    /// Whether this person may open it.
    pub is_visible: bool,
}

/// All hints of a case, worst kinds first. Error: denied outside the office of its programme.
pub async fn hints(db: &impl ConnectionTrait, ctx: &Ctx, case: &Application) -> Result<Vec<Hint>, Problem> {
    require_office(ctx, case)?;
    let mut applicants = queries::parties_of(db, case.id).await?;
    applicants.retain(|party| party.role != PartyRole::PlaceOfAction);
    let related = overlap::related(db, &applicants).await?;
    hints_of(db, ctx, case, &related).await
}

fn require_office(ctx: &Ctx, case: &Application) -> Result<(), Problem> {
    if access::is_office(ctx, case) {
        Ok(())
    } else {
        Err(Problem::not_found("hints"))
    }
}

/// As [`hints`]; `related` are the bodies around its applicants ([`overlap::related`]).
pub(crate) async fn hints_of(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    case: &Application,
    related: &Related,
) -> Result<Vec<Hint>, Problem> {
    require_office(ctx, case)?;
    if access::is_trial(case) {
        return Ok(Vec::new());
    }
    let mut found: Vec<(HintKind, Application, Option<u32>)> = Vec::new();
    for (other, is_lead) in of_same_bodies(db, ctx, case, related).await? {
        if let Some(kind) = same_body(case, &other, is_lead) {
            let likeness = similar::percent(&case.title, &other.title);
            found.push((kind, other, Some(likeness)));
        }
    }
    for other in through_association(db, ctx, case, related).await? {
        found.push((HintKind::ThroughAssociation, other, None));
    }
    for (other, likeness) in of_same_purpose(db, ctx, case).await? {
        found.push((HintKind::SamePurpose, other, Some(likeness)));
    }
    found.sort_by_key(|(kind, other, _)| (order(*kind), other.id));
    found.dedup_by_key(|(kind, other, _)| (*kind, other.id));
    let ids: Vec<ApplicationId> = found.iter().map(|(_, other, _)| other.id).collect();
    let visible = queries::applications(db, ctx, &ids).await?;
    let calls: Vec<_> = found.iter().map(|(_, other, _)| other.call_id).collect();
    let codes: HashMap<_, _> = if calls.is_empty() {
        HashMap::new()
    } else {
        let calls = calls::calls(db, &calls).await?;
        calls.into_iter().map(|call| (call.id, call.code)).collect()
    };
    let mut all: Vec<Hint> = found
        .into_iter()
        .map(|(kind, other, likeness)| Hint {
            kind,
            subject: other.id.to_string(),
            likeness,
            declared: None,
            grants: Vec::new(),
            judgement: None,
            other: Some(OtherCase {
                is_visible: visible.contains_key(&other.id),
                label: other.label().to_owned(),
                call: codes.get(&other.call_id).cloned().unwrap_or_default(),
                lead: other.lead_name,
                title: other.title,
                // a result that was not released is nobody else's to know
                state: visible.get(&other.id).map_or(S::Submitted, |seen| seen.state),
                requested: other.requested,
                project_from: other.project_from,
                project_until: other.project_until,
                id: other.id,
            }),
        })
        .collect();
    // a list carries no declarations: their absence says nothing
    let is_undeclared = !case.no_double_funding && case.source != Source::Import;
    let grants = crate::plan::other_grants(db, case.id).await?;
    if !case.other_funding.is_zero() || !grants.is_empty() || is_undeclared {
        all.push(Hint {
            kind: HintKind::DeclaredGrants,
            subject: String::new(),
            other: None,
            declared: Some(case.other_funding),
            grants,
            likeness: None,
            judgement: None,
        });
    }
    let judged = judgements(db, case.id).await?;
    for hint in &mut all {
        hint.judgement = judged
            .iter()
            .find(|one| one.kind == hint.kind && one.subject == hint.subject)
            .cloned();
    }
    Ok(all)
}

fn order(kind: HintKind) -> usize {
    let kinds = [
        HintKind::LeadTwice,
        HintKind::SameBody,
        HintKind::SamePurpose,
        HintKind::ThroughAssociation,
        HintKind::Repeated,
        HintKind::DeclaredGrants,
    ];
    kinds.iter().position(|one| *one == kind).unwrap_or(kinds.len())
}

/// What it means that a body of this case is lead or partner of another one. Partner in any number is allowed (3.1).
fn same_body(case: &Application, other: &Application, is_lead: bool) -> Option<HintKind> {
    if case.call_id == other.call_id {
        return is_lead.then_some(HintKind::LeadTwice);
    }
    if run_together(case, other) {
        return Some(HintKind::SameBody);
    }
    let is_repeated = other.state == S::Awarded && other.programme_id == case.programme_id;
    is_repeated.then_some(HintKind::Repeated)
}

/// Whether two projects run at the same time; an open end counts as running.
fn run_together(a: &Application, b: &Application) -> bool {
    let starts_after_end = |from: Option<NaiveDate>, until: Option<NaiveDate>| matches!((from, until), (Some(from), Some(until)) if from > until);
    !starts_after_end(a.project_from, b.project_until) && !starts_after_end(b.project_from, a.project_until)
}

/// Other cases that were handed in and still stand, without those the person is barred from.
fn others(ctx: &Ctx, case: &Application) -> Select<application::Entity> {
    let mut query = application::Entity::find()
        .filter(application::Column::Id.ne(case.id))
        .filter(application::Column::Source.ne(Source::Trial))
        .filter(application::Column::ReceivedAt.is_not_null())
        .filter(application::Column::State.is_not_in([S::Draft, S::Withdrawn, S::Rejected]));
    if let Some(person) = ctx.person_id() {
        let barred = Query::select()
            .column(case_access::Column::ApplicationId)
            .from(case_access::Entity)
            .and_where(case_access::Column::PersonId.eq(person))
            .and_where(case_access::Column::Access.eq(Access::Barred))
            .to_owned();
        query = query.filter(application::Column::Id.not_in_subquery(barred));
    }
    query.order_by_desc(application::Column::Id)
}

fn with_bodies(bodies: &[BodyId]) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(party::Column::ApplicationId)
        .from(party::Entity)
        .and_where(party::Column::BodyId.is_in(bodies.iter().copied()))
        .and_where(party::Column::Role.is_in([PartyRole::Lead, PartyRole::Partner]))
        .to_owned()
}

/// Cases in which a lead or partner of this one is lead or partner, and whether this case's own lead leads there. Mergers
/// count: a town applied before under the key it had then.
async fn of_same_bodies(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    case: &Application,
    related: &Related,
) -> Result<Vec<(Application, bool)>, Problem> {
    let is_same = |(_, relation): &(String, Relation)| *relation == Relation::Same;
    let bodies: Vec<BodyId> = related
        .iter()
        .filter(|(_, of)| is_same(of))
        .map(|(body, _)| *body)
        .collect();
    let found = others(ctx, case)
        .filter(application::Column::Id.in_subquery(with_bodies(&bodies)))
        .limit(MAX)
        .all(db)
        .await?;
    let own = related.get(&case.lead_body_id);
    Ok(found
        .into_iter()
        .map(|other| {
            let their = related.get(&other.lead_body_id);
            let is_lead = their.is_some_and(|their| is_same(their) && own == Some(their));
            (other, is_lead)
        })
        .collect())
}

/// Cases in which the association or members of an applicant apply: of the same call, there also its district; and of
/// other calls where both projects run at the same time.
async fn through_association(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    case: &Application,
    related: &Related,
) -> Result<Vec<Application>, Problem> {
    let of = |wanted: &[Relation]| -> Related {
        related
            .iter()
            .filter(|(_, (_, relation))| wanted.contains(relation))
            .map(|(body, of)| (*body, of.clone()))
            .collect()
    };
    let here = of(&[Relation::Association, Relation::District]);
    let elsewhere = of(&[Relation::Association]);
    let mut found = Vec::new();
    if !here.is_empty() {
        let others = others(ctx, case).filter(application::Column::CallId.eq(case.call_id));
        found.extend(overlap::among(db, &here, others).await?);
    }
    if !elsewhere.is_empty() {
        let others = others(ctx, case).filter(application::Column::CallId.ne(case.call_id));
        let others = overlap::among(db, &elsewhere, others).await?;
        found.extend(others.into_iter().filter(|(_, other)| run_together(case, other)));
    }
    Ok(found
        .into_iter()
        .filter(|(overlap, _)| overlap.role != PartyRole::PlaceOfAction)
        .map(|(_, other)| other)
        .collect())
}

/// Cases of other leads with a similar title; those of the same lead are hints of their own.
async fn of_same_purpose(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    case: &Application,
) -> Result<Vec<(Application, u32)>, Problem> {
    let titles: Vec<(ApplicationId, String)> = others(ctx, case)
        .filter(application::Column::LeadBodyId.ne(case.lead_body_id))
        .select_only()
        .column(application::Column::Id)
        .column(application::Column::Title)
        .limit(MAX_TITLES)
        .into_tuple()
        .all(db)
        .await?;
    let alike: HashMap<ApplicationId, u32> = titles
        .into_iter()
        .map(|(id, title)| (id, similar::percent(&case.title, &title)))
        .filter(|(_, percent)| *percent >= similar::SAME_PURPOSE)
        .take(20)
        .collect();
    if alike.is_empty() {
        return Ok(Vec::new());
    }
    let found = application::Entity::find()
        .filter(application::Column::Id.is_in(alike.keys().copied()))
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|other| {
            let percent = alike.get(&other.id).copied().unwrap_or_default();
            (other, percent)
        })
        .collect())
}

async fn judgements(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Judgement>, Problem> {
    Ok(judgement::Entity::find()
        .filter(judgement::Column::ApplicationId.eq(id))
        .all(db)
        .await?)
}

/// Whether an officer found a conflict that still stands.
pub(crate) async fn has_conflict(db: &impl ConnectionTrait, id: ApplicationId) -> Result<bool, Problem> {
    let conflict = judgement::Entity::find()
        .filter(judgement::Column::ApplicationId.eq(id))
        .filter(judgement::Column::Verdict.eq(Verdict::Conflict))
        .one(db)
        .await?;
    Ok(conflict.is_some())
}
