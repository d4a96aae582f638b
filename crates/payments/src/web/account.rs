//! Bank details: of a grant, and of the cash desk of a programme.

use axum::extract::Path;
use base::{PersonId, Problem};
use base_web::view::{Action, Block, Cell, Facts, Field, Form, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::ProgrammeId;
use grants::{Grant, GrantId, GrantMode};
use uuid::Uuid;

use super::{account_badge, id, refusal, version};
use crate::model::{BankAccount, BankAccountId, BankAccountState, Details, Owner};
use crate::usecases::{self, DecideAccount, EnterAccount, NOTE_MAX};
use crate::{access, queries, rules};

pub(super) async fn of_grant(visit: Visit, Path(grant): Path<String>) -> Reply {
    let grant: GrantId = id(&grant, "grant")?;
    let page = grant_page(&visit, grant, None).await?;
    visit.page(page)
}

pub(super) async fn of_programme(visit: Visit, Path(programme): Path<String>) -> Reply {
    let programme: Uuid = id(&programme, "programme")?;
    let page = programme_page(&visit, programme, None).await?;
    visit.page(page)
}

type Failed<'a> = Option<(&'a FormData, &'a Problem)>;

async fn grant_page(visit: &Visit, grant: GrantId, failed: Failed<'_>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let (grant, application) = grants::seen(db, &visit.ctx, grant).await?;
    if grant.mode != GrantMode::CashGrant {
        return Err(Problem::not_found("bank account"));
    }
    let owner = Owner::Grant(grant.id);
    let page = Page::new(visit.t("payments-bank-title"))
        .kicker(&grant.number)
        .lead(visit.t("payments-bank-lead"))
        .crumb(
            format!("/applications/{}?part=procedure", application.id),
            application.label(),
        );
    let known = queries::accounts(db, owner).await?;
    let begin = match known.first() {
        Some(_) => Details {
            holder: grant.body_name.clone(),
            ..Details::default()
        },
        None => usecases::proposed_details(db, &grant, &application).await?,
    };
    let may_enter = access::require_drafter(&visit.ctx, &grant).is_ok();
    let form = may_enter.then(|| form(visit, format!("/grants/{}/bank", grant.id), &begin));
    body(visit, page, &known, Some(&grant), form, failed).await
}

async fn programme_page(visit: &Visit, programme: Uuid, failed: Failed<'_>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    if !access::is_office(&visit.ctx, programme) {
        return Err(Problem::not_found("programme"));
    }
    let name = calls::programme(db, ProgrammeId(programme)).await?;
    let page = Page::new(visit.t("payments-cash-account"))
        .kicker(name.name(visit.lang()))
        .lead(visit.t("payments-cash-account-lead"))
        .crumb("/payments", visit.t("payments-title"))
        .crumb("/payment-runs", visit.t("payments-runs"));
    let known = queries::accounts(db, Owner::Programme(programme)).await?;
    let may_enter = access::require_treasurer(&visit.ctx, programme).is_ok();
    let action = format!("/programmes/{programme}/bank");
    let form = may_enter.then(|| form(visit, action, &Details::default()));
    body(visit, page, &known, None, form, failed).await
}

async fn body(
    visit: &Visit,
    mut page: Page,
    known: &[BankAccount],
    grant: Option<&Grant>,
    form: Option<Form>,
    failed: Failed<'_>,
) -> Result<Page, Problem> {
    if let Some((_, problem)) = failed {
        page = page.block(refusal(visit, problem));
    }
    let find = |state| known.iter().find(|account| account.state == state);
    match find(BankAccountState::Confirmed) {
        Some(account) => {
            page = page.section(
                "in-force",
                visit.t("payments-bank-in-force"),
                shown(visit, account, grant),
            );
        }
        None => page = page.text(visit.t("payments-bank-none")),
    }
    let waiting = find(BankAccountState::Entered);
    if let Some(account) = waiting {
        let mut blocks = shown(visit, account, grant);
        blocks.extend(decisions(visit, account));
        page = page.section("waiting", visit.t("payments-bank-waiting"), blocks);
    }
    if let Some(mut form) = form.filter(|_| waiting.is_none()) {
        if let Some((data, problem)) = failed.filter(|(data, _)| data.has("iban")) {
            form = form.fill(data).problem(problem);
        }
        let key = if known.is_empty() {
            "payments-bank-enter"
        } else {
            "payments-bank-change"
        };
        page = page.section("enter", visit.t(key), vec![form.into()]);
    }
    if known.len() > 1 {
        let table = history(visit, known, grant).await?;
        page = page.section("history", visit.t("payments-history"), vec![table.into()]);
    }
    Ok(page)
}

