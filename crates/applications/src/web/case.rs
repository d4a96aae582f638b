//! `/applications/{application}`: the case page. Everything of one project in one place, as far as the person may
//! see it; later features add their parts.

use axum::extract::Path;
use base::{Problem, Role};
use base_web::view::{Action, Badge, Block, Cell, Facts, Page, Section, Table};
use base_web::{Reply, Visit};
use calls::Call;

use super::answers;
use super::documents::may_read_file;
use super::list::received;
use super::office::{mails, note_blocks, officer_blocks, people_table, proposal_blocks, timeline};
use super::{attachments, follow_ups, form, hints, partners, path, plan, requests, state_label, title, tone};
use crate::access;
use crate::model::{Application, ApplicationId, ApplicationState as S, Partner, Party, PartyRole, Source};
use crate::{queries, rules};

pub(super) async fn show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let page = case_page(&visit, id, None).await?;
    visit.page(page)
}

/// The page, with what is wrong with the note that was typed on it.
pub(super) async fn case_page(
    visit: &Visit,
    id: ApplicationId,
    note_problem: Option<(&base_web::FormData, &Problem)>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let call = calls::call(db, application.call_id).await?;
    let parties = queries::parties_of(db, id).await?;
    let is_office = access::is_office(&visit.ctx, &application);
    let is_applicant = access::is_applicant(&visit.ctx, &application);
    let asked = if is_office || is_applicant {
        queries::document_requests(db, id).await?
    } else {
        Vec::new()
    };
    let waiting = if is_office {
        queries::open_proposal(db, id).await?
    } else {
        None
    };

    let mut page = Page::new(title(visit, &application))
        .kicker(format!("{} · {}", application.label(), application.lead_name))
        .badge(Badge::new(
            tone(application.state),
            state_label(visit, application.state),
        ))
        .crumb(
            if visit.ctx.has_any_role(&[Role::KE, Role::KZ]) {
                "/my-applications"
            } else {
                "/applications"
            },
            visit.t("applications-title"),
        )
        .actions(verbs(visit, &application, &call));
    if let Some(proposal) = &waiting {
        page = page.blocks(proposal_blocks(visit, &application, proposal));
    }
    page = page
        .block(facts(visit, &application, &call))
        .block(section(
            visit,
            "parties",
            parties_blocks(visit, &application, &parties, is_office).await?,
        ))
        .block(section(visit, "money", {
            let mut blocks: Vec<Block> = vec![money(visit, &application, &call).into()];
            blocks.extend(plan::blocks(visit, &application, &call).await?);
            blocks
        }));
    page = page.block(answers::part(visit, &application).await?);
    if !asked.is_empty() {
        page = page.block(section(visit, "requests", requests::blocks(visit, &asked).await?));
    }
    page = page.block(section(visit, "documents", documents(visit, &application).await?));
    let mut parts = visit.app.case_parts_of(&visit.ctx, id.0).await?;
    parts.sort_by_key(|part| part.position);
    for (number, part) in parts.into_iter().enumerate() {
        page = page.section(&format!("part-{number}"), part.heading, part.blocks);
    }
    if is_office {
        let notes = queries::notes(db, id).await?;
        let mut people = officer_blocks(visit, &application).await?;
        people.push(people_table(visit, &application).await?.into());
        page = page
            .block(section(visit, "people", people))
            .block(section(visit, "hints", hints::blocks(visit, &application).await?))
            .block(section(
                visit,
                "follow-ups",
                follow_ups::blocks(visit, &application).await?,
            ))
            .block(section(
                visit,
                "notes",
                note_blocks(visit, &application, notes, note_problem),
            ))
            .block(section(visit, "mails", vec![mails(visit, id).await?.into()]))
            .block(section(
                visit,
                "timeline",
                vec![Block::Timeline(timeline(visit, id).await?)],
            ));
    }
    Ok(page)
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
    if !rules::is_terminal(application.state) && access::require_withdrawer(ctx, application).is_ok() {
        actions.push(to("applications-withdraw", "withdraw").danger());
    }
    actions
}

fn facts(visit: &Visit, application: &Application, call: &Call) -> Facts {
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
        .maybe(
            visit.t("applications-kept-until"),
            (application.state == S::Draft && application.number.is_none())
                .then(|| visit.date(rules::retention::of_draft(call.deadline.date()))),
        )
        .row(
            visit.t("applications-source"),
            visit.t(&format!("applications-source-{}", application.source)),
        )
        .maybe(visit.t("applications-period"), period)
        .row(visit.t("applications-support"), support)
        .row(
            visit.t("applications-summary"),
            Cell::Lines(application.summary.clone()),
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

/// The parties; the office also learns where they appear again.
async fn parties_blocks(
    visit: &Visit,
    application: &Application,
    parties: &[Party],
    is_office: bool,
) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let answers = crate::joint::partners(db, application.id).await?;
    let mut blocks = vec![parties_table(visit, parties, &answers).into()];
    if is_office {
        let overlaps = crate::joint::overlaps(db, &visit.ctx, application, parties).await?;
        blocks.extend(partners::overlap_blocks(visit, &overlaps, true));
    }
    Ok(blocks)
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
