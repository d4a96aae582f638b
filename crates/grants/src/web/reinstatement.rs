//! `/reinstatements/{reinstatement}`: a request to be put back into a missed period, and its decision by two persons.

use applications::Application;
use axum::extract::Path;
use base::calendar::local_date;
use base::{Ctx, Lang, PersonId, Problem, Role, Scope, texts};
use base_web::view::{Badge, Block, Cell, Choice, Facts, Field, Form, Notice as Message, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::{sentences, served};
use crate::model::{Reinstatement, ReinstatementId, ReinstatementState};
use crate::usecases::{self, AskReinstatement, DecideReinstatement, Missed, ProposeReinstatement};
use crate::{access, queries, rules};

/// Characters of grounds and reasons.
const MAX: usize = 4_000;

fn id(text: &str) -> Result<ReinstatementId, Problem> {
    text.parse().map_err(|_| Problem::not_found("reinstatement"))
}

fn path(row: &Reinstatement) -> String {
    format!("/reinstatements/{}", row.id)
}

fn badge(lang: Lang, state: ReinstatementState) -> Badge {
    let tone = match state {
        ReinstatementState::Requested | ReinstatementState::Proposed => Tone::Warning,
        ReinstatementState::Granted => Tone::Success,
        ReinstatementState::Refused => Tone::Danger,
    };
    Badge::new(
        tone,
        texts::tr(lang, &format!("grants-reinstatement-state-{state}")),
    )
}

/// The requests of a case; nothing without any.
pub(super) fn list(lang: Lang, requests: &[Reinstatement]) -> Vec<Block> {
    if requests.is_empty() {
        return Vec::new();
    }
    let t = |key: &str| texts::tr(lang, key);
    let rows = requests.iter().map(|one| {
        vec![
            Cell::link(path(one), t("grants-reinstatement")),
            Cell::date(lang, one.requested_on),
            Cell::date(lang, one.missed_on),
            Cell::Badge(badge(lang, one.state)),
        ]
    });
    let table = Table::new(lang, t("grants-reinstatement-list"))
        .column(t("grants-reinstatement"))
        .column(t("grants-reinstatement-requested-on"))
        .column(t("grants-reinstatement-missed-on"))
        .column(t("grants-state"))
        .rows(rows);
    vec![table.into()]
}

/// The form for a request, folded away.
pub(super) fn ask_form(ctx: &Ctx, case: &Application, action: String) -> Block {
    let t = |key: &str| texts::tr(ctx.lang, key);
    let day = |name: &str, key: &str| Field::date(name, t(key)).required();
    let mut form = Form::post(ctx.lang, action).field(day("ceased_on", "grants-reinstatement-ceased-on"));
    if !access::signs_for(ctx, case.lead_body_id) {
        form =
            form.field(day("requested_on", "grants-reinstatement-requested-on").value(local_date(ctx.now)));
    }
    let form = form
        .field(day("filed_on", "grants-reinstatement-filed-on").hint(t("grants-reinstatement-filed-hint")))
        .field(
            Field::textarea("grounds", t("grants-reinstatement-grounds"), 4)
                .required()
                .max(MAX),
        )
        .submit(t("grants-reinstatement-ask"));
    Block::Details(
        t("grants-reinstatement-ask"),
        vec![Block::Text(t("grants-reinstatement-lead")), form.into()],
    )
}

pub(super) async fn index(visit: Visit, Path(reinstatement): Path<String>) -> Reply {
    let page = page(&visit, id(&reinstatement)?, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, id: ReinstatementId, failed: Option<&Problem>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    let (row, case) = queries::reinstatement_seen(db, &visit.ctx, id).await?;
    let persons: Vec<PersonId> = [row.recorded_by, row.proposed_by, row.decided_by]
        .into_iter()
        .flatten()
        .collect();
    let names = people::names(db, &persons).await?;
    let name = |person: Option<PersonId>| person.and_then(|id| names.get(&id).cloned()).map(Cell::text);
    let mut page = Page::new(visit.t("grants-reinstatement"))
        .kicker(case.label())
        .badge(badge(lang, row.state))
        .lead(format!("{} – {}", case.lead_name, case.title))
        .crumb(format!("/applications/{}", case.id), case.label());
    page = match (row.grant_id, row.delivery_id) {
        (Some(grant), _) => page.crumb(format!("/grants/{grant}"), visit.t("grants-heading-CASH_GRANT")),
        (None, Some(delivery)) => page.crumb(format!("/deliveries/{delivery}"), visit.t("grants-act")),
        (None, None) => page,
    };
    if let Some(problem) = failed {
        let title = base_web::failure::title(lang, problem);
        page = page.block(Message::new(Tone::Danger, title, sentences(visit, problem)));
    }
    let is_office = visit
        .ctx
        .has_any(access::OFFICE, Scope::Programme(row.programme_id));
    let next = next(&visit.ctx, &row);
    if !next.is_empty() {
        page = page.section("next", visit.t("grants-next"), next);
    }
    let last = rules::reinstatement_until(row.missed_on, row.ceased_on);
    let mut facts = Facts::new()
        .row(
            visit.t("grants-reinstatement-missed-on"),
            Cell::date(lang, row.missed_on),
        )
        .row(
            visit.t("grants-reinstatement-ceased-on"),
            Cell::date(lang, row.ceased_on),
        )
        .row(visit.t("grants-reinstatement-until"), Cell::date(lang, last))
        .row(
            visit.t("grants-reinstatement-requested-on"),
            Cell::date(lang, row.requested_on),
        )
        .row(
            visit.t("grants-reinstatement-filed-on"),
            Cell::date(lang, row.filed_on),
        )
        .row(
            visit.t("grants-reinstatement-grounds"),
            Cell::Lines(row.grounds.clone()),
        );
    let is_decided = matches!(
        row.state,
        ReinstatementState::Granted | ReinstatementState::Refused
    );
    if is_office || is_decided {
        facts = facts.maybe(
            visit.t("grants-reinstatement-reasons"),
            Some(row.reasons.clone())
                .filter(|text| !text.is_empty())
                .map(Cell::Lines),
        );
    }
    if is_office {
        let proposal = row.proposes_grant.map(|grant| match grant {
            true => "grants-reinstatement-propose-grant",
            false => "grants-reinstatement-propose-refuse",
        });
        facts = facts
            .maybe(
                visit.t("grants-reinstatement-proposal"),
                proposal.map(|key| Cell::Text(visit.t(key))),
            )
            .maybe(visit.t("grants-reinstatement-by"), name(row.recorded_by))
            .maybe(visit.t("grants-reinstatement-proposed-by"), name(row.proposed_by))
            .maybe(visit.t("grants-reinstatement-decided-by"), name(row.decided_by));
    }
    Ok(page.section(
        "facts",
        visit.t("grants-reinstatement-facts"),
        vec![facts.wide().into()],
    ))
}

fn next(ctx: &Ctx, row: &Reinstatement) -> Vec<Block> {
    let t = |key: &str| texts::tr(ctx.lang, key);
    let programme = Scope::Programme(row.programme_id);
    let form = |verb: &str, submit: &str| {
        Form::post(ctx.lang, format!("{}/{verb}", path(row)))
            .hidden("version", row.version)
            .submit(t(submit))
    };
    match row.state {
        ReinstatementState::Requested if ctx.has(Role::SB, programme) => {
            let choices = ["grant", "refuse"]
                .map(|choice| Choice::new(choice, t(&format!("grants-reinstatement-propose-{choice}"))));
            let form = form("propose", "grants-reinstatement-propose")
                .field(
                    Field::radio("proposal", t("grants-reinstatement-proposal"), choices.to_vec()).required(),
                )
                .field(
                    Field::textarea("reasons", t("grants-reinstatement-reasons"), 4)
                        .required()
                        .max(MAX),
                );
            vec![form.into()]
        }
        ReinstatementState::Requested => vec![Block::Text(t("grants-reinstatement-waits-officer"))],
        ReinstatementState::Proposed
            if ctx.has(Role::RL, programme) && ctx.require_other_person(&[row.proposed_by]).is_ok() =>
        {
            let agree = form("decide", "grants-reinstatement-decide")
                .hidden("agree", "true")
                .confirm(t("grants-reinstatement-decide-confirm"));
            let back = form("decide", "grants-reinstatement-return")
                .hidden("agree", "false")
                .field(
                    Field::textarea("remark", t("grants-remark"), 2)
                        .required()
                        .max(MAX),
                );
            vec![
                agree.into(),
                Block::Details(t("grants-reinstatement-return"), vec![back.into()]),
            ]
        }
        ReinstatementState::Proposed => vec![Block::Text(t("grants-reinstatement-waits-head"))],
        ReinstatementState::Granted | ReinstatementState::Refused => Vec::new(),
    }
}

async fn answer(visit: &Visit, id: ReinstatementId, done: Result<Reinstatement, Problem>) -> Reply {
    match done {
        Ok(after) => visit.done(&path(&after), "grants-done-reinstatement"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = page(visit, id, Some(&problem)).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// What a form says. Error: `Invalid`.
fn asked(data: &FormData, missed: Missed) -> Result<AskReinstatement, Problem> {
    let mut read = data.read();
    let ceased_on = read.date("ceased_on");
    let requested_on = read.optional_date("requested_on");
    let filed_on = read.date("filed_on");
    let grounds = read.long_text("grounds", MAX);
    read.finish()?;
    let missing = || Problem::broken("a checked field is missing");
    Ok(AskReinstatement {
        missed,
        ceased_on: ceased_on.ok_or_else(missing)?,
        requested_on,
        filed_on: filed_on.ok_or_else(missing)?,
        grounds,
    })
}

pub(super) async fn ask_of_grant(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = super::id(&grant)?;
    let done = async {
        let command = asked(&data, Missed::Award(grant))?;
        usecases::ask_reinstatement(&visit.app.db, &visit.ctx, command).await
    };
    match done.await {
        Ok(row) => visit.done(&path(&row), "grants-done-reinstatement"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = super::show::page(&visit, grant, Some((&data, &problem))).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn ask_of_act(visit: Visit, Path(delivery): Path<String>, data: FormData) -> Reply {
    let delivery = served::id(&delivery)?;
    let done = async {
        let command = asked(&data, Missed::Act(delivery))?;
        usecases::ask_reinstatement(&visit.app.db, &visit.ctx, command).await
    };
    match done.await {
        Ok(row) => visit.done(&path(&row), "grants-done-reinstatement"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = served::page(&visit, delivery, Some(&problem)).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn propose(visit: Visit, Path(reinstatement): Path<String>, data: FormData) -> Reply {
    let id = id(&reinstatement)?;
    let grant = match data.get("proposal") {
        "grant" => Ok(true),
        "refuse" => Ok(false),
        _ => Err(Problem::field("proposal", base::Text::new("field-required"))),
    };
    let done = async {
        let command = ProposeReinstatement {
            reinstatement: id,
            version: Some(data.read().version()),
            grant: grant?,
            reasons: data.get("reasons").to_owned(),
        };
        usecases::propose_reinstatement(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await;
    answer(&visit, id, done).await
}

pub(super) async fn decide(visit: Visit, Path(reinstatement): Path<String>, data: FormData) -> Reply {
    let id = id(&reinstatement)?;
    let command = DecideReinstatement {
        reinstatement: id,
        version: Some(data.read().version()),
        agree: data.get("agree") == "true",
        remark: data.get("remark").to_owned(),
    };
    let done = usecases::decide_reinstatement(&visit.app.db, &visit.ctx, command).await;
    answer(&visit, id, done).await
}
