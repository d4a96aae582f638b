//! Interim statements (Zwischennachweise): one for each budget year that ends within a long award period (handbook 2.6).
//! The last year belongs to the statement of use itself.

use applications::Application;
use base::calendar::{day_start, local_date};
use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text, names};
use base_db::{Db, Entry, Unit};
use chrono::{Days, NaiveDate};
use grants::Grant;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::save_report::{MAX_CENTS, MAX_TEXT};
use super::{INTERIM_DUE_JOB, INTERIM_ESCALATE_JOB, INTERIM_OVERDUE_JOB, INTERIM_REMIND_JOB, load};
use crate::model::{Interim, InterimState, Proof, ProofId, ProofState};
use crate::rules::due;
use crate::{access, mails, queries, store};

const JOBS: [&str; 4] = [
    INTERIM_DUE_JOB,
    INTERIM_REMIND_JOB,
    INTERIM_OVERDUE_JOB,
    INTERIM_ESCALATE_JOB,
];

/// Days for what was sent back.
const RETURN_DAYS: u64 = 14;

/// The rows of a proof as its award period asks for them: new years come, years that are no longer in it go. What would
/// have been due before today is not asked for afterwards.
pub(super) async fn plan_interims(unit: &Unit<'_>, proof: &Proof, grant: &Grant) -> Result<(), Problem> {
    let terms = queries::terms(unit.conn(), grant).await?;
    let years = due::interim_years(grant.from_on, grant.until_on, terms.vn_interim_above_months);
    let rows = queries::interims_of(unit.conn(), proof.id).await?;
    for row in &rows {
        let is_wanted = years.contains(&row.year);
        if is_wanted && row.state == InterimState::Dropped {
            let after = to(unit, row, InterimState::Planned, "interim_open").await?;
            plan(unit, &after).await?;
        } else if !is_wanted && row.state.is_open() {
            drop_row(unit, row).await?;
        }
    }
    for year in years {
        let due_on = due::interim_due_on(year, terms.vn_due_months);
        let is_known = rows.iter().any(|row| row.year == year);
        if is_known || due_on < local_date(unit.now()) {
            continue;
        }
        let row = Interim {
            id: Uuid::now_v7(),
            proof_id: proof.id,
            grant_id: proof.grant_id,
            application_id: proof.application_id,
            programme_id: proof.programme_id,
            year,
            state: InterimState::Planned,
            due_on,
            spent: None,
            income: None,
            activities: String::new(),
            outlook: String::new(),
            received_on: None,
            submitted_by: None,
            submitted_at: None,
            content_sha256: None,
            remark: String::new(),
            noted_by: None,
            noted_at: None,
            version: 1,
        };
        store::insert(unit, row.clone()).await?;
        note(unit, None, &row, "interim_open", "", json!({ "due_on": due_on })).await?;
        plan(unit, &row).await?;
    }
    Ok(())
}

/// Whether rows are missing that [`plan_interims`] would make: of a grant that was final before there were any.
pub(super) async fn lacks_interims(
    conn: &impl ConnectionTrait,
    proof: &Proof,
    grant: &Grant,
    today: NaiveDate,
) -> Result<bool, Problem> {
    if proof.state != ProofState::Planned {
        return Ok(false);
    }
    let terms = queries::terms(conn, grant).await?;
    let mut years = due::interim_years(grant.from_on, grant.until_on, terms.vn_interim_above_months);
    years.retain(|year| due::interim_due_on(*year, terms.vn_due_months) >= today);
    if years.is_empty() {
        return Ok(false);
    }
    let rows = queries::interims_of(conn, proof.id).await?;
    Ok(years.iter().any(|year| rows.iter().all(|row| row.year != *year)))
}

/// What is still open is part of the statement of use, which is due now.
pub(super) async fn drop_interims(unit: &Unit<'_>, proof: &Proof) -> Result<(), Problem> {
    for row in queries::interims_of(unit.conn(), proof.id).await? {
        if row.state.is_open() {
            drop_row(unit, &row).await?;
        }
    }
    Ok(())
}

async fn drop_row(unit: &Unit<'_>, row: &Interim) -> Result<(), Problem> {
    to(unit, row, InterimState::Dropped, "interim_drop").await?;
    unplan(unit, row).await
}

async fn plan(unit: &Unit<'_>, row: &Interim) -> Result<(), Problem> {
    let next_year = NaiveDate::from_ymd_opt(i32::try_from(row.year).unwrap_or(0) + 1, 1, 1);
    let day = next_year.ok_or_else(|| Problem::broken(format!("{} is no year", row.year)))?;
    unit.schedule(INTERIM_DUE_JOB, row.id, day_start(day)).await
}

async fn unplan(unit: &Unit<'_>, row: &Interim) -> Result<(), Problem> {
    for job in JOBS {
        unit.unschedule(job, row.id).await?;
    }
    Ok(())
}

