//! Reads for pages, the API and later crates. Whatever takes a [`Ctx`] is scoped to what that person may see.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use base::{Cents, Ctx, Problem, Role};
use base_db::{Page, PageRequest, page};
use grants::{Grant, GrantId, Payable};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

use crate::access;
use crate::model::{
    BankAccount, BankAccountId, BankAccountState, CashLine, CashLineId, CashLineState, Correction,
    CorrectionId, Owner, Paid, PaymentId, PaymentRequest, PaymentReturn, PaymentReturnId, PaymentRun,
    PaymentRunId, PaymentState, PaymentStop, ReturnState, Returned,
};
use crate::rules::{self, Purse};
use crate::store::{account, cash_line, correction, request, returned, run, stop};

/// A request, without asking who wants it. Error: not found.
pub async fn payment(db: &impl ConnectionTrait, id: PaymentId) -> Result<PaymentRequest, Problem> {
    request::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("payment"))
}

/// A request with its grant and case, as the person may see them. Error: not found.
pub async fn seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PaymentId,
) -> Result<(PaymentRequest, Grant, Application), Problem> {
    let request = payment(db, id).await?;
    let (grant, application) = grants::seen(db, ctx, request.grant_id).await?;
    access::may_see(ctx, &request)?;
    Ok((request, grant, application))
}

/// The requests of a grant in their order, as far as the person may see them; the grant was seen before.
pub async fn requests_seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    grant: GrantId,
) -> Result<Vec<PaymentRequest>, Problem> {
    let all = requests_of(db, grant).await?;
    Ok(all
        .into_iter()
        .filter(|request| access::may_see(ctx, request).is_ok())
        .collect())
}

/// All requests of a grant in their order.
pub(crate) async fn requests_of(
    db: &impl ConnectionTrait,
    grant: GrantId,
) -> Result<Vec<PaymentRequest>, Problem> {
    Ok(request::Entity::find()
        .filter(request::Column::GrantId.eq(grant))
        .order_by_asc(request::Column::Sequence)
        .all(db)
        .await?)
}

fn visible(ctx: &Ctx) -> Select<request::Entity> {
    let query = request::Entity::find()
        .filter(request::Column::ApplicationId.in_subquery(applications::seen_cases(ctx)));
    if ctx.is_system() {
        return query;
    }
    let handed_in = Condition::any()
        .add(request::Column::SubmittedAt.is_not_null())
        .add(request::Column::PaperNote.ne(""));
    let of_office = Condition::all()
        .add(request::Column::ProgrammeId.is_in(ctx.scopes_of(access::OFFICE, "programme")))
        .add(handed_in);
    let bodies = ctx.scopes_of(&[Role::KE, Role::KZ], "body");
    query.filter(
        Condition::any()
            .add(of_office)
            .add(request::Column::BodyId.is_in(bodies)),
    )
}

/// One page of the requests the person sees, the latest first.
pub async fn list(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    state: Option<PaymentState>,
    asked: PageRequest,
) -> Result<Page<PaymentRequest>, Problem> {
    let mut query = visible(ctx);
    if let Some(state) = state {
        query = query.filter(request::Column::State.eq(state));
    }
    page::fetch(db, query.order_by_desc(request::Column::Id), asked).await
}

