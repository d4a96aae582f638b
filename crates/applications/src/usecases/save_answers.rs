//! Saving answers of a draft field by field, each by its own version: two people in one draft never overwrite each
//! other. What fits is saved, what another person changed meanwhile comes back with both values.

use std::collections::BTreeMap;

use base::{Ctx, PersonId, Problem, Text};
use base_db::{Db, Entry, Unit, retrying};
use calls::form::{Field, FormDefinition, Kind, from_json, is_empty};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::transition::require_state;
use crate::answers::{Stored, columns, stored_of};
use crate::merge::Clash;
use crate::model::{Application, ApplicationId, ApplicationState};
use crate::store::{answer, application, save};
use crate::{access, plan, queries};

/// What is said of a declaration that was sent with a draft.
pub(crate) const DECLARED_LATER: &str = "applications-declare-on-submit";

/// A new value for one field; null empties it.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The code of the form: `C3`.
    pub field: String,
    /// In the stored form ([`calls::form::read`], [`calls::form::from_json`]).
    pub value: Value,
    /// The version of the answer that the person saw, 0 if there was none. `None`: this value wins whatever is there.
    pub seen: Option<i64>,
}

/// What became of the changes.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedAnswers {
    /// The server's time.
    pub at: DateTime<Utc>,
    /// The version of every field that was asked to change, as it is now.
    pub versions: BTreeMap<String, i64>,
    /// Fields that somebody else changed meanwhile; their values were not touched.
    pub conflicts: Vec<Conflict>,
}

/// Two values for one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub field: String,
    pub mine: Value,
    pub theirs: Value,
    pub by: Option<PersonId>,
    pub at: Option<DateTime<Utc>>,
    pub version: i64,
}

/// Error: not found; denied without KE of the lead (SB for paper); refused when it is no draft any more or the form
/// version is damaged; `Invalid` for fields the form does not ask, declarations (made when submitting), bodies the
/// register does not know, and amounts that the plan decides.
pub async fn save_answers(
    db: &Db,
    ctx: &Ctx,
    application: ApplicationId,
    changes: &[Change],
) -> Result<SavedAnswers, Problem> {
    retrying(|| attempt(db, ctx, application, changes)).await
}

async fn attempt(db: &Db, ctx: &Ctx, id: ApplicationId, changes: &[Change]) -> Result<SavedAnswers, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, id).await?;
    access::require_editor(ctx, &before)?;
    require_state(&before, &[ApplicationState::Draft])?;
    // the row is locked from here on: versions cannot change between reading and writing them
    touch(&unit, id).await?;
    let before = save::load(&unit, id).await?;
    let saved = write(&unit, &before, changes).await?;
    unit.commit().await?;
    Ok(saved)
}

/// Notes that the draft changed, if it still is one. Error: `Stale`.
async fn touch(unit: &Unit<'_>, id: ApplicationId) -> Result<(), Problem> {
    let done = application::Entity::update_many()
        .col_expr(
            application::Column::Version,
            Expr::col(application::Column::Version).add(1),
        )
        .col_expr(application::Column::UpdatedAt, Expr::value(unit.now()))
        .filter(application::Column::Id.eq(id))
        .filter(application::Column::State.eq(ApplicationState::Draft))
        .exec(unit.conn())
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}

/// Writes the changes into a locked draft. One audit entry for all of them.
pub(crate) async fn write(
    unit: &Unit<'_>,
    application: &Application,
    changes: &[Change],
) -> Result<SavedAnswers, Problem> {
    let form = crate::answers::form_of(unit.conn(), application)
        .await?
        .definition;
    let stored = stored_of(unit.conn(), application).await?;
    let mut after = application.clone();
    let mut saved = SavedAnswers {
        at: unit.now(),
        versions: BTreeMap::new(),
        conflicts: Vec::new(),
    };
    let mut written = Vec::new();
    let plan_decides = if changes.iter().any(|change| is_total(&change.field)) {
        let call = calls::call_head(unit.conn(), application.call_id).await?;
        plan::decides(unit.conn(), application, call.funding_mode).await?
    } else {
        false
    };
    for change in changes {
        let field = form
            .field(&change.field)
            .ok_or_else(|| Problem::field(&change.field, Text::new("applications-no-such-field")))?;
        if field.kind == Kind::MustBeTrue {
            return Err(Problem::field(&change.field, Text::new(DECLARED_LATER)));
        }
        let value = known_bodies(unit, field, &change.value).await?;
        let nothing = Stored::nothing();
        let there = stored.get(&change.field).unwrap_or(&nothing);
        let same = there.value == value || is_empty(&there.value) && is_empty(&value);
        if same {
            saved.versions.insert(change.field.clone(), there.version);
        } else if plan_decides && is_total(&change.field) {
            return Err(Problem::field(&change.field, Text::new(plan::FROM_PLAN)));
        } else if change.seen.is_some_and(|seen| seen != there.version) {
            saved.versions.insert(change.field.clone(), there.version);
            saved.conflicts.push(Conflict {
                field: change.field.clone(),
                mine: value,
                theirs: there.value.clone(),
                by: there.changed_by,
                at: there.changed_at,
                version: there.version,
            });
        } else {
            let version = there.version + 1;
            columns::put(&mut after, &change.field, &value);
            put(unit, application.id, &change.field, &value, version).await?;
            saved.versions.insert(change.field.clone(), version);
            written.push(change.field.clone());
        }
    }
    if written.iter().any(|code| columns::is_column(code)) {
        save::update(unit, application, after).await?;
    }
    if !written.is_empty() {
        unit.audit(
            Entry::new("application", application.id, "save_answers")
                .case(application.id)
                .data(json!({ "fields": written })),
        )
        .await?;
    }
    Ok(saved)
}