/// The reminders of a due date, in place of those of an earlier one.
async fn plan_reminders(unit: &Unit<'_>, row: &Interim) -> Result<(), Problem> {
    unplan(unit, row).await?;
    let before = row.due_on - Days::new(due::REMIND_BEFORE);
    if before > local_date(unit.now()) {
        unit.schedule(INTERIM_REMIND_JOB, row.id, day_start(before))
            .await?;
    }
    let overdue = row.due_on + Days::new(1);
    unit.schedule(INTERIM_OVERDUE_JOB, row.id, day_start(overdue))
        .await?;
    let escalate = row.due_on + Days::new(due::ESCALATE_AFTER);
    unit.schedule(INTERIM_ESCALATE_JOB, row.id, day_start(escalate))
        .await
}

/// The row, held by its proof. Error: not found.
async fn load_row(unit: &Unit<'_>, id: Uuid) -> Result<(Interim, Proof, Application), Problem> {
    let row = queries::interim(unit.conn(), id).await?;
    let (proof, _, application) = load(unit, row.proof_id, None).await?;
    let row = queries::interim(unit.conn(), id).await?;
    Ok((row, proof, application))
}

/// Whether the grant still runs, be it that the municipality is heard meanwhile.
fn is_awaited(proof: &Proof) -> bool {
    matches!(
        proof.state,
        ProofState::Planned | ProofState::Hearing | ProofState::Reclaimed
    )
}

/// PLANNED → DUE once the budget year is over; M-V18. Nothing when it is done, or the grant no longer runs.
pub(crate) async fn interim_due(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (before, proof, application) = load_row(&unit, id).await?;
    if before.state != InterimState::Planned || !is_awaited(&proof) {
        return Ok(());
    }
    let row = to(&unit, &before, InterimState::Due, "interim_due").await?;
    plan_reminders(&unit, &row).await?;
    mails::interim(&unit, &proof, &application, &row, "M-V18", "due").await?;
    unit.commit().await
}

/// M-V19 fourteen days before the due date.
pub(crate) async fn interim_remind(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (row, proof, application) = load_row(&unit, id).await?;
    if row.state == InterimState::Due && is_awaited(&proof) {
        mails::interim(&unit, &proof, &application, &row, "M-V19", "before").await?;
    }
    unit.commit().await
}

/// DUE → OVERDUE on the day after, with M-V19.
pub(crate) async fn interim_overdue(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (before, proof, application) = load_row(&unit, id).await?;
    let is_late = local_date(ctx.now) > before.due_on;
    if before.state == InterimState::Due && is_awaited(&proof) && is_late {
        let row = to(&unit, &before, InterimState::Overdue, "interim_overdue").await?;
        mails::interim(&unit, &proof, &application, &row, "M-V19", "overdue").await?;
    }
    unit.commit().await
}

/// M-V21 to the head of unit after thirty days.
pub(crate) async fn interim_escalate(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (row, proof, _) = load_row(&unit, id).await?;
    if row.state == InterimState::Overdue && is_awaited(&proof) {
        mails::interim_escalated(&unit, &proof, &row).await?;
    }
    unit.commit().await
}

/// What the municipality says of one budget year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveInterim {
    pub proof: ProofId,
    pub year: i64,
    pub version: Option<i64>,
    pub spent: Option<Cents>,
    pub income: Option<Cents>,
    pub activities: String,
    pub outlook: String,
    /// Handed in as well, by KZ.
    pub hands_in: bool,
}

/// Saves, and hands in where it is asked for (M-V20). KE, KZ. Error: not found, denied, refused (`wrong-state`), `Invalid`,
/// `Stale`.
pub async fn save_interim(db: &Db, ctx: &Ctx, command: SaveInterim) -> Result<Interim, Problem> {
    let unit = db.write(ctx).await?;
    let (proof, _, application) = load(&unit, command.proof, None).await?;
    access::require_writer(ctx, &proof, &application)?;
    if command.hands_in {
        access::require_signer(ctx, &proof, &application)?;
    }
    let before = of_year(&unit, &proof, command.year).await?;
    if command.version.is_some_and(|version| version != before.version) {
        return Err(Problem::Stale);
    }
    require(&before, &[InterimState::Due, InterimState::Overdue])?;
    let typed = Interim {
        spent: command.spent,
        income: command.income,
        activities: names::clean_multiline(&command.activities),
        outlook: names::clean_multiline(&command.outlook),
        ..before.clone()
    };
    check(&typed, command.hands_in)?;
    if !command.hands_in {
        let after = store::update_interim(&unit, typed).await?;
        unit.audit(entry(Some(&before), &after, "interim_save")).await?;
        unit.commit().await?;
        return Ok(after);
    }
    let content = content(&proof.number, &typed);
    let sha256 = hex::encode(Sha256::digest(content.to_string()));
    let after = Interim {
        state: InterimState::Submitted,
        received_on: Some(local_date(ctx.now)),
        submitted_by: ctx.person_id(),
        submitted_at: Some(ctx.now),
        content_sha256: Some(sha256),
        remark: String::new(),
        ..typed
    };
    let after = store::update_interim(&unit, after).await?;
    note(&unit, Some(&before), &after, "interim_report", "", content).await?;
    unplan(&unit, &after).await?;
    mails::interim_submitted(&unit, &proof, &application, &after).await?;
    unit.commit().await?;
    Ok(after)
}

