//! Whether every pot says what its ledger says.

use base::Problem;
use base_db::Db;

use crate::rules::{self, Delta};
use crate::store;

/// Findings for the operator, each naming line, year, figure and difference in cents; empty means clean.
pub async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let pots = store::all(db.reader()).await?;
    let sums = store::sums_by_pot(db.reader()).await?;
    let lines: Vec<_> = pots.iter().map(|pot| pot.line_id).collect();
    let lines = store::by_ids(db.reader(), &lines).await?;
    let mut findings = Vec::new();
    for pot in &pots {
        let line = lines.iter().find(|line| line.id == pot.line_id);
        let label = line.map_or_else(|| pot.line_id.to_string(), |line| line.label());
        let place = format!("budget {label}, {} {}", pot.year, pot.kind);
        let sum: Delta = sums.get(&pot.id).copied().unwrap_or_default();
        for (figure, pot, ledger) in [
            ("means", pot.means_cents.0, sum.means),
            ("reserved", pot.reserved_cents.0, sum.reserved),
            ("committed", pot.committed_cents.0, sum.committed),
            ("ordered", pot.ordered_cents.0, sum.ordered),
            ("paid", pot.paid_cents.0, sum.paid),
        ] {
            if pot != ledger {
                let difference = i128::from(pot) - i128::from(ledger);
                findings.push(format!(
                    "{place}: {figure} is {pot} cents, the ledger adds up to {ledger} (difference {difference})"
                ));
            }
        }
        if !rules::is_sound(pot) {
            findings.push(format!("{place}: more is bound or spent than the means allow"));
        }
    }
    Ok(findings)
}
