//! `/account/second-factor`: setting it up, recovery codes, removing it.

use axum::http::header;
use axum::response::IntoResponse as _;
use base::Problem;
use base_web::view::{Block, Cell, Facts, Field, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};

use super::caller::{Caller, set_session};
use super::sign_in::refuse;
use crate::{queries, store};

fn title(visit: &Visit) -> Page {
    Page::new(visit.t("accounts-second-factor"))
        .crumb("/account", visit.t("nav-account"))
        .narrow()
}

async fn set_up_page(visit: &Visit, problem: Option<&Problem>) -> Result<Page, Problem> {
    let (secret, url) = crate::propose_second_factor(&visit.app.db, &visit.ctx).await?;
    let grouped: Vec<String> = secret
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    let mut form = visit
        .form("/account/second-factor")
        .field(
            Field::text("code", visit.t("accounts-code"))
                .required()
                .short()
                .autocomplete("one-time-code")
                .hint(visit.t("accounts-code-first-hint")),
        )
        .submit(visit.t("accounts-second-factor-set-up"))
        .cancel(visit.t("form-cancel"), "/account");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(title(visit)
        .lead(visit.t("accounts-second-factor-lead"))
        .block(Block::Picture(
            "/account/second-factor/qr.svg".to_owned(),
            visit.t("accounts-qr-code"),
        ))
        .block(
            Facts::new()
                .row(visit.t("accounts-secret"), Cell::Mono(grouped.join(" ")))
                .row(
                    visit.t("accounts-otpauth"),
                    Cell::link(url, visit.t("accounts-otpauth-open")),
                ),
        )
        .block(form))
}

async fn set_page(visit: &Visit, problem: Option<&Problem>) -> Result<Page, Problem> {
    let me = visit.ctx.person()?.id;
    let left = store::recovery::left(visit.app.db.reader(), me).await?;
    let mut form = visit
        .form("/account/second-factor/remove")
        .heading(visit.t("accounts-second-factor-remove"))
        .field(
            Field::input("password", "password", visit.t("accounts-present-password"))
                .required()
                .autocomplete("current-password"),
        )
        .submit(visit.t("accounts-second-factor-remove"))
        .confirm(visit.t("accounts-second-factor-remove-sure"));
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let left = visit.tw("accounts-recovery-left", &[("count", &left.to_string())]);
    Ok(title(visit)
        .block(Notice::new(
            Tone::Success,
            visit.t("accounts-second-factor-on"),
            left,
        ))
        .block(form))
}

pub(super) async fn form(visit: Visit) -> Reply {
    let account = queries::account(visit.app.db.reader(), visit.ctx.person()?.id).await?;
    let page = if account.second_factor {
        set_page(&visit, None).await?
    } else {
        set_up_page(&visit, None).await?
    };
    visit.page(page)
}

/// The QR code, from a route of its own: pages carry no pictures inside them. It holds the secret, so nobody keeps it.
pub(super) async fn picture(visit: Visit) -> Reply {
    let svg = crate::second_factor_picture(&visit.app.db, &visit.ctx).await?;
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, svg).into_response())
}

pub(super) async fn confirm(visit: Visit, caller: Caller, data: FormData) -> Reply {
    match crate::confirm_second_factor(&visit.app.db, &visit.ctx, caller.session, data.get("code")).await {
        Ok(codes) => visit.page(
            title(&visit)
                .block(Notice::new(
                    Tone::Success,
                    visit.t("accounts-done-second-factor"),
                    visit.t("accounts-recovery-lead"),
                ))
                .heading(visit.t("accounts-recovery"))
                .block(Block::Facts(Facts::new().row(
                    visit.t("accounts-recovery-codes"),
                    Cell::Lines(codes.join("\n")),
                )))
                .block(Block::Links(vec![(
                    "/account".to_owned(),
                    visit.t("nav-account"),
                    String::new(),
                )])),
        ),
        Err(problem) => {
            let page = set_up_page(&visit, Some(&problem)).await?;
            refuse(&visit, problem, |_| page)
        }
    }
}

pub(super) async fn remove(visit: Visit, data: FormData) -> Reply {
    let me = visit.ctx.person()?.id;
    match crate::remove_second_factor(&visit.app.db, &visit.ctx, me, Some(data.get("password"))).await {
        Ok(()) => {
            let mut response = visit.done("/sign-in", "accounts-done-second-factor-removed")?;
            set_session(&visit.app, &mut response, "")?;
            Ok(response)
        }
        Err(problem) => {
            let page = set_page(&visit, Some(&problem)).await?;
            refuse(&visit, problem, |_| page)
        }
    }
}
