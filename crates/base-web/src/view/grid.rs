//! Amounts in rows and columns with their sums: a plan per year. The server adds up; a script only does it sooner.

use std::collections::HashMap;

use askama::Template;
use base::{Cents, Lang, fmt, texts};

use crate::form::FormData;

/// One row of a grid.
#[derive(Debug, Clone)]
pub enum GridRow {
    /// A heading over the following rows.
    Heading(String),
    /// Amounts to type, one a column: their fields are called `{name}_{column}`. `group` is what they add up to.
    Amounts {
        name: String,
        label: String,
        group: &'static str,
    },
    /// The sum of a group, less that of another one.
    Sum {
        label: String,
        group: &'static str,
        less: &'static str,
    },
}

/// Euro amounts by row and column, with a last column for the sum of each row.
#[derive(Debug, Clone, Template)]
#[template(path = "grid.html")]
pub struct Grid {
    lang: Lang,
    caption: String,
    /// Key (the end of the field names) and heading.
    columns: Vec<(String, String)>,
    rows: Vec<GridRow>,
    values: HashMap<String, String>,
    errors: HashMap<String, String>,
}

impl Grid {
    #[must_use]
    pub fn new(lang: Lang, caption: impl Into<String>) -> Self {
        Self {
            lang,
            caption: caption.into(),
            columns: Vec::new(),
            rows: Vec::new(),
            values: HashMap::new(),
            errors: HashMap::new(),
        }
    }

    /// A column; `key` ends the names of its fields.
    #[must_use]
    pub fn column(mut self, key: impl ToString, heading: impl Into<String>) -> Self {
        self.columns.push((key.to_string(), heading.into()));
        self
    }

    #[must_use]
    pub fn row(mut self, row: GridRow) -> Self {
        self.rows.push(row);
        self
    }

    /// Takes the values of its fields from what was typed.
    pub(crate) fn fill(&mut self, data: &FormData) {
        for name in self.names() {
            if data.has(&name) {
                let value = data.get(&name).to_owned();
                self.values.insert(name, value);
            }
        }
    }

    /// Shows what is wrong at the field, if it is one of the grid's; gives its label.
    pub(crate) fn fail(&mut self, field: &str, sentence: &str) -> Option<String> {
        let label = self.label(field)?;
        self.errors
            .entry(field.to_owned())
            .or_insert_with(|| sentence.to_owned());
        Some(label)
    }

    fn names(&self) -> Vec<String> {
        let rows = self.rows.iter().filter_map(|row| match row {
            GridRow::Amounts { name, .. } => Some(name),
            GridRow::Heading(_) | GridRow::Sum { .. } => None,
        });
        rows.flat_map(|name| self.columns.iter().map(move |(key, _)| format!("{name}_{key}")))
            .collect()
    }

    fn label(&self, field: &str) -> Option<String> {
        self.rows.iter().find_map(|row| match row {
            GridRow::Amounts { name, label, .. } => {
                let key = field.strip_prefix(name.as_str())?.strip_prefix('_')?;
                let (_, heading) = self.columns.iter().find(|(column, _)| column == key)?;
                Some(format!("{label}, {heading}"))
            }
            GridRow::Heading(_) | GridRow::Sum { .. } => None,
        })
    }

    fn value(&self, name: &str, key: &str) -> &str {
        self.values
            .get(&format!("{name}_{key}"))
            .map_or("", String::as_str)
    }

    fn error(&self, name: &str, key: &str) -> Option<&String> {
        self.errors.get(&format!("{name}_{key}"))
    }

    fn t(&self, key: &str) -> String {
        texts::tr(self.lang, key)
    }

    /// What is typed in one field; what is no amount counts as nothing.
    fn cents(&self, name: &str, key: &str) -> Cents {
        Cents::parse(self.lang, self.value(name, key).trim()).unwrap_or_default()
    }

    fn sum_of(&self, wanted: &str, column: Option<&str>) -> Cents {
        let mut sum = Cents::ZERO;
        for row in &self.rows {
            if let GridRow::Amounts { name, group, .. } = row
                && *group == wanted
            {
                let keys = self.columns.iter().map(|(key, _)| key.as_str());
                for key in keys.filter(|key| column.is_none_or(|column| column == *key)) {
                    sum = sum.checked_add(self.cents(name, key)).unwrap_or(sum);
                }
            }
        }
        sum
    }

    /// A sum row's figure in one column, or over all (`""`).
    fn sum(&self, group: &str, less: &str, column: &str) -> String {
        let column = Some(column).filter(|column| !column.is_empty());
        let sum = self.sum_of(group, column).0 - self.sum_of(less, column).0;
        fmt::money(self.lang, Cents(sum))
    }

    fn row_sum(&self, name: &str) -> String {
        let mut sum = Cents::ZERO;
        for (key, _) in &self.columns {
            sum = sum.checked_add(self.cents(name, key)).unwrap_or(sum);
        }
        fmt::money(self.lang, sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_adds_up_rows_columns_and_differences() {
        let mut grid = Grid::new(Lang::De, "Plan")
            .column(2026, "2026")
            .column(2027, "2027")
            .row(GridRow::Amounts {
                name: "STAFF".to_owned(),
                label: "Personal".to_owned(),
                group: "costs",
            })
            .row(GridRow::Amounts {
                name: "OWN".to_owned(),
                label: "Eigenmittel".to_owned(),
                group: "money",
            });
        let data = FormData::default()
            .with("STAFF_2026", "48.000,00")
            .with("STAFF_2027", "0,01")
            .with("OWN_2026", "47.999,99")
            .with("OWN_2027", "kein Betrag");
        grid.fill(&data);
        assert_eq!(grid.row_sum("STAFF"), "48.000,01\u{a0}€");
        assert_eq!(grid.sum("costs", "money", "2026"), "0,01\u{a0}€");
        assert_eq!(grid.sum("costs", "", ""), "48.000,01\u{a0}€");
        assert_eq!(
            grid.fail("OWN_2027", "Kein Betrag."),
            Some("Eigenmittel, 2027".to_owned())
        );
        assert_eq!(grid.fail("title", "x"), None);
        let page = grid.to_string();
        assert!(
            page.contains("name=\"OWN_2027\"") && page.contains("aria-invalid=\"true\""),
            "{page}"
        );
    }
}
