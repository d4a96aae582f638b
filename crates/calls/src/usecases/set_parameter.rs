//! A parameter of a programme gets a new value from a day on; the old value stays for the days before.

use base::problem::Checks;
use base::{Ctx, Problem, Text, calendar, names};
use base_db::{Db, Entry, is_unique_violation};
use chrono::NaiveDate;

use crate::model::ProgrammeId;
use crate::parameters::{DatedValue, Definition};
use crate::{access, queries, store};

/// A parameter's value from a day on.
#[derive(Debug, Clone)]
pub struct SetParameter {
    pub programme: ProgrammeId,
    /// One of [`crate::parameters::DEFINITIONS`].
    pub name: String,
    /// As stored: cents, basis points, codes.
    pub value: String,
    pub valid_from: NaiveDate,
    /// The legal basis or the paper it stands in.
    pub source: String,
}

/// Stores the value. Calls that exist keep their own terms, and no day that has passed gets another value.
///
/// Error: `Denied`, `Invalid`, `Refused` (`parameter-dated`) when there is a value from that day already.
pub async fn set_parameter(db: &Db, ctx: &Ctx, command: SetParameter) -> Result<(), Problem> {
    access::require_set_up(ctx)?;
    checked(&command.name, &command.value)?;
    let source = names::clean(&command.source);
    let mut checks = Checks::new();
    let today = calendar::local_date(ctx.now);
    checks.ensure(command.valid_from >= today, "valid_from", || {
        Text::new("calls-wrong-parameter-past")
    });
    checks.ensure(!source.is_empty(), "source", || Text::new("field-required"));
    let count = names::char_count(&source);
    checks.ensure(count <= MAX_SOURCE, "source", || {
        Text::new("field-too-long")
            .with("max", MAX_SOURCE)
            .with("count", count)
    });
    checks.finish()?;

    let unit = db.write(ctx).await?;
    let programme = queries::programme(unit.conn(), command.programme).await?;
    let new = DatedValue {
        name: command.name,
        value: command.value,
        valid_from: command.valid_from,
        source,
        set_by: ctx.person_id(),
        set_at: Some(ctx.now),
    };
    let data = serde_json::json!({
        "name": new.name, "value": new.value, "valid_from": new.valid_from, "source": new.source,
    });
    store::insert_parameter(&unit, programme.id, new)
        .await
        .map_err(|error| match is_unique_violation(&error) {
            true => Problem::refused("parameter-dated", Text::new("calls-refused-parameter-dated")),
            false => error.into(),
        })?;
    unit.audit(Entry::new("programme", programme.id, "set_parameter").data(data))
        .await?;
    unit.commit().await
}

/// Characters of a source at most.
pub(crate) const MAX_SOURCE: usize = 300;

/// Error: `Invalid` for an unknown parameter or a value that is none of it.
pub(super) fn checked(name: &str, value: &str) -> Result<(), Problem> {
    Definition::named(name)
        .filter(|definition| definition.takes(value))
        .map(|_| ())
        .ok_or_else(|| {
            let text = Text::new("calls-wrong-parameter")
                .with("name", name)
                .with("value", value);
            Problem::field("value", text)
        })
}
