//! Reads about who assesses a call: the pool with its loads, suggested conflicts, the proposal of the automatic
//! assignment. Every number is counted over the cases that the person may see.

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId, ApplicationState};
use base::{Ctx, PersonId, Problem};
use base_db::{Page, PageRequest};
use calls::{Call, CallId};
use sea_orm::ConnectionTrait;

use crate::conflicts::Ground;
use crate::model::{CallAssessor, Hint, InterestId, PoolState, Proposal, StandingInterest};
use crate::usecases::place::available;
use crate::{access, store};

/// States in which an application can be given to assessors.
const TO_ASSESS: [ApplicationState; 3] = [
    ApplicationState::Complete,
    ApplicationState::InAssessment,
    ApplicationState::Assessed,
];

/// A person of the pool: invited, or with the role from the administration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolRow {
    pub person: PersonId,
    pub name: String,
    /// `None` for whoever has the role without an invitation.
    pub invitation: Option<CallAssessor>,
    /// Whether applications can be assigned.
    pub available: bool,
    pub assigned: usize,
    pub open: usize,
    pub submitted: usize,
    pub declined: usize,
}

/// The pool of a call by name. For SB, GS, RL, RH. Error: not found.
pub async fn pool(db: &impl ConnectionTrait, ctx: &Ctx, call: &Call) -> Result<Vec<PoolRow>, Problem> {
    access::require_reader(ctx, call)?;
    let seen: HashSet<ApplicationId> = applications::of_call(db, ctx, call.id, &[])
        .await?
        .into_iter()
        .map(|case| case.id)
        .collect();
    let mut invited: HashMap<PersonId, CallAssessor> = store::pool::of_call(db, call.id)
        .await?
        .into_iter()
        .map(|one| (one.person_id, one))
        .collect();
    let holders: HashSet<PersonId> = available(db, ctx, call).await?.iter().map(|one| one.id).collect();
    let mut reviews = store::review::of_call(db, call.id).await?;
    reviews.retain(|review| seen.contains(&review.application_id));
    let mut persons: Vec<PersonId> = holders.iter().chain(invited.keys()).copied().collect();
    persons.sort_unstable();
    persons.dedup();
    let mut names = people::names(db, &persons).await?;
    let mut rows: Vec<PoolRow> = persons
        .into_iter()
        .map(|person| {
            let own = || reviews.iter().filter(move |review| review.assessor_id == person);
            PoolRow {
                person,
                name: names.remove(&person).unwrap_or_default(),
                invitation: invited.remove(&person),
                available: holders.contains(&person),
                assigned: own()
                    .filter(|one| one.state.is_open() || one.state.is_valid())
                    .count(),
                open: own().filter(|one| one.state.is_open()).count(),
                submitted: own().filter(|one| one.state.is_valid()).count(),
                declined: own()
                    .filter(|one| one.state == crate::ReviewState::Declined)
                    .count(),
            }
        })
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name).then(a.person.cmp(&b.person)));
    Ok(rows)
}

/// The person's own invitations, open ones first.
pub async fn invitations_of_person(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
) -> Result<Vec<CallAssessor>, Problem> {
    let mut own = store::pool::of_person(db, ctx.person()?.id).await?;
    own.sort_by_key(|one| (one.state != PoolState::Invited, one.answer_by));
    Ok(own)
}

/// The person's own standing interests with the bodies' names.
pub async fn interests_of_person(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
) -> Result<Vec<(StandingInterest, String)>, Problem> {
    let own = store::interest::of_persons(db, &[ctx.person()?.id]).await?;
    let bodies: Vec<_> = own.iter().map(|one| one.body_id).collect();
    let names = municipalities::names(db, &bodies).await?;
    Ok(own
        .into_iter()
        .map(|one| {
            let name = names.get(&one.body_id).cloned().unwrap_or_default();
            (one, name)
        })
        .collect())
}

