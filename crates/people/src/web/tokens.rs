//! API tokens on the account page.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use uuid::Uuid;

use crate::{NewToken, TokenAccess, queries, rules};

pub(super) async fn blocks(visit: &Visit) -> Result<Vec<Block>, Problem> {
    let machine_now = visit.app.db.machine_now();
    let mut table = Table::new(visit.lang(), visit.t("accounts-tokens"))
        .hidden_caption()
        .column(visit.t("accounts-token-name"))
        .column(visit.t("accounts-token-access"))
        .column(visit.t("accounts-token-expires"))
        .column(visit.t("accounts-actions"))
        .empty(visit.t("accounts-no-tokens"));
    for token in queries::tokens(&visit.app.db, &visit.ctx).await? {
        let until = Cell::text(visit.datetime(token.expires_at));
        let over = Cell::badge(Tone::Warning, visit.t("accounts-token-over"));
        let revoke = Action::post(
            visit.t("accounts-token-revoke"),
            format!("/account/tokens/{}/revoke", token.id),
        )
        .danger()
        .confirm(visit.t("accounts-token-revoke-sure"));
        table = table.row(vec![
            Cell::text(&token.name),
            Cell::text(visit.t(&format!("accounts-token-access-{}", token.access.code()))),
            if token.expires_at <= machine_now {
                Cell::Many(vec![until, over])
            } else {
                until
            },
            Cell::Actions(vec![revoke]),
        ]);
    }
    let new = Action::link(visit.t("accounts-token-new"), "/account/tokens/new");
    Ok(vec![table.into(), Block::Actions(vec![new])])
}

fn page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let choices = TokenAccess::ALL.map(|access| {
        Choice::new(
            access.code(),
            visit.t(&format!("accounts-token-access-{}", access.code())),
        )
    });
    let mut form = visit
        .form("/account/tokens")
        .field(
            Field::text("name", visit.t("accounts-token-name"))
                .required()
                .max(80)
                .hint(visit.t("accounts-token-name-hint")),
        )
        .field(Field::radio("access", visit.t("accounts-token-access"), choices.into()).required())
        .field(Field::number("days", visit.t("accounts-token-days"), visit.t("accounts-days")).required())
        .fill(data)
        .submit(visit.t("accounts-token-new"))
        .cancel(visit.t("form-cancel"), "/account");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("accounts-token-new"))
        .crumb("/account", visit.t("nav-account"))
        .narrow()
        .block(form)
}

pub(super) async fn form(visit: Visit) -> Reply {
    let data = FormData::default()
        .with("access", TokenAccess::Read.code())
        .with("days", 90);
    visit.page(page(&visit, &data, None))
}

/// The secret is on this answer and nowhere else.
pub(super) async fn create(visit: Visit, data: FormData) -> Reply {
    let me = visit.ctx.person()?.id;
    let created = async {
        let mut read = data.read();
        let name = read.required_text("name", 80);
        let access = read.choice("access");
        let days = read.integer("days", 1..=rules::TOKEN_DAYS);
        read.finish()?;
        let access = access.unwrap_or(TokenAccess::Read); // a wrong one was noted above
        crate::create_token(
            &visit.app.db,
            &visit.ctx,
            NewToken {
                person: me,
                name,
                access,
                days,
            },
        )
        .await
    };
    match created.await {
        Ok((token, secret)) => visit.page(
            Page::new(&token.name)
                .crumb("/account", visit.t("nav-account"))
                .narrow()
                .block(Notice::new(
                    Tone::Success,
                    visit.t("accounts-done-token"),
                    visit.t("accounts-token-once"),
                ))
                .block(
                    Facts::new()
                        .row(visit.t("accounts-token-secret"), Cell::Mono(secret))
                        .row(
                            visit.t("accounts-token-expires"),
                            visit.datetime(token.expires_at),
                        ),
                )
                .block(Block::Links(vec![(
                    "/account".to_owned(),
                    visit.t("nav-account"),
                    String::new(),
                )])),
        ),
        Err(problem) => visit.again(problem, |problem| page(&visit, &data, Some(problem))),
    }
}

pub(super) async fn revoke(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    crate::revoke_token(&visit.app.db, &visit.ctx, id).await?;
    visit.done("/account", "accounts-done-token-revoked")
}
