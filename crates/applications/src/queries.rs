//! Reads for pages, the API and later crates. Whatever takes a [`Ctx`] is scoped to what that person may see.

use std::collections::HashMap;

use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use base_db::search::Words;
use base_db::{Page, PageRequest, page};
use base_mail::Recipient;
use calls::CallId;
use chrono::{DateTime, Utc};
use municipalities::{BodyId, Resolution};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::access::{as_known_to, known_states, row_as_known_to, tried_by, visible_to};
pub use crate::case_parts::{
    attachments, document_kinds, open_points_of_parts, page_of_field, signature_request,
};
use crate::model::{
    Access, Application, ApplicationId, ApplicationState, CaseRow, CheckPoint, CheckedPoint, DocumentRequest,
    Filter, Note, Party, PartyRole, Proposal, Snapshot, SortBy,
};
use crate::store::{
    application, case_access, check_item, deadline_extension, document_request, document_request_change,
    note, party, proposal, snapshot,
};

/// Hits of the search box at most.
const MAX_HITS: u64 = 20;

/// Each case as the person may know it.
fn known(ctx: &Ctx, found: Vec<Application>) -> Vec<Application> {
    found
        .into_iter()
        .map(|application| as_known_to(ctx, application))
        .collect()
}

fn visible(ctx: &Ctx) -> Select<application::Entity> {
    application::Entity::find().filter(visible_to(ctx))
}