/// What the data suggest about the person's own review, before it declares: only names of bodies it is shown anyway.
pub(crate) async fn own_hints(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    application: ApplicationId,
) -> Result<Vec<Hint>, Problem> {
    let me = ctx.person()?.id;
    let case = crate::usecases::case(db, ctx, application).await?;
    let today = base::calendar::local_date(ctx.now);
    let ground = Ground::load(db, today, &[me], &[application]).await?;
    Ok(ground.hints(&case, me))
}

/// A suggested conflict with its case and the person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintRow {
    pub hint: Hint,
    pub number: String,
    pub lead_name: String,
    pub person_name: String,
}

/// Suggested conflicts of everybody who can be assigned with every application to assess, open ones first, of the cases
/// that the person may see. For SB, GS, RL, RH. Error: not found.
pub async fn conflict_hints(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    request: PageRequest,
) -> Result<Page<HintRow>, Problem> {
    access::require_reader(ctx, call)?;
    let persons = available(db, ctx, call).await?;
    let ids: Vec<PersonId> = persons.iter().map(|one| one.id).collect();
    let mut cases = applications::of_call(db, ctx, call.id, &TO_ASSESS).await?;
    cases.sort_by(|a, b| a.number.cmp(&b.number).then(a.id.cmp(&b.id)));
    let of_call: Vec<ApplicationId> = cases.iter().map(|case| case.id).collect();
    let today = base::calendar::local_date(ctx.now);
    let ground = Ground::load(db, today, &ids, &of_call).await?;
    let mut rows: Vec<HintRow> = Vec::new();
    for case in &cases {
        for account in &persons {
            let hints = ground.hints(case, account.id).into_iter();
            rows.extend(hints.map(|hint| HintRow {
                hint,
                number: case.label().to_owned(),
                lead_name: case.lead_name.clone(),
                person_name: account.name.clone(),
            }));
        }
    }
    rows.sort_by_key(|row| row.hint.dismissed.is_some());
    let per_page = request.per_page.clamp(1, base_db::page::MAX_PER_PAGE);
    let total = rows.len() as u64;
    let page = request.page.clamp(1, total.div_ceil(per_page).max(1));
    let skip = usize::try_from((page - 1) * per_page).unwrap_or(usize::MAX);
    let take = usize::try_from(per_page).unwrap_or(usize::MAX);
    Ok(Page {
        items: rows.into_iter().skip(skip).take(take).collect(),
        total,
        page,
        per_page,
    })
}

/// What the data say against a person taking part in these cases (handbook 4.3); what was dismissed is left out.
pub async fn hints_of(
    db: &impl ConnectionTrait,
    today: chrono::NaiveDate,
    person: PersonId,
    cases: &[Application],
) -> Result<Vec<Hint>, Problem> {
    let ids: Vec<ApplicationId> = cases.iter().map(|case| case.id).collect();
    let ground = Ground::load(db, today, &[person], &ids).await?;
    let hints = cases.iter().flat_map(|case| ground.hints(case, person));
    Ok(hints.filter(|hint| hint.dismissed.is_none()).collect())
}

/// The load of a person before and after a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub person: PersonId,
    pub name: String,
    pub before: usize,
    pub after: usize,
    pub most: Option<i64>,
    /// New ones whose applicant lies in another district.
    pub other_district: usize,
}

/// One proposed pair: what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedPair {
    pub case: Application,
    pub person: PersonId,
    pub name: String,
    pub district: crate::District,
    /// The person's load with this pair, in the order of the list.
    pub load: usize,
    pub most: Option<i64>,
    /// A suggested conflict was set aside by the office.
    pub dismissed: bool,
}

/// A proposal as it can be read before it is applied.
#[derive(Debug, Clone)]
pub struct ProposalView {
    pub proposal: Proposal,
    pub shares: Vec<Share>,
    pub pairs: Vec<ProposedPair>,
    /// Applications that would still have fewer assessors than wanted: case, how many, and whether below the minimum.
    pub short: Vec<(Application, usize, bool)>,
}

