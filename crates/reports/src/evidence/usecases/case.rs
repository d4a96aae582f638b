//! The packet of one case, made at once.

use applications::{Application, ApplicationId, ApplicationState};
use base::{Ctx, Problem, Text};
use base_files::NewFile;
use base_web::App;
use uuid::Uuid;

use super::build::{build, scratch};
use super::{PURPOSE, entry, insert, require_few};
use crate::evidence::access;
use crate::evidence::collect::BUILDING;
use crate::evidence::model::{Packet, PacketState};

/// Makes and files the packet of a case. Roles: RH, RL, SB of the programme. Error: not found for a case out of sight,
/// denied, refused for a draft or after too many of a day.
pub async fn make_for_case(app: &App, ctx: &Ctx, id: ApplicationId) -> Result<Packet, Problem> {
    let db = app.db.reader();
    let (case, role) = access::case_of(db, ctx, id).await?;
    require_received(&case)?;
    require_few(db, ctx, case.call_id, Some(id)).await?;
    let call = calls::call(db, case.call_id).await?;
    let turn = BUILDING.acquire().await.map_err(Problem::broken)?;
    let cases = std::slice::from_ref(&case);
    let (file, manifest) = build(app, ctx, (role, &call), cases, scratch(app)?, None).await?;
    drop(turn);
    let staged = app.files.stage_file(file).await?;
    let mut packet = Packet {
        id: Uuid::now_v7(),
        programme_id: case.programme_id,
        call_id: case.call_id,
        application_id: Some(id),
        state: PacketState::Ready,
        role: role.code().to_owned(),
        requested_by: ctx.person()?.id,
        requested_by_name: ctx.person()?.name.clone(),
        requested_at: ctx.now,
        cases_total: 1,
        cases_done: 1,
        file_id: None,
        sha256: Some(staged.sha256().to_owned()),
        size_bytes: None,
        files: i64::try_from(manifest.files.len()).ok(),
        finished_at: Some(ctx.now),
        failure: None,
    };
    let unit = app.db.write(ctx).await?;
    // asked again within the unit: the person may have been barred while it was made, and others may have made some
    access::case_of(unit.conn(), ctx, id).await?;
    require_few(unit.conn(), ctx, case.call_id, Some(id)).await?;
    let new = NewFile {
        name: packet.file_name(case.label()),
        media_type: "application/zip".to_owned(),
        purpose: PURPOSE,
        application_id: None,
        bytes: Vec::new().into(),
    };
    let stored = app.files.keep(&unit, new, staged).await?;
    packet.file_id = Some(stored.id);
    packet.size_bytes = Some(stored.size_bytes);
    insert(&unit, &packet, &[id]).await?;
    unit.audit(entry(&packet, "make_evidence", None)).await?;
    unit.commit().await?;
    Ok(packet)
}

/// What was never handed in has no file yet. Error: refused.
pub(super) fn require_received(case: &Application) -> Result<(), Problem> {
    if case.state == ApplicationState::Draft {
        return Err(Problem::refused("evidence-draft", Text::new("evidence-draft")));
    }
    Ok(())
}
