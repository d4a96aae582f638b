//! Another due date: asked for by the municipality with a reason, granted or refused by an officer (§ 31 Abs. 7 LVwVfG;
//! also after it has passed). Each is a row that keeps the day it replaced.

use base::calendar::{add_months, local_date};
use base::problem::Checks;
use base::{Ctx, Problem, Text, names};
use base_db::{Db, Unit};
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::fall_due::plan_reminders;
use super::{load, note, require_state, step};
use crate::model::{Extension, Proof, ProofId, ProofState};
use crate::{access, mails, queries, store};

/// Months that a due date is moved by at most.
const MAX_MONTHS: i32 = 12;
/// Characters of a reason, and of an answer.
const MAX_TEXT: usize = 2_000;

/// What the municipality asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskExtension {
    pub proof: ProofId,
    pub until_on: NaiveDate,
    pub reason: String,
}

/// Asks for more time; M-V16 to the officers. KE, KZ. Error: denied, refused (`wrong-state`, `extension-open`), `Invalid`.
pub async fn ask_extension(db: &Db, ctx: &Ctx, command: AskExtension) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _, application) = load(&unit, command.proof, None).await?;
    access::require_writer(ctx, &before, &application)?;
    require_state(&before, DUE)?;
    if before.extension_wanted_on.is_some() {
        return Err(Problem::refused(
            "extension-open",
            Text::new("proofs-extension-open"),
        ));
    }
    let reason = names::clean_multiline(&command.reason);
    let mut checks = Checks::new();
    check_day(&mut checks, &before, command.until_on, local_date(ctx.now));
    check_text(&mut checks, "reason", &reason, true);
    checks.finish()?;
    let row = asked(&unit, &before, command.until_on, reason);
    store::insert(&unit, row.clone()).await?;
    let after = Proof {
        extension_wanted_on: Some(command.until_on),
        ..before.clone()
    };
    let after = store::update(&unit, after).await?;
    let data = json!({ "due_on": before.due_on, "wanted_on": row.wanted_on });
    note(&unit, &before, &after, "ask_extension", &row.reason, data).await?;
    mails::extension_asked(&unit, &after, &application, &row).await?;
    unit.commit().await?;
    Ok(after)
}

/// What an officer decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideExtension {
    pub proof: ProofId,
    pub version: Option<i64>,
    /// None: refused.
    pub until_on: Option<NaiveDate>,
    /// Needed to refuse, and where nobody asked.
    pub answer: String,
}

/// Grants more time, also unasked, or refuses it; M-V17 to the municipality. What was overdue is due again, and its
/// reminders start anew. SB. Error: denied, refused (`wrong-state`, `no-extension`), `Invalid`, `Stale`.
pub async fn decide_extension(db: &Db, ctx: &Ctx, command: DecideExtension) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, application) = load(&unit, command.proof, command.version).await?;
    access::require_officer(ctx, before.programme_id)?;
    require_state(&before, DUE)?;
    let open = queries::extensions_of(unit.conn(), before.id)
        .await?
        .into_iter()
        .find(|row| row.decided_at.is_none());
    let answer = names::clean_multiline(&command.answer);
    let mut checks = Checks::new();
    if let Some(until_on) = command.until_on {
        check_day(&mut checks, &before, until_on, local_date(ctx.now));
    } else if open.is_none() {
        return Err(Problem::refused("no-extension", Text::new("proofs-no-extension")));
    }
    let is_needed = command.until_on.is_none() || open.is_none();
    check_text(&mut checks, "answer", &answer, is_needed);
    checks.finish()?;
    let (row, is_new) = match (open, command.until_on) {
        (Some(row), _) => (row, false),
        (None, Some(until_on)) => {
            let row = asked(&unit, &before, until_on, answer.clone());
            (row, true)
        }
        (None, None) => return Err(Problem::refused("no-extension", Text::new("proofs-no-extension"))),
    };
    let row = Extension {
        granted_on: command.until_on,
        answer,
        decided_by: ctx.person_id(),
        decided_at: Some(ctx.now),
        ..row
    };
    if is_new {
        store::insert(&unit, row.clone()).await?;
    } else {
        store::decide_extension(&unit, &row).await?;
    }
    let data = json!({ "before_on": before.due_on, "wanted_on": row.wanted_on, "due_on": row.granted_on });
    let set = |proof: &mut Proof| {
        proof.extension_wanted_on = None;
        proof.due_on = row.granted_on.unwrap_or(proof.due_on);
    };
    let after = if before.state == ProofState::Overdue && row.granted_on.is_some() {
        step(&unit, &before, &grant, "extend", &row.answer, data, set)
            .await?
            .0
    } else {
        let mut after = before.clone();
        set(&mut after);
        let after = store::update(&unit, after).await?;
        let action = if row.granted_on.is_some() {
            "extend"
        } else {
            "refuse_extension"
        };
        note(&unit, &before, &after, action, &row.answer, data).await?;
        after
    };
    if row.granted_on.is_some() {
        plan_reminders(&unit, &after).await?;
    }
    mails::extension_decided(&unit, &after, &application, &row).await?;
    unit.commit().await?;
    Ok(after)
}

/// A request that nobody has to decide any more, because the statement is in.
pub(super) async fn settle_request(unit: &Unit<'_>, proof: &mut Proof) -> Result<(), Problem> {
    if proof.extension_wanted_on.take().is_none() {
        return Ok(());
    }
    for row in queries::extensions_of(unit.conn(), proof.id).await? {
        if row.decided_at.is_none() {
            let row = Extension {
                answer: "Erledigt: Der Nachweis ist eingereicht.".to_owned(),
                decided_at: Some(unit.now()),
                ..row
            };
            store::decide_extension(unit, &row).await?;
        }
    }
    Ok(())
}

const DUE: &[ProofState] = &[ProofState::Due, ProofState::Overdue];

fn asked(unit: &Unit<'_>, proof: &Proof, wanted_on: NaiveDate, reason: String) -> Extension {
    Extension {
        id: Uuid::now_v7(),
        proof_id: proof.id,
        before_on: proof.due_on,
        wanted_on,
        reason,
        asked_by: unit.ctx().person_id(),
        asked_at: unit.now(),
        granted_on: None,
        answer: String::new(),
        decided_by: None,
        decided_at: None,
    }
}

fn check_day(checks: &mut Checks, proof: &Proof, until_on: NaiveDate, today: NaiveDate) {
    let earliest = proof.due_on.max(today);
    let latest = add_months(earliest, MAX_MONTHS);
    checks.ensure(until_on > earliest && until_on <= latest, "until_on", || {
        Text::new("proofs-extension-range")
            .with("from", base::fmt::date_de(earliest))
            .with("until", base::fmt::date_de(latest))
    });
}

fn check_text(checks: &mut Checks, field: &str, words: &str, is_needed: bool) {
    checks.ensure(!is_needed || !words.is_empty(), field, || {
        Text::new("field-required")
    });
    let count = names::char_count(words);
    checks.ensure(count <= MAX_TEXT, field, || {
        Text::new("field-too-long")
            .with("max", MAX_TEXT)
            .with("count", count)
    });
}