/// The newest proposal of a call, as far as the person may see its cases. For SB, GS, RL, RH. Error: not found.
pub async fn proposal(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
) -> Result<Option<ProposalView>, Problem> {
    access::require_reader(ctx, call)?;
    let Some(row) = store::proposal::newest(db, call.id).await? else {
        return Ok(None);
    };
    let proposal = crate::usecases::read_proposal(row)?;
    view(db, ctx, call.id, call.reviews_min, proposal).await.map(Some)
}

async fn view(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
    least: i64,
    proposal: Proposal,
) -> Result<ProposalView, Problem> {
    let cases: HashMap<ApplicationId, Application> = applications::of_call(db, ctx, call, &[])
        .await?
        .into_iter()
        .map(|case| (case.id, case))
        .collect();
    let mut persons: Vec<PersonId> = proposal.pairs.iter().map(|pair| pair.1).collect();
    persons.sort_unstable();
    persons.dedup();
    let names = people::names(db, &persons).await?;
    let most: HashMap<PersonId, i64> = store::pool::of_call(db, call)
        .await?
        .into_iter()
        .filter_map(|one| Some((one.person_id, one.most?)))
        .collect();
    let mut reviews = store::review::of_call(db, call).await?;
    reviews.retain(|review| cases.contains_key(&review.application_id));
    // what was there before: once applied, the pairs of the proposal are reviews themselves
    let made: HashSet<(ApplicationId, PersonId)> = proposal
        .pairs
        .iter()
        .map(|(case, person, _)| (*case, *person))
        .collect();
    reviews.retain(|review| !made.contains(&(review.application_id, review.assessor_id)));
    let before = crate::usecases::loads(&reviews);
    let ids: Vec<ApplicationId> = cases.keys().copied().collect();
    let today = base::calendar::local_date(ctx.now);
    let ground = Ground::load(db, today, &persons, &ids).await?;
    let mut running = before.clone();
    let mut far: HashMap<PersonId, usize> = HashMap::new();
    let mut assessors: HashMap<ApplicationId, usize> = HashMap::new();
    for review in &reviews {
        if review.state.is_open() || review.state.is_valid() {
            *assessors.entry(review.application_id).or_default() += 1;
        }
    }
    let mut pairs = Vec::new();
    for (application, person, district) in &proposal.pairs {
        let Some(case) = cases.get(application) else {
            continue;
        };
        let load = running.entry(*person).or_default();
        *load += 1;
        *far.entry(*person).or_default() += usize::from(*district == crate::District::Other);
        *assessors.entry(*application).or_default() += 1;
        pairs.push(ProposedPair {
            case: case.clone(),
            person: *person,
            name: names.get(person).cloned().unwrap_or_default(),
            district: *district,
            load: *load,
            most: most.get(person).copied(),
            dismissed: ground
                .hints(case, *person)
                .iter()
                .any(|hint| hint.dismissed.is_some()),
        });
    }
    let shares = persons
        .into_iter()
        .map(|person| Share {
            person,
            name: names.get(&person).cloned().unwrap_or_default(),
            before: before.get(&person).copied().unwrap_or_default(),
            after: running.get(&person).copied().unwrap_or_default(),
            most: most.get(&person).copied(),
            other_district: far.get(&person).copied().unwrap_or_default(),
        })
        .collect();
    let mut short: Vec<(Application, usize, bool)> = cases
        .into_values()
        .filter(crate::usecases::place::can_be_assessed)
        .filter_map(|case| {
            let has = assessors.get(&case.id).copied().unwrap_or_default();
            let count = i64::try_from(has).unwrap_or(i64::MAX);
            (count < proposal.target).then_some((case, has, count < least))
        })
        .collect();
    short.sort_by(|a, b| a.0.number.cmp(&b.0.number));
    Ok(ProposalView {
        proposal,
        shares: sorted(shares),
        pairs,
        short,
    })
}

fn sorted(mut shares: Vec<Share>) -> Vec<Share> {
    shares.sort_by(|a, b| a.name.cmp(&b.name).then(a.person.cmp(&b.person)));
    shares
}

/// An own standing interest by the id of a path. Error: not found.
pub(crate) fn interest_id(text: &str) -> Result<InterestId, Problem> {
    text.parse().map_err(|_| Problem::not_found("interest"))
}
