//! The part "Geld und Zusage" of a case page.

use applications::{ApplicationId, ApplicationState};
use base::{Ctx, Problem, Role, Scope, fmt, texts};
use base_web::App;
use base_web::app::CasePart;
use base_web::view::{Action, Block, Cell, Facts};
use uuid::Uuid;

use super::letters::letter_href;
use super::{badge, show};
use crate::model::Grant;
use crate::{access, queries};

/// After what the selection says, before people and hours.
const POSITION: u8 = 40;

pub(super) async fn parts(app: &App, ctx: &Ctx, application: Uuid) -> Result<Vec<CasePart>, Problem> {
    let db = app.db.reader();
    let application = applications::application(db, ctx, ApplicationId(application)).await?;
    let officer = ctx.has(Role::SB, Scope::Programme(application.programme_id));
    let found = queries::latest_of(db, application.id).await?;
    let blocks = match found.filter(|grant| access::may_see(ctx, grant).is_ok()) {
        Some(grant) => {
            let mut blocks = vec![facts(ctx, &grant).into()];
            blocks.extend(show::answer_forms(ctx, &grant, &application));
            blocks
        }
        None if officer && application.state == ApplicationState::Selected => {
            let href = format!("/applications/{}/grant", application.id);
            let prepare = Action::link(texts::tr(ctx.lang, "grants-prepare"), href).primary();
            vec![
                Block::Text(texts::tr(ctx.lang, "grants-case-none")),
                Block::Actions(vec![prepare]),
            ]
        }
        None => Vec::new(),
    };
    let part = |heading: &str, blocks| CasePart {
        position: POSITION,
        heading: texts::tr(ctx.lang, heading),
        blocks,
    };
    let mut parts = Vec::new();
    if !blocks.is_empty() {
        parts.push(part("grants-case-title", blocks));
    }
    let letters = queries::case_notices_of(db, ctx, &application).await?;
    if !letters.is_empty() {
        let links = letters.iter().map(|notice| {
            let name = texts::tr(ctx.lang, &format!("grants-letter-{}", notice.kind));
            (letter_href(notice), name, fmt::date(ctx.lang, notice.sent_on))
        });
        parts.push(part("grants-case-letters", vec![Block::Links(links.collect())]));
    }
    Ok(parts)
}

fn facts(ctx: &Ctx, grant: &Grant) -> Facts {
    let t = |key: &str| texts::tr(ctx.lang, key);
    let period = format!(
        "{} – {}",
        fmt::date(ctx.lang, grant.from_on),
        fmt::date(ctx.lang, grant.until_on)
    );
    let href = format!("/grants/{}", grant.id);
    Facts::new()
        .row(t("grants-mode"), t(&format!("grants-mode-{}", grant.mode)))
        .row(t("grants-amount"), Cell::money(ctx.lang, grant.amount))
        .row(t("grants-state"), Cell::Badge(badge(ctx.lang, grant)))
        .row(t("grants-period"), period)
        .maybe(
            t("grants-delivered-on"),
            grant.delivered_on.map(|day| Cell::date(ctx.lang, day)),
        )
        .maybe(
            t("grants-accept-until"),
            grant.accept_until_on.map(|day| Cell::date(ctx.lang, day)),
        )
        .row(
            t("grants-details"),
            Cell::link(href, t(&format!("grants-open-{}", grant.mode))),
        )
}
