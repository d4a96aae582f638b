//! The buttons and small forms of a request's page.

use axum::extract::Path;
use base::Problem;
use base_web::{FormData, Reply, Visit};

use super::{id, show, version};
use crate::model::PaymentId;
use crate::usecases::{self, Cancel, Certify, Order, Redirect, SendBack, Submit};

/// On to the request with a good word, or its page again with what is wrong.
pub(super) async fn answer(
    visit: &Visit,
    payment: PaymentId,
    data: &FormData,
    done: Result<(), Problem>,
    key: &str,
) -> Reply {
    match done {
        Ok(()) => visit.done(&format!("/payments/{payment}"), key),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = show::page(visit, payment, Some((data, &problem))).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn submit(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let payment = id(&payment, "payment")?;
    let command = Submit {
        payment,
        version: version(&data),
    };
    let done = usecases::submit(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    answer(&visit, payment, &data, done, "payments-done-submitted").await
}

pub(super) async fn certify_factual(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let payment = id(&payment, "payment")?;
    let command = Certify {
        payment,
        version: version(&data),
    };
    let done = usecases::certify_factual(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    answer(&visit, payment, &data, done, "payments-done-factual").await
}

pub(super) async fn certify_arithmetic(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let payment = id(&payment, "payment")?;
    let command = Certify {
        payment,
        version: version(&data),
    };
    let done = usecases::certify_arithmetic(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    answer(&visit, payment, &data, done, "payments-done-arithmetic").await
}

pub(super) async fn order(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let payment = id(&payment, "payment")?;
    let command = Order {
        payment,
        version: version(&data),
    };
    let done = usecases::order(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    answer(&visit, payment, &data, done, "payments-done-ordered").await
}

pub(super) async fn redirect(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let payment = id(&payment, "payment")?;
    let command = Redirect {
        payment,
        version: version(&data),
    };
    let done = usecases::redirect(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    answer(&visit, payment, &data, done, "payments-done-redirected").await
}

pub(super) async fn send_back(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let payment = id(&payment, "payment")?;
    let command = SendBack {
        payment,
        version: version(&data),
        reason: data.get("reason").to_owned(),
    };
    let done = usecases::send_back(&visit.app.db, &visit.ctx, command).await;
    let key = match &done {
        Ok(request) => format!("payments-done-returned-{}", request.kind),
        Err(_) => String::new(),
    };
    answer(&visit, payment, &data, done.map(|_| ()), &key).await
}

pub(super) async fn cancel(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let payment = id(&payment, "payment")?;
    let command = Cancel {
        payment,
        version: version(&data),
        reason: data.get("reason").to_owned(),
    };
    let done = usecases::cancel(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| ());
    answer(&visit, payment, &data, done, "payments-done-cancelled").await
}
