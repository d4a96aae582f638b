//! The municipality writes its proof: figures and words, as often as it likes until it hands it in.

use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text, names};
use base_db::Db;
use serde_json::json;

use super::{load, note, require_state};
use crate::access;
use crate::model::{Proof, ProofId, ProofState, Report};
use crate::{queries, store};

/// Characters of each part of the narrative: four parts make the three pages that are wished for (handbook 2.6).
pub const MAX_TEXT: usize = 3_000;
/// Cents of one figure at most: 100 million euros.
pub(super) const MAX_CENTS: i64 = 10_000_000_000;

/// The report as it is now. Planned figures are those of the plan, whatever is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveReport {
    pub proof: ProofId,
    pub version: Option<i64>,
    pub report: Report,
}

/// Error: denied, refused (`wrong-state`), `Invalid` for figures that can't be.
pub async fn save_report(db: &Db, ctx: &Ctx, command: SaveReport) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (proof, grant, application) = load(&unit, command.proof, command.version).await?;
    access::require_writer(ctx, &proof, &application)?;
    require_state(
        &proof,
        &[ProofState::Planned, ProofState::Due, ProofState::Overdue],
    )?;
    let planned = queries::planned(unit.conn(), &grant).await?;
    let report = cleaned(command.report).over(planned);
    check(&report)?;
    store::save_report(&unit, proof.id, &report).await?;
    let after = store::update(&unit, proof.clone()).await?;
    let data = json!({ "spent_cents": report.spent() });
    note(&unit, &proof, &after, "save", "", data).await?;
    unit.commit().await?;
    Ok(after)
}

/// The texts without stray blanks.
fn cleaned(typed: Report) -> Report {
    let clean = |text: &str| names::clean_multiline(text);
    Report {
        activities: clean(&typed.activities),
        results: clean(&typed.results),
        deviations: clean(&typed.deviations),
        outlook: clean(&typed.outlook),
        ..typed
    }
}

/// Error: `Invalid`, each figure and text that can't be.
fn check(report: &Report) -> Result<(), Problem> {
    let mut checks = Checks::new();
    let amounts = report
        .items
        .iter()
        .map(|item| (format!("item_{}", item.kind), item.actual));
    let sources = report
        .sources
        .iter()
        .map(|source| (format!("source_{}", source.kind), source.actual));
    for (field, amount) in amounts.chain(sources) {
        checks.ensure((0..=MAX_CENTS).contains(&amount.0), &field, || {
            Text::new("proofs-amount-range").with("max", Cents(MAX_CENTS).format_de())
        });
    }
    if let Some(units) = report.units {
        checks.ensure(units.planned > 0 && units.held >= 0, "units_held", || {
            Text::new("proofs-units-range")
        });
    }
    for (field, text) in [
        ("activities", &report.activities),
        ("results", &report.results),
        ("deviations", &report.deviations),
        ("outlook", &report.outlook),
    ] {
        let count = names::char_count(text);
        checks.ensure(count <= MAX_TEXT, field, || {
            Text::new("field-too-long")
                .with("max", MAX_TEXT)
                .with("count", count)
        });
    }
    checks.finish()
}
