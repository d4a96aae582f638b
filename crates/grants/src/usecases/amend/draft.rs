//! – → DRAFT → REQUESTED: what is wanted and why; its effect is seen before it is handed in.

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use base_files::{Files, NewFile};
use bytes::Bytes;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{effect_of, hidden, load, require_state, step};
use crate::model::{
    Amendment, AmendmentId, AmendmentKind, AmendmentState, Change, Grant, GrantId, Terms, Tranche,
};
use crate::{access, queries, rules, store};

/// Characters of the reasons.
const MAX_REASON: usize = 4_000;

/// A request for an amendment as it is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAmendment {
    pub grant: GrantId,
    /// The draft that is changed, with the version that was seen.
    pub amendment: Option<(AmendmentId, i64)>,
    pub reason: String,
    pub changes: Vec<Change>,
    /// Replaces the file that is there.
    pub file: Option<AmendmentFile>,
}

/// A file that goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendmentFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Writes or changes a draft. KE or KZ of the grantee, or SB for them. Every finding shows before it is handed in.
/// Error: `Invalid`, denied, refused (`not-amendable`, `kind-open` when another request has the kind), `Stale`.
pub async fn draft_amendment(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    command: DraftAmendment,
) -> Result<Amendment, Problem> {
    let file = match command.file {
        Some(file) => Some(examined(file).await?),
        None => None,
    };
    let staged = match &file {
        Some((_, _, bytes)) => Some(files.stage(bytes.clone()).await?),
        None => None,
    };
    let reason = reason(&command.reason)?;
    let unit = db.write(ctx).await?;
    let (grant, _) = super::super::load(&unit, command.grant, None).await?;
    access::require_requester(ctx, &grant)?;
    rules::require_amendable(&grant)?;
    let known = command.amendment.map(|(id, _)| id);
    require_free(unit.conn(), &grant, known, &command.changes).await?;
    effect_of(unit.conn(), &grant, &command.changes).await?;

    let mut file_id = None;
    if let (Some((name, media_type, bytes)), Some(staged)) = (file, staged) {
        let new = NewFile {
            name,
            media_type,
            purpose: "amendment",
            application_id: Some(grant.application_id.0),
            bytes,
        };
        file_id = Some(files.keep(&unit, new, staged).await?.id);
    }
    let kinds: Vec<AmendmentKind> = command.changes.iter().map(Change::kind).collect();
    let data = json!({ "kinds": kinds, "file": file_id });
    let amendment = match command.amendment {
        None => {
            let amendment = new(&unit, &grant, reason, file_id).await?;
            store::insert_amendment(&unit, &amendment, &command.changes).await?;
            let entry = Entry::new("grant_amendment", amendment.id, "draft")
                .case(grant.application_id)
                .to(amendment.state)
                .data(data);
            unit.audit(entry).await?;
            amendment
        }
        Some((id, version)) => {
            let (before, _, _) = load(&unit, id, Some(version)).await?;
            require_state(&before, &[AmendmentState::Draft])?;
            if before.grant_id != grant.id {
                return Err(Problem::not_found("amendment"));
            }
            let after = Amendment {
                reason,
                file_id: file_id.or(before.file_id),
                drafted_by: ctx.person_id(),
                requested_by: ctx.person_id(),
                requested_at: ctx.now,
                version: before.version + 1,
                ..before.clone()
            };
            store::replace_items(&unit, &after, &command.changes).await?;
            step(&unit, &before, &after, "change", "", data).await?;
            after
        }
    };
    unit.commit().await?;
    Ok(amendment)
}

