//! Every list is paged.

use base::Problem;
use sea_orm::sea_query::{Asterisk, Expr, Func, Query, SelectStatement, SubQueryStatement};
use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, PartialModelTrait, QuerySelect, QueryTrait, Select,
};
use serde::{Deserialize, Serialize};

/// Rows of one page, at most.
pub const MAX_PER_PAGE: u64 = 100;

/// Numbers of pages are read from addresses: beyond this there is nothing in any list, and no sum overflows.
const MAX_PAGE: u64 = 1_000_000_000;

/// Which page is asked for, 1-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PageRequest {
    pub page: u64,
    pub per_page: u64,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self {
            page: 1,
            per_page: 50,
        }
    }
}

impl PageRequest {
    /// The page `page` of the usual size; 0 means the first.
    #[must_use]
    pub fn number(page: u64) -> Self {
        Self {
            page,
            ..Self::default()
        }
    }

    /// Rows of this page, within the limit.
    #[must_use]
    pub fn limit(self) -> u64 {
        self.per_page.clamp(1, MAX_PER_PAGE)
    }

    /// The page asked for, at least 1 and within bounds.
    #[must_use]
    pub fn page(self) -> u64 {
        self.page.clamp(1, MAX_PAGE)
    }

    /// Rows before this page.
    #[must_use]
    pub fn offset(self) -> u64 {
        (self.page() - 1) * self.limit()
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Rows in all.
    pub total: u64,
    /// 1-based.
    pub page: u64,
    pub per_page: u64,
}

impl<T> Page<T> {
    #[must_use]
    pub fn new(items: Vec<T>, total: u64, request: PageRequest) -> Self {
        Self {
            items,
            total,
            page: request.page(),
            per_page: request.limit(),
        }
    }

    /// The same page with other items.
    pub fn map<U>(self, to: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(to).collect(),
            total: self.total,
            page: self.page,
            per_page: self.per_page,
        }
    }

    /// The number of the last page, at least 1.
    #[must_use]
    pub fn last_page(&self) -> u64 {
        self.total.div_ceil(self.per_page.max(1)).max(1)
    }
}

/// Counts and fetches one page of a query in one statement; a page behind the end takes a second one to count.
pub async fn fetch<E>(
    db: &impl ConnectionTrait,
    query: Select<E>,
    request: PageRequest,
) -> Result<Page<E::Model>, Problem>
where
    E: EntityTrait,
    E::Model: FromQueryResult + Sized + Send + Sync,
{
    let rows = query.clone();
    fetch_rows(db, query, rows, request).await
}

/// As [`fetch`], with only the columns of `M`: a list that shows ten of fifty takes a third of the time.
pub async fn fetch_partial<E, M>(
    db: &impl ConnectionTrait,
    query: Select<E>,
    request: PageRequest,
) -> Result<Page<M>, Problem>
where
    E: EntityTrait,
    M: PartialModelTrait,
{
    let rows = M::select_cols(query.clone().select_only());
    fetch_rows(db, query, rows, request).await
}

async fn fetch_rows<E, M>(
    db: &impl ConnectionTrait,
    query: Select<E>,
    rows: Select<E>,
    request: PageRequest,
) -> Result<Page<M>, Problem>
where
    E: EntityTrait,
    M: FromQueryResult,
{
    let matching = query.select_only().expr(Expr::val(1)).into_query();
    let count = Query::select()
        .expr(Func::count(Expr::col(Asterisk)))
        .from_subquery(matching.clone().clear_order_by().to_owned(), "matching")
        .to_owned();
    let page = rows.offset(request.offset()).limit(request.limit()).into_query();
    let page = page.clone().expr_as(subquery(count.clone()), TOTAL).to_owned();
    let rows = db.query_all(&page).await?;
    let total = match rows.first() {
        Some(row) => row.try_get("", TOTAL)?,
        None if request.offset() == 0 => 0,
        None => total(db, count).await?,
    };
    let items = rows
        .iter()
        .map(|row| M::from_query_result(row, ""))
        .collect::<Result<_, _>>()?;
    Ok(Page::new(items, total.unsigned_abs(), request))
}

/// The column that carries the number of all rows beside each row of a page.
const TOTAL: &str = "rows_in_all";

async fn total(db: &impl ConnectionTrait, count: SelectStatement) -> Result<i64, Problem> {
    let count = Query::select().expr_as(subquery(count), TOTAL).to_owned();
    let row = db.query_one(&count).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", TOTAL))?)
}

fn subquery(query: SelectStatement) -> Expr {
    SubQueryStatement::from(query).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_number_from_an_address_overflows_nothing() {
        for per_page in [0, 1, 100, u64::MAX] {
            let request = PageRequest {
                page: u64::MAX,
                per_page,
            };
            assert!(request.offset() <= i64::MAX as u64);
            let page = Page::<()>::new(Vec::new(), 7, request);
            assert!((page.page * page.per_page) as i64 > 0);
        }
        assert_eq!(PageRequest::number(0).page(), 1);
    }
}
