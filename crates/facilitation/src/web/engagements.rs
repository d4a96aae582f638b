//! Pages of engagements.

use axum::extract::{Path, Query};
use base::{Lang, Problem, Role, Scope, texts};
use base_db::{PageRequest, audit};
use base_web::view::{
    Action, Badge, Block, Cell, Choice, Facts, Field, Form, Notice, Page, Table, TimelineItem, Tone,
    table_query,
};
use base_web::{FormData, Reply, Visit};
use serde::Deserialize;
use uuid::Uuid;

use crate::access;
use crate::model::{Answer, Engagement, EngagementId, EngagementState, Member};
use crate::queries;
use crate::rules;
use crate::usecases::{self, Propose};

pub(super) fn badge(lang: Lang, state: EngagementState) -> Badge {
    let tone = match state {
        EngagementState::Running => Tone::Success,
        EngagementState::Completed | EngagementState::Assigned => Tone::Info,
        EngagementState::Declined | EngagementState::Terminated => Tone::Danger,
        EngagementState::Suspended => Tone::Warning,
        EngagementState::Proposed | EngagementState::Confirmed | EngagementState::Prepared => Tone::Neutral,
    };
    Badge::new(tone, texts::tr(lang, &format!("facilitation-state-{state}")))
}

pub(super) fn id(text: &str) -> Result<EngagementId, Problem> {
    text.parse().map_err(|_| Problem::not_found("engagement"))
}

#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: u64,
}

const STATES: [EngagementState; 9] = [
    EngagementState::Proposed,
    EngagementState::Confirmed,
    EngagementState::Declined,
    EngagementState::Prepared,
    EngagementState::Assigned,
    EngagementState::Running,
    EngagementState::Suspended,
    EngagementState::Completed,
    EngagementState::Terminated,
];

pub async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let wanted: Vec<EngagementState> = STATES
        .into_iter()
        .filter(|state| state.code() == query.state)
        .collect();
    let found = queries::engagements(conn, &visit.ctx, &wanted, PageRequest::number(query.page)).await?;
    let mut page = Page::new(visit.t("facilitation-title")).lead(visit.t("facilitation-lead"));
    for programme in visit.ctx.scopes_of(&[Role::PK], "programme") {
        let open = queries::to_fill_by(conn, &visit.ctx, programme).await?;
        if open.is_empty() {
            continue;
        }
        let mut table = Table::new(lang, visit.t("facilitation-to-fill"))
            .column(visit.t("facilitation-number"))
            .column(visit.t("facilitation-municipality"))
            .number_column(visit.t("facilitation-worth"))
            .column(visit.t("facilitation-next"));
        for grant in open {
            let propose = Action::link(
                visit.t("facilitation-propose"),
                format!("/engagements/propose/{}", grant.id),
            );
            table = table.row(vec![
                Cell::link(format!("/applications/{}", grant.application_id), &grant.number),
                Cell::text(&grant.body_name),
                Cell::money(lang, grant.amount),
                Cell::Actions(vec![propose]),
            ]);
        }
        page = page.block(table);
    }
    let mut states = vec![Choice::new("", visit.t("facilitation-any-state"))];
    states.extend(
        STATES.map(|state| Choice::new(state.code(), visit.t(&format!("facilitation-state-{state}")))),
    );
    let filter = Form::get(lang, "/engagements")
        .field(
            Field::select("state", visit.t("facilitation-state"), states)
                .value(&query.state)
                .autosubmit(),
        )
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), "/engagements");
    let mut table = Table::new(lang, visit.t("facilitation-engagements"))
        .filter(filter)
        .column(visit.t("facilitation-number"))
        .column(visit.t("facilitation-municipality"))
        .column(visit.t("facilitation-state"))
        .number_column(visit.t("facilitation-contingent"))
        .number_column(visit.t("facilitation-used"))
        .number_column(visit.t("facilitation-rest"))
        .paged(&found, &table_query("/engagements", "state", &query.state));
    for one in &found.items {
        table = table.row(vec![
            Cell::link(format!("/engagements/{}", one.id), &one.number),
            Cell::text(&one.body_name),
            Cell::Badge(badge(lang, one.state)),
            Cell::hours(lang, one.contingent_minutes),
            Cell::hours(lang, one.approved_minutes),
            Cell::hours(lang, one.rest()),
        ]);
    }
    visit.page(page.block(table))
}