fn number(visit: &Visit, account: &BankAccount, grant: Option<&Grant>) -> String {
    if access::sees_number(&visit.ctx, account, grant) {
        rules::grouped(&account.iban)
    } else {
        rules::masked(&account.iban)
    }
}

/// The details; to the office with a warning when they are in another name than the grant.
fn shown(visit: &Visit, account: &BankAccount, grant: Option<&Grant>) -> Vec<Block> {
    let mut blocks = vec![facts(visit, account, grant).into()];
    let plain = |name: &str| base::names::clean(name).to_lowercase();
    let other = grant
        .filter(|grant| access::is_office(&visit.ctx, grant.programme_id))
        .filter(|grant| plain(&grant.body_name) != plain(&account.holder));
    if let Some(grant) = other {
        let text = visit.tw(
            "payments-holder-differs",
            &[("holder", &account.holder), ("body", &grant.body_name)],
        );
        let title = visit.t("payments-holder-differs-title");
        blocks.push(Notice::new(Tone::Warning, title, text).into());
    }
    blocks
}

fn facts(visit: &Visit, account: &BankAccount, grant: Option<&Grant>) -> Facts {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let lang = visit.lang();
    Facts::new()
        .row(visit.t("payments-account-holder"), account.holder.clone())
        .row("IBAN", Cell::Mono(number(visit, account, grant)))
        .maybe("BIC", said(&account.bic).map(Cell::Mono))
        .maybe(visit.t("payments-account-bank"), said(&account.bank))
        .maybe(
            visit.t("payments-payee-reference"),
            said(&account.payee_reference),
        )
        .row(
            visit.t("payments-state"),
            Cell::Badge(account_badge(lang, account.state)),
        )
        .row(
            visit.t("payments-account-source"),
            visit.t(&format!("payments-account-source-{}", account.source)),
        )
        .row(
            visit.t("payments-entered-at"),
            Cell::instant(lang, account.entered_at),
        )
        .maybe(
            visit.t("payments-usable-from"),
            account.usable_from.map(|at| Cell::instant(lang, at)),
        )
}

fn form(visit: &Visit, action: String, begin: &Details) -> Form {
    let begin = FormData::default()
        .with("holder", &begin.holder)
        .with("iban", rules::grouped(&begin.iban))
        .with("bic", &begin.bic)
        .with("bank", &begin.bank)
        .with("payee_reference", &begin.payee_reference);
    visit
        .form(action)
        .field(
            Field::text("holder", visit.t("payments-account-holder"))
                .required()
                .max(70),
        )
        .field(Field::text("iban", "IBAN").required().medium())
        .field(
            Field::text("bic", "BIC")
                .short()
                .hint(visit.t("payments-bic-hint")),
        )
        .field(Field::text("bank", visit.t("payments-account-bank")).max(80))
        .field(
            Field::text("payee_reference", visit.t("payments-payee-reference"))
                .max(35)
                .hint(visit.t("payments-payee-reference-hint")),
        )
        .submit(visit.t("payments-bank-save"))
        .fill(&begin)
}

/// Confirming and refusing, as far as the person may.
fn decisions(visit: &Visit, account: &BankAccount) -> Vec<Block> {
    let is_own = visit.ctx.person_id() == Some(account.entered_by);
    let decides = access::require_decider(&visit.ctx, account).is_ok();
    let form = |verb: &str, label: &str, hint: &str| {
        visit
            .form(format!("/bank-accounts/{}/{verb}", account.id))
            .hidden("version", account.version)
            .field(
                Field::textarea("note", visit.t(label), 2)
                    .required()
                    .max(NOTE_MAX)
                    .hint(visit.t(hint)),
            )
            .submit(visit.t(&format!("payments-bank-{verb}")))
    };
    let mut blocks = Vec::new();
    if decides && !is_own {
        let confirm = form("confirm", "payments-call-back", "payments-call-back-hint");
        blocks.push(Block::Text(visit.t("payments-bank-confirm-lead")));
        blocks.push(confirm.confirm(visit.t("payments-bank-confirm-sure")).into());
    } else {
        blocks.push(Block::Text(visit.t("payments-bank-waits")));
    }
    if decides || is_own {
        let refuse = form("refuse", "payments-reason", "payments-bank-refuse-hint");
        blocks.push(Block::Details(
            visit.t("payments-bank-refuse"),
            vec![refuse.into()],
        ));
    }
    blocks
}

