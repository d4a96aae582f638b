//! The buttons and small forms of an engagement's page.

use super::engagements::{id, page};
use crate::model::EngagementId;
use crate::queries;
use crate::rules;
use crate::usecases::{self, Assign, Prepare, Replace, Start};
use axum::extract::Path;
use base::{Problem, Rate, Text};
use base_web::{FormData, Reply, Visit};

/// After a verb: on to the engagement, or its page again with what is wrong.
async fn answer(
    visit: &Visit,
    id: EngagementId,
    form: &FormData,
    outcome: Result<(), Problem>,
    done: &str,
) -> Reply {
    match outcome {
        Ok(()) => visit.done(&format!("/engagements/{id}"), done),
        Err(problem) => {
            let one = queries::engagement(visit.app.db.reader(), &visit.ctx, id).await?;
            let shown = page(visit, &one, form, Some(&problem)).await?;
            visit.again(problem, |_| shown)
        }
    }
}

fn reason(form: &FormData) -> String {
    form.read().long_text("reason", 500)
}

pub async fn accept(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let outcome = usecases::answer(&visit.app.db, &visit.ctx, id, true, "").await;
    answer(&visit, id, &form, outcome, "facilitation-done-accepted").await
}

pub async fn decline(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let outcome = usecases::answer(&visit.app.db, &visit.ctx, id, false, &reason(&form)).await;
    answer(&visit, id, &form, outcome, "facilitation-done-declined").await
}

fn read_prepare(engagement: EngagementId, form: &FormData) -> Result<Prepare, Problem> {
    let mut read = form.read();
    let contract_no = read.required_text("contract_no", 60);
    let contingent = read.minutes("contingent");
    let day_rate = read.money("day_rate");
    let vat = if read.ticked("vat") { rules::VAT } else { Rate(0) };
    let (from_on, until_on) = (read.date("from_on"), read.date("until_on"));
    read.finish()?;
    let missing = || Problem::field("from_on", Text::new("field-required"));
    let (from_on, until_on) = (from_on.ok_or_else(missing)?, until_on.ok_or_else(missing)?);
    Ok(Prepare {
        engagement,
        contract_no,
        contingent,
        day_rate,
        vat,
        from_on,
        until_on,
    })
}

pub async fn prepare(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let prepared = async { usecases::prepare(&visit.app.db, &visit.ctx, read_prepare(id, &form)?).await };
    let outcome = prepared.await;
    answer(&visit, id, &form, outcome, "facilitation-done-prepared").await
}

pub async fn assign(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let outcome = usecases::assign(&visit.app.db, &visit.ctx, Assign { engagement: id }).await;
    answer(&visit, id, &form, outcome, "facilitation-done-assigned").await
}

pub async fn start(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let started = async {
        let mut read = form.read();
        let day = read.date("first_talk_on");
        read.finish()?;
        let first_talk_on =
            day.ok_or_else(|| Problem::field("first_talk_on", Text::new("field-required")))?;
        usecases::start(
            &visit.app.db,
            &visit.ctx,
            Start {
                engagement: id,
                first_talk_on,
            },
        )
        .await
    };
    let outcome = started.await;
    answer(&visit, id, &form, outcome, "facilitation-done-started").await
}

pub async fn suspend(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let outcome = usecases::suspend(&visit.app.db, &visit.ctx, id, &reason(&form)).await;
    answer(&visit, id, &form, outcome, "facilitation-done-suspended").await
}

pub async fn resume(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let outcome = usecases::resume(&visit.app.db, &visit.ctx, id).await;
    answer(&visit, id, &form, outcome, "facilitation-done-resumed").await
}

pub async fn complete(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let outcome = usecases::complete(&visit.app.db, &visit.ctx, id).await;
    answer(&visit, id, &form, outcome, "facilitation-done-completed").await
}

pub async fn terminate(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let outcome = usecases::terminate(&visit.app.db, &visit.ctx, id, &reason(&form)).await;
    answer(&visit, id, &form, outcome, "facilitation-done-terminated").await
}

pub async fn replace(visit: Visit, Path(engagement): Path<String>, form: FormData) -> Reply {
    let id = id(&engagement)?;
    let command = Replace {
        engagement: id,
        team: form.all("team").filter_map(|id| id.parse().ok()).collect(),
        reason: reason(&form),
    };
    match usecases::replace(&visit.app.db, &visit.ctx, command).await {
        Ok(next) => visit.done(&format!("/engagements/{next}"), "facilitation-done-proposed"),
        Err(problem) => answer(&visit, id, &form, Err(problem), "").await,
    }
}
