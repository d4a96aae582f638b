//! `/calls/{call}/assignment`: the proposal of the automatic assignment, read first, then applied.

use axum::extract::{Path, Query};
use base::Problem;
use base_db::{Page as ListPage, PageRequest};
use base_sheets::write::{Column, Kind, Value, WorkbookWriter};
use base_web::view::{Action, Block, Cell, Facts, Field, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;

use super::{Again, again};
use crate::model::{District, ProposalId};
use crate::pool::{self, ProposalView, ProposedPair, Share};
use crate::usecases::{self, Propose};
use crate::{access, store};

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
    let view = pool::proposal(visit.app.db.reader(), &visit.ctx, call).await?;
    let is_officer = access::holds(&visit.ctx, access::OFFICERS, call);
    let mut page = Page::new(visit.tw("assignment-title", &[("code", &call.code)]))
        .lead(visit.t("assignment-lead"))
        .crumb(
            format!("/calls/{}/assessment", call.id),
            visit.tw("assessment-title", &[("code", &call.code)]),
        )
        .action(Action::link(
            visit.t("pool-title"),
            format!("/calls/{}/assessors", call.id),
        ))
        .action(Action::link(
            visit.t("assignment-workbook"),
            format!("/calls/{}/assignment.xlsx", call.id),
        ));
    if is_officer {
        page = page
            .action(base_web::imports::import_action(visit, "assignments", &call.code))
            .block(propose_form(visit, call, refused));
    }
    match view {
        None => Ok(page.block(Notice::new(Tone::Info, visit.t("assignment-none"), ""))),
        Some(view) => Ok(page.blocks(blocks(visit, call, view, request, is_officer, refused))),
    }
}

fn propose_form(visit: &Visit, call: &Call, refused: Option<&Again<'_>>) -> Block {
    let form = visit
        .form(format!("/calls/{}/assignment", call.id))
        .field(
            Field::number("target", visit.t("assignment-target"), "")
                .required()
                .value(call.reviews_target.max(call.reviews_min)),
        )
        .field(Field::date("due_on", visit.t("reviews-due")).hint(visit.t("assignment-due-hint")))
        .submit(visit.t("assignment-propose"));
    again(form, "propose", refused).into()
}

fn blocks(
    visit: &Visit,
    call: &Call,
    view: ProposalView,
    request: PageRequest,
    is_officer: bool,
    refused: Option<&Again<'_>>,
) -> Vec<Block> {
    let lang = visit.lang();
    let proposal = &view.proposal;
    let facts = Facts::new()
        .row(visit.t("assignment-made"), Cell::instant(lang, proposal.made_at))
        .row(visit.t("assignment-target"), Cell::integer(lang, proposal.target))
        .row(
            visit.t("assignment-pairs"),
            Cell::integer(lang, view.pairs.len() as i64),
        )
        .maybe(
            visit.t("reviews-due"),
            proposal.due_on.map(|date| Cell::date(lang, date)),
        )
        .maybe(
            visit.t("assignment-applied"),
            proposal.applied_at.map(|at| Cell::instant(lang, at)),
        );
    let mut blocks = vec![
        Block::Heading(visit.t("assignment-proposal")),
        facts.into(),
        shares(visit, &view.shares).into(),
    ];
    if !view.short.is_empty() {
        blocks.push(
            Notice::new(
                Tone::Warning,
                visit.t("assignment-short"),
                visit.t("assignment-short-text"),
            )
            .into(),
        );
        let mut table = Table::new(lang, visit.t("assignment-short"))
            .hidden_caption()
            .column(visit.t("reviews-number"))
            .column(visit.t("reviews-applicant"))
            .number_column(visit.t("assessment-assessors"))
            .column(visit.t("ranking-remark"));
        for (case, count, below) in view.short.iter().take(100) {
            table = table.row(vec![
                Cell::link(format!("/applications/{}", case.id), case.label()),
                Cell::text(&case.lead_name),
                Cell::integer(lang, *count as i64),
                if *below {
                    Cell::badge(Tone::Danger, visit.t("assignment-below-minimum"))
                } else {
                    Cell::Empty
                },
            ]);
        }
        blocks.push(table.into());
    }
    if is_officer && proposal.applied_at.is_none() {
        let form = visit
            .form(format!("/calls/{}/assignment/apply", call.id))
            .hidden("proposal", proposal.id)
            .confirm(visit.t("assignment-apply-confirm"))
            .submit(visit.t("assignment-apply"));
        blocks.push(again(form, "apply", refused).into());
    }
    blocks.push(pairs(visit, call, view.pairs, request).into());
    blocks
}

fn shares(visit: &Visit, shares: &[Share]) -> Table {
    let lang = visit.lang();
    let number = |count: usize| Cell::integer(lang, count as i64);
    let mut table = Table::new(lang, visit.t("assignment-shares"))
        .column(visit.t("reviews-assessor"))
        .number_column(visit.t("assignment-before"))
        .number_column(visit.t("assignment-new"))
        .number_column(visit.t("assignment-after"))
        .number_column(visit.t("pool-most"))
        .number_column(visit.t("assignment-other-district"));
    for share in shares {
        table = table.row(vec![
            Cell::text(&share.name),
            number(share.before),
            number(share.after - share.before),
            number(share.after),
            Cell::maybe(share.most.map(|most| Cell::integer(lang, most))),
            number(share.other_district),
        ]);
    }
    table
}

