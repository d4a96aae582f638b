//! `/applications/{application}/partners`: who applies together, who does what for how much, and who has confirmed.

use axum::extract::Path;
use base::{Cents, Problem, Role, Scope, Text};
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Form, Notice, Page, Section, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::{Call, FundingMode};
use municipalities::BodyId;

use super::{draft, path};
use crate::joint::{self, Split};
use crate::model::{Application, ApplicationId, ApplicationState, Partner, PartnerState, Party, PartyRole};
use crate::overlap::{Overlap, overlaps};
use crate::queries::find_body;
use crate::usecases::{self, AnswerPartner, MAX_PARTNERS, PartnerInput, SetPartners};
use crate::{access, queries};

pub(super) async fn show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    visit.page(partners_page(&visit, &application, None, None).await?)
}

/// What stands behind the page.
pub(super) struct Joint {
    call: Call,
    pub(super) parties: Vec<Party>,
    pub(super) partners: Vec<Partner>,
}

impl Joint {
    pub(super) async fn of(visit: &Visit, application: &Application) -> Result<Self, Problem> {
        let db = visit.app.db.reader();
        Ok(Self {
            call: queries::call_of(db, application).await?,
            parties: queries::parties_of(db, application.id).await?,
            partners: joint::partners(db, application.id).await?,
        })
    }

    fn is_cash(&self) -> bool {
        self.call.funding_mode == FundingMode::CashGrant
    }

    fn lead_share(&self) -> Option<Cents> {
        queries::lead_of(&self.parties).and_then(|lead| lead.share)
    }
}

async fn partners_page(
    visit: &Visit,
    application: &Application,
    typed: Option<(&FormData, &Problem)>,
    answered: Option<(BodyId, &FormData, &Problem)>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let joint = Joint::of(visit, application).await?;
    let here = path(application);
    let is_draft = application.state == ApplicationState::Draft;
    let edits = is_draft && access::require_editor(&visit.ctx, application).is_ok();
    let mut page = Page::new(visit.t("applications-partners-title"))
        .kicker(format!("{} · {}", application.label(), application.lead_name))
        .lead(visit.t("applications-partners-lead"));
    page = draft::in_sections(visit, page, application, "partners").await?;
    let can_ask = |partner: &Partner| matches!(partner.state, PartnerState::Open | PartnerState::Refused);
    if edits && !access::is_trial(application) && joint.partners.iter().any(can_ask) {
        page = page.action(
            Action::post(
                visit.t("applications-partners-ask"),
                format!("{here}/partners/ask"),
            )
            .primary(),
        );
    }
    page = page.block(table(visit, application, &joint));
    let twice = overlaps(db, &visit.ctx, application, &joint.parties).await?;
    page = page.blocks(overlap_blocks(visit, &twice, false));
    for partner in joint.partners.iter().filter(|_| is_draft) {
        if visit.ctx.has(Role::KZ, Scope::Body(partner.party.body_id.0)) {
            let wrong = answered.filter(|(body, ..)| *body == partner.party.body_id);
            page = page.block(answer_section(visit, application, &joint, partner, wrong));
        }
    }
    if edits {
        let data = match typed {
            Some((data, _)) => data.clone(),
            None => data(application, &joint),
        };
        let form = form(visit, application, &joint, &data);
        page = page.block(match typed {
            Some((_, problem)) => form.problem(problem),
            None => form,
        });
    }
    Ok(page)
}

fn tone(state: PartnerState) -> Tone {
    match state {
        PartnerState::Open => Tone::Neutral,
        PartnerState::Asked => Tone::Info,
        PartnerState::Confirmed => Tone::Success,
        PartnerState::Refused => Tone::Danger,
    }
}

