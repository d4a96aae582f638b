//! `/applications/{application}`: the case page. Everything of one project in one place, as far as the person may
//! see it; later features add their parts.

use axum::extract::{Path, Query};
use base::{Problem, Role, Scope};
use base_web::app::CaseRead;
use base_web::view::{Action, Badge, Block, Cell, Facts, Page, Section, Table};
use base_web::{Reply, Visit};
use calls::Call;
use serde::Deserialize;

use super::answers;
use super::documents::may_read_file;
use super::list::received;
use super::office::{mails, note_blocks, officer_blocks, people_table, proposal_blocks, timeline};
use super::{attachments, follow_ups, form, hints, partners, path, plan, requests, state_label, title, tone};
use crate::access;
use crate::model::{Application, ApplicationId, ApplicationState as S, Partner, Party, PartyRole, Source};
use crate::{overlap, queries, rules};

/// The parts of a case, one page each, so that none reads what it does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What it is and how it stands.
    Overview,
    /// What was handed in.
    Application,
    /// Assessment, decision, grant, facilitation, hours: what later features add.
    Procedure,
    /// The office's own record: people, hints, notes, mails, timeline.
    Record,
}

impl Part {
    const ALL: [Self; 4] = [Self::Overview, Self::Application, Self::Procedure, Self::Record];

