//! What an amendment does, before and after, as it is shown to those who ask and those who sign.

use std::collections::BTreeSet;

use base::{Cents, Problem};
use base_web::Visit;
use base_web::view::{Block, Cell, Facts, Notice, Table, Tone};
use municipalities::BodyId;

use crate::model::{Change, Effect, Grant, PlanAmount, Share, Terms, Tranche};
use crate::rules;

/// The wishes in words.
pub(super) async fn wanted(visit: &Visit, changes: &[Change]) -> Result<Facts, Problem> {
    let mut facts = Facts::new();
    for change in changes {
        let label = visit.t(&format!("grants-amend-kind-{}", change.kind()));
        let text = match change {
            Change::Time { until_on } => {
                visit.tw("grants-amend-wants-until", &[("day", &*visit.date(*until_on))])
            }
            Change::AmountDown { amount, .. } => {
                visit.tw("grants-amend-wants-amount", &[("amount", &*visit.money(*amount))])
            }
            Change::TrancheShift { tranches } => {
                let each = tranches.iter().map(|part| {
                    let kind = visit.t(&format!("budget-kind-{}", part.kind));
                    format!("{} – {kind}: {}", part.year, visit.money(part.amount))
                });
                each.collect::<Vec<_>>().join("\n")
            }
            Change::PlanShift { items } => {
                let each = items.iter().map(|item| {
                    let kind = visit.t(&format!("applications-plan-kind-{}", item.kind));
                    format!("{kind}: {}", visit.money(item.amount))
                });
                each.collect::<Vec<_>>().join("\n")
            }
            Change::Scope { purpose, objectives } => format!("{purpose}\n\n{objectives}"),
            Change::Partner { join, leave, basis } => {
                let ids: Vec<BodyId> = join.iter().chain(leave).copied().collect();
                let names = municipalities::names(visit.app.db.reader(), &ids).await?;
                let line = |key: &str, body: &BodyId| {
                    let name = names.get(body).map(String::as_str).unwrap_or_default();
                    visit.tw(key, &[("name", name)])
                };
                let mut lines: Vec<String> = leave
                    .iter()
                    .map(|body| line("grants-amend-leaves", body))
                    .collect();
                lines.extend(join.iter().map(|body| line("grants-amend-joins", body)));
                lines.push(visit.t(&format!("grants-share-basis-{basis}")));
                lines.join("\n")
            }
        };
        facts = facts.row(label, Cell::Lines(text));
    }
    Ok(facts)
}

