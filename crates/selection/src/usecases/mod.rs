//! One verb of the office per file.

mod allocation;
mod answer_offer;
mod apply_results;
mod attend;
mod call_item;
mod cancel;
mod circular;
mod close;
mod comment;
mod committee;
mod concern;
mod declare;
mod exclude;
mod invite;
mod lapse;
mod minutes;
mod move_member;
mod move_up;
mod offer_place;
mod plan;
mod preside;
mod record_item;
mod record_list;
mod recuse;
mod reject;
mod release;
mod save_scenario;

pub use allocation::{SaveAllocation, approve_allocation, save_allocation};
pub use answer_offer::answer_offer;
pub(crate) use answer_offer::may_answer;
pub use apply_results::apply_results;
pub use attend::{Opened, open};
pub use call_item::call_item;
pub use cancel::cancel;
pub use circular::{cast, close_circular, object, start_circular};
pub use close::{close, declare_not_quorate};
pub use comment::{Remark, comment_minutes};
pub(crate) use committee::put_member_in;
pub use committee::{NewMember, create_committee, end_member, put_member};
pub(crate) use concern::is_open as may_rule;
pub use concern::{RuleOnConcern, rule_on_concern};
pub(crate) use declare::may_declare;
pub use declare::{Conflict, declare};
pub use exclude::{exclude, readmit};
pub use invite::{NoteInvitation, invite, note_invitation};
pub use minutes::{draft_minutes, sign_minutes};
pub use move_member::{MoveMember, move_member};
pub use move_up::{end_reserve, move_up};
pub use offer_place::{OfferPlace, offer_place};
pub use plan::{PlanMeeting, plan};
pub use preside::preside;
pub use record_item::{Moved, RecordItem, record_item};
pub use record_list::{RecordList, record_list};
pub(crate) use recuse::may_recuse;
pub use recuse::{doubt, recuse};
pub use reject::reject;
pub use release::release;
pub use save_scenario::{OPTIMISED, SaveScenario, ScenarioKind, save_scenario};

use base::{Problem, Text};
use base_db::{Entry, Unit};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany};

use crate::model::{Meeting, MeetingState};
use crate::rules::vote;
use crate::store::meeting;

/// Moves a meeting on, guarded by what was read, with its audit entry. `change` adds further columns.
async fn step(
    unit: &Unit<'_>,
    before: &Meeting,
    to: MeetingState,
    action: &'static str,
    reason: &str,
    change: impl FnOnce(UpdateMany<meeting::Entity>) -> UpdateMany<meeting::Entity>,
) -> Result<(), Problem> {
    vote::require_follows(before.state, to)?;
    let update = meeting::Entity::update_many().col_expr(meeting::Column::State, Expr::value(to));
    write(unit, before, change(update)).await?;
    unit.audit(
        Entry::new("meeting", before.id, action)
            .states(before.state, to)
            .reason(reason),
    )
    .await
}

/// A change of a meeting, guarded by its version and state. Error: stale.
async fn write(
    unit: &Unit<'_>,
    before: &Meeting,
    update: UpdateMany<meeting::Entity>,
) -> Result<(), Problem> {
    let done = update
        .col_expr(
            meeting::Column::Version,
            Expr::col(meeting::Column::Version).add(1),
        )
        .filter(meeting::Column::Id.eq(before.id))
        .filter(meeting::Column::State.eq(before.state))
        .filter(meeting::Column::Version.eq(before.version))
        .exec(unit.conn())
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}

/// A text in words. Error: a field problem when it is empty or longer than 2.000 characters.
fn words(field: &str, text: &str) -> Result<String, Problem> {
    let text = base::names::clean_multiline(text);
    match text.chars().count() {
        0 => Err(Problem::field(field, Text::new("field-required"))),
        count if count > 2_000 => Err(Problem::field(
            field,
            Text::new("field-too-long")
                .with("max", 2_000)
                .with("count", count),
        )),
        _ => Ok(text),
    }
}
