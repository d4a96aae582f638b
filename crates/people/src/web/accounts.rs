//! `/accounts`: the list for AD and DS, and creating an account (AD; SB for bodies).

use axum::extract::{Query, RawQuery};
use base::{Lang, Problem, Role};
use base_db::PageRequest;
use base_web::view::{Action, Badge, Cell, Choice, Field, Form, Page, Table, Tone, table_query};
use base_web::{FormData, Reply, Visit};
use serde::Deserialize;

use super::account::languages;
use crate::access::KEEPERS;
use crate::{AccountState, NewAccount, queries, scopes};

#[derive(Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: u64,
}

/// The state as a label.
pub(super) fn badge(visit: &Visit, state: AccountState) -> Badge {
    let tone = match state {
        AccountState::Invited => Tone::Info,
        AccountState::Active => Tone::Success,
        AccountState::Locked => Tone::Danger,
    };
    Badge::new(tone, visit.t(&format!("accounts-state-{state}")))
}

pub(super) async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let state = AccountState::from_code(&query.state);
    let request = PageRequest::number(query.page);
    let page = queries::list_accounts(&visit.app.db, &visit.ctx, &query.q, state, request).await?;
    let mut states = vec![Choice::new("", visit.t("accounts-any-state"))];
    states.extend(
        AccountState::ALL.map(|state| Choice::new(state, visit.t(&format!("accounts-state-{state}")))),
    );
    let filter = Form::get(visit.lang(), "/accounts")
        .field(Field::input("search", "q", visit.t("accounts-search")))
        .field(Field::select("state", visit.t("accounts-state"), states).autosubmit())
        .fill(
            &FormData::default()
                .with("q", &query.q)
                .with("state", &query.state),
        )
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), "/accounts");
    let here = table_query(&table_query("/accounts", "q", &query.q), "state", &query.state);
    let mut table = Table::new(visit.lang(), visit.t("accounts-title"))
        .hidden_caption()
        .filter(filter)
        .column(visit.t("accounts-name"))
        .column(visit.t("sign-in-email"))
        .column(visit.t("accounts-state"))
        .column(visit.t("accounts-second-factor"))
        .column(visit.t("accounts-signed-in-at"))
        .paged(&page, &here);
    for account in &page.items {
        let second_factor = if account.second_factor {
            "accounts-second-factor-on"
        } else {
            "accounts-second-factor-off"
        };
        table = table.row(vec![
            Cell::link(format!("/accounts/{}", account.id), &account.name),
            Cell::text(&account.email),
            Cell::Badge(badge(&visit, account.state)),
            Cell::text(visit.t(second_factor)),
            Cell::maybe(account.signed_in_at.map(|at| Cell::instant(visit.lang(), at))),
        ]);
    }
    let mut shown = Page::new(visit.t("accounts-title")).lead(visit.t("accounts-lead"));
    if visit.ctx.has_any_role(KEEPERS) {
        shown = shown.action(Action::link(visit.t("accounts-new"), "/accounts/new").primary());
    }
    visit.page(shown.block(table))
}

/// The roles this person may give: AD all, SB those of bodies. A signatory takes two persons, on another page.
pub(super) fn role_choices(visit: &Visit) -> Vec<Choice> {
    let all = visit.ctx.has_any_role(KEEPERS);
    let may_give = |role: &Role| *role != Role::KZ && (all || *role == Role::KE);
    let roles = Role::ALL.into_iter().filter(may_give);
    roles
        .map(|role| Choice::new(role.code(), visit.t(&format!("role-{}", role.code()))))
        .collect()
}

fn new_page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut roles = role_choices(visit);
    if visit.ctx.has_any_role(KEEPERS) {
        roles.insert(0, Choice::new("", visit.t("accounts-role-later")));
    }
    let mut form = visit
        .form("/accounts")
        .field(Field::input("email", "email", visit.t("sign-in-email")).required())
        .field(Field::text("name", visit.t("accounts-name")).required().max(120))
        .field(
            Field::text("salutation", visit.t("accounts-salutation"))
                .max(120)
                .hint(visit.t("accounts-salutation-hint")),
        )
        .field(Field::select("lang", visit.t("language"), languages(visit)).required())
        .field(Field::select("role", visit.t("accounts-role"), roles).required())
        .field(Field::text("scope", visit.t("accounts-scope")).hint(visit.t("accounts-scope-hint")))
        .fill(data)
        .submit(visit.t("accounts-create"))
        .cancel(
            visit.t("form-cancel"),
            if visit.ctx.has_any_role(KEEPERS) {
                "/accounts"
            } else {
                "/"
            },
        );
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let mut page = Page::new(visit.t("accounts-new"));
    if visit.ctx.has_any_role(KEEPERS) {
        page = page.crumb("/accounts", visit.t("accounts-title"));
    }
    page.narrow().lead(visit.t("accounts-new-lead")).block(form)
}

pub(super) async fn new(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let data = FormData::parse(query.unwrap_or_default().as_bytes());
    visit.page(new_page(&visit, &data, None))
}

pub(super) async fn create(visit: Visit, data: FormData) -> Reply {
    let created = async {
        let new = NewAccount {
            email: data.get("email").to_owned(),
            name: data.get("name").to_owned(),
            salutation: Some(data.get("salutation").to_owned()),
            lang: Lang::from_tag(data.get("lang")).unwrap_or_default(),
        };
        let mut roles = Vec::new();
        if !data.get("role").is_empty() {
            let mut read = data.read();
            let role = Role::from_code(data.get("role"));
            if role.is_none() {
                read.fail("role", base::Text::new("field-choice"));
            }
            let typed = read.text("scope", 200);
            read.finish()?;
            if let Some(role) = role {
                roles.push((role, scopes::resolve(&visit.app.db, role, &typed).await?));
            }
        }
        crate::create_account_with(&visit.app.db, &visit.ctx, new, &roles).await
    };
    match created.await {
        Ok(person) if visit.ctx.has_any_role(KEEPERS) => {
            visit.done(&format!("/accounts/{person}"), "accounts-done-created")
        }
        Ok(_) => visit.done("/accounts/new", "accounts-done-created"),
        Err(problem) => visit.again(problem, |problem| new_page(&visit, &data, Some(problem))),
    }
}
