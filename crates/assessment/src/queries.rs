//! Reads for pages, the API and later crates. Whatever takes a [`Ctx`] shows only cases that person may see.

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId, ApplicationState, CaseRow};
use base::{Ctx, PersonId, Problem, Role, Scope};
use base_db::{Page, PageRequest};
use calls::{Call, CallId};
use sea_orm::ConnectionTrait;

use crate::model::{Declaration, RankedEntry, Ranking, RankingId, Review, ReviewState, ReviewTask, Standing};
use crate::rules::Distribution;
use crate::{access, rules, store};

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

/// A ranking as the person may know it: without the cases it is barred from, and as if they were not in it. Its reason
/// may speak of one of them, so it is left out then. For later crates.
pub async fn as_seen(db: &impl ConnectionTrait, ctx: &Ctx, ranking: Ranking) -> Result<Ranking, Problem> {
    let hidden = hidden_from(db, ctx, ranking.id).await?;
    Ok(hide(ranking, &hidden))
}

fn hide(ranking: Ranking, hidden: &HashSet<ApplicationId>) -> Ranking {
    if hidden.is_empty() {
        return ranking;
    }
    let entries = rules::without(ranking.entries, hidden);
    Ranking {
        reason: String::new(),
        open_ties: None,
        entry_count: Some(entries.len() as i64),
        entries,
        ..ranking
    }
}

async fn hidden_from(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    ranking: RankingId,
) -> Result<HashSet<ApplicationId>, Problem> {
    match ctx.person_id() {
        Some(me) => store::ranking::hidden(db, ranking, me).await,
        None => Ok(HashSet::new()),
    }
}

/// A page of the newest frozen ranking.
#[derive(Debug, Clone)]
pub struct RankingPage {
    /// All versions without entries, newest first; at least one.
    pub versions: Vec<Ranking>,
    pub entries: Page<(RankedEntry, CaseRow)>,
    /// Those that wait for a decision or for lots, as far as one form can take them.
    pub ties: Vec<(RankedEntry, CaseRow)>,
    /// The person is barred from a case of the ranking: it is shown as if that case were not in it.
    pub is_partial: bool,
}

impl RankingPage {
    /// The newest version.
    #[must_use]
    pub fn head(&self) -> Option<&Ranking> {
        self.versions.first()
    }
}

/// One page of the newest ranking, with the cases the person may see: four statements, whatever its length, and one more
/// while ties are open. Roles of the programme, and the steering group of the call once the papers were released to it.
/// `None` for the office before the first freeze. Error: not found.
pub async fn ranking_page(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    request: PageRequest,
) -> Result<Option<RankingPage>, Problem> {
    let not_found = || Problem::not_found("ranking");
    let is_office = access::holds(ctx, access::RANKING_READERS, call);
    if !is_office && !applications::papers_released(db, ctx, access::COMMITTEE, call.id).await? {
        return Err(not_found());
    }
    let mut versions = ranking_versions(db, call.id).await?;
    let Some(newest) = versions.first().cloned() else {
        // nothing is there yet for members
        return if is_office { Ok(None) } else { Err(not_found()) };
    };
    let hidden = hidden_from(db, ctx, newest.id).await?;
    let is_partial = !hidden.is_empty();
    let (entries, ties) = if is_partial {
        let whole = store::ranking::with_entries(db, newest).await?;
        for version in &mut versions {
            version.reason.clear();
        }
        part_of(hide(whole, &hidden).entries, request)
    } else {
        let ties = match newest.open_ties {
            Some(0) => Vec::new(),
            _ => store::ranking::ties(db, newest.id).await?,
        };
        (store::ranking::page(db, &newest, request).await?, ties)
    };
    let ids: Vec<ApplicationId> = entries
        .items
        .iter()
        .chain(&ties)
        .map(|entry| entry.application_id)
        .collect();
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
        is_partial,
        ties: with_cases(ties),
        entries: Page {
            items: with_cases(entries.items),
            total: entries.total,
            page: entries.page,
            per_page: entries.per_page,
        },
    }))
}

/// One page of entries in hand, and those of them that wait for settling.
fn part_of(all: Vec<RankedEntry>, request: PageRequest) -> (Page<RankedEntry>, Vec<RankedEntry>) {
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let ties = all.iter().filter(|entry| entry.waits_for_settling()).cloned();
    let ties = ties.take(size(store::ranking::MOST_TIES)).collect();
    let total = all.len() as u64;
    let shown = all
        .into_iter()
        .skip(size(request.offset()))
        .take(size(request.limit()));
    (Page::new(shown.collect(), total, request), ties)
}

