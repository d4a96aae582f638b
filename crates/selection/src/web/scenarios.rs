//! `/calls/{call}/scenarios`: what-if allocations side by side, and the optimiser.

use std::collections::{BTreeMap, HashMap};

use applications::ApplicationId;
use axum::extract::{Path, RawQuery};
use base::{Cents, Problem, Text};
use base_web::view::{Block, Cell, Choice, Field, Form, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::{AllocationMode, Call};

use super::{Again, again, balance, is_shown};
use crate::access;
use crate::model::Scenario;
use crate::rules::mix::Group;
use crate::rules::optimise::{Quota, Rated};
use crate::scenarios::{self, ScenarioContent};
use crate::usecases::{self, OPTIMISED, SaveScenario, ScenarioKind};

/// Scenarios side by side at most: more do not fit a page.
const COMPARED: usize = 4;
/// Rows of applications at most.
pub(super) const SHOWN: usize = 200;

pub(super) async fn list(visit: Visit, Path(call): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let call = super::call(&visit, &call).await?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let page = page(&visit, &call, &query, None).await?;
    visit.page(page)
}

pub(super) fn frame(visit: &Visit, call: &Call, title: String) -> Page {
    Page::new(title)
        .kicker(call.code.clone())
        .crumb("/committees", visit.t("selection-title"))
        .crumb(
            format!("/calls/{}/allocation", call.id),
            visit.t("allocation-short"),
        )
}

pub(super) fn barred(visit: &Visit, page: Page) -> Page {
    page.block(Notice::new(Tone::Info, visit.t("scenarios-refused-barred"), ""))
}

async fn page(
    visit: &Visit,
    call: &Call,
    query: &FormData,
    refused: Option<&Again<'_>>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let page = frame(visit, call, visit.t("scenarios-title")).lead(visit.t("scenarios-lead"));
    if scenarios::is_barred(db, &visit.ctx, call).await? {
        return Ok(barred(visit, page));
    }
    let Some((_, rated)) = scenarios::rated(db, &visit.ctx, call).await? else {
        return Ok(page.block(Notice::new(Tone::Info, visit.t("allocation-no-ranking"), "")));
    };
    let all = scenarios::scenarios(db, call.id).await?;
    let wanted: Vec<&str> = query.all("with").collect();
    let compared: Vec<&Scenario> = all
        .iter()
        .filter(|one| wanted.is_empty() || wanted.contains(&one.number.to_string().as_str()))
        .take(COMPARED)
        .collect();
    let mut page = page.block(listed(visit, call, &all));
    if compared.len() > 1 {
        page = page.blocks(side_by_side(visit, call, &compared, &rated).await?);
    }
    if all.len() > 1 {
        let choices = all
            .iter()
            .map(|one| Choice::new(one.number, format!("{}. {}", one.number, one.name)))
            .collect();
        let form = Form::get(visit.lang(), format!("/calls/{}/scenarios", call.id))
            .field(
                Field::checkboxes("with", visit.t("scenarios-compare"), choices)
                    .hint(visit.tw("scenarios-compare-hint", &[("count", &COMPARED.to_string())])),
            )
            .fill(query)
            .submit(visit.t("scenarios-compare"));
        page = page.block(form);
    }
    if access::holds(&visit.ctx, access::PREPARERS, call.programme_id) {
        page = page
            .block(Block::Details(
                visit.t("scenarios-new"),
                vec![again(mode_form(visit, call), "mode", refused).into()],
            ))
            .block(Block::Details(
                visit.t("optimise-title"),
                vec![again(quota_form(visit, call, &rated), "optimise", refused).into()],
            ));
    }
    Ok(page)
}

pub(super) fn kind(visit: &Visit, scenario: &Scenario) -> String {
    match scenario.mode() {
        Some(mode) => visit.t(&format!("allocation-mode-{mode}")),
        None => visit.t("scenarios-optimised"),
    }
}

fn listed(visit: &Visit, call: &Call, all: &[Scenario]) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("scenarios-title"))
        .hidden_caption()
        .column(visit.t("scenarios-name"))
        .column(visit.t("allocation-mode"))
        .number_column(visit.t("scenarios-budget"))
        .number_column(visit.t("allocation-total"))
        .column(visit.t("scenarios-saved-at"))
        .empty(visit.t("scenarios-empty"));
    for one in all.iter().take(SHOWN) {
        table = table.row(vec![
            Cell::link(
                format!("/calls/{}/scenarios/{}", call.id, one.number),
                format!("{}. {}", one.number, one.name),
            ),
            Cell::text(kind(visit, one)),
            Cell::money(lang, one.budget),
            Cell::money(lang, one.total),
            Cell::instant(lang, one.prepared_at),
        ]);
    }
    table
}

