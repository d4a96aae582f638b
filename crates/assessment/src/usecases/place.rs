//! Puts applications and assessors together: what keeps a pair apart, and what follows from pairs.

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId, ApplicationState};
use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use base_db::{Entry, Unit};
use calls::Call;
use chrono::{Days, NaiveDate};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::conflicts;
use crate::model::{PoolState, Review, ReviewId, ReviewState, Weights};
use crate::{mails, store};

/// Reminders so many days before the reviews are due (handbook 5.3).
const REMIND_BEFORE: [u64; 2] = [5, 1];

/// Sends M-R04; the subject names call, day and person.
pub(crate) const REMINDER_JOB: &str = "review-reminder";

/// What speaks for or against a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    New,
    /// There is a review of the pair, whatever became of it.
    Present,
    /// By declaration, ruling or bar.
    Excluded,
    /// The data suggest a conflict that nobody has set aside.
    Hinted,
}

/// Everything that is known of some applications and persons of a call.
pub(crate) struct Ground {
    pub cases: HashMap<ApplicationId, Application>,
    pub known: HashMap<(ApplicationId, PersonId), ReviewState>,
    excluded: HashSet<(ApplicationId, PersonId)>,
    pub conflicts: conflicts::Ground,
}

/// Who may be given applications: assessors of the call who were not invited, or accepted. By name.
pub(crate) async fn available(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
) -> Result<Vec<people::Account>, Problem> {
    let mut holders = people::holders(db, &[Role::AS], Scope::Call(call.id.0), ctx.now).await?;
    let pool = store::pool::of_call(db, call.id).await?;
    holders.retain(|account| {
        pool.iter()
            .filter(|one| one.person_id == account.id)
            .all(|one| one.state == PoolState::Accepted)
    });
    Ok(holders)
}

/// The call takes assignments as long as its ranking is not frozen. Error: refused.
pub(crate) async fn require_unfrozen(db: &impl ConnectionTrait, call: &Call) -> Result<(), Problem> {
    match crate::queries::latest_ranking_version(db, call.id).await? {
        None => Ok(()),
        Some(_) => Err(Problem::refused(
            "ranking-frozen",
            Text::new("reviews-refused-frozen"),
        )),
    }
}

/// Whether an application in this state can be given to assessors.
pub(crate) fn can_be_assessed(case: &Application) -> bool {
    matches!(
        case.state,
        ApplicationState::Complete | ApplicationState::InAssessment | ApplicationState::Assessed
    )
}

impl Ground {
    /// Only of cases that this person may see.
    pub(crate) async fn load(
        db: &impl ConnectionTrait,
        ctx: &Ctx,
        cases: HashMap<ApplicationId, Application>,
        persons: &[PersonId],
    ) -> Result<Self, Problem> {
        let ids: Vec<ApplicationId> = cases.keys().copied().collect();
        let mut known = HashMap::new();
        for chunk in ids.chunks(1_000) {
            for review in store::review::of_applications(db, chunk).await? {
                known.insert((review.application_id, review.assessor_id), review.state);
            }
        }
        let declared = store::declaration::of_applications(db, &ids).await?;
        let mut excluded: HashSet<_> = declared
            .into_iter()
            .filter(crate::Declaration::excludes)
            .map(|declaration| (declaration.application_id, declaration.person_id))
            .collect();
        excluded.extend(applications::barred_persons(db, &ids).await?);
        let today = base::calendar::local_date(ctx.now);
        let conflicts = conflicts::Ground::load(db, today, persons, &ids).await?;
        Ok(Self {
            cases,
            known,
            excluded,
            conflicts,
        })
    }

    /// The strongest of what speaks about a pair of known cases and persons.
    pub(crate) fn verdict(&self, application: ApplicationId, person: PersonId) -> Verdict {
        let pair = (application, person);
        let is_hinted = || {
            self.cases
                .get(&application)
                .is_some_and(|case| self.conflicts.is_open(case, person))
        };
        if self.excluded.contains(&pair) {
            Verdict::Excluded
        } else if self.known.contains_key(&pair) {
            Verdict::Present
        } else if is_hinted() {
            Verdict::Hinted
        } else {
            Verdict::New
        }
    }