/// Lead, partners and places with shares and answers; the shares' sum below.
fn table(visit: &Visit, application: &Application, joint: &Joint) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("applications-part-parties"))
        .hidden_caption()
        .column(visit.t("applications-body"))
        .column(visit.t("applications-role"))
        .column(visit.t("applications-partner-task"))
        .number_column(visit.t("applications-share"))
        .column(visit.t("applications-partner-state"));
    for party in &joint.parties {
        let partner = joint
            .partners
            .iter()
            .find(|partner| party.role == PartyRole::Partner && partner.party.body_id == party.body_id);
        table = table.row(vec![
            Cell::text(format!("{} ({})", party.name, party.key)),
            Cell::text(visit.t(&format!("applications-role-{}", party.role))),
            partner.map_or(Cell::Empty, |partner| Cell::Lines(partner.task.clone())),
            Cell::maybe(party.share.map(|share| Cell::money(lang, share))),
            partner.map_or(Cell::Empty, |partner| state_cell(visit, partner)),
        ]);
    }
    let stated: Vec<Cents> = joint.parties.iter().filter_map(|party| party.share).collect();
    if let Some(sum) = Cents::checked_sum(stated.iter().copied()).filter(|_| !stated.is_empty()) {
        let of = visit.tw(
            "applications-shares-of",
            &[("requested", &visit.money(application.requested))],
        );
        table = table.footer(vec![
            Cell::text(visit.t("applications-shares-sum")),
            Cell::Empty,
            Cell::text(of),
            Cell::money(lang, sum),
            Cell::Empty,
        ]);
    }
    table
}

pub(super) fn state_cell(visit: &Visit, partner: &Partner) -> Cell {
    let badge = Cell::badge(
        tone(partner.state),
        visit.t(&format!("applications-partner-state-{}", partner.state)),
    );
    let mut cells = vec![badge];
    if let Some(at) = partner
        .answered_at
        .filter(|_| matches!(partner.state, PartnerState::Confirmed | PartnerState::Refused))
    {
        cells.push(Cell::text(visit.datetime(at)));
    }
    if let Some(on) = partner.resolution_on {
        let on = visit.date(on);
        cells.push(Cell::text(
            visit.tw("applications-resolution-of", &[("date", &on)]),
        ));
    }
    if !partner.remark.is_empty() {
        cells.push(Cell::Lines(partner.remark.clone()));
    }
    Cell::Many(cells)
}

/// A hint for each body that is part of another application too; the office gets the way to it.
pub(super) fn overlap_blocks(visit: &Visit, overlaps: &[Overlap], with_links: bool) -> Vec<Block> {
    if overlaps.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Notice::new(
            Tone::Warning,
            visit.t("applications-overlap"),
            visit.t("applications-overlap-text"),
        )
        .into(),
    ];
    let links = overlaps.iter().take(30).map(|overlap| {
        let key = match overlap.through {
            Some(_) => "applications-overlap-through",
            None => "applications-overlap-same",
        };
        let text = visit.tw(
            key,
            &[
                ("body", &overlap.body),
                ("through", overlap.through.as_deref().unwrap_or_default()),
                ("lead", &overlap.other_lead),
                ("role", &visit.t(&format!("applications-role-{}", overlap.role))),
            ],
        );
        (overlap, text)
    });
    if with_links {
        let links = links
            .map(|(overlap, text)| {
                (
                    crate::mails::case_path(overlap.other),
                    overlap.other_label.clone(),
                    text,
                )
            })
            .collect();
        blocks.push(Block::Links(links));
    } else {
        blocks.extend(links.map(|(_, text)| Block::Text(text)));
    }
    blocks
}

