//! `/assessment` and `/calls/{call}/assessment`: who scores what, how far it is, what is in doubt.

use applications::ApplicationId;
use axum::extract::{Path, Query};
use base::{PersonId, Problem};
use base_db::PageRequest;
use base_web::view::{Action, Block, Cell, Choice, Field, Notice, Page, Table, Tile, Tone};
use base_web::{FormData, Reply, Visit};
use calls::{Call, CallState};
use chrono::NaiveDate;

use super::{Again, again, badge, points};
use crate::queries::{Matrix, MatrixRow, Progress, is_open_concern};
use crate::usecases::{self, Assign};
use crate::{access, queries};

/// The calls whose applications can be assessed.
pub(super) async fn index(visit: Visit) -> Reply {
    let db = visit.app.db.reader();
    let mut table = Table::new(visit.lang(), visit.t("assessment-calls"))
        .hidden_caption()
        .column(visit.t("assessment-call"))
        .column(visit.t("assessment-call-title"))
        .column(visit.t("assessment-call-state"))
        .number_column(visit.t("assessment-assessed"))
        .number_column(visit.t("reviews-open"))
        .column(visit.t("assessment-pages"))
        .empty(visit.t("assessment-empty"));
    let request = PageRequest {
        page: 1,
        per_page: base_db::page::MAX_PER_PAGE,
    };
    for call in calls::list(db, &visit.ctx, &calls::Filter::default(), request)
        .await?
        .items
    {
        let shown = matches!(
            call.state,
            CallState::Closed | CallState::InSelection | CallState::Decided | CallState::Open
        );
        if !shown || !access::holds(&visit.ctx, access::READERS, &call) {
            continue;
        }
        let progress = queries::progress(db, &visit.ctx, &call).await?;
        table = table.row(vec![
            Cell::link(format!("/calls/{}/assessment", call.id), &call.code),
            Cell::text(call.title(visit.lang())),
            Cell::text(visit.t(&format!("calls-state-{}", call.state))),
            Cell::integer(visit.lang(), progress.assessed as i64),
            Cell::integer(visit.lang(), progress.open_reviews as i64),
            Cell::link(format!("/calls/{}/ranking", call.id), visit.t("ranking-short")),
        ]);
    }
    visit.page(
        Page::new(visit.t("assessment-calls"))
            .lead(visit.t("assessment-calls-lead"))
            .block(table),
    )
}

pub(super) async fn show(
    visit: Visit,
    Path(call): Path<String>,
    Query(request): Query<PageRequest>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let page = page(&visit, &call, request, None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    call: &Call,
    request: PageRequest,
    refused: Option<&Again<'_>>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let progress = queries::progress(db, &visit.ctx, call).await?;
    let matrix = queries::matrix(
        db,
        &visit.ctx,
        call,
        PageRequest {
            per_page: 50,
            ..request
        },
    )
    .await?;
    let mut page = Page::new(visit.tw("assessment-title", &[("code", &call.code)]))
        .lead(call.title(visit.lang()).to_owned())
        .crumb(format!("/calls/{}", call.id), call.code.clone())
        .action(Action::link(
            visit.t("ranking-short"),
            format!("/calls/{}/ranking", call.id),
        ))
        .action(Action::link(
            visit.t("pool-title"),
            format!("/calls/{}/assessors", call.id),
        ))
        .action(Action::link(
            visit.t("assignment-short-title"),
            format!("/calls/{}/assignment", call.id),
        ))
        .action(Action::link(
            visit.t("conflicts-title"),
            format!("/calls/{}/conflicts", call.id),
        ))
        .block(Block::Tiles(tiles(visit, &progress)));
    if access::holds(&visit.ctx, access::OFFICERS, call) {
        page = page.action(Action::link(
            visit.t("reviews-sheets"),
            format!("/calls/{}/scores.xlsx", call.id),
        ));
    }
    if progress.alarms > 0 {
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("assessment-alarms"),
            visit.t("assessment-alarms-text"),
        ));
    }
    page = page.block(table(visit, call, &matrix));
    for row in matrix
        .rows
        .items
        .iter()
        .filter(|row| row.standing.as_ref().is_some_and(crate::Standing::has_alarm))
    {
        page = page.block(alarm_form(visit, row, refused));
    }
    if access::holds(&visit.ctx, access::OFFICERS, call) {
        page = page.section(
            "assign",
            visit.t("assessment-assign"),
            vec![assign_form(visit, call, &matrix, refused).await?],
        );
    }
    Ok(page)
}

