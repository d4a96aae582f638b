//! An officer starts a call from an earlier one: everything is taken over, each date a year later and confirmed anew.

use base::{Ctx, Problem, Role, calendar};
use base_db::Db;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::create::{Create, create_from};
use crate::json::{self, time_text};
use crate::model::{CallId, Terms};
use crate::{access, queries};

/// A new call after an earlier one, with the dates that the officer confirmed.
#[derive(Debug, Clone)]
pub struct CloneCall {
    pub call: CallId,
    pub code: String,
    /// Starts the case numbers; the code if empty.
    pub number_prefix: String,
    pub opens_at: DateTime<Utc>,
    pub deadline_on: NaiveDate,
    pub deadline_time: Option<NaiveTime>,
    pub project_from: Option<NaiveDate>,
    pub project_until: Option<NaiveDate>,
}

/// Drafts the new call. Error: `NotFound`, `Denied`, `Invalid`, `Refused` (`programme-invalid`).
pub async fn clone_call(db: &Db, ctx: &Ctx, command: CloneCall) -> Result<CallId, Problem> {
    let source = queries::call_for(db.reader(), ctx, command.call).await?;
    access::require(ctx, &source, &[Role::SB])?;
    let mut checks = base::problem::Checks::new();
    let deadline = json::deadline(
        &mut checks,
        command.deadline_on,
        command.deadline_time.map(time_text).as_deref(),
    );
    checks.finish()?;
    let terms = Terms {
        opens_at: command.opens_at,
        deadline: deadline.ok_or_else(|| Problem::broken("a checked deadline is missing"))?,
        project_from: command.project_from,
        project_until: command.project_until,
        ..a_year_later(&source.terms)
    };
    let new = Create {
        programme: source.programme_id,
        code: command.code,
        number_prefix: command.number_prefix,
        terms,
    };
    create_from(db, ctx, new, Some(source.id)).await
}

/// The terms with every date a year later, as a proposal; a local time that the clock change leaves out becomes the end
/// of the day.
#[must_use]
pub fn a_year_later(terms: &Terms) -> Terms {
    let next = |day: NaiveDate| calendar::add_months(day, 12);
    let opens = calendar::local_datetime(terms.opens_at);
    let opens_on = next(opens.date_naive());
    let deadline_on = next(terms.deadline.date());
    let mut later = Terms {
        opens_at: calendar::instant_at(opens_on, opens.time())
            .unwrap_or_else(|_| calendar::day_start(opens_on)),
        deadline: base::Deadline::new(deadline_on, terms.deadline.time())
            .unwrap_or_else(|_| base::Deadline::end_of(deadline_on)),
        project_from: terms.project_from.map(next),
        project_until: terms.project_until.map(next),
        ..terms.clone()
    };
    for year in &mut later.budget_years {
        year.year += 1;
    }
    for example in &mut later.examples {
        example.starts_on = example.starts_on.map(next);
        example.ends_on = example.ends_on.map(next);
    }
    later
}
