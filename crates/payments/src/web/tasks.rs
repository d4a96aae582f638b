//! What waits for a person: to submit, to certify, to order, to confirm, to send to the cash desk.

use base::{Ctx, Problem, Role, texts};
use base_web::App;
use base_web::app::Task;

use crate::model::PaymentState;
use crate::{access, queries};

const CONCERNED: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::KZ];

pub(super) async fn of(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    if !ctx.has_any_role(CONCERNED) {
        return Ok(Vec::new());
    }
    let db = app.db.reader();
    let waiting = queries::waiting(db, ctx).await?;
    let mut tasks = Vec::new();
    for (state, key, list) in [
        (PaymentState::Draft, "payments-task-submit", "/my-applications"),
        (
            PaymentState::Submitted,
            "payments-task-factual",
            "/payments?state=SUBMITTED",
        ),
        (
            PaymentState::Factual,
            "payments-task-arithmetic",
            "/payments?state=CERTIFIED_FACTUAL",
        ),
        (
            PaymentState::Arithmetic,
            "payments-task-order",
            "/payments?state=CERTIFIED_ARITHMETIC",
        ),
        (PaymentState::Ordered, "payments-task-run", "/payment-runs"),
    ] {
        let Some((_, count, only)) = waiting.iter().find(|(of, ..)| *of == state) else {
            continue;
        };
        // a run takes all that is ordered: it is made from the list
        let only = only.filter(|_| state != PaymentState::Ordered);
        let href = only.map_or_else(|| list.to_owned(), |id| format!("/payments/{id}"));
        tasks.extend(counted(ctx, key, *count, href));
    }
    tasks.extend(accounts(app, ctx).await?);
    tasks.extend(returns(app, ctx).await?);
    let open = queries::open_cash_lines(db, ctx).await?;
    tasks.extend(counted(
        ctx,
        "payments-task-lines",
        open,
        "/cash-lines".to_owned(),
    ));
    Ok(tasks)
}

fn counted(ctx: &Ctx, key: &str, count: u64, href: String) -> Option<Task> {
    (count > 0).then(|| Task {
        text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
        href,
        count,
        due_at: None,
    })
}

/// Bank details that this person can confirm: one task each, because each needs a call.
async fn accounts(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let programmes = ctx.scopes_of(access::SENDERS_BACK, "programme");
    let waiting = queries::accounts_waiting(app.db.reader(), ctx, &programmes).await?;
    let mine = waiting
        .iter()
        .filter(|account| access::require_confirmer(ctx, account).is_ok());
    let href = |account: &crate::BankAccount| match account.grant_id {
        Some(grant) => format!("/grants/{grant}/bank"),
        None => format!("/programmes/{}/bank", account.programme_id),
    };
    Ok(mine
        .filter_map(|account| counted(ctx, "payments-task-account", 1, href(account)))
        .collect())
}

/// Returned money that this person can confirm.
async fn returns(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let programmes = ctx.scopes_of(access::CERTIFIERS, "programme");
    let waiting = queries::returns_waiting(app.db.reader(), ctx, &programmes).await?;
    let mine = waiting
        .iter()
        .filter(|row| ctx.person_id() != Some(row.recorded_by));
    Ok(mine
        .filter_map(|row| {
            let href = format!("/payments/{}", row.payment_id);
            counted(ctx, "payments-task-return", 1, href)
        })
        .collect())
}
