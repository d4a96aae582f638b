//! The part "Auszahlungen" of a case page, for the office and the municipality.

use base::calendar::local_date;
use base::{Ctx, Problem, fmt, texts};
use base_web::App;
use base_web::app::{CasePart, CaseRead};
use base_web::view::{Action, Block, Cell, Facts, Table};
use chrono::Datelike;
use grants::{Grant, GrantMode};

use super::{account, badge, stops};
use crate::model::{Owner, PaymentRequest};
use crate::{access, queries, rules};

/// After "Geld und Zusage".
const POSITION: u8 = 45;

pub(super) async fn parts(app: &App, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<CasePart>, Problem> {
    let db = app.db.reader();
    let grant = grants::grant_of(db, applications::read_for_page(case)?.id).await?;
    let is_delivered = |grant: &Grant| grant.mode == GrantMode::CashGrant && grant.delivered_on.is_some();
    let Some(grant) = grant.filter(is_delivered) else {
        return Ok(Vec::new());
    };
    let grant = match grants::seen(db, ctx, grant.id).await {
        Ok((grant, _)) => grant,
        Err(Problem::NotFound { .. }) => return Ok(Vec::new()), // the case is seen by more people than its money
        Err(problem) => return Err(problem),
    };
    let requests = queries::requests_seen(db, ctx, grant.id).await?;
    let mut blocks = vec![facts(app, ctx, &grant).await?.into()];
    if !requests.is_empty() {
        blocks.push(table(ctx, &requests).into());
    }
    blocks.push(Block::Actions(actions(ctx, &grant)));
    blocks.extend(stops::blocks(app, ctx, &grant).await?);
    Ok(vec![CasePart {
        position: POSITION,
        heading: texts::tr(ctx.lang, "payments-case-title"),
        blocks,
    }])
}

async fn facts(app: &App, ctx: &Ctx, grant: &Grant) -> Result<Facts, Problem> {
    let (lang, db) = (ctx.lang, app.db.reader());
    let t = |key: &str| texts::tr(lang, key);
    let year = i64::from(local_date(ctx.now).year());
    let purse = queries::purse(db, grant, year).await?;
    let account = queries::account_in_force(db, Owner::Grant(grant.id)).await?;
    let number = match &account {
        Some(account) if access::sees_number(ctx, account, Some(grant)) => {
            Cell::Mono(rules::grouped(&account.iban))
        }
        Some(account) => Cell::Mono(rules::masked(&account.iban)),
        None => Cell::Text(t("payments-bank-none")),
    };
    let money = |amount| Cell::Text(fmt::money(lang, amount));
    let open = texts::tr_with(lang, "payments-open-of-year", &[("year", &year.to_string())]);
    let mut facts = Facts::new()
        .row(t("payments-award"), money(purse.award))
        .row(t("payments-paid"), money(grant.paid))
        .row(t("payments-ordered"), money(grant.ordered))
        .row(t("payments-retention"), money(purse.retention))
        .row(open, money(purse.open()))
        .row(t("payments-account"), number);
    if let Err(Problem::Refused { text, .. }) = rules::check_grant(grant) {
        facts = facts.row(t("payments-note"), texts::say(lang, &text));
    }
    Ok(facts)
}

fn table(ctx: &Ctx, requests: &[PaymentRequest]) -> Table {
    let lang = ctx.lang;
    let t = |key: &str| texts::tr(lang, key);
    let rows = requests.iter().map(|request| {
        vec![
            Cell::link(format!("/payments/{}", request.id), &request.reference),
            Cell::text(request.year),
            Cell::money(lang, request.amount),
            Cell::Badge(badge(lang, request.state)),
            Cell::maybe(request.paid_on.map(|day| Cell::date(lang, day))),
        ]
    });
    Table::new(lang, t("payments-title"))
        .column(t("payments-reference"))
        .column(t("payments-year"))
        .number_column(t("payments-amount"))
        .column(t("payments-state"))
        .column(t("payments-paid-on"))
        .rows(rows)
}

fn actions(ctx: &Ctx, grant: &Grant) -> Vec<Action> {
    let t = |key: &str| texts::tr(ctx.lang, key);
    let mut actions = Vec::new();
    if access::require_drafter(ctx, grant).is_ok() && rules::check_grant(grant).is_ok() {
        let href = format!("/grants/{}/payments/new", grant.id);
        // the office asks for no money: it enters what came on paper
        actions.push(match access::is_grantee(ctx, grant) {
            true => Action::link(t("payments-new"), href).primary(),
            false => Action::link(t("payments-new-paper"), href),
        });
    }
    actions.push(account::link(t("payments-bank-title"), grant));
    actions
}