fn tiles(visit: &Visit, progress: &Progress) -> Vec<Tile> {
    let tile = |value: usize, key: &str, tone| Tile {
        value: value.to_string(),
        label: visit.t(key),
        note: String::new(),
        href: None,
        tone: if value > 0 { tone } else { None },
    };
    vec![
        tile(progress.unassigned, "assessment-unassigned", Some(Tone::Warning)),
        tile(progress.in_assessment, "assessment-in-assessment", None),
        tile(progress.assessed, "assessment-assessed", None),
        tile(progress.open_reviews, "reviews-open", None),
        tile(progress.alarms, "assessment-alarm-count", Some(Tone::Danger)),
        tile(progress.concerns, "assessment-concerns", Some(Tone::Danger)),
    ]
}

fn table(visit: &Visit, call: &Call, matrix: &Matrix) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("assessment-matrix"))
        .column(visit.t("reviews-number"))
        .column(visit.t("reviews-applicant"))
        .column(visit.t("reviews-state"));
    for (_, name) in &matrix.assessors {
        table = table.column(name.clone());
    }
    table = table
        .number_column(visit.t("assessment-mean"))
        .number_column(visit.t("assessment-spread"))
        .empty(visit.t("assessment-no-applications"));
    for row in &matrix.rows.items {
        let mut cells = vec![
            Cell::link(
                format!("/applications/{}", row.application.id),
                row.application.label(),
            ),
            Cell::text(&row.application.lead_name),
            Cell::text(visit.t(&format!("applications-state-{}", row.application.state))),
        ];
        cells.extend(
            matrix
                .assessors
                .iter()
                .map(|(person, _)| review_cell(visit, row, *person)),
        );
        let standing = row.standing.as_ref();
        cells.push(Cell::maybe(
            standing
                .and_then(|row| row.mean_hundredths())
                .map(|mean| points(visit, mean)),
        ));
        cells.push(Cell::maybe(
            standing
                .and_then(|row| row.spread_hundredths())
                .map(|spread| points(visit, spread)),
        ));
        let alarm = standing.is_some_and(crate::Standing::has_alarm);
        table = if alarm {
            table.marked_row(Tone::Warning, cells)
        } else {
            table.row(cells)
        };
    }
    table.paged(&matrix.rows, &format!("/calls/{}/assessment", call.id))
}

fn review_cell(visit: &Visit, row: &MatrixRow, person: PersonId) -> Cell {
    let Some(review) = row.reviews.iter().find(|review| review.assessor_id == person) else {
        return Cell::Empty;
    };
    let mut cells = vec![Cell::Badge(badge(visit, review.state))];
    let label = match review.total_hundredths().filter(|_| review.state.is_valid()) {
        Some(total) => base::fmt::hundredths(visit.lang(), total),
        None => visit.t("assessment-open-review"),
    };
    cells.push(Cell::link(format!("/reviews/{}/record", review.id), label));
    if row
        .declarations
        .iter()
        .any(|declared| declared.person_id == person && is_open_concern(declared))
    {
        cells.push(Cell::badge(Tone::Danger, visit.t("assessment-concern")));
    }
    Cell::Many(cells)
}

fn alarm_form(visit: &Visit, row: &MatrixRow, refused: Option<&Again<'_>>) -> base_web::view::Form {
    let case = &row.application;
    let form = visit
        .form(format!("/applications/{}/alarm", case.id))
        .heading(visit.tw("assessment-alarm-title", &[("number", case.label())]))
        .field(
            Field::textarea("reason", visit.t("assessment-alarm-note"), 2)
                .required()
                .max(2_000),
        )
        .submit(visit.t("assessment-clear-alarm"));
    match refused {
        Some(refused) if refused.data.get("application") == case.id.to_string() => {
            again(form, "alarm", Some(refused))
        }
        _ => form,
    }
}

