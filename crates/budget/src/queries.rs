//! Reading lines, pots and the ledger.

use std::collections::HashMap;

use base::{Cents, Ctx, Problem};
use base_db::{Page, PageRequest};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::model::{BudgetLine, BudgetLineId, LedgerRow, Pot};
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

/// The ledger of these pots, newest first, one page.
pub async fn ledger(
    conn: &impl ConnectionTrait,
    line: &LineWithPots,
    page: PageRequest,
) -> Result<Page<LedgerRow>, Problem> {
    let ids: Vec<_> = line.pots.iter().map(|pot| pot.id).collect();
    store::of_pots(conn, &ids, page).await
}