/// Amount, dates, years, items and shares before and after, with what exceeds a limit.
pub(super) async fn blocks(visit: &Visit, grant: &Grant, effect: &Effect) -> Result<Vec<Block>, Problem> {
    let (before, after) = (&effect.before, &effect.after);
    let mut blocks = Vec::new();
    let limit = effect.overruns.iter().map(|item| {
        let args = [
            ("item", visit.t(&format!("applications-plan-kind-{}", item.kind))),
            ("limit", visit.money(item.limit)),
            ("over", visit.money(item.over)),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        visit.tw("grants-amend-over-limit", &args)
    });
    let limit: Vec<String> = limit.collect();
    if !limit.is_empty() {
        let title = visit.t("grants-amend-over-limit-title");
        blocks.push(Notice::new(Tone::Warning, title, limit.join(" ")).into());
    }
    blocks.push(overall(visit, grant, before, after).await?.into());
    if tranches(before) != tranches(after) {
        blocks.push(years(visit, before, after).into());
    }
    if before.plan != after.plan {
        blocks.push(plan(visit, &before.plan, &after.plan).into());
    }
    if before.shares != after.shares && before.shares.len().max(after.shares.len()) > 1 {
        blocks.push(shares(visit, &before.shares, &after.shares).into());
    }
    Ok(blocks)
}

fn compare(visit: &Visit, caption: &str, first: &str) -> Table {
    Table::new(visit.lang(), visit.t(caption))
        .column(visit.t(first))
        .number_column(visit.t("grants-amend-before"))
        .number_column(visit.t("grants-amend-after"))
}

async fn overall(visit: &Visit, grant: &Grant, before: &Terms, after: &Terms) -> Result<Table, Problem> {
    let programme = calls::ProgrammeId(grant.programme_id);
    let day = grant.sent_on.unwrap_or(grant.from_on);
    let months = calls::parameters(visit.app.db.reader(), programme, day)
        .await?
        .vn_due_months;
    let due = |terms: &Terms| {
        let months = u32::try_from(months).unwrap_or(0);
        visit.date(base::calendar::month_period_end(terms.until_on, months))
    };
    let number = |text: String| Cell::Number(text);
    let row =
        |key: &str, left: String, right: String| vec![Cell::Text(visit.t(key)), number(left), number(right)];
    let mut rows = vec![
        row(
            "grants-amount",
            visit.money(before.amount),
            visit.money(after.amount),
        ),
        row(
            "grants-eligible",
            visit.money(before.eligible),
            visit.money(after.eligible),
        ),
        row(
            "grants-until",
            visit.date(before.until_on),
            visit.date(after.until_on),
        ),
        row("grants-amend-report-due", due(before), due(after)),
    ];
    if (&before.purpose, &before.objectives) != (&after.purpose, &after.objectives) {
        let text = |terms: &Terms| Cell::Lines(format!("{}\n\n{}", terms.purpose, terms.objectives));
        rows.push(vec![
            Cell::Text(visit.t("grants-purpose")),
            text(before),
            text(after),
        ]);
    }
    Ok(compare(visit, "grants-amend-effect", "grants-amend-what").rows(rows))
}

fn tranches(terms: &Terms) -> Vec<Tranche> {
    terms.tranches.iter().map(|account| account.tranche).collect()
}

fn years(visit: &Visit, before: &Terms, after: &Terms) -> Table {
    let lang = visit.lang();
    let (was, is) = (
        rules::sum_by_pot(&tranches(before)),
        rules::sum_by_pot(&tranches(after)),
    );
    let pots: BTreeSet<_> = was.keys().chain(is.keys()).copied().collect();
    let rows = pots.into_iter().map(|(year, kind)| {
        let kind_label = visit.t(&format!("budget-kind-{kind}"));
        let amount = |sums: &std::collections::BTreeMap<_, Cents>| {
            Cell::money(lang, sums.get(&(year, kind)).copied().unwrap_or_default())
        };
        vec![
            Cell::Text(format!("{year} – {kind_label}")),
            amount(&was),
            amount(&is),
        ]
    });
    compare(visit, "grants-years", "grants-year").rows(rows)
}

fn plan(visit: &Visit, before: &[PlanAmount], after: &[PlanAmount]) -> Table {
    let lang = visit.lang();
    let of = |plan: &[PlanAmount], kind| {
        let item = plan.iter().find(|item| item.kind == kind);
        item.map_or(Cents::ZERO, |item| item.amount)
    };
    let kinds = applications::PlanKind::ALL.iter().copied();
    let rows = kinds.filter_map(|kind| {
        let (was, is) = (of(before, kind), of(after, kind));
        let label = visit.t(&format!("applications-plan-kind-{kind}"));
        let row = vec![Cell::Text(label), Cell::money(lang, was), Cell::money(lang, is)];
        (!was.is_zero() || !is.is_zero()).then_some(row)
    });
    compare(visit, "grants-amend-plan", "grants-amend-item").rows(rows)
}

fn shares(visit: &Visit, before: &[Share], after: &[Share]) -> Table {
    let lang = visit.lang();
    let mut bodies: Vec<&Share> = before.iter().collect();
    let joined = after
        .iter()
        .filter(|share| before.iter().all(|other| other.body_id != share.body_id));
    bodies.extend(joined);
    let amount = |shares: &[Share], body| {
        let share = shares.iter().find(|share| share.body_id == body);
        share.map_or(Cell::Empty, |share| Cell::money(lang, share.amount))
    };
    let rows = bodies.into_iter().map(|share| {
        let name = Cell::Text(share.name.clone());
        vec![name, amount(before, share.body_id), amount(after, share.body_id)]
    });
    compare(visit, "grants-shares", "grants-body").rows(rows)
}
