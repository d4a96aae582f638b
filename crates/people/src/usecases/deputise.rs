//! Names a deputy with dates, and ends that (handbook 0.5).

use base::{Ctx, PersonId, Problem, Text, calendar};
use base_db::{Db, Entry};
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use crate::{AccountState, Deputy, access, rules, store};

/// The person names a deputy by e-mail address, both days inclusive. Error: `Invalid`.
pub async fn deputise(
    db: &Db,
    ctx: &Ctx,
    person: PersonId,
    deputy_email: &str,
    from_on: NaiveDate,
    until_on: NaiveDate,
) -> Result<Uuid, Problem> {
    access::require_self(ctx, person)?;
    if until_on < from_on {
        return Err(Problem::field(
            "until_on",
            Text::new("accounts-until-before-from"),
        ));
    }
    if until_on < calendar::local_date(ctx.now) {
        return Err(Problem::field("until_on", Text::new("accounts-until-past")));
    }
    let unit = db.write(ctx).await?;
    let unknown = || Problem::field("deputy", Text::new("accounts-deputy-unknown"));
    let email = rules::email(deputy_email).ok_or_else(unknown)?;
    let found = store::accounts::find_by_email(unit.conn(), &email).await?;
    let found = found
        .filter(|row| row.state == AccountState::Active)
        .ok_or_else(unknown)?;
    if found.id == person {
        return Err(Problem::field("deputy", Text::new("accounts-deputy-self")));
    }
    let deputy = Deputy {
        id: Uuid::now_v7(),
        person,
        deputy: found.id,
        from_on,
        until_on,
        ended_at: None,
    };
    store::deputies::insert(unit.conn(), &deputy, unit.now()).await?;
    let data = json!({ "deputy": deputy.deputy, "from_on": from_on, "until_on": until_on });
    unit.audit(Entry::new("account", person, "deputise").data(data))
        .await?;
    unit.commit().await?;
    Ok(deputy.id)
}

/// Ends a deputy the person named. Error: `NotFound`.
pub async fn end_deputy(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Problem> {
    let me = ctx.person()?.id;
    let unit = db.write(ctx).await?;
    store::deputies::end(unit.conn(), id, me, unit.now()).await?;
    unit.audit(Entry::new("account", me, "end_deputy").data(json!({ "id": id })))
        .await?;
    unit.commit().await
}
