//! The act: Erstattungsbescheid, or Widerruf (Rücknahme) with Erstattung (§§ 48 to 49a LVwVfG). HEARING → RECLAIMED,
//! REVOKED_PART when a part is revoked, REVOKED when nothing is left of the award.

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit, retrying};
use base_files::{Files, Staged};
use base_letters::Pdf;
use chrono::{Days, NaiveDate};
use grants::{Grant, NoticeKind};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::hear::require_in_time;
use super::{CLOCK_JOB, catch_up, load_claim, note_claim, pdf, require_claim_state, resume, stay, step};
use crate::model::{Claim, ClaimId, ClaimState, Ground, InterestLine, Proof};
use crate::rules::due;
use crate::{access, letters, mails, queries, store};

/// Days for the money to come in at most.
const MAX_DAYS: u64 = 366;

/// The last signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssueClaim {
    pub claim: ClaimId,
    pub version: Option<i64>,
    /// The last day for the money to come in.
    pub payable_until_on: NaiveDate,
}

/// What was set before the unit.
struct Ready {
    claim: Claim,
    grant: Grant,
    kind: NoticeKind,
    table: Uuid,
    lines: Vec<InterestLine>,
    content: String,
    pdf: Pdf,
    staged: Staged,
}

/// Issues the act. RL, not whoever prepared it; M-V08, M-V10. Error: denied, refused (`four-eyes`, `wrong-state`,
/// `clock-over`, `paid-since`, `missing-base-rate` naming the half-years), `Invalid`, `Stale`.
pub async fn issue_claim(db: &Db, files: &Files, ctx: &Ctx, command: IssueClaim) -> Result<Claim, Problem> {
    let conn = db.reader();
    let before = queries::claim(conn, ctx, command.claim).await?;
    let (proof, grant, application) = queries::seen(conn, ctx, before.proof_id).await?;
    access::require_issuer(ctx, &before, &proof)?;
    require_claim_state(&before, &[ClaimState::Proposed])?;
    if command.version.is_some_and(|version| version != before.version) {
        return Err(Problem::Stale);
    }
    let today = local_date(ctx.now);
    let last = today + Days::new(MAX_DAYS);
    if command.payable_until_on <= today || command.payable_until_on > last {
        let text = Text::new("proofs-day-within").with("last", base::fmt::date_de(last));
        return Err(Problem::field("payable_until_on", text));
    }
    require_in_time(before.ground, before.known_on, today)?;
    let claim = Claim {
        payable_until_on: Some(command.payable_until_on),
        ..before
    };
    let (table, lines) = queries::compute(conn, &grant, &claim, &[], command.payable_until_on).await?;
    let letter = letters::act(conn, ctx, &grant, &application, &proof, &claim, &lines).await?;
    let content = serde_json::to_string(&letter).map_err(Problem::broken)?;
    let pdf = pdf(letter, ctx).await?;
    let staged = files.stage(pdf.bytes.clone().into()).await?;
    let kind = if claim.ground.revokes() {
        NoticeKind::Revocation
    } else {
        NoticeKind::Claim
    };
    let ready = Ready {
        claim,
        grant,
        kind,
        table: table.id,
        lines,
        content,
        pdf,
        staged,
    };
    retrying(|| write(db, files, ctx, &ready)).await
}