fn answer_section(
    visit: &Visit,
    application: &Application,
    joint: &Joint,
    partner: &Partner,
    wrong: Option<(BodyId, &FormData, &Problem)>,
) -> Section {
    let name = partner.party.name.clone();
    let mut facts = Facts::new()
        .row(visit.t("applications-lead"), application.lead_name.clone())
        .row(visit.t("applications-project"), super::title(visit, application))
        .row(
            visit.t("applications-partner-task"),
            Cell::Lines(partner.task.clone()),
        )
        .row(
            visit.t("applications-requested"),
            Cell::money(visit.lang(), application.requested),
        );
    if let Some(share) = partner.party.share {
        facts = facts.row(
            visit.t("applications-partner-own-share"),
            Cell::money(visit.lang(), share),
        );
    }
    facts = facts.row(
        visit.t("applications-deadline"),
        joint.call.deadline.text(visit.lang()),
    );
    let mut blocks: Vec<Block> = vec![facts.into()];
    if matches!(partner.state, PartnerState::Asked | PartnerState::Confirmed) {
        let choices = vec![
            Choice::new("confirm", visit.t("applications-partner-confirm")),
            Choice::new("refuse", visit.t("applications-partner-refuse")),
        ];
        let share = partner.party.share.map(|share| share.0.to_string());
        let action = format!("{}/partners/{}/answer", path(application), partner.party.body_id);
        let mut form = visit
            .form(action)
            .hidden("share_cents", share.unwrap_or_default())
            .field(Field::radio("decision", visit.t("applications-partner-decision"), choices).required())
            .field(
                Field::date("resolution_on", visit.t("applications-resolution-on"))
                    .hint(visit.t("applications-resolution-on-hint")),
            )
            .field(
                Field::textarea("remark", visit.t("applications-partner-remark"), 3)
                    .max(1_000)
                    .hint(visit.t("applications-partner-remark-hint")),
            )
            .submit(visit.t("applications-partner-send"));
        if let Some((_, data, problem)) = wrong {
            form = form.fill(data).problem(problem);
        }
        blocks.push(form.into());
    } else {
        blocks.push(Block::Text(visit.t("applications-partner-not-asked")));
    }
    Section {
        id: format!("answer-{}", partner.party.body_id),
        heading: visit.tw("applications-partner-answer-for", &[("name", &name)]),
        blocks,
    }
}

/// Rows of partners that the form shows: those there are, and one more.
fn rows(data: &FormData) -> usize {
    let used = (1..=MAX_PARTNERS)
        .filter(|number| !data.get(&format!("body_{number}")).trim().is_empty())
        .max();
    Ord::min(used.unwrap_or(0) + 1, MAX_PARTNERS)
}

fn form(visit: &Visit, application: &Application, joint: &Joint, data: &FormData) -> Form {
    let t = |key: &str| visit.t(key);
    let mut form = visit
        .form(format!("{}/partners", path(application)))
        .heading(t("applications-partners-edit"))
        .hidden("version", data.get("version"));
    if joint.is_cash() {
        form = form
            .field(Field::group(visit.tw(
                "applications-partner-lead-group",
                &[("name", &application.lead_name)],
            )))
            .field(Field::money("lead_share", t("applications-partner-lead-share")));
    }
    for number in 1..=rows(data) {
        let number = number.to_string();
        form = form
            .field(Field::group(
                visit.tw("applications-partner-number", &[("number", &number)]),
            ))
            .field(
                Field::text(format!("body_{number}"), t("applications-partner-body"))
                    .hint(t("applications-partner-body-hint")),
            )
            .field(Field::textarea(format!("task_{number}"), t("applications-partner-task"), 3).max(500));
        if joint.is_cash() {
            form = form.field(Field::money(format!("share_{number}"), t("applications-share")));
        }
    }
    form = form
        .field(Field::group(t("applications-role-PLACE_OF_ACTION")))
        .field(Field::textarea("places", t("applications-places"), 3).hint(t("applications-places-inside")))
        .submit(t("applications-partners-save"))
        .button(t("applications-save-and-next"), "then", "next");
    if joint.is_cash() {
        form = form
            .button(t("applications-partners-split"), "split", "equally")
            .button(t("applications-partners-split-people"), "split", "population");
    }
    form.cancel(t("applications-back"), path(application)).fill(data)
}

