//! `/calls/{call}/allocation`: the ranked list with the line at the budget, five modes side by side, save and approve.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use assessment::RankedEntry;
use axum::extract::{Path, RawQuery};
use base::{Cents, Problem, Role, Text};
use base_web::view::{Action, Block, Cell, Facts, Field, Form, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::{AllocationMode, Call};

use super::{Again, again, amount, balance, by_hand, is_shown};
use crate::model::SavedAllocation;
use crate::rules::allocation::{Allocation, Candidate, allocate};
use crate::rules::optimise::Rated;
use crate::usecases::{self, SaveAllocation};
use crate::{access, queries, reserve, scenarios};

/// Rows of the table at most; the amounts of a call with more are read in the export.
const SHOWN: usize = 200;

pub(super) async fn show(visit: Visit, Path(call): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let call = super::call(&visit, &call).await?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let mode = AllocationMode::from_code(query.get("mode")).unwrap_or(call.allocation_mode);
    let page = page(&visit, &call, mode, None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    call: &Call,
    mode: AllocationMode,
    refused: Option<&Again<'_>>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let page = Page::new(visit.tw("allocation-title", &[("code", &call.code)]))
        .lead(call.title(visit.lang()).to_owned())
        .crumb("/committees", visit.t("selection-title"))
        .action(Action::link(
            visit.t("ranking-short"),
            format!("/calls/{}/ranking", call.id),
        ))
        .action(Action::link(
            visit.t("decisions-short"),
            format!("/calls/{}/decisions", call.id),
        ));
    // sums, places and the mix would tell of the hidden case
    if scenarios::is_barred(db, &visit.ctx, call).await? {
        let notice = Notice::new(Tone::Info, visit.t("scenarios-refused-barred"), "");
        return Ok(page.block(notice));
    }
    let Some((ranking, rated)) = scenarios::rated(db, &visit.ctx, call).await? else {
        return Ok(page.block(Notice::new(Tone::Info, visit.t("allocation-no-ranking"), "")));
    };
    let page = page.action(Action::link(
        visit.t("scenarios-title"),
        format!("/calls/{}/scenarios", call.id),
    ));
    let cases = scenarios::cases(db, &visit.ctx, call).await?;
    let settled = reserve::settled(db, &visit.ctx, call).await?;
    // what is decided stands; the mode gives out the rest
    let rated: Vec<Rated> = rated
        .into_iter()
        .filter(|one| {
            let case = cases.get(&one.candidate.application);
            case.is_some_and(|case| queries::OPEN.contains(&case.state))
        })
        .collect();
    let candidates: Vec<Candidate> = rated.iter().map(|one| one.candidate).collect();
    let saved = queries::latest_allocation(db, call.id).await?;
    let mut page = page.block(facts(visit, call, &ranking, &candidates));
    if !settled.is_empty() {
        let count = (settled.waiting.len() + settled.released).to_string();
        let (title, text) = if candidates.is_empty() {
            ("allocation-all-settled", "allocation-all-settled-text")
        } else {
            ("allocation-settled", "allocation-settled-text")
        };
        let text = visit.tw(text, &[("count", &count), ("free", &visit.money(settled.free))]);
        page = page.block(Notice::new(Tone::Info, visit.t(title), text));
    }
    // a tie matters as long as something is left to give out
    let is_tied = |entry: &RankedEntry| entry.tied && entry.lot.is_none();
    if !candidates.is_empty() && ranking.entries.iter().any(is_tied) {
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("ranking-ties"),
            visit.t("allocation-ties"),
        ));
    }
    if let Some(saved) = &saved {
        page = page.blocks(saved_blocks(
            visit,
            call,
            saved,
            ranking.id == saved.version.ranking_id,
            &cases,
            refused,
        ));
    }
    if !candidates.is_empty() {
        page = page.block(modes(visit, call, &candidates, settled.free, mode));
        let allocation = allocate(mode, &candidates, settled.free, call.minimum, call.rounding);
        page = page.block(lines(visit, settled.free, &allocation, mode, &cases));
        if mode != AllocationMode::Manual {
            page = page.blocks(meaning(visit, call, &rated, &allocation).await?);
        }
    }
    let is_over = candidates.is_empty() && settled.waiting.is_empty();
    let prepares = access::holds(&visit.ctx, access::PREPARERS, call.programme_id);
    if prepares && mode != call.allocation_mode && !is_over {
        let fixed = visit.t(&format!("allocation-mode-{}", call.allocation_mode));
        let text = visit.tw("allocation-fixed-text", &[("mode", &fixed)]);
        page = page.block(Notice::new(Tone::Info, visit.t("allocation-fixed"), text));
    } else if prepares && !is_over {
        page = page.block(again(
            save_form(visit, call, &candidates, saved.as_ref(), &cases),
            "save",
            refused,
        ));
    }
    Ok(page)
}

