//! Gives applications to assessors, by hand: every named application to every named assessor.

use std::collections::{HashMap, HashSet};

use applications::{ApplicationId, ApplicationState};
use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use base_db::{Db, Entry};
use base_mail::Recipient;
use calls::{Call, CallId};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::model::{Review, ReviewId, ReviewState, Weights};
use crate::{access, mails, store};

/// Who scores what, until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    pub call: CallId,
    pub applications: Vec<ApplicationId>,
    pub assessors: Vec<PersonId>,
    pub due_on: Option<NaiveDate>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Assigned {
    pub new: usize,
    /// Pairs that exist already.
    pub present: usize,
    /// Pairs left out because the assessor is excluded.
    pub excluded: usize,
}

/// – → ASSIGNED for each new pair, M-R01 once per assessor, COMPLETE → IN_ASSESSMENT for applications that now have
/// enough assessors without conflict. Roles: SB, GS. Error: refused for an application in another state or a person who
/// is no assessor of the call.
pub async fn assign(db: &Db, ctx: &Ctx, command: Assign) -> Result<Assigned, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), command.call).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    check_persons(&unit, &command).await?;
    let cases = applications::applications(unit.conn(), ctx, &command.applications).await?;
    for id in &command.applications {
        let case = cases
            .get(id)
            .filter(|case| case.call_id == call.id)
            .ok_or(Problem::not_found("application"))?;
        if !matches!(
            case.state,
            ApplicationState::Complete | ApplicationState::InAssessment | ApplicationState::Assessed
        ) {
            let text = Text::new("reviews-refused-not-complete").with("number", case.label());
            return Err(Problem::refused("application-state", text));
        }
    }
    if crate::queries::latest_ranking_version(unit.conn(), call.id)
        .await?
        .is_some()
    {
        return Err(Problem::refused(
            "ranking-frozen",
            Text::new("reviews-refused-frozen"),
        ));
    }
    let known = known_pairs(&unit, &command.applications).await?;
    let excluded = excluded_pairs(&unit, &command).await?;
    let (reviews, result) = plan(ctx, &call, &command, &known, &excluded)?;
    store::standing::ensure(unit.conn(), call.id, call.reviews_min, &command.applications).await?;
    let entries = reviews.iter().map(|review| {
        Entry::new("review", review.id, "assign")
            .case(review.application_id)
            .to(ReviewState::Assigned)
            .data(serde_json::json!({ "assessor": review.assessor_id }))
    });
    unit.audit_many(entries.collect()).await?;
    let ready = enough(&call, &reviews, &known, &command.applications);
    let ready: Vec<ApplicationId> = ready
        .into_iter()
        .filter(|id| {
            cases
                .get(id)
                .is_some_and(|case| case.state == ApplicationState::Complete)
        })
        .collect();
    let counts = per_assessor(&reviews);
    store::review::insert(unit.conn(), reviews).await?;
    let (from, to) = (ApplicationState::Complete, ApplicationState::InAssessment);
    applications::transition_many(&unit, &ready, from, to, "start_assessment", None).await?;
    let batch = Uuid::now_v7();
    let persons: Vec<PersonId> = counts.keys().copied().collect();
    for to in people::recipients(unit.conn(), &persons).await? {
        let count = to
            .person_id
            .and_then(|id| counts.get(&id).copied())
            .unwrap_or_default();
        mails::assigned(&unit, batch, Recipient { ..to }, &call, count, command.due_on).await?;
    }
    unit.commit().await?;
    Ok(result)
}

type Pairs = HashMap<(ApplicationId, PersonId), ReviewState>;