/// How many requests wait for the person, by state: to submit, to certify, to order, to send to the cash desk; of a state
/// with a single one also its id. Counted by the database for the home page.
pub(crate) async fn waiting(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
) -> Result<Vec<(PaymentState, u64, Option<PaymentId>)>, Problem> {
    let counts: Vec<(PaymentState, i64)> = visible(ctx)
        .filter(mine(ctx))
        .select_only()
        .column(request::Column::State)
        .column_as(request::Column::Id.count(), "n")
        .group_by(request::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let single: Vec<PaymentState> = counts.iter().filter(|(_, n)| *n == 1).map(|(s, _)| *s).collect();
    let ids: Vec<(PaymentState, PaymentId)> = if single.is_empty() {
        Vec::new()
    } else {
        visible(ctx)
            .filter(mine(ctx))
            .filter(request::Column::State.is_in(single))
            .select_only()
            .column(request::Column::State)
            .column(request::Column::Id)
            .into_tuple()
            .all(db)
            .await?
    };
    Ok(counts
        .into_iter()
        .map(|(state, n)| {
            let id = ids.iter().find(|(of, _)| *of == state).map(|(_, id)| *id);
            (state, u64::try_from(n).unwrap_or_default(), id)
        })
        .collect())
}

/// The rules of [`access::require_submitter`], [`access::require_factual`], [`access::require_arithmetic`],
/// [`access::require_orderer`] and [`access::require_cashier`], as the database reads them. A test compares them.
fn mine(ctx: &Ctx) -> Condition {
    use request::Column as C;
    let all = |state: PaymentState| Condition::all().add(C::State.eq(state));
    let of = |roles: &[Role]| C::ProgrammeId.is_in(ctx.scopes_of(roles, "programme"));
    let others = |hands: &[C]| {
        let me = ctx.person_id();
        hands
            .iter()
            .filter_map(|hand| me.map(|me| Condition::any().add(hand.is_null()).add(hand.ne(me))))
            .fold(Condition::all(), Condition::add)
    };
    let portal = Condition::all()
        .add(C::PaperNote.eq(""))
        .add(C::BodyId.is_in(ctx.scopes_of(&[Role::KZ], "body")));
    let paper = Condition::all().add(C::PaperNote.ne("")).add(of(&[Role::SB]));
    Condition::any()
        .add(all(PaymentState::Draft).add(Condition::any().add(portal).add(paper)))
        .add(
            all(PaymentState::Submitted)
                .add(of(access::CERTIFIERS))
                .add(others(&[C::DraftedBy, C::SubmittedBy])),
        )
        .add(
            all(PaymentState::Factual)
                .add(of(access::CERTIFIERS))
                .add(others(&[C::FactualBy])),
        )
        .add(
            all(PaymentState::Arithmetic)
                .add(of(access::ORDERERS))
                .add(others(&[
                    C::DraftedBy,
                    C::SubmittedBy,
                    C::FactualBy,
                    C::ArithmeticBy,
                ])),
        )
        .add(
            all(PaymentState::Ordered)
                .add(of(access::CASHIERS))
                .add(C::RunId.is_null()),
        )
}

/// What of a grant's money is asked for and paid, in all and in a year.
pub async fn purse(db: &impl ConnectionTrait, grant: &Grant, year: i64) -> Result<Purse, Problem> {
    let requests = requests_of(db, grant.id).await?;
    let back = confirmed_returns(db, &[grant.id]).await?;
    let mut payable = grants::payable(db, std::slice::from_ref(grant)).await?;
    let payable = payable.remove(&grant.id).unwrap_or_default();
    Ok(purse_of(grant, year, &requests, &back, &payable))
}

/// The purses of several grants in their order, in four statements per 1,000.
pub(crate) async fn purses(
    db: &impl ConnectionTrait,
    grants: &[Grant],
    year: i64,
) -> Result<Vec<Purse>, Problem> {
    let ids: Vec<GrantId> = grants.iter().map(|grant| grant.id).collect();
    let cases: Vec<ApplicationId> = grants.iter().map(|grant| grant.application_id).collect();
    let mut requests: HashMap<GrantId, Vec<PaymentRequest>> = HashMap::new();
    for request in requests_of_cases(db, &cases).await? {
        requests.entry(request.grant_id).or_default().push(request);
    }
    let mut back: HashMap<GrantId, Vec<PaymentReturn>> = HashMap::new();
    for row in confirmed_returns(db, &ids).await? {
        back.entry(row.grant_id).or_default().push(row);
    }
    let mut payable = grants::payable(db, grants).await?;
    let of_grant = |grant: &Grant| {
        let requests = requests.remove(&grant.id).unwrap_or_default();
        let back = back.remove(&grant.id).unwrap_or_default();
        let payable = payable.remove(&grant.id).unwrap_or_default();
        purse_of(grant, year, &requests, &back, &payable)
    };
    Ok(grants.iter().map(of_grant).collect())
}

fn purse_of(
    grant: &Grant,
    year: i64,
    requests: &[PaymentRequest],
    back: &[PaymentReturn],
    payable: &Payable,
) -> Purse {
    let held = || requests.iter().filter(|request| request.state.holds());
    let of_year = |request: &&PaymentRequest| request.year == year;
    let amount = |request: &PaymentRequest| request.amount;
    let back_of_year = back.iter().filter(|row| row.year == year);
    let asked = requests.iter().filter(of_year);
    Purse {
        award: grant.amount,
        payable: payable.award,
        retention: rules::retention(grant),
        used: held().map(amount).sum::<Cents>() - back.iter().map(|row| row.amount).sum::<Cents>(),
        year,
        tranche: payable.of_year(year),
        used_of_year: held().filter(of_year).map(amount).sum::<Cents>()
            - back_of_year.map(|row| row.amount).sum::<Cents>(),
        requests_of_year: asked.filter(|request| rules::counts(request)).count() as i64,
    }
}

/// The payments made for a grant with their value dates, the first first; of each, what came back.
pub async fn payments_of(db: &impl ConnectionTrait, grant: GrantId) -> Result<Vec<Paid>, Problem> {
    let back = returns_of(db, grant).await?;
    let requests = requests_of(db, grant).await?;
    let mut paid: Vec<Paid> = requests
        .into_iter()
        .filter_map(|request| {
            let paid_on = request.paid_on?;
            let of_this = back.iter().filter(|back| back.payment == request.id);
            Some(Paid {
                id: request.id,
                kind: request.kind,
                year: request.year,
                amount: request.amount,
                returned: of_this.map(|back| back.amount).sum(),
                reference: request.reference,
                paid_on,
            })
        })
        .collect();
    paid.sort_by_key(|payment| payment.paid_on);
    Ok(paid)
}

/// The money of a grant that came back and was confirmed, in the order of its arrival.
pub async fn returns_of(db: &impl ConnectionTrait, grant: GrantId) -> Result<Vec<Returned>, Problem> {
    let rows = confirmed_returns(db, &[grant]).await?;
    let one = |row: PaymentReturn| Returned {
        id: row.id,
        payment: row.payment_id,
        amount: row.amount,
        received_on: row.received_on,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// As recorded, of several grants: one statement per 1,000.
async fn confirmed_returns(
    db: &impl ConnectionTrait,
    grants: &[GrantId],
) -> Result<Vec<PaymentReturn>, Problem> {
    let mut all = Vec::new();
    for chunk in grants.chunks(1_000) {
        let found = returned::Entity::find()
            .filter(returned::Column::GrantId.is_in(chunk.iter().copied()))
            .filter(returned::Column::State.eq(ReturnState::Confirmed))
            .order_by_asc(returned::Column::ReceivedOn)
            .order_by_asc(returned::Column::Id)
            .all(db)
            .await?;
        all.extend(found);
    }
    Ok(all)
}

/// What was recorded of a payment as returned, the latest first, discarded records included.
pub(crate) async fn recorded_returns(
    db: &impl ConnectionTrait,
    payment: PaymentId,
) -> Result<Vec<PaymentReturn>, Problem> {
    Ok(returned::Entity::find()
        .filter(returned::Column::PaymentId.eq(payment))
        .order_by_desc(returned::Column::Id)
        .all(db)
        .await?)
}

/// One record of returned money. Error: not found.
pub(crate) async fn payment_return(
    db: &impl ConnectionTrait,
    id: PaymentReturnId,
) -> Result<PaymentReturn, Problem> {
    returned::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("payment return"))
}

/// Returned money of these programmes that waits for a second officer.
pub(crate) async fn returns_waiting(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    programmes: &[Uuid],
) -> Result<Vec<PaymentReturn>, Problem> {
    Ok(returned::Entity::find()
        .filter(returned::Column::ProgrammeId.is_in(programmes.iter().copied()))
        .filter(returned::Column::State.eq(ReturnState::Recorded))
        .filter(returned::Column::ApplicationId.in_subquery(applications::seen_cases(ctx)))
        .order_by_asc(returned::Column::Id)
        .all(db)
        .await?)
}

fn accounts_of(owner: Owner) -> Select<account::Entity> {
    let query = account::Entity::find();
    match owner {
        Owner::Grant(grant) => query.filter(account::Column::GrantId.eq(grant)),
        Owner::Programme(programme) => query
            .filter(account::Column::ProgrammeId.eq(programme))
            .filter(account::Column::GrantId.is_null()),
    }
}

/// The bank details of an owner, the latest first. The caller may see the owner.
pub(crate) async fn accounts(db: &impl ConnectionTrait, owner: Owner) -> Result<Vec<BankAccount>, Problem> {
    Ok(accounts_of(owner)
        .order_by_desc(account::Column::Id)
        .all(db)
        .await?)
}

/// The bank details in force, if any were confirmed.
pub(crate) async fn account_in_force(
    db: &impl ConnectionTrait,
    owner: Owner,
) -> Result<Option<BankAccount>, Problem> {
    Ok(accounts_of(owner)
        .filter(account::Column::State.eq(BankAccountState::Confirmed))
        .one(db)
        .await?)
}

/// Bank details, without asking who wants them. Error: not found.
pub(crate) async fn account(db: &impl ConnectionTrait, id: BankAccountId) -> Result<BankAccount, Problem> {
    account::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("bank account"))
}

/// Bank details with their grant (none: the cash desk's), as the person may see them. Error: not found.
pub(crate) async fn account_seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: BankAccountId,
) -> Result<(BankAccount, Option<Grant>), Problem> {
    let found = account(db, id).await?;
    let grant = match found.grant_id {
        Some(grant) => Some(grants::seen(db, ctx, grant).await?.0),
        None if access::is_office(ctx, found.programme_id) => None,
        None => return Err(Problem::not_found("bank account")),
    };
    Ok((found, grant))
}

