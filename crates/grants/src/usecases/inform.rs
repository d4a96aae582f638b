//! Duty to inform (handbook 2.8): the grantee tells at once what changes, an officer takes note and says what follows.

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use serde_json::json;

use super::{load, required};
use crate::model::{GrantId, GrantMode, Information, InformationId, InformationKind};
use crate::{access, queries, store};

/// Characters of a text.
const MAX: usize = 4_000;

/// Something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inform {
    pub grant: GrantId,
    pub kind: InformationKind,
    pub text: String,
}

/// Tells. KE or KZ, or SB for them; the office finds it among its tasks.
/// Error: `Invalid`, denied, refused for support in kind, before the notice is out and when the case is closed.
pub async fn inform(db: &Db, ctx: &Ctx, command: Inform) -> Result<Information, Problem> {
    let text = required("text", &command.text)?;
    let count = base::names::char_count(&text);
    if count > MAX {
        let text = Text::new("field-too-long").with("max", MAX).with("count", count);
        return Err(Problem::field("text", text));
    }
    let unit = db.write(ctx).await?;
    let (grant, _) = load(&unit, command.grant, None).await?;
    access::require_requester(ctx, &grant)?;
    if grant.mode == GrantMode::InKind || !grant.state.is_running() {
        return Err(Problem::refused(
            "not-running",
            Text::new("grants-inform-not-running"),
        ));
    }
    let information = Information {
        id: InformationId::new(),
        grant_id: grant.id,
        application_id: grant.application_id,
        kind: command.kind,
        text: text.clone(),
        told_by: ctx.person_id(),
        told_at: ctx.now,
        noted_by: None,
        noted_at: None,
        note: String::new(),
    };
    store::insert_information(&unit, &information).await?;
    let entry = Entry::new("grant_information", information.id, "tell")
        .case(grant.application_id)
        .reason(&text)
        .data(json!({ "kind": information.kind }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(information)
}

/// What an officer makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeNote {
    pub grant: GrantId,
    pub information: InformationId,
    pub note: String,
}

/// Takes note, once. SB. Error: `Invalid` without a word on what follows, not found, denied, `Stale` when a colleague did.
pub async fn take_note(db: &Db, ctx: &Ctx, command: TakeNote) -> Result<(), Problem> {
    let note = required("note", &command.note)?;
    let unit = db.write(ctx).await?;
    let (grant, _) = load(&unit, command.grant, None).await?;
    access::require_officer(ctx, &grant)?;
    let told = queries::informations_of(unit.conn(), grant.id).await?;
    let known = told.iter().any(|one| one.id == command.information);
    if !known {
        return Err(Problem::not_found("information"));
    }
    store::note_information(&unit, command.information, &note).await?;
    let entry = Entry::new("grant_information", command.information, "note")
        .case(grant.application_id)
        .reason(&note);
    unit.audit(entry).await?;
    unit.commit().await
}
