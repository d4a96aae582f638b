//! What a call asks its applications: whom to tell, how many there are, and to judge lateness anew when its deadline
//! moved. Installed by [`crate::feature`].

use base::Problem;
use base_db::Unit;
use calls::{Applicant, Applicants, Call, CallId, CaseCounts, Cases};
use futures::FutureExt as _;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::model::{Application, ApplicationState as S, Source};
use crate::queries;
use crate::rules;
use crate::store::application;
use crate::usecases::{add_note_in, moved, plan_reminders, withdraw_open};

/// The answers of this crate.
pub(crate) fn answers() -> Cases {
    Cases {
        applicants: |unit, call, which| applicants(unit, call, which).boxed(),
        counts: |unit, call| counts(unit, call).boxed(),
        deadline_moved: |unit, call| deadline_moved(unit, call).boxed(),
        workbook_parts: crate::workbook::parts::blank,
    }
}

async fn applicants(unit: &Unit<'_>, call: CallId, which: Applicants) -> Result<Vec<Applicant>, Problem> {
    let mut query = application::Entity::find().filter(application::Column::CallId.eq(call));
    query = match which {
        Applicants::Drafts => query.filter(application::Column::State.eq(S::Draft)),
        Applicants::All => query.filter(application::Column::State.ne(S::Withdrawn)),
    };
    let mut found = Vec::new();
    for case in query
        .order_by_asc(application::Column::Id)
        .all(unit.conn())
        .await?
    {
        for recipient in queries::recipients(unit.conn(), &case, unit.now()).await? {
            let number = case.number.clone().unwrap_or_default();
            found.push(Applicant {
                application_id: case.id.0,
                number,
                recipient,
            });
        }
    }
    Ok(found)
}

/// States whose completeness is not decided yet.
pub(crate) const UNCHECKED: [S; 5] = [
    S::Submitted,
    S::Late,
    S::InCheck,
    S::DocumentsRequested,
    S::Ineligible,
];

async fn counts(unit: &Unit<'_>, call: CallId) -> Result<CaseCounts, Problem> {
    let by_state: Vec<(S, i64)> = application::Entity::find()
        .select_only()
        .column(application::Column::State)
        .column_as(
            Expr::col(application::Column::Id)
                .count()
                .cast_as(Alias::new("bigint")),
            "number",
        )
        .filter(application::Column::CallId.eq(call))
        .filter(application::Column::ReceivedAt.is_not_null())
        .group_by(application::Column::State)
        .into_tuple()
        .all(unit.conn())
        .await?;
    let sum = |wanted: &dyn Fn(S) -> bool| {
        by_state
            .iter()
            .filter(|(state, _)| wanted(*state))
            .map(|(_, number)| *number)
            .sum::<i64>()
            .unsigned_abs()
    };
    let undecided =
        |state: S| UNCHECKED.contains(&state) || matches!(state, S::Complete | S::InAssessment | S::Assessed);
    Ok(CaseCounts {
        received: sum(&|state| state != S::Draft),
        late: sum(&|state| state == S::Late),
        unchecked: sum(&|state| UNCHECKED.contains(&state)),
        undecided: sum(&undecided),
        // an awarded project runs on in the grants; here it has its result
        running: sum(&|state| !rules::is_terminal(state) && state != S::Draft),
    })
}

/// Invariant 13: whoever is on time now is no longer late. Drafts are called to mind before the new end.
async fn deadline_moved(unit: &Unit<'_>, call: &Call) -> Result<(), Problem> {
    let drafts = application::Entity::find()
        .filter(application::Column::CallId.eq(call.id))
        .filter(application::Column::State.eq(S::Draft))
        .filter(application::Column::Source.eq(Source::Portal))
        .all(unit.conn())
        .await?;
    for draft in drafts {
        let deadline = queries::deadline_for(unit.conn(), call, draft.lead_body_id).await?;
        plan_reminders(unit, draft.id, deadline).await?;
    }
    let late = application::Entity::find()
        .filter(application::Column::CallId.eq(call.id))
        .filter(application::Column::State.eq(S::Late))
        .filter(application::Column::ReceivedAt.lt(call.deadline.instant()))
        .all(unit.conn())
        .await?;
    for before in late {
        let after = Application {
            state: S::Submitted,
            ..before.clone()
        };
        let after = moved(unit, &before, after, "deadline_moved", None).await?;
        add_note_in(
            unit,
            after.id,
            &base::texts::tr_with(
                base::Lang::De,
                "applications-note-deadline-moved",
                &[("deadline", &call.deadline.text(base::Lang::De))],
            ),
        )
        .await?;
        withdraw_open(unit, after.id).await?;
    }
    Ok(())
}
