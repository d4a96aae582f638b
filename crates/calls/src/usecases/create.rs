//! An officer drafts a call.

use base::problem::Checks;
use base::{Ctx, Problem, Text, calendar};
use base_db::{Db, Entry, Unit};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};

use crate::json::TermsJson;
use crate::model::{Call, CallId, ProgrammeId, Terms};
use crate::store::{self, call};
use crate::{CallState, access, queries, rules};

/// A call to be drafted.
#[derive(Debug, Clone)]
pub struct Create {
    pub programme: ProgrammeId,
    /// `IBZ-2026A`: capitals, digits, hyphens.
    pub code: String,
    /// Starts the case numbers; the code if empty.
    pub number_prefix: String,
    pub terms: Terms,
}

/// Drafts a call. Error: `Denied`, `Invalid`, `Refused` (`programme-invalid`).
pub async fn create(db: &Db, ctx: &Ctx, command: Create) -> Result<CallId, Problem> {
    create_from(db, ctx, command, None).await
}

/// The same, remembering the call it was copied from.
pub(super) async fn create_from(
    db: &Db,
    ctx: &Ctx,
    command: Create,
    cloned_from: Option<CallId>,
) -> Result<CallId, Problem> {
    let unit = db.write(ctx).await?;
    let programme = queries::programme(unit.conn(), command.programme).await?;
    access::require_officer(ctx, &programme)?;
    if !programme.is_valid_on(calendar::local_date(ctx.now)) {
        return Err(Problem::refused(
            "programme-invalid",
            Text::new("calls-refused-programme"),
        ));
    }
    let number_prefix = if command.number_prefix.is_empty() {
        command.code.clone()
    } else {
        command.number_prefix
    };
    check_codes(&unit, &command.code, &number_prefix).await?;
    rules::check_draft(&command.terms)?;
    super::edit::check_line(&unit, programme.id, &command.terms).await?;

    let call = Call {
        cloned_from,
        ..fresh(ctx, programme.id, command.code, number_prefix, command.terms)
    };
    store::insert(&unit, &call).await?;
    store::start_at_zero(&unit, call.id).await?;
    let mut data = TermsJson::from(&call.terms).to_value();
    if let Some(source) = cloned_from {
        data["cloned_from"] = serde_json::json!(source.0);
    }
    unit.audit(Entry::new("call", call.id, "create").to(call.state).data(data))
        .await?;
    unit.commit().await?;
    Ok(call.id)
}

/// A new draft with nothing decided about it.
pub(super) fn fresh(
    ctx: &Ctx,
    programme_id: ProgrammeId,
    code: String,
    number_prefix: String,
    terms: Terms,
) -> Call {
    Call {
        id: CallId::new(),
        programme_id,
        code,
        number_prefix,
        state: CallState::Draft,
        terms,
        edition: 1,
        created_by: ctx.person_id(),
        edited_by: None,
        submitted_by: None,
        submitted_at: None,
        rl_approval: None,
        bfdh_approval: None,
        published_at: None,
        preview_of: None,
        cloned_from: None,
        version: 1,
    }
}

/// Code and prefix must be well-formed and free. Error: `Invalid`.
pub(super) async fn check_codes(unit: &Unit<'_>, code: &str, number_prefix: &str) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.ensure(is_code(code), "code", || Text::new("calls-wrong-code"));
    checks.ensure(is_code(number_prefix), "number_prefix", || {
        Text::new("calls-wrong-code")
    });
    for (field, column, value) in [
        ("code", call::Column::Code, code),
        ("number_prefix", call::Column::NumberPrefix, number_prefix),
    ] {
        let taken = call::Entity::find()
            .filter(Condition::all().add(column.eq(value)))
            .count(unit.conn())
            .await?
            > 0;
        checks.ensure(!taken, field, || {
            Text::new("calls-refused-code-taken").with("code", value)
        });
    }
    checks.finish()
}

fn is_code(code: &str) -> bool {
    let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
    (3..=24).contains(&code.len())
        && code.bytes().all(plain)
        && !code.starts_with('-')
        && !code.ends_with('-')
}
