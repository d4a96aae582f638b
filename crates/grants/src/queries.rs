//! Reads for pages, the API and later crates. Whatever takes a [`Ctx`] is scoped to what that person may see.

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState};
use base::{Cents, Ctx, Problem};
use base_db::{Page, PageRequest, page, sum_cents};
use budget::{BudgetLineId, Pot};
use calls::CallId;
use chrono::NaiveDate;
use municipalities::BodyId;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait as _, Select,
};
use uuid::Uuid;

mod amend;
mod inform;
mod served;
mod waiting;
pub use amend::{amendment, amendments_of, changes_of, plan_of, shares_of, versions_of};
pub(crate) use amend::{amendment_seen, amendments_waiting, circles, open_kinds, terms};
pub use inform::informations_of;
pub(crate) use inform::unnoted;
pub use served::{
    answer_to, consent_of, consents_of, deliveries_of, delivery, delivery_of, delivery_seen, offer_of,
    payable, reinstatement_seen, reinstatements_of,
};
pub(crate) use served::{
    case_notice, channel_of, consenting, deliveries_of_cases, reinstatements_waiting, undelivered,
};
pub(crate) use waiting::{Waiting, unanswered, waiting, waiting_one};

use crate::model::{
    CaseNotice, Grant, GrantId, GrantMode, GrantState, Notice, NoticeKind, Tranche, TrancheAccount,
};
use crate::store::{case_notice as letter, download, grant, grant_clause, notice, tranche};
use crate::{access, rules};

/// A grant, without asking who wants it. Error: not found.
pub async fn grant(db: &impl ConnectionTrait, id: GrantId) -> Result<Grant, Problem> {
    grant::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("grant"))
}

/// These grants as they are now, held until the unit ends: what depends on their state is decided on one that nobody
/// changes meanwhile. In one order, so that two units never wait for each other.
pub async fn held(unit: &base_db::Unit<'_>, ids: &[GrantId]) -> Result<HashMap<GrantId, Grant>, Problem> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut all = HashMap::new();
    for chunk in ids.chunks(1_000) {
        let found = grant::Entity::find()
            .filter(grant::Column::Id.is_in(chunk.iter().copied()))
            .order_by_asc(grant::Column::Id)
            .lock_exclusive()
            .all(unit.conn())
            .await?;
        all.extend(found.into_iter().map(|grant| (grant.id, grant)));
    }
    Ok(all)
}

/// These grants by id, whoever asks. One statement per 1,000.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[GrantId]) -> Result<HashMap<GrantId, Grant>, Problem> {
    let mut all = HashMap::new();
    for chunk in ids.chunks(1_000) {
        let found = grant::Entity::find()
            .filter(grant::Column::Id.is_in(chunk.iter().copied()))
            .all(db)
            .await?;
        all.extend(found.into_iter().map(|grant| (grant.id, grant)));
    }
    Ok(all)
}

