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
    waiting: Vec<Vec<SimpleExpr>>,
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

    pub async fn push<const N: usize>(&mut self, values: [Value; N]) -> Result<(), DbErr> {
        debug_assert_eq!(N, self.columns.len(), "{}", self.table);
        self.waiting
            .push(values.into_iter().map(SimpleExpr::from).collect());
        if (self.waiting.len() + 1) * N > PARAMETERS || self.waiting.len() == 500 {
            self.flush().await?;
        }
        Ok(())
    }

    /// Must be called at the end.
    pub async fn flush(&mut self) -> Result<(), DbErr> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let mut insert = Query::insert();
        insert
            .into_table(Alias::new(self.table))
            .columns(self.columns.iter().copied().map(Alias::new));
        for row in self.waiting.drain(..) {
            insert
                .values(row)
                .map_err(|error| DbErr::Custom(error.to_string()))?;
        }
        self.db.execute(&insert).await?;
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
    rows.push(values).await?;
    rows.flush().await
}

/// NULL of a column's type.
pub fn null<T>() -> Value
where
    Value: From<Option<T>>,
{
    Value::from(None::<T>)
}
