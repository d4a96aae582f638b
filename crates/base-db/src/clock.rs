//! The only place that reads the clock. A demo database shifts it by a stored offset (architecture 4, "demo").

use base::Problem;
use chrono::{DateTime, Duration, SubsecRound, Utc};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// The machine's time, to the microsecond (what both databases can store).
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub(crate) fn machine_now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

pub(crate) fn shifted(offset_seconds: i64) -> DateTime<Utc> {
    machine_now() + Duration::seconds(offset_seconds)
}

/// The database server's time; on SQLite the machine's.
pub(crate) async fn of_server(db: &impl ConnectionTrait) -> Result<DateTime<Utc>, Problem> {
    if db.get_database_backend() == DbBackend::Sqlite {
        return Ok(machine_now());
    }
    let now = Statement::from_string(DbBackend::Postgres, "SELECT clock_timestamp() AS now");
    let row = db.query_one_raw(now).await?;
    let row = row.ok_or_else(|| Problem::broken("the database gave no time"))?;
    Ok(row.try_get("", "now")?)
}
