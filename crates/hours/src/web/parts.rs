//! What hours contribute to the home page and to the page of a case.

use base::{Ctx, Minutes, Problem, Role, Scope, fmt, texts};
use base_web::app::{App, CasePart, CaseRead, Task};
use base_web::view::{Action, Block, Cell, Table};
use chrono::Datelike;

use crate::access::{self, READERS};
use crate::model::EntryState;
use crate::queries;

/// What waits: own drafts and rejected entries, and what is to be approved.
pub(crate) async fn tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let conn = app.db.reader();
    let mut tasks = Vec::new();
    let mut add = |count: u64, key: &str, href: &str| {
        if count > 0 {
            let text = texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]);
            tasks.push(Task {
                text,
                href: href.to_owned(),
                count,
                due_at: None,
            });
        }
    };
    if let Some(person) = ctx.person_id().filter(|_| ctx.has_role(Role::PB)) {
        for (state, key) in [
            (EntryState::Rejected, "hours-task-rejected"),
            (EntryState::Draft, "hours-task-drafts"),
        ] {
            let count = queries::count_own(conn, person, state).await?;
            add(count, key, &format!("/hours?state={state}"));
        }
    }
    let mut waiting = 0;
    for programme in access::approves(ctx) {
        waiting += queries::count_to_approve(conn, ctx, programme).await?;
    }
    add(waiting, "hours-task-approve", "/hours?state=SUBMITTED");
    Ok(tasks)
}

/// The hours of a case by month and, where there are several, by place: for the offices and the municipality itself.
pub(crate) async fn case_parts(app: &App, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<CasePart>, Problem> {
    let conn = app.db.reader();
    let case = applications::read_for_page(case)?;
    let is_municipality = ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(case.lead_body_id.0));
    if !is_municipality && !ctx.has_any_role(READERS) {
        return Ok(Vec::new());
    }
    let entries = queries::of_case(conn, case.id).await?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let (lang, tr) = (ctx.lang, |key: &str| texts::tr(ctx.lang, key));
    let months = queries::month_overview(&entries);
    let mut table = Table::new(lang, tr("hours-by-month"))
        .column(tr("hours-month"))
        .number_column(tr("hours-state-SUBMITTED"))
        .number_column(tr("hours-state-APPROVED"));
    for sum in &months {
        let month = format!("{} {}", fmt::month(lang, sum.month), sum.month.year());
        table = table.row(vec![
            Cell::text(month),
            Cell::hours(lang, sum.submitted),
            Cell::hours(lang, sum.approved),
        ]);
    }
    let submitted: Minutes = months.iter().map(|sum| sum.submitted).sum();
    let approved: Minutes = months.iter().map(|sum| sum.approved).sum();
    table = table.footer(vec![
        Cell::text(tr("hours-sum")),
        Cell::hours(lang, submitted),
        Cell::hours(lang, approved),
    ]);
    let mut blocks = vec![Block::from(table)];
    let places = queries::places(&entries);
    if places.len() > 1 {
        let mut table = Table::new(lang, tr("hours-by-place"))
            .column(tr("hours-place"))
            .number_column(tr("hours-state-APPROVED"));
        for sum in places {
            let place = if sum.place.is_empty() {
                tr("hours-no-place")
            } else {
                sum.place
            };
            table = table.row(vec![Cell::text(place), Cell::hours(lang, sum.approved)]);
        }
        blocks.push(table.into());
    }
    if ctx.has_any_role(READERS) {
        let engagement = entries[0].engagement_id;
        let mut actions = vec![Action::link(
            tr("hours-show"),
            format!("/hours?engagement={engagement}"),
        )];
        if ctx.has(Role::SB, Scope::Programme(case.programme_id)) {
            let href = format!("/engagements/{engagement}/invoices");
            actions.push(Action::link(tr("hours-invoices"), href));
        }
        blocks.push(Block::Actions(actions));
    }
    Ok(vec![CasePart {
        position: 65,
        heading: tr("hours-title"),
        blocks,
    }])
}