/// How the totals of ranked entries lie that the caller may show: what was kept beside them, else one statement.
pub(crate) async fn distributions(
    db: &impl ConnectionTrait,
    entries: &[(RankedEntry, CaseRow)],
) -> Result<HashMap<ApplicationId, Distribution>, Problem> {
    let unknown = entries.iter().filter(|(entry, _)| entry.lies.is_none());
    let unknown: Vec<ApplicationId> = unknown.map(|(entry, _)| entry.application_id).collect();
    let totals = store::review::totals(db, &unknown).await?;
    let known = entries
        .iter()
        .filter_map(|(entry, _)| Some((entry.application_id, entry.lies?)));
    Ok(totals
        .into_iter()
        .filter_map(|(id, totals)| Some((id, Distribution::of(totals)?)))
        .chain(known)
        .collect())
}

/// The standing of one application, for later crates.
pub async fn standing_of(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Option<Standing>, Problem> {
    store::standing::find(db, id).await
}

/// Cases of the call that the person has still to score: until the own review is handed in, nobody reads what others
/// gave, whatever other role it has (handbook 5.3). No statement for whoever scores nothing there.
pub(crate) async fn owed(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
) -> Result<HashSet<ApplicationId>, Problem> {
    let Some(me) = ctx.person_id().filter(|_| ctx.has(Role::AS, Scope::Call(call.0))) else {
        return Ok(HashSet::new());
    };
    let own = store::review::of_assessor(db, me).await?;
    let open = own
        .into_iter()
        .filter(|review| review.call_id == call && review.state.is_open());
    Ok(open.map(|review| review.application_id).collect())
}

/// The standings of a call, best first, with their cases, as far as the person may know them. Error: not found.
pub async fn standings(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
) -> Result<Vec<(Application, Standing)>, Problem> {
    access::require_reader(ctx, call)?;
    let owed = owed(db, ctx, call.id).await?;
    let rows = store::standing::of_call(db, call.id).await?;
    let mut cases: HashMap<ApplicationId, Application> = applications::of_call(db, ctx, call.id, &[])
        .await?
        .into_iter()
        .filter(|case| !owed.contains(&case.id))
        .map(|case| (case.id, case))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((cases.remove(&row.id)?, row)))
        .collect())
}

/// One page of the standings, best first, with their cases: two statements, none of them over all reviews. Cases the
/// person is barred from, or has still to score, are neither shown nor counted. Error: not found.
pub async fn standings_page(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    request: PageRequest,
) -> Result<Page<(CaseRow, Standing)>, Problem> {
    access::require_reader(ctx, call)?;
    let owed = owed(db, ctx, call.id).await?;
    let page = store::standing::page(db, call.id, ctx.person_id(), &owed, request).await?;
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
    // number and applicant must be known to declare an interest, so the declaration decides here and not the role
    let cases = applications::case_rows(db, &Ctx::system("assessment", ctx.now), &ids).await?;
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
    let owed = owed(db, ctx, call.id).await?;
    let mut reviews: HashMap<ApplicationId, Vec<Review>> = HashMap::new();
    for mut review in store::review::of_applications(db, &ids).await? {
        // no score before it is handed in, and none of others before the own one is
        if !review.state.is_valid() || owed.contains(&review.application_id) {
            review.weighted = None;
            review.scores = "{}".to_owned();
        }
        reviews.entry(review.application_id).or_default().push(review);
    }
    let mut declared: HashMap<ApplicationId, Vec<Declaration>> = HashMap::new();
    for one in store::declaration::of_applications(db, &ids).await? {
        declared.entry(one.application_id).or_default().push(one);
    }
    let mut standings: HashMap<ApplicationId, Standing> = store::standing::of_applications(db, &ids)
        .await?
        .into_iter()
        .filter(|row| !owed.contains(&row.id))
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
    let of = async |state| {
        let filter = applications::Filter {
            call: Some(call.id),
            states: vec![state],
            ..applications::Filter::default()
        };
        applications::queries::count(db, ctx, &filter).await.map(size)
    };
    // no count tells of a case that is closed to this person
    let seen = || applications::seen_cases(ctx);
    let concerned = applications::queries::seen_in(ctx, call.id, &IN_ASSESSMENT);
    Ok(Progress {
        unassigned: of(ApplicationState::Complete).await?,
        in_assessment: of(ApplicationState::InAssessment).await?,
        assessed: of(ApplicationState::Assessed).await?,
        open_reviews: size(store::review::count(db, call.id, seen(), ReviewState::is_open).await?),
        submitted_reviews: size(store::review::count(db, call.id, seen(), ReviewState::is_valid).await?),
        alarms: size(store::standing::count_alarms(db, call.id, seen()).await?),
        concerns: size(store::declaration::count_concerns(db, concerned).await?),
    })
}

fn size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// A concern that waits for its ruling.
#[must_use]
pub(crate) fn is_open_concern(declaration: &Declaration) -> bool {
    declaration.kind == crate::Interest::Concern && declaration.ruling.is_none()
}
