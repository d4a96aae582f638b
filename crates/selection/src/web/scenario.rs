//! `/calls/{call}/scenarios/{number}`: one what-if allocation, and taking it over.

use super::scenarios::{SHOWN, amounts, barred, frame, kind};
use super::{Again, again, balance, is_shown};
use crate::access;
use crate::rules::mix::Group;
use crate::scenarios::{self, ScenarioContent};
use crate::usecases::{self, SaveAllocation};
use axum::extract::Path;
use base::{Cents, Problem};
use base_web::view::{Action, Cell, Field, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::{AllocationMode, Call};

pub(super) async fn show(visit: Visit, Path((call, number)): Path<(String, String)>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let page = one(&visit, &call, number_of(&number)?, None).await?;
    visit.page(page)
}

pub(super) fn number_of(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::not_found("scenario"))
}

async fn one(visit: &Visit, call: &Call, number: i64, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    if scenarios::is_barred(db, &visit.ctx, call).await? {
        return Ok(barred(visit, frame(visit, call, visit.t("scenarios-title"))));
    }
    let scenario = scenarios::scenario(db, call.id, number).await?;
    let content = scenario.content()?;
    let rated = scenarios::rated(db, &visit.ctx, call).await?;
    let (ranking, rated) = rated.ok_or(Problem::not_found("scenario"))?;
    let mut page = frame(visit, call, scenario.name.clone())
        .lead(kind(visit, &scenario))
        .crumb(
            format!("/calls/{}/scenarios", call.id),
            visit.t("scenarios-title"),
        )
        .block(
            base_web::view::Facts::new()
                .row(visit.t("scenarios-budget"), Cell::money(lang, scenario.budget))
                .row(visit.t("allocation-total"), Cell::money(lang, scenario.total))
                .row(
                    visit.t("allocation-rest"),
                    Cell::money(lang, scenario.budget - scenario.total),
                )
                .wide(),
        );
    if let Some(proposed) = &content.proposed {
        let points = |hundredths| base::fmt::hundredths(lang, hundredths);
        // millionths of one: ten thousand make a per cent
        let gap = format!(
            "{},{:04}",
            proposed.gap_millionths / 10_000,
            proposed.gap_millionths % 10_000
        );
        let text = visit.tw(
            "optimise-result",
            &[
                ("points", &points(proposed.score_hundredths)),
                ("plain", &points(proposed.in_rank_order)),
                ("gap", &gap),
            ],
        );
        page = page.block(Notice::new(Tone::Info, visit.t("optimise-proposal"), text));
    }
    if ranking.id != scenario.ranking_id {
        page = page.block(Notice::new(Tone::Warning, visit.t("allocation-outdated"), ""));
    }
    page = page.block(lines(visit, call, &content).await?);
    let given = amounts(&content);
    let mixed = rated.iter().map(|one| {
        let amount = given.get(&one.candidate.application).copied();
        (&one.traits, amount.unwrap_or_default())
    });
    page = page.blocks(balance::blocks(visit, mixed));
    let funded: Vec<Cents> = given.values().copied().filter(|amount| amount.0 > 0).collect();
    page = page.blocks(balance::years(visit, call, &funded).await?);
    let prepares = access::holds(&visit.ctx, access::PREPARERS, call.programme_id);
    if prepares {
        page = page.action(Action::link(
            visit.t("scenarios-by-hand"),
            format!("/calls/{}/scenarios/{number}/amounts", call.id),
        ));
    }
    if prepares && call.allocation_mode != AllocationMode::Manual {
        let fixed = visit.t(&format!("allocation-mode-{}", call.allocation_mode));
        let text = visit.tw("allocation-fixed-text", &[("mode", &fixed)]);
        page = page.block(Notice::new(Tone::Info, visit.t("allocation-fixed"), text));
    } else if prepares {
        let form = visit
            .form(format!("/calls/{}/scenarios/{number}/adopt", call.id))
            .heading(visit.t("scenarios-adopt"))
            .field(Field::note(visit.t("scenarios-adopt-text")))
            .field(
                Field::textarea("reason", visit.t("allocation-reason"), 2)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("scenarios-adopt"));
        page = page.block(again(form, "adopt", refused));
    }
    Ok(page.action(Action::link(
        visit.t("scenarios-compare"),
        format!("/calls/{}/scenarios", call.id),
    )))
}

async fn lines(visit: &Visit, call: &Call, content: &ScenarioContent) -> Result<Table, Problem> {
    let lang = visit.lang();
    let cases = scenarios::cases(visit.app.db.reader(), &visit.ctx, call).await?;
    let explains = content.proposed.is_some();
    let mut table = Table::new(lang, visit.t("scenarios-lines"))
        .number_column(visit.t("minutes-rank"))
        .column(visit.t("minutes-number"))
        .column(visit.t("minutes-lead"))
        .number_column(visit.t("allocation-fundable"))
        .number_column(visit.t("minutes-amount"));
    if explains {
        table = table.column(visit.t("optimise-why"));
    }
    for line in content.lines.iter().take(SHOWN) {
        let Some(case) = cases.get(&line.application) else {
            continue;
        };
        let mut cells = vec![
            Cell::integer(lang, line.rank),
            Cell::link(format!("/applications/{}", case.id), case.label()),
            Cell::text(&case.lead_name),
            Cell::money(lang, line.fundable),
            super::amount(visit, line.amount),
        ];
        if explains {
            cells.push(why(visit, line.why.as_ref()));
        }
        table = table.row(cells);
    }
    Ok(table)
}

fn why(visit: &Visit, why: Option<&crate::rules::optimise::Why>) -> Cell {
    use crate::rules::optimise::Why;
    let group = |key: &str, group: &Group| visit.tw(key, &[("group", &balance::group_name(visit, group))]);
    match why {
        None | Some(Why::Rank) => Cell::text(visit.t("optimise-why-rank")),
        Some(Why::Means) => Cell::badge(Tone::Success, visit.t("optimise-why-means")),
        Some(Why::Costly) => Cell::badge(Tone::Warning, visit.t("optimise-why-costly")),
        Some(Why::Least(of)) => Cell::badge(Tone::Success, group("optimise-why-least", of)),
        Some(Why::Most(of)) => Cell::badge(Tone::Warning, group("optimise-why-most", of)),
    }
}

/// A scenario as the allocation it would be.
pub(super) async fn adopted(
    visit: &Visit,
    call: &Call,
    number: i64,
    reason: &str,
) -> Result<SaveAllocation, Problem> {
    let db = visit.app.db.reader();
    scenarios::require_whole_sight(db, &visit.ctx, call).await?;
    let scenario = scenarios::scenario(db, call.id, number).await?;
    Ok(SaveAllocation {
        call: call.id,
        mode: AllocationMode::Manual,
        amounts: amounts(&scenario.content()?),
        reason: reason.to_owned(),
    })
}

/// A person takes a scenario over as the call's allocation, with a reason; it then waits for its approval.
pub(super) async fn adopt(
    visit: Visit,
    Path((call, number)): Path<(String, String)>,
    form: FormData,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let number = number_of(&number)?;
    let command = adopted(&visit, &call, number, form.get("reason")).await?;
    match usecases::save_allocation(&visit.app.db, &visit.ctx, command).await {
        Ok(_) => visit.done(&format!("/calls/{}/allocation", call.id), "allocation-done-saved"),
        Err(problem) if is_shown(&problem) => {
            let again = Again {
                verb: "adopt",
                data: &form,
                problem: &problem,
            };
            let page = one(&visit, &call, number, Some(&again)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}
