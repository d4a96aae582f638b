//! Who of the office is responsible for a case (Zuständig). It sorts the work; it gives no rights.

use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use base_db::{Db, Entry};

use crate::model::{Application, ApplicationId};
use crate::queries;
use crate::store::save;

/// Gives the case to an officer of its programme, or to nobody. Doing it twice is doing it once.
/// Error: `Invalid` for somebody who is no officer of the programme or is barred from the case; denied.
pub async fn assign_officer(
    db: &Db,
    ctx: &Ctx,
    id: ApplicationId,
    officer: Option<PersonId>,
) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, id).await?;
    ctx.require(&[Role::SB, Role::RL], Scope::Programme(before.programme_id))?;
    if before.officer_id == officer {
        return Ok(before);
    }
    let name = match officer {
        None => String::new(),
        Some(person) => {
            let account = officers(unit.conn(), &before, ctx.now)
                .await?
                .into_iter()
                .find(|account| account.id == person);
            let barred = queries::barred(unit.conn(), person).await?;
            match account {
                Some(account) if !barred.contains(&id) => account.name,
                _ => {
                    return Err(Problem::field(
                        "officer",
                        Text::new("applications-not-an-officer"),
                    ));
                }
            }
        }
    };
    let after = Application {
        officer_id: officer,
        ..before.clone()
    };
    let after = save::update(&unit, &before, after).await?;
    let entry = Entry::new("application", id, "assign_officer")
        .case(id)
        .reason(name)
        .data(serde_json::json!({ "from": before.officer_id, "to": officer }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(after)
}

/// The officers of a case's programme.
pub(crate) async fn officers(
    db: &impl sea_orm::ConnectionTrait,
    case: &Application,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<people::Account>, Problem> {
    people::holders(db, &[Role::SB], Scope::Programme(case.programme_id), now).await
}