    /// Its name in the address; none for the first.
    fn name(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Application => "application",
            Self::Procedure => "procedure",
            Self::Record => "record",
        }
    }

    /// The address of this part.
    pub(super) fn of(self, application: ApplicationId) -> String {
        let here = crate::mails::case_path(application);
        match self {
            Self::Overview => here,
            other => base_web::view_with_query(&here, "part", other.name()),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct CaseQuery {
    #[serde(default)]
    part: String,
}

pub(super) async fn show(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    Query(query): Query<CaseQuery>,
) -> Reply {
    let part = Part::ALL.into_iter().find(|part| part.name() == query.part);
    let page = case_page(&visit, id, part.unwrap_or(Part::Overview), None).await?;
    visit.page(page)
}

/// One part of the page, with what is wrong with the note that was typed on it. Whoever has no part in the office's
/// record gets the overview.
pub(super) async fn case_page(
    visit: &Visit,
    id: ApplicationId,
    part: Part,
    note_problem: Option<(&base_web::FormData, &Problem)>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let mut call = calls::call_head(db, application.call_id).await?;
    if matches!(application.state, S::Draft | S::Submitted) {
        // from then on nobody waits for the deadline
        call.terms.deadline = queries::deadline_for(db, &call, application.lead_body_id).await?;
    }
    let is_office = access::is_office(&visit.ctx, &application);
    let part = if part == Part::Record && !is_office {
        Part::Overview
    } else {
        part
    };
    let mut page = Page::new(title(visit, &application))
        .kicker(format!("{} · {}", application.label(), application.lead_name))
        .badge(Badge::new(
            tone(application.state),
            state_label(visit, application.state),
        ))
        .actions(verbs(visit, &application, &call));
    page = super::in_list(visit, page, &application);
    if access::is_trial(&application) {
        page = page.lead(visit.t("applications-trial-ends"));
    }
    for one in Part::ALL
        .into_iter()
        .filter(|one| *one != Part::Record || is_office)
    {
        let name = if one == Part::Overview {
            "overview"
        } else {
            one.name()
        };
        let label = visit.t(&format!("applications-tab-{name}"));
        page = page.tab(one.of(application.id), label, one == part);
    }
    match part {
        Part::Overview => overview(visit, page, &application, &call, is_office).await,
        Part::Application => handed_in(visit, page, &application, &call).await,
        Part::Procedure => procedure(visit, page, &application).await,
        Part::Record => record(visit, page, &application, note_problem).await,
    }
}

async fn overview(
    visit: &Visit,
    mut page: Page,
    application: &Application,
    call: &Call,
    is_office: bool,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    if has_award(application.state) {
        // a case with an award has no open proposal: one statement or the other
        let read = CaseRead::new(application);
        let figures = visit.app.case_figures_of(&visit.ctx, read).await?;
        if !figures.is_empty() {
            page = page.block(Block::Tiles(figures));
        }
    } else if is_office && let Some(proposal) = queries::open_proposal(db, application.id).await? {
        page = page.blocks(proposal_blocks(visit, application, &proposal));
    }
    if application.state == S::DocumentsRequested
        && (is_office || access::is_applicant(&visit.ctx, application))
    {
        page = page.block(requested(visit, application).await?);
    }
    let parties = queries::parties_of(db, application.id).await?;
    // its author sees it here; of a case that ended it stands with the record
    let kept = match application.state {
        S::Draft => kept_until(visit, application).await?,
        _ => None,
    };
    Ok(page
        .block(facts(visit, application, call, kept))
        .block(section(
            visit,
            "parties",
            vec![parties_block(visit, application, &parties).await?],
        ))
        .block(section(
            visit,
            "money",
            vec![money(visit, application, call).into()],
        )))
}

/// Whether there may be an award: from the selection on.
fn has_award(state: S) -> bool {
    matches!(state, S::Selected | S::Awarded)
}

async fn requested(visit: &Visit, application: &Application) -> Result<Section, Problem> {
    let asked = queries::document_requests(visit.app.db.reader(), application.id).await?;
    Ok(section(
        visit,
        "requests",
        requests::blocks(visit, application, &asked).await?,
    ))
}

async fn handed_in(
    visit: &Visit,
    mut page: Page,
    application: &Application,
    call: &Call,
) -> Result<Page, Problem> {
    page = page.block(answers::part(visit, application).await?);
    let plan = plan::blocks(visit, application, call).await?;
    if !plan.is_empty() {
        page = page.block(section(visit, "money", plan));
    }
    page = page.block(section(visit, "documents", documents(visit, application).await?));
    if access::is_office(&visit.ctx, application) || access::is_applicant(&visit.ctx, application) {
        let requests = requested(visit, application).await?;
        if !requests.blocks.is_empty() {
            page = page.block(requests);
        }
    }
    Ok(page)
}

async fn procedure(visit: &Visit, mut page: Page, application: &Application) -> Result<Page, Problem> {
    let read = CaseRead::new(application);
    let mut parts = visit.app.case_parts_of(&visit.ctx, read).await?;
    if parts.is_empty() {
        return Ok(page.text(visit.t("applications-procedure-empty")));
    }
    parts.sort_by_key(|part| part.position);
    for (number, part) in parts.into_iter().enumerate() {
        page = page.section(&format!("part-{number}"), part.heading, part.blocks);
    }
    Ok(page)
}

async fn record(
    visit: &Visit,
    page: Page,
    application: &Application,
    note_problem: Option<(&base_web::FormData, &Problem)>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let id = application.id;
    let notes = queries::notes(db, id).await?;
    let mut people = officer_blocks(visit, application).await?;
    people.push(people_table(visit, application).await?.into());
    let parties = queries::parties_of(db, id).await?;
    let related = overlap::related(db, &parties).await?;
    let overlaps = overlap::overlaps_of(db, &visit.ctx, application, &related).await?;
    let mut found = partners::overlap_blocks(visit, &overlaps, true);
    if parties.iter().any(|party| party.role == PartyRole::PlaceOfAction) {
        found.extend(hints::blocks(visit, application).await?); // those of the applicants alone
    } else {
        let hints = crate::hints::hints_of(db, &visit.ctx, application, &related).await?;
        found.extend(hints::table_of(visit, application, &hints));
    }
    if application.state != S::Draft
        && let Some(kept) = kept_until(visit, application).await?
    {
        people.push(Facts::new().row(visit.t("applications-kept-until"), kept).into());
    }
    let due = follow_ups::blocks(visit, application).await?;
    let notes = note_blocks(visit, application, notes, note_problem);
    Ok(page
        .block(section(visit, "people", people))
        .block(section(visit, "hints", found))
        .block(section(visit, "follow-ups", due))
        .block(section(visit, "notes", notes))
        .block(section(visit, "mails", vec![mails(visit, id).await?.into()]))
        .block(section(
            visit,
            "timeline",
            vec![Block::Timeline(timeline(visit, id).await?)],
        )))
}

fn section(visit: &Visit, name: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: name.to_owned(),
        heading: visit.t(&format!("applications-part-{name}")),
        blocks,
    }
}

/// What this person may do now, by the same rules as the use cases.
fn verbs(visit: &Visit, application: &Application, call: &Call) -> Vec<Action> {
    let (ctx, here) = (&visit.ctx, path(application));
    let to = |key: &str, verb: &str| Action::link(visit.t(key), format!("{here}/{verb}"));
    let do_it = |key: &str, verb: &str| Action::post(visit.t(key), format!("{here}/{verb}"));
    let edits = access::require_editor(ctx, application).is_ok();
    let signs = access::require_signatory(ctx, application, true).is_ok();
    let checks = access::require_officer(ctx, application).is_ok();
    let before_deadline = call.deadline.is_met_by(ctx.now);
    let mut actions = Vec::new();
    match application.state {
        S::Draft => {
            if edits {
                actions.push(to("applications-edit", "edit"));
                if call.funding_mode == calls::FundingMode::CashGrant {
                    actions.push(to("applications-plan-title", "plan"));
                }
                actions.push(to("applications-partners-title", "partners"));
                actions.push(to("applications-attachments", "attachments"));
            }
            if signs {
                actions.push(to("applications-review", "submit").primary());
            }
        }
        S::Submitted => {
            if edits && before_deadline && application.source == Source::Portal {
                actions.push(
                    do_it("applications-recall", "recall").confirm(visit.t("applications-recall-confirm")),
                );
            }
            if checks && !before_deadline {
                actions.push(do_it("applications-start-check", "start-check").primary());
            }
        }
        S::Late if checks => actions.push(to("applications-propose", "propose").primary()),
        S::InCheck if checks => {
            actions.push(to("applications-check", "check").primary());
            actions.push(to("applications-propose", "propose"));
        }
        S::DocumentsRequested if checks && application.source == Source::Portal => {
            actions.push(to("applications-extend-request", "extend-request"));
        }
        S::DocumentsRequested if access::is_applicant(ctx, application) => {
            actions.push(to("applications-answer", "answer").primary());
        }
        S::DocumentsRequested if checks && application.source != Source::Portal => {
            actions.push(to("applications-answer", "answer"));
            actions.push(to("applications-extend-request", "extend-request"));
        }
        _ => {}
    }
    let has_receipt = application.number.is_some() && application.source != Source::Import;
    if has_receipt && (access::is_applicant(ctx, application) || access::is_office(ctx, application)) {
        actions.push(to("applications-receipt", "receipt"));
    }
    let makes_packets = [Role::RH, Role::RL, Role::SB]
        .into_iter()
        .any(|role| ctx.has(role, Scope::Programme(application.programme_id)));
    let is_case = application.state != S::Draft && !access::is_trial(application);
    if is_case && makes_packets && has_page(visit, "/applications/{application}/evidence") {
        actions.push(to("applications-evidence", "evidence"));
    }
    if !rules::is_terminal(application.state) && access::require_withdrawer(ctx, application).is_ok() {
        actions.push(to("applications-withdraw", "withdraw").danger());
    }
    actions
}

/// Whether a later feature has this page.
fn has_page(visit: &Visit, path: &str) -> bool {
    visit.app.route_table.iter().any(|route| route.path == path)
}

/// Until when the case is kept, with the parameter of the programme that says so.
async fn kept_until(visit: &Visit, application: &Application) -> Result<Option<String>, Problem> {
    if !matches!(application.state, S::Draft | S::Rejected | S::Withdrawn) {
        return Ok(None);
    }
    let db = visit.app.db.reader();
    let call = calls::call_head(db, application.call_id).await?;
    let ended_on = base::calendar::local_date(application.updated_at);
    let parameters = calls::parameters(db, call.programme_id, ended_on).await?;
    let days = (call.deadline.date(), ended_on);
    let kept = rules::retention::of_case(application.state, application.number.is_some(), days, &parameters);
    Ok(kept.map(|(until, parameter)| {
        let name = visit.t(&format!("calls-parameter-{}", parameter.replace('_', "-")));
        visit.tw(
            "applications-kept-by",
            &[("date", &visit.date(until)), ("parameter", &name)],
        )
    }))
}

fn facts(visit: &Visit, application: &Application, call: &Call, kept: Option<String>) -> Facts {
    let period = match (application.project_from, application.project_until) {
        (Some(from), Some(until)) => Some(format!("{} – {}", visit.date(from), visit.date(until))),
        _ => None,
    };
    let kind = application
        .lead_type()
        .map(|kind| visit.t(&format!("bodies-type-{kind}")));
    let population = application
        .population
        .map(|people| base::fmt::integer(visit.lang(), people));
    let contact = [
        application.contact_name.as_str(),
        &application.contact_role,
        &application.contact_email,
        &application.contact_phone,
    ];
    let contact: Vec<&str> = contact.into_iter().filter(|line| !line.is_empty()).collect();
    let support = visit.t(&format!("applications-support-{}", application.support));
    let support = match application.support_tenths {
        Some(tenths) => format!(
            "{support}, {} {}",
            form::days(tenths),
            visit.t("applications-days")
        ),
        None => support,
    };
    // municipalities and facilitators have the public page of the call
    let calls = if visit.ctx.has_any_role(calls::access::READERS) {
        "/calls"
    } else {
        "/public/calls"
    };
    Facts::new()
        .row(
            visit.t("applications-call"),
            Cell::link(format!("{calls}/{}", call.id), &call.code),
        )
        .row(
            visit.t("applications-number"),
            Cell::Mono(application.label().to_owned()),
        )
        .row(visit.t("applications-lead"), application.lead_name.clone())
        .row(
            visit.t("applications-key"),
            Cell::Mono(application.lead_key.clone()),
        )
        .maybe(visit.t("applications-body-type"), kind)
        .maybe(
            visit.t("applications-district"),
            application.district_name.clone(),
        )
        .maybe(visit.t("applications-population"), population)
        .row(visit.t("applications-received"), received(visit, application))
        .row(visit.t("applications-deadline"), call.deadline.text(visit.lang()))
        .maybe(visit.t("applications-kept-until"), kept)
        .row(
            visit.t("applications-source"),
            visit.t(&format!("applications-source-{}", application.source)),
        )
        .maybe(visit.t("applications-period"), period)
        .row(visit.t("applications-support"), support)
        .maybe(
            visit.t("applications-summary"),
            Some(application.summary.clone())
                .filter(|summary| !summary.is_empty())
                .map(Cell::Lines),
        )
        .row(
            visit.t("applications-part-contact"),
            Cell::Lines(contact.join("\n")),
        )
        .maybe(
            visit.t("applications-remark"),
            Some(application.remark.clone()).filter(|remark| !remark.is_empty()),
        )
        .wide()
}

/// The parties, with what the partners of a joint application answered.
async fn parties_block(
    visit: &Visit,
    application: &Application,
    parties: &[Party],
) -> Result<Block, Problem> {
    let answers = if parties.len() > 1 {
        crate::joint::partners(visit.app.db.reader(), application.id).await?
    } else {
        Vec::new()
    };
    Ok(parties_table(visit, parties, &answers).into())
}

fn parties_table(visit: &Visit, parties: &[Party], answers: &[Partner]) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("applications-part-parties"))
        .hidden_caption()
        .column(visit.t("applications-role"))
        .column(visit.t("applications-body"))
        .column(visit.t("applications-key"))
        .number_column(visit.t("applications-share"));
    let has_answers = answers.iter().any(|partner| partner.asked_at.is_some());
    if has_answers {
        table = table
            .column(visit.t("applications-partner-task"))
            .column(visit.t("applications-partner-state"));
    }
    for party in parties {
        let mut row = vec![
            Cell::text(visit.t(&format!("applications-role-{}", party.role))),
            Cell::text(&party.name),
            Cell::Mono(party.key.clone()),
            Cell::maybe(party.share.map(|share| Cell::money(visit.lang(), share))),
        ];
        if has_answers {
            let partner = answers
                .iter()
                .find(|one| party.role == PartyRole::Partner && one.party.body_id == party.body_id);
            row.push(partner.map_or(Cell::Empty, |one| Cell::Lines(one.task.clone())));
            row.push(partner.map_or(Cell::Empty, |one| partners::state_cell(visit, one)));
        }
        table = table.row(row);
    }
    table
}