/// The mix and the budget years of the shown mode.
async fn meaning(
    visit: &Visit,
    call: &Call,
    rated: &[Rated],
    allocation: &Allocation,
) -> Result<Vec<Block>, Problem> {
    let amounts = allocation.lines.iter().map(|line| line.amount);
    let mixed = rated.iter().map(|one| &one.traits).zip(amounts.clone());
    let funded: Vec<Cents> = amounts.filter(|amount| amount.0 > 0).collect();
    let mut blocks = balance::years(visit, call, &funded).await?;
    blocks.push(Block::Details(
        visit.t("mix-title"),
        balance::blocks(visit, mixed),
    ));
    Ok(blocks)
}

fn facts(visit: &Visit, call: &Call, ranking: &assessment::Ranking, candidates: &[Candidate]) -> Facts {
    let lang = visit.lang();
    let fundable: Cents = candidates.iter().map(|candidate| candidate.fundable).sum();
    let mut facts = Facts::new().row(visit.t("allocation-budget"), Cell::money(lang, call.budget()));
    for year in &call.budget_years {
        facts = facts.row(
            visit.tw("allocation-year", &[("year", &year.year.to_string())]),
            Cell::money(lang, year.cash + year.commitment),
        );
    }
    facts
        .row(visit.t("allocation-cap"), Cell::money(lang, call.cap))
        .row(visit.t("allocation-minimum"), Cell::money(lang, call.minimum))
        .maybe(
            visit.t("allocation-sum-fundable"),
            (!candidates.is_empty()).then(|| Cell::money(lang, fundable)),
        )
        .row(
            visit.t("allocation-ranking"),
            Cell::integer(lang, ranking.version),
        )
        .wide()
}

/// The five modes as totals.
fn modes(
    visit: &Visit,
    call: &Call,
    candidates: &[Candidate],
    budget: Cents,
    shown: AllocationMode,
) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("allocation-modes"))
        .column(visit.t("allocation-mode"))
        .number_column(visit.t("allocation-funded"))
        .number_column(visit.t("allocation-waiting"))
        .number_column(visit.t("allocation-total"))
        .number_column(visit.t("allocation-rest"));
    for mode in AllocationMode::ALL {
        let mut name = visit.t(&format!("allocation-mode-{mode}"));
        if *mode == call.allocation_mode {
            name = visit.tw("allocation-mode-fixed", &[("mode", &name)]);
        }
        let link = Cell::link(format!("/calls/{}/allocation?mode={mode}", call.id), name);
        let mut cells = vec![link];
        if *mode == AllocationMode::Manual {
            cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
        } else {
            let allocation = allocate(*mode, candidates, budget, call.minimum, call.rounding);
            let waiting = allocation
                .lines
                .iter()
                .filter(|line| line.reserve.is_some())
                .count();
            cells.extend([
                Cell::integer(lang, (allocation.lines.len() - waiting) as i64),
                Cell::integer(lang, waiting as i64),
                Cell::money(lang, allocation.total),
                Cell::money(lang, allocation.rest),
            ]);
        }
        table = if *mode == shown {
            table.marked_row(Tone::Info, cells)
        } else {
            table.row(cells)
        };
    }
    table
}

