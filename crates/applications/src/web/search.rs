//! The search box: number, municipality, title, within what the person may see.

use base::{Ctx, Problem};
use base_web::App;
use base_web::app::Hit;

use crate::mails::case_path;
use crate::queries;

pub(super) async fn hits(app: &App, ctx: &Ctx, text: &str) -> Result<Vec<Hit>, Problem> {
    let found = queries::search(app.db.reader(), ctx, text).await?;
    Ok(found
        .into_iter()
        .map(|application| {
            let state = base::texts::tr(ctx.lang, &format!("applications-state-{}", application.state));
            let title = if application.title.is_empty() {
                base::texts::tr(ctx.lang, "applications-untitled")
            } else {
                application.title.clone()
            };
            Hit {
                title: format!("{} · {title}", application.label()),
                detail: format!("{} · {state}", application.lead_name),
                href: case_path(application.id),
            }
        })
        .collect())
}