async fn write(db: &Db, files: &Files, ctx: &Ctx, ready: &Ready) -> Result<Claim, Problem> {
    let unit = db.write(ctx).await?;
    let (before, proof, grant, application) =
        load_claim(&unit, ready.claim.id, Some(ready.claim.version)).await?;
    if grant.version != ready.grant.version {
        return Err(Problem::Stale);
    }
    access::require_issuer(ctx, &before, &proof)?;
    require_money_as_heard(unit.conn(), &before, &proof, &grant).await?;
    let verb = match (before.is_whole, before.ground.revokes()) {
        (true, _) => "revoke",
        (false, true) => "revoke_part",
        (false, false) => "reclaim",
    };
    let data = json!({
        "principal_cents": before.principal, "cut_cents": before.cut, "payable_until_on": ready.claim.payable_until_on,
    });
    let goes_on = before.ground == Ground::LateUse || before.goes_on(&proof);
    let (proof, grant) = catch_up(&unit, proof, grant).await?;
    let (proof, grant) = if grant.state.awaits_finality() && verb != "revoke" {
        // what is left of the award goes on to finality
        (
            stay(&unit, &proof, verb, &before.reason, data.clone()).await?,
            grant,
        )
    } else {
        step(&unit, &proof, &grant, verb, &before.reason, data.clone(), |_| ()).await?
    };
    let name = format!("{} {}.pdf", letters::title(&before), grant.number);
    let notice = grants::letters::file(
        &unit,
        files,
        &grant,
        ready.kind,
        &name,
        ready.content.clone(),
        ready.pdf.clone(),
        ready.staged.clone(),
    )
    .await?;
    let after = Claim {
        state: ClaimState::Issued,
        issued_by: ctx.person_id(),
        issued_at: Some(ctx.now),
        payable_until_on: ready.claim.payable_until_on,
        limitation_on: Some(due::limitation_on(local_date(ctx.now))),
        act_notice_id: Some(notice.id),
        ..before.clone()
    };
    let after = store::update_claim(&unit, after).await?;
    store::file_interest(&unit, after.id, 1, ready.table, &ready.lines).await?;
    note_claim(&unit, Some(before.state), &after, "issue", "", data).await?;
    mails::issued(&unit, &after, &application).await?;
    let grant = if goes_on && before.cut.0 > 0 {
        let left = grant.amount - before.cut;
        grants::reduce(&unit, &grant, left, "revoke", &before.reason).await?
    } else if goes_on {
        grant
    } else {
        release(&unit, &grant).await?
    };
    let after = match after.is_unpaid() {
        true => done(&unit, after, &proof, &grant).await?,
        false => after,
    };
    unit.commit().await?;
    Ok(after)
}

/// Of an award that nothing was paid of nothing comes in: the act ends the matter.
async fn done(unit: &Unit<'_>, before: Claim, proof: &Proof, grant: &Grant) -> Result<Claim, Problem> {
    let after = Claim {
        state: ClaimState::Settled,
        settled_by: unit.ctx().person_id(),
        settled_at: Some(unit.now()),
        ..before.clone()
    };
    let after = store::update_claim(unit, after).await?;
    note_claim(unit, Some(before.state), &after, "settle", "", json!({})).await?;
    if !after.is_whole {
        resume(unit, proof, grant, "", json!({})).await?;
    }
    if let Some(root) = after.knowledge_id {
        unit.unschedule(CLOCK_JOB, root).await?;
    }
    Ok(after)
}

/// A whole award and a reduction are what was paid, to the cent: nothing was paid or returned since, and nothing is on its
/// way. Error: refused (`paid-since`).
async fn require_money_as_heard(
    conn: &impl ConnectionTrait,
    claim: &Claim,
    proof: &Proof,
    grant: &Grant,
) -> Result<(), Problem> {
    let paid = if claim.is_whole {
        Some(claim.principal)
    } else if claim.ground == Ground::Reduction {
        let notes = queries::audit_notes(conn, proof.id).await?;
        notes.first().map(|(_, examination)| examination.paid)
    } else {
        return Ok(());
    };
    if paid == Some(grant.paid) && grant.ordered.is_zero() {
        return Ok(());
    }
    Err(Problem::refused(
        "paid-since",
        Text::new("proofs-paid-since-hearing"),
    ))
}

/// What is neither ordered nor paid of the award goes back to the pots at once; the rest when it comes in.
async fn release(unit: &Unit<'_>, grant: &Grant) -> Result<Grant, Problem> {
    let held = grant.ordered + grant.paid;
    if held < grant.amount {
        return grants::reduce(unit, grant, held, "reclaim", "").await;
    }
    Ok(grant.clone())
}
