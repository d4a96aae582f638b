//! `/sign-in`, its second step, `/sign-out`. What was typed before a session ran out comes along to the end.

use axum::extract::RawQuery;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use base::{Actor, Problem, Text, fmt};
use base_web::identity::Credential;
use base_web::server::resume;
use base_web::view::{Block, Field, Form, Page};
use base_web::{FormData, Reply, Visit};
use chrono::Duration;

use super::caller::{Caller, set_lang, set_session};
use crate::usecases::sign_in::{SignIn, SignedIn, give_second_factor};
use crate::{identify, queries, rules};

/// Hidden fields that travel through all steps of a sign-in.
const CARRIED: [&str; 3] = ["next", "resume_path", "resume_body"];

fn carry(mut form: Form, data: &FormData) -> Form {
    for name in CARRIED {
        if !data.get(name).is_empty() {
            form = form.hidden(name, data.get(name));
        }
    }
    form
}

fn sign_in_page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = carry(visit.form("/sign-in"), data)
        .field(
            Field::input("email", "email", visit.t("sign-in-email"))
                .required()
                .autocomplete("username"),
        )
        .field(
            Field::input("password", "password", visit.t("sign-in-password"))
                .required()
                .autocomplete("current-password"),
        )
        .fill(data)
        .submit(visit.t("sign-in"));
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("sign-in"))
        .narrow()
        .block(form)
        .block(Block::Links(vec![
            (
                "/forgot-password".to_owned(),
                visit.t("accounts-forgot"),
                String::new(),
            ),
            (
                "/register".to_owned(),
                visit.t("accounts-register"),
                visit.t("accounts-register-hint"),
            ),
        ]))
}

pub(super) async fn form(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let data = FormData::parse(query.unwrap_or_default().as_bytes());
    if visit.ctx.find_person().is_some() {
        return visit.go(rules::local_path(data.get("next")));
    }
    visit.page(sign_in_page(&visit, &data, None))
}

pub(super) async fn submit(visit: Visit, caller: Caller, data: FormData) -> Reply {
    let typed = SignIn {
        email: data.get("email").to_owned(),
        password: data.get("password").to_owned(),
        from: caller.from.clone(),
    };
    match crate::sign_in(&visit.app.db, &visit.ctx, typed).await {
        Ok(SignedIn::Done { cookie, .. }) => arrive(visit, &caller, &data, &cookie).await,
        Ok(SignedIn::SecondFactor { cookie, .. }) => {
            let mut response = visit.page(second_factor_page(&visit, &data, None))?;
            set_session(&visit.app, &mut response, &cookie)?;
            Ok(response)
        }
        Err(problem) => refuse(&visit, problem, |problem| {
            sign_in_page(&visit, &data, Some(problem))
        }),
    }
}

/// The form again: 422 with the reason, or 429 with the time from which on it is worth trying.
pub(super) fn refuse(visit: &Visit, problem: Problem, page: impl FnOnce(&Problem) -> Page) -> Reply {
    match problem {
        Problem::Throttled { seconds } => {
            let wait = i64::try_from(seconds).unwrap_or(i64::MAX);
            // Said in whole minutes, so the next one.
            let until = visit.ctx.now
                + Duration::try_seconds(wait).unwrap_or(Duration::hours(1))
                + Duration::seconds(59);
            let time = base::calendar::local_datetime(until).time();
            let text = Text::new("accounts-throttled").with("time", fmt::time(visit.lang(), time));
            let mut response = visit.page_with(
                StatusCode::TOO_MANY_REQUESTS,
                page(&Problem::refused("throttled", text)),
            )?;
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
        problem @ (Problem::Refused { .. } | Problem::Invalid(_)) => {
            visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, page(&problem))
        }
        other => Err(other.into()),
    }
}

/// Signed in: on to where the person wanted to go, or to what was typed before.
async fn arrive(mut visit: Visit, caller: &Caller, data: &FormData, cookie: &str) -> Reply {
    let identity = identify(&visit.app.db, Credential::Session(cookie), visit.ctx.now).await?;
    let person = identity.ok_or(Problem::Unauthenticated)?.person;
    let account = queries::account(visit.app.db.reader(), person.id).await?;
    let everything = queries::person(visit.app.db.reader(), person.id, visit.ctx.now).await?;
    let is_held_back = everything.assignments.len() > person.assignments.len();
    visit.ctx.actor = Actor::Person(person);
    if !caller.has_lang_cookie {
        visit.ctx.lang = account.lang;
    }
    let mut response: Response = if !data.get("resume_path").is_empty() {
        resume(
            &visit,
            rules::local_path(data.get("resume_path")),
            data.get("resume_body"),
        )?
    } else if is_held_back {
        visit.go("/account/second-factor")?
    } else {
        visit.go(rules::local_path(data.get("next")))?
    };
    set_session(&visit.app, &mut response, cookie)?;
    if !caller.has_lang_cookie {
        set_lang(&visit.app, &mut response, account.lang)?;
    }
    Ok(response)
}

fn second_factor_page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = carry(visit.form("/sign-in/second-factor"), data)
        .field(
            Field::text("code", visit.t("accounts-code"))
                .required()
                .short()
                .autocomplete("one-time-code")
                .hint(visit.t("accounts-code-hint")),
        )
        .submit(visit.t("sign-in"))
        .cancel(visit.t("form-cancel"), "/sign-in");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("accounts-second-step")).narrow().block(form)
}

/// Reached by a reload only; without a sign-in that waits, it begins anew.
pub(super) async fn second_factor_form(visit: Visit, caller: Caller) -> Reply {
    if caller.cookie.is_none() || visit.ctx.find_person().is_some() {
        return visit.go("/sign-in");
    }
    visit.page(second_factor_page(&visit, &FormData::default(), None))
}

pub(super) async fn second_factor(visit: Visit, caller: Caller, data: FormData) -> Reply {
    let cookie = caller.cookie.clone().unwrap_or_default();
    match give_second_factor(&visit.app.db, &visit.ctx, &cookie, data.get("code")).await {
        Ok(SignedIn::Done { cookie, .. } | SignedIn::SecondFactor { cookie, .. }) => {
            arrive(visit, &caller, &data, &cookie).await
        }
        Err(Problem::Unauthenticated) => {
            let text = Text::new("accounts-sign-in-again");
            let problem = Problem::refused("sign-in-again", text);
            refuse(&visit, problem, |problem| {
                sign_in_page(&visit, &data, Some(problem))
            })
        }
        Err(problem) => refuse(&visit, problem, |problem| {
            second_factor_page(&visit, &data, Some(problem))
        }),
    }
}

pub(super) async fn sign_out(visit: Visit, caller: Caller) -> Reply {
    if let Some(session) = caller.session {
        crate::sign_out(&visit.app.db, &visit.ctx, session).await?;
    }
    let mut response = visit.done("/sign-in", "accounts-done-signed-out")?;
    set_session(&visit.app, &mut response, "")?;
    Ok(response)
}