    /// – → ASSIGNED for these new pairs, M-R01 once per assessor with reminders before the day, COMPLETE → IN_ASSESSMENT
    /// for applications that now have enough assessors without conflict.
    pub(crate) async fn write(
        &self,
        unit: &Unit<'_>,
        call: &Call,
        pairs: &[(ApplicationId, PersonId)],
        due_on: Option<NaiveDate>,
    ) -> Result<(), Problem> {
        let pool = store::pool::of_call(unit.conn(), call.id).await?;
        let due_of: HashMap<PersonId, Option<NaiveDate>> =
            pool.into_iter().map(|one| (one.person_id, one.due_on)).collect();
        let due = |person: &PersonId| due_on.or_else(|| due_of.get(person).copied().flatten());
        let weights = weights(call)?;
        let reviews: Vec<Review> = pairs
            .iter()
            .map(|(application, person)| new_review(unit, call, *application, *person, due(person), &weights))
            .collect();
        let mut ids: Vec<ApplicationId> = pairs.iter().map(|pair| pair.0).collect();
        ids.sort_unstable();
        ids.dedup();
        store::standing::ensure(unit.conn(), call.id, call.reviews_min, &ids).await?;
        let entries = reviews.iter().map(|review| {
            Entry::new("review", review.id, "assign")
                .case(review.application_id)
                .to(ReviewState::Assigned)
                .data(serde_json::json!({ "assessor": review.assessor_id }))
        });
        unit.audit_many(entries.collect()).await?;
        store::review::insert(unit.conn(), reviews).await?;
        self.start(unit, call, pairs, &ids).await?;
        tell(unit, call, pairs, due).await
    }

    /// Applications whose assessors without conflict reach the call's minimum.
    async fn start(
        &self,
        unit: &Unit<'_>,
        call: &Call,
        pairs: &[(ApplicationId, PersonId)],
        ids: &[ApplicationId],
    ) -> Result<(), Problem> {
        let mut counts: HashMap<ApplicationId, i64> = HashMap::new();
        for (application, _) in pairs {
            *counts.entry(*application).or_default() += 1;
        }
        for ((application, _), state) in &self.known {
            if is_live(*state) {
                *counts.entry(*application).or_default() += 1;
            }
        }
        let ready: Vec<ApplicationId> = ids
            .iter()
            .copied()
            .filter(|id| counts.get(id).is_some_and(|count| *count >= call.reviews_min))
            .filter(|id| {
                let case = self.cases.get(id);
                case.is_some_and(|case| case.state == ApplicationState::Complete)
            })
            .collect();
        let (from, to) = (ApplicationState::Complete, ApplicationState::InAssessment);
        applications::transition_many(unit, &ready, from, to, "start_assessment", None).await?;
        Ok(())
    }
}

fn is_live(state: ReviewState) -> bool {
    !matches!(state, ReviewState::Declined | ReviewState::Void)
}

fn weights(call: &Call) -> Result<String, Problem> {
    let weights: Weights = call
        .criteria
        .iter()
        .map(|criterion| (criterion.code.clone(), criterion.weight))
        .collect();
    serde_json::to_string(&weights).map_err(Problem::broken)
}

fn new_review(
    unit: &Unit<'_>,
    call: &Call,
    application_id: ApplicationId,
    assessor_id: PersonId,
    due_on: Option<NaiveDate>,
    weights: &str,
) -> Review {
    Review {
        id: ReviewId::new(),
        call_id: call.id,
        application_id,
        assessor_id,
        state: ReviewState::Assigned,
        due_on,
        weights: weights.to_owned(),
        scores: "{}".to_owned(),
        field_versions: "{}".to_owned(),
        weighted: None,
        comment: String::new(),
        recommendation: String::new(),
        edition: 0,
        reason: String::new(),
        assigned_by: unit.ctx().person_id(),
        assigned_at: unit.now(),
        submitted_at: None,
        version: 1,
    }
}

/// One mail per batch and assessor.
async fn tell(
    unit: &Unit<'_>,
    call: &Call,
    pairs: &[(ApplicationId, PersonId)],
    due: impl Fn(&PersonId) -> Option<NaiveDate>,
) -> Result<(), Problem> {
    let mut counts: HashMap<PersonId, usize> = HashMap::new();
    for (_, person) in pairs {
        *counts.entry(*person).or_default() += 1;
    }
    let batch = Uuid::now_v7();
    let mut persons: Vec<PersonId> = counts.keys().copied().collect();
    persons.sort_unstable();
    for to in people::recipients(unit.conn(), &persons).await? {
        let Some(person) = to.person_id else { continue };
        let count = counts.get(&person).copied().unwrap_or_default();
        mails::assigned(unit, batch, to, call, count, due(&person)).await?;
    }
    for person in persons {
        let Some(due_on) = due(&person) else { continue };
        for days in REMIND_BEFORE {
            let day = base::calendar::day_start(due_on - Days::new(days));
            if day > unit.now() {
                let subject = format!("{}/{due_on}/{person}", call.id);
                unit.schedule(REMINDER_JOB, subject, day).await?;
            }
        }
    }
    Ok(())
}
