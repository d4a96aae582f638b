//! What can be done with packets.

mod build;
mod call;
mod case;
mod fetch;
mod write;

pub use call::{JOB, request_for_call, run};
pub use case::make_for_case;
pub use fetch::fetch;
pub use write::{Built, write_call, write_case};

use base::{Ctx, Problem, Text};
use base_db::{Entry, Unit, is_unique_violation};
use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use super::model::{Packet, PacketState};
use super::queries;
use super::store::{case as included, packet};

/// What a stored packet is filed as. It names no case: the documents of a case are not its packets.
const PURPOSE: &str = "evidence";

/// Packets of one case, or of one call, that are made within a day at most: each stays on file.
const PER_DAY: u64 = 20;

/// Error: refused when there were enough for today.
async fn require_few(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: calls::CallId,
    case: Option<applications::ApplicationId>,
) -> Result<(), Problem> {
    let today = queries::asked_since(db, call, case, ctx.now - TimeDelta::days(1)).await?;
    if today < PER_DAY {
        return Ok(());
    }
    Err(Problem::refused(
        "evidence-many",
        Text::new("evidence-many").with("max", PER_DAY),
    ))
}

/// A packet and its cases.
async fn insert(unit: &Unit<'_>, row: &Packet, cases: &[applications::ApplicationId]) -> Result<(), Problem> {
    packet::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await
        .map_err(|error| match is_unique_violation(&error) {
            true => call::running(), // asked for twice at the same moment
            false => error.into(),
        })?;
    let rows = cases
        .iter()
        .map(|case| {
            let row = included::Model {
                id: Uuid::now_v7(),
                packet_id: row.id,
                application_id: *case,
            };
            row.into_active_model().reset_all()
        })
        .collect();
    base_db::insert_all(unit.conn(), rows).await
}

/// The entry of a packet: with its case, or with its call, whose trail the programme's offices read.
fn entry(packet: &Packet, action: &'static str, before: Option<PacketState>) -> Entry {
    let entry = match packet.application_id {
        Some(case) => Entry::new("application", case, action).case(case),
        None => Entry::new("call", packet.call_id, action),
    };
    // states of the packet, not of the case or call: they stand among the facts
    entry.data(json!({
        "packet": packet.id, "role": packet.role, "cases": packet.cases_total,
        "from": before, "to": packet.state,
        "sha256": packet.sha256, "size_bytes": packet.size_bytes, "files": packet.files,
        "failure": packet.failure,
    }))
}