/// What is handed in, as it is hashed.
pub(crate) fn content(number: &str, row: &Interim) -> Value {
    json!({
        "number": number, "year": row.year, "spent_cents": row.spent, "income_cents": row.income,
        "activities": row.activities, "outlook": row.outlook,
    })
}

/// What an officer makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteInterim {
    pub proof: ProofId,
    pub year: i64,
    pub version: Option<i64>,
    pub remark: String,
    /// Back for completion, with the remark.
    pub is_returned: bool,
}

/// SUBMITTED → NOTED for good, or back to DUE with another two weeks (M-V18). SB. Error: not found, denied, refused
/// (`wrong-state`), `Invalid`, `Stale`.
pub async fn note_interim(db: &Db, ctx: &Ctx, command: NoteInterim) -> Result<Interim, Problem> {
    let unit = db.write(ctx).await?;
    let (proof, _, application) = load(&unit, command.proof, None).await?;
    access::require_officer(ctx, proof.programme_id)?;
    let before = of_year(&unit, &proof, command.year).await?;
    if command.version.is_some_and(|version| version != before.version) {
        return Err(Problem::Stale);
    }
    require(&before, &[InterimState::Submitted])?;
    let remark = names::clean_multiline(&command.remark);
    if command.is_returned && remark.is_empty() {
        return Err(Problem::field("remark", Text::new("field-required")));
    }
    let after = if command.is_returned {
        Interim {
            state: InterimState::Due,
            due_on: local_date(ctx.now) + Days::new(RETURN_DAYS),
            received_on: None,
            remark,
            ..before.clone()
        }
    } else {
        Interim {
            state: InterimState::Noted,
            remark,
            noted_by: ctx.person_id(),
            noted_at: Some(ctx.now),
            ..before.clone()
        }
    };
    let after = store::update_interim(&unit, after).await?;
    let (action, data) = if command.is_returned {
        ("interim_back", json!({ "due_on": after.due_on }))
    } else {
        ("interim_note", json!({ "sha256": after.content_sha256 }))
    };
    note(&unit, Some(&before), &after, action, &after.remark, data).await?;
    if command.is_returned {
        plan_reminders(&unit, &after).await?;
        mails::interim(&unit, &proof, &application, &after, "M-V18", "back").await?;
    }
    unit.commit().await?;
    Ok(after)
}

async fn of_year(unit: &Unit<'_>, proof: &Proof, year: i64) -> Result<Interim, Problem> {
    let rows = queries::interims_of(unit.conn(), proof.id).await?;
    let found = rows.into_iter().find(|row| row.year == year);
    found.ok_or(Problem::not_found("interim statement"))
}

/// Error: refused (`wrong-state`).
fn require(row: &Interim, states: &[InterimState]) -> Result<(), Problem> {
    if states.contains(&row.state) {
        return Ok(());
    }
    let text = Text::new(format!("proofs-interim-wrong-state-{}", row.state));
    Err(Problem::refused("wrong-state", text))
}

fn check(row: &Interim, hands_in: bool) -> Result<(), Problem> {
    let mut checks = Checks::new();
    for (field, amount) in [("spent", row.spent), ("income", row.income)] {
        checks.ensure(
            amount.is_none_or(|amount| (0..=MAX_CENTS).contains(&amount.0)),
            field,
            || Text::new("proofs-amount-range").with("max", Cents(MAX_CENTS).format_de()),
        );
    }
    checks.ensure(!hands_in || row.spent.is_some(), "spent", || {
        Text::new("field-required")
    });
    checks.ensure(!hands_in || !row.activities.is_empty(), "activities", || {
        Text::new("field-required")
    });
    for (field, text) in [("activities", &row.activities), ("outlook", &row.outlook)] {
        let count = names::char_count(text);
        checks.ensure(count <= MAX_TEXT, field, || {
            Text::new("field-too-long")
                .with("max", MAX_TEXT)
                .with("count", count)
        });
    }
    checks.finish()
}

/// Into another state, with its audit entry.
async fn to(
    unit: &Unit<'_>,
    before: &Interim,
    state: InterimState,
    action: &'static str,
) -> Result<Interim, Problem> {
    let after = Interim {
        state,
        ..before.clone()
    };
    let after = store::update_interim(unit, after).await?;
    let data = json!({ "due_on": after.due_on });
    note(unit, Some(before), &after, action, "", data).await?;
    Ok(after)
}

fn entry(before: Option<&Interim>, after: &Interim, action: &'static str) -> Entry {
    let entry = Entry::new("proof", after.proof_id, action).case(after.application_id);
    match before {
        Some(before) => entry.states(before.state, after.state),
        None => entry.to(after.state),
    }
}

async fn note(
    unit: &Unit<'_>,
    before: Option<&Interim>,
    after: &Interim,
    action: &'static str,
    reason: &str,
    mut data: Value,
) -> Result<(), Problem> {
    data["year"] = json!(after.year);
    unit.audit(entry(before, after, action).reason(reason).data(data))
        .await
}