/// What the form shows of the stored draft.
fn data(application: &Application, joint: &Joint) -> FormData {
    let label = |party: &Party| format!("{} ({})", party.name, party.key);
    let share = |share: Option<Cents>| share.map(Cents::plain_de).unwrap_or_default();
    let mut data = FormData::default()
        .with("version", application.version)
        .with("lead_share", share(joint.lead_share()));
    for (number, partner) in joint.partners.iter().enumerate() {
        let number = number + 1;
        data = data
            .with(&format!("body_{number}"), label(&partner.party))
            .with(&format!("task_{number}"), &partner.task)
            .with(&format!("share_{number}"), share(partner.party.share));
    }
    let places: Vec<String> = joint
        .parties
        .iter()
        .filter(|party| party.role == PartyRole::PlaceOfAction)
        .map(label)
        .collect();
    data.with("places", places.join("\n"))
}

async fn command(visit: &Visit, id: ApplicationId, data: &FormData) -> Result<SetPartners, Problem> {
    let db = visit.app.db.reader();
    let mut read = data.read();
    let version = read.version();
    let lead_share = read.optional_money("lead_share");
    let mut partners = Vec::new();
    for number in 1..=MAX_PARTNERS {
        let (body, task, share) = (
            format!("body_{number}"),
            format!("task_{number}"),
            format!("share_{number}"),
        );
        let typed = data.get(&body).trim().to_owned();
        if typed.is_empty() {
            continue;
        }
        let task = read.long_text(&task, 500);
        let share = read.optional_money(&share);
        match find_body(db, &typed).await? {
            Ok(body) => partners.push(PartnerInput { body, task, share }),
            Err(text) => read.fail(&body, text),
        }
    }
    let mut places = Vec::new();
    let lines = data
        .get("places")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    for line in lines.take(40) {
        match find_body(db, line).await? {
            Ok(body) => places.push(body),
            Err(text) => read.fail("places", text),
        }
    }
    read.finish()?;
    let split = match data.get("split") {
        "equally" => Some(Split::Equally),
        "population" => Some(Split::ByPopulation),
        _ => None,
    };
    Ok(SetPartners {
        application: id,
        version,
        partners,
        lead_share,
        places,
        split,
    })
}

pub(super) async fn save(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    let saved = match command(&visit, id, &data).await {
        Ok(command) => usecases::set_partners(&visit.app.db, &visit.ctx, command).await,
        Err(problem) => Err(problem),
    };
    match saved {
        Ok(_) => {
            let then = draft::after_page(&visit, &application, "partners", data.get("then")).await?;
            visit.done(&then, "applications-done-partners")
        }
        Err(problem) => {
            let page = partners_page(&visit, &application, Some((&data, &problem)), None).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub(super) async fn ask(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    usecases::ask_partners(&visit.app.db, &visit.ctx, id).await?;
    visit.done(
        &format!("{}/partners", crate::mails::case_path(id)),
        "applications-done-asked",
    )
}

pub(super) async fn answer(
    visit: Visit,
    Path((id, body)): Path<(ApplicationId, BodyId)>,
    data: FormData,
) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    let answered = async {
        let mut read = data.read();
        let remark = read.long_text("remark", 1_000);
        let resolution_on = read.optional_date("resolution_on");
        let share = read.optional::<i64>("share_cents", "field-choice").map(Cents);
        let decision = read.text("decision", 10);
        if !matches!(decision.as_str(), "confirm" | "refuse") {
            read.fail("decision", Text::new("field-choice"));
        }
        read.finish()?;
        let command = AnswerPartner {
            application: id,
            body,
            confirm: decision == "confirm",
            share,
            remark,
            resolution_on,
        };
        usecases::answer_partner(&visit.app.db, &visit.ctx, command).await
    };
    match answered.await {
        Ok(_) => visit.done(
            &format!("{}/partners", path(&application)),
            "applications-done-partner-answered",
        ),
        Err(problem @ (Problem::NotFound { .. } | Problem::Denied(_))) => Err(problem.into()),
        Err(problem) => {
            let page = partners_page(&visit, &application, None, Some((body, &data, &problem))).await?;
            visit.again(problem, |_| page)
        }
    }
}
