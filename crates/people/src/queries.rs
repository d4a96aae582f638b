//! Questions about people.

use std::collections::HashMap;

use base::{Assignment, Ctx, Person, PersonId, Problem, Role, Scope, calendar};
use base_db::{Db, Page, PageRequest};
use base_mail::Recipient;
use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use crate::{Account, AccountState, Affiliation, Deputy, HeldRole, Session, Token, access, rules, store};

/// The account of an id. Error: `NotFound`.
pub async fn account(conn: &impl ConnectionTrait, id: PersonId) -> Result<Account, Problem> {
    find_account(conn, id).await?.ok_or(Problem::not_found("account"))
}

/// The account of an id, if there is one.
pub async fn find_account(conn: &impl ConnectionTrait, id: PersonId) -> Result<Option<Account>, Problem> {
    Ok(store::accounts::find(conn, id).await?.map(Account::from))
}

/// The account of an address, in whatever case it is written.
pub async fn find_by_email(conn: &impl ConnectionTrait, email: &str) -> Result<Option<Account>, Problem> {
    let Some(email) = rules::email(email) else {
        return Ok(None);
    };
    Ok(store::accounts::find_by_email(conn, &email)
        .await?
        .map(Account::from))
}

/// The names of these persons, by id; unknown ids are left out. One statement.
pub async fn names(
    conn: &impl ConnectionTrait,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, String>, Problem> {
    let accounts = store::accounts::many(conn, ids).await?;
    Ok(accounts
        .into_iter()
        .map(|account| (account.id, account.name))
        .collect())
}

impl From<&Account> for Recipient {
    fn from(account: &Account) -> Self {
        Self {
            person_id: Some(account.id),
            name: account.name.clone(),
            salutation: account.salutation.clone(),
            email: account.email.clone(),
            lang: account.lang,
        }
    }
}

/// How a mail reaches this person. Error: `NotFound`.
pub async fn recipient(conn: &impl ConnectionTrait, id: PersonId) -> Result<Recipient, Problem> {
    Ok(Recipient::from(&account(conn, id).await?))
}

/// How mails reach these persons, without locked ones. One statement.
pub async fn recipients(conn: &impl ConnectionTrait, ids: &[PersonId]) -> Result<Vec<Recipient>, Problem> {
    let accounts = store::accounts::many(conn, ids).await?;
    Ok(accounts
        .iter()
        .filter(|account| account.state != AccountState::Locked)
        .map(Recipient::from)
        .collect())
}

/// The active accounts that hold one of `roles` in exactly this scope now, in person, by name.
pub async fn holders(
    conn: &impl ConnectionTrait,
    roles: &[Role],
    scope: Scope,
    now: DateTime<Utc>,
) -> Result<Vec<Account>, Problem> {
    let persons = store::roles::persons(conn, roles, scope, calendar::local_date(now)).await?;
    let mut accounts = store::accounts::many(conn, &persons).await?;
    accounts.retain(|account| account.state == AccountState::Active);
    accounts.sort_by(|left, right| left.name.cmp(&right.name).then(left.id.cmp(&right.id)));
    Ok(accounts)
}

/// As [`holders`], for many bodies in a few statements: by body, each by name; bodies without any are left out.
pub async fn holders_of_bodies(
    conn: &impl ConnectionTrait,
    roles: &[Role],
    bodies: &[uuid::Uuid],
    now: DateTime<Utc>,
) -> Result<HashMap<uuid::Uuid, Vec<Account>>, Problem> {
    let pairs = store::roles::persons_of_bodies(conn, roles, bodies, calendar::local_date(now)).await?;
    let mut persons: Vec<PersonId> = pairs.iter().map(|(_, person)| *person).collect();
    persons.sort_unstable();
    persons.dedup();
    let mut accounts: HashMap<PersonId, Account> = HashMap::new();
    for chunk in persons.chunks(1_000) {
        let known = store::accounts::many(conn, chunk).await?;
        let active = known
            .into_iter()
            .filter(|account| account.state == AccountState::Active);
        accounts.extend(active.map(|account| (account.id, account)));
    }
    let mut holders: HashMap<uuid::Uuid, Vec<Account>> = HashMap::new();
    for (body, person) in pairs {
        if let Some(account) = accounts.get(&person) {
            holders.entry(body).or_default().push(account.clone());
        }
    }
    for accounts in holders.values_mut() {
        accounts.sort_by(|left, right| left.name.cmp(&right.name).then(left.id.cmp(&right.id)));
    }
    Ok(holders)
}

/// The active person as it would act now, deputies included: for `--as E-MAIL` and tests. No second factor is asked.
pub async fn person(
    conn: &impl ConnectionTrait,
    id: PersonId,
    now: DateTime<Utc>,
) -> Result<Person, Problem> {
    let account = account(conn, id).await?;
    if account.state != AccountState::Active {
        return Err(Problem::not_found("account"));
    }
    let today = calendar::local_date(now);
    let deputised: Vec<PersonId> = store::deputies::of_person(conn, id, today)
        .await?
        .into_iter()
        .filter(|deputy| deputy.deputy == id && deputy.from_on <= today)
        .map(|deputy| deputy.person)
        .collect();
    let mut holders: Vec<PersonId> = store::accounts::many(conn, &deputised)
        .await?
        .into_iter()
        .filter(|account| account.state == AccountState::Active)
        .map(|account| account.id)
        .collect();
    holders.push(id);
    let held = store::roles::valid_of(conn, &holders, today).await?;
    let assignment = |held: HeldRole| Assignment {
        role: held.role,
        scope: held.scope,
        deputy_of: (held.person != id).then_some(held.person),
    };
    Ok(Person {
        id,
        name: account.name,
        email: account.email,
        assignments: held.into_iter().map(assignment).collect(),
    })
}

/// The affiliations of these persons. One statement.
pub async fn affiliations(
    conn: &impl ConnectionTrait,
    ids: &[PersonId],
) -> Result<Vec<Affiliation>, Problem> {
    store::affiliations::of_persons(conn, ids).await
}

/// Every role the person was ever given, newest first.
pub async fn roles_of(conn: &impl ConnectionTrait, id: PersonId) -> Result<Vec<HeldRole>, Problem> {
    store::roles::of_person(conn, id).await
}

/// Present and coming deputies, on either side.
pub async fn deputies(
    conn: &impl ConnectionTrait,
    id: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Deputy>, Problem> {
    store::deputies::of_person(conn, id, calendar::local_date(now)).await
}

/// The accounts whose name or address contains every word of `search`. For AD, DS and the operator.
pub async fn list_accounts(
    db: &Db,
    ctx: &Ctx,
    search: &str,
    state: Option<AccountState>,
    page: PageRequest,
) -> Result<Page<Account>, Problem> {
    if !ctx.is_operator() && !ctx.has_any_role(access::READERS) {
        ctx.require(access::READERS, Scope::System)?;
    }
    store::accounts::list(db.reader(), search, state, page).await
}

/// The person's own API tokens.
pub async fn tokens(db: &Db, ctx: &Ctx) -> Result<Vec<Token>, Problem> {
    store::tokens::of_person(db.reader(), ctx.person()?.id).await
}

/// The person's own live sessions.
pub async fn sessions(db: &Db, ctx: &Ctx) -> Result<Vec<Session>, Problem> {
    let me = ctx.person()?.id;
    let account = store::accounts::find(db.reader(), me)
        .await?
        .ok_or(Problem::Unauthenticated)?;
    store::sessions::live_of(db.reader(), me, account.session_epoch, db.machine_now()).await
}
