//! `/applications/{application}/submit` and `…/receipt`: review every open point, declare, hand in, prove it.

use axum::extract::Path;
use base::{Problem, Role, Scope, Text};
use base_web::view::{Block, Cell, Facts, Field, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};
use calls::form::{FormDefinition, Kind, Section};

use super::{path, signature};
use crate::answers::{self, OpenPoint, columns};
use crate::model::{
    Application, ApplicationId, ApplicationState, Declared, DeclaredAct, PartyRole, PlanKind, Source,
    received_text,
};
use crate::usecases::{self, Arrival, Submit, declare};
use crate::{access, queries};

pub(super) async fn review(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = mine(&visit, id).await?;
    if application.state != ApplicationState::Draft {
        return visit.go(&format!("{}/receipt", path(&application)));
    }
    visit.page(review_page(&visit, &application, &FormData::default(), None).await?)
}

/// The case, for those who may hand it in: KE and KZ of the lead, or an officer for paper.
async fn mine(visit: &Visit, id: ApplicationId) -> Result<Application, Problem> {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_signatory(&visit.ctx, &application, true)?;
    Ok(application)
}

async fn review_page(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let call = queries::call_of(db, application).await?;
    let here = path(application);
    let open = answers::open_points(db, application, visit.lang()).await?;
    let form = calls::form::load(db, call.form_version).await?.definition;
    let mut page = Page::new(visit.t("applications-review-title"))
        .kicker(application.label())
        .lead(visit.tw(
            "applications-until",
            &[("deadline", &call.deadline.text(visit.lang()))],
        ));
    page = super::in_case(visit, page, application)
        .block(in_short(visit, application).await?)
        .block(Block::Links(vec![(
            super::case::Part::Application.of(application.id),
            visit.t("applications-read"),
            visit.t("applications-read-hint"),
        )]));
    if !call.deadline.is_met_by(visit.ctx.now) {
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("applications-deadline-over"),
            visit.t("applications-deadline-over-text"),
        ));
    }
    page = if open.is_empty() {
        page.block(Notice::new(
            Tone::Success,
            visit.t("applications-nothing-open"),
            "",
        ))
    } else {
        page.blocks(open_list(visit, application, &open, &form, &call))
    };
    let may_edit = access::require_editor(&visit.ctx, application).is_ok();
    if may_edit {
        let doubtful = answers::doubts_of(db, application, &call, visit.lang()).await?;
        page = page.blocks(doubts(visit, application, &doubtful));
    } else {
        // whoever only signs has not seen it before
        page = page.block(super::answers::part(visit, application).await?);
    }
    page = page.blocks(signature::sections(visit, application, None).await?);
    if needs_cover_sheet(visit, application) {
        page = page.block(Block::Links(vec![
            (
                format!("{here}/cover-sheet.pdf"),
                visit.t("applications-cover-sheet-print"),
                visit.t("applications-cover-sheet-print-hint"),
            ),
            (
                format!("{here}/attachments"),
                visit.t("applications-cover-sheet-attach"),
                visit.t("applications-cover-sheet-attach-hint"),
            ),
        ]));
    }
    let answered = answers::answers_of(db, application).await?;
    let declarations = declare::asked(&form, &answered, &call);
    Ok(page.block(submit_form(visit, application, &declarations, data, problem)))
}

/// What is signed: project, money, who takes part.
async fn in_short(visit: &Visit, application: &Application) -> Result<Facts, Problem> {
    let db = visit.app.db.reader();
    let parties = queries::parties_of(db, application.id).await?;
    let partners: Vec<&str> = parties
        .iter()
        .filter(|party| party.role == PartyRole::Partner)
        .map(|party| party.name.as_str())
        .collect();
    let files = queries::attachments(db, application.id).await?.len().to_string();
    Ok(Facts::new()
        .row(visit.t("applications-project"), super::title(visit, application))
        .row(visit.t("applications-lead"), application.lead_name.clone())
        .maybe(
            visit.t("applications-field-partners"),
            (!partners.is_empty()).then(|| Cell::Lines(partners.join("\n"))),
        )
        .row(
            visit.t("applications-requested"),
            Cell::money(visit.lang(), application.requested),
        )
        .row(
            visit.t("applications-attachments"),
            visit.tw("applications-files-count", &[("count", &files)]),
        ))
}

/// KE hands in with the cover sheet that was signed on paper (F8).
fn needs_cover_sheet(visit: &Visit, application: &Application) -> bool {
    application.source == Source::Portal && !visit.ctx.has(Role::KZ, Scope::Body(application.lead_body_id.0))
}