/// The ranked list in the shown mode; the running sum draws the line at the budget.
fn lines(
    visit: &Visit,
    budget: Cents,
    allocation: &Allocation,
    mode: AllocationMode,
    cases: &HashMap<ApplicationId, Application>,
) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(
        lang,
        visit.tw(
            "allocation-proposal",
            &[("mode", &visit.t(&format!("allocation-mode-{mode}")))],
        ),
    )
    .number_column(visit.t("minutes-rank"))
    .column(visit.t("minutes-number"))
    .column(visit.t("minutes-lead"))
    .number_column(visit.t("allocation-requested"))
    .number_column(visit.t("allocation-fundable"))
    .number_column(visit.t("minutes-amount"))
    .number_column(visit.t("allocation-running"))
    .column(visit.t("minutes-result"));
    let mut running = Cents::ZERO;
    let mut drawn = false;
    for line in allocation.lines.iter().take(SHOWN) {
        let Some(case) = cases.get(&line.candidate.application) else {
            continue;
        };
        if !drawn && line.reserve.is_some() {
            drawn = true;
            let text = visit.tw("allocation-line", &[("budget", &visit.money(budget))]);
            let mut cells = vec![Cell::Empty, Cell::badge(Tone::Warning, text)];
            cells.resize(8, Cell::Empty);
            table = table.marked_row(Tone::Warning, cells);
        }
        running += line.amount;
        let result = match line.reserve {
            Some(place) => Cell::badge(
                Tone::Info,
                visit.tw("allocation-reserve-place", &[("place", &place.to_string())]),
            ),
            None if line.is_partial() => Cell::badge(Tone::Warning, visit.t("allocation-partial")),
            None => Cell::badge(Tone::Success, visit.t("allocation-full")),
        };
        let cells = vec![
            Cell::integer(lang, line.candidate.rank),
            Cell::link(format!("/applications/{}", case.id), case.label()),
            Cell::text(&case.lead_name),
            Cell::money(lang, case.requested),
            Cell::money(lang, line.candidate.fundable),
            amount(visit, line.amount),
            Cell::money(lang, running),
            result,
        ];
        table = if line.reserve.is_some() {
            table.marked_row(Tone::Neutral, cells)
        } else {
            table.row(cells)
        };
    }
    let sum = |cents| Cell::money(lang, cents);
    let fundable: Cents = allocation.lines.iter().map(|line| line.candidate.fundable).sum();
    table.footer(vec![
        Cell::text(visit.t("allocation-sum")),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        sum(fundable),
        sum(allocation.total),
        sum(allocation.rest),
        Cell::text(visit.t("allocation-rest")),
    ])
}

fn saved_blocks(
    visit: &Visit,
    call: &Call,
    saved: &SavedAllocation,
    current: bool,
    cases: &HashMap<ApplicationId, Application>,
    refused: Option<&Again<'_>>,
) -> Vec<Block> {
    let lang = visit.lang();
    let version = &saved.version;
    let funded = saved.lines.iter().filter(|line| line.amount.0 > 0).count();
    let state = match version.approved_at {
        Some(at) => Cell::badge(
            Tone::Success,
            visit.tw("allocation-approved", &[("at", &visit.datetime(at))]),
        ),
        None => Cell::badge(Tone::Warning, visit.t("allocation-waits")),
    };
    let mut facts = Facts::new()
        .row(
            visit.t("allocation-version"),
            Cell::integer(lang, version.version),
        )
        .row(
            visit.t("allocation-mode"),
            Cell::text(visit.t(&format!("allocation-mode-{}", version.mode()))),
        )
        .row(visit.t("allocation-funded"), Cell::integer(lang, funded as i64))
        .row(visit.t("allocation-total"), Cell::money(lang, version.total))
        .row(
            visit.t("allocation-rest"),
            Cell::money(lang, version.budget - version.total),
        )
        .row(visit.t("allocation-state"), state);
    if !version.reason.is_empty() {
        facts = facts.row(visit.t("allocation-reason"), Cell::Lines(version.reason.clone()));
    }
    let mut blocks: Vec<Block> = vec![Block::Heading(visit.t("allocation-saved")), facts.wide().into()];
    if !current {
        blocks.push(Notice::new(Tone::Warning, visit.t("allocation-outdated"), "").into());
    }
    let mut table = Table::new(lang, visit.t("allocation-saved-lines"))
        .number_column(visit.t("minutes-rank"))
        .column(visit.t("minutes-number"))
        .column(visit.t("minutes-lead"))
        .number_column(visit.t("minutes-amount"))
        .number_column(visit.t("allocation-reserve"));
    for line in saved.lines.iter().take(SHOWN) {
        let Some(case) = cases.get(&line.application_id) else {
            continue;
        };
        table = table.row(vec![
            Cell::integer(lang, line.rank),
            Cell::text(case.label()),
            Cell::text(&case.lead_name),
            amount(visit, line.amount),
            Cell::maybe(line.reserve_position.map(|place| Cell::integer(lang, place))),
        ]);
    }
    blocks.push(Block::Details(
        visit.t("allocation-saved-lines"),
        vec![table.into()],
    ));
    if version.approved_at.is_none() && access::holds(&visit.ctx, &[Role::BfdH], call.programme_id) {
        let form = visit
            .form(format!("/calls/{}/allocation/approve", call.id))
            .hidden("number", version.version)
            .submit(visit.t("allocation-approve"));
        blocks.push(again(form, "approve", refused).into());
    }
    blocks
}