/// One column per scenario: sums, groups, and the applications that get different amounts.
async fn side_by_side(
    visit: &Visit,
    call: &Call,
    compared: &[&Scenario],
    rated: &[Rated],
) -> Result<Vec<Block>, Problem> {
    let lang = visit.lang();
    let contents: Vec<ScenarioContent> = compared
        .iter()
        .map(|one| one.content())
        .collect::<Result<_, _>>()?;
    let amounts: Vec<HashMap<ApplicationId, Cents>> = contents.iter().map(amounts).collect();
    let columns = |caption: String| {
        let table = Table::new(lang, caption).column(visit.t("scenarios-measure"));
        compared
            .iter()
            .fold(table, |table, one| table.number_column(one.name.clone()))
    };
    let row = |label: String, cell: &dyn Fn(usize) -> Cell| {
        let mut cells = vec![Cell::text(label)];
        cells.extend((0..compared.len()).map(cell));
        cells
    };
    let funded = |place: usize| amounts[place].values().filter(|amount| amount.0 > 0).count() as i64;
    let points: HashMap<ApplicationId, i64> = rated
        .iter()
        .map(|one| (one.candidate.application, one.score_hundredths))
        .collect();
    let score = |place: usize| -> i64 {
        let taken = amounts[place].iter().filter(|(_, amount)| amount.0 > 0);
        taken.filter_map(|(id, _)| points.get(id)).sum()
    };
    let mut table = columns(visit.t("scenarios-side-by-side"))
        .row(row(visit.t("allocation-funded"), &|place| {
            Cell::integer(lang, funded(place))
        }))
        .row(row(visit.t("allocation-total"), &|place| {
            Cell::money(lang, compared[place].total)
        }))
        .row(row(visit.t("allocation-rest"), &|place| {
            Cell::money(lang, compared[place].budget - compared[place].total)
        }))
        .row(row(visit.t("scenarios-points"), &|place| {
            Cell::Number(base::fmt::hundredths(lang, score(place)))
        }));
    let mut groups: BTreeMap<&Group, Vec<i64>> = BTreeMap::new();
    for one in rated {
        for group in &one.traits.0 {
            let counts = groups.entry(group).or_insert_with(|| vec![0; compared.len()]);
            for (place, count) in counts.iter_mut().enumerate() {
                let amount = amounts[place].get(&one.candidate.application);
                *count += i64::from(amount.is_some_and(|amount| amount.0 > 0));
            }
        }
    }
    for (group, counts) in groups {
        table = table.row(row(balance::group_name(visit, group), &|place| {
            Cell::integer(lang, counts[place])
        }));
    }
    let cases = scenarios::cases(visit.app.db.reader(), &visit.ctx, call).await?;
    let mut differing = columns(visit.t("scenarios-differences")).empty(visit.t("scenarios-same"));
    let differs = |one: &&Rated| {
        let of = |place: usize| {
            amounts[place]
                .get(&one.candidate.application)
                .copied()
                .unwrap_or_default()
        };
        (1..compared.len()).any(|place| of(place) != of(0))
    };
    for one in rated.iter().filter(differs).take(SHOWN) {
        let id = one.candidate.application;
        let Some(case) = cases.get(&id) else { continue };
        let label = format!("{}. {} {}", one.candidate.rank, case.label(), case.lead_name);
        differing = differing.row(row(label, &|place| {
            let amount = amounts[place].get(&id).copied().unwrap_or_default();
            super::amount(visit, amount)
        }));
    }
    Ok(vec![table.into(), differing.into()])
}

pub(super) fn amounts(content: &ScenarioContent) -> HashMap<ApplicationId, Cents> {
    content
        .lines
        .iter()
        .map(|line| (line.application, line.amount))
        .collect()
}