/// The active pool of a programme.
async fn team_choices(visit: &Visit, programme: Uuid) -> Result<Vec<Choice>, Problem> {
    let pool = queries::facilitators(visit.app.db.reader(), &visit.ctx).await?;
    Ok(pool
        .into_iter()
        .filter(|one| one.active && one.programme_id == programme)
        .map(|one| {
            let rate = visit.money(one.day_rate_cents);
            let hint = visit.tw(
                "facilitation-choice",
                &[("regions", &one.regions), ("rate", &rate)],
            );
            Choice {
                hint: Some(hint),
                ..Choice::new(one.id, one.name)
            }
        })
        .collect())
}

/// The form by which another team takes over what is left.
async fn replace_form(
    visit: &Visit,
    one: &Engagement,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Block, Problem> {
    let mut form = visit
        .form(format!("/engagements/{}/replace", one.id))
        .field(Field::note(visit.tw(
            "facilitation-replace-rest",
            &[("rest", &visit.hours(one.rest()))],
        )))
        .field(
            Field::checkboxes(
                "team",
                visit.t("facilitation-team"),
                team_choices(visit, one.programme_id).await?,
            )
            .required()
            .hint(visit.t("facilitation-team-hint")),
        )
        .field(
            Field::textarea("reason", visit.t("facilitation-reason"), 2)
                .required()
                .max(500),
        )
        .submit(visit.t("facilitation-replace"))
        .fill(typed);
    if let Some(problem @ Problem::Invalid(_)) = problem {
        form = form.problem(problem);
    }
    Ok(Block::Details(visit.t("facilitation-replace"), vec![form.into()]))
}

async fn propose_page(
    visit: &Visit,
    grant: &str,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let conn = visit.app.db.reader();
    let grant = grants::grant(conn, grant.parse().map_err(|_| Problem::not_found("grant"))?).await?;
    if access::may_coordinate(&visit.ctx, grant.programme_id).is_err() {
        return Err(Problem::not_found("grant"));
    }
    applications::application(conn, &visit.ctx, grant.application_id).await?;
    let choices = team_choices(visit, grant.programme_id).await?;
    let mut form = visit
        .form(format!("/engagements/propose/{}", grant.id))
        .field(
            Field::checkboxes("team", visit.t("facilitation-team"), choices)
                .required()
                .hint(visit.t("facilitation-team-hint")),
        )
        .submit(visit.t("facilitation-propose"))
        .cancel(visit.t("form-cancel"), "/engagements")
        .fill(typed);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(
        Page::new(visit.tw("facilitation-propose-for", &[("body", &grant.body_name)]))
            .crumb("/engagements", visit.t("facilitation-title"))
            .kicker(grant.number)
            .block(form),
    )
}

pub async fn propose_form(visit: Visit, Path(grant): Path<String>) -> Reply {
    visit.page(propose_page(&visit, &grant, &FormData::default(), None).await?)
}

pub async fn propose(visit: Visit, Path(grant): Path<String>, form: FormData) -> Reply {
    let proposed = async {
        let team = form.all("team").filter_map(|id| id.parse().ok()).collect();
        let grant = grant.parse().map_err(|_| Problem::not_found("grant"))?;
        usecases::propose(&visit.app.db, &visit.ctx, Propose { grant, team }).await
    };
    match proposed.await {
        Ok(id) => visit.done(&format!("/engagements/{id}"), "facilitation-done-proposed"),
        Err(problem) => {
            let page = propose_page(&visit, &grant, &form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub async fn show(visit: Visit, Path(engagement): Path<String>) -> Reply {
    let engagement = queries::engagement(visit.app.db.reader(), &visit.ctx, id(&engagement)?).await?;
    visit.page(page(&visit, &engagement, &FormData::default(), None).await?)
}

pub(super) async fn page(
    visit: &Visit,
    one: &Engagement,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let members = queries::members(conn, &[one.id]).await?;
    let ids: Vec<_> = members.iter().map(|member| member.facilitator_id).collect();
    let pool = queries::by_ids(conn, &ids).await?;
    let mut team = Table::new(lang, visit.t("facilitation-team"))
        .column(visit.t("facilitation-name"))
        .column(visit.t("facilitation-firm"))
        .column(visit.t("facilitation-email"))
        .column(visit.t("facilitation-answer"));
    for member in &members {
        if let Some(facilitator) = pool.get(&member.facilitator_id) {
            team = team.row(vec![
                Cell::text(&facilitator.name),
                Cell::text(&facilitator.firm),
                Cell::text(&facilitator.email),
                Cell::text(visit.t(&format!("facilitation-answer-{}", member.answer))),
            ]);
        }
    }
    let percent = rules::used_percent(one.approved_minutes, one.contingent_minutes);
    let mut facts = Facts::new()
        .row(
            visit.t("facilitation-municipality"),
            Cell::link(format!("/applications/{}", one.application_id), &one.body_name),
        )
        .row(visit.t("facilitation-project"), one.title.as_str())
        .maybe(visit.t("facilitation-contract-no"), one.contract_no.clone())
        .row(
            visit.t("facilitation-day-rate"),
            Cell::money(lang, one.day_rate_cents),
        )
        .row(
            visit.t("facilitation-contingent"),
            Cell::hours(lang, one.contingent_minutes),
        )
        .row(visit.t("facilitation-value"), Cell::money(lang, one.value()))
        .row(
            visit.t("facilitation-worth"),
            Cell::money(lang, one.value_cap_cents),
        )
        .row(
            visit.t("facilitation-used"),
            visit.tw(
                "facilitation-used-of",
                &[
                    ("hours", &visit.hours(one.approved_minutes)),
                    ("percent", &percent.to_string()),
                ],
            ),
        )
        .row(visit.t("facilitation-rest"), Cell::hours(lang, one.rest()))
        .maybe(
            visit.t("facilitation-over"),
            Some(one.over_minutes)
                .filter(|over| over.0 > 0)
                .map(|over| Cell::badge(Tone::Danger, visit.hours(over))),
        );
    if let (Some(from), Some(until)) = (one.from_on, one.until_on) {
        facts = facts.row(
            visit.t("facilitation-period"),
            format!("{} – {}", visit.date(from), visit.date(until)),
        );
    }
    facts = facts.maybe(
        visit.t("facilitation-first-talk"),
        one.first_talk_on.map(|day| visit.date(day)),
    );
    facts = facts.maybe(visit.t("facilitation-reason"), one.reason.clone());
    let mut result = Page::new(visit.tw("facilitation-of", &[("body", &one.body_name)]))
        .crumb("/engagements", visit.t("facilitation-title"))
        .kicker(one.number.clone())
        .badge(badge(lang, one.state))
        .block(facts.wide())
        .block(team)
        .blocks(verbs(visit, one, &members, typed, problem));
    let may_change_team = matches!(one.state, EngagementState::Running | EngagementState::Suspended)
        && access::may_coordinate(&visit.ctx, one.programme_id).is_ok();
    if may_change_team {
        result = result.block(replace_form(visit, one, typed, problem).await?);
    }
    if access::is_staff(&visit.ctx, one.programme_id) {
        let entries = audit::of_subject(conn, "engagement", &one.id.to_string(), 50).await?;
        let items = entries
            .into_iter()
            .map(|entry| TimelineItem {
                when: visit.datetime(entry.at),
                title: visit.t(&format!(
                    "applications-event-engagement-{}",
                    entry.action.replace('_', "-")
                )),
                detail: format!("{} {}", entry.actor_name, entry.reason.unwrap_or_default())
                    .trim()
                    .to_owned(),
                tone: None,
            })
            .collect();
        result = result
            .heading(visit.t("facilitation-timeline"))
            .block(Block::Timeline(items));
    }
    Ok(result)
}

fn verbs(
    visit: &Visit,
    one: &Engagement,
    members: &[Member],
    typed: &FormData,
    problem: Option<&Problem>,
) -> Vec<Block> {
    let path = |verb: &str| format!("/engagements/{}/{verb}", one.id);
    let me = visit.ctx.person_id().map(|person| person.0);
    let own = members
        .iter()
        .find(|member| member.person_id.is_some() && member.person_id == me);
    let coordinates = access::may_coordinate(&visit.ctx, one.programme_id).is_ok();
    let officer = visit.ctx.has(Role::SB, Scope::Programme(one.programme_id));
    let mut blocks = Vec::new();
    if let Some(problem) = problem {
        let title = base_web::failure::title(visit.lang(), problem);
        blocks.push(
            Notice::new(
                Tone::Danger,
                title,
                base_web::failure::sentence(visit.lang(), problem),
            )
            .into(),
        );
    }
    let ask = |verb: &str, button: &str| {
        let mut form = visit
            .form(path(verb))
            .field(
                Field::textarea("reason", visit.t("facilitation-reason"), 2)
                    .required()
                    .max(500),
            )
            .submit(visit.t(button))
            .fill(typed);
        if let Some(problem @ Problem::Invalid(_)) = problem {
            form = form.problem(problem);
        }
        Block::Details(visit.t(button), vec![form.into()])
    };
    match one.state {
        EngagementState::Proposed if own.is_some_and(|own| own.answer == Answer::Open) => {
            blocks.push(Block::Actions(vec![
                Action::post(visit.t("facilitation-accept"), path("accept")).primary(),
            ]));
            blocks.push(ask("decline", "facilitation-decline"));
        }
        EngagementState::Confirmed | EngagementState::Prepared if coordinates => {
            blocks.push(prepare_form(visit, one, typed, problem).into());
        }
        EngagementState::Running if coordinates => {
            let complete = Action::post(visit.t("facilitation-complete"), path("complete"));
            blocks.push(Block::Actions(vec![
                complete.confirm(visit.t("facilitation-complete-sure")),
            ]));
            blocks.push(ask("suspend", "facilitation-suspend"));
        }
        EngagementState::Suspended if coordinates => {
            blocks.push(Block::Actions(vec![
                Action::post(visit.t("facilitation-resume"), path("resume")).primary(),
            ]));
        }
        EngagementState::Assigned if own.is_some() => {
            let today = base::calendar::local_date(visit.ctx.now);
            let form = visit
                .form(path("start"))
                .field(
                    Field::date("first_talk_on", visit.t("facilitation-first-talk"))
                        .required()
                        .value(today),
                )
                .submit(visit.t("facilitation-start"))
                .fill(typed);
            blocks.push(form.into());
        }
        _ => {}
    }
    if one.state == EngagementState::Prepared && officer {
        blocks.push(Block::Actions(vec![
            Action::post(visit.t("facilitation-assign"), path("assign")).primary(),
        ]));
    }
    let ends = !matches!(
        one.state,
        EngagementState::Declined | EngagementState::Terminated | EngagementState::Completed
    );
    if coordinates && ends {
        blocks.push(ask("terminate", "facilitation-terminate"));
    }
    blocks
}

fn prepare_form(visit: &Visit, one: &Engagement, typed: &FormData, problem: Option<&Problem>) -> Form {
    let date = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let hours = if one.contingent_minutes.0 > 0 {
        visit.hours(one.contingent_minutes).replace("\u{a0}Std.", "")
    } else {
        String::new()
    };
    let mut form = visit
        .form(format!("/engagements/{}/prepare", one.id))
        .heading(visit.t("facilitation-contract"))
        .field(
            Field::text("contract_no", visit.t("facilitation-contract-no"))
                .required()
                .max(60)
                .value(one.contract_no.clone().unwrap_or_default()),
        )
        .field(
            Field::number(
                "contingent",
                visit.t("facilitation-contingent"),
                visit.t("facilitation-hours"),
            )
            .required()
            .value(hours)
            .hint(visit.t("facilitation-contingent-hint")),
        )
        .field(
            Field::money("day_rate", visit.t("facilitation-day-rate"))
                .required()
                .value(one.day_rate_cents.plain_de()),
        )
        .field(Field::checkbox("vat", visit.t("facilitation-vat")).value(one.vat_rate.0 > 0))
        .field(
            Field::date("from_on", visit.t("facilitation-from"))
                .required()
                .value(date(one.from_on)),
        )
        .field(
            Field::date("until_on", visit.t("facilitation-until"))
                .required()
                .value(date(one.until_on)),
        )
        .submit(visit.t("facilitation-prepare"))
        .fill(typed);
    if let Some(problem @ Problem::Invalid(_)) = problem {
        form = form.problem(problem);
    }
    form
}
