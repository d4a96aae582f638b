//! The buttons and small forms of an event's page.

use super::events::{event_page, id, own_body};
use crate::model::{EventId, RegistrationState};
use crate::queries;
use crate::usecases::event::{self, Attendance, CancelEvent, DocumentEvent};
use crate::usecases::register::{self, Register};
use axum::extract::Path;
use base::Problem;
use base_web::{FormData, Reply, Visit};

/// After a verb: on to the event, or the event's page again with what is wrong.
async fn answer(
    visit: &Visit,
    event: EventId,
    form: &FormData,
    outcome: Result<(), Problem>,
    done: &str,
) -> Reply {
    match outcome {
        Ok(()) => visit.done(&format!("/events/{event}"), done),
        Err(problem) => {
            let event = queries::event(visit.app.db.reader(), &visit.ctx, event).await?;
            let page = event_page(visit, &event, form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub async fn publish(visit: Visit, Path(event): Path<String>) -> Reply {
    let event = id(&event)?;
    event::publish_event(&visit.app.db, &visit.ctx, event).await?;
    visit.done(&format!("/events/{event}"), "events-done-published")
}

pub async fn cancel(visit: Visit, Path(event): Path<String>, form: FormData) -> Reply {
    let event = id(&event)?;
    let command = CancelEvent {
        event,
        reason: form.read().long_text("reason", 500),
    };
    let outcome = event::cancel_event(&visit.app.db, &visit.ctx, command).await;
    answer(&visit, event, &form, outcome, "events-done-cancelled").await
}

pub async fn attendance(visit: Visit, Path(event): Path<String>, form: FormData) -> Reply {
    let event = id(&event)?;
    let present = form.all("present").filter_map(|id| id.parse().ok()).collect();
    let outcome = event::record_attendance(&visit.app.db, &visit.ctx, Attendance { event, present }).await;
    answer(&visit, event, &form, outcome, "events-done-attendance").await
}

pub async fn minutes(visit: Visit, Path(event): Path<String>, form: FormData) -> Reply {
    let event = id(&event)?;
    let command = DocumentEvent {
        event,
        minutes: form.read().long_text("minutes", 20_000),
    };
    let outcome = event::document_event(&visit.app.db, &visit.ctx, command).await;
    answer(&visit, event, &form, outcome, "events-done-documented").await
}

pub async fn register(visit: Visit, Path(event): Path<String>, form: FormData) -> Reply {
    let event = id(&event)?;
    let registered = async {
        let mut read = form.read();
        let organisation = read.required_text("organisation", 160);
        let needs = read.long_text("needs", 500);
        read.finish()?;
        let command = Register {
            event,
            organisation,
            body: own_body(&visit),
            needs,
        };
        register::register(&visit.app.db, &visit.ctx, command).await
    };
    let outcome = registered.await;
    let done = match &outcome {
        Ok(RegistrationState::Waiting) => "events-done-waiting",
        _ => "events-done-registered",
    };
    answer(&visit, event, &form, outcome.map(|_| ()), done).await
}

pub async fn unregister(visit: Visit, Path(event): Path<String>, form: FormData) -> Reply {
    let event = id(&event)?;
    let outcome = register::unregister(&visit.app.db, &visit.ctx, event).await;
    answer(&visit, event, &form, outcome, "events-done-unregistered").await
}