/// Writes what is known already into a draft that has no answers yet, as far as its form asks for it and takes it.
/// Gives the codes that were written. Values of columns stand in the row.
pub(super) async fn prefill(
    unit: &Unit<'_>,
    application: ApplicationId,
    form: &FormDefinition,
    known: &[(&str, Value)],
) -> Result<Vec<String>, Problem> {
    let mut written = Vec::new();
    for (code, value) in known {
        let asked = form
            .field(code)
            .filter(|field| !field.off && field.kind != Kind::MustBeTrue);
        let value = asked.and_then(|field| from_json(&field.kind, value).ok());
        if let Some(value) = value.filter(|value| !is_empty(value)) {
            put(unit, application, code, &value, 1).await?;
            written.push((*code).to_owned());
        }
    }
    Ok(written)
}

fn is_total(code: &str) -> bool {
    plan::TOTALS.contains(&code)
}

/// The row of an answer: inserted with version 1, updated from then on.
async fn put(
    unit: &Unit<'_>,
    application: ApplicationId,
    code: &str,
    value: &Value,
    version: i64,
) -> Result<(), Problem> {
    let json = (!columns::is_column(code) && !is_empty(value)).then(|| value.to_string());
    let person = unit.ctx().person_id();
    if version == 1 {
        let row = answer::Model {
            id: Uuid::now_v7(),
            application_id: application,
            field_code: code.to_owned(),
            value: json,
            version,
            changed_by: person,
            changed_at: unit.now(),
        };
        answer::Entity::insert(row.into_active_model().reset_all())
            .exec_without_returning(unit.conn())
            .await?;
        return Ok(());
    }
    answer::Entity::update_many()
        .col_expr(answer::Column::Value, Expr::value(json))
        .col_expr(answer::Column::Version, Expr::value(version))
        .col_expr(answer::Column::ChangedBy, Expr::value(person.map(|id| id.0)))
        .col_expr(answer::Column::ChangedAt, Expr::value(unit.now()))
        .filter(answer::Column::ApplicationId.eq(application))
        .filter(answer::Column::FieldCode.eq(code))
        .exec(unit.conn())
        .await?;
    Ok(())
}

/// What became of a page of many cells that two people may have changed at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// Cells that both changed; what stood there was not touched.
    pub clashes: Vec<Clash>,
    /// Who changed the page last before that, and when.
    pub by: Option<PersonId>,
    pub at: Option<DateTime<Utc>>,
}

/// Clashes with who wrote the other values.
pub(super) async fn clashes(
    unit: &Unit<'_>,
    id: ApplicationId,
    part: &str,
    clashes: Vec<Clash>,
) -> Result<Together, Problem> {
    let last = if clashes.is_empty() {
        None
    } else {
        last_change(unit, id, part).await?
    };
    Ok(Together {
        clashes,
        by: last.as_ref().and_then(|last| last.changed_by),
        at: last.map(|last| last.changed_at),
    })
}

async fn last_change(
    unit: &Unit<'_>,
    id: ApplicationId,
    part: &str,
) -> Result<Option<answer::Model>, Problem> {
    Ok(answer::Entity::find()
        .filter(answer::Column::ApplicationId.eq(id))
        .filter(answer::Column::FieldCode.eq(part))
        .one(unit.conn())
        .await?)
}

/// Notes who changed a part that has a page of its own (`plan`, `partners`), beside the fields of the form.
pub(super) async fn note_change(unit: &Unit<'_>, id: ApplicationId, part: &str) -> Result<(), Problem> {
    let version = last_change(unit, id, part).await?.map_or(0, |last| last.version);
    put(unit, id, part, &Value::Null, version + 1).await
}

/// Notes a change of columns that came another way (the whole draft at once), so that a colleague's page knows.
pub(crate) async fn columns_changed(
    unit: &Unit<'_>,
    before: &Application,
    after: &Application,
) -> Result<(), Problem> {
    let stored = stored_of(unit.conn(), before).await?;
    for code in columns::codes() {
        let (old, new) = (columns::get(before, code), columns::get(after, code));
        if old != new {
            let version = stored.get(code).map_or(0, |stored| stored.version) + 1;
            put(unit, after.id, code, &Value::Null, version).await?;
        }
    }
    Ok(())
}

/// Bodies as the register names them: `Malsch (08215046)`. Error: those it does not know, or knows twice.
async fn known_bodies(unit: &Unit<'_>, field: &Field, value: &Value) -> Result<Value, Problem> {
    let (Kind::Bodies { .. }, Value::Array(lines)) = (&field.kind, value) else {
        return Ok(value.clone());
    };
    let mut named = Vec::new();
    for line in lines.iter().filter_map(Value::as_str) {
        let id = queries::find_body(unit.conn(), line)
            .await?
            .map_err(|text| Problem::field(&field.code, text))?;
        let body = municipalities::body(unit.conn(), id).await?;
        named.push(Value::from(format!(
            "{} ({})",
            super::display_name(&body),
            body.key
        )));
    }
    Ok(Value::Array(named))
}
