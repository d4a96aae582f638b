//! The formal check ends well: COMPLETE. One by one, or all of a call with a result per record.

use base::{Ctx, Problem, Text};
use base_db::Db;

use super::check;
use super::transition::{moved, require_state};
use crate::model::{Application, ApplicationId, ApplicationState};
use crate::rules::checklist;
use crate::{access, hints, mails, queries, rules};

/// What became of one record of a bulk action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkResult {
    pub application: ApplicationId,
    pub label: String,
    /// Why it was left as it was; `None` when it was done.
    pub problem: Option<Problem>,
}

/// Error: refused while a point of the checklist is open or not fulfilled, or something stands against it (R02, R03,
/// R09).
pub async fn complete(db: &Db, ctx: &Ctx, id: ApplicationId) -> Result<Application, Problem> {
    complete_with(db, ctx, id, false).await
}

/// The officer confirms all points and completes, in one go. A defect that is recorded stays and refuses.
/// Error: as [`complete`]; then nothing is confirmed.
pub async fn confirm_complete(db: &Db, ctx: &Ctx, id: ApplicationId) -> Result<Application, Problem> {
    complete_with(db, ctx, id, true).await
}

/// The officer confirms all points for these applications at once: same rules as for a single one, result per record.
pub async fn complete_all(db: &Db, ctx: &Ctx, ids: &[ApplicationId]) -> Result<Vec<BulkResult>, Problem> {
    let mut known = queries::applications(db.reader(), ctx, ids).await?;
    let wanted: Vec<Application> = ids.iter().filter_map(|id| known.remove(id)).collect();
    let mut results = Vec::with_capacity(wanted.len());
    for application in wanted {
        results.push(result(
            &application,
            complete_with(db, ctx, application.id, true).await,
        )?);
    }
    Ok(results)
}

/// What the rules refuse is a result; a fault of the machinery ends the action.
pub(super) fn result(
    application: &Application,
    outcome: Result<Application, Problem>,
) -> Result<BulkResult, Problem> {
    let problem = match outcome {
        Ok(_) => None,
        Err(problem @ Problem::Broken { .. }) => return Err(problem),
        Err(problem) => Some(problem),
    };
    Ok(BulkResult {
        application: application.id,
        label: application.label().to_owned(),
        problem,
    })
}

async fn complete_with(
    db: &Db,
    ctx: &Ctx,
    id: ApplicationId,
    confirm_open: bool,
) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, id).await?;
    access::require_officer(ctx, &before)?;
    require_state(&before, &[ApplicationState::InCheck])?;
    let call = calls::call(unit.conn(), before.call_id).await?;
    if let Some(code) = rules::objections(&before, &call).first() {
        let text = Text::new(format!("applications-objection-{code}"))
            .with("lead", &before.lead_name)
            .with("minimum", base::fmt::money(ctx.lang, call.minimum));
        return Err(Problem::refused("objection", text));
    }
    if hints::has_conflict(unit.conn(), id).await? {
        return Err(Problem::refused(
            "double-funding",
            Text::new("applications-hint-conflict-stands"),
        ));
    }
    let points = queries::check_points(unit.conn(), &before).await?;
    let mut recorded = queries::checklist(unit.conn(), id).await?;
    if confirm_open {
        check::record(&unit, id, &checklist::confirm_open(&points, &recorded)).await?;
        recorded = queries::checklist(unit.conn(), id).await?;
    }
    let refused = |key: &'static str, code: &'static str, count: usize| {
        Problem::refused(code, Text::new(key).with("count", count))
    };
    let open = checklist::open(&points, &recorded);
    if open > 0 {
        return Err(refused("applications-checklist-open", "checklist-open", open));
    }
    let defects = checklist::defects(&points, &recorded);
    if defects > 0 {
        return Err(refused(
            "applications-checklist-defects",
            "checklist-defects",
            defects,
        ));
    }
    let after = Application {
        state: ApplicationState::Complete,
        ..before.clone()
    };
    let after = moved(&unit, &before, after, "complete", None).await?;
    mails::complete(&unit, &after).await?;
    unit.commit().await?;
    Ok(after)
}
