//! A report as accessible PDF: the same figures, charts and tables as its page.

use base::{Problem, fmt, texts};
use base_letters::{Align, Bar, Block, Column, KeyValue, Pdf};
use base_sheets::write::Kind;

use crate::ReportCode;
use crate::model::{Chart, Report, ReportTable, number, shown};

/// Sets the report. `authority` stands above the title.
pub(crate) async fn render(report: &Report, authority: &str) -> Result<Pdf, Problem> {
    let t = |key: &str| texts::tr(report.lang, key);
    let figures = report.figures.iter().map(|figure| KeyValue {
        key: t(&format!("reports-figure-{}", figure.code)),
        value: shown(report.lang, &figure.value),
    });
    let mut blocks = vec![
        Block::heading(1, t("reports-figures")),
        Block::KeyValues {
            rows: figures.collect(),
        },
    ];
    blocks.extend(
        report
            .charts
            .iter()
            .filter(|chart| !chart.bars.is_empty())
            .map(|chart| bar_chart(report, chart)),
    );
    // the first table of the programme report repeats the key figures for files; here they stand above, explained below
    let skipped = usize::from(report.code == ReportCode::R1);
    for table in report.tables.iter().skip(skipped) {
        blocks.push(Block::heading(1, &table.title));
        blocks.push(printed(report, table));
    }
    let definitions = report.figures.iter().map(|figure| KeyValue {
        key: t(&format!("reports-figure-{}", figure.code)),
        value: t(&format!("reports-def-{}", figure.code)),
    });
    blocks.push(Block::heading(1, t("reports-definitions")));
    blocks.push(Block::KeyValues {
        rows: definitions.collect(),
    });
    blocks.extend(
        report
            .notes
            .iter()
            .map(|note| Block::note(t("reports-note"), t(note))),
    );
    blocks.push(Block::note(t("reports-note-scope"), t("reports-note-scope-text")));
    let document = base_letters::Report {
        title: report.title.clone(),
        subtitle: format!("{} – {}", report.call_code, report.call_title),
        authority: authority.to_owned(),
        date: fmt::date(report.lang, base::calendar::local_date(report.as_of)),
        title_page: false,
        contents: false,
        blocks,
        language: report.lang.code().to_owned(),
    };
    base_letters::report_pdf(document, report.as_of)
        .await
        .map_err(Problem::broken)
}

fn bar_chart(report: &Report, chart: &Chart) -> Block {
    let longest = chart
        .bars
        .iter()
        .filter_map(|(_, value)| number(value))
        .max()
        .unwrap_or(0)
        .max(1);
    let bars: Vec<Bar> = chart
        .bars
        .iter()
        .map(|(label, value)| Bar {
            label: label.clone(),
            value: shown(report.lang, value),
            share: number(value).unwrap_or(0).max(0) as f64 / longest as f64,
        })
        .collect();
    let described: Vec<String> = bars
        .iter()
        .map(|bar| format!("{}: {}", bar.label, bar.value))
        .collect();
    Block::BarChart {
        title: chart.title.clone(),
        description: described.join("; "),
        bars,
    }
}

fn printed(report: &Report, table: &ReportTable) -> Block {
    let column = |column: &base_sheets::write::Column| Column {
        title: column.title.clone(),
        align: match column.kind {
            Kind::Money | Kind::Int | Kind::Percent | Kind::Hours => Align::Right,
            _ => Align::Left,
        },
    };
    let shown_row =
        |row: &Vec<base_sheets::write::Value>| row.iter().map(|value| shown(report.lang, value)).collect();
    let sums = table.totals();
    let footer = sums.iter().any(Option::is_some).then(|| {
        let label = texts::tr(report.lang, "reports-sum");
        let cell = |(index, sum): (usize, &Option<_>)| match sum {
            Some(sum) => shown(report.lang, sum),
            None if index == 0 => label.clone(),
            None => String::new(),
        };
        sums.iter().enumerate().map(cell).collect()
    });
    Block::Table {
        caption: String::new(), // the heading above says it
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(shown_row).collect(),
        footer,
    }
}