/// The grant of a case that is not declined, if there is one. The caller has loaded the case.
pub async fn grant_of(
    db: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Option<Grant>, Problem> {
    Ok(grant::Entity::find()
        .filter(grant::Column::ApplicationId.eq(application))
        .filter(grant::Column::State.ne(GrantState::Declined))
        .one(db)
        .await?)
}

/// The living or, failing that, the last declined grant of a case.
pub(crate) async fn latest_of(
    db: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Option<Grant>, Problem> {
    let all = grant::Entity::find()
        .filter(grant::Column::ApplicationId.eq(application))
        .order_by_desc(grant::Column::Id)
        .all(db)
        .await?;
    let living = all
        .iter()
        .find(|grant| grant.state != GrantState::Declined)
        .cloned();
    Ok(living.or_else(|| all.into_iter().next()))
}

/// The day on which the notice was or will be delivered, as far as it is known.
pub(crate) async fn delivered_on(
    db: &impl ConnectionTrait,
    grant: &Grant,
) -> Result<Option<NaiveDate>, Problem> {
    let (Some(channel), Some(sent_on)) = (grant.channel, grant.sent_on) else {
        return Ok(None);
    };
    let programme = calls::ProgrammeId(grant.programme_id);
    let days = calls::parameters(db, programme, sent_on)
        .await?
        .deemed_delivery_days;
    Ok(rules::delivery(
        channel,
        sent_on,
        grant.downloaded_at,
        grant.proven_on,
        days,
    ))
}

/// The grant of a case that is not declined.
pub(crate) async fn living(
    db: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Option<Grant>, Problem> {
    let grant = grant_of(db, application).await?;
    Ok(grant.filter(|grant| grant.state != GrantState::Declined))
}

/// Every grant of a case, declined ones too, the first one first.
pub(crate) async fn all_of(
    db: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Vec<Grant>, Problem> {
    Ok(grant::Entity::find()
        .filter(grant::Column::ApplicationId.eq(application))
        .order_by_asc(grant::Column::Id)
        .all(db)
        .await?)
}

/// Who of the municipality fetched a notice of the grant, and when.
pub(crate) async fn downloads_of(
    db: &impl ConnectionTrait,
    id: GrantId,
) -> Result<Vec<download::Model>, Problem> {
    Ok(download::Entity::find()
        .filter(download::Column::GrantId.eq(id))
        .order_by_asc(download::Column::Id)
        .all(db)
        .await?)
}

/// The tranches of every version of the award, the first version first.
pub(crate) async fn tranches_by_award(
    db: &impl ConnectionTrait,
    id: GrantId,
) -> Result<Vec<tranche::Model>, Problem> {
    Ok(tranche::Entity::find()
        .filter(tranche::Column::GrantId.eq(id))
        .order_by_asc(tranche::Column::Award)
        .order_by_asc(tranche::Column::Year)
        .order_by_asc(tranche::Column::Kind)
        .all(db)
        .await?)
}

/// The grants of these cases that are not declined, by case. One statement per 1,000.
pub async fn grants_of(
    db: &impl ConnectionTrait,
    applications: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Grant>, Problem> {
    let mut all = HashMap::new();
    for chunk in applications.chunks(1_000) {
        let found = grant::Entity::find()
            .filter(grant::Column::ApplicationId.is_in(chunk.iter().copied()))
            .filter(grant::Column::State.ne(GrantState::Declined))
            .all(db)
            .await?;
        all.extend(found.into_iter().map(|grant| (grant.application_id, grant)));
    }
    Ok(all)
}

/// A grant with its case, as the person may see them. Error: not found.
pub async fn seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: GrantId,
) -> Result<(Grant, Application), Problem> {
    let grant = grant(db, id).await?;
    let application = seen_case(db, ctx, &grant).await?;
    Ok((grant, application))
}

/// The case of a grant. Error: not found, also when the person may see the case but not the grant.
pub(crate) async fn seen_case(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    grant: &Grant,
) -> Result<Application, Problem> {
    let application = applications::find(db, ctx, grant.application_id).await?;
    access::may_see(ctx, grant)?;
    application.ok_or(Problem::not_found("grant"))
}

fn visible(ctx: &Ctx) -> Select<grant::Entity> {
    let cases: SelectStatement = Query::select()
        .column("id")
        .from("application")
        .cond_where(applications::visible_to(ctx))
        .to_owned();
    let mut query = grant::Entity::find().filter(grant::Column::ApplicationId.in_subquery(cases));
    if !ctx.is_system() {
        let offices = ctx.scopes_of(access::OFFICE, "programme");
        let bodies = ctx.scopes_of(&[base::Role::KE, base::Role::KZ], "body");
        let internal = [GrantState::Prepared, GrantState::Countersigned];
        let mine = Condition::all()
            .add(grant::Column::BodyId.is_in(bodies))
            .add(grant::Column::IssuedAt.is_not_null())
            .add(grant::Column::State.is_not_in(internal));
        query = query.filter(
            Condition::any()
                .add(grant::Column::ProgrammeId.is_in(offices))
                .add(mine),
        );
    }
    query
}

/// The grants of a call in one of `states` (all when empty) that the person may see, by number.
pub async fn of_call(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
    states: &[GrantState],
) -> Result<Vec<Grant>, Problem> {
    let mut query = visible(ctx).filter(grant::Column::CallId.eq(call));
    if !states.is_empty() {
        query = query.filter(grant::Column::State.is_in(states.iter().copied()));
    }
    Ok(query.order_by_asc(grant::Column::Number).all(db).await?)
}

/// One page of the grants of a call: two statements.
pub async fn list(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
    state: Option<GrantState>,
    request: PageRequest,
) -> Result<Page<Grant>, Problem> {
    let mut query = visible(ctx).filter(grant::Column::CallId.eq(call));
    if let Some(state) = state {
        query = query.filter(grant::Column::State.eq(state));
    }
    page::fetch(
        db,
        query
            .order_by_asc(grant::Column::Number)
            .order_by_asc(grant::Column::Id),
        request,
    )
    .await
}

/// The tranches in force of several grants with what is ordered and paid of them, in one statement per 1,000, each list
/// in the order of years.
pub(crate) async fn accounts(
    db: &impl ConnectionTrait,
    ids: &[GrantId],
) -> Result<HashMap<GrantId, Vec<TrancheAccount>>, Problem> {
    let mut all: HashMap<GrantId, Vec<TrancheAccount>> = HashMap::new();
    for chunk in ids.chunks(1_000) {
        for row in in_force(chunk).all(db).await? {
            all.entry(row.grant_id).or_default().push(row.account()?);
        }
    }
    for parts in all.values_mut() {
        parts.sort_unstable_by_key(|account| account.tranche);
    }
    Ok(all)
}

/// As [`accounts`], only what was awarded.
pub async fn tranches(
    db: &impl ConnectionTrait,
    ids: &[GrantId],
) -> Result<HashMap<GrantId, Vec<Tranche>>, Problem> {
    let accounts = accounts(db, ids).await?;
    let awarded = |list: Vec<TrancheAccount>| list.into_iter().map(|account| account.tranche).collect();
    Ok(accounts
        .into_iter()
        .map(|(id, list)| (id, awarded(list)))
        .collect())
}

/// Tranches whose version is the one their grant names.
fn in_force(ids: &[GrantId]) -> Select<tranche::Entity> {
    let version = Query::select()
        .column(grant::Column::Award)
        .from(grant::Entity)
        .cond_where(
            Expr::col((grant::Entity, grant::Column::Id)).equals((tranche::Entity, tranche::Column::GrantId)),
        )
        .to_owned();
    tranche::Entity::find()
        .filter(tranche::Column::GrantId.is_in(ids.iter().copied()))
        .filter(Expr::col((tranche::Entity, tranche::Column::Award)).eq(SimpleExpr::from(version)))
}

/// The tranches in force of one grant with what is ordered and paid of them, in the order of years.
pub async fn accounts_of(db: &impl ConnectionTrait, id: GrantId) -> Result<Vec<TrancheAccount>, Problem> {
    Ok(accounts(db, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The tranches in force of one grant, in the order of years.
pub async fn tranches_of(db: &impl ConnectionTrait, id: GrantId) -> Result<Vec<Tranche>, Problem> {
    Ok(tranches(db, &[id]).await?.remove(&id).unwrap_or_default())
}

/// All letters of a grant that are filed, oldest first.
pub async fn notices_of(db: &impl ConnectionTrait, id: GrantId) -> Result<Vec<Notice>, Problem> {
    Ok(notice::Entity::find()
        .filter(notice::Column::GrantId.eq(id))
        .order_by_asc(notice::Column::Version)
        .all(db)
        .await?)
}

/// The first letter of a kind of these grants, by grant. One statement per 1,000.
pub(crate) async fn notices(
    db: &impl ConnectionTrait,
    ids: &[GrantId],
    kind: NoticeKind,
) -> Result<HashMap<GrantId, Notice>, Problem> {
    let mut all = HashMap::new();
    for chunk in ids.chunks(1_000) {
        let found = notice::Entity::find()
            .filter(notice::Column::GrantId.is_in(chunk.iter().copied()))
            .filter(notice::Column::Kind.eq(kind))
            .order_by_desc(notice::Column::Version)
            .all(db)
            .await?;
        all.extend(found.into_iter().map(|notice| (notice.grant_id, notice)));
    }
    Ok(all)
}

/// The letters of these kinds to applicants of a call, oldest first. The caller reads the cases.
pub(crate) async fn case_notices(
    db: &impl ConnectionTrait,
    call: CallId,
    kinds: &[NoticeKind],
) -> Result<Vec<CaseNotice>, Problem> {
    Ok(letter::Entity::find()
        .filter(letter::Column::CallId.eq(call))
        .filter(letter::Column::Kind.is_in(kinds.iter().copied()))
        .order_by_asc(letter::Column::IssuedAt)
        .order_by_asc(letter::Column::Id)
        .all(db)
        .await?)
}

/// The letters to the applicant of a case that this person has loaded: for the offices of the programme and for those who
/// act for the lead, oldest first.
pub async fn case_notices_of(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    case: &Application,
) -> Result<Vec<CaseNotice>, Problem> {
    let office = ctx.has_any(access::OFFICE, base::Scope::Programme(case.programme_id));
    let applicant = [base::Role::KE, base::Role::KZ];
    if !office && !ctx.is_system() && !ctx.has_any(&applicant, base::Scope::Body(case.lead_body_id.0)) {
        return Ok(Vec::new());
    }
    Ok(letter::Entity::find()
        .filter(letter::Column::ApplicationId.eq(case.id))
        .order_by_asc(letter::Column::IssuedAt)
        .order_by_asc(letter::Column::Id)
        .all(db)
        .await?)
}

/// The letters to applicants of a call, oldest first, without asking who wants them.
pub async fn case_notices_of_call(
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Vec<CaseNotice>, Problem> {
    Ok(letter::Entity::find()
        .filter(letter::Column::CallId.eq(call))
        .order_by_asc(letter::Column::IssuedAt)
        .order_by_asc(letter::Column::Id)
        .all(db)
        .await?)
}

/// The clauses an officer chose for a grant, by code; none when nobody did.
pub(crate) async fn clause_codes(db: &impl ConnectionTrait, id: GrantId) -> Result<Vec<String>, Problem> {
    let rows = grant_clause::Entity::find()
        .filter(grant_clause::Column::GrantId.eq(id))
        .order_by_asc(grant_clause::Column::Code)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.code).collect())
}

/// What of the commitment authority of these lines was ordered or paid from the cash of its year, by line and year.
pub async fn called_up(
    db: &impl ConnectionTrait,
    lines: &[BudgetLineId],
) -> Result<HashMap<(BudgetLineId, i64), Cents>, Problem> {
    let grants: Vec<(GrantId, BudgetLineId)> = grant::Entity::find()
        .select_only()
        .column(grant::Column::Id)
        .column(grant::Column::BudgetLineId)
        .filter(grant::Column::BudgetLineId.is_in(lines.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let line_of: HashMap<GrantId, BudgetLineId> = grants.into_iter().collect();
    let ids: Vec<GrantId> = line_of.keys().copied().collect();
    let mut sums: HashMap<(BudgetLineId, i64), Cents> = HashMap::new();
    for chunk in ids.chunks(1_000) {
        let promised = tranche::Column::Kind.eq(budget::PotKind::Commitment.code());
        for row in in_force(chunk).filter(promised).all(db).await? {
            if let Some(line) = line_of.get(&row.grant_id) {
                *sums.entry((*line, row.year)).or_default() += row.ordered + row.paid;
            }
        }
    }
    Ok(sums)
}

/// The notice of the award (or the agreement), if it was issued.
pub async fn notice_of(db: &impl ConnectionTrait, id: GrantId) -> Result<Option<Notice>, Problem> {
    Ok(notice::Entity::find()
        .filter(notice::Column::GrantId.eq(id))
        .filter(notice::Column::Kind.is_in([NoticeKind::Award, NoticeKind::Agreement]))
        .order_by_desc(notice::Column::Version)
        .one(db)
        .await?)
}

/// The support in kind of a programme that was granted and not declined: an engagement may open for each.
pub async fn issued_in_kind(db: &impl ConnectionTrait, programme: Uuid) -> Result<Vec<Grant>, Problem> {
    Ok(grant::Entity::find()
        .filter(grant::Column::ProgrammeId.eq(programme))
        .filter(grant::Column::Mode.eq(GrantMode::InKind))
        .filter(grant::Column::State.is_in([GrantState::Issued, GrantState::Accepted]))
        .order_by_asc(grant::Column::Number)
        .all(db)
        .await?)
}

/// How many grants [`issued_in_kind`] would give that are not in `taken` (ids of grants).
pub async fn count_in_kind_without(
    db: &impl ConnectionTrait,
    programme: Uuid,
    taken: SelectStatement,
) -> Result<u64, Problem> {
    Ok(grant::Entity::find()
        .filter(grant::Column::ProgrammeId.eq(programme))
        .filter(grant::Column::Mode.eq(GrantMode::InKind))
        .filter(grant::Column::State.is_in([GrantState::Issued, GrantState::Accepted]))
        .filter(grant::Column::Id.not_in_subquery(taken))
        .count(db)
        .await?)
}

/// What other living grants of the case hold of its cap.
pub(crate) async fn used_cap(
    db: &impl ConnectionTrait,
    application: ApplicationId,
    but: Option<GrantId>,
) -> Result<Cents, Problem> {
    let living = grant::Entity::find()
        .filter(grant::Column::ApplicationId.eq(application))
        .filter(grant::Column::State.ne(GrantState::Declined))
        .all(db)
        .await?;
    Ok(living
        .iter()
        .filter(|grant| Some(grant.id) != but)
        .map(|grant| grant.amount)
        .sum())
}

/// The living grants of these bodies, whoever asks: the office checks them for double funding (handbook 2.11).
pub(crate) async fn of_bodies(db: &impl ConnectionTrait, bodies: &[BodyId]) -> Result<Vec<Grant>, Problem> {
    let mut all = Vec::new();
    for chunk in bodies.chunks(1_000) {
        let found = grant::Entity::find()
            .filter(grant::Column::BodyId.is_in(chunk.iter().copied()))
            .filter(grant::Column::State.ne(GrantState::Declined))
            .all(db)
            .await?;
        all.extend(found);
    }
    Ok(all)
}

/// The selected cases of a call without a living grant, by number.
pub(crate) async fn to_prepare(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
) -> Result<Vec<Application>, Problem> {
    let selected = applications::of_call(db, ctx, call, &[ApplicationState::Selected]).await?;
    let ids: Vec<ApplicationId> = selected.iter().map(|application| application.id).collect();
    let granted = grants_of(db, &ids).await?;
    Ok(selected
        .into_iter()
        .filter(|application| !granted.contains_key(&application.id))
        .collect())
}

/// How many cases [`to_prepare`] would give whose decision was released.
pub(crate) async fn count_to_prepare(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
) -> Result<u64, Problem> {
    let granted = grant::Entity::find()
        .select_only()
        .column(grant::Column::ApplicationId)
        .filter(grant::Column::CallId.eq(call))
        .filter(grant::Column::State.ne(GrantState::Declined))
        .into_query();
    applications::queries::count_selected_without(db, ctx, call, granted).await
}

/// What the ledger holds reserved for a case in these pots, by year and kind of means.
pub(crate) async fn reserved(
    db: &impl ConnectionTrait,
    pots: &[Pot],
    application: ApplicationId,
) -> Result<Vec<Tranche>, Problem> {
    let rows = budget::of_application(db, application.0).await?;
    let held = pots.iter().map(|pot| {
        let cents = rows
            .iter()
            .filter(|row| row.pot_id == pot.id)
            .map(|row| row.delta.reserved)
            .sum();
        Tranche {
            year: pot.year,
            kind: pot.kind,
            amount: Cents(cents),
        }
    });
    Ok(held.filter(|part| part.amount.0 > 0).collect())
}

/// The pots of a call's budget line; none without a line.
pub(crate) async fn pots(db: &impl ConnectionTrait, line: Option<BudgetLineId>) -> Result<Vec<Pot>, Problem> {
    match line {
        Some(line) => budget::pots(db, line).await,
        None => Ok(Vec::new()),
    }
}

/// How many grants of a call are in a state, and their amounts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    pub state: GrantState,
    pub count: i64,
    pub amount: Cents,
}

/// The sums of a call by state, in the order of a grant's life, as far as the person may see them: one statement.
pub async fn totals(db: &impl ConnectionTrait, ctx: &Ctx, call: CallId) -> Result<Vec<Total>, Problem> {
    let sums: Vec<(GrantState, i64, i64)> = visible(ctx)
        .filter(grant::Column::CallId.eq(call))
        .select_only()
        .column(grant::Column::State)
        .column_as(grant::Column::Id.count(), "number_of")
        .column_as(sum_cents(grant::Column::Amount), "amount")
        .group_by(grant::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let mut totals: Vec<Total> = sums
        .into_iter()
        .map(|(state, count, cents)| Total {
            state,
            count,
            amount: Cents(cents),
        })
        .collect();
    totals.sort_unstable_by_key(|total| total.state);
    Ok(totals)
}
