//! `/accounts/{account}`: one account, for AD to keep and for DS to read.

use axum::extract::Path;
use base::{PersonId, Problem, Role, Text};
use base_web::view::{Action, Block, Cell, Facts, Field, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use uuid::Uuid;

use super::account::{scope_cell, today};
use super::accounts::{badge, role_choices};
use crate::access::KEEPERS;
use crate::{Account, AccountState, Assign, queries, scopes};

async fn page(
    visit: &Visit,
    id: PersonId,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let account = queries::account(visit.app.db.reader(), id).await?;
    let may_keep = visit.ctx.has_any_role(KEEPERS) && visit.ctx.person_id() != Some(id);
    let mut roles: Vec<Block> = vec![roles(visit, id, may_keep).await?.into()];
    if may_keep {
        let mut form = visit
            .form(format!("/accounts/{id}/roles"))
            .field(Field::select("role", visit.t("accounts-role"), role_choices(visit)).required())
            .field(Field::text("scope", visit.t("accounts-scope")).hint(visit.t("accounts-scope-hint")))
            .field(Field::date("from_on", visit.t("accounts-from")).required())
            .field(Field::date("until_on", visit.t("accounts-until")))
            .fill(data)
            .submit(visit.t("accounts-assign"));
        if let Some(problem) = problem {
            form = form.problem(problem);
        }
        roles.push(form.into());
    }
    let mut page = Page::new(&account.name)
        .crumb("/accounts", visit.t("accounts-title"))
        .badge(badge(visit, account.state))
        .block(facts(visit, &account));
    if may_keep {
        page = page.block(Block::Actions(actions(visit, &account)));
        if account.state != AccountState::Locked {
            page = page.block(Block::Details(
                visit.t("accounts-lock"),
                vec![lock_form(visit, &account, None)],
            ));
        }
    }
    let deputies = super::deputies::table(visit, id, false).await?;
    Ok(page.section("roles", visit.t("accounts-roles"), roles).section(
        "deputies",
        visit.t("accounts-deputies"),
        vec![deputies.into()],
    ))
}

fn facts(visit: &Visit, account: &Account) -> Facts {
    let second_factor = if account.second_factor {
        "accounts-second-factor-on"
    } else {
        "accounts-second-factor-off"
    };
    Facts::new()
        .row(visit.t("sign-in-email"), account.email.as_str())
        .maybe(visit.t("accounts-salutation"), account.salutation.clone())
        .row(
            visit.t("language"),
            visit.t(&format!("accounts-lang-{}", account.lang.code())),
        )
        .row(visit.t("accounts-second-factor"), visit.t(second_factor))
        .row(visit.t("accounts-created-at"), visit.datetime(account.created_at))
        .maybe(
            visit.t("accounts-signed-in-at"),
            account.signed_in_at.map(|at| visit.datetime(at)),
        )
        .wide()
}

fn actions(visit: &Visit, account: &Account) -> Vec<Action> {
    let path = |verb: &str| format!("/accounts/{}/{verb}", account.id);
    let mut actions = Vec::new();
    match account.state {
        AccountState::Invited => actions.push(Action::post(visit.t("accounts-invite-again"), path("invite"))),
        AccountState::Active => {
            let sign_out = Action::post(visit.t("accounts-sign-out-everywhere"), path("sign-out"));
            actions.push(sign_out.confirm(visit.t("accounts-sign-out-person-sure")));
        }
        AccountState::Locked => actions.push(Action::post(visit.t("accounts-unlock"), path("unlock"))),
    }
    if account.second_factor {
        let remove = Action::post(
            visit.t("accounts-second-factor-remove"),
            path("remove-second-factor"),
        );
        actions.push(
            remove
                .danger()
                .confirm(visit.t("accounts-second-factor-remove-person-sure")),
        );
    }
    actions
}

fn lock_form(visit: &Visit, account: &Account, problem: Option<&Problem>) -> Block {
    let mut form = visit
        .form(format!("/accounts/{}/lock", account.id))
        .field(
            Field::text("reason", visit.t("accounts-lock-reason"))
                .required()
                .max(200),
        )
        .submit(visit.t("accounts-lock"));
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    form.into()
}

async fn roles(visit: &Visit, id: PersonId, may_end: bool) -> Result<Table, Problem> {
    let day = today(visit);
    let held = queries::roles_of(visit.app.db.reader(), id).await?;
    let names = scopes::names_of(&visit.app.db, held.iter().map(|role| role.scope)).await?;
    let mut table = Table::new(visit.lang(), visit.t("accounts-roles"))
        .hidden_caption()
        .column(visit.t("accounts-role"))
        .column(visit.t("accounts-scope"))
        .column(visit.t("accounts-from"))
        .column(visit.t("accounts-until"))
        .column(visit.t("accounts-state"))
        .empty(visit.t("accounts-no-roles"));
    if may_end {
        table = table.column(visit.t("accounts-actions"));
    }
    for role in held {
        let (tone, state) = if role.ended_at.is_some() || role.until_on.is_some_and(|until| until < day) {
            (Tone::Neutral, "accounts-role-over")
        } else if role.is_valid_on(day) {
            (Tone::Success, "accounts-role-valid")
        } else {
            (Tone::Info, "accounts-role-coming")
        };
        let mut cells = vec![
            Cell::text(visit.t(&format!("role-{}", role.role.code()))),
            scope_cell(visit, role.scope, &names),
            Cell::date(visit.lang(), role.from_on),
            Cell::maybe(role.until_on.map(|until| Cell::date(visit.lang(), until))),
            Cell::badge(tone, visit.t(state)),
        ];
        if may_end {
            let end = Action::post(
                visit.t("accounts-end"),
                format!("/accounts/{id}/roles/{}/end", role.id),
            )
            .confirm(visit.t("accounts-end-role-sure"));
            cells.push(if role.ended_at.is_none() {
                Cell::Actions(vec![end])
            } else {
                Cell::Empty
            });
        }
        table = table.row(cells);
    }
    Ok(table)
}

pub(super) async fn show(visit: Visit, Path(id): Path<PersonId>) -> Reply {
    let data = FormData::default().with("from_on", today(&visit));
    visit.page(page(&visit, id, &data, None).await?)
}

pub(super) async fn assign(visit: Visit, Path(id): Path<PersonId>, data: FormData) -> Reply {
    let assigned = async {
        let mut read = data.read();
        let role = Role::from_code(data.get("role"));
        if role.is_none() {
            read.fail("role", Text::new("field-choice"));
        }
        let typed = read.text("scope", 200);
        let (from_on, until_on) = (read.date("from_on"), read.optional_date("until_on"));
        read.finish()?;
        let (Some(role), Some(from_on)) = (role, from_on) else {
            return Err(Problem::Stale);
        };
        let scope = scopes::resolve(&visit.app.db, role, &typed).await?;
        crate::assign(
            &visit.app.db,
            &visit.ctx,
            Assign {
                person: id,
                role,
                scope,
                from_on,
                until_on,
            },
        )
        .await
    };
    match assigned.await {
        Ok(()) => visit.done(&format!("/accounts/{id}"), "accounts-done-assigned"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. })) => {
            let page = page(&visit, id, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn end_role(visit: Visit, Path((id, role)): Path<(PersonId, Uuid)>) -> Reply {
    crate::end_role(&visit.app.db, &visit.ctx, role).await?;
    visit.done(&format!("/accounts/{id}"), "accounts-done-role-ended")
}

pub(super) async fn invite(visit: Visit, Path(id): Path<PersonId>) -> Reply {
    crate::invite(&visit.app.db, &visit.ctx, id).await?;
    visit.done(&format!("/accounts/{id}"), "accounts-done-invited")
}

pub(super) async fn lock(visit: Visit, Path(id): Path<PersonId>, data: FormData) -> Reply {
    let locked = async {
        let mut read = data.read();
        let reason = read.required_text("reason", 200);
        read.finish()?;
        crate::lock(&visit.app.db, &visit.ctx, id, &reason).await
    };
    match locked.await {
        Ok(()) => visit.done(&format!("/accounts/{id}"), "accounts-done-locked"),
        Err(problem) => {
            let account = queries::account(visit.app.db.reader(), id).await?;
            visit.again(problem, |problem| {
                Page::new(&account.name)
                    .crumb(format!("/accounts/{id}"), &account.name)
                    .narrow()
                    .block(lock_form(&visit, &account, Some(problem)))
            })
        }
    }
}

pub(super) async fn unlock(visit: Visit, Path(id): Path<PersonId>) -> Reply {
    crate::unlock(&visit.app.db, &visit.ctx, id).await?;
    visit.done(&format!("/accounts/{id}"), "accounts-done-unlocked")
}

pub(super) async fn sign_out_everywhere(visit: Visit, Path(id): Path<PersonId>) -> Reply {
    crate::sign_out_everywhere(&visit.app.db, &visit.ctx, id).await?;
    visit.done(&format!("/accounts/{id}"), "accounts-done-signed-out-everywhere")
}

pub(super) async fn remove_second_factor(visit: Visit, Path(id): Path<PersonId>) -> Reply {
    crate::remove_second_factor(&visit.app.db, &visit.ctx, id, None).await?;
    visit.done(&format!("/accounts/{id}"), "accounts-done-second-factor-removed")
}
