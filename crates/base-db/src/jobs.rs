//! Timed work: rows written by the use case that creates the due date, claimed by one worker among all instances.
//!
//! A handler's use case is guarded by the state it changes, so running it twice does no harm; what is overdue runs
//! at start, effective at its `due_at`.

use base::Problem;
use chrono::{DateTime, Duration, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict};
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use crate::{Db, Unit};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub subject: String,
        pub due_at: DateTimeUtc,
        pub done_at: Option<DateTimeUtc>,
        pub leased_until: Option<DateTimeUtc>,
        pub attempts: i64,
        pub last_error: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A claimed or listed job.
pub type Job = row::Model;

/// A worker that dies gives its jobs back after this time; one that lives renews its lease before.
const LEASE_SECONDS: i64 = 120;
/// How often a worker renews.
pub const RENEW_EVERY: std::time::Duration = std::time::Duration::from_secs(40);
/// Characters kept of what a job said when it failed.
const MAX_ERROR: usize = 2_000;

impl Unit<'_> {
    /// Plans `kind` for `subject` at `due_at`; the same plan twice is one job.
    pub async fn schedule(
        &self,
        kind: &str,
        subject: impl ToString,
        due_at: DateTime<Utc>,
    ) -> Result<(), Problem> {
        let job = row::ActiveModel {
            id: Set(Uuid::now_v7()),
            kind: Set(kind.to_owned()),
            subject: Set(subject.to_string()),
            due_at: Set(due_at),
            done_at: Set(None),
            leased_until: Set(None),
            attempts: Set(0),
            last_error: Set(None),
        };
        row::Entity::insert(job)
            .on_conflict(
                OnConflict::columns([row::Column::Kind, row::Column::Subject, row::Column::DueAt])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(self.conn())
            .await?;
        Ok(())
    }

    /// Drops what is planned and not yet done for `kind` and `subject`, e.g. because a deadline moved.
    pub async fn unschedule(&self, kind: &str, subject: impl ToString) -> Result<(), Problem> {
        row::Entity::delete_many()
            .filter(row::Column::Kind.eq(kind))
            .filter(row::Column::Subject.eq(subject.to_string()))
            .filter(row::Column::DoneAt.is_null())
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

/// What waits, for the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// Due and not done.
    pub due: u64,
    /// Of these, failed at least once.
    pub failing: u64,
}

/// How many jobs are due by now, and how many of them failed before.
pub async fn backlog(db: &Db) -> Result<Backlog, Problem> {
    let due = row::Entity::find()
        .filter(row::Column::DoneAt.is_null())
        .filter(row::Column::DueAt.lte(db.now()));
    let failing = due.clone().filter(row::Column::LastError.is_not_null());
    Ok(Backlog {
        due: due.count(db.reader()).await?,
        failing: failing.count(db.reader()).await?,
    })
}

/// Claims at most `limit` due jobs of any kind, earliest first, for two minutes.
pub async fn claim(db: &Db, limit: u64) -> Result<Vec<Job>, Problem> {
    claim_where(db, Condition::all(), limit).await
}

/// As [`claim`], of these kinds only.
pub async fn claim_of(db: &Db, kinds: &[&str], limit: u64) -> Result<Vec<Job>, Problem> {
    let kinds = row::Column::Kind.is_in(kinds.iter().copied());
    claim_where(db, Condition::all().add(kinds), limit).await
}

async fn claim_where(db: &Db, which: Condition, limit: u64) -> Result<Vec<Job>, Problem> {
    let ctx = base::Ctx::system("jobs", db.now());
    let lease_clock = db.server_now().await?;
    let due = row::Entity::find()
        .filter(row::Column::DoneAt.is_null())
        .filter(row::Column::DueAt.lte(ctx.now))
        .filter(which)
        .filter(
            row::Column::LeasedUntil
                .is_null()
                .or(row::Column::LeasedUntil.lt(lease_clock)),
        )
        .order_by_asc(row::Column::DueAt)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    if due.clone().one(db.reader()).await?.is_none() {
        return Ok(Vec::new()); // the usual answer takes no write turn
    }
    let unit = db.write(&ctx).await?;
    let jobs = due.all(unit.conn()).await?;
    row::Entity::update_many()
        .col_expr(
            row::Column::LeasedUntil,
            Expr::value(lease_clock + Duration::seconds(LEASE_SECONDS)),
        )
        .col_expr(row::Column::Attempts, Expr::col(row::Column::Attempts).add(1))
        .filter(row::Column::Id.is_in(jobs.iter().map(|job| job.id)))
        .exec(unit.conn())
        .await?;
    unit.commit().await?;
    Ok(jobs)
}

/// Holds claimed jobs for two more minutes, while one of them takes its time.
pub async fn renew(db: &Db, jobs: &[Job]) -> Result<(), Problem> {
    let until = db.server_now().await? + Duration::seconds(LEASE_SECONDS);
    lease(db, jobs, Some(until)).await
}

/// Gives claimed jobs back before they were begun, for another worker to take.
pub async fn give_back(db: &Db, jobs: &[Job]) -> Result<(), Problem> {
    lease(db, jobs, None).await
}

async fn lease(db: &Db, jobs: &[Job], until: Option<DateTime<Utc>>) -> Result<(), Problem> {
    let ctx = base::Ctx::system("jobs", db.now());
    let unit = db.write(&ctx).await?;
    row::Entity::update_many()
        .col_expr(row::Column::LeasedUntil, Expr::value(until))
        .filter(row::Column::Id.is_in(jobs.iter().map(|job| job.id)))
        .filter(row::Column::DoneAt.is_null())
        .exec(unit.conn())
        .await?;
    unit.commit().await
}

/// Notes that a job is done.
pub async fn done(db: &Db, job: &Job) -> Result<(), Problem> {
    let ctx = base::Ctx::system("jobs", db.now());
    let unit = db.write(&ctx).await?;
    row::Entity::update_many()
        .col_expr(row::Column::DoneAt, Expr::value(ctx.now))
        .col_expr(row::Column::LastError, Expr::value(None::<String>))
        .filter(row::Column::Id.eq(job.id))
        .exec(unit.conn())
        .await?;
    unit.commit().await
}

/// Notes why a job failed; it is tried again after a pause that doubles up to an hour.
pub async fn failed(db: &Db, job: &Job, why: &str) -> Result<(), Problem> {
    let why: String = base::names::clean_multiline(why)
        .chars()
        .take(MAX_ERROR)
        .collect();
    let pause = Duration::seconds(Ord::min(5_i64 << job.attempts.clamp(0, 9), 3_600));
    let ctx = base::Ctx::system("jobs", db.now());
    let until = db.server_now().await? + pause;
    let unit = db.write(&ctx).await?;
    row::Entity::update_many()
        .col_expr(row::Column::LeasedUntil, Expr::value(until))
        .col_expr(row::Column::LastError, Expr::value(why))
        .filter(row::Column::Id.eq(job.id))
        .exec(unit.conn())
        .await?;
    unit.commit().await
}

/// What is planned for a subject and not yet done, earliest first.
pub async fn planned(db: &impl ConnectionTrait, kind: &str, subject: &str) -> Result<Vec<Job>, Problem> {
    Ok(row::Entity::find()
        .filter(row::Column::Kind.eq(kind))
        .filter(row::Column::Subject.eq(subject))
        .filter(row::Column::DoneAt.is_null())
        .order_by_asc(row::Column::DueAt)
        .all(db)
        .await?)
}