/// Amounts, each fundable figure with the rule it came from.
fn money(visit: &Visit, application: &Application, call: &Call) -> Facts {
    let lang = visit.lang();
    let stated = |cents: base::Cents| Some(Cell::money(lang, cents)).filter(|_| !cents.is_zero());
    let basis = visit.tw(
        rules::fundable_basis(application, call),
        &[("cap", &visit.money(call.cap)), ("rate", &visit.rate(call.rate))],
    );
    Facts::new()
        .row(
            visit.t("applications-requested"),
            Cell::money(lang, application.requested),
        )
        .row(
            visit.t("applications-fundable"),
            Cell::text(format!(
                "{} ({basis})",
                base::fmt::money(lang, rules::fundable(application, call))
            )),
        )
        .maybe(visit.t("applications-total-cost"), stated(application.total_cost))
        .maybe(visit.t("applications-own-share"), stated(application.own_share))
        .maybe(
            visit.t("applications-other-funding"),
            stated(application.other_funding),
        )
}

async fn documents(visit: &Visit, application: &Application) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let attached = queries::attachments(db, application.id).await?;
    let files = base_files::of_application(db, application.id.0).await?;
    let is_attached = |file: &base_files::StoredFile| attached.iter().any(|(one, _)| one.file_id == file.id);
    let mut table = Table::new(visit.lang(), visit.t("applications-part-documents"))
        .hidden_caption()
        .column(visit.t("applications-file"))
        .number_column(visit.t("applications-file-size"))
        .column(visit.t("applications-file-at"))
        .column("SHA-256");
    let mut has_more = false;
    for file in files
        .iter()
        .filter(|file| !is_attached(file) && may_read_file(&visit.ctx, application, file))
    {
        has_more = true;
        table = table.row(vec![
            attachments::file_cell(visit, application, file),
            attachments::size_cell(visit, file),
            Cell::instant(visit.lang(), file.created_at),
            Cell::Mono(file.sha256.chars().take(12).collect()),
        ]);
    }
    let mut blocks = Vec::new();
    if !attached.is_empty() || !has_more {
        blocks.push(attachments::table(visit, application, &attached, false).await?);
    }
    if has_more {
        blocks.push(table.into());
    }
    Ok(blocks)
}
