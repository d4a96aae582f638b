//! The parts of a call's page that say what it is: facts, money, texts, approvals, timeline.

use base::{PersonId, Rate};
use base_db::audit::AuditEntry;
use base_web::Visit;
use base_web::view::{Block, Cell, Facts, Table, TimelineItem};

use super::sources::Sources;
use super::{public, tone};
use crate::{Call, CallState, Programme, access};

pub(super) fn facts(visit: &Visit, call: &Call, programme: &Programme, sources: &Sources) -> Facts {
    let lang = visit.lang();
    let list = |key: &str, code: &str| visit.t(&format!("{key}-{code}"));
    let period = call.project_from.zip(call.project_until);
    let number = |number: i64| Cell::integer(lang, number);
    let points = |threshold: Option<Rate>| threshold.map(|rate| base::fmt::hundredths(lang, rate.0));
    let label = format!("{} – {}", programme.code, programme.name(lang));
    Facts::new()
        .row(
            visit.t("calls-programme"),
            if access::sees_programme(&visit.ctx, programme.id) {
                Cell::link(format!("/programmes/{}", programme.code), label)
            } else {
                Cell::Text(label)
            },
        )
        .row(visit.t("calls-prefix"), Cell::Mono(call.number_prefix.clone()))
        .row(visit.t("calls-opens"), visit.datetime(call.opens_at))
        .row(visit.t("calls-deadline"), call.deadline.text(lang))
        .row(
            visit.t("calls-deadline-kind"),
            sources.cell(
                visit,
                "deadline_kind",
                call.deadline_kind,
                Cell::Text(list("calls-deadline-kind", call.deadline_kind.code())),
            ),
        )
        .maybe(
            visit.t("calls-period"),
            period.map(|(from, until)| format!("{} – {}", visit.date(from), visit.date(until))),
        )
        .maybe(
            visit.t("calls-grace"),
            (call.grace_minutes > 0).then(|| {
                visit.tw(
                    "calls-unit-minutes",
                    &[("count", &call.grace_minutes.to_string())],
                )
            }),
        )
        .row(visit.t("calls-body-types"), public::body_types(visit, call))
        .row(visit.t("calls-territory"), territory(visit, call))
        .row(visit.t("calls-reviews-min"), number(call.reviews_min))
        .row(visit.t("calls-reviews-target"), number(call.reviews_target))
        .maybe(visit.t("calls-threshold-total"), points(call.threshold_total))
        .maybe(
            visit.t("calls-threshold-criterion"),
            points(call.threshold_criterion),
        )
        .row(visit.t("calls-form-version"), number(call.form_version))
        .row(visit.t("calls-edition"), number(call.edition))
}

/// The name where the key is a whole federal state's, else where the keys begin.
fn territory(visit: &Visit, call: &Call) -> String {
    match call.territory.as_str() {
        "" => visit.t("calls-territory-all"),
        "08" => visit.t("calls-territory-08"),
        keys => visit.tw("calls-territory-keys", &[("keys", keys)]),
    }
}

pub(super) fn money(
    visit: &Visit,
    call: &Call,
    line: Option<&budget::BudgetLine>,
    sources: &Sources,
) -> Vec<Block> {
    let lang = visit.lang();
    let list = |key: &str, name: &str, code: &str| {
        sources.cell(visit, name, code, Cell::Text(visit.t(&format!("{key}-{code}"))))
    };
    let figure = |name: &str, stored: i64, shown: Cell| sources.cell(visit, name, stored, shown);
    let facts = Facts::new()
        .row(
            visit.t("calls-funding-mode"),
            list("calls-funding-mode", "funding_mode", call.funding_mode.code()),
        )
        .row(
            visit.t("calls-financing-type"),
            list(
                "calls-financing-type",
                "financing_type",
                call.financing_type.code(),
            ),
        )
        .row(
            visit.t("calls-rate"),
            figure("funding_rate", call.rate.0, Cell::rate(lang, call.rate)),
        )
        .row(
            visit.t("calls-cap"),
            figure("funding_cap_cents", call.cap.0, Cell::money(lang, call.cap)),
        )
        .row(
            visit.t("calls-minimum"),
            figure(
                "minimum_grant_cents",
                call.minimum.0,
                Cell::money(lang, call.minimum),
            ),
        )
        .row(
            visit.t("calls-rounding"),
            list("calls-rounding", "award_rounding", call.rounding.code()),
        )
        .row(
            visit.t("calls-allocation"),
            list("calls-allocation", "allocation_mode", call.allocation_mode.code()),
        )
        .maybe(
            visit.t("calls-line"),
            line.map(|line| format!("{} {}", line.label(), line.purpose)),
        )
        .wide();
    let years = Table::new(lang, visit.t("calls-years"))
        .column(visit.t("calls-year"))
        .number_column(visit.t("calls-cash"))
        .number_column(visit.t("calls-commitment"))
        .rows(call.budget_years.iter().map(|year| {
            vec![
                Cell::text(year.year),
                Cell::money(lang, year.cash),
                Cell::money(lang, year.commitment),
            ]
        }))
        .footer(vec![
            Cell::text(visit.t("calls-sum")),
            Cell::money(lang, call.budget_years.iter().map(|year| year.cash).sum()),
            Cell::money(lang, call.budget_years.iter().map(|year| year.commitment).sum()),
        ])
        .empty(visit.t("calls-no-years"));
    vec![facts.into(), years.into()]
}

pub(super) fn texts(visit: &Visit, call: &Call) -> Vec<Block> {
    let lang = visit.lang();
    [
        ("calls-purpose", call.purpose(lang)),
        ("calls-eligible", call.eligible(lang)),
        ("calls-how", call.how(lang)),
        ("calls-easy", &call.easy_de),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| Block::Details(visit.t(key), public::paragraphs(text)))
    .collect()
}

pub(super) fn approvals(visit: &Visit, call: &Call, name: impl Fn(PersonId) -> String) -> Facts {
    let line = |by: Option<PersonId>, at: Option<chrono::DateTime<chrono::Utc>>| {
        by.zip(at)
            .map(|(by, at)| format!("{} – {}", name(by), visit.datetime(at)))
    };
    let open = || visit.t("calls-approval-open");
    let given = |approval: Option<crate::Approval>| {
        line(approval.map(|a| a.by), approval.map(|a| a.at)).unwrap_or_else(open)
    };
    Facts::new()
        .maybe(
            visit.t("calls-submitted-by"),
            line(call.submitted_by, call.submitted_at),
        )
        .row(visit.t("role-RL"), given(call.rl_approval))
        .row(visit.t("role-BfdH"), given(call.bfdh_approval))
        .maybe(
            visit.t("calls-published-at"),
            call.published_at.map(|at| visit.datetime(at)),
        )
}

pub(super) fn timeline(visit: &Visit, entries: &[AuditEntry]) -> Vec<TimelineItem> {
    entries
        .iter()
        .map(|entry| {
            let who = if entry.actor_kind == "system" {
                visit.t("calls-system")
            } else {
                entry.actor_name.clone()
            };
            let reason = entry
                .reason
                .as_deref()
                .map(|reason| format!(": {reason}"))
                .unwrap_or_default();
            TimelineItem {
                when: visit.datetime(entry.at),
                title: visit.t(&format!("calls-did-{}", entry.action)),
                detail: format!("{who}{reason}"),
                tone: entry.to_state.as_deref().and_then(CallState::from_code).map(tone),
            }
        })
        .collect()
}