/// What is still missing, section by section. The way to the field is for those who write; who only signs reads it.
fn open_list(
    visit: &Visit,
    application: &Application,
    open: &[OpenPoint],
    form: &FormDefinition,
    call: &calls::Call,
) -> Vec<Block> {
    let may_edit = access::require_editor(&visit.ctx, application).is_ok();
    let text = if may_edit {
        "applications-open-points-text"
    } else {
        "applications-open-points-others"
    };
    let notice = Notice::new(
        Tone::Warning,
        visit.tw("applications-open-points", &[("count", &open.len().to_string())]),
        visit.t(text),
    );
    let mut blocks = vec![notice.into()];
    // last, what is no section of the form
    for section in form.sections.iter().map(Some).chain([None]) {
        let code = section.map_or("", |section| section.code.as_str());
        let points: Vec<&OpenPoint> = open.iter().filter(|point| point.section == code).collect();
        if points.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(match section {
            Some(section) => section.label.get(visit.lang()).to_owned(),
            None => visit.t("applications-form-further"),
        }));
        blocks.push(if may_edit {
            let here = path(application);
            let links = points
                .iter()
                .map(|point| open_link(visit, &here, point, section, call))
                .collect();
            Block::Links(links)
        } else {
            let facts = points.iter().fold(Facts::new(), |facts, point| {
                facts.row(point.label.clone(), Cell::text(visit.say(&point.problem.text)))
            });
            facts.into()
        });
    }
    blocks
}

/// An open point with the way to its field, for those who may fill it in.
fn open_link(
    visit: &Visit,
    here: &str,
    point: &OpenPoint,
    section: Option<&Section>,
    call: &calls::Call,
) -> (String, String, String) {
    let code = &point.code;
    let href = match section.map(|section| answers::own_page(section, call)) {
        Some(Some(page)) => format!("{here}/{page}{}", place_on_page(code)),
        Some(None) => format!("{here}/edit?section={}#f-{code}", point.section),
        // parts that are no section of the form
        None => format!("{here}/{}", queries::page_of_field(&point.problem.field, call)),
    };
    // that it is empty needs no words
    let is_empty = point.problem.text.key == "field-required";
    let why = if is_empty {
        String::new()
    } else {
        visit.say(&point.problem.text)
    };
    (href, point.label.clone(), why)
}

/// Where on a page of its own a point is met; the question to the partners stands at the top.
fn place_on_page(code: &str) -> String {
    match code {
        "partners" => String::new(),
        "E1" | "plan" => format!("#f-{}", PlanKind::Staff),
        "E2a" => format!("#f-{}", PlanKind::Requested),
        "E2b" => format!("#f-{}", PlanKind::Own),
        "E2c" => format!("#f-{}", PlanKind::ThirdParty),
        "other_grants" => "#f-no_other_grants".to_owned(),
        "shares" => "#f-lead_share".to_owned(),
        code => format!("#f-{code}"),
    }
}

/// What may be right and still wants a look, with the way to it.
fn doubts(visit: &Visit, application: &Application, doubtful: &[OpenPoint]) -> Vec<Block> {
    if doubtful.is_empty() {
        return Vec::new();
    }
    let here = path(application);
    let links = doubtful.iter().map(|point| {
        (
            format!("{here}/edit?section={}#f-{}", point.section, point.code),
            point.label.clone(),
            visit.say(&point.problem.text),
        )
    });
    vec![
        Notice::new(
            Tone::Info,
            visit.t("applications-doubts"),
            visit.t("applications-doubts-text"),
        )
        .into(),
        Block::Links(links.collect()),
    ]
}

/// Every declaration is ticked here, by who hands it in; nothing is ticked before.
fn submit_form(
    visit: &Visit,
    application: &Application,
    declarations: &[&calls::form::Field],
    data: &FormData,
    problem: Option<&Problem>,
) -> base_web::view::Form {
    let mut form = visit
        .form(format!("{}/submit", path(application)))
        .heading(visit.t("applications-declarations"))
        .hidden("version", application.version);
    let who = match application.source {
        Source::Officer | Source::Import => "applications-declare-paper",
        _ if needs_cover_sheet(visit, application) => "applications-declare-cover-sheet",
        Source::Portal | Source::Trial => "applications-declare-yourself",
    };
    form = form.field(Field::note(visit.t(who)));
    for field in declarations {
        let label = field.label.get(visit.lang());
        form = form.field(Field::checkbox(columns::name_of(&field.code), label).required());
    }
    if application.source == Source::Officer {
        form = form
            .field(Field::date("received_on", visit.t("applications-received-on")).required())
            .field(
                Field::time("received_time", visit.t("applications-received-time"))
                    .hint(visit.t("applications-received-time-hint")),
            );
    } else if needs_cover_sheet(visit, application) {
        form = form.field(Field::checkbox("cover_sheet", visit.t("applications-cover-sheet")).required());
    }
    form = form
        .submit(visit.t("applications-submit"))
        .cancel(visit.t("form-cancel"), path(application))
        .fill(data);
    match problem {
        Some(problem) => form.problem(problem),
        None => form,
    }
}

