//! A later deadline for one applicant, for calls with a soft deadline: an officer proposes, the head of unit decides
//! (as for the admission of late ones, handbook 3.4 no. 7). For all it is the call's own extension (M-C05).

use base::{Ctx, Deadline, Problem, Role, Scope, Text, names};
use base_db::{Db, Entry, Unit};
use calls::{Call, CallId, DeadlineKind};
use chrono::NaiveDate;
use municipalities::BodyId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::add_note_in;
use super::remind::plan_reminders;
use super::transition::moved;
use crate::mails;
use crate::model::{Application, ApplicationState as S, DeadlineExtension, Source};
use crate::store::{application, deadline_extension};

/// A later end of the application phase for one body.
#[derive(Debug, Clone)]
pub struct ProposeExtension {
    pub call: CallId,
    pub body: BodyId,
    /// The last day, 24:00.
    pub due_on: NaiveDate,
    /// Mandatory.
    pub reason: String,
}

/// Error: refused for a cut-off deadline, or while another proposal for this body waits; `Invalid` for a day that is
/// not later or a missing reason.
pub async fn propose_extension(
    db: &Db,
    ctx: &Ctx,
    command: ProposeExtension,
) -> Result<DeadlineExtension, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), command.call).await?;
    ctx.require(&[Role::SB], Scope::Programme(call.programme_id.0))?;
    if call.deadline_kind != DeadlineKind::Soft {
        return Err(Problem::refused(
            "cut-off",
            Text::new("applications-extension-cut-off"),
        ));
    }
    municipalities::body(unit.conn(), command.body).await?;
    let reason = names::clean_multiline(&command.reason);
    let due = Deadline::end_of(command.due_on);
    let mut checks = base::problem::Checks::new();
    checks.ensure(!reason.is_empty(), "reason", || Text::new("field-required"));
    checks.ensure(
        due.instant() > call.deadline.instant() && due.instant() > ctx.now,
        "due_on",
        || Text::new("applications-extension-not-later"),
    );
    checks.finish()?;
    let waits = deadline_extension::Entity::find()
        .filter(deadline_extension::Column::CallId.eq(call.id))
        .filter(deadline_extension::Column::BodyId.eq(command.body))
        .filter(deadline_extension::Column::DecidedAt.is_null())
        .one(unit.conn())
        .await?;
    if waits.is_some() {
        return Err(Problem::refused(
            "proposal-waits",
            Text::new("applications-extension-waits"),
        ));
    }
    let person = ctx.find_person();
    let extension = DeadlineExtension {
        id: Uuid::now_v7(),
        call_id: call.id,
        body_id: command.body,
        due_on: command.due_on,
        due_at: due.instant(),
        reason,
        proposed_by: ctx.person_id(),
        proposed_by_name: person.map(|person| person.name.clone()).unwrap_or_default(),
        proposed_at: ctx.now,
        decided_by: None,
        decided_at: None,
        outcome: None,
        remark: String::new(),
    };
    deadline_extension::Entity::insert(extension.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    let entry = Entry::new("deadline_extension", extension.id, "propose")
        .reason(&extension.reason)
        .data(serde_json::json!({ "call": call.id, "body": command.body, "due_on": command.due_on }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(extension)
}

/// The head of unit's answer. Confirmed: who was late within the new time is on time, and is told (M-C05B).
/// Error: four eyes; `Invalid` when it is declined without a remark; refused when it is decided already.
pub async fn decide_extension(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    confirm: bool,
    remark: &str,
) -> Result<DeadlineExtension, Problem> {
    let unit = db.write(ctx).await?;
    let before = deadline_extension::Entity::find_by_id(id)
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("extension"))?;
    let call = calls::call(unit.conn(), before.call_id).await?;
    let scope = Scope::Programme(call.programme_id.0);
    if !ctx.has_any(&[Role::SB, Role::RL], scope) {
        return Err(Problem::not_found("extension"));
    }
    ctx.require(&[Role::RL], scope)?;
    ctx.require_other_person(&[before.proposed_by])?;
    let remark = names::clean_multiline(remark);
    if !confirm && remark.is_empty() {
        return Err(Problem::field("remark", Text::new("field-required")));
    }
    let outcome = if confirm { "CONFIRMED" } else { "DECLINED" };
    let done = deadline_extension::Entity::update_many()
        .col_expr(
            deadline_extension::Column::DecidedBy,
            Expr::value(ctx.person_id().map(|person| person.0)),
        )
        .col_expr(deadline_extension::Column::DecidedAt, Expr::value(ctx.now))
        .col_expr(deadline_extension::Column::Outcome, Expr::value(outcome))
        .col_expr(deadline_extension::Column::Remark, Expr::value(remark.clone()))
        .filter(deadline_extension::Column::Id.eq(id))
        .filter(deadline_extension::Column::DecidedAt.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected != 1 {
        return Err(Problem::refused(
            "nothing-proposed",
            Text::new("applications-extension-decided"),
        ));
    }
    unit.audit(
        Entry::new("deadline_extension", id, "decide")
            .to(outcome)
            .reason(&remark),
    )
    .await?;
    if confirm {
        now_on_time(&unit, &call, &before).await?;
        let due = Deadline::end_of(before.due_on);
        let drafts = application::Entity::find()
            .filter(application::Column::CallId.eq(call.id))
            .filter(application::Column::LeadBodyId.eq(before.body_id))
            .filter(application::Column::State.eq(S::Draft))
            .filter(application::Column::Source.eq(Source::Portal))
            .all(unit.conn())
            .await?;
        for draft in drafts {
            plan_reminders(&unit, draft.id, due).await?;
        }
        mails::extended_for_one(&unit, &call, before.body_id, id, due).await?;
    }
    unit.commit().await?;
    Ok(DeadlineExtension {
        decided_by: ctx.person_id(),
        decided_at: Some(ctx.now),
        outcome: Some(outcome.to_owned()),
        remark,
        ..before
    })
}

/// What was handed in late within the new time counts as on time (as invariant 13 has it for all).
async fn now_on_time(unit: &Unit<'_>, call: &Call, extension: &DeadlineExtension) -> Result<(), Problem> {
    let late = application::Entity::find()
        .filter(application::Column::CallId.eq(call.id))
        .filter(application::Column::LeadBodyId.eq(extension.body_id))
        .filter(application::Column::State.eq(S::Late))
        .filter(application::Column::ReceivedAt.lt(extension.due_at))
        .all(unit.conn())
        .await?;
    for before in late {
        let after = Application {
            state: S::Submitted,
            ..before.clone()
        };
        let after = moved(unit, &before, after, "deadline_moved", Some(&extension.reason)).await?;
        let deadline = Deadline::end_of(extension.due_on).text(base::Lang::De);
        let note = base::texts::tr_with(
            base::Lang::De,
            "applications-note-extended-for-one",
            &[("deadline", &deadline)],
        );
        add_note_in(unit, after.id, &note).await?;
        super::propose::withdraw_open(unit, after.id).await?;
    }
    Ok(())
}
