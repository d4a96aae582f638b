//! Puts the signed results on the applications. Nobody outside learns of them before the release.

use applications::{ApplicationId, ApplicationState};
use base::{Ctx, Problem, Text, calendar};
use base_db::{Db, Entry};
use chrono::Months;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::lapse::note_lapsed;
use super::write;
use crate::model::{DecisionId, Item, MeetingId, MeetingState, Outcome};
use crate::store::{decision, insert_all, meeting};
use crate::{access, queries};

/// How long a reserve list is kept (handbook 4.5).
const RESERVE_MONTHS: u32 = 6;

/// ASSESSED or DEFERRED → SELECTED, RESERVE, REJECTED_PROPOSED or DEFERRED as the minutes say, in a few statements for
/// all; one decision each. An application that was withdrawn or decided elsewhere meanwhile is noted and left out. Gives
/// how many were decided. Role: GS, once. Error: refused before the minutes are signed.
pub async fn apply_results(db: &Db, ctx: &Ctx, id: MeetingId) -> Result<usize, Problem> {
    let unit = db.write(ctx).await?;
    let mut record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_secretary(ctx, &record.committee)?;
    let before = record.meeting.clone();
    if before.state != MeetingState::MinutesSigned || before.applied_at.is_some() {
        let key = if before.applied_at.is_some() {
            "meetings-refused-applied"
        } else {
            "meetings-refused-unsigned"
        };
        return Err(Problem::refused("meeting-state", Text::new(key)));
    }
    let cases = note_lapsed(&unit, &mut record).await?;
    let applied = meeting::Entity::update_many().col_expr(meeting::Column::AppliedAt, Expr::value(ctx.now));
    write(&unit, &before, applied).await?;
    let decided: Vec<&Item> = record
        .items
        .iter()
        .filter(|item| item.result.is_some() && item.lapsed_at.is_none())
        .collect();
    for (outcome, to) in [
        (Outcome::Selected, ApplicationState::Selected),
        (Outcome::Reserve, ApplicationState::Reserve),
        (Outcome::Rejected, ApplicationState::RejectedProposed),
        (Outcome::Deferred, ApplicationState::Deferred),
    ] {
        // what is put off once more stays where it is
        for from in queries::OPEN.iter().filter(|from| **from != to) {
            let ids: Vec<ApplicationId> = decided
                .iter()
                .filter(|item| item.result == Some(outcome))
                .map(|item| item.application_id)
                .filter(|id| cases.get(id).is_some_and(|case| case.state == *from))
                .collect();
            applications::transition_many(&unit, &ids, *from, to, "decide", None).await?;
        }
    }
    let valid_until = calendar::local_date(before.starts_at).checked_add_months(Months::new(RESERVE_MONTHS));
    let rows: Vec<decision::Model> = decided
        .iter()
        .filter_map(|item| {
            Some(decision::Model {
                id: DecisionId::new(),
                application_id: item.application_id,
                call_id: before.call_id,
                meeting_id: before.id,
                result: item.result?,
                rank: item.rank,
                amount: item.amount.unwrap_or_default(),
                reserve_position: item.reserve_position,
                reason_codes: item.reason_codes.clone(),
                reason: item.reason.clone(),
                valid_until: valid_until.filter(|_| item.result == Some(Outcome::Reserve)),
                prepared_by: ctx.person_id(),
                decided_at: before.decided_at.unwrap_or(ctx.now),
                released_by: None,
                released_at: None,
            })
        })
        .collect();
    replace_deferred(&unit, &decided).await?;
    let count = rows.len();
    insert_all::<decision::Entity, _>(unit.conn(), rows).await?;
    let lapsed = record
        .items
        .iter()
        .filter(|item| item.lapsed_at.is_some())
        .count();
    let data = serde_json::json!({ "decisions": count, "lapsed": lapsed });
    unit.audit(Entry::new("meeting", id, "apply_results").data(data))
        .await?;
    unit.commit().await?;
    Ok(count)
}

/// A decision to defer ends with the next decision on the same application; the minutes and the trail keep it.
async fn replace_deferred(unit: &base_db::Unit<'_>, items: &[&Item]) -> Result<(), Problem> {
    for chunk in items.chunks(1_000) {
        decision::Entity::delete_many()
            .filter(decision::Column::ApplicationId.is_in(chunk.iter().map(|item| item.application_id)))
            .filter(decision::Column::Result.eq(Outcome::Deferred))
            .exec(unit.conn())
            .await?;
    }
    Ok(())
}
