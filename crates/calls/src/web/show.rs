//! `/calls/{call}`: all facts, what comes next and who does it, the buttons of the person, the timeline.

use axum::extract::Path;
use base::{FieldProblem, PersonId, Problem, Role};
use base_db::audit;
use base_web::view::{Action, Badge, Block, Cell, Field, Form, Notice, Page, Step, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::sources::Sources;
use super::{edit, facts, public, seen, state_text, tone};
use crate::rules::{self, Who};
use crate::usecases::may_approve;
use crate::{Call, CallState, Verb, access, queries};

/// Entries of the timeline at most.
const TIMELINE: u64 = 100;

pub(super) async fn index(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = seen(&visit, &call).await?;
    let page = page(&visit, &call, None).await?;
    visit.page(page)
}

/// A refused attempt, shown again where it was made.
pub(super) struct Failed<'a> {
    pub verb: Verb,
    pub data: &'a FormData,
    pub problem: &'a Problem,
}

pub(super) async fn page(visit: &Visit, call: &Call, failed: Option<Failed<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    let programme = queries::programme(db, call.programme_id).await?;
    let line = match call.budget_line_id {
        Some(id) => Some(budget::line(db, id).await?),
        None => None,
    };
    let sources = Sources::of(visit, call).await?;
    let entries = audit::of_subject(db, "call", &call.id.to_string(), TIMELINE).await?;
    let persons: Vec<PersonId> = [
        call.submitted_by,
        call.rl_approval.map(|a| a.by),
        call.bfdh_approval.map(|a| a.by),
    ]
    .into_iter()
    .flatten()
    .collect();
    let names = people::names(db, &persons).await?;
    let name = |id: PersonId| names.get(&id).cloned().unwrap_or_default();

    let mut page = Page::new(call.title(lang))
        .kicker(&call.code)
        .badge(Badge::new(tone(call.state), state_text(visit, call.state)))
        .lead(programme.name(lang))
        .crumb("/calls", visit.t("calls-title"))
        .actions(buttons(visit, call));
    if !call.is_preview() {
        page = page.block(Block::Steps(steps(visit, call)));
    }
    page = page.block(next_step(visit, call));
    if let Some(failed) = &failed {
        if has_form(failed.verb) {
            page = page.section(
                "failed",
                visit.t(&format!("calls-verb-{}", failed.verb)),
                vec![
                    verb_form(visit, call, failed.verb)
                        .fill(failed.data)
                        .problem(&at_reason(failed.verb, failed.problem))
                        .into(),
                ],
            );
        } else {
            page = page.blocks(refusal(visit, failed.problem));
        }
    }
    let links = links(visit, call);
    if !links.is_empty() {
        page = page.section("work", visit.t("calls-work"), vec![Block::Links(links)]);
    }
    for verb in forms_of(visit, call) {
        if failed.as_ref().is_none_or(|failed| failed.verb != verb) {
            let heading = visit.t(&format!("calls-verb-{verb}"));
            page = page.block(Block::Details(heading, vec![verb_form(visit, call, verb).into()]));
        }
    }
    page = page
        .section(
            "facts",
            visit.t("calls-facts"),
            vec![facts::facts(visit, call, &programme, &sources).wide().into()],
        )
        .section(
            "money",
            visit.t("calls-group-money"),
            facts::money(visit, call, line.as_ref(), &sources),
        )
        .section(
            "criteria",
            visit.t("calls-criteria"),
            vec![public::criteria(visit, call).into()],
        )
        .section("texts", visit.t("calls-group-texts"), facts::texts(visit, call));
    if !call.documents.is_empty() {
        page = page.section(
            "documents",
            visit.t("calls-documents"),
            vec![public::documents(visit, call).into()],
        );
    }
    if !call.examples.is_empty() {
        let ran = edit::ran(visit, &call.terms);
        page = page.section("examples", visit.t("calls-part-examples"), vec![ran.into()]);
    }
    if call.submitted_by.is_some() {
        page = page.section(
            "approvals",
            visit.t("calls-approvals"),
            vec![facts::approvals(visit, call, name).into()],
        );
    }
    Ok(page.section(
        "timeline",
        visit.t("calls-timeline"),
        vec![Block::Timeline(facts::timeline(visit, &entries))],
    ))
}

