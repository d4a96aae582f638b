//! Notes on a case (Vermerk): the office's memory, never shown to the applicant, never altered.

use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry, Unit};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use crate::model::{ApplicationId, Note};
use crate::store::note;
use crate::{access, queries};

/// Characters of a note at most.
const MAX: usize = 4_000;

/// Adds a note by a person of the office. Error: `Invalid` for an empty or too long text.
pub async fn add_note(db: &Db, ctx: &Ctx, application: ApplicationId, text: &str) -> Result<Note, Problem> {
    let unit = db.write(ctx).await?;
    let case = queries::application(unit.conn(), ctx, application).await?;
    access::require_note_writer(ctx, &case)?;
    let note = add_note_in(&unit, case.id, text).await?;
    unit.commit().await?;
    Ok(note)
}

/// The same within the unit of a later crate, which has checked the permission.
pub async fn add_note_in(unit: &Unit<'_>, application: ApplicationId, text: &str) -> Result<Note, Problem> {
    let text = names::clean_multiline(text);
    let count = names::char_count(&text);
    if count == 0 {
        return Err(Problem::field("text", Text::new("field-required")));
    }
    if count > MAX {
        return Err(Problem::field(
            "text",
            Text::new("field-too-long").with("max", MAX).with("count", count),
        ));
    }
    let ctx = unit.ctx();
    let note = Note {
        id: Uuid::now_v7(),
        application_id: application,
        text,
        author_id: ctx.person_id(),
        author_name: ctx
            .find_person()
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        created_at: ctx.now,
    };
    let row = note.clone().into_active_model().reset_all();
    note::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    unit.audit(Entry::new("application_note", note.id, "add").case(application))
        .await?;
    Ok(note)
}
