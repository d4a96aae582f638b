//! `/calls/{call}/decisions`: what was decided, and its release.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use axum::extract::Path;
use base::{Cents, Problem, Role};
use base_web::view::{Action, Block, Cell, Facts, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;

use super::{Again, again, amount, is_shown, outcome};
use crate::model::{Decision, Outcome};
use crate::{access, queries, usecases};

pub(super) async fn show(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let page = page(&visit, &call, None).await?;
    visit.page(page)
}

/// The decisions whose cases the person may see.
pub(super) async fn seen(
    visit: &Visit,
    call: &Call,
) -> Result<(Vec<Decision>, HashMap<ApplicationId, Application>), Problem> {
    let db = visit.app.db.reader();
    let cases: HashMap<ApplicationId, Application> = applications::of_call(db, &visit.ctx, call.id, &[])
        .await?
        .into_iter()
        .map(|case| (case.id, case))
        .collect();
    let mut decisions = queries::decisions(db, call.id).await?;
    let all = decisions.len();
    decisions.retain(|decision| cases.contains_key(&decision.application_id));
    if decisions.len() < all {
        // a gap in ranks or places would say where the hidden case stands
        for decision in &mut decisions {
            decision.rank = None;
            decision.position = None;
        }
    }
    Ok((decisions, cases))
}

async fn page(visit: &Visit, call: &Call, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let (decisions, cases) = seen(visit, call).await?;
    let lang = visit.lang();
    let mut page = Page::new(visit.tw("decisions-title", &[("code", &call.code)]))
        .lead(call.title(lang).to_owned())
        .crumb("/committees", visit.t("selection-title"))
        .action(Action::link(
            visit.t("allocation-short"),
            format!("/calls/{}/allocation", call.id),
        ))
        .action(Action::link(
            visit.t("reserve-list"),
            format!("/calls/{}/reserve", call.id),
        ));
    if decisions.is_empty() {
        return Ok(page.block(Notice::new(
            Tone::Info,
            visit.t("decisions-none"),
            visit.t("decisions-none-text"),
        )));
    }
    page = page
        .block(totals(visit, &decisions))
        .block(table(visit, &decisions, &cases));
    if access::holds(&visit.ctx, &[Role::RL], call.programme_id) {
        page = page.blocks(verbs(visit, call, &decisions, &cases, refused));
    }
    Ok(page)
}

fn totals(visit: &Visit, decisions: &[Decision]) -> Facts {
    let lang = visit.lang();
    let of = |outcome: Outcome| {
        decisions
            .iter()
            .filter(move |decision| decision.result == outcome)
    };
    let total: Cents = of(Outcome::Selected).map(|decision| decision.amount).sum();
    let released = decisions
        .iter()
        .filter(|decision| decision.released_at.is_some())
        .count();
    let facts = Outcome::ALL.iter().fold(Facts::new(), |facts, outcome| {
        facts.row(
            visit.t(&format!("decisions-result-{outcome}")),
            Cell::integer(lang, of(*outcome).count() as i64),
        )
    });
    facts
        .row(visit.t("allocation-total"), Cell::money(lang, total))
        .row(
            visit.t("decisions-released"),
            Cell::integer(lang, released as i64),
        )
        .wide()
}

fn table(visit: &Visit, decisions: &[Decision], cases: &HashMap<ApplicationId, Application>) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("decisions-short"))
        .hidden_caption()
        .number_column(visit.t("minutes-rank"))
        .column(visit.t("minutes-number"))
        .column(visit.t("minutes-lead"))
        .column(visit.t("minutes-result"))
        .number_column(visit.t("minutes-amount"))
        .column(visit.t("decisions-reasons"))
        .column(visit.t("decisions-released-at"));
    for decision in decisions {
        let Some(case) = cases.get(&decision.application_id) else {
            continue;
        };
        let reasons: Vec<String> = decision
            .reason_codes
            .iter()
            .map(|code| visit.t(&format!("decisions-reason-{code}")))
            .collect();
        table = table.row(vec![
            Cell::maybe(decision.rank.map(|rank| Cell::integer(lang, rank))),
            Cell::link(format!("/applications/{}", case.id), case.label()),
            Cell::text(&case.lead_name),
            outcome(visit, decision.result, decision.position),
            amount(visit, decision.amount),
            Cell::text(reasons.join("; ")),
            Cell::maybe(decision.released_at.map(|at| Cell::instant(lang, at))),
        ]);
    }
    table
}

fn verbs(
    visit: &Visit,
    call: &Call,
    decisions: &[Decision],
    cases: &HashMap<ApplicationId, Application>,
    refused: Option<&Again<'_>>,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let path = |verb: &str| format!("/calls/{}/decisions/{verb}", call.id);
    let waiting = decisions
        .iter()
        .filter(|decision| decision.released_at.is_none() && decision.result != Outcome::Deferred)
        .count();
    if waiting > 0 {
        let count = waiting.to_string();
        let form = visit
            .form(path("release"))
            .field(base_web::view::Field::note(visit.t("decisions-release-text")))
            .confirm(visit.t("decisions-release-confirm"))
            .submit(visit.tw("decisions-release", &[("count", &count)]));
        blocks.push(again(form, "release", refused).into());
    }
    let rejectable = decisions
        .iter()
        .filter(|decision| decision.result == Outcome::Rejected && decision.released_at.is_some())
        .filter(|decision| {
            let case = cases.get(&decision.application_id);
            case.is_some_and(|case| case.state == applications::ApplicationState::RejectedProposed)
        })
        .count();
    if rejectable > 0 {
        let form = visit
            .form(path("reject"))
            .submit(visit.tw("decisions-reject", &[("count", &rejectable.to_string())]));
        blocks.push(again(form, "reject", refused).into());
    }
    blocks
}

pub(super) async fn release(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let answer = usecases::release(&visit.app.db, &visit.ctx, call.id).await;
    answered(
        &visit,
        &call,
        "release",
        &form,
        answer.map(|_| ()),
        "decisions-done-released",
    )
    .await
}

pub(super) async fn reject(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let answer = usecases::reject(&visit.app.db, &visit.ctx, call.id).await;
    answered(
        &visit,
        &call,
        "reject",
        &form,
        answer.map(|_| ()),
        "decisions-done-rejected",
    )
    .await
}

async fn answered(
    visit: &Visit,
    call: &Call,
    verb: &'static str,
    data: &FormData,
    answer: Result<(), Problem>,
    done: &str,
) -> Reply {
    match answer {
        Ok(()) => visit.done(&format!("/calls/{}/decisions", call.id), done),
        Err(problem) if is_shown(&problem) => {
            let page = page(
                visit,
                call,
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
