//! `/calls/{call}/scenarios/{number}/amounts`: a scenario once more, with amounts changed by hand.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use axum::extract::Path;
use base::{Cents, Problem};
use base_web::form::FormReader;
use base_web::view::{Field, Form, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};
use calls::{AllocationMode, Call};

use super::is_shown;
use super::scenario::number_of;
use super::scenarios::{SHOWN, amounts, barred, frame};
use crate::model::Scenario;
use crate::rules::allocation::Candidate;
use crate::scenarios;
use crate::usecases::{self, SaveScenario, ScenarioKind};

/// One amount per application, in rank order, with what can be funded at most.
pub(super) fn fields(
    visit: &Visit,
    candidates: &[Candidate],
    cases: &HashMap<ApplicationId, Application>,
    before: impl Fn(ApplicationId) -> Option<Cents>,
) -> Vec<Field> {
    let field = |candidate: &Candidate| {
        let case = cases.get(&candidate.application)?;
        let label = format!("{}. {} {}", candidate.rank, case.label(), case.lead_name);
        let most = visit.money(candidate.fundable);
        let field = Field::money(format!("amount_{}", case.id), label)
            .hint(visit.tw("allocation-at-most", &[("amount", &most)]));
        Some(match before(case.id) {
            Some(amount) => field.value(amount.plain_de()),
            None => field,
        })
    };
    candidates.iter().take(SHOWN).filter_map(field).collect()
}

/// The amounts that were typed, by application.
pub(super) fn read(form: &FormData, reader: &mut FormReader<'_>) -> HashMap<ApplicationId, Option<Cents>> {
    let mut given = HashMap::new();
    for (name, _) in &form.0 {
        let id = name.strip_prefix("amount_").and_then(|id| id.parse().ok());
        if let Some(id) = id {
            given.insert(id, reader.optional_money(name));
        }
    }
    given
}

pub(super) async fn show(visit: Visit, Path((call, number)): Path<(String, String)>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let page = page(&visit, &call, number_of(&number)?, None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    call: &Call,
    number: i64,
    refused: Option<(&FormData, &Problem)>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let list = format!("/calls/{}/scenarios", call.id);
    let page = frame(visit, call, visit.t("scenarios-by-hand"))
        .crumb(&list, visit.t("scenarios-title"))
        .lead(visit.t("scenarios-by-hand-lead"));
    if scenarios::is_barred(db, &visit.ctx, call).await? {
        return Ok(barred(visit, page));
    }
    let scenario = scenarios::scenario(db, call.id, number).await?;
    let rated = scenarios::rated(db, &visit.ctx, call).await?;
    let (_, rated) = rated.ok_or(Problem::not_found("scenario"))?;
    let candidates: Vec<Candidate> = rated.iter().map(|rated| rated.candidate).collect();
    let cases = scenarios::cases(db, &visit.ctx, call).await?;
    let before = amounts(&scenario.content()?);
    let mut form: Form = visit
        .form(format!("{list}/{number}/amounts"))
        .field(Field::text("name", visit.t("scenarios-name")).required().max(120))
        .field(
            Field::money("budget", visit.t("scenarios-budget"))
                .hint(visit.t("scenarios-budget-hint"))
                .value(scenario.budget.plain_de()),
        )
        .fields(fields(visit, &candidates, &cases, |id| before.get(&id).copied()))
        .submit(visit.t("scenarios-save"))
        .cancel(visit.t("scenarios-back"), format!("{list}/{number}"));
    if let Some((data, problem)) = refused {
        form = form.fill(data).problem(problem);
    }
    let page = page.crumb(format!("{list}/{number}"), scenario.name.clone());
    Ok(if candidates.len() > SHOWN {
        let text = visit.tw("scenarios-by-hand-rest", &[("count", &SHOWN.to_string())]);
        page.block(Notice::new(Tone::Info, text, "")).block(form)
    } else {
        page.block(form)
    })
}

pub(super) async fn save(
    visit: Visit,
    Path((call, number)): Path<(String, String)>,
    form: FormData,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let number = number_of(&number)?;
    let db = visit.app.db.reader();
    scenarios::require_whole_sight(db, &visit.ctx, &call).await?;
    let scenario = scenarios::scenario(db, call.id, number).await?;
    let answer = match command(&form, &call, &scenario) {
        Ok(command) => usecases::save_scenario(&visit.app.db, &visit.ctx, command).await,
        Err(problem) => Err(problem),
    };
    match answer {
        Ok(new) => visit.done(
            &format!("/calls/{}/scenarios/{new}", call.id),
            "scenarios-done-saved",
        ),
        Err(problem) if is_shown(&problem) => {
            let page = page(&visit, &call, number, Some((&form, &problem))).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// What is not on the form keeps its amount; an emptied field gives nothing.
fn command(form: &FormData, call: &Call, scenario: &Scenario) -> Result<SaveScenario, Problem> {
    let mut all = amounts(&scenario.content()?);
    let mut reader = form.read();
    let name = reader.required_text("name", 120);
    let budget = reader.optional_money("budget");
    for (id, amount) in read(form, &mut reader) {
        all.insert(id, amount.unwrap_or_default());
    }
    reader.finish()?;
    Ok(SaveScenario {
        call: call.id,
        name,
        kind: ScenarioKind::Mode(AllocationMode::Manual, all),
        budget,
    })
}
