//! All mails with their state; one can be sent again.

use axum::extract::{Path, Query};
use base::{Ctx, Problem, texts};
use base_db::PageRequest;
use base_mail::{MailFilter, MailRow, MailState, MailsSeen};
use base_web::App;
use base_web::app::Task;
use base_web::view::{Action, Cell, Choice, Facts, Field, Form, Page, Table, Tone, table_query};
use base_web::{FormData, Reply, Visit};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    page: u64,
}

/// The state as a label; also used by the demo's inbox.
pub(super) fn state(visit: &Visit, state: MailState) -> Cell {
    let tone = match state {
        MailState::Sent => Tone::Success,
        MailState::Failed => Tone::Danger,
        MailState::Retry => Tone::Warning,
        MailState::Queued | MailState::Sending => Tone::Info,
    };
    Cell::badge(tone, visit.t(&format!("mails-state-{}", state.code())))
}

/// The mails of cases the person may see, and of the own programmes.
fn own(ctx: &Ctx) -> MailsSeen {
    MailsSeen {
        cases: applications::seen_cases(ctx),
        programmes: ctx.scopes_of(super::MAILS, "programme"),
    }
}

/// Mails that failed for good wait for who may send them again (handbook 6).
pub async fn tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    if !ctx.has_any_role(super::RESENDERS) {
        return Ok(Vec::new());
    }
    let count = base_mail::count_open_failures(app.db.reader(), &own(ctx)).await?;
    let task = Task {
        text: texts::tr_with(ctx.lang, "mails-task-failed", &[("count", &count.to_string())]),
        href: "/mails?state=FAILED".to_owned(),
        count,
        due_at: None,
    };
    Ok(if count > 0 { vec![task] } else { Vec::new() })
}

/// The mail, if the visitor may see it. Error: not found.
async fn seen(visit: &Visit, id: Uuid) -> Result<MailRow, Problem> {
    let filter = MailFilter {
        seen: Some(own(&visit.ctx)),
        ..MailFilter::default()
    };
    base_mail::find_in(visit.app.db.reader(), &filter, id)
        .await?
        .ok_or(Problem::not_found("mail"))
}

pub async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let code = Some(query.code.trim().to_uppercase()).filter(|code| !code.is_empty());
    let filter = MailFilter {
        state: MailState::from_code(&query.state),
        code,
        seen: Some(own(&visit.ctx)),
        ..MailFilter::default()
    };
    let mails = base_mail::list(visit.app.db.reader(), &filter, PageRequest::number(query.page)).await?;
    let mut states = vec![Choice::new("", visit.t("mails-any-state"))];
    states.extend(
        MailState::ALL
            .map(|state| Choice::new(state.code(), visit.t(&format!("mails-state-{}", state.code())))),
    );
    let form = Form::get(visit.lang(), "/mails")
        .field(Field::select("state", visit.t("mails-state"), states).autosubmit())
        .field(Field::text("code", visit.t("mails-code")).short())
        .fill(
            &FormData::default()
                .with("state", &query.state)
                .with("code", &query.code),
        )
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), "/mails");
    let here = table_query(&table_query("/mails", "state", &query.state), "code", &query.code);
    let mut table = Table::new(visit.lang(), visit.t("mails-title"))
        .hidden_caption()
        .filter(form)
        .column(visit.t("mails-created"))
        .column(visit.t("mails-code"))
        .column(visit.t("mails-recipient"))
        .column(visit.t("mails-subject"))
        .column(visit.t("mails-state"))
        .paged(&mails, &here);
    for mail in &mails.items {
        table = table.row(vec![
            Cell::text(visit.datetime(mail.created_at)),
            Cell::text(&mail.code),
            Cell::text(&mail.recipient),
            Cell::link(format!("/mails/{}", mail.id), &mail.subject),
            state(&visit, mail.state),
        ]);
    }
    visit.page(
        Page::new(visit.t("mails-title"))
            .lead(visit.t("mails-lead"))
            .block(table),
    )
}

/// The facts of one mail; its text follows.
pub(super) fn mail_page(visit: &Visit, mail: &MailRow) -> Page {
    let mut facts = Facts::new()
        .row(visit.t("mails-code"), mail.code.as_str())
        .row(
            visit.t("mails-recipient"),
            format!("{} <{}>", mail.recipient_name, mail.recipient),
        )
        .row(visit.t("mails-state"), state(visit, mail.state))
        .row(visit.t("mails-created"), visit.datetime(mail.created_at))
        .maybe(visit.t("mails-sent"), mail.sent_at.map(|at| visit.datetime(at)))
        .row(visit.t("mails-attempts"), mail.attempts.to_string())
        .maybe(visit.t("mails-error"), mail.last_error.clone())
        .maybe(
            visit.t("mails-followed-up"),
            mail.followed_up_at.map(|at| visit.datetime(at)),
        )
        .row(visit.t("mails-message-id"), Cell::Mono(mail.id.to_string()));
    if mail.maybe_doubled {
        facts = facts.row(visit.t("mails-remark"), visit.t("mails-maybe-doubled"));
    }
    Page::new(&mail.subject)
        .block(facts)
        .heading(visit.t("mails-text"))
}

pub async fn show(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    let mail = seen(&visit, id).await?;
    // Whoever reads the list must not sign in as somebody else with the link in these mails.
    let is_secret = people::SECRET_MAILS.contains(&mail.code.as_str());
    let text = if is_secret {
        visit.t("mails-text-secret")
    } else {
        mail.body_text.clone()
    };
    let mut page = mail_page(&visit, &mail)
        .text(text)
        .crumb("/mails", visit.t("mails-title"));
    let may_send = visit.ctx.has_any_role(super::RESENDERS);
    if may_send && mail.state == MailState::Failed && mail.followed_up_at.is_none() {
        let follow_up = Action::post(visit.t("mails-follow-up"), format!("/mails/{id}/follow-up"));
        page = page.action(follow_up.confirm(visit.t("mails-follow-up-sure")));
    }
    if may_send && matches!(mail.state, MailState::Sent | MailState::Failed) {
        let resend = Action::post(visit.t("mails-resend"), format!("/mails/{id}/resend"));
        page = page.action(resend.confirm(visit.t("mails-resend-sure")));
    }
    visit.page(page)
}

pub async fn resend(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    seen(&visit, id).await?;
    let unit = visit.app.db.write(&visit.ctx).await?;
    let new = base_mail::resend(&unit, id).await?;
    unit.commit().await?;
    visit.done(&format!("/mails/{new}"), "mails-done-resent")
}

pub async fn follow_up(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    seen(&visit, id).await?;
    let unit = visit.app.db.write(&visit.ctx).await?;
    base_mail::follow_up(&unit, id).await?;
    unit.commit().await?;
    visit.done(&format!("/mails/{id}"), "mails-done-followed-up")
}
