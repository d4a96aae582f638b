//! From a table of a workbook to a report: the same first and last steps for every kind.

use base::{Cents, Lang, Text, texts};
use base_sheets::{Finding, NoTable, Plan, Severity, Table, TableRow, Workbook};

use super::report::{ImportReport, ReportMessage, ReportRow, ReportTotal, RowStatus, UnreadableJson};

impl ImportReport {
    /// The table that fits the plan, and a report that already tells of totals and of what stood above the headings.
    /// `Err` is the finished report of a workbook without such a table.
    pub fn open(
        lang: Lang,
        workbook: &Workbook,
        plan: &Plan<'_>,
    ) -> Result<(Table, ImportReport), Box<ImportReport>> {
        Self::of_table(lang, workbook.table(plan))
    }

    /// As [`Self::open`], without a second copy of the cells: for long lists.
    pub fn open_owned(
        lang: Lang,
        workbook: Workbook,
        plan: &Plan<'_>,
    ) -> Result<(Table, ImportReport), Box<ImportReport>> {
        Self::of_table(lang, workbook.into_table(plan))
    }

    fn of_table(
        lang: Lang,
        table: Result<Table, NoTable>,
    ) -> Result<(Table, ImportReport), Box<ImportReport>> {
        let table = table.map_err(|none| Box::new(Self::no_table(lang, &none)))?;
        let mut report = Self::default();
        for total in &table.totals {
            let mut row = ReportRow::at(&table, total.row, RowStatus::Ignored);
            row.name = Some(total.label.clone());
            let here = table.findings.iter().filter(|finding| finding.row == total.row);
            row.messages = here
                .map(|finding| ReportMessage::finding(lang, finding))
                .collect();
            report.push(row);
            for (key, stated, computed) in &total.sums {
                report.totals.push(ReportTotal {
                    column: table
                        .column(key)
                        .map_or_else(|| key.clone(), |column| column.heading.clone()),
                    stated_cents: Cents(*stated),
                    computed_cents: Cents(*computed),
                });
            }
        }
        let of_rows = |row: u32| table.totals.iter().any(|total| total.row == row);
        let others = table.findings.iter().filter(|finding| !of_rows(finding.row));
        report
            .notes
            .extend(others.map(|finding| ReportMessage::finding(lang, finding)));
        Ok((table, report))
    }

    fn no_table(lang: Lang, none: &NoTable) -> Self {
        let text = Text {
            key: none.message_key(),
            args: none.args(),
        };
        let reason = texts::say(lang, &text);
        Self {
            unreadable: Some(UnreadableJson {
                code: none.code().to_owned(),
                reason,
            }),
            ..Self::default()
        }
    }

    /// The rows in the order of the sheet.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.rows.sort_by_key(|row| row.row);
        self
    }
}

impl ReportRow {
    /// An empty row of the report.
    #[must_use]
    pub fn at(table: &Table, row: u32, status: RowStatus) -> Self {
        Self {
            sheet: table.sheet.clone(),
            row: u64::from(row),
            status,
            key: None,
            name: None,
            amount_cents: None,
            received_on: None,
            messages: Vec::new(),
        }
    }

    /// A row with what was found while reading it: an error if one of the findings is, otherwise accepted.
    #[must_use]
    pub fn of(lang: Lang, table: &Table, row: &TableRow, findings: &[Finding]) -> Self {
        let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
        let mut report = Self::at(
            table,
            row.number,
            if failed {
                RowStatus::Error
            } else {
                RowStatus::Accepted
            },
        );
        if row.hidden {
            report.messages.push(ReportMessage::new(
                lang,
                "VERBORGEN",
                None,
                None,
                &Text::new("imports-hidden"),
            ));
        }
        report.messages.extend(
            findings
                .iter()
                .map(|finding| ReportMessage::finding(lang, finding)),
        );
        report
    }

    /// Notes an error of the caller's own rules.
    pub fn fail(&mut self, lang: Lang, code: &str, column: Option<&str>, value: Option<&str>, text: &Text) {
        self.status = RowStatus::Error;
        self.remark(lang, code, column, value, text);
    }

    /// Notes a remark of the caller's own rules.
    pub fn remark(&mut self, lang: Lang, code: &str, column: Option<&str>, value: Option<&str>, text: &Text) {
        self.messages
            .push(ReportMessage::new(lang, code, column, value, text));
    }
}

impl ReportMessage {
    /// A finding of a cell or row, as a sentence in the reader's language.
    #[must_use]
    pub fn finding(lang: Lang, finding: &Finding) -> Self {
        let args = finding.all_args();
        let args: Vec<(&str, &str)> = args
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        Self {
            column: Some(finding.heading.clone()).filter(|heading| !heading.is_empty()),
            code: finding.code.clone(),
            value: Some(finding.value.clone()).filter(|value| !value.is_empty()),
            text: texts::tr_with(lang, &finding.message_key(), &args),
        }
    }
}