async fn history(visit: &Visit, known: &[BankAccount], grant: Option<&Grant>) -> Result<Table, Problem> {
    let lang = visit.lang();
    let persons: Vec<PersonId> = known
        .iter()
        .flat_map(|account| [Some(account.entered_by), account.decided_by])
        .flatten()
        .collect();
    let names = people::names(visit.app.db.reader(), &persons).await?;
    let programme = known.first().map(|account| account.programme_id);
    let is_office = programme.is_some_and(|programme| access::is_office(&visit.ctx, programme));
    let name = |person: Option<PersonId>| {
        let name = person.and_then(|person| names.get(&person));
        Cell::text(name.filter(|_| is_office).cloned().unwrap_or_default())
    };
    let rows = known.iter().map(|account| {
        vec![
            Cell::instant(lang, account.entered_at),
            Cell::Mono(number(visit, account, grant)),
            Cell::Badge(account_badge(lang, account.state)),
            name(Some(account.entered_by)),
            name(account.decided_by),
            Cell::Lines(if is_office {
                account.call_back.clone()
            } else {
                String::new()
            }),
        ]
    });
    Ok(Table::new(lang, visit.t("payments-history"))
        .hidden_caption()
        .column(visit.t("payments-entered-at"))
        .column("IBAN")
        .column(visit.t("payments-state"))
        .column(visit.t("payments-entered-by"))
        .column(visit.t("payments-decided-by"))
        .column(visit.t("payments-note"))
        .rows(rows))
}

pub(super) fn read(data: &FormData) -> Details {
    Details {
        holder: data.get("holder").to_owned(),
        iban: data.get("iban").to_owned(),
        bic: data.get("bic").to_owned(),
        bank: data.get("bank").to_owned(),
        payee_reference: data.get("payee_reference").to_owned(),
    }
}

pub(super) async fn enter_for_grant(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant: GrantId = id(&grant, "grant")?;
    enter(&visit, Owner::Grant(grant), &data).await
}

pub(super) async fn enter_for_programme(
    visit: Visit,
    Path(programme): Path<String>,
    data: FormData,
) -> Reply {
    let programme: Uuid = id(&programme, "programme")?;
    enter(&visit, Owner::Programme(programme), &data).await
}

async fn enter(visit: &Visit, owner: Owner, data: &FormData) -> Reply {
    let command = EnterAccount {
        owner,
        details: read(data),
    };
    let done = usecases::enter_account(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    answer(visit, owner, data, done, "payments-done-account-entered").await
}

/// On to the owner's page with a good word, or the page again with what is wrong.
async fn answer(visit: &Visit, owner: Owner, data: &FormData, done: Result<(), Problem>, key: &str) -> Reply {
    let path = match owner {
        Owner::Grant(grant) => format!("/grants/{grant}/bank"),
        Owner::Programme(programme) => format!("/programmes/{programme}/bank"),
    };
    match done {
        Ok(()) => visit.done(&path, key),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let failed = Some((data, &problem));
            let page = match owner {
                Owner::Grant(grant) => grant_page(visit, grant, failed).await?,
                Owner::Programme(programme) => programme_page(visit, programme, failed).await?,
            };
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Whose account it is, as the person may see it. Error: not found.
async fn owner_of(visit: &Visit, account: BankAccountId) -> Result<Owner, Problem> {
    let (found, grant) = queries::account_seen(visit.app.db.reader(), &visit.ctx, account).await?;
    Ok(match grant {
        Some(grant) => Owner::Grant(grant.id),
        None => Owner::Programme(found.programme_id),
    })
}

pub(super) async fn confirm(visit: Visit, Path(bank_account): Path<String>, data: FormData) -> Reply {
    let account: BankAccountId = id(&bank_account, "bank account")?;
    let owner = owner_of(&visit, account).await?;
    let command = DecideAccount {
        account,
        version: version(&data),
        note: data.get("note").to_owned(),
    };
    let done = usecases::confirm_account(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    answer(&visit, owner, &data, done, "payments-done-account-confirmed").await
}

pub(super) async fn refuse(visit: Visit, Path(bank_account): Path<String>, data: FormData) -> Reply {
    let account: BankAccountId = id(&bank_account, "bank account")?;
    let owner = owner_of(&visit, account).await?;
    let command = DecideAccount {
        account,
        version: version(&data),
        note: data.get("note").to_owned(),
    };
    let done = usecases::refuse_account(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    answer(&visit, owner, &data, done, "payments-done-account-refused").await
}

/// A link to the bank details of a grant.
pub(super) fn link(label: String, grant: &Grant) -> Action {
    Action::link(label, format!("/grants/{}/bank", grant.id))
}
