//! 10,000 mails out of the outbox into a mail server that takes everything.

use std::time::Instant;

use anyhow::ensure;
use sea_orm::TransactionTrait as _;

use crate::ids::{Kind, id};
use crate::rows::{Rows, null};
use crate::seed;
use crate::server::Product;
use crate::sink;

const MAILS: usize = 10_000;

/// Seconds until all are delivered; each once.
pub async fn deliver(product: &mut Product) -> anyhow::Result<f64> {
    let db = seed::connect(&product.url).await?;
    let transaction = db.begin().await?;
    let mut rows = Rows::new(
        &transaction,
        "outbox_mail",
        "id event_id code recipient recipient_name subject body_text body_html attachments state attempts maybe_doubled created_at \
         due_at sent_at",
    );
    for place in 0..MAILS {
        rows.push([
            id(Kind::Mail, 1_000_000 + place).into(),
            format!("measured-{place}").into(),
            "M-A03".into(),
            format!("mail{place}@kommune.example").into(),
            "Stelle für Integration".into(),
            "Eingangsbestätigung".into(),
            "Guten Tag,\n\nIhr Antrag ist eingegangen.\n".into(),
            "<p>Guten Tag,</p><p>Ihr Antrag ist eingegangen.</p>".into(),
            "[]".into(),
            "QUEUED".into(),
            0_i64.into(),
            false.into(),
            seed::now().into(),
            seed::now().into(),
            null::<chrono::DateTime<chrono::Utc>>(),
        ]);
    }
    rows.flush().await?;
    transaction.commit().await?;
    db.close().await?;
    let (address, taken) = sink::start().await?;
    product.transport = format!("smtp://{address}?tls=none");
    let mine = product.clone();
    let started = Instant::now();
    tokio::task::spawn_blocking(move || mine.run(&["mail", "flush"])).await??;
    let seconds = started.elapsed().as_secs_f64();
    let taken = taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let measured = taken.iter().filter(|(to, _)| to.contains("<mail")).count();
    let doubled = taken
        .iter()
        .filter(|(to, times)| to.contains("<mail") && **times != 1)
        .count();
    ensure!(
        measured == MAILS && doubled == 0,
        "{measured} mails arrived, {doubled} of them more than once"
    );
    Ok(seconds)
}
