//! COUNTERSIGNED → ISSUED: the notice goes out, the award has a new version, its pots follow.

use base::calendar::local_date;
use base::{Ctx, Problem};
use base_db::{Db, retrying};
use base_files::{Files, Staged};
use base_letters::Pdf;
use serde_json::json;

use super::super::served::{self, Addressee};
use super::{effect_of, load, require_state, step};
use crate::letters::{self, Common, Facts, Frozen};
use crate::model::{
    Amendment, AmendmentId, AmendmentState, Change, Channel, Effect, Grant, NoticeKind, Said, Terms, Tranche,
};
use crate::{access, mails, queries, rules, store};

/// The last signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssueAmendment {
    pub amendment: AmendmentId,
    pub version: i64,
    pub channel: Channel,
}

/// A letter that lacks nothing but its row.
struct Ready {
    grant: Grant,
    /// Of the notice; the request's own number counts refused ones as well.
    number: usize,
    effect: Effect,
    frozen: Frozen,
    pdf: Pdf,
    staged: Staged,
}

/// Issues it: a new version of the award with its tranches and shares, pots charged or released, the letter filed, all
/// in one unit. It is served and becomes final on its own; until then only what both versions grant is paid
/// ([`crate::Payable`]). RL, neither who asked for it, who examined it nor the budget officer who signed; M-G07.
/// Error: `Invalid` when it no longer fits the award, denied, refused (`over-budget` with what is left;
/// `no-portal-consent`), `Stale`.
pub async fn issue_amendment(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    command: IssueAmendment,
) -> Result<Amendment, Problem> {
    retrying(|| async {
        let ready = set(db, files, ctx, command).await?;
        write(db, files, ctx, command, ready).await
    })
    .await
}

/// Everything that needs no write turn: rules, letter, bytes.
async fn set(db: &Db, files: &Files, ctx: &Ctx, command: IssueAmendment) -> Result<Ready, Problem> {
    let (amendment, grant, application) =
        queries::amendment_seen(db.reader(), ctx, command.amendment).await?;
    require_issuable(ctx, &amendment, &grant)?;
    if amendment.version != command.version {
        return Err(Problem::Stale);
    }
    let (number, effect, frozen) = letter(db, ctx, &amendment, (grant.clone(), application)).await?;
    let pdf = base_letters::letter_pdf(frozen.letter.clone(), ctx.now)
        .await
        .map_err(|error| super::super::issue::refused(ctx.lang, error))?;
    let staged = files.stage(pdf.bytes.clone().into()).await?;
    Ok(Ready {
        grant,
        number,
        effect,
        frozen,
        pdf,
        staged,
    })
}

fn require_issuable(ctx: &Ctx, amendment: &Amendment, grant: &Grant) -> Result<(), Problem> {
    access::require_head(ctx, grant)?;
    require_state(amendment, &[AmendmentState::Countersigned])?;
    rules::require_amendable(grant)?;
    ctx.require_other_person(&[
        amendment.drafted_by,
        amendment.requested_by,
        amendment.checked_by,
        amendment.bfdh_signed_by,
    ])
}

/// The grant with the next version of its award.
fn amended(grant: &Grant, terms: &Terms) -> Grant {
    Grant {
        award: grant.award + 1,
        amount: terms.amount,
        eligible: terms.eligible,
        until_on: terms.until_on,
        purpose: terms.purpose.clone(),
        objectives: terms.objectives.clone(),
        share_basis: terms.share_basis,
        version: grant.version + 1,
        ..grant.clone()
    }
}

fn said(grant: &Grant) -> Result<String, Problem> {
    let said = Said {
        until_on: grant.until_on,
        eligible: grant.eligible,
        purpose: grant.purpose.clone(),
        objectives: grant.objectives.clone(),
        share_basis: grant.share_basis,
    };
    serde_json::to_string(&said).map_err(Problem::broken)
}

fn amounts(terms: &Terms) -> Vec<Tranche> {
    terms.tranches.iter().map(|account| account.tranche).collect()
}

