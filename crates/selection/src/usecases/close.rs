//! Ends the meeting: decided, or not quorate (any more).

use base::{Ctx, Problem, Text};
use base_db::Db;
use sea_orm::sea_query::Expr;

use super::lapse::note_lapsed;
use super::step;
use crate::model::{MeetingId, MeetingState};
use crate::store::meeting;
use crate::{access, queries};

/// IN_SESSION → DECIDED once every item has a result or fell away. Role: SV.
pub async fn close(db: &Db, ctx: &Ctx, id: MeetingId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let mut record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_chair(ctx, &record.committee)?;
    note_lapsed(&unit, &mut record).await?;
    let open = record.open_items().count();
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

/// The chair finds that the quorum is missing. Nothing decided yet: IN_SESSION → NOT_QUORATE. Else IN_SESSION → DECIDED:
/// what was decided stands and goes into the minutes. Either way a second invitation may follow for what is open. Gives
/// the new state. Role: SV. Error: refused while every open item is quorate.
pub async fn declare_not_quorate(db: &Db, ctx: &Ctx, id: MeetingId) -> Result<MeetingState, Problem> {
    let unit = db.write(ctx).await?;
    let mut record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_chair(ctx, &record.committee)?;
    if record.meeting.state == MeetingState::InSession {
        note_lapsed(&unit, &mut record).await?;
        let is_missing = record.open_items().any(|item| !record.is_quorate(item));
        if !is_missing {
            let text = Text::new("meetings-refused-quorate");
            return Err(Problem::refused("quorate", text));
        }
    }
    let is_decided = record.items.iter().any(|item| item.result.is_some());
    let (to, ended_at) = if is_decided {
        (MeetingState::Decided, Some(ctx.now))
    } else {
        (MeetingState::NotQuorate, None)
    };
    step(&unit, &record.meeting, to, "declare_not_quorate", "", |update| {
        update
            .col_expr(meeting::Column::NotQuorateAt, Expr::value(ctx.now))
            .col_expr(meeting::Column::DecidedAt, Expr::value(ended_at))
    })
    .await?;
    unit.commit().await?;
    Ok(to)
}