/// The sentences of a refusal that belongs to no form.
fn refusal(visit: &Visit, problem: &Problem) -> Vec<Block> {
    let title = base_web::failure::title(visit.lang(), problem);
    let mut blocks = vec![
        Notice::new(
            Tone::Danger,
            title,
            base_web::failure::sentence(visit.lang(), problem),
        )
        .into(),
    ];
    if let Problem::Invalid(fields) = problem {
        let name = |field: &str| visit.t(&format!("calls-field-{field}"));
        let sentences = fields
            .iter()
            .map(|wrong| vec![Cell::text(name(&wrong.field)), Cell::text(visit.say(&wrong.text))]);
        let table = Table::new(visit.lang(), visit.t("calls-missing"))
            .column(visit.t("calls-field"))
            .column(visit.t("calls-what-to-do"))
            .rows(sentences);
        blocks.push(table.into());
    }
    blocks
}

/// The straight way of a call; a cancelled one shows how far it came.
fn steps(visit: &Visit, call: &Call) -> Vec<Step> {
    let aside = [CallState::Cancelled, CallState::Preview]; // a try-out goes no way at all
    let way: Vec<CallState> = CallState::ALL
        .iter()
        .copied()
        .filter(|state| !aside.contains(state))
        .collect();
    let here = way.iter().position(|state| *state == call.state);
    way.iter()
        .enumerate()
        .map(|(index, state)| Step {
            label: state_text(visit, *state),
            done: here.is_some_and(|here| index < here),
            current: here == Some(index),
        })
        .collect()
}

/// What comes next, and who does it.
fn next_step(visit: &Visit, call: &Call) -> Notice {
    let (opens, deadline) = (visit.datetime(call.opens_at), call.deadline.text(visit.lang()));
    let args = [("opens", opens.as_str()), ("deadline", deadline.as_str())];
    let text = visit.tw(&format!("calls-next-{}", call.state), &args);
    let mine = rules::steps_from(call.state)
        .filter(|(verb, _)| *verb != Verb::Cancel && *verb != Verb::Extend)
        .any(|(_, who)| access::waits_for(&visit.ctx, call, who));
    let tone = if mine { Tone::Warning } else { Tone::Info };
    Notice::new(
        tone,
        visit.t(if mine { "calls-next-yours" } else { "calls-next" }),
        text,
    )
}

fn may(visit: &Visit, call: &Call, verb: Verb) -> bool {
    rules::steps_from(call.state).any(|(possible, who)| {
        possible == verb && who != Who::HeadAndBudgetOfficer && access::waits_for(&visit.ctx, call, who)
    })
}

fn buttons(visit: &Visit, call: &Call) -> Vec<Action> {
    let href = |path: &str| format!("/calls/{}/{path}", call.id);
    let post = |key: &str, path: &str| {
        Action::post(visit.t(key), href(path))
            .primary()
            .with("version", call.version)
    };
    let mut buttons = Vec::new();
    if may(visit, call, Verb::SubmitForReview) {
        buttons.push(post("calls-verb-submit_for_review", "submit-for-review"));
    }
    for (role, key) in [(Role::RL, "calls-approve-RL"), (Role::BfdH, "calls-approve-BfdH")] {
        if may_approve(&visit.ctx, call, role) {
            buttons.push(
                post(key, "approve")
                    .with("role", role.code())
                    .confirm(visit.t("calls-approve-confirm")),
            );
        }
    }
    if may(visit, call, Verb::StartSelection) {
        buttons.push(post("calls-verb-start_selection", "start-selection"));
    }
    if may(visit, call, Verb::Complete) {
        buttons.push(post("calls-verb-complete", "complete").confirm(visit.t("calls-complete-confirm")));
    }
    if access::holds(&visit.ctx, Role::SB, call.programme_id) {
        match call.state {
            CallState::Draft => buttons.push(Action::link(visit.t("calls-edit"), href("edit"))),
            CallState::Published | CallState::Open => {
                buttons.push(Action::link(visit.t("calls-correct"), href("edit")))
            }
            _ => {}
        }
        if !call.is_preview() {
            buttons.push(Action::link(visit.t("calls-copy"), href("copy")));
        }
    }
    let prepares = [Role::SB, Role::RL]
        .into_iter()
        .any(|role| access::holds(&visit.ctx, role, call.programme_id));
    if prepares && matches!(call.state, CallState::Draft | CallState::InReview) {
        buttons.push(Action::post(visit.t("calls-try-out"), href("try-out")).with("version", call.version));
    }
    buttons
}

fn has_form(verb: Verb) -> bool {
    matches!(verb, Verb::SendBack | Verb::Extend | Verb::Cancel)
}

/// The verbs with a form that the person may do now.
fn forms_of(visit: &Visit, call: &Call) -> Vec<Verb> {
    [Verb::SendBack, Verb::Extend, Verb::Cancel]
        .into_iter()
        .filter(|verb| may(visit, call, *verb))
        .collect()
}

/// Each form of the page has its own field, so that ids stay unique.
pub(super) fn reason_field(verb: Verb) -> String {
    format!("reason_{verb}")
}

