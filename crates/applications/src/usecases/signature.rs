//! The way of a draft to its signatory: the editor asks, the signatory hands in or sends it back (handbook 3.3 F8).

use base::{Ctx, Problem, Role, Scope, Text, names};
use base_db::{Db, Entry, Unit};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::transition::require_state;
use crate::model::{Application, ApplicationId, ApplicationState, SignatureRequest, Source};
use crate::store::{save, signature};
use crate::{access, mails, queries};

/// The open request of a case, if there is one.
pub(crate) async fn open_request(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<SignatureRequest>, Problem> {
    Ok(signature::Entity::find()
        .filter(signature::Column::ApplicationId.eq(id))
        .filter(signature::Column::Outcome.is_null())
        .one(db)
        .await?)
}

/// The editor asks the body's signatories to hand the draft in.
/// Error: refused when it was asked already, or when the body has no signatory; denied without KE.
pub async fn ask_signature(db: &Db, ctx: &Ctx, id: ApplicationId, remark: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    queries::application(unit.conn(), ctx, id).await?;
    let application = save::lock(&unit, id).await?;
    access::require_editor(ctx, &application)?;
    require_state(&application, &[ApplicationState::Draft])?;
    if application.source != Source::Portal {
        let text = Text::new("applications-signature-portal");
        return Err(Problem::refused("no-signature-needed", text));
    }
    if open_request(unit.conn(), id).await?.is_some() {
        let text = Text::new("applications-signature-asked-already");
        return Err(Problem::refused("asked-already", text));
    }
    let scope = Scope::Body(application.lead_body_id.0);
    let signatories = people::holders(unit.conn(), &[Role::KZ], scope, ctx.now).await?;
    if signatories.is_empty() {
        let text = Text::new("applications-no-signatory").with("lead", &application.lead_name);
        return Err(Problem::refused("no-signatory", text));
    }
    let remark = limited("remark", remark)?;
    let row = SignatureRequest {
        id: Uuid::now_v7(),
        application_id: id,
        remark,
        asked_by: ctx.person_id(),
        asked_at: ctx.now,
        outcome: None,
        reason: String::new(),
        answered_by: None,
        answered_at: None,
    };
    signature::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    unit.audit(
        Entry::new("application", id, "ask_signature")
            .case(id)
            .reason(&row.remark),
    )
    .await?;
    let call = calls::call(unit.conn(), application.call_id).await?;
    mails::signature_asked(&unit, &application, &call, &row, &signatories).await?;
    unit.commit().await
}

/// The signatory sends the draft back with a reason. Error: refused when nobody asked; denied without KZ.
pub async fn return_unsigned(db: &Db, ctx: &Ctx, id: ApplicationId, reason: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    queries::application(unit.conn(), ctx, id).await?;
    let application = save::lock(&unit, id).await?;
    ctx.require(&[Role::KZ], Scope::Body(application.lead_body_id.0))?;
    require_state(&application, &[ApplicationState::Draft])?;
    let Some(request) = open_request(unit.conn(), id).await? else {
        let text = Text::new("applications-signature-not-asked");
        return Err(Problem::refused("not-asked", text));
    };
    let reason = limited("reason", reason)?;
    if reason.is_empty() {
        return Err(Problem::field("reason", Text::new("field-required")));
    }
    close(&unit, &application, "RETURNED", &reason).await?;
    unit.audit(
        Entry::new("application", id, "return_unsigned")
            .case(id)
            .reason(&reason),
    )
    .await?;
    mails::signature_returned(&unit, &application, &request, &reason).await?;
    unit.commit().await
}

/// Ends the open request, if there is one.
pub(crate) async fn close(
    unit: &Unit<'_>,
    application: &Application,
    outcome: &'static str,
    reason: &str,
) -> Result<(), Problem> {
    signature::Entity::update_many()
        .col_expr(signature::Column::Outcome, Expr::value(outcome))
        .col_expr(signature::Column::Reason, Expr::value(reason))
        .col_expr(
            signature::Column::AnsweredBy,
            Expr::value(unit.ctx().person_id().map(|person| person.0)),
        )
        .col_expr(signature::Column::AnsweredAt, Expr::value(unit.now()))
        .filter(signature::Column::ApplicationId.eq(application.id))
        .filter(signature::Column::Outcome.is_null())
        .exec(unit.conn())
        .await?;
    Ok(())
}

fn limited(field: &str, text: &str) -> Result<String, Problem> {
    let text = names::clean_multiline(text);
    let count = names::char_count(&text);
    if count > 1_000 {
        let problem = Text::new("field-too-long")
            .with("max", 1_000)
            .with("count", count);
        return Err(Problem::field(field, problem));
    }
    Ok(text)
}

/// Which of these cases wait for a signature.
pub(crate) async fn waiting_for(
    db: &impl ConnectionTrait,
    cases: &[Application],
) -> Result<Vec<ApplicationId>, Problem> {
    let rows = signature::Entity::find()
        .filter(signature::Column::ApplicationId.is_in(cases.iter().map(|case| case.id)))
        .filter(signature::Column::Outcome.is_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.application_id).collect())
}
