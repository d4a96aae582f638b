//! The part "Geld und Zusage" of a case page.

use applications::ApplicationState;
use base::{Ctx, Problem, Role, Scope, fmt, texts};
use base_web::App;
use base_web::app::{CasePart, CaseRead};
use base_web::view::{Action, Block, Cell, Facts, Tile, Tone};

use super::letters::letter_href;
use super::{badge, consent, offer, served, show};
use crate::model::{Grant, GrantMode, NoticeKind};
use crate::{access, queries, rules};

/// After what the selection says, before people and hours.
const POSITION: u8 = 40;

pub(super) async fn parts(app: &App, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<CasePart>, Problem> {
    let db = app.db.reader();
    let application = applications::read_for_page(case)?;
    let officer = ctx.has(Role::SB, Scope::Programme(application.programme_id));
    let found = queries::latest_of(db, application.id).await?;
    let blocks = match found.filter(|grant| access::may_see(ctx, grant).is_ok()) {
        Some(grant) => {
            let mut blocks = vec![facts(ctx, &grant).into()];
            blocks.extend(show::answer_forms(ctx, &grant, application));
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
    let letters = queries::case_notices_of(db, ctx, application).await?;
    if let Some(offer) = letters
        .iter()
        .find(|letter| letter.kind == NoticeKind::PartialOffer)
        && application.state == ApplicationState::Selected
        && queries::answer_to(db, offer.id).await?.is_none()
    {
        parts.push(part("grants-letter-PARTIAL_OFFER", offer::open(ctx, offer)));
    }
    if letters.iter().any(|letter| letter.kind == NoticeKind::Rejection) {
        let deliveries = queries::deliveries_of(db, application.id).await?;
        let acts = served::table(ctx.lang, &deliveries).map(Block::from);
        parts.extend(acts.map(|acts| part("grants-acts", vec![acts])));
    }
    if ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(application.lead_body_id.0))
        && application.state != ApplicationState::Draft
    {
        let link = Action::link(
            texts::tr(ctx.lang, "grants-consent"),
            consent::path(application.lead_body_id),
        );
        parts.push(part("grants-consent-case", vec![Block::Actions(vec![link])]));
    }
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

/// What stands at the top of the case: the award, what was paid of it, and the next date. One statement.
pub(super) async fn figures(app: &App, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<Tile>, Problem> {
    let application = applications::read_for_page(case)?;
    let found = queries::latest_of(app.db.reader(), application.id).await?;
    let Some(grant) = found.filter(|grant| access::may_see(ctx, grant).is_ok()) else {
        return Ok(Vec::new());
    };
    let t = |key: &str| texts::tr(ctx.lang, key);
    let tile = |value: String, label: &str, note: String| Tile {
        value,
        label: t(label),
        note,
        href: None,
        tone: None,
    };
    let state = t(&format!("grants-state-{}", grant.state));
    let mut tiles = vec![Tile {
        href: Some(format!("/grants/{}", grant.id)),
        ..tile(fmt::money(ctx.lang, grant.amount), "grants-figure-award", state)
    }];
    if grant.mode == GrantMode::CashGrant {
        let open = fmt::money(ctx.lang, grant.amount - grant.paid);
        let note = texts::tr_with(ctx.lang, "grants-figure-open", &[("amount", &open)]);
        tiles.push(Tile {
            href: Some(format!("/applications/{}?part=procedure", application.id)),
            ..tile(fmt::money(ctx.lang, grant.paid), "grants-figure-paid", note)
        });
    }
    let today = base::calendar::local_date(ctx.now);
    if let Some((day, what)) = rules::next_date(&grant, None, today) {
        let is_over = day < today;
        let note = if is_over { t("grants-figure-over") } else { t(what) };
        tiles.push(Tile {
            tone: is_over.then_some(Tone::Warning),
            ..tile(fmt::date(ctx.lang, day), "grants-figure-next", note)
        });
    }
    Ok(tiles)
}
