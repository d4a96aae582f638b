//! COUNTERSIGNED → ISSUED: the head of unit signs the notice; it is set from frozen data, filed, and sent.

use applications::Application;
use base::calendar::local_date;
use base::{Ctx, Lang, Problem, Text};
use base_db::{Db, Unit};
use base_files::{Files, Staged};
use base_letters::{Block, Letter, LetterError, Pdf};
use calls::CallId;
use futures::{StreamExt as _, stream};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{Outcome, load, reissue, served, step};
use crate::letters::{self, Common, Facts, Frozen};
use crate::model::{Channel, Grant, GrantId, GrantMode, GrantState, Notice, NoticeKind};
use crate::{access, mails, queries, rules};

/// Letters set at the same time in a batch; `base_letters` bounds the cores.
pub(super) const AT_ONCE: usize = 8;

/// The last signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Issue {
    pub grant: GrantId,
    pub version: Option<i64>,
    pub channel: Channel,
}

/// A notice that lacks nothing but its row.
struct Ready {
    before: Grant,
    frozen: Frozen,
    pdf: Pdf,
    staged: Staged,
}

/// Issues the notice (cash) or the agreement (in kind). RL; with preparer and budget officer three persons in all.
/// The letter is set and stored before the unit begins. A notice reaches through the portal only who agreed to that
/// (§ 41 Abs. 2a LVwVfG); an agreement is no act and needs none. M-G01 tells the municipality.
/// Error: denied, refused (`four-eyes`, `wrong-state`, `missing-parts` naming what the letter lacks,
/// `no-portal-consent`), `Stale`.
pub async fn issue(db: &Db, files: &Files, ctx: &Ctx, command: Issue) -> Result<Notice, Problem> {
    let seen = queries::seen(db.reader(), ctx, command.grant).await?;
    let call = calls::call(db.reader(), seen.0.call_id).await?;
    let common = Common::load(db.reader(), call, ctx).await?;
    issue_seen(db, files, ctx, command, seen, common).await
}

async fn issue_seen(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    command: Issue,
    seen: (Grant, Application),
    common: Common,
) -> Result<Notice, Problem> {
    let ready = set(db, files, ctx, command, seen, common).await?;
    write(db, files, ctx, command.channel, ready).await
}

/// Everything that needs no write turn: rules, letter, bytes.
async fn set(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    command: Issue,
    seen: (Grant, Application),
    common: Common,
) -> Result<Ready, Problem> {
    let before = seen.0.clone();
    access::require_issuer(ctx, &before)?;
    rules::after(&before, "issue")?;
    if command.version.is_some_and(|version| version != before.version) {
        return Err(Problem::Stale);
    }
    let facts = Facts::load(db.reader(), seen, common, ctx).await?;
    let frozen = letters::freeze(&facts)?;
    let pdf = base_letters::letter_pdf(frozen.letter.clone(), ctx.now)
        .await
        .map_err(|error| refused(ctx.lang, error))?;
    let staged = files.stage(pdf.bytes.clone().into()).await?;
    Ok(Ready {
        before,
        frozen,
        pdf,
        staged,
    })
}

/// A letter that cannot be set says what it lacks; everything else is ours.
pub(super) fn refused(lang: Lang, error: LetterError) -> Problem {
    match error {
        LetterError::MissingParts(parts) => letters::refusal(lang, &parts),
        other => Problem::broken(other),
    }
}

async fn write(db: &Db, files: &Files, ctx: &Ctx, channel: Channel, ready: Ready) -> Result<Notice, Problem> {
    let unit = db.write(ctx).await?;
    let (before, application) = load(&unit, ready.before.id, Some(ready.before.version)).await?;
    let today = local_date(ctx.now);
    let is_cash = before.mode == GrantMode::CashGrant;
    if is_cash {
        served::require_channel(unit.conn(), before.body_id, channel).await?;
    }
    let after = Grant {
        state: rules::after(&before, "issue")?,
        issued_by: ctx.person_id(),
        issued_at: Some(ctx.now),
        channel: Some(channel),
        sent_on: Some(today),
        // an agreement is not delivered: it comes about by both signatures
        fetch_until_on: reissue::fetch_until(channel, today).filter(|_| is_cash),
        version: before.version + 1,
        ..before.clone()
    };
    let notice = file(&unit, files, &after, ready).await?;
    let data = json!({
        "channel": channel, "sent_on": today, "notice": notice.id, "sha256": notice.file_sha256,
        "content_sha256": notice.content_sha256,
    });
    step(&unit, &before, &after, "issue", "", data).await?;
    if is_cash {
        reissue::plan(&unit, &after).await?;
    }
    mails::issued(&unit, &after, &application).await?;
    unit.commit().await?;
    Ok(notice)
}

