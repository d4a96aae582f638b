//! Reading lines, pots and the ledger.

use std::collections::HashMap;

use base::{Cents, Ctx, Deadline, Problem};
use base_db::{Page, PageRequest};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::model::{BudgetLine, BudgetLineId, LedgerRow, Pot, PotId};
use crate::{access, store};

/// One line. Error: not found.
pub async fn line(conn: &impl ConnectionTrait, id: BudgetLineId) -> Result<BudgetLine, Problem> {
    store::find(conn, id)
        .await?
        .ok_or(Problem::not_found("budget line"))
}

/// These lines, in no particular order.
pub async fn lines(conn: &impl ConnectionTrait, ids: &[BudgetLineId]) -> Result<Vec<BudgetLine>, Problem> {
    store::by_ids(conn, ids).await
}

/// The lines of a programme, by chapter and title.
pub async fn lines_of(conn: &impl ConnectionTrait, programme: Uuid) -> Result<Vec<BudgetLine>, Problem> {
    store::of_programme(conn, programme).await
}

/// The pots of a line, by year, cash before commitment.
pub async fn pots(conn: &impl ConnectionTrait, line: BudgetLineId) -> Result<Vec<Pot>, Problem> {
    store::of_line(conn, line).await
}

/// The pots of a line as they stood when a day ended in Berlin: what their ledger adds up to until then. A pot that was
/// made later has nothing yet. For today it says what [`pots`] says.
pub async fn as_of(
    conn: &impl ConnectionTrait,
    line: BudgetLineId,
    day: NaiveDate,
) -> Result<Vec<Pot>, Problem> {
    stand(conn, pots(conn, line).await?, day).await
}

/// The same pots as they stood when a day ended.
pub async fn stand(conn: &impl ConnectionTrait, pots: Vec<Pot>, day: NaiveDate) -> Result<Vec<Pot>, Problem> {
    let ids: Vec<PotId> = pots.iter().map(|pot| pot.id).collect();
    let sums = store::sums_before(conn, &ids, Deadline::end_of(day).instant()).await?;
    let then = |pot: Pot| {
        let sum = sums.get(&pot.id).copied().unwrap_or_default();
        Pot {
            means_cents: Cents(sum.means),
            reserved_cents: Cents(sum.reserved),
            committed_cents: Cents(sum.committed),
            ordered_cents: Cents(sum.ordered),
            paid_cents: Cents(sum.paid),
            ..pot
        }
    };
    Ok(pots.into_iter().map(then).collect())
}

/// What the ledger still holds reserved, by case. For checks: every case that ended has given back what it held.
pub async fn reserved_by_application(conn: &impl ConnectionTrait) -> Result<Vec<(Uuid, Cents)>, Problem> {
    store::reserved_by_application(conn).await
}

/// The ledger rows of a case, oldest first.
pub async fn of_application(
    conn: &impl ConnectionTrait,
    application: Uuid,
) -> Result<Vec<LedgerRow>, Problem> {
    store::of_application(conn, application).await
}

/// What was paid out of all pots less what came back, by case (handbook 8, "ausgezahlt"). The caller has read the cases.
pub async fn paid_by_application(
    conn: &impl ConnectionTrait,
    applications: &[Uuid],
) -> Result<HashMap<Uuid, Cents>, Problem> {
    store::paid_by_application(conn, applications).await
}

/// A line with its pots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineWithPots {
    pub line: BudgetLine,
    pub pots: Vec<Pot>,
}

impl LineWithPots {
    /// The sum of a figure over all pots.
    #[must_use]
    pub fn sum(&self, figure: impl Fn(&Pot) -> Cents) -> Cents {
        self.pots.iter().map(figure).sum()
    }
}

/// All lines of the programmes this person may see, with pots.
pub async fn overview(conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<LineWithPots>, Problem> {
    let lines = store::of_programmes(conn, &access::programmes(ctx)).await?;
    let ids: Vec<BudgetLineId> = lines.iter().map(|line| line.id).collect();
    let pots = store::of_lines(conn, &ids).await?;
    let of = |line: &BudgetLine| {
        pots.iter()
            .filter(|pot| pot.line_id == line.id)
            .cloned()
            .collect()
    };
    Ok(lines
        .into_iter()
        .map(|line| LineWithPots {
            pots: of(&line),
            line,
        })
        .collect())
}

/// One line with its pots, if this person may see it. Error: not found.
pub async fn seen(conn: &impl ConnectionTrait, ctx: &Ctx, id: BudgetLineId) -> Result<LineWithPots, Problem> {
    let line = line(conn, id).await?;
    access::may_see(ctx, line.programme_id)?;
    Ok(LineWithPots {
        pots: store::of_line(conn, id).await?,
        line,
    })
}

/// The ledger of these pots, newest first, one page; with a day only what was written until it ended.
pub async fn ledger(
    conn: &impl ConnectionTrait,
    pots: &[PotId],
    until: Option<NaiveDate>,
    page: PageRequest,
) -> Result<Page<LedgerRow>, Problem> {
    let before = until.map(|day| Deadline::end_of(day).instant());
    store::of_pots(conn, pots, before, page).await
}

/// Whether one of these cases has a row in the line's ledger: whoever takes no part in a case sees the line's pots, but
/// neither the single entries nor the days between which they changed (handbook 4.3).
pub(crate) async fn has_entries_of(
    conn: &impl ConnectionTrait,
    line: &LineWithPots,
    cases: &[Uuid],
) -> Result<bool, Problem> {
    if cases.is_empty() {
        return Ok(false);
    }
    let pots: Vec<PotId> = line.pots.iter().map(|pot| pot.id).collect();
    store::has_any(conn, &pots, cases).await
}
