//! `/applications/{application}/evidence` and `/calls/{call}/evidence`: packets to make, to watch and to have; the same
//! for machines below `/api/v1`.

use applications::{Application, ApplicationId};
use axum::extract::{Path, RawQuery};
use base::{Problem, Scope, fmt};
use base_web::view::{Action, Badge, Block, Cell, Live, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit, api};
use calls::Call;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::evidence::{self, MAKERS, Packet, PacketState};

/// A packet.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidencePacketJson {
    pub id: Uuid,
    pub call_id: Uuid,
    /// Null: of all cases of the call that the person saw.
    pub application_id: Option<Uuid>,
    /// `REQUESTED`, `BUILDING`, `READY`, `FAILED`.
    pub state: PacketState,
    /// The office in which it was asked for.
    pub role: String,
    pub requested_by: String,
    pub requested_at: DateTime<Utc>,
    pub cases_total: i64,
    pub cases_done: i64,
    pub finished_at: Option<DateTime<Utc>>,
    /// Of the whole archive, lower-case hex; `backoffice evidence verify --sha256` compares with it.
    pub sha256: Option<String>,
    pub size_bytes: Option<i64>,
    pub files: Option<i64>,
    /// Why it failed.
    pub failure: Option<String>,
}

impl From<Packet> for EvidencePacketJson {
    fn from(packet: Packet) -> Self {
        Self {
            id: packet.id,
            call_id: packet.call_id.0,
            application_id: packet.application_id.map(|id| id.0),
            state: packet.state,
            role: packet.role,
            requested_by: packet.requested_by_name,
            requested_at: packet.requested_at,
            cases_total: packet.cases_total,
            cases_done: packet.cases_done,
            finished_at: packet.finished_at,
            sha256: packet.sha256,
            size_bytes: packet.size_bytes,
            files: packet.files,
            failure: packet.failure,
        }
    }
}

/// The latest packets, newest first; at most twenty.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidencePacketListJson {
    pub items: Vec<EvidencePacketJson>,
}

impl From<Vec<Packet>> for EvidencePacketListJson {
    fn from(packets: Vec<Packet>) -> Self {
        Self {
            items: packets.into_iter().map(EvidencePacketJson::from).collect(),
        }
    }
}

fn is_offered(state: applications::ApplicationState) -> bool {
    state != applications::ApplicationState::Draft
}

/// The case of an address, for who may make a packet of it. Error: not found, denied.
async fn seen_case(visit: &Visit, id: ApplicationId) -> Result<Application, Problem> {
    let db = visit.app.db.reader();
    let found = applications::applications(db, &visit.ctx, &[id])
        .await?
        .remove(&id);
    let case = found.ok_or(Problem::not_found("application"))?;
    visit.ctx.require(MAKERS, Scope::Programme(case.programme_id))?;
    Ok(case)
}

/// The call of an address, by id or code, for who may make a packet of it. Error: not found, denied.
async fn seen_call(visit: &Visit, text: &str) -> Result<Call, Problem> {
    let call = crate::access::call(&visit.app.db, &visit.ctx, text).await?;
    visit.ctx.require(MAKERS, Scope::Programme(call.programme_id.0))?;
    Ok(call)
}

pub(super) async fn of_case(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let case = seen_case(&visit, id).await?;
    visit.page(case_page(&visit, &case, None).await?)
}

async fn case_page(visit: &Visit, case: &Application, refused: Option<&Problem>) -> Result<Page, Problem> {
    let packets = evidence::packets_of_case(visit.app.db.reader(), &visit.ctx, case.id).await?;
    let here = format!("/applications/{}/evidence", case.id);
    let mut page = Page::new(visit.t("evidence-title"))
        .kicker(format!("{} · {}", case.label(), case.lead_name))
        .lead(visit.t("evidence-about-case"))
        .crumb(format!("/applications/{}", case.id), case.label());
    if is_offered(case.state) {
        page = page.action(Action::post(visit.t("evidence-make"), here).primary());
    }
    Ok(page
        .blocks(refused.map(|problem| refusal(visit, problem)))
        .block(table(visit, &packets))
        .blocks(how_to_check(visit)))
}

