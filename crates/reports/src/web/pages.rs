//! `/reports`: the reports of a call; `/reports/{report}/{call}`: one of them as page, file or PDF.

use axum::extract::{Path, RawQuery};
use base::Problem;
use base_db::{Page as ListPage, PageRequest};
use base_sheets::write::{Kind, Value};
use base_web::view::{
    Action, AreaChart, BarChart, Block, Cell, Choice, Field, Form, Notice, Page, Table, Tile, Tone,
};
use base_web::{FormData, Reply, Visit};
use calls::CallId;

use crate::export::{self, Format};
use crate::model::{Chart, Report, ReportTable, number, shown};
use crate::{ReportCode, access, pdf};

/// Calls looked at for the first one with applications: those in preparation and the one that is open come before it.
const LATEST: usize = 5;

pub(super) async fn index(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let known = access::calls_of(&visit.app.db, &visit.ctx).await?;
    let wanted: Option<CallId> = query.get("call").parse().ok();
    let page = Page::new(visit.t("reports-title")).lead(visit.t("reports-lead"));
    let wanted = known.iter().find(|(id, _)| Some(*id) == wanted);
    let chosen = match wanted {
        Some((id, _)) => Some((*id, has_cases(&visit, *id).await?)),
        None => latest(&visit, &known).await?,
    };
    let Some((id, sees_cases)) = chosen else {
        return visit.page(page.block(Notice::new(
            Tone::Neutral,
            visit.t("reports-no-call"),
            String::new(),
        )));
    };
    let call = access::call(&visit.app.db, &visit.ctx, &id.to_string()).await?;
    let choices = known.iter().map(|(id, code)| Choice::new(id, code));
    let select = Form::get(visit.lang(), "/reports")
        .field(
            Field::select("call", visit.t("reports-call"), choices.collect())
                .autosubmit()
                .value(id),
        )
        .submit(visit.t("reports-choose"));
    // A member of a steering group reads about the calls whose cases were laid before it.
    let offered = ReportCode::ALL.into_iter().filter(|code| {
        access::may_read(&visit.ctx, &call, *code)
            && (sees_cases || !access::is_guest(&visit.ctx, &call, *code))
    });
    let rows = offered.map(|code| {
        let href = format!("/reports/{}/{}", code.code(), call.id);
        let file = |format: Format| {
            Action::link(
                visit.t(&format!("reports-as-{}", format.code())),
                download_href(&href, format),
            )
        };
        vec![
            Cell::Text(code.code().to_owned()),
            Cell::link(&href, visit.t(&format!("reports-title-{}", code.code()))),
            Cell::Text(visit.t(&format!("reports-about-{}", code.code()))),
            Cell::Actions(vec![file(Format::Xlsx), file(Format::Csv)]),
        ]
    });
    let table = Table::new(visit.lang(), visit.tw("reports-of-call", &[("call", &call.code)]))
        .column(visit.t("reports-column-code"))
        .column(visit.t("reports-column-report"))
        .column(visit.t("reports-column-about"))
        .column(visit.t("reports-column-files"))
        .rows(rows)
        .empty(visit.t("reports-none-for-you"));
    visit.page(page.block(select).block(table))
}

/// Whether the person sees applications of the call.
async fn has_cases(visit: &Visit, call: CallId) -> Result<bool, Problem> {
    let of_call = applications::Filter {
        call: Some(call),
        ..applications::Filter::default()
    };
    Ok(applications::queries::count(visit.app.db.reader(), &visit.ctx, &of_call).await? > 0)
}

/// The latest call with something to report, else the latest of all; and whether there is something.
async fn latest(visit: &Visit, known: &[(CallId, String)]) -> Result<Option<(CallId, bool)>, Problem> {
    for (id, _) in known.iter().take(LATEST) {
        if has_cases(visit, *id).await? {
            return Ok(Some((*id, true)));
        }
    }
    Ok(known.first().map(|(id, _)| (*id, false)))
}

async fn read(visit: &Visit, code: &str, call: &str) -> Result<Report, Problem> {
    let code = ReportCode::from_code(code).ok_or(Problem::not_found("report"))?;
    let call = access::call(&visit.app.db, &visit.ctx, call).await?;
    crate::report(&visit.app, &visit.ctx, code, &call).await
}