/// These bank details by id.
pub(crate) async fn accounts_by_id(
    db: &impl ConnectionTrait,
    ids: &[BankAccountId],
) -> Result<HashMap<BankAccountId, BankAccount>, Problem> {
    let mut all = HashMap::new();
    for chunk in ids.chunks(1_000) {
        let found = account::Entity::find()
            .filter(account::Column::Id.is_in(chunk.iter().copied()))
            .all(db)
            .await?;
        all.extend(found.into_iter().map(|account| (account.id, account)));
    }
    Ok(all)
}

/// Bank details of these programmes that wait for a second officer: those of cases the person sees, and the cash desk's.
pub(crate) async fn accounts_waiting(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    programmes: &[Uuid],
) -> Result<Vec<BankAccount>, Problem> {
    let seen = Condition::any()
        .add(account::Column::GrantId.is_null())
        .add(account::Column::ApplicationId.in_subquery(applications::seen_cases(ctx)));
    Ok(account::Entity::find()
        .filter(account::Column::ProgrammeId.is_in(programmes.iter().copied()))
        .filter(account::Column::State.eq(BankAccountState::Entered))
        .filter(seen)
        .order_by_asc(account::Column::Id)
        .all(db)
        .await?)
}

/// What is ordered in a programme and in no run yet, by number.
pub(crate) async fn to_pay(
    db: &impl ConnectionTrait,
    programme: Uuid,
) -> Result<Vec<PaymentRequest>, Problem> {
    Ok(request::Entity::find()
        .filter(request::Column::ProgrammeId.eq(programme))
        .filter(request::Column::State.eq(PaymentState::Ordered))
        .filter(request::Column::RunId.is_null())
        .order_by_asc(request::Column::Reference)
        .all(db)
        .await?)
}

