//! Taking over what the municipality wrote in an earlier application, where nothing stands yet.

use base::{Ctx, Problem};
use base_db::Db;
use calls::form::{Kind, from_json, is_empty};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::save_answers::{Change, SavedAnswers, save_answers};
use crate::access::visible_to;
use crate::answers::{answers_of, form_of};
use crate::model::{Application, ApplicationId, ApplicationState};
use crate::queries;
use crate::store::application;

/// What belongs to the year of the call: dates, amounts, the resolution. Declarations belong to submitting.
const OF_ITS_YEAR: &[&str] = &["A4a", "A4b", "C11a", "C11b", "C12", "D2"];

/// The latest application of the same body to another call that the person may see, one that was handed in before a
/// draft. Nothing for a test of a call.
pub async fn earlier(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    application: &Application,
) -> Result<Option<Application>, Problem> {
    if crate::access::is_trial(application) {
        return Ok(None);
    }
    // false sorts before true on both databases
    let is_draft = application::Column::State.eq(ApplicationState::Draft);
    Ok(application::Entity::find()
        .filter(visible_to(ctx))
        .filter(application::Column::LeadBodyId.eq(application.lead_body_id))
        .filter(application::Column::CallId.ne(application.call_id))
        .filter(application::Column::Id.ne(application.id))
        .order_by_asc(is_draft)
        .order_by_desc(application::Column::CreatedAt)
        .order_by_desc(application::Column::Id)
        .one(db)
        .await?)
}

/// Copies answers of the earlier application into empty fields of the draft, as far as its form asks them and they
/// fit its limits. What stands there already stays. Error: as [`save_answers`]; not found without an earlier one.
pub async fn carry_over(db: &Db, ctx: &Ctx, id: ApplicationId) -> Result<SavedAnswers, Problem> {
    let reader = db.reader();
    let draft = queries::application(reader, ctx, id).await?;
    crate::access::require_editor(ctx, &draft)?;
    let source = earlier(reader, ctx, &draft)
        .await?
        .ok_or(Problem::not_found("earlier application"))?;
    let form = form_of(reader, &draft).await?.definition;
    let (there, old) = (
        answers_of(reader, &draft).await?,
        answers_of(reader, &source).await?,
    );
    let changes: Vec<Change> = form
        .fields()
        .filter(|field| {
            let code = field.code.as_str();
            field.kind != Kind::MustBeTrue
                && !code.starts_with(['E', 'F'])
                && !OF_ITS_YEAR.contains(&code)
                && !there.contains_key(code)
        })
        .filter_map(|field| {
            let value = from_json(&field.kind, old.get(&field.code)?).ok()?;
            (!is_empty(&value)).then(|| Change {
                field: field.code.clone(),
                value,
                // empty when looked at: whoever writes meanwhile wins
                seen: Some(0),
            })
        })
        .collect();
    save_answers(db, ctx, id, &changes).await
}
