//! A parameter of a programme gets a new value from a day on; the old value stays for the days before.

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, is_unique_violation};
use chrono::NaiveDate;

use crate::model::ProgrammeId;
use crate::{Parameters, access, queries, store};

/// A parameter's value from a day on.
#[derive(Debug, Clone)]
pub struct SetParameter {
    pub programme: ProgrammeId,
    /// One of [`Parameters::NAMES`].
    pub name: String,
    pub value: String,
    pub valid_from: NaiveDate,
}

/// Stores the value. Calls that exist keep their own terms. Error: `Denied`, `Invalid`, `Refused` (`parameter-dated`)
/// when there is a value from that day already.
pub async fn set_parameter(db: &Db, ctx: &Ctx, command: SetParameter) -> Result<(), Problem> {
    access::require_set_up(ctx)?;
    checked(&command.name, &command.value)?;
    let unit = db.write(ctx).await?;
    let programme = queries::programme(unit.conn(), command.programme).await?;
    store::insert_parameter(
        &unit,
        programme.id,
        &command.name,
        &command.value,
        command.valid_from,
    )
    .await
    .map_err(|error| match is_unique_violation(&error) {
        true => Problem::refused("parameter-dated", Text::new("calls-refused-parameter-dated")),
        false => error.into(),
    })?;
    let data =
        serde_json::json!({ "name": command.name, "value": command.value, "valid_from": command.valid_from });
    unit.audit(Entry::new("programme", programme.id, "set_parameter").data(data))
        .await?;
    unit.commit().await
}

/// Error: `Invalid` for an unknown parameter or a value that is none of it.
pub(super) fn checked(name: &str, value: &str) -> Result<(), Problem> {
    Parameters::default().set(name, value).ok_or_else(|| {
        Problem::field(
            name,
            Text::new("calls-wrong-parameter")
                .with("name", name)
                .with("value", value),
        )
    })
}
