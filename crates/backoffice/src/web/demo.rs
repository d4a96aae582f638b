//! Only in a demo: the movable clock and the inbox of all mails.

use axum::extract::{Path, Query};
use base::Problem;
use base_db::PageRequest;
use base_mail::MailFilter;
use base_web::view::{Cell, Facts, Field, Page, Table};
use base_web::{FormData, Reply, Visit};
use serde::Deserialize;
use uuid::Uuid;

use super::mails;

const DAY_SECONDS: i64 = 86_400;

/// Outside a demo these pages do not exist.
fn demo_only(visit: &Visit) -> Result<(), Problem> {
    if visit.app.settings.demo {
        Ok(())
    } else {
        Err(Problem::not_found("page"))
    }
}

pub async fn clock(visit: Visit) -> Reply {
    demo_only(&visit)?;
    visit.page(clock_page(&visit, None))
}

fn clock_page(visit: &Visit, problem: Option<&Problem>) -> Page {
    let mut form = visit
        .form("/demo/clock")
        .field(
            Field::number("days", visit.t("demo-clock-days"), visit.t("demo-days"))
                .required()
                .value(1),
        )
        .submit(visit.t("demo-clock-advance"))
        .button(visit.t("demo-clock-hour"), "hour", "true");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("demo-clock"))
        .lead(visit.t("demo-clock-lead"))
        .block(Facts::new().row(visit.t("demo-clock-now"), visit.datetime(visit.ctx.now)))
        .block(form)
}

pub async fn advance(visit: Visit, form: FormData) -> Reply {
    demo_only(&visit)?;
    let seconds = if form.has("hour") {
        3_600
    } else {
        let mut read = form.read();
        let days = read.integer("days", 1..=400);
        if let Err(problem) = read.finish() {
            return visit.again(problem, |problem| clock_page(&visit, Some(problem)));
        }
        days * DAY_SECONDS
    };
    visit.app.db.advance_clock(&visit.ctx, seconds).await?;
    visit.done("/demo/clock", "demo-done-advanced")
}

#[derive(Deserialize)]
pub struct InboxQuery {
    #[serde(default)]
    page: u64,
}

pub async fn inbox(visit: Visit, Query(query): Query<InboxQuery>) -> Reply {
    demo_only(&visit)?;
    let mails = base_mail::list(
        visit.app.db.reader(),
        &MailFilter::default(),
        PageRequest::number(query.page),
    )
    .await?;
    let mut table = Table::new(visit.lang(), visit.t("demo-inbox"))
        .hidden_caption()
        .column(visit.t("mails-created"))
        .column(visit.t("mails-recipient"))
        .column(visit.t("mails-subject"))
        .column(visit.t("mails-state"))
        .paged(&mails, "/demo/inbox");
    for mail in &mails.items {
        table = table.row(vec![
            Cell::text(visit.datetime(mail.created_at)),
            Cell::text(&mail.recipient),
            Cell::link(format!("/demo/inbox/{}", mail.id), &mail.subject),
            mails::state(&visit, mail.state),
        ]);
    }
    visit.page(
        Page::new(visit.t("demo-inbox"))
            .lead(visit.t("demo-inbox-lead"))
            .block(table),
    )
}

pub async fn mail(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    demo_only(&visit)?;
    let mail = base_mail::find(visit.app.db.reader(), id)
        .await?
        .ok_or(Problem::not_found("mail"))?;
    visit.page(
        mails::mail_page(&visit, &mail)
            .text(&mail.body_text)
            .crumb("/demo/inbox", visit.t("demo-inbox")),
    )
}