async fn assign_form(
    visit: &Visit,
    call: &Call,
    matrix: &Matrix,
    refused: Option<&Again<'_>>,
) -> Result<Block, Problem> {
    let holders = usecases::place::available(visit.app.db.reader(), &visit.ctx, call).await?;
    if holders.is_empty() {
        return Ok(Notice::new(
            Tone::Info,
            visit.t("assessment-no-assessors"),
            visit.t("assessment-no-assessors-text"),
        )
        .into());
    }
    let assessors = holders
        .into_iter()
        .map(|account| Choice::new(account.id, account.name))
        .collect();
    let applications = matrix
        .rows
        .items
        .iter()
        .map(|row| {
            Choice::new(
                row.application.id,
                format!("{} {}", row.application.label(), row.application.lead_name),
            )
        })
        .collect();
    let form = visit
        .form(format!("/calls/{}/assessment", call.id))
        .field(Field::checkboxes("assessors", visit.t("assessment-assessors"), assessors).required())
        .field(Field::checkboxes("applications", visit.t("assessment-applications"), applications).required())
        .field(Field::checkbox("all", visit.t("assessment-all")).hint(visit.t("assessment-all-hint")))
        .field(Field::date("due_on", visit.t("reviews-due")))
        .submit(visit.t("assessment-assign"));
    Ok(again(form, "assign", refused).into())
}

pub(super) async fn assign(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    match assigned(&visit, &call, &form).await {
        Ok(done) => visit.done(
            &format!("/calls/{}/assessment", call.id),
            if done.hinted > 0 {
                "assessment-done-assigned-hinted"
            } else {
                "assessment-done-assigned"
            },
        ),
        Err(problem) => refuse(&visit, &call, "assign", &form, problem).await,
    }
}

async fn assigned(visit: &Visit, call: &Call, form: &FormData) -> Result<usecases::Assigned, Problem> {
    let mut reader = form.read();
    let due_on: Option<NaiveDate> = reader.optional_date("due_on");
    reader.finish()?;
    let assessors: Vec<PersonId> = form.all("assessors").filter_map(|id| id.parse().ok()).collect();
    let applications: Vec<ApplicationId> = if form.has("all") {
        use applications::ApplicationState as S;
        let states = [S::Complete, S::InAssessment];
        let cases = applications::of_call(visit.app.db.reader(), &visit.ctx, call.id, &states).await?;
        cases.into_iter().map(|case| case.id).collect()
    } else {
        form.all("applications")
            .filter_map(|id| id.parse().ok())
            .collect()
    };
    let command = Assign {
        call: call.id,
        applications,
        assessors,
        due_on,
    };
    usecases::assign(&visit.app.db, &visit.ctx, command).await
}

pub(super) async fn clear_alarm(visit: Visit, Path(application): Path<String>, form: FormData) -> Reply {
    let id: ApplicationId = application
        .parse()
        .map_err(|_| Problem::not_found("application"))?;
    let case = applications::application(visit.app.db.reader(), &visit.ctx, id).await?;
    match usecases::clear_alarm(&visit.app.db, &visit.ctx, id, form.get("reason")).await {
        Ok(()) => visit.done(
            &format!("/calls/{}/assessment", case.call_id),
            "assessment-done-alarm",
        ),
        Err(problem) => {
            let call = calls::call(visit.app.db.reader(), case.call_id).await?;
            refuse(&visit, &call, "alarm", &form.with("application", id), problem).await
        }
    }
}

async fn refuse(visit: &Visit, call: &Call, verb: &'static str, data: &FormData, problem: Problem) -> Reply {
    if !matches!(
        problem,
        Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale
    ) {
        return Err(problem.into());
    }
    let page = page(
        visit,
        call,
        PageRequest::default(),
        Some(&Again {
            verb,
            data,
            problem: &problem,
        }),
    )
    .await?;
    visit.again(problem, |_| page)
}