/// The case, if the person may see it; also a test application of a call that the person tries out.
pub async fn find(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<Option<Application>, Problem> {
    Ok(application::Entity::find()
        .filter(Condition::any().add(visible_to(ctx)).add(tried_by(ctx)))
        .filter(application::Column::Id.eq(id))
        .one(db)
        .await?
        .map(|found| as_known_to(ctx, found)))
}

/// The case. Error: not found, also when the person may not see it.
pub async fn application(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<Application, Problem> {
    find(db, ctx, id).await?.ok_or(Problem::not_found("application"))
}

/// The test applications of a try-out, the latest first.
pub(crate) async fn trials(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
) -> Result<Vec<Application>, Problem> {
    Ok(application::Entity::find()
        .filter(tried_by(ctx))
        .filter(application::Column::CallId.eq(call))
        .order_by_desc(application::Column::Id)
        .limit(100)
        .all(db)
        .await?)
}

/// The case with this number, if the person may see it.
pub async fn find_by_number(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    number: &str,
) -> Result<Option<Application>, Problem> {
    Ok(visible(ctx)
        .filter(application::Column::Number.eq(number))
        .one(db)
        .await?
        .map(|found| as_known_to(ctx, found)))
}

/// The cases of these ids that the person may see, by id.
pub async fn applications(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Application>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = visible(ctx)
        .filter(application::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    Ok(known(ctx, found)
        .into_iter()
        .map(|application| (application.id, application))
        .collect())
}

/// As [`applications`], only what a list shows.
pub async fn case_rows(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, CaseRow>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<CaseRow> = visible(ctx)
        .filter(application::Column::Id.is_in(ids.iter().copied()))
        .into_partial_model()
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|row| (row.id, row_as_known_to(ctx, row)))
        .collect())
}

/// One page of the cases the person may see: two statements.
pub async fn list(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Application>, Problem> {
    Ok(page::fetch(db, filtered(db, ctx, filter), request)
        .await?
        .map(|found| as_known_to(ctx, found)))
}

/// As [`list`], only what a list shows.
pub(crate) async fn rows(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<CaseRow>, Problem> {
    let page = page::fetch_partial(db, filtered(db, ctx, filter), request).await?;
    Ok(page.map(|row| row_as_known_to(ctx, row)))
}

/// How many cases the person sees under a filter.
pub async fn count(db: &impl ConnectionTrait, ctx: &Ctx, filter: &Filter) -> Result<u64, Problem> {
    use sea_orm::PaginatorTrait as _;
    Ok(filtered(db, ctx, filter).count(db).await?)
}

/// All visible cases under a filter, for exports: the caller bounds the filter by call.
pub async fn all(db: &impl ConnectionTrait, ctx: &Ctx, filter: &Filter) -> Result<Vec<Application>, Problem> {
    Ok(known(ctx, filtered(db, ctx, filter).all(db).await?))
}

/// As [`all`], at most `limit`: exports and bulk actions of a list.
pub async fn first(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<Application>, Problem> {
    Ok(known(ctx, filtered(db, ctx, filter).limit(limit).all(db).await?))
}

fn filtered(db: &impl ConnectionTrait, ctx: &Ctx, filter: &Filter) -> Select<application::Entity> {
    let mut query = visible(ctx);
    if let Some(call) = filter.call {
        query = query.filter(application::Column::CallId.eq(call));
    }
    if let Some(programme) = filter.programme {
        query = query.filter(application::Column::ProgrammeId.eq(programme));
    }
    if !filter.states.is_empty() {
        query = query.filter(known_states(ctx, &filter.states));
    }
    if let Some(district) = &filter.district {
        query = query.filter(application::Column::DistrictKey.eq(district));
    }
    if let Some(kind) = &filter.body_type {
        query = query.filter(application::Column::BodyType.eq(kind));
    }
    if let Some(lead) = filter.lead {
        query = query.filter(application::Column::LeadBodyId.eq(lead));
    }
    if let Some(words) = containing(db, &filter.text) {
        query = query.filter(words);
    }
    query = crate::desk::narrowed(query, ctx, filter);
    let order = if filter.sort.descending {
        Order::Desc
    } else {
        Order::Asc
    };
    let column = match filter.sort.by {
        SortBy::Number if filter.call.is_some() => application::Column::Serial,
        SortBy::Number => application::Column::Number,
        SortBy::Lead => application::Column::LeadName,
        SortBy::Title => application::Column::Title,
        SortBy::Requested => application::Column::Requested,
        SortBy::Received => application::Column::ReceivedAt,
        SortBy::State => application::Column::State,
    };
    query
        .order_by(column, order.clone())
        .order_by(application::Column::Id, order)
}

/// The cases that hold every word; `None` when nothing was asked for.
fn containing(db: &impl ConnectionTrait, text: &str) -> Option<Condition> {
    let column = application::Column::SearchText;
    base_db::search::containing(db.get_database_backend(), column, text, Words::Within)
}

/// The first hits of the search box.
pub async fn search(db: &impl ConnectionTrait, ctx: &Ctx, text: &str) -> Result<Vec<Application>, Problem> {
    let Some(words) = containing(db, text) else {
        return Ok(Vec::new());
    };
    let found = visible(ctx)
        .filter(words)
        .order_by_desc(application::Column::Id)
        .limit(MAX_HITS)
        .all(db)
        .await?;
    Ok(known(ctx, found))
}

/// The cases of a call in one of `states` (all states when empty) that the person may see, by number.
pub async fn of_call(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
    states: &[ApplicationState],
) -> Result<Vec<Application>, Problem> {
    let filter = Filter {
        call: Some(call),
        states: states.to_vec(),
        ..Filter::default()
    };
    all(db, ctx, &filter).await
}

/// Whether every application of the call that was handed in has been decided on formally, i.e. none is left in
/// SUBMITTED, LATE, IN_CHECK, DOCUMENTS_REQUESTED or INELIGIBLE (guard of CLOSED → IN_SELECTION).
pub async fn is_check_finished(db: &impl ConnectionTrait, call: CallId) -> Result<bool, Problem> {
    let open = application::Entity::find()
        .filter(application::Column::CallId.eq(call))
        .filter(application::Column::State.is_in(crate::cases::UNCHECKED))
        .one(db)
        .await?;
    Ok(open.is_none())
}

/// The parties of several cases in one statement, each list lead first.
pub async fn parties(
    db: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Party>>, Problem> {
    let mut of_case: HashMap<ApplicationId, Vec<Party>> = HashMap::new();
    for chunk in ids.chunks(1_000) {
        let found = party::Entity::find()
            .filter(party::Column::ApplicationId.is_in(chunk.iter().copied()))
            .order_by_asc(party::Column::Position)
            .all(db)
            .await?;
        for party in found {
            of_case.entry(party.application_id).or_default().push(party);
        }
    }
    Ok(of_case)
}

/// The parties of one case, lead first.
pub async fn parties_of(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Party>, Problem> {
    Ok(parties(db, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The latest snapshot of a case, if it was ever handed in.
pub async fn latest_snapshot(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<Snapshot>, Problem> {
    Ok(snapshot::Entity::find()
        .filter(snapshot::Column::ApplicationId.eq(id))
        .order_by_desc(snapshot::Column::Edition)
        .one(db)
        .await?)
}

/// The latest snapshot of what was handed in, without what answers to document requests made of it.
pub async fn latest_submission(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<Snapshot>, Problem> {
    Ok(snapshot::Entity::find()
        .filter(snapshot::Column::ApplicationId.eq(id))
        .filter(snapshot::Column::RequestId.is_null())
        .order_by_desc(snapshot::Column::Edition)
        .one(db)
        .await?)
}

/// The end of the application phase for one body: the call's, or a later one that two persons gave it.
pub async fn deadline_for(
    db: &impl ConnectionTrait,
    call: &calls::Call,
    body: BodyId,
) -> Result<base::Deadline, Problem> {
    let given = deadline_extension::Entity::find()
        .filter(deadline_extension::Column::CallId.eq(call.id))
        .filter(deadline_extension::Column::BodyId.eq(body))
        .filter(deadline_extension::Column::Outcome.eq("CONFIRMED"))
        .order_by_desc(deadline_extension::Column::DueOn)
        .one(db)
        .await?;
    Ok(given
        .map(|given| base::Deadline::end_of(given.due_on))
        .filter(|given| given.instant() > call.deadline.instant())
        .unwrap_or(call.deadline))
}

/// The extensions of a call, newest first.
pub async fn extensions(
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Vec<crate::model::DeadlineExtension>, Problem> {
    Ok(deadline_extension::Entity::find()
        .filter(deadline_extension::Column::CallId.eq(call))
        .order_by_desc(deadline_extension::Column::Id)
        .all(db)
        .await?)
}

/// One extension. Error: not found.
pub(crate) async fn extension(
    db: &impl ConnectionTrait,
    id: uuid::Uuid,
) -> Result<crate::model::DeadlineExtension, Problem> {
    deadline_extension::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("extension"))
}

/// What the answers to document requests changed, in order.
pub async fn changes(
    db: &impl ConnectionTrait,
    requests: &[DocumentRequest],
) -> Result<Vec<crate::model::FieldChange>, Problem> {
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    Ok(document_request_change::Entity::find()
        .filter(document_request_change::Column::RequestId.is_in(requests.iter().map(|one| one.id)))
        .order_by_asc(document_request_change::Column::Id)
        .all(db)
        .await?)
}

/// The recorded points of the formal check.
pub async fn checklist(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<CheckedPoint>, Problem> {
    Ok(check_item::Entity::find()
        .filter(check_item::Column::ApplicationId.eq(id))
        .order_by_asc(check_item::Column::Code)
        .all(db)
        .await?)
}

/// What is to be checked of a case.
pub async fn check_points(
    db: &impl ConnectionTrait,
    application: &Application,
) -> Result<Vec<CheckPoint>, Problem> {
    let parties = parties_of(db, application.id).await?;
    let call = calls::call_head(db, application.call_id).await?;
    Ok(crate::rules::checklist::points(&parties, &call.documents))
}

/// The document requests of a case, newest first.
pub async fn document_requests(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<DocumentRequest>, Problem> {
    Ok(document_request::Entity::find()
        .filter(document_request::Column::ApplicationId.eq(id))
        .order_by_desc(document_request::Column::Id)
        .all(db)
        .await?)
}

/// The proposals of a case, newest first.
pub async fn proposals(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Proposal>, Problem> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::ApplicationId.eq(id))
        .order_by_desc(proposal::Column::Id)
        .all(db)
        .await?)
}

/// The proposal that waits for a decision, if any.
pub async fn open_proposal(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<Proposal>, Problem> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::ApplicationId.eq(id))
        .filter(proposal::Column::DecidedAt.is_null())
        .order_by_desc(proposal::Column::Id)
        .one(db)
        .await?)
}

/// The notes of a case, newest first.
pub async fn notes(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Note>, Problem> {
    Ok(note::Entity::find()
        .filter(note::Column::ApplicationId.eq(id))
        .order_by_desc(note::Column::Id)
        .limit(200)
        .all(db)
        .await?)
}

/// The cases a person must not see.
pub async fn barred(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ApplicationId>, Problem> {
    with_access(db, person, Access::Barred).await
}

/// The cases given to a person.
pub async fn assigned(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ApplicationId>, Problem> {
    with_access(db, person, Access::Assigned).await
}

/// Who was given access to a case or barred from it, for the office.
pub(crate) async fn access_of(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<(PersonId, Access)>, Problem> {
    let rows = case_access::Entity::find()
        .filter(case_access::Column::ApplicationId.eq(id))
        .order_by_asc(case_access::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.access)).collect())
}

async fn with_access(
    db: &impl ConnectionTrait,
    person: PersonId,
    access: Access,
) -> Result<Vec<ApplicationId>, Problem> {
    let rows = case_access::Entity::find()
        .filter(case_access::Column::PersonId.eq(person))
        .filter(case_access::Column::Access.eq(access))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.application_id).collect())
}

/// To whom mails of a case go: KE and KZ of the lead who hold the role `now`; without any, the contact's address.
pub async fn recipients(
    db: &impl ConnectionTrait,
    application: &Application,
    now: DateTime<Utc>,
) -> Result<Vec<Recipient>, Problem> {
    recipients_with(db, application, &[Role::KE, Role::KZ], now).await
}

/// As [`recipients`], for some roles only (M-A01 and M-A10 go to KE).
pub async fn recipients_with(
    db: &impl ConnectionTrait,
    application: &Application,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<Vec<Recipient>, Problem> {
    let holders = people::holders(db, roles, Scope::Body(application.lead_body_id.0), now).await?;
    Ok(of_holders(&holders, application))
}

/// As [`recipients`], for many cases in a few statements.
pub async fn recipients_of_all(
    db: &impl ConnectionTrait,
    applications: &[&Application],
    now: DateTime<Utc>,
) -> Result<HashMap<ApplicationId, Vec<Recipient>>, Problem> {
    let mut bodies: Vec<uuid::Uuid> = applications.iter().map(|case| case.lead_body_id.0).collect();
    bodies.sort_unstable();
    bodies.dedup();
    let holders = people::holders_of_bodies(db, &[Role::KE, Role::KZ], &bodies, now).await?;
    let of_case = |case: &&Application| {
        let accounts = holders.get(&case.lead_body_id.0).map(Vec::as_slice);
        (case.id, of_holders(accounts.unwrap_or_default(), case))
    };
    Ok(applications.iter().map(of_case).collect())
}

/// Each account once; without accounts the contact of the case.
fn of_holders(holders: &[people::Account], application: &Application) -> Vec<Recipient> {
    let mut all: Vec<Recipient> = Vec::new();
    for account in holders {
        if all.iter().all(|known| known.person_id != Some(account.id)) {
            all.push(Recipient::from(account));
        }
    }
    if all.is_empty() && !application.contact_email.is_empty() {
        let mut contact = Recipient::address(&application.contact_email, base::Lang::De);
        contact.name.clone_from(&application.contact_name);
        all.push(contact);
    }
    all
}

/// The officers of the case's programme, for M-A07 and M-A14; nobody who is barred from the case.
pub async fn officers(
    db: &impl ConnectionTrait,
    application: &Application,
    now: DateTime<Utc>,
) -> Result<Vec<Recipient>, Problem> {
    let barred = case_access::Entity::find()
        .filter(case_access::Column::ApplicationId.eq(application.id))
        .filter(case_access::Column::Access.eq(Access::Barred))
        .all(db)
        .await?;
    let may_know = |person: PersonId| barred.iter().all(|row| row.person_id != person);
    let holders = people::holders(db, &[Role::SB], Scope::Programme(application.programme_id), now).await?;
    Ok(holders
        .iter()
        .filter(|account| may_know(account.id))
        .map(Recipient::from)
        .collect())
}

/// Another application with the same lead in the same call that was handed in and not taken back, if any (R11).
pub(crate) async fn other_of_lead(
    db: &impl ConnectionTrait,
    application: &Application,
) -> Result<Option<Application>, Problem> {
    use ApplicationState as S;
    Ok(application::Entity::find()
        .filter(application::Column::CallId.eq(application.call_id))
        .filter(application::Column::LeadBodyId.eq(application.lead_body_id))
        .filter(application::Column::Id.ne(application.id))
        .filter(application::Column::State.is_not_in([S::Draft, S::Withdrawn, S::Rejected]))
        .one(db)
        .await?)
}

/// The lead among the parties.
#[must_use]
pub fn lead_of(parties: &[Party]) -> Option<&Party> {
    parties.iter().find(|party| party.role == PartyRole::Lead)
}

/// The one body that a key or name means, or the sentence that asks which.
pub async fn find_body(db: &impl ConnectionTrait, who: &str) -> Result<Result<BodyId, Text>, Problem> {
    // "Malsch (08215046)" as the lists of this program write it
    let inner = who.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let is_key = |text: &str| {
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || " .-".contains(c))
    };
    let (key, name) = match inner.filter(|text| is_key(text)) {
        Some(key) => (Some(key), None),
        None if is_key(who) => (Some(who), None),
        None => (None, Some(who)),
    };
    Ok(match municipalities::resolve(db, key, name, None).await? {
        Resolution::Found { body, .. } => Ok(body.id),
        other => Err(other
            .error(who)
            .map_or_else(|| Text::new("applications-body-unknown"), |(_, text)| text)),
    })
}
