//! Follow-ups (Wiedervorlage): see a case again on a day, with a note why. Set, done, put off; each with its entry.

use base::{Ctx, PersonId, Problem, Scope, Text, names};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::model::{Application, ApplicationId, FollowUp};
use crate::store::follow_up::{Column, Entity};
use crate::{access, follow_ups, queries};

/// Characters of a note at most.
const MAX: usize = 1_000;

/// A new follow-up.
#[derive(Debug, Clone)]
pub struct SetFollowUp {
    pub application: ApplicationId,
    pub due_on: NaiveDate,
    pub note: String,
    /// In whose list it shows; `None`: the person's own.
    pub person: Option<PersonId>,
}

/// Error: `Invalid` for a day that has passed, an empty or too long note, or somebody who does not work on the case.
pub async fn set_follow_up(db: &Db, ctx: &Ctx, command: SetFollowUp) -> Result<FollowUp, Problem> {
    let unit = db.write(ctx).await?;
    let case = queries::application(unit.conn(), ctx, command.application).await?;
    access::require_note_writer(ctx, &case)?;
    let note = names::clean_multiline(&command.note);
    let mut checks = base::problem::Checks::new();
    let count = names::char_count(&note);
    checks.ensure(count > 0, "note", || Text::new("field-required"));
    checks.ensure(count <= MAX, "note", || {
        Text::new("field-too-long").with("max", MAX).with("count", count)
    });
    require_day(&mut checks, ctx, command.due_on);
    checks.finish()?;
    let person = match command.person {
        Some(person) => of_office(&unit, &case, person).await?,
        None => ctx.person()?.id,
    };
    let follow_up = FollowUp {
        id: Uuid::now_v7(),
        application_id: case.id,
        person_id: person,
        due_on: command.due_on,
        note,
        created_by: ctx.person_id(),
        created_at: ctx.now,
        done_by: None,
        done_at: None,
    };
    Entity::insert(follow_up.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    let entry = Entry::new("follow_up", follow_up.id, "set")
        .case(case.id)
        .reason(&follow_up.note)
        .data(serde_json::json!({ "due_on": follow_up.due_on, "person": person }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(follow_up)
}

/// A follow-up lies ahead: today at the earliest.
fn require_day(checks: &mut base::problem::Checks, ctx: &Ctx, day: NaiveDate) {
    checks.ensure(day >= base::calendar::local_date(ctx.now), "due_on", || {
        Text::new("applications-follow-up-past")
    });
}

/// Somebody of the programme's office who may see the case. Error: `Invalid`.
async fn of_office(unit: &Unit<'_>, case: &Application, person: PersonId) -> Result<PersonId, Problem> {
    let scope = Scope::Programme(case.programme_id);
    let holders = people::holders(unit.conn(), access::NOTE_WRITERS, scope, unit.now()).await?;
    let barred = queries::barred(unit.conn(), person).await?;
    if holders.iter().any(|account| account.id == person) && !barred.contains(&case.id) {
        Ok(person)
    } else {
        Err(Problem::field("person", Text::new("applications-not-in-office")))
    }
}

/// Ends it. Doing it twice is doing it once. Error: not found, denied.
pub async fn finish_follow_up(db: &Db, ctx: &Ctx, id: Uuid) -> Result<FollowUp, Problem> {
    let unit = db.write(ctx).await?;
    let before = owned(&unit, id).await?;
    if before.done_at.is_some() {
        return Ok(before);
    }
    let done_by = ctx.person_id();
    let done = Entity::update_many()
        .col_expr(Column::DoneBy, Expr::value(done_by.map(|person| person.0)))
        .col_expr(Column::DoneAt, Expr::value(ctx.now))
        .filter(Column::Id.eq(id))
        .filter(Column::DoneAt.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    unit.audit(Entry::new("follow_up", id, "finish").case(before.application_id))
        .await?;
    unit.commit().await?;
    Ok(FollowUp {
        done_by,
        done_at: Some(ctx.now),
        ..before
    })
}

/// Puts it off to another day. Error: `Invalid` for a day that has passed; refused when it is done.
pub async fn postpone_follow_up(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    due_on: NaiveDate,
) -> Result<FollowUp, Problem> {
    let unit = db.write(ctx).await?;
    let before = owned(&unit, id).await?;
    let mut checks = base::problem::Checks::new();
    require_day(&mut checks, ctx, due_on);
    checks.finish()?;
    let done = Entity::update_many()
        .col_expr(Column::DueOn, Expr::value(due_on))
        .filter(Column::Id.eq(id))
        .filter(Column::DoneAt.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected != 1 {
        return Err(Problem::refused(
            "follow-up-done",
            Text::new("applications-follow-up-is-done"),
        ));
    }
    let entry = Entry::new("follow_up", id, "postpone")
        .case(before.application_id)
        .data(serde_json::json!({ "from": before.due_on, "to": due_on }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(FollowUp { due_on, ..before })
}

/// A follow-up of a case the person works on: colleagues stand in for each other.
async fn owned(unit: &Unit<'_>, id: Uuid) -> Result<FollowUp, Problem> {
    let found = follow_ups::one(unit.conn(), id).await?;
    let case = queries::find(unit.conn(), unit.ctx(), found.application_id)
        .await?
        .ok_or(Problem::not_found("follow-up"))?;
    access::require_note_writer(unit.ctx(), &case)?;
    Ok(found)
}
