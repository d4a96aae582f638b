//! Declarations (handbook 3.3: F and C14) are made by the signing person, one by one, in the act of submitting: no draft
//! holds one, nothing prefills one. The snapshot freezes who declared which words, when and how.

use base::{Ctx, Lang, Problem, Role, Scope};
use base_db::Unit;
use calls::Call;
use calls::form::{Answers, Field, FormDefinition, Kind};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use crate::answers::{columns, facts_of};
use crate::model::{Application, ApplicationId, Declared, DeclaredAct, DeclaredHow, DeclaredItem, Source};
use crate::store::answer;

/// The declarations that the form asks of this application.
pub(crate) fn asked<'a>(form: &'a FormDefinition, answers: &Answers, call: &Call) -> Vec<&'a Field> {
    let facts = facts_of(call);
    let is_asked = |field: &Field| {
        let when = field.when.as_ref();
        when.is_none_or(|when| when.holds(answers, facts).is_possible())
    };
    form.fields()
        .filter(|field| field.kind == Kind::MustBeTrue && is_asked(field))
        .collect()
}

/// What is declared now, and nothing that stood there before.
pub(super) fn take(
    application: &mut Application,
    answers: &mut Answers,
    form: &FormDefinition,
    declared: &Declared,
) {
    for field in form.fields().filter(|field| field.kind == Kind::MustBeTrue) {
        let given = declared.0.contains(&field.code);
        columns::put(application, &field.code, &Value::Bool(given));
        if given {
            answers.insert(field.code.clone(), Value::Bool(true));
        } else {
            answers.remove(&field.code);
        }
    }
}

/// Writes the declarations that have no column of their own.
pub(super) async fn keep(
    unit: &Unit<'_>,
    id: ApplicationId,
    form: &FormDefinition,
    declared: &Declared,
) -> Result<(), Problem> {
    forget(unit, id, form).await?;
    let rows: Vec<_> = without_column(form)
        .filter(|code| declared.0.contains(*code))
        .map(|code| {
            let row = answer::Model {
                id: Uuid::now_v7(),
                application_id: id,
                field_code: code.to_owned(),
                value: Some(Value::Bool(true).to_string()),
                version: 1,
                changed_by: unit.ctx().person_id(),
                changed_at: unit.now(),
            };
            row.into_active_model().reset_all()
        })
        .collect();
    if !rows.is_empty() {
        answer::Entity::insert_many(rows)
            .exec_without_returning(unit.conn())
            .await?;
    }
    Ok(())
}

/// Takes all of them back: the application is a draft again.
pub(super) async fn take_back(
    unit: &Unit<'_>,
    application: &mut Application,
    form: &FormDefinition,
) -> Result<(), Problem> {
    take(application, &mut Answers::new(), form, &Declared::default());
    forget(unit, application.id, form).await
}

fn without_column(form: &FormDefinition) -> impl Iterator<Item = &str> {
    form.fields()
        .filter(|field| field.kind == Kind::MustBeTrue)
        .map(|field| field.code.as_str())
        .filter(|code| !columns::is_column(code))
}

async fn forget(unit: &Unit<'_>, id: ApplicationId, form: &FormDefinition) -> Result<(), Problem> {
    let codes: Vec<&str> = without_column(form).collect();
    if codes.is_empty() {
        return Ok(());
    }
    answer::Entity::delete_many()
        .filter(answer::Column::ApplicationId.eq(id))
        .filter(answer::Column::FieldCode.is_in(codes))
        .exec(unit.conn())
        .await?;
    Ok(())
}

/// How this person declares for this application.
fn how(ctx: &Ctx, application: &Application) -> DeclaredHow {
    let signs = ctx.has(Role::KZ, Scope::Body(application.lead_body_id.0));
    match application.source {
        Source::Trial => DeclaredHow::Portal,
        _ if signs => DeclaredHow::Portal,
        Source::Portal => DeclaredHow::CoverSheet,
        Source::Officer | Source::Import => DeclaredHow::Paper,
    }
}

/// The act of declaring for the snapshot: the person, the time, and the words of the form as they stood there. None where
/// nothing was declared.
pub(super) fn act(ctx: &Ctx, application: &Application, items: Vec<DeclaredItem>) -> Option<DeclaredAct> {
    (!items.is_empty()).then(|| DeclaredAct {
        by: ctx.person_id(),
        name: ctx
            .find_person()
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        at: ctx.now,
        how: how(ctx, application),
        items,
    })
}

/// Code and German words of what was declared, in the order of the form.
pub(super) fn words(form: &FormDefinition, answers: &Answers) -> Vec<DeclaredItem> {
    form.fields()
        .filter(|field| field.kind == Kind::MustBeTrue)
        .filter(|field| answers.get(&field.code) == Some(&Value::Bool(true)))
        .map(|field| DeclaredItem {
            code: field.code.clone(),
            text: field.label.get(Lang::De).to_owned(),
        })
        .collect()
}
