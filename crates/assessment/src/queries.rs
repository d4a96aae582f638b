//! Reads for pages, the API and later crates. Whatever takes a [`Ctx`] shows only cases that person may see.

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState, CaseRow};
use base::{Ctx, PersonId, Problem, Role, Scope};
use base_db::{Page, PageRequest};
use calls::{Call, CallId};
use sea_orm::ConnectionTrait;

use crate::model::{Declaration, RankedEntry, Ranking, RankingId, Review, ReviewTask, Standing};
use crate::rules::Distribution;
use crate::store::ranking::Sight;
use crate::{access, store};

/// The states a matrix shows.
const IN_ASSESSMENT: [ApplicationState; 3] = [
    ApplicationState::Complete,
    ApplicationState::InAssessment,
    ApplicationState::Assessed,
];

/// The newest frozen ranking of a call with all entries, for later crates: not scoped to a person.
pub async fn latest_ranking(db: &impl ConnectionTrait, call: CallId) -> Result<Option<Ranking>, Problem> {
    match store::ranking::newest(db, call).await? {
        Some(version) => Ok(Some(store::ranking::with_entries(db, version).await?)),
        None => Ok(None),
    }
}

/// The newest version's number, without entries.
pub(crate) async fn latest_ranking_version(
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Option<i64>, Problem> {
    Ok(store::ranking::newest(db, call)
        .await?
        .map(|version| version.version))
}

/// One frozen version with all entries, for later crates. Error: not found.
pub async fn ranking(db: &impl ConnectionTrait, id: RankingId) -> Result<Ranking, Problem> {
    let version = store::ranking::find(db, id)
        .await?
        .ok_or(Problem::not_found("ranking"))?;
    store::ranking::with_entries(db, version).await
}

/// The same without entries. Error: not found.
pub async fn ranking_head(db: &impl ConnectionTrait, id: RankingId) -> Result<Ranking, Problem> {
    let version = store::ranking::find(db, id)
        .await?
        .ok_or(Problem::not_found("ranking"))?;
    Ok(Ranking::from(version))
}

/// All versions of a call without entries, newest first.
pub async fn ranking_versions(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Ranking>, Problem> {
    let versions = store::ranking::versions(db, call).await?;
    Ok(versions.into_iter().map(Ranking::from).collect())
}

/// A page of the newest frozen ranking.
#[derive(Debug, Clone)]
pub struct RankingPage {
    /// All versions without entries, newest first; at least one.
    pub versions: Vec<Ranking>,
    pub entries: Page<(RankedEntry, CaseRow)>,
    /// Those that wait for lots, as far as one form can take them.
    pub ties: Vec<(RankedEntry, CaseRow)>,
    /// Median and spread of what the entries of this page were given.
    pub distributions: HashMap<ApplicationId, Distribution>,
}

impl RankingPage {
    /// The newest version.
    #[must_use]
    pub fn head(&self) -> Option<&Ranking> {
        self.versions.first()
    }
}

/// One page of the newest ranking, with only the entries whose cases the person may see, and those cases: six
/// statements, whatever its length. Roles of the programme, and the steering group once it was let in. `None` for the
/// office before the first freeze. Error: not found.
pub async fn ranking_page(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    request: PageRequest,
) -> Result<Option<RankingPage>, Problem> {
    let not_found = || Problem::not_found("ranking");
    let is_office = access::holds(ctx, access::RANKING_READERS, call);
    if !is_office && !ctx.has_any_role(&[Role::SM, Role::SV]) {
        return Err(not_found());
    }
    let versions = ranking_versions(db, call.id).await?;
    let Some(id) = versions.first().map(|newest| newest.id) else {
        // nothing is there yet for members
        return if is_office { Ok(None) } else { Err(not_found()) };
    };
    let sight = match ctx.person_id() {
        // the office sees every ranked case of its programme; asking for each of them would cost more than the page
        Some(me) if is_office => Sight::Except(applications::barred(db, me).await?),
        _ => Sight::Only(Box::new(applications::seen_cases(ctx))),
    };
    let page = store::ranking::page(db, id, &sight, request).await?;
    if page.total == 0 && !is_office {
        return Err(not_found());
    }
    let ties = store::ranking::ties(db, id, &sight).await?;
    let ids: Vec<ApplicationId> = page
        .items
        .iter()
        .chain(&ties)
        .map(|entry| entry.application_id)
        .collect();
    let shown: Vec<ApplicationId> = page.items.iter().map(|entry| entry.application_id).collect();
    let distributions = distributions(db, &shown).await?;
    let cases = applications::case_rows(db, ctx, &ids).await?;
    let with_cases = |entries: Vec<RankedEntry>| -> Vec<(RankedEntry, CaseRow)> {
        entries
            .into_iter()
            .filter_map(|entry| {
                let case = cases.get(&entry.application_id)?.clone();
                Some((entry, case))
            })
            .collect()
    };
    Ok(Some(RankingPage {
        versions,
        distributions,
        ties: with_cases(ties),
        entries: Page {
            items: with_cases(page.items),
            total: page.total,
            page: page.page,
            per_page: page.per_page,
        },
    }))
}

/// How the totals of applications lie that the caller may show. One statement.
pub(crate) async fn distributions(
    db: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Distribution>, Problem> {
    let totals = store::review::totals(db, ids).await?;
    Ok(totals
        .into_iter()
        .filter_map(|(id, totals)| Some((id, Distribution::of(totals)?)))
        .collect())
}

/// The standing of one application, for later crates.
pub async fn standing_of(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Option<Standing>, Problem> {
    store::standing::find(db, id).await
}

/// The standings of a call, best first, with their cases, as far as the person may see them. Error: not found.
pub async fn standings(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
) -> Result<Vec<(Application, Standing)>, Problem> {
    access::require_reader(ctx, call)?;
    let rows = store::standing::of_call(db, call.id).await?;
    let mut cases: HashMap<ApplicationId, Application> = applications::of_call(db, ctx, call.id, &[])
        .await?
        .into_iter()
        .map(|case| (case.id, case))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((cases.remove(&row.id)?, row)))
        .collect())
}

/// One page of the standings, best first, with their cases: three statements, none of them over all reviews. Cases the
/// person is barred from are neither shown nor counted. Error: not found.
pub async fn standings_page(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    request: PageRequest,
) -> Result<Page<(CaseRow, Standing)>, Problem> {
    access::require_reader(ctx, call)?;
    let barred = match ctx.person_id() {
        Some(me) => applications::barred(db, me).await?,
        None => Vec::new(),
    };
    let page = store::standing::page(db, call.id, &barred, request).await?;
    let ids: Vec<ApplicationId> = page.items.iter().map(|row| row.id).collect();
    let mut cases = applications::case_rows(db, ctx, &ids).await?;
    let (total, number, per_page) = (page.total, page.page, page.per_page);
    let items = page
        .items
        .into_iter()
        .filter_map(|row| Some((cases.remove(&row.id)?, row)))
        .collect();
    Ok(Page {
        items,
        total,
        page: number,
        per_page,
    })
}

/// The reviews of one application; the caller has checked that the person may read them.
pub async fn reviews_of_application(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<Review>, Problem> {
    store::review::of_application(db, id).await
}

/// What was declared about an application, for the meeting's exclusions.
pub async fn declarations_of(
    db: &impl ConnectionTrait,
    applications: &[ApplicationId],
) -> Result<Vec<Declaration>, Problem> {
    store::declaration::of_applications(db, applications).await
}

/// The person's own reviews, the next due first. Excluded cases are not named any more; contents not before the
/// declaration.
pub async fn reviews_of_person(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<ReviewTask>, Problem> {
    let me = ctx.person()?.id;
    let reviews = store::review::of_assessor(db, me).await?;
    let declared: HashMap<ApplicationId, Declaration> = store::declaration::of_person(db, me)
        .await?
        .into_iter()
        .map(|declared| (declared.application_id, declared))
        .collect();
    let barred = applications::barred(db, me).await?;
    let ids: Vec<ApplicationId> = reviews.iter().map(|review| review.application_id).collect();
    let cases = applications::applications(db, &Ctx::system("assessment", ctx.now), &ids).await?;
    Ok(reviews
        .into_iter()
        .filter(|review| {
            ctx.has(Role::AS, Scope::Call(review.call_id.0)) && !barred.contains(&review.application_id)
        })
        .filter_map(|review| {
            let case = cases.get(&review.application_id)?;
            let declared = declared.get(&review.application_id);
            let allowed = declared.is_some_and(Declaration::allows);
            Some(ReviewTask {
                review: review.id,
                call_id: review.call_id,
                application_id: review.application_id,
                number: case.label().to_owned(),
                lead_name: case.lead_name.clone(),
                title: if allowed {
                    case.title.clone()
                } else {
                    String::new()
                },
                state: review.state,
                due_on: review.due_on,
                declared: declared.map(|declared| declared.kind),
                total_hundredths: review.total_hundredths(),
            })
        })
        .collect())
}

/// How far the person is with its reviews of a call: handed in, and all that count or still may.
#[must_use]
pub fn own_progress(tasks: &[ReviewTask], call: CallId) -> (usize, usize) {
    let own = || tasks.iter().filter(|task| task.call_id == call);
    let done = own().filter(|task| task.state.is_valid()).count();
    (done, done + own().filter(|task| task.state.is_open()).count())
}

/// One application with its reviews.
#[derive(Debug, Clone)]
pub struct MatrixRow {
    pub application: Application,
    pub standing: Option<Standing>,
    pub reviews: Vec<Review>,
    pub declarations: Vec<Declaration>,
}

/// Applications × assessors of a call, one page.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// Everybody who is or was given an application here or holds the role now, by name.
    pub assessors: Vec<(PersonId, String)>,
    pub rows: Page<MatrixRow>,
}

/// For SB, GS, RL, RH. Error: not found.
pub async fn matrix(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    request: PageRequest,
) -> Result<Matrix, Problem> {
    access::require_reader(ctx, call)?;
    let filter = applications::Filter {
        call: Some(call.id),
        states: IN_ASSESSMENT.to_vec(),
        ..applications::Filter::default()
    };
    let mut page = applications::list(db, ctx, &filter, request).await?;
    if page.total == 0 {
        // after the decisions: whatever was assessed
        let filter = applications::Filter {
            states: applications::rules::FROZEN.to_vec(),
            ..filter
        };
        page = applications::list(db, ctx, &filter, request).await?;
    }
    let ids: Vec<ApplicationId> = page.items.iter().map(|case| case.id).collect();
    let mut reviews: HashMap<ApplicationId, Vec<Review>> = HashMap::new();
    for review in store::review::of_applications(db, &ids).await? {
        reviews.entry(review.application_id).or_default().push(review);
    }
    let mut declared: HashMap<ApplicationId, Vec<Declaration>> = HashMap::new();
    for one in store::declaration::of_applications(db, &ids).await? {
        declared.entry(one.application_id).or_default().push(one);
    }
    let mut standings: HashMap<ApplicationId, Standing> = store::standing::of_applications(db, &ids)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut persons: Vec<PersonId> = reviews
        .values()
        .flatten()
        .map(|review| review.assessor_id)
        .collect();
    let holders = people::holders(db, &[Role::AS], Scope::Call(call.id.0), ctx.now).await?;
    persons.extend(holders.iter().map(|account| account.id));
    persons.sort_unstable();
    persons.dedup();
    let mut assessors: Vec<(PersonId, String)> = people::names(db, &persons).await?.into_iter().collect();
    assessors.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    let rows = page.map(|application| MatrixRow {
        standing: standings.remove(&application.id),
        reviews: reviews.remove(&application.id).unwrap_or_default(),
        declarations: declared.remove(&application.id).unwrap_or_default(),
        application,
    });
    Ok(Matrix { assessors, rows })
}

/// How far the assessment of a call is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Complete, without enough assessors.
    pub unassigned: usize,
    pub in_assessment: usize,
    pub assessed: usize,
    /// Reviews that assessors still owe.
    pub open_reviews: usize,
    pub submitted_reviews: usize,
    pub alarms: usize,
    /// Concerns of bias without a ruling.
    pub concerns: usize,
}

/// For SB, GS, RL, RH. Error: not found.
pub async fn progress(db: &impl ConnectionTrait, ctx: &Ctx, call: &Call) -> Result<Progress, Problem> {
    access::require_reader(ctx, call)?;
    let cases = applications::of_call(db, ctx, call.id, &IN_ASSESSMENT).await?;
    let of = |state| cases.iter().filter(|case| case.state == state).count();
    let ids: Vec<ApplicationId> = cases.iter().map(|case| case.id).collect();
    let declarations = store::declaration::of_applications(db, &ids).await?;
    // no count tells of a case that is closed to this person
    let barred = match ctx.person_id() {
        Some(me) => applications::barred(db, me).await?,
        None => Vec::new(),
    };
    let mut reviews = store::review::of_call(db, call.id).await?;
    reviews.retain(|review| !barred.contains(&review.application_id));
    let mut standings = store::standing::of_call(db, call.id).await?;
    standings.retain(|row| !barred.contains(&row.id));
    Ok(Progress {
        unassigned: of(ApplicationState::Complete),
        in_assessment: of(ApplicationState::InAssessment),
        assessed: of(ApplicationState::Assessed),
        open_reviews: reviews.iter().filter(|review| review.state.is_open()).count(),
        submitted_reviews: reviews.iter().filter(|review| review.state.is_valid()).count(),
        alarms: standings.iter().filter(|row| row.has_alarm()).count(),
        concerns: declarations.iter().filter(|one| is_open_concern(one)).count(),
    })
}

/// A concern that waits for its ruling.
#[must_use]
pub(crate) fn is_open_concern(declaration: &Declaration) -> bool {
    declaration.kind == crate::Interest::Concern && declaration.ruling.is_none()
}
