//! `/account`: the person's own account.

use base::{Lang, Person, Problem, Scope, calendar};
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::caller::Caller;
use super::choose_password::{check_again, password_fields};
use crate::{Account, queries, scopes};

pub(super) async fn show(visit: Visit, caller: Caller) -> Reply {
    let db = &visit.app.db;
    let person = visit.ctx.person()?.clone();
    let account = queries::account(db.reader(), person.id).await?;
    let everything = queries::person(db.reader(), person.id, visit.ctx.now).await?;
    let is_held_back = everything.assignments.len() > person.assignments.len();
    let mut page = Page::new(visit.t("nav-account"))
        .block(facts(&visit, &account))
        .block(Block::Actions(actions(&visit, &account)));
    if is_held_back {
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("accounts-held-back-title"),
            visit.t("accounts-held-back"),
        ));
    }
    page = page.section(
        "roles",
        visit.t("accounts-roles"),
        vec![roles(&visit, &everything).await?.into()],
    );
    let sessions = vec![
        sessions(&visit, &caller).await?.into(),
        Block::Actions(vec![
            Action::post(
                visit.t("accounts-sign-out-everywhere"),
                "/account/sign-out-everywhere",
            )
            .confirm(visit.t("accounts-sign-out-everywhere-sure")),
        ]),
    ];
    page = page
        .section(
            "deputies",
            visit.t("accounts-deputies"),
            super::deputies::blocks(&visit).await?,
        )
        .section("sessions", visit.t("accounts-sessions"), sessions)
        .section(
            "tokens",
            visit.t("accounts-tokens"),
            super::tokens::blocks(&visit).await?,
        );
    visit.page(page)
}

fn facts(visit: &Visit, account: &Account) -> Facts {
    let second_factor = if account.second_factor {
        Cell::badge(Tone::Success, visit.t("accounts-second-factor-on"))
    } else {
        Cell::badge(Tone::Neutral, visit.t("accounts-second-factor-off"))
    };
    Facts::new()
        .row(visit.t("accounts-name"), account.name.as_str())
        .maybe(visit.t("accounts-salutation"), account.salutation.clone())
        .row(visit.t("sign-in-email"), account.email.as_str())
        .row(
            visit.t("language"),
            visit.t(&format!("accounts-lang-{}", account.lang.code())),
        )
        .row(visit.t("accounts-second-factor"), second_factor)
        .maybe(
            visit.t("accounts-signed-in-at"),
            account.signed_in_at.map(|at| visit.datetime(at)),
        )
        .wide()
}

fn actions(visit: &Visit, account: &Account) -> Vec<Action> {
    let second_factor = if account.second_factor {
        "accounts-second-factor-manage"
    } else {
        "accounts-second-factor-set-up"
    };
    vec![
        Action::link(visit.t("accounts-edit-profile"), "/account/profile"),
        Action::link(visit.t("accounts-change-password"), "/account/password"),
        Action::link(visit.t(second_factor), "/account/second-factor"),
    ]
}

/// Where a role holds, in words.
pub(super) fn scope_cell(
    visit: &Visit,
    scope: Scope,
    names: &std::collections::HashMap<uuid::Uuid, String>,
) -> Cell {
    match scope.parts() {
        (_, Some(id)) => names
            .get(&id)
            .map_or_else(|| Cell::Mono(id.to_string()), Cell::text),
        (kind, None) => Cell::text(visit.t(&format!("accounts-scope-{kind}"))),
    }
}

async fn roles(visit: &Visit, person: &Person) -> Result<Table, Problem> {
    let db = &visit.app.db;
    let names = scopes::names_of(db, person.assignments.iter().map(|held| held.scope)).await?;
    let deputised: Vec<_> = person
        .assignments
        .iter()
        .filter_map(|held| held.deputy_of)
        .collect();
    let persons = queries::names(db.reader(), &deputised).await?;
    let mut table = Table::new(visit.lang(), visit.t("accounts-roles"))
        .hidden_caption()
        .column(visit.t("accounts-role"))
        .column(visit.t("accounts-scope"))
        .column(visit.t("accounts-deputy-of"))
        .empty(visit.t("accounts-no-roles"));
    for held in &person.assignments {
        let of = held.deputy_of.and_then(|of| persons.get(&of)).map(Cell::text);
        table = table.row(vec![
            Cell::text(visit.t(&format!("role-{}", held.role.code()))),
            scope_cell(visit, held.scope, &names),
            Cell::maybe(of),
        ]);
    }
    Ok(table)
}

