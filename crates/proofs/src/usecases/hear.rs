//! The municipality is heard before money is claimed (§ 28 LVwVfG): letter, term, one-year clock.

use base::calendar::local_date;
use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text};
use base_db::Db;
use base_files::Files;
use chrono::{Days, NaiveDate};
use grants::{Grant, NoticeKind};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::know::{self, clock_of};
use super::settle::{is_late_open, require_late_decided};
use super::{load, note_claim, pdf, require_state, stay, step};
use crate::model::{Claim, ClaimId, ClaimState, Examination, Ground, Proof, ProofId, ProofState};
use crate::rules::due;
use crate::{access, letters, mails, queries, store};

/// What the municipality is heard about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hear {
    pub proof: ProofId,
    pub version: Option<i64>,
    pub ground: Ground,
    /// What is to be repaid; at most what was paid. A reduction is what the note found; late use costs interest alone.
    pub principal: Cents,
    /// By how much the award falls beside it: a part of what is not paid yet is to be revoked.
    pub cut: Cents,
    /// The whole award is to be revoked.
    pub is_whole: bool,
    /// What happened, as the municipality reads it.
    pub reason: String,
    /// When the authority knew the facts.
    pub known_on: NaiveDate,
    pub until_on: NaiveDate,
    /// Since when the notice is ineffective by itself; needed for a reduction.
    pub ineffective_on: Option<NaiveDate>,
}

/// Days that a hearing may take at most.
const MAX_DAYS: u64 = 366;

/// In which states a hearing may begin: after the examination, before it or after the acceptance when the notice is to be
/// revoked (handbook 5.5: any from ISSUED).
const BEFORE: &[ProofState] = &[
    ProofState::InAudit,
    ProofState::Settled,
    ProofState::Planned,
    ProofState::Due,
    ProofState::Overdue,
];

/// Starts the hearing; M-V07. Error: denied, refused (`wrong-state`, `clock-over`, `late-use-open`),
/// `Invalid`.
pub async fn hear(db: &Db, files: &Files, ctx: &Ctx, command: Hear) -> Result<Claim, Problem> {
    let (proof, grant, _) = queries::seen(db.reader(), ctx, command.proof).await?;
    access::require_officer(ctx, proof.programme_id)?;
    require_state(&proof, BEFORE)?;
    let found = found(db.reader(), &proof).await?;
    let claim = claim(ctx, &command, &proof);
    check(&command, &proof, &grant, found.as_ref(), local_date(ctx.now))?;
    if claim.ground.revokes() {
        know::find(&queries::clocks_of(db.reader(), proof.id).await?, claim.known_on)?;
    }
    let late = require_found(db.reader(), &claim, &proof, found.as_ref()).await?;
    let letter = letters::hearing(db.reader(), ctx, &grant, &proof, &claim, late).await?;
    let content = serde_json::to_string(&letter).map_err(Problem::broken)?;
    let pdf = pdf(letter, ctx).await?;
    let staged = files.stage(pdf.bytes.clone().into()).await?;

    let unit = db.write(ctx).await?;
    let version = command.version.unwrap_or(proof.version);
    let (before, grant, application) = load(&unit, command.proof, Some(version)).await?;
    let data = json!({
        "ground": claim.ground, "principal_cents": claim.principal, "cut_cents": claim.cut, "is_whole": claim.is_whole,
        "known_on": claim.known_on, "until_on": claim.hearing_until_on,
    });
    require_alone(unit.conn(), &before).await?;
    let (verb, reason) = ("hear", claim.reason.as_str());
    let grant = if grant.state.awaits_finality() {
        // delivery, remedies and finality go on meanwhile (handbook 5.5: revocation from ISSUED on)
        stay(&unit, &before, verb, reason, data.clone()).await?;
        grant
    } else {
        step(&unit, &before, &grant, verb, reason, data.clone(), |_| ())
            .await?
            .1
    };
    let name = format!("Anhörung {}.pdf", grant.number);
    let notice = grants::letters::file(
        &unit,
        files,
        &grant,
        NoticeKind::Hearing,
        &name,
        content,
        pdf,
        staged,
    )
    .await?;
    let knowledge_id = if claim.ground.revokes() {
        Some(clock_of(&unit, &before, claim.known_on, &claim.reason).await?)
    } else {
        None
    };
    let claim = Claim {
        hearing_notice_id: Some(notice.id),
        knowledge_id,
        ..claim
    };
    store::insert(&unit, claim.clone()).await?;
    note_claim(&unit, None, &claim, "hear", &claim.reason, data).await?;
    mails::heard(&unit, &claim, &application).await?;
    unit.commit().await?;
    Ok(claim)
}

/// One hearing at a time. Error: refused (`wrong-state`).
async fn require_alone(conn: &impl ConnectionTrait, proof: &Proof) -> Result<(), Problem> {
    let claims = queries::claims_of(conn, proof.id).await?;
    match claims.iter().find(|claim| claim.state.is_running()) {
        Some(claim) => {
            let text = Text::new(format!("proofs-claim-wrong-state-{}", claim.state));
            Err(Problem::refused("wrong-state", text))
        }
        None => Ok(()),
    }
}

/// What the examination found, while it stands.
async fn found(conn: &impl ConnectionTrait, proof: &Proof) -> Result<Option<Examination>, Problem> {
    if proof.examined_by.is_none() {
        return Ok(None);
    }
    let notes = queries::audit_notes(conn, proof.id).await?;
    Ok(notes.into_iter().next().map(|(_, examination)| examination))
}