pub(super) async fn download(
    visit: Visit,
    Path((code, call)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let report = read(&visit, &code, &call).await?;
    let format = Format::from_code(query.get("format")).unwrap_or(Format::Xlsx);
    let file = export::file(report, format).await?;
    visit.download(&file.name, file.media_type, file.bytes)
}

/// Only the programme report is a document; the lists are files.
pub(super) async fn pdf(visit: Visit, Path((code, call)): Path<(String, String)>) -> Reply {
    let report = read(&visit, &code, &call).await?;
    if report.code != ReportCode::R1 {
        return Err(Problem::not_found("report").into());
    }
    let db = visit.app.db.reader();
    let call = calls::call(db, report.call_id).await?;
    let programme = calls::programme(db, call.programme_id).await?;
    let pdf = pdf::render(&report, &programme.authority.authority).await?;
    visit.download(
        &format!("R1-{}.pdf", report.call_code),
        "application/pdf",
        pdf.bytes,
    )
}

pub(super) async fn show(
    visit: Visit,
    Path((code, call)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let report = read(&visit, &code, &call).await?;
    let href = format!("/reports/{}/{}", report.code.code(), report.call_id);
    let mut page = Page::new(&report.title)
        .kicker(format!("{} · {}", report.code.code(), report.call_code))
        .lead(&report.call_title)
        .crumb(
            format!("/reports?call={}", report.call_id),
            visit.t("reports-title"),
        );
    if report.code == ReportCode::R1 {
        page = page.action(Action::link(visit.t("reports-as-pdf"), format!("{href}/pdf")).primary());
    }
    for format in [Format::Xlsx, Format::Csv, Format::Json] {
        let label = visit.t(&format!("reports-as-{}", format.code()));
        page = page.action(Action::link(label, download_href(&href, format)));
    }
    page = page.block(Block::Tiles(tiles(&visit, &report)));
    page = page.blocks(
        report
            .charts
            .iter()
            .filter(|chart| !chart.bars.is_empty())
            .map(|chart| drawn(&visit, chart)),
    );
    let areas = report.areas.iter().filter(|area| !area.points.is_empty());
    page = page.blocks(areas.map(|area| AreaChart::new(&area.title, &area.points, &area.layers).into()));
    // key figures stand in the tiles above; the first table of the programme report repeats them for files
    let skipped = usize::from(report.code == ReportCode::R1);
    for (index, table) in report.tables.iter().enumerate().skip(skipped) {
        let request = PageRequest::number(query.get("page").parse().unwrap_or(1));
        let is_paged = report.tables.len() == 1;
        page = page.section(
            &format!("table-{index}"),
            &table.title,
            vec![shown_table(&visit, table, is_paged.then_some((request, href.as_str()))).into()],
        );
    }
    visit.page(page.blocks(legend(&visit, &report)))
}

fn download_href(href: &str, format: Format) -> String {
    format!("{href}/download?format={}", format.code())
}

fn tiles(visit: &Visit, report: &Report) -> Vec<Tile> {
    let tile = |figure: &crate::KeyFigure| Tile {
        value: shown(visit.lang(), &figure.value),
        label: visit.t(&format!("reports-figure-{}", figure.code)),
        note: String::new(),
        href: None,
        tone: None,
    };
    report.figures.iter().map(tile).collect()
}

fn drawn(visit: &Visit, chart: &Chart) -> Block {
    let bar = |(label, value): &(String, Value)| {
        (
            label.clone(),
            shown(visit.lang(), value),
            number(value).unwrap_or(0),
        )
    };
    BarChart::new(&chart.title, chart.bars.iter().map(bar).collect()).into()
}

/// A table with its totals over all rows; a long one page by page.
fn shown_table(visit: &Visit, table: &ReportTable, paged: Option<(PageRequest, &str)>) -> Table {
    let mut view = Table::new(visit.lang(), &table.title)
        .hidden_caption()
        .empty(visit.t("reports-empty"));
    for column in &table.columns {
        view = if is_number(column.kind) {
            view.number_column(&column.title)
        } else {
            view.column(&column.title)
        };
    }
    let request = paged.map_or(PageRequest::default(), |(request, _)| request);
    let (from, most) = match paged {
        Some(_) => (
            usize::try_from(request.offset()).unwrap_or(usize::MAX),
            usize::try_from(request.limit()).unwrap_or(50),
        ),
        None => (0, table.rows.len()),
    };
    let rows = table
        .rows
        .iter()
        .enumerate()
        .skip(from)
        .take(most)
        .map(|(index, row)| {
            let link = table.links.get(index);
            row.iter()
                .zip(&table.columns)
                .enumerate()
                .map(|(at, (value, column))| {
                    cell(
                        visit,
                        value,
                        column.kind,
                        link.filter(|_| at == first_text(table)),
                    )
                })
                .collect()
        });
    view = view.rows(rows);
    let totals = table.totals();
    if totals.iter().any(Option::is_some) && !table.rows.is_empty() {
        let label = first_text(table);
        let sums = totals.iter().enumerate().map(|(at, sum)| match sum {
            Some(sum) => Cell::Number(shown(visit.lang(), sum)),
            None if at == label => Cell::Text(visit.t("reports-sum")),
            None => Cell::Empty,
        });
        view = view.footer(sums.collect());
    }
    match paged {
        Some((request, href)) => {
            let total = u64::try_from(table.rows.len()).unwrap_or(u64::MAX);
            view.paged(&ListPage::<()>::new(Vec::new(), total, request), href)
        }
        None => view,
    }
}

/// The column that leads to the row's own page and that bears the word for the sum.
fn first_text(table: &ReportTable) -> usize {
    table
        .columns
        .iter()
        .position(|column| column.kind == Kind::Text)
        .unwrap_or(0)
}

fn cell(visit: &Visit, value: &Value, kind: Kind, link: Option<&String>) -> Cell {
    let text = shown(visit.lang(), value);
    match link {
        Some(href) if !text.is_empty() => Cell::link(href, text),
        _ if is_number(kind) && !text.is_empty() => Cell::Number(text),
        _ => Cell::text(text),
    }
}

fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Int | Kind::Percent | Kind::Hours)
}

/// Date of the figures, remarks, and what each figure means.
fn legend(visit: &Visit, report: &Report) -> Vec<Block> {
    let mut said: Vec<Block> = vec![Block::Text(visit.t("reports-note-scope-text"))];
    said.extend(report.notes.iter().map(|note| Block::Text(visit.t(note))));
    let definitions = report
        .figures
        .iter()
        .fold(base_web::view::Facts::new(), |facts, figure| {
            facts.row(
                visit.t(&format!("reports-figure-{}", figure.code)),
                visit.t(&format!("reports-def-{}", figure.code)),
            )
        });
    said.push(definitions.into());
    vec![
        Block::Text(visit.tw("reports-as-of", &[("date", &visit.datetime(report.as_of))])),
        Block::Details(visit.t("reports-definitions"), said),
    ]
}
