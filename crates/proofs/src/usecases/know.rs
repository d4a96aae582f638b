//! When the authority knew the facts for which a notice may be revoked: the one-year clock starts with the day of full
//! knowledge (§§ 48 Abs. 4, 49 Abs. 3 LVwVfG, E14). Recorded by an officer with the facts; corrected with a reason, by two
//! persons.

use base::calendar::{day_start, local_date};
use base::problem::Checks;
use base::{Ctx, Problem, Text, names};
use base_db::{Db, Unit};
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::{CLOCK_JOB, load, note};
use crate::model::{Claim, ClaimState, Clock, Knowledge, Proof, ProofId, ProofState};
use crate::rules::due;
use crate::{access, mails, queries, store};

/// Characters of the facts, and of a reason.
const MAX_TEXT: usize = 2_000;

/// Facts that became known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordKnowledge {
    pub proof: ProofId,
    /// The day on which the last of them was known.
    pub known_on: NaiveDate,
    pub facts: String,
}

/// Starts the clock. SB. Error: denied, refused (`wrong-state`) once the case is closed, `Invalid`.
pub async fn record_knowledge(db: &Db, ctx: &Ctx, command: RecordKnowledge) -> Result<Knowledge, Problem> {
    let unit = db.write(ctx).await?;
    let (proof, ..) = load(&unit, command.proof, None).await?;
    access::require_officer(ctx, proof.programme_id)?;
    if proof.state == ProofState::Closed {
        let text = Text::new(format!("proofs-wrong-state-{}", proof.state));
        return Err(Problem::refused("wrong-state", text));
    }
    let knowledge = record_in(&unit, &proof, command.known_on, &command.facts).await?;
    unit.commit().await?;
    Ok(knowledge)
}

/// As [`record_knowledge`], within a unit.
pub(super) async fn record_in(
    unit: &Unit<'_>,
    proof: &Proof,
    known_on: NaiveDate,
    facts: &str,
) -> Result<Knowledge, Problem> {
    let facts = names::clean_multiline(facts);
    check(known_on, "facts", &facts, local_date(unit.now()))?;
    let id = Uuid::now_v7();
    let row = Knowledge {
        id,
        root_id: id,
        proof_id: proof.id,
        edition: 1,
        known_on,
        facts,
        reason: String::new(),
        recorded_by: unit.ctx().person_id(),
        recorded_at: unit.now(),
        is_confirmed: true,
        decided_by: None,
        decided_at: Some(unit.now()),
    };
    store::insert(unit, row.clone()).await?;
    let data =
        json!({ "known_on": known_on, "until_on": due::revocable_until(known_on), "facts": row.facts });
    note(unit, proof, proof, "know", "", data).await?;
    plan_reminder(unit, id, known_on).await?;
    Ok(row)
}

/// Another day for facts that were recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectKnowledge {
    /// The first edition.
    pub root: Uuid,
    pub known_on: NaiveDate,
    pub reason: String,
}

/// Lays a correction before another person; until then the earlier day counts. SB. Error: not found, denied, refused
/// (`correction-waits`), `Invalid`.
pub async fn correct_knowledge(
    db: &Db,
    ctx: &Ctx,
    id: ProofId,
    command: CorrectKnowledge,
) -> Result<Knowledge, Problem> {
    let unit = db.write(ctx).await?;
    let (proof, ..) = load(&unit, id, None).await?;
    access::require_officer(ctx, proof.programme_id)?;
    let clock = clock(&unit, &proof, command.root).await?;
    if clock.pending.is_some() {
        return Err(Problem::refused(
            "correction-waits",
            Text::new("proofs-correction-waits"),
        ));
    }
    let reason = names::clean_multiline(&command.reason);
    check(command.known_on, "reason", &reason, local_date(ctx.now))?;
    if command.known_on == clock.in_force.known_on {
        return Err(Problem::field("known_on", Text::new("proofs-known-same")));
    }
    let row = Knowledge {
        id: Uuid::now_v7(),
        edition: clock.editions.len() as i64 + 1,
        known_on: command.known_on,
        reason,
        recorded_by: ctx.person_id(),
        recorded_at: ctx.now,
        is_confirmed: false,
        decided_by: None,
        decided_at: None,
        ..clock.in_force.clone()
    };
    store::insert(&unit, row.clone()).await?;
    let data = json!({ "before_on": clock.in_force.known_on, "known_on": row.known_on });
    note(&unit, &proof, &proof, "correct_knowledge", &row.reason, data).await?;
    mails::correction(&unit, &proof, &row).await?;
    unit.commit().await?;
    Ok(row)
}