async fn file(unit: &Unit<'_>, files: &Files, grant: &Grant, ready: Ready) -> Result<Notice, Problem> {
    let (kind, name) = match grant.mode {
        GrantMode::CashGrant => (
            NoticeKind::Award,
            format!("Zuwendungsbescheid {}.pdf", grant.number),
        ),
        GrantMode::InKind => (
            NoticeKind::Agreement,
            format!("Kooperationsvereinbarung {}.pdf", grant.number),
        ),
    };
    let (content, pdf) = (ready.frozen.json, ready.pdf);
    letters::file(unit, files, grant, kind, &name, content, pdf, ready.staged).await
}

/// Issues all countersigned grants of a call: the letters at the same time, then each in its own unit with its own
/// result. What is chosen for all, the portal, falls back to post for a grantee that did not agree to it.
pub async fn issue_all(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    call: CallId,
    channel: Channel,
) -> Result<Vec<Outcome>, Problem> {
    let call = calls::call_for(db.reader(), ctx, call).await?;
    calls::access::require(ctx, &call, &[base::Role::RL])?;
    let grants = queries::of_call(db.reader(), ctx, call.id, &[GrantState::Countersigned]).await?;
    let common = Common::load(db.reader(), call, ctx).await?;
    let bodies: Vec<_> = grants.iter().map(|grant| grant.body_id).collect();
    let consenting = queries::consenting(db.reader(), &bodies).await?;
    let channel_of = |grant: &Grant| match grant.mode {
        GrantMode::CashGrant if !consenting.contains(&grant.body_id) => Channel::Post,
        _ => channel,
    };
    let mut issued = stream::iter(grants)
        .map(|grant| issue_of_batch(db, files, ctx, channel_of(&grant), grant, common.clone()))
        .buffered(AT_ONCE);
    let mut outcomes = Vec::new();
    while let Some((grant, result)) = issued.next().await {
        match result {
            Err(problem @ Problem::Broken { .. }) => return Err(problem),
            result => outcomes.push(Outcome::of(&grant, result.map(|_| GrantState::Issued))),
        }
    }
    Ok(outcomes)
}

async fn issue_of_batch(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    channel: Channel,
    grant: Grant,
    common: Common,
) -> (Grant, Result<Notice, Problem>) {
    let command = Issue {
        grant: grant.id,
        version: Some(grant.version),
        channel,
    };
    let result = async {
        let application = queries::seen_case(db.reader(), ctx, &grant).await?;
        issue_seen(db, files, ctx, command, (grant.clone(), application), common).await
    }
    .await;
    (grant, result)
}

/// The letter as it would be issued now, for those who sign; not filed. What it still lacks stands at its top, so that
/// nobody has to sign to find out. Office only. Error: not found, denied.
pub async fn preview(db: &Db, ctx: &Ctx, id: GrantId) -> Result<Pdf, Problem> {
    let seen = queries::seen(db.reader(), ctx, id).await?;
    if !access::is_office(ctx, &seen.0) {
        return Err(Problem::denied(Text::new("problem-denied")));
    }
    let (mut letter, missing) = sketch(db.reader(), ctx, seen).await?;
    letter.subject = format!("ENTWURF – {}", letter.subject);
    if !missing.is_empty() {
        let names = letters::named(Lang::De, &missing);
        letter
            .blocks
            .insert(0, Block::note("Noch nicht vollständig. Es fehlt:", names));
    }
    base_letters::letter_pdf(letter, ctx.now)
        .await
        .map_err(|error| refused(ctx.lang, error))
}

/// What the notice of a grant still lacks, by name; empty when it is complete.
pub(crate) async fn missing(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    seen: (Grant, Application),
) -> Result<String, Problem> {
    let (_, missing) = sketch(conn, ctx, seen).await?;
    Ok(letters::named(ctx.lang, &missing))
}

/// The letter of today. Who signs it is not known yet: that is no part it lacks.
async fn sketch(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    seen: (Grant, Application),
) -> Result<(Letter, Vec<&'static str>), Problem> {
    let call = calls::call(conn, seen.0.call_id).await?;
    let common = Common::load(conn, call, ctx).await?;
    let mut facts = Facts::load(conn, seen, common, ctx).await?;
    if facts.signatory.trim().is_empty() {
        "Name der zeichnenden Person".clone_into(&mut facts.signatory);
    }
    let (mut letter, mut missing) = letters::sketch(&facts);
    missing.extend(letter.missing_parts());
    // a draft can be set without them
    for field in [&mut letter.letterhead.authority, &mut letter.reference] {
        if field.trim().is_empty() {
            "(fehlt)".clone_into(field);
        }
    }
    Ok((letter, missing))
}
