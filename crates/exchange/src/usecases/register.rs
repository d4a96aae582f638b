//! Registering for an event, and giving the place back.

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit, retrying};
use chrono::{DateTime, Duration, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{IntoActiveModel, QueryOrder};
use uuid::Uuid;

use crate::access;
use crate::mails;
use crate::model::{Event, EventId, EventState, Registration, RegistrationId, RegistrationState};
use crate::store::{self, event, registration};
use crate::{queries, rules};

/// A registration. The signed-in person registers; the address is the account's.
#[derive(Debug, Clone)]
pub struct Register {
    pub event: EventId,
    pub organisation: String,
    pub body: Option<Uuid>,
    pub needs: String,
}

/// Registers the person, or puts them on the waiting list when all places are taken. A second click changes nothing.
/// Error: `Invalid`; refused after registration closed (`registration-closed`) and beyond the body's number (`body-full`).
pub async fn register(db: &Db, ctx: &Ctx, command: Register) -> Result<RegistrationState, Problem> {
    retrying(|| register_once(db, ctx, command.clone())).await
}

async fn register_once(db: &Db, ctx: &Ctx, command: Register) -> Result<RegistrationState, Problem> {
    let person = ctx.person()?.clone();
    access::may_take_part(ctx)?;
    rules::check_registration(&command.organisation, &command.needs)?;
    let unit = db.write(ctx).await?;
    let guest = Guest {
        person: Some(person.id.0),
        name: person.name,
        email: person.email,
        body: command.body,
        organisation: command.organisation,
        needs: command.needs,
    };
    let state = place(&unit, command.event, guest).await?;
    unit.commit().await?;
    Ok(state)
}

/// A registration of somebody without an account.
#[derive(Debug, Clone)]
pub struct RegisterGuest {
    pub event: EventId,
    pub name: String,
    pub email: String,
    pub organisation: String,
    pub needs: String,
}

/// Registrations without an account that one event takes within an hour: what an office meets, and no robot's flood.
const GUESTS_PER_HOUR: u64 = 60;

/// Notes that somebody without an account wants to come, and asks the address by mail (M-E07): a place counts only after
/// [`confirm_guest`]. A second click, or somebody who is registered already, changes nothing and learns nothing about
/// others. Error: as [`register`]; throttled after too many at once.
pub async fn register_guest(
    db: &Db,
    ctx: &Ctx,
    command: RegisterGuest,
) -> Result<RegistrationState, Problem> {
    retrying(|| register_guest_once(db, ctx, command.clone())).await
}

async fn register_guest_once(
    db: &Db,
    ctx: &Ctx,
    command: RegisterGuest,
) -> Result<RegistrationState, Problem> {
    rules::check_guest(&command)?;
    let unit = db.write(ctx).await?;
    forget_unconfirmed(&unit).await?;
    let recent = registration::Entity::find()
        .filter(registration::Column::EventId.eq(command.event))
        .filter(registration::Column::PersonId.is_null())
        .filter(registration::Column::RegisteredAt.gt(ctx.now - Duration::hours(1)))
        .count(unit.conn())
        .await?;
    if recent >= GUESTS_PER_HOUR {
        return Err(Problem::Throttled { seconds: 3_600 });
    }
    let guest = Guest {
        person: None,
        name: command.name,
        email: command.email.to_lowercase(),
        body: None,
        organisation: command.organisation,
        needs: command.needs,
    };
    let state = ask(&unit, command.event, guest).await?;
    unit.commit().await?;
    Ok(state)
}

async fn ask(unit: &Unit<'_>, event: EventId, guest: Guest) -> Result<RegistrationState, Problem> {
    let event = open_event(unit, event).await?;
    let earlier = queries::registration_of(unit.conn(), event.id, &guest.email).await?;
    let asked = match &earlier {
        Some(earlier) if holds(earlier.state) => return Ok(earlier.state),
        Some(earlier) => earlier.state == RegistrationState::Unconfirmed,
        None => false,
    };
    require_room(unit, &event, None, &guest.organisation).await?;
    let mut row = guest.row(event.id, earlier.as_ref(), unit.now());
    row.state = RegistrationState::Unconfirmed;
    if let Some(earlier) = earlier.as_ref().filter(|_| asked) {
        row.registered_at = earlier.registered_at; // nobody fills a foreign mailbox by asking again and again
    }
    write(unit, &row, earlier.is_some()).await?;
    mails::ask(unit, &event, &row).await?;
    unit.audit(Entry::new("registration", row.id, "ask").to(row.state))
        .await?;
    Ok(row.state)
}

/// Whoever has the id got it by mail: the address is real and its owner means to come. Now the place counts, or the
/// waiting list. A second click changes nothing. Error: not found; refused once the event began, after
/// [`rules::CONFIRM_HOURS`] and beyond the organisation's number.
pub async fn confirm_guest(db: &Db, ctx: &Ctx, id: RegistrationId) -> Result<RegistrationState, Problem> {
    retrying(|| confirm_guest_once(db, ctx, id)).await
}

async fn confirm_guest_once(db: &Db, ctx: &Ctx, id: RegistrationId) -> Result<RegistrationState, Problem> {
    let unit = db.write(ctx).await?;
    let asked = queries::guest(unit.conn(), id).await?;
    if asked.state != RegistrationState::Unconfirmed {
        return Ok(asked.state);
    }
    let event = queries::event(unit.conn(), ctx, asked.event_id).await?;
    if event.state != EventState::Published || ctx.now >= event.starts_at {
        return Err(closed());
    }
    if asked.registered_at + Duration::hours(rules::CONFIRM_HOURS) <= ctx.now {
        return Err(Problem::refused(
            "link-expired",
            Text::new("events-confirm-expired"),
        ));
    }
    let row = Registration {
        registered_at: ctx.now,
        ..asked
    };
    let state = seat(&unit, &event, row, true).await?;
    unit.commit().await?;
    Ok(state)
}

/// Deletes what nobody confirmed in time: it was perhaps typed by somebody else.
pub(crate) async fn forget_unconfirmed(unit: &Unit<'_>) -> Result<(), Problem> {
    registration::Entity::delete_many()
        .filter(registration::Column::State.eq(RegistrationState::Unconfirmed))
        .filter(registration::Column::RegisteredAt.lt(unit.now() - Duration::hours(rules::CONFIRM_HOURS)))
        .exec(unit.conn())
        .await?;
    Ok(())
}

/// Who comes, with or without an account.
struct Guest {
    person: Option<Uuid>,
    name: String,
    email: String,
    body: Option<Uuid>,
    organisation: String,
    needs: String,
}

impl Guest {
    /// A new row, or the one of an earlier registration of the same address anew.
    fn row(self, event: EventId, earlier: Option<&Registration>, now: DateTime<Utc>) -> Registration {
        Registration {
            id: earlier.map_or_else(RegistrationId::new, |earlier| earlier.id),
            event_id: event,
            person_id: self.person,
            name: self.name,
            email: self.email,
            body_id: self.body,
            organisation: self.organisation,
            needs: self.needs,
            state: RegistrationState::Waiting,
            attended: None,
            registered_at: now,
        }
    }
}

/// Whether somebody has a place or waits for one.
fn holds(state: RegistrationState) -> bool {
    matches!(state, RegistrationState::Registered | RegistrationState::Waiting)
}

fn closed() -> Problem {
    Problem::refused("registration-closed", Text::new("events-registration-closed"))
}

/// The event while it takes registrations. Error: not found; refused (`registration-closed`).
async fn open_event(unit: &Unit<'_>, event: EventId) -> Result<Event, Problem> {
    let event = queries::event(unit.conn(), unit.ctx(), event).await?;
    if event.takes_registrations(unit.now()) {
        Ok(event)
    } else {
        Err(closed())
    }
}

async fn place(unit: &Unit<'_>, event: EventId, guest: Guest) -> Result<RegistrationState, Problem> {
    let event = open_event(unit, event).await?;
    let earlier = queries::registration_of(unit.conn(), event.id, &guest.email).await?;
    if let Some(earlier) = earlier.as_ref().filter(|earlier| holds(earlier.state)) {
        return Ok(earlier.state);
    }
    let row = guest.row(event.id, earlier.as_ref(), unit.now());
    seat(unit, &event, row, earlier.is_some()).await
}

/// One body, or one organisation, has at most the event's number. Error: refused (`body-full`).
async fn require_room(
    unit: &Unit<'_>,
    event: &Event,
    body: Option<Uuid>,
    organisation: &str,
) -> Result<(), Problem> {
    let same = match body {
        Some(body) => registration::Column::BodyId.eq(body),
        None => registration::Column::Organisation.eq(organisation),
    };
    let others = registration::Entity::find()
        .filter(registration::Column::EventId.eq(event.id))
        .filter(same)
        .filter(
            registration::Column::State.is_in([RegistrationState::Registered, RegistrationState::Waiting]),
        )
        .count(unit.conn())
        .await?;
    if i64::try_from(others).unwrap_or(i64::MAX) < event.per_body {
        return Ok(());
    }
    Err(Problem::refused(
        "body-full",
        Text::new("events-body-full").with("count", event.per_body),
    ))
}

/// Gives the row a place, or puts it on the waiting list.
async fn seat(
    unit: &Unit<'_>,
    event: &Event,
    mut row: Registration,
    exists: bool,
) -> Result<RegistrationState, Problem> {
    // The event row first: it is the lock, so the count per body below is right.
    let got_place = store::take_place(unit.conn(), event.id).await?;
    require_room(unit, event, row.body_id, &row.organisation).await?;
    row.state = if got_place {
        RegistrationState::Registered
    } else {
        RegistrationState::Waiting
    };
    write(unit, &row, exists).await?;
    if got_place {
        mails::confirm(unit, event, &row, unit.now().timestamp()).await?;
    } else {
        mails::waiting(unit, event, &row, false).await?;
    }
    unit.audit(Entry::new("registration", row.id, "register").to(row.state))
        .await?;
    Ok(row.state)
}

async fn write(unit: &Unit<'_>, row: &Registration, exists: bool) -> Result<(), Problem> {
    let active = row.clone().into_active_model().reset_all();
    if exists {
        registration::Entity::update(active).exec(unit.conn()).await?;
    } else {
        registration::Entity::insert(active)
            .exec_without_returning(unit.conn())
            .await?;
    }
    Ok(())
}

/// Gives the own place back; the first of the waiting list moves up. Error: not found without a registration.
pub async fn unregister(db: &Db, ctx: &Ctx, id: EventId) -> Result<(), Problem> {
    retrying(|| unregister_once(db, ctx, id)).await
}

async fn unregister_once(db: &Db, ctx: &Ctx, id: EventId) -> Result<(), Problem> {
    let email = ctx.person()?.email.clone();
    let unit = db.write(ctx).await?;
    let own = queries::registration_of(unit.conn(), id, &email).await?;
    give_back(&unit, own).await?;
    unit.commit().await
}

/// The same of somebody without an account, by the link of the confirmation: whoever has the id holds the registration.
pub async fn unregister_guest(db: &Db, ctx: &Ctx, id: RegistrationId) -> Result<(), Problem> {
    retrying(|| async move {
        let unit = db.write(ctx).await?;
        let own = queries::guest(unit.conn(), id).await?;
        give_back(&unit, Some(own)).await?;
        unit.commit().await
    })
    .await
}

async fn give_back(unit: &Unit<'_>, own: Option<Registration>) -> Result<(), Problem> {
    let ctx = unit.ctx();
    let own = own
        .filter(|own| own.state != RegistrationState::Cancelled)
        .ok_or(Problem::not_found("registration"))?;
    let event = queries::event(unit.conn(), ctx, own.event_id).await?;
    if ctx.now >= event.starts_at {
        return Err(Problem::refused("too-late", Text::new("events-began")));
    }
    // Touch the event row first, so that two changes at once wait for each other.
    event::Entity::update_many()
        .col_expr(event::Column::Version, Expr::value(event.version + 1))
        .filter(event::Column::Id.eq(event.id))
        .exec(unit.conn())
        .await?;
    set_state(unit, own.id, RegistrationState::Cancelled).await?;
    if own.state == RegistrationState::Registered {
        store::give_place(unit.conn(), event.id).await?;
        move_up(unit, &event).await?;
    }
    unit.audit(
        Entry::new("registration", own.id, "unregister").states(own.state, RegistrationState::Cancelled),
    )
    .await
}

async fn set_state(unit: &Unit<'_>, id: RegistrationId, state: RegistrationState) -> Result<(), Problem> {
    registration::Entity::update_many()
        .col_expr(registration::Column::State, Expr::value(state))
        .filter(registration::Column::Id.eq(id))
        .exec(unit.conn())
        .await?;
    Ok(())
}

async fn move_up(unit: &Unit<'_>, event: &Event) -> Result<(), Problem> {
    let next = registration::Entity::find()
        .filter(registration::Column::EventId.eq(event.id))
        .filter(registration::Column::State.eq(RegistrationState::Waiting))
        .order_by_asc(registration::Column::RegisteredAt)
        .order_by_asc(registration::Column::Id)
        .one(unit.conn())
        .await?;
    let Some(next) = next else { return Ok(()) };
    if store::take_place(unit.conn(), event.id).await? {
        set_state(unit, next.id, RegistrationState::Registered).await?;
        mails::waiting(unit, event, &next, true).await?;
        unit.audit(
            Entry::new("registration", next.id, "move_up")
                .states(RegistrationState::Waiting, RegistrationState::Registered),
        )
        .await?;
    }
    Ok(())
}