/// Puts a correction into force, or refuses it. SB or RL, another person than who asked for it: claims that are not
/// issued yet, and the reminder, follow. Error: not found, denied, refused (`four-eyes`, `no-correction`).
pub async fn decide_correction(
    db: &Db,
    ctx: &Ctx,
    id: ProofId,
    root: Uuid,
    is_confirmed: bool,
) -> Result<Knowledge, Problem> {
    let unit = db.write(ctx).await?;
    let (proof, ..) = load(&unit, id, None).await?;
    access::require_corrector(ctx, proof.programme_id)?;
    let clock = clock(&unit, &proof, root).await?;
    let Some(pending) = clock.pending else {
        return Err(Problem::refused(
            "no-correction",
            Text::new("proofs-no-correction"),
        ));
    };
    ctx.require_other_person(&[pending.recorded_by])?;
    let row = Knowledge {
        is_confirmed,
        decided_by: ctx.person_id(),
        decided_at: Some(ctx.now),
        ..pending
    };
    store::decide_knowledge(&unit, &row).await?;
    let action = if is_confirmed {
        "confirm_knowledge"
    } else {
        "refuse_knowledge"
    };
    let data = json!({ "before_on": clock.in_force.known_on, "known_on": row.known_on });
    note(&unit, &proof, &proof, action, &row.reason, data).await?;
    if is_confirmed {
        for claim in queries::claims_of(unit.conn(), proof.id).await? {
            follow(&unit, claim, &row).await?;
        }
        unit.unschedule(CLOCK_JOB, root).await?;
        plan_reminder(&unit, root, row.known_on).await?;
    }
    unit.commit().await?;
    Ok(row)
}

/// A claim that is not issued yet says the day in force.
async fn follow(unit: &Unit<'_>, claim: Claim, knowledge: &Knowledge) -> Result<(), Problem> {
    let is_open = matches!(claim.state, ClaimState::Hearing | ClaimState::Proposed);
    if is_open && claim.knowledge_id == Some(knowledge.root_id) {
        let known_on = knowledge.known_on;
        store::update_claim(unit, Claim { known_on, ..claim }).await?;
    }
    Ok(())
}

/// The clock that a claim runs by: the record of that day, or a new one where there is none yet. Whoever has recorded a
/// day does not start the clock anew by another one. Error: `Invalid`.
pub(super) async fn clock_of(
    unit: &Unit<'_>,
    proof: &Proof,
    known_on: NaiveDate,
    facts: &str,
) -> Result<Uuid, Problem> {
    let clocks = queries::clocks_of(unit.conn(), proof.id).await?;
    match find(&clocks, known_on)? {
        Some(clock) => {
            // a hearing that was dropped has taken the reminder along
            unit.unschedule(CLOCK_JOB, clock.root()).await?;
            plan_reminder(unit, clock.root(), known_on).await?;
            Ok(clock.root())
        }
        None => Ok(record_in(unit, proof, known_on, facts).await?.root_id),
    }
}

/// The clock with this day; none when nothing is recorded yet. Error: `Invalid`, naming the days that are.
pub(super) fn find(clocks: &[Clock], known_on: NaiveDate) -> Result<Option<&Clock>, Problem> {
    let found = clocks.iter().find(|clock| clock.in_force.known_on == known_on);
    if found.is_some() || clocks.is_empty() {
        return Ok(found);
    }
    let days: Vec<String> = clocks
        .iter()
        .map(|clock| base::fmt::date_de(clock.in_force.known_on))
        .collect();
    let text = Text::new("proofs-known-recorded").with("days", days.join(", "));
    Err(Problem::field("known_on", text))
}

async fn clock(unit: &Unit<'_>, proof: &Proof, root: Uuid) -> Result<Clock, Problem> {
    let clocks = queries::clocks_of(unit.conn(), proof.id).await?;
    let found = clocks.into_iter().find(|clock| clock.root() == root);
    found.ok_or(Problem::not_found("knowledge"))
}

fn check(known_on: NaiveDate, field: &str, words: &str, today: NaiveDate) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.ensure(known_on <= today, "known_on", || Text::new("proofs-day-past"));
    checks.ensure(!words.is_empty(), field, || Text::new("field-required"));
    let count = names::char_count(words);
    checks.ensure(count <= MAX_TEXT, field, || {
        Text::new("field-too-long")
            .with("max", MAX_TEXT)
            .with("count", count)
    });
    checks.finish()
}

async fn plan_reminder(unit: &Unit<'_>, root: Uuid, known_on: NaiveDate) -> Result<(), Problem> {
    let day = due::clock_reminder(known_on).max(local_date(unit.now()));
    unit.schedule(CLOCK_JOB, root, day_start(day)).await
}

/// Sixty days before a revocation is no longer possible: the officers are reminded while nothing was issued.
pub(crate) async fn remind_clock(db: &Db, ctx: &Ctx, root: Uuid) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let Some(proof) = queries::proof_of_clock(unit.conn(), root).await? else {
        return Ok(());
    };
    let (proof, _, application) = load(&unit, proof, None).await?;
    let clock = clock(&unit, &proof, root).await?;
    let claims = queries::claims_of(unit.conn(), proof.id).await?;
    let is_issued = claims.iter().any(|claim| {
        claim.knowledge_id == Some(root) && matches!(claim.state, ClaimState::Issued | ClaimState::Settled)
    });
    if is_issued || proof.state == ProofState::Closed {
        return Ok(());
    }
    mails::clock(&unit, &proof, &application, &clock).await?;
    unit.commit().await
}
