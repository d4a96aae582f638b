//! What an officer found about a hint of double funding or repetition: nothing, complementary, or a conflict (2.11).

use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use crate::model::{ApplicationId, HintKind, Judgement, Verdict};
use crate::store::judgement;
use crate::{access, hints, queries};

/// A judgement with its reason.
#[derive(Debug, Clone)]
pub struct JudgeHint {
    pub application: ApplicationId,
    pub kind: HintKind,
    /// The other case's id, or empty.
    pub subject: String,
    pub verdict: Verdict,
    /// Mandatory.
    pub reason: String,
}

/// Judging again replaces what was found before; the audit trail keeps both.
/// Error: `Invalid` without a reason; not found when there is no such hint.
pub async fn judge_hint(db: &Db, ctx: &Ctx, command: JudgeHint) -> Result<Judgement, Problem> {
    let unit = db.write(ctx).await?;
    let case = queries::application(unit.conn(), ctx, command.application).await?;
    access::require_officer(ctx, &case)?;
    let reason = names::clean_multiline(&command.reason);
    let count = names::char_count(&reason);
    let mut checks = base::problem::Checks::new();
    checks.ensure(count > 0, "reason", || Text::new("field-required"));
    checks.ensure(count <= 2_000, "reason", || {
        Text::new("field-too-long")
            .with("max", 2_000)
            .with("count", count)
    });
    checks.finish()?;
    let known = hints::hints(unit.conn(), ctx, &case).await?;
    if !known
        .iter()
        .any(|hint| hint.kind == command.kind && hint.subject == command.subject)
    {
        return Err(Problem::not_found("hint"));
    }
    let person = ctx.find_person();
    let row = Judgement {
        id: Uuid::now_v7(),
        application_id: case.id,
        kind: command.kind,
        subject: command.subject,
        verdict: command.verdict,
        reason,
        judged_by: ctx.person_id(),
        judged_by_name: person.map(|person| person.name.clone()).unwrap_or_default(),
        judged_at: ctx.now,
    };
    let replace = OnConflict::columns([
        judgement::Column::ApplicationId,
        judgement::Column::Kind,
        judgement::Column::Subject,
    ])
    .update_columns([
        judgement::Column::Verdict,
        judgement::Column::Reason,
        judgement::Column::JudgedBy,
        judgement::Column::JudgedByName,
        judgement::Column::JudgedAt,
    ])
    .to_owned();
    judgement::Entity::insert(row.clone().into_active_model().reset_all())
        .on_conflict(replace)
        .exec_without_returning(unit.conn())
        .await?;
    let entry = Entry::new("application", case.id, "judge_hint")
        .case(case.id)
        .reason(&row.reason)
        .data(serde_json::json!({ "kind": row.kind, "subject": row.subject, "verdict": row.verdict }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(row)
}