async fn letter(
    db: &Db,
    ctx: &Ctx,
    amendment: &Amendment,
    (grant, application): (Grant, applications::Application),
) -> Result<(usize, Effect, Frozen), Problem> {
    let changes: Vec<Change> = queries::changes_of(db.reader(), amendment.id).await?;
    let effect = effect_of(db.reader(), &grant, &changes).await?;
    let first = queries::notice_of(db.reader(), grant.id).await?;
    let earlier = queries::amendments_of(db.reader(), grant.id).await?;
    // one that was annulled keeps its number
    let number = earlier.iter().filter(|one| one.notice_id.is_some()).count() + 1;
    let call = calls::call(db.reader(), grant.call_id).await?;
    let common = Common::load(db.reader(), call, ctx).await?;
    let mut facts = Facts::load(db.reader(), (grant, application), common, ctx).await?;
    facts.grant = amended(&facts.grant, &effect.after);
    facts.tranches = amounts(&effect.after);
    facts.shares.clone_from(&effect.after.shares);
    let frozen = letters::amendment::freeze(&facts, number, amendment, &changes, &effect, first.as_ref())?;
    Ok((number, effect, frozen))
}

async fn write(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    command: IssueAmendment,
    ready: Ready,
) -> Result<Amendment, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, application) = load(&unit, command.amendment, Some(command.version)).await?;
    require_issuable(ctx, &before, &grant)?;
    served::require_channel(unit.conn(), grant.body_id, command.channel).await?;
    // the letter says what was read before: a grant that was paid from meanwhile is read once more
    if grant.version != ready.grant.version {
        return Err(Problem::Stale);
    }
    let after = amended(&grant, &ready.effect.after);
    let name = format!("Änderungsbescheid {} Nr. {}.pdf", grant.number, ready.number);
    let Ready {
        effect,
        frozen,
        pdf,
        staged,
        ..
    } = ready;
    let kind = NoticeKind::Amendment;
    let notice = letters::put(&unit, files, &grant, (kind, &name), frozen.json, pdf, staged).await?;
    let to = Addressee {
        award: Some(after.award),
        ..Addressee::of(&grant)
    };
    served::open(&unit, notice.id, kind, to, command.channel).await?;
    let today = local_date(ctx.now);
    let issued = Amendment {
        state: AmendmentState::Issued,
        issued_by: ctx.person_id(),
        issued_at: Some(ctx.now),
        channel: Some(command.channel),
        sent_on: Some(today),
        award: Some(after.award),
        said_before: Some(said(&grant)?),
        notice_id: Some(notice.id),
        version: before.version + 1,
        ..before.clone()
    };
    let data = json!({ "award": after.award, "notice": notice.id, "sha256": notice.file_sha256 });
    step(&unit, &before, &issued, "issue", "", data.clone()).await?;

    store::insert_award(&unit, after.id, after.award, &effect.after.tranches).await?;
    if after.share_basis.is_some() {
        store::insert_shares(&unit, after.id, after.award, &effect.after.shares).await?;
    }
    // the means first: the database lets an award grow only where the ledger bears it
    let movements = rules::differences(&amounts(&effect.before), &amounts(&effect.after));
    if !movements.is_empty() {
        super::super::charge(&unit, &after, movements).await?;
    }
    super::super::step(&unit, &grant, &after, "amend", &before.reason, data).await?;
    mails::amended(&unit, &after, &application).await?;
    unit.commit().await?;
    Ok(issued)
}

/// The letter as it would be issued now, for those who sign; not filed. Office only. Error: not found, denied, refused.
pub async fn preview_amendment(db: &Db, ctx: &Ctx, id: AmendmentId) -> Result<Pdf, Problem> {
    let (amendment, grant, application) = queries::amendment_seen(db.reader(), ctx, id).await?;
    if !access::is_office(ctx, &grant) {
        return Err(Problem::denied(base::Text::new("problem-denied")));
    }
    require_state(
        &amendment,
        &[AmendmentState::Checked, AmendmentState::Countersigned],
    )?;
    let (_, _, frozen) = letter(db, ctx, &amendment, (grant, application)).await?;
    let mut letter = frozen.letter;
    letter.subject = format!("ENTWURF – {}", letter.subject);
    base_letters::letter_pdf(letter, ctx.now)
        .await
        .map_err(|error| super::super::issue::refused(ctx.lang, error))
}
