//! `/colleagues`: the people of one's own municipality.

use axum::extract::Path;
use base::{Lang, PersonId, Problem, Role, Scope};
use base_web::view::{Action, Block, Cell, Choice, Field, Page, Table};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::account::languages;
use super::accounts::badge;
use crate::usecases::colleagues::{self, Colleague, ROLES};
use crate::{AccountState, NewAccount, scopes};

pub(super) async fn show(visit: Visit) -> Reply {
    visit.page(page(&visit, None).await?)
}

/// Every body of the person; what went wrong stands with its own one.
async fn page(visit: &Visit, typed: Option<(Uuid, &FormData, &Problem)>) -> Result<Page, Problem> {
    let mut bodies = visit.ctx.scopes_of(&ROLES, "body");
    bodies.sort_unstable();
    bodies.dedup();
    let scopes = bodies.iter().map(|body| Scope::Body(*body));
    let names = scopes::names_of(&visit.app.db, scopes).await?;
    let mut page = Page::new(visit.t("colleagues-title")).lead(visit.t("colleagues-lead"));
    for body in bodies {
        let scope = Scope::Body(body);
        let name = names.get(&body).cloned().unwrap_or_else(|| body.to_string());
        let all = colleagues::colleagues(visit.app.db.reader(), &visit.ctx, body).await?;
        let manages = visit.ctx.has(Role::KZ, scope);
        let mut blocks: Vec<Block> = vec![table(visit, body, &all, manages).into()];
        if manages {
            let typed = typed.filter(|(of, ..)| *of == body);
            blocks.push(form(visit, body, typed.map(|(_, data, problem)| (data, problem))).into());
        }
        page = page.section(&format!("body-{body}"), name, blocks);
    }
    Ok(page)
}

fn table(visit: &Visit, body: Uuid, all: &[Colleague], manages: bool) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("colleagues-title"))
        .hidden_caption()
        .column(visit.t("accounts-name"))
        .column(visit.t("sign-in-email"))
        .column(visit.t("accounts-role"))
        .column(visit.t("accounts-state"));
    if manages {
        table = table.column(visit.t("accounts-actions"));
    }
    for one in all {
        let roles: Vec<String> = one
            .roles
            .iter()
            .map(|role| visit.t(&format!("role-{}", role.code())))
            .collect();
        let mut row = vec![
            Cell::text(&one.account.name),
            Cell::text(&one.account.email),
            Cell::Lines(roles.join("\n")),
            Cell::Badge(badge(visit, one.account.state)),
        ];
        if manages {
            let is_me = visit.ctx.person_id() == Some(one.account.id);
            row.push(if is_me {
                Cell::Empty
            } else {
                Cell::Actions(vec![
                    Action::post(
                        visit.t("colleagues-remove"),
                        format!("/colleagues/{body}/{}/end", one.account.id),
                    )
                    .confirm(visit.tw("colleagues-remove-confirm", &[("name", &one.account.name)])),
                ])
            });
        }
        table = table.row(row);
    }
    table
}

fn form(visit: &Visit, body: Uuid, typed: Option<(&FormData, &Problem)>) -> base_web::view::Form {
    let roles = ROLES
        .iter()
        .map(|role| Choice::new(role.code(), visit.t(&format!("role-{}", role.code()))))
        .collect();
    let form = visit
        .form(format!("/colleagues/{body}"))
        .heading(visit.t("colleagues-invite"))
        .field(Field::input("email", "email", visit.t("sign-in-email")).required())
        .field(Field::text("name", visit.t("accounts-name")).required().max(120))
        .field(
            Field::checkboxes("roles", visit.t("accounts-role"), roles)
                .required()
                .hint(visit.t("colleagues-roles-hint")),
        )
        .field(Field::select("lang", visit.t("language"), languages(visit)).required())
        .submit(visit.t("colleagues-invite-now"));
    match typed {
        Some((data, problem)) => form.fill(data).problem(problem),
        None => form,
    }
}

pub(super) async fn invite(visit: Visit, Path(body): Path<Uuid>, data: FormData) -> Reply {
    let new = NewAccount {
        email: data.get("email").to_owned(),
        name: data.get("name").to_owned(),
        salutation: None,
        lang: Lang::from_tag(data.get("lang")).unwrap_or_default(),
    };
    let roles: Vec<Role> = data.all("roles").filter_map(Role::from_code).collect();
    match colleagues::invite_colleague(&visit.app.db, &visit.ctx, body, new, &roles).await {
        Ok(_) => visit.done("/colleagues", "colleagues-done-invited"),
        Err(problem @ Problem::Denied(_)) => Err(problem.into()),
        Err(problem) => {
            let page = page(&visit, Some((body, &data, &problem))).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub(super) async fn end(visit: Visit, Path((body, person)): Path<(Uuid, PersonId)>) -> Reply {
    colleagues::remove_colleague(&visit.app.db, &visit.ctx, body, person).await?;
    visit.done("/colleagues", "colleagues-done-removed")
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ColleagueJson {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub state: AccountState,
    /// `KE`, `KZ`
    pub roles: Vec<String>,
}

/// The people of one body, by name.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ColleagueListJson {
    pub items: Vec<ColleagueJson>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct InviteColleagueJson {
    pub email: String,
    pub name: String,
    /// `KE`, `KZ` or both
    pub roles: Vec<String>,
}

async fn listed(visit: &Visit, body: Uuid) -> Result<ColleagueListJson, Problem> {
    let all = colleagues::colleagues(visit.app.db.reader(), &visit.ctx, body).await?;
    let items = all.into_iter().map(|one| ColleagueJson {
        id: one.account.id.0,
        name: one.account.name,
        email: one.account.email,
        state: one.account.state,
        roles: one.roles.iter().map(|role| role.code().to_owned()).collect(),
    });
    Ok(ColleagueListJson {
        items: items.collect(),
    })
}

pub(super) async fn api_list(visit: Visit, Path(body): Path<Uuid>) -> Reply {
    api::ok(listed(&visit, body).await?)
}

pub(super) async fn api_invite(
    visit: Visit,
    Path(body): Path<Uuid>,
    ApiJson(sent): ApiJson<InviteColleagueJson>,
) -> Reply {
    let new = NewAccount::new(sent.email, sent.name);
    let roles: Vec<Role> = sent
        .roles
        .iter()
        .filter_map(|code| Role::from_code(code))
        .collect();
    colleagues::invite_colleague(&visit.app.db, &visit.ctx, body, new, &roles).await?;
    api::created(listed(&visit, body).await?)
}

pub(super) async fn api_end(visit: Visit, Path((body, person)): Path<(Uuid, PersonId)>) -> Reply {
    colleagues::remove_colleague(&visit.app.db, &visit.ctx, body, person).await?;
    api::done()
}