pub(super) async fn submit(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = mine(&visit, id).await?;
    let sent = async {
        let form = answers::form_of(visit.app.db.reader(), &application)
            .await?
            .definition;
        let command = command(id, &application, &form, &data)?;
        usecases::submit(&visit.app.db, &visit.ctx, command).await
    };
    match sent.await {
        Ok(_) => visit.go(&format!("{}/receipt", path(&application))),
        Err(problem) => {
            let page = review_page(&visit, &application, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

fn command(
    id: ApplicationId,
    application: &Application,
    form: &FormDefinition,
    data: &FormData,
) -> Result<Submit, Problem> {
    let mut read = data.read();
    let declared = form
        .fields()
        .filter(|field| field.kind == Kind::MustBeTrue && read.ticked(columns::name_of(&field.code)))
        .map(|field| field.code.clone());
    let declarations = Declared(declared.collect());
    let arrived = if application.source == Source::Officer {
        let on = read.date("received_on");
        let time = read.optional_time("received_time");
        on.map(|on| Arrival { on, time })
    } else {
        None
    };
    let version = read.version();
    let cover_sheet = read.ticked("cover_sheet");
    read.finish()?;
    Ok(Submit {
        application: id,
        version,
        declarations,
        cover_sheet,
        arrived,
    })
}

/// Who declared what, when and how, as it was frozen.
fn declared_by(visit: &Visit, act: &DeclaredAct) -> Block {
    let text = visit.tw(
        &format!("applications-declared-by-{}", act.how),
        &[("name", &act.name), ("at", &visit.datetime(act.at))],
    );
    let items: Vec<&str> = act.items.iter().map(|item| item.text.as_str()).collect();
    let facts = Facts::new().row(
        visit.t("applications-declarations"),
        Cell::Lines(items.join("\n")),
    );
    Block::Details(text, vec![facts.into()])
}

pub(super) async fn receipt(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let is_party =
        access::is_applicant(&visit.ctx, &application) || access::is_office(&visit.ctx, &application);
    let receipt = if is_party {
        usecases::receipt(db, &application).await?
    } else {
        None
    };
    let Some(receipt) = receipt else {
        return Err(Problem::not_found("receipt").into());
    };
    let deadline = queries::call_of(db, &application).await?.terms.deadline;
    let is_late = !receipt.on_time && !deadline.is_met_by(receipt.received_at);
    let (tone, key) = match application.state {
        ApplicationState::Draft => (Tone::Info, "applications-receipt-recalled"),
        _ if is_late => (Tone::Warning, "applications-receipt-late"),
        _ => (Tone::Success, "applications-receipt-in-time"),
    };
    let deadline = deadline.text(visit.lang());
    let text = visit.say(&Text::new(format!("{key}-text")).with("deadline", &deadline));
    let latest = queries::latest_submission(db, application.id).await?;
    let acts = latest.map(|snapshot| snapshot.declared()).unwrap_or_default();
    let declared = acts.iter().map(|act| declared_by(&visit, act));
    let page = Page::new(visit.t("applications-receipt")).kicker(receipt.number.clone());
    visit.page(
        super::in_case(&visit, page, &application)
            .block(Notice::new(tone, visit.t(key), text))
            .block(
                Facts::new()
                    .row(visit.t("applications-number"), Cell::Mono(receipt.number))
                    .row(
                        visit.t("applications-received"),
                        received_text(visit.lang(), receipt.received_at, receipt.time_known),
                    )
                    .row(visit.t("applications-deadline"), deadline)
                    .row(visit.t("applications-lead"), application.lead_name.clone())
                    .row(
                        visit.t("applications-project"),
                        super::title(&visit, &application),
                    )
                    .row(visit.t("applications-hash"), Cell::Mono(receipt.sha256.clone())),
            )
            .blocks(declared)
            .block(Block::Links(vec![
                (
                    format!("{}/receipt.pdf", path(&application)),
                    format!("{} (PDF)", visit.t("applications-pdf-RECEIPT")),
                    String::new(),
                ),
                (
                    format!("{}/application.pdf", path(&application)),
                    format!("{} (PDF)", visit.t("applications-pdf-APPLICATION")),
                    String::new(),
                ),
                (
                    format!("/verify?hash={}", receipt.sha256),
                    visit.t("applications-verify"),
                    visit.t("applications-verify-why"),
                ),
            ]))
            .text(visit.t("applications-receipt-promise")),
    )
}