/// The one mode that the call fixes is saved; the others are looked at and kept as scenarios.
fn save_form(
    visit: &Visit,
    call: &Call,
    candidates: &[Candidate],
    saved: Option<&SavedAllocation>,
    cases: &HashMap<ApplicationId, Application>,
) -> Form {
    let mode = call.allocation_mode;
    let name = visit.t(&format!("allocation-mode-{mode}"));
    let mut form = visit
        .form(format!("/calls/{}/allocation", call.id))
        .heading(visit.t("allocation-save"))
        .hidden("mode", mode)
        .field(Field::note(visit.tw("allocation-save-text", &[("mode", &name)])));
    if mode == AllocationMode::Manual {
        form = form.field(Field::note(visit.t("allocation-manual-text")));
        let before = |id| {
            let line = saved?.lines.iter().find(|line| line.application_id == id)?;
            Some(line.amount)
        };
        form = form.fields(by_hand::fields(visit, candidates, cases, before));
    }
    form.field(
        Field::textarea("reason", visit.t("allocation-reason"), 2)
            .hint(visit.t("allocation-reason-hint"))
            .max(2_000),
    )
    .submit(visit.t("allocation-save"))
}

pub(super) async fn save(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let mode = AllocationMode::from_code(form.get("mode")).unwrap_or(call.allocation_mode);
    let answer = match read(&form, &call, mode) {
        Ok(command) => usecases::save_allocation(&visit.app.db, &visit.ctx, command).await,
        Err(problem) => Err(problem),
    };
    answered(
        &visit,
        &call,
        mode,
        "save",
        &form,
        answer.map(|_| ()),
        "allocation-done-saved",
    )
    .await
}

fn read(form: &FormData, call: &Call, mode: AllocationMode) -> Result<SaveAllocation, Problem> {
    let mut reader = form.read();
    let amounts = by_hand::read(form, &mut reader)
        .into_iter()
        .filter_map(|(id, amount)| Some((id, amount?)))
        .collect();
    let reason = reader.long_text("reason", 2_000);
    reader.finish()?;
    Ok(SaveAllocation {
        call: call.id,
        mode,
        amounts,
        reason,
    })
}

pub(super) async fn approve(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let number = form
        .get("number")
        .parse()
        .map_err(|_| Problem::field("number", Text::new("field-required")))?;
    let answer = usecases::approve_allocation(&visit.app.db, &visit.ctx, call.id, number).await;
    answered(
        &visit,
        &call,
        call.allocation_mode,
        "approve",
        &form,
        answer,
        "allocation-done-approved",
    )
    .await
}

async fn answered(
    visit: &Visit,
    call: &Call,
    mode: AllocationMode,
    verb: &'static str,
    data: &FormData,
    answer: Result<(), Problem>,
    done: &str,
) -> Reply {
    match answer {
        Ok(()) => visit.done(&format!("/calls/{}/allocation", call.id), done),
        Err(problem) if is_shown(&problem) => {
            let page = page(
                visit,
                call,
                mode,
                Some(&Again {
                    verb,
                    data,
                    problem: &problem,
                }),
            )
            .await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}
