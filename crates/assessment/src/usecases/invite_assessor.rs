//! Asks a person to assess a call.

use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use base_db::{Db, Entry, Unit};
use calls::{Call, CallId};
use chrono::NaiveDate;
use people::NewAccount;

use crate::model::{AssessorId, CallAssessor, PoolState};
use crate::{access, mails, store};

/// Whom to ask, and for how much. The name is needed for a person without an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invite {
    pub email: String,
    pub name: String,
    /// Until when an answer is wanted, inclusive; from tomorrow on.
    pub answer_by: Option<NaiveDate>,
    /// Until when the reviews are wanted, inclusive.
    pub due_on: Option<NaiveDate>,
    /// Applications at most.
    pub most: Option<i64>,
}

/// – or DECLINED → INVITED, with an account where there is none, the role of the call, and M-R06. Roles: SB, GS. Error:
/// refused for whoever is in the pool already; invalid fields.
pub async fn invite_assessor(
    db: &Db,
    ctx: &Ctx,
    call: CallId,
    command: Invite,
) -> Result<AssessorId, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), call).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    check(ctx, &command)?;
    let person = person(&unit, &command).await?;
    ctx.require_other_person(&[Some(person)])?;
    let pool = store::pool::of_call(unit.conn(), call.id).await?;
    let before = pool.into_iter().find(|one| one.person_id == person);
    if before
        .as_ref()
        .is_some_and(|one| one.state != PoolState::Declined)
    {
        return Err(Problem::refused("in-the-pool", Text::new("pool-refused-present")));
    }
    let row = CallAssessor {
        id: before.as_ref().map_or_else(AssessorId::new, |one| one.id),
        call_id: call.id,
        person_id: person,
        state: PoolState::Invited,
        answer_by: command.answer_by,
        due_on: command.due_on,
        most: command.most,
        invited_by: ctx.person_id(),
        invited_at: ctx.now,
        answered_at: None,
        reason: String::new(),
        version: before.as_ref().map_or(1, |one| one.version),
    };
    let (id, event) = (row.id, format!("{}-{}", row.id, ctx.now.timestamp()));
    match &before {
        Some(before) => store::pool::update(unit.conn(), before, row.clone()).await?,
        None => store::pool::insert(unit.conn(), row.clone()).await?,
    }
    admit(&unit, &call, person).await?;
    unit.audit(
        Entry::new("account", person, "invite_assessor")
            .to(PoolState::Invited)
            .data(serde_json::json!({ "call": call.code, "invitation": id })),
    )
    .await?;
    mails::invited(&unit, event, &call, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// The role comes with the invitation: without it the person could not even answer.
async fn admit(unit: &Unit<'_>, call: &Call, person: PersonId) -> Result<(), Problem> {
    let from_on = base::calendar::local_date(unit.now());
    let role = people::Assign::from(person, Role::AS, Scope::Call(call.id.0), from_on);
    people::assign_in(unit, role).await
}

fn check(ctx: &Ctx, command: &Invite) -> Result<(), Problem> {
    let mut checks = base::problem::Checks::new();
    let today = base::calendar::local_date(ctx.now);
    for (field, date) in [("answer_by", command.answer_by), ("due_on", command.due_on)] {
        checks.ensure(date.is_none_or(|date| date > today), field, || {
            Text::new("pool-date-past")
        });
    }
    checks.ensure(
        command.most.is_none_or(|most| (1..=2_000).contains(&most)),
        "most",
        || Text::new("field-range").with("min", 1).with("max", 2_000),
    );
    checks.finish()
}

async fn person(unit: &Unit<'_>, command: &Invite) -> Result<PersonId, Problem> {
    match people::find_by_email(unit.conn(), &command.email).await? {
        Some(account) => Ok(account.id),
        None => people::create_account_in(unit, NewAccount::new(&command.email, &command.name)).await,
    }
}
