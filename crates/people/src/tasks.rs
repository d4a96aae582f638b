//! What waits for a person on the home page.

use base::{Ctx, Problem, calendar, texts};
use base_web::App;
use base_web::app::Task;

use crate::{rules, store};

/// To set up the second factor, as long as roles rest for want of it; for RL the signatories that others proposed. One
/// statement each.
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
    let mut tasks = if rests { vec![task] } else { Vec::new() };
    if ctx.has_any_role(crate::access::ADMITTERS) {
        let count = store::signatories::count_open(app.db.reader(), me).await?;
        if count > 0 {
            tasks.push(Task {
                text: texts::tr_with(ctx.lang, "signatories-task", &[("count", &count.to_string())]),
                href: "/signatories".to_owned(),
                count,
                due_at: None,
            });
        }
    }
    Ok(tasks)
}
