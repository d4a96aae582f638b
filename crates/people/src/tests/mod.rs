#![allow(clippy::unwrap_used)] // tests may

mod accounts;
mod browser;
mod colleagues;
mod deputies;
mod keepers;
mod links;
mod matrix;
mod pages;
mod second_factor;
mod sessions;
mod signatories;
mod texts;
mod throttling;
mod tokens;

use base::{Access, Actor, Ctx, Person, PersonId, Problem, Role, Scope, Text};
use base_db::{Db, PageRequest};
use base_mail::{MailFilter, MailRow};
use chrono::{DateTime, NaiveDate, Utc};

use crate::{NewAccount, SignIn, SignInFrom, SignedIn};

pub(crate) const PASSWORD: &str = "vier worte genug hier";

/// The words, once per process; the same for all tests.
pub(crate) fn words() {
    base::texts::install(&[base_web::TEXTS, base_mail::TEXTS, crate::TEXTS]).unwrap();
}

pub(crate) fn noon() -> DateTime<Utc> {
    "2026-03-06T11:00:00Z".parse().unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn operator() -> Ctx {
    base_testing::operator(noon())
}

/// Nobody, as at the sign-in page.
pub(crate) fn nobody(now: DateTime<Utc>) -> Ctx {
    Ctx {
        actor: Actor::Anonymous,
        ..base_testing::operator(now)
    }
}

pub(crate) fn acting(person: &Person) -> Ctx {
    base_testing::ctx(person, noon())
}

/// An active account with a password and roles from 1 January 2026 on.
pub(crate) async fn open(db: &Db, email: &str, roles: &[(Role, Scope)]) -> PersonId {
    words();
    let ctx = operator();
    let unit = db.write(&ctx).await.unwrap();
    let person = crate::open_account_in(&unit, NewAccount::new(email, "Person (Test)"), PASSWORD)
        .await
        .unwrap();
    for (role, scope) in roles {
        crate::assign_in(
            &unit,
            crate::Assign::from(person, *role, *scope, day("2026-01-01")),
        )
        .await
        .unwrap();
    }
    unit.commit().await.unwrap();
    person
}

pub(crate) fn typed(email: &str, password: &str) -> SignIn {
    let from = SignInFrom {
        address: Some("192.0.2.1".to_owned()),
        agent: None,
    };
    SignIn {
        email: email.to_owned(),
        password: password.to_owned(),
        from,
    }
}

/// The cookie of a sign-in without second factor.
pub(crate) async fn cookie(db: &Db, email: &str) -> String {
    match crate::sign_in(db, &nobody(noon()), typed(email, PASSWORD))
        .await
        .unwrap()
    {
        SignedIn::Done { cookie, .. } => cookie,
        SignedIn::SecondFactor { .. } => panic!("a second factor was asked for"),
    }
}

/// Whoever comes with this cookie now.
pub(crate) async fn whoever(db: &Db, cookie: &str) -> Option<Person> {
    whoever_at(db, cookie, noon(), db.machine_now()).await
}

pub(crate) async fn whoever_at(
    db: &Db,
    cookie: &str,
    now: DateTime<Utc>,
    machine_now: DateTime<Utc>,
) -> Option<Person> {
    let credential = base_web::identity::Credential::Session(cookie);
    let identity = crate::identify::recognise(db, credential, now, machine_now)
        .await
        .unwrap()?;
    assert_eq!(identity.access, Access::ReadWrite);
    Some(identity.person)
}

pub(crate) async fn mails(db: &Db) -> Vec<MailRow> {
    base_mail::list(db.reader(), &MailFilter::default(), PageRequest::default())
        .await
        .unwrap()
        .items
}

/// The secret of the newest link below this path in the outbox.
pub(crate) async fn link(db: &Db, path: &str) -> String {
    let body = mails(db)
        .await
        .into_iter()
        .find(|mail| mail.body_text.contains(path))
        .unwrap()
        .body_text;
    let (_, rest) = body.split_once(path).unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

pub(crate) fn code_of(problem: &Problem) -> &str {
    match problem {
        Problem::Refused { code, .. } => code,
        Problem::Throttled { .. } => "throttled",
        Problem::Denied(_) => "denied",
        Problem::NotFound { .. } => "not-found",
        Problem::Invalid(fields) => &fields[0].field,
        Problem::Unauthenticated => "unauthenticated",
        Problem::Stale => "stale",
        other => panic!("{other}"),
    }
}

pub(crate) fn say(text: &Text) -> String {
    base::texts::say(base::Lang::De, text)
}

/// The actions written about an account, oldest first.
pub(crate) async fn audited(db: &Db, person: PersonId) -> Vec<String> {
    let mut entries = base_db::audit::of_subject(db.reader(), "account", &person.to_string(), 100)
        .await
        .unwrap();
    entries.reverse();
    entries.into_iter().map(|entry| entry.action).collect()
}
