//! `/erasure`: which cases are over, and from when on they are to be offered to the Landesarchiv and erased (handbook 2.9).

use base::Problem;
use base::calendar::local_date;
use base_sheets::write::{Column, Kind, WorkbookWriter};
use base_web::view::{Block, Cell, Page, Row, Table, Tone};
use base_web::{Reply, Visit};

use super::{XLSX, list};
use crate::queries;

/// Rows on the page; the workbook has all of them.
const SHOWN: usize = 200;

pub async fn show(visit: Visit) -> Reply {
    let lang = visit.lang();
    let (cases, drafts) = queries::kept(visit.app.db.reader(), &visit.ctx).await?;
    let today = local_date(visit.ctx.now);
    let due = cases.iter().filter(|case| case.from_on <= today).count();
    let mut table = Table::new(lang, visit.t("proofs-erasure-title"))
        .hidden_caption()
        .export(visit.t("proofs-export"), "/erasure/export.xlsx")
        .empty(visit.t("proofs-erasure-empty"))
        .column(visit.t("proofs-number"))
        .column(visit.t("proofs-municipality"))
        .column(visit.t("proofs-kept-as"))
        .column(visit.t("proofs-kept-since"))
        .column(visit.t("proofs-erase-from"));
    for case in cases.iter().take(SHOWN) {
        let cells = vec![
            Cell::link(format!("/applications/{}", case.application_id), &case.number),
            Cell::text(&case.body_name),
            Cell::text(visit.t(&format!("proofs-kept-{}", case.kept_as))),
            Cell::date(lang, case.since_on),
            Cell::date(lang, case.from_on),
        ];
        let tone = (case.from_on <= today).then_some(Tone::Warning);
        table = table.row(Row { cells, tone });
    }
    let mut page = Page::new(visit.t("proofs-erasure-title"))
        .lead(visit.t("proofs-erasure-lead"))
        .crumb("/proofs", visit.t("proofs-title"))
        .text(visit.tw(
            "proofs-erasure-due",
            &[("due", &due.to_string()), ("all", &cases.len().to_string())],
        ))
        .block(table);
    if !drafts.is_empty() {
        let rows = drafts.iter().map(|draft| {
            vec![
                Cell::text(&draft.call),
                Cell::integer(lang, i64::try_from(draft.count).unwrap_or(i64::MAX)),
                Cell::date(lang, draft.deadline_on),
                Cell::date(lang, draft.from_on),
            ]
        });
        let table = Table::new(lang, visit.t("proofs-erasure-drafts"))
            .hidden_caption()
            .column(visit.t("proofs-erasure-call"))
            .number_column(visit.t("proofs-erasure-count"))
            .column(visit.t("proofs-erasure-deadline"))
            .column(visit.t("proofs-erase-from"))
            .rows(rows);
        page = page.section(
            "drafts",
            visit.t("proofs-erasure-drafts"),
            vec![Block::from(table)],
        );
    }
    visit.page(page)
}

pub async fn export(visit: Visit) -> Reply {
    let (cases, _) = queries::kept(visit.app.db.reader(), &visit.ctx).await?;
    let column = |key: &str, kind| Column::new(visit.t(key), kind);
    let columns = vec![
        column("proofs-number", Kind::Text),
        column("proofs-municipality", Kind::Text),
        column("proofs-kept-as", Kind::Text),
        column("proofs-kept-since", Kind::Date),
        column("proofs-erase-from", Kind::Date),
    ];
    let title = visit.t("proofs-erasure-sheet");
    let mut out = WorkbookWriter::new(&title, columns).map_err(Problem::broken)?;
    for case in cases {
        out.row(&[
            case.number.as_str().into(),
            case.body_name.as_str().into(),
            visit.t(&format!("proofs-kept-{}", case.kept_as)).into(),
            case.since_on.into(),
            case.from_on.into(),
        ])
        .map_err(Problem::broken)?;
    }
    let bytes = out
        .finish(&list::notes(&visit, "/erasure"))
        .map_err(Problem::broken)?;
    visit.download(&format!("{title}.xlsx"), XLSX, bytes)
}