async fn new(
    unit: &base_db::Unit<'_>,
    grant: &Grant,
    reason: String,
    file_id: Option<uuid::Uuid>,
) -> Result<Amendment, Problem> {
    let earlier = queries::amendments_of(unit.conn(), grant.id).await?;
    Ok(Amendment {
        id: AmendmentId::new(),
        grant_id: grant.id,
        application_id: grant.application_id,
        number: earlier.first().map_or(1, |last| last.number + 1),
        state: AmendmentState::Draft,
        reason,
        file_id,
        drafted_by: unit.ctx().person_id(),
        requested_by: unit.ctx().person_id(),
        requested_at: unit.now(),
        checked_by: None,
        checked_at: None,
        remark: String::new(),
        rl_signed_by: None,
        rl_signed_at: None,
        bfdh_signed_by: None,
        bfdh_signed_at: None,
        issued_by: None,
        issued_at: None,
        channel: None,
        sent_on: None,
        award: None,
        said_before: None,
        notice_id: None,
        version: 1,
    })
}

fn reason(text: &str) -> Result<String, Problem> {
    let reason = super::super::required("reason", text)?;
    let count = base::names::char_count(&reason);
    if count > MAX_REASON {
        let text = Text::new("field-too-long")
            .with("max", MAX_REASON)
            .with("count", count);
        return Err(Problem::field("reason", text));
    }
    Ok(reason)
}

/// Name, media type and bytes of a file that may be attached.
async fn examined(file: AmendmentFile) -> Result<(String, String, Bytes), Problem> {
    // office files are unpacked: not on a thread that serves others
    let examine = move || match base_files::examine(&file.name, &file.bytes) {
        Ok(media_type) => Ok((file.name, media_type.to_owned(), file.bytes.into())),
        Err(unfit) => Err(Problem::field("file", unfit.text(&file.name))),
    };
    tokio::task::spawn_blocking(examine)
        .await
        .map_err(Problem::broken)?
}

/// Error: refused when another open request has one of these kinds, or it cannot be asked for.
async fn require_free(
    db: &impl ConnectionTrait,
    grant: &Grant,
    but: Option<AmendmentId>,
    changes: &[Change],
) -> Result<(), Problem> {
    let hidden = hidden(db, grant, but).await?;
    let taken = hidden
        .into_iter()
        .find(|(kind, _)| changes.iter().any(|change| change.kind() == *kind));
    match taken {
        Some((_, why)) => Err(Problem::refused("kind-hidden", why)),
        None => Ok(()),
    }
}

/// What can be asked for now.
#[derive(Debug, Clone)]
pub struct Options {
    pub grant: Grant,
    pub terms: Terms,
    pub means: Vec<Tranche>,
    /// Kinds that cannot be asked for, with the reason.
    pub hidden: Vec<(AmendmentKind, Text)>,
}

/// What the person can ask for. Error: not found, denied, refused.
pub async fn options(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: GrantId,
    but: Option<AmendmentId>,
) -> Result<Options, Problem> {
    let (grant, _) = queries::seen(db, ctx, id).await?;
    access::require_requester(ctx, &grant)?;
    rules::require_amendable(&grant)?;
    let call = calls::call(db, grant.call_id).await?;
    Ok(Options {
        terms: queries::terms(db, &grant).await?,
        means: super::super::content::means(&call),
        hidden: hidden(db, &grant, but).await?,
        grant,
    })
}

/// Handing a draft in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    pub amendment: AmendmentId,
    pub version: i64,
}

/// DRAFT → REQUESTED. KE or KZ, or SB for them; the office finds it among its tasks.
/// Error: `Invalid` when the award has changed so that it no longer fits, denied, refused, `Stale`.
pub async fn request_amendment(db: &Db, ctx: &Ctx, command: Request) -> Result<Amendment, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.amendment, Some(command.version)).await?;
    access::require_requester(ctx, &grant)?;
    require_state(&before, &[AmendmentState::Draft])?;
    rules::require_amendable(&grant)?;
    let changes = queries::changes_of(unit.conn(), before.id).await?;
    effect_of(unit.conn(), &grant, &changes).await?;
    let after = Amendment {
        state: AmendmentState::Requested,
        requested_by: ctx.person_id(),
        requested_at: ctx.now,
        remark: String::new(),
        version: before.version + 1,
        ..before.clone()
    };
    step(
        &unit,
        &before,
        &after,
        "request",
        &before.reason,
        json!({ "award": grant.award }),
    )
    .await?;
    unit.commit().await?;
    Ok(after)
}
