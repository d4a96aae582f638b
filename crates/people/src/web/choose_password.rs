//! Choosing a password by a link from a mail: invitation (M-U01), reset (M-U03), and asking for such a link.

use axum::extract::Path;
use axum::http::StatusCode;
use base::problem::Checks;
use base::{Problem, Text};
use base_web::view::{Action, Block, Facts, Field, Form, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};

use super::sign_in::refuse;
use crate::store::links::Purpose;
use crate::usecases::password::find_by_link;
use crate::{Account, rules};

/// The two fields of a new password.
pub(super) fn password_fields(visit: &Visit, form: Form, name: &str, again: &str) -> Form {
    let hint = visit.tw(
        "accounts-password-hint",
        &[("min", &rules::PASSWORD_MIN.to_string())],
    );
    form.field(
        Field::input("password", name, visit.t("accounts-new-password"))
            .required()
            .autocomplete("new-password")
            .hint(hint),
    )
    .field(
        Field::input("password", again, visit.t("accounts-new-password-again"))
            .required()
            .autocomplete("new-password"),
    )
}

/// Both fields must say the same. Error: `Invalid` on `again`.
pub(super) fn check_again(data: &FormData, name: &str, again: &str) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.ensure(data.get(name) == data.get(again), again, || {
        Text::new("accounts-password-differs")
    });
    checks.finish()
}

fn page(visit: &Visit, purpose: Purpose, link: &str, account: &Account, problem: Option<&Problem>) -> Page {
    let (path, title) = match purpose {
        Purpose::Invitation => ("invitation", "accounts-invitation"),
        Purpose::Reset => ("reset", "accounts-reset"),
    };
    let form = visit
        .form(format!("/{path}/{link}"))
        .submit(visit.t("accounts-set-password"));
    let mut form = password_fields(visit, form, "password", "password_again");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t(title))
        .narrow()
        .block(Facts::new().row(visit.t("sign-in-email"), account.email.as_str()))
        .block(form)
}

/// 410: the link was used, or its time ran out; and what to do now.
fn gone(visit: &Visit) -> Reply {
    let again = Action::link(visit.t("accounts-forgot-send"), "/forgot-password").primary();
    let page = Page::new(visit.t("accounts-link-expired-title"))
        .narrow()
        .block(Notice::new(
            Tone::Warning,
            visit.t("accounts-link-expired-title"),
            visit.t("accounts-link-expired"),
        ))
        .block(Block::Actions(vec![
            again,
            Action::link(visit.t("sign-in"), "/sign-in"),
        ]));
    visit.page_with(StatusCode::GONE, page)
}

async fn show(visit: Visit, link: &str, purpose: Purpose) -> Reply {
    match find_by_link(&visit.app.db, &visit.ctx, link, purpose).await? {
        Some(account) => visit.page(page(&visit, purpose, link, &account, None)),
        None => gone(&visit),
    }
}

async fn choose(visit: Visit, link: &str, data: &FormData, purpose: Purpose) -> Reply {
    let Some(account) = find_by_link(&visit.app.db, &visit.ctx, link, purpose).await? else {
        return gone(&visit);
    };
    let chosen = async {
        check_again(data, "password", "password_again")?;
        let is_invitation = purpose == Purpose::Invitation;
        crate::choose_password(
            &visit.app.db,
            &visit.ctx,
            link,
            is_invitation,
            data.get("password"),
        )
        .await
    };
    match chosen.await {
        Ok(_) => visit.done("/sign-in", "accounts-done-password"),
        Err(Problem::Refused {
            code: "link-expired", ..
        }) => gone(&visit),
        Err(problem) => visit.again(problem, |problem| {
            page(&visit, purpose, link, &account, Some(problem))
        }),
    }
}

pub(super) async fn invitation_form(visit: Visit, Path(link): Path<String>) -> Reply {
    show(visit, &link, Purpose::Invitation).await
}

pub(super) async fn accept_invitation(visit: Visit, Path(link): Path<String>, data: FormData) -> Reply {
    choose(visit, &link, &data, Purpose::Invitation).await
}

pub(super) async fn reset_form(visit: Visit, Path(link): Path<String>) -> Reply {
    show(visit, &link, Purpose::Reset).await
}

pub(super) async fn reset(visit: Visit, Path(link): Path<String>, data: FormData) -> Reply {
    choose(visit, &link, &data, Purpose::Reset).await
}

fn forgot_page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = visit
        .form("/forgot-password")
        .field(
            Field::input("email", "email", visit.t("sign-in-email"))
                .required()
                .autocomplete("username"),
        )
        .fill(data)
        .submit(visit.t("accounts-forgot-send"))
        .cancel(visit.t("form-cancel"), "/sign-in");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("accounts-forgot"))
        .narrow()
        .lead(visit.t("accounts-forgot-lead"))
        .block(form)
}

pub(super) async fn forgot_form(visit: Visit) -> Reply {
    visit.page(forgot_page(&visit, &FormData::default(), None))
}

pub(super) async fn forgot(visit: Visit, data: FormData) -> Reply {
    match crate::forgot_password(&visit.app.db, &visit.ctx, data.get("email")).await {
        Ok(()) => visit.done("/sign-in", "accounts-done-forgot"),
        Err(problem) => refuse(&visit, problem, |problem| {
            forgot_page(&visit, &data, Some(problem))
        }),
    }
}
