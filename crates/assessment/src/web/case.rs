//! The assessment's part of the case page and of the home page.

use base::texts::{tr, tr_with};
use base::{Ctx, Problem, Role, fmt};
use base_db::PageRequest;
use base_web::app::{App, CasePart, CaseRead, Task};
use base_web::view::{Badge, Block, Cell, Facts, Table, Tone};
use calls::CallState;

use crate::{access, queries, rules, store, usecases};

/// For SB, GS, RL, RH: standing and reviews. For the assessor: the way to the own review. For nobody else.
pub(crate) async fn parts(app: &App, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<CasePart>, Problem> {
    let db = app.db.reader();
    let case = applications::read_for_page(case)?;
    let lang = ctx.lang;
    let part = |blocks| {
        vec![CasePart {
            position: 30,
            heading: tr(lang, "assessment-part"),
            blocks,
        }]
    };
    if !ctx.has_any(access::READERS, base::Scope::Programme(case.programme_id)) {
        let Some(me) = ctx.person_id().filter(|_| ctx.has_role(Role::AS)) else {
            return Ok(Vec::new());
        };
        let own = store::review::find_of(db, case.id, me).await?;
        let link = |review: crate::Review| {
            Block::Links(vec![(
                format!("/reviews/{}", review.id),
                tr(lang, "reviews-own"),
                String::new(),
            )])
        };
        return Ok(own.map(|review| part(vec![link(review)])).unwrap_or_default());
    }
    let reviews = queries::reviews_of_application(db, case.id).await?;
    if reviews.is_empty() {
        return Ok(Vec::new());
    }
    let persons: Vec<base::PersonId> = reviews.iter().map(|review| review.assessor_id).collect();
    let names = people::names(db, &persons).await?;
    let is_blind = queries::owed(db, ctx, case.call_id).await?.contains(&case.id);
    let mut facts = Facts::new();
    if !is_blind {
        let points = |hundredths| Cell::Number(fmt::hundredths(lang, hundredths));
        let sums = usecases::counted(&reviews)?;
        let spread = Some(sums.highest.unwrap_or(0) - sums.lowest.unwrap_or(0)).filter(|_| sums.reviews > 0);
        facts = facts
            .maybe(
                tr(lang, "assessment-mean"),
                rules::mean_scaled(sums.weighted_sum, sums.reviews, 100).map(points),
            )
            .maybe(
                tr(lang, "assessment-spread"),
                spread.map(|spread| points(spread * 20)),
            )
            .row(tr(lang, "ranking-reviews"), Cell::integer(lang, sums.reviews));
        if rules::diverges(sums.lowest, sums.highest) {
            let standing = queries::standing_of(db, case.id).await?;
            facts = facts.maybe(
                tr(lang, "assessment-alarm-note"),
                standing.and_then(|row| row.cleared_note).map(Cell::Lines),
            );
        }
    }
    let mut table = Table::new(lang, tr(lang, "assessment-reviews"))
        .column(tr(lang, "reviews-assessor"))
        .column(tr(lang, "reviews-state"))
        .number_column(tr(lang, "reviews-total"));
    for review in &reviews {
        let name = names.get(&review.assessor_id).cloned().unwrap_or_default();
        let total = review
            .total_hundredths()
            .filter(|_| review.state.is_valid() && !is_blind);
        table = table.row(vec![
            Cell::link(format!("/reviews/{}/record", review.id), name),
            Cell::Badge(Badge::new(
                Tone::Neutral,
                tr(lang, &format!("reviews-state-{}", review.state)),
            )),
            Cell::maybe(total.map(|total| Cell::Number(fmt::hundredths(lang, total)))),
        ]);
    }
    Ok(part(vec![facts.into(), table.into()]))
}

/// What waits: reviews to write; for the office applications to assign, alarms and concerns.
pub(crate) async fn tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let db = app.db.reader();
    let mut tasks = Vec::new();
    if ctx.has_role(Role::AS) {
        let own = queries::reviews_of_person(db, ctx).await?;
        let open: Vec<_> = own.iter().filter(|task| task.state.is_open()).collect();
        let due = open.iter().filter_map(|task| task.due_on).min();
        for invitation in crate::pool::invitations_of_person(db, ctx).await? {
            if invitation.state == crate::PoolState::Invited {
                let href = format!("/reviews/invitations/{}", invitation.id);
                push(ctx, &mut tasks, "pool-task-invitation", href, 1);
                if let (Some(task), Some(until)) = (tasks.last_mut(), invitation.answer_by) {
                    task.due_at = Some(base::Deadline::end_of(until).instant());
                }
            }
        }
        push(ctx, &mut tasks, "reviews-task", "/reviews".to_owned(), open.len());
        if let (Some(task), Some(due)) = (tasks.last_mut().filter(|_| !open.is_empty()), due) {
            task.due_at = Some(base::Deadline::end_of(due).instant());
        }
    }
    if !ctx.has_any_role(access::OFFICERS) {
        return Ok(tasks);
    }
    let filter = calls::Filter {
        state: Some(CallState::InSelection),
        ..calls::Filter::default()
    };
    for call in calls::list(db, ctx, &filter, PageRequest::default()).await?.items {
        if !access::holds(ctx, access::OFFICERS, &call) {
            continue;
        }
        let progress = queries::progress(db, ctx, &call).await?;
        let href = || format!("/calls/{}/assessment", call.id);
        push(
            ctx,
            &mut tasks,
            "assessment-task-unassigned",
            href(),
            progress.unassigned,
        );
        push(ctx, &mut tasks, "assessment-task-alarms", href(), progress.alarms);
        push(
            ctx,
            &mut tasks,
            "assessment-task-concerns",
            href(),
            progress.concerns,
        );
    }
    Ok(tasks)
}

fn push(ctx: &Ctx, tasks: &mut Vec<Task>, key: &str, href: String, count: usize) {
    if count > 0 {
        let text = tr_with(ctx.lang, key, &[("count", &count.to_string())]);
        tasks.push(Task {
            text,
            href,
            count: count as u64,
            due_at: None,
        });
    }
}
