//! The sample for the depth check (handbook 2.6, E13): what is drawn gives its vouchers (M-V05).

use base::calendar::local_date;
use base::{Ctx, Problem, Scope, Text};
use base_db::{Db, Entry, Unit};
use calls::ProgrammeId;
use chrono::{Datelike, Days};
use grants::GrantId;
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::note;
use crate::model::{Proof, ProofForm, ProofState, SampleRun, SampleRunId};
use crate::rules::{due, sample};
use crate::{access, mails, queries, store};

/// What is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    pub programme: Uuid,
    /// Of the receipt.
    pub year: i32,
    /// Anything the office can't foresee, such as a number that others publish.
    pub seed: String,
}

/// The proofs of a programme that came in within the year, are not decided, and were not drawn from before.
pub async fn drawable(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    programme: Uuid,
    year: i32,
) -> Result<Vec<Proof>, Problem> {
    let earlier = queries::sample_runs(conn, &[programme]).await?;
    let mut listed: Vec<Uuid> = Vec::new();
    for run in &earlier {
        let ids: Vec<Uuid> = serde_json::from_str(&run.list).map_err(Problem::broken)?;
        listed.extend(ids);
    }
    let filter = queries::Filter {
        states: vec![ProofState::Submitted, ProofState::InAudit],
        programme: Some(programme),
        ..queries::Filter::default()
    };
    let mut proofs = queries::all(conn, ctx, &filter).await?;
    proofs.retain(|proof| {
        let is_of_year = proof.received_on.is_some_and(|day| day.year() == year);
        is_of_year && !listed.contains(&proof.grant_id.0)
    });
    Ok(proofs)
}

/// Draws, and keeps seed, list and result for good. SB or RL. Error: denied, refused (`nothing-to-draw`), `Invalid`.
pub async fn draw_sample(db: &Db, ctx: &Ctx, command: Draw) -> Result<SampleRun, Problem> {
    let unit = db.write(ctx).await?;
    ctx.require(access::DRAWERS, Scope::Programme(command.programme))?;
    let seed = base::names::clean(&command.seed);
    if seed.is_empty() || base::names::char_count(&seed) > 200 {
        return Err(Problem::field(
            "seed",
            Text::new("proofs-seed-range").with("max", 200),
        ));
    }
    let listed = drawable(unit.conn(), ctx, command.programme, command.year).await?;
    if listed.is_empty() {
        return Err(Problem::refused(
            "nothing-to-draw",
            Text::new("proofs-nothing-to-draw"),
        ));
    }
    let today = local_date(ctx.now);
    let rate = calls::parameters(unit.conn(), ProgrammeId(command.programme), today)
        .await?
        .vn_sample_rate;
    let mut ids: Vec<Uuid> = listed.iter().map(|proof| proof.grant_id.0).collect();
    ids.sort_unstable();
    let drawn = sample::draw(&seed, &ids, rate);
    let run = SampleRun {
        id: SampleRunId::new(),
        programme_id: command.programme,
        year: i64::from(command.year),
        method: sample::METHOD.to_owned(),
        seed,
        rate,
        list: serde_json::to_string(&ids).map_err(Problem::broken)?,
        list_sha256: sample::list_hash(&ids),
        drawn: serde_json::to_string(&drawn).map_err(Problem::broken)?,
        listed: ids.len() as i64,
        drawn_count: drawn.len() as i64,
        created_by: ctx.person_id(),
        created_at: ctx.now,
    };
    store::insert(&unit, run.clone()).await?;
    let data = json!({
        "run": run.id, "year": run.year, "seed": run.seed, "list_sha256": run.list_sha256,
        "listed": run.listed, "drawn": drawn,
    });
    unit.audit(Entry::new("programme", run.programme_id, "draw_sample").data(data))
        .await?;
    let drawn: Vec<GrantId> = drawn.into_iter().map(GrantId).collect();
    for proof in listed.iter().filter(|proof| drawn.contains(&proof.grant_id)) {
        is_drawn(&unit, proof, &run).await?;
    }
    unit.commit().await?;
    Ok(run)
}

/// The whole proof is asked for; an earlier note no longer suffices.
async fn is_drawn(unit: &Unit<'_>, before: &Proof, run: &SampleRun) -> Result<(), Problem> {
    let application = applications::application(unit.conn(), unit.ctx(), before.application_id).await?;
    let after = Proof {
        form: ProofForm::Full,
        sample_run_id: Some(run.id),
        vouchers_until_on: Some(local_date(unit.now()) + Days::new(due::VOUCHER_DAYS)),
        examined_by: None,
        examined_at: None,
        ..before.clone()
    };
    let after = store::update(unit, after).await?;
    let data = json!({ "run": run.id, "vouchers_until_on": after.vouchers_until_on });
    note(unit, before, &after, "sample", "", data).await?;
    mails::sampled(unit, &after, &application).await
}