/// A problem of the reason at the field of this form.
fn at_reason(verb: Verb, problem: &Problem) -> Problem {
    let Problem::Invalid(fields) = problem else {
        return problem.clone();
    };
    let place = |field: &str| match field {
        "reason" => reason_field(verb),
        other => other.to_owned(),
    };
    let fields = fields
        .iter()
        .map(|wrong| FieldProblem::new(place(&wrong.field), wrong.text.clone()));
    Problem::Invalid(fields.collect())
}

fn verb_form(visit: &Visit, call: &Call, verb: Verb) -> Form {
    let path = verb.code().replace('_', "-");
    let mut form = visit
        .form(format!("/calls/{}/{path}", call.id))
        .hidden("version", call.version);
    if verb == Verb::Extend {
        form = form
            .field(Field::date("deadline_on", visit.t("calls-new-deadline")).required())
            .field(
                Field::time("deadline_time", visit.t("calls-deadline-time"))
                    .hint(visit.t("calls-deadline-time-hint")),
            );
    }
    if verb == Verb::Cancel {
        form = form.confirm(visit.t("calls-cancel-confirm"));
    }
    form.field(
        Field::textarea(reason_field(verb), visit.t("calls-reason"), 3)
            .required()
            .max(2_000)
            .hint(visit.t(&format!("calls-reason-{verb}"))),
    )
    .submit(visit.t(&format!("calls-verb-{verb}")))
}

/// The pages that other features have for this call, as far as they exist and the person may come there.
fn links(visit: &Visit, call: &Call) -> Vec<(String, String, String)> {
    let app = &visit.app;
    let may_come = |path: &str| {
        app.route_table.iter().any(|route| {
            route.path == path
                && route.method == axum::http::Method::GET
                && route.may.check(&visit.ctx).is_ok()
        })
    };
    let link = |href: String, key: &str| (href, visit.t(key), visit.t(&format!("{key}-hint")));
    let mut links = Vec::new();
    if access::require_office(&visit.ctx, call).is_ok() {
        if call.published_at.is_none() {
            links.push(link(format!("/calls/{}/preview", call.id), "calls-link-preview"));
        } else {
            links.push(link(
                format!("/calls/{}/versions", call.id),
                "calls-link-versions",
            ));
        }
    }
    if may_come("/calls/{call}/form") {
        links.push(link(format!("/calls/{}/form", call.id), "calls-link-form"));
    }
    if let Some(draft) = call.preview_of {
        links.push(link(format!("/calls/{draft}"), "calls-link-draft"));
    }
    if let Some(source) = call.cloned_from {
        links.push(link(format!("/calls/{source}"), "calls-link-source"));
    }
    if call.is_preview() && may_come("/applications/new") {
        links.push(link(
            format!("/applications/new?call={}", call.code),
            "calls-link-trials",
        ));
    } else if may_come("/applications") {
        links.push(link(
            format!("/applications?call={}", call.code),
            "calls-link-applications",
        ));
    }
    let imports = app
        .imports
        .iter()
        .any(|kind| kind.kind == "applications" && visit.ctx.has_any_role(kind.roles));
    if imports
        && matches!(
            call.state,
            CallState::Published | CallState::Open | CallState::Closed
        )
    {
        links.push(link(
            format!("/imports/applications?call={}", call.code),
            "calls-link-import",
        ));
    }
    let is_office = may_come("/calls/{call}/allocation");
    for (path, name, key) in [
        ("/calls/{call}/assessment", "assessment", "calls-link-assessment"),
        ("/calls/{call}/ranking", "ranking", "calls-link-ranking"),
        ("/calls/{call}/allocation", "allocation", "calls-link-allocation"),
        ("/calls/{call}/grants", "grants", "calls-link-grants"),
    ] {
        // the steering group has no ranking before one was laid before it
        let is_there = name != "ranking" || is_office || call.state == CallState::Decided;
        if call.is_public() && is_there && may_come(path) {
            links.push(link(format!("/calls/{}/{name}", call.id), key));
        }
    }
    if call.is_public() && may_come("/reports") {
        links.push(link(format!("/reports?call={}", call.id), "calls-link-report"));
    }
    let makes_packets = [Role::RH, Role::RL, Role::SB]
        .into_iter()
        .any(|role| access::holds(&visit.ctx, role, call.programme_id));
    if call.is_public() && makes_packets && may_come("/calls/{call}/evidence") {
        links.push(link(
            format!("/calls/{}/evidence", call.id),
            "calls-link-evidence",
        ));
    }
    if call.is_public() {
        links.push(link(format!("/public/calls/{}", call.code), "calls-link-public"));
    }
    links
}
