//! What waits for a person on the home page.

use base::{Ctx, Problem, calendar, texts};
use base_web::App;
use base_web::app::Task;

use crate::{rules, store};

/// To set up the second factor, as long as roles rest for want of it. One statement.
pub(crate) async fn of(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let Some(me) = ctx.person_id() else {
        return Ok(Vec::new());
    };
    let held = store::roles::valid_of(app.db.reader(), &[me], calendar::local_date(ctx.now)).await?;
    let rests = held
        .iter()
        .any(|held| rules::SECOND_FACTOR_ROLES.contains(&held.role) && !ctx.has(held.role, held.scope));
    let task = Task {
        text: texts::tr(ctx.lang, "accounts-task-second-factor"),
        href: "/account/second-factor".to_owned(),
        count: 1,
        due_at: None,
    };
    Ok(if rests { vec![task] } else { Vec::new() })
}
