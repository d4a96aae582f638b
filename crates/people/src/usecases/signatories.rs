//! The first signatory of a body (handbook 0.5): the officer proposes with the appointment that the body sent, the head of
//! unit admits. Further ones the body appoints itself ([`super::colleagues`]).

use base::{Ctx, PersonId, Problem, Role, Scope, Text, calendar};
use base_db::{Db, Entry, Unit, is_unique_violation};
use base_files::{Files, NewFile, StoredFile};
use serde_json::json;
use uuid::Uuid;

use super::colleagues::join_body_in;
use crate::access::{self, ADMITTERS, PROPOSERS, SIGNATORY_READERS};
use crate::model::{Signatory, SignatoryState};
use crate::store::signatories;
use crate::{AccountState, Assign, NewAccount, mails, store};

/// Bytes of the appointment at most (handbook 3.3).
const MAX_BYTES: usize = 10 * 1024 * 1024;
/// What the stored appointment is filed as.
const PURPOSE: &str = "appointment";
const PDF: &str = "application/pdf";

/// Somebody who is to sign for a body, with the document that appoints them.
#[derive(Debug, Clone)]
pub struct ProposeSignatory {
    pub body: Uuid,
    pub person: NewAccount,
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// Proposes; the person may edit (KE) at once and is invited, but signs only after [`admit_signatory`]. By SB.
/// Error: denied; `Invalid` on `appointment` unless it is a PDF; refused for who signs already or is proposed already.
pub async fn propose_signatory(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    command: ProposeSignatory,
) -> Result<Uuid, Problem> {
    let me = access::require_any(ctx, PROPOSERS)?;
    let wrong = |key: &str| Problem::field("appointment", Text::new(key));
    if command.bytes.len() > MAX_BYTES {
        return Err(wrong("signatories-file-too-large"));
    }
    if base_files::sniff(&command.bytes) != Some(PDF) {
        return Err(wrong("signatories-file-no-pdf"));
    }
    let staged = files.stage(command.bytes.into()).await?;
    let unit = db.write(ctx).await?;
    let person = join_body_in(&unit, command.body, command.person, &[Role::KE]).await?;
    access::require_other(ctx, person)?;
    if signs(&unit, person, command.body).await? {
        return Err(Problem::refused(
            "signs-already",
            Text::new("signatories-already"),
        ));
    }
    let file = NewFile {
        name: command.file_name,
        media_type: PDF.to_owned(),
        purpose: PURPOSE,
        application_id: None,
        bytes: Vec::new().into(),
    };
    let file = files.keep(&unit, file, staged).await?;
    let row = Signatory {
        id: Uuid::now_v7(),
        body_id: command.body,
        person_id: person,
        file_id: file.id,
        state: SignatoryState::Proposed,
        proposed_by: me,
        proposed_at: ctx.now,
        decided_by: None,
        decided_at: None,
        reason: None,
    };
    let id = row.id;
    signatories::insert(unit.conn(), row).await.map_err(|error| {
        if is_unique_violation(&error) {
            Problem::refused("proposed-already", Text::new("signatories-open"))
        } else {
            Problem::from(error)
        }
    })?;
    let data = json!({ "body": command.body, "sha256": file.sha256 });
    unit.audit(Entry::new("account", person, "propose_signatory").data(data))
        .await?;
    unit.commit().await?;
    Ok(id)
}

async fn signs(unit: &Unit<'_>, person: PersonId, body: Uuid) -> Result<bool, Problem> {
    let today = calendar::local_date(unit.now());
    let held = store::roles::valid_of(unit.conn(), &[person], today).await?;
    Ok(held
        .iter()
        .any(|one| one.role == Role::KZ && one.scope == Scope::Body(body)))
}

/// Makes the person a signatory (KZ) from today on and says so (M-U05). By RL, another person than who proposed.
/// Error: denied; not found; refused (`four-eyes`, or when the account was locked); stale once it was decided.
pub async fn admit_signatory(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let row = decide(&unit, id, SignatoryState::Admitted, None).await?;
    let account = crate::account(unit.conn(), row.person_id).await?;
    if account.state == AccountState::Locked {
        return Err(Problem::refused("locked", Text::new("colleagues-locked")));
    }
    let today = calendar::local_date(ctx.now);
    let assign = Assign::from(row.person_id, Role::KZ, Scope::Body(row.body_id), today);
    super::assign::assign_in(&unit, assign).await?;
    mails::signatory_admitted(&unit, &account, id).await?;
    let data = json!({ "body": row.body_id, "proposed_by": row.proposed_by });
    unit.audit(Entry::new("account", row.person_id, "admit_signatory").data(data))
        .await?;
    unit.commit().await
}

/// Refuses with a reason for the audit trail; what the person may edit stays. By RL, another person than who proposed.
/// Error: as [`admit_signatory`]; `Invalid` without a reason.
pub async fn refuse_signatory(db: &Db, ctx: &Ctx, id: Uuid, reason: &str) -> Result<(), Problem> {
    let reason = base::names::clean(reason);
    if reason.is_empty() {
        return Err(Problem::field("reason", Text::new("field-required")));
    }
    let unit = db.write(ctx).await?;
    let row = decide(&unit, id, SignatoryState::Refused, Some(&reason)).await?;
    let entry = Entry::new("account", row.person_id, "refuse_signatory").reason(&reason);
    unit.audit(entry.data(json!({ "body": row.body_id, "proposed_by": row.proposed_by })))
        .await?;
    unit.commit().await
}

async fn decide(
    unit: &Unit<'_>,
    id: Uuid,
    to: SignatoryState,
    reason: Option<&str>,
) -> Result<Signatory, Problem> {
    let me = access::require_any(unit.ctx(), ADMITTERS)?;
    let row = signatories::find(unit.conn(), id)
        .await?
        .ok_or(Problem::not_found("signatory"))?;
    access::require_other(unit.ctx(), row.person_id)?;
    if row.proposed_by == me {
        return Err(Problem::refused("four-eyes", Text::new("signatories-four-eyes")));
    }
    signatories::decide(unit.conn(), id, to, (me, unit.now()), reason).await?;
    Ok(row)
}

/// Who was proposed in this state, the latest first. Error: denied.
pub async fn signatories(db: &Db, ctx: &Ctx, state: SignatoryState) -> Result<Vec<Signatory>, Problem> {
    access::require_any(ctx, SIGNATORY_READERS)?;
    signatories::list(db.reader(), state).await
}

/// The appointment of a proposal. Error: denied; not found.
pub async fn appointment(db: &Db, ctx: &Ctx, id: Uuid) -> Result<StoredFile, Problem> {
    access::require_any(ctx, SIGNATORY_READERS)?;
    let row = signatories::find(db.reader(), id)
        .await?
        .ok_or(Problem::not_found("signatory"))?;
    base_files::file(db.reader(), row.file_id).await
}
