//! Many rows into one table, in as few statements as the databases allow.

use sea_orm::sea_query::{Alias, Query, SimpleExpr};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Value};

/// Parameters of one statement at most: SQLite's limit is the lower one.
const PARAMETERS: usize = 32_000;

/// Rows waiting for their INSERT.
pub struct Rows<'a> {
    db: &'a DatabaseTransaction,
    table: &'static str,
    columns: Vec<&'static str>,
    waiting: Vec<Vec<Value>>,
}

impl<'a> Rows<'a> {
    /// `columns` are separated by blanks.
    pub fn new(db: &'a DatabaseTransaction, table: &'static str, columns: &'static str) -> Self {
        Self {
            db,
            table,
            columns: columns.split_whitespace().collect(),
            waiting: Vec::new(),
        }
    }

    /// Keeps a row for [`Self::flush`], so that tables are filled in the order of their foreign keys.
    pub fn push<const N: usize>(&mut self, values: [Value; N]) {
        debug_assert_eq!(N, self.columns.len(), "{}", self.table);
        self.waiting.push(values.into());
    }

    /// Writes what was kept.
    pub async fn flush(&mut self) -> Result<(), DbErr> {
        let chunk = (PARAMETERS / self.columns.len().max(1)).min(500);
        let waiting = std::mem::take(&mut self.waiting);
        let mut waiting = waiting.into_iter().peekable();
        while waiting.peek().is_some() {
            let mut insert = Query::insert();
            insert
                .into_table(Alias::new(self.table))
                .columns(self.columns.iter().copied().map(Alias::new));
            for row in waiting.by_ref().take(chunk) {
                insert
                    .values(row.into_iter().map(SimpleExpr::from))
                    .map_err(|error| DbErr::Custom(error.to_string()))?;
            }
            self.db.execute(&insert).await?;
        }
        Ok(())
    }
}

/// One row.
pub async fn insert<const N: usize>(
    db: &DatabaseTransaction,
    table: &'static str,
    columns: &'static str,
    values: [Value; N],
) -> Result<(), DbErr> {
    let mut rows = Rows::new(db, table, columns);
    rows.push(values);
    rows.flush().await
}

/// NULL of a column's type.
pub fn null<T>() -> Value
where
    Value: From<Option<T>>,
{
    Value::from(None::<T>)
}
