//! The dates of a notice in one view: sent, delivered, until when it can be contested or accepted, final.

use base::Ctx;
use base::texts;
use base_web::view::{Block, TimelineItem, Tone};
use chrono::NaiveDate;

use crate::model::{Channel, Grant, GrantMode, GrantState};
use crate::rules;

/// Nothing before the notice is out, and nothing for an agreement: it is not delivered and never becomes final.
/// `expected` is the day of delivery as far as it is known.
pub(super) fn of(ctx: &Ctx, grant: &Grant, expected: Option<NaiveDate>) -> Option<Block> {
    if grant.mode == GrantMode::InKind || !grant.state.is_issued() {
        return None;
    }
    let t = |key: &str| texts::tr(ctx.lang, key);
    let today = base::calendar::local_date(ctx.now);
    let mut items = Vec::new();
    let mut add = |day: Option<NaiveDate>, key: &str, detail: String, tone: Option<Tone>| {
        if let Some(day) = day {
            let item = TimelineItem {
                when: base::fmt::date(ctx.lang, day),
                title: t(key),
                detail,
                tone,
            };
            items.push((day, item));
        }
    };
    let failed = grant.state == GrantState::Reissue;
    let channel = grant
        .channel
        .map(|channel| t(&format!("grants-channel-{channel}")));
    let attempt = match grant.attempt {
        1 => String::new(),
        count => texts::tr_with(ctx.lang, "grants-attempt", &[("count", &count.to_string())]),
    };
    let about = [channel.unwrap_or_default(), attempt];
    let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
    add(
        grant.sent_on,
        if grant.channel == Some(Channel::Post) {
            "grants-line-posted"
        } else {
            "grants-line-sent"
        },
        about.join(", "),
        failed.then_some(Tone::Danger),
    );
    let fetched = grant.downloaded_at.map(base::calendar::local_date);
    add(fetched, "grants-line-fetched", String::new(), None);
    let waits = fetched.is_none() && grant.state == GrantState::Issued;
    let fetch_until = grant.fetch_until_on.filter(|_| waits);
    add(
        fetch_until,
        "grants-line-fetch-until",
        String::new(),
        Some(Tone::Warning),
    );
    add(grant.proven_on, "grants-line-proven", String::new(), None);
    let is_waiting = grant.delivered_on.is_none() && grant.state == GrantState::Issued;
    add(
        expected.filter(|_| is_waiting),
        "grants-line-will-be-delivered",
        String::new(),
        Some(Tone::Info),
    );
    add(grant.delivered_on, "grants-line-delivered", String::new(), None);
    let accepted = grant.answered_at.map(base::calendar::local_date);
    let key = match grant.state {
        // an acceptance before a remedy that annulled the notice stays one
        GrantState::Declined if grant.objected_on.is_none_or(|filed| accepted > Some(filed)) => {
            "grants-line-declined"
        }
        _ => "grants-line-accepted",
    };
    add(accepted, key, String::new(), None);
    let open = grant
        .accept_until_on
        .filter(|_| grant.state == GrantState::Delivered);
    add(
        open,
        "grants-line-accept-until",
        String::new(),
        Some(Tone::Warning),
    );
    add(grant.waived_on, "grants-line-waived", String::new(), None);
    add(
        grant.objected_on,
        "grants-line-objected",
        String::new(),
        Some(Tone::Danger),
    );
    add(
        grant.remedy_settled_on,
        "grants-line-settled",
        String::new(),
        None,
    );
    let flaw = if grant.remedy_flawed {
        t("grants-line-flawed")
    } else {
        String::new()
    };
    let open = grant
        .remedy_until_on
        .filter(|last| grant.final_on.is_none() && *last >= today);
    add(
        grant.remedy_until_on,
        "grants-line-remedy-until",
        flaw,
        open.map(|_| Tone::Warning),
    );
    match grant.final_on {
        Some(day) => add(Some(day), "grants-line-final", String::new(), Some(Tone::Success)),
        None => add(
            rules::final_from(grant),
            "grants-line-will-be-final",
            String::new(),
            Some(Tone::Info),
        ),
    }
    // a waiver makes it final before the term is over
    items.sort_by_key(|(day, _)| *day);
    Some(Block::Timeline(items.into_iter().map(|(_, item)| item).collect()))
}
