//! `/meetings/{meeting}/declaration`: a member declares on every application before seeing any.

use applications::ApplicationId;
use axum::extract::Path;
use base::Problem;
use base_web::view::{Block, Field};
use base_web::{FormData, Reply, Visit};

use super::{Again, again, meeting, meeting_id};
use crate::model::MeetingRecord;
use crate::queries;
use crate::usecases::{self, Conflict};

/// The form, while there is something to declare: number and applicant, nothing else of a case.
pub(super) async fn blocks(
    visit: &Visit,
    record: &MeetingRecord,
    refused: Option<&Again<'_>>,
) -> Result<Vec<Block>, Problem> {
    let me = visit
        .ctx
        .person_id()
        .filter(|_| usecases::may_declare(&visit.ctx, record));
    let Some(me) = me else {
        return Ok(Vec::new());
    };
    let db = visit.app.db.reader();
    let pending = queries::undeclared(db, record, me, visit.ctx.now).await?;
    if pending.is_empty() {
        return Ok(Vec::new());
    }
    let (cases, hints) = queries::to_declare(db, &visit.ctx, me, &pending).await?;
    let mut form = visit
        .form(format!("/meetings/{}/declaration", record.meeting.id))
        .heading(visit.t("declaration-title"))
        .field(Field::note(visit.t("declaration-text")));
    for case in &cases {
        let label = format!("{} {}", case.label(), case.lead_name);
        let told: Vec<&str> = hints
            .iter()
            .filter(|hint| hint.application_id == case.id)
            .map(|hint| hint.name.as_str())
            .collect();
        let hint = if told.is_empty() {
            visit.t("declaration-hint")
        } else {
            visit.tw("declaration-hint-data", &[("names", &told.join(", "))])
        };
        form = form.field(
            Field::text(format!("reason_{}", case.id), label)
                .hint(hint)
                .max(2_000),
        );
        let doubt = visit.tw("declaration-doubt", &[("number", case.label())]);
        form = form.field(Field::checkbox(format!("doubt_{}", case.id), doubt));
    }
    let form = form.submit(visit.t("declaration-submit"));
    Ok(vec![again(form, "declaration", refused).into()])
}

pub(super) async fn declare(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (name, reason) in &form.0 {
        let application: Option<ApplicationId> = name.strip_prefix("reason_").and_then(|id| id.parse().ok());
        let Some(application) = application else { continue };
        let doubtful = form.has(&format!("doubt_{application}"));
        // a doubt without a reason is asked for it
        if doubtful || !reason.trim().is_empty() {
            conflicts.push(Conflict {
                application,
                reason: reason.clone(),
                doubtful,
            });
        }
    }
    let answer = usecases::declare(&visit.app.db, &visit.ctx, id, conflicts).await;
    meeting::answered(
        &visit,
        id,
        "declaration",
        &form,
        answer.map(|_| ()),
        "declaration-done",
    )
    .await
}
