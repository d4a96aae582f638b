//! `/register`: a body asks for an account, its address in the register answers.

use axum::extract::Path;
use axum::http::StatusCode;
use base::Problem;
use base_web::view::{Action, Block, Facts, Field, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};

use crate::usecases::request_account::{self, OpenRequest, RequestAccount};

fn page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = visit
        .form("/register")
        .field(
            Field::text("body", visit.t("register-body"))
                .required()
                .max(200)
                .hint(visit.t("register-body-hint")),
        )
        .field(
            Field::text("name", visit.t("register-name"))
                .required()
                .max(120)
                .autocomplete("name"),
        )
        .field(
            Field::input("email", "email", visit.t("register-email"))
                .required()
                .max(254)
                .autocomplete("email")
                .hint(visit.t("register-email-hint")),
        )
        .field(Field::note(visit.t("register-privacy")))
        .submit(visit.t("register-send"))
        .cancel(visit.t("form-cancel"), "/sign-in")
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("register-title"))
        .narrow()
        .lead(visit.t("register-lead"))
        .block(form)
}

pub(super) async fn show(visit: Visit) -> Reply {
    visit.page(page(&visit, &FormData::default(), None))
}

pub(super) async fn ask(visit: Visit, data: FormData) -> Reply {
    let command = RequestAccount {
        body: data.get("body").to_owned(),
        name: data.get("name").to_owned(),
        email: data.get("email").to_owned(),
        lang: visit.lang(),
    };
    match request_account::request_account(&visit.app.db, &visit.ctx, command).await {
        // the same words whether a mail went out or not
        Ok(()) => visit.done("/register", "register-done"),
        Err(problem) => visit.again(problem, |problem| page(&visit, &data, Some(problem))),
    }
}

fn open_page(visit: &Visit, link: &str, asked: &OpenRequest) -> Page {
    let post = |key: &str, verb: &str| Action::post(visit.t(key), format!("/register/{link}/{verb}"));
    let facts = Facts::new()
        .row(visit.t("register-body"), asked.body.label())
        .row(visit.t("register-name"), asked.name.as_str())
        .row(visit.t("register-email"), asked.email.as_str());
    Page::new(visit.t("register-confirm-title"))
        .narrow()
        .lead(visit.t("register-confirm-lead"))
        .block(facts)
        .block(Block::Actions(vec![
            post("register-confirm", "confirm").primary(),
            post("register-decline", "decline").danger(),
        ]))
}

/// 410: the link was used, or its time ran out.
fn gone(visit: &Visit) -> Reply {
    let page = Page::new(visit.t("register-expired-title"))
        .narrow()
        .block(Notice::new(
            Tone::Warning,
            visit.t("register-expired-title"),
            visit.t("register-expired"),
        ))
        .block(Block::Actions(vec![
            Action::link(visit.t("register-title"), "/register").primary(),
        ]));
    visit.page_with(StatusCode::GONE, page)
}

pub(super) async fn open(visit: Visit, Path(link): Path<String>) -> Reply {
    match request_account::open_request(&visit.app.db, &visit.ctx, &link).await {
        Ok(asked) => visit.page(open_page(&visit, &link, &asked)),
        Err(problem) => expired(&visit, problem),
    }
}

fn expired(visit: &Visit, problem: Problem) -> Reply {
    match problem {
        Problem::Refused {
            code: "link-expired", ..
        } => gone(visit),
        other => Err(other.into()),
    }
}

pub(super) async fn confirm(visit: Visit, Path(link): Path<String>) -> Reply {
    match request_account::confirm_request(&visit.app.db, &visit.ctx, &link).await {
        Ok(()) => visit.done("/register", "register-done-confirmed"),
        Err(problem) => expired(&visit, problem),
    }
}

pub(super) async fn decline(visit: Visit, Path(link): Path<String>) -> Reply {
    match request_account::decline_request(&visit.app.db, &visit.ctx, &link).await {
        Ok(()) => visit.done("/register", "register-done-declined"),
        Err(problem) => expired(&visit, problem),
    }
}