/// Late use is decided on before the award is cut, and claimed once; gives the interest for it.
/// Error: refused (`late-use-open`), `Invalid` without any.
async fn require_found(
    conn: &impl ConnectionTrait,
    claim: &Claim,
    proof: &Proof,
    found: Option<&Examination>,
) -> Result<Cents, Problem> {
    match (claim.ground, found) {
        (Ground::LateUse, Some(found)) if is_late_open(conn, proof, found).await? => Ok(found.late_interest),
        (Ground::LateUse, _) => Err(Problem::field("ground", Text::new("proofs-no-late-use"))),
        (Ground::Reduction, Some(found)) => {
            require_late_decided(conn, proof, found).await?;
            Ok(Cents::ZERO)
        }
        _ => Ok(Cents::ZERO),
    }
}

fn claim(ctx: &Ctx, command: &Hear, proof: &Proof) -> Claim {
    Claim {
        id: ClaimId::new(),
        proof_id: proof.id,
        grant_id: proof.grant_id,
        application_id: proof.application_id,
        programme_id: proof.programme_id,
        number: proof.number.clone(),
        body_id: proof.body_id,
        body_name: proof.body_name.clone(),
        state: ClaimState::Hearing,
        ground: command.ground,
        reason: base::names::clean_multiline(&command.reason),
        principal: command.principal,
        cut: command.cut,
        is_whole: command.is_whole,
        known_on: command.known_on,
        ineffective_on: command
            .ineffective_on
            .filter(|_| command.ground == Ground::Reduction),
        hearing_until_on: command.until_on,
        heard_by: ctx.person_id(),
        heard_at: ctx.now,
        statement: String::new(),
        statement_on: None,
        discretion: String::new(),
        interest_waived: false,
        waiver_reason: String::new(),
        proposed_by: None,
        proposed_at: None,
        issued_by: None,
        issued_at: None,
        payable_until_on: None,
        limitation_on: None,
        hearing_notice_id: None,
        act_notice_id: None,
        settled_by: None,
        settled_at: None,
        knowledge_id: None,
        version: 1,
    }
}

fn check(
    command: &Hear,
    proof: &Proof,
    grant: &Grant,
    found: Option<&Examination>,
    today: NaiveDate,
) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.ensure(!command.reason.trim().is_empty(), "reason", || {
        Text::new("field-required")
    });
    let (least, most) = match command.ground {
        Ground::LateUse => (Cents::ZERO, Cents::ZERO),
        _ if command.is_whole => (grant.paid, grant.paid),
        _ if command.cut.0 > 0 => (Cents::ZERO, grant.paid),
        _ => (Cents(1), grant.paid),
    };
    checks.ensure((least..=most).contains(&command.principal), "principal", || {
        Text::new("proofs-principal-range").with("paid", most.format_de())
    });
    // a part of what is not paid is revoked before anything was handed in; afterwards the note says what is left
    let is_running = proof.received_on.is_none() && !command.is_whole;
    let open = grant.amount - grant.ordered - grant.paid;
    let may_cut = is_running && command.ground.revokes();
    let most = if may_cut { open } else { Cents::ZERO };
    checks.ensure((Cents::ZERO..=most).contains(&command.cut), "cut", || {
        Text::new("proofs-cut-range").with("open", most.format_de())
    });
    // the grant goes on: something must be left of it
    checks.ensure(
        !is_running
            || !(Cents::ZERO..=open).contains(&command.cut)
            || command.principal < grant.amount - command.cut,
        "is_whole",
        || Text::new("proofs-part-needs-rest"),
    );
    // a reduction is what the examination found; without one there is only revocation
    let is_examined = proof.state == ProofState::InAudit && found.is_some();
    checks.ensure(is_examined || command.ground.revokes(), "ground", || {
        Text::new("proofs-ground-needs-examination")
    });
    if let (Ground::Reduction, Some(found)) = (command.ground, found) {
        checks.ensure(command.principal == found.repay, "principal", || {
            Text::new("proofs-principal-of-note").with("repay", found.repay.format_de())
        });
        checks.ensure(command.ineffective_on.is_some(), "ineffective_on", || {
            Text::new("field-required")
        });
        checks.ensure(
            command.ineffective_on.is_none_or(|day| day <= today),
            "ineffective_on",
            || Text::new("proofs-day-past"),
        );
    }
    checks.ensure(!command.is_whole || command.ground.revokes(), "is_whole", || {
        Text::new("proofs-whole-needs-revocation")
    });
    checks.ensure(command.known_on <= today, "known_on", || {
        Text::new("proofs-day-past")
    });
    let last = today + Days::new(MAX_DAYS);
    checks.ensure(
        command.until_on > today && command.until_on <= last,
        "until_on",
        || Text::new("proofs-day-within").with("last", base::fmt::date_de(last)),
    );
    checks.finish()?;
    require_in_time(command.ground, command.known_on, today)
}

/// Revocation within one year of the knowledge of the facts (§§ 48 Abs. 4, 49 Abs. 3 LVwVfG, E14).
/// Error: refused (`clock-over`).
pub(super) fn require_in_time(ground: Ground, known_on: NaiveDate, today: NaiveDate) -> Result<(), Problem> {
    let last = due::revocable_until(known_on);
    if ground.revokes() && today > last {
        let text = Text::new("proofs-clock-over").with("day", base::fmt::date_de(last));
        return Err(Problem::refused("clock-over", text));
    }
    Ok(())
}