/// The requests that the cash desk may speak of to this person: ordered, paid or returned after the order.
pub(crate) async fn known_to_cash_desk(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
) -> Result<Vec<PaymentRequest>, Problem> {
    Ok(visible(ctx)
        .filter(request::Column::ProgrammeId.is_in(ctx.scopes_of(access::IMPORTERS, "programme")))
        .filter(request::Column::OrderedAt.is_not_null())
        .order_by_asc(request::Column::Id)
        .all(db)
        .await?)
}

/// One page of the runs of the person's programmes, the latest first.
pub async fn runs(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    asked: PageRequest,
) -> Result<Page<PaymentRun>, Problem> {
    let programmes = ctx.scopes_of(access::OFFICE, "programme");
    let query = run::Entity::find()
        .filter(run::Column::ProgrammeId.is_in(programmes))
        .order_by_desc(run::Column::Id);
    page::fetch(db, query, asked).await
}

/// A run of the person's programmes. Error: not found.
pub async fn run_seen(db: &impl ConnectionTrait, ctx: &Ctx, id: PaymentRunId) -> Result<PaymentRun, Problem> {
    let found = run::Entity::find_by_id(id).one(db).await?;
    found
        .filter(|run| access::is_office(ctx, run.programme_id))
        .ok_or(Problem::not_found("payment run"))
}

/// The number of the last run of a programme, 0 before the first.
pub(crate) async fn last_run(db: &impl ConnectionTrait, programme: Uuid) -> Result<i64, Problem> {
    let last = run::Entity::find()
        .filter(run::Column::ProgrammeId.eq(programme))
        .order_by_desc(run::Column::Number)
        .one(db)
        .await?;
    Ok(last.map_or(0, |run| run.number))
}

/// The requests of a run by number. The caller may see the run.
pub(crate) async fn of_run(
    db: &impl ConnectionTrait,
    run: PaymentRunId,
) -> Result<Vec<PaymentRequest>, Problem> {
    Ok(request::Entity::find()
        .filter(request::Column::RunId.eq(run))
        .order_by_asc(request::Column::Reference)
        .all(db)
        .await?)
}

