//! The search box: calls by code and title.

use base::{Ctx, Problem};
use base_web::App;
use base_web::app::Hit;

use crate::queries;

/// Hits at most.
const LIMIT: u64 = 5;

pub(super) async fn hits(app: &App, ctx: &Ctx, text: &str) -> Result<Vec<Hit>, Problem> {
    let found = queries::search(app.db.reader(), ctx, text, LIMIT).await?;
    Ok(found
        .into_iter()
        .map(|call| Hit {
            title: call.title(ctx.lang).to_owned(),
            detail: call.code.clone(),
            href: format!("/calls/{}", call.id),
        })
        .collect())
}
