//! The operator or the administration sets a programme up.

use base::problem::Checks;
use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry, is_unique_violation};
use chrono::NaiveDate;

use super::set_parameter::checked;
use crate::model::{Authority, Programme, ProgrammeId};
use crate::parameters::DatedValue;
use crate::{RemedyKind, access, store};

/// A programme to be set up, with first parameters (name and value as in handbook 2.12), valid from its first day.
#[derive(Debug, Clone)]
pub struct NewProgramme {
    pub code: String,
    pub name_de: String,
    pub name_en: String,
    pub authority: Authority,
    pub remedy_kind: RemedyKind,
    pub court: String,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub parameters: Vec<(String, String)>,
}

/// Sets a programme up. Error: `Denied`, `Invalid`, `Refused` (`code-taken`).
pub async fn create_programme(db: &Db, ctx: &Ctx, new: NewProgramme) -> Result<ProgrammeId, Problem> {
    access::require_set_up(ctx)?;
    let mut checks = Checks::new();
    let is_code = (2..=12).contains(&new.code.len())
        && new
            .code
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    checks.ensure(is_code, "code", || Text::new("calls-wrong-programme-code"));
    let programme = Programme {
        id: ProgrammeId::new(),
        code: new.code,
        name_de: new.name_de,
        name_en: new.name_en,
        authority: new.authority,
        remedy_kind: new.remedy_kind,
        court: new.court,
        valid_from: new.valid_from,
        valid_until: new.valid_until,
        version: 1,
    };
    check(&mut checks, &programme);
    checks.finish()?;
    for (name, value) in &new.parameters {
        checked(name, value)?;
    }

    let unit = db.write(ctx).await?;
    if store::find_programme_by_code(unit.conn(), &programme.code)
        .await?
        .is_some()
    {
        return Err(Problem::refused(
            "code-taken",
            Text::new("calls-refused-code-taken").with("code", &programme.code),
        ));
    }
    store::insert_programme(&unit, &programme, ctx.now).await?;
    for (name, value) in &new.parameters {
        let first = DatedValue {
            name: name.clone(),
            value: value.clone(),
            valid_from: programme.valid_from,
            source: String::new(),
            set_by: ctx.person_id(),
            set_at: Some(ctx.now),
        };
        store::insert_parameter(&unit, programme.id, first)
            .await
            .map_err(|error| match is_unique_violation(&error) {
                true => Problem::broken(format!("parameter {name} twice")),
                false => error.into(),
            })?;
    }
    let data = serde_json::json!({ "code": programme.code, "parameters": new.parameters });
    unit.audit(Entry::new("programme", programme.id, "create").data(data))
        .await?;
    unit.commit().await?;
    Ok(programme.id)
}

/// What every programme must have.
pub(super) fn check(checks: &mut Checks, programme: &Programme) {
    for (field, text) in [
        ("name_de", &programme.name_de),
        ("authority", &programme.authority.authority),
    ] {
        checks.ensure(!text.trim().is_empty(), field, || Text::new("field-required"));
    }
    let ordered = programme
        .valid_until
        .is_none_or(|until| programme.valid_from <= until);
    checks.ensure(ordered, "valid_until", || Text::new("calls-wrong-period"));
    let lines = &programme.authority;
    for (field, text) in [
        ("name_de", &programme.name_de),
        ("name_en", &programme.name_en),
        ("authority", &lines.authority),
        ("department", &lines.department),
        ("street", &lines.street),
        ("postcode", &lines.postcode),
        ("place", &lines.place),
        ("phone", &lines.phone),
        ("email", &lines.email),
        ("web", &lines.web),
        ("court", &programme.court),
    ] {
        let count = names::char_count(text);
        checks.ensure(count <= MAX_LINE, field, || {
            Text::new("field-too-long")
                .with("max", MAX_LINE)
                .with("count", count)
        });
    }
}

/// Characters of a line of a programme's data at most.
pub(crate) const MAX_LINE: usize = 200;
