//! The administration changes the letterhead and the frame of a programme. Notices that were issued keep theirs.

use base::problem::Checks;
use base::{Ctx, Problem};
use base_db::{Db, Entry};
use chrono::NaiveDate;
use serde_json::json;

use super::create_programme::check;
use crate::model::{Authority, Programme, ProgrammeId};
use crate::{RemedyKind, access, queries, store};

/// The new data; code and first day stay.
#[derive(Debug, Clone)]
pub struct EditProgramme {
    pub programme: ProgrammeId,
    pub version: i64,
    pub name_de: String,
    pub name_en: String,
    pub authority: Authority,
    pub remedy_kind: RemedyKind,
    pub court: String,
    pub valid_until: Option<NaiveDate>,
}

/// Changes the data; old and new stand in the audit trail. Error: `NotFound`, `Denied`, `Invalid`, `Stale`.
pub async fn edit_programme(db: &Db, ctx: &Ctx, command: EditProgramme) -> Result<(), Problem> {
    access::require_set_up(ctx)?;
    let unit = db.write(ctx).await?;
    let old = queries::programme(unit.conn(), command.programme).await?;
    if old.version != command.version {
        return Err(Problem::Stale);
    }
    let new = Programme {
        name_de: command.name_de,
        name_en: command.name_en,
        authority: command.authority,
        remedy_kind: command.remedy_kind,
        court: command.court,
        valid_until: command.valid_until,
        ..old.clone()
    };
    let mut checks = Checks::new();
    check(&mut checks, &new);
    checks.finish()?;
    store::update_programme(&unit, &new).await?;
    let data = json!({ "old": crate::ProgrammeJson::from(&old), "new": crate::ProgrammeJson::from(&new) });
    unit.audit(Entry::new("programme", new.id, "edit").data(data))
        .await?;
    unit.commit().await
}