async fn check_persons(unit: &base_db::Unit<'_>, command: &Assign) -> Result<(), Problem> {
    if command.applications.is_empty() {
        return Err(Problem::field(
            "applications",
            Text::new("reviews-choose-applications"),
        ));
    }
    if command.assessors.is_empty() {
        return Err(Problem::field("assessors", Text::new("reviews-choose-assessors")));
    }
    let holders = people::holders(unit.conn(), &[Role::AS], Scope::Call(command.call.0), unit.now()).await?;
    let holders: HashSet<PersonId> = holders.into_iter().map(|account| account.id).collect();
    if command.assessors.iter().all(|id| holders.contains(id)) {
        Ok(())
    } else {
        Err(Problem::field("assessors", Text::new("reviews-not-an-assessor")))
    }
}

async fn known_pairs(unit: &base_db::Unit<'_>, applications: &[ApplicationId]) -> Result<Pairs, Problem> {
    let mut pairs = Pairs::new();
    for chunk in applications.chunks(1_000) {
        for review in store::review::of_applications(unit.conn(), chunk).await? {
            pairs.insert((review.application_id, review.assessor_id), review.state);
        }
    }
    Ok(pairs)
}

/// By declaration, or barred for another reason.
async fn excluded_pairs(
    unit: &base_db::Unit<'_>,
    command: &Assign,
) -> Result<HashSet<(ApplicationId, PersonId)>, Problem> {
    let declared = store::declaration::of_applications(unit.conn(), &command.applications).await?;
    let mut pairs: HashSet<_> = declared
        .into_iter()
        .filter(crate::Declaration::excludes)
        .map(|declaration| (declaration.application_id, declaration.person_id))
        .collect();
    for person in &command.assessors {
        let barred = applications::barred(unit.conn(), *person).await?;
        pairs.extend(barred.into_iter().map(|application| (application, *person)));
    }
    Ok(pairs)
}

fn plan(
    ctx: &Ctx,
    call: &Call,
    command: &Assign,
    known: &Pairs,
    excluded: &HashSet<(ApplicationId, PersonId)>,
) -> Result<(Vec<Review>, Assigned), Problem> {
    let weights: Weights = call
        .criteria
        .iter()
        .map(|criterion| (criterion.code.clone(), criterion.weight))
        .collect();
    let weights = serde_json::to_string(&weights).map_err(Problem::broken)?;
    let mut result = Assigned::default();
    let mut reviews = Vec::new();
    for application in &command.applications {
        for assessor in &command.assessors {
            let pair = (*application, *assessor);
            if excluded.contains(&pair) {
                result.excluded += 1;
            } else if known.contains_key(&pair) {
                result.present += 1;
            } else {
                result.new += 1;
                reviews.push(Review {
                    id: ReviewId::new(),
                    call_id: call.id,
                    application_id: *application,
                    assessor_id: *assessor,
                    state: ReviewState::Assigned,
                    due_on: command.due_on,
                    weights: weights.clone(),
                    scores: "{}".to_owned(),
                    weighted: None,
                    comment: String::new(),
                    recommendation: String::new(),
                    edition: 0,
                    reason: String::new(),
                    assigned_by: ctx.person_id(),
                    assigned_at: ctx.now,
                    submitted_at: None,
                    version: 1,
                });
            }
        }
    }
    Ok((reviews, result))
}

/// The applications whose assessors without conflict reach the call's minimum.
fn enough(call: &Call, new: &[Review], known: &Pairs, applications: &[ApplicationId]) -> Vec<ApplicationId> {
    let mut counts: HashMap<ApplicationId, i64> = HashMap::new();
    for review in new {
        *counts.entry(review.application_id).or_default() += 1;
    }
    for ((application, _), state) in known {
        if !matches!(state, ReviewState::Declined | ReviewState::Void) {
            *counts.entry(*application).or_default() += 1;
        }
    }
    let is_enough = |id: &ApplicationId| counts.get(id).is_some_and(|count| *count >= call.reviews_min);
    applications.iter().copied().filter(is_enough).collect()
}

fn per_assessor(reviews: &[Review]) -> HashMap<PersonId, usize> {
    let mut counts = HashMap::new();
    for review in reviews {
        *counts.entry(review.assessor_id).or_default() += 1;
    }
    counts
}