async fn sessions(visit: &Visit, caller: &Caller) -> Result<Table, Problem> {
    let mut table = Table::new(visit.lang(), visit.t("accounts-sessions"))
        .hidden_caption()
        .column(visit.t("accounts-session-started"))
        .column(visit.t("accounts-session-seen"))
        .column(visit.t("accounts-session-address"))
        .column(visit.t("accounts-session-agent"));
    for session in queries::sessions(&visit.app.db, &visit.ctx).await? {
        let started = Cell::text(visit.datetime(session.started_at));
        let here = Cell::badge(Tone::Info, visit.t("accounts-session-here"));
        table = table.row(vec![
            if caller.session == Some(session.id) {
                Cell::Many(vec![started, here])
            } else {
                started
            },
            Cell::text(visit.datetime(session.seen_at)),
            Cell::text(session.address.unwrap_or_default()),
            Cell::text(session.agent.unwrap_or_default()),
        ]);
    }
    Ok(table)
}

pub(super) async fn sign_out_everywhere(visit: Visit) -> Reply {
    let me = visit.ctx.person()?.id;
    crate::sign_out_everywhere(&visit.app.db, &visit.ctx, me).await?;
    let mut response = visit.done("/sign-in", "accounts-done-signed-out-everywhere")?;
    super::caller::set_session(&visit.app, &mut response, "")?;
    Ok(response)
}

/// The languages to choose from.
pub(super) fn languages(visit: &Visit) -> Vec<Choice> {
    Lang::ALL
        .map(|lang| Choice::new(lang.code(), visit.t(&format!("accounts-lang-{}", lang.code()))))
        .into()
}

fn profile_page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = visit
        .form("/account/profile")
        .field(
            Field::text("name", visit.t("accounts-name"))
                .required()
                .max(120)
                .autocomplete("name"),
        )
        .field(
            Field::text("salutation", visit.t("accounts-salutation"))
                .max(120)
                .hint(visit.t("accounts-salutation-hint")),
        )
        .field(
            Field::select("lang", visit.t("language"), languages(visit))
                .required()
                .hint(visit.t("accounts-lang-hint")),
        )
        .fill(data)
        .submit(visit.t("form-save"))
        .cancel(visit.t("form-cancel"), "/account");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("accounts-edit-profile"))
        .crumb("/account", visit.t("nav-account"))
        .narrow()
        .block(form)
}

pub(super) async fn profile_form(visit: Visit) -> Reply {
    let account = queries::account(visit.app.db.reader(), visit.ctx.person()?.id).await?;
    let data = FormData::default()
        .with("name", &account.name)
        .with("salutation", account.salutation.unwrap_or_default())
        .with("lang", account.lang.code());
    visit.page(profile_page(&visit, &data, None))
}

pub(super) async fn profile(visit: Visit, data: FormData) -> Reply {
    let lang = Lang::from_tag(data.get("lang")).unwrap_or_default();
    let (name, salutation) = (data.get("name"), data.get("salutation"));
    match crate::update_profile(&visit.app.db, &visit.ctx, name, salutation, lang).await {
        Ok(()) => {
            let mut response = visit.done("/account", "accounts-done-saved")?;
            super::caller::set_lang(&visit.app, &mut response, lang)?;
            Ok(response)
        }
        Err(problem) => visit.again(problem, |problem| profile_page(&visit, &data, Some(problem))),
    }
}

fn password_page(visit: &Visit, problem: Option<&Problem>) -> Page {
    let form = visit
        .form("/account/password")
        .field(
            Field::input("password", "password", visit.t("accounts-present-password"))
                .required()
                .autocomplete("current-password"),
        )
        .submit(visit.t("accounts-change-password"))
        .cancel(visit.t("form-cancel"), "/account");
    let mut form = password_fields(visit, form, "new_password", "new_password_again");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("accounts-change-password"))
        .crumb("/account", visit.t("nav-account"))
        .narrow()
        .block(form)
}

pub(super) async fn password_form(visit: Visit) -> Reply {
    visit.page(password_page(&visit, None))
}

pub(super) async fn password(visit: Visit, caller: Caller, data: FormData) -> Reply {
    let changed = async {
        check_again(&data, "new_password", "new_password_again")?;
        let (present, new) = (data.get("password"), data.get("new_password"));
        crate::change_password(&visit.app.db, &visit.ctx, caller.session, present, new).await
    };
    match changed.await {
        Ok(()) => visit.done("/account", "accounts-done-password-changed"),
        Err(problem) => {
            super::sign_in::refuse(&visit, problem, |problem| password_page(&visit, Some(problem)))
        }
    }
}

/// Today, for what begins now.
pub(super) fn today(visit: &Visit) -> chrono::NaiveDate {
    calendar::local_date(visit.ctx.now)
}