/// The requests of several cases, for the reports: one statement per 1,000. The caller has read the cases.
pub async fn requests_of_cases(
    db: &impl ConnectionTrait,
    cases: &[ApplicationId],
) -> Result<Vec<PaymentRequest>, Problem> {
    let mut all = Vec::new();
    for chunk in cases.chunks(1_000) {
        let found = request::Entity::find()
            .filter(request::Column::ApplicationId.is_in(chunk.iter().copied()))
            .order_by_asc(request::Column::Id)
            .all(db)
            .await?;
        all.extend(found);
    }
    Ok(all)
}

/// What the cash desk said that belongs to no payment, of the person's programmes: what is open first.
pub async fn cash_lines(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    state: Option<CashLineState>,
    asked: PageRequest,
) -> Result<Page<CashLine>, Problem> {
    let programmes = ctx.scopes_of(access::IMPORTERS, "programme");
    let mut query = cash_line::Entity::find().filter(cash_line::Column::ProgrammeId.is_in(programmes));
    if let Some(state) = state {
        query = query.filter(cash_line::Column::State.eq(state));
    }
    page::fetch(db, query.order_by_desc(cash_line::Column::Id), asked).await
}

/// How many lines wait for the person to settle them.
pub(crate) async fn open_cash_lines(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<u64, Problem> {
    let programmes = ctx.scopes_of(access::ORDERERS, "programme");
    if programmes.is_empty() {
        return Ok(0);
    }
    Ok(cash_line::Entity::find()
        .filter(cash_line::Column::ProgrammeId.is_in(programmes))
        .filter(cash_line::Column::State.eq(CashLineState::Open))
        .count(db)
        .await?)
}

/// A line as the person may see it. Error: not found.
pub async fn cash_line_seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: CashLineId,
) -> Result<CashLine, Problem> {
    cash_line::Entity::find_by_id(id)
        .one(db)
        .await?
        .filter(|line| ctx.has_any(access::IMPORTERS, base::Scope::Programme(line.programme_id)))
        .ok_or(Problem::not_found("cash line"))
}

/// The payments of a programme that wait for the cash desk's word, with this amount.
pub(crate) async fn awaited(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    line: &CashLine,
) -> Result<Vec<PaymentRequest>, Problem> {
    Ok(visible(ctx)
        .filter(request::Column::ProgrammeId.eq(line.programme_id))
        .filter(request::Column::State.eq(PaymentState::Ordered))
        .filter(request::Column::RunId.is_not_null())
        .filter(request::Column::Amount.eq(line.amount))
        .order_by_asc(request::Column::Reference)
        .all(db)
        .await?)
}

/// The confirmations of a payment that were or are to be taken back, the latest first.
pub(crate) async fn corrections_of(
    db: &impl ConnectionTrait,
    payment: PaymentId,
) -> Result<Vec<Correction>, Problem> {
    Ok(correction::Entity::find()
        .filter(correction::Column::PaymentId.eq(payment))
        .order_by_desc(correction::Column::Id)
        .all(db)
        .await?)
}

/// One of them, as the person may see its payment. Error: not found.
pub(crate) async fn correction_seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: CorrectionId,
) -> Result<Correction, Problem> {
    let row = correction::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("payment correction"))?;
    seen(db, ctx, row.payment_id).await?;
    Ok(row)
}

/// The stop of a grant's payments, while it is in force.
pub async fn stop_of(db: &impl ConnectionTrait, grant: GrantId) -> Result<Option<PaymentStop>, Problem> {
    Ok(stop::Entity::find()
        .filter(stop::Column::GrantId.eq(grant))
        .filter(stop::Column::LiftedAt.is_null())
        .one(db)
        .await?)
}

/// The stops in force of these grants. One statement per 1,000.
pub(crate) async fn stops(
    db: &impl ConnectionTrait,
    grants: &[GrantId],
) -> Result<HashMap<GrantId, PaymentStop>, Problem> {
    let mut all = HashMap::new();
    for chunk in grants.chunks(1_000) {
        let found = stop::Entity::find()
            .filter(stop::Column::GrantId.is_in(chunk.iter().copied()))
            .filter(stop::Column::LiftedAt.is_null())
            .all(db)
            .await?;
        all.extend(found.into_iter().map(|row| (row.grant_id, row)));
    }
    Ok(all)
}