/// Why this pair: district, load, and what was set aside.
pub(super) fn reason(visit: &Visit, pair: &ProposedPair) -> String {
    let load = pair.load.to_string();
    let mut parts = vec![visit.t(&format!("assignment-district-{}", pair.district))];
    parts.push(match pair.most {
        Some(most) => visit.tw(
            "assignment-load-of",
            &[("load", &load), ("most", &most.to_string())],
        ),
        None => visit.tw("assignment-load", &[("load", &load)]),
    });
    if pair.dismissed {
        parts.push(visit.t("assignment-dismissed"));
    }
    parts.join("; ")
}

fn pairs(visit: &Visit, call: &Call, pairs: Vec<ProposedPair>, request: PageRequest) -> Table {
    let (total, per_page) = (pairs.len() as u64, 100);
    let page: ListPage<()> = ListPage {
        items: Vec::new(),
        total,
        page: request.page.clamp(1, total.div_ceil(per_page).max(1)),
        per_page,
    };
    let skip = usize::try_from((page.page - 1) * per_page).unwrap_or(usize::MAX);
    let mut table = Table::new(visit.lang(), visit.t("assignment-list"))
        .column(visit.t("reviews-number"))
        .column(visit.t("reviews-applicant"))
        .column(visit.t("reviews-assessor"))
        .column(visit.t("assignment-why"));
    for pair in pairs.iter().skip(skip).take(100) {
        let cells = vec![
            Cell::link(format!("/applications/{}", pair.case.id), pair.case.label()),
            Cell::text(&pair.case.lead_name),
            Cell::text(&pair.name),
            Cell::text(reason(visit, pair)),
        ];
        table = if pair.district == District::Same {
            table.marked_row(Tone::Warning, cells)
        } else {
            table.row(cells)
        };
    }
    table.paged(&page, &format!("/calls/{}/assignment", call.id))
}

pub(super) async fn propose(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let mut reader = form.read();
    let command = Propose {
        call: call.id,
        target: reader.integer("target", 1..=20),
        due_on: reader.optional_date("due_on"),
    };
    let answer = match reader.finish() {
        Ok(()) => usecases::propose_assignment(&visit.app.db, &visit.ctx, command).await,
        Err(problem) => Err(problem),
    };
    answered(&visit, &call, "propose", &form, answer.map(|_| ())).await
}

pub(super) async fn apply(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let id: ProposalId = form
        .get("proposal")
        .parse()
        .map_err(|_| Problem::not_found("proposal"))?;
    let answer = usecases::apply_assignment(&visit.app.db, &visit.ctx, call.id, id).await;
    answered(&visit, &call, "apply", &form, answer.map(|_| ())).await
}

async fn answered(
    visit: &Visit,
    call: &Call,
    verb: &'static str,
    data: &FormData,
    answer: Result<(), Problem>,
) -> Reply {
    let href = format!("/calls/{}/assignment", call.id);
    match answer {
        Ok(()) if verb == "apply" => visit.done(
            &format!("/calls/{}/assessment", call.id),
            "assignment-done-applied",
        ),
        Ok(()) => visit.done(&href, "assignment-done-proposed"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let refused = Again {
                verb,
                data,
                problem: &problem,
            };
            let page = page(visit, call, PageRequest::default(), Some(&refused)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// What is assigned, as the import of assignments reads it: rows can be added and sent back.
pub(super) async fn workbook(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let db = visit.app.db.reader();
    access::require_reader(&visit.ctx, &call)?;
    let mut cases = applications::of_call(db, &visit.ctx, call.id, &[]).await?;
    cases.sort_by(|a, b| a.number.cmp(&b.number));
    let mut reviews = store::review::of_call(db, call.id).await?;
    reviews.retain(|review| review.state.is_open() || review.state.is_valid());
    let persons: Vec<base::PersonId> = reviews.iter().map(|review| review.assessor_id).collect();
    let names = people::names(db, &persons).await?;
    let columns = vec![
        Column::new("Antrags-Nr.", Kind::Text),
        Column::new("Kommune", Kind::Text),
        Column::new("Gutachter/in", Kind::Text),
        Column::new("Termin", Kind::Date),
        Column::new(visit.t("reviews-state"), Kind::Text),
    ];
    let title = visit.tw("assignment-title", &[("code", &call.code)]);
    let mut out = WorkbookWriter::new(&visit.t("assignment-sheet"), columns).map_err(Problem::broken)?;
    for case in &cases {
        for review in reviews.iter().filter(|review| review.application_id == case.id) {
            let row: Vec<Value> = vec![
                case.label().to_owned().into(),
                case.lead_name.clone().into(),
                names.get(&review.assessor_id).cloned().into(),
                review.due_on.map_or(Value::Empty, Value::Date),
                visit.t(&format!("reviews-state-{}", review.state)).into(),
            ];
            out.row(&row).map_err(Problem::broken)?;
        }
    }
    let bytes = out.finish(&super::notes(&visit)).map_err(Problem::broken)?;
    visit.download(&format!("{title}.xlsx"), super::XLSX, bytes)
}
