//! Many rows in a few statements.

use base::Problem;
use chrono::SecondsFormat;
use sea_orm::sea_query::{OnConflict, Value};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ActiveValue, ConnectionTrait, DbBackend, EntityName, EntityTrait,
    Iterable, Statement,
};
use serde_json::{Map, Value as Json};

/// Rows of one statement on PostgreSQL, so that a long list is never in memory twice.
const ROWS: usize = 2_000;
/// Values of one statement on SQLite.
const SQLITE_VALUES: usize = 32_000;
/// From here on PostgreSQL gets the rows as one JSON text: a value each would have to be parsed and planned one by one.
const FEW: usize = 16;

/// Inserts rows of which every column is set, in their order.
pub async fn insert_all<A>(db: &impl ConnectionTrait, rows: Vec<A>) -> Result<(), Problem>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
{
    insert(db, rows, false).await?;
    Ok(())
}

/// As [`insert_all`], leaving out rows whose unique key exists already. Gives how many are new.
pub async fn insert_new<A>(db: &impl ConnectionTrait, rows: Vec<A>) -> Result<u64, Problem>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
{
    insert(db, rows, true).await
}

async fn insert<A>(db: &impl ConnectionTrait, rows: Vec<A>, only_new: bool) -> Result<u64, Problem>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
{
    let is_postgres = db.get_database_backend() == DbBackend::Postgres;
    let columns = <A::Entity as EntityTrait>::Column::iter().count().max(1);
    let most = if is_postgres {
        ROWS
    } else {
        SQLITE_VALUES / columns
    };
    let mut rows = rows.into_iter();
    let mut inserted = 0;
    loop {
        let chunk: Vec<A> = rows.by_ref().take(most).collect();
        if chunk.is_empty() {
            return Ok(inserted);
        }
        inserted += if is_postgres && chunk.len() > FEW {
            db.execute_raw(as_json(chunk, only_new)?).await?.rows_affected()
        } else if only_new {
            A::Entity::insert_many(chunk)
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .exec_without_returning(db)
                .await?
        } else {
            A::Entity::insert_many(chunk).exec_without_returning(db).await?
        };
    }
}

fn as_json<A: ActiveModelTrait>(rows: Vec<A>, only_new: bool) -> Result<Statement, Problem> {
    let columns: Vec<_> = <A::Entity as EntityTrait>::Column::iter().collect();
    let names: Vec<String> = columns.iter().map(|column| name_of::<A>(column)).collect();
    let mut objects = Vec::with_capacity(rows.len());
    for row in rows {
        let mut object = Map::with_capacity(columns.len());
        for (column, name) in columns.iter().zip(&names) {
            let value = match row.get(*column) {
                ActiveValue::Set(value) | ActiveValue::Unchanged(value) => json(value)?,
                ActiveValue::NotSet => return Err(Problem::broken(format!("{name} is not set"))),
            };
            object.insert(name.clone(), value);
        }
        objects.push(Json::Object(object));
    }
    let table = A::Entity::default().table_name().to_owned();
    let list = names
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect::<Vec<_>>()
        .join(", ");
    let conflict = if only_new { " ON CONFLICT DO NOTHING" } else { "" };
    let sql = format!(
        "INSERT INTO \"{table}\" ({list}) SELECT {list} FROM json_populate_recordset(NULL::\"{table}\", $1::json){conflict}"
    );
    let text = Json::Array(objects).to_string();
    Ok(Statement::from_sql_and_values(
        DbBackend::Postgres,
        sql,
        [text.into()],
    ))
}

fn name_of<A: ActiveModelTrait>(column: &<A::Entity as EntityTrait>::Column) -> String {
    use sea_orm::IdenStatic as _;
    column.as_str().to_owned()
}

/// As PostgreSQL reads it back into the column's own type.
fn json(value: Value) -> Result<Json, Problem> {
    Ok(match value {
        Value::Bool(value) => value.into(),
        Value::Int(value) => value.into(),
        Value::BigInt(value) => value.into(),
        Value::SmallInt(value) => value.into(),
        Value::String(value) => value.into(),
        Value::Uuid(value) => value.map(|id| id.to_string()).into(),
        Value::ChronoDate(value) => value.map(|date| date.to_string()).into(),
        // cut to what a single value keeps, not rounded
        Value::ChronoDateTimeUtc(value) => value
            .map(|instant| instant.to_rfc3339_opts(SecondsFormat::Micros, true))
            .into(),
        other => return Err(Problem::broken(format!("no bulk form for {other:?}"))),
    })
}