pub(super) async fn make_for_case(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let case = seen_case(&visit, id).await?;
    match evidence::make_for_case(&visit.app, &visit.ctx, id).await {
        Ok(_) => visit.done(&format!("/applications/{id}/evidence"), "evidence-done-made"),
        Err(problem) => {
            let page = case_page(&visit, &case, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub(super) async fn of_call(visit: Visit, Path(call): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let call = seen_call(&visit, &call).await?;
    let seen = query.get("seen");
    let (page, stamp) = call_page(&visit, &call, !seen.is_empty(), None).await?;
    visit.live(page, &stamp, seen)
}

/// The page, and what its list stands for. The list keeps itself up to date while a packet is made; `is_watched`: it does
/// already, and wants its end.
async fn call_page(
    visit: &Visit,
    call: &Call,
    is_watched: bool,
    refused: Option<&Problem>,
) -> Result<(Page, String), Problem> {
    let packets = evidence::packets_of_call(visit.app.db.reader(), &visit.ctx, call.id).await?;
    let here = format!("/calls/{}/evidence", call.id);
    let is_live = is_watched || packets.iter().any(|packet| packet.state.is_open());
    let live = Live::new(&here, visit.t("evidence-again"), vec![table(visit, &packets)]);
    let stamp = live.stamp();
    let list = if is_live {
        live.into()
    } else {
        table(visit, &packets)
    };
    let page = Page::new(visit.t("evidence-title"))
        .kicker(&call.code)
        .lead(visit.t("evidence-about-call"))
        .crumb("/calls", visit.t("evidence-calls"))
        .crumb(format!("/calls/{}", call.id), &call.code)
        .action(Action::post(visit.t("evidence-make"), here).primary())
        .blocks(refused.map(|problem| refusal(visit, problem)))
        .block(list)
        .blocks(how_to_check(visit));
    Ok((page, stamp))
}

pub(super) async fn request_for_call(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = seen_call(&visit, &call).await?;
    match evidence::request_for_call(&visit.app, &visit.ctx, &call).await {
        Ok(_) => visit.done(&format!("/calls/{}/evidence", call.id), "evidence-done-requested"),
        Err(problem) => {
            let (page, _) = call_page(&visit, &call, false, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

fn refusal(visit: &Visit, problem: &Problem) -> Block {
    let title = base_web::failure::title(visit.lang(), problem);
    Notice::new(
        Tone::Danger,
        title,
        base_web::failure::sentence(visit.lang(), problem),
    )
    .into()
}

fn table(visit: &Visit, packets: &[Packet]) -> Block {
    let mut table = Table::new(visit.lang(), visit.t("evidence-packets"))
        .column(visit.t("evidence-asked"))
        .column(visit.t("evidence-by"))
        .column(visit.t("evidence-state"))
        .number_column(visit.t("evidence-cases"))
        .number_column(visit.t("evidence-files"))
        .number_column(visit.t("evidence-size"))
        .column("SHA-256")
        .column(visit.t("evidence-get"))
        .empty(visit.t("evidence-none"));
    for packet in packets {
        let get = (packet.state == PacketState::Ready).then(|| {
            let href = format!("/evidence/{}/download", packet.id);
            Cell::Actions(vec![Action::link(visit.t("evidence-download"), href)])
        });
        table = table.row(vec![
            Cell::instant(visit.lang(), packet.requested_at),
            Cell::text(format!("{} ({})", packet.requested_by_name, packet.role)),
            state(visit, packet),
            Cell::integer(visit.lang(), packet.cases_total),
            Cell::maybe(packet.files.map(|files| Cell::integer(visit.lang(), files))),
            Cell::maybe(packet.size_bytes.map(|bytes| Cell::Number(size(visit, bytes)))),
            Cell::maybe(packet.sha256.clone().map(Cell::Mono)),
            Cell::maybe(get),
        ]);
    }
    table.into()
}

/// The state, and how far it is or why it failed.
fn state(visit: &Visit, packet: &Packet) -> Cell {
    let tone = match packet.state {
        PacketState::Requested => Tone::Neutral,
        PacketState::Building => Tone::Info,
        PacketState::Ready => Tone::Success,
        PacketState::Failed => Tone::Danger,
    };
    let mut cells = vec![Cell::Badge(Badge::new(
        tone,
        visit.t(&format!("evidence-state-{}", packet.state)),
    ))];
    if packet.state == PacketState::Building {
        let (done, total) = (packet.cases_done.to_string(), packet.cases_total.to_string());
        let words = visit.tw("evidence-progress", &[("done", &done), ("total", &total)]);
        cells.push(Cell::text(words));
    }
    cells.extend(packet.failure.as_ref().map(Cell::text));
    Cell::Many(cells)
}

/// In whole kibibytes up to ten mebibytes, in mebibytes from there.
fn size(visit: &Visit, bytes: i64) -> String {
    let kib = (bytes + 1_023) / 1_024;
    let (number, unit) = if kib < 10 * 1_024 {
        (kib, "KiB")
    } else {
        (kib / 1_024, "MiB")
    };
    format!("{} {unit}", fmt::integer(visit.lang(), number))
}

fn how_to_check(visit: &Visit) -> Vec<Block> {
    vec![Block::Details(
        visit.t("evidence-check-title"),
        vec![
            Block::Text(visit.t("evidence-check-program")),
            Block::Text(visit.t("evidence-check-sums")),
            Block::Text(visit.t("evidence-check-hash")),
        ],
    )]
}

/// The archive itself, for pages and machines.
pub(super) async fn download(visit: Visit, Path(id): Path<String>) -> Reply {
    let id = packet_id(&id)?;
    let file = evidence::fetch(&visit.app, &visit.ctx, id).await?;
    let bytes = visit.app.files.stream(&file).await?;
    visit.download_stream(&file.name, &file.media_type, file.size_bytes, bytes)
}

fn packet_id(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_| Problem::not_found("evidence"))
}

pub(super) async fn show_json(visit: Visit, Path(id): Path<String>) -> Reply {
    let packet = evidence::packet(visit.app.db.reader(), &visit.ctx, packet_id(&id)?).await?;
    api::ok(EvidencePacketJson::from(packet))
}

pub(super) async fn of_case_json(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let case = seen_case(&visit, id).await?;
    let packets = evidence::packets_of_case(visit.app.db.reader(), &visit.ctx, case.id).await?;
    api::ok(EvidencePacketListJson::from(packets))
}

pub(super) async fn make_for_case_json(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let packet = evidence::make_for_case(&visit.app, &visit.ctx, id).await?;
    api::created(EvidencePacketJson::from(packet))
}

pub(super) async fn of_call_json(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = seen_call(&visit, &call).await?;
    let packets = evidence::packets_of_call(visit.app.db.reader(), &visit.ctx, call.id).await?;
    api::ok(EvidencePacketListJson::from(packets))
}

pub(super) async fn request_for_call_json(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = seen_call(&visit, &call).await?;
    let packet = evidence::request_for_call(&visit.app, &visit.ctx, &call).await?;
    api::created(EvidencePacketJson::from(packet))
}
