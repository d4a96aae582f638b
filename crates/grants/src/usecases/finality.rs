//! → FINAL (cash): the notice can no longer be challenged, and money may be requested (handbook 2.7 no. 5, 5.5).

use applications::ApplicationState;
use base::calendar::{day_start, local_date};
use base::{Ctx, Problem};
use base_db::{Db, Unit};
use serde_json::json;

use super::step;
use crate::model::{Grant, GrantId};
use crate::{mails, rules, store};

/// The job that runs on the day from which a notice is final.
pub const FINAL_JOB: &str = "grant-final";

/// Makes a notice final when its day has come. Does nothing before, or when something came in between; safe to run twice.
pub async fn make_final(db: &Db, ctx: &Ctx, id: GrantId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let grant = store::load(&unit, id).await?;
    settle(&unit, grant).await?;
    unit.commit().await
}

/// Makes the grant final if it is by now, else plans the day; for every verb that changes what finality depends on.
pub(super) async fn settle(unit: &Unit<'_>, before: Grant) -> Result<Grant, Problem> {
    unit.unschedule(FINAL_JOB, before.id).await?;
    let Some(day) = rules::final_from(&before) else {
        return Ok(before);
    };
    if day > local_date(unit.now()) {
        unit.schedule(FINAL_JOB, before.id, day_start(day)).await?;
        return Ok(before);
    }
    let verb = if before.paid.is_zero() {
        "final"
    } else {
        "final_paid" // a remedy that came after a payment has ended
    };
    let after = Grant {
        state: rules::after(&before, verb)?,
        final_on: Some(day),
        version: before.version + 1,
        ..before.clone()
    };
    let data =
        json!({ "final_on": day, "remedy_until_on": after.remedy_until_on, "waived_on": after.waived_on });
    step(unit, &before, &after, "final", "", data).await?;
    let application = applications::application(unit.conn(), unit.ctx(), after.application_id).await?;
    if application.state == ApplicationState::Selected {
        // no declaration of acceptance was asked for: the project is awarded now
        let (from, to) = ([ApplicationState::Selected], ApplicationState::Awarded);
        applications::transition(unit, application.id, &from, to, "award", None).await?;
    }
    let programme = calls::ProgrammeId(after.programme_id);
    let parameters = calls::parameters(unit.conn(), programme, day).await?;
    mails::is_final(unit, &after, &application, parameters.use_within_months).await?;
    Ok(after)
}