fn mode_form(visit: &Visit, call: &Call) -> Form {
    let modes = AllocationMode::ALL
        .iter()
        .filter(|mode| **mode != AllocationMode::Manual)
        .map(|mode| Choice::new(mode, visit.t(&format!("allocation-mode-{mode}"))))
        .collect();
    visit
        .form(format!("/calls/{}/scenarios", call.id))
        .field(Field::text("name", visit.t("scenarios-name")).required().max(120))
        .field(
            Field::select("kind", visit.t("allocation-mode"), modes)
                .required()
                .value(call.allocation_mode),
        )
        .field(
            Field::money("budget", visit.t("scenarios-budget"))
                .hint(visit.t("scenarios-budget-hint"))
                .value(call.budget().plain_de()),
        )
        .submit(visit.t("scenarios-save"))
}

/// Least and most per group that occurs; names carry the group, because the form stands beside another one.
fn quota_form(visit: &Visit, call: &Call, rated: &[Rated]) -> Form {
    let mut form = visit
        .form(format!("/calls/{}/scenarios", call.id))
        .hidden("kind", OPTIMISED)
        .field(Field::note(visit.t("optimise-text")))
        .field(
            Field::text("optimised_name", visit.t("scenarios-name"))
                .required()
                .max(120),
        )
        .field(
            Field::money("optimised_budget", visit.t("scenarios-budget"))
                .hint(visit.t("scenarios-budget-hint"))
                .value(call.budget().plain_de()),
        )
        .field(Field::group(visit.t("optimise-quotas")));
    for group in groups(rated) {
        let name = balance::group_name(visit, group);
        let field = |bound: &str| {
            let label = visit.tw(&format!("optimise-{bound}"), &[("group", &name)]);
            Field::number(format!("{bound}_{}_{}", group.dimension, group.code), label, "")
        };
        form = form.field(field("least")).field(field("most"));
    }
    form.submit(visit.t("optimise-run"))
}

fn groups(rated: &[Rated]) -> Vec<&Group> {
    let all: std::collections::BTreeSet<&Group> = rated.iter().flat_map(|one| &one.traits.0).collect();
    all.into_iter().collect()
}

pub(super) async fn save(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let optimises = form.get("kind") == OPTIMISED;
    let command = if optimises {
        let rated = scenarios::rated(visit.app.db.reader(), &visit.ctx, &call).await?;
        let rated = rated.map(|(_, rated)| rated).unwrap_or_default();
        read_quotas(&form, &call, &rated)
    } else {
        read_mode(&form, &call)
    };
    let answer = match command {
        Ok(command) => usecases::save_scenario(&visit.app.db, &visit.ctx, command).await,
        Err(problem) => Err(problem),
    };
    match answer {
        Ok(number) => visit.done(
            &format!("/calls/{}/scenarios/{number}", call.id),
            "scenarios-done-saved",
        ),
        Err(problem) if is_shown(&problem) => {
            let again = Again {
                verb: if optimises { "optimise" } else { "mode" },
                data: &form,
                problem: &problem,
            };
            let page = page(&visit, &call, &FormData::default(), Some(&again)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

fn read_mode(form: &FormData, call: &Call) -> Result<SaveScenario, Problem> {
    let mut reader = form.read();
    let name = reader.required_text("name", 120);
    let budget = reader.optional_money("budget");
    let mode: Option<AllocationMode> = AllocationMode::from_code(form.get("kind"));
    reader.finish()?;
    let mode = mode.ok_or_else(|| Problem::field("kind", Text::new("field-required")))?;
    Ok(SaveScenario {
        call: call.id,
        name,
        kind: ScenarioKind::Mode(mode, HashMap::new()),
        budget,
    })
}

fn read_quotas(form: &FormData, call: &Call, rated: &[Rated]) -> Result<SaveScenario, Problem> {
    let mut reader = form.read();
    let name = reader.required_text("optimised_name", 120);
    let budget = reader.optional_money("optimised_budget");
    let mut quotas = Vec::new();
    for group in groups(rated) {
        let mut bound = |bound: &str| {
            let name = format!("{bound}_{}_{}", group.dimension, group.code);
            reader.optional_integer(&name, 0..=9_999)
        };
        let (least, most) = (bound("least"), bound("most"));
        if least.is_some() || most.is_some() {
            quotas.push(Quota {
                group: group.clone(),
                least,
                most,
            });
        }
    }
    reader.finish()?;
    Ok(SaveScenario {
        call: call.id,
        name,
        kind: ScenarioKind::Optimised(quotas),
        budget,
    })
}
