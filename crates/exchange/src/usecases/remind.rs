//! The reminder three days before (job `event-reminder`).

use base::{Ctx, Problem};
use base_db::jobs::Job;
use base_web::App;
use sea_orm::entity::prelude::*;

use crate::mails;
use crate::model::{EventId, EventState, RegistrationState};
use crate::queries;
use crate::store::event;

pub(crate) async fn run(app: &App, job: &Job) -> Result<(), Problem> {
    let id: EventId = job.subject.parse().map_err(Problem::broken)?;
    let ctx = Ctx::system("event-reminder", job.due_at);
    let unit = app.db.write(&ctx).await?;
    super::register::forget_unconfirmed(&unit).await?;
    let Some(event) = event::Entity::find_by_id(id).one(unit.conn()).await? else {
        return unit.commit().await;
    };
    if event.state != EventState::Published {
        return unit.commit().await; // cancelled or over
    }
    for registration in queries::registrations(unit.conn(), id).await? {
        if registration.state == RegistrationState::Registered {
            mails::remind(&unit, &event, &registration).await?;
        }
    }
    unit.commit().await
}
