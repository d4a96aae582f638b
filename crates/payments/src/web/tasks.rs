//! What waits for a person: to submit, to certify, to order, to confirm, to send to the cash desk.

use base::{Ctx, Problem, Role, texts};
use base_web::App;
use base_web::app::Task;

use crate::model::{PaymentRequest, PaymentState};
use crate::{access, queries};

const CONCERNED: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::KZ];

pub(super) async fn of(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    if !ctx.has_any_role(CONCERNED) {
        return Ok(Vec::new());
    }
    let db = app.db.reader();
    let states = [
        PaymentState::Draft,
        PaymentState::Submitted,
        PaymentState::Factual,
        PaymentState::Arithmetic,
        PaymentState::Ordered,
    ];
    let waiting = queries::waiting(db, ctx, &states).await?;
    let in_state = |state: PaymentState| waiting.iter().filter(move |request| request.state == state);
    let may = |check: fn(&Ctx, &PaymentRequest) -> Result<(), Problem>| {
        move |request: &&PaymentRequest| check(ctx, request).is_ok()
    };
    let cashier = |request: &&PaymentRequest| {
        request.run_id.is_none() && access::require_cashier(ctx, request.programme_id).is_ok()
    };
    let mut tasks = Vec::new();
    tasks.extend(task(
        ctx,
        "payments-task-submit",
        in_state(PaymentState::Draft)
            .filter(may(access::require_submitter))
            .collect(),
        "/my-applications",
    ));
    tasks.extend(task(
        ctx,
        "payments-task-factual",
        in_state(PaymentState::Submitted)
            .filter(may(access::require_factual))
            .collect(),
        "/payments?state=SUBMITTED",
    ));
    tasks.extend(task(
        ctx,
        "payments-task-arithmetic",
        in_state(PaymentState::Factual)
            .filter(may(access::require_arithmetic))
            .collect(),
        "/payments?state=CERTIFIED_FACTUAL",
    ));
    tasks.extend(task(
        ctx,
        "payments-task-order",
        in_state(PaymentState::Arithmetic)
            .filter(may(access::require_orderer))
            .collect(),
        "/payments?state=CERTIFIED_ARITHMETIC",
    ));
    let to_pay = in_state(PaymentState::Ordered).filter(cashier).count();
    tasks.extend(counted(
        ctx,
        "payments-task-run",
        to_pay,
        "/payment-runs".to_owned(),
    ));
    tasks.extend(accounts(app, ctx).await?);
    tasks.extend(returns(app, ctx).await?);
    let open = usize::try_from(queries::open_cash_lines(db, ctx).await?).unwrap_or(usize::MAX);
    tasks.extend(counted(
        ctx,
        "payments-task-lines",
        open,
        "/cash-lines".to_owned(),
    ));
    Ok(tasks)
}

/// One link: to the request when it is one, else to the list.
fn task(ctx: &Ctx, key: &str, requests: Vec<&PaymentRequest>, list: &str) -> Option<Task> {
    let href = match requests.as_slice() {
        [one] => format!("/payments/{}", one.id),
        _ => list.to_owned(),
    };
    counted(ctx, key, requests.len(), href)
}

fn counted(ctx: &Ctx, key: &str, count: usize, href: String) -> Option<Task> {
    (count > 0).then(|| Task {
        text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
        href,
        count: count as u64,
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
