//! Four eyes on rejections and late admissions: an officer proposes, the head of unit decides.

use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry, Unit};
use calls::DeadlineKind;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::transition::{moved, require_state};
use crate::model::{Application, ApplicationId, ApplicationState as S, Proposal, ProposalVerb, ReasonCode};
use crate::store::proposal;
use crate::{access, mails, queries};

/// What the officer proposes.
#[derive(Debug, Clone)]
pub struct Propose {
    pub application: ApplicationId,
    pub verb: ProposalVerb,
    /// For a rejection; an admission always speaks against R01.
    pub reason_code: ReasonCode,
    /// The essential reasons (§ 39 LVwVfG); mandatory.
    pub reason: String,
}

/// Rejection: IN_CHECK → INELIGIBLE with any code, or LATE with R01. Admission: LATE of a call with a soft deadline.
/// Error: refused in other states, or while another proposal waits; `Invalid` without a reason.
pub async fn propose(db: &Db, ctx: &Ctx, command: Propose) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, command.application).await?;
    access::require_officer(ctx, &before)?;
    let reason = names::clean_multiline(&command.reason);
    if reason.is_empty() {
        return Err(Problem::field("reason", Text::new("field-required")));
    }
    if queries::open_proposal(unit.conn(), before.id).await?.is_some() {
        return Err(Problem::refused(
            "proposal-waits",
            Text::new("applications-proposal-waits"),
        ));
    }
    let (application, reason_code) = match command.verb {
        ProposalVerb::Admit => (admissible(&unit, before).await?, ReasonCode::Deadline),
        ProposalVerb::Reject => {
            require_state(&before, &[S::InCheck, S::Late])?;
            let code = if before.state == S::Late {
                ReasonCode::Deadline
            } else {
                command.reason_code
            };
            (ineligible(&unit, before, code).await?, code)
        }
    };
    keep(&unit, &application, command.verb, reason_code, reason).await?;
    unit.commit().await?;
    Ok(application)
}

async fn admissible(unit: &Unit<'_>, application: Application) -> Result<Application, Problem> {
    require_state(&application, &[S::Late])?;
    let call = calls::call(unit.conn(), application.call_id).await?;
    if call.deadline_kind != DeadlineKind::Soft {
        return Err(Problem::refused("cut-off", Text::new("applications-cut-off")));
    }
    Ok(application)
}

/// A late one stays LATE until it is decided; one in the formal check becomes INELIGIBLE.
async fn ineligible(unit: &Unit<'_>, before: Application, code: ReasonCode) -> Result<Application, Problem> {
    if before.state == S::Late {
        return Ok(before);
    }
    let after = Application {
        state: S::Ineligible,
        ..before.clone()
    };
    moved(unit, &before, after, "propose_rejection", Some(code.code())).await
}

async fn keep(
    unit: &Unit<'_>,
    application: &Application,
    verb: ProposalVerb,
    reason_code: ReasonCode,
    reason: String,
) -> Result<(), Problem> {
    let ctx = unit.ctx();
    let proposal = Proposal {
        id: Uuid::now_v7(),
        application_id: application.id,
        verb,
        reason_code,
        reason: reason.clone(),
        proposed_by: ctx.person_id(),
        proposed_by_name: ctx
            .find_person()
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        proposed_at: ctx.now,
        decided_by: None,
        decided_at: None,
        outcome: None,
    };
    let id = proposal.id;
    proposal::Entity::insert(proposal.into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    let entry = Entry::new("application_proposal", id, "propose")
        .case(application.id)
        .reason(reason)
        .data(serde_json::json!({ "verb": verb, "reason_code": reason_code }));
    unit.audit(entry).await
}

/// The head of unit's answer to the waiting proposal.
#[derive(Debug, Clone)]
pub struct Decide {
    pub application: ApplicationId,
    /// Follow the proposal, or leave the case with the officer.
    pub confirm: bool,
    /// Why not; mandatory when the proposal is declined.
    pub remark: String,
}

/// Error: four eyes; refused when nothing waits.
pub async fn decide(db: &Db, ctx: &Ctx, command: Decide) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, command.application).await?;
    access::require_head(ctx, &before)?;
    let waiting = queries::open_proposal(unit.conn(), before.id)
        .await?
        .ok_or_else(|| Problem::refused("nothing-proposed", Text::new("applications-nothing-proposed")))?;
    ctx.require_other_person(&[waiting.proposed_by])?;
    let remark = names::clean_multiline(&command.remark);
    if !command.confirm && remark.is_empty() {
        return Err(Problem::field("remark", Text::new("field-required")));
    }
    close(&unit, &waiting, command.confirm, &remark).await?;
    let after = match (waiting.verb, command.confirm, before.state) {
        (ProposalVerb::Reject, true, _) => {
            require_state(&before, &[S::Ineligible, S::Late])?;
            let rejected = Application {
                state: S::Rejected,
                ..before.clone()
            };
            let rejected = moved(
                &unit,
                &before,
                rejected,
                "reject",
                Some(waiting.reason_code.code()),
            )
            .await?;
            mails::rejected(&unit, &rejected).await?;
            rejected
        }
        (ProposalVerb::Admit, true, _) => {
            require_state(&before, &[S::Late])?;
            let admitted = Application {
                state: S::InCheck,
                ..before.clone()
            };
            let admitted = moved(&unit, &before, admitted, "admit_late", Some(&waiting.reason)).await?;
            mails::admitted(&unit, &admitted).await?;
            admitted
        }
        (ProposalVerb::Reject, false, S::Ineligible) => {
            let back = Application {
                state: S::InCheck,
                ..before.clone()
            };
            moved(&unit, &before, back, "decline_rejection", Some(&remark)).await?
        }
        (_, false, _) => before,
    };
    unit.commit().await?;
    Ok(after)
}

async fn close(unit: &Unit<'_>, waiting: &Proposal, confirm: bool, remark: &str) -> Result<(), Problem> {
    let outcome = if confirm { "CONFIRMED" } else { "DECLINED" };
    let done = proposal::Entity::update_many()
        .col_expr(
            proposal::Column::DecidedBy,
            Expr::value(unit.ctx().person_id().map(|person| person.0)),
        )
        .col_expr(proposal::Column::DecidedAt, Expr::value(unit.now()))
        .col_expr(proposal::Column::Outcome, Expr::value(outcome))
        .filter(proposal::Column::Id.eq(waiting.id))
        .filter(proposal::Column::DecidedAt.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    let entry = Entry::new("application_proposal", waiting.id, "decide")
        .case(waiting.application_id)
        .to(outcome)
        .reason(remark);
    unit.audit(entry).await
}

/// A proposal that has become pointless is closed without anybody's decision.
pub(crate) async fn withdraw_open(unit: &Unit<'_>, application: ApplicationId) -> Result<(), Problem> {
    proposal::Entity::update_many()
        .col_expr(proposal::Column::DecidedAt, Expr::value(unit.now()))
        .col_expr(proposal::Column::Outcome, Expr::value("DECLINED"))
        .filter(proposal::Column::ApplicationId.eq(application))
        .filter(proposal::Column::DecidedAt.is_null())
        .exec(unit.conn())
        .await?;
    Ok(())
}
