//! Accepts or declines an invitation to assess a call.

use base::{Ctx, Problem, Role, Scope, Text};
use base_db::{Db, Entry};

use super::reason;
use crate::model::{AssessorId, CallAssessor, PoolState};
use crate::{access, mails, store};

/// The answer. Who accepts has completed the standing declaration of interests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Accept {
        /// Applications at most, as the person wishes; no more than were asked for.
        most: Option<i64>,
        /// "My declaration of interests is complete."
        interests_complete: bool,
    },
    Decline {
        reason: String,
    },
}

/// INVITED → ACCEPTED, or → DECLINED with a reason, which ends the role; M-R07 to the office. Only the invited person,
/// until the day that was named. Error: refused later or after an answer; invalid.
pub async fn answer_invitation(db: &Db, ctx: &Ctx, id: AssessorId, answer: Answer) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = store::pool::get(unit.conn(), id).await?;
    access::require_invited(ctx, &before)?;
    if before.state != PoolState::Invited {
        return Err(Problem::refused(
            "invitation-answered",
            Text::new(format!("pool-refused-{}", before.state)),
        ));
    }
    let today = base::calendar::local_date(ctx.now);
    if before.answer_by.is_some_and(|until| today > until) {
        return Err(Problem::refused(
            "invitation-over",
            Text::new("pool-refused-over"),
        ));
    }
    let after = CallAssessor {
        answered_at: Some(ctx.now),
        ..answered(&before, answer)?
    };
    let entry = Entry::new("account", after.person_id, "answer_invitation")
        .states(before.state, after.state)
        .reason(&after.reason)
        .data(serde_json::json!({ "invitation": id }));
    store::pool::update(unit.conn(), &before, after.clone()).await?;
    if after.state == PoolState::Declined {
        let scope = Scope::Call(after.call_id.0);
        people::end_roles_in(&unit, after.person_id, Role::AS, scope).await?;
    }
    unit.audit(entry).await?;
    let call = calls::call(unit.conn(), after.call_id).await?;
    mails::invitation_answered(&unit, &call, &after).await?;
    unit.commit().await
}

fn answered(before: &CallAssessor, answer: Answer) -> Result<CallAssessor, Problem> {
    match answer {
        Answer::Decline { reason: why } => Ok(CallAssessor {
            state: PoolState::Declined,
            reason: reason(&why)?,
            ..before.clone()
        }),
        Answer::Accept {
            most,
            interests_complete,
        } => {
            let mut checks = base::problem::Checks::new();
            checks.ensure(interests_complete, "interests_complete", || {
                Text::new("field-must-be-ticked")
            });
            let asked = before.most.unwrap_or(2_000);
            checks.ensure(
                most.is_none_or(|most| (1..=asked).contains(&most)),
                "most",
                || Text::new("field-range").with("min", 1).with("max", asked),
            );
            checks.finish()?;
            Ok(CallAssessor {
                state: PoolState::Accepted,
                most: most.or(before.most),
                ..before.clone()
            })
        }
    }
}
