//! `/applications/{application}/partners`: who applies together, who does what for how much, and who has confirmed.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::StatusCode;
use base::{Cents, Problem, Role, Scope, Text};
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Form, Notice, Page, Section, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::{Call, FundingMode};
use municipalities::BodyId;
use serde_json::Value;

use super::{draft, path};
use crate::joint::{self, Split};
use crate::model::{Application, ApplicationId, ApplicationState, Partner, PartnerState, Party, PartyRole};
use crate::overlap::{Overlap, overlaps};
use crate::queries::find_body;
use crate::usecases::partners::{PARTNER, PLACE, cells, of_cells};
use crate::usecases::{
    self, AnswerPartner, MAX_PARTNERS, MergePartners, PartnerInput, SetPartners, Together,
};
use crate::{access, queries};

pub(super) async fn show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    visit.page(partners_page(&visit, &application, Shown::Stored).await?)
}

/// What the forms of the page hold.
enum Shown<'a> {
    Stored,
    Refused(&'a FormData, &'a Problem),
    /// Own values where a colleague wrote others meanwhile, and the choice between both.
    Clashed(&'a SetPartners, &'a Together),
    /// A partner's answer that was refused.
    Answered(BodyId, &'a FormData, &'a Problem),
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
}

async fn partners_page(visit: &Visit, application: &Application, shown: Shown<'_>) -> Result<Page, Problem> {
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
            let wrong = match shown {
                Shown::Answered(body, data, problem) if body == partner.party.body_id => {
                    Some((data, problem))
                }
                _ => None,
            };
            page = page.block(answer_section(visit, application, &joint, partner, wrong));
        }
    }
    if !edits {
        return Ok(page);
    }
    let stored = SetPartners::of(application.id, &joint.parties, &joint.partners);
    Ok(match shown {
        Shown::Stored | Shown::Answered(..) => {
            let data = data(visit, &stored, &stored).await?;
            page.block(form(visit, application, &joint, Vec::new(), &data))
        }
        Shown::Refused(data, problem) => {
            page.block(form(visit, application, &joint, Vec::new(), data).problem(problem))
        }
        Shown::Clashed(mine, together) => {
            let data = data(visit, mine, &stored).await?;
            let names = names_of(visit, mine, &stored).await?;
            let choices =
                super::form::clashes(visit, together, |cell| cell_words(visit, &names, cell)).await?;
            page.block(super::form::clash_notice(visit)).block(form(
                visit,
                application,
                &joint,
                choices,
                &data,
            ))
        }
    })
}

/// The bodies of two states of the page, each with its name and key.
async fn names_of(
    visit: &Visit,
    one: &SetPartners,
    other: &SetPartners,
) -> Result<HashMap<BodyId, String>, Problem> {
    let of = |joint: &SetPartners| -> Vec<BodyId> {
        let partners = joint.partners.iter().map(|partner| partner.body);
        partners.chain(joint.places.iter().copied()).collect()
    };
    let ids = [of(one), of(other)].concat();
    let bodies = municipalities::bodies(visit.app.db.reader(), &ids).await?;
    Ok(bodies
        .into_iter()
        .map(|(id, body)| (id, format!("{} ({})", usecases::display_name(&body), body.key)))
        .collect())
}

/// A cell and its value in words.
fn cell_words(
    visit: &Visit,
    names: &HashMap<BodyId, String>,
    cell: &str,
) -> (String, fn(&Visit, &Value) -> String) {
    let name = |id: &str| {
        let id: Option<BodyId> = id.parse().ok().map(BodyId);
        id.and_then(|id| names.get(&id).cloned()).unwrap_or_default()
    };
    let money = |visit: &Visit, value: &Value| visit.money(Cents(value.as_i64().unwrap_or_default()));
    if let Some(id) = cell.strip_prefix(PARTNER) {
        return (name(id), |visit, value| {
            let share = value["share"].as_i64().map(|cents| visit.money(Cents(cents)));
            let task = value["task"].as_str().unwrap_or_default();
            [share.unwrap_or_default().as_str(), task]
                .join(" ")
                .trim()
                .to_owned()
        });
    }
    if let Some(id) = cell.strip_prefix(PLACE) {
        let label = format!("{}: {}", visit.t("applications-places"), name(id));
        return (label, |visit, _| visit.t("form-yes"));
    }
    (visit.t("applications-partner-lead-share"), money)
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
    wrong: Option<(&FormData, &Problem)>,
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
        if let Some((data, problem)) = wrong {
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

fn form(
    visit: &Visit,
    application: &Application,
    joint: &Joint,
    choices: Vec<Field>,
    data: &FormData,
) -> Form {
    let t = |key: &str| visit.t(key);
    let mut form = visit
        .form(format!("{}/partners", path(application)))
        .heading(t("applications-partners-edit"))
        .hidden("seen", data.get("seen"))
        .fields(choices);
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

/// What the form shows of a state of the page, and what its reader has seen of the stored one.
async fn data(visit: &Visit, shown: &SetPartners, stored: &SetPartners) -> Result<FormData, Problem> {
    let names = names_of(visit, shown, stored).await?;
    let label = |body: &BodyId| names.get(body).cloned().unwrap_or_default();
    let share = |share: Option<Cents>| share.map(Cents::plain_de).unwrap_or_default();
    let mut data = FormData::default()
        .with("seen", serde_json::json!(cells(stored)))
        .with("lead_share", share(shown.lead_share));
    for (number, partner) in (1..).zip(&shown.partners) {
        data = data
            .with(&format!("body_{number}"), label(&partner.body))
            .with(&format!("task_{number}"), &partner.task)
            .with(&format!("share_{number}"), share(partner.share));
    }
    let places: Vec<String> = shown.places.iter().map(label).collect();
    Ok(data.with("places", places.join("\n")))
}

pub(super) async fn command(
    visit: &Visit,
    id: ApplicationId,
    data: &FormData,
) -> Result<SetPartners, Problem> {
    let db = visit.app.db.reader();
    let mut read = data.read();
    let version = data.get("version").parse().unwrap_or_default();
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
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let mut wanted = None;
    let saved = async {
        let typed = command(&visit, id, &data).await?;
        let seen = super::form::seen(&data);
        let mine = super::form::picked(&data, &seen, cells(&typed));
        let mut chosen = typed.clone();
        of_cells(&mut chosen, &typed, &mine);
        wanted = Some(chosen.clone());
        let command = MergePartners { wanted: chosen, seen };
        usecases::merge_partners(&visit.app.db, &visit.ctx, command).await
    };
    match saved.await {
        Ok(together) if !together.clashes.is_empty() => {
            let application = queries::application(db, &visit.ctx, id).await?;
            let joint = Joint::of(&visit, &application).await?;
            let stored = SetPartners::of(id, &joint.parties, &joint.partners);
            let mut mine = wanted.unwrap_or_else(|| stored.clone());
            of_cells(
                &mut mine,
                &stored,
                &super::form::with_mine(cells(&stored), &together),
            );
            let page = partners_page(&visit, &application, Shown::Clashed(&mine, &together)).await?;
            visit.page_with(StatusCode::CONFLICT, page)
        }
        Ok(_) => {
            let then = draft::after_page(&visit, &application, "partners", data.get("then")).await?;
            visit.done(&then, "applications-done-partners")
        }
        Err(problem) => {
            let page = partners_page(&visit, &application, Shown::Refused(&data, &problem)).await?;
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
            let page = partners_page(&visit, &application, Shown::Answered(body, &data, &problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}
