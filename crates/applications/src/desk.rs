//! The filters of the office's inbox: what they find, and who may ask them.

use base::Ctx;
use base::calendar::day_start;
use chrono::NaiveDate;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, QueryFilter, Select};

use crate::access::OFFICE;
use crate::model::{ApplicationState as S, CheckResult, Filter, PartyRole, ReasonCode, Responsible};
use crate::store::{application, check_item, document_request, follow_up, party, proposal};

/// Adds the inbox's conditions. Those that speak of the office's own work are not for applicants to ask: the answer
/// would tell them what no page shows.
pub(crate) fn narrowed(
    mut query: Select<application::Entity>,
    ctx: &Ctx,
    filter: &Filter,
) -> Select<application::Entity> {
    if let Some(from) = filter.received_from {
        query = query.filter(application::Column::ReceivedAt.gte(day_start(from)));
    }
    if let Some(until) = filter.received_until {
        let next = until.succ_opt().unwrap_or(until);
        query = query.filter(application::Column::ReceivedAt.lt(day_start(next)));
    }
    if filter.joint {
        query = query.filter(application::Column::Id.in_subquery(with_partners()));
    }
    if !(ctx.is_system() || ctx.has_any_role(OFFICE)) {
        return query;
    }
    if let Some(responsible) = filter.officer {
        query = query.filter(match responsible {
            Responsible::Nobody => application::Column::OfficerId.is_null(),
            Responsible::Person(person) => application::Column::OfficerId.eq(person),
        });
    }
    if let Some(day) = filter.follow_up_by {
        query = query.filter(application::Column::Id.in_subquery(with_follow_up(day)));
    }
    if filter.incomplete {
        query = query.filter(incomplete());
    }
    if filter.late {
        query = query.filter(late());
    }
    query
}

fn with_partners() -> SelectStatement {
    Query::select()
        .column(party::Column::ApplicationId)
        .from(party::Entity)
        .and_where(party::Column::Role.eq(PartyRole::Partner))
        .to_owned()
}

fn with_follow_up(day: NaiveDate) -> SelectStatement {
    Query::select()
        .column(follow_up::Column::ApplicationId)
        .from(follow_up::Entity)
        .and_where(follow_up::Column::DoneAt.is_null())
        .and_where(follow_up::Column::DueOn.lte(day))
        .to_owned()
}

/// In the formal check with something missing: asked for, or recorded as not fulfilled.
fn incomplete() -> Condition {
    let unanswered = Query::select()
        .column(document_request::Column::ApplicationId)
        .from(document_request::Entity)
        .and_where(document_request::Column::AnsweredAt.is_null())
        .and_where(document_request::Column::ClosedAt.is_null())
        .to_owned();
    let unfulfilled = Query::select()
        .column(check_item::Column::ApplicationId)
        .from(check_item::Entity)
        .and_where(check_item::Column::Result.is_in([CheckResult::Curable, CheckResult::NotCurable]))
        .to_owned();
    Condition::any()
        .add(application::Column::State.eq(S::DocumentsRequested))
        .add(
            Condition::all()
                .add(application::Column::State.eq(S::InCheck))
                .add(
                    Condition::any()
                        .add(application::Column::Id.in_subquery(unanswered))
                        .add(application::Column::Id.in_subquery(unfulfilled)),
                ),
        )
}

/// Still late, or once admitted or rejected for being late (both are proposals about R01 that were followed).
fn late() -> Condition {
    let decided = Query::select()
        .column(proposal::Column::ApplicationId)
        .from(proposal::Entity)
        .and_where(proposal::Column::ReasonCode.eq(ReasonCode::Deadline))
        .and_where(proposal::Column::Outcome.eq("CONFIRMED"))
        .to_owned();
    Condition::any()
        .add(application::Column::State.eq(S::Late))
        .add(application::Column::Id.in_subquery(decided))
}
