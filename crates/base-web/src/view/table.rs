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

    /// The filter, which keeps how the list is sorted.
    fn filter_form(&self) -> Option<Form> {
        let filter = self.filter.clone()?;
        Some(match self.sort.as_str() {
            "" => filter,
            sort => filter.hidden("sort", sort),
        })
    }

    /// What stands on the fold of the filter: how many of its fields are set.
    fn filter_title(&self, filter: &Form) -> String {
        let count = filter.count_set().to_string();
        texts::tr_with(self.lang, "list-filter-title", &[("count", &count)])
    }

    /// Where the whole list stands, when a filter may be why it is empty.
    fn whole_list(&self) -> Option<&str> {
        let filter = self.filter.as_ref()?;
        filter.way_out().filter(|_| filter.count_set() > 0)
    }

    /// How many there are, of a list that can be narrowed down or goes over pages.
    fn hits(&self) -> Option<String> {
        let count = match &self.pager {
            Some(pager) => pager.total,
            None if self.filter.is_some() => self.rows.len() as u64,
            None => return None,
        };
        let shown = fmt::integer(self.lang, i64::try_from(count).unwrap_or(i64::MAX));
        let key = if count == 1 { "list-hit" } else { "list-hits" };
        Some(texts::tr_with(self.lang, key, &[("count", &shown)]))
    }

    /// The heading of a cell's column, for phones, where each row is a card.
    fn label(&self, column: &usize) -> &str {
        self.columns
            .get(*column)
            .map_or("", |column| column.title.as_str())
    }

    /// A title that nothing hides stands above filter or emptiness, not between them and the rows.
    fn has_title_above(&self) -> bool {
        !self.hide_caption && (self.filter.is_some() || self.rows.is_empty())
    }

    fn is_caption_hidden(&self) -> bool {
        self.hide_caption || self.has_title_above()
    }

    fn is_sortable(&self) -> bool {
        self.columns.iter().any(|column| column.sort.is_some())
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

    /// The word for screen readers of a sorting that a heading shows by a mark.
    fn sort_word(&self, state: &str) -> &'static str {
        match state {
            "descending" => "list-sorted-down",
            _ => "list-sorted-up",
        }
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

#[cfg(test)]
mod tests {
    use base_db::PageRequest;

    use super::super::{Choice, Field};
    use super::*;

    fn texts() {
        let installed = texts::install(&[crate::TEXTS]);
        assert!(installed.is_ok(), "{installed:?}");
    }

    fn filter(state: &str) -> Form {
        let states = vec![Choice::new("", "alle"), Choice::new("OPEN", "offen")];
        Form::get(Lang::De, "/things")
            .field(Field::select("state", "Stand", states).value(state))
            .submit("Filtern")
            .cancel("Zurücksetzen", "/things")
    }

    fn table(rows: u64, state: &str) -> String {
        let page = ListPage::new((0..rows).collect::<Vec<_>>(), 120, PageRequest::number(2));
        let page = ListPage {
            total: if rows == 0 { 0 } else { page.total },
            ..page
        };
        let mut table = Table::new(Lang::De, "Dinge")
            .column("Name")
            .sortable("name")
            .number_column("Betrag")
            .filter(filter(state))
            .sorted("/things?state=OPEN", "-name")
            .paged(&page, "/things?state=OPEN&sort=-name")
            .empty("Es gibt nichts.");
        for number in &page.items {
            table = table.row(vec![Cell::text(number), Cell::Empty]);
        }
        table.to_string()
    }

    #[test]
    fn a_list_says_how_many_hits_it_has_and_keeps_filter_and_order() {
        texts();
        let html = table(50, "OPEN");
        assert!(html.contains("120 Treffer"), "{html}");
        assert!(html.contains("Filter (eine Angabe gesetzt)"), "{html}");
        assert!(
            html.contains(r#"<input type="hidden" name="sort" value="-name">"#),
            "filtering keeps the order: {html}"
        );
        assert!(
            html.contains("sort=-name&#38;page=1"),
            "paging keeps both: {html}"
        );
        assert!(html.contains(r#"aria-sort="descending""#) && html.contains("state=OPEN&#38;sort=name"));
    }

    #[test]
    fn a_row_is_a_card_with_labels_on_phones() {
        texts();
        let html = table(1, "");
        assert!(html.contains(r#"<td data-label="Name">0</td>"#), "{html}");
        assert!(
            html.contains(r#"<td data-label="Betrag" class="num is-empty">"#),
            "{html}"
        );
        assert!(
            html.contains("<summary>Sortieren</summary>"),
            "headings are hidden there: {html}"
        );
    }

    #[test]
    fn an_empty_list_says_why_and_leads_to_the_whole_one() {
        texts();
        let html = table(0, "OPEN");
        assert!(
            html.contains("Es gibt nichts. <a href=\"/things\">Ganze Liste zeigen</a>"),
            "{html}"
        );
        assert!(!html.contains("Treffer"), "{html}");
        assert!(
            !table(0, "").contains("Ganze Liste zeigen"),
            "nothing is filtered"
        );
    }
}
