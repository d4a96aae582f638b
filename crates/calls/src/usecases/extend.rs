//! The head of unit moves the deadline to a later moment, before or after it has passed; it then holds for all.

use base::problem::Checks;
use base::{Ctx, Deadline, Problem, Role, fmt};
use base_db::{Db, Entry};
use chrono::{NaiveDate, NaiveTime};
use sea_orm::sea_query::Expr;

use super::approve::CLOSE_JOB;
use super::transition::load;
use crate::json::{self, time_text};
use crate::model::CallId;
use crate::store::{self, call::Column};
use crate::{Verb, cases, mails, rules};

/// A later deadline.
#[derive(Debug, Clone)]
pub struct Extend {
    pub call: CallId,
    pub version: i64,
    pub deadline_on: NaiveDate,
    /// None: the end of the day.
    pub deadline_time: Option<NaiveTime>,
    pub reason: String,
}

/// OPEN or CLOSED → OPEN with the later deadline; what was late is judged anew; M-C05 to all applicants.
///
/// Error: `NotFound`, `Denied`, `Stale`, `Invalid`, `Refused`.
pub async fn extend(db: &Db, ctx: &Ctx, command: Extend) -> Result<Deadline, Problem> {
    let unit = db.write(ctx).await?;
    let mut call = load(&unit, command.call, command.version, &[Role::RL]).await?;
    let to = rules::after(call.state, Verb::Extend)?;
    let mut checks = Checks::new();
    let new = json::deadline(
        &mut checks,
        command.deadline_on,
        command.deadline_time.map(time_text).as_deref(),
    );
    checks.finish()?;
    let new = new.ok_or_else(|| Problem::broken("a checked deadline is missing"))?;
    rules::extension(&call.deadline, &new, ctx.now)?;
    let reason = rules::reason(&command.reason)?;

    store::change(&unit, &call, |update| {
        update
            .col_expr(Column::State, Expr::value(to.code()))
            .col_expr(Column::DeadlineOn, Expr::value(new.date()))
            .col_expr(Column::DeadlineTime, Expr::value(new.time().map(time_text)))
            .col_expr(Column::DeadlineAt, Expr::value(new.instant()))
            .col_expr(Column::Edition, Expr::value(call.edition + 1))
    })
    .await?;
    unit.unschedule(CLOSE_JOB, call.id).await?;
    unit.schedule(CLOSE_JOB, call.id, new.instant()).await?;
    let data = serde_json::json!({
        "old": call.deadline.instant(),
        "new": new.instant(),
        "text": new.text(fmt::Lang::De),
    });
    let entry = Entry::new("call", call.id, Verb::Extend.code())
        .states(call.state, to)
        .reason(&reason)
        .data(data);
    unit.audit(entry).await?;
    call.terms.deadline = new;
    call.state = to;
    store::insert_version(&unit, call.id, call.edition + 1, &call.terms, &reason).await?;
    cases::deadline_moved(&unit, &call).await?;
    mails::extended(&unit, &call, &reason).await?;
    unit.commit().await?;
    Ok(new)
}
