//! Tables with filter, sorting, paging and export links.

use askama::Template;
use base::{Lang, fmt, texts};
use base_db::Page as ListPage;

use super::{Cell, Form, Tone};

/// A heading.
#[derive(Debug, Clone)]
pub struct Column {
    pub title: String,
    pub is_number: bool,
    /// The value of `sort=` that sorts by this column, if it can be sorted.
    pub sort: Option<&'static str>,
}

/// A row, possibly marked.
#[derive(Debug, Clone)]
pub struct Row {
    pub cells: Vec<Cell>,
    pub tone: Option<Tone>,
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self { cells, tone: None }
    }
}

#[derive(Debug, Clone)]
struct Pager {
    first: u64,
    last: u64,
    total: u64,
    /// Page number, link; `None` in the place of pages left out.
    pages: Vec<Option<(u64, String)>>,
    current: u64,
    previous: Option<String>,
    next: Option<String>,
}

/// A table. Every list of the product is one.
#[derive(Debug, Clone, Template)]
#[template(path = "table.html")]
pub struct Table {
    lang: Lang,
    id: String,
    caption: String,
    hide_caption: bool,
    columns: Vec<Column>,
    rows: Vec<Row>,
    footer: Vec<Cell>,
    empty: String,
    filter: Option<Form>,
    exports: Vec<(String, String)>,
    pager: Option<Pager>,
    /// Path and query of the list without `page`, `sort`; and the present `sort` value (`-x` descending).
    base_href: String,
    sort: String,
}

impl Table {
    /// A table with its caption, which screen readers announce.
    #[must_use]
    pub fn new(lang: Lang, caption: impl Into<String>) -> Self {
        let caption = caption.into();
        let id: String = caption
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(24)
            .collect();
        Self {
            lang,
            id: format!("t-{}", id.to_lowercase()),
            caption,
            hide_caption: false,
            columns: Vec::new(),
            rows: Vec::new(),
            footer: Vec::new(),
            empty: texts::tr(lang, "list-empty"),
            filter: None,
            exports: Vec::new(),
            pager: None,
            base_href: String::new(),
            sort: String::new(),
        }
    }

    /// The caption is for screen readers only, because a heading above says the same.
    #[must_use]
    pub fn hidden_caption(mut self) -> Self {
        self.hide_caption = true;
        self
    }

    #[must_use]
    pub fn column(mut self, title: impl Into<String>) -> Self {
        self.columns.push(Column {
            title: title.into(),
            is_number: false,
            sort: None,
        });
        self
    }

    /// A right-aligned column.
    #[must_use]
    pub fn number_column(mut self, title: impl Into<String>) -> Self {
        self.columns.push(Column {
            title: title.into(),
            is_number: true,
            sort: None,
        });
        self
    }

    /// Makes the last added column sortable by `sort=key` and `sort=-key`.
    #[must_use]
    pub fn sortable(mut self, key: &'static str) -> Self {
        if let Some(column) = self.columns.last_mut() {
            column.sort = Some(key);
        }
        self
    }

    #[must_use]
    pub fn row(mut self, row: impl Into<Row>) -> Self {
        self.rows.push(row.into());
        self
    }

    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows.into_iter().map(Row::from));
        self
    }

    #[must_use]
    pub fn marked_row(mut self, tone: Tone, cells: Vec<Cell>) -> Self {
        self.rows.push(Row {
            cells,
            tone: Some(tone),
        });
        self
    }

    /// The sums below.
    #[must_use]
    pub fn footer(mut self, cells: Vec<Cell>) -> Self {
        self.footer = cells;
        self
    }

    /// What to say when there is no row: why, and what to do.
    #[must_use]
    pub fn empty(mut self, text: impl Into<String>) -> Self {
        self.empty = text.into();
        self
    }

    /// A GET form above the table.
    #[must_use]
    pub fn filter(mut self, form: Form) -> Self {
        self.filter = Some(form);
        self
    }

    /// A download of the same rows.
    #[must_use]
    pub fn export(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.exports.push((label.into(), href.into()));
        self
    }

    /// Where sorting links go: the list's path with its filter, and the present `sort` value.
    #[must_use]
    pub fn sorted(mut self, base_href: impl Into<String>, sort: impl Into<String>) -> Self {
        self.base_href = base_href.into();
        self.sort = sort.into();
        self
    }

    /// Paging links for `page`, to `base_href` with `page=n` added.
    #[must_use]
    pub fn paged<T>(mut self, page: &ListPage<T>, base_href: &str) -> Self {
        let href = |number: u64| with_query(base_href, "page", &number.to_string());
        let last_page = page.last_page();
        let mut pages = Vec::new();
        for number in 1..=last_page {
            let near = number == 1 || number == last_page || number.abs_diff(page.page) <= 2;
            if near {
                pages.push(Some((number, href(number))));
            } else if pages.last().is_some_and(Option::is_some) {
                pages.push(None);
            }
        }
        let first = (page.page - 1) * page.per_page + 1;
        self.pager = Some(Pager {
            first: first.min(page.total),
            last: (page.page * page.per_page).min(page.total),
            total: page.total,
            pages,
            current: page.page,
            previous: (page.page > 1).then(|| href(page.page - 1)),
            next: (page.page < last_page).then(|| href(page.page + 1)),
        });
        self
    }

    /// An empty cell of a number column stands where its number would.
    fn is_number(&self, column: &usize) -> bool {
        self.columns.get(*column).is_some_and(|column| column.is_number)
    }

    fn t(&self, key: &str) -> String {
        texts::tr(self.lang, key)
    }

    fn result_line(&self, pager: &Pager) -> String {
        let number = |n: u64| fmt::integer(self.lang, i64::try_from(n).unwrap_or(i64::MAX));
        texts::tr_with(
            self.lang,
            "list-range",
            &[
                ("first", &number(pager.first)),
                ("last", &number(pager.last)),
                ("total", &number(pager.total)),
            ],
        )
    }

    fn sort_href(&self, key: &str) -> String {
        let next = if self.sort == key {
            format!("-{key}")
        } else {
            key.to_owned()
        };
        with_query(&self.base_href, "sort", &next)
    }

    fn sort_state(&self, key: &str) -> Option<&'static str> {
        match self.sort.strip_prefix('-') {
            Some(descending) if descending == key => Some("descending"),
            None if self.sort == key => Some("ascending"),
            _ => None,
        }
    }
}

/// `href` with one more query parameter.
#[must_use]
pub fn with_query(href: &str, name: &str, value: &str) -> String {
    let pair = serde_urlencoded::to_string([(name, value)]).unwrap_or_default();
    let separator = if href.contains('?') { '&' } else { '?' };
    format!("{href}{separator}{pair}")
}
