//! Ends the meeting: decided, or not quorate.

use base::{Ctx, Problem, Text};
use base_db::Db;
use sea_orm::sea_query::Expr;

use super::step;
use crate::model::{MeetingId, MeetingState};
use crate::store::meeting;
use crate::{access, queries};

/// IN_SESSION → DECIDED once every item has a result. Role: SV.
pub async fn close(db: &Db, ctx: &Ctx, id: MeetingId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_chair(ctx, &record.committee)?;
    let open = record.items.iter().filter(|item| item.result.is_none()).count();
    if open > 0 {
        return Err(Problem::refused(
            "items-open",
            Text::new("meetings-refused-open-items").with("count", open),
        ));
    }
    step(
        &unit,
        &record.meeting,
        MeetingState::Decided,
        "close",
        "",
        |update| update.col_expr(meeting::Column::DecidedAt, Expr::value(ctx.now)),
    )
    .await?;
    unit.commit().await
}

/// IN_SESSION → NOT_QUORATE: nothing is decided; a second invitation may follow. Role: SV. Error: refused once something
/// was decided.
pub async fn declare_not_quorate(db: &Db, ctx: &Ctx, id: MeetingId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_chair(ctx, &record.committee)?;
    if record.items.iter().any(|item| item.result.is_some()) {
        return Err(Problem::refused(
            "items-decided",
            Text::new("meetings-refused-decided-items"),
        ));
    }
    step(
        &unit,
        &record.meeting,
        MeetingState::NotQuorate,
        "declare_not_quorate",
        "",
        |update| update,
    )
    .await?;
    unit.commit().await
}
